"""What of a script with mistakes in it a call can be guided by.

A call relies on a pack that is whole in itself: it has an opening, every scenario has the steps that its header names, the
situations exist, and no steps wait for one another in silence for ever. `check` says where that is not so. Where such a pack
has to do all the same, because there is no better one, the calls go on with what is left of it.
"""

from __future__ import annotations

from dataclasses import replace

from agent_assist.script.model import BACK, OPENING, Pack, Scenario, Script


def guiding(script: Script) -> Script | None:
    """The packs of a script that can guide a call, each made sound; None when there is none."""
    packs = {language: sound(pack) for language, pack in script.packs.items() if _opens(pack)}
    return Script(packs) if packs else None


def sound(pack: Pack) -> Pack:
    """A pack with an opening as a call can rely on it; the same object where nothing is wrong with it."""
    mended = {name: _header(each) for name, each in pack.scenarios.items() if each.steps}
    situations = tuple(name for name in pack.situations if name in mended)
    if situations != pack.situations or mended != pack.scenarios:
        pack = replace(pack, scenarios=mended, situations=situations)
    silent = silent_rings(pack)
    if silent:
        scenarios = dict(pack.scenarios)
        for name, step_id in silent:
            steps = scenarios[name].steps
            scenarios[name] = replace(scenarios[name], steps={**steps, step_id: replace(steps[step_id], wait=None)})
        pack = replace(pack, scenarios=scenarios)
    return pack


def silent_rings(pack: Pack) -> tuple[tuple[str, str], ...]:
    """Steps without a line whose waits lead round in a ring: time alone would go on for ever, with nobody to say a word."""
    ways = {
        (scenario.id, step.id): pack.target(scenario.id, step.wait.to)
        for scenario, step in pack.steps()
        if not step.say and step.wait is not None and step.wait.to not in (None, BACK)
    }
    found = []
    for start, after in ways.items():
        seen: set[tuple[str, str]] = set()
        at = after
        while at is not None and at in ways and at not in seen:
            seen.add(at)
            at = ways[at]
        if start in seen:
            found.append(start)
    return tuple(found)


def _opens(pack: Pack) -> bool:
    opening = pack.scenarios.get(OPENING)
    return opening is not None and bool(opening.steps)


def _header(scenario: Scenario) -> Scenario:
    """A scenario whose header names only steps that it has."""
    steps = scenario.steps
    start = scenario.start if scenario.start in steps else next(iter(steps))
    late, held, resumed = (step if step in steps else "" for step in (scenario.late, scenario.held, scenario.resumed))
    if (start, late, held, resumed) == (scenario.start, scenario.late, scenario.held, scenario.resumed):
        return scenario
    return replace(scenario, start=start, late=late, held=held, resumed=resumed)
