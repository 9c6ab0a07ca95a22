"""Lines with slots: natural with and without what is known, in both languages, and never a brace."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.script.fill import Fault, Filled, Span, fill, parse
from agent_assist.script.model import Language, Pack, Place, Rules, Slot, Title

HERE = Place("pack.toml", 1, 1)


def pack(language: Language) -> Pack:
    zh = language == "zh"
    slots = (
        Slot("surname", "姓氏", HERE, ask="?", personal=True),
        Slot("title", "称呼", HERE),
        Slot("callback_no", "电话", HERE, ask="?", aliases=("number",)),
        Slot("issue", "事由", HERE, fallback="您的问题" if zh else "your question"),
        Slot("company", "公司", HERE, value="申通快递" if zh else "STO Express"),
        Slot("kind", "类型", HERE, choices={"simple": "简单" if zh else "simple"}, ask="?"),
        Slot("position", "职务", HERE, fallback=""),
    )
    titles = (
        Title("ms", "女士" if zh else "Ms", "女士" if zh else "madam"),
        Title("dr", "博士" if zh else "Dr", ""),
    )
    return Pack(
        id="test",
        language=language,
        organisation="测试",
        place=HERE,
        rules=Rules(),
        timings={},
        titles={title.id: title for title in titles},
        slots={slot.id: slot for slot in slots},
        scenarios={},
        address="{surname}{title}" if zh else "{title} {surname}",
    )


ZH, EN = pack("zh"), pack("en")
SHAN = {"surname": "单", "title": "ms"}
LI = {"surname": "Li", "title": "ms"}


@pytest.mark.parametrize(
    ("say", "bare", "known"),
    [
        ("[{caller}，]您好！", "您好！", "单女士，您好！"),
        ("[{caller}]，您好！", "您好！", "单女士，您好！"),
        ("对不起[，{caller}]，请稍等。", "对不起，请稍等。", "对不起，单女士，请稍等。"),
        ("谢谢您[，{caller}]。", "谢谢您。", "谢谢您，单女士。"),
        ("谢谢，[{caller}]。", "谢谢。", "谢谢，单女士。"),
        ("谢谢，[{caller}]", "谢谢", "谢谢，单女士"),
        ("好的。[{caller}，]请讲。", "好的。请讲。", "好的。单女士，请讲。"),
        ("{caller|您}稍等。", "您稍等。", "单女士稍等。"),
        ("{issue}记下了。", "您的问题记下了。", "您的问题记下了。"),
        ("[关于{issue}，]请讲。", "请讲。", "请讲。"),
        ("这里是{company}。", "这里是申通快递。", "这里是申通快递。"),
        ("{position}您好。", "您好。", "您好。"),
    ],
)
def test_chinese_reads_naturally_with_and_without_a_name(say, bare, known):
    assert fill(say, ZH, {}).text == bare
    assert fill(say, ZH, SHAN).text == known


@pytest.mark.parametrize(
    ("say", "bare", "known"),
    [
        ("[{caller}, ]how may I help?", "How may I help?", "Ms Li, how may I help?"),
        ("Thank you[, {caller}].", "Thank you.", "Thank you, Ms Li."),
        ("Hello [{caller}]. How are you?", "Hello. How are you?", "Hello Ms Li. How are you?"),
        ("Sorry, [{caller}], one moment.", "Sorry, one moment.", "Sorry, Ms Li, one moment."),
        ("Noted. [{caller}, ]thank you.", "Noted. Thank you.", "Noted. Ms Li, thank you."),
        ("{caller|you} may go.", "You may go.", "Ms Li may go."),
        ("{issue} is noted.", "Your question is noted.", "Your question is noted."),
        ("Good [{caller}] day.", "Good day.", "Good Ms Li day."),
    ],
)
def test_english_reads_naturally_with_and_without_a_name(say, bare, known):
    assert fill(say, EN, {}).text == bare
    assert fill(say, EN, LI).text == known


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"surname": "单"}, "您好。"),
        ({"title": "ms"}, "女士，您好。"),
        ({"title": "dr"}, "您好。"),
        ({"title": "dr", "surname": "单"}, "单博士，您好。"),
        ({"title": "king", "surname": "单"}, "您好。"),
        ({"title": "ms", "surname": "  "}, "女士，您好。"),
    ],
)
def test_a_title_is_never_guessed(values, text):
    assert fill("[{caller}，]您好。", ZH, values).text == text


def test_a_missing_slot_stops_the_line_and_is_named_in_order():
    filled = fill("{kind}，{caller}，{number}，{kind}", ZH, {})
    assert filled == Filled(None, missing=("kind", "title", "callback_no"))


def test_a_line_that_would_be_empty_asks_for_what_it_lacks():
    assert fill("[{caller}]", ZH, {}) == Filled(None, missing=("title",))


def test_values_are_found_under_aliases_and_choices_shown_as_their_word():
    assert fill("{callback_no}", ZH, {"number": "123"}).text == "123"
    assert fill("{number}", ZH, {"callback_no": "123"}).text == "123"
    assert fill("{kind}", ZH, {"kind": "simple"}).text == "简单"
    assert fill("{kind}", ZH, {"kind": "nonsense"}).missing == ("kind",)


def test_spans_and_used_name_what_came_from_slots():
    filled = fill("[{caller}，]{company}收到{callback_no}。", ZH, SHAN | {"callback_no": "12"})
    assert filled.text == "单女士，申通快递收到12。"
    assert filled.spans == (Span(0, 3, "caller"), Span(4, 8, "company"), Span(10, 12, "callback_no"))
    assert filled.used == ("caller", "surname", "title", "company", "callback_no")


@pytest.mark.parametrize(
    ("say", "offset"),
    [
        ("您好{caller", 2),
        ("您好{}", 2),
        ("您好{ca ller}", 3),
        ("您好}", 2),
        ("您好]", 2),
        ("[您好{caller}", 0),
        ("[您好]", 0),
        ("[{a}[{b}]]", 4),
        ("{a|{b}}", 0),
        ("{a|}", 0),
    ],
)
def test_what_is_not_well_formed_is_found_at_its_character(say, offset):
    fault = parse(say)
    assert isinstance(fault, Fault)
    assert fault.offset == offset
    assert "{" not in (fill(say, ZH, {}).text or "")


WORDS = st.text("您好，。请 aB,.?!", max_size=6)
HOLES = st.sampled_from(["caller", "surname", "title", "callback_no", "issue", "company", "kind", "nobody"])
HOLE = st.builds("{{{}}}".format, HOLES) | st.builds("{{{}|{}}}".format, HOLES, st.sampled_from(["您", "you"]))
GROUP = st.builds("[{}{}{}]".format, WORDS, HOLE, WORDS)
LINE = st.lists(WORDS | HOLE | GROUP, min_size=1, max_size=6).map("".join)
VALUES = st.dictionaries(HOLES, st.text("李王li{}[] ,.，。\n1", max_size=4) | st.sampled_from(["ms", "dr", "simple"]))


@given(say=LINE, values=VALUES, chosen=st.sampled_from([ZH, EN]))
def test_no_brace_is_ever_said(say, values, chosen):
    filled = fill(say, chosen, values)
    assert (filled.text is None) == bool(filled.missing) or not say.strip()
    if filled.text is not None:
        assert not re.search(r"[{}]", filled.text)
        assert filled.text == filled.text.strip()
        for span in filled.spans:
            assert 0 <= span.start < span.end <= len(filled.text)


@given(say=LINE, chosen=st.sampled_from([ZH, EN]))
def test_what_is_missing_is_all_that_is_missing(say, chosen):
    missing = fill(say, chosen, {}).missing
    answers = {"title": "ms", "kind": "simple"}
    filled = fill(say, chosen, {name: answers.get(name, "x") for name in missing})
    assert filled.missing == ()


@given(words=st.text("您好请讲谢谢，。 ", min_size=1, max_size=12))
def test_words_without_slots_are_said_as_written(words):
    assert fill(words, ZH, {}).text == words.strip()


@given(
    before=st.sampled_from(["", "好的。", "好的，", "Yes. ", "Yes, "]),
    mark=st.sampled_from(["，", ", "]),
    after=st.sampled_from(["请讲。", "，请讲。", "please go on.", ", please."]),
    chosen=st.sampled_from([ZH, EN]),
)
def test_a_group_that_is_left_out_leaves_no_trace(before, mark, after, chosen):
    text = fill(f"{before}[{{caller}}{mark}]{after}", chosen, {}).text or ""
    assert not re.match(r"[，,。.\s]", text)
    assert not re.search(r"[，,]\s*[，,。.]|[。.]\s*[，,]|\s{2}|\s[，,。.]", text)
