"""The live calls of the desk by id, and which one is on screen. No Qt, no clock: times come in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace

from agent_assist.call.state import Call
from agent_assist.desk.view import State

_STATES: dict[str, State] = {
    "new": "idle",
    "ringing": "ringing",
    "connected": "talking",
    "held": "held",
    "wrap-up": "wrap-up",
    "ended": "idle",
}


@dataclass(frozen=True, slots=True)
class Live:
    """One call on the desk.

    Attributes:
        id: our own id, random; it is what events and follow-ups are kept under.
        call: the conversation; its time counts from `base`.
        base: the elapsed time of the desk at which the call's clock stood at 0, in milliseconds.
        utc_base: UTC at that moment.
        slept: what the computer had slept in all when the call was last looked at.
        phone_id: the softphone's id of the call, if it has one.
        seq: the number of events kept so far.
        state_since: the elapsed time of the desk at which its state began.
        notes: free words for the wrap-up.
        outcome: an id of `view.OUTCOMES`; "" until chosen.
        copied: which line was copied, as scenario and step.
    """

    id: str
    call: Call
    base: int
    utc_base: int
    slept: int = 0
    phone_id: str = ""
    seq: int = 0
    state_since: int = 0
    notes: str = ""
    outcome: str = ""
    copied: tuple[str, str] | None = None
    help_since: int | None = None

    @property
    def state(self) -> State:
        """The state of the call as the desk names it."""
        return _STATES[self.call.life]


class Calls:
    """The calls of a desk. The one on screen changes only when the agent answers, finishes or switches."""

    def __init__(self) -> None:
        self._by_id: dict[str, Live] = {}
        self._front = ""

    def __iter__(self) -> Iterator[Live]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    @property
    def front(self) -> Live | None:
        """The call on screen."""
        return self._by_id.get(self._front)

    @property
    def others(self) -> tuple[Live, ...]:
        """The calls beside it, oldest first."""
        return tuple(live for live in self if live.id != self._front)

    def get(self, call_id: str) -> Live | None:
        """The call with our id, if it is still on the desk."""
        return self._by_id.get(call_id)

    def add(self, call: Call, elapsed: int, utc: int, slept: int, phone_id: str = "") -> Live:
        """Begin a call now. It comes on screen if nothing else is there."""
        live = Live(os.urandom(16).hex(), call, elapsed, utc, slept, phone_id, state_since=elapsed)
        self.put(live)
        if self.front is None:
            self._front = live.id
        return live

    def adopt(self, live: Live) -> Live:
        """Take in a call that began before this desk did."""
        self.put(live)
        if self.front is None:
            self._front = live.id
        return live

    def put(self, live: Live, elapsed: int | None = None) -> Live:
        """Keep a changed call; `elapsed` is the time of the change, for the age of its state."""
        before = self._by_id.get(live.id)
        if before is not None and elapsed is not None and before.state != live.state:
            live = replace(live, state_since=elapsed)
        self._by_id[live.id] = live
        return live

    def bring(self, call_id: str) -> None:
        """Put a call on screen."""
        if call_id in self._by_id:
            self._front = call_id

    def drop(self, call_id: str) -> None:
        """Let a finished call go; the oldest call that needs the agent comes on screen."""
        self._by_id.pop(call_id, None)
        if self._front == call_id:
            order = ("ringing", "held", "talking", "wrap-up")
            rest = sorted(self._by_id.values(), key=lambda live: order.index(live.state) if live.state in order else 9)
            self._front = rest[0].id if rest else ""

    def of_phone(self, phone_id: str, number: str) -> Live | None:
        """The call a phone fact is about: by the softphone's id, else by number, else None."""
        if phone_id:
            # A phone may use an id again while the wrap-up of the call that had it is still open.
            same = [live for live in self if live.phone_id == phone_id]
            return next((live for live in same if live.state != "wrap-up"), same[0] if same else None)
        if number:
            return next((live for live in self if live.call.number == number and live.state != "wrap-up"), None)
        return None

    def in_state(self, *states: State) -> Live | None:
        """The first call in one of these states, the one on screen first."""
        front = self.front
        if front is not None and front.state in states:
            return front
        return next((live for live in self if live.state in states), None)
