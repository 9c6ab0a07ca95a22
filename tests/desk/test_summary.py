"""What a call was about, and where it went, as the card of the last call and the summary for the CRM tell it."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from agent_assist.call.state import Mark, new_call
from agent_assist.desk.summary import matter, outcome, summarise, visits
from agent_assist.script.shelf import read_script

ROOT = Path(__file__).parents[2]


@cache
def script():
    found, _ = read_script("courier", {"zh": [ROOT / "scripts_zh"], "en": [ROOT / "scripts_en"]})
    assert found is not None
    return found


def gone(*marks):
    """A call with this path: kind and scenario of each mark."""
    path = tuple(Mark(at * 1000, *mark.split()) for at, mark in enumerate(marks))
    return replace(new_call(script(), "zh"), path=path)


ANSWERED = ("ringing opening", "answered opening", "said opening")
COMPLAINT = (*ANSWERED, "open furious-caller", "said furious-caller", "reply complaint", "said complaint")


@pytest.mark.parametrize(
    ("marks", "about"),
    [
        (COMPLAINT, "complaint"),
        ((*COMPLAINT, "open hold", "held hold", "resumed hold"), "complaint"),
        ((*COMPLAINT, "said anything-else", "reply closing", "ended closing"), "complaint"),
        ((*COMPLAINT, "open thanks", "said thanks", "open goodbye", "ended goodbye"), "complaint"),
        ((*ANSWERED, "open hold", "reply hold", "ended hold"), "hold"),
        ((*ANSWERED, "due silent-caller", "said silent-caller"), "silent-caller"),
        ((*ANSWERED, "open complaint", "undo opening", "open wrong-number"), "wrong-number"),
        (("answered opening", "open callback-reply", "said callback-reply"), "callback-reply"),
        (ANSWERED, "opening"),
        ((), "opening"),
    ],
)
def test_a_call_is_about_its_matter(marks, about):
    assert matter(gone(*marks)) == about


def test_a_call_of_our_own_has_no_opening():
    call = gone("answered opening", "open callback-reply", "said callback-reply", "said anything-else")
    assert visits(call) == ["callback-reply", "anything-else"]
    assert "开场问候" not in summarise(call, "")
    assert visits(gone(*COMPLAINT))[0] == "opening"


def test_what_was_undone_was_no_part_of_the_call():
    call = gone(*ANSWERED, "open malicious-call", "said malicious-call", "undo opening", "open complaint")
    assert visits(call) == ["opening", "complaint"]
    assert outcome(call) == "answered"
