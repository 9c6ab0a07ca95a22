"""What is heard in texts: rows, and where wordings stand in them. Several linters may share one.

Packs that extend one another have most lines and most wordings in common; whoever reads all of them hears each line once.
What was heard may be somebody's words: `Hearing.forget` lets go of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from agent_assist.script.match import Folded, folded, pattern_spans
from agent_assist.script.row import Row, row, slip_of
from agent_assist.script.wording import Wording

Spans = tuple[tuple[int, int], ...]
"""Stretches of a text, as offsets of characters."""

_WORDS = 4096
"""So many words are remembered as slips or none."""


@dataclass(slots=True)
class Heard:
    """A text as it is spoken, what was looked for in it, and where the wordings stand that do."""

    spoken: Row
    standing: dict[Wording, Spans] = field(default_factory=dict)
    _exactly: set[Wording] = field(default_factory=set)
    _loosely: set[Wording] = field(default_factory=set)
    _patterns: dict[str, Spans] = field(default_factory=dict)
    _folded: Folded | None = None

    def listen(self, wordings: set[Wording]) -> None:
        """Look for wordings that were not looked for yet."""
        spoken = self.spoken
        sounds = spoken.sounds
        for wording in wordings - self._exactly:
            # Most cannot stand here; asking before makes no search for them.
            if wording.may_stand_in(sounds) and (spans := tuple(spoken.span(*units) for units in wording.find(spoken))):
                self.standing[wording] = spans
        self._exactly.update(wordings)

    def listen_loosely(self, wordings: Iterable[Wording]) -> None:
        """Look for long wordings that do not stand here as they are written, but may with a slip."""
        spoken = self.spoken
        for wording in wordings:
            if wording in self._loosely or wording in self.standing:
                continue
            self._loosely.add(wording)
            if spans := tuple(spoken.span(*units) for units in wording.find_loosely(spoken)):
                self.standing[wording] = spans

    def matches(self, pattern: str) -> Spans:
        """Where a regular expression matches the folded text."""
        if pattern not in self._patterns:
            self._folded = self._folded or folded(self.spoken.text)
            self._patterns[pattern] = tuple(pattern_spans(pattern, self._folded))
        return self._patterns[pattern]


class Vocabulary:
    """The sounds of all wordings of a pack, and which of them a word is one slip of the keyboard away from."""

    def __init__(self, sounds: frozenset[str]) -> None:
        self._sounds = sounds
        self._slip = lru_cache(_WORDS)(self._slip_of)

    def slips(self, sounds: frozenset[str]) -> tuple[tuple[str, str], ...]:
        """Those of the sounds that are slips, with what was meant."""
        return tuple(sorted((sound, meant) for sound in sounds if (meant := self._slip(sound))))

    def forget(self) -> None:
        """Let go of every word."""
        self._slip.cache_clear()

    def _slip_of(self, sound: str) -> str:
        return slip_of(sound, self._sounds)


class Hearing:
    """Texts of one language, and what stands in them.

    Args:
        language: how the texts are read.
        kept: how many texts are remembered.
    """

    def __init__(self, language: str, kept: int = 256) -> None:
        self.language = language
        self._plain = lru_cache(kept)(self._read)
        self._mended = lru_cache(kept)(self._mend)

    def text(self, text: str, vocabulary: Vocabulary) -> Heard:
        """The text as it is spoken, its slips of the keyboard mended into words of the vocabulary."""
        plain = self._plain(text)
        slips = vocabulary.slips(plain.spoken.sounds) if self.language == "en" else ()
        return self._mended(text, slips) if slips else plain

    def forget(self) -> None:
        """Let go of every text."""
        self._plain.cache_clear()
        self._mended.cache_clear()

    @property
    def remembers(self) -> bool:
        """Whether any text is still known."""
        return self._plain.cache_info().currsize + self._mended.cache_info().currsize > 0

    def _read(self, text: str) -> Heard:
        return Heard(row(text, self.language))

    def _mend(self, text: str, slips: tuple[tuple[str, str], ...]) -> Heard:
        return Heard(row(text, self.language, dict(slips)))
