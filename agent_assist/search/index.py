"""The index over phrases: built once, changed in milliseconds, asked on every key press."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from agent_assist.search.first_five import (
    PLACES,
    Scored,
    a_letter_ago,
    finished,
    keeping,
    staying,
    tells_enough,
    varied,
)
from agent_assist.search.gather import Gatherer
from agent_assist.search.phrase import Phrase
from agent_assist.search.query import Query, parse
from agent_assist.search.rank import HIGHEST, rank
from agent_assist.search.rows import Rows
from agent_assist.search.score import Scorer
from agent_assist.search.segment import Segment, bare
from agent_assist.search.spans import Spans, likely, spans
from agent_assist.search.synonyms import shipped
from agent_assist.search.words import Words

Progress = Callable[[float], None]
Cancelled = Callable[[], bool]

_RANKED = 64
_HERE = 0.03
_USED = 0.03
_SAME_LANGUAGE = 0.04
_NAMES_IT = 0.65
"""From here on a query is the heading: it names the situation."""
_MUCH_LATER_THERE, _LATER, _A_LITTLE_LATER = 0.3, 0.05, 0.006
"""How much less a line is wanted for each step before it: where its situation is named, as whoever names one wants its beginning, and
not the goodbye at its end; where the query has something of its heading; and otherwise."""
_MOST_STEPS = 5
"""So many steps count."""
_LEAST_SCORE = 0.28
_FAR_BEHIND = 0.6
_SMALL = 256
_WORN = 512
_REMEMBERED = 16
"""Answers: while a word is typed, those to the words before it are wanted at each key."""
_bare = lru_cache(maxsize=1024)(bare)
"""For the ids of norms, which are compared at every key that could begin one."""


class BuildCancelledError(Exception):
    """The build was stopped by the one who asked for it."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase that answers the query; `score` is 0 to 1."""

    phrase: Phrase
    score: float
    query: Query = field(repr=False, compare=False)

    @property
    def spans(self) -> Spans:
        """The matched parts of the phrase's text, as start and end offsets; worked out when asked for."""
        return self.spans_in(self.phrase.text)

    def spans_in(self, text: str) -> Spans:
        """The matched parts of another text that is shown with the phrase, such as its title."""
        return spans(self.query, text)

    def likely(self, words: Sequence[str]) -> tuple[str, ...]:
        """The few of some words in which something may be matched, in their order."""
        return likely(self.query, words)


