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
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from agent_assist.language.spoken import PAUSE, STOP, Unit, units

_REMEMBERED = 16384
_CLOSED_BY = {"(": ")", "[": "]"}
_DEEPEST = 4
"""Lists inside lists of wordings; deeper ones would refer to themselves."""
_TOKENS = re.compile(r"[()\[\]/^$]|…+|\.{3,}|\{[^{}]*\}|[^()\[\]/^${}…]+?(?=\.{3}|[()\[\]/^${}…]|\Z)|[{}]")
_BETWEEN = r"(?:[-=,][^;]*;){0,4}"
_UNASKED = r"(?:[-,][^;]*;){0,4}"
"""What may stand between what opens a wording: a courtesy there makes a request of it."""
_GAPS = {"zh": r"(?:[^;.]+;){0,10}?", "en": r"(?:[^;.]+;){0,6}?"}
_MARKS = {(False, False): "", (True, False): "-", (True, True): "="}
_AFTER = r"(?:[-,][^;]*;)*(?=\.;)"
_BEFORE = {
    "zh": r"(?<=\.;)(?:(?:[-,][^;]*|wei|hei|xin|ni;hao);)*",
    "en": r"(?<=\.;)(?:(?:[-,][^;]*|hey|hi|oi|hello|yes|no|and|but|because|i;mean);)*",
}
_CONTENT_FOR_LIGHT = {"zh": 4, "en": 3}
"""So many words with a meaning make the small words of a plain wording dispensable."""
_COMMON = frozenset((
    "suo", "qin", "ma", "de", "ze", "le", "zi", "tin", "wen", "hua", "yi", "nen", "jie", "jiu", "gen", "call", "your", "a", "the",
    "ni", "wo", "bu", "si", "me", "zen", "sen", "mei", "you", "da", "ren", "sou", "dao", "lai", "dian", "duo", "shi",
    "xian", "neng", "zai", "sui", "na", "yao", "fa", "i", "not", "do", "is", "it", "that", "be", "what", "are",
    "have", "hav", "to", "my", "us", "thi", "this", "we", "can", "will", "am", "did", "no", "go", "get", "in", "of",
    "on", "if",
))  # fmt: skip
_USUAL, _COMMONER = 2, 12
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SHORTEST_SLIP = 4


class WordingError(ValueError):
    """A wording that cannot be understood; says why in one clause, and where in the wording."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Row:
    """A text as it is spoken, in the form that wordings are looked for in."""

    text: str
    language: str
    units: tuple[Unit, ...]
    spoken: str
    starts: tuple[int, ...]
    sounds: frozenset[str]
    mended: frozenset[int]
    """The units that were slips of the keyboard."""

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The stretch of the text from one unit to another, both included."""
        return self.units[first].start, self.units[last].end


def row(text: str, language: str, sounds: Mapping[str, str] | None = None) -> Row:
    """The row of a text; `sounds` mends units that are slips of the keyboard."""
    found = units(text, language)
    mended = frozenset[int]()
    if sounds:
        mended = frozenset(number for number, unit in enumerate(found) if unit.sound in sounds)
        found = tuple(replace(unit, sound=sounds.get(unit.sound, unit.sound)) for unit in found)
    starts = []
    parts = [";"]
    length = 1
    for unit in found:
        starts.append(length)
        part = f"{_MARKS[unit.light, unit.polite]}{unit.sound};"
        parts.append(part)
        length += len(part)
    every = frozenset(unit.sound for unit in found)
    return Row(text, language, found, "".join(parts), tuple(starts), every, mended)


def slip_of(sound: str, known: frozenset[str]) -> str:
    """The known English stem that a word is one slip of the keyboard away from; empty for known words and short ones."""
    size = len(sound)
    if size < _SHORTEST_SLIP or sound in known or not sound.isalpha():
        return ""
    cuts = [(sound[:place], sound[place:]) for place in range(size + 1)]
    tries = [before + letter + after for before, after in cuts for letter in _LETTERS]
    tries += [before + after[1] + after[0] + after[2:] for before, after in cuts if len(after) > 1]
    if size > _SHORTEST_SLIP:
        tries += [before + after[1:] for before, after in cuts if after]
        tries += [before + letter + after[1:] for before, after in cuts if after for letter in _LETTERS]
    return next((one for one in tries if one in known and one[0] == sound[0]), "")


