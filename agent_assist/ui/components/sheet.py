"""A list laid over the replies: the words above, rows with their digits below. It takes no keyboard of its own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from agent_assist.ui.components.paint import Painted, box, cap_width, key_cap, text_width, words
from agent_assist.ui.components.row_list import RowKind, RowList
from agent_assist.ui.rows import KeyRow
from agent_assist.ui.theme import Theme

HEAD = 40


class ChoiceSheet(Painted):
    """Signal `chosen(id)`."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._title, self._note, self._close = "", "", ""
        self._list = RowList(theme, RowKind.REPLY, "", self)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.chosen.connect(self.chosen)
        self.hide()

    @property
    def rows(self) -> tuple[str, ...]:
        """The ids of the rows in the order of their digits."""
        return tuple(item.id for item in self._list.items)

    def set_rows(self, title: str, note: str, close: str, rows: Sequence[KeyRow]) -> None:
        """Shows a question with its answers; `close` says what Escape does."""
        self._title, self._note, self._close = title, note, close
        self._list.set_rows(rows)
        self._list.setAccessibleName(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(note)
        self.update()

    def retheme(self) -> None:
        self._list.set_theme(self.theme)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, c = self.painter(), self.theme, self.theme.colours
        box(painter, QRectF(self.rect()), theme.px(8), QColor(c.surface), QColor(c.edge))
        side = theme.px(14)
        head = QRectF(side, 0, self.width() - 2 * side, theme.px(HEAD))
        right = paint_escape(painter, theme, self._close, head)
        head.setRight(right)
        taken = words(painter, head, self._title, theme.font(theme.type.body, bold=True), QColor(c.text))
        rest = head.adjusted(taken + theme.px(10), 0, 0, 0)
        font = theme.font(theme.type.head)
        if rest.width() >= min(theme.px(140), text_width(font, self._note)):
            # A few letters of it would tell nothing; the block that is locked says the same.
            words(painter, rest, self._note, font, QColor(c.text2))

    def _place(self) -> None:
        theme = self.theme
        side, top = theme.px(10), theme.px(HEAD)
        room = max(0, self.height() - top - theme.px(6))
        self._list.setGeometry(side, top, self.width() - 2 * side, room)
        self._list.fit(room)


def paint_escape(painter: QPainter, theme: Theme, close: str, head: QRectF) -> float:
    """Paints the Escape key and what it does at the right of a head; returns where that begins."""
    font = theme.font(theme.type.caption)
    x = head.right() - text_width(font, close)
    words(painter, QRectF(x, head.top(), head.right() - x + 1, head.height()), close, font, QColor(theme.colours.text2))
    x -= cap_width(theme, "Esc") + theme.px(6)
    key_cap(painter, theme, x, head.center().y(), "Esc")
    return x - theme.px(10)
