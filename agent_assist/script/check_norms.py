"""Norms: those cited exist, and those of the organisation are served."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from agent_assist.script.layer import HEADER_KEYS
from agent_assist.script.model import Place
from agent_assist.script.norms import Register, served
from agent_assist.script.phrases import FILE as PHRASES
from agent_assist.script.phrases import read_phrases
from agent_assist.script.read import Resolved
from agent_assist.script.table import Report, Table, did_you_mean

_CITING = ("norm", "norms")


def check_norms(resolved: Resolved, norms: Register, report: Report) -> None:
    """Report citations of norms that the register does not know or that bind another organisation, and a rule book that
    is none. What binds nobody else (X) may be cited everywhere.
    """
    books = {head.text("norms", Report()) for head in resolved.merged.heads} - {""}
    for norm, place in _cited(resolved):
        book = norm.partition("-")[0]
        if norm not in norms:
            hint = did_you_mean(norm, norms.norms) or "look it up in the register of norms"
            report.error(place, "unknown-norm", f"there is no norm '{norm}'", hint)
        elif books and book not in (*books, "X") and not resolved.damaged():
            message = f"'{norm}' is a norm of another organisation"
            report.warning(place, "foreign-norm", message, f"cite one of {' or '.join(sorted(books))}, or of X")
    book = resolved.pack.norms
    if book and book not in norms.books:
        place = resolved.merged.top("norms").value_at("norms")
        hint = f"write one of: {', '.join(norms.books)}"
        report.error(place, "unknown-norm", f"there is no rule book '{book}'", hint)


def check_service(resolved: Resolved, norms: Register, report: Report) -> None:
    """Warn of norms of the organisation that nothing in its pack serves."""
    head = resolved.merged.heads[-1]
    if "norms" not in head:
        return
    kept = {each.norm for each in served(norms, [resolved.pack]) if each.served}
    for norm in norms.of(resolved.pack.norms):
        if norm.asks_packs and norm.id not in kept:
            words = norm.zh if resolved.pack.language == "zh" else norm.en
            hint = f"cite it where it is kept: {words}"
            report.warning(head.value_at("norms"), "unserved-norm", f"nothing serves {norm.id}", hint)


def _cited(resolved: Resolved) -> Iterator[tuple[str, Place]]:
    for head in resolved.merged.heads:
        rest = {key: value for key, value in head.data.items() if key != "norms"}
        yield from _below(head, rest, ())
    for scenario in resolved.merged.scenarios.values():
        for header in scenario.headers:
            own = {key: value for key, value in header.data.items() if key in HEADER_KEYS}
            yield from _below(header, own, ())
        for table in scenario.steps.values():
            yield from _below(table, table.data, ())
    for layer in resolved.layers:
        for table in read_phrases(layer.folder / PHRASES).tables:
            yield from _below(table, table.data, ())


def _below(table: Table, value: Any, keys: tuple[str | int, ...]) -> Iterator[tuple[str, Place]]:
    """Every norm named below a value, with the place of its name."""
    if isinstance(value, list):
        for number, entry in enumerate(value):
            yield from _below(table, entry, (*keys, number))
    elif isinstance(value, dict):
        for key, entry in value.items():
            if key in _CITING:
                yield from _names(table, entry, (*keys, key))
            else:
                yield from _below(table, entry, (*keys, key))


def _names(table: Table, value: Any, keys: tuple[str | int, ...]) -> Iterator[tuple[str, Place]]:
    if isinstance(value, str):
        yield value.strip(), table.value_at(*keys)
    elif isinstance(value, list):
        for number, entry in enumerate(value):
            yield from _names(table, entry, (*keys, number))
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from _names(table, entry, (*keys, key))
