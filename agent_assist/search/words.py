"""Latin words that a typed word may mean: itself, its continuations, and what differs by a slip of the fingers."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from agent_assist.search.sounds import Array

_REMEMBERED = 256
_ENDING = 3
_SHORTEST_WITH_ENDING = 3


class Words:
    """All words of an index. Remembers the last answers: while typing, most words are asked for again and again."""

    def __init__(self, words: Sequence[str]) -> None:
        """`words` are sorted and different."""
        self._words = words
        self._lengths = np.fromiter(map(len, words), dtype=np.int32, count=len(words))
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._look)

    def plus(self, new: Iterable[str]) -> Words:
        """These words and the `new` ones, of which there are few."""
        words = list(self._words)
        for word in new:
            insort(words, word)
        return Words(words)

    def __contains__(self, word: str) -> bool:
        place = bisect_left(self._words, word)
        return place < len(self._words) and self._words[place] == word

    def begun_by(self, typed: str) -> bool:
        """Whether a word is, or begins with, what was typed."""
        return bool(self._beginning_with(typed))

    def forms(self, word: str) -> Sequence[str]:
        """The word itself and what differs from it by an ending: *refund*, *refunds*, *refunded*; a short word stands for itself."""
        if len(word) < _SHORTEST_WITH_ENDING:
            return (word,)
        return [form for form in self._beginning_with(word) if len(form) <= len(word) + _ENDING]

    def like(self, typed: str) -> tuple[tuple[str, float], ...]:
        """Words that `typed` may mean, with 0 to 1 for how likely, the least likely first."""
        return self._remembered(typed)

    def _look(self, typed: str) -> tuple[tuple[str, float], ...]:
        likely: dict[str, float] = {}
        size = len(typed)
        if size >= 2:
            for word in self._beginning_with(typed):
                likely[word] = _begun(size, len(word))
        if size >= 3:
            for word, slips in _near(typed, self._of_length(np.abs(self._lengths - size) <= 2), 1 if size < 6 else 2):
                # The first letter is the one that fingers rarely miss.
                guess = 1 - 1.1 * slips / max(size, len(word)) - (0.04 if word[0] != typed[0] else 0.0)
                likely[word] = max(guess, likely.get(word, 0.0))
        if size >= 4:
            begun = _near(typed, self._of_length(self._lengths > size), 1, size)
            # A letter typed twice or left out: so many letters of the word are typed by now.
            for cut in (size - 1, size + 1):
                begun += _near(typed, [word for word in self._beginning_with(typed[0]) if len(word) > cut], 1, cut)
            for word, slips in begun:
                guess = _begun(size, len(word)) * (1 - 1.1 * slips / size)
                likely[word] = max(guess, likely.get(word, 0.0))
        if typed in self:
            likely[typed] = 1.0
        return tuple(sorted(likely.items(), key=lambda pair: (pair[1], pair[0])))

    def _beginning_with(self, typed: str) -> Sequence[str]:
        low = bisect_left(self._words, typed)
        return self._words[low : bisect_left(self._words, typed + "\U0010ffff", low)]

    def _of_length(self, right: Array) -> list[str]:
        return [self._words[place] for place in np.flatnonzero(right).tolist()]


def _near(typed: str, words: Sequence[str], slips: int, cut: int | None = None) -> list[tuple[str, int]]:
    """The words, or those whose beginning, differ by a few slips; and by how many."""
    if not words:
        return []
    compared = words if cut is None else [word[:cut] for word in words]
    counted = process.cdist([typed], compared, scorer=OSA.distance, score_cutoff=slips, dtype=np.uint8)[0]
    return [(words[place], int(counted[place])) for place in np.flatnonzero(counted <= slips).tolist()]


def _begun(typed: int, whole: int) -> float:
    return 0.82 + 0.18 * typed / whole
