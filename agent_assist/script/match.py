"""Finding taboos in words.

Words match however they are punctuated, spaced, in full or half width, traditional or simplified; Latin words match as
whole words. Patterns are regular expressions on the folded text. Serves S0-32 to S0-39, S3-02 to S3-75 (what must never
be said).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from agent_assist.language.fold import fold, fold_map
from agent_assist.script.model import Taboo

_UNITS = re.compile(r"[a-z0-9]+|\w", re.UNICODE)
_APART = r"[\W_]*"
_KNOWN = 4096


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of a text that a taboo forbids."""

    start: int
    end: int
    taboo: Taboo


def hits(text: str, taboos: Iterable[Taboo]) -> tuple[Hit, ...]:
    """Every stretch of `text` that one of the taboos forbids, in the order of the text."""
    folded, origin = fold_map(text)
    found: list[Hit] = []
    for taboo in taboos:
        if taboo.do:
            continue
        allowed = [span for words in taboo.allowed for span in _spans(_words(words), folded)]
        for start, end in _taboo_spans(taboo, folded):
            if not any(start < stop and begin < end for begin, stop in allowed):
                found.append(Hit(origin[start], origin[end - 1] + 1, taboo))
    return tuple(sorted(set(found), key=lambda hit: (hit.start, -hit.end, hit.taboo.place)))


def in_force(*owners: Sequence[Taboo]) -> tuple[Taboo, ...]:
    """The taboos of several owners (a step, its scenario, the pack), each once, the nearest first."""
    return tuple(dict.fromkeys(taboo for taboos in owners for taboo in taboos))


def _taboo_spans(taboo: Taboo, folded: str) -> Iterator[tuple[int, int]]:
    if taboo.say:
        yield from _spans(_words(taboo.say), folded)
    if taboo.pattern:
        yield from _spans(_pattern(taboo.pattern), folded)


def _spans(pattern: re.Pattern[str] | None, folded: str) -> Iterator[tuple[int, int]]:
    if pattern is not None:
        yield from (found.span() for found in pattern.finditer(folded) if found.group())


@lru_cache(_KNOWN)
def _words(words: str) -> re.Pattern[str] | None:
    units = _UNITS.findall(fold(words))
    if not units:
        return None
    pattern = _APART.join(re.escape(unit) for unit in units)
    before = r"(?<![a-z0-9])" if _latin(units[0]) else ""
    after = r"(?![a-z0-9])" if _latin(units[-1]) else ""
    return re.compile(before + pattern + after)


@lru_cache(_KNOWN)
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _latin(unit: str) -> bool:
    return unit.isascii()
