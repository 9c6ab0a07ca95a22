"""The chip of the top bar: the state of the phone and how long it lasts."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from agent_assist.ui import icons
from agent_assist.ui.components.paint import Painted, box, text_width, words
from agent_assist.ui.rows import ChipView
from agent_assist.ui.theme import Theme


class Chip(Painted):
    """A pill in the tint of the state, with icon, bold words and the running time."""

    def __init__(self, theme: Theme, view: ChipView, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._view = view
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._take(view)

    def set_view(self, view: ChipView) -> None:
        """Shows another state, or the next second."""
        if view != self._view:
            self._take(view)

    def _take(self, view: ChipView) -> None:
        resized = (view.words, len(view.time)) != (self._view.words, len(self._view.time))
        self._view = view
        self.setAccessibleName(f"{view.words} {view.time}".strip())
        if resized:
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        theme, view = self.theme, self._view
        width = theme.px(10 + 16 + 6 + 12) + text_width(theme.font(theme.type.body, bold=True), view.words)
        if view.time:
            width += theme.px(8) + text_width(theme.font(theme.type.state, bold=True), view.time)
        return QSize(round(width), theme.px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, view = self.painter(), self.theme, self._view
        area = QRectF(self.rect())
        box(painter, area, area.height() / 2, theme.tint(view.tone))
        side, middle = theme.px(16), area.center().y()
        x = float(theme.px(10))
        icons.paint(painter, view.icon, QRectF(x, middle - side / 2, side, side), theme.ink(view.tone))
        x += side + theme.px(6)
        font = theme.font(theme.type.body, bold=True)
        x += words(painter, QRectF(x, 0, area.right() - x, area.height()), view.words, font, theme.ink(view.tone))
        if view.time:
            x += theme.px(8)
            font = theme.font(theme.type.state, bold=True)
            time = QRectF(x, 0, area.right() - x, area.height())
            words(painter, time, view.time, font, QColor(theme.colours.text))
