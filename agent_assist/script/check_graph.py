"""Where steps lead: targets that do not exist, steps that nothing leads to, ways that never end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from agent_assist.script.model import BACK, OPENING, Pack, Place, Scenario, Step
from agent_assist.script.read import Resolved
from agent_assist.script.sound import silent_rings
from agent_assist.script.table import Report, did_you_mean

Node = tuple[str, str]
_WAYS = ("replies", "wait", "next", "hangup")
"""Where a call goes on from a step."""


def check_graph(resolved: Resolved, report: Report) -> None:
    """Report what is wrong with the ways through a pack."""
    graph = _Graph(resolved, report)
    graph.follow_all()
    _check_lists(graph)
    for scenario in resolved.pack.scenarios.values():
        _check_header(graph, scenario)
        if resolved.damaged(scenario.id):
            continue
        _check_lines(graph, scenario)
        _check_replaced(graph, scenario)
        if scenario.id not in graph.dangling and not resolved.incomplete:
            _check_reach(graph, scenario)
    _check_loops(graph)
    _check_silence(graph)
    _check_opening(graph)


@dataclass(slots=True)
class _Graph:
    """The steps of a pack with the ways between them.

    `exits` are the steps that lead out, `dangling` the scenarios with a way to nowhere, `entered` the steps that another
    scenario leads to.
    """

    resolved: Resolved
    report: Report
    ways: dict[Node, list[Node]] = field(default_factory=dict)
    exits: set[Node] = field(default_factory=set)
    dangling: set[str] = field(default_factory=set)
    entered: set[Node] = field(default_factory=set)

    @property
    def pack(self) -> Pack:
        return self.resolved.pack

    def follow_all(self) -> None:
        for scenario, step in self.pack.steps():
            node = (scenario.id, step.id)
            self.ways[node] = []
            if _ends(scenario, step):
                self.exits.add(node)
            for to, place in self._targets(scenario, step):
                self._follow(node, to, place)

    def _targets(self, scenario: Scenario, step: Step) -> Iterator[tuple[str, Place]]:
        if step.wait is not None and step.wait.to is not None:
            yield step.wait.to, self.resolved.at(scenario.id, step.id, "wait", "to")
        for reply in step.replies:
            yield reply.to, self.resolved.reply_at(scenario.id, step.id, reply.id, "to")
        if step.next:
            yield step.next, self.resolved.at(scenario.id, step.id, "next")

    def _follow(self, node: Node, to: str, place: Place) -> None:
        if to == BACK:
            self.exits.add(node)
            return
        found = self.pack.target(node[0], to)
        if found is None:
            self.missing(to, place, node[0])
            self.dangling.add(node[0])
        else:
            self.ways[node].append(found)
            if found[0] != node[0]:
                self.entered.add(found)

    def missing(self, to: str, place: Place, scenario: str = "") -> None:
        """Report a target that does not exist, unless a mistake elsewhere may have taken it."""
        resolved = self.resolved
        name, _, step = to.partition(".")
        if name in self.pack.scenarios and not step:
            # The scenario is there and begins with a step that is not: its header is to blame, and reported.
            return
        if resolved.incomplete or resolved.damaged(name) or resolved.damaged(scenario):
            return
        inside = f"{scenario}.{to}"
        omitted = next((each for each in (to, inside, name) if each in resolved.merged.omitted), None)
        if omitted is not None and not resolved.own(place):
            message = f"'{omitted}' is left out here, but what is inherited still leads to it (line {place.line})"
            hint = "write those steps anew, or keep it"
            self.report.error(resolved.merged.omitted[omitted], "dangling-target", message, hint)
            return
        hint = did_you_mean(to, self._names(scenario)) or "correct it, or write the step it means"
        self.report.error(place, "dangling-target", f"there is no step or scenario '{to}'", hint)

    def _names(self, scenario: str) -> list[str]:
        here = self.pack.scenarios.get(scenario)
        names = [*(here.steps if here else ()), *self.pack.scenarios]
        return [*names, *(f"{each.id}.{step.id}" for each, step in self.pack.steps())]

    def reaching(self, goals: Iterable[Node]) -> set[Node]:
        """Every step from which one of `goals` can be reached."""
        back: dict[Node, list[Node]] = {}
        for node, ways in self.ways.items():
            for way in ways:
                back.setdefault(way, []).append(node)
        return _spread(goals, back)


def _spread(starts: Iterable[Node], ways: dict[Node, list[Node]]) -> set[Node]:
    found = set(starts)
    rest = list(found)
    while rest:
        for node in ways.get(rest.pop(), ()):
            if node not in found:
                found.add(node)
                rest.append(node)
    return found


def _ends(scenario: Scenario, step: Step) -> bool:
    """Whether a call may leave the scenario here, or end."""
    if step.hangup or (step.wait is not None and step.wait.to is None):
        return True
    return scenario.reflex or not (step.wait or step.replies or step.next)


def _check_lists(graph: _Graph) -> None:
    """What pack.toml names must exist."""
    pack, merged = graph.pack, graph.resolved.merged
    if graph.resolved.damaged():
        return
    situations = merged.top("situations")
    for number, name in enumerate(pack.situations):
        if name not in pack.scenarios:
            graph.missing(name, situations.value_at("situations", number))
        elif name in pack.situations[:number]:
            place = situations.value_at("situations", number)
            graph.report.error(place, "duplicate-id", f"'{name}' is in this list already", "leave it out here")
    for head in merged.heads:
        for number, entry in enumerate(head.texts("locked", graph.report)):
            name, _, step = entry.partition(".")
            if name not in pack.scenarios or (step and step not in pack.scenarios[name].steps):
                graph.missing(entry, head.value_at("locked", number))


def _check_header(graph: _Graph, scenario: Scenario) -> None:
    """The steps that a scenario's header names must be its own."""
    resolved, report = graph.resolved, graph.report
    hurt = resolved.incomplete or resolved.damaged(scenario.id)
    if not scenario.steps:
        if not hurt:
            hint = f"write a [{scenario.id}.step] with its line"
            report.error(scenario.place, "dead-end", f"the scenario '{scenario.id}' has no step", hint)
        return
    if "title" not in scenario.keys and not hurt:
        hint = 'write title = "..." below its line'
        report.error(scenario.place, "missing-key", f"the scenario '{scenario.id}' has no title", hint)
    for key in ("start", "late", "held", "resumed"):
        name = getattr(scenario, key)
        if name and name not in scenario.steps and not hurt:
            graph.dangling.add(scenario.id)
            hint = did_you_mean(name, scenario.steps) or f"its steps are: {', '.join(scenario.steps)}"
            message = f"'{scenario.id}' has no step '{name}'"
            report.error(resolved.header_at(scenario.id, key), "dangling-target", message, hint)


