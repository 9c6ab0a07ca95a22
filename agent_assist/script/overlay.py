"""Laying packs over one another: what `extends` means.

Scenario headers merge key by key; aliases, taboos, tips and norms add up; a step that is present replaces the whole step;
`omit` removes what is inherited. What a pack below has locked stays as it is (S2-29). Everything keeps the table it was
written in, and so its place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from agent_assist.script.layer import Layer
from agent_assist.script.model import Place
from agent_assist.script.table import Report, Table, did_you_mean


@dataclass(frozen=True, slots=True)
class MergedScenario:
    """A scenario with the header tables of all layers, lowest first, and the step tables that are left."""

    headers: tuple[Table, ...]
    steps: Mapping[str, Table]
    replaced: Mapping[str, Table] = field(default_factory=dict)
    """The steps as they were below, of those that a higher pack writes anew."""

    def top(self, key: str) -> Table | None:
        """The highest header that writes a key."""
        return next((table for table in reversed(self.headers) if key in table), None)

    @property
    def place(self) -> Place:
        """Where the scenario is written: by the highest layer that has more of it than single steps."""
        named = self.top("title") or self.headers[-1]
        return named.place


@dataclass(frozen=True, slots=True)
class Merged:
    """The tables of a pack and of all that lies below it."""

    heads: tuple[Table, ...]
    scenarios: Mapping[str, MergedScenario]
    omitted: Mapping[str, Place]
    lost: frozenset[str]
    words: frozenset[str]

    def top(self, key: str) -> Table:
        """The highest pack.toml that writes a key, or the highest there is."""
        return next((head for head in reversed(self.heads) if key in head), self.heads[-1])


@dataclass(slots=True)
class _Pile:
    report: Report
    scenarios: dict[str, MergedScenario] = field(default_factory=dict)
    omitted: dict[str, Place] = field(default_factory=dict)
    lost: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    locked: frozenset[str] = frozenset()


def merge(layers: Sequence[Layer], report: Report, *, whole: bool = True) -> Merged:
    """Lay the layers over one another, lowest first; unless they are `whole`, anything may be missing below them."""
    pile = _Pile(report, lost=frozenset() if whole else frozenset(("", "*")))
    for layer in layers:
        _omit(pile, layer)
        pile.lost |= layer.lost
        pile.words |= layer.words
        for name, scenario in layer.scenarios.items():
            below = pile.scenarios.get(name)
            headers = (*below.headers, scenario.header) if below else (scenario.header,)
            steps, replaced = scenario.steps, {}
            if below:
                new = _unlocked(pile, name, scenario.steps)
                steps = {**below.steps, **new}
                replaced = {**below.replaced, **{step: below.steps[step] for step in new if step in below.steps}}
            pile.scenarios[name] = MergedScenario(headers, steps, replaced)
            pile.omitted.pop(name, None)
            for step in scenario.steps:
                pile.omitted.pop(f"{name}.{step}", None)
        pile.locked |= frozenset(layer.head.texts("locked", Report()))
    return Merged(tuple(layer.head for layer in layers), pile.scenarios, pile.omitted, pile.lost, pile.words)


def _unlocked(pile: _Pile, scenario: str, steps: Mapping[str, Table]) -> Mapping[str, Table]:
    """Those steps that no pack below has locked; the others are reported."""
    allowed = {}
    for step, table in steps.items():
        if pile.locked.isdisjoint((scenario, f"{scenario}.{step}")):
            allowed[step] = table
        else:
            message = f"the step '{scenario}.{step}' is locked by the pack below and stays as it is there"
            pile.report.error(table.place, "locked", message, "delete it here, or ask whoever keeps that pack")
    return allowed


def _omit(pile: _Pile, layer: Layer) -> None:
    for number, entry in enumerate(layer.head.texts("omit", pile.report)):
        place = layer.head.value_at("omit", number)
        name, _, step = entry.partition(".")
        scenario = pile.scenarios.get(name)
        if scenario is None or (step and step not in scenario.steps):
            _nothing_to_omit(pile, entry, place)
            continue
        pile.omitted[entry] = place
        if not pile.locked.isdisjoint((entry, name)):
            message = f"'{entry}' is locked by the pack below and cannot be left out"
            pile.report.error(place, "locked", message, "leave the entry out")
            continue
        if step:
            left = {key: table for key, table in scenario.steps.items() if key != step}
            pile.scenarios[name] = MergedScenario(scenario.headers, left, scenario.replaced)
        else:
            del pile.scenarios[name]


def _nothing_to_omit(pile: _Pile, entry: str, place: Place) -> None:
    if pile.lost.isdisjoint(("*", entry.partition(".")[0])):
        names = list(pile.scenarios)
        names += [f"{name}.{step}" for name, scenario in pile.scenarios.items() for step in scenario.steps]
        hint = did_you_mean(entry, names) or "leave the entry out"
        pile.report.error(place, "dangling-target", f"'{entry}' is not inherited, so it cannot be left out", hint)
