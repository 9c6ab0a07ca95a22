"""The one thread that writes: what is queued together is committed together, and nobody waits for it.

A job is acknowledged (its ticket resolved) when it is durable and what follows from it is done. When the database cannot
be written, the jobs stay queued and are tried again, and the user is told once in one sentence.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, TypeVar

from agent_assist.store.notices import notice
from agent_assist.store.records import (
    Begin,
    CallHeader,
    CallSummary,
    Check,
    Expire,
    Finish,
    FollowUpRow,
    FollowUpState,
    Job,
    Notice,
    Settle,
    StoredEvent,
    StoreUnavailable,
    Ticket,
)

if TYPE_CHECKING:
    from agent_assist.store.opening import Opened, Opener, Saved

_BATCH = 256
_RETRY_S = (0.1, 0.2, 0.5, 1.0, 2.0)
_CLOSED = Notice("failed", "", "The store is closed; nothing was kept.")
_T = TypeVar("_T")
_Entry = tuple[Job, Ticket]


class Writer:
    """Takes jobs from any thread and writes them from its own. Every method but `close` returns at once."""

    def __init__(self, opener: Opener, opened: Future[Opened], on_notice: Callable[[Notice], None]) -> None:
        self._opener = opener
        self._opened = opened
        self._on_notice = on_notice
        self._queue: SimpleQueue[_Entry | None] = SimpleQueue()
        self._gate = threading.Lock()
        self._closed = False
        self._hurry = threading.Event()
        self._trouble: Notice | None = None
        self._lost = 0
        self._given_up = False
        self._generation = 0
        self._unfinished: dict[str, list[Job]] = {}
        self._thread = threading.Thread(target=self._run, name="store-writer", daemon=True)
        self._thread.start()

    def begin(self, header: CallHeader, pack_text: str) -> Ticket:
        """A call begins; `pack_text` is kept once under ``header.snapshot_hash``."""
        return self._put(Begin(header, pack_text))

    def append(self, event: StoredEvent) -> Ticket:
        """Keep one input of a call that has begun. The same event twice is kept once.

        The ticket fails with `ValueError` when the call is unknown or its `seq` holds another event.
        """
        return self._put(event)

    def summarise(self, summary: CallSummary) -> Ticket:
        """Say that a call has ended, and what counts of it."""
        return self._put(summary)

    def promise(self, row: FollowUpRow) -> Ticket:
        """Keep a promise, or replace the one with this id. Its values get a key of their own."""
        return self._put(row)

    def settle(self, follow_up_id: str, state: FollowUpState, utc_ms: int, how: str = "") -> Ticket:
        """A promise is kept (`how` is an id), withdrawn, or open again. Withdrawing it destroys its values at once."""
        return self._put(Settle(follow_up_id, state, utc_ms, how))

    def finish(self, call_id: str, utc_ms: int) -> Ticket:
        """The wrap-up is over: the values of the call are destroyed before the ticket resolves."""
        return self._put(Finish(call_id, utc_ms))

    def expire(self, now_utc_ms: int, live: frozenset[str], retention_ms: int) -> Ticket:
        """Destroy what has been kept long enough; to be called at every start and every few minutes.

        Calls go 15 minutes after their end, and calls that nothing ended (the program was killed) 30 minutes after
        their last event unless they are in `live`; values of kept promises go `retention_ms` after they were kept. A
        clock that went back starts these spans anew from `now_utc_ms`.
        """
        return self._put(Expire(now_utc_ms, live, retention_ms))

    def flush(self) -> Ticket:
        """Resolved when everything given before it is durable."""
        return self._put(Check(thorough=False))

    def check(self) -> Ticket:
        """Read the whole database through; a damaged one is set aside. It costs as much as the database is large."""
        return self._put(Check(thorough=True))

    def close(self, timeout_s: float = 5.0) -> int:
        """Write what is queued, try troubles once more, end the thread; the number of jobs that were not kept.

        Their tickets fail with `StoreUnavailable`. Closing again does nothing.
        """
        with self._gate:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
        self._hurry.set()
        self._thread.join(timeout_s)
        return self._lost + self._queue.qsize() if self._thread.is_alive() else self._lost

    def _put(self, job: Job) -> Ticket:
        ticket: Ticket = Future()
        ticket.set_running_or_notify_cancel()  # what is queued is kept: a ticket cannot be cancelled
        with self._gate:
            if not self._closed:
                self._queue.put((job, ticket))
                return ticket
        ticket.set_exception(StoreUnavailable(_CLOSED))
        return ticket

    def _run(self) -> None:
        opened = self._insist(self._opener.open)
        if opened is None:
            self._give_up_opening()
            return
        self._opened.set_result(opened)
        going = True
        while going:
            batch, going = self._take()
            if batch:
                self._save(opened, batch)
        opened.close()

    def _take(self) -> tuple[list[_Entry], bool]:
        """Everything that waits, up to a limit, and whether more may come."""
        batch: list[_Entry] = []
        entry = self._queue.get()
        while entry is not None:
            batch.append(entry)
            if len(batch) == _BATCH:
                return batch, True
            try:
                entry = self._queue.get_nowait()
            except Empty:
                return batch, True
        return batch, False

    def _save(self, opened: Opened, batch: list[_Entry]) -> None:
        jobs = [job for job, _ in batch]
        for job in jobs:
            self._remember(job)
        saved = None if self._given_up else self._insist(lambda: self._write(opened, jobs))
        if saved is None:
            self._given_up = True  # keeping what comes after a gap would make another call of it
            self._refuse(batch)
            return
        for call_id in saved.finished:
            self._unfinished.pop(call_id, None)
        for index, (_, ticket) in enumerate(batch):
            fault = saved.faults.get(index)
            if fault is None:
                ticket.set_result(None)
            else:
                self._tell_fault(opened, fault)
                ticket.set_exception(fault)

    def _write(self, opened: Opened, jobs: list[Job]) -> Saved:
        try:
            return self._write_on(opened, jobs)
        except StoreUnavailable as trouble:
            if trouble.notice.kind != "damaged":
                raise
        opened.database.replace_damaged()
        return self._write_on(opened, jobs)

    def _write_on(self, opened: Opened, jobs: list[Job]) -> Saved:
        """Write `jobs`, and before them, into a new file, what it has to know of the calls that run."""
        generation = opened.database.generation
        if generation != self._generation:
            opened.save([job for running in self._unfinished.values() for job in running])
            self._generation = generation
        return opened.save(jobs)

    def _refuse(self, batch: list[_Entry]) -> None:
        self._lost += len(batch)
        for _, ticket in batch:
            ticket.set_exception(StoreUnavailable(self._trouble or _CLOSED))

    def _insist(self, work: Callable[[], _T]) -> _T | None:
        """Do `work`, again and again while the database is in trouble; None when the time to close has come first."""
        attempt = 0
        while True:
            last = self._hurry.is_set()
            try:
                result = work()
            except StoreUnavailable as trouble:
                if attempt or last:  # what is over at the second try is no trouble of the user's
                    self._tell(trouble.notice)
                if last:
                    return None
                self._hurry.wait(_RETRY_S[min(attempt, len(_RETRY_S) - 1)])
                attempt += 1
            else:
                self._tell(None)
                return result

    def _tell(self, trouble: Notice | None) -> None:
        """Pass on a trouble once, and its end once."""
        if trouble != self._trouble:
            over, self._trouble = self._trouble, trouble
            self._on_notice(trouble or notice("saving-again", over.place if over else ""))

    def _tell_fault(self, opened: Opened, fault: Exception) -> None:
        """What a caller did wrong is on its ticket; what the database did wrong must not stay unseen."""
        if not isinstance(fault, ValueError):
            self._on_notice(notice("failed", opened.database.place))

    def _give_up_opening(self) -> None:
        self._opened.set_exception(StoreUnavailable(self._trouble or _CLOSED))
        going = True
        while going:
            batch, going = self._take()
            self._refuse(batch)

    def _remember(self, job: Job) -> None:
        """Keep at hand what belongs to calls that run, so that a damaged file cannot take them along."""
        match job:
            case Begin(header):
                self._unfinished.setdefault(header.call_id, []).append(job)
            case StoredEvent(call_id) | CallSummary(call_id) | FollowUpRow(_, call_id):
                if call_id in self._unfinished:
                    self._unfinished[call_id].append(job)
            case Settle(follow_up_id):
                for jobs in self._unfinished.values():
                    if any(isinstance(each, FollowUpRow) and each.id == follow_up_id for each in jobs):
                        jobs.append(job)
            case _:
                pass
