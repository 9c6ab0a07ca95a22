"""What must not be said, underlined where it was typed. It waits for a pause, changes no text, and stops nobody.

Hard bans are underlined in the colour of *never*, soft ones in that of *wait*; the reason and what to say instead are in the
tooltip and in what a screen reader is told. While an input method composes, nothing is looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QToolTip

from agent_assist.ui.components.note_field import NoteField
from agent_assist.ui.theme import Theme, Tone

PAUSE_MS = 300


class Mark(NamedTuple):
    """A stretch of the text in characters, how bad it is, and what to tell about it."""

    start: int
    end: int
    hard: bool
    words: str


class ProofMarks(QObject):
    """The marks of one field. Signal `wanted(text)`: look through this; the answer goes to `show_marks`."""

    wanted = Signal(str)

    def __init__(self, theme: Theme, field: NoteField) -> None:
        super().__init__(field)
        self._theme, self._field = theme, field
        self._marks: tuple[tuple[QTextCursor, Mark], ...] = ()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        field.textChanged.connect(self._pause.start)
        field.viewport().installEventFilter(self)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What is marked."""
        return tuple(mark for _, mark in self._marks)

    def show_marks(self, text: str, marks: Sequence[Mark]) -> None:
        """Underlines what was found in `text`; an answer about words that are not there any more is dropped."""
        if text != self._field.text() or self._field.composing:
            return
        self._marks = tuple((self._cursor(text, mark), mark) for mark in marks)
        self._field.setAccessibleDescription("\n".join(mark.words for mark in marks))
        self._draw()

    def set_theme(self, theme: Theme) -> None:
        """Changes the colours."""
        self._theme = theme
        self._draw()

    def _ask(self) -> None:
        if self._field.composing:
            self._pause.start()
        else:
            self.wanted.emit(self._field.text())

    def _cursor(self, text: str, mark: Mark) -> QTextCursor:
        """Qt counts in UTF-16: a rare surname may take two of its units."""
        cursor = QTextCursor(self._field.document())
        cursor.setPosition(_units(text[: mark.start]))
        cursor.setPosition(_units(text[: mark.end]), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _draw(self) -> None:
        drawn: list[QTextEdit.ExtraSelection] = []
        for cursor, mark in self._marks:
            look = QTextCharFormat()
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            look.setUnderlineColor(self._theme.ink(Tone.NEVER if mark.hard else Tone.WAIT))
            made = QTextEdit.ExtraSelection()
            made.cursor, made.format = cursor, look
            drawn.append(made)
        self._field.setExtraSelections(drawn)

    def words_at(self, spot: QPoint) -> str:
        """What to tell about the words under a point of the field's viewport."""
        at = self._field.cursorForPosition(spot).position()
        here = (mark.words for cursor, mark in self._marks if cursor.selectionStart() <= at <= cursor.selectionEnd())
        return "\n".join(dict.fromkeys(here))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            told = self.words_at(event.pos())
            if told:
                QToolTip.showText(event.globalPos(), told, self._field.viewport())
                return True
        return super().eventFilter(watched, event)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
