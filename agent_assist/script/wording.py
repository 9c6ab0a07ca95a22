"""Wordings: how a taboo tells what must not be said, so that it is also found when it is said a little otherwise.

A wording is plain words. It matches by sound (`language.spoken`): wrong characters, particles, small words and punctuation
in between do not hide it, and of a long one a word may be missing or another. A few marks make one wording stand for many::

    再不(说话/出声/吭声)…挂        one of several                  (watch/mind) your (mouth/language)
    不关[我的/我们]事              may be missing                  i am [still/only] new
    你到…部门问                    up to some words in between     go ask the … department
    ^什么$                         a sentence begins, ends here    ^what$
    {hang-up}                      a list of [wordings]            {hang-up}
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from agent_assist.language.spoken import PAUSE, STOP
from agent_assist.script.row import Row
from agent_assist.script.wording_parts import (
    TOKENS,
    Part,
    Reader,
    WordingError,
    Words,
    every,
    least,
    needs_of,
    weight,
)
from agent_assist.script.wording_pattern import Emitter
from agent_assist.script.wording_reach import Reach

_REMEMBERED = 16384
_BRACKETS = re.compile(r"[()\[\]{}]")
_CLOSED_BY = {"(": ")", "[": "]"}
_DEEPEST = 4
"""Lists inside lists of wordings; deeper ones would refer to themselves."""
_CONTENT_FOR_LIGHT = {"zh": 4, "en": 3}
"""So many words with a meaning make the small words of a plain wording dispensable."""


@dataclass(frozen=True, eq=False)
class Wording:
    """A wording that was understood; there is one object for each that is written."""

    words: str
    language: str
    parts: tuple[Part, ...]

    @cached_property
    def needs(self) -> tuple[frozenset[str], ...]:
        """Sets of sounds of each of which whatever it matches holds one, the rarest first."""
        return tuple(sorted(set(needs_of(self.parts, light=not self._dispensable)), key=weight))

    @cached_property
    def _dispensable(self) -> bool:
        """Whether it is plain and says enough without its small words."""
        return len(self.content) >= _CONTENT_FOR_LIGHT[self.language]

    @cached_property
    def content(self) -> tuple[str, ...]:
        """The sounds of a plain wording that carry its meaning; empty for one with choices or gaps."""
        if not all(isinstance(part, Words) for part in self.parts):
            return ()
        return tuple(
            unit.sound for part in self.parts if isinstance(part, Words) for unit in part.units if not unit.light
        )

    @property
    def is_long(self) -> bool:
        """Whether it is also recognised with a slip in it (`find_loosely`)."""
        return self._allowed_slips > 0

    @cached_property
    def _allowed_slips(self) -> int:
        return _slips(len(self.content))

    @cached_property
    def _bag(self) -> frozenset[str]:
        return frozenset(self.content)

    @property
    def sounds(self) -> frozenset[str]:
        """Every sound of it."""
        return self._own[1]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What it matches in `Row.spoken`, but for how much of it may be slips."""
        return re.compile(Emitter(self.language, self._dispensable).whole(self.parts))

    @cached_property
    def _own(self) -> tuple[frozenset[str], frozenset[str]]:
        """Every character and every sound of the wording."""
        own = list(every(self.parts))
        return frozenset(unit.written for unit in own), frozenset(unit.sound for unit in own)

    def may_stand_in(self, sounds: frozenset[str]) -> bool:
        """Whether a text with these sounds can hold it at all."""
        return not any(map(sounds.isdisjoint, self.needs))

    def may_match(self, text: Row) -> bool:
        """Whether the pattern is worth being made for a text."""
        return Reach(text).sequence(self.parts, text.everywhere, begun=False, dispensable=self._dispensable) > 0

    def may_nearly_stand_in(self, sounds: frozenset[str]) -> bool:
        """Whether a text with these sounds can hold it with slips."""
        return len(self._bag) - len(self._bag & sounds) <= self._allowed_slips

    def find(self, text: Row) -> Iterator[tuple[int, int]]:
        """Where it stands, as first and last unit."""
        if not (self.may_stand_in(text.sounds) and self.may_match(text)):
            return
        for found in self.pattern.finditer(text.spoken):
            if found.start() == found.end():
                continue
            first = bisect_right(text.starts, found.start()) - 1
            last = bisect_right(text.starts, found.end() - 1) - 1
            first, last = self._trimmed(text, first, last)
            if first <= last and self._sounds_meant(text, first, last):
                yield first, last

    def find_loosely(self, text: Row) -> Iterator[tuple[int, int]]:
        """Where a long plain wording stands with a word missing, another word, or one too many."""
        if self.is_long and self.may_nearly_stand_in(text.sounds):
            for first, last in _nearly(self.content, text, self._allowed_slips):
                if self._sounds_meant(text, first, last):
                    yield first, last

    def _trimmed(self, text: Row, first: int, last: int) -> tuple[int, int]:
        """Without the small words before and after that an edge took in."""
        foreign = [unit.sound in (STOP, PAUSE) or (unit.light and unit.sound not in self.sounds) for unit in text.units]
        while first <= last and foreign[first]:
            first += 1
        while last >= first and foreign[last]:
            last -= 1
        return first, last

    def _sounds_meant(self, text: Row, first: int, last: int) -> bool:
        """Whether enough of it is written as it should be: a homophone or two among many is a slip, all of them are not."""
        if self.language != "zh":
            return len(text.mended.intersection(range(first, last + 1))) * 2 <= last - first
        characters, sounds = self._own
        same = other = 0
        for unit in text.units[first : last + 1]:
            if unit.written in characters:
                same += 1
            elif unit.sound in sounds:
                other += 1
        return other <= _homophones(same + other, whole=_is_whole(text, first, last))


