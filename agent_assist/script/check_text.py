"""What lines say: slots that exist, taboos that are kept, promises that are allowed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agent_assist.script.fill import SURNAME, TITLE, Fault, Group, Hole, Segment, parse, slots_of
from agent_assist.script.hearing import Hearing
from agent_assist.script.lint import Finding, Linter
from agent_assist.script.model import CALLER, Pack, Place, Taboo
from agent_assist.script.parts import Parts
from agent_assist.script.phrases import FILE as PHRASES
from agent_assist.script.phrases import read_phrases
from agent_assist.script.read import Resolved
from agent_assist.script.table import Report, Table, did_you_mean

_UNKNOWN = "〇"
"""Stands in a line for a value nobody knows yet."""
_NUMBERS = "零一二三四五六七八九十"
_ZH_TIME = re.compile(
    r"([0-9]+(?:\.[0-9]+)?|[一二两三四五六七八九十]+|半)\s*个?(小时|钟头|分钟|天|工作日)(?:之内|以内|内)"
)
_EN_NUMBERS = ["an?", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_EN_TIME = re.compile(
    r"\b(?:within|in)\s+(?:the\s+next\s+)?([0-9]+(?:\.[0-9]+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|half an)"
    r"[\s-]+(minute|hour|day)s?\b",
    re.IGNORECASE,
)
_UNIT_MS = {"小时": 3_600_000, "钟头": 3_600_000, "分钟": 60_000, "天": 86_400_000, "工作日": 86_400_000} | {
    "minute": 60_000,
    "hour": 3_600_000,
    "day": 86_400_000,
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a pack with the table it stands in."""

    say: str
    table: Table
    key: str
    segments: tuple[Segment, ...]

    def at(self, offset: int) -> Place:
        return self.table.inside(self.key, offset)

    def as_spoken(self, pack: Pack, *, grouped: bool) -> tuple[str, tuple[int, ...]]:
        """The line as text, and for each character its offset in the line as written."""
        words: list[str] = []
        origin: list[int] = []
        for segment in self.segments:
            inner = segment.parts if isinstance(segment, Group) else (segment,)
            if isinstance(segment, Group) and not grouped:
                continue
            for part in inner:
                if isinstance(part, Hole):
                    known = _known_words(part, pack)
                    words.append(known)
                    origin += [part.start] * len(known)
                else:
                    words.append(part.words)
                    origin += range(part.start, part.start + len(part.words))
        return "".join(words), tuple(origin)


def check_text(resolved: Resolved, report: Report, hearing: Hearing) -> None:
    """Report what is wrong with the lines of a pack. `hearing` is that of its language."""
    pack = resolved.pack
    parts = Parts(pack.timings, Report(), whole=not resolved.damaged())
    check = _Text(resolved, report, parts, Linter(pack, hearing))
    for scenario, step in pack.steps():
        table = resolved.merged.scenarios[scenario.id].steps[step.id]
        check.all(table, "say", scenario.id, step.id)
        for rule in step.follow_ups:
            if not check.allows(rule.within, rule.due_ms):
                place = _within_place(table, rule.place)
                check.promise(place, f"'{rule.within}' is no promise this pack allows")
    for head in resolved.merged.heads:
        check.address(head)
        rules = head.table("rules", Report())
        if rules is not None:
            check.promises(rules)
    if not resolved.damaged():
        for table in _slot_tables(resolved):
            for key in ("ask", "fallback", "value"):
                check.all(table, key)
    for layer in resolved.layers:
        written = read_phrases(layer.folder / PHRASES)
        report.add(written.problems)
        for table in written.tables:
            check.phrase(table)


def _slot_tables(resolved: Resolved) -> Iterator[Table]:
    for head in resolved.merged.heads:
        group = head.table("slots", Report())
        for name in group.data if group else ():
            table = group.table(name, Report()) if group else None
            if table is not None:
                yield table


def _within_place(table: Table, rule: Place) -> Place:
    for each in table.tables("follow_up", Report()):
        if each.place == rule:
            return each.value_at("within")
    return rule


def _known_words(hole: Hole, pack: Pack) -> str:
    slot = pack.slot(hole.slot)
    if hole.fallback is not None:
        return hole.fallback
    return (slot.value or slot.fallback or _UNKNOWN) if slot else _UNKNOWN


