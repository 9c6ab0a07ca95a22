"""What every key and every button asks of the station. No rule is in here: what cannot be done is refused below."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from agent_assist.ui.between_parts import CALL, KEPT, LEADER
from agent_assist.ui.keys import Command, Do
from agent_assist.ui.present import around, say, then
from agent_assist.ui.promising import Promising
from agent_assist.ui.proofing import Proofing
from agent_assist.ui.recording import Recording

if TYPE_CHECKING:
    from agent_assist.ui.compact import Compact
    from agent_assist.ui.window import Window
    from agent_assist.ui.wrap_up import WrapUp


AGAIN_MS = 3000
"""A second N within this time is meant."""


class Intents(QObject):
    """Connects the parts of the window with the station, and gives each command its meaning in each state."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._station = window.station
        self._desk = window.station.desk
        self._page = window.page
        self.recording = Recording(window)
        self.promising = Promising(window)
        self._proofing = Proofing(window.station, self)
        self._does: dict[Do, Callable[[], None]] = {
            Do.SAID: self.said,
            Do.HEARD: self.heard,
            Do.ALL: window.sheets.open_situations,
            Do.HOLD: self._desk.toggle_hold,
            Do.UNDO: self._desk.undo,
            Do.LEAVE: self._desk.back,
            Do.COPY: self.copy,
            Do.SPEAK: self._station.speak,
            Do.END: self._desk.end,
            Do.ANYWAY: self.ask_anyway,
            Do.HELP: self.call_leader,
            Do.OTHER: self.other_call,
            Do.LEFT: self.customer_left,
            Do.SEARCH: self.search,
            Do.SLOT: self.recording.next_slot,
            Do.SHEET: window.sheets.toggle_keys,
            Do.NORMS: window.sheets.toggle_norms,
            Do.DESK: self.close,
            Do.COMPACT: window.shrink,
            Do.SETTINGS: self.settings,
            Do.CLOSE: self.close,
            Do.ENTER: self.enter,
            Do.FOLLOW: self.follow,
            Do.UP: self._list_up,
            Do.DOWN: self._list_down,
        }
        self._leaving = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._connect()

    def _connect(self) -> None:
        page, bottom = self._page, self._page.bottom
        page.wanted.connect(self.do)
        page.situations.chosen.connect(self.situation_chosen)
        page.reflexes.chosen.connect(self.open)
        page.call_made.connect(self._connect_call)
        page.say.chosen.connect(self.say_chosen)
        page.say.norms_wanted.connect(self._window.sheets.toggle_norms)
        page.top.other.connect(self.switch_call)
        page.top.language.connect(self.switch_language)
        page.top.help.connect(self.call_leader)
        page.top.compact.connect(self._window.shrink)
        bottom.agent.clicked.connect(self.settings)
        bottom.strip.dismissed.connect(self._window.dismiss_note)
        self._window.sheets.connect(self)

    def _connect_call(self) -> None:
        call = self._page.call
        call.then.chosen.connect(self.row_chosen)
        call.hangup.clicked.connect(self.hangup_clicked)
        self._proofing.connect_marks(call.caller.proof)

    def connect_wrap_up(self, wrap_up: WrapUp) -> None:
        """Listens to the regions of wrap-up."""
        wrap_up.chosen.connect(self.say_chosen)
        wrap_up.outcome.connect(self._desk.choose_outcome)
        wrap_up.noted.connect(self._desk.note)
        wrap_up.left.connect(self._window.rest)
        self._proofing.connect_marks(wrap_up.proof)

    def connect_compact(self, compact: Compact) -> None:
        """Listens to the small window."""
        compact.chosen.connect(self.say_chosen)
        compact.replied.connect(self.row_chosen)
        compact.expanded.connect(self._window.grow)

    # -- keys --------------------------------------------------------------------------------------------------------

    def do(self, wish: Command) -> None:
        """Does what a key asks for."""
        if wish.do is Do.CHOOSE:
            self.choose(wish.number)
            self._window.acted()
            return
        self.recording.let_go()
        if wish.do is Do.SEARCH:
            # Nothing of the call has changed: there is nothing to draw anew before the field is there.
            self.search()
            return
        if wish.do is Do.SITUATION:
            self.open_number(wish.number)
        elif wish.do is Do.REFLEX:
            reflexes = self._window.view.reflexes
            if wish.number < len(reflexes):
                self._desk.open(reflexes[wish.number].scenario)
        else:
            self._does[wish.do]()
        self._window.acted()

    def said(self) -> None:
        """Space: the line was said; between calls and while it rings: answered. A looked-up line only goes away."""
        view = self._window.view
        if view.peek is not None:
            self._station.stop_peeking()
        elif view.state in ("idle", "ringing"):
            self._desk.answer()
        else:
            self._desk.said()

    def heard(self) -> None:
        """F: the customer is heard; where the step has a reply for it, that is given."""
        view = self._window.view
        if view.state == "held" and any(reply.id == then.HEARD for reply in view.shown.replies):
            self._desk.reply(then.HEARD)
        else:
            self._desk.heard()

    def choose(self, number: int) -> None:
        """A digit: a reply, a value, a reason; in wrap-up an outcome; between calls the offer."""
        window, view = self._window, self._window.view
        rows: tuple[str, ...]
        if window.sheets.choices():
            rows = window.sheets.choices()
            if number <= len(rows):
                window.sheets.choose(rows[number - 1])
        elif view.state == "wrap-up":
            rows = window.wrap_up().outcomes
            if number <= len(rows):
                self._desk.choose_outcome(rows[number - 1])
        elif view.state == "idle":
            if self._page.between.opened and number in (1, 2):
                self.promising.promise_chosen(KEPT if number == 1 else LEADER)
            elif view.offer is not None and number in (1, 2):
                self._station.accept_offer(whole=number == 1)
        else:
            rows = then.numbered(view)
            if number <= len(rows):
                self.row_chosen(rows[number - 1])

    def open_number(self, number: int) -> None:
        """Ctrl and a digit: a situation."""
        situations = self._window.view.situations
        if number <= len(situations):
            self._desk.open(situations[number - 1].scenario)

    def enter(self) -> None:
        """Enter on the desk: finishes wrap-up; between calls keeps the follow-up whose details are open."""
        view, between = self._window.view, self._page.between
        if view.state == "wrap-up":
            self._desk.done()
        elif view.state == "idle" and between.opened:
            self.promising.promise_chosen(CALL)

    def close(self) -> None:
        """Escape: what lies on top goes away, one thing at a time."""
        if self._window.sheets.close():
            self._window.rest()
        elif self._window.view.peek is not None:
            self._station.stop_peeking()
        elif self._page.between.opened:
            self._page.between.open("")
        elif self._window.view.notices:
            self._window.dismiss_note()
        else:
            self._window.rest()

    def _list_up(self) -> None:
        self._list_down()

    def _list_down(self) -> None:
        if self._window.view.state == "idle":
            self._page.between.focus_list()

    # -- the line ----------------------------------------------------------------------------------------------------

    def say_chosen(self, action: str) -> None:
        """A button under the line."""
        does: dict[str, Callable[[], None]] = {
            say.ANSWER: self._desk.answer,
            say.SAID: self._desk.said,
            say.RESUME: self._desk.toggle_hold,
            say.COPY: self.copy,
            say.SPEAK: self._station.speak,
            say.UNDO: self._desk.undo,
            say.RETURN: self._station.stop_peeking,
            say.GOTO: self.follow,
            say.FILL: self.recording.focus_ask,
            then.HEARD: self.heard,
            "end": self._desk.end,
            "done": self._desk.done,
        }
        if action in does:
            does[action]()
        self._window.acted()

    def copy(self) -> None:
        """Copies what is on screen: the line, the summary, the number of the open follow-up."""
        window, view = self._window, self._window.view
        if view.state == "idle" and self._page.between.opened:
            self.promising.copy_number()
        elif view.state == "wrap-up" and view.peek is None:
            window.copy(view.summary)
        else:
            text = self._station.line_to_copy()
            if text is None and view.peek is not None:
                window.tell("slot-missing", next(iter(view.peek.missing), ""))
                return
            if text is None:
                if view.shown.ask is not None:
                    window.tell("slot-missing", view.shown.ask.id)
                self.recording.focus_ask()
                return
            window.copy(text)
            if view.peek is None:
                self._desk.copied()
            else:
                self._station.lookup.used(view.peek.id)

    def row_chosen(self, row: str) -> None:
        """A row of THEN."""
        view = self._window.view
        if row == then.HEARD:
            self.heard()
        elif row.startswith(then.CHOICE) and view.shown.ask is not None:
            self._desk.slot(view.shown.ask.id, row.removeprefix(then.CHOICE))
        elif row == then.LEFT:
            self._desk.customer_left()
        elif row == then.SAID:
            self._desk.said()
        elif row != then.WAITING:
            self._desk.reply(row)
            self.recording.ask_for(row)
        self._window.acted()

    def customer_left(self) -> None:
        """N: the customer has hung up. Where that is not expected, once is taken for a slip: it cannot be undone."""
        view = self._window.view
        expected = any(row.id == then.LEFT for row in then.rows(view))
        if expected or self._leaving.isActive() or view.state not in ("talking", "held"):
            self._leaving.stop()
            self._desk.customer_left()
        else:
            self._leaving.start()
            self._window.tell("left-again")

    def follow(self) -> None:
        """Opens the scenario of the line that was looked up."""
        peek = self._window.view.peek
        if peek is not None and peek.scenario and self._window.view.call_id:
            self._station.go_to(peek.scenario, peek.id)
            self._window.acted()

    # -- situations and search ---------------------------------------------------------------------------------------

    def situation_chosen(self, row: str) -> None:
        """A row of the situations."""
        if row == around.ALL:
            self._window.sheets.open_situations()
        else:
            self.open(row)

    def open(self, scenario: str) -> None:
        """Opens a scenario; A is hold and its end."""
        if scenario == "hold":
            self._desk.toggle_hold()
        else:
            self._desk.open(scenario)
        self._window.acted()

    def search(self) -> None:
        """Into the search field, with what stands there ready to be replaced."""
        field = self._page.bottom.search
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()
        self._window.sheets.open_results()

    # -- ending, calling, switching ----------------------------------------------------------------------------------

    def hangup_clicked(self) -> None:
        """The hang-up block: hang up, or ask why it should be done although it is locked."""
        if self._window.view.shown.hangup.open:
            self._desk.end()
        else:
            self.ask_anyway()
        self._window.acted()

    def ask_anyway(self) -> None:
        """Shows the reasons for hanging up although it is locked."""
        view = self._window.view
        if view.state in ("talking", "held") and not view.shown.hangup.open:
            self._window.sheets.open_reasons()

    def end_anyway(self, reason: str) -> None:
        """Hangs up for a reason."""
        self._desk.end_anyway(reason)
        self._window.acted()

    def call_leader(self) -> None:
        """Calls the team leader, or takes that back."""
        self._desk.call_for_help(self._window.view.help_since is None)
        self._window.acted()

    def other_call(self) -> None:
        """G: answers what rings beside this call, else goes to the next call beside it."""
        others = self._window.view.others
        ringing = [call for call in others if call.state == "ringing"]
        if others:
            self.switch_call((ringing or list(others))[0].id)

    def switch_call(self, call_id: str) -> None:
        """Puts another call on screen."""
        self._page.call.caller.commit()
        self._desk.switch_call(call_id)
        self._window.acted()

    def switch_language(self) -> None:
        """The next language of the lines."""
        view = self._window.view
        at = view.languages.index(view.language)
        self._station.switch_language("en" if view.languages[(at + 1) % len(view.languages)] == "en" else "zh")
        self._window.acted()

    def settings(self) -> None:
        """The agent and the settings, between calls."""
        if self._window.view.state == "idle":
            self._window.sheets.toggle_settings()
        else:
            self._window.tell("settings-later")
