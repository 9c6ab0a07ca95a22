"""Text fields that know when an input method is composing: then no key of theirs is a command.

An input method shows what is being composed as preedit text. Enter commits a candidate, Escape drops it; some input methods
pass that key on after the commit, in the same turn of the event loop. Both are kept from becoming commands here.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Composition:
    """Whether an input method is at work in a field."""

    def __init__(self) -> None:
        self._preedit = False
        self._fresh = False

    @property
    def busy(self) -> bool:
        """Whether keys belong to the input method."""
        return self._preedit or self._fresh

    def saw(self, event: QInputMethodEvent) -> None:
        """Takes note of what the input method tells the field."""
        was, self._preedit = self._preedit, bool(event.preeditString())
        if was and not self._preedit:
            self._fresh = True
            QTimer.singleShot(0, self._settle)

    def _settle(self) -> None:
        self._fresh = False


class Field(QLineEdit):
    """One line. `entered` is Enter, `left` Escape, `finished` whatever ends the typing; none while composing."""

    entered = Signal()
    left = Signal()
    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._composition = Composition()

    @property
    def composing(self) -> bool:
        """Whether keys belong to the input method."""
        return self._composition.busy

    def setText(self, text: str | None, /) -> None:
        """Puts other words into the field; where nobody is typing, their beginning is what is seen of long ones."""
        super().setText(text)
        if not self.hasFocus():
            self.setCursorPosition(0)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composition.saw(event)
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.finished.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.composing or not self.command(event):
            super().keyPressEvent(event)

    def command(self, event: QKeyEvent) -> bool:
        """Does what a key that is no text asks for; returns whether it was one."""
        if event.key() in ENTER:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            return False
        return True


class AskField(Field):
    """The field of *ask first*. Tab goes to the first value that is missing, and that is here: it stays."""

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  # Qt's own name for it
        return True if next else super().focusNextPrevChild(next)
