"""Contrast, type and grid: the numbers a designer would check by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF, QPalette, QRawFont

from agent_assist.ui.theme import (
    DARK,
    DENSE,
    LIGHT,
    NORMAL,
    TEXT_SCALES,
    TIGHT,
    WIDE,
    Theme,
    Tone,
    contrast,
    grid_for,
    interface_family,
)

SCHEMES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
MEANINGS = [Tone.SAY, Tone.NEVER, Tone.WAIT, Tone.RECORD, Tone.OPEN, Tone.LOCKED, Tone.CUSTOMER]


def test_contrast_of_black_on_white_is_21():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)


@SCHEMES
def test_every_text_on_every_ground_can_be_read(colours):
    worst = min(
        contrast(text, ground)
        for text in (colours.text, colours.text2, colours.text3)
        for ground in (colours.bg, colours.surface, colours.sunken)
    )
    assert worst >= 4.5


@SCHEMES
@pytest.mark.parametrize("tone", Tone)
def test_every_ink_can_be_read_on_its_tint_and_on_the_grounds(colours, tone):
    hue = colours.hue(tone)
    for ground in (hue.tint, colours.surface, colours.bg, colours.sunken):
        assert contrast(hue.ink, ground) >= 4.5
    for text in (colours.text, colours.text2):
        assert contrast(text, hue.tint) >= 4.5


@SCHEMES
@pytest.mark.parametrize("tone", MEANINGS)
def test_words_on_a_fill_can_be_read(colours, tone):
    assert contrast(colours.on_fill, colours.hue(tone).ink) >= 4.5


@SCHEMES
def test_outlines_of_controls_can_be_seen(colours):
    for ground in (colours.surface, colours.bg, colours.sunken):
        assert contrast(colours.edge, ground) >= 3
    assert contrast(colours.on_hangup, colours.hangup) >= 6.5


@pytest.mark.parametrize(
    ("colours", "on_surface", "on_tint"),
    [
        (LIGHT, (7.0, 7.4, 6.7, 8.0, 6.8, 8.3, 6.7), (6.1, 6.5, 6.0, 6.9, 5.9, 7.1, 5.7)),
        (DARK, (7.8, 8.2, 9.3, 8.3, 8.9, 9.3, 8.6), (6.9, 7.9, 8.1, 7.6, 7.7, 8.1, 7.4)),
    ],
    ids=["light", "dark"],
)
def test_the_ratios_are_those_the_colours_were_chosen_for(colours, on_surface, on_tint):
    hues = [colours.hue(tone) for tone in MEANINGS]
    assert [contrast(hue.ink, colours.surface) for hue in hues] == pytest.approx(on_surface, abs=0.06)
    assert [contrast(hue.ink, hue.tint) for hue in hues] == pytest.approx(on_tint, abs=0.06)


@pytest.mark.parametrize(
    ("width", "height", "grid"),
    [
        (1366, 668, DENSE),
        (1366, 666, DENSE),
        (1166, 633, TIGHT),
        (1366, 740, NORMAL),
        (1366, 768, NORMAL),
        (1920, 900, NORMAL),
        (1920, 1040, WIDE),
        (1440, 1000, NORMAL),
    ],
)
def test_grid_follows_the_window(width, height, grid):
    assert grid_for(width, height) is grid


@pytest.mark.parametrize("scale", TEXT_SCALES)
def test_text_scale_enlarges_type_and_places_alike(qapp, scale):
    theme = Theme(LIGHT, scale=scale)
    assert theme.font(theme.type.caption).pixelSize() == round(12 * scale / 100)
    assert theme.px(theme.grid.say) == round(258 * scale / 100)


def test_running_figures_stand_still(theme):
    metrics = QFontMetricsF(theme.font(theme.type.figure, bold=True))
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1


def test_chinese_has_glyphs(theme):
    assert QFontInfo(theme.font(14)).family() == interface_family()
    font = QRawFont.fromFont(theme.font(14))
    assert all(font.supportsCharacter(ord(letter)) for letter in "您好请说别说挂机锁定")


def test_dark_scheme_reaches_the_standard_controls(qapp, theme):
    from agent_assist.ui.theme import dress

    dress(qapp, replace(theme, colours=DARK))
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.bg)
    assert qapp.palette().color(QPalette.ColorRole.PlaceholderText) == QColor(DARK.text3)
    assert qapp.style().objectName() in ("fusion", "")
