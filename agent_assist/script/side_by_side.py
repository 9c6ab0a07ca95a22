"""Work that is done side by side, on copies of this process: what takes a command long uses all processors.

A copy has all that was read already, so whoever asks reads first. Only Linux makes copies in no time and safely; elsewhere, and
where there is no room for one, the work is done one after the other.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

_LOG = logging.getLogger(__name__)
R = TypeVar("R")


def side_by_side(works: Sequence[Callable[[], R]]) -> list[R]:
    """What each work gives, in their order. What it gives can be pickled; what it raises is raised here."""
    *others, here = works
    copies = [_Copy(work) for work in others]
    last = here()
    return [*(copy.given() for copy in copies), last]


class _Copy(Generic[R]):
    """A copy of this process at one work; without one, the work waits until it is asked for."""

    def __init__(self, work: Callable[[], R]) -> None:
        self._work = work
        self._answer: Connection | None = None
        if sys.platform != "linux" or (os.cpu_count() or 1) == 1 or threading.active_count() > 1:
            return
        try:
            self._answer, told = multiprocessing.Pipe(duplex=False)
            self._process = multiprocessing.get_context("fork").Process(target=_tell, args=(work, told), daemon=True)
            self._process.start()
            told.close()
        except OSError as error:
            _LOG.info("no other process to work in: %s", type(error).__name__)
            self._answer = None

    def given(self) -> R:
        if self._answer is not None:
            with suppress(EOFError):  # it raised something, or was ended: here it shows which
                given: R = self._answer.recv()
                self._process.join()
                return given
        return self._work()


def _tell(work: Callable[[], R], told: Connection) -> None:
    try:
        told.send(work())
    except BaseException:  # noqa: BLE001 -- it is done again where it can be told
        os._exit(1)