# -- what a wording is made of ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Words:
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class _Choice:
    branches: tuple[tuple[_Part, ...], ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class _Edge:
    mark: str
    """``^`` a sentence begins, ``$`` it ends, ``…`` anything up to some words."""


_Part = _Words | _Choice | _Edge


@dataclass(frozen=True, eq=False)
class Wording:
    """A wording that was understood; there is one object for each that is written."""

    words: str
    language: str
    parts: tuple[_Part, ...]

    @cached_property
    def needs(self) -> tuple[frozenset[str], ...]:
        """Sets of sounds of each of which whatever it matches holds one, the rarest first."""
        return tuple(sorted(set(_needs(self.parts, light=not self._dispensable)), key=_weight))

    @cached_property
    def _dispensable(self) -> bool:
        """Whether it is plain and says enough without its small words."""
        return len(self.content) >= _CONTENT_FOR_LIGHT[self.language]

    @cached_property
    def content(self) -> tuple[str, ...]:
        """The sounds of a plain wording that carry its meaning; empty for one with choices or gaps."""
        if not all(isinstance(part, _Words) for part in self.parts):
            return ()
        return tuple(
            unit.sound for part in self.parts if isinstance(part, _Words) for unit in part.units if not unit.light
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
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(_Emitter(self.language, self._dispensable).sequence(self.parts))

    @cached_property
    def _own(self) -> tuple[frozenset[str], frozenset[str]]:
        """Every character and every sound of the wording."""
        every = list(_every(self.parts))
        return frozenset(unit.written for unit in every), frozenset(unit.sound for unit in every)

    def may_stand_in(self, sounds: frozenset[str]) -> bool:
        """Whether a text with these sounds can hold it at all."""
        return all(not need.isdisjoint(sounds) for need in self.needs)

    def may_nearly_stand_in(self, sounds: frozenset[str]) -> bool:
        """Whether a text with these sounds can hold it with slips."""
        return len(self._bag) - len(self._bag & sounds) <= self._allowed_slips

    def find(self, text: Row) -> Iterator[tuple[int, int]]:
        """Where it stands, as first and last unit."""
        if not self.may_stand_in(text.sounds):
            return
        for found in self._pattern.finditer(text.spoken):
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
        edges = (STOP, PAUSE)
        whole = text.units[first - 1].sound in edges and text.units[last + 1].sound in edges
        return other <= _homophones(same + other, whole=whole)


def _homophones(length: int, *, whole: bool) -> int:
    """How many characters of the same sound may stand for the right ones; a whole sentence is surer."""
    if length <= 3:
        return int(whole)
    return 2 * int(whole) if length == 4 else round(length * 0.35)


def _slips(length: int) -> int:
    if length < 7:
        return 0
    return 1 if length < 11 else 2


def _every(parts: Sequence[_Part]) -> Iterator[Unit]:
    for part in parts:
        if isinstance(part, _Words):
            yield from part.units
        elif isinstance(part, _Choice):
            for branch in part.branches:
                yield from _every(branch)


def _least(parts: Sequence[_Part]) -> int:
    """The least number of words with a meaning that a match holds."""
    count = 0
    for part in parts:
        if isinstance(part, _Words):
            count += sum(not unit.light for unit in part.units)
        elif isinstance(part, _Choice) and not part.optional:
            count += min(_least(branch) for branch in part.branches)
    return count


def _needs(parts: Sequence[_Part], *, light: bool) -> Iterator[frozenset[str]]:
    """Sets of sounds of each of which a match holds one; `light` words count where they cannot be left out."""
    for part in parts:
        if isinstance(part, _Words):
            yield from (frozenset((unit.sound,)) for unit in part.units if light or not unit.light)
        elif isinstance(part, _Choice) and not part.optional:
            rarest = [min(_needs(branch, light=light), key=_weight, default=None) for branch in part.branches]
            if all(rarest):
                yield frozenset(sound for need in rarest if need for sound in need)


def _weight(need: frozenset[str]) -> int:
    """How common a set of sounds is; the rarest makes the best key."""
    return sum(_COMMONER if sound in _COMMON else _USUAL for sound in need)


@dataclass(frozen=True, slots=True)
class _Emitter:
    """Writes a wording as a regular expression on rows."""

    language: str
    dispensable: bool

    def sequence(self, parts: Sequence[_Part], before: str = "") -> str:
        """The parts one after another; `before` is what may stand before the first of them."""
        found = []
        for part in parts:
            if isinstance(part, _Edge):
                found.append(self._edge(part.mark))
                before = _BETWEEN if part.mark == "…" else before
            elif isinstance(part, _Words):
                for unit in part.units:
                    found.append(self._unit(unit, before))
                    before = _BETWEEN
            else:
                branches = "|".join(self._branch(branch, before) for branch in part.branches)
                found.append(f"(?:{branches})?" if part.optional else f"(?:{branches})")
                before = _UNASKED if part.optional and before in ("", _UNASKED) else _BETWEEN
        return "".join(found)

    def _branch(self, branch: Sequence[_Part], before: str) -> str:
        """A branch of a choice; one that is nothing but small words stays what it is."""
        whole = self if _least(branch) else replace(self, dispensable=False)
        return whole.sequence(branch, before)

    def _unit(self, unit: Unit, before: str) -> str:
        mark = "[-=]?" if unit.light else "-?"
        found = f"(?<=;){before}{mark}{re.escape(unit.sound)};"
        return f"(?:{found})?" if unit.light and self.dispensable else found

    def _edge(self, mark: str) -> str:
        if mark == "^":
            return _BEFORE[self.language]
        return _AFTER if mark == "$" else _GAPS[self.language]


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
        return tuple(found for entry in entries for found in wordings(entry, language, lists))
    return (_read(_inserted(written, lists, 0), language),)


def fault(written: str, lists: Mapping[str, Sequence[str]]) -> WordingError | None:
    """What is wrong with a wording as it is written, without reading it: it costs next to nothing."""
    opened: list[str] = []
    try:
        for found in _TOKENS.finditer(written):
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
    reader = _Reader(written, language)
    parts = reader.sequence("")
    found = Wording(written, language, parts)
    if _least(parts) == 0 and not any(True for _ in _every(parts)):
        raise WordingError("the wording has no words", 0)
    return found


class _Reader:
    """Reads a wording from left to right."""

    def __init__(self, written: str, language: str) -> None:
        self._tokens = [(found.group(), found.start()) for found in _TOKENS.finditer(written)]
        self._language = language
        self._position = 0
        self._length = len(written)

    def sequence(self, closing: str) -> tuple[_Part, ...]:
        parts: list[_Part] = []
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
                parts.append(_Edge(token))
            elif token[0] == "…" or token.startswith("..."):
                parts.append(_Edge("…"))
            elif words := self._words(token):
                parts.append(_Words(words))
        if closing:
            raise WordingError(f"'{closing}' is missing", self._length)
        return tuple(parts)

    def _choice(self, closing: str, offset: int) -> _Choice:
        branches = []
        while True:
            branches.append(self.sequence(closing))
            if self._position >= len(self._tokens):
                raise WordingError(f"'{closing}' is missing", offset)
            token, _ = self._tokens[self._position]
            self._position += 1
            if token == closing:
                return _Choice(tuple(branches), optional=closing == "]")

    def _words(self, token: str) -> tuple[Unit, ...]:
        return _units_of(token, self._language)


@lru_cache(_REMEMBERED)
def _units_of(words: str, language: str) -> tuple[Unit, ...]:
    return tuple(unit for unit in units(words, language) if unit.sound not in (STOP, PAUSE))
