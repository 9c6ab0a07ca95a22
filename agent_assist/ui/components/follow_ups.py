"""Promises: as the table between calls (one line each), or as a card during a call (two lines each)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from agent_assist.ui import icons
from agent_assist.ui.components.lists import Item, ItemList, Touch
from agent_assist.ui.components.paint import bar, focus_ring, text_width, words
from agent_assist.ui.rows import FollowUpRow
from agent_assist.ui.theme import Theme, Tone


class FollowUpList(ItemList):
    """Rows of `FollowUpRow`, in the order given. `small` is the card of two lines. Signal `chosen(id)`."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None, *, small: bool = False) -> None:
        super().__init__(theme, name, parent)
        self._small = small

    def set_rows(self, rows: Sequence[FollowUpRow]) -> None:
        """Shows these promises."""
        self.set_items([Item(row.id, _name(row), row, f"{row.what}\n{row.note}".strip()) for row in rows])

    def row_size(self, row: FollowUpRow) -> QSize:
        return QSize(self.row_width(), self.theme.px(41))

    def paint_row(self, painter: QPainter, area: QRectF, row: FollowUpRow, touch: Touch) -> None:
        if self._small:
            self._paint_small(painter, area, row)
        else:
            self._paint_wide(painter, area, row, touch)
        if touch.focus and self._small:
            focus_ring(painter, self.theme, area, self.theme.px(4))

    def _paint_wide(self, painter: QPainter, area: QRectF, row: FollowUpRow, touch: Touch) -> None:
        theme, c = self.theme, self.theme.colours
        if touch.focus or touch.hover:
            painter.fillRect(area, theme.tint(Tone.SAY))
        if touch.focus:
            bar(painter, area, 0, theme.px(5), theme.ink(Tone.SAY))
        if not touch.last:
            painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), QColor(c.line))
        side, middle = theme.px(15), area.center().y()
        x = area.left() + theme.px(16)
        icons.paint(painter, row.icon, QRectF(x, middle - side / 2, side, side), theme.ink(row.tone))
        body, bold = theme.font(theme.type.body), theme.font(theme.type.body, bold=True)
        text = QColor(c.text)
        due = text if row.tone is Tone.PLAIN else theme.ink(row.tone)
        # Due times are never cut: their column is as wide as the longest of them.
        taken = max(text_width(bold, item.row.due) for item in self.items) + theme.px(16)
        left = area.left() + theme.px(41)
        words(painter, QRectF(left, area.top(), taken, area.height()), row.due, bold, due)
        left += taken
        inner = area.right() - theme.px(15) - left
        who = min(max(text_width(body, item.row.who) for item in self.items), inner * 0.22)
        words(painter, QRectF(left, area.top(), who, area.height()), row.who, body, text)
        note = left + inner * 0.7
        left += who + theme.px(16)
        words(painter, QRectF(left, area.top(), note - theme.px(12) - left, area.height()), row.what, body, text)
        place = QRectF(note, area.top(), inner * 0.3, area.height())
        words(painter, place, row.note, theme.font(theme.type.head), QColor(c.text2))

    def _paint_small(self, painter: QPainter, area: QRectF, row: FollowUpRow) -> None:
        theme, c = self.theme, self.theme.colours
        side, line = theme.px(15), theme.px(20)
        x, y = area.left(), area.top() + theme.px(2)
        icons.paint(painter, row.icon, QRectF(x, y + (line - side) / 2, side, side), theme.ink(row.tone))
        x += side + theme.px(8)
        colour = QColor(c.text) if row.tone is Tone.PLAIN else theme.ink(row.tone)
        first = QRectF(x, y, area.right() - x, line)
        taken = words(painter, first, row.due, theme.font(theme.type.body, bold=True), colour) + theme.px(8)
        words(painter, first.adjusted(taken, 0, 0, 0), row.what, theme.font(theme.type.body), QColor(c.text))
        second = QRectF(x, y + line, area.right() - x, theme.px(17))
        words(painter, second, row.note, theme.font(theme.type.caption), QColor(c.text2))


def _name(row: FollowUpRow) -> str:
    return " ".join(part for part in (row.due, row.who, row.what, row.note) if part)
