"""The semantics of design part 5, a tape for each rule."""

from dataclasses import replace

import pytest

from agent_assist.call.advance import advance, next_wake
from agent_assist.call.effect import Promised, Withdrawn
from agent_assist.call.event import Answered, Heard, Open, Replied, Said, SlotSet, Tick, Undo, Woke
from agent_assist.call.state import new_call
from tests.call.small import passes, run

TAPES = {
    "silence leads from line to line and opens the hang-up (S3-07)": """
0.0 ringing 13800138000
1.2 answered
> opening.greet
> hangup locked
3.0 said
> wait 5
8.0 tick
> silent-caller.repeat
> no wait
9.0 said
14 tick
> silent-caller.exit
14 end
> refused
15 said
> hangup locked
20 tick
> hangup open
21 end
> hangup locked
22 done
""",
    "hearing the customer goes back and arms nothing": """
0 answered
1 said
6 tick
7 said
9.8 heard
> opening
> no wait
30 tick
> opening
31 said
> wait 5
""",
    "hearing the customer locks what silence had opened": """
0 answered
1 open silent-caller
1 said
6 said
11 tick
> hangup open
12 heard
> opening
> hangup locked
""",
    "hearing the customer elsewhere ends the wait and stays": """
0 answered
1 said
3 heard
> opening.greet
> no wait
""",
    "silence reported by the phone opens the protocol only when nothing waits": """
0 answered
1 silent
> opening
2 said
3 silent
> opening
> wait 4
4 heard
5 silent
> silent-caller
""",
    "said again starts the wait anew": """
0 answered
1 said
4 said
> wait 5
8.9 tick
> opening
9 tick
> silent-caller
""",
    "a reflex goes out and back, and back with its ticks": """
0 answered
1 said
2 open thanks
> thanks
> no wait
3 said
> opening
> no wait
""",
    "a late answer begins with the apology (S3-34)": """
0 ringing
10.5 answered
> opening.sorry
""",
    "an answer in time does not": """
0 ringing
10 answered
> opening.greet
""",
    "guards gate replies, and what is skipped stays owed": """
0 answered
1 open complaint
> must issue
> must complaint
2 said
3 reply clear
> refused
4 slot complaint 破损
5 reply clear
> complaint.number
> must callback_no
6 open thanks
7 said
> complaint.number
8 reply back
> opening
> must callback_no
> must read_back
""",
    "a line that needs a slot waits for it": """
0 answered
1 open complaint
2 said
3 slot issue x
4 reply clear
5 said
> refused
6 slot callback_no 13900002211
> line has 13900002211
> line lacks {
7 said
8 reply complex
> complaint.one-day
9 said
> follow-up 24h
> anything-else
""",
    "a promise with the same reason takes the place of the other": """
0 answered
1 open complaint
1 slot issue x
1 slot callback_no 1
2 said
2 reply clear
3 said
3 reply simple
4 said
> follow-up 2h
""",
    "hold: consent, refresh, and the return line first": """
0 answered
1 said
2 open hold
3 said
4 reply yes
> hold.holding
> line has 久等
> wait 30
5 held
> wait 29
34 tick
> hold.refresh
35 said
> hold.holding
> wait 30
40 resumed
> hold.return
41 said
> opening
""",
    "hold without consent is a fact, and owed": """
0 answered
1 held
> hold.holding
> must consent
2 said
> refused
3 resumed
> hold.return
> must consent
4 slot consent yes
5 said
> opening
""",
    "whatever was opened during the hold waits below the return line": """
0 answered
1 open hold
1 reply yes
2 held
3 open complaint
> complaint
4 said
> refused
5 resumed
> hold.return
6 said
> complaint
""",
    "hanging up needs the closing and what is owed": """
0 answered
1 open complaint
1 slot issue x
2 open closing
3 end
> refused
4 said
> hangup open
5 end
6 done
""",
    "hanging up anyway is possible with a reason": """
0 answered
1 end
> refused
2 end anyway safety
3 end
> refused
""",
    "the unused name is told but locks nothing (S3-06)": """
0 answered
1 slot surname 张
1 slot title 女士
> must name
> line has 张女士，您好
2 open closing
3 said
> hangup open
4 reply back
5 said
> hangup locked
""",
    "undo restores the step, the tick and the time left": """
0 answered
1 said
4 open complaint
> no wait
6 undo
> opening
> wait 2
8 tick
> silent-caller
9 undo
> opening
> no wait
10 undo
> refused
""",
    "undo withdraws the promise": """
0 answered
1 open complaint
1 slot issue x
1 slot callback_no 1
2 reply clear
> refused
3 said
3 reply clear
4 reply complex
5 said
> follow-up 24h
6 undo
> complaint.one-day
""",
    "undo takes a slot back": """
0 answered
1 open complaint
2 slot issue x
3 undo
> must issue
> complaint
""",
    "undoing a slot leaves the place and the wait alone": """
0 answered
1 said
2 slot issue x
3 undo
> wait 3
4 slot issue x
6 tick
> silent-caller
7 undo
> silent-caller
""",
    "a slot from before the answer can be undone without losing the opening": """
0 ringing
1 slot issue x
11 answered
12 undo
> opening.sorry
""",
    "undo takes a language switch back, and nothing else with it": """
0 answered
1 said
2 language en
3 undo
> line has 您好
> wait 3
""",
    "undo does not take back what a hold owes, nor give a used consent back": """
0 answered
1 open hold
1 said
1 reply yes
2 slot issue x
3 held
4 undo
5 resumed
6 said
7 held
> must consent
8 undo
> must consent
""",
    "undoing a consent during the hold owes it again": """
0 answered
1 open hold
1 reply yes
2 held
3 undo
> hold.ask
> must consent
""",
    "a hold the agent made is undone with the answer that made it": """
0 answered
1 open hold
1 said
1 reply yes
1 held agent
> hold.holding
2 undo
> hold.ask
3 undo
3 undo
> opening
3 said
4 reply yes
5 reply no
6 said
> hangup open
""",
    "what the phone confirms stays": """
0 answered
1 open hold
1 said
1 reply yes
1 held agent
2 held
3 undo
> hold.ask
> must consent
9 resumed
> hold.return
""",
    "a caller on hold is not waited for after undo": """
0 answered
1 said
2 open thanks
3 held
4 undo
> opening
> no wait
60 tick
> opening
""",
    "the phone's hold comes to the top, whatever was opened over its question": """
0 answered
1 open hold
1 reply yes
2 open thanks
3 held
> hold.holding
> wait 30
33 tick
> hold.refresh
34 resumed
> hold.return
35 said
> thanks
36 said
> opening
""",
    "a language switch reads the same step again": """
0 answered
1 said
2 language en
> opening.greet
> wait 4
> line has Hello
""",
    "what the pack lacks is refused": """
0 answered
1 open nowhere
> refused
2 reply nothing
> refused
3 slot nothing x
> refused
4 slot title captain
> refused
5 language fr
> refused
6 reply back
> refused
""",
    "before and after the call nothing can be said": """
0 ringing
1 said
> refused
2 open thanks
> refused
3 ended
4 answered
> refused
""".replace("4 answered\n> refused\n", ""),
    "undo does not give back a hang-up from before the customer was heard": """
0 answered
1 open silent-caller
2 said
7 said
12 tick
> hangup open
13 open thanks
14 heard
15 undo
> silent-caller.exit
> hangup locked
""",
    "in wrap-up slots can still be set and undone": """
0 answered
1 ended customer
2 slot issue x
3 undo
4 said
> refused
5 done
6 slot issue x
> refused
""",
}


