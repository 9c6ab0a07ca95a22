"""How calls move: dispatch, what is kept, what comes of it, and the one timer.

One single-shot precise timer is armed to the next thing that falls due; whatever arrives goes through `advance`, is kept
and shown. The rules of a call are in `call`, and who asks for what is in `desk`.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from agent_assist.call.advance import advance, next_wake
from agent_assist.call.effect import Due, Effect, HungUp, Promised, Refused, Withdrawn
from agent_assist.call.event import (
    Done,
    Ended,
    Event,
    Tick,
    Woke,
)
from agent_assist.call.facts import UNOBSERVED_MS
from agent_assist.desk import describe
from agent_assist.desk.calls import Calls, Live
from agent_assist.desk.clock import Clock
from agent_assist.desk.keeping import Keeper
from agent_assist.desk.summary import outcome
from agent_assist.desk.view import LastCall, Notice

WRAP_UP_MS = 15 * 60 * 1000
"""How long values outlive a call whose wrap-up nobody finished (design part 8)."""


class Mover(QObject):
    """Moves the live calls of a desk.

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

    def __init__(self, clock: Clock, keeper: Keeper, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._keeper = keeper
        self.calls = Calls()
        self.last: LastCall | None = None
        self.idle_since = clock.elapsed_ms()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.wake)

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

    # -- how it moves --------------------------------------------------------------------------------------------

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
        moved = replace(live, call=call)
        kept = _to_keep(event, effects)
        if kept is not None:
            self._keeper.event(live, kept, call.now, utc)
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
                self._keeper.promise(live, made)
            case Withdrawn(made):
                self._keeper.withdraw(live, made, utc)
            case HungUp():
                pass

    def _wrap_up(self, live: Live) -> Live:
        """The caller is gone: promises carry what is needed to keep them."""
        utc = self.utc()
        for made in live.call.follow_ups:
            self._keeper.promise(live, made)
        live = self.calls.put(replace(live, outcome=outcome(live.call)))
        self._keeper.summarise(live, utc)
        return live

    def _let_go(self, live: Live) -> None:
        utc = self.utc()
        for made in live.call.follow_ups:
            # What wrap-up added (a number, the matter) goes along with the promise.
            self._keeper.promise(live, made)
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


def _to_keep(event: Event, effects: tuple[Effect, ...]) -> Event | None:
    """The input as it is kept. A due wait follows from the inputs, but only the next one would show that it was seen to
    fall due: after a crash in between, the call would stand before it. So it leaves a tick.
    """
    if not isinstance(event, Tick) and not any(isinstance(effect, Refused) for effect in effects):
        return event
    return Tick() if any(isinstance(effect, Due) for effect in effects) else None
