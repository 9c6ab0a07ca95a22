"""The results of the search, laid over the replies.

They are a child widget, not a popup: they take no focus and cover neither the line to say nor the ring.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import ceil

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from agent_assist.ui.components.hit_list import HitList
from agent_assist.ui.components.lists import Item
from agent_assist.ui.components.paint import Painted, box, cap_width, key_cap, text_width, words
from agent_assist.ui.rows import HitRow, ResultsView
from agent_assist.ui.theme import Theme

_HEAD = 36
_NOTHING = 40
_QUERY = 108
"""Room in the head that is never given to hints, unscaled."""


class SearchResults(Painted):
    """The results with a head that repeats the query and the keys.

    Signals:
        opened(id): a result was clicked. (Enter arrives at the field, which asks `current`.)
    """

    opened = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._view = ResultsView("", "", ())
        self._drawn: tuple[tuple[object, ...], QPixmap, float] | None = None
        self._measured: tuple[object, tuple[int, ...]] | None = None
        self._list = HitList(theme, name, self)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.chosen.connect(self.opened)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.moved = False
        self.hide()

    @property
    def list(self) -> HitList:
        """The rows."""
        return self._list

    @property
    def view(self) -> ResultsView:
        """What is shown."""
        return self._view

    def set_view(self, view: ResultsView, *, again: bool = False) -> None:
        """Shows other results.

        The first is marked, or the same one as before if the rows did not change. `again` says that it is one more answer
        to the same question: where the agent has moved the mark, the rows keep their order, and it stays where it is.
        """
        before = self._view
        if again and self.moved:
            view = view._replace(hits=_in_order(view.hits, before.hits))
        same = [hit.id for hit in view.hits] == [hit.id for hit in before.hits]
        at = self._list.currentIndex().row()
        self.moved = self.moved and (again or same)
        self._view = view
        self._list.set_items([Item(hit.id, f"{hit.words} · {hit.place}", hit, hit.words) for hit in view.hits])
        marked = max(0, at) if same or self.moved else 0
        if view.found:
            self._list.set_current(min(marked, len(view.hits) - 1))
            if not same and not self.moved:
                self._list.scrollToTop()
        else:
            self._list.set_current(-1)
        self.setAccessibleDescription(view.note if view.found else view.nothing)
        place = self._list.geometry()
        self._place()
        if view.found and before.found and self._list.geometry() == place:
            # Nothing below the head is this widget's own.
            self.update(0, 0, self.width(), place.top())
        else:
            self.update()

    def step(self, step: int) -> None:
        """Moves the mark up or down and keeps it in view; it stops at both ends."""
        count = len(self._view.hits)
        if count:
            self.moved = True
            self._list.set_current(min(max(0, self._list.currentIndex().row() + step), count - 1))
            self._list.viewport().update()

    def current(self) -> str:
        """The id of the marked result; empty without one."""
        return self._list.current_id() if self._view.hits else ""

    def retheme(self) -> None:
        self._drawn = self._measured = None
        self._list.set_theme(self.theme)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, view = self.painter(), self.theme, self._view
        c, top = theme.colours, theme.px(_HEAD)
        if event.rect().bottom() >= top:
            painter.fillRect(event.rect(), QColor(c.bg))
            self._paint_ground(painter)
        drawn, room = self._head()
        painter.drawPixmap(0, 0, drawn)
        head = QRectF(theme.px(14), 0, room, top)
        taken = words(painter, head, view.query, theme.font(theme.type.body, bold=True), QColor(c.text))
        rest = head.adjusted(taken + theme.px(8), 0, 0, 0)
        words(painter, rest, view.note, theme.font(theme.type.head), QColor(c.text2))
        if not view.found:
            place = QRectF(theme.px(20), top, self.width() - 2 * theme.px(20), theme.px(_NOTHING))
            words(painter, place, view.nothing, theme.font(theme.type.reply), QColor(c.text2))

    def _paint_ground(self, painter: QPainter) -> None:
        c = self.theme.colours
        box(painter, QRectF(self.rect()), self.theme.px(8), QColor(c.surface), QColor(c.edge))

    def _head(self) -> tuple[QPixmap, float]:
        """The head but for what changes at each key, drawn once: the ground and the key hints; and the room before the hints."""
        theme, view, ratio = self.theme, self._view, self.devicePixelRatioF()
        asked = text_width(theme.font(theme.type.body, bold=True), view.query)
        whole = asked + theme.px(8) + text_width(theme.font(theme.type.head), view.note) + 1
        # The hints give way to the query and how much was found.
        spare = self.width() - 2 * theme.px(14) - max(whole, theme.px(_QUERY))
        count = sum(width + theme.px(8) <= spare for width in self._hint_widths())
        what: tuple[object, ...] = (view.keys, ratio, self.size(), count)
        if self._drawn is None or self._drawn[0] != what:
            self._drawn = what, *self._drawn_head(ratio, count)
        return self._drawn[1:]

    def _hint_widths(self) -> tuple[int, ...]:
        """How wide the first hint is, the first two, and so on; measured once."""
        theme, keys = self.theme, self._view.keys
        if self._measured is None or self._measured[0] != keys:
            font, gap = theme.font(theme.type.caption), theme.px(6 + 10)
            widths = (cap_width(theme, key) + gap + text_width(font, meaning) for key, meaning in keys)
            self._measured = keys, tuple(ceil(width) for width in accumulate(widths))
        return self._measured[1]

    def _drawn_head(self, ratio: float, count: int) -> tuple[QPixmap, float]:
        theme = self.theme
        room = float(self.width() - 2 * theme.px(14))
        drawn = QPixmap(round(self.width() * ratio), round(theme.px(_HEAD) * ratio))
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(QColor(theme.colours.bg))
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        if count:
            room -= self._hint_widths()[count - 1]
            self._paint_hints(painter, theme.px(14) + room, self._view.keys[:count])
            room -= theme.px(8)
        painter.end()
        return drawn, room

    def _paint_hints(self, painter: QPainter, x: float, keys: Sequence[tuple[str, str]]) -> None:
        """Key hints from `x` on."""
        theme = self.theme
        font, gap, height = theme.font(theme.type.caption), theme.px(6), theme.px(_HEAD)
        for key, meaning in keys:
            x += theme.px(10)
            x += key_cap(painter, theme, x, height / 2, key) + gap
            place = QRectF(x, 0, text_width(font, meaning) + 1, height)
            x += words(painter, place, meaning, font, QColor(theme.colours.text2))

    def _place(self) -> None:
        theme = self.theme
        side, top = theme.px(6), theme.px(_HEAD)
        room = max(0, self.height() - top - side)
        if not self._view.found:
            # Above it stands why there is nothing.
            top += theme.px(_NOTHING)
            room = max(0, room - theme.px(_NOTHING))
        # No row is cut at the foot.
        self._list.fit(room)
        room = min(room // self._list.row_high, len(self._view.hits)) * self._list.row_high
        self._list.setGeometry(side, top, self.width() - 2 * side, room)


def _in_order(hits: tuple[HitRow, ...], before: tuple[HitRow, ...]) -> tuple[HitRow, ...]:
    """The same hits, those that were there before in their old order, the new ones behind, and what is none last."""
    places = {hit.id: place for place, hit in enumerate(before)}
    return tuple(sorted(hits, key=lambda hit: (hit.quiet, places.get(hit.id, len(places)))))
