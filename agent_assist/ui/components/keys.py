"""Key caps and the buttons that carry them: the cap stands at the right and shows the key that does the same."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from agent_assist.ui import icons
from agent_assist.ui.components.paint import (
    Painted,
    box,
    cap_width,
    focus_ring,
    key_cap,
    text_width,
    words,
)
from agent_assist.ui.rows import ActionView, Rank
from agent_assist.ui.theme import Theme


class KeyCap(Painted):
    """A key, shown on its own; decoration for a label beside it, so silent to screen readers."""

    def __init__(self, theme: Theme, label: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._label = label
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_label(self, label: str) -> None:
        """Names another key."""
        self._label = label
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(int(cap_width(self.theme, self._label)), self.theme.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        key_cap(self.painter(), self.theme, 0, self.height() / 2, self._label)


class KeyButton(QAbstractButton):
    """A button with its key. Emits `chosen` with the action's id.

    Args:
        theme: the looks.
        action: words, key, icon, loudness and colour.
        height: unscaled pixels.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, action: ActionView, parent: QWidget | None = None, height: int = 36) -> None:
        super().__init__(parent)
        self._theme, self._action, self._height = theme, action, height
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._tell)
        self._take(action)

    @property
    def action(self) -> ActionView:
        """What the button does now."""
        return self._action

    def set_action(self, action: ActionView) -> None:
        """Gives the button other words, another key or another meaning."""
        if action != self._action:
            self._take(action)

    def _take(self, action: ActionView) -> None:
        self._action = action
        self.setEnabled(action.enabled)
        self.setText(action.words)
        self.setAccessibleName(action.words)
        self.setAccessibleDescription(action.key)
        self.setToolTip(action.tip)
        self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Changes scheme, grid or text scale."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.width_of(self._theme, self._action), self._theme.px(self._height))

    @staticmethod
    def width_of(theme: Theme, action: ActionView) -> int:
        """How wide a button for `action` is, in pixels."""
        font = theme.font(theme.type.body, bold=action.rank is Rank.PRIMARY)
        width = max(text_width(font, text) for text in (action.words, *action.also)) + 2 * theme.px(10)
        if action.key:
            width += cap_width(theme, action.key) + theme.px(8)
        if action.icon:
            width += theme.px(16) + theme.px(7)
        return ceil(width)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, action = self._theme, self._action
        area = QRectF(self.rect())
        ink = self._paint_ground(painter, area)
        spare = (area.width() - self.width_of(theme, action._replace(also=()))) / 2
        x = area.left() + theme.px(10) + spare
        middle = area.center().y()
        if action.icon:
            side = theme.px(16)
            icons.paint(painter, action.icon, QRectF(x, middle - side / 2, side, side), ink)
            x += side + theme.px(7)
        right = area.right() - theme.px(10) - spare
        if action.key:
            right -= cap_width(theme, action.key)
            primary = action.rank is Rank.PRIMARY and self.isEnabled()
            cap = ink if primary else None
            key_cap(painter, theme, right, middle, action.key, ink=cap, edge=cap)
            right -= theme.px(8)
        font = theme.font(theme.type.body, bold=action.rank is Rank.PRIMARY)
        words(painter, QRectF(x, 0, right - x, area.height()), action.words, font, ink)
        if self.hasFocus() and action.rank is Rank.PRIMARY and self.isEnabled():
            # The usual ring has the colour of the button.
            box(painter, area.adjusted(2, 2, -2, -2), theme.px(5), None, ink, 2)
        elif self.hasFocus():
            focus_ring(painter, theme, area.adjusted(1, 1, -1, -1), theme.px(6))

    def _paint_ground(self, painter: QPainter, area: QRectF) -> QColor:
        """Paints fill and outline; returns the colour of words on it."""
        c, action, radius = self._theme.colours, self._action, self._theme.px(6)
        touched = self.isDown() or self.underMouse()
        if not self.isEnabled() and action.rank is Rank.QUIET:
            return QColor(c.text3)
        if not self.isEnabled():
            box(painter, area, radius, QColor(c.sunken), QColor(c.line))
            return QColor(c.text3)
        if action.rank is Rank.PRIMARY:
            box(painter, area, radius, self._theme.ink(action.tone))
            if self.isDown():
                box(painter, area.adjusted(2, 2, -2, -2), radius - 1, None, QColor(c.on_fill), 1)
            return QColor(c.on_fill)
        recorded = action.tone.value not in ("say", "plain")
        ink = self._theme.ink(action.tone) if recorded else QColor(c.text)
        if action.rank is Rank.SECONDARY:
            edge = ink if recorded else QColor(c.edge)
            box(painter, area, radius, QColor(c.sunken if touched else c.surface), edge)
            return ink
        if touched:
            box(painter, area, radius, QColor(c.sunken))
        return QColor(c.text2)

    def _tell(self) -> None:
        self.chosen.emit(self._action.id)
