"""Tapes that are wrong say so at their line, and one bad line hides no other."""

import pytest

from agent_assist.call.tape import Expectation, duration_ms, read_tape
from tests.call.small import run


def problems(text: str) -> list[str]:
    return [f"{found.place.line}:{found.place.column} {found.message}" for found in read_tape(text, "x.tape")[1]]


def test_every_bad_line_is_named():
    text = "pack courier zh\n0 answered\nsoon said\n  1 sing\n0.5 said now\n> wait long\n> follow-up ages\n>\n2 end maybe\n1 tick\n"
    found = problems(text)
    assert [line.split(" ")[0] for line in found] == ["3:1", "4:3", "5:1", "6:1", "7:1", "8:1", "9:1", "10:1"][
        : len(found)
    ]
    assert len(found) >= 7


def test_a_tape_without_pack_says_so():
    assert "which pack" in problems("0 answered\n")[0]


@pytest.mark.parametrize("head", ["pack", "pack courier fr", "pack a b c d"])
def test_a_bad_head_is_named(head):
    assert problems(head + "\n0 answered\n")[0].startswith("1:1")


def test_comments_and_byte_order_marks_are_no_content():
    tape, found = read_tape("\ufeff# hello\npack courier  # which\n0 answered   # yes\n> line has #1 of all\n", "x")
    assert found == ()
    assert tape is not None
    assert tape.language == "zh"
    last = tape.entries[-1]
    assert isinstance(last, Expectation)
    assert last.words == "#1 of all"


@pytest.mark.parametrize(("words", "ms"), [("2h", 7_200_000), ("24 h", 86_400_000), ("30m", 1_800_000), ("1.5s", 1500)])
def test_durations(words, ms):
    assert duration_ms(words) == ms


EXPECTATIONS = {
    "silent-caller": "the call is at opening.greet",
    "wait 3": "5 s are left",
    "no wait": "5 s runs",
    "hangup open": "it is locked",
    "line has 汽车": "the line is",
    "line lacks 您好": "the line is",
    "follow-up 2h": "there is none",
    "must callback_no": "nothing",
    "refused": "changed something",
}


@pytest.mark.parametrize(("wanted", "found"), EXPECTATIONS.items())
def test_a_failed_expectation_names_what_was_found(script, wanted, found):
    done = run(script, f"0 answered\n1 said\n> {wanted}\n")
    assert [problem.place.line for problem in done.problems] == [4]
    assert found in done.problems[0].message


def test_a_refusal_that_is_not_expected_fails_the_tape(script):
    done = run(script, "0 answered\n1 end\n2 tick\n")
    assert [problem.place.line for problem in done.problems] == [3]
    assert "lacks" in done.problems[0].message


@pytest.mark.parametrize("time", ["-1", "nan", "1e400", "1_000", "３", "9" * 5000, "1e9"])
def test_a_time_is_plain_seconds(time):
    (found,) = problems(f"pack courier zh\n{time} answered\n")
    assert found.startswith("2:1 ")
    assert len(found) < 120


@pytest.mark.parametrize("wanted", ["wait 5s", "wait ５", "wait -1", "follow-up " + "9" * 400 + "h"])
def test_a_length_is_said_to_be_none_in_plain_words(wanted):
    (found,) = problems(f"pack courier zh\n0 answered\n> {wanted}\n")
    assert found.startswith("3:1 “")
    assert "write" in found


def test_spaces_between_the_words_of_an_expectation_do_not_matter():
    tape, found = read_tape("pack courier zh\n0 answered\n>  line  has 您好  吗\n>hangup   locked\n", "x")
    assert found == ()
    assert tape is not None
    wanted = [entry for entry in tape.entries if isinstance(entry, Expectation)]
    assert [(each.kind, each.words) for each in wanted] == [("line has", "您好  吗"), ("hangup locked", "")]
