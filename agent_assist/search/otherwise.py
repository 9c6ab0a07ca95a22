"""A query in other words: how much of it each phrase covers when known words are said otherwise, and in which words it says it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress

import numpy as np

from agent_assist.search.meaning import Meanings, Standing
from agent_assist.search.query import Token, parse
from agent_assist.search.sounds import Array
from agent_assist.search.synonyms import Part

_OTHERWISE, _OTHERWISE_TOO = 0.8, 0.7
"""What a word counts when it is said otherwise: where nothing has the word itself, or all of the query is a known expression; and
where something has it."""
_HINTED, _HINTED_BY_ALL = 0.65, 0.85
"""How much less it counts that a phrase has words to which others lead: to which a part of the query leads, or all of it."""
_TOO = 0.12
"""What each further way of saying it adds."""
_HAVING = 0.4
_PARTS_REMEMBERED = 16

Said = tuple[str, float]
"""A query in other words, and what it counts to answer it so, 0 to 1."""

Shares = tuple[float, list[Array]]
"""What some tokens are worth, and for each segment how much of them each phrase covers."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A way to cut a query at the words that have others.

    Attributes:
        parts: all of the query.
        certainty: what a hint counts, 0 to 1.
        trust: what a synonym counts, 0 to 1.
    """

    parts: tuple[Part, ...]
    certainty: float
    trust: float

    @classmethod
    def of(cls, parts: tuple[Part, ...], *, answered: bool) -> Reading:
        """`answered` tells that something has the words of the query themselves."""
        certainty = _certainty(parts)
        certain = certainty > _HINTED or not answered
        return cls(parts, certainty, _OTHERWISE if certain else _OTHERWISE_TOO)


@dataclass(frozen=True, slots=True)
class Places:
    """The phrases that are looked at again, in their order.

    Attributes:
        count: how many.
        of_row: for each segment and each of its phrases the place, -1 for those that are not looked at.
    """

    count: int
    of_row: tuple[Array, ...]

    @classmethod
    def of(cls, sizes: Sequence[int], rows: Sequence[tuple[int, int]]) -> Places:
        """From how many phrases each segment has, and the segment and row of each phrase."""
        of_row = tuple(np.full(size, -1, dtype=np.int32) for size in sizes)
        for place, (number, row) in enumerate(rows):
            of_row[number][row] = place
        return cls(len(rows), of_row)


class Otherwise:
    """Answers in other words. Remembers the last parts: while typing, all but the last stay as they are."""

    def __init__(
        self,
        meanings: Meanings,
        shares: Callable[[Sequence[Token]], Shares],
        weight: Callable[[int], float],
        having: Callable[[Sequence[Array], float], int],
    ) -> None:
        """Made for some segments.

        Args:
            meanings: where expressions stand.
            shares: how much of some tokens each phrase covers.
            weight: what it says that a phrase has something that so many have.
            having: how many phrases have at least this share.
        """
        self._meanings, self._shares, self._weight, self._having = meanings, shares, weight, having
        self._remembered = lru_cache(maxsize=_PARTS_REMEMBERED)(self._meant)

    def covered(self, reading: Reading, typed: Mapping[str, Token]) -> list[Array]:
        """For each segment how much of a query each phrase covers, whichever synonyms it uses; `typed` are the query's tokens."""
        split = [
            self._remembered(
                part,
                reading.trust,
                reading.certainty,
                tuple(typed.get(token.text, token) for token in parse(part.text).tokens),
            )
            for part in reading.parts
        ]
        worth = sum(weight for weight, _ in split)
        covered = []
        for of_segment in zip(*(shares for _, shares in split), strict=True):
            meant = of_segment[0] * np.float32(split[0][0] / worth)
            for (weight, _), own in zip(split[1:], of_segment[1:], strict=True):
                meant += own * np.float32(weight / worth)
            covered.append(meant)
        return covered

    def said(self, reading: Reading, places: Places) -> list[Said | None]:
        """For each phrase looked at, the query in its words; None when it has none of the others."""
        parts, certainty = reading.parts, reading.certainty
        words = [[part.text for part in parts] for _ in range(places.count)]
        sure = [0.0] * places.count
        for number, part in enumerate(parts):
            if not part.others and not part.hinted:
                continue
            own = _first(self._meanings.of((part.text,)), places)
            expressions = (*part.others, *part.hinted)
            for place, which in _first(self._meanings.of(expressions), places).items():
                if place in own:
                    continue
                words[place][number] = expressions[which]
                sure[place] = min(sure[place] or 1.0, 1.0 if which < len(part.others) else certainty)
        telling = [bool(part.others or part.hinted) or not _says_little(part) for part in parts]
        return [
            (" ".join(compress(own, telling)), reading.trust * certain) if certain else None
            for own, certain in zip(words, sure, strict=True)
        ]

    def _meant(self, part: Part, trust: float, certainty: float, tokens: tuple[Token, ...]) -> Shares:
        """What a part is worth, and for each segment how much of it each phrase covers, whichever of its synonyms it uses."""
        worth, shares = self._shares(tokens)
        expressions = (*part.others, *part.hinted)
        if not expressions:
            return worth, shares
        counts = np.full(len(expressions), trust * certainty, dtype=np.float32)
        counts[: len(part.others)] = trust
        for share, standing in zip(shares, self._meanings.of(expressions), strict=True):
            _raise(share, standing, counts)
        # An unknown word for what is everywhere tells no more than what is everywhere.
        having = self._having(shares, _HAVING)
        if having:
            units = sum(len(token.text) if token.han else 1 for token in tokens)
            worth = min(worth, max(1.0, units * self._weight(having)))
        return worth, shares


def _raise(share: Array, standing: Standing, counts: Array) -> None:
    """Let the best of the expressions that a phrase has count as if it were the part itself, and each further one a little."""
    if not len(standing.rows):
        return
    counted = counts[standing.which] * standing.counts
    best, total = np.zeros_like(share), np.zeros_like(share)
    np.maximum.at(best, standing.rows, counted)
    np.add.at(total, standing.rows, counted)
    touched = np.flatnonzero(total > 0)
    held, high, more = share[touched], best[touched], total[touched]
    more -= np.where(held >= high, np.float32(0), high)
    share[touched] = np.minimum(np.maximum(held, high) + np.float32(_TOO) * more, np.float32(1))


def _first(standing: Sequence[Standing], places: Places) -> dict[int, int]:
    """For each phrase looked at that has one of some expressions, which: one of its wording before those of other fields."""
    first: dict[int, int] = {}
    for each, of_row in zip(standing, places.of_row, strict=True):
        at = of_row.take(each.rows)
        held = np.flatnonzero(at >= 0)
        # Written from the last to the first, so that the first stays.
        first.update(zip(at[held[::-1]].tolist(), each.which[held[::-1]].tolist(), strict=True))
    return first


def _certainty(parts: Sequence[Part]) -> float:
    """What a hint counts: more when what it was met by is all that the query says."""
    telling = [part for part in parts if not _says_little(part)]
    alone = len(telling) == 1 and telling[0].finishes and bool(telling[0].hinted)
    return _HINTED_BY_ALL if alone and _says_several(telling[0].text) else _HINTED


def _says_several(text: str) -> bool:
    """Whether an expression is more than a word."""
    return " " in text or (not text.isascii() and len(text) > 2)


def _says_little(part: Part) -> bool:
    return all(all(token.light) for token in parse(part.text).tokens)
