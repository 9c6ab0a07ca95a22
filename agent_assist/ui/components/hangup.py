"""Whether the agent may hang up: a dashed box with what is still missing, or a solid green block.

It is a button in both states. Pressed while locked, it lets the desk name what is missing; it decides nothing itself.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from agent_assist.ui import icons
from agent_assist.ui.components.paint import RIGHT, box, cap_width, focus_ring, key_cap, text_width, words, wrap
from agent_assist.ui.icons import Icon
from agent_assist.ui.rows import HangupView, Tick
from agent_assist.ui.theme import Theme, Tone

HEIGHT = {"tight": 106, "dense": 112, "normal": 128, "wide": 138}


class HangupBlock(QAbstractButton):
    """The hang-up state. `clicked` reports a press in either state."""

    def __init__(self, theme: Theme, view: HangupView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._view = theme, view
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._take(view)

    def set_view(self, view: HangupView) -> None:
        """Shows the present conditions."""
        if view != self._view:
            self._take(view)

    def _take(self, view: HangupView) -> None:
        self._view = view
        missing = [tick.words for tick in view.ticks if not tick.done]
        self.setText(view.words)
        self.setAccessibleName(": ".join(part for part in (view.words, view.note) if part))
        self.setAccessibleDescription(view.detail if view.open else "; ".join(missing))
        self.setToolTip("\n".join(missing) if len(view.ticks) > self._rows() and not view.open else "")
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Changes scheme, grid or text scale."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(252), self._theme.px(HEIGHT.get(self._theme.grid.name, 128)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._view.open:
            self._paint_open(painter)
        else:
            self._paint_locked(painter)
        if self.hasFocus():
            theme = self._theme
            focus_ring(painter, theme, QRectF(self.rect()), theme.px(8))

    def _rows(self) -> int:
        return 3

    def _paint_locked(self, painter: QPainter) -> None:
        theme, view, area = self._theme, self._view, QRectF(self.rect())
        c, ink = theme.colours, theme.ink(Tone.LOCKED)
        box(painter, area, theme.px(8), theme.tint(Tone.LOCKED), QColor(c.edge), 1, dashed=True)
        side, middle, x = theme.px(16), theme.px(20), float(theme.px(15))
        icons.paint(painter, view.icon or Icon.LOCK, QRectF(x, middle - side / 2, side, side), ink)
        head = QRectF(x + side + theme.px(9), middle - theme.px(12), 0, theme.px(24))
        head.setRight(area.right() - theme.px(12))
        note = words(painter, head, view.note, theme.font(theme.type.caption), QColor(c.text2), RIGHT)
        head.setRight(head.right() - note - theme.px(8))
        words(painter, head, view.words, theme.font(theme.type.reply, bold=True), QColor(c.text))
        self._paint_aside(painter, area)
        y, line = float(theme.px(33)), theme.px(23)
        aside = self._aside_width()
        for tick in _most_telling(view, self._rows()):
            mark = theme.px(13)
            beside = aside if y + line > area.bottom() - theme.px(24) else 0.0
            text = QRectF(x + mark + theme.px(7), y, area.right() - x - mark - theme.px(17) - beside, line)
            font = theme.font(theme.type.head)
            if tick.done and text_width(font, tick.words) > text.width():
                # What is done need not be told where it would be cut.
                continue
            place = QRectF(x, y + (line - mark) / 2, mark, mark)
            icon, colour = (Icon.BOX_TICKED, theme.ink(Tone.OPEN)) if tick.done else (Icon.BOX, ink)
            icons.paint(painter, icon, place, colour)
            words(painter, text, tick.words, font, QColor(c.text2))
            y += line

    def _paint_aside(self, painter: QPainter, area: QRectF) -> None:
        """The way out that is kept, at the lower right."""
        theme, view = self._theme, self._view
        if not view.aside:
            return
        quiet, font = QColor(theme.colours.text3), theme.font(theme.type.caption)
        row = QRectF(area.left(), area.bottom() - theme.px(25), area.width() - theme.px(12), theme.px(20))
        cap = cap_width(theme, view.aside_key)
        key_cap(painter, theme, row.right() - cap, row.center().y(), view.aside_key, ink=quiet)
        words(painter, row.adjusted(0, 0, -cap - theme.px(6), 0), view.aside, font, quiet, RIGHT)

    def _aside_width(self) -> float:
        """The room that the way out takes beside the last row."""
        theme, view = self._theme, self._view
        if not view.aside:
            return 0.0
        return cap_width(theme, view.aside_key) + text_width(theme.font(theme.type.caption), view.aside) + theme.px(12)

    def _paint_open(self, painter: QPainter) -> None:
        theme, view, area = self._theme, self._view, QRectF(self.rect())
        c = theme.colours
        white, fill = QColor(c.on_hangup), QColor(c.hangup)
        edge = theme.ink(Tone.OPEN)
        box(painter, area, theme.px(8), fill.darker(115) if self.isDown() else fill, edge, 2)
        left, right = float(theme.px(14)), area.right() - theme.px(14)
        font, small = theme.font(theme.type.open, bold=True), theme.font(theme.type.head, bold=True)
        lines = wrap(QFontMetricsF(small), view.detail, right - left, 2)
        head, line = theme.px(32), theme.px(23)
        y = (area.height() - head - line * len(lines)) / 2
        side = theme.px(26)
        icons.paint(painter, view.icon or Icon.HANGUP, QRectF(left, y + (head - side) / 2, side, side), white)
        if view.key:
            width = cap_width(theme, view.key)
            key_cap(painter, theme, right - width, y + head / 2, view.key, ink=white, edge=white)
            right -= width + theme.px(8)
        start = left + side + theme.px(8)
        if text_width(font, view.words) > right - start:
            # The verdict is never cut off: beside a wide key cap it is set a little smaller.
            font = theme.font(theme.type.reply, bold=True)
        words(painter, QRectF(start, y, right - start, head), view.words, font, white)
        y += head
        for text in lines:
            words(painter, QRectF(left, y, area.right() - left - theme.px(14), line), text, small, white)
            y += line


def _most_telling(view: HangupView, most: int) -> list[Tick]:
    """The conditions there is room for, in their order; those that are met give way first."""
    ticks = list(view.ticks)
    for tick in view.ticks:
        if len(ticks) <= most:
            break
        if tick.done:
            ticks.remove(tick)
    return ticks[:most]
