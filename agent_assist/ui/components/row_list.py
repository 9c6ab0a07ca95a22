"""Rows with a key: situations (flat, one is current), replies (cards with where they lead), reflexes (two columns).

A row shows its key cap at the left, then the words, then an arrow and the destination. A row that happens by itself
carries an hourglass and a dashed outline instead of a key.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QListView, QWidget

from agent_assist.ui import icons
from agent_assist.ui.components.lists import Item, ItemList, Touch
from agent_assist.ui.components.paint import bar, box, cap_width, focus_ring, key_cap, text_width, words
from agent_assist.ui.icons import Icon
from agent_assist.ui.rows import KeyRow
from agent_assist.ui.theme import Theme, Tone

_LEAST = 32
"""The least height of a reply with the gap below it; more rows than that leaves room for scroll."""


class RowKind(Enum):
    """Which of the three lists it is; the grid gives the heights."""

    SITUATION = "situation"
    REPLY = "reply"
    REFLEX = "reflex"


_REFLEX_PAD = 5
"""Before the key of a reflex and behind it."""

_LABEL = 0.665
"""The part of a reply's row that its words have; the rest says where it leads."""


class RowList(ItemList):
    """A list of `KeyRow`. Signal `chosen(id)`; `content_height()` tells how high it is without scrolling."""

    def __init__(self, theme: Theme, kind: RowKind, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self._kind = kind
        self._keyed = False
        self._room = 0
        self._fitted: tuple[tuple[tuple[Item, ...], int, Theme], tuple[int, int]] | None = None
        if kind is RowKind.REFLEX:
            self.setFlow(QListView.Flow.LeftToRight)
            self.setWrapping(True)
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def set_rows(self, rows: Sequence[KeyRow]) -> None:
        """Shows these rows; the row marked current is scrolled into view when it changes."""
        self._keyed = any(row.key for row in rows)
        before = [item.id for item in self.items if item.row.current]
        self.set_items([Item(row.id, _name(row), row, row.tip or self._cut_tip(row), not row.alone) for row in rows])
        now = [at for at, row in enumerate(rows) if row.current]
        if now and before != [rows[at].id for at in now]:
            self.scrollTo(self.model().index(now[0], 0))

    def row_size(self, row: KeyRow) -> QSize:
        grid, theme = self.theme.grid, self.theme
        if self._kind is RowKind.REPLY:
            high = theme.px(grid.reply + 6)
            if self._room and self.items:
                high = max(min(high, self._room // len(self.items)), theme.px(_LEAST))
            return QSize(self.row_width(), high)
        if self._kind is RowKind.SITUATION:
            return QSize(self.row_width(), theme.px(grid.situation + 2))
        return QSize((self.row_width() - 1) // 2, theme.px(grid.situation + 6))

    def fit(self, room: int) -> None:
        """Lets replies stand closer where that keeps all of them in sight, in a place `room` pixels high."""
        if room != self._room:
            self._room = room
            self.scheduleDelayedItemsLayout()

    def content_height(self) -> int:
        if self._kind is RowKind.REFLEX and self.items:
            return self.row_size(self.items[0].row).height() * ((len(self.items) + 1) // 2)
        return super().content_height()

    def paint_row(self, painter: QPainter, area: QRectF, row: KeyRow, touch: Touch) -> None:
        area = self._inner(area)
        if self._kind is RowKind.SITUATION:
            self._paint_flat(painter, area, row, touch)
        else:
            self._paint_card(painter, area, row, touch)
        theme = self.theme
        x = self._paint_key(painter, area, row)
        right = area.right() - theme.px(3 if self._kind is RowKind.REFLEX else 10)
        if self._kind is RowKind.REPLY and row.to:
            right = self._paint_destination(painter, area, row)
        colour = QColor(theme.colours.text2 if row.alone else theme.colours.text)
        place = QRectF(x, area.top(), right - x, area.height())
        words(painter, place, row.words, self._font(bold=row.current), colour)
        if touch.focus:
            focus_ring(painter, theme, area, theme.px(6))

    def _font(self, *, bold: bool) -> QFont:
        """The font of the words."""
        theme = self.theme
        if self._kind is RowKind.SITUATION:
            return theme.font(theme.type.body, bold=bold)
        size, _ = self._fitting()
        font = theme.font(theme.type.body, bold=bold)
        font.setPixelSize(size)
        return font

    def _fitting(self) -> tuple[int, int]:
        """The sizes in pixels of words and destinations, the same in all rows: the largest at which none of them is cut."""
        key = (self.items, self.row_width(), self.theme)
        if self._fitted is None or self._fitted[0] != key:
            self._fitted = key, self._fit_reflexes() if self._kind is RowKind.REFLEX else self._fit_replies()
        return self._fitted[1]

    def _fit_reflexes(self) -> tuple[int, int]:
        theme = self.theme
        room = self.row_width() // 2 - theme.px(3 * _REFLEX_PAD + 3) - cap_width(theme, "W")
        font = theme.font(theme.type.body, bold=True)
        while font.pixelSize() > theme.type.caption and any(
            text_width(font, item.row.words) > room for item in self.items
        ):
            font.setPixelSize(font.pixelSize() - 1)
        return font.pixelSize(), font.pixelSize()

    def _fit_replies(self) -> tuple[int, int]:
        theme, kinds = self.theme, self.theme.type
        rows = [item.row for item in self.items]
        tried = [(kinds.reply, kinds.head), (kinds.body, kinds.caption), (kinds.head, kinds.caption)]
        sizes = [(theme.px(words_), theme.px(to)) for words_, to in tried]
        # Larger text than usual may come back to the usual size before anything is cut.
        least = (kinds.head, kinds.caption)
        while sizes[-1] > least:
            sizes.append((max(least[0], sizes[-1][0] - 1), max(least[1], sizes[-1][1] - 1)))
        font, to = theme.font(kinds.reply), theme.font(kinds.head)
        for size in sizes:
            font.setPixelSize(size[0])
            to.setPixelSize(size[1])
            lead = max((text_width(to, row.to) for row in rows if row.to), default=0.0)
            rest = self.row_width() - lead - theme.px(10 + 22 + 8) if lead else self.row_width() - theme.px(10)
            if all(self._before_words(row) + text_width(font, row.words) <= rest for row in rows):
                return size
        return sizes[-1]

    def _inner(self, area: QRectF) -> QRectF:
        """The row without the gap to its neighbours, which belongs to the row so that no click falls between."""
        gap = self.theme.px(6)
        if self._kind is RowKind.SITUATION:
            return area.adjusted(0, 0, 0, -self.theme.px(2))
        if self._kind is RowKind.REPLY:
            return area.adjusted(0, 0, 0, -gap)
        left = area.left() < self.row_width() / 2 - 2
        half = gap / 2
        return area.adjusted(0, 0, -half, -gap) if left else area.adjusted(half, 0, 0, -gap)

    def _paint_flat(self, painter: QPainter, area: QRectF, row: KeyRow, touch: Touch) -> None:
        theme = self.theme
        if row.current:
            box(painter, area, theme.px(6), theme.tint(Tone.SAY))
            bar(painter, area, theme.px(6), theme.px(5), theme.ink(Tone.SAY))
        elif touch.hover:
            box(painter, area, theme.px(6), QColor(theme.colours.sunken))

    def _paint_card(self, painter: QPainter, area: QRectF, row: KeyRow, touch: Touch) -> None:
        theme, c = self.theme, self.theme.colours
        if row.alone:
            box(painter, area, theme.px(6), None, QColor(c.edge), 1, dashed=True)
            return
        edge = QColor(c.edge if touch.hover else c.line)
        box(painter, area, theme.px(6), theme.tint(Tone.SAY) if row.current else QColor(c.surface), edge)

    def _paint_key(self, painter: QPainter, area: QRectF, row: KeyRow) -> float:
        """Paints the key cap or the hourglass; returns where the words begin."""
        theme, middle = self.theme, area.center().y()
        left = area.left() + theme.px(_REFLEX_PAD if self._kind is RowKind.REFLEX else 10)
        if row.alone:
            side = theme.px(14)
            place = QRectF(left + theme.px(3), middle - side / 2, side, side)
            icons.paint(painter, Icon.WAIT, place, theme.ink(Tone.WAIT))
            return left + theme.px(30)
        gap = theme.px(_REFLEX_PAD if self._kind is RowKind.REFLEX else 10)
        ground = QColor(theme.colours.surface) if self._kind is RowKind.SITUATION else None
        if not row.key:
            return left + (theme.px(20) + gap if self._keyed else 0)
        return left + key_cap(painter, theme, left, middle, row.key, fill=ground) + gap

    def _paint_destination(self, painter: QPainter, area: QRectF, row: KeyRow) -> float:
        """Paints arrow and destination in a column of their own; returns where the words must end."""
        theme, quiet = self.theme, QColor(self.theme.colours.text2)
        left = area.left() + self._destinations(area.width())
        side = theme.px(14)
        icons.paint(painter, Icon.ARROW, QRectF(left, area.center().y() - side / 2, side, side), quiet)
        start = left + theme.px(22)
        place = QRectF(start, area.top(), area.right() - theme.px(10) - start, area.height())
        words(painter, place, row.to, self._font_of_destinations(), quiet)
        return left - theme.px(8)

    def _font_of_destinations(self) -> QFont:
        font = self.theme.font(self.theme.type.head)
        font.setPixelSize(self._fitting()[1])
        return font

    def _destinations(self, width: float) -> int:
        """Where the column of destinations begins: in the same place, unless they or the words before them need another."""
        theme, usual = self.theme, round(width * _LABEL)
        rows = [item.row for item in self.items]
        font = self._font_of_destinations()
        longest = max((text_width(font, row.to) for row in rows), default=0.0)
        fits = width - theme.px(10) - longest - theme.px(22)
        asked = max((self._words_end(row) for row in rows if row.to), default=0.0) + theme.px(8)
        if fits >= usual:
            return round(max(usual, min(asked, fits)))
        return round(max(fits, min(asked, usual)))

    def _words_end(self, row: KeyRow) -> float:
        """How much of a reply's row its key and words take."""
        return self._before_words(row) + text_width(self._font(bold=row.current), row.words)

    def _before_words(self, row: KeyRow) -> float:
        """How much of a reply's row stands before its words."""
        theme = self.theme
        if row.alone:
            key = float(theme.px(30))
        elif row.key:
            key = cap_width(theme, row.key) + theme.px(10)
        else:
            key = float(theme.px(30)) if self._keyed else 0.0
        return theme.px(10) + key

    def _cut_tip(self, row: KeyRow) -> str:
        """The whole words as a tip where they do not fit."""
        theme, width = self.theme, self.row_size(row).width()
        if self._kind is RowKind.REPLY:
            end = (self._destinations(width) if row.to else width) - theme.px(8)
            return row.words if self._words_end(row) > end else ""
        room = width - theme.px(24) - cap_width(theme, row.key or "0") - theme.px(10)
        return row.words if text_width(theme.font(theme.type.body, bold=row.current), row.words) > room else ""


def _name(row: KeyRow) -> str:
    """What a screen reader says: key, words, where it leads."""
    parts = [row.key, row.words, f"→ {row.to}" if row.to else ""]
    return " ".join(part for part in parts if part)
