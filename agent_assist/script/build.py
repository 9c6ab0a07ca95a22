"""From merged tables to a `Pack`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from agent_assist.script.directory import read_directory
from agent_assist.script.layer import HEADER_KEYS, Layer
from agent_assist.script.model import (
    ALWAYS,
    CHOICES,
    SLOT_KINDS,
    Pack,
    Place,
    Rules,
    Scenario,
    Slot,
    Step,
    Title,
)
from agent_assist.script.overlay import Merged, MergedScenario
from agent_assist.script.parts import ONLY, Parts, cited
from agent_assist.script.table import SLOT_ID, Report, Table, did_you_mean

PACK_KEYS = (
    "organisation",
    "language",
    "extends",
    "norms",
    "address",
    "situations",
    "locked",
    "omit",
    "rules",
    "timings",
    "titles",
    "slots",
    "taboos",
    "guide",
    "wordings",
    "directory",
)
STEP_KEYS = (
    "title",
    "say",
    "norms",
    "wait",
    "replies",
    "next",
    "record",
    "tick",
    "hangup",
    "follow_up",
    "taboos",
    "guide",
    ONLY,
)
SLOT_KEYS = ("label", "ask", "fallback", "value", "choices", "kind", "personal", "aliases")
_FROM_UNTIL = re.compile(r"(\d\d?):(\d\d) ?[-–] ?(\d\d?):(\d\d)\Z")
SAFE_KEYS = ("ask", "fallback", "value")
"""What makes a slot safe; a pack that writes one of them means it instead of what it inherits."""
RULE_KEYS = ("hangup", "hold", "dialect", "promises", "leader", "name", "hours", "norms")


def build(layer: Layer, merged: Merged, report: Report) -> Pack:
    """Make the pack of the highest layer; `merged` is all that it consists of."""
    for head in merged.heads:
        head.known(PACK_KEYS, report, "pack.toml")
    timings = _timings(merged, report)
    lists = _wordings(merged, report)
    rules = _rules(merged, report)
    parts = Parts(timings, report, lists, whole="" not in merged.lost, rules=rules)
    _check_wordings(merged, parts)
    directory, unspoken = read_directory(merged, report)
    head = merged.heads[-1]
    if "organisation" not in head and "" not in layer.lost:
        report.error(head.place, "missing-key", "the pack has no organisation", 'write organisation = "..."')
    scenarios = {name: _Scenario(name, scenario, parts, report).run() for name, scenario in merged.scenarios.items()}
    return Pack(
        id=layer.id,
        language=layer.language,
        organisation=merged.top("organisation").text("organisation", report) or layer.id,
        place=head.place,
        rules=rules,
        timings=timings,
        titles=_titles(merged, report),
        slots=_slots(merged, report),
        scenarios=scenarios,
        address=merged.top("address").text("address", report) or "{surname}{title}",
        norms=merged.top("norms").text("norms", report),
        extends=layer.extends,
        situations=merged.top("situations").texts("situations", report),
        locked=_all_texts(merged, "locked", report),
        taboos=(*(taboo for each in merged.heads for taboo in parts.taboos(each)), *unspoken),
        guide=tuple(tip for each in merged.heads for tip in parts.guide(each)),
        wordings=lists,
        directory=directory,
    )


def _wordings(merged: Merged, report: Report) -> dict[str, tuple[str, ...]]:
    """The lists of wordings of all layers; lists of one name add up."""
    found: dict[str, tuple[str, ...]] = {}
    for head in merged.heads:
        table = head.table("wordings", report)
        for name in table.data if table else ():
            words = table.texts(name, report) if table else ()
            found[name] = tuple(dict.fromkeys((*found.get(name, ()), *words)))
    return found


def _check_wordings(merged: Merged, parts: Parts) -> None:
    for head in merged.heads:
        table = head.table("wordings", Report())
        for name in table.data if table else ():
            if table:
                parts.understand(table, name)


def _all_texts(merged: Merged, key: str, report: Report) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for head in merged.heads for word in head.texts(key, report)))


def _timings(merged: Merged, report: Report) -> dict[str, int]:
    found: dict[str, int] = {}
    for head in merged.heads:
        table = head.table("timings", report)
        for name in table.data if table else ():
            seconds = table.number(name, report) if table else None
            if seconds is None:
                continue
            if table and seconds < 0:
                report.error(table.value_at(name), "bad-value", f"{name} cannot be below 0", "write seconds")
                continue
            found[name] = round(seconds * 1000)
    return found


def _titles(merged: Merged, report: Report) -> dict[str, Title]:
    found: dict[str, Title] = {}
    for head in merged.heads:
        group = head.table("titles", report)
        for name in group.data if group else ():
            table = group.table(name, report) if group else None
            if table is None:
                continue
            table.known(("word", "alone"), report, "a title")
            word = table.required("word", report, f"the title '{name}'")
            found[name] = Title(name, word, table.text("alone", report))
    return found


@dataclass(slots=True)
class _SlotDraft:
    """What the layers so far say about a slot, as the tables that say it."""

    tables: dict[str, Table]
    last: Table


def _slots(merged: Merged, report: Report) -> dict[str, Slot]:
    drafts: dict[str, _SlotDraft] = {}
    for head in merged.heads:
        group = head.table("slots", report)
        for name in group.data if group else ():
            table = group.table(name, report) if group else None
            if table is None:
                continue
            if not SLOT_ID.match(name):
                report.error(table.place, "bad-id", f"'{name}' is no slot id", "use small letters, digits and _")
            table.known(SLOT_KEYS, report, "a slot")
            draft = drafts.setdefault(name, _SlotDraft({}, table))
            if any(key in table for key in SAFE_KEYS):
                draft.tables = {key: each for key, each in draft.tables.items() if key not in SAFE_KEYS}
            draft.tables.update(dict.fromkeys(table.data, table))
            draft.last = table
    return {name: _slot(name, draft, report) for name, draft in drafts.items()}


def _slot(name: str, draft: _SlotDraft, report: Report) -> Slot:
    def text(key: str) -> str:
        table = draft.tables.get(key)
        return table.text(key, report) if table else ""

    if "label" not in draft.tables:
        report.error(draft.last.place, "missing-key", f"the slot '{name}' has no label", 'write label = "..."')
    choices = draft.tables["choices"].table("choices", report) if "choices" in draft.tables else None
    words = {key: choices.text(key, report) for key in choices.data} if choices else {}
    kind = draft.tables["kind"].choice("kind", report, SLOT_KINDS, "text") if "kind" in draft.tables else ""
    return Slot(
        id=name,
        label=text("label") or name,
        place=draft.last.place,
        ask=text("ask"),
        fallback=text("fallback") if "fallback" in draft.tables else None,
        value=text("value"),
        choices=words,
        kind=kind or ("choice" if words else "text"),
        personal="personal" in draft.tables and draft.tables["personal"].flag("personal", report),
        aliases=draft.tables["aliases"].texts("aliases", report) if "aliases" in draft.tables else (),
    )


def _rules(merged: Merged, report: Report) -> Rules:
    written: dict[str, Table] = {}
    norms: dict[str, tuple[str, ...]] = {}
    for head in merged.heads:
        table = head.table("rules", report)
        if table is None:
            continue
        table.known(RULE_KEYS, report, "[rules]")
        written.update(dict.fromkeys(table.data, table))
        cites = table.table("norms", report)
        if cites is not None:
            cites.known(RULE_KEYS[:-1], report, "[rules.norms]")
            norms.update({rule: cites.texts(rule, report) for rule in cites.data})

    def choice(key: str, default: str) -> str:
        return written[key].choice(key, report, CHOICES[key], default) if key in written else default

    return Rules(
        hangup=choice("hangup", "agent"),
        hold=choice("hold", "mute"),
        dialect=choice("dialect", "unset"),
        promises=written["promises"].texts("promises", report) if "promises" in written else (),
        leader=written["leader"].text("leader", report) if "leader" in written else "",
        name=choice("name", "free"),
        hours=_hours(written["hours"], report) if "hours" in written else ALWAYS,
        norms=norms,
        places={key: table.at(key) for key, table in written.items() if key != "norms"},
    )


def _hours(table: Table, report: Report) -> tuple[int, int]:
    """Service hours as minutes of the day: ``24h``, or from and until as in ``08:30-18:00``."""
    written = table.text("hours", report)
    found = _FROM_UNTIL.match(written)
    if found is None and written != "24h":
        report.error(table.value_at("hours"), "bad-value", f"'{written}' are no hours", 'write "08:30-18:00" or "24h"')
    if found is None:
        return ALWAYS
    first, until = (60 * int(found[hour]) + int(found[hour + 1]) for hour in (1, 3))
    if not (first < until <= ALWAYS[1] and int(found[2]) < 60 and int(found[4]) < 60):
        hint = "the day begins at 00:00 and ends at 24:00; write from and until"
        report.error(table.value_at("hours"), "bad-value", f"'{written}' are no hours of a day", hint)
        return ALWAYS
    return first, until


@dataclass(slots=True)
class _Scenario:
    """Builds one scenario."""

    name: str
    merged: MergedScenario
    parts: Parts
    report: Report

    def run(self) -> Scenario:
        headers = self.merged.headers
        for header in headers:
            self._known(header)
        written = self.merged.steps.items()
        steps = {step: self._step(step, table) for step, table in written if self.parts.applies(table)}
        heard: Literal["back", "stay"] = "back" if self._choice("heard", ("back", "stay"), "stay") == "back" else "stay"
        return Scenario(
            id=self.name,
            title=self._text("title") or self.name,
            place=self.merged.place,
            start=self._text("start") or next(iter(steps), ""),
            steps=steps,
            aliases=self._added("aliases"),
            heard=heard,
            reflex=self._flag("reflex"),
            lost=self._flag("lost"),
            visit=self._flag("visit"),
            late=self._text("late"),
            held=self._text("held"),
            resumed=self._text("resumed"),
            norms=self._added("norms"),
            taboos=tuple(taboo for header in headers for taboo in self.parts.taboos(header)),
            guide=tuple(tip for header in headers for tip in self.parts.guide(header)),
            keys=self._keys(),
        )

    def _keys(self) -> dict[str, Place]:
        found: dict[str, Place] = {}
        for header in self.merged.headers:
            found.update(header.places(HEADER_KEYS))
        return found

    def _known(self, header: Table) -> None:
        for key, value in header.data.items():
            if key in HEADER_KEYS or isinstance(value, dict):
                continue
            hint = did_you_mean(key, HEADER_KEYS)
            if not hint and key in STEP_KEYS:
                hint = f"it belongs to a step: write it below a [{self.name}.step] line"
            message = f"'{key}' is no key of a scenario"
            self.report.error(header.at(key), "unknown-key", message, hint or f"known are: {', '.join(HEADER_KEYS)}")

    def _text(self, key: str) -> str:
        table = self.merged.top(key)
        return table.text(key, self.report) if table else ""

    def _choice(self, key: str, choices: tuple[str, ...], default: str) -> str:
        table = self.merged.top(key)
        return table.choice(key, self.report, choices, default) if table else default

    def _flag(self, key: str) -> bool:
        table = self.merged.top(key)
        return table is not None and table.flag(key, self.report)

    def _added(self, key: str) -> tuple[str, ...]:
        words = (word for header in self.merged.headers for word in header.texts(key, self.report))
        return tuple(dict.fromkeys(words))

    def _step(self, name: str, table: Table) -> Step:
        parts, report = self.parts, self.report
        table.known(STEP_KEYS, report, "a step")
        hangup = table.text("hangup", report)
        if hangup not in ("", "said"):
            report.error(table.value_at("hangup"), "bad-value", f"'{hangup}' opens no hang-up", 'write hangup = "said"')
            hangup = ""
        to = table.text("next", report)
        return Step(
            id=name,
            title=table.text("title", report),
            place=table.place,
            say=table.text("say", report),
            say_place=table.value_at("say") if "say" in table else None,
            norms=cited(table, report),
            wait=parts.wait(table) if "wait" in table else None,
            replies=parts.replies(table) if "replies" in table else (),
            next=to,
            next_place=table.value_at("next") if to else None,
            record=table.texts("record", report),
            tick=table.text("tick", report),
            hangup=hangup,
            follow_ups=parts.follow_ups(table),
            taboos=parts.taboos(table),
            guide=parts.guide(table),
            keys=table.places(STEP_KEYS),
        )
