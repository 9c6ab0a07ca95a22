"""What the phone tells. Facts are never refused; one that changes nothing now is simply known already."""

from __future__ import annotations

from dataclasses import replace

from agent_assist.call import moves
from agent_assist.call.event import Answered, Ended, Fact, Heard, Held, Resumed, Ringing, Silent, Woke
from agent_assist.call.state import CONSENT, HOLD, SILENT_CALLER, Call, Frame, Memory, Running
from agent_assist.script.model import BACK, OPENING


def apply(call: Call, fact: Fact) -> Call:
    """The call after a fact of the phone. `Woke` was handled before the waits were looked at."""
    match fact:
        case Ringing(number):
            return _ringing(call, number)
        case Answered():
            return _answered(call)
        case Heard():
            return _heard(call)
        case Silent():
            return _silent(call)
        case Held(by):
            return _held(call, by)
        case Resumed():
            return _resumed(call)
        case Ended(by):
            return _ended(call, by)
        case Woke():
            return call


def woke(call: Call, unobserved_ms: int, at: int) -> Call:
    """Start a silence wait anew that ran unobserved: nobody was listening. The hold counts wall time and is left alone."""
    wait = call.wait
    if wait is None or call.frame.scenario == HOLD or unobserved_ms <= UNOBSERVED_MS:
        return call
    return replace(call, wait=Running(wait.ms, at + wait.ms))


UNOBSERVED_MS = 2000
"""A gap up to this long does not disturb a wait."""


def _ringing(call: Call, number: str) -> Call:
    if call.life == "new":
        return moves.mark(replace(call, life="ringing", number=number, rang_at=call.now), "ringing")
    if not call.number and call.life in ("ringing", "connected", "held"):
        return replace(call, number=number)
    return call


def _answered(call: Call) -> Call:
    if call.life not in ("new", "ringing"):
        return call
    opening = call.pack.scenarios[OPENING]
    late_ms = call.pack.timings.get("late")
    rang_ms = 0 if call.rang_at is None else call.now - call.rang_at
    late = bool(opening.late) and late_ms is not None and rang_ms > late_ms
    call = replace(call, life="connected", answered_at=call.now)
    call = moves.enter(call, (), Frame(OPENING, opening.late if late else opening.start))
    return moves.mark(call, "answered")


def _heard(call: Call) -> Call:
    if call.life != "connected":
        return call
    call = replace(call, history=tuple(map(_unwaited, call.history)))
    if call.scenario.heard == BACK and moves.leads_back(call):
        reply = call.step.reply("heard")
        call = moves.follow(call, reply.to) if reply is not None else moves.pop(call)
        return moves.mark(call, "heard")
    frame = replace(call.frame, waited=False)
    return moves.mark(replace(call, frames=(*call.frames[:-1], frame), wait=None), "heard")


def _unwaited(memory: Memory) -> Memory:
    """What `undo` would restore, without the hang-up that silence had opened: the customer is there, and no undo takes that back."""
    if memory.frames is None or not any(frame.waited for frame in memory.frames):
        return memory
    return replace(memory, frames=tuple(replace(frame, waited=False) for frame in memory.frames))


def _silent(call: Call) -> Call:
    frame = call.frame
    if call.life != "connected" or call.wait is not None or frame.step not in frame.said:
        return call
    if frame.waited or call.scenario.heard == BACK or SILENT_CALLER not in call.pack.scenarios:
        return call
    return moves.mark(moves.follow(call, SILENT_CALLER), "silent")


def _held(call: Call, by: str) -> Call:
    if call.life == "held" and by == "phone":
        # The phone confirms what the agent did: now it is a fact.
        return moves.lasting(replace(call, held_by=by), CONSENT, owed=True, used=False)
    if call.life != "connected":
        return call
    call = replace(call, life="held", held_at=call.now, held_by=by)
    if by == "phone":
        call = moves.lasting(call, CONSENT, owed=True, used=False)
    else:
        call = moves.owe(call, (CONSENT,))
    hold = call.pack.scenarios.get(HOLD)
    if hold is None or not hold.held:
        return moves.mark(call, "held")
    frame = call.frame
    if (frame.scenario, frame.step) != (HOLD, hold.held):
        call = _hold_on_top(call, hold.held)
    return moves.mark(call, "held")


def _resumed(call: Call) -> Call:
    if call.life != "held":
        return call
    call = replace(call, life="connected", held_at=None, held_by="")
    # A consent is for one hold; the next one is asked for anew.
    call = moves.lasting(call, CONSENT, owed=CONSENT not in call.slots, used=True)
    hold = call.pack.scenarios.get(HOLD)
    if hold is None or not hold.resumed:
        return moves.mark(call, "resumed")
    tick = hold.steps[hold.resumed].tick
    if tick:
        call = moves.lasting(call, tick, owed=True, used=True)
    return moves.mark(_hold_on_top(call, hold.resumed), "resumed")


def _hold_on_top(call: Call, step: str) -> Call:
    """Go to a step of the hold. Whatever else was opened waits below, and no other hold is left under it."""
    held = next((frame for frame in reversed(call.frames) if frame.scenario == HOLD), None)
    if held is None:
        return moves.go(call, HOLD, step)
    others = tuple(replace(frame, waited=False) for frame in call.frames if frame.scenario != HOLD)
    return moves.enter(call, others, replace(held, step=step))


def _ended(call: Call, by: str) -> Call:
    if call.life in ("new", "ringing"):
        return moves.mark(replace(call, life="ended", ended_at=call.now, ended_by=by), "missed")
    if not call.on_line:
        return call
    return moves.mark(hang_up(call, by), "ended")


def hang_up(call: Call, by: str) -> Call:
    """The connection is gone: wrap-up begins, nothing waits, and what was done on the line cannot be undone."""
    return replace(call, life="wrap-up", wait=None, held_at=None, ended_at=call.now, ended_by=by, history=())
