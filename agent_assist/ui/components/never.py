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

_APART, _MORE = 18, 24
"""Between several taboos; the room of the number of those that are not shown."""


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
        self._take(view)

    def set_view(self, view: NeverView) -> None:
        """Shows the words of another step."""
        if view != self._view:
            self._take(view)

    def _take(self, view: NeverView) -> None:
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
        room = width - self.theme.px(16 + 14 + 8 + 14)
        self._lines = 1 if self._plan(room)[1] or not self._texts() else 2
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
        texts = self._texts()
        font, shown = self._plan(right - x)
        bold = theme.font(theme.type.body, bold=True)
        if self._lines == 2 and not shown:
            words(painter, QRectF(x, top, right - x, line), texts[0][0], bold, ink)
            x += self._tag_width(texts[0][0])
            self._paint_two(painter, QRectF(x, 0, right - x, self.height()))
            return start
        for tag, text in texts[: max(1, shown)]:
            words(painter, QRectF(x, top, right - x, line), tag, bold, ink)
            x += self._tag_width(tag)
            x += words(painter, QRectF(x, top, right - x, line), text, font, QColor(theme.colours.text)) + theme.px(
                _APART
            )
        if 0 < shown < len(texts):
            words(painter, QRectF(x, top, right - x, line), f"+{len(texts) - shown}", bold, ink)
        return start

    def _plan(self, room: float) -> tuple[QFont, int]:
        """The font, and how many stand in one row whole: as many as can, then as large as can. 0: not even the first."""
        texts, more = self._texts(), self.theme.px(_APART + _MORE)
        for count in range(len(texts), 0, -1):
            for size in self._sizes():
                font = self.theme.font(size)
                taken = sum(self._tag_width(tag) + text_width(font, text) for tag, text in texts[:count])
                taken += (count - 1) * self.theme.px(_APART) + (more if count < len(texts) else 0)
                if taken <= room:
                    return font, count
        return self.theme.font(self._sizes()[-1]), 0

    def _tag_width(self, tag: str) -> float:
        bold = self.theme.font(self.theme.type.body, bold=True)
        return text_width(bold, tag) + self.theme.px(14 if self._small else 22) if tag else 0.0

    def _paint_two(self, painter: QPainter, area: QRectF) -> None:
        """The first words in two lines; a line they do not need tells that there are more."""
        theme, (first, *others) = self.theme, self._texts()
        font, line = theme.font(self._sizes()[-1]), theme.px(18)
        ink, y = QColor(theme.colours.text), (area.height() - 2 * line) / 2
        lines = wrap(QFontMetricsF(font), first[1], area.width(), 2)
        for text in lines:
            words(painter, QRectF(area.left(), y, area.width(), line), text, font, ink)
            y += line
        if others and len(lines) == 1:
            place = QRectF(area.left(), y, area.width(), line)
            whole = not others[0][0] and len(others) == 1 and text_width(font, others[0][1]) <= area.width()
            bold = theme.font(theme.type.caption, bold=True)
            if whole:
                words(painter, place, others[0][1], font, ink)
            else:
                words(painter, place, f"+{len(others)}", bold, theme.ink(Tone.NEVER))

    def _texts(self) -> list[tuple[str, str]]:
        """What is to be shown in its order; the first of a kind has the tag of its kind."""
        made: list[tuple[str, str]] = []
        for tag, rows in ((self._view.tag, self._view.quotes), (self._view.deeds_tag, self._view.deeds)):
            made += [(tag if at == 0 else "", text) for at, text in enumerate(rows)]
        return made

    def _sizes(self) -> tuple[int, ...]:
        kinds = self.theme.type
        return (kinds.body, kinds.head, kinds.caption) if self._small else (kinds.state, kinds.body, kinds.caption)

    def _one_line(self) -> bool:
        """Whether the place is too low for the second row."""
        return self._small or self.height() < self.theme.px(54)
