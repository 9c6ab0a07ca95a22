"""The messages on the desk: what is seen last, what makes room, what is over."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from agent_assist.desk.notices import MOST, Notices
from agent_assist.desk.view import Notice

NOTE, ERROR = Notice("copied"), Notice("pack-broken", "error", "a.toml:4")
CLOSED, FULL = Notice("door", "warning"), Notice("store-full", "error")


def told(*notices):
    shown = Notices()
    for notice in notices:
        shown = shown.plus(notice)
    return shown


def test_what_answers_a_key_is_seen_and_of_the_rest_the_gravest():
    assert told(NOTE, CLOSED, ERROR).shown == (CLOSED, ERROR, NOTE)


def test_the_same_again_takes_the_place_of_what_was_told():
    assert told(ERROR, Notice("pack-broken", "error", "b.toml:1")).shown == (
        Notice("pack-broken", "error", "b.toml:1"),
    )


def test_two_warnings_of_different_things_both_stay():
    assert len(told(Notice("settings", "warning", "a"), Notice("settings", "warning", "b")).shown) == 2


def test_troubles_of_saving_are_over_together():
    assert told(FULL, ERROR).saving_again().shown == (ERROR,)


def test_one_that_was_seen_goes_alone():
    assert told(CLOSED, ERROR).without(ERROR).shown == (CLOSED,)


@given(
    st.lists(
        st.builds(
            Notice, st.sampled_from("abcde"), st.sampled_from(["note", "warning", "error"]), st.sampled_from(["", "x"])
        )
    )
)
def test_the_newest_is_shown_unless_graver_ones_leave_no_room(notices):
    shown = told(*notices).shown
    assert len(shown) <= MOST
    if notices and notices[-1].kind == "note":
        assert shown[-1] == notices[-1]
    for code in {notice.code for notice in shown}:
        assert told(*notices).forgetting(code).shown == tuple(one for one in shown if one.code != code)
