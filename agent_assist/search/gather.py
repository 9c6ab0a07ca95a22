"""The first look over all phrases: which of them are worth a second one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress, repeat

import numpy as np

from agent_assist.search.query import Query, Token, parse
from agent_assist.search.score import Scorer
from agent_assist.search.segment import Segment
from agent_assist.search.sounds import Array
from agent_assist.search.synonyms import Part, Synonyms

_LEAST_COVERED = 0.15
_SATISFIED = 0.85
_ENOUGH = 20
_OTHERWISE, _OTHERWISE_TOO = 0.8, 0.7
"""What a word counts when it is said otherwise: where nothing has the word itself, or all of the query is a known expression; and
where something has it."""
_HINTED, _HINTED_BY_ALL = 0.65, 0.85
"""How much less it counts that a phrase has words to which others lead: to which a part of the query leads, or all of it."""
_TOO = 0.12
_HAVING = 0.4
_WORDING, _ANY_FIELD = slice(-1, None), slice(None)
"""Of the fields of a meaning, the wording itself, which is the last one, and all."""
_HERE = 0.03
_HEADED = 1.0
_LONGEST_IN_OTHER_WORDS = 80
"""Letters, Chinese ones in pinyin, of a query that is also read in other words; a longer one was copied, and has its own."""
_TOKENS_REMEMBERED = 12
_MEANINGS_REMEMBERED = 256


_Found = tuple[float, int, int]
"""The share covered, the number of the segment, and the row."""


Said = tuple[str, float]
"""A query in other words, and what it counts to answer it so, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase worth a second look.

    Attributes:
        segment, row: which phrase.
        covered: how much of the query it covers.
        said: the query with synonyms in the phrase's own words, in the readings that need some.
        headed: whether the query is the title or an alias of its scenario, word for word.
    """

    segment: Segment
    row: int
    covered: float
    said: tuple[Said, ...] = ()
    headed: bool = False


class Gatherer:
    """Finds candidates in some segments. Remembers what it worked out: while typing, all tokens but the last stay."""

    def __init__(self, scorer: Scorer, synonyms: Synonyms) -> None:
        self._segments = scorer.segments
        self._synonyms = synonyms
        self._score = lru_cache(maxsize=_TOKENS_REMEMBERED)(scorer.score)
        self._weight = scorer.weight
        self._meaning = lru_cache(maxsize=_MEANINGS_REMEMBERED)(scorer.meaning)

    def candidates(self, asked: Query, most: int, scenario: str | None) -> list[Candidate]:
        """At most `most` phrases, those that cover most of the query; lines of `scenario` have a small advantage."""
        _, shares = self._shares(asked.tokens)
        readings = self._synonyms.readings(asked.folded) if len(asked.letters) <= _LONGEST_IN_OTHER_WORDS else ()
        satisfied = self._count(shares, _SATISFIED) if readings else 0
        trust = _OTHERWISE_TOO if satisfied else _OTHERWISE
        if satisfied >= _ENOUGH:
            readings = ()
        typed = {token.text: token for token in asked.tokens}
        trusts = [_OTHERWISE if _certainty(parts) > _HINTED else trust for parts in readings]
        for parts, trust in zip(readings, trusts, strict=True):
            certainty = _certainty(parts)
            split = [self._meant(part, trust, typed, certainty) for part in parts]
            worth = sum(weight for weight, _ in split)
            for number, share in enumerate(shares):
                meant = np.zeros_like(share)
                for weight, own in split:
                    meant += own[number] * np.float32(weight / worth)
                np.maximum(share, meant, out=share)
        found: list[_Found] = []
        for number, segment in enumerate(self._segments):
            covered = shares[number] + segment.tie
            if scenario:
                covered[segment.scenarios.of_name(scenario)] += np.float32(_HERE)
            covered[segment.headings.of_name(asked.joined)] += np.float32(_HEADED)
            covered *= segment.alive
            found += [(share, number, row) for share, row in _best(covered, most)]
        found.sort(key=lambda each: -each[0])
        del found[most:]
        said = [self._said(parts, found, trust) for parts, trust in zip(readings, trusts, strict=True)]
        return [
            Candidate(
                self._segments[number], row, share - (_HEADED if headed else 0.0), tuple(filter(None, words)), headed
            )
            for (share, number, row), headed, *words in zip(found, self._headed(asked, found), *said, strict=True)
        ]

    def _count(self, shares: Sequence[Array], least: float) -> int:
        """How many phrases have at least this share."""
        pairs = zip(shares, self._segments, strict=True)
        return sum(int(np.count_nonzero((share >= least) & segment.alive)) for share, segment in pairs)

    def _shares(self, tokens: Sequence[Token]) -> tuple[float, list[Array]]:
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

    def _meant(
        self, part: Part, trust: float, typed: Mapping[str, Token], certainty: float
    ) -> tuple[float, list[Array]]:
        """The same for a part of a query, whichever of its synonyms is used; `typed` are the tokens of the whole."""
        tokens = [typed.get(token.text, token) for token in parse(part.text).tokens]
        worth, shares = self._shares(tokens)
        for others, sure in ((part.hinted, certainty), (part.others, 1.0)):
            for other in others:
                for share, fields in zip(shares, self._meaning(other), strict=True):
                    for rows, value in fields:
                        counted, held = np.float32(trust * sure * value), share[rows]
                        more = np.minimum(held + np.float32(_TOO) * counted, np.float32(1))
                        share[rows] = np.maximum(held, np.where(held >= counted, more, counted))
        if part.others or part.hinted:
            # An unknown word for what is everywhere tells no more than what is everywhere.
            having = self._count(shares, _HAVING)
            units = sum(len(token.text) if token.han else 1 for token in tokens)
            if having:
                worth = min(worth, max(1.0, units * self._weight(having)))
        return worth, shares

    def _said(self, parts: Sequence[Part], found: Sequence[_Found], trust: float) -> list[Said | None]:
        """For each phrase found, the query in its words; None when it has none of the others."""
        words = [[part.text for part in parts] for _ in found]
        certainty = _certainty(parts)
        sure = [0.0] * len(found)
        for place, part in enumerate(parts):
            if not part.others and not part.hinted:
                continue
            open_places = set(range(len(found))) - self._having(part.text, found)
            sources = (*zip(part.others, repeat(1.0)), *zip(part.hinted, repeat(certainty)))
            # Words of the line itself, before those of its title: the line is what they are compared with.
            for fields in (_WORDING, _ANY_FIELD):
                for other, certain in sources:
                    for each in self._having(other, found, fields) & open_places:
                        words[each][place] = other
                        sure[each] = min(sure[each] or 1.0, certain)
                        open_places.discard(each)
        telling = [
            bool(part.others or part.hinted) or not all(map(_says_little, parse(part.text).tokens)) for part in parts
        ]
        return [
            (" ".join(compress(own, telling)), trust * certain) if certain else None
            for own, certain in zip(words, sure, strict=True)
        ]

    def _having(self, words: str, found: Sequence[_Found], which: slice = _ANY_FIELD) -> set[int]:
        """Which of the phrases found have these words, in some fields."""
        having: set[int] = set()
        for number, fields in enumerate(self._meaning(words)):
            places = [place for place, (_, own, _) in enumerate(found) if own == number]
            wanted = np.array([found[place][2] for place in places], dtype=np.int32)
            for rows in (rows for rows, _ in fields[which] if len(rows) and places):
                nearest = np.minimum(np.searchsorted(rows, wanted), len(rows) - 1)
                having.update(place for place, held in zip(places, rows[nearest] == wanted, strict=True) if held)
        return having

    def _headed(self, asked: Query, found: Sequence[_Found]) -> list[bool]:
        """Which of the phrases found belong to a scenario whose title or alias is the query."""
        headings = [set(segment.headings.of_name(asked.joined).tolist()) for segment in self._segments]
        return [row in headings[number] for _, number, row in found]


def _certainty(parts: Sequence[Part]) -> float:
    """What a hint counts: more when what it was met by is all that the query says."""
    telling = [part for part in parts if not all(map(_says_little, parse(part.text).tokens))]
    alone = len(telling) == 1 and telling[0].finishes and bool(telling[0].hinted)
    return _HINTED_BY_ALL if alone and _says_several(telling[0].text) else _HINTED


def _says_several(text: str) -> bool:
    """Whether an expression is more than a word."""
    return " " in text or (not text.isascii() and len(text) > 2)


def _says_little(token: Token) -> bool:
    return all(token.light)


def _best(covered: Array, most: int) -> list[tuple[float, int]]:
    """The rows that cover most, with their share."""
    rows = np.flatnonzero(covered > _LEAST_COVERED)
    shares = covered[rows]
    if len(rows) > most:
        chosen = np.argpartition(shares, len(rows) - most)[len(rows) - most :]
        rows, shares = rows[chosen], shares[chosen]
    return list(zip(shares.tolist(), rows.tolist(), strict=True))
