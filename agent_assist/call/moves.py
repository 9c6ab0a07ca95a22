"""The steps between steps: entering, pushing, popping, owing. Each takes a call and gives the next one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from agent_assist.call.state import DEPTH, MEMORY, Call, Frame, Mark, Memory, Running
from agent_assist.script.fill import Filled, fill
from agent_assist.script.model import BACK, CALLER, Reply, Step

YES = "yes"


def values(call: Call) -> dict[str, str]:
    """Everything a line of this call may be filled with, by slot name."""
    known = {name: value for name, value in call.slots.items() if value}
    number = {"caller_no": call.number} if call.number else {}
    return {**number, **call.profile, **known}


def spoken(call: Call) -> tuple[str, Step]:
    """The scenario id and the step whose line is shown: the step itself, or the next one where it has no line."""
    step = call.step
    scenario = call.frame.scenario
    for _ in range(DEPTH):
        if step.say or not step.next:
            break
        target = call.pack.target(scenario, step.next)
        if target is None:
            break
        scenario = target[0]
        step = call.pack.scenarios[target[0]].steps[target[1]]
    return scenario, step


def line(call: Call) -> Filled:
    """The line shown now, with its slots filled."""
    return fill(spoken(call)[1].say, call.pack, values(call))


def remember(call: Call, *, moving: bool = True) -> Call:
    """Keep what `undo` would restore; `moving` tells whether the action may change the place or the wait."""
    left = None if call.wait is None else call.wait.due - call.now
    length = 0 if call.wait is None else call.wait.ms
    frames = call.frames if moving else None
    memory = Memory(call.life, call.language, frames, length, left, call.slots, call.owed, call.follow_ups, call.named)
    return replace(call, history=(*call.history[-MEMORY + 1 :], memory))


def lasting(call: Call, name: str, *, owed: bool, used: bool) -> Call:
    """What a fact of the phone does to a slot: it is owed from now on or no longer, and its value may be used up.

    No `undo` takes a fact back, so what `undo` would restore knows it as well.
    """

    def slots(kept: Mapping[str, str | None]) -> dict[str, str | None]:
        return {key: value for key, value in kept.items() if not (used and key == name)}

    def debts(before: tuple[str, ...]) -> tuple[str, ...]:
        others = tuple(each for each in before if each != name)
        return (before if name in before else (*others, name)) if owed else others

    history = tuple(replace(each, slots=slots(each.slots), owed=debts(each.owed)) for each in call.history)
    return replace(call, slots=slots(call.slots), owed=debts(call.owed), history=history)


def mark(call: Call, kind: str) -> Call:
    """Add one entry to the path so far."""
    frame = call.frame
    return replace(call, path=(*call.path, Mark(call.now, kind, frame.scenario, frame.step)))


def record(call: Call, name: str, value: str | None) -> Call:
    """Record a slot; an empty value takes it back."""
    slots = {key: kept for key, kept in call.slots.items() if key != name}
    if value != "":
        slots[name] = value
    return replace(call, slots=slots)


def owe(call: Call, names: tuple[str, ...]) -> Call:
    """Add slots to what is owed, once each."""
    new = tuple(name for name in names if name not in call.owed)
    return replace(call, owed=call.owed + new) if new else call


def enter(call: Call, below: tuple[Frame, ...], frame: Frame) -> Call:
    """Put `frame` on top of `below` as newly entered: unsaid, its own ticks taken back, its records owed."""
    step = call.pack.scenarios[frame.scenario].steps[frame.step]
    fresh = replace(frame, said=frame.said - {frame.step}, waited=False)
    call = replace(call, frames=(*below, fresh), wait=None)
    own_ticks = [step.tick] if step.tick else []
    own_ticks += [name for reply in step.replies for name, _ in reply.sets if _is_tick(call, name)]
    for name in own_ticks:
        call = record(call, name, "")
    call = owe(call, step.record)
    if step.tick:
        call = owe(call, (step.tick,))
    return _start_silent_wait(call)


def _is_tick(call: Call, name: str) -> bool:
    slot = call.pack.slot(name)
    return slot is not None and slot.kind == "tick"


def _start_silent_wait(call: Call) -> Call:
    """A step without a line starts its wait when it is entered: nothing will be said there."""
    step = call.step
    if step.say or step.wait is None:
        return call
    return replace(call, wait=Running(step.wait.ms, call.now + step.wait.ms))


def go(call: Call, scenario: str, step: str) -> Call:
    """Go to a step: inside the top scenario, or pushed on top of it."""
    frame = call.frame
    if frame.scenario == scenario:
        return enter(call, call.frames[:-1], replace(frame, step=step))
    left = replace(frame, waited=False)
    below = (*call.frames[:-1], left)
    if len(below) >= DEPTH:
        below = (below[0], *below[2:])
    return enter(call, below, Frame(scenario, step))


def pop(call: Call) -> Call:
    """Leave the top scenario. The frame below keeps its ticks; nothing is armed until the next `said`."""
    if len(call.frames) < 2:
        return replace(call, wait=None)
    return _start_silent_wait(replace(call, frames=call.frames[:-1], wait=None))


def follow(call: Call, to: str) -> Call:
    """Go where a target leads, as written in the top scenario. A target that does not exist leaves the call as it is."""
    if to == BACK:
        return pop(call)
    target = call.pack.target(call.frame.scenario, to)
    return call if target is None else go(call, *target)


def lacks(call: Call, reply: Reply) -> tuple[str, ...]:
    """What must be true before this reply and is not: ``said``, ``wait`` or slot names."""
    frame = call.frame
    said = frame.step in frame.said or not call.step.say
    waited = frame.waited or (said and call.wait is None)
    truths = {"said": said, "wait": waited}
    return tuple(need for need in reply.needs if not truths.get(need, need in call.slots))


def leads_back(call: Call) -> bool:
    """Whether there is a scenario to return to."""
    return len(call.frames) > 1


def tell_name(call: Call, step: Step) -> Call:
    """Note that the caller's name was used, if this line used it."""
    if call.named or CALLER not in fill(step.say, call.pack, values(call)).used:
        return call
    return replace(call, named=True)
