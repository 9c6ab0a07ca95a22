"""The second look: the best few by coverage are compared as strings, for order, gaps and slips that keys cannot see."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from rapidfuzz import fuzz, process

from agent_assist.search.gather import SYNONYM, Candidate
from agent_assist.search.query import Query, parse

HIGHEST = 1.15
"""What a phrase gets that is the query word for word."""

_COVERED = 0.6
_ALIKE = 0.4
_HEARD = 0.95
_WITHIN = 0.06
_AT_HEAD = 0.04
_HEARD_WITHIN = 0.03
_HEARD_AT_HEAD = 0.03
_WHOLE = 0.02
_HEADED = 0.5


def rank(query: Query, candidates: Sequence[Candidate]) -> list[float]:
    """A score for each candidate, the higher the better."""
    scores = _compared(query, candidates)
    for said in {candidate.said for candidate in candidates if candidate.said}:
        places = [place for place, candidate in enumerate(candidates) if candidate.said == said]
        for place, score in zip(places, _compared(parse(said), [candidates[p] for p in places]), strict=True):
            scores[place] = max(scores[place], SYNONYM * score)
    return [score + (_HEADED if c.headed else 0.0) for score, c in zip(scores, candidates, strict=True)]


def _compared(query: Query, candidates: Sequence[Candidate]) -> list[float]:
    rows = [(candidate.segment.text, candidate.row) for candidate in candidates]
    texts = ["".join(filter(str.isalnum, text.text_of(row))) for text, row in rows]
    sounds = [text.letters_of(row) for text, row in rows]
    written = _alike(query.joined, texts)
    heard = _alike(query.letters, sounds)
    scores = []
    for place, (text, sound) in enumerate(zip(texts, sounds, strict=True)):
        alike = max(written[place], _HEARD * heard[place])
        if query.spells and len(query.joined) > 1:
            initials = rows[place][0].initials_of(rows[place][1])
            if initials.startswith(query.joined):
                alike = 1.0
            elif query.joined in initials:
                alike = max(alike, _HEARD)
        score = _COVERED * candidates[place].covered + _ALIKE * alike
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
