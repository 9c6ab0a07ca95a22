"""The bar at the top: whose line it is, who calls, in what state, for how long; and a second call."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from agent_assist.desk.view import DeskView, OtherCall
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
from agent_assist.ui.top_fit import Fit, Widths, fit
from agent_assist.ui.translation import translate

HELP, LANGUAGE = "help", "language"
_DOT = 17
"""The room of the point between organisation and language."""


class TopBar(Painted):
    """Signals: `other(call id)`, `language()`, `help()`, `compact()`.

    Nothing in it lies over anything else: `top_fit` tells who gives way. From the left the organisation, from the right the
    phone; the chip keeps one right edge in all states.
    """

    other = Signal(str)
    language = Signal()
    help = Signal()
    compact = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._view: DeskView | None = None
        self._now = 0
        self._organisation = ""
        self._caller = ""
        self._number = ""
        self._phone: tuple[str, Icon, Tone] = ("", Icon.PHONE, Tone.PLAIN)
        self._call = ""
        self._fit = Fit(0, 0, phone=True, help_words=True, form=0, shown=0)
        self._seen: tuple[OtherCall, ...] = ()
        self._left_end = 0
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
        before = self._own()
        self._organisation = view.organisation
        self._caller = around.caller(view)
        self._number = grouped(view.number or view.slots.get("callback_no", "")) if view.call_id else ""
        self._phone = around.phone(view)
        self._call = translate("Top", "Call {0}").format(leader(view))
        words_ = language(view.language)
        self._language.set_action(ActionView(LANGUAGE, words_, rank=Rank.QUIET, tip=self._language_tip(view)))
        self._language.setEnabled(len(view.languages) > 1)
        self._help.setVisible(view.state in ("talking", "held", "wrap-up"))
        self._compact.set_name(translate("Top", "Small window (F8)"))
        self.setAccessibleName(" ".join((self._organisation, self._caller, self._number, self._phone[0])))
        self._view, self._now = view, now
        self._chip.set_view(around.chip(view, now))
        self._place()
        if self._own() != before:
            self.update()

    def _own(self) -> tuple[object, ...]:
        """What this widget paints itself, and where."""
        spots = self._left_end, self._chip.x(), self._compact.x()
        return self._organisation, self._caller, self._number, self._phone, self._fit, spots

    def tick(self, view: DeskView, now: int) -> None:
        """Shows the next second."""
        self._view, self._now = view, now
        self._chip.set_view(around.chip(view, now))
        if self._chip.width() != self._chip.sizeHint().width():
            self._place()
            self.update()
        else:
            self._set_running()

    def retheme(self) -> None:
        buttons: tuple[KeyButton | Chip | IconButton, ...] = (self._language, self._chip, self._help, self._compact)
        for part in (*buttons, *self._others):
            part.set_theme(self.theme)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, c = self.painter(), self.theme, self.theme.colours
        area = QRectF(self.rect())
        painter.fillRect(area, QColor(c.surface))
        painter.fillRect(QRectF(0, area.height() - 1, area.width(), 1), QColor(c.line))
        if self._fit.organisation:
            name = QRectF(theme.px(12), 0, self._fit.organisation - theme.px(_DOT), area.height())
            taken = words(painter, name, self._organisation, theme.font(theme.type.body), QColor(c.text))
            dot = QRectF(name.left() + taken, 0, theme.px(_DOT), area.height())
            words(painter, dot, "·", theme.font(theme.type.body, bold=True), QColor(c.text2), CENTRE)
        self._paint_caller(painter)
        self._paint_phone(painter)

    def _paint_caller(self, painter: QPainter) -> None:
        theme, ink = self.theme, QColor(self.theme.colours.text)
        font = theme.font(theme.type.state, bold=True)
        right = self._chip.x() - theme.px(14)
        number = QRectF(self._left_end, 0, max(0, right - self._left_end), self.height())
        taken = words(painter, number, self._number, font, ink, RIGHT)
        if self._fit.name:
            right -= round(taken) + theme.px(8) if taken else 0
            words(
                painter,
                QRectF(right - self._fit.name, 0, self._fit.name, self.height()),
                self._caller,
                font,
                ink,
                RIGHT,
            )

    def _paint_phone(self, painter: QPainter) -> None:
        theme, (text, icon, tone) = self.theme, self._phone
        right = self._compact.x() - theme.px(8)
        ink = QColor(theme.colours.text2) if tone is Tone.PLAIN else theme.ink(tone)
        if self._fit.phone:
            font = theme.font(theme.type.caption)
            right -= round(words(painter, QRectF(0, 0, right, self.height()), text, font, ink, RIGHT)) + theme.px(8)
        side = theme.px(16)
        icons.paint(painter, icon, QRectF(right - side, (self.height() - side) / 2, side, side), ink)

    # -- who gets how much -------------------------------------------------------------------------------------------

    def _place(self) -> None:
        if self._view is None:
            return
        theme, middle = self.theme, self.height() // 2
        widths = self._widths()
        self._fit = fit(self.width(), widths, theme.px(64), theme.px(64 + _DOT))
        self._set_others()
        self._set_running()
        self._put(self._compact, self.width() - theme.px(8) - self._compact.sizeHint().width(), middle)
        phone = theme.px(16 + 8 + 14) + (widths.phone if self._fit.phone else 0)
        self._put(self._chip, self._compact.x() - phone - self._chip.sizeHint().width(), middle)
        left = theme.px(2) + self._fit.organisation
        self._put(self._language, left, middle)
        self._left_end = self._language.geometry().right() + theme.px(10)
        self._put(self._help, self._left_end, middle)
        self._left_end += widths.helps[0 if self._fit.help_words else 1] + theme.px(10)
        for button in self._others[: len(self._seen)]:
            self._put(button, self._left_end, middle)
            self._left_end += button.width() + theme.px(8)
        whole = (self._caller, self._phone[0] if not self._fit.phone else "", self._organisation)
        given_way = widths.name > self._fit.name or not self._fit.phone or widths.organisation > self._fit.organisation
        self.setToolTip(" · ".join(text for text in whole if text) if given_way else "")

    def _widths(self) -> Widths:
        """What everything would take, with the gaps around it."""
        theme = self.theme
        state, body = theme.font(theme.type.state, bold=True), theme.font(theme.type.body)
        number = ceil(text_width(state, self._number))
        name = ceil(text_width(state, self._caller)) + (theme.px(8) if number else 0) if self._caller else 0
        buttons = sum(part.sizeHint().width() for part in (self._language, self._chip, self._compact))
        gaps = theme.px(2) + 2 * theme.px(10) + 2 * theme.px(14) + theme.px(16 + 8 + 14) + theme.px(8)
        organisation = ceil(text_width(body, self._organisation))
        return Widths(
            fixed=number + buttons + gaps,
            name=name,
            organisation=min(organisation, max(theme.px(120), self.width() // 5)) + theme.px(_DOT),
            phone=ceil(text_width(theme.font(theme.type.caption), self._phone[0])) + theme.px(8),
            helps=(self._help_room(whole=True), self._help_room(whole=False)),
            others=tuple(self._other_widths(call) for call in self._by_need()),
        )

    def _by_need(self) -> list[OtherCall]:
        """The other calls, those that ring first; the last ones are the first that are not shown."""
        return sorted(self._view.others if self._view else (), key=lambda call: call.state != "ringing")

    def _other_widths(self, call: OtherCall) -> tuple[int, int, int]:
        gap = self.theme.px(8)
        whole, short, bare = (KeyButton.width_of(self.theme, self._other_action(call, form)) + gap for form in range(3))
        return whole, short, bare

    def _help_room(self, *, whole: bool) -> int:
        """The room of the help button: kept for the longer of its wordings, so that a second call stands still."""
        actions = (self._help_action(None, whole=whole), self._help_action(0, whole=whole))
        return max(KeyButton.width_of(self.theme, action) for action in actions)

    # -- what the buttons say ----------------------------------------------------------------------------------------

    def _set_others(self) -> None:
        """Gives every other call that is shown its button, in the order they came."""
        view = self._view
        kept = self._by_need()[: self._fit.shown]
        self._seen = tuple(call for call in (view.others if view else ()) if call in kept)
        while len(self._others) < len(self._seen):
            button = KeyButton(self.theme, ActionView("", ""), self, 32)
            button.chosen.connect(self.other)
            self._others.append(button)
        for at, button in enumerate(self._others):
            button.setVisible(at < len(self._seen))

    def _set_running(self) -> None:
        """The words and times of the buttons at this moment."""
        view = self._view
        if view is None:
            return
        gone = None if view.help_since is None else self._now - view.help_since
        action = self._help_action(gone, whole=self._fit.help_words)
        if action != self._help.action:
            self._help.set_action(action)
            self._help.setAccessibleName(action.words or self._call)
        for call, button in zip(self._seen, self._others, strict=False):
            action = self._other_action(call, self._fit.form)
            if action != button.action:
                button.set_action(action)
                button.setAccessibleName(self._other_action(call, 0).words)

    def _help_action(self, gone: int | None, *, whole: bool) -> ActionView:
        """The call for help; `gone`: how long ago it was sent, in milliseconds."""
        if gone is None:
            tip = "" if whole else self._call
            return ActionView(HELP, self._call if whole else "", "H", Icon.HELP, Rank.QUIET, tip=tip)
        called = translate("Top", "Called")
        told = f"{called} {clock(gone)}" if whole else clock(gone)
        return ActionView(HELP, told, "H", Icon.HELP, Rank.SECONDARY, Tone.WAIT, tip="" if whole else called)

    def _other_action(self, call: OtherCall, form: int) -> ActionView:
        """Another call as a button; `form`: 0 whole, 1 without words, 2 also without time. A number is never left out."""
        chip, ringing = around.other_call(call, self._now), call.state == "ringing"
        told = (f"{chip.words} {chip.time}", f"{grouped(call.number)} {chip.time}".strip(), grouped(call.number))[form]
        does = (
            translate("Top", "Answer; the call on screen is parked") if ringing else translate("Top", "Go to this call")
        )
        return ActionView(
            call.id,
            told or chip.time,
            "G" if call is self._by_need()[0] else "",
            chip.icon,
            Rank.PRIMARY if ringing else Rank.SECONDARY,
            chip.tone,
            tip=does if form == 0 else f"{chip.words}\n{does}",
        )

    @staticmethod
    def _language_tip(view: DeskView) -> str:
        return translate("Top", "The language of the lines") if len(view.languages) > 1 else ""

    @staticmethod
    def _put(part: QWidget, left: int, middle: int) -> None:
        size = part.sizeHint()
        part.setGeometry(left, middle - size.height() // 2, size.width(), size.height())
