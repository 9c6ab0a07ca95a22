"""The index over phrases: built once, changed in milliseconds, asked on every key press."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from agent_assist.search.phrase import Phrase
from agent_assist.search.query import Query, parse
from agent_assist.search.rank import Candidate, rank
from agent_assist.search.score import Scorer
from agent_assist.search.segment import Segment
from agent_assist.search.sounds import Array
from agent_assist.search.spans import Spans, spans
from agent_assist.search.words import Words

Progress = Callable[[float], None]
Cancelled = Callable[[], bool]

_LEAST_COVERED = 0.15
_RANKED = 64
_REMEMBERED = 12
_HERE = 0.03
_USED = 0.03
_FULL_SCORE = 1.15
_SMALL = 256
_WORN = 512


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
        return spans(self.query, self.phrase.text)


class Index:
    """Phrases that can be found; a value that never changes. Searching is safe from several threads."""

    def __init__(self, segments: tuple[Segment, ...], gone: Segment | None, words: Words) -> None:
        """Made by `build`, `update` and `cache.load`."""
        self._segments = segments
        self._gone = gone
        self._words = words
        self._total = sum(int(segment.alive.sum()) for segment in segments)
        scorer = Scorer(segments, gone, words, self._total)
        # While typing, every token but the last is the same as a key press ago.
        self._score = lru_cache(maxsize=_REMEMBERED)(scorer.score)

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
        unique = tuple({_key(phrase): phrase for phrase in phrases}.values())

        def step(done: int) -> None:
            if cancelled and cancelled():
                raise BuildCancelledError
            if progress:
                progress(done / (len(unique) or 1))

        segment = Segment.build(unique, step)
        if progress:
            progress(1.0)
        return cls((segment,), None, Words(sorted(segment.words())))

    def __len__(self) -> int:
        return self._total

    @property
    def worn(self) -> bool:
        """Whether so much was changed since the build that building anew, in the background, pays."""
        return len(self._segments) > 1 and len(self._segments[1].phrases) > _WORN

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
        gone = Segment.build([base.phrases[row] for row in np.flatnonzero(~base.alive).tolist()])
        fresh = {word for word in delta.words() if word not in self._words}
        words = Words(sorted(fresh | base.words() | delta.words())) if fresh else self._words
        return Index((base, delta), gone, words)

    def _answering(self, asked: Query, limit: int, scenario: str | None, used: Mapping[str, int]) -> tuple[Hit, ...]:
        scored = [self._score(token) for token in asked.tokens]
        worth = sum(each.worth for each in scored)
        found: list[tuple[float, Segment, int]] = []
        for number, segment in enumerate(self._segments):
            covered = segment.tie.copy()
            for each in scored:
                covered += each.shares[number] * np.float32(each.worth / worth)
            if scenario is not None and scenario in segment.scenarios:
                covered[segment.scenarios[scenario]] += np.float32(_HERE)
            covered *= segment.alive
            found += [(share, segment, row) for share, row in _best(covered, max(limit, _RANKED))]
        found.sort(key=lambda each: -each[0])
        candidates = [Candidate(segment.text, row, share) for share, segment, row in found[: max(limit, _RANKED)]]
        hits = []
        for matched, (_, segment, row) in zip(rank(asked, candidates), found, strict=False):
            phrase = segment.phrases[row]
            here = _HERE if scenario and phrase.scenario == scenario else 0.0
            liked = _USED * min(1.0, math.log1p(used.get(phrase.id, 0)) / 3)
            hits.append(Hit(phrase, round(min((matched + here + liked) / _FULL_SCORE, 1.0), 4), asked))
        return _ordered(hits)[:limit]

    def _citing(self, asked: Query, limit: int) -> tuple[Hit, ...]:
        """The phrases that cite the norm whose id was typed, or the norms whose ids begin so."""
        typed = asked.folded
        if "-" not in typed[1:]:
            return ()
        found: dict[tuple[str, str], Hit] = {}
        for segment in self._segments:
            for norm, rows in segment.norms.items():
                if norm.startswith(typed):
                    for row in rows:
                        phrase = segment.phrases[row]
                        score = 1.0 if norm == typed else 0.9
                        if segment.alive[row] and (_key(phrase) not in found or found[_key(phrase)].score < score):
                            found[_key(phrase)] = Hit(phrase, score, asked)
        return _ordered(found.values())[:limit]


def _key(phrase: Phrase) -> tuple[str, str]:
    return phrase.id, phrase.language


def _ordered(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Best first; among equals the shorter, so that the order depends on content alone."""
    return tuple(sorted(hits, key=lambda hit: (-hit.score, len(hit.phrase.text), hit.phrase.id, hit.phrase.language)))


def _best(covered: Array, most: int) -> list[tuple[float, int]]:
    """The rows that cover most, with their share."""
    rows = np.flatnonzero(covered > _LEAST_COVERED)
    shares = covered[rows]
    if len(rows) > most:
        chosen = np.argpartition(shares, len(rows) - most)[len(rows) - most :]
        rows, shares = rows[chosen], shares[chosen]
    return list(zip(shares.tolist(), rows.tolist(), strict=True))
