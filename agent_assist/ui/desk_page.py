"""The desk: all regions of the window's inside, in their places, showing one picture of the desk at a time.

It decides nothing. `show_view` hands each region its rows; `tick` moves only what runs. Which regions are seen depends on
the state alone, and none of them moves.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from agent_assist.desk.view import DeskView
from agent_assist.ui.between import Between
from agent_assist.ui.bottom_bar import BottomBar
from agent_assist.ui.caller_card import FIELDS, CallerCard
from agent_assist.ui.components.fields import Field
from agent_assist.ui.components.follow_ups import FollowUpList
from agent_assist.ui.components.hangup import HangupBlock
from agent_assist.ui.components.must import MustList
from agent_assist.ui.components.never import NeverRow
from agent_assist.ui.components.panel import HeadLine, Panel
from agent_assist.ui.components.path_list import PathList
from agent_assist.ui.components.ring import WaitPanel
from agent_assist.ui.components.row_list import RowKind, RowList
from agent_assist.ui.components.say_panel import SayPanel
from agent_assist.ui.components.tips import Tips
from agent_assist.ui.icons import Icon
from agent_assist.ui.keys import Command, command
from agent_assist.ui.places import Places, places
from agent_assist.ui.present import around, say, then
from agent_assist.ui.rows import HangupView, Head, NeverView, RingKind, RingView, SayState, SayView, WaitView
from agent_assist.ui.theme import Theme, Tone
from agent_assist.ui.top_bar import TopBar
from agent_assist.ui.translation import translate

CALL_STATES = ("ringing", "talking", "held")


class DeskPage(QWidget):
    """Signals: `wanted(Command)` for a key; `painted` after the first painting."""

    wanted = Signal(Command)
    painted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._places: Places | None = None
        self._was_painted = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.top = TopBar(theme, self)
        self.bottom = BottomBar(theme, self)
        self.situations_head = HeadLine(theme, Head(""), self)
        self.situations = RowList(theme, RowKind.SITUATION, "", self)
        self.reflexes_head = HeadLine(theme, Head(""), self)
        self.reflexes = RowList(theme, RowKind.REFLEX, "", self)
        self.say = SayPanel(theme, SayView((), chinese=True, state=SayState.NEXT, tag=""), self)
        self.never = NeverRow(theme, NeverView(""), self)
        self.then_head = HeadLine(theme, Head(""), self)
        self.then = RowList(theme, RowKind.REPLY, "", self)
        self.tips = Tips(theme, self)
        self.wait_head = HeadLine(theme, Head(""), self)
        self.wait = WaitPanel(theme, WaitView(RingView(RingKind.EMPTY)), self)
        self.hangup = HangupBlock(theme, HangupView(open=False, words=""), self)
        self.caller = CallerCard(theme, self)
        self.must_card, self.must = Panel(theme, Head(""), self), MustList(theme, "")
        self.must_card.body.addWidget(self.must)
        self.promises_card, self.promises = Panel(theme, Head(""), self), FollowUpList(theme, "", small=True)
        self.promises_card.body.addWidget(self.promises)
        self.path_card, self.path = Panel(theme, Head(""), self), PathList(theme, "")
        self.path_card.body.addWidget(self.path)
        self.record = Field(self.must_card)
        self.record.hide()
        self.between = Between(theme, self)
        self._own = (
            self.never, self.then_head, self.then, self.tips, self.wait_head, self.wait, self.hangup,
        )  # fmt: skip
        self._cards = (self.caller, self.must_card, self.promises_card, self.path_card)
        self.retranslate()

    @property
    def theme(self) -> Theme:
        """The looks in use."""
        return self._theme

    @property
    def places(self) -> Places:
        """Where the regions stand now."""
        if self._places is None:
            self._places = places(self._theme, self.width(), self.height())
        return self._places

    def show_view(self, view: DeskView, now: int, utc: int, copied: bool) -> None:
        """Shows a picture of the desk, made at the elapsed time `now` and UTC `utc`."""
        in_call = view.state in CALL_STATES
        self.top.set_view(view, now)
        self.bottom.set_view(view)
        self.situations.set_rows(around.situations(view))
        self.reflexes.set_rows(around.reflexes(view))
        self.say.setVisible(view.state != "wrap-up" or view.peek is not None)
        for own in self._own:
            own.setVisible(in_call)
        for card in self._cards:
            card.setVisible(view.state != "idle")
        if view.state == "idle":
            self.between.set_view(view, utc)
        else:
            for idle in self.between.parts():
                idle.hide()
            self._show_cards(view, utc)
        if view.state != "wrap-up" or view.peek is not None:
            self.say.set_view(say.say(view, copied))
        if in_call:
            self._show_call(view, now)

    def _show_call(self, view: DeskView, now: int) -> None:
        self.never.set_view(say.never(view))
        self.then.set_rows(then.rows(view))
        self._place_then(then.tips(view), then.head(view))
        self.wait_head.set_head(then.wait_head(view))
        self.wait.set_view(then.wait(view, now))
        self.hangup.set_view(then.hangup(view))

    def _show_cards(self, view: DeskView, utc: int) -> None:
        self.caller.set_view(view)
        self.caller.show_number(view.number)
        self.must_card.set_head(around.must_head(view))
        self.must.set_rows(around.duties(view))
        missing = view.state == "wrap-up" and any(not duty.done for duty in view.shown.duties)
        self.must_card.set_loud(Tone.RECORD if missing else None)
        rows = around.promises(view, utc)
        none = translate("Desk", "none yet") if not rows else ""
        self.promises_card.set_head(Head(translate("Desk", "Promises"), Icon.FLAG, note=none))
        self.promises.set_rows(rows)
        self.path.set_rows(around.path(view))

    def tick(self, view: DeskView, now: int) -> None:
        """Shows a later moment of the same picture: what runs, and nothing else."""
        self.top.tick(view, now)
        if view.state in CALL_STATES:
            self.wait.set_view(then.wait(view, now))

    def set_theme(self, theme: Theme) -> None:
        """Changes scheme, grid or text scale."""
        self._theme = theme
        for part in (
            self.top, self.bottom, self.situations_head, self.situations, self.reflexes_head, self.reflexes, self.say,
            *self._own, self.caller, self.must_card, self.must, self.promises_card, self.promises, self.path_card,
            self.path, self.between,
        ):  # fmt: skip
            part.set_theme(theme)
        self.arrange()
        self.update()

    def retranslate(self) -> None:
        """Puts the words of the interface's language on what does not change with the view."""
        self.situations_head.set_head(Head(translate("Desk", "Situations"), note=translate("Desk", "Ctrl + digit")))
        self.reflexes_head.set_head(Head(translate("Desk", "Reflexes"), note=translate("Desk", "one key, then back")))
        self.path_card.set_head(Head(translate("Desk", "This call"), note=translate("Desk", "Z undo · X leave")))
        for part, name in (
            (self.situations, translate("Desk", "Situations")),
            (self.reflexes, translate("Desk", "Reflexes")),
            (self.then, translate("Desk", "What the customer may do next")),
            (self.must, translate("Desk", "What must be done in this call")),
            (self.promises, translate("Desk", "Promises")),
            (self.path, translate("Desk", "Path of this call")),
            (self, translate("Desk", "Desk")),
        ):
            part.setAccessibleName(name)
        self.say.reserve_main(say.mains())
        self.caller.retranslate()
        self.bottom.retranslate()

    def arrange(self) -> None:
        """Puts every region where it belongs at the present size."""
        self._places = spots = places(self._theme, self.width(), self.height())
        for part, rect in (
            (self.top, spots.top),
            (self.bottom, spots.bottom),
            (self.situations_head, spots.situations_head),
            (self.situations, spots.situations),
            (self.reflexes_head, spots.reflexes_head),
            (self.reflexes, spots.reflexes),
            (self.say, spots.say),
            (self.never, spots.never),
            (self.then_head, spots.then_head),
            (self.then, spots.then),
            (self.wait_head, spots.wait_head),
            (self.wait, spots.wait),
            (self.hangup, spots.hangup),
            (self.caller, spots.caller),
            (self.must_card, spots.must),
            (self.promises_card, spots.promises),
            (self.path_card, spots.path),
        ):
            part.setGeometry(rect)
        self.bottom.arrange(spots)
        self.between.place(spots)

    def _place_then(self, tips: tuple[str, ...], head: Head) -> None:
        """The tips stand at the foot of the replies, as far as the rows leave room; else the first is in the head."""
        spot, gap = self.places.then, self._theme.px(8)
        self.tips.set_tips(translate("Desk", "Tip"), tips)
        room = spot.height() - self.then.content_height() - gap
        height = self.tips.fit(spot.width(), room) if tips else 0
        self.tips.setGeometry(QRect(spot.left(), spot.bottom() + 1 - height, spot.width(), height))
        self.then.setGeometry(spot.adjusted(0, 0, 0, -(height + gap) if height else 0))
        note = tips[0] if tips and not self.tips.shown else ""
        self.then_head.set_head(Head(head.words, head.icon, head.tone, note))

    def record_slot(self, slot: str) -> Field | None:
        """The field for a value that has no place on the caller card, laid over the first duty; None for the card's."""
        if slot in FIELDS:
            return None
        margin, row = self._theme.px(12), self._theme.px(30)
        self.record.setFont(self._theme.font(self._theme.type.body))
        self.record.setGeometry(margin, self._theme.px(32), self.must_card.width() - 2 * margin, row)
        return self.record

    def typing(self) -> QWidget | None:
        """The text field that has the keyboard, if one has."""
        focus = self.window().focusWidget() if self.window() is not None else None
        return focus if isinstance(focus, QLineEdit | QPlainTextEdit) and focus.isVisible() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        field = self.typing()
        if getattr(field, "composing", False):
            return
        found = command(event.key(), event.modifiers(), in_field=field is not None, text=event.text())
        if found is None:
            event.ignore()
        elif not event.isAutoRepeat():
            self.wanted.emit(found)

    def focus_next(self) -> None:
        """Lets Tab go round, where the desk has nothing of its own for it."""
        super().focusNextPrevChild(True)  # noqa: FBT003  # Qt names it so

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  # Qt's own name for it
        """Tab at rest is the desk's own key; backwards it goes round as everywhere."""
        return False if next and self.hasFocus() else super().focusNextPrevChild(next)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), QColor(self._theme.colours.bg))
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()
