"""A part of an index: phrases, their rows, and the labels that many phrases share."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b

import numpy as np

from agent_assist.language.fold import fold
from agent_assist.search.core import core, heard, whom
from agent_assist.search.phrase import Phrase
from agent_assist.search.rows import Rows, joined
from agent_assist.search.sounds import Array

_BETWEEN_TITLES = re.compile(r"\s+/\s+")


@dataclass(frozen=True, slots=True)
class Groups:
    """Rows by name: those of ``names[n]`` are ``rows[starts[n]:starts[n + 1]]``."""

    names: tuple[str, ...]
    starts: Array
    rows: Array
    number: dict[str, int] = field(compare=False)

    @classmethod
    def of(cls, grouped: Mapping[str, Sequence[int]]) -> Groups:
        """From the rows of each name."""
        lengths = np.array([len(rows) for rows in grouped.values()], dtype=np.int64)
        starts = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(lengths))).astype(np.int32)
        rows = np.array([row for rows in grouped.values() for row in rows], dtype=np.int32)
        return cls.from_arrays(tuple(grouped), starts, rows)

    @classmethod
    def from_arrays(cls, names: tuple[str, ...], starts: Array, rows: Array) -> Groups:
        """From the arrays that a cache kept."""
        return cls(names, starts, rows, {name: number for number, name in enumerate(names)})

    def of_name(self, name: str) -> Array:
        """The rows of a name, none for one that is not there."""
        number = self.number.get(name)
        return self.rows[:0] if number is None else self.of_number(number)

    def of_number(self, number: int) -> Array:
        """The rows of a name by its place."""
        return self.rows[self.starts[number] : self.starts[number + 1]]


@dataclass(frozen=True, slots=True)
class Segment:
    """Phrases that were indexed together.

    Attributes:
        phrases: what is found; row ``n`` of `text` and `other` belongs to phrase ``n``.
        alive: False for phrases that were changed or removed since.
        text: the wording itself.
        other: the same line in the other language; None when no phrase has one.
        labels, labelled: the different titles, aliases and tags, and the phrases of each.
        headings: the phrases of each title and alias, by its letters and signs without spaces.
        cores: the same by what of it tells (`core`).
        roles: the same by who does it to whom (`core.whom`), where it names persons.
        sounds: the same by how that sounds.
        scenarios: the phrases of each scenario.
        norms: the phrases that cite each norm, by its folded id.
        marks: a hash of each phrase's id.
        tie: a small number for each phrase, by its content alone, that decides between equals: the shorter first.
    """

    phrases: Sequence[Phrase]
    alive: Array
    text: Rows
    other: Rows | None
    labels: Rows
    labelled: Groups
    headings: Groups
    cores: Groups
    roles: Groups
    sounds: Groups
    scenarios: Groups
    norms: Groups
    marks: Array
    tie: Array

    @classmethod
    def build(cls, phrases: Sequence[Phrase], step: Callable[[int], None] | None = None) -> Segment:
        """Index these phrases. `step` is told how many are done."""
        text = Rows.build([phrase.text for phrase in phrases], step)
        others = [phrase.other for phrase in phrases]
        fields = _fields(phrases)
        marks = np.array([_mark(phrase.id) for phrase in phrases], dtype=np.uint64)
        return cls(
            phrases=tuple(phrases),
            alive=np.ones(len(phrases), dtype=bool),
            text=text,
            other=Rows.build(others) if any(others) else None,
            labels=Rows.build(list(fields["labelled"])),
            **{name: Groups.of(found) for name, found in fields.items()},
            marks=marks,
            tie=_ties(text, marks),
        )

    def without(self, gone: Iterable[int]) -> Segment:
        """The same segment with some phrases no longer alive."""
        alive = self.alive.copy()
        alive[list(gone)] = False
        return replace(self, alive=alive)

    def rows_of(self, phrase_id: str) -> list[int]:
        """The rows of the phrases with this id that are alive."""
        found = np.flatnonzero(self.marks == np.uint64(_mark(phrase_id))).tolist()
        return [row for row in found if self.alive[row] and self.phrases[row].id == phrase_id]

    def words(self) -> set[str]:
        """All Latin words of any field."""
        return {*self.text.words, *self.labels.words, *(self.other.words if self.other else ())}

    def uses(self, word: str) -> bool:
        """Whether a phrase that is alive has this word, in any field."""
        fields = [self.text.having(word), *([self.other.having(word)] if self.other else [])]
        fields += [self.labelled.of_number(label) for label in self.labels.having(word).tolist()]
        return any(bool(self.alive[rows].any()) for rows in fields)

    def spread(self, scores: Array, least: float) -> tuple[Array, Array]:
        """The phrases of the labels that have at least `least`, some of them twice, and for each the best of its labels' scores."""
        chosen = np.flatnonzero(scores >= least)
        # Better labels are written later, over lesser ones.
        chosen = chosen[np.argsort(scores[chosen], kind="stable")]
        groups = [self.labelled.of_number(label) for label in chosen.tolist()]
        rows = joined(groups)
        best = np.zeros(len(self.phrases), dtype=np.float32)
        best[rows] = np.repeat(scores[chosen], [*map(len, groups)])
        return rows, best[rows]

    def memory(self) -> int:
        """Bytes that the index takes beside the phrases themselves."""
        rows = [self.text, self.labels, *([self.other] if self.other else [])]
        groups: list[Groups] = [getattr(self, name) for name in GROUPS]
        arrays = [self.alive, self.marks, self.tie, *(array for g in groups for array in (g.starts, g.rows))]
        return sum(each.memory() for each in rows) + sum(array.nbytes for array in arrays)


