"""The database behind one address: transactions, and troubles told apart from faults. SQLite and PostgreSQL alike."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine, create_engine, make_url
from sqlalchemy.exc import DatabaseError, IntegrityError, InterfaceError, OperationalError

from agent_assist.store import files, notices, schema, sqlite
from agent_assist.store.records import Notice, NoticeKind, StoreUnavailable

_T = TypeVar("_T")
FILE_NAME = "agent-assist.sqlite3"


class Database:
    """Hands out transactions, from any thread."""

    def __init__(self, folder: Path, url: str | None, on_notice: Callable[[Notice], None]) -> None:
        """Open or make it; `url` None means the SQLite file in `folder`. Raises `StoreUnavailable`."""
        self._file = folder / FILE_NAME if url is None else None
        self._url = make_url(url) if url is not None else sqlite.url_of(folder / FILE_NAME)
        self.place = str(self._file or self._url.render_as_string(hide_password=True))
        self._on_notice = on_notice
        self._engine = self._connect()
        try:
            self.watch(lambda: self._open(folder))
        except StoreUnavailable:
            self._engine.dispose()
            raise

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that reads."""
        with self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes: durable at its end, or without effect."""
        with self._engine.connect().execution_options(writing=True) as connection, connection.begin():
            yield connection

    def watch(self, work: Callable[[], _T]) -> _T:
        """Do `work`; a trouble of the database or the disk becomes `StoreUnavailable`, any other fault stays itself."""
        try:
            return work()
        except schema.NewerSchema:
            raise notices.unavailable("newer", self.place) from None
        except OSError as error:
            raise notices.of_os_error(error, self.place) from error
        except sqlite3.DatabaseError as error:
            raise notices.unavailable(sqlite.kind_of(error) or "disk", self.place) from error
        except DatabaseError as error:
            kind = self._kind(error)
            if kind is None:
                raise
            raise notices.unavailable(kind, self.place) from error

    def replace_damaged(self) -> bool:
        """Set a damaged file aside and begin a new one with what can be read of it; False when it is sound after all.

        Another process may have replaced the file already, then a new connection is all that is needed.
        Raises `StoreUnavailable`.
        """
        file = self._file
        if file is None:
            return False
        return self.watch(lambda: self._replace(file))

    def keeps_damaged(self) -> bool:
        """Whether a file that was set aside is still there."""
        return self._file is not None and sqlite.has_set_aside(self._file)

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()

    def _connect(self) -> Engine:
        if self._url.get_backend_name() != "sqlite":
            return create_engine(self._url, pool_pre_ping=True)
        engine = create_engine(self._url)
        sqlite.prepare(engine)
        return engine

    def _open(self, folder: Path) -> None:
        files.private_folder(folder)
        if self._file is not None and not sqlite.is_sound(self._file):
            self._replace(self._file)
        else:
            self._upgrade()

    def _upgrade(self) -> None:
        with self.writing() as connection:
            schema.upgrade(connection)

    def _replace(self, file: Path) -> bool:
        self._engine.dispose()
        sound = sqlite.is_sound(file)
        aside = file if sound else sqlite.set_aside(file)
        self._engine = self._connect()
        with self.writing() as connection:
            schema.upgrade(connection)
            if not sound:
                sqlite.salvage(aside, connection)
        if not sound:
            self._on_notice(notices.notice("set-aside", self.place, str(aside)))
        return not sound

    def _kind(self, error: DatabaseError) -> NoticeKind | None:
        if isinstance(error, IntegrityError):
            return None
        if self._url.get_backend_name() == "sqlite":
            return sqlite.kind_of(error.orig)
        return "unreachable" if isinstance(error, OperationalError | InterfaceError) else None
