"""Many strings and where each of their keys stands.

A row is one string: the text of a phrase, or a label. It is found by

- ``single``  each Chinese character (and kana, hangul),
- ``pair``    two of them side by side,
- ``sound``   three neighbours of its letters (`sounds.letters`), in every reading; not for rows without Chinese, whose
              words do better,
- ``initial`` three neighbours of the first letters of its syllables and words,
- ``word``    each Latin word or number.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from sys import getsizeof

import numpy as np

from agent_assist.search.cut import Cut, cut
from agent_assist.search.cut_few import FEW, cut_few
from agent_assist.search.sounds import Array

FAMILIES = ("single", "pair", "sound", "initial", "word")

_ROW_BITS = 22
_CHUNK = 8192
"""Rows that are cut at once: enough to be fast, few enough to keep memory low and to stop soon."""


@dataclass(frozen=True, slots=True)
class Postings:
    """For each of the sorted `keys`, the sorted `rows` between two of the `starts`."""

    keys: Array
    starts: Array
    rows: Array

    @classmethod
    def of(cls, parts: Sequence[Array]) -> Postings:
        """From `packed` keys and rows, in any order, with repetitions."""
        both = np.concatenate(parts) if parts else np.zeros(0, dtype=np.uint64)
        if not len(both):
            return cls(both, np.zeros(1, dtype=np.int32), np.zeros(0, dtype=np.int32))
        both.sort()
        both = both[changes(both)]
        rows = (both & np.uint64((1 << _ROW_BITS) - 1)).astype(np.int32)
        both >>= np.uint64(_ROW_BITS)
        first = changes(both)
        starts = np.concatenate((np.flatnonzero(first), [len(both)])).astype(np.int32)
        return cls(both[first], starts, rows)

    def locate(self, keys: Sequence[int]) -> list[tuple[int, int]]:
        """For each key, from where to where in `rows` its rows stand."""
        if not len(self.keys) or not keys:
            return [(0, 0)] * len(keys)
        wanted = np.array(keys, dtype=np.uint64)
        places = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        known = self.keys[places] == wanted
        low, high = self.starts[places], self.starts[places + 1]
        return list(zip(low.tolist(), np.where(known, high, low).tolist(), strict=True))

    def span(self, low: int, high: int) -> Array:
        """The rows of all keys from `low` up to, not including, `high`; a row may come several times."""
        first, last = np.searchsorted(self.keys, np.array([low, high], dtype=np.uint64))
        return self.rows[self.starts[first] : self.starts[last]]


@dataclass(frozen=True, slots=True)
class Rows:
    """Strings with their postings. `text` is folded, without spaces and marks; `letters` and `initials` are
    those of the usual readings.

    The strings of all rows stand in one string each, with a newline before every row: row ``n`` is the part from
    ``*_at[n]`` up to ``*_at[n + 1] - 1``.
    """

    size: int
    text: str
    text_at: Array
    letters: str
    letters_at: Array
    initials: str
    initials_at: Array
    families: dict[str, Postings]
    words: tuple[str, ...]
    word_number: dict[str, int] = field(compare=False)

    @classmethod
    def build(cls, strings: Sequence[str], step: Callable[[int], None] | None = None) -> Rows:
        """Rows of these strings, in their order. `step` is told now and then how many are done; it may raise to stop."""
        gathered = _Gathered()
        for start in range(0, len(strings), _CHUNK):
            if step:
                step(start)
            chunk = strings[start : start + _CHUNK]
            gathered.add((cut_few if sum(map(len, chunk)) <= FEW else cut)(chunk))
        words = sorted(gathered.words)
        rank = np.zeros(len(words), dtype=np.uint64)
        rank[[gathered.words[word] for word in words]] = np.arange(len(words), dtype=np.uint64)
        gathered.packed["word"] = [_packed(rank[numbers], rows) for numbers, rows in gathered.word_places]
        return cls(
            size=len(strings),
            text="".join(gathered.text),
            text_at=gathered.offsets("text"),
            letters="".join(gathered.letters),
            letters_at=gathered.offsets("letters"),
            initials="".join(gathered.initials),
            initials_at=gathered.offsets("initials"),
            families={family: Postings.of(gathered.packed.pop(family)) for family in FAMILIES},
            words=tuple(words),
            word_number={word: number for number, word in enumerate(words)},
        )

    def memory(self) -> int:
        """Bytes that these rows take."""
        arrays = [array for p in self.families.values() for array in (p.keys, p.starts, p.rows)]
        arrays += [self.text_at, self.letters_at, self.initials_at]
        strings = (self.text, self.letters, self.initials, *self.words)
        return sum(array.nbytes for array in arrays) + sum(map(getsizeof, strings)) + getsizeof(self.word_number)

    def strings(self, rows: Sequence[int]) -> list[tuple[str, str, str]]:
        """The folded text without spaces and marks, the letters, and the first letters of each of some rows."""
        columns = ((self.text, self.text_at), (self.letters, self.letters_at), (self.initials, self.initials_at))
        return list(zip(*(_parts(string, at, rows) for string, at in columns), strict=True))

    def having(self, word: str) -> Array:
        """The rows that have this word."""
        return self.having_each([word])[0]

    def having_each(self, words: Sequence[str]) -> list[Array]:
        """For each word, the rows that have it."""
        postings = self.families["word"]
        # The keys of words are their numbers, and every word stands somewhere: the place of a key is the key.
        numbers = [self.word_number.get(word, -1) for word in words]
        places = np.array(numbers, dtype=np.int64)
        low, high = postings.starts[places].tolist(), postings.starts[places + (places >= 0)].tolist()
        return [postings.rows[first:last] for first, last in zip(low, high, strict=True)]


def _parts(string: str, at: Array, rows: Sequence[int]) -> list[str]:
    """What stands in a joined string for each of some rows."""
    begin = np.array(rows, dtype=np.int64)
    return [string[first : last - 1] for first, last in zip(at[begin].tolist(), at[begin + 1].tolist(), strict=True)]


def joined(groups: Sequence[Array]) -> Array:
    """The rows of some groups one after the other."""
    return np.concatenate(groups) if groups else np.zeros(0, dtype=np.int32)


def changes(values: Array) -> Array:
    """Where sorted values, of which there are some, differ from those before them."""
    different = np.empty(len(values), dtype=bool)
    different[0] = True
    np.not_equal(values[1:], values[:-1], out=different[1:])
    return different


def _packed(keys: Array, rows: Array) -> Array:
    """Keys of up to 42 bits with the row that each stands in."""
    return (keys.astype(np.uint64) << np.uint64(_ROW_BITS)) | rows.astype(np.uint64)


class _Gathered:
    """What the chunks of strings gave so far."""

    def __init__(self) -> None:
        self.rows = 0
        self.text: list[str] = []
        self.letters: list[str] = []
        self.initials: list[str] = []
        self.at: dict[str, list[Array]] = {"text": [], "letters": [], "initials": []}
        self.length = dict.fromkeys(self.at, 0)
        self.packed: dict[str, list[Array]] = {family: [] for family in FAMILIES}
        self.words: dict[str, int] = {}
        self.word_places: list[tuple[Array, Array]] = []

    def add(self, chunk: Cut) -> None:
        """Take the next chunk."""
        parts = (
            ("text", self.text, chunk.text, chunk.text_at),
            ("letters", self.letters, chunk.letters, chunk.letters_at),
            ("initials", self.initials, chunk.initials, chunk.initials_at),
        )
        for name, written, string, at in parts:
            written.append(string)
            self.at[name].append((at + self.length[name]).astype(np.int32))
            self.length[name] += len(string)
        for family, (keys, rows) in chunk.keys.items():
            if family == "word":
                numbers = [self.words.setdefault(word, len(self.words)) for word in chunk.words]
                self.word_places.append((np.array(numbers, dtype=np.int64)[keys], rows + np.int32(self.rows)))
            else:
                both = _packed(keys, rows + np.int32(self.rows))
                both.sort()
                self.packed[family].append(both)
        self.rows += len(chunk.text_at)

    def offsets(self, name: str) -> Array:
        """Where each row begins, and where one more row would."""
        return np.concatenate((*self.at[name], np.array([self.length[name] + 1], dtype=np.int32)))
