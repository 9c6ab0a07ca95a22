"""What the writer thread does first: master key, keys, database. Importing this module costs next to nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from agent_assist.store import notices
from agent_assist.store.master import KeyStore, load, system_key_store
from agent_assist.store.records import Job, KeyStatus, Notice, Places, StoreUnavailable

if TYPE_CHECKING:
    from agent_assist.store.database import Database
    from agent_assist.store.vault import Vault

KeyStoreFinder = Callable[[], KeyStore | None]
KEY_STORE_TIMEOUT_S = 5.0
_LOG = logging.getLogger(__name__)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of a batch: what was wrong with single jobs, by their index, and the calls that are finished."""

    faults: dict[int, Exception] = field(default_factory=dict)
    finished: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Opened:
    """The open database with its keys."""

    database: Database
    vault: Vault
    key_status: KeyStatus

    def watch(self, work: Callable[[], _T]) -> _T:
        """Do `work`; what goes wrong with disk or database becomes `StoreUnavailable`."""
        return self.database.watch(work)

    def save(self, jobs: Sequence[Job]) -> Saved:
        """Write `jobs` in one transaction. Raises `StoreUnavailable`, after which they may be given again."""
        from agent_assist.store import saving

        return saving.save(self.database, self.vault, jobs)

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()


@dataclass(frozen=True, slots=True)
class Opener:
    """Opens the store; see `open_store` for what the fields mean."""

    places: Places
    url: str | None
    find_key_store: KeyStoreFinder | None
    key_store_timeout_s: float
    on_notice: Callable[[Notice], None]

    def open(self) -> Opened:
        """Find the master key, open or make the database, sweep up. Raises `StoreUnavailable`."""
        try:
            return self._open()
        except StoreUnavailable:
            raise
        except Exception as error:
            _LOG.info("the store cannot be opened: %s", type(error).__name__)
            raise notices.unavailable("failed", str(self.places.data)) from error

    def _open(self) -> Opened:
        from agent_assist.store import saving
        from agent_assist.store.database import Database
        from agent_assist.store.vault import Vault

        database = Database(self.places.data, self.url, self.on_notice)
        try:
            master, status = load(
                self.places.master_file, self.find_key_store or system_key_store, self.key_store_timeout_s
            )
            vault = database.watch(lambda: Vault(self.places.keys, master))
            saving.sweep(database, vault)
        except BaseException:
            database.close()
            raise
        self._tell(status)
        return Opened(database, vault, status)

    def _tell(self, status: KeyStatus) -> None:
        if status.place == "file":
            self.on_notice(notices.notice("key-file", status.where, status.fault))
        elif status.place == "memory":
            self.on_notice(notices.notice("key-memory", status.where, status.fault))
