"""How the line to say is broken into lines and how large it is set. Pure: the width of a text is a function given in.

- Chinese breaks after 。！？，；： only (closing quotes stay with the mark); English breaks at spaces.
- A slot value is never split, whatever it contains.
- Of all ways to break, the one with the fewest lines wins, then the most even one.
- The largest size whose lines fit the height wins. Only where a piece does not fit the width even at the smallest size
  is it broken between characters, because a word that is cut off at the edge could not be said at all.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from agent_assist.ui.rows import Part

Measure = Callable[[str, int], float]
"""The width of a text at a size, both in pixels."""

Line = tuple[Part, ...]

ZH_PITCH = 1.5
EN_PITCH = 1.38
_ZH_MARKS = "。！？，；："
_CLOSING = "”’》」』）】…"


class Setting(NamedTuple):
    """A line to say, set: its size and pitch in pixels, its lines, and whether they are higher than the place."""

    size: int
    pitch: float
    lines: tuple[Line, ...]
    overflows: bool


def compose(parts: Sequence[Part], chinese: bool, width: float, height: float, sizes: Sequence[int],
            measure: Measure) -> Setting:  # fmt: skip
    """The line set as large as it fits into `width` x `height` pixels; `sizes` are tried in order, largest first."""
    pieces = zh_pieces(parts) if chinese else en_pieces(parts)
    ratio = ZH_PITCH if chinese else EN_PITCH
    for size in sizes:
        if any(_width(piece, size, measure) > width for piece in pieces):
            continue
        lines = balance(pieces, size, width, measure)
        if len(lines) * size * ratio <= height:
            return Setting(size, size * ratio, lines, overflows=False)
    smallest = sizes[-1]
    cut = [part for piece in pieces for part in _cut(piece, smallest, width, measure)]
    lines = balance(cut, smallest, width, measure)
    return Setting(smallest, smallest * ratio, lines, overflows=len(lines) * smallest * ratio > height)


def zh_pieces(parts: Sequence[Part]) -> list[Line]:
    """The stretches of Chinese between two places where a line may end."""
    pieces: list[Line] = []
    piece: list[Part] = []
    for part in parts:
        if part.slot:
            piece.append(part)
            continue
        start = 0
        for at in range(len(part.words)):
            if _zh_break(part.words, at):
                piece.append(Part(part.words[start : at + 1]))
                pieces.append(tuple(piece))
                piece, start = [], at + 1
        if start < len(part.words):
            piece.append(Part(part.words[start:]))
    return [*pieces, tuple(piece)] if piece else pieces


def _zh_break(text: str, at: int) -> bool:
    """Whether a line may end after `text[at]`: after a mark and all that closes it."""
    following = text[at + 1 : at + 2]
    if following and (following in _ZH_MARKS or following in _CLOSING):
        return False
    before = text[: at + 1].rstrip(_CLOSING)
    return bool(before) and before[-1] in _ZH_MARKS


def en_pieces(parts: Sequence[Part]) -> list[Line]:
    """The words of an English line, each with the space after it; a slot value with what touches it is one word."""
    pieces: list[Line] = []
    piece: list[Part] = []
    for part in parts:
        if part.slot:
            piece.append(part)
            continue
        start = 0
        for at, letter in enumerate(part.words):
            if letter == " ":
                piece.append(Part(part.words[start : at + 1]))
                pieces.append(tuple(piece))
                piece, start = [], at + 1
        if start < len(part.words):
            piece.append(Part(part.words[start:]))
    return [*pieces, tuple(piece)] if piece else pieces


def balance(pieces: Sequence[Line], size: int, width: float, measure: Measure) -> tuple[Line, ...]:
    """The pieces in as few lines as the width allows, as even as they get; a space at a line's end takes no room."""
    if not pieces:
        return ()
    full = [_width(piece, size, measure, trailing=True) for piece in pieces]
    bare = [_width(piece, size, measure) for piece in pieces]
    count = len(pieces)
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)] + [(count + 1, 0.0, 0)] * count
    for end in range(1, count + 1):
        used = bare[end - 1]
        for start in range(end - 1, -1, -1):
            if start < end - 1:
                used += full[start]
            if used > width and start < end - 1:
                break
            lines, cost, _ = best[start]
            option = (lines + 1, cost + (width - used) ** 2, start)
            if option[:2] < best[end][:2]:
                best[end] = option
    cuts = [count]
    while cuts[-1] > 0:
        cuts.append(best[cuts[-1]][2])
    ends = cuts[::-1]
    return tuple(_joined(pieces[a:b]) for a, b in pairwise(ends))


def _joined(pieces: Sequence[Line]) -> Line:
    """Pieces as one line, neighbours of the same kind merged, without the space at its end."""
    merged: list[Part] = []
    for part in (part for piece in pieces for part in piece):
        if merged and not part.slot and not merged[-1].slot:
            merged[-1] = Part(merged[-1].words + part.words)
        else:
            merged.append(part)
    if merged and not merged[-1].slot:
        merged[-1] = Part(merged[-1].words.rstrip(" "))
    return tuple(part for part in merged if part.words)


def _width(piece: Line, size: int, measure: Measure, *, trailing: bool = False) -> float:
    text = "".join(part.words for part in piece)
    return measure(text if trailing else text.rstrip(" "), size)


def _cut(piece: Line, size: int, width: float, measure: Measure) -> list[Line]:
    """A piece, cut between characters if it is wider than the line; slot values only if they alone are too wide."""
    if _width(piece, size, measure) <= width:
        return [piece]
    atoms: list[Line] = []
    for part in piece:
        if part.slot and measure(part.words, size) <= width:
            atoms.append((part,))
        else:
            atoms.extend((Part(atom, part.slot),) for atom in _atoms(part.words, size, width, measure))
    return atoms


def _atoms(text: str, size: int, width: float, measure: Measure) -> list[str]:
    """The smallest parts of a text that read well apart: one wide character, or a whole word; marks stay with them."""
    atoms: list[str] = []
    for letter in text:
        wide = unicodedata.east_asian_width(letter) in "WF"
        mark = unicodedata.category(letter).startswith("P")
        glued = bool(atoms) and (mark or not (wide or _wide(atoms[-1][-1])))
        if glued and measure(atoms[-1] + letter, size) <= width:
            atoms[-1] += letter
        else:
            atoms.append(letter)
    return atoms


def _wide(letter: str) -> bool:
    return letter == " " or unicodedata.east_asian_width(letter) in "WF"
