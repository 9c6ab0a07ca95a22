"""From what the desk knows to what the window draws: the pure half of the station."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from agent_assist.call.show import Shown, show
from agent_assist.call.state import Call, Frame
from agent_assist.desk import ledger
from agent_assist.desk.calls import Live
from agent_assist.desk.summary import matter
from agent_assist.desk.view import (
    REFLEXES,
    FiguresView,
    LastCall,
    OtherCall,
    PathStep,
    Peek,
    PromiseView,
    Situation,
)
from agent_assist.script.fill import fill
from agent_assist.script.model import CALLER, GIVEN_SLOTS, OPENING, Pack

if TYPE_CHECKING:
    from agent_assist.script.phrases import FreePhrase
    from agent_assist.store.records import Figures, FollowUpRow


def situations(pack: Pack) -> tuple[Situation, ...]:
    """Every scenario that can be opened, the pack's own order first."""
    first = [scenario for scenario in pack.situations if scenario in pack.scenarios]
    rest = [scenario for scenario in pack.scenarios if scenario not in first]
    return tuple(_situation(pack, scenario) for scenario in (*first, *rest))


def reflexes(pack: Pack) -> tuple[Situation, ...]:
    """The reflex pad in the order of its keys; a scenario the pack lacks keeps its place, without a title."""
    return tuple(_situation(pack, scenario) for scenario in REFLEXES)


def _situation(pack: Pack, scenario_id: str) -> Situation:
    scenario = pack.scenarios.get(scenario_id)
    if scenario is None:
        return Situation(scenario_id, "")
    return Situation(scenario_id, scenario.title, scenario.aliases, scenario.visit)


def choices(pack: Pack) -> dict[str, Mapping[str, str]]:
    """What may be chosen for a slot, by value: the choices of the pack, and public numbers where one is given."""
    found = {slot.id: slot.choices for slot in pack.slots.values() if slot.choices}
    public = {entry.number: f"{entry.name} {entry.number}" for entry in pack.directory.values() if entry.public}
    if public:
        found.update({name: public for name in GIVEN_SLOTS if name in pack.slots})
    return found


def others(lives: Iterable[Live]) -> tuple[OtherCall, ...]:
    """The calls beside the one on screen."""
    return tuple(OtherCall(live.id, live.state, live.call.number, live.state_since) for live in lives)


def slot_values(call: Call) -> Mapping[str, str]:
    """The values of the caller card."""
    return {name: value for name, value in call.slots.items() if value}


def peek(call: Call, phrase_id: str, phrase: FreePhrase | str, values: Mapping[str, str]) -> Peek:
    """A line that the search found, filled for this call.

    `phrase` is what is shown where the id is none of a line: a phrase that belongs to no step, or just words.
    """
    scenario_id, _, step_id = phrase_id.partition(".")
    scenario = call.pack.scenarios.get(scenario_id)
    step = None if scenario is None else scenario.steps.get(step_id)
    language: str = call.language
    if step is not None:
        say, norms = step.say, step.norms
    elif isinstance(phrase, str):
        say, norms = phrase, ()
    else:
        scenario = call.pack.scenarios.get(phrase.scenario)
        say, norms, language = phrase.text, phrase.norms, phrase.language or language
    filled = fill(say, call.pack, values)
    at = ("", "") if scenario is None else (scenario.id, scenario.title)
    lacks = filled.text is None
    listed = fill(say, call.pack, {**values, **_labels(filled.missing, call.pack)}) if lacks else filled
    return Peek(
        *at,
        line=filled.text,
        spans=listed.spans,
        norms=norms,
        id=phrase_id,
        language="en" if language == "en" else "zh",
        gapped=(listed.text or "") if lacks else "",
        missing=filled.missing,
    )


def _labels(missing: tuple[str, ...], pack: Pack) -> dict[str, str]:
    """What stands in the place of values that are missing: their labels in the brackets of a form."""
    named = ((slot_id, pack.slot(slot_id)) for slot_id in missing)
    begin, end = "〔〕" if pack.language == "zh" else "[]"
    return {slot_id: f"{begin}{slot.label or slot_id}{end}" for slot_id, slot in named if slot is not None}


def promise(row: FollowUpRow, pack: Pack, utc_ms: int) -> PromiseView:
    """A follow-up as an entry of today's list; its reason is shown by the title of that scenario, if it is one."""
    scenario = pack.scenarios.get(row.reason)
    return PromiseView(
        id=row.id,
        reason=row.reason if scenario is None else scenario.title,
        owner=row.owner,
        due_utc_ms=row.due_utc_ms,
        made_utc_ms=row.made_utc_ms,
        level=ledger.level(row, utc_ms),
        callback=ledger.callback(row, pack),
        who=ledger.who(row, pack),
        number=ledger.number(row),
        matter=(row.values or {}).get("issue", ""),
    )


def figures(kept: Figures) -> FiguresView:
    """The numbers of the day; a rate with nothing to divide by is None."""
    return FiguresView(
        calls=kept.calls,
        in_time=kept.answered_in_time / kept.answered if kept.answered else None,
        talk_ms=kept.average_talk_ms,
        promises_kept=kept.promises_kept,
        promises_made=kept.promises_made,
    )


def is_personal(call: Call, shown: Shown) -> bool:
    """Whether the line on screen holds a personal value (it stays out of the speech cache)."""
    personal = {slot.id for slot in call.pack.slots.values() if slot.personal} | {CALLER}
    return any(span.slot in personal for span in shown.spans)


def picture(call: Call, at: int) -> Shown:
    """The call as it is drawn now. One that rang too long already shows the apology it will open with."""
    late_ms = call.pack.timings.get("late")
    opening = call.pack.scenarios[OPENING]
    if call.life == "ringing" and opening.late and late_ms is not None and at - (call.rang_at or 0) > late_ms:
        call = replace(call, frames=(Frame(OPENING, opening.late),))
    return show(call, at)


def path(call: Call) -> tuple[PathStep, ...]:
    """The path so far with the titles of its places, in the language of the lines."""
    made = []
    for mark in call.path:
        scenario = call.pack.scenarios.get(mark.scenario)
        step = None if scenario is None else scenario.steps.get(mark.step)
        titles = ("" if scenario is None else scenario.title, "" if step is None else step.title)
        made.append(PathStep(mark.at, mark.kind, *titles))
    return tuple(made)


def last_call(live: Live) -> LastCall:
    """What may still be shown of a call that leaves the desk."""
    call = live.call
    talk = None if call.answered_at is None or call.ended_at is None else call.ended_at - call.answered_at
    return LastCall(
        ended_utc_ms=live.utc_base + (call.ended_at or 0),
        scenario_title=call.pack.scenarios[matter(call)].title,
        talk_ms=talk,
        outcome=live.outcome,
        lines_said=sum(mark.kind == "said" for mark in call.path),
        overridden=call.override is not None,
    )
