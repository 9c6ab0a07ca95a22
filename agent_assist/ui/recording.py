"""How values get into a call: from the caller card, by a tick, by a choice, or in a field laid over the duties.

A reply that lacks values asks for them one after the other, with the cursor in place; with the last of them it is given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from agent_assist.desk.view import DeskView
from agent_assist.ui.present.around import TYPED

if TYPE_CHECKING:
    from agent_assist.ui.window import Window

NEEDS = "needs"
"""The notice that a reply lacks something."""


class Recording(QObject):
    """Connects the fields of the window with the desk."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._desk = window.station.desk
        self._page = window.page
        self._wanted = ""
        self._call_id = ""
        self._reply: tuple[str, ...] = ()
        window.page.call_made.connect(self._connect_call)
        window.page.say.slot_given.connect(self.slot_given)
        window.page.say.slot_left.connect(window.rest)

    def _connect_call(self) -> None:
        call = self._page.call
        call.caller.given.connect(self.value_given)
        call.caller.entered.connect(self._card_entered)
        call.caller.left.connect(self._card_left)
        call.must.ticked.connect(self.ticked)
        call.must.wanted.connect(self.record)
        call.record.entered.connect(self.recorded)
        call.record.left.connect(self._record_left)
        call.record.finished.connect(self._record_done)

    def focus_ask(self) -> None:
        """Puts the cursor where the missing value is typed."""
        field = self._page.say.field
        if field.isVisible():
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def slot_given(self, slot: str, value: str) -> None:
        """A value of *ask first* was typed."""
        self._desk.slot(slot, value)
        self._window.rest()
        self._window.acted()
        self.go_on()

    def value_given(self, slot: str, value: str, call_id: str) -> None:
        """A value of the caller card."""
        self._desk.slot(slot, value, call_id)

    def ask_for(self, reply: str) -> None:
        """Asks for the first value that a reply lacks; once nothing is lacking the reply is given.

        Whatever else the agent does meanwhile lets go of it: the keyboard is only led on from Enter, digit to digit.
        """
        view = self._window.station.view()
        lacks = next((one.lacks for one in view.shown.replies if one.id == reply), ())
        ticks = {duty.name for duty in view.shown.duties if duty.kind == "tick"}
        missing = [name for name in lacks if name in view.slot_labels and name not in ticks]
        self._reply = (*_place(view), reply) if missing else ()
        if missing and view.shown.ask is not None and view.shown.ask.id == missing[0]:
            self.focus_ask()
        elif missing:
            self.record(missing[0])

    def go_on(self) -> None:
        """A value was given: on to the next one that the reply lacks, or to the reply itself."""
        reply, self._reply = self._reply, ()
        view = self._window.station.view()
        if not reply or reply[:-1] != _place(view):
            return
        if not any(one.id == reply[-1] and one.lacks for one in view.shown.replies):
            self._window.station.forget(NEEDS)
            self._desk.reply(reply[-1])
            self._window.acted()
        else:
            self.ask_for(reply[-1])

    def let_go(self) -> None:
        """The agent does something else: no reply waits for a value any more."""
        self._reply = ()

    def _card_entered(self) -> None:
        self._window.rest()
        self.go_on()

    def _card_left(self) -> None:
        self.let_go()
        self._window.rest()

    def ticked(self, slot: str, done: bool) -> None:
        """A duty was ticked by hand, or the tick taken off."""
        self._desk.slot(slot, "yes" if done else "")
        self._window.acted()

    def next_slot(self) -> None:
        """Tab: the first required value that is missing; without one, what an agent would fill in next."""
        view = self._window.view
        if self._page.say.field.isVisible():
            self.focus_ask()
            return
        if view.state == "idle":
            self._page.focus_next()
            return
        missing = [duty.name for duty in view.shown.duties if not duty.done and duty.kind not in ("tick", "name")]
        if missing:
            self.record(missing[0])
        elif view.state == "wrap-up":
            self._window.wrap_up().focus_notes()
        else:
            empty = [slot for slot in TYPED if not view.slots.get(slot)]
            self.focus(self._page.call.caller.field(empty[0] if empty else TYPED[-1]))

    def record(self, slot: str) -> None:
        """Lets the agent give a value: on the caller card, by a choice, or in a field over the duties."""
        view = self._window.view
        choices = view.titles if slot == "title" else tuple(view.choices.get(slot, {}).items())
        field = self._page.call.record_slot(slot)
        label = view.slot_labels.get(slot, slot)
        if field is None:
            self.focus(self._page.call.caller.field(slot))
        elif choices:
            self._window.sheets.open_choices(slot, label, choices)
        else:
            self._wanted, self._call_id = slot, view.call_id
            field.setPlaceholderText(label)
            field.setAccessibleName(label)
            field.setText(view.slots.get(slot, ""))
            field.show()
            field.raise_()
            self.focus(field)

    def recorded(self) -> None:
        """Enter in the field over the duties."""
        self._record_done()
        self._window.rest()
        self.go_on()

    def _record_left(self) -> None:
        self._wanted = ""
        self.let_go()
        self._page.call.record.hide()
        self._window.rest()

    def _record_done(self) -> None:
        slot, self._wanted = self._wanted, ""
        text = self._page.call.record.text()
        self._page.call.record.hide()
        if slot:
            self._desk.slot(slot, text, self._call_id)
            self._window.acted()

    @staticmethod
    def focus(field: QWidget) -> None:
        """Gives the keyboard to a field, its text ready to be replaced."""
        field.setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(field, QLineEdit):
            field.selectAll()


def _place(view: DeskView) -> tuple[str, ...]:
    """Where a reply belongs: the call and its step."""
    return view.call_id, view.shown.scenario, view.shown.step
