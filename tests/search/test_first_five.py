"""What stands among the first five: different answers, and what the finished words have found."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from agent_assist.search.first_five import PLACES, a_letter_ago, finished, keeping, staying, varied
from agent_assist.search.index import Index
from agent_assist.search.phrase import Phrase
from agent_assist.search.query import parse


def scored(*texts: str, step: float = 0.001) -> list[tuple[float, Phrase]]:
    return [(1 - step * place, Phrase(id=text, text=text)) for place, text in enumerate(texts)]


MADE_ALIKE = [
    f"The refund of the {thing} will arrive on Friday"
    for thing in ("sofa", "camera", "kettle", "tablet", "lamp", "car")
]


def test_lines_made_alike_share_a_place():
    other = "Your refund was refused because the item had been opened"
    shown = [phrase.id for _, phrase in varied(scored(*MADE_ALIKE, other))]
    assert shown[0] == MADE_ALIKE[0]
    assert other in shown[:PLACES]


def test_a_much_better_answer_does_not_give_way():
    shown = varied(scored(*MADE_ALIKE, "something else", step=0.2))
    assert [phrase.id for _, phrase in shown][:PLACES] == MADE_ALIKE[:PLACES]


@given(st.lists(st.text(min_size=1, max_size=12), unique=True, max_size=50))
def test_the_best_stays_first_and_none_is_lost(texts):
    given_order = scored(*texts)
    shown = varied(given_order)
    assert shown[:1] == given_order[:1]
    assert sorted(shown, key=lambda each: -each[0]) == given_order


def test_the_word_being_typed_is_left_out():
    assert finished(parse("hold the li")) == "hold the"
    assert finished(parse("退款进")) == "退款"
    assert finished(parse("app闪退")) == "app闪"
    assert finished(parse("refund")) == ""
    assert finished(parse(" ".join("abcdefghij"))) == ""


def test_what_was_found_stays_only_while_the_last_word_fits_nothing():
    before = scored("right", "also right")
    worse = [(0.5, phrase) for _, phrase in scored(*"abcdef")]
    assert [phrase.id for _, phrase in keeping(worse, before)] == ["a", "b", "c", "right", "also right", "d", "e", "f"]
    assert keeping(scored(*"abcdef"), before) == scored(*"abcdef")
    assert keeping([], before) == before


def names(found: list[tuple[float, Phrase]]) -> str:
    return "".join(phrase.id for _, phrase in found)


def test_what_was_in_sight_a_letter_ago_stays_while_it_answers_nearly_as_well():
    found = scored(*"abcdefgh")
    assert names(staying(found, scored(*"xefga"), [])) == "abxefcdgh"
    far = [*found[:5], *((score - 0.5, phrase) for score, phrase in found[5:])]
    assert names(staying(far, scored(*"gefha"), [])) == "abcgedfh"


def test_what_fits_all_but_the_word_being_typed_stays_too():
    assert names(staying(scored(*"abcdef"), scored(*"axyz"), scored(*"yz"))) == "abcyzdef"


def test_nothing_stays_beside_fewer_than_two_or_where_nothing_was():
    assert names(staying(scored(*"abcdef"), [], [])) == "abcdef"
    assert staying([], scored(*"ab"), scored(*"ab")) == []


@given(st.lists(st.sampled_from("abcdefghijkl"), unique=True), st.lists(st.sampled_from("abcdefghijkl"), unique=True))
def test_staying_loses_nothing_doubles_nothing_and_keeps_the_best_two(now, before):
    shown = names(staying(scored(*now), scored(*before), []))
    assert shown.startswith("".join(now[:2]))
    assert set(now) <= set(shown)
    assert len(set(shown)) == len(shown)


def test_a_letter_ago_there_was_a_letter_less():
    assert a_letter_ago(parse("hold t")) == "hold"
    assert a_letter_ago(parse("h")) == ""
    assert a_letter_ago(parse("的" * 80)) == ""


def test_half_a_word_does_not_cost_what_was_found():
    lines = [Phrase(id=f"n{place}", text=f"competent colleague {place} will take it from here") for place in range(9)]
    index = Index.build([Phrase(id="stay", text="If you leave us you lose the offer"), *lines])
    for typed in ("leave us", "leave us c", "leave us compe", "leave us competitor"):
        assert "stay" in [hit.phrase.id for hit in index.find(typed)[:PLACES]]


def test_a_word_spelt_right_is_no_slip_for_another():
    index = Index.build(
        [
            Phrase(id="calm", text="I can see that you are upset", title="Angry caller", aliases=("shouting",)),
            Phrase(id="bill", text="Billing will call you on Friday"),
        ]
    )
    assert index.find("yelling")[0].phrase.id == "calm"
    assert index.find("biling")[0].phrase.id == "bill"
