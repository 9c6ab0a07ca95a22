"""Synonyms: other words for the same find the line, and rank below the words themselves."""

from __future__ import annotations

import pytest

from agent_assist.language.fold import fold
from agent_assist.search.index import Index
from agent_assist.search.phrase import Phrase
from agent_assist.search.synonyms import Part, Synonyms, shipped

GROUPS = Synonyms([("money back", "refund", "退钱", "退款"), ("refund", "return"), ("孩子", "未成年人")])


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("money back please", ["money back*", "please"]),
        ("my money back", ["my", "money back*"]),
        ("moneyback", []),
        ("孩子退钱吗", ["孩子*", "退钱*", "吗"]),
        ("app退款", ["app", "退款*"]),
        ("refunds", []),
        ("", []),
    ],
)
def test_a_query_is_cut_at_known_words(query, parts):
    assert [part.text + ("*" if part.others else "") for part in GROUPS.parts(query)] == parts


def test_a_word_of_two_groups_has_the_others_of_both():
    assert GROUPS.parts("refund") == (Part("refund", ("money back", "退钱", "退款", "return")),)


def test_the_shipped_groups_are_folded_and_have_no_single_character():
    others = shipped()._others
    assert len(others) > 500
    for word in others:
        assert word == fold(word).strip()
        assert len(word) > 1
        assert others[word]


def test_other_words_for_the_same_find_the_line():
    index = Index.build(
        [
            Phrase(id="refund", text="退款会在三个工作日内到账"),
            Phrase(id="minor", text="未成年人充值可以申请退还"),
            Phrase(id="calm", text="I can see that you are upset"),
            Phrase(id="slow", text="请您说慢一点"),
        ]
    )
    for query, expected in (
        ("退费到账了吗", "refund"),
        ("孩子充钱", "minor"),
        ("furious", "calm"),
        ("money back", "refund"),
    ):
        assert index.find(query)[0].phrase.id == expected


def test_the_words_themselves_come_before_their_synonyms():
    index = Index.build([Phrase(id="same", text="全额退费没有问题请放心"), Phrase(id="words", text="退款")])
    assert [hit.phrase.id for hit in index.find("退费")] == ["same", "words"]
