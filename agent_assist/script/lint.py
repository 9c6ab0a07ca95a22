"""Finding in a text what must not be said, knowing where in a call it is said.

What is forbidden stands in the packs: taboos of the step, of its scenario, of the whole pack. A hard ban of another scenario
counts as well where it stands as a sentence of its own, unless the pack says that it is only meant `here`: what is rude to
one caller is rude to all, while 请您挂机 or *please hang up* is right in some places. Words match as `wording` tells,
patterns as `match` does; what a taboo excepts is left alone, and so is what somebody else is quoted with.

Serves S0-32 to S0-39, S3-02 to S3-75 and the bans on manner of all rule books (part 9 of the norms).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from agent_assist.script.hearing import Hearing, Spans, Vocabulary
from agent_assist.script.model import Pack, Taboo
from agent_assist.script.wording import Wording, wordings
from agent_assist.script.wording_parts import WordingError

_STEP, _SCENARIO, _PACK, _ELSEWHERE = range(4)
_WHOLE_BELOW = {"zh": 3, "en": 3}
"""A taboo's words with fewer meanings than this are only found as a sentence of their own."""
_WHOLE_ELSEWHERE_BELOW = {"zh": 6, "en": 7}
_QUOTATION = re.compile(r"“[^“”]+”|「[^「」]+」|『[^『』]+』|\"[^\"]+\"")
_AROUND_QUOTATION = 4
"""Characters that must stand beside a quotation: who was quoted, or what is said of it."""
ALLOWED = "-allowed"
"""The list ``louder-allowed`` tells what is right although ``louder`` matches."""
_OWN_RULES = "X-"


@dataclass(frozen=True, slots=True)
class Finding:
    """A stretch of a text that must not be said. Offsets count characters; `instead` and `why` are in the pack's language."""

    start: int
    end: int
    text: str
    severity: Literal["hard", "soft"]
    norms: tuple[str, ...]
    why: str
    instead: str
    taboo: Taboo = field(compare=False)


def lint(text: str, pack: Pack, scenario: str | None = None, step: str | None = None) -> tuple[Finding, ...]:
    """What must not be said in `text`; see `Linter.lint`. Whoever asks more than once keeps a `Linter`."""
    return Linter(pack).lint(text, scenario, step)


@dataclass(frozen=True, slots=True)
class _Rule:
    """A taboo with the place it was written for."""

    taboo: Taboo
    scenario: str
    step: str

    def rank(self, scenario: str | None, step: str | None) -> int:
        """How near it is to a place. Without a step, what is soft and meant for one step does not count."""
        if not self.scenario:
            return _PACK
        if self.scenario != scenario:
            return _ELSEWHERE
        if not self.step:
            return _SCENARIO
        here = self.taboo.severity == "hard" if step is None else self.step == step
        return _STEP if here else _ELSEWHERE

    @property
    def anywhere(self) -> bool:
        """Whether it holds where it was not written for."""
        return self.taboo.severity == "hard" and not self.taboo.here


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    rank: int
    taboo: Taboo

    @property
    def own(self) -> bool:
        """Whether it breaks a rule of the organisation, not only one of ours."""
        return any(not norm.startswith(_OWN_RULES) for norm in self.taboo.norms)

    @property
    def hard(self) -> bool:
        return self.taboo.severity == "hard"