@pytest.mark.parametrize("text", TAPES.values(), ids=TAPES.keys())
def test_tape(script, text):
    passes(script, text)


def test_due_waits_fire_at_their_exact_time(script):
    done = run(script, "0 answered\n1 said\n60 tick\n")
    due = [row for row in done.rows if row["event"] == "due"]
    assert [row["at"] for row in due] == [6.0]


def test_only_the_promise_that_stands_is_left(script):
    text = "0 answered\n1 open complaint\n1 slot issue x\n1 slot callback_no 1\n2 said\n2 reply clear\n3 said\n3 reply simple\n4 said\n"
    text += "5 undo\n5 undo\n6 reply complex\n7 said\n> follow-up 24h\n"
    assert [made.within for made in passes(script, text).call.follow_ups] == ["24h"]


def test_a_refused_event_changes_nothing(script):
    call, _ = advance(new_call(script, "zh"), Answered(), 0)
    after, effects = advance(call, Said(), 100)
    assert not any(type(effect).__name__ == "Refused" for effect in effects)
    again, _ = advance(after, Tick(), 100)
    assert again == after


def test_time_never_runs_backwards(script):
    call, _ = advance(new_call(script, "zh"), Answered(), 5000)
    call, _ = advance(call, Said(), 1000)
    assert call.now == 5000
    assert next_wake(call) == 10000


