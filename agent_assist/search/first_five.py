"""The places that an agent looks at: what stands among the first five answers, beside their order by score.

Answers that say nearly the same share one place: a library has many lines made alike (*the refund of the camera*, *the refund of
the sofa*), which are equally right while a query is short and would fill all places. And what the finished words of a query
have found stays in sight while the word that is being typed fits nothing yet. The best answer always stays first.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from rapidfuzz import fuzz, process

from agent_assist.search.phrase import Phrase
from agent_assist.search.query import Query

PLACES = 5
_CONSIDERED = 32
_LIKENESS = 0.12
"""What an answer gives way by that says the same as one before it."""
_UNLIKE = 50.0
_TOLD_ENOUGH = 8
"""Letters, of which a Chinese character counts for three, from which on a query tells what is alike; before it all is chance."""
_KEPT = 2
_MOST_TOKENS = 6
"""Of a longer query, which nobody types, the words before the last are not asked again."""

Scored = tuple[float, Phrase]
"""A score and what has it; lists of them are best first."""


def tells_enough(asked: Query) -> bool:
    """Whether so much was typed that answers much alike are alike in what was meant."""
    return sum(1 if letter.isascii() else 3 for letter in asked.joined) >= _TOLD_ENOUGH


def varied(ordered: Sequence[Scored]) -> list[Scored]:
    """The same answers; among the first five one that is much like another gives way to those nearly as good."""
    if len(ordered) <= PLACES:
        return list(ordered)
    near = ordered[:_CONSIDERED]
    texts = [phrase.text for _, phrase in near]
    ratios = process.cdist(texts, texts, scorer=fuzz.ratio, dtype=np.float32)
    alike = _LIKENESS * np.maximum(ratios - _UNLIKE, 0) / (100 - _UNLIKE)
    scores = np.array([score for score, _ in near], dtype=np.float32)
    given_way = np.zeros(len(near), dtype=np.float32)
    chosen: list[int] = []
    for _ in range(PLACES):
        place = int(np.argmax(scores - given_way))
        chosen.append(place)
        given_way = np.maximum(given_way, alike[place])
        given_way[place] = np.inf
    return [
        *(near[place] for place in chosen),
        *(each for place, each in enumerate(near) if place not in chosen),
        *ordered[_CONSIDERED:],
    ]


def finished(asked: Query) -> str:
    """The query without the word, or Chinese character, that may be unfinished; "" when nothing would be left."""
    if len(asked.tokens) > _MOST_TOKENS:
        return ""
    last = asked.tokens[-1]
    unfinished = last.text[-1] if last.han else last.text
    return asked.folded[: asked.folded.rindex(unfinished)].strip()


def keeping(found: Sequence[Scored], before: Sequence[Scored]) -> list[Scored]:
    """What was found, and among its first five the best of what was found `before` the last word, when that fitted better."""
    if not before or (found and found[0][0] >= before[0][0]):
        return list(found)
    first = {phrase.id for _, phrase in found[:PLACES]}
    kept = [each for each in before[:_KEPT] if each[1].id not in first]
    head = found[: PLACES - len(kept)]
    shown = {phrase.id for _, phrase in (*head, *kept)}
    return [*head, *kept, *(each for each in found[len(head) :] if each[1].id not in shown)]
