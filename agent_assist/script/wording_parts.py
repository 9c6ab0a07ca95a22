"""What a wording is made of, and how it is read. See `wording` for what its marks mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from agent_assist.language.spoken import PAUSE, STOP, Unit, units

TOKENS = re.compile(r"[()\[\]/^$]|…+|\.{3,}|\{[^{}]*\}|[^()\[\]/^${}…]+?(?=\.{3}|[()\[\]/^${}…]|\Z)|[{}]")
_REMEMBERED = 8192
_COMMON = frozenset((
    "suo", "qin", "ma", "de", "ze", "le", "zi", "tin", "wen", "hua", "yi", "nen", "jie", "jiu", "gen", "call", "your", "a", "the",
    "ni", "wo", "bu", "si", "me", "zen", "sen", "mei", "you", "da", "ren", "sou", "dao", "lai", "dian", "duo", "shi",
    "xian", "neng", "zai", "sui", "na", "yao", "fa", "i", "not", "do", "is", "it", "that", "be", "what", "are",
    "have", "hav", "to", "my", "us", "thi", "this", "we", "can", "will", "am", "did", "no", "go", "get", "in", "of",
    "on", "if",
))  # fmt: skip
_USUAL, _COMMONER = 2, 12


class WordingError(ValueError):
    """A wording that cannot be understood; says why in one clause, and where in the wording."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Words:
    """Words one after another."""

    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several, or (`optional`) none of them."""

    branches: tuple[tuple[Part, ...], ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """A place between words."""

    mark: str
    """``^`` a sentence begins, ``$`` it ends, ``…`` anything up to some words."""


Part = Words | Choice | Edge


def every(parts: Sequence[Part]) -> Iterator[Unit]:
    for part in parts:
        if isinstance(part, Words):
            yield from part.units
        elif isinstance(part, Choice):
            for branch in part.branches:
                yield from every(branch)


def least(parts: Sequence[Part]) -> int:
    """The least number of words with a meaning that a match holds."""
    count = 0
    for part in parts:
        if isinstance(part, Words):
            count += sum(not unit.light for unit in part.units)
        elif isinstance(part, Choice) and not part.optional:
            count += min(least(branch) for branch in part.branches)
    return count


def needs_of(parts: Sequence[Part], *, light: bool) -> Iterator[frozenset[str]]:
    """Sets of sounds of each of which a match holds one; `light` words count where they cannot be left out."""
    for part in parts:
        if isinstance(part, Words):
            yield from (frozenset((unit.sound,)) for unit in part.units if light or not unit.light)
        elif isinstance(part, Choice) and not part.optional:
            rarest = [min(needs_of(branch, light=light), key=weight, default=None) for branch in part.branches]
            if all(rarest):
                yield frozenset(sound for need in rarest if need for sound in need)


def weight(need: frozenset[str]) -> int:
    """How common a set of sounds is; the rarest makes the best key."""
    return sum(_COMMONER if sound in _COMMON else _USUAL for sound in need)


class Reader:
    """Reads a wording from left to right."""

    def __init__(self, written: str, language: str) -> None:
        self._tokens = [(found.group(), found.start()) for found in TOKENS.finditer(written)]
        self._language = language
        self._position = 0
        self._length = len(written)

    def sequence(self, closing: str) -> tuple[Part, ...]:
        parts: list[Part] = []
        while self._position < len(self._tokens):
            token, offset = self._tokens[self._position]
            if closing and token in ("/", closing):
                return tuple(parts)
            self._position += 1
            if token in "([":
                parts.append(self._choice(")" if token == "(" else "]", offset))
            elif token in ")]{}":
                raise WordingError(f"'{token}' closes nothing", offset)
            elif token in "^$":
                parts.append(Edge(token))
            elif token[0] == "…" or token.startswith("..."):
                parts.append(Edge("…"))
            elif words := self._words(token):
                parts.append(Words(words))
        if closing:
            raise WordingError(f"'{closing}' is missing", self._length)
        return tuple(parts)

    def _choice(self, closing: str, offset: int) -> Choice:
        branches = []
        while True:
            branches.append(self.sequence(closing))
            if self._position >= len(self._tokens):
                raise WordingError(f"'{closing}' is missing", offset)
            token, _ = self._tokens[self._position]
            self._position += 1
            if token == closing:
                return Choice(tuple(branches), optional=closing == "]")

    def _words(self, token: str) -> tuple[Unit, ...]:
        return _units_of(token, self._language)


@lru_cache(_REMEMBERED)
def _units_of(words: str, language: str) -> tuple[Unit, ...]:
    return tuple(unit for unit in units(words, language) if unit.sound not in (STOP, PAUSE))
