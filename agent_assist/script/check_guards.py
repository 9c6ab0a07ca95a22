"""What must be true: guards, waits and watchers that can be fulfilled, and slots that exist."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from agent_assist.script.model import CALLER, Pack, Place, Reply, Scenario, Step, Taboo
from agent_assist.script.read import Resolved
from agent_assist.script.table import Report, did_you_mean

SAID = "said"
WAIT = "wait"


def check_guards(resolved: Resolved, report: Report) -> None:
    """Report what can never be fulfilled."""
    guards = _Guards(resolved, report, _ticked(resolved.pack))
    for scenario in resolved.pack.scenarios.values():
        if resolved.damaged(scenario.id):
            continue
        for step in scenario.steps.values():
            guards.step(scenario, step)
        guards.watchers(scenario.taboos, list(scenario.steps.values()))
    every = [step for _, step in resolved.pack.steps()]
    if not resolved.damaged():
        guards.watchers(resolved.pack.taboos, every)


def _ticked(pack: Pack) -> frozenset[str]:
    """The slots that some line or reply fulfils."""
    ticks = {step.tick for _, step in pack.steps() if step.tick}
    sets = {slot for _, step in pack.steps() for reply in step.replies for slot, _ in reply.sets}
    return frozenset(ticks | sets)


@dataclass(frozen=True, slots=True)
class _Guards:
    resolved: Resolved
    report: Report
    ticked: frozenset[str]

    def step(self, scenario: Scenario, step: Step) -> None:
        at = self.resolved.at
        for number, name in enumerate(step.record):
            self._needed(name, at(scenario.id, step.id, "record", number))
        if step.tick:
            self._tick(scenario, step)
        if step.hangup == SAID and not step.say:
            place = at(scenario.id, step.id, "hangup")
            self._closed(place, "the hang-up waits for a line, but the step has none", "write its line with say")
        for reply in step.replies:
            self._reply(scenario, step, reply)
        self._wait(scenario, step)
        self.watchers(step.taboos, [step])

    def watchers(self, taboos: Iterable[Taboo], steps: list[Step]) -> None:
        """A behaviour that something watches over needs that something among `steps`."""
        for taboo in taboos:
            if taboo.do and not self._watched(taboo.by, steps):
                hint = _WATCH_HINTS[taboo.by]
                message = f"nothing here watches over this taboo as '{taboo.by}'"
                self.report.error(taboo.place, "closed-guard", message, hint)

    def _watched(self, by: str, steps: list[Step]) -> bool:
        watched = {
            "record": any(step.record or any(reply.sets for reply in step.replies) for step in steps),
            "tick": any(step.tick for step in steps),
            "follow-up": any(step.follow_ups for step in steps),
            "reply": any(reply.needs for step in steps for reply in step.replies),
            "name": self.resolved.pack.rules.name == "use",
        }
        return watched.get(by, True)

    def _reply(self, scenario: Scenario, step: Step, reply: Reply) -> None:
        def place(*keys: str | int) -> Place:
            return self.resolved.reply_at(scenario.id, step.id, reply.id, *keys)

        for number, need in enumerate(reply.needs):
            if need == SAID:
                if not step.say:
                    self._closed(place("needs", number), "the reply waits for a line that the step lacks", "write say")
            elif need == WAIT:
                if step.wait is None:
                    message = "the reply waits for the end of a wait that the step lacks"
                    self._closed(place("needs", number), message, 'write wait = { seconds = 5, to = "step" }')
                elif step.wait.to is not None and scenario.heard == "back":
                    message = "the reply waits for the end of a wait that leads away before"
                    self._closed(place("needs", number), message, "leave 'wait' out of needs")
            else:
                self._needed(need, place("needs", number), SAID, WAIT)
        for name, value in reply.sets:
            self._set(name, value, place("set", name))

    def _set(self, name: str, value: str, place: Place) -> None:
        slot = self.resolved.pack.slot(name)
        if slot is None:
            self._undefined(name, place)
        elif slot.choices and value not in slot.choices:
            hint = did_you_mean(value, slot.choices) or f"write one of: {', '.join(slot.choices)}"
            self.report.error(place, "bad-value", f"'{value}' is no choice of the slot '{name}'", hint)

    def _tick(self, scenario: Scenario, step: Step) -> None:
        place = self.resolved.at(scenario.id, step.id, "tick")
        slot = self.resolved.pack.slot(step.tick)
        if slot is None:
            self._undefined(step.tick, place)
        elif slot.kind != "tick":
            hint = f'write kind = "tick" below [slots.{slot.id}]'
            self.report.error(place, "bad-value", f"'{step.tick}' is a slot to fill in, not one to tick", hint)
        if not step.say:
            self._closed(place, "the line is to tick this, but the step has none", "write its line with say")

    def _needed(self, name: str, place: Place, *others: str) -> None:
        slot = self.resolved.pack.slot(name)
        if name == CALLER:
            self._closed(place, "'caller' is made of surname and title and cannot be recorded", "name one of those")
        elif slot is None:
            self._undefined(name, place, *others)
        elif slot.value:
            self._closed(place, f"'{name}' is a constant and is never recorded", "name a slot that is asked for")
        elif slot.kind == "tick" and self.ticked.isdisjoint((slot.id, *slot.aliases)):
            message = f"nothing ever ticks '{name}'"
            self._closed(place, message, f'write tick = "{name}" in the step whose line fulfils it')

    def _wait(self, scenario: Scenario, step: Step) -> None:
        if step.wait is None:
            return
        place = step.wait.place
        if step.say and step.next:
            message = "the wait never runs, because 'next' leads on as soon as the line is said"
            self.report.error(place, "lost-wait", message, "keep either wait or next")
        elif step.say and scenario.reflex:
            message = "the wait never runs, because a reflex ends as soon as its line is said"
            self.report.error(place, "lost-wait", message, "leave out the wait, or reflex = true")

    def _undefined(self, name: str, place: Place, *others: str) -> None:
        if self.resolved.damaged():
            return
        known = [*self.resolved.pack.slots, *others]
        known += [alias for slot in self.resolved.pack.slots.values() for alias in slot.aliases]
        hint = did_you_mean(name, known) or f"define it in pack.toml: [slots.{name}]"
        self.report.error(place, "undefined-slot", f"there is no slot '{name}'", hint)

    def _closed(self, place: Place, message: str, hint: str) -> None:
        self.report.error(place, "closed-guard", message, hint)


_WATCH_HINTS = {
    "record": 'write record = ["..."] in a step, or by = "person"',
    "tick": 'write tick = "..." in a step, or by = "person"',
    "follow-up": 'write follow_up = { ... } in a step, or by = "person"',
    "reply": 'give a reply needs = ["..."], or write by = "person"',
    "name": 'write name = "use" below [rules], or by = "person"',
}
