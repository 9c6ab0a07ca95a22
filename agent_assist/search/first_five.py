"""The places that an agent looks at: what stands among the first five answers, beside their order by score.

Answers that say nearly the same share one place: a library has many lines made alike (*the refund of the camera*, *the refund of
the sofa*), which are equally right while a query is short and would fill all places. What the finished words of a query
have found stays in sight while the word that is being typed fits nothing yet. And what was in sight a letter ago stays in sight
as long as it may be meant: an agent who has seen it moves a hand towards it. The best answers always stay first.
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
_STAYING = 3
"""Places of the first five in which what was in sight a letter ago may stay."""
_AS_GOOD = 0.8
"""It may be meant where it answers so nearly as well as the best."""
_MOST_TOKENS, _MOST_LETTERS = 6, 60
"""Of a longer query, which nobody types, neither the words before the last nor the letters are asked again."""

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


def a_letter_ago(asked: Query) -> str:
    """The query without the letter that was typed last; "" when nothing would be left."""
    if len(asked.tokens) > _MOST_TOKENS or len(asked.joined) > _MOST_LETTERS:
        return ""
    return asked.folded[:-1].strip()


def staying(found: Sequence[Scored], before: Sequence[Scored], whole: Sequence[Scored]) -> list[Scored]:
    """What was found; the last of its first five are what was in sight before, as far as it may still be meant.

    Args:
        found: what answers the query.
        before: what answered it a letter ago.
        whole: what answers its finished words.
    """
    if not found or not before:
        return list(found)
    nearly = _AS_GOOD * found[0][0]
    meant = {phrase.id for score, phrase in found if score >= nearly}
    meant |= {phrase.id for _, phrase in (*whole, before[0])}
    head = found[: PLACES - _STAYING]
    first = {phrase.id for _, phrase in head}
    kept = [each for each in before[:PLACES] if each[1].id not in first and each[1].id in meant][:_STAYING]
    shown = first | {phrase.id for _, phrase in kept}
    rest = [each for each in found[len(head) :] if each[1].id not in shown]
    new = _STAYING - len(kept)
    return [*head, *rest[:new], *kept, *rest[new:]]
