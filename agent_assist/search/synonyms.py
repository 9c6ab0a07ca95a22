"""Words that mean the same, as data: whoever types one finds lines that use another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from agent_assist.language.fold import fold
from agent_assist.search.cut import is_word

_SHIPPED = Path(__file__).with_name("data") / "synonyms.txt"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a query; `others` are words that mean the same, none for what stands between."""

    text: str
    others: tuple[str, ...] = ()


class Synonyms:
    """Groups of words; a word may be in several."""

    def __init__(self, groups: list[tuple[str, ...]]) -> None:
        """`groups` are folded."""
        self._others: dict[str, tuple[str, ...]] = {}
        for group in groups:
            for word in group:
                others = (*self._others.get(word, ()), *(other for other in group if other != word))
                self._others[word] = tuple(dict.fromkeys(others))
        self._lengths = sorted({len(word) for word in self._others}, reverse=True)

    def parts(self, folded: str) -> tuple[Part, ...]:
        """The query cut at the words that have synonyms; empty when it has none."""
        parts: list[Part] = []
        before = place = 0
        while place < len(folded):
            word = self._at(folded, place)
            if not word:
                place += 1
                continue
            between = folded[before:place].strip()
            if between:
                parts.append(Part(between))
            parts.append(Part(word, self._others[word]))
            before = place = place + len(word)
        rest = folded[before:].strip()
        if parts and rest:
            parts.append(Part(rest))
        return tuple(parts)

    def _at(self, folded: str, place: int) -> str:
        """The longest word that begins here; a Latin one only where a whole word does."""
        if _joined(folded, place):
            return ""
        for length in self._lengths:
            word = folded[place : place + length]
            if word in self._others and not _joined(folded, place + length):
                return word
        return ""


@cache
def shipped() -> Synonyms:
    """The groups that come with the program; read on first use, in some 2 ms."""
    lines = fold(_SHIPPED.read_text(encoding="utf-8")).splitlines()
    groups = [tuple(word.strip() for word in line.split("|")) for line in lines if line and not line.startswith("#")]
    return Synonyms(groups)


def _joined(folded: str, place: int) -> bool:
    """Whether the characters before and at this place belong to one Latin word."""
    return 0 < place < len(folded) and is_word(folded[place - 1]) and is_word(folded[place])
