"""Taboos are found however they are written, and only where they are meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.script.match import hits, in_force
from agent_assist.script.model import Place, Taboo

HERE = Place("pack.toml", 1, 1)


def words(say: str, **more) -> Taboo:
    return Taboo(HERE, say=say, **more)


@pytest.mark.parametrize(
    ("text", "taboo", "stretch"),
    [
        ("大点声，听不见！", words("大点声，听不见"), "大点声，听不见"),
        ("喂大点声 听不见", words("大点声，听不见！"), "大点声 听不见"),
        ("大點聲聽不見", words("大点声，听不见"), "大點聲聽不見"),
        ("大点声。\n听不见", words("大点声，听不见"), "大点声。\n听不见"),
        ("We can't help", words("can’t help"), "can't help"),
        ("CALM DOWN, please", words("calm down"), "CALM DOWN"),
        ("ＣＡＬＭ　down", words("calm down"), "ＣＡＬＭ　down"),
        ("喂，您好", Taboo(HERE, pattern="^喂"), "喂"),
        ("赔偿１００元", Taboo(HERE, pattern="赔偿.{0,4}元"), "赔偿１００元"),
        ("喂，说吧", words("随便", pattern="说吧"), "说吧"),
    ],
)
def test_a_taboo_is_found_however_it_is_written(text, taboo, stretch):
    (hit,) = hits(text, [taboo])
    assert text[hit.start : hit.end] == stretch
    assert hit.taboo is taboo


@pytest.mark.parametrize(
    ("text", "taboo"),
    [
        ("calm downtown", words("calm down")),
        ("becalm down", words("calm down")),
        ("您听得见吗", words("听不见")),
        ("您好，喂", Taboo(HERE, pattern="^喂")),
        ("请您大声一点", words("大声一点", allowed=("请您大声一点",))),
        ("走开", Taboo(HERE, do="走开", by="lock")),
        ("好", words("！")),
    ],
)
def test_a_taboo_is_not_found_where_it_is_not_meant(text, taboo):
    assert hits(text, [taboo]) == ()


def test_what_is_allowed_excuses_only_itself():
    taboo = words("大声一点", allowed=("请您大声一点",))
    (hit,) = hits("请您大声一点。大声一点！", [taboo])
    assert hit.start == 7


def test_the_nearest_taboo_comes_first_and_each_counts_once():
    near, far = words("喂"), words("说吧")
    assert in_force([near], [far, near], [far]) == (near, far)


@given(text=st.text(max_size=30), say=st.text(min_size=1, max_size=4))
def test_hits_lie_inside_the_text(text, say):
    for hit in hits(text, [words(say)]):
        assert 0 <= hit.start < hit.end <= len(text)


@given(
    before=st.text("您好，。 ", max_size=4),
    after=st.text("您好，。 ", max_size=4),
    gap=st.sampled_from(["", "，", " ", "！"]),
)
def test_words_are_found_anywhere(before, after, gap):
    assert hits(f"{before}听{gap}不见{after}", [words("听不见")])
