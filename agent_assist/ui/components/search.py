"""Searching: the field at the foot of the desk, and the results that are laid over the replies.

The results are a child widget, not a popup: they take no focus and cover neither the line to say nor the ring. While an
input method composes, Enter, Escape and the arrows belong to it; Qt hands them to the field only afterwards.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from agent_assist.ui import icons
from agent_assist.ui.components.fields import ENTER, Field
from agent_assist.ui.components.lists import Item, ItemList, Touch
from agent_assist.ui.components.paint import CENTRE, Painted, bar, box, cap_width, key_cap, text_width, words
from agent_assist.ui.icons import Icon
from agent_assist.ui.rows import HitRow, ResultsView
from agent_assist.ui.theme import Theme, Tone

_HEAD = 36


class SearchField(Field):
    """The search box.

    Signals:
        queried(text): the text changed (committed text only; what is being composed does not count).
        moved(step): arrow keys, +1 or -1.
        entered(), followed(), left(): Enter, Ctrl+Enter, Escape.
    """

    queried = Signal(str)
    moved = Signal(int)
    followed = Signal()

    def __init__(self, theme: Theme, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.set_hint(hint)
        self.textChanged.connect(self.queried)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Changes scheme, grid or text scale."""
        self._theme = theme
        self.setFont(theme.font(theme.type.state))
        self.setFixedHeight(theme.px(34))
        self.setTextMargins(theme.px(24), 0, 0, 0)
        self.update()

    def set_hint(self, hint: str) -> None:
        """Says what can be typed, also to screen readers."""
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)

    def command(self, event: QKeyEvent) -> bool:
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in ENTER and control:
            self.followed.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not control:
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        else:
            return super().command(event)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, side = QPainter(self), self._theme.px(16)
        colour = self._theme.ink(Tone.SAY) if self.hasFocus() else QColor(self._theme.colours.text3)
        icons.paint(painter, Icon.SEARCH, QRectF(self._theme.px(9), (self.height() - side) / 2, side, side), colour)


class HitList(ItemList):
    """Results of two lines: the words with what was found in them, and where they stand."""

    def row_size(self, row: HitRow) -> QSize:
        return QSize(self.row_width(), self.theme.px(49))

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
        self._marked_words(painter, first, row.words, row.spans, theme.type.reply, QColor(c.text))
        self._marked_words(painter, second, row.place, row.place_spans, theme.type.caption, QColor(c.text2))

    def _marked_words(self, painter: QPainter, line: QRectF, text: str, spans: tuple[tuple[int, int], ...],
                      size: int, colour: QColor) -> None:  # fmt: skip
        """Text whose found stretches are bold, tinted and underlined; the end is elided."""
        theme, x, at = self.theme, line.left(), 0
        strong = QColor(theme.colours.text)
        for start, end in (*spans, (len(text), len(text))):
            for piece, found in ((text[at:start], False), (text[start:end], True)):
                if not piece or x >= line.right() - 1:
                    continue
                font = theme.font(size, bold=found)
                place = QRectF(x, line.top(), line.right() - x, line.height())
                if found:
                    width = min(text_width(font, piece), place.width())
                    ground = QRectF(x, line.top() + theme.px(1), width, line.height() - theme.px(2))
                    painter.fillRect(ground, theme.tint(Tone.WAIT))
                    painter.fillRect(QRectF(x, ground.bottom() - 1, width, 1), strong)
                x += words(painter, place, piece, font, strong if found else colour)
            at = end


class SearchResults(Painted):
    """The results with a head that repeats the query and the keys.

    Signals:
        opened(id): a result was clicked. (Enter arrives at the field, which asks `current`.)
    """

    opened = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._view = ResultsView("", "", ())
        self._list = HitList(theme, name, self)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.chosen.connect(self.opened)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.hide()

    @property
    def list(self) -> HitList:
        """The rows."""
        return self._list

    def set_view(self, view: ResultsView) -> None:
        """Shows other results; the first is marked, or the same one as before if the rows did not change."""
        same = tuple(hit.id for hit in view.hits) == tuple(hit.id for hit in self._view.hits)
        at = self._list.currentIndex().row() if same else 0
        self._view = view
        self._list.set_items([Item(hit.id, f"{hit.words} · {hit.place}", hit, hit.words) for hit in view.hits])
        if view.hits:
            self._list.set_current(max(0, at))
            if not same:
                self._list.scrollToTop()
        self.setAccessibleDescription(view.note if view.hits else view.nothing)
        self.update()

    def step(self, step: int) -> None:
        """Moves the mark up or down and keeps it in view; it stops at both ends."""
        count = len(self._view.hits)
        if count:
            self._list.set_current(min(max(0, self._list.currentIndex().row() + step), count - 1))
            self._list.viewport().update()

    def current(self) -> str:
        """The id of the marked result; empty without one."""
        return self._list.current_id() if self._view.hits else ""

    def retheme(self) -> None:
        self._list.set_theme(self.theme)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, view, c = self.painter(), self.theme, self._view, self.theme.colours
        box(painter, QRectF(self.rect()), theme.px(8), QColor(c.surface), QColor(c.edge))
        head = QRectF(theme.px(14), 0, self.width() - 2 * theme.px(14), theme.px(_HEAD))
        right = self._paint_keys(painter, head)
        head.setRight(right - theme.px(8))
        taken = words(painter, head, view.query, theme.font(theme.type.body, bold=True), QColor(c.text))
        rest = head.adjusted(taken + theme.px(8), 0, 0, 0)
        words(painter, rest, view.note, theme.font(theme.type.head), QColor(c.text2))
        if not view.hits:
            below = QRectF(0, theme.px(_HEAD), self.width(), theme.px(60))
            words(painter, below, view.nothing, theme.font(theme.type.body), QColor(c.text2), CENTRE)

    def _paint_keys(self, painter: QPainter, head: QRectF) -> float:
        """Paints the key hints from the right; returns where they begin."""
        theme = self.theme
        font, x = theme.font(theme.type.caption), head.right()
        for key, meaning in reversed(self._view.keys):
            width = text_width(font, meaning)
            x -= width
            place = QRectF(x, head.top(), width + 1, head.height())
            words(painter, place, meaning, font, QColor(theme.colours.text2))
            x -= cap_width(theme, key) + theme.px(6)
            key_cap(painter, theme, x, head.center().y(), key)
            x -= theme.px(10)
        return x

    def _place(self) -> None:
        theme = self.theme
        side, top = theme.px(6), theme.px(_HEAD)
        self._list.setGeometry(side, top, self.width() - 2 * side, max(0, self.height() - top - side))
