"""The second look: the best few by coverage are compared as strings, for order, gaps and slips that keys cannot see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from rapidfuzz import fuzz, process

from agent_assist.search.gather import Candidate
from agent_assist.search.query import Query, Wording, wording
from agent_assist.search.sounds import Array

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


def rank(query: Query, candidates: Sequence[Candidate], *, written: bool = False) -> list[float]:
    """A score for each candidate, the higher the better; `written` says that sounds do not count."""
    strings = _strings(candidates)
    asked: Wording = Wording(query.joined, "", spells=False) if written else query
    scores = _scores([(asked, each) for each in strings], one_query=True)
    otherwise = [(place, *said) for place, candidate in enumerate(candidates) for said in candidate.said]
    queries = {words: wording(words) for words in {words for _, words, _ in otherwise}}
    pairs = [(queries[words], strings[place]) for place, words, _ in otherwise]
    for (place, _, trust), score in zip(otherwise, _scores(pairs), strict=True):
        scores[place] = max(scores[place], trust * score)
    return [score + _HEADED * c.headed for score, c in zip(scores, candidates, strict=True)]


class _Strings(NamedTuple):
    """What of a candidate is compared, and how much of the query it covers."""

    covered: float
    text: str
    letters: str
    initials: str


_Pair = tuple[Wording, _Strings]


def _strings(candidates: Sequence[Candidate]) -> list[_Strings]:
    found: list[_Strings] = [_Strings(0.0, "", "", "")] * len(candidates)
    by_segment: dict[int, list[int]] = defaultdict(list)
    for place, candidate in enumerate(candidates):
        by_segment[id(candidate.segment)].append(place)
    for places in by_segment.values():
        rows = candidates[places[0]].segment.text
        strings = rows.strings([candidates[place].row for place in places])
        for place, own in zip(places, strings, strict=True):
            found[place] = _Strings(candidates[place].covered, *own)
    return found


def _scores(pairs: Sequence[_Pair], *, one_query: bool = False) -> list[float]:
    """The score of each phrase for the wording beside it; `one_query` tells that this is always the same."""
    if not pairs:
        return []
    written = _alike([(query.joined, each.text) for query, each in pairs], one_query=one_query)
    heard = _alike([(query.letters, each.letters) for query, each in pairs], one_query=one_query)
    alike = np.maximum(written, np.float32(_HEARD) * heard).tolist()
    return [_score(query, each, own) for (query, each), own in zip(pairs, alike, strict=True)]


def _score(query: Wording, phrase: _Strings, alike: float) -> float:
    """The score of a phrase that is so much `alike`, 0 to 1."""
    asked, spoken = query.joined, query.letters
    if query.spells and len(asked) > 1 and asked in phrase.initials:
        alike = 1.0 if phrase.initials.startswith(asked) else max(alike, _HEARD)
    score = _COVERED * phrase.covered + _ALIKE * alike + _WHOLE * min(1.0, len(asked) / max(1, len(phrase.text)))
    if asked in phrase.text:
        return score + _WITHIN + (_AT_HEAD if phrase.text.startswith(asked) else 0.0)
    if spoken and spoken in phrase.letters:
        return score + _HEARD_WITHIN + (_HEARD_AT_HEAD if phrase.letters.startswith(spoken) else 0.0)
    return score


def _alike(pairs: Sequence[tuple[str, str]], *, one_query: bool) -> Array:
    """How alike the best place of each second string is to the first, 0 to 1; one shorter than what was asked cannot hold all of it."""
    asked, found = zip(*pairs, strict=True)
    if one_query:
        ratios = process.cdist(asked[:1], found, scorer=fuzz.partial_ratio, dtype=np.float32)[0]
    else:
        ratios = process.cpdist(asked, found, scorer=fuzz.partial_ratio, dtype=np.float32)
    wanted, held = np.array([*map(len, asked)]), np.array([*map(len, found)])
    fit = np.minimum(1, held / np.maximum(wanted, 1)) * (wanted > 0)
    alike: Array = ratios / np.float32(100) * fit
    return alike
