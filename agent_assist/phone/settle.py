"""Facts out of reports: hooks are repeated, come late or in the wrong order, and often do not say which call they mean."""

from __future__ import annotations

from collections import deque
from dataclasses import replace

from agent_assist.phone.event import PhoneEvent

_REMEMBERED = 64
LATE_MS = 3000
"""How long after a call's end its hooks may still straggle in; after that the same id is another call."""


class Settler:
    """Follows the calls of one phone and passes on only what is news, each with the id of its call.

    A report without an id means: with a number, the call of that number; otherwise the call on the line, or the one that
    rings, whichever the report can be about. Facts that belong to no call are dropped, except ``ringing`` and ``answered``,
    which begin one.
    """

    def __init__(self, prefix: str = "call") -> None:
        """`prefix` begins the ids that are given to calls without one, so that two phones cannot clash."""
        self._prefix = prefix
        self._given = 0
        self._live: dict[str, PhoneEvent] = {}
        self._state: dict[str, str] = {}
        self._over: deque[tuple[str, str, int]] = deque(maxlen=_REMEMBERED)
        self._now = 0

    def settle(self, report: PhoneEvent, at_ms: int = 0) -> tuple[PhoneEvent, ...]:
        """The facts that a report brings: itself with its call's id and party, or nothing.

        Args:
            report: what the phone said.
            at_ms: when, on any clock that does not run backwards. Many phones count their calls from 1 again each time: what
                comes for an ended call within `LATE_MS` is a straggler, unless it rings with another number.
        """
        self._now = at_ms
        call_id = report.call_id or self._meant(report)
        if not call_id or self._straggles(call_id, report):
            return ()
        known = self._live.get(call_id)
        if known is None and report.kind not in ("ringing", "answered"):
            if report.kind == "ended":
                self._end(call_id, report.number)
            return ()
        fact = replace(
            report,
            call_id=call_id,
            number=report.number or (known.number if known else ""),
            name=report.name or (known.name if known else ""),
        )
        return (fact,) if self._changes(fact, known) else ()

    def _straggles(self, call_id: str, report: PhoneEvent) -> bool:
        if call_id in self._live:
            return False
        ended = next((one for one in reversed(self._over) if one[0] == call_id), None)
        if ended is None or self._now - ended[2] > LATE_MS:
            return False
        other = report.kind == "ringing" and bool(report.number and ended[1]) and report.number != ended[1]
        return not other

    def _end(self, call_id: str, number: str) -> None:
        """Remember an ended call as long as stragglers may come, and no longer: the number is a person's."""
        while self._over and self._now - self._over[0][2] > LATE_MS:
            self._over.popleft()
        self._over.append((call_id, number, self._now))

    def _changes(self, fact: PhoneEvent, known: PhoneEvent | None) -> bool:
        state = self._state.get(fact.call_id, "")
        if fact.kind == "ended":
            del self._live[fact.call_id], self._state[fact.call_id]
            self._end(fact.call_id, fact.number)
            return True
        self._live[fact.call_id] = fact
        if fact.kind in ("heard", "silent"):
            return state == "talking"
        new = {"ringing": "ringing", "answered": "talking", "held": "held", "resumed": "talking"}[fact.kind]
        allowed = {"ringing": ("",), "answered": ("", "ringing"), "held": ("talking",), "resumed": ("held",)}[fact.kind]
        if state not in allowed:
            # The number often comes with a later report; that alone is news worth passing on.
            return fact.kind == "ringing" and bool(known and fact.number != known.number)
        self._state[fact.call_id] = new
        return True

    def _meant(self, report: PhoneEvent) -> str:
        possible = {
            "ringing": ("ringing", "talking", "held"),
            "answered": ("ringing", "talking", "held"),
            "held": ("talking",),
            "resumed": ("held",),
            "heard": ("talking",),
            "silent": ("talking",),
            "ended": ("talking", "held", "ringing"),
        }[report.kind]
        if report.number:
            same = [call_id for call_id, known in self._live.items() if known.number == report.number]
            if same:
                return same[-1]
        for state in possible:
            fitting = [
                call_id
                for call_id in self._live
                if self._state[call_id] == state and not (report.number and self._live[call_id].number)
            ]
            # A second call may ring beside the first: an unnamed "ringing" can only repeat the call that rings.
            if fitting and not (report.kind == "ringing" and state != "ringing"):
                return fitting[-1]
        if report.kind not in ("ringing", "answered"):
            return ""
        self._given += 1
        return f"{self._prefix}-{self._given}"
