"""Where the regions stand: inside the window, apart from one another, at every size and text scale."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import QRect

from agent_assist.ui.places import places
from agent_assist.ui.theme import DENSE, LIGHT, NORMAL, WIDE, Theme, fitting_scale, grid_for

REGIONS = (
    "top", "bottom", "situations_head", "situations", "reflexes_head", "reflexes", "say", "never", "then_head", "then",
    "wait_head", "wait", "hangup", "caller", "must", "promises", "path",
)  # fmt: skip


def at(width, height, scale=100):
    scale = fitting_scale(scale, width, height)
    grid = grid_for(width * 100 // scale, height * 100 // scale)
    return places(Theme(LIGHT, grid, scale), width, height)


@pytest.mark.parametrize("scale", [100, 115, 130])
@pytest.mark.parametrize(
    "size", [(1166, 633), (1280, 720), (1366, 668), (1366, 768), (1600, 900), (1920, 1040), (2560, 1400)]
)
def test_regions_stand_inside_the_window_and_apart(size, scale):
    spots = at(*size, scale)
    rects = {name: getattr(spots, name) for name in REGIONS}
    inside = QRect(0, 0, *size)
    for name, rect in rects.items():
        assert rect.width() > 0, name
        assert rect.height() > 0, name
        assert inside.contains(rect), name
    for (one, a), (other, b) in combinations(rects.items(), 2):
        assert not a.intersects(b), (one, other)


@pytest.mark.parametrize("scale", [100, 115, 130])
def test_no_height_in_between_lets_the_lock_hang_out(scale):
    for height in range(633, 1200, 3):
        spots = at(1700, height, scale)
        assert spots.hangup.bottom() < spots.bottom.top()
        assert spots.reflexes.bottom() < spots.bottom.top()
        assert spots.say.height() > spots.never.height() * 2


def test_results_stand_over_the_replies_and_cover_nothing_else_of_the_call():
    for size in ((1166, 633), (1366, 668), (1366, 768), (1920, 1040)):
        spots = at(*size)
        assert spots.results.left() == spots.then.left() == spots.search.left()
        assert spots.results.width() == spots.then.width() == spots.search.width()
        for name in ("say", "never", "wait", "hangup", "bottom"):
            assert not spots.results.intersects(getattr(spots, name)), name


def test_the_specified_sizes_have_the_specified_heights():
    assert at(1366, 668).say.height() == 198
    assert at(1366, 768).say.height() == 258
    assert at(1920, 1040).say.height() == 330
    assert at(1366, 768).never.height() == 66
    assert (at(1366, 768).wait.width(), at(1366, 768).hangup.height()) == (252, 128)


def test_columns_are_squeezed_only_where_the_window_is_narrow():
    for grid in (DENSE, NORMAL, WIDE):
        theme = Theme(LIGHT, grid)
        roomy, narrow = places(theme, 1600, 800), places(theme, 1000, 800)
        assert roomy.caller.width() == grid.right - 18
        assert narrow.caller.width() < roomy.caller.width()
        assert places(replace(theme, scale=130), 1366, 800).then.width() > 250