def _check_lines(graph: _Graph, scenario: Scenario) -> None:
    """Every step says something, or stands for one that does."""
    for step in scenario.steps.values():
        if step.say:
            continue
        if not step.next:
            place = graph.resolved.at(scenario.id, step.id)
            hint = 'write say = "...", or next = "..." for the line to come back with'
            graph.report.error(place, "missing-line", f"the step '{step.id}' has nothing to say", hint)
        elif not (step.wait or step.replies) and step.next == BACK:
            place = graph.resolved.at(scenario.id, step.id)
            graph.report.error(place, "dead-end", f"the step '{step.id}' does nothing", "write its line")


def _check_replaced(graph: _Graph, scenario: Scenario) -> None:
    """A step that replaces an inherited one replaces all of it: who meant the line alone has lost the ways on."""
    for name, before in graph.resolved.merged.scenarios[scenario.id].replaced.items():
        step = scenario.steps.get(name)
        place = graph.resolved.at(scenario.id, name) if step else None
        if step is None or place is None or not graph.resolved.own(place):
            continue
        had = [key for key in _WAYS if key in before.data]
        # With a title of its own it was meant to be another step, which may well end here.
        if had and not any(key in step.keys for key in ("title", *_WAYS)):
            message = f"'{name}' replaces the whole inherited step, and so it has no {' and no '.join(had)} any more"
            hint = f"copy them from {Path(before.place.path).parent.name}/{Path(before.place.path).name}:{before.place.line}"
            graph.report.warning(place, "lost-ways", message, hint)


def _check_reach(graph: _Graph, scenario: Scenario) -> None:
    """Every step can be reached: from the start of its scenario, or from another scenario."""
    named = (scenario.start, scenario.late, scenario.held, scenario.resumed)
    nodes = [(scenario.id, step) for step in scenario.steps]
    starts = {(scenario.id, name) for name in named if name in scenario.steps}
    starts |= graph.entered.intersection(nodes)
    inner = {node: [way for way in graph.ways[node] if way[0] == scenario.id] for node in nodes}
    reached = _spread(starts, inner)
    for step in scenario.steps.values():
        if (scenario.id, step.id) in reached or step.id in graph.resolved.merged.words:
            continue
        place = graph.resolved.at(scenario.id, step.id)
        if graph.resolved.own(place):
            hint = "let a reply, wait or next lead to it, or delete it"
            graph.report.error(place, "unreachable", f"nothing leads to the step '{step.id}'", hint)
        else:
            message = f"nothing leads to the inherited step '{step.id}' any more"
            hint = f'leave it out: omit = ["{scenario.id}.{step.id}"]'
            graph.report.warning(scenario.place, "unreachable", message, hint)


def _check_loops(graph: _Graph) -> None:
    """Steps that lead to one another for ever, once for each ring of them."""
    lost = {scenario.id for scenario in graph.pack.scenarios.values() if graph.resolved.damaged(scenario.id)}
    goals = graph.exits | {node for node in graph.ways if node[0] in lost or node[0] in graph.dangling}
    free = graph.reaching(goals)
    stuck = [node for node in graph.ways if node not in free]
    told: set[Node] = set()
    for node in stuck:
        if node in told:
            continue
        ring = _spread([node], graph.ways) & graph.reaching([node])
        told |= ring
        if node not in _spread(graph.ways[node], graph.ways):
            continue
        names = " and ".join(f"'{step}'" for _, step in sorted(ring, key=list(graph.ways).index))
        message = f"{names} lead to one another and never out" if len(ring) > 1 else f"{names} leads only to itself"
        hint = 'give one of them a reply with to = "back", or a way on'
        graph.report.error(graph.resolved.at(*node), "endless-loop", message, hint)


def _check_silence(graph: _Graph) -> None:
    """Steps without a line whose waits lead to one another: there time goes round, and nobody says a word."""
    for scenario, step in silent_rings(graph.pack):
        place = graph.resolved.at(scenario, step, "wait", "to")
        message = f"the waits of '{step}' and of what follows lead round in a ring without a line to say"
        graph.report.error(place, "endless-loop", message, "let one of these waits lead to a step with a line")


def _check_opening(graph: _Graph) -> None:
    """A pack that others extend may do without an opening; a call cannot."""
    resolved = graph.resolved
    if OPENING not in graph.pack.scenarios and not resolved.incomplete and not resolved.damaged():
        message = f"the pack '{graph.pack.id}' has no scenario '{OPENING}', and every call begins there"
        hint = f'write [{OPENING}] with a step, or extends = "common"'
        graph.report.warning(graph.pack.place, "no-opening", message, hint)
