"""The queries behind `Reader`.

SQLite has no checksums, so a value damaged on the disk can come back as anything. What does not have the type it was
written with is left out here and never reaches the desk: a call then ends before the first damaged event, as if it had
been cut off there.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Column, Row, case, func, select

from agent_assist.store.database import Database
from agent_assist.store.records import CallHeader, Figures, FollowUpRow, StoredEvent
from agent_assist.store.schema import calls, events, follow_ups, snapshots
from agent_assist.store.vault import Vault, call_owner, promise_owner
from agent_assist.store.writes import VALUES_LABEL

_HEADER: Sequence[Column[Any]] = (
    calls.c.call_id,
    calls.c.agent_no,
    calls.c.pack_id,
    calls.c.language,
    calls.c.snapshot_hash,
    calls.c.started_utc_ms,
    calls.c.clock_id,
)


def unfinished_calls(database: Database) -> tuple[CallHeader, ...]:
    """See `Reader.unfinished_calls`."""
    query = select(*_HEADER).where(calls.c.finished_utc_ms.is_(None)).order_by(calls.c.started_utc_ms, calls.c.call_id)
    with database.reading() as connection:
        return tuple(CallHeader(*row) for row in connection.execute(query) if _fits(row, _HEADER))


def events_of(database: Database, vault: Vault, call_id: str) -> tuple[StoredEvent, ...]:
    """See `Reader.events`."""
    query = select(events).where(events.c.call_id == call_id).order_by(events.c.seq)
    with database.reading() as connection:
        rows = connection.execute(query).all()
    return tuple(_readable_events(rows, vault, call_owner(call_id)))


def _readable_events(rows: Sequence[Row[Any]], vault: Vault, owner: str) -> Iterator[StoredEvent]:
    opened = vault.opener(owner)
    for row in rows:
        args = _texts(row.args)
        if args is None or not _fits(row, tuple(events.c)):
            return
        secret = opened(str(row.seq), row.secret)
        yield StoredEvent(row.call_id, row.seq, row.at_ms, row.utc_ms, row.kind, args, secret)


def _texts(written: object) -> tuple[str, ...] | None:
    try:
        args: object = json.loads(written) if isinstance(written, str) else None
    except ValueError:
        return None
    if not isinstance(args, list) or not all(isinstance(each, str) for each in args):
        return None
    return tuple(args)


def _fits(row: Row[Any], columns: Sequence[Column[Any]]) -> bool:
    """Whether every value is of the type of its column."""
    return all(
        isinstance(value, column.type.python_type) or (value is None and bool(column.nullable))
        for value, column in zip(row, columns, strict=True)
    )


def followups_open(database: Database, vault: Vault) -> tuple[FollowUpRow, ...]:
    """See `Reader.followups_open`."""
    order = (follow_ups.c.due_utc_ms.is_(None), follow_ups.c.due_utc_ms, follow_ups.c.made_utc_ms, follow_ups.c.id)
    with database.reading() as connection:
        rows = connection.execute(select(follow_ups).where(follow_ups.c.state == "open").order_by(*order)).all()
    return tuple(_follow_up(row, vault) for row in rows if _fits(row, tuple(follow_ups.c)))


def figures(database: Database, from_utc_ms: int, until_utc_ms: int, agent_no: str | None) -> Figures:
    """See `Reader.figures`."""
    begun = (calls.c.started_utc_ms >= from_utc_ms) & (calls.c.started_utc_ms < until_utc_ms)
    made = (follow_ups.c.made_utc_ms >= from_utc_ms) & (follow_ups.c.made_utc_ms < until_utc_ms)
    if agent_no is not None:
        begun &= calls.c.agent_no == agent_no
        made &= follow_ups.c.call_id.in_(select(calls.c.call_id).where(calls.c.agent_no == agent_no))
    of_calls = select(
        func.count(),
        func.count(calls.c.answer_ms),
        func.count(case((calls.c.in_time.is_(True), 1))),
        func.avg(calls.c.talk_ms),
    ).where(begun)
    of_promises = select(func.count(), func.count(case((follow_ups.c.state == "kept", 1)))).where(
        made & (follow_ups.c.state != "withdrawn")
    )
    with database.reading() as connection:
        total, answered, in_time, average = connection.execute(of_calls).one()
        promised, kept = connection.execute(of_promises).one()
    return Figures(total, answered, in_time, None if average is None else round(average), promised, kept)


def snapshot(database: Database, snapshot_hash: str) -> str | None:
    """See `Reader.snapshot`."""
    with database.reading() as connection:
        packed = connection.scalar(select(snapshots.c.text).where(snapshots.c.hash == snapshot_hash))
    if not isinstance(packed, bytes):
        return None
    try:
        text = zlib.decompress(packed)
    except zlib.error:
        return None
    return text.decode() if hashlib.sha256(text).hexdigest() == snapshot_hash else None


def _follow_up(row: Row[Any], vault: Vault) -> FollowUpRow:
    text = vault.opener(promise_owner(row.id))(VALUES_LABEL, row.sealed)
    return FollowUpRow(
        row.id,
        row.call_id,
        row.reason,
        row.owner,
        row.due_utc_ms,
        row.made_utc_ms,
        row.state,
        row.settled_utc_ms,
        row.how,
        None if text is None else json.loads(text),
    )
