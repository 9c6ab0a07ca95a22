"""The second look: the best few by coverage are compared as strings, for order, gaps and slips that keys cannot see."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from rapidfuzz import fuzz, process

from agent_assist.search.gather import Candidate
from agent_assist.search.query import Query, parse

HIGHEST = 1.15
"""What a phrase gets that is the query word for word."""

_COVERED = 0.6
_ALIKE = 0.4
_HEARD = 0.95
_WITHIN = 0.06
_AT_HEAD = 0.04
_HEARD_WITHIN = 0.03
_HEARD_AT_HEAD = 0.03
_WHOLE = 0.02
_HEADED = 0.5


def rank(query: Query, candidates: Sequence[Candidate]) -> list[float]:
    """A score for each candidate, the higher the better."""
    compared = [_Compared(candidate) for candidate in candidates]
    scores = [each.score(query, *alike) for each, alike in zip(compared, _alike(query, compared), strict=True)]
    otherwise = [(place, *said) for place, candidate in enumerate(candidates) for said in candidate.said]
    queries = {words: parse(words) for words in {words for _, words, _ in otherwise}}
    pairs = [(queries[words], compared[place]) for place, words, _ in otherwise]
    for (place, _, trust), (said, each), alike in zip(otherwise, pairs, _alike_in_pairs(pairs), strict=True):
        scores[place] = max(scores[place], trust * each.score(said, *alike))
    return [score + (_HEADED if c.headed else 0.0) for score, c in zip(scores, candidates, strict=True)]


class _Compared:
    """A candidate with its strings."""

    __slots__ = ("covered", "initials", "letters", "text")

    def __init__(self, candidate: Candidate) -> None:
        rows, row = candidate.segment.text, candidate.row
        self.covered = candidate.covered
        self.text, self.letters, self.initials = rows.text_of(row), rows.letters_of(row), rows.initials_of(row)

    def score(self, query: Query, written: float, heard: float) -> float:
        """The score of the phrase for a query that is `written` and `heard` as much alike, 0 to 1."""
        asked, spoken = query.joined, query.letters
        alike = max(written, _HEARD * heard)
        if query.spells and len(asked) > 1 and asked in self.initials:
            alike = 1.0 if self.initials.startswith(asked) else max(alike, _HEARD)
        score = _COVERED * self.covered + _ALIKE * alike + _WHOLE * min(1.0, len(asked) / max(1, len(self.text)))
        if asked in self.text:
            return score + _WITHIN + (_AT_HEAD if self.text.startswith(asked) else 0.0)
        if spoken and spoken in self.letters:
            return score + _HEARD_WITHIN + (_HEARD_AT_HEAD if self.letters.startswith(spoken) else 0.0)
        return score


_Alike = list[tuple[float, float]]
"""For each phrase, how alike its best place is to the query, as written and as heard."""


def _alike(query: Query, compared: Sequence[_Compared]) -> _Alike:
    if not compared:
        return []
    texts, letters = [each.text for each in compared], [each.letters for each in compared]
    written = process.cdist([query.joined], texts, scorer=fuzz.partial_ratio, dtype=np.float32)[0]
    heard = process.cdist([query.letters], letters, scorer=fuzz.partial_ratio, dtype=np.float32)[0]
    return _fitted([(query, each) for each in compared], written.tolist(), heard.tolist())


def _alike_in_pairs(pairs: Sequence[tuple[Query, _Compared]]) -> _Alike:
    if not pairs:
        return []
    joined, texts = [query.joined for query, _ in pairs], [each.text for _, each in pairs]
    spoken, letters = [query.letters for query, _ in pairs], [each.letters for _, each in pairs]
    written = process.cpdist(joined, texts, scorer=fuzz.partial_ratio, dtype=np.float32)
    heard = process.cpdist(spoken, letters, scorer=fuzz.partial_ratio, dtype=np.float32)
    return _fitted(pairs, written.tolist(), heard.tolist())


def _fitted(pairs: Sequence[tuple[Query, _Compared]], written: list[float], heard: list[float]) -> _Alike:
    """Ratios as 0 to 1; a string shorter than what was asked cannot hold all of it."""
    return [
        (_fit(w, len(query.joined), len(each.text)), _fit(h, len(query.letters), len(each.letters)))
        for (query, each), w, h in zip(pairs, written, heard, strict=True)
    ]


def _fit(ratio: float, asked: int, found: int) -> float:
    return ratio / 100 * min(1.0, found / asked) if asked else 0.0