class Linter:
    """Everything one pack forbids, ready for many texts. Linters of packs in one language may share a `Hearing`."""

    def __init__(self, pack: Pack, hearing: Hearing | None = None) -> None:
        self._pack = pack
        self._language = pack.language
        self._rules = tuple(_rules(pack))
        self._patterns = tuple(rule for rule in self._rules if rule.taboo.pattern)
        self._users: dict[Wording, list[tuple[_Rule, bool]]] = {}
        self._allowed: dict[int, tuple[Wording, ...]] = {}
        for rule in self._rules:
            self._enter(rule)
        self._order = {wording: number for number, wording in enumerate(self._users)}
        self._by_sound: dict[str, set[Wording]] = {}
        for wording in self._users:
            for sound in wording.needs[0] if wording.needs else ():
                self._by_sound.setdefault(sound, set()).add(wording)
        self._long = tuple(wording for wording in self._users if wording.is_long)
        self._vocabulary = Vocabulary(frozenset(sound for wording in self._users for sound in wording.sounds))
        self._hearing = hearing or Hearing(pack.language)

    def lint(self, text: str, scenario: str | None = None, step: str | None = None) -> tuple[Finding, ...]:
        """What must not be said.

        Args:
            text: what the agent says or writes.
            scenario: where it is said; None where that is unknown. One that the pack lacks has no bans of its own.
            step: the step of the scenario; None means any of them.

        Returns the findings in the order of the text, overlapping ones only where they break different norms.
        """
        found = [*self._worded(text, scenario, step), *self._patterned(text, scenario, step)]
        quoted = tuple(_quoted(text))
        found = [hit for hit in found if not self._excepted(hit, text) and not _inside(hit, quoted)]
        return tuple(_finding(told, text, scenario) for told in _telling(found))

    def forget(self) -> None:
        """Let go of the texts that were looked at; they may be somebody's words."""
        self._hearing.forget()
        self._vocabulary.forget()

    # -- looking -----------------------------------------------------------------------------------------------------

    def _worded(self, text: str, scenario: str | None, step: str | None) -> Iterator[_Hit]:
        for wording, places in self._find(text):
            for rule, elsewhere in self._users[wording]:
                rank = rule.rank(scenario, step)
                if (rank == _ELSEWHERE) == elsewhere and scenario not in rule.taboo.except_in:
                    yield from (_Hit(start, end, rank, rule.taboo) for start, end in places)

    def _find(self, text: str) -> list[tuple[Wording, Spans]]:
        """Every wording of the pack that stands in a text, in the order they are written, and where."""
        heard = self._hearing.text(text, self._vocabulary)
        sounds = heard.spoken.sounds
        likely = set[Wording]().union(*(self._by_sound[sound] for sound in sounds if sound in self._by_sound))
        heard.listen(likely)
        heard.listen_loosely(wording for wording in self._long if wording.may_nearly_stand_in(sounds))
        own = heard.standing.keys() & self._users.keys()
        return [(wording, heard.standing[wording]) for wording in sorted(own, key=self._order.__getitem__)]

    def _patterned(self, text: str, scenario: str | None, step: str | None) -> Iterator[_Hit]:
        heard = self._hearing.text(text, self._vocabulary)
        for rule in self._patterns:
            rank = rule.rank(scenario, step)
            if rank != _ELSEWHERE and scenario not in rule.taboo.except_in:
                yield from (_Hit(start, end, rank, rule.taboo) for start, end in heard.matches(rule.taboo.pattern))

    def _excepted(self, hit: _Hit, text: str) -> bool:
        allowed = self._allowed.get(id(hit.taboo), ())
        if not allowed:
            return False
        heard = self._hearing.text(text, self._vocabulary)
        heard.listen(set(allowed))
        spans = (span for wording in allowed for span in heard.standing.get(wording, ()))
        return any(start < hit.end and hit.start < end for start, end in spans)

    # -- preparing ---------------------------------------------------------------------------------------------------

    def _enter(self, rule: _Rule) -> None:
        taboo = rule.taboo
        for elsewhere in (False, True) if rule.scenario and rule.anywhere else (False,):
            for wording in self._wordings(taboo, elsewhere=elsewhere):
                self._users.setdefault(wording, []).append((rule, elsewhere))
        allowed = (*taboo.allowed, *self._allowed_with(taboo.also))
        if allowed:
            self._allowed[id(taboo)] = tuple(self._understood(allowed))

    def _wordings(self, taboo: Taboo, *, elsewhere: bool) -> Iterator[Wording]:
        shortest = (_WHOLE_ELSEWHERE_BELOW if elsewhere else _WHOLE_BELOW)[self._language]
        for wording in self._understood((taboo.say,) if taboo.say else ()):
            if wording.content and len(wording.content) < shortest:
                yield from self._understood((f"^{taboo.say}$",))
            else:
                yield wording
        yield from self._understood(taboo.also)

    def _allowed_with(self, also: Iterable[str]) -> Iterator[str]:
        """The lists of what is allowed that come with the lists a taboo names."""
        for written in also:
            name = f"{written[1:-1]}{ALLOWED}"
            if written[:1] + written[-1:] == "{}" and name in self._pack.wordings:
                yield f"{{{name}}}"

    def _understood(self, written: Iterable[str]) -> Iterator[Wording]:
        for each in written:
            try:
                yield from wordings(each, self._language, self._pack.wordings)
            except WordingError:
                # Reported when the pack was read; the rest of the taboo still counts.
                continue


