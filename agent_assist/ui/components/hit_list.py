"""The rows of the search: the words with what was found in them, where they stand, and a quiet note at the right.

These rows change with every key press and must be on screen within a frame, so their text is laid out once and kept as long as
it may come back: most hits stay from one key to the next.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QStaticText, QTransform
from PySide6.QtWidgets import QWidget

from agent_assist.ui import icons
from agent_assist.ui.components.lists import Item, ItemList
from agent_assist.ui.components.paint import bar, box, cap_width, key_cap, words
from agent_assist.ui.components.warming import Warming
from agent_assist.ui.icons import Icon
from agent_assist.ui.rows import HitRow, Spans
from agent_assist.ui.theme import Theme, Tone

ROW, _LOWEST_ROW = 49, 46
"""The height of a row, unscaled; and down to which it gives way where one more row is seen for it."""
_KEPT = 400
_PAD = 4
"""Room at both sides of a gap's label, unscaled."""
_NARROWEST = 0.24
"""No character is narrower than this part of its size; what cannot fit is not measured."""
_BEFORE = 0.3
"""Where what was found lies beyond the end of a row, the row begins later, and this part of it stands before the find."""


class _Kind(Enum):
    """What a stretch of a line is: only words, what the query found, or a gap that a call fills."""

    PLAIN = 0
    FOUND = 1
    GAP = 2


class _Line(NamedTuple):
    """What a line is laid out from."""

    text: str
    found: Spans
    gaps: Spans
    size: int
    width: int

    def stretches(self) -> Iterator[tuple[str, _Kind]]:
        """The line in its stretches; where something was found in a gap, it is a gap."""
        kinds = [_Kind.PLAIN] * len(self.text)
        for spans, kind in ((self.found, _Kind.FOUND), (self.gaps, _Kind.GAP)):
            for start, end in spans:
                kinds[start:end] = [kind] * (min(end, len(kinds)) - start)
        begin = 0
        for at in range(1, len(kinds) + 1):
            if at == len(kinds) or kinds[at] is not kinds[begin]:
                yield self.text[begin:at], kinds[begin]
                begin = at

    def beginning_at(self, place: int) -> _Line:
        """The same line without what stands before a place."""
        move = place - 1  # the ellipsis

        def moved(spans: Spans) -> Spans:
            return tuple((max(1, start - move), end - move) for start, end in spans if end > place)

        return self._replace(text=f"…{self.text[place:]}", found=moved(self.found), gaps=moved(self.gaps))


class _Piece(NamedTuple):
    """A stretch of a line, ready to be drawn at `x`."""

    text: QStaticText
    x: float
    width: float
    kind: _Kind


class _Inks:
    """The colours of the rows under a theme, made once and not for each stretch that is drawn."""

    def __init__(self, theme: Theme) -> None:
        c = theme.colours
        self.ground, self.hovered, self.marked = QColor(c.surface), QColor(c.sunken), theme.tint(Tone.SAY)
        self.bar, self.strong, self.second, self.quiet = (
            theme.ink(Tone.SAY), QColor(c.text), QColor(c.text2), QColor(c.text3),
        )  # fmt: skip
        self.found, self.gap, self.in_gap = theme.tint(Tone.WAIT), theme.tint(Tone.RECORD), theme.ink(Tone.RECORD)


