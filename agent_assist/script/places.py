"""Where things are written: from a path inside a TOML file to line and column.

`exact_marks` parses the text once more for the place of every key and value. `rough_marks` only looks at table names: it
is for the desk, which wants the words at once and the places never, or later.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from agent_assist.script.model import Place
from agent_assist.script.statements import Keys

if TYPE_CHECKING:
    from tree_sitter import Node

_HEADERS = re.compile(rb"^[ \t]*\[{1,2}[ \t]*([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)[ \t]*\]", re.MULTILINE)
_ESCAPE = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2}|[ \t]*\n\s*|.)", re.DOTALL)


class Mark(NamedTuple):
    """Where a key and its value begin, in bytes of UTF-8 from the start of the text, and where the value ends."""

    key: int
    value: int
    end: int


Marks = Mapping[Keys, Mark]
Reader = Callable[[bytes], Marks]


def rough_marks(coded: bytes) -> Marks:
    """The places of table names only; whatever is inside a table counts as written where the table begins."""
    marks: dict[Keys, Mark] = {}
    for found in _HEADERS.finditer(coded):
        keys = tuple(found.group(1).decode("ascii").split("."))
        start = found.start()
        for depth in range(1, len(keys) + 1):
            marks.setdefault(keys[:depth], Mark(start, start, start))
    return marks


def exact_marks(coded: bytes) -> Marks:
    """The places of every table, key and value. Entries of lists are counted from 0."""
    import tree_sitter
    import tree_sitter_toml

    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_toml.language()))
    return _Walk(coded).run(parser.parse(coded).root_node)


class Places:
    """The places of one file. Nothing is parsed before the first question."""

    def __init__(self, path: str, text: str, reader: Reader) -> None:
        self.path = path
        self._coded = text.encode("utf-8")
        self._reader = reader
        self._marks: Marks | None = None
        self._lines: list[int] = []
        self._known: dict[int, Place] = {}

    def key(self, keys: Keys) -> Place:
        """Where a key is written; for a table, its name. What is not found is given the place of what holds it."""
        return self._place(self._mark(keys).key)

    def value(self, keys: Keys) -> Place:
        """Where a value begins."""
        return self._place(self._mark(keys).value)

    def inside(self, keys: Keys, offset: int) -> Place:
        """Where a character of a text value is written; `offset` counts the characters of the value from 0."""
        mark = self._mark(keys)
        token = self._coded[mark.value : mark.end].decode("utf-8", "replace")
        return self._place(mark.value + len(token[: _raw_offset(token, offset)].encode("utf-8")))

    def _mark(self, keys: Keys) -> Mark:
        marks = self._marks
        if marks is None:
            marks = self._marks = self._reader(self._coded)
            self._lines = [0, *(found.end() for found in re.finditer(b"\n", self._coded))]
        while keys:
            found = marks.get(keys)
            if found is not None:
                return found
            keys = keys[:-1]
        return Mark(0, 0, 0)

    def _place(self, offset: int) -> Place:
        place = self._known.get(offset)
        if place is None:
            line = bisect_right(self._lines, offset)
            column = len(self._coded[self._lines[line - 1] : offset].decode("utf-8", "replace")) + 1
            place = self._known[offset] = Place(self.path, line, column)
        return place


def _raw_offset(token: str, offset: int) -> int:
    """The offset in a quoted token of the character at `offset` of the text it stands for."""
    quote = token[:1]
    if quote not in "\"'" or not quote:
        return 0
    position = 3 if token.startswith(quote * 3) else 1
    if position == 3 and token.startswith("\n", position):
        position += 1
    while offset > 0 and position < len(token):
        escape = _ESCAPE.match(token, position) if quote == '"' and token[position] == "\\" else None
        folded = escape is not None and "\n" in escape.group()
        position = escape.end() if escape else position + 1
        offset -= 0 if folded else 1
    return min(position, max(len(token) - 1, 0))


class _Walk:
    """Collects the marks of a parsed text."""

    def __init__(self, coded: bytes) -> None:
        self.coded = coded
        self.marks: dict[Keys, Mark] = {}
        self.counts: dict[Keys, int] = {}

    def run(self, root: Node) -> Marks:
        for node in root.named_children:
            kind = node.type
            if kind == "pair":
                self.pair(node, ())
            elif kind in ("table", "table_array_element"):
                self.table(node)
        return self.marks

    def table(self, node: Node) -> None:
        children = node.named_children
        if not children:
            return
        name = self.keys(children[0])
        start = node.start_byte
        mark = Mark(start, start, start)
        keys: Keys = ()
        for part in name:
            keys = (*keys, part)
            if keys in self.counts and (keys != name or node.type == "table"):
                keys = (*keys, self.counts[keys])
            self.marks.setdefault(keys, mark)
        if node.type == "table_array_element":
            self.counts[keys] = self.counts.get(keys, -1) + 1
            keys = (*keys, self.counts[keys])
            self.marks[keys] = mark
        else:
            self.marks[keys] = mark
        for child in children[1:]:
            if child.type == "pair":
                self.pair(child, keys)

    def pair(self, node: Node, above: Keys) -> None:
        children = [child for child in node.named_children if child.type not in ("ERROR", "comment")]
        if len(children) < 2:
            return
        key, value = children[0], children[-1]
        keys = (*above, *self.keys(key))
        mark = Mark(key.start_byte, value.start_byte, value.end_byte)
        for depth in range(len(above) + 1, len(keys)):
            self.marks.setdefault(keys[:depth], mark)
        self.marks[keys] = mark
        self.inner(value, keys)

    def inner(self, value: Node, keys: Keys) -> None:
        kind = value.type
        if kind == "inline_table":
            for child in value.named_children:
                if child.type == "pair":
                    self.pair(child, keys)
        elif kind == "array":
            entries = (child for child in value.named_children if child.type not in ("ERROR", "comment"))
            for number, entry in enumerate(entries):
                start = entry.start_byte
                self.marks[(*keys, number)] = Mark(start, start, entry.end_byte)
                self.inner(entry, (*keys, number))

    def keys(self, node: Node) -> Keys:
        if node.type == "dotted_key":
            return tuple(part for child in node.named_children for part in self.keys(child))
        words = self.coded[node.start_byte : node.end_byte].decode("utf-8", "replace")
        return (words.strip("\"'"),)
