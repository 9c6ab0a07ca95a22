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
        ("refunds", ["refunds*"]),
        ("get me my money and back", ["get me my", "money and back*"]),
        ("money or gold back", []),
        ("mony", []),
        ("refu", ["refu*"]),
        ("ref", []),
        ("refu parcel", []),
        ("", []),
    ],
)
def test_a_query_is_cut_at_known_words(query, parts):
    readings = GROUPS.readings(query)
    assert len(readings) <= 1
    assert [part.text + ("*" if part.others else "") for found in readings for part in found] == parts


def test_a_word_of_two_groups_has_the_others_of_both():
    assert GROUPS.readings("refund") == ((Part("refund", ("money back", "退钱", "退款", "return")),),)


def test_what_leads_to_words_is_another_reading_and_leads_one_way():
    led = Synonyms([("着急", "anxious")], [(("哭了", "着急哭了"), ("着急", "安抚"))])
    assert led.readings("哭了") == ((Part("哭了", (), ("着急", "安抚")),),)
    assert led.readings("安抚") == ()
    assert led.readings("着急哭了") == (
        (Part("着急", ("anxious",)), Part("哭了")),
        (Part("着急哭了", (), ("着急", "安抚")),),
    )


def test_a_long_word_may_have_one_slip():
    slips = Synonyms([("guarantee", "warranty"), ("plane", "flight")])
    assert slips.readings("garantee")[0][0].others == ("guarantee", "warranty")
    assert slips.readings("plant") == ()


def test_the_shipped_words_are_folded_and_all_lead_somewhere():
    others, hinted = shipped()._others, shipped()._hinted
    assert len(others) > 500
    assert len(hinted) > 1000
    for word, found in [*others.items(), *hinted.items()]:
        assert word == fold(word).strip()
        assert set(found) - {word}
        assert "" not in found
    assert min(len(word) for word in others) > 1


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


def test_what_a_customer_does_finds_the_line_that_helps():
    index = Index.build(
        [
            Phrase(id="calm", text="对不起，让您生气了。请您慢慢说。", title="客户激动骂人", aliases=("发火",)),
            Phrase(id="safe", text="请您先到安全的地方，马上叫急救。", title="紧急情况", aliases=("报警",)),
            Phrase(id="reset", text="You can reset your password using the link on the sign-in page"),
            Phrase(id="other", text="对不起，请您留个联系电话，我们尽快联系您。"),
        ]
    )
    for query, expected in (
        ("客户一直在吼", "calm"),
        ("着火了怎么办", "safe"),
        ("i dont remember my password", "reset"),
        ("customer is yelling at me", "calm"),
    ):
        assert index.find(query)[0].phrase.id == expected


def test_an_unknown_word_for_what_is_everywhere_does_not_outweigh_the_rest():
    lines = [Phrase(id=f"n{place}", text=f"您好，这里是快递客服中心{place}") for place in range(9)]
    index = Index.build([*lines, Phrase(id="lost", text="请留下联系方式", aliases=("丢件",))])
    assert index.find("包裹弄丢了")[0].phrase.id == "lost"


def test_small_words_of_an_expression_may_be_missing_or_others():
    led = Synonyms([], [(("where is my package", "take you to court"), ("派送",))])
    for query in ("where is my package", "wheres the package", "where package", "take us to court"):
        assert [part.hinted for part in led.readings(query)[0] if part.hinted] == [("派送",)]


def test_an_expression_begun_is_guessed():
    led = Synonyms([("slow down", "慢一点"), ("卡丢了", "挂失")])
    assert led.readings("slow d")[0][0].others == ("slow down", "慢一点")
    assert led.readings("卡丢")[0][0].others == ("卡丢了", "挂失")
    assert led.readings("卡") == led.readings("slow") == ()
