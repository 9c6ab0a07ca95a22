"""A text as a row of spoken units, in the form in which wordings are looked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from agent_assist.language.spoken import PAUSE, STOP, Unit, units

_MARKS = {(False, False): "", (True, False): "-", (True, True): "="}
"""What stands before a unit that means something, one that is light, and one that is polite."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SHORTEST_SLIP = 4


@dataclass(frozen=True, eq=False, slots=True)
class Row:
    """A text as it is spoken, in the form that wordings are looked for in; there is one object for each that is read."""

    text: str
    language: str
    units: tuple[Unit, ...]
    spoken: str
    starts: tuple[int, ...]
    sounds: frozenset[str]
    places: Mapping[str, int]
    """Which units have a sound: their numbers as bits, the first the lowest."""
    light: int
    """Which units are light, or a pause."""
    mended: frozenset[int]
    """The units that were slips of the keyboard."""

    @property
    def stops(self) -> int:
        """Which units end a sentence."""
        return self.places[STOP]

    @property
    def everywhere(self) -> int:
        """All units."""
        return (1 << len(self.units)) - 1

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The stretch of the text from one unit to another, both included."""
        return self.units[first].start, self.units[last].end


def row(text: str, language: str, sounds: Mapping[str, str] | None = None) -> Row:
    """The row of a text; `sounds` mends units that are slips of the keyboard."""
    found = units(text, language)
    mended = frozenset[int]()
    if sounds:
        mended = frozenset(number for number, unit in enumerate(found) if unit.sound in sounds)
        found = tuple(unit._replace(sound=sounds.get(unit.sound, unit.sound)) for unit in found)
    starts = []
    parts = [";"]
    length = 1
    for unit in found:
        starts.append(length)
        part = f"{_MARKS[unit.light, unit.polite]}{unit.sound};"
        parts.append(part)
        length += len(part)
    places: dict[str, int] = {}
    light = 0
    for number, unit in enumerate(found):
        places[unit.sound] = places.get(unit.sound, 0) | 1 << number
        light |= (unit.light or unit.sound == PAUSE) << number
    sounds_of = frozenset(places)
    return Row(text, language, found, "".join(parts), tuple(starts), sounds_of, places, light, mended)


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
