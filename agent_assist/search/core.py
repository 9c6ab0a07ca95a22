"""What of a wording tells what is meant: its words without those that say little, and without their endings; and who does it to
whom, where persons are named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from agent_assist.search.light import is_light, light_places
from agent_assist.search.persons import PERSONS, person_of, persons_in
from agent_assist.search.query import parts_of, wording

_ENDINGS = (("ies", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""), ("e", ""))
_SHORTEST_STEM = 3
_NOT = "not"
_NOTS = frozenset((
    "not", "cant", "cannot", "couldnt", "dont", "doesnt", "didnt", "isnt", "arent", "wasnt", "werent", "wont", "wouldnt", "hasnt",
    "havent", "hadnt", "unable",
))  # fmt: skip
_ONLY_NOT = frozenset((*"不没别无", _NOT))
"""A *not* alone does not tell what is not so."""
_WHAT_IS_HEARD = frozenset((*"说话讲声音", "say", "talk", "speak", "voice", "now"))
"""To hear somebody, what somebody says, and somebody's voice are the same."""
_LEADING = frozenset("要想说讲在让叫被")
"""Before what is wanted, said or done, these say little; elsewhere they are parts of words."""
_SHORTEST_LED = 3
_WORD = 2
"""For so many characters counts a Latin word."""
_MOST_WORDS, _MOST_CHARACTERS = 4, 8
"""Of longer stretches nobody makes a heading."""
_REMEMBERED = 1024


@lru_cache(maxsize=_REMEMBERED)
def core(folded: str) -> str:
    """The telling part of a folded text, the same for *she keeps crying* and *cries*; "" where all of it says little.

    Latin words come in the order of letters, as *boss wants* is *wants my boss*; Chinese stays in its own.
    """
    latin, chinese = _telling(folded)
    return _told(latin, chinese)


@lru_cache(maxsize=_REMEMBERED)
def pieces(folded: str) -> Mapping[str, float]:
    """The cores of stretches of a folded text, and how much of all that tells each of them is, 0 to 1."""
    latin, chinese = _telling(folded)
    whole = _WORD * len(latin) + len(chinese)
    found = {_told(piece, ()): _WORD * len(piece) / whole for piece in _stretches(latin, _MOST_WORDS)}
    found |= {_told((), piece): len(piece) / whole for piece in _stretches(chinese, _MOST_CHARACTERS)}
    found.pop("", None)
    return found


def _stretches(units: Sequence[str], most: int) -> Iterator[Sequence[str]]:
    """All neighbours, up to so many."""
    for first in range(len(units)):
        for last in range(first + 1, min(len(units), first + most) + 1):
            yield units[first:last]


def _telling(folded: str) -> tuple[list[str], list[str]]:
    """The stems of the Latin words and the Chinese characters that tell."""
    latin, chinese = [], []
    for text, han in parts_of(folded):
        if han:
            telling = [own for own, light in zip(text, light_places(text), strict=True) if not light]
            chinese += telling[1:] if len(telling) >= _SHORTEST_LED and telling[0] in _LEADING else telling
        elif not is_light(text):
            latin.append(_NOT if text in _NOTS else stem(text))
    return latin, chinese


def _told(latin: Sequence[str], chinese: Sequence[str]) -> str:
    told = " ".join((*sorted(latin), "".join(chinese))).strip()
    return "" if told in _ONLY_NOT else told


@lru_cache(maxsize=_REMEMBERED)
def whom(folded: str) -> str:
    """Who does what to whom, in the order of the words: the same for *they can't hear me* and *the customer cannot hear us*, another
    for *I can't hear them*. "" where no person is named, or nothing else.

    Before what is done to somebody, who does it goes without saying: *can't hear me* is the same again.
    """
    units = _with_persons(folded)
    persons = [at for at, unit in enumerate(units) if unit in PERSONS]
    if not persons or len(persons) == len(units) or len(units) > _MOST_CHARACTERS:
        return ""
    if persons[-1] > 1 and all(unit in _WHAT_IS_HEARD for unit in units[persons[-1] + 1 :]):
        del units[persons[-1] + 1 :]
    if persons[0] == 0 and len(persons) > 1:
        del units[0]
    return " ".join(units)


def _with_persons(folded: str) -> list[str]:
    """What tells, and the persons, in order."""
    units: list[str] = []
    for text, han in parts_of(folded):
        if not han:
            person = person_of(text)
            units += [person] if person else _telling(text)[0]
            continue
        start = 0
        for at, word in persons_in(text):
            units += [*_telling(text[start:at])[1], person_of(word)]
            start = at + len(word)
        units += _telling(text[start:])[1]
    return units


@lru_cache(maxsize=_REMEMBERED)
def heard(told: str) -> str:
    """A core as it sounds, for what was typed in pinyin or with another character of the same sound; "" for one without Chinese,
    or with a number.
    """
    return "" if told.isascii() or any(map(str.isdigit, told)) else wording(told).letters


def stem(word: str) -> str:
    """A word without its ending; different words may have the same stem, the same word always has."""
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM and not word.endswith("ss"):
            word = word[: len(word) - len(ending)] + instead
            break
    if len(word) > _SHORTEST_STEM and word[-1] == word[-2] and word[-1] in "bdglmnprt":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > _SHORTEST_STEM else word
