"""The only clock of the program: elapsed time that counts sleep, UTC beside it, and how long the computer slept."""

from __future__ import annotations

import sys
import time
from typing import Protocol


class Clock(Protocol):
    """What the desk asks for the time. Elapsed times are milliseconds from an arbitrary start."""

    def elapsed_ms(self) -> int:
        """Time since some start, sleep included; never decreases."""

    def awake_ms(self) -> int:
        """Time since some start without sleep; the gap between two readings of both is what was slept."""

    def utc_ms(self) -> int:
        """UTC in milliseconds since 1970; may jump when somebody sets the clock."""


class SystemClock:
    """The clock of this computer."""

    def elapsed_ms(self) -> int:
        """See `Clock`. Linux counts sleep in CLOCK_BOOTTIME only; Windows' monotonic clock counts it already."""
        if sys.platform == "linux":
            elapsed = time.clock_gettime_ns(time.CLOCK_BOOTTIME)
        else:
            elapsed = time.monotonic_ns()
        return elapsed // 1_000_000

    def awake_ms(self) -> int:
        """See `Clock`."""
        if sys.platform == "win32":
            return _windows_awake_ms()
        return time.monotonic_ns() // 1_000_000

    def utc_ms(self) -> int:
        """See `Clock`."""
        return time.time_ns() // 1_000_000


def _windows_awake_ms() -> int:
    import ctypes

    ticks = ctypes.c_ulonglong()
    ctypes.windll.kernel32.QueryUnbiasedInterruptTime(ctypes.byref(ticks))  # type: ignore[attr-defined,unused-ignore]
    return ticks.value // 10_000
