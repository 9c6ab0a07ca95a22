"""What agents type around the matter does not keep a query from being the heading that it means."""

from __future__ import annotations

import pytest

from agent_assist.language.fold import fold
from agent_assist.search.core import core, heard, pieces, whom
from agent_assist.search.index import Index
from agent_assist.search.phrase import Phrase


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("she keeps crying", "cry"),
        ("he's cursing at me", "curse"),
        ("wants my boss", "boss"),
        ("office visit", "visits office"),
        ("客户一直哭", "哭"),
        ("客户说多谢", "多谢"),
        ("要举报", "举报"),
        ("說話太輕", "说话轻"),
    ],
)
def test_what_tells_is_the_same(typed, same):
    assert core(fold(typed)) == core(fold(same)) != ""


@pytest.mark.parametrize("typed", ["", "  ", "the", "怎么办", "不知道", "?!", "你"])
def test_what_says_little_tells_nothing(typed):
    assert core(fold(typed)) == ""


@pytest.mark.parametrize(
    ("typed", "same", "other"),
    [
        ("she can't hear me", "cannot hear us", "I can't hear her"),
        ("can't hear the customer", "i cant hear him", "he can't hear me"),
        ("客户听不清我说话", "听不清我", "我听不清客户"),
        ("我听不见他", "听不见對方的聲音", "他听不见我"),
    ],
)
def test_who_does_it_to_whom_makes_two_situations(typed, same, other):
    assert whom(fold(typed)) == whom(fold(same)) != ""
    assert whom(fold(typed)) != whom(fold(other))


@pytest.mark.parametrize("typed", ["", "hear", "我们", "him and her", "听不见", "?!"])
def test_without_a_person_or_without_a_deed_nobody_does_anything(typed):
    assert whom(fold(typed)) == ""


def test_not_is_not_however_it_is_written():
    assert core("cannot pay") == core("doesnt pay") == core("not paying")
    assert core("cant") == core("not") == ""


def test_only_chinese_is_met_by_its_sound():
    assert heard("不接受") == heard("不揭受") == "bujiesou"
    assert heard("hold") == ""


def test_the_pieces_of_a_query_tell_how_much_of_it_they_are():
    assert pieces("提个点子")["点子"] == 0.5
    found = pieces(fold("he keeps swearing, manager 急哭"))
    assert found[core("swear")] == found["急哭"] == 1 / 3
    assert found[core("manager swears")] == 2 / 3
    assert pieces("怎么办") == {}


LINES = Index.build(
    [
        Phrase(
            id="soothe", text="您别着急，我来帮您。", title="客户焦虑", aliases=("哭", "in tears"), scenario="anxious"
        ),
        Phrase(id="welcome", text="不客气。", title="客户道谢", aliases=("多谢",), scenario="thanks"),
        Phrase(id="again", text="请您再说一遍，多谢您。", title="没听清", aliases=("不接受",), scenario="not-heard"),
        Phrase(id="leave", text="客户一直等着您说一遍。", title="别的", scenario="other"),
        Phrase(id="forgive", text="没关系的。", aliases=("我错了",), scenario="apology"),
        Phrase(id="mistaken", text="您打错了，我查错了号码。", scenario="wrong"),
        Phrase(id="exact", text="请稍候", title="哭了", scenario="exact"),
    ]
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("客户一直哭", "soothe"),
        ("she's in tears", "soothe"),
        ("客户说多谢", "welcome"),
        ("bujieshou", "again"),
        ("不揭受", "again"),
        ("wocuole", "forgive"),
        ("wo cuo le", "forgive"),
        ("哭了", "exact"),
        ("那个妹妹不接受", "again"),
    ],
)
def test_a_heading_is_met_by_what_tells(typed, found):
    assert LINES.find(typed)[0].phrase.id == found
