"""F1: all keys of the desk on one sheet, in as many columns as can be read; where that is too little room, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from agent_assist.desk.view import DeskView
from agent_assist.ui.components.paint import Painted, box, cap_width, key_cap, text_width, words
from agent_assist.ui.components.sheet import HEAD, paint_escape
from agent_assist.ui.theme import Theme, Tone
from agent_assist.ui.translation import translate

_SIDE, _GAP, _CAPS, _LOWEST, _HIGHEST = 16, 20, 4, 24, 30
"""Margin, room between columns and between caps, least and greatest height of a row."""

Row = tuple[tuple[str, ...], str]


class Column(NamedTuple):
    """Some rows under one another: how many, and how wide their caps and their words are."""

    rows: int
    caps: float
    words: float


def pages(widths: Sequence[tuple[float, float]], room: float, per: int, gap: float) -> list[list[Column]]:
    """Fills pages with columns of at most `per` rows, as many as stand side by side in `room`.

    `widths` has the width of caps and words of each row; `gap` is kept between columns.
    """
    made: list[list[Column]] = []
    taken = room
    for start in range(0, len(widths), per):
        some = widths[start : start + per]
        column = Column(len(some), max(caps for caps, _ in some), max(text for _, text in some))
        width = column.caps + column.words + gap
        if not made or taken + width > room + gap:
            made.append([])
            taken = 0
        made[-1].append(column)
        taken += width
    return made


class KeySheet(Painted):
    """The keys in columns; it takes no keyboard, so every key works while it is read."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._rows: tuple[Row, ...] = ()
        self._pages: list[list[Column]] = []
        self._line = 0.0
        self._page = 0
        self.hide()

    @property
    def page(self) -> tuple[int, int]:
        """Which page is open, from 1, and how many there are."""
        return self._page + 1, max(1, len(self._pages))

    def set_view(self, view: DeskView) -> None:
        """Takes the words in the interface's language, and begins at the first page."""
        self._rows = _keys(view.state == "wrap-up")
        self._page = 0
        self.setAccessibleName(translate("Keys", "Keys"))
        self.setAccessibleDescription("\n".join(f"{' '.join(caps)}: {meaning}" for caps, meaning in self._rows))
        self._lay()

    def turn(self, by: int = 1) -> bool:
        """Goes to another page; returns whether there is one."""
        if not 0 <= self._page + by < len(self._pages):
            return False
        self._page += by
        self.update()
        return True

    def retheme(self) -> None:
        self._lay()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.turn():
            self.turn(-self._page)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.turn(-1 if event.angleDelta().y() > 0 else 1)

    def _lay(self) -> None:
        """Divides the rows over columns and pages; one page is made as even as it can be."""
        theme = self.theme
        font = theme.font(theme.type.head)
        widths = [
            (sum(cap_width(theme, cap) + theme.px(_CAPS) for cap in caps) + theme.px(6), text_width(font, meaning) + 1)
            for caps, meaning in self._rows
        ]
        room, high = self.width() - 2 * theme.px(_SIDE), max(0, self.height() - theme.px(HEAD) - theme.px(8))
        per = max(1, int(high // theme.px(_LOWEST)))
        self._pages = pages(widths, room, per, theme.px(_GAP))
        if len(self._pages) == 1:
            even = -(-len(widths) // len(self._pages[0]))
            better = pages(widths, room, even, theme.px(_GAP))
            self._pages, per = (better, even) if len(better) == 1 else (self._pages, per)
        self._line = min(theme.px(_HIGHEST), high / per)
        self._page = min(self._page, max(0, len(self._pages) - 1))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, c = self.painter(), self.theme, self.theme.colours
        box(painter, QRectF(self.rect()), theme.px(8), QColor(c.surface), QColor(c.edge))
        side = theme.px(_SIDE)
        head = QRectF(side, 0, self.width() - 2 * side, theme.px(HEAD))
        head.setRight(paint_escape(painter, theme, translate("Sheets", "back"), head))
        taken = words(painter, head, translate("Keys", "Keys"), theme.font(theme.type.body, bold=True), QColor(c.text))
        if not self._pages:
            return
        if len(self._pages) > 1:
            self._paint_more(painter, head.adjusted(taken + theme.px(16), 0, 0, 0))
        at = sum(column.rows for page in self._pages[: self._page] for column in page)
        columns = self._pages[self._page]
        spare = self.width() - 2 * side - sum(column.caps + column.words + theme.px(_GAP) for column in columns)
        gap = theme.px(_GAP) + min(theme.px(28), max(0.0, spare / len(columns)))
        x = float(side)
        for column in columns:
            for place in range(column.rows):
                area = QRectF(x, theme.px(HEAD) + place * self._line, self.width() - side - x, self._line)
                self._paint_row(painter, area, column, *self._rows[at + place])
            at += column.rows
            x += column.caps + column.words + gap

    def _paint_more(self, painter: QPainter, area: QRectF) -> None:
        """The mark that there is more, with the key that shows it."""
        theme, (now, many) = self.theme, self.page
        x = area.left() + key_cap(painter, theme, area.left(), area.center().y(), "F1") + theme.px(6)
        told = translate("Keys", "more: {0} of {1}") if now < many else translate("Keys", "close: {0} of {1}")
        place = QRectF(x, area.top(), area.right() - x, area.height())
        words(painter, place, told.format(now, many), theme.font(theme.type.head, bold=True), theme.ink(Tone.SAY))

    def _paint_row(self, painter: QPainter, area: QRectF, column: Column, caps: tuple[str, ...], meaning: str) -> None:
        theme = self.theme
        x = area.left()
        for cap in caps:
            x += key_cap(painter, theme, x, area.center().y(), cap) + theme.px(_CAPS)
        place = QRectF(area.left() + column.caps, area.top(), area.width() - column.caps, area.height())
        words(painter, place, meaning, theme.font(theme.type.head), QColor(theme.colours.text))


def _keys(wrap_up: bool) -> tuple[Row, ...]:
    """Every key with its meaning, those of a call first."""
    digits = translate("Keys", "outcome") if wrap_up else translate("Keys", "reply")
    return (
        ((translate("Say", "Space"),), translate("Keys", "said; answered")),
        (("F",), translate("Keys", "the customer is heard")),
        (("1-9",), digits),
        (("Ctrl 1-9",), translate("Keys", "situation")),
        (("Ctrl 0",), translate("Keys", "all situations")),
        (("Q", "W", "E"), translate("Keys", "thanks, praise, apology")),
        (("R", "T"), translate("Keys", "suggestion, goodbye")),
        (("A",), translate("Keys", "hold, back on the line")),
        (("S", "D"), translate("Keys", "one-way, no sound")),
        (("Z",), translate("Keys", "undo")),
        (("X",), translate("Keys", "leave this situation")),
        (("C",), translate("Keys", "copy")),
        (("V",), translate("Keys", "read aloud, stop")),
        (("B",), translate("Keys", "hang up")),
        (("Shift B",), translate("Keys", "hang up anyway")),
        (("N",), translate("Keys", "the customer hung up")),
        (("G",), translate("Keys", "the other call")),
        (("H",), translate("Keys", "call for help")),
        (("I",), translate("Keys", "the rules behind this line")),
        (("Tab",), translate("Keys", "what must be recorded")),
        (("F2", "F3"), translate("Keys", "said, heard, in fields too")),
        (("/", "Ctrl F"), translate("Keys", "search")),
        (("Ctrl Enter",), translate("Keys", "found line: go there")),
        (("Ctrl C", "Ctrl L"), translate("Keys", "found line: copy, speak")),
        (("Ctrl S", "F4"), translate("Keys", "phrase of mine: keep, change")),
        (("Enter",), translate("Keys", "finish wrap-up")),
        (("↑", "↓"), translate("Keys", "between calls: promises")),
        (("Esc", "F5"), translate("Keys", "close, back to the desk")),
        (("F8",), translate("Keys", "small window")),
        (("F9",), translate("Keys", "agent and settings")),
    )
