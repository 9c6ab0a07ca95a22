"""Reads what is kept. Every method blocks, so it belongs on a background thread; any thread may call it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, TypeVar

from agent_assist.store.records import (
    CallHeader,
    Figures,
    FollowUpRow,
    Notice,
    StoredEvent,
    StoreUnavailable,
)

if TYPE_CHECKING:
    from agent_assist.store.opening import Opened

_OPENING_S = 30.0
_T = TypeVar("_T")


class Reader:
    """Sees what has been acknowledged. Every method raises `StoreUnavailable` when the database cannot be read."""

    def __init__(self, opened: Future[Opened], on_damage: Callable[[], object]) -> None:
        self._opened = opened
        self._on_damage = on_damage

    def unfinished_calls(self) -> tuple[CallHeader, ...]:
        """Calls whose wrap-up is not over, the earliest first."""
        from agent_assist.store import reads

        return self._read(lambda opened: reads.unfinished_calls(opened.database))

    def events(self, call_id: str) -> tuple[StoredEvent, ...]:
        """The events of a call in their order, with their values while its key exists."""
        from agent_assist.store import reads

        return self._read(lambda opened: reads.events_of(opened.database, opened.vault, call_id))

    def followups_open(self) -> tuple[FollowUpRow, ...]:
        """Promises not yet kept, those due first before those without a due time."""
        from agent_assist.store import reads

        return self._read(lambda opened: reads.followups_open(opened.database, opened.vault))

    def figures(self, from_utc_ms: int, until_utc_ms: int, agent_no: str | None = None) -> Figures:
        """Counts of the calls that began, and the promises that were made, from `from_utc_ms` to before `until_utc_ms`.

        `agent_no` limits them to one agent.
        """
        from agent_assist.store import reads

        return self._read(lambda opened: reads.figures(opened.database, from_utc_ms, until_utc_ms, agent_no))

    def snapshot(self, snapshot_hash: str) -> str | None:
        """The resolved pack kept under `snapshot_hash`."""
        from agent_assist.store import reads

        return self._read(lambda opened: reads.snapshot(opened.database, snapshot_hash))

    def _read(self, work: Callable[[Opened], _T]) -> _T:
        try:
            opened = self._opened.result(_OPENING_S)
        except TimeoutError:
            sentence = "The store is not open yet; what is kept cannot be shown now."
            raise StoreUnavailable(Notice("failed", "", sentence)) from None
        try:
            return opened.watch(lambda: work(opened))
        except StoreUnavailable as trouble:
            if trouble.notice.kind == "damaged":
                self._on_damage()
            raise
