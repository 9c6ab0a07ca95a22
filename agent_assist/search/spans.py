"""Which parts of a text a query matched, for highlighting. Worked out for the few hits that are shown, not for all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from agent_assist.language.fold import fold, fold_map
from agent_assist.language.pinyin import initials, syllables
from agent_assist.search.cut import is_han, is_word
from agent_assist.search.query import Query, Token, wording
from agent_assist.search.sounds import letters, merge

Spans = tuple[tuple[int, int], ...]

_LEAST_LETTERS = 2
_STEM = 3
"""Letters that a word typed in full must have to be taken for the beginning of a longer one: `parcel`, but not `we`."""
_SLIPS = ((8, 2), (5, 1))
"""How many letters may be wrong in a word of at least so many; in shorter ones every slip makes another word."""
_BEGUN = 6
"""Letters after which a slip in the beginning of a word is told from another word."""
_REMEMBERED = 1024
_WORDS_REMEMBERED = 8192
_LIKELY, _FEW = 60.0, 4
"""How alike, of 100, words sound in which something may be matched, and how many of them are read."""
_ASCII_WORD = re.compile("[a-z0-9]+")


def spans(query: Query, text: str) -> Spans:
    """Matched parts of `text` as start and end offsets, in order, not touching one another; none where only words were matched
    that say little, and the query has others.
    """
    reading = _read(text)
    marked: set[int] = set()
    last = len(query.tokens) - 1
    told = all(all(token.light) for token in query.tokens)
    for number, token in enumerate(query.tokens):
        own = reading.han(token) if token.han else reading.latin(token, typing=number == last)
        little = (
            {letter for letter, light in zip(token.text, token.light, strict=True) if light} if token.han else set()
        )
        told = told or (not all(token.light) and any(reading.folded[place] not in little for place in own))
        marked |= own
    if not told:
        return ()
    found: list[tuple[int, int]] = []
    before = -2
    for place in sorted(marked):
        start, end = reading.origins[place], reading.origins[place] + 1
        # Neighbours are one span, with whatever folding dropped between them, and so are words side by side.
        if found and (place == before + 1 or start <= found[-1][1] or text[found[-1][1] : start].isspace()):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
        before = place
    return tuple(found)


def likely(query: Query, words: Sequence[str]) -> tuple[str, ...]:
    """The few of some words in which something may be matched, in their order: reading a word for that takes longer than a
    look at how it sounds.
    """
    asked = query.letters or query.joined
    alike = []
    for place, word in enumerate(words):
        heard, begun = _sounding(word)
        ratio = 100.0 if query.spells and query.joined in begun else fuzz.partial_ratio(asked, heard)
        if ratio >= _LIKELY:
            alike.append((-ratio, place))
    return tuple(words[place] for place in sorted(place for _, place in sorted(alike)[:_FEW]))


@lru_cache(maxsize=_WORDS_REMEMBERED)
def _sounding(word: str) -> tuple[str, str]:
    """How a word sounds, or what it is where it has no sound; and its first letters."""
    folded = fold(word)
    plain = wording(folded)
    return plain.letters or plain.joined, initials(folded)


@lru_cache(maxsize=_REMEMBERED)
def _read(text: str) -> _Reading:
    """The text, read; while typing, most hits stay the same from key to key."""
    return _Reading(text)


@lru_cache(maxsize=64)
def _heard(spelt: str) -> str:
    return letters(spelt)


class _Reading:
    """A text with its letters and first letters, each knowing the character it comes from; worked out when asked for."""

    def __init__(self, text: str) -> None:
        self.folded: str
        self.origins: Sequence[int]
        if text.isascii() and "'" not in text and "`" not in text:
            self.folded, self.origins = text.lower(), range(len(text))
        else:
            self.folded, self.origins = fold_map(text)

    @cached_property
    def words(self) -> list[tuple[int, int]]:
        """Where the Latin words stand."""
        return _words(self.folded)

    @cached_property
    def _spoken(self) -> tuple[str, ...]:
        return syllables(self.folded)

    @cached_property
    def _plain(self) -> list[str]:
        sounded = [sound or ("" if is_han(c) else c) for sound, c in zip(self._spoken, self.folded, strict=True)]
        return ["".join(letter for letter in part if "a" <= letter <= "z") for part in sounded]

    @cached_property
    def _letters(self) -> tuple[str, list[int]]:
        # Only what is read in Chinese is found by sound; words do better (`rows`).
        return ("", []) if self.folded.isascii() else merge(self._plain)

    @cached_property
    def _initials(self) -> tuple[str, list[int]]:
        heads = {start for start, _ in self.words}
        if self.folded.isascii():
            first = [place for place in sorted(heads) if "a" <= self.folded[place] <= "z"]
            return "".join(self.folded[place] for place in first), first
        plain, spoken = self._plain, self._spoken
        first = [place for place, part in enumerate(plain) if part and (spoken[place] or place in heads)]
        return "".join(plain[place][0] for place in first), first

    def han(self, token: Token) -> set[int]:
        """Pieces of a Chinese run that stand in the text; by sound when none does."""
        run = token.text
        least = min(2, len(run))
        marked: set[int] = set()
        place = 0
        while place < len(run):
            end = len(run)
            while end - place >= least and (found := self.folded.find(run[place:end])) < 0:
                end -= 1
            if end - place < least:
                place += 1
                continue
            marked |= set(range(found, found + end - place))
            place = end
        telling = [letter for letter, light in zip(run, token.light, strict=True) if not light]
        if len(telling) == 1 and telling[0] in self.folded:
            marked.add(self.folded.index(telling[0]))  # one character may be all that is meant
        return marked or self._spoken_so(syllables(run))

    def latin(self, token: Token, *, typing: bool) -> set[int]:
        """The word that is meant; otherwise what sounds like it, or begins with these letters, or is spelt nearly so.

        `typing` says that it may be the beginning of a word; before another word it is one.
        """
        typed = token.text
        found = self._word(typed, beginning=typing or len(typed) >= _STEM)
        if found:
            return set(range(*found))
        if token.spells and not all(token.light):
            heard = self._sounding(typed) or self._beginning(typed)
            if heard:
                return heard
        return self._joint(typed) or set(range(*self._misspelt(typed, typing=typing)))

    def _word(self, typed: str, *, beginning: bool) -> tuple[int, int] | None:
        """The word as it was typed, or the first one that begins so."""
        longer = None
        for start, end in self.words:
            if self.folded.startswith(typed, start):
                if end - start == len(typed):
                    return start, end
                if longer is None and beginning and end - start > len(typed):
                    longer = start, start + len(typed)
        return longer

    def _misspelt(self, typed: str, *, typing: bool) -> tuple[int, int]:
        """The word most like what was typed, where the slips are few. The first letter is hardly ever one of them."""
        slips = next((most for letters, most in _SLIPS if len(typed) >= letters), 0)
        best = slips + 1
        found = (0, 0)
        for start, end in self.words if slips else ():
            if self.folded[start] not in typed[:2]:
                continue
            word = self.folded[start:end]
            unfinished = typing and len(word) > len(typed) >= _BEGUN
            cuts = (word, word[: len(typed)]) if unfinished else (word,)
            for cut in cuts:
                wrong = OSA.distance(typed, cut, score_cutoff=best)
                if wrong < best:
                    best, found = wrong, (start, start + len(cut))
        return found

    def _joint(self, typed: str) -> set[int]:
        """Words that stand apart in the text and were typed as one: `call back`."""
        row, owners, heads = self._words_joined
        place = row.find(typed) if len(typed) > _STEM else -1
        while place >= 0 and place not in heads:
            place = row.find(typed, place + 1)
        return set(owners[place : place + len(typed)]) if place >= 0 else set()

    @cached_property
    def _words_joined(self) -> tuple[str, list[int], set[int]]:
        owners = [place for start, end in self.words for place in range(start, end)]
        heads = {start for start, _ in self.words}
        row = "".join(self.folded[place] for place in owners)
        return row, owners, {number for number, place in enumerate(owners) if place in heads}

    def _spoken_so(self, sounds: tuple[str, ...]) -> set[int]:
        """Other characters of exactly these sounds, as an input method offers them."""
        size = len(sounds)
        for start in range(len(self._spoken) - size + 1) if all(sounds) and size > 1 else ():
            if self._spoken[start : start + size] == sounds:
                return set(range(start, start + size))
        return set()

    def _sounding(self, spelt: str) -> set[int]:
        wanted = _heard(spelt)
        row, owners = self._letters
        found = row.find(wanted) if len(wanted) >= _LEAST_LETTERS else -1
        return set(owners[found : found + len(wanted)]) if found >= 0 else set()

    def _beginning(self, typed: str) -> set[int]:
        row, owners = self._initials
        found = row.find(typed) if len(typed) >= _LEAST_LETTERS else -1
        return set(owners[found : found + len(typed)]) if found >= 0 else set()


def _words(folded: str) -> list[tuple[int, int]]:
    if folded.isascii():
        return [found.span() for found in _ASCII_WORD.finditer(folded)]
    words: list[tuple[int, int]] = []
    for place, character in enumerate(folded):
        if is_word(character):
            if words and words[-1][1] == place:
                words[-1] = (words[-1][0], place + 1)
            else:
                words.append((place, place + 1))
    return words
