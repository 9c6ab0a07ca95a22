"""What was typed, taken apart: words, Chinese runs, and the letters of the whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, islice, pairwise

from agent_assist.language.fold import fold
from agent_assist.language.pinyin import syllables
from agent_assist.search.cut import PAIR_BITS, kind
from agent_assist.search.light import is_light, light_places
from agent_assist.search.sounds import keys, letters, merge, spelt

LONGEST = 100
"""Characters of a query that are looked at; nobody types more, but much can be pasted."""
MOST_TOKENS = 10
"""Words of a query that are looked at."""
_REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class Token:
    """A Latin word, a number, or a run of Chinese characters.

    `sounds` are the keys of three letters whose middle lies in this token: neighbours are typed together, so the keys
    between two tokens belong to both words in turn. `light` tells of each character whether it says little, `heard_lightly`
    of each key.
    """

    text: str
    han: bool
    sounds: tuple[int, ...]
    light: tuple[bool, ...]
    heard_lightly: tuple[bool, ...]

    @property
    def singles(self) -> list[int]:
        """Keys of the characters of a Chinese run."""
        return [ord(character) for character in self.text]

    @property
    def pairs(self) -> list[int]:
        """Keys of two characters side by side."""
        return character_pairs(self.text)

    @property
    def initials(self) -> list[int]:
        """Keys of the token taken as first letters."""
        return keys(self.text) if self.spells else []

    @property
    def spells(self) -> bool:
        """Whether the token can be pinyin or first letters."""
        return not self.han and self.text.isascii() and self.text.isalpha()


@dataclass(frozen=True, slots=True)
class Wording:
    """Folded words as they are compared with those of a phrase: `joined` has no spaces or marks, `letters` compares by sound; it
    `spells` when all of it can be pinyin or first letters."""

    joined: str
    letters: str
    spells: bool


@dataclass(frozen=True, slots=True)
class Query(Wording):
    """A folded query and what it consists of."""

    folded: str
    tokens: tuple[Token, ...]


@lru_cache(maxsize=_REMEMBERED)
def parse(typed: str) -> Query:
    """Take apart what was typed; a query without any token finds nothing. Remembers the last ones: what a query says in other words
    is taken apart at every key press."""
    folded = fold(typed[: 2 * LONGEST])[:LONGEST].strip()
    parts = list(islice(parts_of(folded), MOST_TOKENS))
    places = [(number, *place) for number, (text, han) in enumerate(parts) for place in _spellings(text, han)]
    row, owners = merge(["".join(c for c in spelling if "a" <= c <= "z") for _, spelling, _ in places])
    sounds: list[list[tuple[int, bool]]] = [[] for _ in parts]
    for place, key in enumerate(keys(row)):
        number, _, light = places[owners[place + 1]]
        sounds[number].append((key, light))
    tokens = tuple(
        Token(text, han, tuple(key for key, _ in own), _light(text, han), tuple(light for _, light in own))
        for (text, han), own in zip(parts, sounds, strict=True)
    )
    joined = "".join(text for text, _ in parts)
    return Query(joined, row, joined.isascii() and joined.isalpha(), folded, tokens)


def wording(words: str) -> Wording:
    """Folded words as they are compared, where nothing is to be looked up."""
    parts = list(parts_of(words))
    joined = "".join(text for text, _ in parts)
    heard = "".join(spelt(text) if han else text for text, han in parts)
    return Wording(joined, letters(heard), joined.isascii() and joined.isalpha())


def character_pairs(run: str) -> list[int]:
    """Keys of two characters side by side."""
    return [ord(first) << PAIR_BITS | ord(second) for first, second in pairwise(run)]


def _spellings(text: str, han: bool) -> Iterator[tuple[str, bool]]:
    """How the parts of a token are spelt, and whether they say little."""
    if han:
        spoken = zip(syllables(text), text, light_places(text), strict=True)
        return ((sound or written, light) for sound, written, light in spoken)
    return iter([(text, is_light(text))])


def _light(text: str, han: bool) -> tuple[bool, ...]:
    return light_places(text) if han else (is_light(text),) * len(text)


def parts_of(folded: str) -> Iterator[tuple[str, bool]]:
    """The words and Chinese runs of a folded text, and which are Chinese."""
    return (("".join(run), what == 1) for what, run in groupby(folded, key=kind) if what)
