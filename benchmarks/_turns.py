"""How late waits run out: those of the desk and those of a bare precise timer, of the same lengths, by turns."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer

from agent_assist.desk.desk import Desk


class Turns(QObject):
    """Says line after line, and looks how late each wait runs out; after each a bare timer.

    `desk_late` and `bare_late` are milliseconds, from just before ``said`` to the signal, on a clock the desk does not read.
    """

    def __init__(self, desk: Desk, waits: int, done: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self.desk_late: list[float] = []
        self.bare_late: list[float] = []
        self._desk, self._left, self._done = desk, waits, done
        self._from, self._ms = 0, 0
        self._bare = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._bare.timeout.connect(self._bare_due)
        desk.fell_due.connect(self._desk_due)

    def begin(self) -> None:
        """The next wait; `done` is called when there is none."""
        if not self._left:
            self._done()
            return
        self._left -= 1
        self._from = time.perf_counter_ns()
        self._desk.said()
        front = self._desk.front
        assert front is not None
        assert front.call.wait is not None
        self._ms = front.call.wait.ms

    def _desk_due(self) -> None:
        self.desk_late.append((time.perf_counter_ns() - self._from) / 1e6 - self._ms)
        self._from = time.perf_counter_ns()
        self._bare.start(self._ms)

    def _bare_due(self) -> None:
        self.bare_late.append((time.perf_counter_ns() - self._from) / 1e6 - self._ms)
        self.begin()
