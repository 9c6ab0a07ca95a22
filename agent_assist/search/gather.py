"""The first look over all phrases: which of them are worth a second one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from agent_assist.search.query import Query, parse
from agent_assist.search.score import Scorer
from agent_assist.search.segment import Segment
from agent_assist.search.sounds import Array
from agent_assist.search.synonyms import Part, Synonyms

SYNONYM = 0.8
"""What a word counts when it is said otherwise."""

_LEAST_COVERED = 0.15
_SATISFIED = 0.85
_HERE = 0.03
_HEADED = 1.0
_TOKENS_REMEMBERED = 12
_MEANINGS_REMEMBERED = 256


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase worth a second look.

    Attributes:
        segment, row: which phrase.
        covered: how much of the query it covers.
        said: the query with synonyms in the phrase's own words; "" when it needs none.
        headed: whether the query is the title or an alias of its scenario, word for word.
    """

    segment: Segment
    row: int
    covered: float
    said: str = ""
    headed: bool = False


class Gatherer:
    """Finds candidates in some segments. Remembers what it worked out: while typing, all tokens but the last stay."""

    def __init__(self, scorer: Scorer, synonyms: Synonyms) -> None:
        self._segments = scorer.segments
        self._synonyms = synonyms
        self._score = lru_cache(maxsize=_TOKENS_REMEMBERED)(scorer.score)
        self._meaning = lru_cache(maxsize=_MEANINGS_REMEMBERED)(scorer.meaning)

    def candidates(self, asked: Query, most: int, scenario: str | None) -> list[Candidate]:
        """At most `most` phrases, those that cover most of the query; lines of `scenario` have a small advantage."""
        _, shares = self._shares(asked)
        parts = self._synonyms.parts(asked.folded)
        split: list[tuple[float, list[Array]]] = []
        if parts and not self._satisfied(shares):
            split = [self._meant(part) for part in parts]
            worth = sum(weight for weight, _ in split)
            for number, share in enumerate(shares):
                said = sum(own[number] * np.float32(weight / worth) for weight, own in split)
                np.maximum(share, said, out=share)
        found: list[tuple[float, int, int]] = []
        for number, segment in enumerate(self._segments):
            covered = shares[number] + segment.tie
            if scenario is not None and scenario in segment.scenarios:
                covered[segment.scenarios[scenario]] += np.float32(_HERE)
            headed = segment.headings.get(asked.joined)
            if headed is not None:
                covered[headed] += np.float32(_HEADED)
            covered *= segment.alive
            found += [(share, number, row) for share, row in _best(covered, most)]
        found.sort(key=lambda each: -each[0])
        return [self._candidate(asked, each, parts if split else ()) for each in found[:most]]

    def _candidate(self, asked: Query, found: tuple[float, int, int], parts: Sequence[Part]) -> Candidate:
        share, number, row = found
        segment = self._segments[number]
        headings = segment.headings.get(asked.joined)
        headed = headings is not None and _holds(headings, row)
        said = self._said(parts, number, row) if parts else ""
        return Candidate(segment, row, share - (_HEADED if headed else 0.0), said, headed)

    def _satisfied(self, shares: Sequence[Array]) -> bool:
        """Whether some phrase has the query as it stands, so that nothing need be said otherwise."""
        return any(
            len(share) and float((share * segment.alive).max()) >= _SATISFIED
            for share, segment in zip(shares, self._segments, strict=True)
        )

    def _shares(self, asked: Query) -> tuple[float, list[Array]]:
        """What the query is worth, and for each segment how much of it each phrase covers."""
        scored = [self._score(token) for token in asked.tokens]
        worth = sum(each.worth for each in scored) or 1.0
        shares = []
        for number, segment in enumerate(self._segments):
            covered = np.zeros(len(segment.phrases), dtype=np.float32)
            for each in scored:
                covered += each.shares[number] * np.float32(each.worth / worth)
            shares.append(covered)
        return worth, shares

    def _meant(self, part: Part) -> tuple[float, list[Array]]:
        """The same for a part of a query, whichever of its synonyms is used."""
        worth, shares = self._shares(parse(part.text))
        for other in part.others:
            for share, (rows, values) in zip(shares, self._meaning(other), strict=True):
                share[rows] = np.maximum(share[rows], values * np.float32(SYNONYM))
        return worth, shares

    def _said(self, parts: Sequence[Part], number: int, row: int) -> str:
        """The query in the words of this phrase; "" when it has none of the synonyms."""
        words = []
        changed = False
        for part in parts:
            chosen = part.text
            if part.others and not _holds(self._meaning(part.text)[number][0], row):
                chosen = next((o for o in part.others if _holds(self._meaning(o)[number][0], row)), part.text)
                changed |= chosen != part.text
            words.append(chosen)
        return " ".join(words) if changed else ""


def _holds(rows: Array, row: int) -> bool:
    """Whether sorted `rows` have this one."""
    place = int(np.searchsorted(rows, row))
    return place < len(rows) and int(rows[place]) == row


def _best(covered: Array, most: int) -> list[tuple[float, int]]:
    """The rows that cover most, with their share."""
    rows = np.flatnonzero(covered > _LEAST_COVERED)
    shares = covered[rows]
    if len(rows) > most:
        chosen = np.argpartition(shares, len(rows) - most)[len(rows) - most :]
        rows, shares = rows[chosen], shares[chosen]
    return list(zip(shares.tolist(), rows.tolist(), strict=True))
