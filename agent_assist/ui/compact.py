"""The small window: a strip that stays on top of the CRM and never takes the keyboard from it.

Everything is done by mouse here, so it shows no key caps; keys bound in the system still reach the desk.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QMouseEvent, QPainter, QPaintEvent, QResizeEvent

from agent_assist.desk.view import DeskView
from agent_assist.ui import icons
from agent_assist.ui import theme as themes
from agent_assist.ui.components.chip import Chip
from agent_assist.ui.components.keys import KeyButton
from agent_assist.ui.components.never import NeverRow
from agent_assist.ui.components.paint import Painted, bar, box, text_width, words
from agent_assist.ui.components.ring import Ring
from agent_assist.ui.components.row_list import RowKind, RowList
from agent_assist.ui.components.say_text import SayText
from agent_assist.ui.components.small import IconButton
from agent_assist.ui.icons import Icon
from agent_assist.ui.present import around, say, then
from agent_assist.ui.present.words import visiting
from agent_assist.ui.rows import ActionView, ChipView, NeverView, Rank, RingKind, RingView, SayState, SayView
from agent_assist.ui.theme import Theme, Tone
from agent_assist.ui.translation import translate

SIZE = (420, 240)
REPLIES, EXPAND = "replies", "expand"
_HEAD, _FOOT = 36, 58


class Compact(Painted):
    """Signals: `chosen(id)` of the main button, `replied(row)` for what the customer does, `expanded()`."""

    chosen = Signal(str)
    replied = Signal(str)
    expanded = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(replace(theme, grid=themes.COMPACT), None)
        theme = self.theme
        self.setWindowFlags(
            Qt.WindowType.Window
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.WindowDoesNotAcceptFocus
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._place_words = ""
        self._second = ""
        self._acts = ""
        self._settling = QTimer(self, singleShot=True)
        self._state = SayState.NEXT
        self._below: tuple[str, str] = ("", "")
        self._open, self._open_icon = False, Icon.HANGUP
        self._chip = Chip(theme, ChipView(Icon.TICK, Tone.PLAIN, ""), self)
        self._grow = IconButton(theme, Icon.EXPAND, "", self)
        self._close = IconButton(theme, Icon.CLOSE, "", self)
        self._text = SayText(theme, self)
        self._never = NeverRow(theme, NeverView(""), self, small=True)
        self._ring = Ring(theme, RingView(RingKind.EMPTY), self, themes.COMPACT.ring)
        self._main = KeyButton(theme, ActionView("", ""), self, 34)
        self._more = KeyButton(theme, ActionView(REPLIES, ""), self, 34)
        self._list = RowList(theme, RowKind.REPLY, "", self)
        self._list.hide()
        for button in (self._grow, self._close):
            button.clicked.connect(self.expanded)
        self._main.chosen.connect(self._choose)
        self._more.clicked.connect(self._toggle_replies)
        self._list.chosen.connect(self._reply)
        for part in (self._grow, self._close, self._main, self._more, self._list):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._size()

    def show_beside(self, where: QRect) -> None:
        """Shows the strip at the upper right of where the desk stood, inside the screen."""
        screen = self.screen().availableGeometry()
        left = min(max(where.right() - self.width(), screen.left()), screen.right() - self.width())
        top = min(max(where.top(), screen.top()), screen.bottom() - self.height())
        self.move(left, top)
        self.show()

    def show_view(self, view: DeskView, now: int) -> None:
        """Shows a picture of the desk."""
        line = say.say(view, copied=False) if view.state != "wrap-up" else _wrapped()
        ink = QColor(self.theme.colours.text2 if line.state is SayState.NEXT else self.theme.colours.text)
        self._state = line.state
        self._text.set_line(line.parts, line.chinese, ink, line.more)
        self._place_words = say.place(view.shown) if view.state in ("talking", "held") else ""
        ringing = [call for call in view.others if call.state == "ringing"]
        self._second = around.other_call(ringing[0], now).words if ringing else ""
        self._never.set_view(say.never(view))
        self._set_main(_main(view))
        self._ring.setVisible(view.state in ("talking", "held"))
        self._open = view.shown.hangup.open
        self._open_icon = Icon.TICK if visiting(view) else Icon.HANGUP
        rows = [row._replace(key="") for row in then.rows(view) if not row.alone]
        self._list.set_rows(rows)
        self._list.setAccessibleName(translate("Compact", "What the customer may do next"))
        self._more.setVisible(bool(rows))
        if not rows:
            self._list.hide()
        self._more.set_action(ActionView(REPLIES, translate("Compact", "Replies…"), rank=Rank.SECONDARY))
        self._grow.set_name(translate("Compact", "Back to the desk"))
        self._close.set_name(translate("Compact", "Close the small window"))
        self.setWindowTitle(translate("Window", "Agent Assist"))
        self.tick(view, now)
        self._arrange()
        self.update()

    def tick(self, view: DeskView, now: int) -> None:
        """Shows a later moment of the same picture."""
        self._chip.set_view(around.chip(view, now))
        wait = then.wait(view, now) if view.state in ("talking", "held") else None
        self._ring.set_view(RingView(RingKind.EMPTY) if wait is None else wait.ring._replace(unit=""))
        state = then.hangup(view)
        note = state.note or state.words
        below = (wait.words if wait is not None else "", note if view.state in ("talking", "held") else "")
        if below != self._below:
            self._below = below
            self.update()

    def retheme(self) -> None:
        for part in (
            self._chip, self._grow, self._close, self._text, self._never, self._ring, self._main, self._more, self._list,
        ):  # fmt: skip
            part.set_theme(self.theme)
        self._size()

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(replace(theme, grid=themes.COMPACT))

    def _size(self) -> None:
        self.setFixedSize(self.theme.px(SIZE[0]), self.theme.px(SIZE[1]))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        # Not at the press: a short click would leave the window hanging at the pointer.
        window = self.windowHandle()
        if event.buttons() & Qt.MouseButton.LeftButton and window is not None:
            window.startSystemMove()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, c = self.painter(), self.theme, self.theme.colours
        area = QRectF(self.rect())
        box(painter, area, 0, QColor(c.surface), QColor(c.edge))
        if self._state is not SayState.NEXT:
            say_ = QRectF(1, theme.px(_HEAD), area.width() - 2, self._never.y() - theme.px(_HEAD))
            ink = theme.ink(Tone.RECORD if self._state is SayState.ASK else Tone.SAY)
            bar(painter, say_, 0, theme.px(5), ink)
        left = self._chip.geometry().right() + theme.px(10)
        head = QRectF(left, 0, self._grow.x() - theme.px(6) - left, theme.px(_HEAD))
        if self._second:
            words(painter, head, self._second, theme.font(theme.type.head, bold=True), theme.ink(Tone.SAY))
        else:
            font, told = theme.font(theme.type.head), self._place_words
            if text_width(font, told) > head.width():
                told = told.rpartition(say.UNDER)[2]
            words(painter, head, told, font, QColor(c.text2))
        self._paint_below(painter)

    def _paint_below(self, painter: QPainter) -> None:
        theme, c = self.theme, self.theme.colours
        left = self._ring.geometry().right() + theme.px(9)
        right = (self._more if self._more.isVisible() else self._main).x() - theme.px(8)
        line, top = theme.px(21), self.height() - theme.px(_FOOT) + theme.px(8)
        first = QRectF(left, top, right - left, line)
        words(painter, first, self._below[0], theme.font(theme.type.head, bold=True), QColor(c.text))
        if self._below[1]:
            side = theme.px(13)
            icons.paint(
                painter,
                self._open_icon if self._open else Icon.LOCK,
                QRectF(left, top + line + (line - side) / 2, side, side),
                QColor(c.text2),
            )
            second = first.translated(side + theme.px(6), line)
            second.setRight(right)
            words(painter, second, self._below[1], theme.font(theme.type.caption), QColor(c.text2))

    def _arrange(self) -> None:
        theme, width, height = self.theme, self.width(), self.height()
        head, foot, never = theme.px(_HEAD), theme.px(_FOOT), self._never.fit(width - 2)
        chip = self._chip.sizeHint()
        self._chip.setGeometry(theme.px(8), (head - chip.height()) // 2, chip.width(), chip.height())
        side = theme.px(28)
        x = width - theme.px(4)
        for button in (self._close, self._grow):
            x -= side
            button.setGeometry(x, (head - side) // 2, side, side)
        top, bottom = head + theme.px(2), height - foot - never
        self._text.setGeometry(theme.px(16), top, width - theme.px(28), bottom - theme.px(4) - top)
        self._list.setGeometry(theme.px(10), head, width - theme.px(18), height - foot - head)
        self._list.raise_()
        self._never.setGeometry(1, bottom, width - 2, never)
        ring = self._ring.sizeHint().width()
        self._ring.setGeometry(theme.px(9), height - foot + (foot - ring) // 2, ring, ring)
        x = width - theme.px(9)
        for action in (self._main, self._more):
            size = action.sizeHint()
            if action is self._main or not action.isHidden():
                x -= size.width()
                action.setGeometry(x, height - foot + (foot - size.height()) // 2, size.width(), size.height())
                x -= theme.px(6)

    def _set_main(self, action: ActionView) -> None:
        if self._acts and action.id != self._acts:
            # What comes under the pointer now is not meant by the second click of a double one.
            self._settling.start(QGuiApplication.styleHints().mouseDoubleClickInterval())
        self._acts = action.id
        self._main.set_action(action)

    def _choose(self, action: str) -> None:
        if self._settling.isActive():
            return
        if action == EXPAND:
            self.expanded.emit()
        else:
            self.chosen.emit(action)

    def _toggle_replies(self) -> None:
        self._list.setVisible(not self._list.isVisible())
        self._text.setVisible(not self._list.isVisible())
        self._never.setVisible(not self._list.isVisible())
        self._arrange()

    def _reply(self, row: str) -> None:
        self._toggle_replies()
        self.replied.emit(row)


def _wrapped() -> SayView:
    """What stands in the line's place after the call."""
    return SayView(
        parts=say.plain(translate("Compact", "The call is over. Finish it on the desk.")),
        chinese=False,
        state=SayState.NEXT,
        tag="",
    )


def _main(view: DeskView) -> ActionView:
    """The one button that fits the moment."""
    if view.state == "wrap-up":
        # The summary is copied there, before the values go.
        return ActionView(
            EXPAND, translate("Compact", "Finish on the desk"), "", Icon.EXPAND, Rank.PRIMARY, Tone.RECORD
        )
    if view.shown.hangup.open and view.state == "talking":
        if visiting(view):
            return ActionView("end", translate("Compact", "Take leave"), "", Icon.TICK, Rank.PRIMARY, Tone.OPEN)
        return ActionView("end", translate("Compact", "Hang up"), "", Icon.HANGUP, Rank.PRIMARY, Tone.OPEN)
    action = say.say(replace(view, peek=None), copied=False).main
    if action is not None and action.id == say.FILL:
        return ActionView(EXPAND, translate("Compact", "Fill in on the desk"), "", Icon.RECORD, tone=Tone.RECORD)
    if action is None:
        return ActionView(then.HEARD, translate("Compact", "Customer speaks"), "", Icon.CUSTOMER)
    return action._replace(key="")
