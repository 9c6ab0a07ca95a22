"""Rows with a key: situations (flat, one is current), replies (cards with where they lead), reflexes (two columns).

A row shows its key cap at the left, then the words, then an arrow and the destination. A row that happens by itself
carries an hourglass and a dashed outline instead of a key.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
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


_LABEL = 0.665
"""The part of a reply's row that its words have; the rest says where it leads."""


class RowList(ItemList):
    """A list of `KeyRow`. Signal `chosen(id)`; `content_height()` tells how high it is without scrolling."""

    def __init__(self, theme: Theme, kind: RowKind, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self._kind = kind
        self._keyed = False
        self._room = 0
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
        right = area.right() - theme.px(4 if self._kind is RowKind.REFLEX else 10)
        if self._kind is RowKind.REPLY and row.to:
            right = self._paint_destination(painter, area, row)
        size = theme.type.reply if self._kind is RowKind.REPLY else theme.type.body
        colour = QColor(theme.colours.text2 if row.alone else theme.colours.text)
        place = QRectF(x, area.top(), right - x, area.height())
        words(painter, place, row.words, theme.font(size, bold=row.current), colour)
        if touch.focus:
            focus_ring(painter, theme, area, theme.px(6))

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
        left = area.left() + theme.px(8 if self._kind is RowKind.REFLEX else 10)
        if row.alone:
            side = theme.px(14)
            place = QRectF(left + theme.px(3), middle - side / 2, side, side)
            icons.paint(painter, Icon.WAIT, place, theme.ink(Tone.WAIT))
            return left + theme.px(30)
        gap = theme.px(6 if self._kind is RowKind.REFLEX else 10)
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
        words(painter, place, row.to, theme.font(theme.type.head), quiet)
        return left - theme.px(8)

    def _destinations(self, width: float) -> int:
        """Where the column of destinations begins: always in the same place, unless they do not fit there but further left."""
        theme, usual = self.theme, round(width * _LABEL)
        rows = [item.row for item in self.items]
        longest = max((text_width(theme.font(theme.type.head), row.to) for row in rows), default=0.0)
        fits = width - theme.px(10) - longest - theme.px(22)
        if fits >= usual:
            return usual
        asked = max((self._words_end(row) for row in rows if row.to), default=0.0) + theme.px(8)
        return round(max(fits, min(asked, usual)))

    def _words_end(self, row: KeyRow) -> float:
        """How much of a reply's row its key and words take."""
        theme = self.theme
        if row.alone:
            key = float(theme.px(30))
        elif row.key:
            key = cap_width(theme, row.key) + theme.px(10)
        else:
            key = float(theme.px(30)) if self._keyed else 0.0
        return theme.px(10) + key + text_width(theme.font(theme.type.reply, bold=row.current), row.words)

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
