"""Between calls: follow-ups are opened, called back, kept, passed on and handed over; a call that was cut off goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from agent_assist.ui.between_parts import CALL, CONTINUE, KEPT, NUMBER
from agent_assist.ui.present import around

if TYPE_CHECKING:
    from agent_assist.ui.window import Window


class Promising(QObject):
    """Connects the idle desk with the promises of the station."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._station = window.station
        self._page = window.page
        between = window.page.between
        between.table.chosen.connect(self.open_promise)
        between.table.handed_over.connect(self.hand_over)
        between.promise.connect(self.promise_chosen)
        between.offered.connect(self.offer_chosen)

    def open_promise(self, promise: str) -> None:
        """Opens the details of a follow-up; the next Enter calls back."""
        self._page.between.open(promise)
        self._window.rest()
        self._window.acted()

    def promise_chosen(self, action: str) -> None:
        """A button of the open follow-up."""
        promise, promises = self._page.between.opened, self._station.promises
        if not promise:
            return
        if action == NUMBER:
            self.copy_number()
            return
        self._page.between.open("")
        if action == CALL:
            promises.call_back(promise)
        elif action == KEPT:
            promises.keep(promise)
        else:
            promises.assign(promise, "leader")
            promises.look()
        self._window.acted()

    def hand_over(self) -> None:
        """Copies the open promises for the next shift."""
        utc = self._station.desk.utc()
        times = {one.id: around.promise(one, utc).due for one in self._window.view.promises}
        self._window.copy(self._station.promises.handover(times))
        self._window.tell("copied")

    def copy_number(self) -> None:
        """Copies the number to call back."""
        one = self._page.between.current()
        if one is not None and one.number:
            self._window.copy(one.number)
            self._window.tell("copied")

    def offer_chosen(self, action: str) -> None:
        """What to do with the call that was cut off."""
        self._station.accept_offer(whole=action == CONTINUE)
        self._window.acted()
