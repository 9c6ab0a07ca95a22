"""Cutting strings into keys, many at a time, with whole arrays: no loop over strings or characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from agent_assist.language.fold import fold
from agent_assist.search.sounds import BASE, MARK, Array, sound_table

PAIR_BITS = 21
"""A pair of characters is a key of twice as many bits."""

HAN, WORD = 1, 2
"""The kinds of characters: what is looked up by itself, and a part of a word."""
_NEWLINE = 10
_FEW = 500
_CHARACTERS_REMEMBERED = 8192


@dataclass(frozen=True, slots=True)
class Cut:
    """What some strings consist of.

    Attributes:
        text, letters, initials: of all strings, one after the other, each with a newline before it. The text is folded and
            has letters, digits and characters only: no spaces, no marks.
        text_at, letters_at, initials_at: where each string's part begins.
        keys: for each family of keys, the keys and the string (from 0) that each stands in, with repetitions.
        words: the different words; a key of the family ``word`` is a place in them.
    """

    text: str
    letters: str
    initials: str
    text_at: Array
    letters_at: Array
    initials_at: Array
    keys: dict[str, tuple[Array, Array]]
    words: tuple[str, ...]


def cut(strings: Sequence[str]) -> Cut:
    """Cut these strings; there must be at least one."""
    text = "\n" + fold("\n".join(string.replace("\n", " ") for string in strings))
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    breaks = codes == _NEWLINE
    row = np.cumsum(breaks, dtype=np.int32) - np.int32(1)
    kind = _kinds(codes)
    words, numbers, word_first = _words(text, codes, kind)
    sounds = sound_table().read(codes)
    han = kind == HAN
    chinese = np.zeros(len(strings), dtype=bool)
    chinese[row[han & (sounds > 0)]] = True
    letters, initials = _streams(codes, row, kind, sounds, word_first)
    other_letters, other_initials = _other_readings(codes, row, kind, sounds, word_first)
    neighbours = han[1:] & han[:-1]
    wide = codes.astype(np.uint64)
    kept = codes[breaks | (kind > 0)]
    return Cut(
        text=kept.tobytes().decode("utf-32-le"),
        letters=_written(letters),
        initials=_written(initials),
        text_at=np.flatnonzero(kept == _NEWLINE) + 1,
        letters_at=np.flatnonzero(letters[0] == MARK) + 1,
        initials_at=np.flatnonzero(initials[0] == MARK) + 1,
        keys={
            "single": (wide[han], row[han]),
            "pair": (((wide[:-1] << np.uint64(PAIR_BITS)) | wide[1:])[neighbours], row[:-1][neighbours]),
            "sound": _threes((letters, other_letters), chinese),
            "initial": _threes((initials, other_initials), None),
            "word": (numbers, row[word_first]),
        },
        words=words,
    )


def is_han(character: str) -> bool:
    """Whether a character is looked up by itself: Chinese, kana and hangul."""
    code = ord(character)
    return (
        0x3400 <= code < 0xA000
        or 0xF900 <= code < 0xFB00
        or 0x20000 <= code < 0x32000
        or ((0x3040 <= code < 0x3100 or 0xAC00 <= code < 0xD7A4) and unicodedata.category(character) == "Lo")
    )


def is_word(character: str) -> bool:
    """Whether a character is a part of a word."""
    return character.isalnum() and not is_han(character)


@lru_cache(maxsize=_CHARACTERS_REMEMBERED)
def kind(character: str) -> int:
    """1 for what is looked up by itself, 2 for a part of a word, 0 for what only separates."""
    return HAN if is_han(character) else WORD if is_word(character) else 0


def _kinds(codes: Array) -> Array:
    if len(codes) < _FEW:
        return np.array([kind(chr(code)) for code in codes.tolist()], dtype=np.uint8)
    present = np.flatnonzero(np.bincount(codes))
    table = np.zeros(int(present[-1]) + 1, dtype=np.uint8)
    table[present] = [kind(chr(code)) for code in present.tolist()]
    return table[codes]


def _words(text: str, codes: Array, kind: Array) -> tuple[tuple[str, ...], Array, Array]:
    """The different words, for each place of a word its number among them, and which characters begin one."""
    word = kind == WORD
    first = word.copy()
    first[1:] &= ~word[:-1]
    starts = np.flatnonzero(first)
    if not len(starts):
        return (), np.zeros(0, dtype=np.int64), first
    last = word.copy()
    last[:-1] &= ~word[1:]
    lengths = np.flatnonzero(last) - starts + 1
    hashes = _hashes(codes[word], lengths)
    order = np.argsort(hashes, kind="stable")
    ordered = hashes[order]
    new = np.concatenate(([True], ordered[1:] != ordered[:-1]))
    chosen = order[new]
    numbers = np.empty(len(starts), dtype=np.int64)
    numbers[order] = np.cumsum(new) - 1
    spelt = (text[start : start + length] for start, length in zip(starts[chosen], lengths[chosen], strict=True))
    return tuple(spelt), numbers, first


def _hashes(characters: Array, lengths: Array) -> Array:
    """A 64-bit hash of each word; `characters` are those of all words one after the other."""
    begin = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    place = np.arange(len(characters)) - np.repeat(begin, lengths)
    longest = int(lengths.max())
    powers = np.empty(longest, dtype=np.uint64)
    power = 1
    for exponent in range(longest):
        powers[exponent] = power
        power = power * 0x9E3779B97F4A7C15 % (1 << 64)
    return np.add.reduceat((characters.astype(np.uint64) + np.uint64(7)) * powers[place], begin)


_Stream = tuple[Array, Array]
"""Letters (0 is the mark of a beginning) and the row of each."""


def _streams(codes: Array, row: Array, kind: Array, sounds: Array, word_first: Array) -> tuple[_Stream, _Stream]:
    """The letters and the first letters of all rows, each row behind its mark."""
    table = sound_table()
    mark = codes == _NEWLINE
    spoken = (sounds > 0) & ((kind == HAN) | (kind == WORD))
    places = np.flatnonzero(spoken | mark)
    sound = np.where(mark[places], 0, sounds[places])
    length = np.where(mark[places], 1, table.length[sound]).astype(np.int64)
    begin = np.concatenate(([0], np.cumsum(length)[:-1])) if len(places) else np.zeros(0, dtype=np.int64)
    within = np.arange(int(length.sum())) - np.repeat(begin, length)
    letters = table.spelling[np.repeat(sound, length), within]
    rows = np.repeat(row[places], length)
    heads = np.flatnonzero(mark | (spoken & ((kind == HAN) | word_first)))
    initials = np.where(mark[heads], 0, table.spelling[sounds[heads], 0])
    return _merged(letters, rows), (initials, row[heads])


def _other_readings(codes: Array, row: Array, kind: Array, sounds: Array, word_first: Array) -> tuple[_Stream, _Stream]:
    """The same for the other reading of every character that has one, for the rows with such a character."""
    table = sound_table()
    small = np.where(codes < len(table.usual), codes, 0)
    usual, other = table.usual[small], table.other[small]
    several = (usual != other) & (kind == HAN)
    if not several.any():
        nothing = np.zeros(0, dtype=np.uint8), np.zeros(0, dtype=np.int32)
        return nothing, nothing
    affected = np.zeros(int(row[-1]) + 1 if len(row) else 0, dtype=bool)
    affected[row[several]] = True
    chosen = affected[row]
    changed = np.where(several, np.where(sounds == usual, other, usual), sounds)
    return _streams(codes[chosen], row[chosen], kind[chosen], changed[chosen], word_first[chosen])


def _merged(letters: Array, rows: Array) -> _Stream:
    """Letters by sound: the vector form of `sounds.letters`."""
    before = np.concatenate((np.zeros(1, dtype=np.uint8), letters[:-1]))
    z, c, s, h, n, g, f, v = (ord(letter) - 96 for letter in "zcshngfv")
    dropped = ((letters == h) & ((before == z) | (before == c) | (before == s))) | ((letters == g) & (before == n))
    kept = letters[~dropped]
    merged = np.arange(BASE, dtype=np.uint8)
    merged[n], merged[f], merged[v] = ord("l") - 96, h, ord("u") - 96
    return merged[kept], rows[~dropped]


def _threes(streams: tuple[_Stream, ...], wanted: Array | None) -> tuple[Array, Array]:
    """The keys of three neighbours, and their rows; only of `wanted` rows when given."""
    keys, rows = [], []
    for letters, row in streams:
        wide = letters.astype(np.uint64)
        base = np.uint64(BASE)
        key = (wide[:-2] * base + wide[1:-1]) * base + wide[2:]
        whole = row[2:] == row[:-2]
        if wanted is not None:
            whole &= wanted[row[2:]]
        keys.append(key[whole])
        rows.append(row[2:][whole])
    return np.concatenate(keys), np.concatenate(rows)


def _written(stream: _Stream) -> str:
    letters, _ = stream
    return np.where(letters == MARK, _NEWLINE, letters + 96).astype(np.uint8).tobytes().decode("ascii")
