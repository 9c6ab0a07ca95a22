"""The second look: the best few by coverage are compared as strings, for order, gaps and slips that keys cannot see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process

from agent_assist.search.query import Query
from agent_assist.search.rows import Rows

_COVERED = 0.6
_ALIKE = 0.4
_HEARD = 0.95
_WITHIN = 0.06
_AT_HEAD = 0.04
_HEARD_WITHIN = 0.03
_HEARD_AT_HEAD = 0.03
_WHOLE = 0.02


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row out of the first look, with the share of the query that it covers."""

    rows: Rows
    row: int
    covered: float


def rank(query: Query, candidates: Sequence[Candidate]) -> list[float]:
    """A score for each candidate; above 1 is possible for one that has the query word for word."""
    texts = ["".join(filter(str.isalnum, candidate.rows.text_of(candidate.row))) for candidate in candidates]
    sounds = [candidate.rows.letters_of(candidate.row) for candidate in candidates]
    written = _alike(query.joined, texts)
    heard = _alike(query.letters, sounds)
    scores = []
    for place, candidate in enumerate(candidates):
        text, sound = texts[place], sounds[place]
        alike = max(written[place], _HEARD * heard[place])
        if query.spells and len(query.joined) > 1:
            initials = candidate.rows.initials_of(candidate.row)
            if initials.startswith(query.joined):
                alike = 1.0
            elif query.joined in initials:
                alike = max(alike, _HEARD)
        score = _COVERED * candidate.covered + _ALIKE * alike
        if query.joined in text:
            score += _WITHIN + (_AT_HEAD if text.startswith(query.joined) else 0.0)
        elif query.letters and query.letters in sound:
            score += _HEARD_WITHIN + (_HEARD_AT_HEAD if sound.startswith(query.letters) else 0.0)
        scores.append(score + _WHOLE * min(1.0, len(query.joined) / max(1, len(text))))
    return scores


def _alike(asked: str, strings: Sequence[str]) -> list[float]:
    """How alike `asked` is to its best place in each string; a string shorter than it cannot hold all of it."""
    if not asked or not strings:
        return [0.0] * len(strings)
    ratios = process.cdist([asked], strings, scorer=fuzz.partial_ratio, dtype=np.float32)[0].tolist()
    return [ratio / 100 * min(1.0, len(string) / len(asked)) for ratio, string in zip(ratios, strings, strict=True)]
