"""I: the norms behind the line on screen, on a sheet over the replies. It takes no keyboard, so every key works meanwhile."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from agent_assist.ui.components.paint import Painted, box, text_width, words, wrap
from agent_assist.ui.components.sheet import HEAD, paint_escape
from agent_assist.ui.present.norms import NormCard
from agent_assist.ui.theme import Theme
from agent_assist.ui.translation import translate

_LINE, _BETWEEN = 22, 10


class NormSheet(Painted):
    """Each norm: its id and where it comes from, its words, what serves it here."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._cards: tuple[NormCard, ...] = ()
        self._note = ""
        self.hide()

    @property
    def cards(self) -> tuple[NormCard, ...]:
        """What is shown."""
        return self._cards

    def set_cards(self, cards: Sequence[NormCard], note: str = "") -> None:
        """Shows these norms; `note` stands beside the title, and alone where there is none."""
        self._cards, self._note = tuple(cards), note
        self.setAccessibleName(translate("Norms", "The rules behind this line"))
        told = [". ".join(part for part in (card.id, card.origin, card.words, card.served) if part) for card in cards]
        self.setAccessibleDescription("\n".join([*([note] if note else []), *told]))
        # Where the place is too low for all of it, the rest can still be read.
        self.setToolTip("\n".join(told))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, c = self.painter(), self.theme, self.theme.colours
        box(painter, QRectF(self.rect()), theme.px(8), QColor(c.surface), QColor(c.edge))
        side = theme.px(16)
        head = QRectF(side, 0, self.width() - 2 * side, theme.px(HEAD))
        head.setRight(paint_escape(painter, theme, translate("Sheets", "back"), head))
        bold = theme.font(theme.type.body, bold=True)
        taken = words(painter, head, translate("Norms", "The rules behind this line"), bold, QColor(c.text))
        note = head.adjusted(taken + theme.px(10), 0, 0, 0)
        words(painter, note, self._note, theme.font(theme.type.head), QColor(c.text2))
        y = float(theme.px(HEAD + 2))
        for card in self._cards:
            y = self._paint_card(painter, card, QRectF(side, y, self.width() - 2 * side, self.height() - y))

    def _paint_card(self, painter: QPainter, card: NormCard, area: QRectF) -> float:
        """Paints a norm from the top of `area`; returns where the next one begins."""
        theme, c, line = self.theme, self.theme.colours, self.theme.px(_LINE)
        y = area.top()
        bold, small = theme.font(theme.type.body, bold=True), theme.font(theme.type.head)
        taken = words(painter, QRectF(area.left(), y, area.width(), line), card.id, bold, QColor(c.text))
        self._paint_origin(painter, card, QRectF(area.left() + taken + theme.px(10), y, area.width() - taken, line))
        y += line + theme.px(2)
        body = theme.font(theme.type.body)
        for text in wrap(QFontMetricsF(body), card.words, area.width(), 3):
            words(painter, QRectF(area.left(), y, area.width(), line), text, body, QColor(c.text))
            y += line
        if card.served:
            words(painter, QRectF(area.left(), y, area.width(), line), card.served, small, QColor(c.text2))
            y += line
        return y + theme.px(_BETWEEN)

    def _paint_origin(self, painter: QPainter, card: NormCard, area: QRectF) -> None:
        theme, pad = self.theme, self.theme.px(7)
        font, hue = theme.font(theme.type.caption), theme.colours.hue(card.tone)
        if card.origin:
            width = min(area.width(), text_width(font, card.origin) + 2 * pad)
            chip = QRectF(area.left(), area.top() + theme.px(1), width, area.height() - theme.px(2))
            box(painter, chip, theme.px(4), QColor(hue.tint))
            words(painter, chip.adjusted(pad, 0, -pad, 0), card.origin, font, QColor(hue.ink))
