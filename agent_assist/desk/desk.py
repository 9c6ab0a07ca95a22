"""The driver: owns the live calls, the one timer and everything that takes time, and turns intents into events.

It holds no rules of a call: those are in `call`. It alone reads the clock. One single-shot precise timer is armed to the
next thing that falls due; whatever arrives is dispatched through `advance`, kept, and shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from agent_assist.call.advance import advance, next_wake
from agent_assist.call.effect import Due, Effect, HungUp, Promised, Refused, Withdrawn
from agent_assist.call.event import (
    Answered,
    Done,
    End,
    Ended,
    Event,
    Heard,
    Held,
    LanguageSwitched,
    Open,
    Replied,
    Resumed,
    Ringing,
    Said,
    SlotSet,
    Tick,
    Undo,
    Woke,
)
from agent_assist.call.facts import UNOBSERVED_MS
from agent_assist.call.state import HOLD, Call, new_call
from agent_assist.desk import describe, keeping
from agent_assist.desk.calls import Calls, Live
from agent_assist.desk.clock import Clock
from agent_assist.desk.keeping import Keeper
from agent_assist.desk.summary import outcome
from agent_assist.desk.view import LastCall, Notice
from agent_assist.script.model import BACK, Language, Script

WRAP_UP_MS = 15 * 60 * 1000
"""How long values outlive a call whose wrap-up nobody finished (design part 8)."""


class Desk(QObject):
    """The live calls of one agent.

    `last` is what may still be shown of the call finished last, `idle_since` when the desk was left without it, on the
    elapsed clock.

    Signals:
        changed: something that is shown may have changed.
        fell_due: a wait ran out (a chime).
        noticed: a `view.Notice` for the agent.
        over: a call left the desk; carries its id.
    """

    changed = Signal()
    fell_due = Signal()
    noticed = Signal(Notice)
    over = Signal(str)

    def __init__(
        self,
        script: Script,
        language: Language,
        clock: Clock,
        keeper: Keeper,
        profile: Mapping[str, str] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._keeper = keeper
        self._script = script
        self._language: Language = language
        self._profile: Mapping[str, str] = profile or {}
        self.calls = Calls()
        self.last: LastCall | None = None
        self.idle_since = clock.elapsed_ms()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.wake)

    # -- what is known -------------------------------------------------------------------------------------------

    def now(self) -> int:
        """The desk's elapsed time in milliseconds, sleep included."""
        return self._clock.elapsed_ms()

    def utc(self) -> int:
        """UTC in milliseconds since 1970."""
        return self._clock.utc_ms()

    @property
    def front(self) -> Live | None:
        """The call on screen."""
        return self.calls.front

    @property
    def script(self) -> Script:
        """The packs that the next call will be guided by."""
        return self._script

    @property
    def language(self) -> Language:
        """The language of the lines: of the call on screen, else of the next one."""
        return self._language if self.front is None else self.front.call.language

    @property
    def profile(self) -> Mapping[str, str]:
        """Who is at the desk, by slot name."""
        return self._profile

    def next_call(self) -> Call:
        """The call to come, for showing its opening."""
        return new_call(self._script, self._language, self._profile)

    def use_script(self, script: Script) -> None:
        """Take another script for the calls to come; a live call keeps the one it began with."""
        self._script = script
        if self._language not in script.packs:
            self._language = next(iter(script.packs))
        self.changed.emit()

    def use_profile(self, profile: Mapping[str, str]) -> None:
        """Another agent sits down; a live call keeps the one who took it."""
        self._profile = profile
        self.changed.emit()

    # -- what the phone says -------------------------------------------------------------------------------------

    def phone(self, event: Event, phone_id: str = "", number: str = "") -> None:
        """A fact from the softphone. Hooks may repeat, come out of order or lack ids."""
        live = self.calls.of_phone(phone_id, number)
        match event:
            case Ringing():
                if live is None:
                    self._begin(event, phone_id)
            case Answered():
                self._answer(live or self.calls.in_state("ringing"), phone_id)
            case Ended():
                self._end_of(live or (None if phone_id else self.calls.in_state("talking", "held", "ringing")), event)
            case _:
                live = live or (None if phone_id else self.front)
                if live is not None:
                    self._dispatch(live, event)

    def _begin(self, first: Event, phone_id: str = "") -> Live:
        now = self.now()
        call = new_call(self._script, self._language, self._profile)
        live = self.calls.add(call, now, self.utc(), self._slept(), phone_id)
        self._keeper.begin(live)
        self._dispatch(live, first)
        return live

    def _answer(self, live: Live | None, phone_id: str = "") -> None:
        if live is None:
            self._park_front()
            live = self._begin(Answered(), phone_id)
        else:
            if live.id != getattr(self.front, "id", ""):
                self._park_front()
            self._dispatch(live, Answered())
        self.calls.bring(live.id)
        self.changed.emit()

    def _park_front(self) -> None:
        """Answering another call puts the one on screen on hold; a wrap-up just waits beside it."""
        front = self.front
        if front is not None and front.state == "talking":
            self._dispatch(front, Held())

    def _end_of(self, live: Live | None, event: Ended) -> None:
        if live is not None:
            self._dispatch(live, event)

    # -- what the agent does -------------------------------------------------------------------------------------

    def answer(self) -> None:
        """Answer what rings, or start a call by hand where no softphone tells."""
        ringing = self.calls.in_state("ringing")
        if ringing is not None or self.front is None or self.front.state == "wrap-up":
            self._answer(ringing)

    def said(self) -> None:
        """The agent has said the line."""
        self._act(Said())

    def heard(self) -> None:
        """The customer is heard."""
        self._act(Heard())

    def reply(self, reply_id: str) -> None:
        """The customer did this. Agreeing to hold puts the caller on hold where no softphone says so."""
        self._act(Replied(reply_id))
        front = self.front
        if front is None or front.state != "talking" or front.call.frame.scenario != HOLD:
            return
        if front.call.frame.step == front.call.scenario.held:
            self._dispatch(front, Held())

    def back(self) -> None:
        """Leave this scenario."""
        self._act(Replied(BACK))

    def open(self, scenario: str) -> None:
        """Open a scenario."""
        self._act(Open(scenario))

    def toggle_hold(self) -> None:
        """Ask for the hold, or take the caller back."""
        front = self.front
        if front is not None and front.state == "held":
            self._dispatch(front, Resumed())
        elif front is not None and front.call.frame.scenario != HOLD:
            self.open(HOLD)

    def slot(self, name: str, value: str, call_id: str = "") -> None:
        """Record a value; the same value again changes nothing.

        Args:
            name: of the slot.
            value: what was typed or chosen; "" takes it back.
            call_id: the call it was typed for, if another one may have come on screen meanwhile.
        """
        live = self.calls.get(call_id) if call_id else self.front
        if live is not None and (live.call.slots.get(name) or "") != value.strip():
            self._dispatch(live, SlotSet(name, value.strip()))

    def undo(self) -> None:
        """Take the last own action back."""
        self._act(Undo())

    def end(self) -> None:
        """Hang up, if that is allowed."""
        self._act(End())

    def end_anyway(self, reason: str) -> None:
        """Hang up although it is locked, with a reason that is kept."""
        self._act(End(reason, anyway=True))

    def switch_language(self, language: Language) -> None:
        """Read the lines in another language, now and in the calls to come."""
        if language in self._script.packs:
            self._language = language
        if self.front is not None:
            self._act(LanguageSwitched(language))
        self.changed.emit()

    def switch_call(self, call_id: str) -> None:
        """Put another call on screen; the one that was there is held."""
        live = self.calls.get(call_id)
        if live is None:
            return
        if live.state == "ringing":
            self._answer(live)
            return
        self._park_front()
        self.calls.bring(call_id)
        self.changed.emit()

    def note(self, text: str, call_id: str = "") -> None:
        """Keep the free words for the wrap-up, of the call on screen or of the one they were typed for."""
        live = self.calls.get(call_id) if call_id else self.front
        if live is not None and live.notes != text:
            self._own(replace(live, notes=text), keeping.NOTE, (), text)

    def choose_outcome(self, chosen: str) -> None:
        """Say how the call came out."""
        front = self.front
        if front is not None and front.outcome != chosen:
            self._own(replace(front, outcome=chosen), keeping.OUTCOME, (chosen,), None)

    def call_for_help(self, wanted: bool) -> None:
        """Call the leader, or take the call for help back."""
        front = self.front
        if front is not None:
            since = self.now() if wanted else None
            self._own(replace(front, help_since=since), keeping.HELP, ("on" if wanted else "off",), None)

    def copied(self) -> None:
        """The line on screen was copied: show that it was."""
        front = self.front
        if front is not None:
            frame = front.call.frame
            self.calls.put(replace(front, copied=(frame.scenario, frame.step)))
            self.changed.emit()

    def done(self) -> None:
        """Finish wrap-up: the figures are kept, the values destroyed."""
        self._act(Done())

    # -- how it moves --------------------------------------------------------------------------------------------

    def _act(self, event: Event) -> None:
        if self.front is not None:
            self._dispatch(self.front, event)

    def _own(self, live: Live, kind: str, args: tuple[str, ...], secret: str | None) -> None:
        self._keeper.own(live, kind, args, secret, self.now() - live.base, self.utc())
        self.calls.put(replace(live, seq=live.seq + 1))
        self.changed.emit()

    def _slept(self) -> int:
        return self._clock.elapsed_ms() - self._clock.awake_ms()

    def _dispatch(self, live: Live, event: Event) -> None:
        """Move one call, keep the input, do the effects, and look when to wake next."""
        live = self._notice_sleep(live)
        live = self._move(live, event)
        if live.state == "idle" and live.call.life == "ended":
            self._let_go(live)
        self._arm()
        self.changed.emit()

    def _notice_sleep(self, live: Live) -> Live:
        """A wait that ran while the computer slept, or while this program did, was not observed by anybody."""
        slept = self._slept()
        due = next_wake(live.call)
        late = 0 if due is None else self.now() - live.base - due
        gap = max(slept - live.slept, late)
        live = self.calls.put(replace(live, slept=slept))
        return self._move(live, Woke(gap)) if due is not None and gap > UNOBSERVED_MS else live

    def _move(self, live: Live, event: Event) -> Live:
        at, utc, before = self.now() - live.base, self.utc(), live.call
        call, effects = advance(before, event, at)
        refused = any(isinstance(effect, Refused) for effect in effects)
        moved = replace(live, call=call)
        if not refused and not isinstance(event, Tick):
            self._keeper.event(live, event, call.now, utc)
            moved = replace(moved, seq=live.seq + 1)
        moved = self.calls.put(moved, live.base + call.now)
        for effect in effects:
            self._do(moved, effect)
        if before.life != call.life and call.life == "wrap-up":
            moved = self._wrap_up(moved)
        return moved

    def _do(self, live: Live, effect: Effect) -> None:
        utc = self.utc()
        match effect:
            case Refused(code, about):
                self.noticed.emit(Notice(code, "note", ", ".join(about)))
            case Due():
                self.fell_due.emit()
            case Promised(made):
                self._keeper.promise(live, made, utc, utc)
            case Withdrawn(made):
                self._keeper.withdraw(live, made, utc)
            case HungUp():
                pass

    def _wrap_up(self, live: Live) -> Live:
        """The caller is gone: promises count from now, and carry what is needed to keep them."""
        utc = self.utc()
        for made in live.call.follow_ups:
            self._keeper.promise(live, made, utc, utc)
        live = self.calls.put(replace(live, outcome=outcome(live.call)))
        self._keeper.summarise(live, utc)
        return live

    def _let_go(self, live: Live) -> None:
        utc = self.utc()
        for made in live.call.follow_ups:
            # What wrap-up added (a number, the matter) goes along with the promise.
            ended = live.utc_base + (live.call.ended_at or 0)
            self._keeper.promise(live, made, utc, ended)
        self._keeper.summarise(live, utc)
        self._keeper.finish(live.id, utc)
        self.calls.drop(live.id)
        if live.call.answered_at is not None:
            self.last = describe.last_call(live)
        self.idle_since = self.now()
        self.over.emit(live.id)

    # -- the one timer -------------------------------------------------------------------------------------------

    def _next(self) -> int | None:
        """The elapsed time of the desk at which something falls due."""
        due = [live.base + wake for live in self.calls if (wake := next_wake(live.call)) is not None]
        due += [
            live.base + live.call.ended_at + WRAP_UP_MS
            for live in self.calls
            if live.state == "wrap-up" and live.call.ended_at is not None
        ]
        return min(due, default=None)

    def _arm(self) -> None:
        due = self._next()
        if due is None:
            self._timer.stop()
        else:
            # The clock counts whole milliseconds: one more, so that no wait ends before its time.
            self._timer.start(max(due - self.now(), 0) + 1)

    def wake(self) -> None:
        """Something may be due. A timer that fires early is simply armed again."""
        now = self.now()
        for live in tuple(self.calls):
            ended = live.call.ended_at
            if live.state == "wrap-up" and ended is not None and now >= live.base + ended + WRAP_UP_MS:
                self._dispatch(live, Done())
                continue
            due = next_wake(live.call)
            if due is not None and now >= live.base + due:
                self._dispatch(live, Tick())
        self._arm()

    # -- coming back ---------------------------------------------------------------------------------------------

    def take_back(self, live: Live, gap_ms: int) -> None:
        """Go on with a call that a crash cut off; nobody watched it for `gap_ms`."""
        live = self.calls.adopt(replace(live, slept=self._slept()))
        if live.call.on_line:
            live = self._move(live, Woke(gap_ms))
        self._arm()
        self.changed.emit()

    def wrap_up_only(self, live: Live) -> None:
        """The call cannot go on: offer its wrap-up, so that its promises and notes are not lost."""
        live = self.calls.adopt(replace(live, slept=self._slept()))
        if live.call.on_line:
            self._move(live, Ended("customer"))
        self._arm()
        self.changed.emit()
