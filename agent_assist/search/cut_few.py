"""Cutting a few strings into keys, character by character: for so little, whole arrays (`cut`) take about twice as long.

A phrase that is changed is cut here; what comes out is the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from operator import itemgetter

import numpy as np

from agent_assist.language.fold import fold
from agent_assist.language.pinyin import character_readings, syllables
from agent_assist.search.cut import HAN, PAIR_BITS, WORD, Cut, kind
from agent_assist.search.sounds import Array, keys, letters

FEW = 400
"""Characters in all up to which this is faster."""

_MARK = "^"


def cut_few(strings: Sequence[str]) -> Cut:
    """Cut these strings, of `FEW` characters in all."""
    written, spoken, begun = _Joined(), _Joined(), _Joined()
    found: dict[str, list[tuple[int, int]]] = {"single": [], "pair": [], "sound": [], "initial": [], "word": []}
    words: dict[str, int] = {}
    for row, string in enumerate(strings):
        one = _One(fold(string.replace("\n", " ")))
        written.add("".join(own for own, what in zip(one.text, one.kinds, strict=True) if what))
        chinese = [ord(own) if what == HAN else 0 for own, what in zip(one.text, one.kinds, strict=True)]
        found["single"] += [(own, row) for own in chinese if own]
        found["pair"] += [(own << PAIR_BITS | after, row) for own, after in pairwise(chinese) if own and after]
        found["word"] += [(words.setdefault(word, len(words)), row) for word in one.words]
        for number, sounds in enumerate(one.readings):
            heard, first = one.letters(sounds), one.initials(sounds)
            if number == 0:
                spoken.add(heard)
                begun.add(first)
            if one.is_chinese:
                found["sound"] += [(key, row) for key in keys(_MARK + heard)]
            found["initial"] += [(key, row) for key in keys(_MARK + first)]
    return Cut(
        text=written.string,
        letters=spoken.string,
        initials=begun.string,
        text_at=written.begins,
        letters_at=spoken.begins,
        initials_at=begun.begins,
        keys={
            family: (
                np.array([key for key, _ in places], dtype=np.int64 if family == "word" else np.uint64),
                np.array([row for _, row in places], dtype=np.int32),
            )
            for family, places in found.items()
        },
        words=tuple(words),
    )


class _Joined:
    """Strings that are joined, each behind a newline."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._begins: list[int] = []
        self._length = 0

    def add(self, part: str) -> None:
        """One more."""
        self._begins.append(self._length + 1)
        self._parts.append(part)
        self._length += 1 + len(part)

    @property
    def string(self) -> str:
        """All of them."""
        return "".join(f"\n{part}" for part in self._parts)

    @property
    def begins(self) -> Array:
        """Where each begins."""
        return np.array(self._begins, dtype=np.int64)


class _One:
    """A folded string and how it is read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.kinds = [*map(kind, text)]
        self._begins_word = [what == WORD != before for before, what in pairwise([0, *self.kinds])]
        usual = [
            (sound or (own if "a" <= own <= "z" else "")) if what else ""
            for own, what, sound in zip(text, self.kinds, syllables(text), strict=True)
        ]
        self.is_chinese = any(sound and what == HAN for sound, what in zip(usual, self.kinds, strict=True))
        other = [self._other(*each) for each in zip(text, self.kinds, usual, strict=True)]
        self.readings = [usual, *([[new or own for new, own in zip(other, usual, strict=True)]] if any(other) else [])]
        """The sound of each character; another time with the other readings where a character has one."""

    @staticmethod
    def _other(own: str, what: int, sound: str) -> str:
        """The other reading of a character that has two; "" for all others."""
        several = character_readings().get(own, ()) if what == HAN else ()
        return "" if len(several) < 2 else several[1] if sound == several[0] else several[0]

    @property
    def words(self) -> list[str]:
        """The Latin words."""
        runs = groupby(zip(self.kinds, self.text, strict=True), key=itemgetter(0))
        return ["".join(own for _, own in run) for what, run in runs if what == WORD]

    @staticmethod
    def letters(sounds: Sequence[str]) -> str:
        """All sounds as letters that compare by sound."""
        return letters("".join(sounds))

    def initials(self, sounds: Sequence[str]) -> str:
        """The first letters of characters and words."""
        each = zip(sounds, self.kinds, self._begins_word, strict=True)
        return "".join(sound[0] for sound, what, begins in each if sound and (what == HAN or begins))
