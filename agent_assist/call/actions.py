"""What the agent does. What cannot be done now is refused and changes nothing."""

from __future__ import annotations

from dataclasses import replace

from agent_assist.call import moves
from agent_assist.call.effect import Effect, HungUp, Promised, Refused, Withdrawn
from agent_assist.call.event import (
    Action,
    Done,
    End,
    LanguageSwitched,
    Open,
    Replied,
    Said,
    SlotSet,
    Typed,
    Undo,
)
from agent_assist.call.facts import hang_up
from agent_assist.call.hangup import hangup
from agent_assist.call.state import HOLD, Call, FollowUp, Memory, Override, Running
from agent_assist.script.model import ALWAYS, BACK, Language, Slot, Step

Result = tuple[Call, tuple[Effect, ...]]


def apply(call: Call, action: Action) -> Result:
    """The call after an action of the agent, and what the desk is told."""
    match action:
        case Said():
            return _said(call)
        case Open(scenario):
            return _open(call, scenario)
        case Replied(reply):
            return _replied(call, reply)
        case SlotSet(name, value):
            return _slot(call, name, value)
        case Undo():
            return _undo(call)
        case End(_, anyway):
            return _end(call, anyway)
        case LanguageSwitched(language):
            return _language(call, language)
        case Done():
            return _done(call)
        case Typed():
            return _refuse(call, "practice-only")


def _refuse(call: Call, code: str, *about: str) -> Result:
    return call, (Refused(code, about),)


def _not_on_line(call: Call) -> Result:
    return _refuse(call, "over" if call.life in ("wrap-up", "ended") else "not-connected")


def _said(call: Call) -> Result:
    if not call.on_line:
        return _not_on_line(call)
    if call.life == "held" and (call.frame.scenario != HOLD or not call.step.say):
        return _refuse(call, "on-hold")
    filled = moves.line(call)
    if filled.missing:
        return _refuse(call, "slot-missing", *filled.missing)
    if not filled.text:
        return _refuse(call, "nothing-to-say")
    call = moves.remember(call)
    for _ in range(len(call.scenario.steps)):
        # A step without a line stands for the next one: saying that line goes there first.
        if call.step.say:
            break
        call = moves.follow(call, call.step.next)
    return _say(call, call.step)


def _say(call: Call, step: Step) -> Result:
    """Tick the line, keep its promises, start its wait, and go where saying it leads."""
    frame = call.frame
    call = moves.tell_name(call, step)
    ticked = replace(frame, said=frame.said | {step.id}, waited=False)
    call = replace(call, frames=(*call.frames[:-1], ticked), wait=None)
    if step.tick:
        call = moves.record(call, step.tick, moves.YES)
    call, effects = _promise(call, step)
    if step.wait is not None:
        call = replace(call, wait=Running(step.wait.ms, call.now + step.wait.ms))
    call = moves.mark(call, "said")
    if call.scenario.reflex:
        return moves.pop(call), effects
    if step.next:
        return moves.follow(call, step.next), effects
    if not (step.replies or step.wait or step.hangup):
        return moves.pop(call), effects
    return call, effects


def _promise(call: Call, step: Step) -> Result:
    """Make the follow-ups of a line. One with the same reason and owner takes the place of an earlier one.

    A promise that is said again runs from the first time: the customer has been waiting since then.
    """
    effects: list[Effect] = []
    for rule in step.follow_ups:
        old = [kept for kept in call.follow_ups if (kept.reason, kept.owner) == (rule.reason, rule.owner)]
        effects += [Withdrawn(kept) for kept in old]
        since = min((kept.made_at for kept in old if kept.within == rule.within), default=call.now)
        made = FollowUp(
            number=call.promised + 1,
            reason=rule.reason,
            owner=rule.owner,
            within=rule.within,
            due_ms=rule.due_ms,
            scenario=call.frame.scenario,
            step=step.id,
            made_at=since,
            hours=ALWAYS if rule.within[:1].isdigit() else call.pack.rules.hours,
        )
        effects.append(Promised(made))
        others = tuple(kept for kept in call.follow_ups if kept not in old)
        call = replace(call, follow_ups=(*others, made), promised=made.number)
    return call, tuple(effects)


def _open(call: Call, scenario: str) -> Result:
    if not call.on_line:
        return _not_on_line(call)
    found = call.pack.scenarios.get(scenario)
    if found is None:
        return _refuse(call, "no-such-scenario", scenario)
    call = moves.go(moves.remember(call), scenario, found.start)
    return moves.mark(call, "open"), ()


