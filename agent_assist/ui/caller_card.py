"""The caller card: surname, title, phone and matter, asked once and used in every line that follows."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from agent_assist.desk.view import DeskView
from agent_assist.ui.components.fields import Field
from agent_assist.ui.components.note_field import NoteField
from agent_assist.ui.components.paint import Painted, box, text_width, words
from agent_assist.ui.components.panel import paint_head
from agent_assist.ui.components.proof_marks import ProofMarks
from agent_assist.ui.components.switch import Switch
from agent_assist.ui.icons import Icon
from agent_assist.ui.present import around
from agent_assist.ui.present.words import grouped
from agent_assist.ui.rows import Head, Option
from agent_assist.ui.theme import Theme, Tone
from agent_assist.ui.translation import translate

SURNAME, TITLE, PHONE, MATTER = "surname", "title", "callback_no", "issue"
FIELDS = around.TYPED
_SURNAME = 84
"""The least width of the surname's field: a name that cannot be read back is not checked."""


class CallerCard(Painted):
    """Signals: `given(slot, value, call id)` when a value was typed or chosen; the typing ends by `entered()` or `left()`."""

    given = Signal(str, str, str)
    entered = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._call_id = ""
        self._number = ""
        self._needed = ""
        self._offered: tuple[Option, ...] = ()
        self._kept: dict[str, str] = {}
        self._surname, self._phone, self._matter = Field(self), Field(self), NoteField(self)
        self._fields: dict[str, Field | NoteField] = {
            SURNAME: self._surname,
            PHONE: self._phone,
            MATTER: self._matter,
        }
        self._titles = Switch(theme, "", (), self)
        self._titles.chosen.connect(self._title_chosen)
        self._surname.entered.connect(self.entered)
        self._phone.entered.connect(self._phone_entered)
        self._matter.entered.connect(self.entered)
        for field in (self._surname, self._phone, self._matter):
            field.left.connect(self.left)
        for line in (self._surname, self._phone):
            # Of a long name its beginning is what should be seen.
            line.finished.connect(lambda field=line: field.setCursorPosition(0))
        self._surname.finished.connect(self._surname_typed)
        self._phone.finished.connect(self._phone_typed)
        self._matter.finished.connect(self._matter_typed)
        self._matter.document().setDocumentMargin(1)
        self.proof = ProofMarks(theme, self._matter)
        self.retheme()

    def field(self, slot: str) -> Field | NoteField:
        """The field of a slot of the card."""
        return self._fields[slot]

    @property
    def titles(self) -> Switch:
        """The form of address."""
        return self._titles

    def set_view(self, view: DeskView) -> None:
        """Shows the values of the call on screen; what is being typed stays."""
        another = view.call_id != self._call_id
        if another:
            self.commit()
        self._call_id, self._number = view.call_id, view.number
        if around.titles(view) != self._offered:
            self._offered = around.titles(view)
            self._titles.set_options(self._offered)
            self._order()
            self._place()
        self._titles.set_current(view.slots.get(TITLE, ""))
        alive = view.state != "idle"
        for slot, field in self._fields.items():
            value = view.slots.get(slot, "")
            field.setEnabled(alive and slot in view.slot_labels)
            if another or (value != self._kept.get(slot, "") and value != field.text()):
                field.setText(grouped(value) if slot == PHONE else value)
            self._kept[slot] = value
        self._titles.setEnabled(alive)
        needed = next((duty.name for duty in view.shown.duties if not duty.done and duty.name in FIELDS), "")
        if needed != self._needed:
            self._needed = needed
            self.update()

    def commit(self) -> None:
        """Gives what is being typed to the call it was typed for."""
        self._surname_typed()
        self._phone_typed()
        self._matter_typed()

    def retranslate(self) -> None:
        """Puts the words of the interface's language on the card."""
        self._surname.setAccessibleName(translate("Caller", "Surname"))
        self._phone.setAccessibleName(translate("Caller", "Phone to call back"))
        self._matter.setAccessibleName(translate("Caller", "Matter"))
        self._titles.setAccessibleName(translate("Caller", "Title"))
        self._matter.setPlaceholderText(translate("Caller", "In one sentence; Tab comes here"))
        self._place()
        self.update()

    def show_number(self, number: str) -> None:
        """Offers the number that calls; Enter in the empty field takes it."""
        hint = translate("Caller", "Enter: {0}").format(grouped(number)) if number else ""
        self._phone.setPlaceholderText(hint)

    def retheme(self) -> None:
        font = self.theme.font(self.theme.type.body)
        for field in (self._surname, self._phone, self._matter):
            field.setFont(font)
        self._titles.set_theme(self.theme)
        self.proof.set_theme(self.theme)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, c = self.painter(), self.theme, self.theme.colours
        box(painter, QRectF(self.rect()), theme.px(8), QColor(c.surface), QColor(c.line))
        side = theme.px(12)
        head = QRectF(side, theme.px(8), self.width() - 2 * side, theme.px(20))
        paint_head(painter, theme, head, Head(translate("Caller", "Caller"), Icon.PERSON, Tone.CUSTOMER))
        for slot, label in self._labels():
            field = self._fields[slot]
            line = QRectF(side, field.y(), field.x() - side - theme.px(4), theme.px(30))
            due = slot == self._needed
            ink = theme.ink(Tone.RECORD) if due else QColor(c.text2)
            words(painter, line, label, theme.font(theme.type.head, bold=due), ink)

    @staticmethod
    def _labels() -> tuple[tuple[str, str], ...]:
        return (
            (SURNAME, translate("Caller", "Surname")),
            (PHONE, translate("Caller", "Phone")),
            (MATTER, translate("Caller", "Matter")),
        )

    def _order(self) -> None:
        """Tab goes as the eye does: surname, title, phone, matter."""
        parts = (self._surname, *self._titles.stops, self._phone, self._matter)
        for one, after in pairwise(parts):
            self.setTabOrder(one, after)

    def _place(self) -> None:
        theme = self.theme
        side, row, gap = theme.px(12), theme.px(30), theme.px(6)
        font = theme.font(theme.type.head, bold=True)
        label = max(round(text_width(font, words_)) for _, words_ in self._labels()) + theme.px(10)
        left = side + max(label, theme.px(44))
        width = self.width() - left - side
        y = theme.px(34)
        whole, room = self._titles.row_width(), width - theme.px(_SURNAME)
        switch = whole if whole <= room else min(theme.px(84), room)
        self._surname.setGeometry(left, y, width - switch - gap, row)
        self._titles.setGeometry(left + width - switch, y, switch, row)
        y += row + gap
        self._phone.setGeometry(left, y, width, row)
        y += row + gap
        self._matter.setGeometry(left, y, width, max(row, self.height() - y - theme.px(8)))

    def _title_chosen(self, title: str) -> None:
        self.given.emit(TITLE, title, self._call_id)

    def _phone_entered(self) -> None:
        if not self._phone.text().strip() and self._number:
            self._phone.setText(grouped(self._number))
        self.entered.emit()

    def _surname_typed(self) -> None:
        self._give(SURNAME, self._surname.text())

    def _phone_typed(self) -> None:
        number = self._phone.text()
        compact = number.replace(" ", "")
        self._give(PHONE, compact if compact.isdigit() else number)

    def _matter_typed(self) -> None:
        self._give(MATTER, self._matter.text())

    def _give(self, slot: str, value: str) -> None:
        if self._call_id and value.strip() != self._kept.get(slot, ""):
            self.given.emit(slot, value.strip(), self._call_id)
