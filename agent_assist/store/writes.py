"""How each job changes the database. Applying a job a second time changes nothing more, so a batch can be tried again."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, field
from typing import Any, assert_never

from sqlalchemy import Connection, Table, exists, func, insert, literal, select, update

from agent_assist.store.records import (
    Begin,
    CallSummary,
    Check,
    Expire,
    Finish,
    FollowUpRow,
    Job,
    Settle,
    StoredEvent,
)
from agent_assist.store.schema import calls, events, follow_ups, snapshots
from agent_assist.store.vault import Vault, call_owner, promise_owner

_MINUTE_MS = 60_000
WRAP_UP_MS = 15 * _MINUTE_MS
ABANDONED_MS = 30 * _MINUTE_MS
VALUES_LABEL = "values"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What follows when the transaction is durable: keys to destroy, by owner, and calls that are finished."""

    keys: list[str] = field(default_factory=list)
    finished: list[str] = field(default_factory=list)


def apply(connection: Connection, vault: Vault, job: Job, outcome: Outcome) -> None:
    """Do `job` within the running transaction. Raises ValueError for a job that contradicts what is kept."""
    match job:
        case Begin():
            _begin(connection, job)
        case StoredEvent():
            _append(connection, vault, job)
        case CallSummary():
            _summarise(connection, job)
        case FollowUpRow():
            _promise(connection, vault, job, outcome)
        case Settle():
            _settle(connection, job, outcome)
        case Finish(call_id, utc_ms):
            _finish(connection, call_id, utc_ms, outcome)
        case Expire():
            _expire(connection, job, outcome)
        case Check():
            pass  # `saving` looks at the database as a whole
        case _:
            assert_never(job)


def key_owners(connection: Connection) -> tuple[list[str], list[str]]:
    """The owners of keys that are still needed: calls, promises."""
    unfinished = connection.scalars(select(calls.c.call_id).where(calls.c.finished_utc_ms.is_(None)))
    sealed = connection.scalars(select(follow_ups.c.id).where(follow_ups.c.sealed.is_not(None)))
    return [call_owner(call_id) for call_id in unfinished], [promise_owner(each) for each in sealed]


def _begin(connection: Connection, job: Begin) -> None:
    header = job.header
    _insert_new(
        connection, snapshots, {"hash": header.snapshot_hash, "text": zlib.compress(job.pack_text.encode())}, "hash"
    )
    _insert_new(
        connection,
        calls,
        {
            "call_id": header.call_id,
            "agent_no": header.agent_no,
            "pack_id": header.pack_id,
            "language": header.language,
            "snapshot_hash": header.snapshot_hash,
            "started_utc_ms": header.started_utc_ms,
            "clock_id": header.clock_id,
        },
        "call_id",
    )


def _append(connection: Connection, vault: Vault, event: StoredEvent) -> None:
    call = connection.execute(select(calls.c.finished_utc_ms).where(calls.c.call_id == event.call_id)).one_or_none()
    if call is None:
        raise ValueError(f"event {event.seq} belongs to a call that never began: {event.call_id}")
    sealed = None
    if event.secret is not None and call.finished_utc_ms is None:
        sealed = vault.seal(call_owner(event.call_id), str(event.seq), event.secret)
    row = {
        "call_id": event.call_id,
        "seq": event.seq,
        "at_ms": event.at_ms,
        "utc_ms": event.utc_ms,
        "kind": event.kind,
        "args": json.dumps(event.args, ensure_ascii=False),
        "secret": sealed,
    }
    if _insert_new(connection, events, row, "call_id", "seq"):
        return
    same = (events.c.call_id == event.call_id) & (events.c.seq == event.seq)
    kept = connection.execute(select(events.c.at_ms, events.c.kind, events.c.args).where(same)).one()
    if (kept.at_ms, kept.kind, kept.args) != (row["at_ms"], row["kind"], row["args"]):
        raise ValueError(f"call {event.call_id} has another event {event.seq} already")


def _summarise(connection: Connection, summary: CallSummary) -> None:
    connection.execute(
        update(calls)
        .where(calls.c.call_id == summary.call_id)
        .values(
            ended_utc_ms=summary.ended_utc_ms,
            answer_ms=summary.answer_ms,
            in_time=summary.in_time,
            talk_ms=summary.talk_ms,
            outcome=summary.outcome,
        )
    )