def test_a_wait_that_nobody_watched_starts_again(script):
    call, _ = advance(new_call(script, "zh"), Answered(), 0)
    call, _ = advance(call, Said(), 1000)
    slept, _ = advance(call, Woke(600_000), 601_000)
    assert slept.frame.scenario == "opening"
    assert next_wake(slept) == 606_000
    briefly, _ = advance(call, Woke(1500), 2500)
    assert next_wake(briefly) == 6000


def test_the_hold_counts_wall_time(script):
    done = passes(script, "0 answered\n1 open hold\n1 reply yes\n2 held\n100 woke 90\n> hold.refresh\n")
    assert sum(row["event"] == "due" for row in done.rows) == 1


def test_facts_are_never_refused(script):
    facts = [
        "ringing 1",
        "answered",
        "heard",
        "silent",
        "held",
        "resumed",
        "ended",
        "ended agent",
        "answered",
        "ringing",
    ]
    for first in facts:
        for second in facts:
            passes(script, f"0 {first}\n1 {second}\n2 {first}\n")


def test_replaying_a_value_that_was_destroyed_keeps_the_fact(script):
    from agent_assist.call.hangup import must

    call, _ = advance(new_call(script, "zh"), Answered(), 0)
    call, _ = advance(call, Open("complaint"), 1)
    call, _ = advance(call, SlotSet("issue", None), 2)
    assert "issue" not in must(call)
    call, _ = advance(call, Heard(), 3)


def test_two_holds_on_the_stack_leave_none_behind(script):
    passes(
        script,
        "0 answered\n1 open hold\n1 reply yes\n2 held\n3 open complaint\n4 open hold\n4 reply yes\n5 resumed\n"
        "> hold.return\n6 said\n> complaint\n7 reply back\n> opening\n",
    )


def test_undo_gives_a_replaced_promise_back(script):
    call, _ = advance(new_call(script, "zh"), Answered(), 0)
    for event in (SlotSet("callback_no", "1"), SlotSet("issue", "x"), Open("complaint")):
        call, _ = advance(call, event, 1)
    for event in (Said(), Replied("clear"), Said(), Replied("simple"), Said()):
        call, _ = advance(call, event, 2)
    (first,) = call.follow_ups
    for event in (Open("complaint"), Said(), Replied("clear"), Said(), Replied("complex"), Said()):
        call, _ = advance(call, event, 3)
    (second,) = call.follow_ups
    call, effects = advance(call, Undo(), 4)
    assert effects == (Withdrawn(second), Promised(first))
    assert call.follow_ups == (first,)


def test_a_promise_said_again_runs_from_the_first_time(script):
    call, _ = advance(new_call(script, "zh"), Answered(), 0)
    for event in (SlotSet("callback_no", "1"), SlotSet("issue", "x"), Open("complaint")):
        call, _ = advance(call, event, 1)
    for event in (Said(), Replied("clear"), Said(), Replied("simple"), Said()):
        call, _ = advance(call, event, 2)
    for event in (Open("complaint"), Said(), Replied("clear"), Said(), Replied("simple"), Said()):
        call, _ = advance(call, event, 60_000)
    (again,) = call.follow_ups
    assert (again.within, again.made_at) == ("2h", 2)


def test_a_reflex_pops_even_if_it_leads_on(script):
    pack = script.packs["zh"]
    thanks = pack.scenarios["thanks"]
    step = replace(thanks.steps["reply"], next="complaint")
    scenarios = {**pack.scenarios, "thanks": replace(thanks, steps={"reply": step})}
    changed = replace(script, packs={"zh": replace(pack, scenarios=scenarios)})
    passes(changed, "0 answered\n1 open thanks\n2 said\n> opening\n")
