"""Background work: one place that runs things off the UI thread and brings their result back to it.

Work that touches the same thing goes through the same lane, in order; a lane is one thread. A newer job may make an older
one stale: `latest` drops what has not begun.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

if TYPE_CHECKING:
    # Their package is imported with the first job.
    from concurrent.futures import Future, ThreadPoolExecutor

_LOG = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class _Arrival:
    """A finished job on its way back to this thread."""

    finished: Future[Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None] | None


class Background(QObject):
    """Runs jobs on a worker thread; their outcome arrives on the thread this object lives in."""

    _arrived = Signal(_Arrival)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes: dict[str, ThreadPoolExecutor] = {}
        self._waiting: dict[str, Future[Any]] = {}
        self._closed = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        lane: str,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        latest: bool = False,
    ) -> None:
        """Run `work` on the lane's thread, then `done` with its result on this one.

        Args:
            lane: the name of the thread; jobs of one lane run one after the other.
            work: must not touch Qt objects of this thread.
            done: called with the result.
            failed: called with the exception; without it, it is logged without its text.
            latest: a job of this lane that was asked for with `latest` and has not begun is dropped.
        """
        if self._closed:
            return
        pool = self._lane(lane)
        if latest and lane in self._waiting:
            self._waiting[lane].cancel()
        future: Future[Any] = pool.submit(work)
        if latest:
            self._waiting[lane] = future

        def deliver(finished: Future[Any]) -> None:
            if not finished.cancelled() and not self._closed:
                self._arrived.emit(_Arrival(finished, done, failed))

        future.add_done_callback(deliver)

    def _lane(self, name: str) -> ThreadPoolExecutor:
        from concurrent.futures import ThreadPoolExecutor

        if name not in self._lanes:
            self._lanes[name] = ThreadPoolExecutor(1, thread_name_prefix=name)
        return self._lanes[name]

    def call_here(self, what: Callable[[], None]) -> None:
        """Run something on this object's thread, from any thread, after what is queued there."""
        from concurrent.futures import Future

        finished: Future[None] = Future()
        finished.set_result(None)
        if not self._closed:
            self._arrived.emit(_Arrival(finished, lambda _: what(), None))

    @Slot(object)
    def _deliver(self, arrival: _Arrival) -> None:
        finished, done, failed = arrival.finished, arrival.done, arrival.failed
        error = finished.exception()
        if error is None:
            done(finished.result())
        elif failed is not None and isinstance(error, Exception):
            failed(error)
        else:
            # The text of an exception may hold what a user typed; its kind is enough to find the fault.
            _LOG.error("background work failed: %s", type(error).__name__)

    def finish(self, lane: str) -> None:
        """Wait until a lane has done all it was given."""
        pool = self._lanes.pop(lane, None)
        if pool is not None:
            pool.shutdown(wait=True)

    def close(self) -> None:
        """Let what has begun finish, drop the rest, and deliver nothing any more."""
        self._closed = True
        for pool in self._lanes.values():
            pool.shutdown(wait=True, cancel_futures=True)
