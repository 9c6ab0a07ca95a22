"""A text as a row of spoken units."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.language.spoken import PAUSE, STOP, stem, units


def sounds(text: str, language: str = "zh") -> list[str]:
    return [unit.sound for unit in units(text, language)]


def test_chinese_is_read_by_syllable():
    assert sounds("再不说话") == sounds("在不說畫") == [STOP, "zai", "bu", "suo", "hua", STOP]
    assert sounds("您说啥呀？") == sounds("你说什么？")
    assert sounds("挂啦") == sounds("挂了")


def test_punctuation_between_characters_hides_nothing():
    assert sounds("大 点 声") == sounds("大.点.声") == sounds("大点声")
    assert sounds("好,不")[2] == PAUSE
    assert sounds("好。不")[2] == STOP


def test_english_is_read_by_stem():
    assert sounds("Don't shout", "en") == sounds("do not shouting", "en")
    assert sounds("We're", "en") == sounds("we are", "en")
    assert sounds("were", "en") != sounds("we are", "en")
    assert stem("hanging") == stem("hangs") == stem("hang")


def test_courtesies_are_polite_and_light():
    polite = [unit.written for unit in units("请您大声一点好吗", "zh") if unit.polite]
    assert polite == ["请", "好", "吗"]


@pytest.mark.parametrize("language", ["zh", "en"])
@given(text=st.text(max_size=40))
def test_every_text_begins_and_ends_with_a_stop(language, text):
    found = units(text, language)
    assert found[0].sound == found[-1].sound == STOP
    assert all(0 <= unit.start <= unit.end <= len(text) for unit in found)
    assert [unit.start for unit in found] == sorted(unit.start for unit in found)
