"""Waiting for a condition outside this process, where nothing tells of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def until(condition: Callable[[], T], what: str, within_s: float = 30.0) -> T:
    """Ask again and again until the answer is true.

    Args:
        condition: what to ask.
        what: is waited for, as a person would say it.
        within_s: seconds until it counts as failed.

    Raises:
        TimeoutError: it did not come true in time.
    """
    end = time.monotonic() + within_s
    while not (answer := condition()):
        if time.monotonic() > end:
            raise TimeoutError(f"waited {within_s:.0f} s in vain for {what}")
        time.sleep(0.02)
    return answer
