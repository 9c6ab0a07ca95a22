"""What is left of a pack with mistakes can guide a call: nothing in it leads a call to where there is nothing."""

from __future__ import annotations

import pytest

from agent_assist.call.advance import advance, moments
from agent_assist.call.event import Answered, Held, Open, Resumed, Ringing, Said, Tick
from agent_assist.call.state import new_call
from agent_assist.script.shelf import read_script
from agent_assist.script.sound import guiding, silent_rings
from tests.script.packs import RING

HEAD = 'organisation = "测试"\nlanguage = "zh"\n[timings]\nlate = 12\n[slots.consent]\nlabel = "同意"\nkind = "tick"\n'
OPENING = """
[opening]
title = "开场"
start = "greet"
late = "sorry"
[opening.greet]
say = "您好。"
wait = { seconds = 5, to = "silent-caller" }
[opening.sorry]
say = "抱歉，您好。"
"""
SILENT = """
[silent-caller]
title = "没声音"
start = "repeat"
[silent-caller.repeat]
say = "您好？"
"""
HOLD = """
[hold]
title = "等待"
start = "ask"
held = "holding"
resumed = "return"
[hold.ask]
say = "请稍等，好吗？"
replies = [{ id = "yes", label = "好", to = "holding" }]
[hold.holding]
next = "return"
wait = { seconds = 30, to = "ask" }
[hold.return]
say = "谢谢您的等待。"
"""


def script(folder, *topics):
    pack = folder / "scripts_zh" / "mini"
    pack.mkdir(parents=True)
    (pack / "pack.toml").write_text(HEAD, encoding="utf-8")
    (pack / "all.toml").write_text("\n".join(topics), encoding="utf-8")
    read, _ = read_script("mini", {"zh": [folder / "scripts_zh"]})
    return read


def play(made):
    """A call that goes everywhere a header leads."""
    call = new_call(made, "zh")
    happened = [
        (0, Ringing("1")), (13_000, Answered()), (14_000, Said()), (30_000, Tick()), (31_000, Open("silent-caller")),
        (32_000, Open("hold")), (33_000, Held()), (90_000, Tick()), (91_000, Resumed()), (92_000, Said()),
    ]  # fmt: skip
    for at, event in happened:
        call, _ = advance(call, event, at)
    return call


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('start = "greet"', 'start = "gret"'),
        ('late = "sorry"', 'late = "sory"'),
        ('start = "repeat"', 'start = "repaet"'),
        ('held = "holding"', 'held = "holdin"'),
        ('resumed = "return"', 'resumed = "retrun"'),
    ],
)
def test_a_call_goes_on_under_a_header_that_names_a_step_there_is_not(tmp_path, right, wrong):
    whole = OPENING + SILENT + HOLD
    assert right in whole
    made = guiding(script(tmp_path, whole.replace(right, wrong)))
    call = play(made)
    assert call.life == "connected"
    assert call.step


def test_what_is_right_is_left_alone(tmp_path):
    made = script(tmp_path, OPENING, SILENT, HOLD)
    assert guiding(made).packs["zh"] is made.packs["zh"]


@pytest.mark.parametrize("topics", [(SILENT, HOLD), ('[opening]\ntitle = "开场"\n', SILENT)])
def test_no_call_begins_without_an_opening(tmp_path, topics):
    assert guiding(script(tmp_path, *topics)) is None


def test_a_scenario_without_steps_is_none(tmp_path):
    made = guiding(script(tmp_path, OPENING, '[silent-caller]\ntitle = "没声音"\n'))
    assert "silent-caller" not in made.packs["zh"].scenarios
    assert play(made).frames


def test_silence_does_not_go_round_for_ever(tmp_path):
    read = script(tmp_path, OPENING, RING)
    assert silent_rings(read.packs["zh"]) == (("alpha", "one"), ("alpha", "two"))
    made = guiding(read)
    call, _ = advance(new_call(made, "zh"), Answered(), 0)
    call, _ = advance(call, Open("alpha"), 0)
    assert len(moments(call, Tick(), 90_000_000_000)) == 1


def test_a_hold_that_is_refreshed_is_no_ring(tmp_path):
    assert silent_rings(script(tmp_path, OPENING, HOLD).packs["zh"]) == ()
