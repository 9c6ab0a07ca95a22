"""Opens the store: puts writer, reader and keys together without making the caller wait."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass

from agent_assist.store.notices import guarded
from agent_assist.store.opening import KEY_STORE_TIMEOUT_S, KeyStoreFinder, Opened, Opener
from agent_assist.store.reader import Reader
from agent_assist.store.records import KeyStatus, Notice, Places
from agent_assist.store.writer import Writer


@dataclass(frozen=True, slots=True)
class Store:
    """An open store. `reader` blocks and belongs on a background thread; `writer` never blocks but in `close`."""

    writer: Writer
    reader: Reader
    opened: Future[Opened]

    def key_status(self) -> KeyStatus | None:
        """Where the master key lies; None while the store is still opening."""
        return self.opened.result().key_status if self.opened.done() and not self.opened.exception() else None

    def close(self, timeout_s: float = 5.0) -> int:
        """Make durable what is queued and end the writer; the number of jobs that could not be kept in `timeout_s`."""
        return self.writer.close(timeout_s)


def open_store(
    places: Places,
    on_notice: Callable[[Notice], None],
    *,
    url: str | None = None,
    find_key_store: KeyStoreFinder | None = None,
    key_store_timeout_s: float = KEY_STORE_TIMEOUT_S,
) -> Store:
    """Open the store in the background and return at once.

    `on_notice` is called from the writer thread. `url` is the SQLAlchemy address of a team's database; None means the
    SQLite file in ``places.data``. `find_key_store` finds the key store of the system (None: through keyring); it has
    `key_store_timeout_s` to answer before the key is kept in ``places.master_file``.
    """
    opened: Future[Opened] = Future()
    tell = guarded(on_notice)
    opener = Opener(places, url, find_key_store, key_store_timeout_s, tell)
    writer = Writer(opener, opened, tell)
    return Store(writer, Reader(opened, writer.check), opened)


def snapshot_hash(pack_text: str) -> str:
    """The id under which a resolved pack is kept."""
    return hashlib.sha256(pack_text.encode()).hexdigest()
