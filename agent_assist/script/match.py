"""Finding patterns in texts: regular expressions on folded text, as a taboo's ``pattern`` is written.

Folding makes one of full and half width, traditional and simplified, capital and small. Serves S0-32 to S0-39, S3-02 to
S3-75 (what must never be said) where words alone do not tell it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agent_assist.language.fold import fold_map
from agent_assist.script.pattern import compiled

Folded = tuple[str, Sequence[int]]
"""A folded text, and for each of its characters the offset it came from."""


def folded(text: str) -> Folded:
    """A text as patterns see it."""
    return fold_map(text)


def pattern_spans(pattern: str, text: Folded) -> Iterator[tuple[int, int]]:
    """Where a pattern matches, as offsets of the text before it was folded. Raises re.error for one that is none."""
    words, origin = text
    for found in compiled(pattern).finditer(words):
        if found.group():
            yield origin[found.start()], origin[found.end() - 1] + 1
