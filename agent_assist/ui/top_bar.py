"""The bar at the top: whose line it is, who calls, in what state, for how long; and a second call."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from agent_assist.desk.view import DeskView
from agent_assist.ui import icons
from agent_assist.ui.components.chip import Chip
from agent_assist.ui.components.keys import KeyButton
from agent_assist.ui.components.paint import CENTRE, RIGHT, Painted, text_width, words
from agent_assist.ui.components.small import IconButton
from agent_assist.ui.icons import Icon
from agent_assist.ui.present import around
from agent_assist.ui.present.words import clock, grouped, language, leader
from agent_assist.ui.rows import ActionView, ChipView, Rank
from agent_assist.ui.theme import Theme, Tone
from agent_assist.ui.translation import translate

HELP, LANGUAGE = "help", "language"


class TopBar(Painted):
    """Signals: `other(call id)`, `language()`, `help()`, `compact()`."""

    other = Signal(str)
    language = Signal()
    help = Signal()
    compact = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._organisation = ""
        self._caller = ""
        self._number = ""
        self._phone: tuple[str, Icon, Tone] = ("", Icon.PHONE, Tone.PLAIN)
        self._help_since: int | None = None
        self._call = ""
        self._chip_room = 0
        self._language = KeyButton(theme, ActionView(LANGUAGE, "", rank=Rank.QUIET), self, 30)
        self._language.clicked.connect(self.language)
        self._chip = Chip(theme, ChipView(Icon.TICK, Tone.PLAIN, ""), self)
        self._help = KeyButton(theme, ActionView(HELP, ""), self, 30)
        self._help.clicked.connect(self.help)
        self._compact = IconButton(theme, Icon.SMALL, "", self)
        self._compact.clicked.connect(self.compact)
        self._others: list[KeyButton] = []

    @property
    def chip(self) -> Chip:
        """The state of the phone."""
        return self._chip

    def set_view(self, view: DeskView, now: int) -> None:
        """Shows another picture of the desk."""
        self._organisation = view.organisation
        self._caller = around.caller(view)
        self._number = grouped(view.number or view.slots.get("callback_no", "")) if view.call_id else ""
        self._phone = around.phone(view)
        self._help_since = view.help_since
        self._call = translate("Top", "Call {0}").format(leader(view))
        words_ = language(view.language)
        self._language.set_action(ActionView(LANGUAGE, words_, rank=Rank.QUIET, tip=self._language_tip(view)))
        self._language.setEnabled(len(view.languages) > 1)
        self._help.setVisible(view.state in ("talking", "held", "wrap-up"))
        self._compact.set_name(translate("Top", "Small window (F8)"))
        self._set_others(view, now)
        self.setAccessibleName(" ".join((self._organisation, self._caller, self._number, self._phone[0])))
        self.tick(view, now)
        self._place()
        self.update()

    def tick(self, view: DeskView, now: int) -> None:
        """Shows the next second."""
        self._chip.set_view(around.chip(view, now))
        raised = translate("Top", "Called")
        if view.help_since is None:
            action = ActionView(HELP, self._call, "H", Icon.HELP, Rank.QUIET)
        else:
            told = f"{raised} {clock(now - view.help_since)}"
            action = ActionView(HELP, told, "H", Icon.HELP, Rank.SECONDARY, Tone.WAIT)
        if action != self._help.action:
            self._help.set_action(action)
        for call_, button in zip(view.others, self._others, strict=False):
            action = self._other_action(around.other_call(call_, now), call_.id, call_.state == "ringing")
            if action != button.action:
                button.set_action(action)
                self._place()

    def retheme(self) -> None:
        buttons: tuple[KeyButton | Chip | IconButton, ...] = (self._language, self._chip, self._help, self._compact)
        for part in (*buttons, *self._others):
            part.set_theme(self.theme)
        self._chip_room = 0
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, c = self.painter(), self.theme, self.theme.colours
        area = QRectF(self.rect())
        painter.fillRect(area, QColor(c.surface))
        painter.fillRect(QRectF(0, area.height() - 1, area.width(), 1), QColor(c.line))
        margin = theme.px(12)
        name = QRectF(margin, 0, self._language.x() - margin - theme.px(6), area.height())
        taken = words(painter, name, self._organisation, theme.font(theme.type.body), QColor(c.text))
        dot = QRectF(margin + taken, 0, theme.px(17), area.height())
        words(painter, dot, "·", theme.font(theme.type.body, bold=True), QColor(c.text2), CENTRE)
        self._paint_caller(painter)
        self._paint_phone(painter)

    def _paint_caller(self, painter: QPainter) -> None:
        theme, c = self.theme, self.theme.colours
        right = self._chip.x() - theme.px(14)
        font = theme.font(theme.type.state, bold=True)
        number = QRectF(0, 0, right, self.height())
        taken = words(painter, number, self._number, font, QColor(c.text), RIGHT)
        if self._caller:
            room = number.adjusted(0, 0, -(taken + theme.px(8)) if taken else 0, 0)
            words(painter, room, self._caller, font, QColor(c.text), RIGHT)

    def _paint_phone(self, painter: QPainter) -> None:
        theme, (text, icon, tone) = self.theme, self._phone
        font = theme.font(theme.type.caption)
        right = self._compact.x() - theme.px(8)
        ink = QColor(theme.colours.text2) if tone is Tone.PLAIN else theme.ink(tone)
        taken = words(painter, QRectF(0, 0, right, self.height()), text, font, ink, RIGHT)
        side = theme.px(16)
        left = right - taken - side - theme.px(8)
        icons.paint(painter, icon, QRectF(left, (self.height() - side) / 2, side, side), ink)

    def _set_others(self, view: DeskView, now: int) -> None:
        while len(self._others) < len(view.others):
            button = KeyButton(self.theme, ActionView("", ""), self, 32)
            button.chosen.connect(self.other)
            self._others.append(button)
        for at, button in enumerate(self._others):
            button.setVisible(at < len(view.others))
            if at < len(view.others):
                call = view.others[at]
                button.set_action(self._other_action(around.other_call(call, now), call.id, call.state == "ringing"))

    def _other_action(self, chip: ChipView, call_id: str, ringing: bool) -> ActionView:
        first = not self._others or self._others[0].action.id in ("", call_id)
        rank = Rank.PRIMARY if ringing else Rank.SECONDARY
        tip = (
            translate("Top", "Answer; the call on screen is parked") if ringing else translate("Top", "Go to this call")
        )
        return ActionView(
            call_id, f"{chip.words} {chip.time}", "G" if first else "", chip.icon, rank, chip.tone, tip=tip
        )

    @staticmethod
    def _language_tip(view: DeskView) -> str:
        return translate("Top", "The language of the lines") if len(view.languages) > 1 else ""

    def _place(self) -> None:
        """From the left the organisation, from the right the phone; the chip keeps one right edge in all states."""
        theme, middle = self.theme, self.height() // 2
        self._put(self._compact, self.width() - theme.px(8) - self._compact.sizeHint().width(), middle)
        phone = round(text_width(theme.font(theme.type.caption), self._phone[0])) + theme.px(16 + 8 + 8 + 14)
        right = self._compact.x() - phone
        self._put(self._chip, right - self._chip.sizeHint().width(), middle)
        font = theme.font(theme.type.body)
        left = theme.px(12) + round(text_width(font, self._organisation)) + theme.px(7)
        left = min(left, max(theme.px(120), self.width() // 5))
        self._put(self._language, left, middle)
        x = self._language.geometry().right() + theme.px(10)
        self._put(self._help, x, middle)
        x += self._help_room() + theme.px(10)
        for button in self._others:
            self._put(button, x, middle)
            x += button.width() + theme.px(8)

    def _help_room(self) -> int:
        """The room of the help button: kept for the longer of its wordings, so that a second call stands still."""
        wordings = (f"{translate('Top', 'Called')} 00:00", self._call)
        return max(KeyButton.width_of(self.theme, ActionView(HELP, words_, "H", Icon.HELP)) for words_ in wordings)

    @staticmethod
    def _put(part: QWidget, left: int, middle: int) -> None:
        size = part.sizeHint()
        part.setGeometry(left, middle - size.height() // 2, size.width(), size.height())
