"""Wordings: what they match, and what is said about those that cannot be understood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.script.row import row, slip_of
from agent_assist.script.wording import fault, wordings
from agent_assist.script.wording_parts import WordingError


def stands(written: str, text: str, language: str = "zh", **lists: tuple[str, ...]) -> str | None:
    """The stretch of the text that the wording matches."""
    read = row(text, language)
    for wording in wordings(written, language, lists):
        for first, last in wording.find(read):
            start, end = read.span(first, last)
            return text[start:end]
    return None


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("再不(说话/出声)…挂", "再不出声我可要挂了"),
        ("不关我[的]事", "不关我事"),
        ("你到…部门问", "你到市场部门问吧"),
        ("^什么$", "喂，什么？！"),
        ("^[你]说什么[呢]$", "说什么呢"),
        ("没[有]办法", "我可真没办法"),
    ],
)
def test_the_marks(written, text):
    assert stands(written, text)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("^什么$", "请问什么时候方便？"),
        ("^说$", "您说"),
        ("你到…问", "你到了。请问您贵姓"),
        ("急什么", "您要寄什么"),
        ("^挂吧$", "请挂吧"),
    ],
)
def test_what_they_do_not_match(written, text):
    assert stands(written, text) is None


def test_english_compares_stems_and_spelt_out_words():
    assert stands("i am hanging up", "I'm gonna... no: I’m HANGING up!", "en")
    assert stands("(watch/mind) your (mouth/tongue)", "Mind your bloody tongue, mate", "en")
    assert stands("we are done", "We're done", "en")
    assert stands("we are done", "You were done", "en") is None


def test_a_small_word_alone_in_a_choice_must_be_there():
    assert stands("i am (just/only) a messenger", "I'm just a messenger", "en")
    assert stands("i am (just/only) a messenger", "I am a messenger", "en") is None


def test_lists_stand_for_their_entries():
    assert stands("{hang}", "挂机", hang=("挂断", "挂机"))
    assert stands("再不说…{hang}", "再不说我就挂断了", hang=("挂断", "挂机"))


def test_long_plain_wordings_forgive_a_slip_but_not_a_missing_not():
    (wording,) = wordings("不关我的事我不知道你找别人", "zh", {})
    assert wording.is_long
    assert list(wording.find_loosely(row("不关我的事，我不知道，你问别人", "zh")))
    assert not list(wording.find_loosely(row("这关我的事，我不知道，你找别人", "zh")))


@pytest.mark.parametrize("written", ["(a/b", "a]", "[甲", "{nowhere}", "", "()", "{", "甲}"])
def test_what_cannot_be_understood_says_so(written):
    assert fault(written, {})
    with pytest.raises(WordingError):
        wordings(written, "zh", {})


def test_lists_that_name_one_another_are_refused():
    with pytest.raises(WordingError):
        wordings("x{a}", "en", {"a": ("y{b}",), "b": ("z{a}",)})


@given(st.text(alphabet="甲不说()[]/^$…{}a. ", max_size=12), st.sampled_from(["zh", "en"]))
def test_any_wording_is_understood_or_refused(written, language):
    wrong = fault(written, {"a": ("b",)})
    try:
        found = wordings(written, language, {"a": ("b",)})
    except WordingError:
        assert wrong
        return
    assert not wrong
    for wording in found:
        list(wording.find(row("甲不说a", language)))


ZH_WORDING = st.text(alphabet="挂我不说什么了请的()[]/^$…", min_size=1, max_size=14)
ZH_TEXT = st.text(alphabet="挂我不说什么了请的啊，。喂", max_size=24)
EN_WORDING = st.lists(st.sampled_from(["hang", "up", "not", "the", "just", "please", *"()[]/^$…"]), max_size=9).map(
    " ".join
)
EN_TEXT = st.lists(st.sampled_from(["hang", "up", "not", "the", "just", "please", "hello", ",", "."]), max_size=14).map(
    " ".join
)


@given(st.one_of(st.tuples(st.just("zh"), ZH_WORDING, ZH_TEXT), st.tuples(st.just("en"), EN_WORDING, EN_TEXT)))
def test_no_match_is_missed_by_asking_first_whether_there_can_be_one(drawn):
    language, written, text = drawn
    read = row(text, language)
    if fault(written, {}):
        return
    for wording in wordings(written, language, {}):
        matches = any(found.group() for found in wording.pattern.finditer(read.spoken))
        assert wording.may_match(read) or not matches


def test_a_slip_keeps_the_first_letter():
    known = frozenset(("fault", "mouth"))
    assert slip_of("falt", known) == "fault"
    assert slip_of("mouht", known) == "mouth"
    assert slip_of("south", known) == ""
    assert slip_of("fault", known) == ""
