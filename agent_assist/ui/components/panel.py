"""The card that most regions of the desk are drawn on, with an optional head."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from agent_assist.ui import icons
from agent_assist.ui.components.paint import RIGHT, Painted, box, text_width, words
from agent_assist.ui.rows import Head
from agent_assist.ui.theme import Theme, Tone


def paint_head(painter: QPainter, theme: Theme, area: QRectF, head: Head, colour: QColor | None = None) -> None:
    """Icon, bold words and the quiet note at the right, on one line."""
    ink = colour or theme.ink(head.tone)
    x = area.left()
    if head.icon:
        side = theme.px(14)
        icons.paint(painter, head.icon, QRectF(x, area.center().y() - side / 2, side, side), ink)
        x += side + theme.px(7)
    note_font = theme.font(theme.type.caption)
    note = text_width(note_font, head.note)
    font = theme.font(theme.type.head, bold=True)
    room = area.right() - x - (min(note, area.width() / 2) + theme.px(8) if head.note else 0)
    x += words(painter, QRectF(x, area.top(), room, area.height()), head.words, font, ink) + theme.px(8)
    if head.note:
        words(
            painter, area.adjusted(x - area.left(), 0, 0, 0), head.note, note_font, QColor(theme.colours.text2), RIGHT
        )


class HeadLine(Painted):
    """A head outside of a panel, above a list."""

    def __init__(self, theme: Theme, head: Head, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._take(head)
        self.retheme()

    def set_head(self, head: Head) -> None:
        """Changes the words."""
        if head != self._head:
            self._take(head)

    def _take(self, head: Head) -> None:
        self._head = head
        self.setAccessibleName(f"{head.words} {head.note}".strip())
        self.update()

    def retheme(self) -> None:
        self.setFixedHeight(self.theme.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_head(self.painter(), self.theme, QRectF(self.rect()), self._head)


class Panel(Painted):
    """A card: surface, 1 px outline, 8 px corners; a coloured 2 px outline when it is what the agent must see now.

    What belongs inside is added to `body`.
    """

    def __init__(self, theme: Theme, head: Head | None = None, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._head = head
        self._loud: Tone | None = None
        self.body = QVBoxLayout(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.set_head(head)
        self.retheme()

    def set_head(self, head: Head | None) -> None:
        """Changes or removes the head."""
        if head == self._head and self.accessibleName():
            return
        self._head = head
        self.setAccessibleName(f"{head.words} {head.note}".strip() if head else "")
        self.retheme()
        self.update()

    def set_loud(self, tone: Tone | None) -> None:
        """Outlines the card in the colour of `tone`, or quietly again."""
        if tone != self._loud:
            self._loud = tone
            self.update()

    def retheme(self) -> None:
        side, edge = self.theme.px(12), self.theme.px(8)
        head = self.theme.px(22) if self._head else 0
        self.body.setContentsMargins(side, edge + head, side, self.theme.px(6))
        self.body.setSpacing(self.theme.px(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = self.painter(), self.theme
        edge = theme.ink(self._loud) if self._loud else QColor(theme.colours.line)
        box(painter, QRectF(self.rect()), theme.px(8), QColor(theme.colours.surface), edge, 2 if self._loud else 1)
        if self._head:
            line = QRectF(theme.px(12), theme.px(8), self.width() - 2 * theme.px(12), theme.px(20))
            paint_head(painter, theme, line, self._head)
