"""What of a found line answers the query, and what in it is still a gap. Worked out when a row is first looked at.

Most rows of an answer are never seen, so a row carries how its marks are found, not the marks.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from agent_assist.desk.view import Marks, Spans
from agent_assist.script.fill import TITLE, Hole, fill, parse
from agent_assist.script.model import CALLER, Pack

if TYPE_CHECKING:
    from agent_assist.search.index import Hit

_OPEN, _SHUT = "\ue000", "\ue001"
"""Stand around a slot's label while a line is put together; no line has them."""
_ENOUGH = 0.5
"""Another word for a situation is shown as the reason of a hit if at least this part of it was typed."""


def marks_of(hit: Hit, say: str, pack: Pack, step: str) -> Callable[[], Marks]:
    """How the marks of a hit are found.

    Args:
        hit: the hit; its text is on screen.
        say: the line as it was written, with its slots; "" where nobody knows.
        pack: whose slots they are.
        step: the title of its step, which is on screen too.
    """
    return _Once(partial(_marks, hit, say, pack, step))


def gaps_of(say: str, pack: Pack, text: str) -> Callable[[], Marks]:
    """How the marks of a line are found that was not searched for: its gaps are all there is."""
    return _Once(lambda: Marks(gaps=gaps(say, pack, text)))


class _Once:
    """Works something out when it is first asked, and remembers it. `functools.cache` would take longer to make than most rows live."""

    __slots__ = ("_found", "_work")

    def __init__(self, work: Callable[[], Marks]) -> None:
        self._work = work
        self._found: Marks | None = None

    @property
    def worked_out(self) -> bool:
        """Whether it was asked."""
        return self._found is not None

    def __call__(self) -> Marks:
        if self._found is None:
            self._found = self._work()
        return self._found


def gaps(say: str, pack: Pack, text: str) -> Spans:
    """Where in `text`, a line as it is listed, the label of a slot stands because a call must give the value.

    Args:
        say: the line as it was written.
        pack: whose slots they are.
        text: what `search.phrase.shown` made of it; where it is something else, no gap is known.
    """
    segments = parse(say) if "{" in say else ()
    missing = fill(say, pack, {}).missing if isinstance(segments, tuple) and segments else ()
    if not missing or not isinstance(segments, tuple):
        return ()
    for hole in reversed([segment for segment in segments if isinstance(segment, Hole)]):
        slot = pack.slot(TITLE if hole.slot == CALLER else hole.slot)
        if slot is not None and slot.id in missing:
            say = f"{say[: hole.start]}{{{hole.slot}|{_OPEN}{slot.label or slot.id}{_SHUT}}}{say[hole.end :]}"
    return _between(fill(say, pack, {}).text or "", text)


def _between(marked: str, text: str) -> Spans:
    found: list[tuple[int, int]] = []
    plain: list[str] = []
    start = 0
    for character in marked:
        if character == _OPEN:
            start = len(plain)
        elif character == _SHUT:
            found.append((start, len(plain)))
        else:
            plain.append(character)
    return tuple(found) if "".join(plain).lower() == text.lower() else ()


def _marks(hit: Hit, say: str, pack: Pack, step: str) -> Marks:
    missing = gaps(say, pack, hit.phrase.text)
    text = hit.spans
    if text:
        return Marks(text, gaps=missing)
    title, own = hit.spans_in(hit.phrase.title), hit.spans_in(step)
    if title or own:
        return Marks((), title, own, gaps=missing)
    other, found = _other_word(hit)
    return Marks(other=other, other_found=found, gaps=missing)


def _other_word(hit: Hit) -> tuple[str, Spans]:
    """The word by which it was found, where nothing on screen says so: another word for the situation, or a norm."""
    best, most = "", _ENOUGH
    marked: Spans = ()
    for word in hit.likely((*hit.phrase.aliases, *hit.phrase.tags, *hit.phrase.norms)):
        found = hit.spans_in(word)
        part = sum(end - start for start, end in found) / (len(word) or 1)
        if part > most or (part == most and not best):
            best, marked, most = word, found, part
    return best, marked
