"""Filling a line: from words with slots to the words the agent says.

A line never shows a brace. It reads naturally without what is unknown, or it is no line at all and says which slot it
waits for. Serves S0-03, S0-43 (the right form of address) and the slot rules of the norms: a title is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from agent_assist.script.joint import Joint, Span
from agent_assist.script.model import CALLER, Pack, Slot

__all__ = [
    "SURNAME",
    "TITLE",
    "Fault",
    "Filled",
    "Group",
    "Hole",
    "Segment",
    "Span",
    "Text",
    "fill",
    "parse",
    "slots_of",
]

SURNAME = "surname"
TITLE = "title"

_MARKS = re.compile(r"[{}\[\]]")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*\Z")
_BRACES = str.maketrans("", "", "{}")
_KEPT_LINES = 4096
"""The lines of a pack are looked at again and again; this many are kept apart already."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words said as they are written."""

    words: str
    start: int


@dataclass(frozen=True, slots=True)
class Hole:
    """A slot in a line. `fallback` is what the line itself offers when the slot is unknown; None offers nothing."""

    slot: str
    fallback: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Group:
    """Words in square brackets: said as a whole, or not at all when a slot inside is unknown."""

    parts: tuple[Text | Hole, ...]
    start: int
    end: int


Segment = Text | Hole | Group


@dataclass(frozen=True, slots=True)
class Fault:
    """Where a line is not well formed. `offset` counts characters of the line from 0."""

    offset: int
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """A line with its slots filled.

    `text` is None while a slot is missing; `missing` names what to ask, in the order of the line. `used` names the
    slots whose known values stand in the text, so that one can tell whether it holds anything personal; a form of address
    counts as ``caller`` and as the slots it is made of.
    """

    text: str | None
    spans: tuple[Span, ...] = ()
    missing: tuple[str, ...] = ()
    used: tuple[str, ...] = ()


@lru_cache(_KEPT_LINES)
def parse(say: str) -> tuple[Segment, ...] | Fault:
    """Take a line apart. Returns its segments, or the first place where brackets or braces do not fit."""
    top: list[Segment] = []
    inner: list[Text | Hole] = []
    group = -1
    position = 0
    while position < len(say):
        found = _MARKS.search(say, position)
        stop = found.start() if found else len(say)
        if stop > position:
            (top if group < 0 else inner).append(Text(say[position:stop], position))
        if found is None:
            break
        mark, position = found.group(), found.end()
        if mark == "{":
            hole = _hole(say, stop)
            if isinstance(hole, Fault):
                return hole
            (top if group < 0 else inner).append(hole)
            position = hole.end
        elif mark == "[" and group < 0:
            group, inner = stop, []
        elif mark == "]" and group >= 0:
            fault = _group_fault(inner, group)
            if fault:
                return fault
            top.append(Group(tuple(inner), group, position))
            group = -1
        else:
            return _stray(mark, stop)
    if group >= 0:
        return Fault(group, "the bracket [ is never closed", "close the part that may be left out with ]")
    return tuple(top)


def slots_of(segments: tuple[Segment, ...]) -> Iterator[tuple[Hole, bool]]:
    """Every slot of a line in order, and whether it stands in a group that may be left out."""
    for segment in segments:
        if isinstance(segment, Hole):
            yield segment, False
        elif isinstance(segment, Group):
            for part in segment.parts:
                if isinstance(part, Hole):
                    yield part, True


def fill(say: str, pack: Pack, values: Mapping[str, str]) -> Filled:
    """Fill a line with what is known.

    `values` are slot values by slot id or alias; titles and choices are ids. A blank value counts as unknown. A line
    that `parse` refuses is said without its brackets and braces.
    """
    segments = parse(say)
    if isinstance(segments, Fault):
        segments = (Text(_MARKS.sub("", say), 0),)
    known = _Known(pack, values)
    joint = Joint(english=pack.language == "en")
    missing: list[str] = []
    dropped: list[str] = []
    used: list[str] = []
    for segment in segments:
        if isinstance(segment, Text):
            joint.words(segment.words)
        elif isinstance(segment, Hole):
            value = known.value(segment)
            if value is None:
                missing += known.lacking(segment.slot)
            else:
                joint.value(value.words, segment.slot if value.used else "")
                used += value.used
        else:
            used += _fill_group(segment, known, joint, dropped)
    text, spans = joint.finish()
    if not text and not missing:
        missing = dropped
    if missing:
        return Filled(None, missing=tuple(dict.fromkeys(missing)))
    return Filled(text, spans, used=tuple(dict.fromkeys(used)))


