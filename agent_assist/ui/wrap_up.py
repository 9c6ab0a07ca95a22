"""After a call: the summary for the CRM, notes, how the call came out, and what is still missing.

The regions stand in the places of the call: the summary where the line was, notes where the taboos were, outcomes where the
replies were, and the block that ends wrap-up where the hang-up was.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from agent_assist.desk.view import DeskView
from agent_assist.ui import icons
from agent_assist.ui.between_parts import Card
from agent_assist.ui.components.hangup import HangupBlock
from agent_assist.ui.components.keys import KeyButton
from agent_assist.ui.components.note_field import NoteField, keep_wide_enough
from agent_assist.ui.components.paint import Painted, box, words
from agent_assist.ui.components.panel import HeadLine
from agent_assist.ui.components.proof_marks import ProofMarks
from agent_assist.ui.components.row_list import RowKind, RowList
from agent_assist.ui.icons import Icon
from agent_assist.ui.places import Places
from agent_assist.ui.present import between, say
from agent_assist.ui.present.then import lack
from agent_assist.ui.present.words import clock
from agent_assist.ui.rows import ActionView, HangupView, Head, Rank, Tick
from agent_assist.ui.theme import Theme, Tone
from agent_assist.ui.translation import translate

DONE = "done"
TYPING_MS = 600
"""A pause in typing this long hands the notes over, so that little is lost if the computer stops."""


class SummaryPanel(Painted):
    """The text for the CRM, to be read and selected, with its buttons. Signal `chosen(id)`."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._text = QPlainTextEdit(self)
        keep_wide_enough(self._text)
        self._text.setReadOnly(True)
        self._text.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._text.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self._text.setObjectName("summary")
        self._copy = KeyButton(theme, ActionView(say.COPY, ""), self, 32)
        self._undo = KeyButton(theme, ActionView(say.UNDO, ""), self, 32)
        for button in (self._copy, self._undo):
            button.chosen.connect(self.chosen)
        self.retheme()

    @property
    def text(self) -> str:
        """The summary."""
        return self._text.toPlainText()

    def set_view(self, view: DeskView, copied: bool) -> None:
        """Shows the summary of the call."""
        if view.summary != self._text.toPlainText():
            self._text.setPlainText(view.summary)
        words_, done = translate("WrapUp", "Copy for the CRM"), translate("WrapUp", "Copied")
        self._copy.set_action(
            ActionView(say.COPY, done if copied else words_, "C", Icon.COPY, Rank.SECONDARY, also=(words_, done))
        )
        self._undo.set_action(say.undo_action(view.shown.can_undo))
        self._text.setAccessibleName(translate("WrapUp", "Summary"))
        self.setAccessibleName(translate("WrapUp", "Summary"))
        self._place()

    def retheme(self) -> None:
        theme = self.theme
        self._text.setFont(theme.font(theme.type.reply))
        self._text.setStyleSheet(f"QPlainTextEdit {{ border: none; padding: 0; background: {theme.colours.surface}; }}")
        self._copy.set_theme(theme)
        self._undo.set_theme(theme)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, c = self.painter(), self.theme, self.theme.colours
        box(painter, QRectF(self.rect()), theme.px(10), QColor(c.surface), QColor(c.line))
        middle, side, x = theme.px(23), theme.px(17), theme.px(24)
        ink = theme.ink(Tone.RECORD)
        icons.paint(painter, Icon.RECORD, QRectF(x, middle - side / 2, side, side), ink)
        x += side + theme.px(9)
        head = QRectF(x, middle - theme.px(11), self.width() - x - theme.px(18), theme.px(22))
        words(painter, head, translate("WrapUp", "Summary"), theme.font(theme.type.body, bold=True), ink)

    def _place(self) -> None:
        theme = self.theme
        left, top = theme.px(20), theme.px(46)
        x, height = self.width() - theme.px(14), theme.px(32)
        for button in (self._copy, self._undo):
            x -= button.sizeHint().width()
            button.setGeometry(x, theme.px(8), button.sizeHint().width(), height)
            x -= theme.px(8)
        self._text.setGeometry(left, top, self.width() - 2 * left, self.height() - top - theme.px(8))


