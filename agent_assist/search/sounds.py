"""How wording is compared by sound: as a row of plain letters in which what is easily confused is the same.

Joined pinyin, Latin words and what agents type are all brought to this form, so that a homophone, pinyin without spaces
and the accents of the south meet without any syllable being cut out of what was typed: zh=z, ch=c, sh=s, ng=n, n=l, f=h, ü=u.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from agent_assist.language.pinyin import character_readings, syllables, word_readings

Array = NDArray[Any]

MARK = 0
"""The letter that begins every phrase."""
BASE = 28
"""Letters are 1 to 26; with the mark and one to spare, this is the base in which rows of three make a key."""

_MERGED = str.maketrans("nfv", "lhu")
_WITH_H = frozenset("zcs")
_UNHEARD = re.compile("(?<=[zcs])h|(?<=n)g")
_NO_LETTER = re.compile("[^a-z]")
_CODE_LIMIT = 1 << 16
_WORD_LENGTHS = (2, 3, 4)
"""In this order: of two words that begin at one place, the longer is read."""


def letters(spelt: str) -> str:
    """Joined pinyin or Latin words (folded) as letters that compare by sound; what is no letter is dropped."""
    return _UNHEARD.sub("", _NO_LETTER.sub("", spelt)).translate(_MERGED)


def merge(parts: Sequence[str]) -> tuple[str, list[int]]:
    """The letters of all parts joined, and for each letter the part that it comes from."""
    row: list[str] = []
    owners: list[int] = []
    before = ""
    for number, part in enumerate(parts):
        for letter in part:
            if not ((letter == "h" and before in _WITH_H) or (letter == "g" and before == "n")):
                row.append(letter)
                owners.append(number)
            before = letter
    return "".join(row).translate(_MERGED), owners


def spelt(text: str) -> str:
    """Folded text as it would be typed in pinyin: characters read in context, the rest as it stands."""
    return "".join(sound or written for sound, written in zip(syllables(text), text, strict=True))


def keys(row: str) -> list[int]:
    """A key for every three neighbours in a row of letters; ``^`` is the mark of the beginning."""
    codes = [0 if letter == "^" else ord(letter) - 96 for letter in row]
    return [(a * BASE + b) * BASE + c for a, b, c in zip(codes, codes[1:], codes[2:], strict=False)]


def key_range(row: str) -> tuple[int, int]:
    """From which key up to which the keys lie that begin with `row`, of one to three letters."""
    place = BASE ** (3 - len(row))
    low = keys(row + "^" * (3 - len(row)))[0]
    return low, low + place


@dataclass(frozen=True, slots=True)
class SoundTable:
    """Readings as arrays.

    Attributes:
        usual, other: the sound of each code point below 65,536, as a row of `spelling`; 0 for none. `other` is the second
            reading of a character that has one, otherwise its usual one.
        spelling: the letters of each sound (1 to 26), filled up with 0; sounds 1 to 26 are the letters themselves.
        length: how many letters each sound has.
        words: for each length, packed characters of words with a reading of their own, sorted, and their sounds; and
            which code points begin one.
    """

    usual: Array
    other: Array
    spelling: Array
    length: Array
    words: dict[int, tuple[Array, Array, Array]]

    def read(self, codes: Array) -> Array:
        """The sound of each code point in its context."""
        small = np.where(codes < _CODE_LIMIT, codes, 0)
        sounds = self.usual[small]
        size = np.zeros(len(codes), dtype=np.uint8)
        which = np.zeros(len(codes), dtype=np.int32)
        for length, (packed, _, firsts) in self.words.items():
            places = np.flatnonzero(firsts[small[: max(0, len(codes) - length + 1)]])
            if not len(places):
                continue
            key = np.zeros(len(places), dtype=np.uint64)
            for offset in range(length):
                key |= small[places + offset].astype(np.uint64) << np.uint64(16 * offset)
            found = np.minimum(np.searchsorted(packed, key), len(packed) - 1)
            right = packed[found] == key
            size[places[right]], which[places[right]] = length, found[right]
        starts = np.flatnonzero(size)
        starts = starts[_one_after_another(starts, starts + size[starts])]
        for length, (_, word_sounds, _) in self.words.items():
            places = starts[size[starts] == length]
            for offset in range(length):
                sounds[places + offset] = word_sounds[which[places], offset]
        return sounds


def _one_after_another(starts: Array, ends: Array) -> Array:
    """Which of some words, in the order they begin, are read: none that begins before the last one that is read ends."""
    read = np.ones(len(starts), dtype=bool)
    behind, before = 0, -1
    # Few words overlap, so only those are gone through one by one.
    for number in (np.flatnonzero(starts[1:] < np.maximum.accumulate(ends)[:-1]) + 1).tolist():
        if before != number - 1:
            behind = ends[number - 1]
        before = number
        if starts[number] < behind:
            read[number] = False
        else:
            behind = ends[number]
    return read


@cache
def sound_table() -> SoundTable:
    """The table of all readings; made on first use, in some 40 ms."""
    characters, words = character_readings(), word_readings()
    names = [chr(97 + place) for place in range(26)]
    names += sorted(_spelt_sounds(characters.values(), words.values()) - set(names))
    number = {name: place for place, name in enumerate(names, 1)}
    spelling = np.zeros((len(names) + 1, 6), dtype=np.uint8)
    for name, place in number.items():
        spelling[place, : len(name)] = [ord(letter) - 96 for letter in name]
    usual = np.zeros(_CODE_LIMIT, dtype=np.uint16)
    other = np.zeros(_CODE_LIMIT, dtype=np.uint16)
    for letter in range(26):
        usual[97 + letter] = other[97 + letter] = letter + 1
    for character, found in characters.items():
        usual[ord(character)] = number[found[0]]
        other[ord(character)] = number[found[1] if len(found) > 1 else found[0]]
    return SoundTable(
        usual=usual,
        other=other,
        spelling=spelling,
        length=(spelling > 0).sum(axis=1).astype(np.uint8),
        words={length: _packed(words, number, length) for length in _WORD_LENGTHS},
    )


def _spelt_sounds(*groups: Iterable[tuple[str, ...]]) -> set[str]:
    return {sound for group in groups for found in group for sound in found}


def _packed(words: Mapping[str, tuple[str, ...]], number: dict[str, int], length: int) -> tuple[Array, Array, Array]:
    chosen = {
        sum(ord(character) << 16 * place for place, character in enumerate(word)): [number[sound] for sound in found]
        for word, found in words.items()
        if len(word) == length
    }
    packed = np.array(sorted(chosen), dtype=np.uint64)
    firsts = np.zeros(_CODE_LIMIT, dtype=bool)
    firsts[(packed & np.uint64(0xFFFF)).astype(np.int64)] = True
    return packed, np.array([chosen[key] for key in packed.tolist()], dtype=np.uint16), firsts
