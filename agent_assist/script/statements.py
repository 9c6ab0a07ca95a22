"""Cutting a TOML text into its statements, also where it is broken.

A parser stops at the first mistake. To go on after it, one has to know where the broken statement begins and ends; this
module finds that out by looking at lines, quotes and brackets only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

Keys = tuple[str | int, ...]

_KEY = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_DOTTED = rf"{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*"
_ANY_PAIR = re.compile(rf"[ \t]*({_DOTTED})[ \t]*=")
_SURE_PAIR = re.compile(r"([ \t]*)[A-Za-z_][\w-]*(?:\.[\w-]+)*[ \t]*=(?!.*,[ \t]*(?:#.*)?$)", re.MULTILINE)
_SURE_HEADER = re.compile(
    r"[ \t]*\[\[?[ \t]*(?!true\b|false\b)[A-Za-z_][\w.-]*[ \t]*(?:\]\]?[ \t]*(?:#.*)?)?$", re.MULTILINE
)
_HEADER = re.compile(rf"[ \t]*(\[\[?)[ \t]*({_DOTTED})?")
_PART = re.compile(_KEY)
_TRIPLES = ('"""', "'''")
_CLOSERS = {"]": "[", "}": "{"}


@dataclass(frozen=True, slots=True)
class Statement:
    """A table header, or a key with its value. Offsets count characters; `end` lies behind the line break.

    `path` is where it belongs, from the top of the file: empty when it cannot be told. `open` is the offset of a quote
    or bracket that is never closed, or -1.
    """

    start: int
    end: int
    header: bool
    path: Keys
    open: int = -1


def statements(text: str) -> list[Statement]:
    """Cut a text into statements. Comments and empty lines belong to none."""
    found: list[Statement] = []
    table: Keys = ()
    counts: dict[Keys, int] = {}
    position = 0
    while position < len(text):
        line_end = _line_end(text, position)
        line = text[position:line_end].strip()
        if not line or line.startswith("#"):
            position = line_end
        elif line.startswith("["):
            table = _header_path(text, position, counts)
            found.append(Statement(position, line_end, header=True, path=table))
            position = line_end
        else:
            end, hanging = _pair_end(text, position)
            match = _ANY_PAIR.match(text, position)
            path = (*table, *_parts(match.group(1))) if match else ()
            found.append(Statement(position, end, header=False, path=path, open=hanging))
            position = end
    return found


def header_name(text: str, start: int) -> tuple[str, Keys]:
    """The opening brackets and the name of a table header, as far as they can be read."""
    match = _HEADER.match(text, start)
    if match is None:
        return "[", ()
    return match.group(1), _parts(match.group(2) or "")


def header_break(text: str, start: int) -> int:
    """Where a table header stops being one although its closing bracket is still to come; -1 where it is whole."""
    match = _HEADER.match(text, start)
    at = match.end() if match else start
    while text[at : at + 1] in (" ", "\t"):
        at += 1
    return -1 if text[at : at + 1] == "]" else at


def _header_path(text: str, start: int, counts: dict[Keys, int]) -> Keys:
    brackets, name = header_name(text, start)
    if brackets == "[" or not name:
        return name
    counts[name] = counts.get(name, -1) + 1
    return (*name, counts[name])


def _parts(dotted: str) -> Keys:
    return tuple(part.strip("\"'") for part in _PART.findall(dotted))


def _line_break(text: str, position: int) -> int:
    found = text.find("\n", position)
    return len(text) if found < 0 else found


def _line_end(text: str, position: int) -> int:
    return min(_line_break(text, position) + 1, len(text))


def _pair_end(text: str, start: int) -> tuple[int, int]:
    """Where the pair that starts here ends, and what in it is never closed."""
    indent = len(text[start:]) - len(text[start:].lstrip(" \t")) if text[start] in " \t" else 0
    brackets: list[int] = []
    hanging = -1
    position = start
    while position < len(text):
        mark = text[position]
        if mark == "\n":
            if not brackets or _begins_statement(text, position + 1, indent):
                return position + 1, _first(hanging, brackets)
        elif mark == "#":
            position = _line_break(text, position)
            continue
        elif mark in "\"'":
            end = _string_end(text, position)
            if end < 0 and text.startswith(_TRIPLES, position):
                return _next_sure(text, position), position
            if end < 0:
                hanging = position if hanging < 0 else hanging
                end = _line_break(text, position)
            position = end
            continue
        elif mark in "[{":
            brackets.append(position)
        elif mark in "]}" and brackets and text[brackets[-1]] == _CLOSERS[mark]:
            brackets.pop()
        position += 1
    return len(text), _first(hanging, brackets)


def _first(hanging: int, brackets: list[int]) -> int:
    return hanging if hanging >= 0 else (brackets[-1] if brackets else -1)


def _string_end(text: str, start: int) -> int:
    """The offset behind the string that starts here, or -1 when it is never closed."""
    quote = text[start]
    closing = quote * 3 if text.startswith(quote * 3, start) else quote
    position = start + len(closing)
    while position < len(text):
        if text.startswith(closing, position):
            return position + len(closing)
        if text[position] == "\n" and len(closing) == 1:
            return -1
        position += 2 if text[position] == "\\" and quote == '"' else 1
    return -1


def _begins_statement(text: str, position: int, indent: int) -> bool:
    """Whether the line here surely begins a new statement, so that an open bracket before it was forgotten."""
    if _SURE_HEADER.match(text, position):
        return True
    pair = _SURE_PAIR.match(text, position)
    return pair is not None and len(pair.group(1)) <= indent


def _next_sure(text: str, position: int) -> int:
    position = _line_end(text, position)
    while position < len(text) and not _begins_statement(text, position, 0):
        position = _line_end(text, position)
    return position
