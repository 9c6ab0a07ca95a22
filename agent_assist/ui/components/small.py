"""Small controls of the bars: a button that is an icon, and the quiet strip for one message."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from agent_assist.ui import icons
from agent_assist.ui.components.paint import Painted, box, cap_width, focus_ring, key_cap, text_width, words, wrap
from agent_assist.ui.icons import Icon
from agent_assist.ui.theme import Theme, Tone


class IconButton(QAbstractButton):
    """A button that shows an icon only; its name is its tip and what screen readers say."""

    def __init__(self, theme: Theme, icon: Icon, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icon = theme, icon
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Says what the button does."""
        self.setAccessibleName(name)
        self.setToolTip(name)

    def set_theme(self, theme: Theme) -> None:
        """Changes scheme, grid or text scale."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(32), self._theme.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        if self.underMouse() or self.isDown():
            box(painter, area, theme.px(6), QColor(theme.colours.sunken))
        side = theme.px(17)
        place = QRectF(area.center().x() - side / 2, area.center().y() - side / 2, side, side)
        icons.paint(painter, self._icon, place, QColor(theme.colours.text2))
        if self.hasFocus():
            focus_ring(painter, theme, area, theme.px(6))


class Strip(Painted):
    """One message beside the key hints at the right. A click on a message emits `dismissed`.

    The hints at the left give way to any message; those at the right stay as long as the message can be read in two lines
    beside them.
    """

    dismissed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._message = ""
        self._icon, self._tone = Icon.FLAG, Tone.PLAIN
        self._left: tuple[tuple[str, str], ...] = ()
        self._right: tuple[tuple[str, str], ...] = ()

    @property
    def message(self) -> str:
        """What is told now."""
        return self._message

    def set_hints(self, left: tuple[tuple[str, str], ...], right: tuple[tuple[str, str], ...]) -> None:
        """Keys and their meaning."""
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.update()

    def set_message(self, message: str, icon: Icon = Icon.FLAG, tone: Tone = Tone.PLAIN) -> None:
        """Tells something; "" goes back to the hints."""
        if (message, icon, tone) == (self._message, self._icon, self._tone):
            return
        self._message, self._icon, self._tone = message, icon, tone
        self.setAccessibleName(message)
        self.setToolTip(message)
        self.setCursor(Qt.CursorShape.PointingHandCursor if message else Qt.CursorShape.ArrowCursor)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._message:
            self.dismissed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        if self._message:
            self._paint_message(painter)
        else:
            self._paint_hints(painter, self._paint_left(painter))

    def _paint_message(self, painter: QPainter) -> None:
        theme, middle = self.theme, self.height() / 2
        side, mark, pad = theme.px(16), theme.px(12), theme.px(10)
        start = pad + side + theme.px(8)
        around = start + theme.px(8) + mark + pad
        beside = self.width() - self._hints_width() - theme.px(16)
        font, lines = self._lines(beside - around)
        width = float(beside)
        if lines is None:
            width = self.width()
            font, lines = self._lines(width - around)
        else:
            self._paint_hints(painter, width)
        high = theme.px(34) if lines is None or len(lines) < 2 else theme.px(40)
        area = QRectF(0, middle - high / 2, width, high)
        box(painter, area, theme.px(6), theme.tint(self._tone))
        icons.paint(painter, self._icon, QRectF(pad, middle - side / 2, side, side), theme.ink(self._tone))
        cross = QRectF(area.right() - pad - mark, middle - mark / 2, mark, mark)
        icons.paint(painter, Icon.CLOSE, cross, QColor(theme.colours.text2))
        room = QRectF(start, area.top(), width - around, area.height())
        shown = [self._message] if lines is None else lines
        line = room.height() / len(shown) if len(shown) < 2 else theme.px(18)
        y = middle - line * len(shown) / 2
        for text in shown:
            words(painter, QRectF(room.left(), y, room.width(), line), text, font, QColor(theme.colours.text))
            y += line

    def _lines(self, room: float) -> tuple[QFont, list[str] | None]:
        """The message in one line, or smaller in two; None where it would be cut off all the same."""
        theme = self.theme
        font, small = theme.font(theme.type.body), theme.font(theme.type.caption)
        if text_width(font, self._message) <= room:
            return font, [self._message]
        if room < theme.px(120):
            return font, None
        metrics = QFontMetricsF(small)
        whole = wrap(metrics, self._message, room, 9)
        return (small, whole) if len(whole) <= 2 else (font, None)

    def _paint_left(self, painter: QPainter) -> float:
        theme, middle, x = self.theme, self.height() / 2, 0.0
        font, colour = theme.font(theme.type.caption), QColor(theme.colours.text2)
        for key, meaning in self._left:
            x += key_cap(painter, theme, x, middle, key) + theme.px(6)
            x += words(painter, QRectF(x, 0, self.width() - x, self.height()), meaning, font, colour) + theme.px(10)
        return x

    def _hint_width(self, key: str, meaning: str) -> float:
        theme = self.theme
        return text_width(theme.font(theme.type.caption), meaning) + cap_width(theme, key) + theme.px(18)

    def _hints_width(self) -> float:
        return sum(self._hint_width(*hint) for hint in self._right) - self.theme.px(12)

    def _paint_hints(self, painter: QPainter, left: float) -> None:
        """The hints at the right, as many as there is room for."""
        theme, middle, right = self.theme, self.height() / 2, float(self.width())
        font, colour = theme.font(theme.type.caption), QColor(theme.colours.text2)
        for key, meaning in reversed(self._right):
            if right - self._hint_width(key, meaning) < left:
                break
            right -= text_width(font, meaning)
            words(painter, QRectF(right, 0, self.width() - right + 1, self.height()), meaning, font, colour)
            right -= cap_width(theme, key) + theme.px(6)
            key_cap(painter, theme, right, middle, key)
            right -= theme.px(12)