def _replied(call: Call, reply_id: str) -> Result:
    if not call.on_line:
        return _not_on_line(call)
    reply = call.step.reply(reply_id)
    if reply is None and reply_id == BACK:
        if not moves.leads_back(call):
            return _refuse(call, "nothing-to-leave")
        return moves.mark(moves.pop(moves.remember(call)), "back"), ()
    if reply is None:
        return _refuse(call, "no-such-reply", reply_id)
    lacking = moves.lacks(call, reply)
    if lacking:
        return _refuse(call, "needs", *lacking)
    call = moves.remember(call)
    for name, value in reply.sets:
        call = moves.record(call, name, value)
    return moves.mark(moves.follow(call, reply.to), "reply"), ()


def _slot(call: Call, name: str, value: str | None) -> Result:
    if call.life == "ended":
        return _refuse(call, "over")
    slot = call.pack.slot(name)
    if slot is None:
        return _refuse(call, "no-such-slot", name)
    stored = value if value is None else choice(call, slot, value.strip())
    # A tick that is taken off is an empty value; anything else that came out empty was no choice.
    if value and not stored and slot.kind != "tick":
        return _refuse(call, "no-such-choice", slot.id)
    return moves.record(moves.remember(call, moving=False), slot.id, stored), ()


def choice(call: Call, slot: Slot, value: str) -> str:
    """The id behind a value: titles and choices are taken by id or by the word of any language of the script.

    Returns the value itself for a free slot, and "" for a choice that does not exist or a tick taken off.
    """
    if slot.kind == "tick":
        return moves.YES if value.lower() in ("yes", "true", "1", "是", "✓") else ""
    if slot.id == "title":
        for pack in call.script.packs.values():
            for title in pack.titles.values():
                if value.lower() in (title.id, title.word.lower(), title.alone.lower()):
                    return title.id
        return ""
    if not slot.choices:
        return value
    for pack in call.script.packs.values():
        twin = pack.slots.get(slot.id)
        for key, word in () if twin is None else twin.choices.items():
            if value.lower() in (key, word.lower()):
                return key
    return ""


def _undo(call: Call) -> Result:
    if not call.history or call.life == "ended":
        return _refuse(call, "nothing-to-undo")
    memory = call.history[-1]
    gone = [Withdrawn(made) for made in call.follow_ups if made not in memory.follow_ups]
    again = [Promised(made) for made in memory.follow_ups if made not in call.follow_ups]
    call = replace(
        _back_in_place(_back_on_line(call, memory), memory),
        language=memory.language,
        slots=memory.slots,
        owed=memory.owed,
        follow_ups=memory.follow_ups,
        named=memory.named,
        history=call.history[:-1],
    )
    return moves.mark(call, "undo"), (*gone, *again)


def _back_on_line(call: Call, memory: Memory) -> Call:
    """A hold that the agent made, and no phone, is undone with what made it: nobody has waited."""
    if call.life != "held" or call.held_by != "agent" or memory.life != "connected":
        return call
    return replace(call, life="connected", held_at=None, held_by="")


def _back_in_place(call: Call, memory: Memory) -> Call:
    """The frames and the wait from before an action; a caller who is on hold by now is not waited for."""
    if memory.frames is None:
        return call
    wait = None
    listening = call.life == "connected" or memory.frames[-1].scenario == HOLD
    if memory.wait_left is not None and listening:
        wait = Running(memory.wait_ms, call.now + memory.wait_left)
    return replace(call, frames=memory.frames, wait=wait)


def _end(call: Call, anyway: bool) -> Result:
    if not call.on_line:
        return _not_on_line(call)
    state = hangup(call)
    if not state.open and not anyway:
        return _refuse(call, "hangup-locked", *state.lacks)
    if not state.open:
        call = replace(call, override=Override(call.now, state.lacks))
    return moves.mark(hang_up(call, "agent"), "end"), (HungUp(anyway and not state.open),)


def _language(call: Call, language: str) -> Result:
    found: Language | None = next((known for known in call.script.packs if known == language), None)
    if found is None or not _fits(call, found):
        return _refuse(call, "no-such-language", language)
    if found == call.language:
        return call, ()
    return replace(moves.remember(call, moving=False), language=found), ()


def _fits(call: Call, language: Language) -> bool:
    """Whether the pack of the other language has every step the call stands on."""
    scenarios = call.script.packs[language].scenarios
    return all(frame.scenario in scenarios and frame.step in scenarios[frame.scenario].steps for frame in call.frames)


def _done(call: Call) -> Result:
    if call.life != "wrap-up":
        return _refuse(call, "not-wrap-up")
    return moves.mark(replace(call, life="ended", history=()), "done"), ()
