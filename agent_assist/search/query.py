"""What was typed, taken apart: words, Chinese runs, and the letters of the whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, islice, pairwise

from agent_assist.language.fold import fold
from agent_assist.search.cut import PAIR_BITS, is_han, is_word
from agent_assist.search.sounds import keys, merge, spelt

LONGEST = 160
"""Characters of a query that are looked at; nobody types more, but much can be pasted."""
MOST_TOKENS = 16
"""Words of a query that are looked at."""


@dataclass(frozen=True, slots=True)
class Token:
    """A Latin word, a number, or a run of Chinese characters.

    `sounds` are the keys of three letters whose middle lies in this token: neighbours are typed together, so the keys
    between two tokens belong to both words in turn.
    """

    text: str
    han: bool
    sounds: tuple[int, ...]

    @property
    def singles(self) -> list[int]:
        """Keys of the characters of a Chinese run."""
        return [ord(character) for character in self.text]

    @property
    def pairs(self) -> list[int]:
        """Keys of two characters side by side."""
        codes = self.singles
        return [first << PAIR_BITS | second for first, second in pairwise(codes)]

    @property
    def initials(self) -> list[int]:
        """Keys of the token taken as first letters."""
        return keys(self.text) if self.spells else []

    @property
    def spells(self) -> bool:
        """Whether the token can be pinyin or first letters."""
        return not self.han and self.text.isascii() and self.text.isalpha()


@dataclass(frozen=True, slots=True)
class Query:
    """A folded query. `joined` has no spaces or marks, `letters` compares by sound; it `spells` when all of it
    can be pinyin or first letters."""

    folded: str
    tokens: tuple[Token, ...]
    joined: str
    letters: str
    spells: bool


def parse(typed: str) -> Query:
    """Take apart what was typed; a query without any token finds nothing."""
    folded = fold(typed[: 2 * LONGEST])[:LONGEST].strip()
    parts = list(islice(_parts(folded), MOST_TOKENS))
    spellings = [spelt(text) if han else text for text, han in parts]
    row, owners = merge(["".join(c for c in spelling if "a" <= c <= "z") for spelling in spellings])
    sounds: list[list[int]] = [[] for _ in parts]
    for place, key in enumerate(keys(row)):
        sounds[owners[place + 1]].append(key)
    tokens = tuple(Token(text, han, tuple(own)) for (text, han), own in zip(parts, sounds, strict=True))
    joined = "".join(text for text, _ in parts)
    return Query(folded, tokens, joined, row, joined.isascii() and joined.isalpha())


def _parts(folded: str) -> Iterator[tuple[str, bool]]:
    kinds = groupby(folded, key=lambda character: 1 if is_han(character) else 2 if is_word(character) else 0)
    return (("".join(run), kind == 1) for kind, run in kinds if kind)