@dataclass(frozen=True, slots=True)
class _Text:
    resolved: Resolved
    report: Report
    parts: Parts
    linter: Linter

    @property
    def pack(self) -> Pack:
        return self.resolved.pack

    def line(self, table: Table, key: str) -> Line | None:
        """The line under a key; None when there is none, or when it is not well formed, which is reported."""
        say = table.text(key, Report())
        if not say:
            return None
        segments = parse(say)
        if isinstance(segments, Fault):
            self.report.error(table.inside(key, segments.offset), "bad-line", segments.message, segments.hint)
            return None
        return Line(say, table, key, segments)

    def all(self, table: Table, key: str, scenario: str | None = None, step: str | None = None) -> None:
        """Everything a line under a key has to keep to, in its place."""
        line = self.line(table, key)
        if line is not None:
            self.slots(line)
            self.taboos(line, scenario, step)
            self.promised_words(line)

    def address(self, head: Table) -> None:
        """How a caller is addressed is made of surname and title only."""
        line = self.line(head, "address")
        for hole, _ in slots_of(line.segments) if line is not None else ():
            if hole.slot not in (SURNAME, TITLE):
                hint = did_you_mean(hole.slot, (SURNAME, TITLE)) or "write {surname} and {title}"
                message = f"'{hole.slot}' is no part of an address"
                self.report.error(head.inside("address", hole.start), "undefined-slot", message, hint)

    def promises(self, rules: Table) -> None:
        """Each promise that is allowed is a time, or a timing with a name."""
        for number, word in enumerate(rules.texts("promises", Report())):
            if not self.parts.due_ms(word, rules.place)[0]:
                place = rules.value_at("promises", number)
                hint = 'write "2h", "24h", "now", "restored" or a timing'
                self.report.error(place, "bad-value", f"'{word}' is no time to promise", hint)

    def slots(self, line: Line) -> None:
        for hole, grouped in slots_of(line.segments):
            safe = grouped or hole.fallback is not None
            place = line.at(hole.start)
            if hole.slot == CALLER:
                if not safe and not self._asked(CALLER) and not self._asked(TITLE):
                    message = "the line cannot be said while the title is unknown"
                    self.report.error(place, "undefined-slot", message, "write [{caller}] or {caller|...}")
                continue
            slot = self.pack.slot(hole.slot)
            if slot is None:
                if not self.resolved.damaged():
                    known = [
                        *self.pack.slots,
                        CALLER,
                        *(name for each in self.pack.slots.values() for name in each.aliases),
                    ]
                    hint = did_you_mean(hole.slot, known) or f"define it in pack.toml: [slots.{hole.slot}]"
                    self.report.error(place, "undefined-slot", f"there is no slot '{hole.slot}'", hint)
            elif not safe and not self._asked(slot.id) and not self.resolved.damaged():
                message = f"the slot '{slot.id}' has neither a question nor a fallback"
                hint = "write ask or fallback for it, or [...] around it here"
                self.report.error(place, "undefined-slot", message, hint)

    def _asked(self, name: str) -> bool:
        slot = self.pack.slot(name)
        return slot is not None and bool(slot.ask or slot.value or slot.fallback is not None or slot.choices)

    def taboos(self, line: Line, scenario: str | None = None, step: str | None = None) -> None:
        found: dict[tuple[int, Taboo], Finding] = {}
        seen = ""
        for grouped in (True, False):
            words, origin = line.as_spoken(self.pack, grouped=grouped)
            if words == seen:
                # A line without an optional group reads the same both ways.
                continue
            seen = words
            for finding in self.linter.lint(words, scenario, step):
                found.setdefault((origin[finding.start], finding.taboo), finding)
        for (offset, taboo), finding in sorted(found.items(), key=lambda item: (item[0][0], item[0][1].place)):
            norms = f" ({', '.join(taboo.norms)})" if taboo.norms else ""
            message = f"this line says what must not be said: {taboo.words or taboo.pattern}{norms}"
            hint = f"say instead: {finding.instead}" if finding.instead else "write it in other words"
            severe = finding.severity == "hard"
            self.report.error(line.at(offset), "taboo", message, hint, "error" if severe else "warning")

    def phrase(self, table: Table) -> None:
        """A phrase that belongs to no step; its scenario is where it is said."""
        scenario = table.text("scenario", Report())
        if scenario and scenario not in self.pack.scenarios and not self.resolved.incomplete:
            hint = did_you_mean(scenario, self.pack.scenarios) or "name a scenario of the pack, or leave it out"
            message = f"there is no scenario '{scenario}'"
            self.report.error(table.value_at("scenario"), "dangling-target", message, hint)
        self.all(table, "text", scenario or None)

    def promised_words(self, line: Line) -> None:
        words, origin = line.as_spoken(self.pack, grouped=True)
        for start, due in _times(words):
            if not self.allows("", due):
                self.promise(line.at(origin[start]), "this line promises a time that the pack does not allow")

    def allows(self, within: str, due: int | None) -> bool:
        """Whether a promise is among those allowed: by its word, or by a length that is the same."""
        allowed = self.pack.rules.promises
        if within in allowed:
            return True
        lengths = [self.parts.due_ms(word, self.pack.place)[1] for word in allowed if word[:1].isdigit()]
        return due is not None and due in lengths

    def promise(self, place: Place, message: str) -> None:
        allowed = ", ".join(self.pack.rules.promises) or "none"
        if "promises" in self.pack.rules.places or not self.resolved.damaged():
            self.report.error(place, "promise", message, f"allowed are: {allowed}")


def _times(words: str) -> Iterator[tuple[int, int]]:
    """The lengths of time a line names as a limit: where, and how many ms."""
    for found in _ZH_TIME.finditer(words):
        yield found.start(), round(_zh_number(found.group(1)) * _UNIT_MS[found.group(2)])
    for found in _EN_TIME.finditer(words):
        number = found.group(1).lower()
        yield found.start(), round(_en_number(number) * _UNIT_MS[found.group(2).lower()])


def _zh_number(words: str) -> float:
    if words == "半":
        return 0.5
    if words[0].isascii():
        return float(words)
    tens, ten, ones = words.replace("两", "二").rpartition("十")
    value = _NUMBERS.index(ones[-1]) if ones else 0
    return value + (10 * (_NUMBERS.index(tens[-1]) if tens else 1) if ten else 0)


def _en_number(words: str) -> float:
    if words == "half an":
        return 0.5
    if words[0].isdigit():
        return float(words)
    return 1 if words in ("a", "an") else _EN_NUMBERS.index(words)