def _is_whole(text: Row, first: int, last: int) -> bool:
    """Whether nothing but small words stands beside a stretch in its sentence."""
    edges = (STOP, PAUSE)
    while text.units[first - 1].light and text.units[first - 1].sound not in edges:
        first -= 1
    while text.units[last + 1].light and text.units[last + 1].sound not in edges:
        last += 1
    return text.units[first - 1].sound in edges and text.units[last + 1].sound in edges


def _homophones(length: int, *, whole: bool) -> int:
    """How many characters of the same sound may stand for the right ones; a whole sentence is surer."""
    if length <= 3:
        return int(whole)
    return 2 * int(whole) if length == 4 else round(length * 0.35)


def _slips(length: int) -> int:
    if length < 7:
        return 0
    return 1 if length < 11 else 2


def _nearly(wanted: Sequence[str], text: Row, slips: int) -> Iterator[tuple[int, int]]:
    """Stretches of a row that differ from the wanted sounds in at most so many places (Sellers)."""
    places = [number for number, unit in enumerate(text.units) if not unit.light and unit.sound not in (PAUSE,)]
    size = len(wanted)
    before = [(row, 0) for row in range(size + 1)]
    best: tuple[int, int, int] | None = None
    for column, place in enumerate(places):
        sound = text.units[place].sound
        now = [(0, column + 1)]
        for row in range(1, size + 1):
            differs = sound != wanted[row - 1]
            costs = (
                (before[row - 1][0] + differs, column if row == 1 else before[row - 1][1]),
                (before[row][0] + 1, before[row][1]),
                (now[row - 1][0] + 1, now[row - 1][1]),
            )
            now.append(min(costs))
        cost, begin = now[size]
        # A slip that leaves out a `not` turns the meaning round, and a sentence's end is no slip.
        inside = [text.units[each].sound for each in places[begin : column + 1]]
        sound_enough = STOP not in inside and _negations(wanted) == _negations(inside)
        if cost <= slips and sound_enough and (best is None or cost < best[0]):
            best = (cost, begin, column)
        before = now
    if best is not None:
        yield places[best[1]], places[best[2]]


def _negations(sounds: Sequence[str]) -> int:
    return sum(sound in ("bu", "mei", "not", "no", "never") for sound in sounds)


# -- reading a wording -----------------------------------------------------------------------------------------------


def wordings(written: str, language: str, lists: Mapping[str, Sequence[str]]) -> tuple[Wording, ...]:
    """What a written wording stands for: itself, or each entry of the list it names.

    Raises:
        WordingError: a bracket is open, a list is not there, or nothing is left to be said.
    """
    if "{" not in written:
        return (_read(written, language),)
    alone = re.fullmatch(r"\s*\{([^{}]*)\}\s*", written)
    if alone:
        entries = _list(alone.group(1), lists, 0)
        if not any("{" in entry for entry in entries):
            return tuple(_read(entry, language) for entry in entries)
        return tuple(found for entry in entries for found in wordings(entry, language, lists))
    return (_read(_inserted(written, lists, 0), language),)


def fault(written: str, lists: Mapping[str, Sequence[str]]) -> WordingError | None:
    """What is wrong with a wording as it is written, without reading it: it costs next to nothing."""
    return _fault(written, lists) if "{" in written else _fault_alone(written)


@lru_cache(_REMEMBERED)
def _fault_alone(written: str) -> WordingError | None:
    return _fault(written, {})


def _fault(written: str, lists: Mapping[str, Sequence[str]]) -> WordingError | None:
    if not _BRACKETS.search(written):
        return None if any(map(str.isalnum, written)) else WordingError("the wording has no words", 0)
    opened: list[str] = []
    try:
        for found in TOKENS.finditer(written):
            token = found.group()
            if token in _CLOSED_BY:
                opened.append(_CLOSED_BY[token])
            elif token in ")]{}" and (not opened or opened.pop() != token):
                return WordingError(f"'{token}' closes nothing", found.start())
        if opened:
            return WordingError(f"'{opened[-1]}' is missing", len(written))
        if not any(map(str.isalnum, _inserted(written, lists, 0))):
            return WordingError("the wording has no words", 0)
    except WordingError as error:
        return error
    return None


def _inserted(written: str, lists: Mapping[str, Sequence[str]], depth: int) -> str:
    def words(found: re.Match[str]) -> str:
        if depth >= _DEEPEST:
            raise WordingError("the lists of wordings name one another", found.start())
        entries = _list(found.group(1), lists, found.start())
        return "(" + "/".join(_inserted(entry, lists, depth + 1) for entry in entries) + ")"

    return re.sub(r"\{([^{}]*)\}", words, written)


def _list(name: str, lists: Mapping[str, Sequence[str]], offset: int) -> Sequence[str]:
    if name not in lists:
        raise WordingError(f"there is no list of wordings '{name}'", offset)
    return lists[name]


@lru_cache(_REMEMBERED)
def _read(written: str, language: str) -> Wording:
    reader = Reader(written, language)
    parts = reader.sequence("")
    found = Wording(written, language, parts)
    if least(parts) == 0 and not any(True for _ in every(parts)):
        raise WordingError("the wording has no words", 0)
    return found
