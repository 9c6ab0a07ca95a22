"""The first look: how much of a query each phrase covers, worked out from the postings for all phrases at once.

A query is a sum over its tokens. A token is read in every way it can be meant (as a word, as Chinese, as pinyin, as first
letters), each way gives 0 to 1 for how much of it a phrase has, and the best way counts. Rare keys tell more than common ones.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from agent_assist.search.meaning import LABEL, OTHER
from agent_assist.search.query import Query, Token
from agent_assist.search.rows import Rows, joined
from agent_assist.search.segment import Segment
from agent_assist.search.sounds import Array, key_range, letters
from agent_assist.search.words import Words

_HEAVIEST = 7.0
_LIGHTEST_WORD = 0.5
_LETTER = 0.2
_LIGHT = 0.3
_HEAVIEST_LIGHT = 3.0
_PAIR = 0.7
_SOUND = 0.95
_INITIAL = 0.9
_SHORTEST_INITIALS = 3
_UNKNOWN_CHARACTER = 5.0
_PER_LETTER = 1.2
_LEAST_LABEL = 0.6
_BOTH = 0.05
_ENOUGH_KEYS = 8
_MOST_KEYS = 40
_TELLING = 0.7
_NO_SLIP = 0.5
_SHORTEST_SLIP, _LIKELY_SLIP = 3, 0.6
"""Letters of a word in which a slip is looked for, and how likely the word meant must be."""
_PARTS = re.compile(r"([^\W_]+)")


@dataclass(frozen=True, slots=True)
class Scored:
    """What a token is worth in a query, and for each segment how much of it each phrase has; `written` tells that it is Chinese whose
    characters stand together so in what can be found: then they are meant, and no others that sound like them.
    """

    worth: float
    shares: tuple[Array, ...]
    written: bool


@dataclass(frozen=True, slots=True)
class Scorer:
    """Scores tokens over some segments as if they were one.

    Attributes:
        segments: where to look.
        gone: the wording of phrases that are no longer alive; counts leave it out.
        words: all Latin words.
        total: how many phrases are alive.
        spelt: whether a word is spelt right, though no phrase may have it.
    """

    segments: tuple[Segment, ...]
    gone: Rows | None
    words: Words
    total: int
    spelt: Callable[[str], bool] = lambda _: False

    def score(self, token: Token) -> Scored:
        """Every reading of a token over every phrase; the best one counts."""
        written = token.han and self._is_written(token)
        worth, share = self._han(token, meant=written) if token.han else self._latin(token)
        return Scored(worth, tuple(_best_field(segment, share) for segment in self.segments), written)

    def _han(self, token: Token, *, meant: bool) -> tuple[float, Callable[[Rows], Array]]:
        written = self._keys("single", token.singles, token.light)
        beside = [first or second for first, second in pairwise(token.light)]
        pairs = self._keys("pair", token.pairs, beside, _PAIR)
        sounds = self._keys("sound", token.sounds, token.heard_lightly)

        def share(rows: Rows) -> Array:
            covered = _cover(rows, written, pairs)
            if sounds.total and not meant:
                covered += _cover(rows, sounds)
                covered *= 0.5
            return covered

        weights = [self.weight(count) if count else _UNKNOWN_CHARACTER for count in written.counts]
        return sum(_lighter(weights, token.light)), share

    def _latin(self, token: Token) -> tuple[float, Callable[[Rows], Array]]:
        likely = self._likely(token.text)
        words, guesses = [word for word, _ in likely], np.array([guess for _, guess in likely], dtype=np.float32)
        sounds = self._keys("sound", token.sounds if token.spells else (), token.heard_lightly if token.spells else ())
        initials = token.initials if len(token.text) >= _SHORTEST_INITIALS else ()
        first_letters = self._keys("initial", initials, (False,) * len(initials))

        beginnings = _beginnings(token.text) if token.spells and not token.sounds else ()

        def share(rows: Rows) -> Array:
            best = np.zeros(rows.size, dtype=np.float32)
            for family, low, high, guess in beginnings:
                best[rows.families[family].span(low, high)] = guess
            held = rows.having_each(words)
            # The likeliest come last, and the last value stays.
            best[joined(held)] = np.repeat(guesses, [*map(len, held)])
            if sounds.total:
                np.maximum(best, _cover(rows, sounds) * np.float32(_SOUND), out=best)
            if first_letters.total:
                np.maximum(best, _cover(rows, first_letters) * np.float32(_INITIAL), out=best)
            return best

        if len(token.text) == 1:
            # Mostly the beginning of a word that is still being typed.
            return _LETTER, share
        if likely and likely[-1][1] == 1.0:
            worth = max(self.weight(self._having(token.text)), _LIGHTEST_WORD)
        else:
            worth = min(_PER_LETTER * len(token.text), _HEAVIEST)
        return (_LIGHT * min(worth, _HEAVIEST_LIGHT) if token.light[0] else worth), share

    def _likely(self, typed: str) -> list[tuple[str, float]]:
        """The words in use that `typed` may mean; those that differ by a slip count less when there is no slip."""
        right = self.right(typed)
        return [
            (word, guess if not right or word.startswith(typed) else guess * _NO_SLIP)
            for word, guess in self.words.like(typed)
            if self._is_used(word)
        ]

    def _is_written(self, token: Token) -> bool:
        """Whether each character stands beside one of its neighbours in some wording or label."""
        if len(token.text) < 2:
            return False
        held = [False] * (len(token.text) - 1)
        for segment in self.segments:
            for rows in (segment.text, segment.labels):
                places = rows.families["pair"].locate(token.pairs)
                held = [known or high > low for known, (low, high) in zip(held, places, strict=True)]
        return all(before or after for before, after in pairwise((False, *held, False)))

    def mended(self, asked: Query) -> str:
        """A folded query with its Latin words put right where a slip is likely; what may only be unfinished is left as it is."""
        words = {token.text: self._meant(token.text) for token in asked.tokens if not token.han}
        if all(word == meant for word, meant in words.items()):
            return asked.folded
        return "".join(words.get(part, part) for part in _PARTS.split(asked.folded))

    def _meant(self, typed: str) -> str:
        if len(typed) < _SHORTEST_SLIP or self.words.begun_by(typed) or self.right(typed):
            return typed
        likely = self._likely(typed)
        if not likely:
            return typed
        # Of two that are equally near, the one with the same letters.
        word, guess = max(likely, key=lambda each: (each[1], sorted(each[0]) == sorted(typed)))
        return word if guess >= _LIKELY_SLIP else typed

    def right(self, word: str) -> bool:
        """Whether a Latin word is spelt right."""
        return self.knows(word) or self.spelt(word)

    def _keys(self, family: str, keys: Sequence[int], light: Sequence[bool], factor: float = 1.0) -> _Keys:
        located = {id(rows): rows.families[family].locate(keys) for rows, _ in self._signed()}
        counts = [0] * len(keys)
        for rows, sign in self._signed():
            for place, (low, high) in enumerate(located[id(rows)]):
                counts[place] += sign * (high - low)
        weights = _lighter([factor * self.weight(count) for count in counts], light)
        # A key that comes again is looked up once and weighs as often as it comes.
        first: dict[int, int] = {}
        for place, key in enumerate(keys):
            if first.setdefault(key, place) != place:
                weights[first[key]] += weights[place]
        kept = list(first.values())
        if len(kept) > _ENOUGH_KEYS:
            # Of many keys the commonest say little and cost most.
            kept.sort(key=lambda place: -weights[place])
            kept = sorted(kept[: min(_MOST_KEYS, max(_ENOUGH_KEYS, math.ceil(len(kept) * _TELLING)))])
        located = {rows: [places[place] for place in kept] for rows, places in located.items()}
        return _Keys(family, [keys[place] for place in kept], [weights[place] for place in kept], counts, located)

    def weight(self, count: int) -> float:
        """What it says that a phrase has something that so many have."""
        return min(math.log((self.total + 1) / (count + 0.5)), _HEAVIEST)

    def _having(self, word: str) -> int:
        return sum(sign * len(rows.having(word)) for rows, sign in self._signed())

    def knows(self, word: str) -> bool:
        """Whether this is a Latin word of a phrase that is alive."""
        return word in self.words and self._is_used(word)

    def _is_used(self, word: str) -> bool:
        """Whether a phrase that is alive has the word in any field."""
        return self.gone is None or any(segment.uses(word) for segment in self.segments)

    def _signed(self) -> list[tuple[Rows, int]]:
        return [(segment.text, 1) for segment in self.segments] + ([(self.gone, -1)] if self.gone else [])


def _lighter(weights: Sequence[float], light: Sequence[bool]) -> list[float]:
    """The weights, less for what says little."""
    return [
        _LIGHT * min(weight, _HEAVIEST_LIGHT) if little else weight
        for weight, little in zip(weights, light, strict=True)
    ]


def _beginnings(typed: str) -> tuple[tuple[str, int, int, float], ...]:
    """What one or two letters, too few for a key, may begin: family and range of keys, and how likely, the least first."""
    heard = letters(typed)
    spans = [("initial", typed, 0.3), ("sound", heard, 0.4)] if len(typed) > 1 else []
    spans += [("initial", "^" + typed, 0.5), ("sound", "^" + heard, 0.6)]
    return tuple((family, *key_range(row), guess) for family, row, guess in spans if 2 <= len(row) <= 3)


class _Keys:
    """Those keys of one family that tell most, with their weights; and how many phrases have each of all keys."""

    __slots__ = ("_family", "_keys", "_located", "counts", "total", "weights")

    def __init__(
        self,
        family: str,
        keys: Sequence[int],
        weights: list[float],
        counts: list[int],
        located: dict[int, list[tuple[int, int]]],
    ) -> None:
        """`located` tells for some rows, by their identity, where the keys stand."""
        self._family, self._keys, self._located = family, keys, located
        self.weights, self.counts, self.total = weights, counts, sum(weights)

    def held(self, rows: Rows) -> list[Array]:
        """For each key, the rows that have it."""
        postings = rows.families[self._family]
        located = self._located.get(id(rows))
        places = postings.locate(self._keys) if located is None else located
        return [postings.rows[low:high] for low, high in places]


def _cover(rows: Rows, *groups: _Keys) -> Array:
    """For each row, the share of all these keys that it has."""
    covered = np.zeros(rows.size, dtype=np.float32)
    total = sum(group.total for group in groups) or 1.0
    held = [having for group in groups for having in group.held(rows)]
    weights = np.array([weight / total for group in groups for weight in group.weights], dtype=np.float32)
    np.add.at(covered, joined(held), np.repeat(weights, [*map(len, held)]))
    return covered


def _best_field(segment: Segment, share: Callable[[Rows], Array]) -> Array:
    """The best of wording, other language and labels for each phrase."""
    best = share(segment.text)
    if segment.other is not None:
        np.maximum(best, share(segment.other) * np.float32(OTHER), out=best)
    rows, labelled = segment.spread(share(segment.labels), _LEAST_LABEL)
    best[rows] = np.maximum(best[rows] + labelled * np.float32(_BOTH), labelled * np.float32(LABEL))
    return best
