"""Spans: what is highlighted is what was meant, in the original text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.language.fold import fold, fold_map
from agent_assist.search.query import parse
from agent_assist.search.spans import _Reading, spans


@pytest.mark.parametrize(
    ("query", "text", "shown"),
    [
        ("密码", "您的WiFi密码在背面", ["密码"]),
        ("wifi", "您的ＷｉＦｉ密码", ["ＷｉＦｉ"]),
        ("聲音", "没有声音，没有声音", ["声音"]),
        ("shengyin", "没有声音", ["声音"]),
        ("sengyin", "没有声音", ["声音"]),
        ("mysy", "没有声音", ["没有声音"]),
        ("声因", "没有声音", ["声音"]),
        ("领导", "向您道歉", []),
        ("number is", "I'm sorry, my number", ["number"]),
        ("银行卡丢了", "银行卡挂失", ["银行卡"]),
        ("refnd", "The Refund is on its way", ["Refund"]),
        ("dont", "Please don't hang up", ["don't"]),
        ("ref car", "Refund to your card", ["Ref", "car"]),
        ("您好 放心", "您好，请您放心", ["您好", "放心"]),
        ("zebra", "没有声音", []),
        ("wet parcel", "Shall we let you know about the parcels?", ["parcel"]),
        ("hear", "I'll be near from next year on", []),
        ("i hear", "It is so that I hear you", ["I hear"]),
        ("hear", "I heard you, I can hear you", ["hear"]),
        ("callback", "When shall I call back?", ["call back"]),
        ("cotnra", "about your contract", ["contra"]),
        ("rude", "company rules", []),
        ("客户一直哭", "客户着急", []),
        ("客户一直哭", "急哭了", ["哭"]),
        ("get off the phone", "Is there the form?", []),
        ("客户", "客户着急", ["客户"]),
    ],
)
def test_what_was_matched_is_shown(query, text, shown):
    assert [text[start:end] for start, end in spans(parse(query), text)] == shown


@given(st.text(max_size=20), st.text(max_size=30))
def test_spans_lie_in_the_text_in_order_and_apart(query, text):
    places = [place for span in spans(parse(query), text) for place in span]
    assert all(before < after for before, after in pairwise(places))
    assert not places or (places[0] >= 0 and places[-1] <= len(text))


@given(st.text(st.characters(codec="ascii"), max_size=40))
def test_plain_text_is_folded_as_any_other(text):
    assert _Reading(text).folded == fold(text)
    assert [*_Reading(text).origins] == [*fold_map(text)[1]]