def bare(folded: str) -> str:
    """A folded text without spaces and signs, as headings and norms are compared."""
    return "".join(filter(str.isalnum, folded))


def labels_of(phrase: Phrase) -> tuple[str, ...]:
    """The folded labels of a phrase. A title in two languages, ``支付问题 / Payment``, is two labels."""
    return tuple(dict.fromkeys((*_headings(phrase), *filter(None, (fold(tag).strip() for tag in phrase.tags)))))


def _headings(phrase: Phrase) -> tuple[str, ...]:
    titles = (fold(title).strip() for title in (*_BETWEEN_TITLES.split(phrase.title), *phrase.aliases))
    return tuple(title for title in titles if title)


GROUPS = ("labelled", "headings", "cores", "roles", "sounds", "scenarios", "norms")
"""What phrases are grouped by."""


def _fields(phrases: Sequence[Phrase]) -> dict[str, dict[str, list[int]]]:
    """The rows of each name, for each of `GROUPS`."""
    fields: dict[str, dict[str, list[int]]] = {name: defaultdict(list) for name in GROUPS}
    # Phrases of one scenario share their fields: each set is folded once.
    sets: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[int]] = {}
    for row, phrase in enumerate(phrases):
        sets.setdefault((phrase.title, phrase.aliases, phrase.tags), []).append(row)
        if phrase.scenario:
            fields["scenarios"][phrase.scenario].append(row)
        for norm in phrase.norms:
            fields["norms"][fold(norm)].append(row)
    for rows in sets.values():
        phrase = phrases[rows[0]]
        headings = _headings(phrase)
        cores = {core(heading) for heading in headings} - {""}
        for name, found in (
            ("labelled", dict.fromkeys(labels_of(phrase))),
            ("headings", {bare(heading) for heading in headings} - {""}),
            ("cores", cores),
            ("roles", {whom(heading) for heading in headings} - {""}),
            ("sounds", {heard(told) for told in (*cores, *headings)} - {""}),
        ):
            for each in found:
                fields[name][each].extend(rows)
    return fields


def _mark(phrase_id: str) -> int:
    return int.from_bytes(blake2b(phrase_id.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _ties(text: Rows, marks: Array) -> Array:
    lengths = np.diff(text.text_at) - 1
    noise = (marks >> np.uint64(48)).astype(np.float32) / 65536
    return (0.5 / (10 + lengths) + 1e-5 * noise).astype(np.float32)