class WrapUp(QWidget):
    """The regions of wrap-up as children of the desk.

    Signals:
        chosen(id): a button: copy, undo, `DONE`.
        outcome(id): how the call came out.
        noted(text, call id): the notes.
        left(): the typing is over.
    """

    chosen = Signal(str)
    outcome = Signal(str)
    noted = Signal(str, str)
    left = Signal()

    def __init__(self, theme: Theme, page: QWidget) -> None:
        super().__init__(page)
        self.hide()
        self._theme = theme
        self._call_id = ""
        self._kept = ""
        self.summary = SummaryPanel(theme, page)
        self.notes = NoteField(page)
        self.proof = ProofMarks(theme, self.notes)
        self.head = HeadLine(theme, Head(""), page)
        self.list = RowList(theme, RowKind.REFLEX, "", page)
        self.facts = Card(theme, page)
        self.finish = HangupBlock(theme, HangupView(open=True, words=""), page)
        self._parts: tuple[QWidget, ...] = (
            self.summary, self.notes, self.head, self.list, self.facts, self.finish,
        )  # fmt: skip
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_MS)
        self._pause.timeout.connect(self._tell_notes)
        self.summary.chosen.connect(self.chosen)
        self.list.chosen.connect(self.outcome)
        self.finish.clicked.connect(self._finish)
        self.notes.textChanged.connect(self._typing)
        self.notes.finished.connect(self._tell_notes)
        self.notes.entered.connect(self._notes_left)
        self.notes.left.connect(self._notes_left)
        self.set_theme(theme)

    @property
    def outcomes(self) -> tuple[str, ...]:
        """What the digits choose."""
        return tuple(item.id for item in self.list.items)

    def show_view(self, view: DeskView, copied: bool) -> None:
        """Shows the wrap-up of the call on screen, or hides when there is none."""
        here = view.state == "wrap-up"
        if not here or view.call_id != self._call_id:
            self._tell_notes()
        for part in self._parts:
            part.setVisible(here)
        if not here:
            if self._call_id:
                # What was written about a customer goes from the screen's memory with the call, its undo list included.
                self._call_id = self._kept = ""
                self._pause.stop()
                self.notes.setText("")
            return
        self.summary.setVisible(view.peek is None)
        self._show_notes(view)
        self.summary.set_view(view, copied)
        self.head.set_head(Head(translate("WrapUp", "Outcome of the call"), Icon.FLAG, Tone.RECORD))
        self.list.set_rows(between.outcomes(view))
        self.list.setAccessibleName(translate("WrapUp", "Outcome of the call"))
        self._show_finish(view)

    def _show_notes(self, view: DeskView) -> None:
        if view.call_id != self._call_id:
            self._call_id, self._kept = view.call_id, view.notes
            self.notes.setText(view.notes)
            self._pause.stop()
        self.notes.setPlaceholderText(translate("WrapUp", "Notes: Tab comes here, Enter leaves"))
        self.notes.setAccessibleName(translate("WrapUp", "Notes"))

    def _show_finish(self, view: DeskView) -> None:
        missing = [duty for duty in view.shown.duties if not duty.done]
        words_ = translate("WrapUp", "Finish")
        if missing:
            note = translate("WrapUp", "{0} missing").format(len(missing))
            ticks = tuple(Tick(duty.label or lack(view, duty.name), done=False) for duty in missing)
            block = HangupView(
                open=False, words=words_, note=note, ticks=ticks, icon=Icon.RECORD,
                aside=translate("WrapUp", "finish all the same"), aside_key="Enter",
            )  # fmt: skip
        else:
            detail = translate("WrapUp", "Deletes names, numbers and notes, except what a promise needs.")
            block = HangupView(open=True, words=words_, detail=detail, key="Enter", icon=Icon.TICK)
        self.finish.set_view(block)
        talk = 0 if view.call_began is None else view.began - view.call_began
        rows = [(translate("WrapUp", "Talk time"), clock(talk))]
        rows.append((translate("WrapUp", "Promises"), str(len(view.shown.follow_ups))))
        self.facts.set_card(Head(translate("WrapUp", "The call is over"), Icon.HANGUP), facts=tuple(rows))

    def focus_notes(self) -> None:
        """Gives the keyboard to the notes."""
        self.notes.setFocus(Qt.FocusReason.TabFocusReason)

    def set_theme(self, theme: Theme) -> None:
        """Changes scheme, grid or text scale."""
        self._theme = theme
        self.notes.setFont(theme.font(theme.type.reply))
        self.proof.set_theme(theme)
        for part in (self.summary, self.head, self.list, self.facts, self.finish):
            part.set_theme(theme)

    def place(self, spots: Places) -> None:
        """Puts every region where it belongs."""
        self.summary.setGeometry(spots.say)
        self.notes.setGeometry(spots.never)
        self.head.setGeometry(spots.then_head)
        self.list.setGeometry(spots.then)
        self.facts.setGeometry(QRect(spots.wait))
        self.finish.setGeometry(spots.hangup)

    def _typing(self) -> None:
        self._pause.start()

    def _tell_notes(self) -> None:
        self._pause.stop()
        text = self.notes.text()
        if self._call_id and text != self._kept:
            self._kept = text
            self.noted.emit(text, self._call_id)

    def _notes_left(self) -> None:
        self._tell_notes()
        self.left.emit()

    def _finish(self) -> None:
        self._tell_notes()
        self.chosen.emit(DONE)
