"""F1: all keys of the desk on one sheet."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from agent_assist.desk.view import DeskView
from agent_assist.ui.components.paint import Painted, box, cap_width, key_cap, words
from agent_assist.ui.components.sheet import HEAD, paint_escape
from agent_assist.ui.theme import Theme
from agent_assist.ui.translation import translate

_COLUMNS = 3


class KeySheet(Painted):
    """The keys in columns; it takes no keyboard, so every key works while it is read."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._rows: tuple[tuple[tuple[str, ...], str], ...] = ()
        self.hide()

    def set_view(self, view: DeskView) -> None:
        """Takes the words in the interface's language."""
        self._rows = _keys(view.state == "wrap-up")
        self.setAccessibleName(translate("Keys", "Keys"))
        self.setAccessibleDescription("\n".join(f"{' '.join(caps)}: {meaning}" for caps, meaning in self._rows))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, c = self.painter(), self.theme, self.theme.colours
        box(painter, QRectF(self.rect()), theme.px(8), QColor(c.surface), QColor(c.edge))
        side = theme.px(16)
        head = QRectF(side, 0, self.width() - 2 * side, theme.px(HEAD))
        head.setRight(paint_escape(painter, theme, translate("Sheets", "back"), head))
        words(painter, head, translate("Keys", "Keys"), theme.font(theme.type.body, bold=True), QColor(c.text))
        per = -(-len(self._rows) // _COLUMNS)
        width = (self.width() - 2 * side) / _COLUMNS
        line = min(theme.px(30), (self.height() - theme.px(HEAD) - theme.px(8)) / per)
        for at, row in enumerate(self._rows):
            column, place = divmod(at, per)
            area = QRectF(side + column * width, theme.px(HEAD) + place * line, width - theme.px(12), line)
            self._paint_row(painter, area, *row)

    def _paint_row(self, painter: QPainter, area: QRectF, caps: tuple[str, ...], meaning: str) -> None:
        theme = self.theme
        x = area.left()
        for cap in caps:
            x += key_cap(painter, theme, x, area.center().y(), cap) + theme.px(4)
        x = max(x + theme.px(4), area.left() + cap_width(theme, "Ctrl 1-9") + theme.px(8))
        place = QRectF(x, area.top(), area.right() - x, area.height())
        words(painter, place, meaning, theme.font(theme.type.head), QColor(theme.colours.text))


def _keys(wrap_up: bool) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Every key with its meaning."""
    digits = translate("Keys", "outcome") if wrap_up else translate("Keys", "reply")
    return (
        ((translate("Say", "Space"),), translate("Keys", "said; answered")),
        (("F",), translate("Keys", "the customer is heard")),
        (("1-9",), digits),
        (("Ctrl 1-9",), translate("Keys", "situation")),
        (("Ctrl 0",), translate("Keys", "all situations")),
        (("Q", "W", "E"), translate("Keys", "thanks, praise, apology")),
        (("R", "T"), translate("Keys", "suggestion, goodbye")),
        (("A",), translate("Keys", "hold, back on the line")),
        (("S", "D"), translate("Keys", "one-way, no sound")),
        (("Z",), translate("Keys", "undo")),
        (("X",), translate("Keys", "leave this situation")),
        (("C",), translate("Keys", "copy")),
        (("V",), translate("Keys", "read aloud, stop")),
        (("B",), translate("Keys", "hang up")),
        (("Shift B",), translate("Keys", "hang up anyway")),
        (("N",), translate("Keys", "the customer hung up")),
        (("G",), translate("Keys", "the other call")),
        (("H",), translate("Keys", "call for help")),
        (("I",), translate("Keys", "the rules behind this line")),
        (("/", "Ctrl F"), translate("Keys", "search")),
        (("Ctrl C", "Ctrl L"), translate("Keys", "found line: copy, speak")),
        (("Ctrl S",), translate("Keys", "keep what is typed as a phrase")),
        (("Tab",), translate("Keys", "what must be recorded")),
        (("Enter",), translate("Keys", "finish wrap-up")),
        (("F2", "F3"), translate("Keys", "said, heard, in fields too")),
        (("Esc",), translate("Keys", "close, back to the desk")),
        (("F8",), translate("Keys", "small window")),
        (("F9",), translate("Keys", "agent and settings")),
    )
