"""A field for several lines, with the keys of the desk."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from agent_assist.ui.components.fields import ENTER, Composition

_PASSED_ON = frozenset(getattr(Qt.Key, f"Key_F{number}") for number in range(1, 13))
"""Function keys belong to the desk, also while a field has the keyboard."""
_LEAST_WIDTH = 64
"""Narrower than about a scroll bar and a letter, Qt shows and hides the bar without end, and the window hangs."""


def keep_wide_enough(field: QPlainTextEdit) -> None:
    """Keep a text that scrolls from the widths at which its scroll bar cannot come to rest."""
    field.setMinimumWidth(_LEAST_WIDTH)
    field.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


class NoteField(QPlainTextEdit):
    """Several lines. Enter ends the typing (`entered`), Shift+Enter begins a new line, Escape is `left`."""

    entered = Signal()
    left = Signal()
    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._composition = Composition()
        self.setTabChangesFocus(True)
        keep_wide_enough(self)

    @property
    def composing(self) -> bool:
        """Whether keys belong to the input method."""
        return self._composition.busy

    def text(self) -> str:
        """What stands in the field."""
        return self.toPlainText()

    def setText(self, text: str) -> None:
        """Puts other words into the field."""
        self.setPlainText(text)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composition.saw(event)
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.finished.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self.composing:
            super().keyPressEvent(event)
        elif event.key() in ENTER and not shift:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in _PASSED_ON:
            event.ignore()
        else:
            super().keyPressEvent(event)
