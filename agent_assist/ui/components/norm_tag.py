"""The ids of the norms behind a line, as a quiet button: what they say is one click away."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from agent_assist.ui.components.paint import box, cap_width, focus_ring, key_cap, text_width, words
from agent_assist.ui.theme import Theme

_PAD, _GAP = 6, 6
KEY = "I"


class NormTag(QAbstractButton):
    """Shows ids and the key that opens their sheet; without ids it is not there."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    def set_norms(self, ids: str, meaning: str) -> None:
        """Shows these ids; `meaning` says what a click does."""
        self.setText(ids)
        self.setToolTip(meaning)
        self.setAccessibleName(f"{meaning}: {ids}" if meaning else ids)
        self.setAccessibleDescription(KEY)
        self.setVisible(bool(ids))
        self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Changes scheme, grid or text scale."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        theme = self._theme
        width = text_width(theme.font(theme.type.caption), self.text()) + cap_width(theme, KEY)
        return QSize(ceil(width) + theme.px(2 * _PAD + _GAP), theme.px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, c = QPainter(self), self._theme, self._theme.colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area, pad = QRectF(self.rect()), theme.px(_PAD)
        touched = self.isDown() or self.underMouse()
        if touched:
            box(painter, area, theme.px(6), QColor(c.sunken))
        cap = area.right() - pad - cap_width(theme, KEY)
        key_cap(painter, theme, cap, area.center().y(), KEY)
        ids = QRectF(pad, 0, cap - theme.px(_GAP) - pad + 1, area.height())
        words(painter, ids, self.text(), theme.font(theme.type.caption), QColor(c.text2 if touched else c.text3))
        if self.hasFocus():
            focus_ring(painter, theme, area.adjusted(1, 1, -1, -1), theme.px(6))
