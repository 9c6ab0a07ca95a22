"""The tables, and the steps that bring an older database up to date.

Only portable SQL stands here; what SQLite alone needs is in `sqlite`. Texts that hold several values are JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    insert,
    inspect,
    select,
    update,
)

metadata = MetaData()

meta = Table("meta", metadata, Column("name", String, primary_key=True), Column("value", String, nullable=False))

snapshots = Table(
    "snapshots",
    metadata,
    Column("hash", String, primary_key=True),
    Column("text", LargeBinary, nullable=False),
)

calls = Table(
    "calls",
    metadata,
    Column("call_id", String, primary_key=True),
    Column("agent_no", String, nullable=False),
    Column("pack_id", String, nullable=False),
    Column("language", String, nullable=False),
    Column("snapshot_hash", String, nullable=False),
    Column("started_utc_ms", BigInteger, nullable=False),
    Column("clock_id", String, nullable=False),
    Column("ended_utc_ms", BigInteger),
    Column("finished_utc_ms", BigInteger),
    Column("answer_ms", BigInteger),
    Column("in_time", Boolean),
    Column("talk_ms", BigInteger),
    Column("outcome", String, nullable=False, server_default=""),
    Index("calls_by_start", "started_utc_ms"),
    Index("calls_by_finish", "finished_utc_ms"),
)

events = Table(
    "events",
    metadata,
    Column("call_id", String, primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("utc_ms", BigInteger, nullable=False),
    Column("kind", String, nullable=False),
    Column("args", String, nullable=False),
    Column("secret", LargeBinary),
)

follow_ups = Table(
    "follow_ups",
    metadata,
    Column("id", String, primary_key=True),
    Column("call_id", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("owner", String, nullable=False),
    Column("due_utc_ms", BigInteger),
    Column("made_utc_ms", BigInteger, nullable=False),
    Column("state", String, nullable=False),
    Column("settled_utc_ms", BigInteger),
    Column("how", String, nullable=False),
    Column("sealed", LargeBinary),
    Index("follow_ups_by_state", "state"),
)


class NewerSchema(Exception):  # noqa: N818 - nothing is wrong with the file
    """The database was written by a newer version of the program."""


def _first(connection: Connection) -> None:
    metadata.create_all(connection)


MIGRATIONS: Sequence[Callable[[Connection], None]] = (_first,)
"""Step n brings version n to version n + 1. A step that has been released is never edited again."""


def upgrade(connection: Connection) -> None:
    """Bring the database behind `connection` to the present version, within the running transaction.

    Raises `NewerSchema` when it is of a version this program does not know.
    """
    known = len(MIGRATIONS)
    found = 0
    if inspect(connection).has_table(meta.name):
        value = connection.scalar(select(meta.c.value).where(meta.c.name == "schema").with_for_update())
        found = int(value) if value is not None else 0
    if found > known:
        raise NewerSchema(f"version {found}, known up to {known}")
    if found == known:
        return
    for step in MIGRATIONS[found:]:
        step(connection)
    changed = connection.execute(update(meta).where(meta.c.name == "schema").values(value=str(known)))
    if changed.rowcount == 0:
        connection.execute(insert(meta).values(name="schema", value=str(known)))


def probe(connection: Connection) -> None:
    """Fail when a table or a column is missing."""
    for table in metadata.sorted_tables:
        connection.execute(select(table).limit(0)).close()


def hold(connection: Connection) -> None:
    """Make other writers that call this wait until this transaction ends."""
    connection.execute(select(meta.c.value).where(meta.c.name == "schema").with_for_update())
