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
from agent_assist.store.records import Notice, NoticeKind

_T = TypeVar("_T")
FILE_NAME = "agent-assist.sqlite3"


class Database:
    """Hands out transactions, from any thread.

    `generation` grows whenever the file behind it has become another one.
    """

    def __init__(self, folder: Path, url: str | None, on_notice: Callable[[Notice], None]) -> None:
        """Open or make it; `url` None means the SQLite file in `folder`. Raises `StoreUnavailable`."""
        self._file = folder / FILE_NAME if url is None else None
        self._url = sqlite.url_of(folder / FILE_NAME) if url is None else make_url(url)
        self.place = str(self._file or self._url.render_as_string(hide_password=True))
        self.generation = 0
        self._on_notice = on_notice
        self._identity: tuple[int, int] | None = None
        self._engine = self._connect()
        try:
            self.watch(self._open)
        except BaseException:
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
        if self._identity != self._identify():  # removed, or set aside by another process
            raise notices.unavailable("damaged", self.place)
        with self._transaction() as connection:
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

    def check(self) -> None:
        """Read the whole file through. Raises `StoreUnavailable`, of kind "damaged" when it is to be replaced."""
        file = self._file
        if file is not None and not self.watch(lambda: sqlite.is_sound(file)):
            raise notices.unavailable("damaged", self.place)

    def replace_damaged(self) -> None:
        """Set a damaged file aside and begin a new one with what can be read of it. Raises `StoreUnavailable`.

        When the file is sound after all (another process has replaced it), only the connections are made anew.
        """
        self._engine.dispose()
        self._engine = self._connect()
        self.watch(self._open)
        self.generation += 1

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

    def _open(self) -> None:
        file = self._file
        if file is None:
            try:
                self._upgrade(None)
            except DatabaseError:
                self._upgrade(None)  # another desk made the tables at the same moment; else this fails again
            return
        files.private_folder(file.parent)
        if not sqlite.is_sound(file):
            self._replace(file)
        else:
            try:
                self._upgrade(None)
            except (DatabaseError, ValueError) as error:
                if self._is_trouble(error):
                    raise
                self._replace(file)  # it can be read, but is not what this program writes
        files.sync_folder(file.parent)
        self._identity = self._identify()

    def _replace(self, file: Path) -> None:
        """Begin a new file with what can be read of the one that is there; all stays as it was when that fails."""
        self._engine.dispose()
        aside = sqlite.set_aside(file)
        try:
            self._upgrade(aside)
        except BaseException:
            self._engine.dispose()
            sqlite.rename(aside, file)
            raise
        self._on_notice(notices.notice("set-aside", self.place, str(aside)))

    def _upgrade(self, aside: Path | None) -> None:
        with self._transaction() as connection:
            schema.upgrade(connection)
            schema.probe(connection)
            if aside is not None:
                sqlite.salvage(aside, connection)

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with self._engine.connect().execution_options(writing=True) as connection, connection.begin():
            yield connection

    def _identify(self) -> tuple[int, int] | None:
        """Which file lies at the path of the database now."""
        if self._file is None:
            return None
        try:
            status = self._file.stat()
        except FileNotFoundError:
            return None
        return status.st_dev, status.st_ino

    def _is_trouble(self, error: Exception) -> bool:
        return isinstance(error, DatabaseError) and self._kind(error) not in (None, "damaged")

    def _kind(self, error: DatabaseError) -> NoticeKind | None:
        if isinstance(error, IntegrityError):
            return None
        if self._url.get_backend_name() == "sqlite":
            return sqlite.kind_of(error.orig)
        return "unreachable" if isinstance(error, OperationalError | InterfaceError) else None
