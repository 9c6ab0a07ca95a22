"""Words that mean the same, as data: whoever types one finds lines that use another.

A member of a group is met in a query word by word: endings do not matter (*charged*, *charges*), words that say little may stand
between (*forgot my password* has *forgot password*), a long word may have one slip, and the last one may be half typed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import OSA

from agent_assist.language.fold import fold
from agent_assist.search.core import stem
from agent_assist.search.cut import is_han, kind
from agent_assist.search.light import is_light, light_places

_SHIPPED = ("synonyms.txt", "situations.txt")
_MOST_BETWEEN = 3
_MOST_PARTS = 4
"""Words of a query of which others are looked for; nobody types more of them, but many can be pasted."""
_LONG_ENOUGH_FOR_A_SLIP = 6
_LONG_ENOUGH_TO_GUESS = 4
_CHARACTERS_TO_GUESS = 2
"""So many letters of a word alone, or characters, tell what is being typed; behind a word that is right, one letter does."""
_MOST_GUESSED = 6
_SMALL_WORDS = """a an the is are was were be been am to of in on at for it do does did have has had me my your you i he him his
    she her they their them our we us its 的"""
_PARTICLES = frozenset(_SMALL_WORDS.split())
"""What may be missing in a query between the other words of a member."""
_REMEMBERED = 64
_MEMBERS_REMEMBERED = 1024
_ASCII_WORD = re.compile("[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a query; `others` are words that mean the same, `hinted` words that it leads to, none of either for what
    stands between. It `finishes` a member unless the last word of one is only begun."""

    text: str
    others: tuple[str, ...] = ()
    hinted: tuple[str, ...] = ()
    finishes: bool = field(default=True, compare=False)


@dataclass(frozen=True, slots=True)
class _Unit:
    """A Latin word, by its stem, or a character; and where it stands."""

    key: str
    text: str
    start: int
    end: int
    light: bool


class _Member(NamedTuple):
    """A word or several that have others, and whether they have some of the same meaning, or hints only."""

    text: str
    same: bool


class Synonyms:
    """Groups of words, and words that lead to others; a word may be in several."""

    def __init__(
        self, groups: Iterable[Sequence[str]], ways: Iterable[tuple[Sequence[str], Sequence[str]]] = ()
    ) -> None:
        """Everything is folded.

        Args:
            groups: words that mean the same.
            ways: words, and what they lead to.
        """
        self._others = _leading((group, group) for group in groups)
        self._hinted = _leading(ways)
        self._beginning: dict[str, list[_Member]] = defaultdict(list)
        for word in self._others | self._hinted:
            self._beginning[_first_key(word)].append(_Member(word, word in self._others))
        self._lettered: dict[str, list[tuple[str, list[_Member]]]] = defaultdict(list)
        for key, members in self._beginning.items():
            self._lettered[key[0]].append((key, members))
        self._words = frozenset(map(stem, {word for text in self._others | self._hinted for word in _latin(text)}))
        self.readings = lru_cache(maxsize=_REMEMBERED)(self._readings)
        self._candidates = lru_cache(maxsize=_REMEMBERED)(self._beginning_like)

    def knows(self, word: str) -> bool:
        """Whether a Latin word, in some form, is a part of a member: it is no slip for another."""
        return stem(word) in self._words

    def _readings(self, folded: str) -> tuple[tuple[Part, ...], ...]:
        """The ways to cut a query at the words that have others: those of the same meaning, then those with hints too; none
        when there is no such word."""
        units = _units(folded)
        strict, loose = (self._parts(folded, units, same=same) for same in (True, False))
        return tuple(parts for parts in (strict, loose if loose != strict else ()) if parts)

    def _parts(self, folded: str, units: Sequence[_Unit], *, same: bool) -> tuple[Part, ...]:
        parts: list[Part] = []
        before = place = 0
        while place < len(units) and sum(bool(part.others or part.hinted) for part in parts) < _MOST_PARTS:
            members, end, finished = self._longest(units, place, same=same)
            if not members:
                place += 1
                continue
            start, stop = units[place].start, units[end - 1].end
            between = folded[before:start].strip()
            if between:
                parts.append(Part(between))
            own = folded[start:stop]
            others = dict.fromkeys(other for member in members for other in (member, *self._others.get(member, ())))
            others.pop(own, None)
            hinted = dict.fromkeys(
                other for member in members for other in self._hinted.get(member, ()) if other != own
            )
            parts.append(Part(own, tuple(others), tuple(other for other in hinted if other not in others), finished))
            before, place = stop, end
        rest = folded[before:].strip()
        if parts and rest:
            parts.append(Part(rest))
        return tuple(parts)

    def _longest(self, units: Sequence[_Unit], first: int, *, same: bool) -> tuple[list[str], int, bool]:
        """The members of the longest match that begins with this unit, the place behind it, and whether they are finished."""
        whole: list[str] = []
        begun: list[str] = []
        end = first
        for member in self._candidates(units[first].key, len(units[first].text), first == len(units) - 1):
            if same and not member.same:
                continue
            place, finished = _match(_keys(member.text), units, first)
            if place > end:
                whole, begun, end = [], [], place
            if place == end and place > first:
                (whole if finished else begun).append(member.text)
        if whole or len(begun) <= _MOST_GUESSED:
            return whole or begun, end, bool(whole)
        return [], first, False

    def _beginning_like(self, typed: str, size: int, last: bool) -> Sequence[_Member]:
        """The members that may begin with a unit of this key and size; it may be unfinished where it is the `last` one."""
        known = self._beginning.get(typed, ())
        if size < _LONG_ENOUGH_TO_GUESS or (known and not last):
            return known
        return [
            member
            for key, members in self._lettered.get(typed[0], ())
            if (key == typed or _nearly(key, typed) or (last and key.startswith(typed)))
            for member in members
        ]


