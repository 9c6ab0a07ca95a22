"""Between calls: the numbers of the day, what was promised, the call that was saved, and one that was cut off."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from agent_assist.desk.view import DeskView, PromiseView
from agent_assist.ui.between_parts import Card, Details, OfferStrip, Table
from agent_assist.ui.components.figures import Figures
from agent_assist.ui.places import Places
from agent_assist.ui.present import between
from agent_assist.ui.present.words import leader
from agent_assist.ui.theme import Theme


class Between(QObject):
    """The regions of the idle desk. They share the places of the regions of a call.

    Signals:
        promise(id): what to do with the follow-up whose details are open: `CALL`, `KEPT`, `LEADER`, `NUMBER`.
        offered(id): what to do with a call that was cut off: `CONTINUE`, `WRAP_UP`.
    """

    promise = Signal(str)
    offered = Signal(str)

    def __init__(self, theme: Theme, page: QWidget) -> None:
        super().__init__(page)
        self._theme, self._page = theme, page
        self._places: Places | None = None
        self._promises: tuple[PromiseView, ...] = ()
        self._offer: OfferStrip | None = None
        self._details: Details | None = None
        self.opened = ""
        self.figures = Figures(theme, (), page)
        self.table = Table(theme, page)
        self.last = Card(theme, page)

    @property
    def offer(self) -> OfferStrip:
        """The strip of a call that was cut off, made when there is one."""
        if self._offer is None:
            self._offer = OfferStrip(self._theme, self._page)
            self._offer.chosen.connect(self.offered)
            self._place_late()
        return self._offer

    @property
    def details(self) -> Details:
        """The card of a follow-up, made when one is opened."""
        if self._details is None:
            self._details = Details(self._theme, self._page)
            self._details.chosen.connect(self.promise)
            self._place_late()
        return self._details

    def show_view(self, view: DeskView, utc: int) -> None:
        """Shows the idle desk; in any other state nothing of this is seen."""
        idle = view.state == "idle"
        self._promises = view.promises
        if not idle or self.current() is None:
            self.opened = ""
        if idle:
            self.figures.set_figures(between.figures(view.figures))
            self.table.set_view(view, utc)
            self.last.set_card(between.last_head(view.last), between.last_lines(view.last))
        self.table.setVisible(idle)
        self.last.setVisible(idle)
        self._show_offer(view)
        one = self.current()
        if one is not None:
            self.details.show_promise(one, utc, leader(view))
        if self._details is not None:
            self._details.setVisible(one is not None)

    def _show_offer(self, view: DeskView) -> None:
        offered = view.offer if view.state == "idle" else None
        if offered is not None:
            self.offer.set_offer(between.offer(offered), offered.whole)
        if self._offer is not None:
            self._offer.setVisible(offered is not None)
        self.figures.setVisible(view.state == "idle" and offered is None)

    def open(self, promise: str) -> None:
        """Opens the details of a follow-up; "" closes them."""
        self.opened = promise

    def current(self) -> PromiseView | None:
        """The follow-up whose details are open."""
        return next((one for one in self._promises if one.id == self.opened), None)

    def place(self, places: Places) -> None:
        """Puts every region where it belongs."""
        self._places = places
        self.figures.setGeometry(places.never)
        self.table.setGeometry(places.below)
        self.last.setGeometry(places.caller)
        self._place_late()

    def _place_late(self) -> None:
        if self._places is not None and self._offer is not None:
            self._offer.setGeometry(self._places.never)
        if self._places is not None and self._details is not None:
            self._details.setGeometry(self._places.must.united(self._places.path))

    def set_theme(self, theme: Theme) -> None:
        """Changes scheme, grid or text scale."""
        self._theme = theme
        for part in (self.figures, self.table, self.last, self._offer, self._details):
            if part is not None:
                part.set_theme(theme)

    def focus_list(self) -> None:
        """Gives the keyboard to the table, its first row marked if none was."""
        rows = self.table.list
        if self._promises and rows is not None:
            if not rows.currentIndex().isValid():
                rows.set_current(0)
            rows.setFocus(Qt.FocusReason.OtherFocusReason)
