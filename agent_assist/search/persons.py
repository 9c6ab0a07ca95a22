"""Words for persons, as data: who is meant by *I*, *you*, *she* or 客户."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from agent_assist.language.fold import fold
from agent_assist.search.light import words_in

PERSONS = ("1", "2", "3")
"""The agent, who is spoken to, and anybody else."""
_SHIPPED = Path(__file__).with_name("data") / "persons.txt"


def person_of(word: str) -> str:
    """The person a folded word means; "" for other words."""
    return _persons()[0].get(word, "")


def persons_in(run: str) -> Iterator[tuple[int, str]]:
    """The words for persons in a Chinese run, each with where it begins."""
    return words_in(run, *_persons())


@cache
def _persons() -> tuple[dict[str, str], int]:
    """Words with their persons, and how long the longest Chinese one is."""
    words: dict[str, str] = {}
    for line in fold(_SHIPPED.read_text(encoding="utf-8")).splitlines():
        person, *named = line.split() or [""]
        if person in PERSONS:
            words |= dict.fromkeys(named, person)
    return words, max(len(word) for word in words if not word.isascii())
