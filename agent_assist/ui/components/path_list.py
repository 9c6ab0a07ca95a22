"""Where the call has been: time, icon, words; the last row is where it is now and stays in view."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from agent_assist.ui import icons
from agent_assist.ui.components.lists import Item, ItemList, Touch
from agent_assist.ui.components.paint import text_width, words
from agent_assist.ui.rows import PathRow
from agent_assist.ui.theme import Theme


class PathList(ItemList):
    """The path of the call, to be read only."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_rows(self, rows: Sequence[PathRow]) -> None:
        """Shows the path; a longer one scrolls to its end."""
        longer = len(rows) > len(self.items)
        self.set_items([Item(str(at), f"{row.at} {row.words}", row, row.words) for at, row in enumerate(rows)])
        if longer:
            self._show_end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_end()

    def row_size(self, row: PathRow) -> QSize:
        return QSize(self.row_width(), self.theme.px(22))

    def paint_row(self, painter: QPainter, area: QRectF, row: PathRow, touch: Touch) -> None:
        theme, c = self.theme, self.theme.colours
        font = theme.font(theme.type.caption)
        time = max(theme.px(30), round(text_width(font, row.at)))
        words(painter, QRectF(area.left(), area.top(), time, area.height()), row.at, font, QColor(c.text3))
        side, x = theme.px(14), area.left() + time + theme.px(8)
        icons.paint(painter, row.icon, QRectF(x, area.center().y() - side / 2, side, side), theme.ink(row.tone))
        x += side + theme.px(8)
        place = QRectF(x, area.top(), area.right() - x, area.height())
        colour = QColor(c.text if row.current else c.text2)
        words(painter, place, row.words, theme.font(theme.type.head, bold=row.current), colour)

    def _show_end(self) -> None:
        """Qt lays rows out late; without this the end would be that of the rows before."""
        self.doItemsLayout()
        self.scrollToBottom()
