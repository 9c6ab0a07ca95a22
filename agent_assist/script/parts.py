"""From tables to the small objects of a step: waits, replies, taboos, tips and promises."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from agent_assist.script.model import (
    CHOICES,
    OWNERS,
    WATCHERS,
    WITHIN_MS,
    FollowUpRule,
    Guide,
    Place,
    Reply,
    Rules,
    Taboo,
    Wait,
)
from agent_assist.script.pattern import compiled, runaway
from agent_assist.script.table import ID, Report, Table, did_you_mean
from agent_assist.script.wording import fault

WAIT_KEYS = ("seconds", "to", "opens")
ONLY = "only"
REPLY_KEYS = ("id", "label", "to", "needs", "set", "norm", "norms", ONLY)
TABOO_KEYS = (
    "say",
    "pattern",
    "do",
    "by",
    "norm",
    "norms",
    "severity",
    "instead",
    "why",
    "except",
    "also",
    "here",
    "except_in",
    ONLY,
)
GUIDE_KEYS = ("tip", "norm", "norms", ONLY)
FOLLOW_UP_KEYS = ("within", "owner", "reason", "norm", "norms")
SEVERITIES = ("hard", "soft")

_WITHIN = re.compile(r"(\d+(?:\.\d+)?)(s|m|min|h|d)\Z")
_UNIT_MS = {"s": 1_000, "m": 60_000, "min": 60_000, "h": 3_600_000, "d": 86_400_000}
LONGEST_WAIT = 3_600
"""Seconds; a longer wait in a call is a slip of the key."""


def cited(table: Table, report: Report) -> tuple[str, ...]:
    """The norms a table cites, under `norm` or `norms`, each once."""
    if "norm" not in table.data and "norms" not in table.data:
        return ()
    return tuple(dict.fromkeys((*table.texts("norm", report), *table.texts("norms", report))))


@dataclass(frozen=True, slots=True)
class Parts:
    """Builds the parts of steps with the timings and lists of wordings of the pack they end up in.

    Unless the pack is `whole`, a timing that is not there may be one that was lost, and is not reported.
    """

    timings: Mapping[str, int]
    report: Report
    wordings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    whole: bool = True
    rules: Rules = field(default_factory=Rules)

    def applies(self, table: Table) -> bool:
        """Whether something is meant for this pack: ``only = { hold = "mute" }`` is for packs with that house rule."""
        if ONLY not in table.data:
            return True
        only = table.table(ONLY, self.report)
        if only is None:
            return True
        only.known(tuple(CHOICES), self.report, "only")
        return all(self._fits(only, rule) for rule in only.data if rule in CHOICES)

    def _fits(self, only: Table, rule: str) -> bool:
        wanted = only.texts(rule, self.report)
        for number, word in enumerate(wanted):
            if word not in CHOICES[rule]:
                place = only.value_at(rule, number) if isinstance(only.data[rule], list) else only.value_at(rule)
                hint = did_you_mean(word, CHOICES[rule]) or f"write one of: {', '.join(CHOICES[rule])}"
                self.report.error(place, "bad-value", f"'{word}' is not known for {rule}", hint)
        return getattr(self.rules, rule) in wanted

    def wait(self, step: Table) -> Wait | None:
        table = step.table("wait", self.report)
        if table is None:
            return None
        table.known(WAIT_KEYS, self.report, "a wait")
        length = self.duration(table, "seconds")
        to: str | None = table.text("to", self.report)
        opens = table.text("opens", self.report)
        if opens and opens != "hangup":
            self.report.error(
                table.value_at("opens"), "bad-value", "a wait can open the hang-up only", 'opens = "hangup"'
            )
        if opens and to:
            self.report.error(
                table.at("opens"), "bad-value", "a wait either leads somewhere or opens the hang-up", "keep one"
            )
        elif not opens and not to:
            hint = 'write to = "step", or opens = "hangup"'
            self.report.error(table.place, "lost-wait", "the wait leads nowhere", hint)
        if not (to or opens):
            return None
        # A wait of unknown length still leads where it says.
        return Wait(length or 0, to or None, table.place)

    def duration(self, table: Table, key: str) -> int | None:
        """A length in ms, written in seconds or as the name of a timing."""
        value = table.data.get(key)
        if value is None:
            self.report.error(table.place, "missing-key", f"the wait has no {key}", f"write {key} = 5")
            return None
        if isinstance(value, str):
            found = self.timings.get(value)
            if found is None and self.whole:
                hint = did_you_mean(value, self.timings) or "define it in [timings] of pack.toml, or write a number"
                self.report.error(table.value_at(key), "undefined-timing", f"there is no timing '{value}'", hint)
            return found
        seconds = table.number(key, self.report)
        if seconds is None:
            return None
        if not 0 < seconds <= LONGEST_WAIT:
            hint = f"write seconds above 0, at most {LONGEST_WAIT}"
            self.report.error(table.value_at(key), "bad-value", f"{seconds:g} seconds is no wait", hint)
            return None
        return round(seconds * 1000)

    def replies(self, step: Table) -> tuple[Reply, ...]:
        found: dict[str, Reply] = {}
        for table in step.tables("replies", self.report):
            reply = self._reply(table)
            if reply is None or not self.applies(table):
                continue
            earlier = found.get(reply.id)
            if earlier is not None:
                place = table.value_at("id")
                message = f"the reply '{reply.id}' is already there in line {earlier.place.line}"
                if earlier.place.line == place.line:
                    message = f"the reply '{reply.id}' is already there at column {earlier.place.column}"
                self.report.error(place, "duplicate-id", message, "give this reply another id")
                continue
            found[reply.id] = reply
        return tuple(found.values())

    def _reply(self, table: Table) -> Reply | None:
        table.known(REPLY_KEYS, self.report, "a reply")
        name = table.required("id", self.report, "the reply", "missing-id")
        label = table.required("label", self.report, f"the reply '{name}'" if name else "the reply")
        to = table.required("to", self.report, f"the reply '{name}'" if name else "the reply")
        if name and not ID.match(name):
            hint = "use small letters, digits and -"
            self.report.error(table.value_at("id"), "bad-id", f"'{name}' is no reply id", hint)
        if not (name and to):
            return None
        needs = table.texts("needs", self.report)
        return Reply(name, label or name, to, table.place, needs, self._sets(table), cited(table, self.report))

    def _sets(self, reply: Table) -> tuple[tuple[str, str], ...]:
        table = reply.table("set", self.report)
        if table is None:
            return ()
        found = []
        for slot, value in table.data.items():
            if value is True:
                found.append((slot, "true"))
            elif isinstance(value, str):
                found.append((slot, value))
            else:
                message = f"a reply sets {slot} to an id in quotes, or to true"
                self.report.error(
                    table.value_at(slot), "wrong-type", message, 'as in set = { complaint_class = "simple" }'
                )
        return tuple(found)

    def taboos(self, owner: Table) -> tuple[Taboo, ...]:
        if "taboos" not in owner.data:
            return ()
        found = (self._taboo(table) for table in owner.tables("taboos", self.report) if self.applies(table))
        return tuple(taboo for taboo in found if taboo is not None)

    def _taboo(self, table: Table) -> Taboo | None:
        report = self.report
        table.known(TABOO_KEYS, report, "a taboo")
        kinds = [key for key in ("do", "say", "pattern") if key in table.data]
        if not kinds or (kinds[0] == "do" and len(kinds) > 1):
            place = table.at(kinds[1]) if kinds else table.place
            message = "a behaviour is no wording as well" if kinds else "a taboo says what must not be said or done"
            report.error(place, "bad-taboo", message, "write say, pattern or do")
            return None
        words = {kind: table.required(kind, report, "the taboo") for kind in kinds}
        if not all(words.values()) or ("pattern" in words and not self._compiles(table, words["pattern"])):
            return None
        for key in ("also", "except"):
            self.understand(table, key)
        hard = table.choice("severity", report, SEVERITIES, "hard") == "hard"
        severity: Literal["hard", "soft"] = "hard" if hard else "soft"
        return Taboo(
            place=table.place,
            say=words.get("say", ""),
            pattern=words.get("pattern", ""),
            do=words.get("do", ""),
            by=self._watcher(table, kinds[0]),
            norms=cited(table, report),
            severity=severity,
            instead=table.text("instead", report),
            why=table.text("why", report),
            allowed=table.texts("except", report),
            also=table.texts("also", report),
            here=table.flag("here", report),
            except_in=table.texts("except_in", report),
        )

    def _watcher(self, table: Table, kind: str) -> str:
        if kind != "do":
            if "by" in table.data:
                hint = "leave it out: words are watched by the check"
                self.report.error(table.at("by"), "bad-taboo", "only a behaviour needs 'by'", hint)
            return ""
        if "by" not in table.data:
            hint = f"write by = one of: {', '.join(WATCHERS)}"
            self.report.error(table.place, "missing-key", "the taboo names nothing that watches over it", hint)
            return "person"
        return table.choice("by", self.report, WATCHERS, "person")

    def understand(self, table: Table, key: str) -> None:
        """Report each wording under a key that cannot be understood."""
        for number, written in enumerate(table.texts(key, Report())):
            error = fault(written, self.wordings)
            if error is not None:
                place = table.value_at(key, number) if isinstance(table.data[key], list) else table.value_at(key)
                hint = "write it like the wordings beside it"
                self.report.error(place, "bad-taboo", f"this wording cannot be understood: {error.message}", hint)

    def _compiles(self, table: Table, pattern: str) -> bool:
        try:
            compiled(pattern)
        except re.error as error:
            place = table.inside("pattern", error.pos or 0)
            self.report.error(
                place, "bad-pattern", f"the pattern cannot be used: {error.msg}", "write the words with say"
            )
            return False
        endless = runaway(pattern)
        if endless is not None:
            message = "here a repetition is repeated, and a long text would be tried in endless ways"
            self.report.error(table.inside("pattern", endless), "bad-pattern", message, "write the words with say")
            return False
        return True

    def guide(self, owner: Table) -> tuple[Guide, ...]:
        if "guide" not in owner.data:
            return ()
        found = []
        for table in owner.tables("guide", self.report):
            table.known(GUIDE_KEYS, self.report, "a tip")
            tip = table.required("tip", self.report, "the tip")
            if tip and self.applies(table):
                found.append(Guide(tip, table.place, cited(table, self.report)))
        return tuple(found)

    def follow_ups(self, step: Table) -> tuple[FollowUpRule, ...]:
        if "follow_up" not in step.data:
            return ()
        found = (self._follow_up(table) for table in step.tables("follow_up", self.report))
        return tuple(rule for rule in found if rule is not None)

    def _follow_up(self, table: Table) -> FollowUpRule | None:
        table.known(FOLLOW_UP_KEYS, self.report, "a follow-up")
        within = table.required("within", self.report, "the follow-up")
        reason = table.required("reason", self.report, "the follow-up")
        owner = table.choice("owner", self.report, OWNERS, "agent")
        if not within:
            return None
        known, due = self.due_ms(within, table.value_at("within"))
        if not known:
            return None
        return FollowUpRule(within, due, owner, reason, table.place, cited(table, self.report))

    def due_ms(self, within: str, place: Place) -> tuple[bool, int | None]:
        """When a promise word falls due, and whether it is known at all."""
        if within in WITHIN_MS:
            return True, WITHIN_MS[within]
        found = _WITHIN.match(within)
        if found:
            return True, round(float(found.group(1)) * _UNIT_MS[found.group(2)])
        if within in self.timings:
            return True, self.timings[within]
        if not self.whole:
            return True, None
        hint = did_you_mean(within, (*WITHIN_MS, *self.timings)) or 'write "2h", "24h", "now", "restored" or a timing'
        self.report.error(place, "undefined-timing", f"'{within}' is no time to promise", hint)
        return False, None
