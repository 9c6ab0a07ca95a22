"""Taking typed values out of a TOML table, with a problem at the exact place of whatever does not fit."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Any

from agent_assist.script.model import Place, Problem, Severity
from agent_assist.script.source import Document
from agent_assist.script.statements import Keys

ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z")
SLOT_ID = re.compile(r"[a-z][a-z0-9_]*\Z")

_KINDS = {
    str: "words in quotes",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    list: "a list in [ ]",
    dict: "a table in { }",
}


class Report:
    """Collects problems; the same one is kept once."""

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        self._problems: dict[Problem, None] = dict.fromkeys(problems)

    def add(self, problems: Iterable[Problem]) -> None:
        self._problems.update(dict.fromkeys(problems))

    def error(self, place: Place, code: str, message: str, hint: str = "", severity: Severity = "error") -> None:
        self._problems[Problem(place, severity, code, message, hint)] = None

    def warning(self, place: Place, code: str, message: str, hint: str = "") -> None:
        self.error(place, code, message, hint, "warning")

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(self._problems)


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """A hint that names the nearest of `words`, or nothing when none is near."""
    from difflib import get_close_matches

    near = get_close_matches(word, list(words), n=1, cutoff=0.6)
    return f"did you mean '{near[0]}'?" if near else ""


class Table:
    """A table of a file. Every getter returns a usable value and reports what it had to ignore."""

    __slots__ = ("data", "document", "keys")

    def __init__(self, data: dict[str, Any], document: Document, keys: Keys = ()) -> None:
        self.data = data
        self.document = document
        self.keys = keys

    def __contains__(self, key: str) -> bool:
        return key in self.data

    @property
    def place(self) -> Place:
        return self.document.places.key(self.keys)

    def at(self, key: str) -> Place:
        """Where a key is written."""
        return self.document.places.key((*self.keys, key))

    def value_at(self, *keys: str | int) -> Place:
        """Where a value begins."""
        return self.document.places.value((*self.keys, *keys))

    def inside(self, key: str, offset: int) -> Place:
        """Where the character at `offset` of a text, as `text` returns it, is written."""
        value = self.data.get(key)
        if isinstance(value, str):
            offset += len(value) - len(value.lstrip())
        return self.document.places.inside((*self.keys, key), offset)

    def places(self, keys: Iterable[str]) -> dict[str, Place]:
        return {key: self.at(key) for key in keys if key in self.data}

    def text(self, key: str, report: Report, default: str = "") -> str:
        value = self.data.get(key)
        if value is None or isinstance(value, str):
            return default if value is None else value.strip()
        self._wrong(key, str, report)
        return default

    def required(self, key: str, report: Report, what: str, code: str = "missing-key") -> str:
        """A text that must be there: `what` names the thing that lacks it."""
        if key not in self.data:
            report.error(self.place, code, f"{what} has no {key}", f'write {key} = "..."')
            return ""
        value = self.text(key, report)
        if not value and isinstance(self.data[key], str):
            report.error(self.value_at(key), code, f"the {key} of {what} is empty", "write its words, or delete it all")
        return value

    def choice(self, key: str, report: Report, choices: Collection[str], default: str) -> str:
        value = self.text(key, report, default)
        if value in choices:
            return value
        hint = did_you_mean(value, choices) or f"write one of: {', '.join(choices)}"
        report.error(self.value_at(key), "bad-value", f"'{value}' is not known for {key}", hint)
        return default

    def flag(self, key: str, report: Report) -> bool:
        value = self.data.get(key, False)
        if isinstance(value, bool):
            return value
        self._wrong(key, bool, report)
        return False

    def number(self, key: str, report: Report) -> float | None:
        value = self.data.get(key)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return value
        if value is not None:
            self._wrong(key, float, report)
        return None

    def texts(self, key: str, report: Report) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one."""
        value = self.data.get(key)
        if value is None:
            return ()
        if isinstance(value, str):
            return (value.strip(),)
        if not isinstance(value, list):
            self._wrong(key, list, report)
            return ()
        words = []
        for number, entry in enumerate(value):
            if isinstance(entry, str):
                words.append(entry.strip())
            else:
                self._wrong_entry(key, number, str, entry, report)
        return tuple(words)

    def table(self, key: str, report: Report) -> Table | None:
        value = self.data.get(key)
        if isinstance(value, dict):
            return Table(value, self.document, (*self.keys, key))
        if value is not None:
            self._wrong(key, dict, report)
        return None

    def tables(self, key: str, report: Report) -> list[Table]:
        """A list of tables; a single table counts as a list of one."""
        value = self.data.get(key)
        if value is None:
            return []
        if isinstance(value, dict):
            return [Table(value, self.document, (*self.keys, key))]
        if not isinstance(value, list):
            self._wrong(key, list, report)
            return []
        found = []
        for number, entry in enumerate(value):
            if isinstance(entry, dict):
                found.append(Table(entry, self.document, (*self.keys, key, number)))
            else:
                self._wrong_entry(key, number, dict, entry, report)
        return found

    def known(self, keys: Collection[str], report: Report, what: str) -> None:
        """Report every key that is not one of `keys`."""
        for key in self.data:
            if key not in keys:
                hint = did_you_mean(key, keys) or f"known are: {', '.join(sorted(keys))}"
                report.error(self.at(key), "unknown-key", f"'{key}' is no key of {what}", hint)

    def _wrong(self, key: str, kind: type, report: Report) -> None:
        report.error(
            self.value_at(key),
            "wrong-type",
            f"{key} must be {_KINDS[kind]}, not {_named(self.data[key])}",
        )

    def _wrong_entry(self, key: str, number: int, kind: type, entry: object, report: Report) -> None:
        message = f"each entry of {key} must be {_KINDS[kind]}, not {_named(entry)}"
        report.error(self.value_at(key, number), "wrong-type", message)


def _named(value: object) -> str:
    return _KINDS.get(type(value), "a date or time")
