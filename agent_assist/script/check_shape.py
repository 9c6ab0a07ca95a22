"""The same pack in two languages: everything but the wording has to be the same.

A wait that is longer in one language is a warning only: a lead who mends a timing in one file sees it work at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from agent_assist.script.fill import Fault, parse, slots_of
from agent_assist.script.model import CALLER, Place, Scenario, Severity, Step
from agent_assist.script.read import Resolved
from agent_assist.script.table import Report

_ADDRESS = frozenset((CALLER, "surname", "title", "position"))
"""Slots of address: each language puts them where it likes."""
_LANGUAGE = {"zh": "Chinese", "en": "English"}


def check_shape(one: Resolved, other: Resolved, report: Report) -> None:
    """Report where two languages of a pack differ in shape.

    What one of them lacks is reported where it is missing; what both have and differs is reported in `other`. What one of
    them writes anew and the other one only inherits counts as lacking: two languages never say what two packs mean.
    """
    told = frozenset((each.place.path, each.place.line) for each in report.problems if each.severity == "error")
    shape = _Shape(one, other, report, told)
    for name, scenario in one.pack.scenarios.items():
        twin = other.pack.scenarios.get(name)
        if twin is None:
            shape.lacking_scenario(other, scenario)
        elif not (one.damaged(name) or other.damaged(name)):
            shape.scenario(scenario, twin)
    for name, scenario in other.pack.scenarios.items():
        if name not in one.pack.scenarios:
            shape.lacking_scenario(one, scenario)
    if not (one.damaged() or other.damaged()):
        shape.head()


@dataclass(frozen=True, slots=True)
class _Shape:
    one: Resolved
    other: Resolved
    report: Report
    told: frozenset[tuple[str, int]]
    """Lines with an error: that they differ from the other language is no news."""

    def lacking_scenario(self, where: Resolved, scenario: Scenario) -> None:
        if where.incomplete or where.damaged(scenario.id):
            return
        language = _LANGUAGE[where.pack.language]
        message = f"the scenario '{scenario.id}' is missing in {language}"
        self._problem(
            where.merged.omitted.get(scenario.id, scenario.place),
            message,
            f"write it in {_folder(where)}, or delete it here",
        )

    def scenario(self, one: Scenario, two: Scenario) -> None:
        first, second = _written(self.one, one), _written(self.other, two)
        if first and not second and not self.other.own(two.place):
            self._unwritten(self.other, one, self.one)
            return
        if second and not first and not self.one.own(one.place):
            self._unwritten(self.one, two, self.other)
            return
        whole = not (self.one.incomplete or self.other.incomplete)
        for key in ("start", "heard", "reflex", "lost", "visit", "late", "held", "resumed") if whole else ():
            mine, theirs = getattr(one, key), getattr(two, key)
            if mine != theirs:
                self._differs(self.other.header_at(two.id, key), key, theirs, mine, self.one.header_at(one.id, key))
        for name in one.steps:
            if name not in two.steps or (name in first and name not in second):
                self._lacking_step(two, self.other, one.steps[name], self.one)
            elif name in first or name not in second:
                self._step(one, one.steps[name], two.steps[name])
        for name in two.steps:
            if name not in one.steps or (name in second and name not in first):
                self._lacking_step(one, self.one, two.steps[name], self.other)

    def _unwritten(self, where: Resolved, scenario: Scenario, twin: Resolved) -> None:
        """A scenario that one language writes anew and the other one only inherits."""
        if where.incomplete:
            return
        steps = (step.place for step in scenario.steps.values() if twin.own(step.place))
        place = scenario.place if twin.own(scenario.place) else next(steps)
        language = _LANGUAGE[where.pack.language]
        hint = f"write it in {_folder(where)} too, or delete it here"
        self._problem(place, f"'{scenario.id}' is written anew here, but not in {language}", hint)

    def head(self) -> None:
        """The rules, timings, slots and order of situations of the packs themselves."""
        one, two = self.one.pack, self.other.pack
        head = self.other.merged.top
        pairs: list[tuple[str, object, object]] = [
            ("situations", one.situations, two.situations),
            ("locked", one.locked, two.locked),
            ("norms", one.norms, two.norms),
            ("extends", one.extends, two.extends),
            ("timings", sorted(one.timings), sorted(two.timings)),
            ("slots", sorted(one.slots), sorted(two.slots)),
            ("titles", sorted(one.titles), sorted(two.titles)),
        ]
        for key, mine, theirs in pairs:
            if mine != theirs:
                self._listed(head(key).at(key) if key in head(key) else two.place, key, mine, theirs)
        for key in ("hangup", "hold", "dialect", "promises", "name", "hours"):
            mine, theirs = getattr(one.rules, key), getattr(two.rules, key)
            if mine != theirs:
                there = one.rules.places.get(key, one.place)
                self._differs(two.rules.places.get(key, two.place), key, theirs, mine, there)

        self._timings()

    def _timings(self) -> None:
        """A timing that is longer in one language, as a wait that is: said once here, not at each wait that cites it."""
        for name, mine in self.one.pack.timings.items():
            theirs = self.other.pack.timings.get(name, mine)
            if mine != theirs:
                here, there = _timing_at(self.other, name), _timing_at(self.one, name)
                self._differs(here, f"timing '{name}'", f"{theirs / 1000:g} s", f"{mine / 1000:g} s", there, "warning")

    def _listed(self, place: Place, key: str, mine: object, theirs: object) -> None:
        hint = "make both the same"
        if isinstance(mine, (list, tuple)) and isinstance(theirs, (list, tuple)):
            lacking = [f"'{each}'" for each in mine if each not in theirs]
            surplus = [f"'{each}'" for each in theirs if each not in mine]
            parts = [f"add {', '.join(lacking)}"] if lacking else []
            parts += [f"leave out {', '.join(surplus)}"] if surplus else []
            hint = "; ".join(parts) or "put them in the same order"
        self._problem(place, f"{key}: not the same in both languages", hint)

    def _lacking_step(self, scenario: Scenario, where: Resolved, step: Step, twin: Resolved) -> None:
        if where.incomplete:
            return
        inherited = twin.own(step.place) and not where.own(scenario.place)
        place = where.pack.place if inherited else scenario.place
        place = where.merged.omitted.get(f"{scenario.id}.{step.id}", place)
        language = _LANGUAGE[where.pack.language]
        there = f"{_file(step.place)}, line {step.place.line}"
        message = f"the step '{scenario.id}.{step.id}' is missing in {language}"
        self._problem(place, message, f"the other language has it: {there}")

    def _step(self, scenario: Scenario, one: Step, two: Step) -> None:
        def here(*keys: str | int) -> Place:
            return self.other.at(scenario.id, two.id, *keys)

        def there(*keys: str | int) -> Place:
            return self.one.at(scenario.id, one.id, *keys)

        self._present(one, two, "say", bool(one.say), bool(two.say), "line", scenario)
        self._present(one, two, "wait", one.wait is not None, two.wait is not None, "wait", scenario)
        if one.wait is not None and two.wait is not None:
            cited = _cited(self.one, scenario, one) and _cited(self.one, scenario, one) == _cited(
                self.other, scenario, two
            )
            if one.wait.ms != two.wait.ms and one.wait.ms and two.wait.ms and not cited:
                lengths = f"{two.wait.ms / 1000:g} s", f"{one.wait.ms / 1000:g} s"
                self._differs(
                    here("wait", "seconds"), "length of the wait", *lengths, there("wait", "seconds"), "warning"
                )
            if one.wait.to != two.wait.to:
                ends = two.wait.to or "hangup", one.wait.to or "hangup"
                self._differs(here("wait"), "end of the wait", *ends, there("wait"))
        for key in ("next", "tick", "hangup"):
            mine, theirs = getattr(one, key), getattr(two, key)
            if mine != theirs:
                self._differs(here(key) if theirs else two.place, key, theirs, mine, there(key) if mine else one.place)
        if sorted(one.record) != sorted(two.record):
            self._differs(here("record"), "record", _list(two.record), _list(one.record), there("record"))
        self._promises(one, two, here, there)
        self._replies(scenario, one, two)
        self._slots(one, two, here, there)

    def _present(self, one: Step, two: Step, key: str, mine: bool, theirs: bool, what: str, scenario: Scenario) -> None:
        if mine == theirs:
            return
        bare, full = (self.other, self.one) if mine else (self.one, self.other)
        step = two if mine else one
        inherited = full.own(full.at(scenario.id, step.id)) and not bare.own(step.place)
        language = _LANGUAGE[bare.pack.language]
        has = full.at(scenario.id, step.id, key)
        hint = f"the other language has one: {_file(has)}, line {has.line}"
        place = has if inherited else step.place
        self._problem(place, f"the step '{step.id}' has no {what} in {language}", hint)

    def _promises(self, one: Step, two: Step, here: Callable[..., Place], there: Callable[..., Place]) -> None:
        mine = [(rule.within, rule.owner, rule.reason) for rule in one.follow_ups]
        theirs = [(rule.within, rule.owner, rule.reason) for rule in two.follow_ups]
        if mine != theirs:
            words = [_list(" ".join(rule) for rule in rules) for rules in (theirs, mine)]
            self._differs(here("follow_up"), "follow_up", words[0], words[1], there("follow_up"))

    def _replies(self, scenario: Scenario, one: Step, two: Step) -> None:
        mine, theirs = [reply.id for reply in one.replies], [reply.id for reply in two.replies]
        if mine != theirs:
            place = self.other.at(scenario.id, two.id, "replies") if theirs else two.place
            there = self.one.at(scenario.id, one.id, "replies") if mine else one.place
            self._differs(place, "replies", _list(theirs), _list(mine), there)
        for reply in one.replies:
            twin = two.reply(reply.id)
            if twin is None:
                continue
            for key, own, its in (
                ("to", reply.to, twin.to),
                ("needs", sorted(reply.needs), sorted(twin.needs)),
                ("set", sorted(reply.sets), sorted(twin.sets)),
            ):
                if own != its:
                    place = self.other.reply_at(scenario.id, two.id, twin.id, key)
                    there = self.one.reply_at(scenario.id, one.id, reply.id, key)
                    self._differs(place, f"{key} of the reply '{reply.id}'", _shown(its), _shown(own), there)

    def _slots(self, one: Step, two: Step, here: Callable[..., Place], there: Callable[..., Place]) -> None:
        mine, theirs = _used(one.say), _used(two.say)
        if mine is not None and theirs is not None and mine != theirs:
            self._differs(here("say"), "slots of the line", _list(theirs), _list(mine), there("say"))

    def _differs(
        self, place: Place, what: str, mine: object, other: object, there: Place, severity: Severity = "error"
    ) -> None:
        if not self.told.isdisjoint(((place.path, place.line), (there.path, there.line))):
            return
        if self.one.own(there) and not self.other.own(place):
            place, there, mine, other = there, place, other, mine
        message = f"{what}: not the same in both languages ({_shown(mine)} here, {_shown(other)} there)"
        self._problem(place, message, f"compare {_file(there)}, line {there.line}", severity)

    def _problem(self, place: Place, message: str, hint: str, severity: Severity = "error") -> None:
        self.report.error(place, "shape", message, hint, severity)


def _written(resolved: Resolved, scenario: Scenario) -> frozenset[str]:
    """The steps of a scenario that the pack writes itself; the others it inherits."""
    return frozenset(name for name, step in scenario.steps.items() if resolved.own(step.place))


def _cited(resolved: Resolved, scenario: Scenario, step: Step) -> str:
    """The timing that the wait of a step cites by name; "" where it has seconds of its own."""
    wait = resolved.merged.scenarios[scenario.id].steps[step.id].data.get("wait")
    seconds = wait.get("seconds") if isinstance(wait, dict) else None
    return seconds if isinstance(seconds, str) else ""


def _timing_at(resolved: Resolved, name: str) -> Place:
    """Where a timing is written, by the highest pack that writes it."""
    for head in reversed(resolved.merged.heads):
        table = head.table("timings", Report())
        if table is not None and name in table:
            return table.value_at(name)
    return resolved.pack.place


def _used(say: str) -> list[str] | None:
    """The slots a line uses besides those of address; None for no line, or one that is not well formed."""
    segments = parse(say)
    if not say or isinstance(segments, Fault):
        return None
    return sorted({hole.slot for hole, _ in slots_of(segments)} - _ADDRESS)


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return _list(" = ".join(each) if isinstance(each, tuple) else str(each) for each in value)
    return str(value) or "none"


def _list(words: Iterable[str]) -> str:
    return ", ".join(words) or "none"


def _file(place: Place) -> str:
    path = Path(place.path)
    return f"{path.parent.parent.name}/{path.parent.name}/{path.name}"


def _folder(resolved: Resolved) -> str:
    folder = resolved.folder.absolute()
    return f"{folder.parent.name}/{folder.name}"
