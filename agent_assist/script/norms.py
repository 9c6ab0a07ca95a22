"""The register of norms, and which of them the packs serve, and where.

A norm is served when something that cites it can do what the norm asks: a line prompts, a wait or a guard enforces, a tip
guides. A citation that can do nothing of the kind serves nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any, Literal

from agent_assist.script.fill import Hole, parse, slots_of
from agent_assist.script.layer import ROOTS
from agent_assist.script.model import Pack, Place, Reply, Rules, Scenario, Step, Taboo

Status = Literal["printed", "restored", "inferred", "misprint", "own"]
HOOKS = (
    "NODE",
    "LINE",
    "TIMER",
    "LINT",
    "CHECK",
    "TASK",
    "SLOT",
    "NOTE",
    "ALERT",
    "GUIDE",
    "PACK",
    "DRILL",
    "SCORE",
    "LOG",
    "KPI",
    "ROLE",
)
IN_PACKS = frozenset(("NODE", "LINE", "TIMER", "LINT", "CHECK", "TASK", "SLOT", "NOTE", "ALERT", "GUIDE", "PACK"))
"""Hooks that a pack can serve; the others belong to practice, scores and roles."""
RANKS = ("enforced", "prompted", "guide", "scored", "drilled", "leader")
"""Ways of being served, the strongest first."""

_RULE_HOOKS: Mapping[str, frozenset[str]] = {
    "hangup": frozenset(("PACK", "CHECK")),
    "hold": frozenset(("PACK", "CHECK")),
    "dialect": frozenset(("PACK",)),
    "promises": frozenset(("PACK", "CHECK", "LINT")),
    "leader": frozenset(("PACK",)),
    "hours": frozenset(("PACK",)),
    "name": frozenset(("PACK", "CHECK", "SLOT")),
}
_GUIDED = frozenset(("GUIDE", "SCORE", "DRILL"))
_WATCHED = frozenset(("CHECK", "PACK", "LINT", "TASK"))
_KEPT = frozenset(("CHECK", "NOTE", "SLOT"))
_PROMISED = frozenset(("TASK", "ALERT"))


@dataclass(frozen=True, slots=True)
class Norm:
    """A clause of a rule book, or a rule of our own (`status` own). `hooks` say what serves it."""

    id: str
    kind: str
    status: Status
    hooks: tuple[str, ...]
    zh: str
    en: str

    @property
    def asks_packs(self) -> bool:
        """Whether a pack can serve it at all."""
        return not IN_PACKS.isdisjoint(self.hooks)


@dataclass(frozen=True, slots=True)
class Register:
    """All norms by id, in the order of the rule books."""

    norms: Mapping[str, Norm]

    def __contains__(self, norm: str) -> bool:
        return norm in self.norms

    def get(self, norm: str) -> Norm | None:
        return self.norms.get(norm)

    def of(self, book: str) -> tuple[Norm, ...]:
        """The norms of a rule book: S3 gives S3-01, S3-02 and so on; an empty name gives none."""
        return tuple(norm for norm in self.norms.values() if book and norm.id.startswith(f"{book}-"))

    @property
    def books(self) -> tuple[str, ...]:
        """The names of the rule books."""
        return tuple(dict.fromkeys(norm.partition("-")[0] for norm in self.norms))


@dataclass(frozen=True, slots=True)
class Served:
    """How a norm is served at best, and everything that serves it: what it is, and where it stands."""

    norm: str
    served: str | None
    by: tuple[tuple[str, str], ...]


def read_register(path: Path) -> Register:
    """Read the register. Raises OSError when it cannot be read, ValueError when it is none."""
    try:
        rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["norms"]
        norms = [Norm(**{**row, "hooks": tuple(row["hooks"])}) for row in rows]
    except (TypeError, KeyError) as error:
        raise ValueError(f"{path.name} is no register of norms") from error
    return Register({norm.id: norm for norm in norms})


def served(register: Register, packs: Iterable[Pack]) -> tuple[Served, ...]:
    """For each norm of the register how the packs serve it. Places are named from the project root."""
    found: dict[str, dict[tuple[str, str], str]] = {}
    for pack in packs:
        for credit in _credits(pack):
            norm = register.get(credit.norm)
            if norm is not None and not credit.hooks.isdisjoint(norm.hooks):
                found.setdefault(norm.id, {})[credit.kind, from_root(credit.place)] = credit.rank
    return tuple(_best(norm.id, found.get(norm.id, {})) for norm in register.norms.values())


def serving(register: Register, pack: Pack, scenario: str, step: str) -> Mapping[str, tuple[str, ...]]:
    """What serves each norm at one step of a call: kinds as in `Served.by`, those of the step before those of its pack.

    A place that the pack lacks has only what holds in all of the pack.
    """
    here = pack.scenarios.get(scenario)
    spoken = None if here is None else here.steps.get(step)
    credits_: list[_Credit] = []
    if here is not None and spoken is not None:
        credits_ += _step_credits(spoken, (*spoken.norms, *here.norms))
    for owner in (spoken, here, pack):
        credits_ += () if owner is None else _shared_credits(owner)
    credits_ += _rule_credits(pack.rules)
    found: dict[str, dict[str, None]] = {}
    for credit in credits_:
        norm = register.get(credit.norm)
        if norm is not None and not credit.hooks.isdisjoint(norm.hooks):
            found.setdefault(norm.id, {})[credit.kind] = None
    return {norm: tuple(kinds) for norm, kinds in found.items()}


def from_root(place: Place) -> str:
    """A place as path and line from the folder that holds the packs, as in scripts_zh/courier/audio.toml:12."""
    parts = PurePath(place.path).parts
    roots = [number for number, part in enumerate(parts) if part in ROOTS]
    path = PurePath(*parts[roots[-1] :]) if roots else PurePath(place.path)
    return f"{path.as_posix()}:{place.line}"


def _best(norm: str, found: Mapping[tuple[str, str], str]) -> Served:
    ranked = sorted(found.items(), key=lambda item: (RANKS.index(item[1]), item[0][1], item[0][0]))
    return Served(norm, ranked[0][1] if ranked else None, tuple(what for what, _ in ranked))


@dataclass(frozen=True, slots=True)
class _Credit:
    """What something that cites a norm can do for it."""

    norm: str
    kind: str
    place: Place
    rank: str
    hooks: frozenset[str]


def _credits(pack: Pack) -> Iterator[_Credit]:
    yield from _rule_credits(pack.rules)
    yield from _shared_credits(pack)
    for scenario in pack.scenarios.values():
        yield from _shared_credits(scenario)
        for step in scenario.steps.values():
            yield from _shared_credits(step)
            yield from _step_credits(step, (*step.norms, *scenario.norms))


def _rule_credits(rules: Rules) -> Iterator[_Credit]:
    for rule, norms in rules.norms.items():
        place = rules.places.get(rule)
        if place is not None:
            yield from (_Credit(norm, "rule", place, "enforced", _RULE_HOOKS[rule]) for norm in norms)


def _shared_credits(owner: Pack | Scenario | Step) -> Iterator[_Credit]:
    for taboo in owner.taboos:
        rank, hooks = _taboo_power(taboo)
        yield from (_Credit(norm, "taboo", taboo.place, rank, hooks) for norm in taboo.norms)
    for tip in owner.guide:
        yield from (_Credit(norm, "guide", tip.place, "guide", _GUIDED) for norm in tip.norms)


def _taboo_power(taboo: Taboo) -> tuple[str, frozenset[str]]:
    if not taboo.do:
        return "enforced", frozenset(("LINT",))
    if taboo.by == "person":
        return "guide", _GUIDED | _WATCHED
    return "enforced", _WATCHED


def _step_credits(step: Step, norms: tuple[str, ...]) -> Iterator[_Credit]:
    """What the parts of a step do for the norms of the step, and for those that a part cites itself."""
    for norm in dict.fromkeys(norms):
        yield from _line_credits(step, norm)
        yield from _guard_credits(step, norm)
        for rule in step.follow_ups:
            yield _Credit(norm, "follow-up", rule.place, "enforced", _PROMISED)
        for reply in step.replies:
            yield from _reply_credits(reply, norm)
    for reply in step.replies:
        for norm in reply.norms:
            yield _Credit(norm, "reply", reply.place, "prompted", frozenset(("NODE",)))
            yield from _reply_credits(reply, norm)
    for rule in step.follow_ups:
        yield from (_Credit(norm, "follow-up", rule.place, "enforced", _PROMISED) for norm in rule.norms)


def _line_credits(step: Step, norm: str) -> Iterator[_Credit]:
    if step.say:
        hooks = frozenset(("NODE", "LINE", "SLOT") if _has_slot(step.say) else ("NODE", "LINE"))
        yield _Credit(norm, "line", step.say_place or step.place, "prompted", hooks)
    elif step.next:
        yield _Credit(norm, "step", step.place, "prompted", frozenset(("NODE",)))


def _guard_credits(step: Step, norm: str) -> Iterator[_Credit]:
    if step.wait is not None:
        yield _Credit(norm, "wait", step.wait.place, "enforced", frozenset(("TIMER",)))
        if step.wait.to is None:
            yield _Credit(norm, "hangup", step.wait.place, "enforced", frozenset(("CHECK",)))
    for key, held in (("record", step.record), ("tick", step.tick), ("hangup", step.hangup)):
        if held:
            yield _Credit(norm, key, step.keys.get(key, step.place), "enforced", _KEPT)


def _reply_credits(reply: Reply, norm: str) -> Iterator[_Credit]:
    if reply.needs:
        yield _Credit(norm, "guard", reply.place, "enforced", frozenset(("CHECK",)))
    if reply.sets:
        yield _Credit(norm, "record", reply.place, "enforced", frozenset(("NOTE", "SLOT")))


def _has_slot(say: str) -> bool:
    segments = parse(say)
    return isinstance(segments, tuple) and any(isinstance(hole, Hole) for hole, _ in slots_of(segments))
