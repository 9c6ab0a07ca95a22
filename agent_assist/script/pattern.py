"""Regular expressions that people write into packs: which of them could take for ever.

Python's `re` tries all ways of sharing letters between a repetition and the one around it, and their number doubles with
every letter. Such a pattern would stop the check and the desk on the first long note, so it is refused where it is written.
"""

from __future__ import annotations

import re
from functools import lru_cache

_REPEATED = re.compile(r"[*+]|\{\d*,\d*\}")
_FEW = re.compile(r"\{\d*,(\d+)\}")
_MOST = 9
"""A repetition of at most so many times inside another one is still quick."""

_KNOWN = 4096


@lru_cache(_KNOWN)
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern ready to be matched with folded text. Raises re.error for one that is none."""
    return re.compile(pattern, re.IGNORECASE)


def runaway(pattern: str) -> int | None:
    """Where a repetition of a repetition begins in a pattern, as an offset; None when there is none.

    Args:
        pattern: one that compiles.
    """
    groups: list[tuple[int, bool]] = []
    inner = False
    at = 0
    while at < len(pattern):
        letter = pattern[at]
        if letter == "\\":
            at += 2
            continue
        if letter == "[":
            at = _class_end(pattern, at)
            continue
        if letter == "(":
            groups.append((at, inner))
            inner = False
        elif letter == ")" and groups:
            start, around = groups.pop()
            if inner and _repeats(pattern, at + 1):
                return start
            inner = inner or around
        elif found := _REPEATED.match(pattern, at):
            inner = inner or _repeats(pattern, at)
            at = found.end() + (pattern[found.end() : found.end() + 1] in ("+", "?"))
            continue
        at += 1
    return None


def _repeats(pattern: str, at: int) -> bool:
    """Whether what stands before `at` may be repeated many times. A possessive repetition gives nothing back."""
    found = _REPEATED.match(pattern, at)
    if found is None:
        return False
    few = _FEW.match(pattern, at)
    often = few is None or int(few[1]) > _MOST
    return often and pattern[found.end() : found.end() + 1] != "+"


def _class_end(pattern: str, at: int) -> int:
    """Behind the ``]`` that closes a set of characters; a ``]`` that comes first belongs to the set."""
    at += 2 if pattern[at + 1 : at + 2] == "^" else 1
    at += 1
    while at < len(pattern) and pattern[at] != "]":
        at += 2 if pattern[at] == "\\" else 1
    return at + 1
