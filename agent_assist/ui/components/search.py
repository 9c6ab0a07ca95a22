"""The search field at the foot of the desk.

While an input method composes, Enter, Escape and the arrows belong to it; Qt hands them to the field only afterwards.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from agent_assist.ui import icons
from agent_assist.ui.components.fields import ENTER, Field
from agent_assist.ui.icons import Icon
from agent_assist.ui.theme import Theme, Tone

_PAGE = 5
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -_PAGE, Qt.Key.Key_PageDown: _PAGE}


class SearchField(Field):
    """The search box.

    Signals:
        queried(text): the text changed (committed text only; what is being composed does not count).
        moved(step): arrow keys and pages, in rows.
        entered(), followed(), left(): Enter, Ctrl+Enter, Escape.
        copied(): Ctrl+C while no text of the field is selected.
        spoken(): Ctrl+L (langdu): the marked line is read aloud.
        kept(), edited(): Ctrl+S, F4: what is typed becomes a phrase; the marked phrase is changed.
    """

    queried = Signal(str)
    moved = Signal(int)
    followed = Signal()
    copied = Signal()
    spoken = Signal()
    kept = Signal()
    edited = Signal()

    def __init__(self, theme: Theme, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.set_hint(hint)
        self.textChanged.connect(self.queried)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Changes scheme, grid or text scale."""
        self._theme = theme
        self.setFont(theme.font(theme.type.state))
        self.setFixedHeight(theme.px(34))
        self.setTextMargins(theme.px(24), 0, 0, 0)
        self.update()

    def set_hint(self, hint: str) -> None:
        """Says what can be typed, also to screen readers."""
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)

    def command(self, event: QKeyEvent) -> bool:
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and key in ENTER:
            self.followed.emit()
        elif control and key == Qt.Key.Key_C and not self.hasSelectedText():
            self.copied.emit()
        elif control and key == Qt.Key.Key_L:
            self.spoken.emit()
        elif control and key == Qt.Key.Key_S:
            self.kept.emit()
        elif key == Qt.Key.Key_F4 and not event.modifiers():
            self.edited.emit()
        elif key in _STEPS and not control:
            self.moved.emit(_STEPS[Qt.Key(key)])
        else:
            return super().command(event)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, side = QPainter(self), self._theme.px(16)
        colour = self._theme.ink(Tone.SAY) if self.hasFocus() else QColor(self._theme.colours.text3)
        icons.paint(painter, Icon.SEARCH, QRectF(self._theme.px(9), (self.height() - side) / 2, side, side), colour)
