"""The one function that moves a call, and when to look at it again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import get_args

from agent_assist.call import actions, facts, moves
from agent_assist.call.effect import Due, Effect
from agent_assist.call.event import Event, Fact, Tick, Woke
from agent_assist.call.state import Call

_FACTS: tuple[type, ...] = get_args(Fact)


@dataclass(frozen=True, slots=True)
class Moment:
    """The call just after something happened. `event` is None where a wait fell due."""

    event: Event | None
    call: Call
    effects: tuple[Effect, ...] = ()


def advance(call: Call, event: Event, at: int) -> tuple[Call, tuple[Effect, ...]]:
    """Move a call.

    Args:
        call: the call so far.
        event: what happened.
        at: when, in milliseconds of the call's own clock; a time before the latest known counts as that.

    Returns:
        The call after the event, and the effects of it and of every wait that fell due until then.
    """
    passed = moments(call, event, at)
    return passed[-1].call, tuple(effect for moment in passed for effect in moment.effects)


def moments(call: Call, event: Event, at: int) -> tuple[Moment, ...]:
    """Like `advance`, but every wait that fell due is a moment of its own, at its exact time; the event is the last."""
    at = max(at, call.now)
    if isinstance(event, Woke):
        call = facts.woke(call, event.unobserved_ms, at)
    passed: list[Moment] = []
    while call.wait is not None and call.wait.due <= at:
        call, effects = _due(call, call.wait.due)
        passed.append(Moment(None, call, effects))
    call = replace(call, now=at)
    call, effects = _apply(call, event)
    passed.append(Moment(event, call, effects))
    return tuple(passed)


def next_wake(call: Call) -> int | None:
    """When a wait falls due, in milliseconds of the call's clock; None if nothing waits."""
    return None if call.wait is None else call.wait.due


def _apply(call: Call, event: Event) -> tuple[Call, tuple[Effect, ...]]:
    if isinstance(event, Tick):
        return call, ()
    if isinstance(event, _FACTS):
        return facts.apply(call, event), ()  # type: ignore[arg-type]  # get_args loses the union
    return actions.apply(call, event)  # type: ignore[arg-type]


def _due(call: Call, at: int) -> tuple[Call, tuple[Effect, ...]]:
    """The wait of the top frame is over: go where it leads, or open the hang-up."""
    wait = call.step.wait
    call = replace(call, now=max(at, call.now), wait=None)
    if wait is None:
        return call, ()
    if wait.to is None:
        call = replace(call, frames=(*call.frames[:-1], replace(call.frame, waited=True)))
    else:
        call = moves.follow(call, wait.to)
    call = moves.mark(call, "due")
    return call, (Due(call.frame.scenario, call.frame.step),)
