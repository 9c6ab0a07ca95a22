"""The rows of the search: the words with what was found in them, where they stand, and a quiet note at the right.

These rows change with every key press and must be on screen within a frame, so their text is laid out once and kept as long as
it may come back: most hits stay from one key to the next.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QStaticText, QTransform
from PySide6.QtWidgets import QWidget

from agent_assist.ui.components.lists import ItemList, Touch
from agent_assist.ui.components.paint import bar, box
from agent_assist.ui.rows import HitRow
from agent_assist.ui.theme import Theme, Tone

ROW = 49
"""The height of a row, unscaled."""
_KEPT = 400
_NARROWEST = 0.24
"""No character is narrower than this part of its size; what cannot fit is not measured."""


class _Piece(NamedTuple):
    """A stretch of a line, ready to be drawn at `x`."""

    text: QStaticText
    x: float
    width: float
    found: bool


class HitList(ItemList):
    """Results of two lines. The marked one is the one that Enter opens; there may be none."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self._fonts: dict[tuple[int, bool], tuple[QFont, QFontMetricsF]] = {}
        self._laid: OrderedDict[tuple[str, tuple[tuple[int, int], ...], int, int], tuple[_Piece, ...]] = OrderedDict()
        self.setUniformItemSizes(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def set_theme(self, theme: Theme) -> None:
        self._fonts.clear()
        self._laid.clear()
        super().set_theme(theme)

    def row_size(self, row: HitRow) -> QSize:
        return QSize(self.row_width(), self.theme.px(ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self.viewport()).fillRect(event.rect(), QColor(self.theme.colours.surface))
        super().paintEvent(event)

    def paint_row(self, painter: QPainter, area: QRectF, row: HitRow, touch: Touch) -> None:
        theme, c = self.theme, self.theme.colours
        area = area.adjusted(0, 1, 0, -1)
        marked = self.currentIndex().isValid() and self.items[self.currentIndex().row()].row is row
        if marked:
            box(painter, area, theme.px(4), theme.tint(Tone.SAY))
            bar(painter, area, theme.px(4), theme.px(5), theme.ink(Tone.SAY))
        elif touch.hover:
            box(painter, area, theme.px(4), QColor(c.sunken))
        left, width = area.left() + theme.px(14), area.width() - theme.px(24)
        first = QRectF(left, area.top() + theme.px(4), width, theme.px(22))
        second = QRectF(left, first.bottom(), width, theme.px(17))
        note = row.marked_note if marked and row.marked_note else row.note
        if note:
            taken = self._line(painter, second, note, (), theme.type.caption, QColor(c.text3), right=True)
            second.setWidth(max(0.0, width - taken - theme.px(10)))
        self._line(painter, first, row.words, row.spans, theme.type.reply, QColor(c.text2 if row.quiet else c.text))
        self._line(painter, second, row.place, row.place_spans, theme.type.caption, QColor(c.text2))

    def _line(self, painter: QPainter, place: QRectF, text: str, spans: tuple[tuple[int, int], ...],
              size: int, colour: QColor, *, right: bool = False) -> float:  # fmt: skip
        """Text whose found stretches are bold, tinted and underlined; the end is elided. Returns the width it took."""
        theme = self.theme
        pieces = self._pieces(text, spans, size, int(place.width()))
        whole = pieces[-1].x + pieces[-1].width if pieces else 0.0
        begin = place.right() - whole if right else place.left()
        strong = QColor(theme.colours.text)
        for piece in pieces:
            font, metrics = self._font(size, bold=piece.found)
            if piece.found:
                ground = QRectF(begin + piece.x, place.top() + theme.px(1), piece.width, place.height() - theme.px(2))
                painter.fillRect(ground, theme.tint(Tone.WAIT))
                painter.fillRect(QRectF(ground.left(), ground.bottom() - 1, ground.width(), 1), strong)
            painter.setFont(font)
            painter.setPen(strong if piece.found else colour)
            top = place.center().y() - metrics.height() / 2
            painter.drawStaticText(QPointF(begin + piece.x, top), piece.text)
        return whole

    def _pieces(self, text: str, spans: tuple[tuple[int, int], ...], size: int, width: int) -> tuple[_Piece, ...]:
        key = (text, spans, size, width)
        found = self._laid.get(key)
        if found is None:
            found = self._laid[key] = self._laid_out(*key)
            if len(self._laid) > _KEPT:
                self._laid.popitem(last=False)
        else:
            self._laid.move_to_end(key)
        return found

    def _laid_out(self, text: str, spans: tuple[tuple[int, int], ...], size: int, width: int) -> tuple[_Piece, ...]:
        most = int(width / max(1.0, self.theme.px(size) * _NARROWEST)) + 1
        pieces: list[_Piece] = []
        x, at = 0.0, 0
        for start, end in (*spans, (len(text), len(text))):
            for words, found in ((text[at:start], False), (text[start:end], True)):
                if not words or x >= width - 1:
                    continue
                font, metrics = self._font(size, bold=found)
                shown = words[:most]
                advance = metrics.horizontalAdvance(shown)
                if x + advance > width + 0.5 or len(shown) < len(words):
                    shown = metrics.elidedText(words[: most + 1], Qt.TextElideMode.ElideRight, max(0.0, width - x))
                    advance = metrics.horizontalAdvance(shown)
                drawn = QStaticText(shown)
                drawn.setTextFormat(Qt.TextFormat.PlainText)
                drawn.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
                drawn.prepare(QTransform(), font)
                pieces.append(_Piece(drawn, x, advance, found))
                x += advance
            at = end
        return tuple(pieces)

    def _font(self, size: int, *, bold: bool) -> tuple[QFont, QFontMetricsF]:
        found = self._fonts.get((size, bold))
        if found is None:
            font = self.theme.font(size, bold=bold)
            found = self._fonts[size, bold] = (font, QFontMetricsF(font))
        return found
