"""The one place that knows SQLite: how it is opened, what its errors mean, what to do with a damaged file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, event
from sqlalchemy.exc import DatabaseError

from agent_assist.store import schema
from agent_assist.store.records import NoticeKind

_BUSY_MS = 2_000
_KINDS: dict[int, NoticeKind] = {
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_PROTOCOL: "locked",
    sqlite3.SQLITE_READONLY: "denied",
    sqlite3.SQLITE_CANTOPEN: "denied",
    sqlite3.SQLITE_PERM: "denied",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
    sqlite3.SQLITE_IOERR: "disk",
}
_HEADER = b"SQLite format 3\0"
_LONGEST_GAP = 16
"""A file shorter than this part of its nominal length has a damaged header rather than a missing end."""
_PRAGMAS = (
    f"busy_timeout = {_BUSY_MS}",
    "journal_mode = WAL",
    "synchronous = FULL",  # every commit is on the disk when it returns
    "fullfsync = ON",  # macOS alone needs to be asked for it
    "secure_delete = ON",
    "trusted_schema = OFF",
)


def url_of(file: Path) -> URL:
    """The address of the database in `file`."""
    return URL.create("sqlite", database=str(file))


def prepare(engine: Engine) -> None:
    """Make every connection durable, and every transaction begin when SQLAlchemy says so.

    A transaction with the option ``writing`` takes the write lock at its start: it waits for another process there, once,
    and never fails half way.
    """
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)


def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    connection.text_factory = _decoded
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()


def _decoded(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")  # a byte that has flipped on the disk must not keep the rest from being read


def _on_begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def kind_of(error: BaseException | None) -> NoticeKind | None:
    """What kind of trouble the driver's `error` is; None when the file is not to blame but the statement."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else _KINDS.get(code & 0xFF)


def is_sound(file: Path) -> bool:
    """Whether the database in `file` can be read through. Raises `sqlite3.DatabaseError` when that cannot be told."""
    if not file.exists():
        return True
    with closing(sqlite3.connect(file, timeout=_BUSY_MS / 1000, isolation_level=None)) as connection:
        try:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
        except (sqlite3.DatabaseError, UnicodeError) as error:
            if kind_of(error) not in (None, "damaged"):
                raise
            return False


def set_aside(file: Path) -> Path:
    """Rename a damaged database with all that belongs to it; its new path. Raises OSError."""
    number = 1
    while _damaged(file, number).exists():
        number += 1
    return rename(file, _damaged(file, number))


def rename(file: Path, target: Path) -> Path:
    """Rename a database, with all that belongs to it, over whatever is at `target`; `target`. Raises OSError."""
    for suffix in ("-wal", "-shm"):
        companion = file.with_name(file.name + suffix)
        if companion.exists():
            companion.replace(target.with_name(target.name + suffix))
        else:
            target.with_name(target.name + suffix).unlink(missing_ok=True)
    return file.replace(target)


def has_set_aside(file: Path) -> bool:
    """Whether a damaged database is still kept beside `file`."""
    return any(file.parent.glob(f"{file.name}.damaged-*"))


def _damaged(file: Path, number: int) -> Path:
    return file.with_name(f"{file.name}.damaged-{number}")


def salvage(damaged: Path, into: Connection) -> None:
    """Carry over into a new database what can still be read from `damaged`: whole rows, table by table."""
    _fill_up(damaged)
    for table in schema.metadata.sorted_tables:
        if table is schema.meta:
            continue
        columns = [column.name for column in table.columns]
        marks = ", ".join("?" * len(columns))
        carry = f"INSERT OR IGNORE INTO {table.name} ({', '.join(columns)}) VALUES ({marks})"
        for row in _readable_rows(damaged, table.name, columns):
            try:
                into.exec_driver_sql(carry, row)
            except DatabaseError as error:
                if kind_of(error.orig) is not None:
                    raise


def _fill_up(damaged: Path) -> None:
    """Give a file that was cut short its length back, as zeros: SQLite reads nothing at all of a shorter one."""
    with damaged.open("r+b") as file:
        head = file.read(100)
        size = int.from_bytes(head[16:18], "big")
        length = (65_536 if size == 1 else size) * int.from_bytes(head[28:32], "big")
        present = damaged.stat().st_size
        if head.startswith(_HEADER) and present < length <= _LONGEST_GAP * present:
            file.truncate(length)


def _readable_rows(damaged: Path, table: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    for order in ("ASC", "DESC"):  # from both ends: a torn page hides what lies behind it
        try:
            with closing(sqlite3.connect(damaged)) as connection:
                yield from connection.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY rowid {order}")
            return
        except sqlite3.DatabaseError:
            continue
