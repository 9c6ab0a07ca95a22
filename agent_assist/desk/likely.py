"""What the agent is likely to say next, for a search without words: where the replies lead, the rest of the scenario, habits.

Pure and small enough for the UI's thread: it looks at a few lines, never at all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from agent_assist.call.state import Call
from agent_assist.desk.marks import gaps_of
from agent_assist.desk.view import HitView
from agent_assist.script.fill import fill
from agent_assist.script.model import BACK, Pack
from agent_assist.search.phrase import shown

MOST = 24
_HABITS = 8


def likely(call: Call, used: Mapping[str, int], other: Callable[[str], HitView | None]) -> tuple[HitView, ...]:
    """Lines that may be wanted now, the likeliest first; each once.

    Args:
        call: the call on screen, or the one to come.
        used: how often this agent used a phrase, by its id.
        other: a phrase that belongs to no step, as a row by its id; None for any other id.
    """
    rows: dict[str, HitView] = {}
    here = f"{call.frame.scenario}.{call.frame.step}"
    for phrase_id, reply in (*_next(call), *_beside(call), *_habitual(used)):
        if phrase_id == here or phrase_id in rows or len(rows) >= MOST:
            continue
        row = other(phrase_id) or _row(call.pack, phrase_id, reply)
        if row is not None:
            rows[phrase_id] = row
    return tuple(rows.values())


def _next(call: Call) -> Iterator[tuple[str, str]]:
    """Where the step leads: by each reply, by itself when the wait is over, at once."""
    step = call.step
    targets = [(reply.to, reply.label) for reply in step.replies]
    targets += [(step.wait.to, "")] if step.wait is not None and step.wait.to is not None else []
    targets += [(step.next, "")] if step.next else []
    for to, label in targets:
        found = None if to == BACK else call.pack.target(call.frame.scenario, to)
        if found is not None:
            yield ".".join(found), label


def _beside(call: Call) -> Iterator[tuple[str, str]]:
    """The other lines of the scenario: those to come first, then those before."""
    steps = list(call.scenario.steps)
    at = steps.index(call.frame.step)
    for step in (*steps[at + 1 :], *steps[:at]):
        yield f"{call.frame.scenario}.{step}", ""


def _habitual(used: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    for phrase_id in sorted(used, key=lambda each: (-used[each], each))[:_HABITS]:
        yield phrase_id, ""


def _row(pack: Pack, phrase_id: str, reply: str) -> HitView | None:
    scenario_id, _, step_id = phrase_id.partition(".")
    scenario = pack.scenarios.get(scenario_id)
    step = None if scenario is None else scenario.steps.get(step_id)
    if scenario is None or step is None or not step.say:
        return None
    words = fill(step.say, pack, {}).text or shown(step.say, pack)
    marks = gaps_of(step.say, pack, words)
    return HitView(
        phrase_id, scenario_id, words, scenario.title, pack.language, step=step.title, reply=reply, marks=marks
    )