class Index:
    """Phrases that can be found; a value that never changes. Searching is safe from several threads."""

    def __init__(self, segments: tuple[Segment, ...], gone: Rows | None, words: Words) -> None:
        """Made by `build`, `of` and `update`."""
        self._segments = segments
        self._gone = gone
        self._words = words
        self._total = sum(int(segment.alive.sum()) for segment in segments)
        self._scorer = Scorer(segments, gone, words, self._total, shipped().knows)
        self._gatherer = Gatherer(self._scorer, shipped())
        self._answers = lru_cache(maxsize=_REMEMBERED)(self._answer)

    @classmethod
    def build(
        cls, phrases: Iterable[Phrase], progress: Progress | None = None, cancelled: Cancelled | None = None
    ) -> Index:
        """An index over `phrases`.

        Args:
            phrases: what to find; of two with the same id and language the later one counts.
            progress: told the share that is done, 0 to 1.
            cancelled: asked now and then; True stops the build.

        Raises:
            BuildCancelledError: `cancelled` said so.
        """
        unique = unique_phrases(phrases)

        def step(done: int) -> None:
            if cancelled and cancelled():
                raise BuildCancelledError
            if progress:
                progress(done / (len(unique) or 1))

        segment = Segment.build(unique, step)
        if progress:
            progress(1.0)
        return cls.of(segment)

    def __len__(self) -> int:
        return self._total

    @property
    def worn(self) -> bool:
        """Whether so much was changed since the build that building anew, in the background, pays."""
        return len(self._segments) > 1 and len(self._segments[1].phrases) > _WORN

    def memory(self) -> int:
        """Bytes that the index takes, the phrases themselves not counted."""
        gone = self._gone.memory() if self._gone else 0
        return gone + sum(segment.memory() for segment in self._segments)

    def whole(self) -> Segment:
        """All phrases as one segment: that of the build when nothing was changed since, otherwise a new one."""
        if len(self._segments) == 1 and self._gone is None:
            return self._segments[0]
        return Segment.build(self.phrases())

    @classmethod
    def of(cls, segment: Segment) -> Index:
        """An index over one segment."""
        return cls((segment,), None, Words(sorted(segment.words())))

    def phrases(self) -> tuple[Phrase, ...]:
        """All phrases that can be found."""
        return tuple(
            phrase
            for segment in self._segments
            for phrase, alive in zip(segment.phrases, segment.alive.tolist(), strict=True)
            if alive
        )

    def find(
        self, query: str, limit: int = 50, scenario: str | None = None, used: Mapping[str, int] | None = None
    ) -> tuple[Hit, ...]:
        """The phrases that answer `query`, best first; always in the same order for the same phrases.

        Args:
            query: what was typed: words of either language, pinyin, initials, a norm id, or parts of them.
            limit: how many hits at most.
            scenario: the scenario the call is in; its lines come first among equals.
            used: how often this agent used a phrase, by its id.
        """
        asked = parse(query)
        if not asked.tokens or limit < 1:
            return ()
        return self._citing(asked, limit) or self._answering(asked, limit, scenario, used or {})

    def update(self, changed: Iterable[Phrase] = (), removed: Iterable[str] = ()) -> Index:
        """A new index in which `changed` phrases replace those of their id and language, and ids in `removed` are gone."""
        new = {_key(phrase): phrase for phrase in changed}
        dropped = set(removed)
        if self._total <= _SMALL:
            kept = {_key(phrase): phrase for phrase in self.phrases() if phrase.id not in dropped}
            return Index.build((kept | new).values())
        base, *later = self._segments
        recent = {_key(phrase): phrase for segment in later for phrase in segment.phrases if phrase.id not in dropped}
        dead = [row for phrase_id in dropped for row in base.rows_of(phrase_id)]
        for key in new:
            dead += [row for row in base.rows_of(key[0]) if _key(base.phrases[row]) == key]
        base = base.without(dead)
        delta = Segment.build(tuple((recent | new).values()))
        gone = Rows.build([base.phrases[row].text for row in np.flatnonzero(~base.alive).tolist()])
        fresh = {word for word in delta.words() if word not in self._words}
        words = self._words.plus(fresh) if fresh else self._words
        return Index((base, delta), gone, words)

    def _answering(self, asked: Query, limit: int, scenario: str | None, used: Mapping[str, int]) -> tuple[Hit, ...]:
        often = frozenset(used.items())
        found, whole = self._found(asked.folded, _RANKED, scenario, often)
        if before := a_letter_ago(asked):
            found = staying(found, self._found(before, _RANKED, scenario, often)[0], whole)
        if limit > _RANKED:
            # However many are asked for, the first ones are the same.
            first = {_key(phrase) for _, phrase in found}
            more = self._found(asked.folded, limit, scenario, often)[0]
            found = [*found, *(each for each in more if _key(each[1]) not in first)]
        hits: list[Hit] = []
        for score, phrase in found[:limit]:
            shown = round(min(1.0, score / HIGHEST), 4)
            hits.append(Hit(phrase, min(shown, hits[-1].score) if hits else shown, asked))
        return tuple(hits)

    def _found(
        self, folded: str, most: int, scenario: str | None, often: frozenset[tuple[str, int]]
    ) -> tuple[list[Scored], Sequence[Scored]]:
        """What answers a query, and what answers its finished words."""
        asked = parse(folded)
        if not asked.tokens:
            return [], []
        words = finished(asked)
        whole = self._answers(words, most, scenario, often) if words else []
        return keeping(self._answers(folded, most, scenario, often), whole[:PLACES]), whole

    def _answer(
        self, folded: str, most: int, scenario: str | None, often: frozenset[tuple[str, int]]
    ) -> Sequence[Scored]:
        asked = parse(folded)
        return self._near(asked, self._scored(asked, most, scenario, dict(often)))

    def _scored(self, asked: Query, most: int, scenario: str | None, used: Mapping[str, int]) -> list[Scored]:
        """The candidates with their scores, in no order."""
        language = self._language(asked)
        scored = []
        for matched, headed, phrase in self._match(asked.folded, most, scenario):
            here = _HERE if scenario and phrase.scenario == scenario else 0.0
            liked = _USED * min(1.0, math.log1p(used.get(phrase.id, 0)) / 3) if used else 0.0
            same = _SAME_LANGUAGE if phrase.language and phrase.language == language else 0.0
            less = _MUCH_LATER_THERE if headed >= _NAMES_IT else _LATER if headed else _A_LITTLE_LATER
            later = less * min(phrase.place, _MOST_STEPS)
            scored.append((round(matched + here + liked + same - later, 5), phrase))
        return scored

    @staticmethod
    def _near(asked: Query, scored: Sequence[Scored]) -> list[Scored]:
        """The phrases that answer, the first five chosen; none far behind the best."""
        best = _ordered(scored)
        least = max(_LEAST_SCORE, _FAR_BEHIND * min(1.0, best[0][0] / HIGHEST)) if best else 0.0
        near = [each for each in best if each[0] >= least * HIGHEST]
        return varied(near) if tells_enough(asked) else near

    def _match(self, folded: str, most: int, scenario: str | None) -> tuple[tuple[float, float, Phrase], ...]:
        """The candidates: how well they match, and how far the query is their heading."""
        asked = parse(folded)
        candidates = self._gatherer.candidates(asked, most, scenario)
        written = self._gatherer.are_written(asked)
        return tuple(
            (matched, candidate.headed, candidate.segment.phrases[candidate.row])
            for matched, candidate in zip(rank(asked, candidates, written=written), candidates, strict=True)
        )

    def _language(self, asked: Query) -> str:
        """The language of a query; "" for pinyin, first letters and what is only begun."""
        if any(token.han for token in asked.tokens):
            return "zh"
        words = (token.text for token in asked.tokens if len(token.text) > 2)
        return "en" if any(self._scorer.knows(word) for word in words) else ""

    def _citing(self, asked: Query, limit: int) -> tuple[Hit, ...]:
        """The phrases that cite the norm whose id was typed, or the norms whose ids begin so."""
        typed, name = asked.folded, bare(asked.folded)
        begun = "-" in typed[1:]
        if not begun and not (any(map(str.isdigit, name)) and any(map(str.isalpha, name))):
            return ()
        found: dict[tuple[str, str], tuple[float, Phrase]] = {}
        for segment in self._segments:
            for number, norm in enumerate(segment.norms.names):
                whole = _bare(norm) == name
                if whole or (begun and norm.startswith(typed)):
                    for row in segment.norms.of_number(number).tolist():
                        key, score = _key(segment.phrases[row]), 1.0 if whole else 0.9
                        if segment.alive[row] and (key not in found or found[key][0] < score):
                            found[key] = score, segment.phrases[row]
        return tuple(Hit(phrase, score, asked) for score, phrase in _ordered(found.values())[:limit])


def unique_phrases(phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
    """The phrases that an index over `phrases` holds: of two with the same id and language the later one."""
    given = tuple(phrases)
    if len({phrase.id for phrase in given}) == len(given):
        return given
    return tuple({_key(phrase): phrase for phrase in given}.values())


def _key(phrase: Phrase) -> tuple[str, str]:
    return phrase.id, phrase.language


def _ordered(scored: Iterable[tuple[float, Phrase]]) -> list[tuple[float, Phrase]]:
    """Best first; among equals the shorter, so that the order depends on content alone."""
    return sorted(scored, key=lambda each: (-each[0], len(each[1].text), each[1].id, each[1].language))
