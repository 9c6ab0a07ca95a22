"""Pinyin: characters in context, initials, surnames, and tables that agree with the library they come from."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.language import make_tables
from agent_assist.language.pinyin import all_syllables, initials, pinyin, readings, surname_syllables, syllables


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("请稍等", "qing shao deng"),
        ("银行还款", "yin hang huan kuan"),
        ("自行车", "zi xing che"),
        ("重新拨打", "chong xin bo da"),
        ("绿色", "lv se"),
        ("提供给您", "ti gong gei nin"),
    ],
)
def test_words_are_read_in_context(text, spoken):
    assert " ".join(syllables(text)) == spoken


def test_what_is_not_chinese_has_no_syllable_but_stays_in_pinyin():
    assert syllables("wifi 密码") == ("", "", "", "", "", "mi", "ma")
    assert pinyin("wifi 密码!") == "wifi mima!"


def test_the_usual_reading_comes_first_and_rare_ones_are_left_out():
    assert readings("重") == ("zhong", "chong")
    assert readings("不") == ("bu",)
    assert readings("a") == ()


def test_initials_take_one_letter_of_each_syllable_and_word():
    assert initials("请您稍等") == "qnsd"
    assert initials("wifi 密码 24 位") == "wmm24w"


@pytest.mark.parametrize(
    ("surname", "spoken"), [("单", "shan"), ("曾", "zeng"), ("尉迟", "yu chi"), ("张", "zhang"), ("欧阳", "ou yang")]
)
def test_surnames_have_their_own_readings(surname, spoken):
    assert " ".join(surname_syllables(surname)) == spoken


@given(st.text())
def test_every_character_has_one_place(text):
    assert len(syllables(text)) == len(text)
    assert all(spoken == "" or spoken in all_syllables() for spoken in syllables(text))


def test_the_shipped_tables_are_what_the_library_makes():
    made = make_tables.character_readings()
    changed = [character for character, spoken in made.items() if readings(character) != spoken]
    assert len(changed) < 50
    words = make_tables.word_readings(made)
    assert sum(syllables(word) != spoken for word, spoken in words.items()) < 50


def test_nothing_slow_is_imported():
    code = (
        "import sys, agent_assist.language.fold, agent_assist.language.pinyin, agent_assist.language.seconds;"
        "print([name for name in ('pypinyin', 'opencc', 'numpy') if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
