"""Where words stand that are to be found exactly: those that mean the same as what was typed, and those it leads to.

A query may bring dozens of them at one key press, so they are looked up together, and what was found is remembered: it does
not change while an index lives.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from agent_assist.search.query import character_pairs, parts_of
from agent_assist.search.rows import Rows, changes, joined
from agent_assist.search.segment import Segment
from agent_assist.search.sounds import Array
from agent_assist.search.words import Words

LABEL, OTHER = 0.8, 0.85
"""What it counts to stand in a title, alias or tag, and in the other language; to stand in the wording counts 1."""

_EXPRESSIONS_REMEMBERED = 8192
"""More than there are in the shipped words; over a hundred thousand phrases all of them take some 8 MB."""
_SETS_REMEMBERED = 24

_NOWHERE = np.zeros(0, dtype=np.int32)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where some expressions stand in a segment: an entry for each phrase, expression and field; those of the wording come
    first, and within a field they follow the order of the expressions.

    Attributes:
        rows: the phrase of each entry.
        which: its expression, by the place among those asked for.
        counts: what its field counts, 0 to 1.
    """

    rows: Array
    which: Array
    counts: Array

    @classmethod
    def of(cls, fields: Sequence[tuple[Sequence[Array], float]]) -> Standing:
        """From the rows of each expression in each field, and what the field counts."""
        groups = [rows for found, _ in fields for rows in found]
        lengths = [len(rows) for rows in groups]
        places = [place for found, _ in fields for place in range(len(found))]
        counts = [value for found, value in fields for _ in found]
        return cls(
            joined(groups),
            np.repeat(np.array(places, dtype=np.int16), lengths),
            np.repeat(np.array(counts, dtype=np.float32), lengths),
        )


@dataclass(frozen=True, slots=True)
class _Found:
    """The sorted rows of an expression in each field of a segment; a heading counts beside being a part of one."""

    text: Array
    other: Array
    headed: Array
    labelled: Array


class Meanings:
    """Finds expressions in some segments. Safe from several threads."""

    def __init__(self, segments: Sequence[Segment], words: Words) -> None:
        """`words` are all Latin words of the segments."""
        self._segments = segments
        self._words = words
        self._known: dict[str, tuple[_Found, ...]] = {}
        self.of = lru_cache(maxsize=_SETS_REMEMBERED)(self._of)

    def _of(self, expressions: tuple[str, ...]) -> tuple[Standing, ...]:
        """Where each of these stands, for each segment; endings of Latin words do not matter."""
        known = self._known
        new = [each for each in dict.fromkeys(expressions) if each not in known]
        found = dict(zip(new, self._look(new), strict=True))
        each_found = [found.get(each) or known[each] for each in expressions]
        if len(known) + len(found) > _EXPRESSIONS_REMEMBERED:
            self._known = known = {}
        known.update(found)
        return tuple(
            Standing.of(
                [
                    ([each[number].text for each in each_found], 1.0),
                    ([each[number].other for each in each_found], OTHER),
                    ([each[number].headed for each in each_found], LABEL),
                    ([each[number].labelled for each in each_found], LABEL),
                ]
            )
            for number in range(len(self._segments))
        )

    def _look(self, expressions: Sequence[str]) -> Iterator[tuple[_Found, ...]]:
        tokens = [tuple(parts_of(each)) for each in expressions]
        by_segment = [self._in_segment(segment, tokens) for segment in self._segments]
        return zip(*by_segment, strict=True) if by_segment else iter([() for _ in expressions])

    def _in_segment(self, segment: Segment, wanted: Sequence[_Tokens]) -> list[_Found]:
        text = self._standing(segment.text, wanted)
        other = self._standing(segment.other, wanted) if segment.other else [_NOWHERE] * len(wanted)
        labels = self._standing(segment.labels, wanted)
        return [
            _Found(text[place], other[place], _headed(segment, tokens), _labelled(segment, labels[place]))
            for place, tokens in enumerate(wanted)
        ]

    def _standing(self, rows: Rows, wanted: Sequence[_Tokens]) -> list[Array]:
        """For each expression, the rows that have all of its tokens as they are written."""
        keys: dict[str, list[int]] = {"single": [], "pair": []}
        for tokens in wanted:
            for text, han in tokens:
                if han:
                    family, own = _keys(text)
                    keys[family] += own
        places = {family: iter(rows.families[family].locate(several)) for family, several in keys.items()}
        return [_common([*self._groups(rows, tokens, places)]) for tokens in wanted]

    def _groups(self, rows: Rows, tokens: _Tokens, places: Mapping[str, Iterator[tuple[int, int]]]) -> Iterator[_Group]:
        """What an expression must have, each with the rows of all ways to write it; `places` goes on with every key of a run."""
        for text, han in tokens:
            if han:
                family, own = _keys(text)
                held = rows.families[family].rows
                yield from ([held[low:high]] for low, high in (next(places[family]) for _ in own))
            else:
                yield rows.having_each(self._words.forms(text))


_Tokens = tuple[tuple[str, bool], ...]
"""Words and Chinese runs, and which are Chinese."""
_Group = Sequence[Array]
"""Sorted rows, for each way to write the same."""


def _keys(run: str) -> tuple[str, list[int]]:
    """The family of postings in which a Chinese run is looked up, and its keys there."""
    return ("pair", character_pairs(run)) if len(run) > 1 else ("single", [ord(run)])


def _common(groups: list[_Group]) -> Array:
    """The rows that stand in every group. The smallest is gone through, the others are only asked."""
    groups.sort(key=lambda group: sum(map(len, group)))
    common = _together(groups[0]) if groups else _NOWHERE
    for group in groups[1:]:
        if not len(common):
            break
        held = np.zeros(len(common), dtype=bool)
        for rows in group:
            if len(rows):
                held |= rows[np.minimum(np.searchsorted(rows, common), len(rows) - 1)] == common
        common = common[held]
    return common


def _together(groups: Iterable[Array]) -> Array:
    """The rows that stand in any group, sorted."""
    several = [group for group in groups if len(group)]
    if len(several) < 2:
        return np.sort(several[0]) if several else _NOWHERE
    rows = np.sort(joined(several))
    return rows[changes(rows)]


def _headed(segment: Segment, tokens: _Tokens) -> Array:
    return np.sort(segment.headings.of_name("".join(text for text, _ in tokens)))


def _labelled(segment: Segment, labels: Array) -> Array:
    return _together([segment.labelled.of_number(label) for label in labels.tolist()])
