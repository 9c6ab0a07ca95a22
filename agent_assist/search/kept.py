"""Phrases as they lie in a cache: columns of strings, of which a phrase is made when it is asked for.

Making a hundred thousand phrases takes a second, and only the few that are found are ever needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import overload

import numpy as np

from agent_assist.search.phrase import Phrase
from agent_assist.search.sounds import Array

TEXTS = ("id", "text", "language", "scenario", "title", "other")
LISTS = ("tags", "aliases", "norms")
_REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class Column:
    """Strings one after the other; string ``n`` is the part from ``at[n]`` up to ``at[n + 1]``."""

    joined: str
    at: Array

    @classmethod
    def of(cls, strings: Sequence[str]) -> Column:
        """These strings."""
        lengths = np.fromiter(map(len, strings), dtype=np.int64, count=len(strings))
        return cls("".join(strings), _offsets(lengths))

    def __getitem__(self, place: int) -> str:
        return self.joined[self.at[place] : self.at[place + 1]]


@dataclass(frozen=True, slots=True)
class Lists:
    """Lists of strings: list ``n`` has the strings from ``first[n]`` up to ``first[n + 1]``."""

    strings: Column
    first: Array

    @classmethod
    def of(cls, lists: Sequence[Sequence[str]]) -> Lists:
        """These lists."""
        lengths = np.fromiter(map(len, lists), dtype=np.int64, count=len(lists))
        return cls(Column.of(tuple(chain.from_iterable(lists))), _offsets(lengths))

    def __getitem__(self, place: int) -> tuple[str, ...]:
        return tuple(self.strings[each] for each in range(self.first[place], self.first[place + 1]))


class Kept(Sequence[Phrase]):
    """The phrases of a cache, in their order."""

    def __init__(self, texts: dict[str, Column], lists: dict[str, Lists], places: Array) -> None:
        """`texts` and `lists` have a column for each of `TEXTS` and `LISTS`; `places` those of the phrases."""
        self.texts, self.lists, self.places = texts, lists, places
        self._size = len(texts["id"].at) - 1
        self._phrase = lru_cache(maxsize=_REMEMBERED)(self._made)

    @classmethod
    def of(cls, phrases: Sequence[Phrase]) -> Kept:
        """These phrases as columns."""
        if isinstance(phrases, Kept):
            return phrases
        return cls(
            {name: Column.of([getattr(phrase, name) for phrase in phrases]) for name in TEXTS},
            {name: Lists.of([getattr(phrase, name) for phrase in phrases]) for name in LISTS},
            places_of(phrases),
        )

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, place: int) -> Phrase: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Phrase, ...]: ...
    def __getitem__(self, place: int | slice) -> Phrase | tuple[Phrase, ...]:
        if isinstance(place, slice):
            return tuple(self._made(each) for each in range(*place.indices(self._size)))
        if not -self._size <= place < self._size:
            raise IndexError(place)
        return self._phrase(place % self._size)

    def _made(self, place: int) -> Phrase:
        text, lists = self.texts, self.lists
        return Phrase(
            id=text["id"][place],
            text=text["text"][place],
            language=text["language"][place],
            scenario=text["scenario"][place],
            title=text["title"][place],
            tags=lists["tags"][place],
            aliases=lists["aliases"][place],
            norms=lists["norms"][place],
            other=text["other"][place],
            place=int(self.places[place]),
        )


def places_of(phrases: Sequence[Phrase]) -> Array:
    """The place of each phrase in its scenario."""
    return np.fromiter((phrase.place for phrase in phrases), dtype=np.int32, count=len(phrases))


def _offsets(lengths: Array) -> Array:
    return np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(lengths))).astype(np.int32)