def _rules(pack: Pack) -> Iterator[_Rule]:
    for taboo in pack.taboos:
        yield _Rule(taboo, "", "")
    for scenario in pack.scenarios.values():
        for taboo in scenario.taboos:
            yield _Rule(taboo, scenario.id, "")
        for step in scenario.steps.values():
            for taboo in step.taboos:
                yield _Rule(taboo, scenario.id, step.id)


def _quoted(text: str) -> Iterator[tuple[int, int]]:
    """Stretches between quotation marks, in a text that says more than them: a customer's words are repeated so."""
    stretches = [found.span() for found in _QUOTATION.finditer(text)]
    outside = len(text) - sum(end - start for start, end in stretches)
    if outside >= _AROUND_QUOTATION:
        yield from stretches


def _inside(hit: _Hit, stretches: Sequence[tuple[int, int]]) -> bool:
    return any(start <= hit.start and hit.end <= end for start, end in stretches)


# -- what to tell ----------------------------------------------------------------------------------------------------


def _telling(found: Sequence[_Hit]) -> list[_Told]:
    """The hits worth telling: of those that overlap, one for each norm, the nearest and hardest first.

    Where a taboo gives no reason, or nothing to say instead, the one that it stands before gives its own.
    """
    kept: list[_Told] = []
    order = sorted(found, key=lambda hit: (not hit.hard, not hit.own, hit.rank, hit.start - hit.end, hit.start))
    for hit in order:
        covering = [told for told in kept if _covers(told.hit, hit)]
        for told in covering if hit.rank != _ELSEWHERE else ():
            told.why = told.why or hit.taboo.why
            told.instead = told.instead or hit.taboo.instead
        if not covering:
            kept.append(_Told(hit, hit.taboo.why, hit.taboo.instead))
    return sorted(kept, key=lambda told: (told.hit.start, told.hit.end, told.hit.rank))


@dataclass(slots=True)
class _Told:
    hit: _Hit
    why: str
    instead: str


def _covers(told: _Hit, hit: _Hit) -> bool:
    """Whether a hit that is told makes another one needless."""
    if not (told.start < hit.end and hit.start < told.end):
        return False
    if not hit.hard or not hit.own or set(hit.taboo.norms) <= set(told.taboo.norms):
        return True
    return hit.rank == _ELSEWHERE and told.own


def _finding(told: _Told, text: str, scenario: str | None) -> Finding:
    hit, taboo = told.hit, told.hit.taboo
    # What is right in some scenarios is only a hint while nobody knows where it is said.
    unsure = scenario is None and bool(taboo.except_in)
    return Finding(
        start=hit.start,
        end=hit.end,
        text=text[hit.start : hit.end],
        severity="soft" if unsure else taboo.severity,
        norms=taboo.norms,
        why=told.why,
        instead=told.instead,
        taboo=taboo,
    )
