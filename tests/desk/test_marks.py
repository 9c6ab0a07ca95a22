"""The marks of a row: what of it was found, by which other word, and where only a call can fill a gap."""

from __future__ import annotations

import pytest

from agent_assist.desk.marks import gaps, gaps_of, marks_of
from agent_assist.search.index import Index
from agent_assist.search.phrase import Phrase, shown
from tests.call.small import make_script


@pytest.fixture
def pack(tmp_path):
    return make_script(tmp_path).packs["zh"]


def marks(query, phrase, pack, step=""):
    (hit,) = Index.build([phrase]).find(query)
    return marks_of(hit, phrase.text, pack, step)()


def test_the_words_come_first_then_what_is_beside_them(pack):
    phrase = Phrase("a.b", "您的包裹正在派送", title="催派件", tags=("派送",), aliases=("怎么还没到",))
    assert marks("包裹", phrase, pack).text == ((2, 4),)
    assert marks("包裹", phrase, pack).title == ()
    found = marks("催派", phrase, pack)
    assert (found.text, found.title, found.other) == ((), ((0, 2),), "")


def test_a_row_found_by_its_step_shows_it(pack):
    phrase = Phrase("a.b", "请稍等", title="等待", tags=("致歉一次",))
    assert marks("致歉", phrase, pack, "致歉一次").step == ((0, 2),)


def test_a_row_found_by_a_word_that_is_not_on_screen_shows_that_word(pack):
    phrase = Phrase("a.b", "您的心情我理解", title="激动", aliases=("骂人", "发火"), norms=("S3-07",))
    assert marks("骂人", phrase, pack)[3:5] == ("骂人", ((0, 2),))
    assert marks("fahuo", phrase, pack).other == "发火"
    assert marks("s3-07", phrase, pack).other == "S3-07"


def test_a_gap_is_known_where_the_label_of_a_slot_stands(pack):
    say = "请问{surname}，您的{issue}是吗？"
    text = shown(say, pack)
    assert "{" not in text
    found = [text[start:end] for start, end in gaps(say, pack, text)]
    assert found
    assert all(text.count(label) >= 1 for label in found)
    assert gaps_of(say, pack, text)().gaps == gaps(say, pack, text)


@pytest.mark.parametrize(
    ("say", "text"),
    [
        ("您好。", "您好。"),
        ("[{caller}，]您好。", "您好。"),
        ("您的{issue}是吗？", "后来改过的话。"),
        ("没有收好的{括号", "没有收好的括号"),
    ],
)
def test_without_a_gap_or_where_the_words_are_others_nothing_is_boxed(pack, say, text):
    assert gaps(say, pack, text) == ()
