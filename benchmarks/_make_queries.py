"""Makes queries of the kinds that a program can make, out of the phrases of the library.

    python -m benchmarks._make_queries SEED COUNT > FILE.tsv

A query is a piece of a phrase, cut out cleanly and then spoilt in the way of its kind. Right answers are all phrases that hold
the clean piece in the way the kind asks for (all words, in order, side by side); a piece that more than four phrases hold is
not used. Other seeds give other queries of the same kinds, so what was tuned on one set is judged on another.
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache

import opencc

from agent_assist.language.fold import fold
from agent_assist.language.pinyin import initials, readings, syllables
from benchmarks._search import library

MOST_RIGHT = 4
_ACCENTS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"), ("n", "l"), ("h", "f"), ("l", "n"))

Right = list[str]
Made = tuple[str, Right]


class Maker:
    """Cuts queries out of phrases; the same seed makes the same ones."""

    def __init__(self, seed: int) -> None:
        """Reads the library."""
        self.chance = random.Random(seed)
        phrases = sorted(library(), key=lambda phrase: phrase.id)
        self.chinese = {p.id: "".join(filter(str.isalnum, fold(p.text))) for p in phrases if p.language == "zh"}
        self.english = {
            p.id: "".join(c if c.isalnum() else " " for c in fold(p.text)).split()
            for p in phrases
            if p.language == "en"
        }
        self.initials = {phrase: initials(text) for phrase, text in self.chinese.items()}
        self.homophones: dict[str, list[str]] = defaultdict(list)
        for character in sorted({c for text in self.chinese.values() for c in text if readings(c)}):
            self.homophones[readings(character)[0]].append(character)

    # -- pieces ------------------------------------------------------------------------------------------------------

    def piece(self, low: int, high: int) -> Made | None:
        """Neighbouring characters of a phrase, all of them with a reading."""
        text = self.chance.choice(list(self.chinese.values()))
        size = self.chance.randint(low, high)
        if len(text) <= size:
            return None
        start = self.chance.randint(0, len(text) - size)
        part = text[start : start + size]
        return (part, self.holding([part])) if all(map(readings, part)) else None

    def two_pieces(self, low: int, high: int) -> tuple[str, str, Right] | None:
        """Two places of one phrase, in their order."""
        text = self.chance.choice(list(self.chinese.values()))
        first, second = self.chance.randint(low, high), self.chance.randint(low, high)
        if len(text) < first + second + 2:
            return None
        start = self.chance.randint(0, len(text) - first - second - 1)
        later = self.chance.randint(start + first + 1, len(text) - second)
        parts = text[start : start + first], text[later : later + second]
        return (*parts, self.holding(parts)) if all(map(readings, "".join(parts))) else None

    def holding(self, parts: Iterable[str]) -> Right:
        """The phrases in which all these parts stand."""
        return [phrase for phrase, text in self.chinese.items() if all(part in text for part in parts)]

    def words(self, low: int, high: int) -> tuple[list[str], Right] | None:
        """Neighbouring words of a phrase."""
        line = self.chance.choice(list(self.english.values()))
        size = self.chance.randint(low, high)
        if len(line) <= size:
            return None
        start = self.chance.randint(0, len(line) - size)
        part = line[start : start + size]
        joined = f" {' '.join(part)} "
        return part, [phrase for phrase, own in self.english.items() if joined in f" {' '.join(own)} "]

    def scattered(self, low: int, high: int, *, ordered: bool) -> tuple[list[str], Right] | None:
        """Some different words of a phrase, in their order; whether the right answers must have that order too."""
        line = self.chance.choice(list(self.english.values()))
        size = self.chance.randint(low, high)
        places = [place for place, word in enumerate(line) if len(word) > 3]
        if len(places) < size:
            return None
        part = [line[place] for place in sorted(self.chance.sample(places, size))]
        if ordered:
            return part, [phrase for phrase, own in self.english.items() if in_order(part, own)]
        return part, [phrase for phrase, own in self.english.items() if set(part) <= set(own)]

    # -- spoiling ----------------------------------------------------------------------------------------------------

    def slip(self, word: str) -> str:
        """A word of four letters or more with one slip of the fingers: left out, doubled, swapped, another one."""
        if len(word) < 4:
            return word
        place = self.chance.randint(1, len(word) - 2)
        before, here, after = word[:place], word[place], word[place + 1 :]
        other = self.chance.choice("abcdefghijklmnopqrstuvwxyz")
        return self.chance.choice(
            (before + after, before + here + here + after, before + after[0] + here + after[1:], before + other + after)
        )

    def cut(self, word: str) -> str:
        """The beginning of a word."""
        return word[: max(3, round(len(word) * self.chance.uniform(0.5, 0.9)))]

    def misheard(self, part: str, count: int) -> str:
        """Some characters written with others of the same sound."""
        row = list(part)
        for place in self.chance.sample(range(len(row)), count):
            others = [c for c in self.homophones[readings(row[place])[0]] if c != row[place]]
            row[place] = self.chance.choice(others) if others else row[place]
        return "".join(row)

    def spelt(self, part: str) -> str:
        """Pinyin, mostly without spaces."""
        return (" " if self.chance.random() < 0.25 else "").join(syllables(part))

    def spoilt(self, part: str) -> str:
        """A short piece in one of the ways in which Chinese is typed."""
        ways: tuple[Callable[[str], str], ...] = (
            lambda text: text,
            lambda text: self.misheard(text, 1),
            traditional,
            lambda text: "".join(syllables(text)),
            lambda text: initials(text) if len(text) > 2 else text,
        )
        return self.chance.choice(ways)(part)

    # -- kinds -------------------------------------------------------------------------------------------------------

    def compound_en(self) -> Made | None:
        """Some words in any order, misspelt and cut."""
        found = self.scattered(3, 5, ordered=False)
        if not found:
            return None
        words, right = found
        if self.chance.random() < 0.5:
            self.chance.shuffle(words)
        ways = (self.slip, self.cut, str)
        return " ".join(self.chance.choice(ways)(word) for word in words), right

    def compound_zh(self) -> Made | None:
        """Two pieces in any order, each typed in another way."""
        found = self.two_pieces(2, 4)
        if not found or len(found[0] + found[1]) < 5:
            return None
        parts = [self.spoilt(part) for part in found[:2]]
        if self.chance.random() < 0.5:
            parts.reverse()
        return " ".join(parts), found[2]

    def dropped(self) -> Made | None:
        """Words, or characters, left out."""
        if self.chance.random() < 0.5:
            found = self.scattered(3, 5, ordered=True)
            return (" ".join(found[0]), found[1]) if found else None
        whole = self.piece(8, 12)
        if not whole:
            return None
        text = whole[0]
        gone = set(self.chance.sample(range(1, len(text) - 1), max(2, len(text) // 4)))
        return "".join(c for place, c in enumerate(text) if place not in gone), whole[1]

    def reordered(self) -> Made | None:
        """Pieces, or words, in another order."""
        if self.chance.random() < 0.5:
            found = self.scattered(3, 4, ordered=False)
            if not found:
                return None
            self.chance.shuffle(found[0])
            return " ".join(found[0]), found[1]
        two = self.two_pieces(2, 5)
        return (two[1] + self.chance.choice(("", " ")) + two[0], two[2]) if two and len(two[0] + two[1]) > 5 else None

    def homophone(self) -> Made | None:
        """Characters of the same sound."""
        return changed(self.piece(5, 9), lambda text: self.misheard(text, self.chance.randint(1, 2)))

    def initials_of_words(self) -> Made | None:
        """First letters."""
        row = self.chance.choice(list(self.initials.values()))
        size = self.chance.randint(5, 10)
        if len(row) < size or not row.isalpha():
            return None
        start = self.chance.randint(0, len(row) - size)
        part = row[start : start + size]
        return part, [phrase for phrase, own in self.initials.items() if part in own]

    def partial(self) -> Made | None:
        """A piece as it stands."""
        return self.piece(4, 8)

    def partial_words(self) -> Made | None:
        """Neighbouring words, each cut."""
        found = self.words(3, 5)
        return (" ".join(map(self.cut, found[0])), found[1]) if found else None

    def pinyin_full(self) -> Made | None:
        """Pinyin."""
        return changed(self.piece(5, 9), self.spelt)

    def pinyin_accent(self) -> Made | None:
        """Pinyin as it is spelt in the south."""
        swaps = self.chance.sample(_ACCENTS[:6], 3)

        def southern(text: str) -> str:
            spelt = self.spelt(text)
            for heard, typed in swaps:
                spelt = spelt.replace(heard, typed)
            return spelt

        return changed(self.piece(6, 9), southern)

    def pinyin_cut(self) -> Made | None:
        """Pinyin whose last syllable is not finished."""
        return changed(self.piece(6, 11), lambda text: "".join(syllables(text))[: -self.chance.randint(1, 2)])

    def pinyin_typo(self) -> Made | None:
        """Pinyin with slips of the fingers."""

        def slipped(text: str) -> str:
            spelt = self.slip("".join(syllables(text)))
            return self.slip(spelt) if self.chance.random() < 0.5 else spelt

        return changed(self.piece(6, 10), slipped)

    def pinyin_mixed(self) -> Made | None:
        """Half characters, half pinyin."""

        def mixed(text: str) -> str:
            at = self.chance.randint(2, len(text) - 2)
            head, tail = text[:at], text[at:]
            return head + "".join(syllables(tail)) if self.chance.random() < 0.5 else "".join(syllables(head)) + tail

        return changed(self.piece(5, 9), mixed)

    def prefix(self) -> Made | None:
        """The beginning, as far as it was typed."""
        if self.chance.random() < 0.5:
            text = self.chance.choice(list(self.chinese.values()))
            head = text[: self.chance.randint(4, 12)]
            return head, [phrase for phrase, own in self.chinese.items() if own.startswith(head)]
        line = " ".join(self.chance.choice(list(self.english.values())))
        head = line[: self.chance.randint(12, 40)].rstrip()
        return head, [phrase for phrase, own in self.english.items() if " ".join(own).startswith(head)]

    def trad(self) -> Made | None:
        """Traditional characters."""
        found = changed(self.piece(4, 9), traditional)
        return found if found and fold(found[0]) != found[0] else None

    def typo_en(self) -> Made | None:
        """Neighbouring words, one or two of them misspelt."""
        found = self.words(3, 5)
        if not found:
            return None
        words, right = found
        long = [place for place, word in enumerate(words) if len(word) > 3]
        for place in self.chance.sample(long, min(len(long), 2)):
            words[place] = self.slip(words[place])
        return " ".join(words), right


KINDS: dict[str, Callable[[Maker], Made | None]] = {
    "compound_en": Maker.compound_en,
    "compound_zh": Maker.compound_zh,
    "dropped": Maker.dropped,
    "homophone": Maker.homophone,
    "initials": Maker.initials_of_words,
    "partial": Maker.partial,
    "partial_words": Maker.partial_words,
    "pinyin_accent": Maker.pinyin_accent,
    "pinyin_cut": Maker.pinyin_cut,
    "pinyin_full": Maker.pinyin_full,
    "pinyin_mixed": Maker.pinyin_mixed,
    "pinyin_typo": Maker.pinyin_typo,
    "prefix": Maker.prefix,
    "reordered": Maker.reordered,
    "trad": Maker.trad,
    "typo_en": Maker.typo_en,
}


def in_order(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether all of `part` come in `whole`, in this order."""
    rest = iter(whole)
    return all(word in rest for word in part)


def changed(found: Made | None, how: Callable[[str], str]) -> Made | None:
    """The same right answers for a piece that is typed otherwise."""
    return (how(found[0]), found[1]) if found else None


def traditional(text: str) -> str:
    """Text in traditional characters."""
    return str(_converter().convert(text))


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


def main() -> None:
    """Print the queries."""
    seed, count = int(sys.argv[1]), int(sys.argv[2])
    maker = Maker(seed)
    print("query\ttarget_ids\tkind")
    for kind, make in KINDS.items():
        made: dict[str, Right] = {}
        while len(made) < count:
            found = make(maker)
            if found and 1 <= len(found[1]) <= MOST_RIGHT:
                made.setdefault(*found)
        for query, right in made.items():
            print(query, "|".join(right), kind, sep="\t")


if __name__ == "__main__":
    main()
