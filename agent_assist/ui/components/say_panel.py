"""The hero of the desk: the line to say, where it belongs, and what can be done with it.

Four states share one rectangle: to be said (blue outline, loud button), said (grey outline, the time instead of the
button), next (grey words), and *ask first* (violet; the question, and the field for the value it asks for). The buttons
keep their places in all of them, which is why this widget lays its children out by hand.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from agent_assist.ui import icons
from agent_assist.ui.components.fields import AskField, Field
from agent_assist.ui.components.keys import KeyButton
from agent_assist.ui.components.norm_tag import NormTag
from agent_assist.ui.components.paint import RIGHT, Painted, bar, box, text_width, words
from agent_assist.ui.components.say_text import SayText
from agent_assist.ui.icons import Icon
from agent_assist.ui.rows import ActionView, SayState, SayView
from agent_assist.ui.theme import Theme, Tone

_HEAD, _FOOT, _BUTTON, _GAP = 38, 14, 36, 8
_LEFT, _RIGHT, _MAIN_GAP = 24, 18, 16


class SayPanel(Painted):
    """The line to say with its head and its buttons.

    Signals:
        norms_wanted(): the ids of the norms were clicked.
        chosen(id): one of the view's actions was clicked (also the action that completes *ask first*, when empty).
        slot_given(slot, value): the value asked for was entered, by Enter or by the main button.
        slot_left(): the field was left without a value; the keyboard belongs to the desk again.
    """

    norms_wanted = Signal()
    chosen = Signal(str)
    slot_given = Signal(str, str)
    slot_left = Signal()

    def __init__(self, theme: Theme, view: SayView, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._view = view
        self._main_room: tuple[ActionView, ...] = ()
        self._text = SayText(theme, self, own_more=False)
        self._text.turned.connect(self.update)
        self._main = KeyButton(theme, view.main or ActionView("", ""), self, _BUTTON)
        self._main.chosen.connect(self._main_chosen)
        self._norms = NormTag(theme, self)
        self._norms.clicked.connect(self.norms_wanted)
        self._others: list[KeyButton] = []
        self._field = AskField(self)
        self._field.entered.connect(self._give)
        self._field.left.connect(self.slot_left)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._show(view)

    @property
    def view(self) -> SayView:
        """What is shown."""
        return self._view

    @property
    def text(self) -> SayText:
        """The large words; `text.turn(1)` scrolls a line that is too long."""
        return self._text

    @property
    def field(self) -> Field:
        """The field of *ask first*; give it the focus when the state turns to ASK, if the agent is not typing."""
        return self._field

    def reserve_main(self, actions: Sequence[ActionView]) -> None:
        """Keeps room for the widest of the main buttons that may appear, so that the others never move."""
        self._main_room = tuple(actions)
        self._place()

    def set_view(self, view: SayView) -> None:
        """Shows another line or state. A new slot empties the field; the same one keeps what was typed."""
        if view == self._view:
            return
        if view.slot != self._view.slot:
            self._field.clear()
        self._show(view)

    def retheme(self) -> None:
        self._text.set_theme(self.theme)
        for button in (self._main, *self._others):
            button.set_theme(self.theme)
        self._norms.set_theme(self.theme)
        self._show(self._view)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(600), self.theme.px(self.theme.grid.say))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(360), self.theme.px(self.theme.grid.say))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, state = self.painter(), self.theme, self._view.state
        area, radius = QRectF(self.rect()), theme.px(10)
        loud = state in (SayState.UNSAID, SayState.ASK)
        ink = self._tag_ink()
        edge = ink if loud else QColor(theme.colours.line)
        box(painter, area, radius, QColor(theme.colours.surface), edge, 2 if loud else 1)
        if state is not SayState.NEXT:
            bar(painter, area, radius, theme.px(5), ink)
        self._paint_head(painter, ink)
        self._paint_foot(painter)

    def _paint_head(self, painter: QPainter, ink: QColor) -> None:
        theme, view = self.theme, self._view
        middle, side, x = theme.px(23), theme.px(17), float(theme.px(_LEFT))
        icon = {SayState.ASK: Icon.RECORD, SayState.NEXT: Icon.PHONE}.get(view.state, Icon.SAY)
        icons.paint(painter, icon, QRectF(x, middle - side / 2, side, side), ink)
        x += side + theme.px(9)
        height = theme.px(22)
        right = float(self.width() - theme.px(_RIGHT))
        if view.norms:
            right = float(self._norms.x() - theme.px(12))
        tag = QRectF(x, middle - height / 2, right - x, height)
        x += words(painter, tag, view.tag, theme.font(theme.type.body, bold=True), ink) + theme.px(14)
        place = QRectF(x, middle - height / 2, right - x, height)
        words(painter, place, view.place, theme.font(theme.type.head), QColor(theme.colours.text2))

    def _paint_foot(self, painter: QPainter) -> None:
        theme, view = self.theme, self._view
        row = QRectF(self._foot_row())
        if view.main is None and view.said:
            side, green = theme.px(16), theme.ink(Tone.OPEN)
            icons.paint(painter, Icon.TICK, QRectF(row.left(), row.center().y() - side / 2, side, side), green)
            said = row.adjusted(side + theme.px(8), 0, 0, 0)
            words(painter, said, view.said, theme.font(theme.type.body, bold=True), green)
        last = max((button.geometry().right() for button in self._shown()), default=int(row.left()))
        if self._text.hidden_lines:
            words(painter, row, f"{view.more} ↓", theme.font(theme.type.head, bold=True), theme.ink(Tone.SAY), RIGHT)
            return
        font = theme.font(theme.type.caption)
        if view.note and text_width(font, view.note) < row.right() - last - theme.px(8):
            words(painter, row, view.note, font, QColor(theme.colours.text2), RIGHT)

    def _tag_ink(self) -> QColor:
        tones = {SayState.ASK: Tone.RECORD, SayState.NEXT: Tone.PLAIN}
        return self.theme.ink(tones.get(self._view.state, Tone.SAY))

    def _show(self, view: SayView) -> None:
        self._view = view
        quiet = view.state is SayState.NEXT
        ink = QColor(self.theme.colours.text2 if quiet else self.theme.colours.text)
        self._text.set_line(view.parts, view.chinese, ink, view.more)
        self._main.setVisible(view.main is not None)
        if view.main:
            self._main.set_action(view.main)
        while len(self._others) < len(view.others):
            button = KeyButton(self.theme, view.others[len(self._others)], self, _BUTTON)
            button.chosen.connect(self.chosen)
            self._others.append(button)
        for index, button in enumerate(self._others):
            button.setVisible(index < len(view.others))
            if index < len(view.others):
                button.set_action(view.others[index])
        self._norms.set_norms(view.norms, view.norms_tip)
        self._field.setVisible(view.state is SayState.ASK)
        self._field.setPlaceholderText(view.field)
        self._field.setAccessibleName(view.field or view.tag)
        self.setAccessibleName(f"{view.tag}: {view.words}")
        self.setAccessibleDescription(" · ".join(part for part in (view.place, view.said) if part))
        self._place()
        self.update()

    def _foot_row(self) -> QRect:
        theme = self.theme
        left, height = theme.px(_LEFT), theme.px(_BUTTON)
        return QRect(left, self.height() - theme.px(_FOOT) - height, self.width() - left - theme.px(_RIGHT), height)

    def _shown(self) -> list[KeyButton]:
        main = [self._main] if self._view.main else []
        return main + self._others[: len(self._view.others)]

    def _place(self) -> None:
        """Gives every child its rectangle."""
        theme, row = self.theme, self._foot_row()
        top = theme.px(_HEAD)
        tag = self._norms.sizeHint()
        self._norms.setGeometry(
            self.width() - theme.px(_RIGHT - 6) - tag.width(),
            theme.px(23) - tag.height() // 2,
            tag.width(),
            tag.height(),
        )
        self._text.setGeometry(row.left(), top, row.width(), max(1, row.top() - theme.px(_GAP) - top))
        if self._view.state is SayState.ASK:
            self._place_field(row)
            return
        gap = theme.px(_GAP)
        main = self._main.sizeHint().width() if self._view.main else 0
        widths = [button.sizeHint().width() for button in self._others[: len(self._view.others)]]
        room = max(self._main_width(), main) if self._view.main or self._view.said else 0
        if room + theme.px(_MAIN_GAP) + sum(widths) + gap * (len(widths) - 1) > row.width():
            room = max(main, self._said_width())
        self._main.setGeometry(row.left(), row.top(), main, row.height())
        x = row.left() + (room + theme.px(_MAIN_GAP) if room else 0)
        for button, width in zip(self._others, widths, strict=False):
            button.setGeometry(x, row.top(), width, row.height())
            # Where the window is too narrow, the last buttons give way; their keys keep working.
            button.setVisible(x + width <= row.right() + 1)
            x += width + gap

    def _place_field(self, row: QRect) -> None:
        width = self._main.sizeHint().width() if self._view.main else 0
        self._main.setGeometry(row.right() + 1 - width, row.top(), width, row.height())
        self._field.setFont(self.theme.font(self.theme.type.reply))
        self._field.setGeometry(row.left(), row.top(), row.width() - width - self.theme.px(_GAP), row.height())

    def _main_width(self) -> int:
        """The room of the main button: the widest of those announced, or of the words that take its place."""
        theme = self.theme
        announced = [KeyButton.width_of(theme, action) for action in self._main_room]
        return max([self._said_width(), theme.px(112), *announced])

    def _said_width(self) -> int:
        font = self.theme.font(self.theme.type.body, bold=True)
        return round(text_width(font, self._view.said)) + self.theme.px(24) if self._view.said else 0

    def _main_chosen(self, action: str) -> None:
        if self._view.state is SayState.ASK and (self._field.text().strip() or self._view.offered):
            self._give()
        else:
            self.chosen.emit(action)

    def _give(self) -> None:
        value = self._field.text().strip() or self._view.offered
        if value:
            self.slot_given.emit(self._view.slot, value)
        else:
            self.slot_left.emit()
