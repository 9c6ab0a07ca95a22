"""An unfinished call found at start: folded again from its events, and offered back at the same step (design part 4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from agent_assist.call.advance import advance
from agent_assist.call.event import End, Event, Ringing, SlotSet, Typed, parse
from agent_assist.call.state import new_call
from agent_assist.desk import keeping
from agent_assist.desk.calls import Live
from agent_assist.script.model import Script
from agent_assist.script.shelf import load
from agent_assist.store.reader import Reader
from agent_assist.store.records import CallHeader, StoredEvent

WHOLE_MS = 30 * 60 * 1000
"""An older call cannot go on: only its wrap-up is offered."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A call that a crash cut off. `gap_ms` is the time since its last event; None when the clock went back."""

    live: Live
    gap_ms: int | None

    @property
    def whole(self) -> bool:
        """Whether the call itself can go on."""
        return self.gap_ms is not None and self.gap_ms <= WHOLE_MS and self.live.call.on_line


def unfinished(reader: Reader, script: Script, profile: Mapping[str, str], utc_now: int) -> tuple[Unfinished, ...]:
    """Every call that was begun and not finished, oldest first. One that cannot be folded is left out.

    Args:
        reader: of the open store; it blocks.
        script: today's packs; they lend the other language to a call of the same pack.
        profile: the agent at the desk, by slot name.
        utc_now: UTC in milliseconds.
    """
    found = []
    for header in reader.unfinished_calls():
        text = reader.snapshot(header.snapshot_hash)
        if text is None:
            continue
        events = reader.events(header.call_id)
        agent = profile if header.agent_no == profile.get("agent_no") else {"agent_no": header.agent_no}
        live = refold(header, events, text, agent, script)
        if live is not None and live.call.life not in ("new", "ended"):
            last = events[-1]
            gap = utc_now - last.utc_ms
            found.append(Unfinished(live, gap if gap >= 0 else None))
    return tuple(found)


def refold(
    header: CallHeader, events: Sequence[StoredEvent], pack_text: str, profile: Mapping[str, str], today: Script | None
) -> Live | None:
    """The call as it stood after its last kept event, under the pack it began with; None if nothing was kept."""
    pack = load(pack_text)
    others = today.packs if today is not None and today.id == pack.id else {}
    call = new_call(Script({**others, pack.language: pack}), pack.language, profile)
    live = Live(header.call_id, call, 0, header.started_utc_ms)
    for stored in events:
        live = _again(live, stored)
    return replace(live, seq=events[-1].seq + 1) if events else None


def _again(live: Live, stored: StoredEvent) -> Live:
    match stored.kind:
        case keeping.NOTE:
            return replace(live, notes=stored.secret or "")
        case keeping.OUTCOME:
            return replace(live, outcome=stored.args[0])
        case keeping.HELP:
            return live
        case _:
            call, _ = advance(live.call, restored(stored), stored.at_ms)
            return replace(live, call=call)


def restored(stored: StoredEvent) -> Event:
    """The input behind a record; a value whose key is gone comes back as the bare fact that there was one."""
    match stored.kind:
        case "slot" if stored.args[1:] == ("cleared",):
            return SlotSet(stored.args[0], "")
        case "slot":
            return SlotSet(stored.args[0], stored.secret)
        case "ringing":
            return Ringing(stored.secret or "")
        case "end" if stored.args:
            return End(stored.secret or "", anyway=True)
        case "typed":
            return Typed(stored.secret or "")
        case _:
            return parse((stored.kind, *stored.args))


def going_on(live: Live, elapsed: int, utc: int) -> Live:
    """The call put on this desk's clock: its own time stands where UTC says it should.

    Args:
        live: the call as folded.
        elapsed: the desk's elapsed time now, in milliseconds.
        utc: UTC now, in milliseconds.
    """
    own_now = max(utc - live.utc_base, live.call.now)
    return replace(live, base=elapsed - own_now, state_since=elapsed)


def over_since(live: Live, elapsed: int) -> Live:
    """The call put on this desk's clock as it stood when it was last seen: for wrap-up, the time since does not count.

    Args:
        live: the call as folded.
        elapsed: the desk's elapsed time now, in milliseconds.
    """
    return replace(live, base=elapsed - live.call.now, state_since=elapsed)
