"""What every command shares: its exit codes, and how it says that something is wrong."""

from __future__ import annotations

import sys

FINE, PROBLEMS, USAGE = 0, 1, 2


def complain(sentence: str) -> None:
    """Say what is wrong on the error stream, in one sentence."""
    sys.stderr.write(f"agent-assist: {sentence}\n")