def _promise(connection: Connection, vault: Vault, row: FollowUpRow, outcome: Outcome) -> None:
    sealed = None
    if row.values is None:
        outcome.keys.append(promise_owner(row.id))
    else:
        text = json.dumps(dict(row.values), ensure_ascii=False)
        sealed = vault.seal(promise_owner(row.id), VALUES_LABEL, text)
    columns = {
        "id": row.id,
        "call_id": row.call_id,
        "reason": row.reason,
        "owner": row.owner,
        "due_utc_ms": row.due_utc_ms,
        "made_utc_ms": row.made_utc_ms,
        "state": row.state,
        "settled_utc_ms": row.settled_utc_ms,
        "how": row.how,
        "sealed": sealed,
    }
    if connection.execute(update(follow_ups).where(follow_ups.c.id == row.id).values(columns)).rowcount == 0:
        connection.execute(insert(follow_ups).values(columns))


def _settle(connection: Connection, job: Settle, outcome: Outcome) -> None:
    this = follow_ups.c.id == job.follow_up_id
    settled = None if job.state == "open" else job.utc_ms
    connection.execute(update(follow_ups).where(this).values(state=job.state, settled_utc_ms=settled, how=job.how))
    if job.state == "withdrawn":
        connection.execute(update(follow_ups).where(this).values(sealed=None))
        outcome.keys.append(promise_owner(job.follow_up_id))


def _finish(connection: Connection, call_id: str, utc_ms: int, outcome: Outcome) -> None:
    this = calls.c.call_id == call_id
    ended = func.coalesce(calls.c.ended_utc_ms, utc_ms)
    finished = func.coalesce(calls.c.finished_utc_ms, utc_ms)
    connection.execute(update(calls).where(this).values(ended_utc_ms=ended, finished_utc_ms=finished))
    connection.execute(
        update(events).where(events.c.call_id == call_id, events.c.secret.is_not(None)).values(secret=None)
    )
    outcome.keys.append(call_owner(call_id))
    outcome.finished.append(call_id)


def _expire(connection: Connection, job: Expire, outcome: Outcome) -> None:
    now = job.now_utc_ms
    unfinished = select(calls.c.call_id, calls.c.started_utc_ms, calls.c.ended_utc_ms)
    for call in connection.execute(unfinished.where(calls.c.finished_utc_ms.is_(None))).all():
        if call.ended_utc_ms is not None:
            since, keep_ms = call.ended_utc_ms, WRAP_UP_MS
        elif call.call_id not in job.live:
            since, keep_ms = _last_heard_of(connection, call.call_id, call.started_utc_ms), ABANDONED_MS
        else:
            continue
        if not isinstance(since, int):  # torn on the disk: what cannot be dated is not kept
            _finish(connection, call.call_id, now, outcome)
        elif since > now:  # the clock went back: nothing is kept longer for that
            connection.execute(update(calls).where(calls.c.call_id == call.call_id).values(ended_utc_ms=now))
        elif now - since >= keep_ms:
            _finish(connection, call.call_id, since, outcome)
    kept = (follow_ups.c.state == "kept") & follow_ups.c.sealed.is_not(None)
    connection.execute(update(follow_ups).where(kept, follow_ups.c.settled_utc_ms > now).values(settled_utc_ms=now))
    over = kept & (follow_ups.c.settled_utc_ms <= now - job.retention_ms)
    for follow_up_id in connection.scalars(select(follow_ups.c.id).where(over)).all():
        connection.execute(update(follow_ups).where(follow_ups.c.id == follow_up_id).values(sealed=None))
        outcome.keys.append(promise_owner(follow_up_id))


def _last_heard_of(connection: Connection, call_id: str, started_utc_ms: int) -> int:
    latest = select(events.c.utc_ms).where(events.c.call_id == call_id).order_by(events.c.seq.desc()).limit(1)
    found = connection.scalar(latest)
    return started_utc_ms if found is None else found


def _insert_new(connection: Connection, table: Table, row: dict[str, Any], *key: str) -> bool:
    """Insert `row` unless one with this key exists; whether it was inserted. Needs no SQL of one database alone."""
    taken = exists(select(literal(1)).select_from(table))
    for name in key:
        taken = taken.where(table.c[name] == row[name])
    typed = [literal(value, table.c[name].type) for name, value in row.items()]
    return connection.execute(insert(table).from_select(list(row), select(*typed).where(~taken))).rowcount == 1