def _leading(ways: Iterable[tuple[Sequence[str], Sequence[str]]]) -> dict[str, dict[str, None]]:
    """For each word, what it leads to in all the ways that have it; most are in one, and share it with their neighbours."""
    leading: dict[str, dict[str, None]] = {}
    for words, found in ways:
        here = dict.fromkeys(found)
        for word in words:
            held = leading.get(word)
            leading[word] = here if held is None else held | here
    return leading


@cache
def shipped() -> Synonyms:
    """The groups that come with the program; read on first use, in some 50 ms."""
    groups, ways = [], []
    folder = Path(__file__).with_name("data")
    written = "\n".join((folder / name).read_text(encoding="utf-8") for name in _SHIPPED)
    for line in fold(written).splitlines():
        if line and not line.startswith("#"):
            before, arrow, behind = line.partition(">")
            if arrow:
                ways.append((_members(before), _members(behind)))
            else:
                groups.append(_members(line))
    return Synonyms(groups, ways)


def _members(written: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in written.split("|"))


def _match(keys: Sequence[tuple[str, str]], units: Sequence[_Unit], first: int) -> tuple[int, bool]:
    """The place behind the units that are these words, `first` when they are not; and whether the last word is finished."""
    place, between, told = first, 0, False
    for number, (key, word) in enumerate(keys):
        while place < len(units) and place > first and units[place].light and units[place].key != key:
            place, between = place + 1, between + 1
        if place == len(units) and is_han(word[0]) and number >= max(_CHARACTERS_TO_GUESS, len(keys) * 2 / 3):
            return place, False
        if place == len(units) or between > _MOST_BETWEEN:
            return first, False
        unit = units[place]
        if unit.key != key and not _nearly(key, unit.key):
            last = number == len(keys) - 1 and place == len(units) - 1
            enough = told or len(unit.text) >= _LONG_ENOUGH_TO_GUESS
            return (place + 1, False) if last and enough and word.startswith(unit.text) else (first, False)
        told = told or not unit.light
        place += 1
    return place, True


def _nearly(key: str, typed: str) -> bool:
    """Whether two long words differ by a slip."""
    return (
        len(typed) >= _LONG_ENOUGH_FOR_A_SLIP
        and key[0] == typed[0]
        and abs(len(key) - len(typed)) <= 1
        and OSA.distance(key, typed, score_cutoff=1) <= 1
    )


@lru_cache(maxsize=_MEMBERS_REMEMBERED)
def _keys(member: str) -> tuple[tuple[str, str], ...]:
    """Those units of a member that a query must have: their keys and how they are written."""
    units = _units(member)
    telling = [unit for unit in units if unit.text not in _PARTICLES]
    return tuple((unit.key, unit.text) for unit in (telling if len(telling) > 1 else units))


def _first_key(member: str) -> str:
    """The first of a member's keys. Thousands of members are read and few are met, so the others are worked out then."""
    if not member.isascii():
        return member[0] if is_han(member[0]) and member[0] not in _PARTICLES else _keys(member)[0][0]
    words = _latin(member)
    telling = [word for word in words if word not in _PARTICLES]
    return stem(telling[0] if len(telling) > 1 else words[0])


def _latin(text: str) -> Sequence[str]:
    """The Latin words of a folded text."""
    return _ASCII_WORD.findall(text) if text.isascii() else [run for run, _, han in _runs(text) if not han]


def _units(folded: str) -> tuple[_Unit, ...]:
    """What a query consists of."""
    units = []
    for run, start, han in _runs(folded):
        if han:
            row = zip(run, light_places(run), strict=True)
            units += [_Unit(own, own, place, place + 1, light) for place, (own, light) in enumerate(row, start)]
        else:
            units.append(_Unit(stem(run), run, start, start + len(run), is_light(run)))
    return tuple(units)


def _runs(folded: str) -> Iterator[tuple[str, int, bool]]:
    """Latin words and Chinese runs, and where they begin."""
    place = 0
    for what, run in groupby(folded, key=kind):
        text = "".join(run)
        if what:
            yield text, place, what == 1
        place += len(text)
