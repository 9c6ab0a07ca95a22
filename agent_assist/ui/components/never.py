"""What must never be said here: a barred circle, a hatched bar, the words in quotes, and what to do instead."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from agent_assist.ui import icons
from agent_assist.ui.components.paint import Painted, box, fitting, hatched_bar, text_width, words, wrap
from agent_assist.ui.icons import Icon
from agent_assist.ui.rows import NeverView
from agent_assist.ui.theme import Theme, Tone

HEIGHT = 66
SEPARATOR = " · "
"""Between several things to do instead; the later ones give way."""


class NeverRow(Painted):
    """The taboo words of this step. Without any it keeps its place, empty and quiet.

    The first words are never cut: they are set smaller until they fit. What there is no room for is counted ("+2") and stands
    in the tip. `small` is the form of the compact window, one line high or two.
    """

    def __init__(self, theme: Theme, view: NeverView, parent: QWidget | None = None, *, small: bool = False) -> None:
        super().__init__(theme, parent)
        self._view = view
        self._small = small
        self._lines = 1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_view(view)

    def set_view(self, view: NeverView) -> None:
        """Shows the words of another step."""
        self._view = view
        said = f"{view.tag}: {' '.join(view.quotes)}" if view.quotes else ""
        done = f"{view.deeds_tag}: {'; '.join(view.deeds)}" if view.deeds else ""
        instead = f"{view.instead_tag}: {view.instead}" if view.instead else ""
        self.setAccessibleName(" ".join(part for part in (said, done) if part))
        self.setAccessibleDescription(instead)
        self.setToolTip("\n".join(part for part in (*view.quotes, *view.deeds, instead) if part))
        self.update()

    def fit(self, width: int) -> int:
        """How high the small form must be for a width of `width` pixels: two lines where the first words need them."""
        theme, found = self.theme, self._texts()
        self._lines = 1
        if found:
            tag, text = found[0]
            tagged = text_width(theme.font(theme.type.body, bold=True), tag) + theme.px(14)
            room = width - theme.px(16 + 14 + 8 + 14) - tagged - (theme.px(44) if len(found) > 1 else 0)
            self._lines = 1 if text_width(theme.font(theme.type.caption), text) <= room else 2
        return self.sizeHint().height()

    def sizeHint(self) -> QSize:
        small = 27 if self._lines == 1 else 44
        return QSize(self.theme.px(400), self.theme.px(small if self._small else HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(160), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, view = self.painter(), self.theme, self._view
        c, area = theme.colours, QRectF(self.rect())
        if not (view.quotes or view.deeds):
            if not self._small:
                box(painter, area, theme.px(8), QColor(c.sunken))
            return
        if self._small:
            painter.fillRect(area, theme.tint(Tone.NEVER))
        else:
            box(painter, area, theme.px(8), theme.tint(Tone.NEVER))
        hatched_bar(painter, area, theme.ink(Tone.NEVER), theme.px(6))
        start = self._paint_words(painter, area)
        if not self._one_line() and view.instead:
            below = QRectF(start, theme.px(34), area.right() - theme.px(14) - start, theme.px(24))
            quiet, font = QColor(c.text2), theme.font(theme.type.head, bold=True)
            taken = words(painter, below, view.instead_tag, font, quiet) + theme.px(9)
            below.setLeft(below.left() + taken)
            told, sizes = view.instead, (theme.type.head, theme.type.caption)
            while (
                text_width(font := fitting(theme, told, below.width(), sizes), told) > below.width()
                and SEPARATOR in told
            ):
                told = told.rpartition(SEPARATOR)[0]
            words(painter, below, told, font, quiet)

    def _paint_words(self, painter: QPainter, area: QRectF) -> float:
        """The first row; returns where its words begin, for the second row to line up."""
        theme, ink = self.theme, self.theme.ink(Tone.NEVER)
        side, line = theme.px(14 if self._small else 17), theme.px(27)
        x = float(theme.px(16 if self._small else 24))
        top = (self.height() - line) / 2 if self._one_line() else float(theme.px(6))
        icons.paint(painter, Icon.NEVER, QRectF(x, top + (line - side) / 2, side, side), ink)
        x += side + theme.px(8)
        start, right = x, area.right() - theme.px(14)
        for at, (tag, text) in enumerate(shown := self._texts()):
            bold = theme.font(theme.type.body, bold=True)
            tagged = text_width(bold, tag) + theme.px(14 if self._small else 22) if tag else 0
            more = f"+{len(shown) - at}"
            room = right - x - (0 if at + 1 == len(shown) else theme.px(18) + text_width(bold, more))
            font = self._font(text, room - tagged) if at == 0 else theme.font(self._sizes()[0])
            if at and tagged + text_width(font, text) > room:
                words(painter, QRectF(x, top, right - x, line), more, bold, ink)
                break
            words(painter, QRectF(x, top, right - x, line), tag, bold, ink)
            x += tagged
            if self._lines == 2:
                self._paint_two(painter, text, font, QRectF(x, 0, right - x, self.height()))
                break
            x += words(painter, QRectF(x, top, right - x, line), text, font, QColor(theme.colours.text)) + theme.px(18)
        return start

    def _paint_two(self, painter: QPainter, text: str, font: QFont, area: QRectF) -> None:
        line = self.theme.px(18)
        y = (area.height() - 2 * line) / 2
        for part in wrap(QFontMetricsF(font), text, area.width(), 2):
            words(painter, QRectF(area.left(), y, area.width(), line), part, font, QColor(self.theme.colours.text))
            y += line

    def _texts(self) -> list[tuple[str, str]]:
        """What is to be shown in its order; the first of a kind has the tag of its kind."""
        made: list[tuple[str, str]] = []
        for tag, rows in ((self._view.tag, self._view.quotes), (self._view.deeds_tag, self._view.deeds)):
            made += [(tag if at == 0 else "", text) for at, text in enumerate(rows)]
        return made

    def _sizes(self) -> tuple[int, ...]:
        kinds = self.theme.type
        return (kinds.body, kinds.head, kinds.caption) if self._small else (kinds.state, kinds.body, kinds.caption)

    def _font(self, text: str, room: float) -> QFont:
        """The first is never cut: it is set smaller until it fits."""
        return fitting(self.theme, text, room, self._sizes())

    def _one_line(self) -> bool:
        """Whether the place is too low for the second row."""
        return self._small or self.height() < self.theme.px(54)
