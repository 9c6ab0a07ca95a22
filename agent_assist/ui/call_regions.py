"""The regions of a call around its line: taboos, replies, wait, hang-up, and the cards at the right.

They are made after the first picture was painted, as the desk starts between calls.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QWidget

from agent_assist.desk.view import DeskView
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
from agent_assist.ui.components.tips import Tips
from agent_assist.ui.icons import Icon
from agent_assist.ui.places import Places
from agent_assist.ui.present import around, say, then
from agent_assist.ui.rows import HangupView, Head, NeverView, RingKind, RingView, WaitView
from agent_assist.ui.theme import Theme, Tone
from agent_assist.ui.translation import translate

CALL_STATES = ("ringing", "talking", "held")


class CallRegions(QObject):
    """The regions as children of the desk. What is told by their own signals is listened to directly."""

    def __init__(self, theme: Theme, page: QWidget, spots: Places) -> None:
        super().__init__(page)
        self._theme, self._places = theme, spots
        self.never = NeverRow(theme, NeverView(""), page)
        self.then_head = HeadLine(theme, Head(""), page)
        self.then = RowList(theme, RowKind.REPLY, "", page)
        self.tips = Tips(theme, page)
        self.wait_head = HeadLine(theme, Head(""), page)
        self.wait = WaitPanel(theme, WaitView(RingView(RingKind.EMPTY)), page)
        self.hangup = HangupBlock(theme, HangupView(open=False, words=""), page)
        self.caller = CallerCard(theme, page)
        self.must_card, self.must = Panel(theme, Head(""), page), MustList(theme, "")
        self.must_card.body.addWidget(self.must)
        self.promises_card, self.promises = Panel(theme, Head(""), page), FollowUpList(theme, "", small=True)
        self.promises_card.body.addWidget(self.promises)
        self.path_card, self.path = Panel(theme, Head(""), page), PathList(theme, "")
        self.path_card.body.addWidget(self.path)
        self.record = Field(self.must_card)
        self._centre = (
            self.never, self.then_head, self.then, self.tips, self.wait_head, self.wait, self.hangup,
        )  # fmt: skip
        self._cards = (self.caller, self.must_card, self.promises_card, self.path_card)
        for part in (*self._centre, *self._cards, self.record):
            part.hide()
        self.retranslate()
        self.place(spots)

    def show_view(self, view: DeskView, now: int, utc: int) -> None:
        """Shows the call on screen; between calls nothing of this is seen."""
        in_call = view.state in CALL_STATES
        if in_call:
            self._show_centre(view, now)
        if view.state != "idle":
            self._show_cards(view, utc)
        for region in self._centre:
            region.setVisible(in_call)
        for card in self._cards:
            card.setVisible(view.state != "idle")

    def _show_centre(self, view: DeskView, now: int) -> None:
        self.never.set_view(say.never(view))
        self.then.set_rows(then.rows(view))
        self._place_then(view, then.tips(view))
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
        note = translate("Desk", "none yet") if not rows else ""
        if len(rows) > 1:
            note = translate("Desk", "{0} in all").format(len(rows))
        self.promises_card.set_head(Head(translate("Desk", "Promises"), Icon.FLAG, note=note))
        self.promises.set_rows(rows)
        self.path.set_rows(around.path(view))

    def tick(self, view: DeskView, now: int) -> None:
        """Shows a later moment of the same picture."""
        if view.state in CALL_STATES:
            self.wait.set_view(then.wait(view, now))

    def set_theme(self, theme: Theme) -> None:
        """Changes scheme, grid or text scale."""
        self._theme = theme
        for region in self._centre:
            region.set_theme(theme)
        for part in (*self._cards, self.must, self.promises, self.path):
            part.set_theme(theme)

    def retranslate(self) -> None:
        """Puts the words of the interface's language on what does not change with the view."""
        self.path_card.set_head(Head(translate("Desk", "This call"), note=translate("Desk", "Z undo · X leave")))
        for part, name in (
            (self.then, translate("Desk", "What the customer may do next")),
            (self.must, translate("Desk", "What must be done in this call")),
            (self.promises, translate("Desk", "Promises")),
            (self.path, translate("Desk", "Path of this call")),
            (self.record, translate("Desk", "Value to record")),
        ):
            part.setAccessibleName(name)
        self.caller.retranslate()

    def place(self, spots: Places) -> None:
        """Puts every region where it belongs."""
        self._places = spots
        for part, rect in (
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

    def _place_then(self, view: DeskView, tips: tuple[str, ...]) -> None:
        """The tips stand at the foot of the replies, as far as the rows leave room; else the first is in the head."""
        spot, gap = self._places.then, self._theme.px(8)
        self.tips.set_tips(translate("Desk", "Tip"), tips, then.tip_sources(view))
        self.then.fit(spot.height())
        room = spot.height() - self.then.content_height() - gap
        height = self.tips.fit(spot.width(), room) if tips else 0
        self.tips.setGeometry(QRect(spot.left(), spot.bottom() + 1 - height, spot.width(), height))
        self.then.setGeometry(spot.adjusted(0, 0, 0, -(height + gap) if height else 0))
        note, head = tips[0] if tips and not self.tips.shown else "", then.head(view)
        self.then_head.set_head(Head(head.words, head.icon, head.tone, note))

    def record_slot(self, slot: str) -> Field | None:
        """The field for a value that has no place on the caller card, laid over the first duty; None for the card's."""
        if slot in FIELDS:
            return None
        margin, row = self._theme.px(12), self._theme.px(30)
        self.record.setFont(self._theme.font(self._theme.type.body))
        self.record.setGeometry(margin, self._theme.px(30), self.must_card.width() - 2 * margin, row)
        return self.record
