"""Where every region of the desk stands: one pure function from a size to rectangles.

Nothing else decides a place, so a region keeps its rectangle in every state of a call. Sizes are unscaled pixels, times
the user's text scale; where a small screen and large text leave too little, the columns give way first, evenly.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRect

from agent_assist.ui.theme import Grid, Theme

BAR = 48
MARGIN = 12
GAP = 10
_COLUMN_GAP = 12
_HEAD = 20
_WAIT = 252
_NARROWEST = 1166
"""The width below which the columns are squeezed."""

HANGUP = {"tight": 106, "dense": 112, "normal": 128, "wide": 138}
NEVER = {"tight": 34, "dense": 58, "normal": 66, "wide": 66}
_RING_PAD = {"tight": 34}
CALLER = 168
MUST = 116
PROMISES = 82


class Places(NamedTuple):
    """The rectangles of the regions, in pixels of the window's inside.

    `centre` is SAY to the bottom; `below` everything under NEVER; `column` the right column; `results` the place that
    lists are laid over.
    """

    top: QRect
    bottom: QRect
    situations_head: QRect
    situations: QRect
    reflexes_head: QRect
    reflexes: QRect
    say: QRect
    never: QRect
    then_head: QRect
    then: QRect
    wait_head: QRect
    wait: QRect
    hangup: QRect
    caller: QRect
    must: QRect
    promises: QRect
    path: QRect
    agent: QRect
    search: QRect
    notice: QRect
    results: QRect
    below: QRect
    centre: QRect
    column: QRect


def squeeze(theme: Theme, width: int) -> float:
    """How much of their width the side columns keep, from 0.72 to 1."""
    return min(1.0, max(0.72, width / theme.px(_NARROWEST)))


def places(theme: Theme, width: int, height: int) -> Places:
    """The rectangles for a window of `width` x `height` pixels."""
    px, grid = theme.px, theme.grid
    kept = squeeze(theme, width)
    margin, gap, bar = px(MARGIN), px(GAP), px(BAR)
    left = round(px(grid.left - 18) * kept)
    right = round(px(grid.right - 18) * kept)
    x = margin + left + px(_COLUMN_GAP)
    centre_width = width - x - px(_COLUMN_GAP) - right - margin
    top, bottom = bar + px(13), height - bar - margin
    say = QRect(x, top, centre_width, px(grid.say) - _lacking(theme, bottom - top))
    never = QRect(x, say.bottom() + 1 + gap, centre_width, px(NEVER[grid.name]))
    head_top = never.bottom() + 1 + gap
    list_top = head_top + px(_HEAD) + px(5)
    wait_width = round(px(_WAIT) * kept)
    then_width = centre_width - wait_width - px(14)
    wait_left = x + then_width + px(14)
    wait = QRect(wait_left, list_top, wait_width, px(grid.ring + _RING_PAD.get(grid.name, 44)))
    hangup = QRect(wait_left, wait.bottom() + 1 + gap, wait_width, px(HANGUP[grid.name]))
    bar_top = height - bar
    field = px(34)
    return Places(
        top=QRect(0, 0, width, bar),
        bottom=QRect(0, bar_top, width, bar),
        say=say,
        never=never,
        then_head=QRect(x, head_top, then_width, px(_HEAD)),
        then=QRect(x, list_top, then_width, bottom - list_top),
        wait_head=QRect(wait_left, head_top, wait_width, px(_HEAD)),
        wait=wait,
        hangup=hangup,
        agent=QRect(margin, bar_top, left, bar),
        search=QRect(x, bar_top + (bar - field) // 2, then_width, field),
        notice=QRect(wait_left, bar_top, width - margin - wait_left, bar),
        results=QRect(x, list_top, then_width, bottom + px(4) - list_top),
        below=QRect(x, head_top, centre_width, bottom - head_top),
        centre=QRect(x, top, centre_width, bottom - top),
        column=QRect(width - margin - right, top, right, bottom - top),
        **_left(theme, grid, margin, left, bottom),
        **_right(theme, QRect(width - margin - right, top, right, bottom - top)),
    )


def _lacking(theme: Theme, room: int) -> int:
    """How many pixels the centre is too low for everything in it; the line gives way, as it can be set smaller."""
    px, grid = theme.px, theme.grid
    under = px(_HEAD) + px(5) + px(grid.ring + _RING_PAD.get(grid.name, 44)) + px(HANGUP[grid.name])
    return max(0, px(grid.say) + px(NEVER[grid.name]) + 3 * px(GAP) + under - room)


def _left(theme: Theme, grid: Grid, x: int, width: int, bottom: int) -> dict[str, QRect]:
    """Situations and the reflex pad. The pad keeps its height; where that is too much, the situations scroll."""
    px = theme.px
    top, head = px(BAR) + px(13), px(_HEAD)
    pad = 4 * px(grid.situation + 6)
    rows = 10 * px(grid.situation + 2)
    list_top = top + head + px(6)
    room = bottom - list_top - px(GAP + 4) - head - px(6) - pad
    situations = QRect(x, list_top, width, max(px(60), min(rows, room)))
    head_top = situations.bottom() + 1 + px(GAP + 4)
    return {
        "situations_head": QRect(x, top, width, head),
        "situations": situations,
        "reflexes_head": QRect(x, head_top, width, head),
        "reflexes": QRect(x, head_top + head + px(6), width + 2, pad),
    }


def _right(theme: Theme, column: QRect) -> dict[str, QRect]:
    """The cards: three of a fixed height, the path takes the rest. A low window takes a row from two of them."""
    px, gap = theme.px, theme.px(9)
    low = column.height() < px(CALLER + MUST + PROMISES + 27 + 90)
    heights = (px(CALLER), px(MUST - 26 if low else MUST), px(PROMISES))
    made: list[QRect] = []
    y = column.top()
    for height in heights:
        made.append(QRect(column.left(), y, column.width(), height))
        y += height + gap
    made.append(QRect(column.left(), y, column.width(), max(px(40), column.bottom() + 1 - y)))
    return dict(zip(("caller", "must", "promises", "path"), made, strict=True))