def _fill_group(group: Group, known: _Known, joint: Joint, dropped: list[str]) -> tuple[str, ...]:
    values = {part: known.value(part, grouped=True) for part in group.parts if isinstance(part, Hole)}
    lacking = [name for part, value in values.items() if value is None for name in known.lacking(part.slot)]
    if lacking:
        dropped += lacking
        joint.drop()
        return ()
    used: tuple[str, ...] = ()
    for part in group.parts:
        value = values.get(part) if isinstance(part, Hole) else None
        if isinstance(part, Text):
            joint.words(part.words)
        elif value is not None:
            joint.value(value.words, part.slot if value.used else "")
            used += value.used
    joint.seam = True
    return used


def _hole(say: str, start: int) -> Hole | Fault:
    end = say.find("}", start)
    again = say.find("{", start + 1)
    if end < 0 or 0 <= again < end:
        return Fault(start, "the brace { is never closed", "write a slot as {surname}")
    name, bar, fallback = say[start + 1 : end].partition("|")
    name = name.strip()
    if not name:
        return Fault(start, "the braces name no slot", "write a slot as {surname}, or leave the braces out")
    if not _NAME.match(name):
        return Fault(start + 1, f"'{name}' is no slot name", "use letters, digits and _, as in {callback_no}")
    if bar and (_MARKS.search(fallback) or not fallback.strip()):
        return Fault(start, f"the words after | in {{{name}|...}} must be plain words", "write {slot|words}")
    return Hole(name, fallback.strip() if bar else None, start, end + 1)


def _group_fault(inner: list[Text | Hole], start: int) -> Fault | None:
    if any(isinstance(part, Hole) for part in inner):
        return None
    return Fault(start, "nothing in these brackets can be unknown", "put a {slot} inside [ ], or leave them out")


def _stray(mark: str, offset: int) -> Fault:
    if mark == "[":
        return Fault(offset, "a bracket [ stands inside another one", "close the first part with ] before")
    opening = {"]": "[", "}": "{"}[mark]
    return Fault(offset, f"this {mark} has no {opening} before it", f"leave out {mark}, or open it with {opening}")


@dataclass(frozen=True, slots=True)
class _Value:
    words: str
    used: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of each slot in the words of the pack."""

    pack: Pack
    values: Mapping[str, str]

    def value(self, hole: Hole, *, grouped: bool = False) -> _Value | None:
        slot = self.pack.slot(hole.slot)
        found = self._caller() if hole.slot == CALLER else self._slot(hole.slot, slot)
        if found is not None:
            return found
        if hole.fallback is not None:
            return _Value(hole.fallback, ())
        if slot is not None and slot.fallback is not None and not grouped:
            return _Value(slot.fallback, ())
        return None

    def lacking(self, name: str) -> tuple[str, ...]:
        """What to ask for when this slot is unknown: the caller is unknown for want of a title."""
        if name == CALLER:
            return (TITLE,)
        slot = self.pack.slot(name)
        return (slot.id if slot else name,)

    def _raw(self, name: str, slot: Slot | None) -> str:
        names = (slot.id, *slot.aliases) if slot else (name,)
        for each in names:
            words = " ".join(self.values.get(each, "").translate(_BRACES).split())
            if words:
                return words
        return ""

    def _slot(self, name: str, slot: Slot | None) -> _Value | None:
        raw = self._raw(name, slot)
        own = slot.id if slot else name
        if raw and own == TITLE:
            title = self.pack.titles.get(raw)
            return _Value(title.alone, (TITLE,)) if title and title.alone else None
        if raw and slot and slot.choices:
            raw = slot.choices.get(raw) or (raw if raw in slot.choices.values() else "")
        if not raw and slot:
            raw = slot.value
        return _Value(raw, (own,)) if raw else None

    def _caller(self) -> _Value | None:
        title = self.pack.titles.get(self._raw(TITLE, self.pack.slot(TITLE)))
        if title is None:
            return None
        surname = self._raw(SURNAME, self.pack.slot(SURNAME))
        if surname and title.word:
            words = self.pack.address.replace("{title}", title.word).replace("{surname}", surname)
            return _Value(words, (CALLER, SURNAME, TITLE))
        return _Value(title.alone, (CALLER, TITLE)) if title.alone else None
