"""Random calls: whatever happens in whatever order, the agent has something to say and a way on."""

from itertools import pairwise
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from agent_assist.call import moves
from agent_assist.call.advance import advance, moments
from agent_assist.call.effect import Refused
from agent_assist.call.event import (
    Answered,
    Done,
    End,
    Ended,
    Event,
    Heard,
    Held,
    LanguageSwitched,
    Open,
    Replied,
    Resumed,
    Ringing,
    Said,
    Silent,
    SlotSet,
    Tick,
    Undo,
    Woke,
    parse,
    words,
)
from agent_assist.call.show import row, show
from agent_assist.call.state import DEPTH, Call, new_call
from agent_assist.script.model import Script
from agent_assist.script.shelf import read_script
from tests.call.small import make_script

ROOT = Path(__file__).parents[2]
SHIPPED = {"zh": [ROOT / "scripts_zh"], "en": [ROOT / "scripts_en"]}


def events(script: Script) -> st.SearchStrategy[Event]:
    pack = next(iter(script.packs.values()))
    replies = sorted({reply.id for _, step in pack.steps() for reply in step.replies} | {"back"})
    plain = [Answered(), Heard(), Silent(), Held(), Resumed(), Said(), Said(), Said(), Undo(), End(), Tick()]
    return st.one_of(
        st.sampled_from(plain),
        st.sampled_from([Ringing("1"), Ended(), Done(), End("x", anyway=True), Woke(5000)]),
        st.builds(Open, st.sampled_from(sorted(pack.scenarios))),
        st.builds(Replied, st.sampled_from(replies)),
        st.builds(SlotSet, st.sampled_from(sorted(pack.slots)), st.sampled_from(["", "mr", "yes", "simple", "王"])),
        st.builds(LanguageSwitched, st.sampled_from(["zh", "en"])),
    )


def calls(script: Script) -> st.SearchStrategy[list[tuple[int, Event]]]:
    return st.lists(st.tuples(st.integers(0, 40_000), events(script)), max_size=40)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return make_script(tmp_path_factory.mktemp("packs"))


PACKS = ("common", "hotline", "carrier", "topup", "courier", "key-accounts")
SEQUENCES = 10_000
"""So many random calls in all, under the small pack and the shipped ones."""


@pytest.fixture(scope="module", params=PACKS)
def shipped(request):
    script, _ = read_script(request.param, SHIPPED)
    assert script is not None
    return script


def play(script: Script, steps: list[tuple[int, Event]]) -> Call:
    call, _ = advance(new_call(script, "zh"), Answered(), 0)
    for gap, event in steps:
        before = call
        passed = moments(call, event, call.now + gap)
        for earlier, later in pairwise(passed):
            assert earlier.call.now <= later.call.now
        call = passed[-1].call
        refused = [effect for effect in passed[-1].effects if isinstance(effect, Refused)]
        if refused:
            assert str(refused[0]).endswith(".")
            timed = advance(before, Tick(), before.now + gap)[0]
            assert timed == call
        look(call)
    return call


def look(call: Call) -> None:
    """There is something to say or to ask, a way on, and nothing impossible on screen."""
    shown = show(call)
    assert shown.line or shown.ask or not call.on_line
    assert "{" not in (shown.line or "")
    assert len(call.frames) <= DEPTH
    if call.life == "connected":
        wait = call.wait
        assert wait is None or (wait.due > call.now and call.step.wait is not None)
        ways = [reply for reply in shown.replies if not reply.lacks]
        can_say = not moves.line(call).missing
        assert ways or can_say or shown.ask is not None or shown.can_leave
    else:
        assert not shown.hangup.open
    assert row(call, None)["hangup"] in ("open", "locked")


@settings(max_examples=SEQUENCES // 10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_random_calls_under_the_small_pack(small, data):
    play(small, data.draw(calls(small)))


@settings(max_examples=SEQUENCES * 9 // 10 // len(PACKS), deadline=None)
@given(data=st.data())
def test_random_calls_under_each_shipped_pack(shipped, data):
    play(shipped, data.draw(calls(shipped)))


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_undo_restores_what_the_agent_did(small, data):
    call = play(small, data.draw(calls(small)))
    if not call.on_line:
        return
    for action in (Said(), Open("thanks"), SlotSet("issue", "x"), Replied("yes")):
        moved, effects = advance(call, action, call.now)
        if any(isinstance(effect, Refused) for effect in effects):
            continue
        back, _ = advance(moved, Undo(), call.now)
        assert (back.frames, back.slots, back.owed, back.follow_ups) == (
            call.frames,
            call.slots,
            call.owed,
            call.follow_ups,
        )
        assert back.wait == call.wait


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_looking_often_changes_nothing(small, data):
    """Ticks in between lead to the same call as one look at the end."""
    steps = data.draw(calls(small))
    often, seldom = (advance(new_call(small, "zh"), Answered(), 0)[0] for _ in range(2))
    for gap, event in steps:
        at = seldom.now + gap
        for part in range(1, 4):
            often, _ = advance(often, Tick(), seldom.now + gap * part // 4)
        often, _ = advance(often, event, at)
        seldom, _ = advance(seldom, event, at)
        if not isinstance(event, Woke):
            assert often == seldom
        else:
            often = seldom


@given(data=st.data())
def test_events_survive_their_text(small, data):
    event = data.draw(events(small))
    assert parse(words(event)) == event
