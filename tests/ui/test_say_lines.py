"""How the line to say is broken and sized. Widths here are plain: a wide character is 1 em, another one half."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.ui.components.say_lines import compose
from agent_assist.ui.rows import Part
from tests.ui.samples import parts

SIZES = (34, 30, 28, 26, 24, 22)


def measure(text, size):
    return sum(size if unicodedata.east_asian_width(letter) in "WF" else size / 2 for letter in text)


def said(setting):
    return ["".join(part.words for part in line) for line in setting.lines]


def test_a_greeting_takes_the_largest_size_and_two_even_lines():
    line = parts("[张女士]，您好！这里是[某某快递]，[8021] 号为您服务，请问有什么可以帮您？")
    setting = compose(line, True, 764, 160, SIZES, measure)
    assert setting.size == 34
    assert said(setting) == ["张女士，您好！这里是某某快递，", "8021 号为您服务，请问有什么可以帮您？"]


def test_chinese_breaks_only_after_marks_and_shrinks_rather_than_split_a_clause():
    line = parts("这是一个没有任何停顿并且相当长的句子，完。")
    setting = compose(line, True, 480, 160, SIZES, measure)
    assert said(setting)[0] == "这是一个没有任何停顿并且相当长的句子，"
    assert setting.size < 34


def test_a_closing_quote_stays_with_its_mark():
    line = parts("客户说“我等了三天了！”您先道歉。")
    setting = compose(line, True, 12 * 34, 200, SIZES, measure)
    assert said(setting) == ["客户说“我等了三天了！”", "您先道歉。"]


def test_english_is_balanced_without_spaces_at_the_ends():
    setting = compose(parts("May I have a number to call you back on, please?"), False, 520, 160, (30,), measure)
    lines = said(setting)
    assert len(lines) == 2
    assert all(line == line.strip() for line in lines)
    assert abs(measure(lines[0], 30) - measure(lines[1], 30)) < 120


def test_a_slot_with_spaces_and_marks_is_never_split():
    line = parts("I will call you on [138 0013 8000] before [4:05 pm tomorrow, Sunday], for certain.")
    for width in range(480, 900, 20):
        setting = compose(line, False, width, 400, SIZES, measure)
        slots = [part.words for row in setting.lines for part in row if part.slot]
        assert slots == ["138 0013 8000", "4:05 pm tomorrow, Sunday"]


def test_too_long_a_line_is_set_smallest_and_says_so():
    setting = compose(parts("请您稍等。" * 60), True, 600, 150, SIZES, measure)
    assert (setting.size, setting.overflows) == (22, True)
    assert "".join(said(setting)) == "请您稍等。" * 60


def test_a_piece_wider_than_the_place_is_cut_rather_than_lost():
    setting = compose(parts("一" * 60), True, 220, 400, (22,), measure)
    assert all(measure(line, 22) <= 220 for line in said(setting))
    assert "".join(said(setting)) == "一" * 60


def test_nothing_to_say_makes_no_lines():
    assert compose((), True, 600, 160, SIZES, measure).lines == ()


WORDS = st.text(alphabet="您好请稍等，。！abc 0123:", max_size=40)


@given(
    line=st.lists(st.builds(Part, WORDS, st.booleans()), max_size=6),
    chinese=st.booleans(),
    width=st.integers(120, 900),
    height=st.integers(40, 300),
)
@pytest.mark.parametrize("sizes", [SIZES, (24, 22, 20, 18, 16)])
def test_every_word_is_shown_in_order_and_inside_the_place(sizes, line, chinese, width, height):
    setting = compose(line, chinese, width, height, sizes, measure)
    whole = "".join(part.words for part in line)
    assert "".join("".join(said(setting)).split()) == "".join(whole.split())
    assert all(measure(text.rstrip(" "), setting.size) <= width for text in said(setting))
    if not setting.overflows:
        assert len(setting.lines) * setting.pitch <= height


@given(
    value=st.text(alphabet="您好，。 abc0123:", min_size=1, max_size=9).filter(str.strip), width=st.integers(320, 900)
)
def test_a_value_that_fits_a_line_stays_in_one_piece(value, width):
    line = (Part("请您在，"), Part(value, slot=True), Part("之前，打给我们。"))
    setting = compose(line, True, width, 400, SIZES, measure)
    assert [part.words for row in setting.lines for part in row if part.slot] == [value]
