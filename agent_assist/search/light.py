"""Words that say little in a query, as data: *how do I*, 怎么, 老是. What they stand around is what is meant."""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import cache
from pathlib import Path

from agent_assist.language.fold import fold

_SHIPPED = Path(__file__).with_name("data") / "light.txt"


def is_light(word: str) -> bool:
    """Whether a folded Latin word says little."""
    return word in _light()[0]


def light_places(run: str) -> tuple[bool, ...]:
    """For each character of a folded Chinese run, whether it belongs to a word that says little."""
    light = [False] * len(run)
    for place, word in words_in(run, *_light()):
        light[place : place + len(word)] = [True] * len(word)
    return tuple(light)


def words_in(run: str, words: Container[str], longest: int) -> Iterator[tuple[int, str]]:
    """The words of a list that stand in a Chinese run, from the left and the longest first, each with where it begins.

    Args:
        run: what is looked through.
        words: the list.
        longest: characters of its longest Chinese word.
    """
    place = 0
    while place < len(run):
        most = min(longest, len(run) - place)
        size = next((size for size in range(most, 0, -1) if run[place : place + size] in words), 0)
        if size:
            yield place, run[place : place + size]
        place += size or 1


@cache
def _light() -> tuple[frozenset[str], int]:
    lines = fold(_SHIPPED.read_text(encoding="utf-8")).splitlines()
    words = frozenset(word for line in lines if not line.startswith("#") for word in line.split())
    return words, max(len(word) for word in words if not word.isascii())
