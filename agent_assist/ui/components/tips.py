"""How to say it: the guide cards of the step, as quiet lines at the foot of the replies, as many as there is room for."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QWidget

from agent_assist.ui.components.paint import Painted, words, wrap
from agent_assist.ui.theme import Theme

_LINE = 20


class Tips(Painted):
    """A label and the tips after it, whole tips only; what there is no room for is in the tooltip."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._label = ""
        self._tips: tuple[str, ...] = ()
        self._lines: tuple[tuple[str, ...], ...] = ()

    def set_tips(self, label: str, tips: tuple[str, ...], sources: tuple[str, ...] = ()) -> None:
        """Shows these tips from the next `fit` on; `sources` are the tips with their norms, for the tooltip."""
        if (label, tips) != (self._label, self._tips):
            self.update()
        self._label, self._tips = label, tips
        self.setAccessibleName(f"{label}: {' '.join(tips)}" if tips else "")
        self.setToolTip("\n".join(sources or tips))

    def fit(self, width: int, room: int) -> int:
        """Chooses what fits into `width` x `room` pixels; returns the height that needs."""
        metrics = QFontMetricsF(self.theme.font(self.theme.type.head))
        lines = [tuple(wrap(metrics, tip, width - self._indent(), 2)) for tip in self._tips]
        kept: list[tuple[str, ...]] = []
        line = self.theme.px(_LINE)
        for wrapped in lines:
            if (sum(map(len, kept)) + len(wrapped)) * line > room:
                break
            kept.append(wrapped)
        if tuple(kept) != self._lines:
            self._lines = tuple(kept)
            self.update()
        return sum(map(len, kept)) * line

    @property
    def shown(self) -> int:
        """How many tips are shown."""
        return len(self._lines)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, c = self.painter(), self.theme, self.theme.colours
        line, left = theme.px(_LINE), self._indent()
        bold = theme.font(theme.type.head, bold=True)
        words(painter, QRectF(0, 0, left, line), self._label, bold, QColor(c.text2))
        y, font = 0.0, theme.font(theme.type.head)
        for wrapped in self._lines:
            for text in wrapped:
                words(painter, QRectF(left, y, self.width() - left, line), text, font, QColor(c.text2))
                y += line

    def _indent(self) -> int:
        bold = QFontMetricsF(self.theme.font(self.theme.type.head, bold=True))
        return round(bold.horizontalAdvance(self._label)) + self.theme.px(10)
