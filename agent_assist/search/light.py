"""Words that say little in a query, as data: *how do I*, 怎么, 老是. What they stand around is what is meant."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from agent_assist.language.fold import fold

_SHIPPED = Path(__file__).with_name("data") / "light.txt"


def is_light(word: str) -> bool:
    """Whether a folded Latin word says little."""
    return word in _light()[0]


def light_places(run: str) -> tuple[bool, ...]:
    """For each character of a folded Chinese run, whether it belongs to a word that says little."""
    words, longest = _light()
    light = [False] * len(run)
    place = 0
    while place < len(run):
        size = next((size for size in range(longest, 0, -1) if run[place : place + size] in words), 0)
        light[place : place + size] = [True] * min(size, len(run) - place)
        place += size or 1
    return tuple(light)


@cache
def _light() -> tuple[frozenset[str], int]:
    lines = fold(_SHIPPED.read_text(encoding="utf-8")).splitlines()
    words = frozenset(word for line in lines if not line.startswith("#") for word in line.split())
    return words, max(len(word) for word in words if not word.isascii())
