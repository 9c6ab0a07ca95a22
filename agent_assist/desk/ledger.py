"""Promises as people work with them: how urgent each is, which call keeps it, and the list handed over at the end of a shift.

Pure: rows and times come in. Serves S3-45, S3-47, S0-21 to S0-25, S2-18 and S4-37; the alarms at 50 % and 80 % and the
leader when it is overdue are X-16, the handover list is X-25.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Literal

from agent_assist.script.fill import fill
from agent_assist.script.model import ALWAYS, CALLER, Pack

if TYPE_CHECKING:
    from agent_assist.call.state import FollowUp
    from agent_assist.store.records import FollowUpRow

Level = Literal["calm", "half", "soon", "overdue"]

HALF, SOON = 0.5, 0.8
"""The shares of the time at which a promise is brought to mind."""

_LEVELS: tuple[Level, ...] = ("calm", "half", "soon", "overdue")


def due(made: FollowUp, made_utc_ms: int) -> int | None:
    """When a promise falls due, in UTC milliseconds; None for one that waits for an event.

    Where only service hours count, a promise of the evening runs on in the morning, by the clock of this place.
    """
    if made.due_ms is None:
        return None
    if made.hours == ALWAYS or not made.due_ms:
        return made_utc_ms + made.due_ms
    # Without a zone from here on: a day of service keeps its hours when the clocks change.
    at = datetime.fromtimestamp(made_utc_ms / 1000, UTC).astimezone().replace(tzinfo=None)
    left = timedelta(milliseconds=made.due_ms)
    while True:
        day = datetime.combine(at, time())
        begins, ends = (day + timedelta(minutes=minutes) for minutes in made.hours)
        at = max(at, begins)
        if at + left <= ends:
            return round((at + left).timestamp() * 1000)
        left -= max(ends - at, timedelta())
        at = day + timedelta(days=1)


def level(row: FollowUpRow, utc_ms: int) -> Level:
    """How urgent a promise is; one that waits for an event is calm."""
    if row.due_utc_ms is None:
        return "calm"
    if utc_ms >= row.due_utc_ms:
        return "overdue"
    span = max(row.due_utc_ms - row.made_utc_ms, 1)
    share = (utc_ms - row.made_utc_ms) / span
    return "soon" if share >= SOON else "half" if share >= HALF else "calm"


def next_alarm(rows: Iterable[FollowUpRow], utc_ms: int) -> int | None:
    """When the next promise grows more urgent, in UTC milliseconds; None if none will."""
    times = [
        row.made_utc_ms + round((row.due_utc_ms - row.made_utc_ms) * share)
        for row in rows
        if row.due_utc_ms is not None
        for share in (HALF, SOON, 1.0)
    ]
    return min((time for time in times if time > utc_ms), default=None)


def risen(rows: Iterable[FollowUpRow], before: Mapping[str, Level], utc_ms: int) -> tuple[FollowUpRow, ...]:
    """The promises that grew more urgent than they were; a new one that is calm has not."""
    return tuple(row for row in rows if _LEVELS.index(level(row, utc_ms)) > _LEVELS.index(before.get(row.id, "calm")))


def callback(row: FollowUpRow, pack: Pack) -> str:
    """The scenario of the call that keeps a promise: the nearest the pack has; "" if it has none.

    The leader calls in a leader's way (S3-45), a broken line is dialled again (S0-25), a repaired system is told
    (S3-51), everything else is the reply that was promised (S0-29).
    """
    wishes = ["callback-reply"]
    if row.reason in ("one-way-audio", "callback-redial"):
        wishes.insert(0, "callback-redial")
    elif row.due_utc_ms is None:
        wishes.insert(0, "callback-restored")
    elif row.owner == "leader":
        wishes.insert(0, "callback-leader")
    return next((wish for wish in wishes if wish in pack.scenarios), "")


def who(row: FollowUpRow, pack: Pack) -> str:
    """How the customer is called, as far as it is known."""
    values = row.values or {}
    return fill(f"[{{{CALLER}}}]", pack, values).text or values.get("surname", "")


def number(row: FollowUpRow) -> str:
    """The number to call."""
    values = row.values or {}
    return values.get("callback_no") or values.get("caller_no", "")


def handover(rows: Iterable[FollowUpRow], pack: Pack, times: Mapping[str, str]) -> str:
    """The open promises as text for whoever takes over the shift.

    Args:
        rows: the open promises, soonest first.
        pack: for titles.
        times: what to write for the due time of each, by id; making it is for who knows the calendar.
    """
    lines = []
    for row in rows:
        scenario = pack.scenarios.get(row.reason)
        reason = row.reason if scenario is None else scenario.title
        issue = (row.values or {}).get("issue", "")
        parts = (times.get(row.id, ""), who(row, pack), number(row), reason, issue)
        lines.append("  ".join(part for part in parts if part))
    return "\n".join(lines)
