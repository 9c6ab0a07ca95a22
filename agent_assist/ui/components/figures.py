"""The numbers of the day, shown between calls in the place of the words to avoid."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from agent_assist.ui import icons
from agent_assist.ui.components.never import HEIGHT
from agent_assist.ui.components.paint import Painted, box, words
from agent_assist.ui.rows import Figure
from agent_assist.ui.theme import Theme


class Figures(Painted):
    """Up to five numbers in equal columns, each above what it counts."""

    def __init__(self, theme: Theme, figures: tuple[Figure, ...], parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._figures = figures
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_figures(figures)

    def set_figures(self, figures: tuple[Figure, ...]) -> None:
        """Shows these numbers."""
        self._figures = figures
        self.setAccessibleName(", ".join(f"{figure.words} {figure.value}" for figure in figures))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(400), self.theme.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, c = self.painter(), self.theme, self.theme.colours
        box(painter, QRectF(self.rect()), theme.px(8), QColor(c.surface), QColor(c.line))
        if not self._figures:
            return
        if self.height() < theme.px(54):
            self._paint_line(painter)
            return
        left = theme.px(24)
        column = (self.width() - left) / max(5, len(self._figures))
        for at, figure in enumerate(self._figures):
            x = left + at * column
            ink = theme.ink(figure.tone) if figure.tone else QColor(c.text)
            line = QRectF(x, theme.px(9), column - theme.px(8), theme.px(32))
            taken = words(painter, line, figure.value, theme.font(22, bold=True), ink)
            if figure.icon:
                side = theme.px(15)
                place = QRectF(x + taken + theme.px(8), line.center().y() - side / 2 - theme.px(2), side, side)
                icons.paint(painter, figure.icon, place, ink)
            below = QRectF(x, theme.px(39), column - theme.px(8), theme.px(18))
            words(painter, below, figure.words, theme.font(theme.type.caption), QColor(c.text2))

    def _paint_line(self, painter: QPainter) -> None:
        """Where the place is too low for two rows: each number with its words beside it."""
        theme, c = self.theme, self.theme.colours
        x, right = float(theme.px(24)), self.width() - theme.px(14)
        for figure in self._figures:
            ink = theme.ink(figure.tone) if figure.tone else QColor(c.text)
            place = QRectF(x, 0, right - x, self.height())
            x += words(painter, place, figure.value, theme.font(theme.type.state, bold=True), ink) + theme.px(6)
            place = QRectF(x, 0, right - x, self.height())
            x += words(painter, place, figure.words, theme.font(theme.type.caption), QColor(c.text2)) + theme.px(20)
