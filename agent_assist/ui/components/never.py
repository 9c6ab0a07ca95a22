"""What must never be said here: a barred circle, a hatched bar, the words in quotes, and what to do instead."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from agent_assist.ui import icons
from agent_assist.ui.components.paint import Painted, box, hatched_bar, words
from agent_assist.ui.icons import Icon
from agent_assist.ui.rows import NeverView
from agent_assist.ui.theme import Theme, Tone

HEIGHT = 66


class NeverRow(Painted):
    """The taboo words of this step. Without any it keeps its place, empty and quiet.

    `small` is the one-line form of the compact window.
    """

    def __init__(self, theme: Theme, view: NeverView, parent: QWidget | None = None, *, small: bool = False) -> None:
        super().__init__(theme, parent)
        self._view = view
        self._small = small
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

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(400), self.theme.px(27 if self._small else HEIGHT))

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
            words(painter, below.adjusted(taken, 0, 0, 0), view.instead, theme.font(theme.type.head), quiet)

    def _paint_words(self, painter: QPainter, area: QRectF) -> float:
        """The first row; returns where its words begin, for the second row to line up."""
        theme, view, ink = self.theme, self._view, self.theme.ink(Tone.NEVER)
        side, line = theme.px(14 if self._small else 17), theme.px(27)
        x = float(theme.px(16 if self._small else 24))
        top = (self.height() - line) / 2 if self._one_line() else float(theme.px(6))
        icons.paint(painter, Icon.NEVER, QRectF(x, top + (line - side) / 2, side, side), ink)
        x += side + theme.px(8)
        start, right = x, area.right() - theme.px(14)
        font = theme.font(theme.type.body if self._small else theme.type.state)
        for tag, rows in ((view.tag, view.quotes), (view.deeds_tag, view.deeds)):
            if not rows or right - x < theme.px(120):
                continue
            x += words(painter, QRectF(x, top, right - x, line), tag, theme.font(theme.type.body, bold=True), ink)
            x += theme.px(14 if self._small else 22)
            for text in rows:
                if right - x < theme.px(60):
                    break
                x += words(painter, QRectF(x, top, right - x, line), text, font, QColor(theme.colours.text))
                x += theme.px(18)
        return start

    def _one_line(self) -> bool:
        """Whether the place is too low for the second row."""
        return self._small or self.height() < self.theme.px(54)
