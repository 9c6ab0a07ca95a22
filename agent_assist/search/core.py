"""What of a wording tells what is meant: its words without those that say little, and without their endings."""

from __future__ import annotations

from functools import lru_cache

from agent_assist.search.light import is_light, light_places
from agent_assist.search.query import parts_of

_ENDINGS = (("ies", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""), ("e", ""))
_SHORTEST_STEM = 3
_REMEMBERED = 1024


@lru_cache(maxsize=_REMEMBERED)
def core(folded: str) -> str:
    """The telling part of a folded text, the same for *she keeps crying* and *cries*; "" where all of it says little.

    Latin words come in the order of letters, as *boss wants* is *wants my boss*; Chinese stays in its own.
    """
    latin, chinese = [], []
    for text, han in parts_of(folded):
        if han:
            chinese += [own for own, light in zip(text, light_places(text), strict=True) if not light]
        elif not is_light(text):
            latin.append(stem(text))
    return " ".join((*sorted(latin), "".join(chinese))).strip()


def stem(word: str) -> str:
    """A word without its ending; different words may have the same stem, the same word always has."""
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM and not word.endswith("ss"):
            word = word[: len(word) - len(ending)] + instead
            break
    if len(word) > _SHORTEST_STEM and word[-1] == word[-2] and word[-1] in "bdglmnprt":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > _SHORTEST_STEM else word
