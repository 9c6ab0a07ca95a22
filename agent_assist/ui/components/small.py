"""Small controls of the bars: a button that is an icon, and the quiet strip for one message."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from agent_assist.ui import icons
from agent_assist.ui.components.paint import Painted, box, cap_width, focus_ring, key_cap, text_width, words
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
    """One message, or key hints while there is none. A click on a message emits `dismissed`."""

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
        """Keys and their meaning, shown while there is no message."""
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
            self._paint_hints(painter)

    def _paint_message(self, painter: QPainter) -> None:
        theme, middle = self.theme, self.height() / 2
        area = QRectF(0, middle - theme.px(17), self.width(), theme.px(34))
        box(painter, area, theme.px(6), theme.tint(self._tone))
        side, x = theme.px(16), theme.px(10)
        icons.paint(painter, self._icon, QRectF(x, middle - side / 2, side, side), theme.ink(self._tone))
        x += side + theme.px(8)
        mark = theme.px(12)
        cross = QRectF(area.right() - theme.px(10) - mark, middle - mark / 2, mark, mark)
        icons.paint(painter, Icon.CLOSE, cross, QColor(theme.colours.text2))
        place = QRectF(x, area.top(), cross.left() - theme.px(8) - x, area.height())
        words(painter, place, self._message, theme.font(theme.type.body), QColor(theme.colours.text))

    def _paint_hints(self, painter: QPainter) -> None:
        theme, middle = self.theme, self.height() / 2
        font, colour = theme.font(theme.type.caption), QColor(theme.colours.text2)
        x = 0.0
        for key, meaning in self._left:
            x += key_cap(painter, theme, x, middle, key) + theme.px(6)
            x += words(painter, QRectF(x, 0, self.width() - x, self.height()), meaning, font, colour) + theme.px(10)
        right = float(self.width())
        for key, meaning in reversed(self._right):
            needed = text_width(font, meaning) + cap_width(theme, key) + theme.px(18)
            if right - needed < x:
                break
            right -= text_width(font, meaning)
            words(painter, QRectF(right, 0, self.width() - right + 1, self.height()), meaning, font, colour)
            right -= cap_width(theme, key) + theme.px(6)
            key_cap(painter, theme, right, middle, key)
            right -= theme.px(12)