class HitList(ItemList):
    """Results of two lines. The marked one is the one that Enter opens; there may be none.

    All rows are equally high and stand one below the other, so the list paints those in sight itself: the way of item views,
    with an option and a delegate for each row, takes as long as the rows.
    """

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self._inks = _Inks(theme)
        self._fonts: dict[tuple[int, bool], tuple[QFont, QFontMetricsF]] = {}
        self._laid: OrderedDict[_Line, tuple[_Piece, ...]] = OrderedDict()
        self._letters = ""
        self._high = theme.px(ROW)
        self._warming = Warming(self)
        self.setUniformItemSizes(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def set_theme(self, theme: Theme) -> None:
        self._inks = _Inks(theme)
        self._fonts.clear()
        self._laid.clear()
        super().set_theme(theme)
        self.warm(self._letters)

    def set_items(self, items: Sequence[Item]) -> None:
        super().set_items(items)
        # At once: later, the rows would be painted after the rest of what shows the answer.
        self.executeDelayedItemsLayout()

    @property
    def warming(self) -> Warming:
        """What draws characters beforehand."""
        return self._warming

    def warm(self, letters: str) -> None:
        """Draws these characters once, unseen, in all fonts of the rows."""
        self._letters = letters
        sizes = self.theme.type.reply, self.theme.type.caption
        fonts = [self._font(size, bold=bold)[0] for size in sizes for bold in (False, True)]
        self._warming.begin(letters, fonts, self.devicePixelRatioF())

    @property
    def row_high(self) -> int:
        """The height of a row in pixels."""
        return self._high

    def fit(self, room: int) -> None:
        """Makes rows a little lower where that brings one more into `room` pixels."""
        usual, lowest = self.theme.px(ROW), self.theme.px(_LOWEST_ROW)
        high = min(usual, room // max(1, room // lowest)) if room >= lowest else usual
        if high != self._high:
            self._high = high
            self.doItemsLayout()

    def row_size(self, row: HitRow) -> QSize:
        return QSize(self.row_width(), self._high)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, high, inks = QPainter(self.viewport()), self._high, self._inks
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), inks.ground)
        top, marked, items = self.verticalOffset(), self.currentIndex().row(), self.items
        first, last = (event.rect().top() + top) // high, (event.rect().bottom() + top) // high
        for at in range(max(0, first), min(len(items), last + 1)):
            area = QRectF(0, at * high - top + 1, self.row_width(), high - 2)
            if at == marked:
                box(painter, area, self.theme.px(4), inks.marked)
                bar(painter, area, self.theme.px(4), self.theme.px(5), inks.bar)
            elif at == self.hovered:
                box(painter, area, self.theme.px(4), inks.hovered)
            self._paint_row(painter, area, items[at].row, marked=at == marked)

    def _paint_row(self, painter: QPainter, area: QRectF, row: HitRow, *, marked: bool) -> None:
        theme, inks = self.theme, self._inks
        left, width = area.left() + theme.px(14), area.width() - theme.px(24)
        if row.quiet:
            self._paint_quiet(painter, QRectF(left, area.top(), width, area.height()), row)
            return
        marks = row.marks()
        first = QRectF(left, area.top() + (area.height() - theme.px(22 + 17)) // 2, width, theme.px(22))
        second = QRectF(left, first.bottom(), width, theme.px(17))
        note = row.marked_note if marked and row.marked_note else row.note
        caption = theme.type.caption
        if note:
            line = self._line(note, caption, second)
            second.setWidth(max(0.0, width - self._draw(painter, second, line, inks.quiet, right=True) - theme.px(10)))
        self._draw(painter, first, self._line(row.words, theme.type.reply, first, marks.words, marks.gaps), inks.strong)
        taken = self._draw(painter, second, self._line(row.place, caption, second, marks.place), inks.second)
        if marks.other:
            rest = second.adjusted(taken + theme.px(10), 0, 0, 0)
            line = self._line(marks.other, caption, rest, marks.other_found)
            if self._font(caption, bold=True)[1].horizontalAdvance(line.text) <= line.width:
                self._draw(painter, rest, line, inks.quiet)

    def _paint_quiet(self, painter: QPainter, area: QRectF, row: HitRow) -> None:
        """What can be done with the query, and the key that does it."""
        theme, side = self.theme, self.theme.px(16)
        icons.paint(
            painter,
            Icon.RECORD,
            QRectF(area.left(), area.center().y() - side / 2, side, side),
            theme.ink(Tone.RECORD),
        )
        cap = cap_width(theme, row.place)
        key_cap(painter, theme, area.right() - cap, area.center().y(), row.place)
        left, right = side + theme.px(8), cap + theme.px(10)
        font = theme.font(theme.type.body)
        words(painter, area.adjusted(left, 0, -right, 0), row.words, font, QColor(theme.colours.text2))

    def _line(self, text: str, size: int, place: QRectF, found: Spans = (), gaps: Spans = ()) -> _Line:
        return _Line(text, found, gaps, size, int(place.width()))

    def _draw(self, painter: QPainter, place: QRectF, line: _Line, colour: QColor, *, right: bool = False) -> float:
        """Text whose found stretches are bold, tinted and underlined, and whose gaps are boxed; what does not fit is elided.
        Returns the width it took.
        """
        theme, inks = self.theme, self._inks
        pieces = self._pieces(line)
        whole = pieces[-1].x + pieces[-1].width if pieces else 0.0
        begin = place.right() - whole if right else place.left()
        for piece in pieces:
            font, metrics = self._font(line.size, bold=piece.kind is _Kind.FOUND)
            x, ink = begin + piece.x, colour
            if piece.kind is not _Kind.PLAIN:
                ground = QRectF(x, place.top() + theme.px(1), piece.width, place.height() - theme.px(2))
                if piece.kind is _Kind.FOUND:
                    ink = inks.strong
                    painter.fillRect(ground, inks.found)
                    painter.fillRect(QRectF(ground.left(), ground.bottom() - 1, ground.width(), 1), ink)
                else:
                    ink = inks.in_gap
                    x += theme.px(_PAD)
                    box(painter, ground.adjusted(1, 0, -1, 0), theme.px(4), inks.gap)
            painter.setFont(font)
            painter.setPen(ink)
            painter.drawStaticText(QPointF(x, place.center().y() - metrics.height() / 2), piece.text)
        return whole

    def _pieces(self, line: _Line) -> tuple[_Piece, ...]:
        found = self._laid.get(line)
        if found is None:
            found = self._laid[line] = self._laid_out(self._showing_the_find(line))
            if len(self._laid) > _KEPT:
                self._laid.popitem(last=False)
        else:
            self._laid.move_to_end(line)
        return found

    def _showing_the_find(self, line: _Line) -> _Line:
        """The line, begun later where the first find would lie beyond its end."""
        if not line.found:
            return line
        start, end = line.found[0]
        _, metrics = self._font(line.size, bold=False)
        if metrics.horizontalAdvance(line.text[:end]) <= line.width * (1 - _BEFORE / 2):
            return line
        begin = start
        while begin > 0 and metrics.horizontalAdvance(line.text[begin - 1 : start]) <= line.width * _BEFORE:
            begin -= 1
        space = line.text.find(" ", begin, start)
        return line.beginning_at(space + 1 if space >= 0 else begin) if begin else line

    def _laid_out(self, line: _Line) -> tuple[_Piece, ...]:
        most = int(line.width / max(1.0, self.theme.px(line.size) * _NARROWEST)) + 1
        pieces: list[_Piece] = []
        x = 0.0
        for text, kind in line.stretches():
            if x >= line.width - 1:
                break
            font, metrics = self._font(line.size, bold=kind is _Kind.FOUND)
            pads = 2 * self.theme.px(_PAD) if kind is _Kind.GAP else 0
            shown = text[:most]
            advance = metrics.horizontalAdvance(shown) + pads
            cut = x + advance > line.width + 0.5 or len(shown) < len(text)
            if cut:
                room = max(0.0, line.width - x - pads)
                shown = metrics.elidedText(text[: most + 1], Qt.TextElideMode.ElideRight, room)
                advance = metrics.horizontalAdvance(shown) + pads
            if not shown or x + advance > line.width + 1:
                break  # not even the ellipsis has room
            drawn = QStaticText(shown)
            drawn.setTextFormat(Qt.TextFormat.PlainText)
            drawn.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            drawn.prepare(QTransform(), font)
            pieces.append(_Piece(drawn, x, advance, kind))
            x += advance
            if cut:
                break
        return tuple(pieces)

    def _font(self, size: int, *, bold: bool) -> tuple[QFont, QFontMetricsF]:
        found = self._fonts.get((size, bold))
        if found is None:
            font = self.theme.font(size, bold=bold)
            found = self._fonts[size, bold] = (font, QFontMetricsF(font))
        return found
