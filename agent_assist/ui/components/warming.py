"""Characters drawn before they are needed: Qt makes the picture of each once for a font, and the first row that shows it waits.

A search may show any of some thousand Chinese characters, and rows must be on screen within a frame. So the characters of the
library are drawn after the start, unseen, a few at a time, and never while somebody types.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPointF, QTimer
from PySide6.QtGui import QFont, QPainter, QPixmap

_SLICE, _SLICE_MS = 25, 4
"""How many characters are drawn at a time, and how long the rest of the window has in between."""
_PAUSE_MS = 300
"""Who has not typed for so long is not typing."""
_GLYPH = 64


class Warming(QObject):
    """Draws what it was given last."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cold: list[tuple[str, QFont]] = []
        self._ratio = 1.0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._draw_some)

    @property
    def left(self) -> int:
        """How many characters are still to be drawn, each counted once for a font."""
        return sum(len(letters) for letters, _ in self._cold)

    @property
    def interval(self) -> int:
        """How many milliseconds pass until some more are drawn."""
        return self._timer.interval()

    def begin(self, letters: str, fonts: Sequence[QFont], ratio: float) -> None:
        """Draw these letters in these fonts, on a screen with so many pixels for one."""
        self._ratio = ratio
        self._cold = [(letters[at : at + _SLICE], font) for font in fonts for at in range(0, len(letters), _SLICE)]
        self._timer.start(_SLICE_MS)

    def give_way(self) -> None:
        """Somebody types: go on when there is a pause."""
        if self._timer.isActive():
            self._timer.start(_PAUSE_MS)

    def _draw_some(self) -> None:
        if not self._cold:
            self._timer.stop()
            return
        self._timer.setInterval(_SLICE_MS)
        some, font = self._cold.pop(0)
        unseen = QPixmap(round(_GLYPH * self._ratio), round(_GLYPH * self._ratio))
        unseen.setDevicePixelRatio(self._ratio)
        painter = QPainter(unseen)
        painter.setFont(font)
        for letter in some:
            painter.drawText(QPointF(0, _GLYPH / 2), letter)
        painter.end()
