"""The first look over all phrases: which of them are worth a second one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from agent_assist.search.core import core, heard, pieces, whom
from agent_assist.search.meaning import Meanings
from agent_assist.search.otherwise import Otherwise, Places, Reading, Said, Shares
from agent_assist.search.query import Query, Token
from agent_assist.search.score import Scorer
from agent_assist.search.segment import Segment, bare
from agent_assist.search.sounds import Array
from agent_assist.search.synonyms import Synonyms

_LEAST_COVERED = 0.15
_SATISFIED = 0.85
_ENOUGH = 20
_HERE = 0.03
_PIECE, _SOUND, _CORE, _ROLES, _NAMED = 0.6, 0.65, 0.7, 0.9, 1.15
"""What it counts that a query has a heading in it, for all of what tells; that they sound or tell the same, or tell who does the same
to whom; and that they are the same, word for word."""
_CORE_OF_ANOTHER = 0.3
"""The same, done by or to another."""
_LONGEST_IN_OTHER_WORDS = 85
"""Letters, Chinese ones in pinyin, of a query that is also read in other words; a longer one was copied, and has its own."""
_READ_TWICE = 6
"""Words of a query that is read with hints beside synonyms alone; more were copied."""
_TOKENS_REMEMBERED = 24


_Found = tuple[float, int, int]
"""The share covered, the number of the segment, and the row."""


class Candidate(NamedTuple):
    """A phrase worth a second look.

    Attributes:
        segment, row: which phrase.
        covered: how much of the query it covers.
        said: the query with synonyms in the phrase's own words, in the readings that need some.
        headed: most when the query is the title or an alias of its scenario, word for word; less when only what of it tells is.
    """

    segment: Segment
    row: int
    covered: float
    said: tuple[Said, ...] = ()
    headed: float = 0.0


class Gatherer:
    """Finds candidates in some segments. Remembers what it worked out: while typing, all tokens but the last stay."""

    def __init__(self, scorer: Scorer, synonyms: Synonyms) -> None:
        self._segments = scorer.segments
        self._synonyms = synonyms
        self._mended = lru_cache(maxsize=_TOKENS_REMEMBERED)(scorer.mended)
        self._score = lru_cache(maxsize=_TOKENS_REMEMBERED)(scorer.score)
        meanings = Meanings(scorer.segments, scorer.words)
        self._otherwise = Otherwise(meanings, self._shares, scorer.weight, self._count)

    def are_written(self, asked: Query) -> bool:
        """Whether all of a query is written so somewhere (`Scored`)."""
        return bool(asked.tokens) and all(self._score(token).written for token in asked.tokens)

    def candidates(self, asked: Query, most: int, scenario: str | None) -> list[Candidate]:
        """At most `most` phrases, those that cover most of the query; lines of `scenario` have a small advantage."""
        _, shares = self._shares(asked.tokens)
        readings = self._readings(asked, shares)
        typed = {token.text: token for token in asked.tokens}
        for reading in readings:
            for share, meant in zip(shares, self._otherwise.covered(reading, typed), strict=True):
                np.maximum(share, meant, out=share)
        mended = self._mended(asked)
        headed = [_headed(asked, mended, segment) for segment in self._segments]
        found: list[_Found] = []
        for number, segment in enumerate(self._segments):
            covered = shares[number]
            covered += segment.tie
            if scenario:
                covered[segment.scenarios.of_name(scenario)] += np.float32(_HERE)
            covered[[*headed[number]]] += np.array([*headed[number].values()], dtype=np.float32)
            covered *= segment.alive
            found += [(share, number, row) for share, row in _best(covered, segment.marks, most)]
        found.sort(key=lambda each: (-each[0], int(self._segments[each[1]].marks[each[2]])))
        del found[most:]
        said: list[list[Said | None]] = []
        if readings:
            sizes = [len(segment.phrases) for segment in self._segments]
            places = Places.of(sizes, [(number, row) for _, number, row in found])
            said = [self._otherwise.said(reading, places) for reading in readings]
        candidates = []
        for (share, number, row), *words in zip(found, *said, strict=True):
            far = headed[number].get(row, 0.0)
            candidates.append(Candidate(self._segments[number], row, share - far, tuple(filter(None, words)), far))
        return candidates

    def _readings(self, asked: Query, shares: Sequence[Array]) -> list[Reading]:
        """The query in other words, where that is needed: not when enough phrases have its own."""
        if len(asked.letters) > _LONGEST_IN_OTHER_WORDS:
            return []
        readings = self._synonyms.readings(asked.folded)[: 2 if len(asked.tokens) <= _READ_TWICE else 1]
        satisfied = self._count(shares, _SATISFIED) if readings else 0
        return [Reading.of(parts, answered=satisfied > 0) for parts in readings] if satisfied < _ENOUGH else []

    def _count(self, shares: Sequence[Array], least: float) -> int:
        """How many phrases have at least this share."""
        pairs = zip(shares, self._segments, strict=True)
        return sum(int(np.count_nonzero((share >= least) & segment.alive)) for share, segment in pairs)

    def _shares(self, tokens: Sequence[Token]) -> Shares:
        """What some tokens are worth, and for each segment how much of them each phrase covers."""
        scored = [self._score(token) for token in tokens]
        worth = sum(each.worth for each in scored) or 1.0
        shares = []
        for number, segment in enumerate(self._segments):
            covered = np.zeros(len(segment.phrases), dtype=np.float32)
            for each in scored:
                covered += each.shares[number] * np.float32(each.worth / worth)
            shares.append(covered)
        return worth, shares


def _headed(asked: Query, mended: str, segment: Segment) -> dict[int, float]:
    """The phrases under a heading that the query has in it, or that sounds as what it tells, tells the same, or is the query: how far
    it is. `mended` is the query without slips.
    """
    told, roles = core(mended), whom(mended)
    sounds = (asked.letters,) if asked.spells else (heard(told), heard(asked.folded))
    headed: dict[int, float] = {}
    for piece, share in sorted(pieces(mended).items(), key=itemgetter(1)):
        headed |= dict.fromkeys(segment.cores.of_name(piece).tolist(), _PIECE * share)
    # Where it is known who does it to whom, the same done by another is another situation.
    same = _CORE_OF_ANOTHER if len(segment.roles.of_name(roles)) else _CORE
    for named, name, worth in (
        *((segment.sounds, sound, _SOUND) for sound in sounds),
        (segment.cores, told, same),
        (segment.roles, roles, _ROLES),
        (segment.headings, bare(mended), _ROLES),
        (segment.headings, bare(asked.folded), _NAMED),
    ):
        headed |= dict.fromkeys(named.of_name(name).tolist(), worth)
    return headed


def _best(covered: Array, marks: Array, most: int) -> list[tuple[float, int]]:
    """The rows that cover most, with their share; between equals their `marks` decide, which do not depend on any order."""
    rows = np.flatnonzero(covered > _LEAST_COVERED)
    shares = covered[rows]
    if len(rows) > most:
        least = np.partition(shares, len(rows) - most)[len(rows) - most]
        above, equal = np.flatnonzero(shares > least), np.flatnonzero(shares == least)
        equal = equal[np.argsort(marks[rows[equal]])[: most - len(above)]]
        chosen = np.concatenate((above, equal))
        rows, shares = rows[chosen], shares[chosen]
    return list(zip(shares.tolist(), rows.tolist(), strict=True))
