"""The directory of an organisation: numbers that may be told to customers, and numbers that must not be.

A number that is not public is a hard taboo of the whole pack, however its digits are spaced (S3-30); a public one is
offered where a step asks for a number to give (S3-27, S3-31, S0-16).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from agent_assist.script.model import Entry, Taboo
from agent_assist.script.overlay import Merged
from agent_assist.script.parts import cited
from agent_assist.script.table import Report, Table

KEYS = ("name", "number", "public", "norm", "instead")
_DIGIT = re.compile(r"\d")
_SHORTEST = 3


def read_directory(merged: Merged, report: Report) -> tuple[Mapping[str, Entry], tuple[Taboo, ...]]:
    """The numbers of all layers by id, and the taboos that keep the internal ones unspoken."""
    entries: dict[str, Entry] = {}
    taboos: dict[str, Taboo] = {}
    for head in merged.heads:
        group = head.table("directory", report)
        for name in group.data if group else ():
            table = group.table(name, report) if group else None
            entry = None if table is None else _entry(name, table, report)
            if table is None or entry is None:
                continue
            entries[name] = entry
            taboos.pop(name, None)
            if not entry.public:
                taboos[name] = _taboo(entry, table, report)
    return entries, tuple(taboos.values())


def _entry(name: str, table: Table, report: Report) -> Entry | None:
    what = f"the number '{name}' of the directory"
    table.known(KEYS, report, "a number of the directory")
    entry = Entry(
        name,
        table.required("name", report, what),
        table.required("number", report, what),
        table.flag("public", report),
        table.place,
    )
    if len(_DIGIT.findall(entry.number)) < _SHORTEST:
        report.error(
            table.value_at("number"), "bad-value", f"{what} has no digits to call", "write it as it is dialled"
        )
        return None
    return entry


def _taboo(entry: Entry, table: Table, report: Report) -> Taboo:
    pattern = r"(?<!\d)" + r"[\s-]*".join(_DIGIT.findall(entry.number)) + r"(?!\d)"
    instead = table.text("instead", report)
    return Taboo(entry.place, pattern=pattern, norms=cited(table, report), instead=instead, why=entry.name)
