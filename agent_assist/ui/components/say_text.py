"""The line to say as large text, slot values underlined by dots.

The lines are broken by `say_lines` and painted one by one at a fixed pitch: Qt never wraps, so a slot value cannot be
split, and Noto's tall line height cannot push the text apart. What does not fit at the smallest size is shown from its
beginning, with a visible *more* (drawn here, or by the owner beside its buttons, where it costs no line); the wheel and
`turn` show the rest, whole lines at a time.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from agent_assist.ui.components.paint import RIGHT, Painted, words
from agent_assist.ui.components.say_lines import Line, Setting, compose
from agent_assist.ui.rows import Part
from agent_assist.ui.theme import Theme, Tone


class SayText(Painted):
    """The words of the line, at the largest size that fits the place.

    `turned()` tells that other lines came into view. With `own_more` False the owner shows that there is more.
    """

    turned = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, own_more: bool = True) -> None:
        super().__init__(theme, parent)
        self._own_more = own_more
        self._parts: tuple[Part, ...] = ()
        self._chinese = True
        self._ink = QColor(theme.colours.text)
        self._dots = theme.ink(Tone.SAY)
        self._more = "…"
        self._top = 0
        self._setting = Setting(theme.px(theme.grid.say_sizes[0]), 1.0, (), overflows=False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_line(self, parts: tuple[Part, ...], chinese: bool, ink: QColor, more: str = "…") -> None:
        """Shows a line in the colour `ink`; one that did not change stays scrolled where it was."""
        if (parts, chinese) != (self._parts, self._chinese):
            self._top = 0
        self._parts, self._chinese, self._ink, self._more = parts, chinese, ink, more
        self.setAccessibleName("".join(part.words for part in parts))
        self._set()

    @property
    def setting(self) -> Setting:
        """How the line is set now: size, lines, whether it is too long."""
        return self._setting

    @property
    def hidden_lines(self) -> int:
        """How many lines stand below the visible ones."""
        return max(0, len(self._setting.lines) - self._top - self._visible())

    def turn(self, lines: int) -> None:
        """Scrolls a line that is too long by whole lines; does nothing to one that fits."""
        last = max(0, len(self._setting.lines) - self._visible())
        self._top = min(max(0, self._top + lines), last)
        self.turned.emit()
        self.update()

    def retheme(self) -> None:
        self._dots = self.theme.ink(Tone.SAY)
        self._set()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(160), self.theme.px(40))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self._setting.overflows:
            event.ignore()
            return
        self.turn(-1 if event.angleDelta().y() > 0 else 1)
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        setting = self._setting
        shown = setting.lines[self._top : self._top + self._visible()]
        height = len(shown) * setting.pitch
        y = 0.0 if setting.overflows else max(0.0, (self.height() - height) / 2)
        font = self._font(setting.size)
        metrics = QFontMetricsF(font)
        for line in shown:
            baseline = round(y + (setting.pitch + metrics.ascent() - metrics.descent()) / 2)
            self._paint_line(painter, line, font, metrics, baseline)
            y += setting.pitch
        if self._own_more and self.hidden_lines:
            self._paint_more(painter)

    def _paint_line(self, painter: QPainter, line: Line, font: QFont, metrics: QFontMetricsF, baseline: int) -> None:
        painter.setFont(font)
        x = 0.0
        for part in line:
            painter.setPen(self._ink)
            painter.drawText(QPointF(x, baseline), part.words)
            width = metrics.horizontalAdvance(part.words)
            if part.slot:
                below = baseline + round(self._setting.size * 0.18)
                self._paint_dots(painter, x, x + width, below)
            x += width

    def _paint_dots(self, painter: QPainter, left: float, right: float, y: int) -> None:
        pen = QPen(self._dots, 2 if self._setting.size >= self.theme.px(22) else 1.5)
        pen.setDashPattern([1.0, 1.5])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(QPointF(left, y), QPointF(right, y))

    def _paint_more(self, painter: QPainter) -> None:
        strip = QRectF(0, self.height() - self._strip(), self.width(), self._strip())
        label = f"{self._more} ↓"
        font = self.theme.font(self.theme.type.head, bold=True)
        words(painter, strip, label, font, self._dots, RIGHT)

    def _strip(self) -> int:
        return self.theme.px(18) if self._own_more else 0

    def _visible(self) -> int:
        """How many whole lines are shown at a time."""
        setting = self._setting
        if not setting.overflows:
            return len(setting.lines)
        return max(1, int((self.height() - self._strip()) // setting.pitch))

    def _font(self, size: int) -> QFont:
        font = self.theme.font(self.theme.type.body)
        font.setPixelSize(size)
        return font

    def _set(self) -> None:
        """Breaks the line for the present place. One set of metrics per size: it is measured some hundred times."""
        sizes = tuple(self.theme.px(size) for size in self.theme.grid.say_sizes)
        metrics = {size: QFontMetricsF(self._font(size)) for size in sizes}
        self._setting = compose(
            self._parts, self._chinese, self.width(), self.height(), sizes,
            lambda text, size: metrics[size].horizontalAdvance(text),
        )  # fmt: skip
        self.turn(0)
