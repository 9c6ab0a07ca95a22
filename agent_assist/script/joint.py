"""Joining the pieces of a line so that it reads as if it had been written in one."""

from __future__ import annotations

from dataclasses import dataclass, field

_BRACES = str.maketrans("", "", "{}")
_SOFT = "，,、；;：:"
_HARD = "。！？.!?…"
_CLOSING = _SOFT + _HARD + "”’）)」』》"
_QUOTES = "“‘\"'「『（("


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a filled line that came from a slot."""

    start: int
    end: int
    slot: str


@dataclass(slots=True)
class Joint:
    """Joins the pieces of a line, and mends what a left-out group or a value leaves at the seams."""

    english: bool
    text: str = ""
    seam: bool = False
    gap: bool = False
    spans: list[Span] = field(default_factory=list)

    def words(self, words: str) -> None:
        if self.seam or self.gap:
            words = self._mend(words)
        self._add(words)

    def value(self, words: str, slot: str) -> None:
        words = words.translate(_BRACES)
        if not words:
            self.drop()
            return
        if self.gap:
            words = self._mend(words)
        elif self.english and self._sentence_starts():
            words = _capital(words)
        start = len(self.text)
        self._add(words)
        if slot:
            self.spans.append(Span(start, len(self.text), slot))
        self.seam = True

    def drop(self) -> None:
        self.gap = True

    def finish(self) -> tuple[str, tuple[Span, ...]]:
        if self.gap:
            self._cut(len(self.text.rstrip(_SOFT + " ")))
        body = self.text.lstrip()
        shift = len(self.text) - len(body)
        body = body.rstrip()
        spans = (Span(span.start - shift, min(span.end - shift, len(body)), span.slot) for span in self.spans)
        return body, tuple(span for span in spans if span.start < span.end)

    def _add(self, words: str) -> None:
        if words:
            self.text += words
            self.seam = self.gap = False

    def _mend(self, words: str) -> str:
        """Trim the seam between the text so far and `words`."""
        if self.gap and self._sentence_starts():
            words = words.lstrip(_SOFT + " ")
            return _capital(words) if self.english else words
        if self.text.endswith(" "):
            words = words.lstrip(" ")
            if words[:1] and words[0] in _CLOSING and self.gap:
                self._cut(len(self.text.rstrip(" ")))
        first, last = words[:1], self.text[-1:]
        if first and last and last in _SOFT and first in _SOFT + _HARD:
            if first in _SOFT:
                return words[1:]
            self._cut(len(self.text) - 1)
        elif first and last and last in _HARD and first in _SOFT + "。.":
            return words[1:]
        return words

    def _sentence_starts(self) -> bool:
        body = self.text.rstrip(" " + _QUOTES)
        return not body or body[-1] in _HARD + "\n"

    def _cut(self, length: int) -> None:
        self.text = self.text[:length]
        self.spans = [Span(span.start, min(span.end, length), span.slot) for span in self.spans if span.start < length]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
