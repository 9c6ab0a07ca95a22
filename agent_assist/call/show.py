"""What to draw: everything the screen, `status` and `replay` show, derived from the state."""

from __future__ import annotations

from dataclasses import dataclass

from agent_assist.call import moves
from agent_assist.call.hangup import NAME, Hangup, hangup, must
from agent_assist.call.state import Call, FollowUp, Life, Mark
from agent_assist.script.fill import Span
from agent_assist.script.model import BACK, Guide, Reply, Slot, Step, Taboo


@dataclass(frozen=True, slots=True)
class ShownReply:
    """A reply with where it leads (the title of the place; empty: back) and what it still lacks."""

    id: str
    label: str
    leads_to: str
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Duty:
    """Something this call owes: a slot to record or a line to say. `kind` is the slot's, or ``name``."""

    name: str
    label: str
    kind: str
    done: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One picture of a call at one moment. Times in milliseconds; empty strings where there is nothing."""

    at: int
    life: Life
    pack: str
    language: str
    scenario: str
    step: str
    scenario_title: str
    step_title: str
    position: tuple[int, int]
    line: str | None
    spans: tuple[Span, ...]
    ask: Slot | None
    said: bool
    coming_back: bool
    norms: tuple[str, ...]
    taboos: tuple[Taboo, ...]
    guide: tuple[Guide, ...]
    replies: tuple[ShownReply, ...]
    wait_ms: int
    wait_left: int | None
    wait_leads_to: str
    waited: bool
    hangup: Hangup
    must: tuple[str, ...]
    duties: tuple[Duty, ...]
    follow_ups: tuple[FollowUp, ...]
    path: tuple[Mark, ...]
    can_undo: bool
    can_leave: bool


def show(call: Call, at: int | None = None) -> Shown:
    """Derive the picture of a call.

    Args:
        call: the call.
        at: the time it is drawn for, in milliseconds; the call's latest by default.
    """
    at = call.now if at is None else max(at, call.now)
    frame, step, pack = call.frame, call.step, call.pack
    scenario_id, spoken = moves.spoken(call)
    filled = moves.line(call)
    steps = list(call.scenario.steps)
    return Shown(
        at=at,
        life=call.life,
        pack=pack.id,
        language=call.language,
        scenario=frame.scenario,
        step=frame.step,
        scenario_title=call.scenario.title,
        step_title=step.title,
        position=(steps.index(step.id) + 1, len(steps)),
        line=filled.text,
        spans=filled.spans,
        ask=pack.slot(filled.missing[0]) if filled.missing else None,
        said=step.id in frame.said,
        coming_back=not step.say,
        norms=spoken.norms,
        taboos=(*spoken.taboos, *pack.scenarios[scenario_id].taboos),
        guide=(*spoken.guide, *pack.scenarios[scenario_id].guide),
        replies=tuple(_reply(call, reply) for reply in step.replies),
        wait_ms=0 if call.wait is None else call.wait.ms,
        wait_left=None if call.wait is None else max(call.wait.due - at, 0),
        wait_leads_to=_wait_leads_to(call, step),
        waited=frame.waited,
        hangup=hangup(call),
        must=must(call),
        duties=_duties(call),
        follow_ups=call.follow_ups,
        path=call.path,
        can_undo=bool(call.history),
        can_leave=moves.leads_back(call),
    )


def place_title(call: Call, to: str) -> str:
    """The title of a target as written in the top scenario: the step's within it, else the scenario's; "" for back."""
    if to == BACK:
        return ""
    target = call.pack.target(call.frame.scenario, to)
    if target is None:
        return to
    scenario = call.pack.scenarios[target[0]]
    return scenario.steps[target[1]].title if target[0] == call.frame.scenario else scenario.title


def _reply(call: Call, reply: Reply) -> ShownReply:
    return ShownReply(reply.id, reply.label, place_title(call, reply.to), moves.lacks(call, reply))


def _wait_leads_to(call: Call, step: Step) -> str:
    return "" if step.wait is None or step.wait.to is None else place_title(call, step.wait.to)


def _duties(call: Call) -> tuple[Duty, ...]:
    """What was asked for so far, done or not, and the unused name."""
    duties = []
    for name in call.owed:
        slot = call.pack.slot(name)
        label, kind = (slot.label, slot.kind) if slot is not None else (name, "tick")
        duties.append(Duty(name, label, kind, name in call.slots))
    if NAME in must(call):
        duties.append(Duty(NAME, "", NAME, done=False))
    return tuple(duties)


def row(call: Call, event: str | None, refused: str | None = None, at: int | None = None) -> dict[str, object]:
    """The keys of `replay` and `status` (design part 6) as a JSON-ready object; times in seconds."""
    shown = show(call, at)
    return {
        "at": shown.at / 1000,
        "event": event,
        "life": shown.life,
        "pack": shown.pack,
        "language": shown.language,
        "scenario": shown.scenario,
        "step": shown.step,
        "line": shown.line,
        "said": shown.said,
        "wait": None if shown.wait_left is None else shown.wait_left / 1000,
        "hangup": "open" if shown.hangup.open else "locked",
        "must": list(shown.must),
        "refused": refused,
        "followups": [
            {
                "reason": made.reason,
                "owner": made.owner,
                "due_s": None if made.due_ms is None else made.due_ms / 1000,
            }
            for made in shown.follow_ups
        ],
    }
