"""The parts of the idle desk: the strip of a call that was cut off, the table of promises, and cards."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from agent_assist.desk.view import DeskView, PromiseView
from agent_assist.ui import icons
from agent_assist.ui.components.follow_ups import FollowUpList
from agent_assist.ui.components.keys import KeyButton
from agent_assist.ui.components.paint import CENTRE, Painted, box, fitting, text_width, words, wrap
from agent_assist.ui.components.panel import paint_head
from agent_assist.ui.icons import Icon
from agent_assist.ui.present import around, between
from agent_assist.ui.present.words import leader
from agent_assist.ui.rows import ActionView, Head, Rank
from agent_assist.ui.theme import Theme, Tone
from agent_assist.ui.translation import translate

CONTINUE, WRAP_UP = "continue", "wrap-up"
CALL, KEPT, LEADER, NUMBER = "call", "kept", "leader", "number"


class OfferStrip(Painted):
    """A call that was cut off, in the place of the figures. Signal `chosen(id)`: `CONTINUE` or `WRAP_UP`."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._words = ""
        self._continue = KeyButton(theme, ActionView(CONTINUE, ""), self)
        self._wrap_up = KeyButton(theme, ActionView(WRAP_UP, ""), self)
        for button in (self._continue, self._wrap_up):
            button.chosen.connect(self.chosen)

    def set_offer(self, words_: str, whole: bool) -> None:
        """Says which call it is; one that is not `whole` can only be wrapped up."""
        self._words = words_
        rank = Rank.SECONDARY if whole else Rank.PRIMARY
        self._continue.setVisible(whole)
        self._continue.set_action(
            ActionView(CONTINUE, translate("Between", "Continue"), "1", Icon.PHONE, Rank.PRIMARY, Tone.RECORD)
        )
        self._wrap_up.set_action(
            ActionView(WRAP_UP, translate("Between", "Only wrap up"), "2", Icon.RECORD, rank, Tone.RECORD)
        )
        self.setAccessibleName(words_)
        self._place()
        self.update()

    def retheme(self) -> None:
        self._continue.set_theme(self.theme)
        self._wrap_up.set_theme(self.theme)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = self.painter(), self.theme
        box(painter, QRectF(self.rect()), theme.px(8), theme.tint(Tone.RECORD), theme.ink(Tone.RECORD), 2)
        side, middle = theme.px(17), self.height() / 2
        icons.paint(painter, Icon.RECORD, QRectF(theme.px(24), middle - side / 2, side, side), theme.ink(Tone.RECORD))
        left = theme.px(24) + side + theme.px(9)
        right = self._continue.x() if self._continue.isVisible() else self._wrap_up.x()
        room = right - theme.px(12) - left
        sizes = (theme.type.reply, theme.type.head, theme.type.caption)
        font = fitting(theme, self._words, room, sizes, bold=True)
        lines = wrap(QFontMetricsF(font), self._words, room, max(1, self.height() // theme.px(17)))
        line = min(theme.px(22), self.height() / len(lines)) if lines else 0
        y = middle - line * len(lines) / 2
        for text in lines:
            words(painter, QRectF(left, y, room, line), text, font, QColor(theme.colours.text))
            y += line

    def _place(self) -> None:
        x, gap = self.width() - self.theme.px(18), self.theme.px(8)
        for button in (self._wrap_up, self._continue):
            size = button.sizeHint()
            x -= size.width()
            high = min(size.height(), self.height() - self.theme.px(6))
            button.setGeometry(x, (self.height() - high) // 2, size.width(), high)
            x -= gap


class Table(Painted):
    """Today's promises, soonest first. Signals: `chosen(id)` on Enter and on a click, `handed_over()`."""

    chosen = Signal(str)
    handed_over = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._head = Head("")
        self._hint = ""
        self._nothing = ""
        self._list: FollowUpList | None = None
        self._hand_over: KeyButton | None = None

    @property
    def list(self) -> FollowUpList | None:
        """The rows; None until there was one."""
        return self._list

    def set_view(self, view: DeskView, utc: int) -> None:
        """Shows what is open."""
        self._head = between.follow_ups_head(len(view.promises))
        self._hint = translate("Between", "↑ ↓  Enter: details") if view.promises else ""
        self._nothing = "" if view.promises else translate("Between", "Nothing is open.")
        if view.promises or self._list is not None:
            self._show_rows(view, utc)
        self.setAccessibleName(f"{self._head.words} {self._head.note}".strip())
        self.update()

    def _show_rows(self, view: DeskView, utc: int) -> None:
        rows, button = self._made()
        rows.set_rows([around.promise(one, utc, leader(view)) for one in view.promises])
        rows.setAccessibleName(self._head.words)
        copy = translate("Between", "Copy for the next shift")
        button.set_action(ActionView("hand-over", copy, icon=Icon.COPY, rank=Rank.QUIET))
        button.setVisible(bool(view.promises))
        self._place()

    def _made(self) -> tuple[FollowUpList, KeyButton]:
        """The list and its button, made with the first row: the first picture has none."""
        if self._list is None or self._hand_over is None:
            self._list = FollowUpList(self.theme, "", self)
            self._list.chosen.connect(self.chosen)
            self._list.show()
            self._hand_over = KeyButton(self.theme, ActionView("hand-over", ""), self, 28)
            self._hand_over.clicked.connect(self.handed_over)
        return self._list, self._hand_over

    def retheme(self) -> None:
        if self._list is not None and self._hand_over is not None:
            self._list.set_theme(self.theme)
            self._hand_over.set_theme(self.theme)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, c = self.painter(), self.theme, self.theme.colours
        box(painter, QRectF(self.rect()), theme.px(8), QColor(c.surface), QColor(c.line))
        button = self._hand_over
        right = button.x() - theme.px(8) if button is not None and self._hint else self.width() - theme.px(14)
        head = QRectF(theme.px(16), 0, right - theme.px(16), theme.px(36))
        start = theme.px(16 + 21 + 8) + text_width(theme.font(theme.type.head, bold=True), self._head.words)
        note = theme.font(theme.type.head)
        room = right - start - text_width(note, self._head.note) - theme.px(20)
        hint = self._hint if text_width(theme.font(theme.type.caption), self._hint) <= room else ""
        paint_head(painter, theme, head, Head(self._head.words, self._head.icon, self._head.tone, hint))
        words(painter, head.adjusted(start - head.left(), 0, 0, 0), self._head.note, note, QColor(c.text2))
        painter.fillRect(QRectF(1, theme.px(35), self.width() - 2, 1), QColor(c.line))
        if self._nothing:
            below = QRectF(0, theme.px(36), self.width(), theme.px(64))
            words(painter, below, self._nothing, theme.font(theme.type.body), QColor(c.text2), CENTRE)

    def _place(self) -> None:
        if self._list is None or self._hand_over is None:
            return
        top, size = self.theme.px(36), self._hand_over.sizeHint()
        left = self.width() - size.width() - self.theme.px(6)
        self._hand_over.setGeometry(left, (top - size.height()) // 2, size.width(), size.height())
        self._list.setGeometry(1, top, self.width() - 2, max(0, self.height() - top - self.theme.px(6)))


class Card(Painted):
    """A head, and below it lines of text or facts with their labels."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._head = Head("")
        self._lines: tuple[str, ...] = ()
        self._facts: tuple[tuple[str, str], ...] = ()

    def set_card(self, head: Head, lines: tuple[str, ...] = (), facts: tuple[tuple[str, str], ...] = ()) -> None:
        """Shows these words; the first of `lines` is the one that counts."""
        self._head, self._lines, self._facts = head, lines, facts
        told = [*lines, *(f"{label}: {value}" for label, value in facts)]
        self.setAccessibleName(f"{head.words} {head.note}".strip())
        self.setAccessibleDescription("\n".join(told))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, c = self.painter(), self.theme, self.theme.colours
        box(painter, QRectF(self.rect()), theme.px(8), QColor(c.surface), QColor(c.line))
        side = theme.px(12)
        width = self.width() - 2 * side
        paint_head(painter, theme, QRectF(side, theme.px(8), width, theme.px(20)), self._head)
        y = float(theme.px(34))
        for at, line in enumerate(self._lines):
            y = self._paint_line(painter, line, y, strong=at == 0)
        label_font, font = theme.font(theme.type.head), theme.font(theme.type.body)
        label_width = max((QFontMetricsF(label_font).horizontalAdvance(label) for label, _ in self._facts), default=0.0)
        left = side + label_width + theme.px(12)
        for label, value in self._facts:
            words(painter, QRectF(side, y, label_width + 1, theme.px(24)), label, label_font, QColor(c.text2))
            for text in wrap(QFontMetricsF(font), value, self.width() - side - left, 4):
                place = QRectF(left, y, self.width() - side - left, theme.px(24))
                words(painter, place, text, font, QColor(c.text))
                y += theme.px(24)

    def _paint_line(self, painter: QPainter, line: str, y: float, *, strong: bool) -> float:
        theme, side = self.theme, self.theme.px(12)
        font = theme.font(theme.type.body if strong else theme.type.caption)
        colour = QColor(theme.colours.text if strong else theme.colours.text2)
        for text in wrap(QFontMetricsF(font), line, self.width() - 2 * side, 2):
            words(painter, QRectF(side, y, self.width() - 2 * side, theme.px(23)), text, font, colour)
            y += theme.px(23)
        return y


class Details(Card):
    """A follow-up with everything that is known of it, and what can be done. Signal `chosen(id)`."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._buttons = tuple(KeyButton(theme, ActionView(id_, ""), self) for id_ in (CALL, KEPT, LEADER, NUMBER))
        for button in self._buttons:
            button.chosen.connect(self.chosen)

    def show_promise(self, one: PromiseView, utc: int, leader: str) -> None:
        """Shows a follow-up; `leader` is what the organisation calls the leader."""
        head = Head(translate("Between", "Follow-up"), Icon.FLAG, Tone.RECORD)
        self.set_card(head, facts=between.promise_lines(one, utc, leader))
        for button, action in zip(self._buttons, _actions(one), strict=True):
            button.set_action(action)
        self._place()

    def retheme(self) -> None:
        for button in self._buttons:
            button.set_theme(self.theme)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """The buttons stand two by two at the foot; a row is shared out by what its words need."""
        side, gap, height = self.theme.px(12), self.theme.px(8), self.theme.px(36)
        for row in range(2):
            left, right = self._buttons[2 * row : 2 * row + 2]
            y = self.height() - side - (2 - row) * height - (1 - row) * gap
            room = self.width() - 2 * side - gap
            needs = left.sizeHint().width(), right.sizeHint().width()
            width = room * needs[0] // max(1, sum(needs))
            left.setGeometry(side, y, width, height)
            right.setGeometry(side + width + gap, y, room - width, height)


def _actions(one: PromiseView) -> tuple[ActionView, ...]:
    """What can be done with a follow-up, in the order of the buttons."""
    return (
        ActionView(CALL, translate("Between", "Call back"), "Enter", Icon.PHONE, Rank.PRIMARY),
        ActionView(KEPT, translate("Between", "Kept"), "1", Icon.TICK),
        ActionView(LEADER, translate("Between", "Pass upward"), "2", enabled=one.owner != "leader"),
        ActionView(NUMBER, translate("Between", "Copy number"), "C", enabled=bool(one.number)),
    )
