"""The index: what agents type finds what they mean, always the same way, and without ever failing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_assist.search.index import BuildCancelledError, Index
from agent_assist.search.phrase import Phrase

LINES = (
    Phrase(id="opening.greet", text="您好，请问有什么可以帮您？", language="zh", scenario="opening", title="问候"),
    Phrase(
        id="silent-caller.exit",
        text="对不起，您的电话没有声音，请您换一部电话再打来，好吗？再见。",
        language="zh",
        scenario="silent-caller",
        title="听不到客户的声音",
        aliases=("没声音", "不说话"),
        norms=("S3-07",),
        other="Sorry, I cannot hear you. Please call again from another phone.",
    ),
    Phrase(id="hold.ask", text="请您稍等，我帮您查一下，好吗？", language="zh", scenario="hold", title="请客户等待"),
    Phrase(id="hold.return", text="让您久等了，感谢您的耐心等待。", language="zh", scenario="hold", title="请客户等待"),
    Phrase(
        id="furious-caller.calm",
        text="非常理解您的心情，请您先不要着急。",
        language="zh",
        scenario="furious-caller",
        title="客户发火",
        aliases=("骂人", "生气"),
    ),
    Phrase(id="wifi", text="您的 WiFi 密码在路由器背面", language="zh", tags=("无线",)),
    Phrase(id="refund", text="The refund reaches your card within five working days", language="en"),
)
INDEX = Index.build(LINES)


def first(query, **options):
    found = INDEX.find(query, **options)
    return found[0].phrase.id if found else None


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("没有声音", "silent-caller.exit"),
        ("沒有聲音", "silent-caller.exit"),
        ("meiyoushengyin", "silent-caller.exit"),
        ("mei you sheng yin", "silent-caller.exit"),
        ("qnsd", "hold.ask"),
        ("久等", "hold.return"),
        ("jiudeng", "hold.return"),
        ("请您烧等", "hold.ask"),
        ("骂人", "furious-caller.calm"),
        ("maren", "furious-caller.calm"),
        ("S3-07", "silent-caller.exit"),
        ("cannot hear", "silent-caller.exit"),
        ("ｗｉｆｉ", "wifi"),
        ("refnd card", "refund"),
        ("workng days", "refund"),
    ],
)
def test_what_is_typed_finds_what_is_meant(query, expected):
    assert first(query) == expected


@pytest.mark.parametrize("nothing", ["", "  ", "\u200b", "\n\t"])
def test_nothing_typed_finds_nothing(nothing):
    assert INDEX.find(nothing) == ()


def test_no_more_hits_than_asked_for():
    assert len(INDEX.find("您", limit=2)) == 2
    assert INDEX.find("您", limit=0) == ()


def test_the_scenario_of_the_call_wins_a_tie():
    assert first("您", scenario="hold").startswith("hold.")


def test_spans_show_the_words_in_the_original():
    hit = INDEX.find("wifi 密码")[0]
    assert [hit.phrase.text[start:end] for start, end in hit.spans] == ["WiFi 密码"]


@given(st.text(max_size=60))
def test_no_query_fails_and_every_answer_is_in_order(query):
    found = INDEX.find(query)
    assert found == INDEX.find(query)
    scores = [hit.score for hit in found]
    assert scores == sorted(scores, reverse=True)
    for hit in found:
        assert 0 < hit.score <= 1
        ends = [place for span in hit.spans for place in span]
        assert ends == sorted(ends)
        assert all(0 <= start < end <= len(hit.phrase.text) for start, end in hit.spans)


ANY = st.builds(
    Phrase,
    id=st.sampled_from("abcdefgh"),
    text=st.sampled_from([line.text for line in LINES]) | st.text(min_size=1, max_size=20),
    title=st.sampled_from(["", "问候", "hold"]),
)


@settings(max_examples=50)
@given(st.lists(ANY, max_size=8), st.lists(ANY, max_size=4), st.sets(st.sampled_from("abcdefgh"), max_size=3))
def test_an_update_equals_building_anew(before, changed, removed):
    kept = {phrase.id: phrase for phrase in before if phrase.id not in removed}
    kept |= {phrase.id: phrase for phrase in changed}
    updated = Index.build(before).update(changed, removed)
    rebuilt = Index.build(kept.values())
    for query in ("您好", "nin", "refund", "qnsd", "hold", "a"):
        assert answers(updated, query) == answers(rebuilt, query)


MANY = tuple(
    Phrase(
        id=f"n{number}",
        text=f"{LINES[number % 7].text} {number}",
        title=LINES[number % 7].title,
        scenario=f"s{number % 9}",
    )
    for number in range(300)
)
MANY_INDEX = Index.build(MANY)
QUERIES = ("您好", "nin", "refund", "qnsd", "没有声音 7", "zebra", "wifi 101", "12", "久等", "maren")


def answers(index, query):
    return [(hit.phrase, hit.score, hit.spans) for hit in index.find(query, scenario="s3")]


@settings(max_examples=25)
@given(
    st.lists(
        st.lists(
            st.builds(
                Phrase,
                id=st.sampled_from([phrase.id for phrase in MANY[:20]] + ["own-1", "own-2", "own-3"]),
                text=st.sampled_from([line.text for line in LINES])
                | st.sampled_from(["zebra 您好", "wifi zebras", "声音"]),
                title=st.sampled_from(["", "问候", "zebra"]),
                other=st.sampled_from(["", "a zebra on the line"]),
            ),
            max_size=3,
        ),
        min_size=1,
        max_size=3,
    ),
    st.sets(st.sampled_from([phrase.id for phrase in MANY[:20]] + ["own-1"]), max_size=4),
)
def test_many_updates_of_a_large_index_equal_building_it_anew(rounds, removed):
    index, kept = MANY_INDEX, {phrase.id: phrase for phrase in MANY}
    for changed in rounds:
        index = index.update(changed, removed)
        kept = {key: phrase for key, phrase in kept.items() if key not in removed} | {p.id: p for p in changed}
    anew = Index.build(kept.values())
    assert len(index) == len(anew)
    assert set(index.phrases()) == set(anew.phrases())
    for query in QUERIES:
        assert answers(index, query) == answers(anew, query)


def test_an_update_leaves_the_index_before_as_it_was():
    before = answers(MANY_INDEX, "您好")
    MANY_INDEX.update([Phrase(id="n0", text="您好")], ["n7"])
    assert answers(MANY_INDEX, "您好") == before


def test_phrases_in_any_order_give_the_same_answers():
    backwards = Index.build(reversed(MANY))
    for query in QUERIES:
        assert answers(backwards, query) == answers(MANY_INDEX, query)


def test_what_the_agent_uses_comes_first_among_equals():
    assert first("久等了", used={}) == "hold.return"
    two = Index.build([Phrase(id="a", text="请您放心"), Phrase(id="b", text="请您放心")])
    assert two.find("请您放心")[0].phrase.id == "a"
    assert two.find("请您放心", used={"b": 5})[0].phrase.id == "b"


def test_the_beginning_of_a_norm_id_lists_what_serves_it():
    assert [hit.phrase.id for hit in INDEX.find("s3-0")] == ["silent-caller.exit"]


def test_a_build_tells_how_far_it_is_and_can_be_stopped():
    shares = []
    Index.build(LINES, progress=shares.append)
    assert shares[-1] == 1.0
    assert shares == sorted(shares)
    with pytest.raises(BuildCancelledError):
        Index.build(LINES, cancelled=lambda: True)


def test_the_situation_that_was_named_begins_with_its_first_line():
    steps = ("leader", "soothe", "listen")
    index = Index.build(
        [
            Phrase(id=step, text=f"{step} 请您稍等", aliases=("骂人",), title="客户发火", place=place)
            for place, step in zip((2, 0, 1), steps, strict=True)
        ]
    )
    assert [hit.phrase.id for hit in index.find("骂人")] == ["soothe", "listen", "leader"]


def test_a_query_finds_the_line_of_its_own_language_first():
    both = {"title": "请稍等 / Hold", "aliases": ("等待", "waiting")}
    index = Index.build(
        [
            Phrase(id="hold", text="Could you stay on the line, please?", language="en", **both),
            Phrase(id="hold", text="请您别挂电话，好吗？", language="zh", **both),
        ]
    )
    assert [hit.phrase.language for hit in index.find("等待")] == ["zh", "en"]
    assert [hit.phrase.language for hit in index.find("waiting")] == ["en", "zh"]


def test_what_says_little_counts_less():
    index = Index.build(
        [Phrase(id="how", text="您想怎么办理呢，我可以怎么帮您"), Phrase(id="card", text="银行卡挂失请先冻结")]
    )
    assert index.find("我想挂失怎么办呢")[0].phrase.id == "card"


def test_a_letter_left_out_of_a_word_that_is_only_begun():
    index = Index.build([Phrase(id="warranty", text="Out of warranty"), Phrase(id="wary", text="Be wary of strangers")])
    for typed in ("waran", "waranty", "warrran"):
        assert index.find(typed)[0].phrase.id == "warranty"


def test_a_word_that_only_a_removed_phrase_had_is_a_slip_again():
    lines = [Phrase(id=f"n{number}", text=f"line number {number} about parcels") for number in range(300)]
    lines += [Phrase(id="odd", text="the refunt is odd"), Phrase(id="refund", text="your refund is coming")]
    updated = Index.build(lines).update([], ["odd"])
    anew = Index.build(line for line in lines if line.id != "odd")
    for query in ("refunt", "refunt coming"):
        assert answers(updated, query) == answers(anew, query)


def test_of_many_equal_phrases_the_same_are_found_in_any_order():
    equal = [Phrase(id=f"e{number}", text="请您稍等一下") for number in range(700)]
    forwards, backwards = Index.build(equal), Index.build(reversed(equal))
    for query in ("shaodeng", "稍等", "请您稍等一下", "qnsd"):
        assert answers(forwards, query) == answers(backwards, query)


def test_asking_for_more_changes_nothing_before_it():
    for query in QUERIES:
        few, many = MANY_INDEX.find(query, 10), MANY_INDEX.find(query, 250)
        assert [hit.phrase for hit in few] == [hit.phrase for hit in many[:10]]
        assert len({hit.phrase for hit in many}) == len(many)


@pytest.mark.parametrize("typed", ["R12", "r12", "S307", "s3 - 07", "S3–07"])
def test_a_norm_is_found_however_its_id_is_written(typed):
    index = Index.build([*LINES, Phrase(id="twelve", text="请您放心", norms=("R12",))])
    assert index.find(typed)[0].phrase.id == ("twelve" if "12" in typed else "silent-caller.exit")


def test_a_heading_of_many_words_is_met():
    long = "the caller says that the parcel has not come for two whole weeks"
    index = Index.build(
        [
            Phrase(id="long", text="Let me see.", aliases=(long,)),
            Phrase(id="other", text="the caller says that the parcel has not come yet"),
        ]
    )
    assert index.find(long)[0].phrase.id == "long"


HEARING = Index.build(
    [
        Phrase("deaf.louder", "I will speak up.", title="Cannot hear me", aliases=("can't hear me",), scenario="deaf"),
        Phrase("silent.greet", "Good morning?", title="Silence", aliases=("can't hear them", "no sound"), scenario="silent", place=0),
        Phrase("silent.bye", "There is no sound, goodbye.", title="Silence", aliases=("can't hear them", "no sound"), scenario="silent", place=2),
        Phrase("leader", "我请负责人来。", title="请负责人", aliases=("报领导",), scenario="leader"),
        Phrase("sorry", "向您道歉。", title="致歉", scenario="sorry"),
    ]
)  # fmt: skip


@pytest.mark.parametrize(
    ("query", "scenario"),
    [
        ("i cant hear her", "silent"),
        ("the customer can't hear us", "deaf"),
        ("cant haer me", "deaf"),
        ("cant haer them", "silent"),
        ("领导", "leader"),
    ],
)
def test_the_situation_that_was_described_comes_first(query, scenario):
    assert HEARING.find(query)[0].phrase.scenario == scenario


def test_a_situation_begins_at_its_beginning_though_its_end_says_the_words():
    assert [hit.phrase.id for hit in HEARING.find("no sound")[:2]] == ["silent.greet", "silent.bye"]
