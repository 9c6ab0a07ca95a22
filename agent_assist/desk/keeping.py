"""What the desk keeps: turns inputs and promises into records of the store, and queues them until the store is there.

Only inputs go to the store (what the agent and the phone did); waits that fell due are derived from them again. The store
opens after the first paint; what happens before is kept in order and handed over then. Values about people travel in the
`secret` and `values` fields alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from agent_assist.call.event import End, Event, Ringing, SlotSet, Typed, words
from agent_assist.call.state import Call, FollowUp
from agent_assist.desk.calls import Live
from agent_assist.desk.ledger import due
from agent_assist.script.model import Pack

if TYPE_CHECKING:
    # What belongs to the store comes after the first paint.
    from agent_assist.store.records import CallHeader, CallSummary, FollowUpRow, StoredEvent
    from agent_assist.store.store import Store

NOTE = "note"
OUTCOME = "outcome"
HELP = "help"
"""Kinds of kept inputs that are the desk's own and move no call."""

VALUES = ("surname", "title", "callback_no", "caller_no", "issue")
"""What a follow-up needs to be kept: whom to call, and about what."""


def stored(live: Live, event: Event, at_ms: int, utc_ms: int) -> StoredEvent:
    """An input as the store keeps it: ids and choices in the open, personal values sealed."""
    from agent_assist.store.records import StoredEvent

    kind, *args = words(event)
    secret: str | None = None
    match event:
        case SlotSet(name, value):
            args, secret = [name], value or None
            if not value:
                args = [name, "cleared"]
        case Ringing(number):
            args, secret = [], number or None
        case End(reason, anyway=True):
            args, secret = ["anyway"], reason
        case Typed(text):
            args, secret = [], text
        case _:
            pass
    return StoredEvent(live.id, live.seq, at_ms, utc_ms, kind, tuple(args), secret)


class Keeper:
    """Hands records to the store, in order, from the moment it is attached; they are made then."""

    def __init__(self, clock_id: str) -> None:
        self._clock_id = clock_id
        self._store: Store | None = None
        self._early: list[Callable[[Store], object]] = []
        self._snapshot = ("", "")

    @property
    def store(self) -> Store | None:
        """The store, once it is open."""
        return self._store

    @property
    def waiting(self) -> bool:
        """Whether something is still to be handed over."""
        return bool(self._early)

    def attach(self, store: Store) -> None:
        """The store is there: hand over what waited for it."""
        self._store = store
        early, self._early = self._early, []
        for job in early:
            job(store)

    def _do(self, job: Callable[[Store], object]) -> None:
        if self._store is None:
            self._early.append(job)
        else:
            job(self._store)

    def begin(self, live: Live) -> None:
        """A call begins: its header, and the resolved pack it is guided by."""
        self._do(lambda store: store.writer.begin(header_of(live, self._clock_id), self._text(live.call.pack)))

    def _text(self, pack: Pack) -> str:
        """The snapshot of a pack; the one of the call before is not made again."""
        if self._snapshot[0] != pack.hash:
            from agent_assist.script.snapshot import dump

            self._snapshot = (pack.hash, dump(pack))
        return self._snapshot[1]

    def event(self, live: Live, event: Event, at_ms: int, utc_ms: int) -> None:
        """Keep one input of a call."""
        self._do(lambda store: store.writer.append(stored(live, event, at_ms, utc_ms)))

    def own(self, live: Live, kind: str, args: tuple[str, ...], secret: str | None, at_ms: int, utc_ms: int) -> None:
        """Keep an input that moves no call: a note, an outcome, a call for help."""
        from agent_assist.store.records import StoredEvent

        record = StoredEvent(live.id, live.seq, at_ms, utc_ms, kind, args, secret)
        self._do(lambda store: store.writer.append(record))

    def promise(self, live: Live, made: FollowUp) -> None:
        """Keep a promise, or what is known by now of one that is kept already."""
        self._do(lambda store: store.writer.promise(row_of(live, made)))

    def settle(self, row_id: str, kept: bool, utc_ms: int) -> None:
        """A promise was kept, or withdrawn."""
        self._do(lambda store: store.writer.settle(row_id, "kept" if kept else "withdrawn", utc_ms))

    def withdraw(self, live: Live, made: FollowUp, utc_ms: int) -> None:
        """A promise no longer stands."""
        self.settle(follow_up_id(live, made), kept=False, utc_ms=utc_ms)

    def summarise(self, live: Live, utc_ms: int) -> None:
        """The call has ended: its figures, without a personal value."""
        self._do(lambda store: store.writer.summarise(summary_of(live, utc_ms)))

    def finish(self, call_id: str, utc_ms: int) -> None:
        """Wrap-up is over: the call's values are destroyed."""
        self._do(lambda store: store.writer.finish(call_id, utc_ms))


def header_of(live: Live, clock_id: str) -> CallHeader:
    """What is fixed about a call when it begins."""
    from agent_assist.store.records import CallHeader

    call, pack = live.call, live.call.pack
    agent_no = call.profile.get("agent_no", "")
    return CallHeader(live.id, agent_no, pack.id, call.language, pack.hash, live.utc_base, clock_id)


def row_of(live: Live, made: FollowUp) -> FollowUpRow:
    """A promise with what is needed to keep it. Its time runs from the words that made it, however long the call lasts."""
    from agent_assist.store.records import FollowUpRow

    made_utc = live.utc_base + made.made_at
    return FollowUpRow(
        id=follow_up_id(live, made),
        call_id=live.id,
        reason=made.reason,
        owner=made.owner,
        due_utc_ms=due(made, made_utc),
        made_utc_ms=made_utc,
        values=values_of(live.call),
    )


def summary_of(live: Live, utc_ms: int) -> CallSummary:
    """The figures of a call that has ended."""
    from agent_assist.store.records import CallSummary

    call = live.call
    answer = None
    if call.rang_at is not None and call.answered_at is not None:
        answer = call.answered_at - call.rang_at
    limit = call.pack.timings.get("answer")
    talk = None if call.answered_at is None or call.ended_at is None else call.ended_at - call.answered_at
    in_time = None if answer is None or limit is None else answer <= limit
    return CallSummary(live.id, utc_ms, answer, in_time, talk, live.outcome)


def follow_up_id(live: Live, made: FollowUp) -> str:
    """The id of a promise in the store."""
    return f"{live.id}-{made.number}"


def values_of(call: Call) -> Mapping[str, str]:
    """What a follow-up of this call needs to know about the customer."""
    known = {name: value for name in VALUES if (value := call.slots.get(name))}
    if call.number and "caller_no" not in known:
        known["caller_no"] = call.number
    return known
