"""Rows: what the arrays say is what reading each string by itself says."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.language.fold import fold
from agent_assist.language.pinyin import readings
from agent_assist.search.cut import PAIR_BITS, is_han, is_word
from agent_assist.search.query import parse
from agent_assist.search.rows import Rows
from agent_assist.search.sounds import key_range, keys, letters, merge, spelt
from agent_assist.search.words import Words

TEXT = st.text(max_size=12) | st.text(alphabet="银行重新还款长大 wifi24您好,。zhangu\n", max_size=20)


def rows_of(rows, family, key):
    ((low, high),) = rows.families[family].locate([key])
    return rows.families[family].rows[low:high].tolist()


def plain(text):
    return fold(text.replace("\n", " "))


@given(st.lists(TEXT, max_size=6))
def test_strings_stand_where_they_should(strings):
    rows = Rows.build(strings)
    assert rows.size == len(strings)
    for number, string in enumerate(strings):
        folded = plain(string)
        text, heard, _ = rows.strings([number])[0]
        assert text == "".join(c for c in folded if is_han(c) or is_word(c))
        assert heard == letters(spelt(folded)) == parse(string).letters


@given(st.lists(TEXT, max_size=6))
def test_characters_pairs_and_words_are_found_in_exactly_their_rows(strings):
    rows = Rows.build(strings)
    folded = [plain(string) for string in strings]
    for character in set("".join(folded)):
        expected = [number for number, text in enumerate(folded) if character in text]
        assert rows_of(rows, "single", ord(character)) == (expected if is_han(character) else [])
    for first, second in {pair for text in folded for pair in pairwise(text)}:
        if is_han(first) and is_han(second):
            expected = [number for number, text in enumerate(folded) if first + second in text]
            assert rows_of(rows, "pair", ord(first) << PAIR_BITS | ord(second)) == expected
    words = {token.text for text in folded for token in parse(text).tokens if not token.han}
    assert words <= set(rows.words)
    for word in rows.words:
        assert rows.having(word).tolist()


@given(st.lists(TEXT, min_size=1, max_size=4))
def test_a_row_has_the_sounds_of_its_letters(strings):
    rows = Rows.build(strings)
    for number, string in enumerate(strings):
        chinese = any(readings(character) for character in plain(string))
        _, heard, first_letters = rows.strings([number])[0]
        for key in keys("^" + heard):
            assert (number in rows_of(rows, "sound", key)) == chinese
        for key in keys("^" + first_letters):
            assert number in rows_of(rows, "initial", key)


def test_both_readings_of_a_character_are_found():
    rows = Rows.build(["重庆", "银行", "还款"])
    for spelling, number in (
        ("chongqi", 0),
        ("zhongqi", 0),
        ("yinhang", 1),
        ("yinxing", 1),
        ("huankuan", 2),
        ("haikuan", 2),
    ):
        assert all(number in rows_of(rows, "sound", key) for key in keys(letters(spelling)))


def test_many_chunks_are_one():
    strings = [f"第{number}句 word{number}" for number in range(9000)]
    done = []
    rows = Rows.build(strings, done.append)
    assert done == [0, 8192]
    assert rows.strings([0, 8999])[1][0] == "第8999句word8999"
    assert rows.having("word8500").tolist() == [8500]


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("zhang", "zal"),
        ("zang", "zal"),
        ("nv", "lu"),
        ("lv", "lu"),
        ("fu", "hu"),
        ("shengyin", "selyil"),
        ("hao", "hao"),
    ],
)
def test_what_is_easily_confused_sounds_the_same(typed, heard):
    assert letters(typed) == heard


@given(st.lists(st.text(alphabet="zcshngfvaeiou", max_size=6)))
def test_merged_parts_are_the_whole(parts):
    row, owners = merge(parts)
    assert row == letters("".join(parts))
    assert owners == sorted(owners)
    assert len(owners) == len(row)


@given(st.text(alphabet="abcxyz", min_size=1, max_size=3), st.text(alphabet="abcxyz", min_size=3, max_size=3))
def test_a_range_of_keys_holds_what_begins_so(begin, row):
    low, high = key_range(begin)
    assert (low <= keys(row)[0] < high) == row.startswith(begin)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("refund", "refund"), ("refnd", "refund"), ("refudn", "refund"), ("ref", "refund"), ("rufund", "refund"), ("insgallat", "installation")],
)  # fmt: skip
def test_a_slip_of_the_fingers_still_means_the_word(typed, meant):
    words = Words(["card", "installation", "refund", "router"])
    assert words.like(typed)[-1][0] == meant


def test_another_word_is_not_meant():
    assert Words(["card", "refund"]).like("elephant") == ()
    assert [*Words(["card", "cards", "cardboard"]).forms("card")] == ["card", "cards"]
