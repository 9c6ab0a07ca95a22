"""The wait ring: how much of a wait is left, readable in a glance, and the panel that says where it leads.

The desk tells the ring the time; it has no clock of its own. Under ten seconds it counts tenths, rounded up, so that it
shows zero only when the wait is really over. With reduced motion the arc stays away and the digits alone count.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from agent_assist.ui import icons
from agent_assist.ui.components.paint import CENTRE, Painted, box, words, wrap
from agent_assist.ui.icons import Icon
from agent_assist.ui.rows import RingKind, RingView, WaitView
from agent_assist.ui.theme import Theme, Tone


def ring_text(view: RingView) -> str:
    """The digits in the ring: `3.2` under ten seconds, else `0:22`; time left is rounded up, time gone down."""
    if view.kind in (RingKind.EMPTY, RingKind.DONE):
        return ""
    if view.kind is RingKind.GONE:
        seconds = max(0, view.ms) // 1000
        return f"{seconds // 60}:{seconds % 60:02}"
    tenths = -(-max(0, view.ms) // 100)
    if tenths < 100:
        return f"{tenths // 10}.{tenths % 10}"
    seconds = -(-tenths // 10)
    return f"{seconds // 60}:{seconds % 60:02}"


class Ring(Painted):
    """A ring of the grid's size. `diameter` (unscaled pixels) overrides it, for the compact window."""

    def __init__(
        self, theme: Theme, view: RingView, parent: QWidget | None = None, diameter: int | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._view = view
        self._diameter = diameter
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_view(view)

    @property
    def view(self) -> RingView:
        """What the ring shows."""
        return self._view

    def set_view(self, view: RingView) -> None:
        """Shows another moment. Cheap; meant to be called ten times a second."""
        changed = view != self._view
        self._view = view
        self.setAccessibleName(f"{ring_text(view)} {view.unit}".strip())
        if changed:
            self.update()

    def sizeHint(self) -> QSize:
        side = self.theme.px(self._diameter or self.theme.grid.ring)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, view = self.painter(), self.theme, self._view
        side = float(min(self.width(), self.height()))
        stroke = round(side * 0.092)
        area = QRectF(0, 0, side, side)
        circle = area.adjusted(stroke / 2 + 1, stroke / 2 + 1, -stroke / 2 - 1, -stroke / 2 - 1)
        if view.kind is RingKind.DONE:
            self._arc(painter, circle, stroke, theme.ink(Tone.OPEN), 1.0)
            mark = side * 0.42
            box_ = QRectF(side / 2 - mark / 2, side / 2 - mark / 2, mark, mark)
            icons.paint(painter, Icon.TICK, box_, theme.ink(Tone.OPEN))
            return
        self._arc(painter, circle, stroke, QColor(theme.colours.line), 1.0)
        if view.kind is RingKind.EMPTY:
            return
        if not theme.calm and view.total_ms > 0:
            self._arc(painter, circle, stroke, theme.ink(Tone.WAIT), min(1.0, max(0.0, view.ms / view.total_ms)))
        self._digits(painter, area)

    def _digits(self, painter: QPainter, area: QRectF) -> None:
        theme = self.theme
        small = area.width() < theme.px(60)
        size = theme.type.body if small else theme.type.figure if area.width() >= theme.px(90) else 22
        font = theme.font(size, bold=True)
        unit = theme.font(theme.type.caption)
        with_unit = bool(self._view.unit) and not small
        # Digits have no descenders: placed by the height of capitals, not by the line height of the font.
        cap = QFontMetricsF(font).capHeight()
        lift = theme.px(7) if with_unit else 0
        baseline = area.center().y() + cap / 2 - lift
        painter.setFont(font)
        painter.setPen(QColor(theme.colours.text))
        text = ring_text(self._view)
        width = QFontMetricsF(font).horizontalAdvance(text)
        painter.drawText(int(area.center().x() - width / 2 + 0.5), round(baseline), text)
        if with_unit:
            below = QRectF(area.left(), baseline + theme.px(1), area.width(), theme.px(18))
            words(painter, below, self._view.unit, unit, QColor(theme.colours.text2), CENTRE)

    @staticmethod
    def _arc(painter: QPainter, circle: QRectF, stroke: float, colour: QColor, share: float) -> None:
        """An arc that ends at twelve o'clock and shrinks clockwise; Qt counts sixteenths of a degree anticlockwise."""
        painter.setPen(QPen(colour, stroke, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawArc(circle, 90 * 16, round(share * 360 * 16))


class WaitPanel(Painted):
    """The ring with the words beside it: how long in all, and what happens at the end. Loud while a wait runs."""

    def __init__(self, theme: Theme, view: WaitView, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._view = view
        self._ring = Ring(theme, view.ring, self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._ring.set_theme(theme)
        self.set_view(view)

    @property
    def ring(self) -> Ring:
        """The ring itself."""
        return self._ring

    def set_view(self, view: WaitView) -> None:
        """Shows another moment or another wait."""
        changed = (view.words, view.detail, view.loud) != (self._view.words, self._view.detail, self._view.loud)
        self._view = view
        self._ring.set_view(view.ring)
        self.setAccessibleName(f"{view.words} {view.detail}".strip())
        if changed:
            self.update()

    def retheme(self) -> None:
        self._ring.set_theme(self.theme)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(252), self.theme.px(self.theme.grid.ring + 44))

    def resizeEvent(self, event: QResizeEvent) -> None:
        side = self._ring.sizeHint().width()
        self._ring.setGeometry(self.theme.px(12), (self.height() - side) // 2, side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, view = self.painter(), self.theme, self._view
        edge = theme.ink(Tone.WAIT) if view.loud else QColor(theme.colours.line)
        box(painter, QRectF(self.rect()), theme.px(8), QColor(theme.colours.surface), edge, 2 if view.loud else 1)
        left = self._ring.geometry().right() + theme.px(14)
        width = self.width() - left - theme.px(10)
        font, small = theme.font(theme.type.body, bold=True), theme.font(theme.type.head)
        line = theme.px(22)
        heads = wrap(QFontMetricsF(font), view.words, width, 2)
        if len(heads) * line + len(wrap(QFontMetricsF(small), view.detail, width, 9)) * line > self.height():
            small, line = theme.font(theme.type.caption), theme.px(18)
        wrapped = wrap(QFontMetricsF(small), view.detail, width, max(1, self.height() // line - len(heads)))
        y = (self.height() - line * (len(wrapped) + len(heads))) / 2
        for text in heads:
            words(painter, QRectF(left, y, width, line), text, font, QColor(theme.colours.text))
            y += line
        for text in wrapped:
            words(painter, QRectF(left, y, width, line), text, small, QColor(theme.colours.text2))
            y += line
