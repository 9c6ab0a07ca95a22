"""Text folded so that what looks or sounds like the same wording compares equal.

Folding is done one character at a time, which keeps two promises: ``fold(a + b) == fold(a) + fold(b)``, and every folded
character knows the original character it came from (`fold_map`), so that a match can be shown in the original.

What is folded: width (ＡＢＣ, full-width punctuation), case, accents and tone marks, traditional characters to simplified,
apostrophes of every kind (dropped: *don't* and *dont* are one word), and characters without width.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

_APOSTROPHES = frozenset("'`´‘’‛′ʹʻʼʽ＇")
_HANGUL = range(0xAC00, 0xD7A4)
_TABLE = Path(__file__).with_name("data") / "simplified.txt"


def fold(text: str) -> str:
    """The folded form of `text`. Folding what is folded already changes nothing."""
    return text.translate(_folding())


def fold_map(text: str) -> tuple[str, tuple[int, ...]]:
    """The folded form of `text`, and for each of its characters the offset of its origin in `text`."""
    folding = _folding()
    parts = [folding[ord(character)] for character in text]
    return "".join(parts), tuple(offset for offset, part in enumerate(parts) for _ in part)


def fold_character(character: str, simplified: dict[str, str]) -> str:
    """What one character becomes, given the table of `simplified` characters; possibly nothing, or several."""
    if character in _APOSTROPHES or unicodedata.category(character) in ("Cf", "Cs"):
        return ""
    if ord(character) in _HANGUL:
        return character
    wide = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    kept = (part for part in wide if not unicodedata.combining(part) and part not in _APOSTROPHES)
    return "".join(simplified.get(part, part) for part in kept)


class _Folding(dict[int, str]):
    """A table for `str.translate` that works out each character the first time it is met."""

    def __init__(self, simplified: dict[str, str]) -> None:
        super().__init__()
        self._simplified = simplified

    def __missing__(self, code: int) -> str:
        folded = fold_character(chr(code), self._simplified)
        self[code] = folded
        return folded


@cache
def _folding() -> _Folding:
    pairs = _TABLE.read_text(encoding="utf-8").split()
    return _Folding({pair[0]: pair[1] for pair in pairs})
