"""Reading a TOML text to its end although parts of it are broken.

Each mistake is reported once, at its exact place; the smallest statement around it is blanked, and the reading starts
again. What was lost with a blanked statement is remembered, so that nothing is reported as missing because of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import tomli

from agent_assist.script.model import Place, Problem
from agent_assist.script.statements import Keys, Statement, header_break, header_name, statements

ANYWHERE = "*"
"""Stands for a table whose name was lost."""

_WIDE = dict(zip("“”＂‘’＇，＝［］｛｝．＃", "\"\"\"''',=[]{}.#", strict=True))
_NAMELESS = "_nameless_"
_BARE = re.compile(r"[A-Za-z0-9_-]+\Z")
_WORDS = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_UNREADABLE = re.compile(r"\.[ \t]*(?:[^A-Za-z0-9_\s\"'-]|$)")
_DUPLICATE = re.compile(r"Cannot (declare|overwrite|mutate|redefine)|Duplicate inline")
_TOO_DEEP = "Nested too deeply"
_TOO_LONG = "Invalid number: too long"
_DIGITS = re.compile(r"[0-9_]+")
_MOST = 500
"""More mistakes than this in one file are not looked for."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A text that can be read, its values, what was wrong with it, and what was lost: the tables that lost something, and
    the words that were in it.
    """

    text: str
    values: Mapping[str, Any]
    problems: tuple[Problem, ...] = ()
    lost: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


def read(text: str, path: str) -> Mended:
    """Read a text, mending it as far as needed. `path` names the file in the problems."""
    try:
        return Mended(text, _loads(text))
    except tomli.TOMLDecodeError as error:
        return _Mender(text, path).run(error)


def _loads(text: str) -> dict[str, Any]:
    """The values of a text; brackets without end and numbers without end are errors with a place like any other."""
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError:
        raise
    except ValueError:
        # Python turns no number of more than some thousand digits into one.
        number = max(_DIGITS.finditer(text), key=lambda found: len(found[0]))
        raise tomli.TOMLDecodeError(_TOO_LONG, text, number.start()) from None
    except RecursionError:
        deep = next((each.start for each in statements(text) if _too_deep(text[each.start : each.end])), 0)
        raise tomli.TOMLDecodeError(_TOO_DEEP, text, deep) from None


def _too_deep(statement: str) -> bool:
    try:
        tomli.loads(statement)
    except RecursionError:
        return True
    except tomli.TOMLDecodeError:
        pass
    return False


class _Mender:
    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path
        self.problems: list[Problem] = []
        self.lost: set[str] = set()
        self.words: set[str] = set()

    def run(self, error: tomli.TOMLDecodeError) -> Mended:
        for _ in range(_MOST):
            self._mend(error)
            try:
                values = _loads(self.text)
            except tomli.TOMLDecodeError as following:
                error = following
            else:
                named = {key: value for key, value in values.items() if not key.startswith(_NAMELESS)}
                return Mended(self.text, named, tuple(self.problems), frozenset(self.lost), frozenset(self.words))
        return Mended("", {}, tuple(self.problems), frozenset({ANYWHERE}))

    def _mend(self, error: tomli.TOMLDecodeError) -> None:
        cut = statements(self.text)
        culprit = _culprit(cut, error.pos)
        if culprit is None:
            self._report(error.pos, "syntax", "this cannot be read", "")
            self.text = ""
        elif _DUPLICATE.match(error.msg) and not self._broken_header(culprit):
            self._duplicate(cut, culprit, error)
        else:
            offset, message, hint = explain(self.text, culprit, error)
            if _DUPLICATE.match(error.msg):
                # The first word of a broken name is a table already; the name breaks behind it.
                offset = header_break(self.text, culprit.start)
            self._report(offset, "syntax", message, hint)
            self._lose(cut, culprit)
            if culprit.header:
                self._repair_header(cut, culprit)
            else:
                self._blank(culprit.start, culprit.end)

    def _broken_header(self, culprit: Statement) -> bool:
        return culprit.header and header_break(self.text, culprit.start) >= 0

    def _duplicate(self, cut: list[Statement], culprit: Statement, error: tomli.TOMLDecodeError) -> None:
        if error.msg.startswith("Duplicate inline"):
            key = error.msg.rpartition("key ")[2].strip("'\"")
            found = list(re.finditer(rf"(?<![\w-]){re.escape(key)}[ \t]*=", self.text[culprit.start : error.pos]))
            offset = culprit.start + found[-1].start() if found else culprit.start
            self._report(offset, "duplicate-id", f"'{key}' is set twice in these braces", "keep one of the two")
            self._lose(cut, culprit)
            self._blank(culprit.start, culprit.end)
            return
        earlier = [each for each in cut if each.start < culprit.start and each.path]
        first = next((each for each in earlier if each.path == culprit.path), None) or next(
            (each for each in earlier if _overlap(each.path, culprit.path)), None
        )
        where = f"line {self._line(first.start)}" if first else "an earlier line"
        name = ".".join(str(part) for part in culprit.path if isinstance(part, str)) or self._words(culprit)
        if culprit.header and first is not None and not first.header:
            message = f"'{name}' is a key in {where} and cannot be a step as well"
            hint = "give the step another name"
        elif culprit.header:
            message, hint = f"'{name}' is already defined in {where}", "rename one of the two, or delete this one"
        else:
            message = f"'{culprit.path[-1] if culprit.path else name}' is already set in {where}"
            hint = "keep one of the two"
        self._report(_begin(self.text, culprit), "duplicate-id", message, hint)
        if culprit.header:
            self._blank_table(cut, culprit)
        else:
            self._blank(culprit.start, culprit.end)

    def _blank_table(self, cut: list[Statement], culprit: Statement) -> None:
        """Blank a table that is there already, and the tables below it in so far as they are there already too."""
        known = {each.path for each in cut if each.header and each.start < culprit.start}
        headers = [each for each in cut if each.header and each.start > culprit.start]
        ends = [each.start for each in headers] + [len(self.text)]
        start = culprit.start
        for number, end in enumerate(ends):
            self._blank(start, end)
            if number == len(headers):
                return
            following = headers[number]
            inside = following.path[: len(culprit.path)] == culprit.path
            if not inside or following.path not in known:
                return
            start = following.start

    def _repair_header(self, cut: list[Statement], culprit: Statement) -> None:
        """Write a broken table name as it was meant. When that cannot be told, the table is read without a name."""
        brackets, name = header_name(self.text, culprit.start)
        rest = self.text[culprit.start : culprit.end]
        taken = any(each.header and each.path == culprit.path and each.start < culprit.start for each in cut)
        told = name and not taken and all(_BARE.match(str(part)) for part in name) and not _UNREADABLE.search(rest)
        meant = f"{brackets}{'.'.join(str(part) for part in name)}{']' * len(brackets)}"
        if not told or meant == rest.strip():
            meant = f"[{_NAMELESS}{culprit.start}]"
        newline = "\n" if rest.endswith("\n") else ""
        self.text = self.text[: culprit.start] + meant + newline + self.text[culprit.end :]

    def _lose(self, cut: list[Statement], culprit: Statement) -> None:
        self.words.update(_WORDS.findall(self.text[culprit.start : culprit.end]))
        before = [each for each in cut if each.header and each.start <= culprit.start and each.path]
        if culprit.header:
            _, name = header_name(self.text, culprit.start)
            self.lost.add(str(name[0]) if name else ANYWHERE)
        else:
            self.lost.add(str(before[-1].path[0]) if before else "")

    def _blank(self, start: int, end: int) -> None:
        gone = "".join("\n" if mark == "\n" else " " for mark in self.text[start:end])
        self.text = self.text[:start] + gone + self.text[end:]

    def _report(self, offset: int, code: str, message: str, hint: str) -> None:
        column = offset - (self.text.rfind("\n", 0, offset) + 1) + 1
        self.problems.append(Problem(Place(self.path, self._line(offset), column), "error", code, message, hint))

    def _line(self, offset: int) -> int:
        return self.text.count("\n", 0, offset) + 1

    def _words(self, statement: Statement) -> str:
        return self.text[statement.start : statement.end].strip().partition("\n")[0][:30]


def explain(text: str, culprit: Statement, error: tomli.TOMLDecodeError) -> tuple[int, str, str]:
    """What is wrong at a syntax error: the offset to point at, a plain sentence, and what to do."""
    at = min(error.pos, len(text))
    mark = text[at : at + 1]
    if mark in _WIDE and mark:
        return at, f"'{mark}' is a wide mark; the file needs the plain one", f"write {_WIDE[mark]} instead"
    if culprit.header:
        return (
            at,
            "this table name is not written right",
            "write [scenario] or [scenario.step], in letters, digits and -",
        )
    if culprit.open >= 0 and at >= culprit.open:
        sign = text[culprit.open]
        if sign in "\"'":
            return culprit.open, "the words that begin here are never closed", f"put {sign} at their end"
        closing = {"[": "]", "{": "}"}[sign]
        return culprit.open, f"the {sign} that opens here is never closed", f"put {closing} at its end"
    if error.msg.startswith("Unescaped"):
        return max(text.rfind("\\", 0, at), 0), "a \\ stands in quoted words", "put a pattern in single quotes: '...'"
    if error.msg.startswith(_TOO_DEEP):
        return _begin(text, culprit), "this is nested too deeply", "write the value again"
    for beginning, message, hint in _SENTENCES:
        if error.msg.startswith(beginning):
            return at, message, hint
    return at, f"this cannot be read: {error.msg[:1].lower()}{error.msg[1:]}", ""


_SENTENCES = (
    (
        "Expected newline",
        "something stands behind the end of this value",
        "a quotation inside words is written with “ ”, and each key has its own line",
    ),
    ("Expected '='", "there is no = behind this key", 'write key = "words"; a remark begins with #'),
    (_TOO_LONG, "this number is too long to be one", "write fewer digits, or put words in quotes"),
    ("Invalid value", "this is no value", 'put words in quotes: "..."; yes and no are true and false'),
    (
        "Unclosed array",
        "a comma or ] is missing here",
        "separate the entries of a list with commas and close it with ]",
    ),
    ("Unclosed inline table", "a comma or } is missing here", 'write { key = "words", key = "words" }'),
    ("Invalid statement", "no key begins like this", "a remark begins with #; keys are letters, digits, - and _"),
    ("Invalid initial", "no key begins like this", "a remark begins with #; keys are letters, digits, - and _"),
    ("Invalid date", "this is no date that exists", 'put words in quotes: "..."'),
    ("Illegal character", "a character that cannot be seen stands here", "delete it and type the words again"),
    ("Found invalid", "a character that cannot be seen stands here", "delete it and type the words again"),
)


def _culprit(cut: list[Statement], position: int) -> Statement | None:
    started = [each for each in cut if each.start <= position]
    return next((each for each in started if each.open >= 0), started[-1] if started else None)


def _overlap(one: Keys, other: Keys) -> bool:
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def _begin(text: str, statement: Statement) -> int:
    stretch = text[statement.start : statement.end]
    return statement.start + len(stretch) - len(stretch.lstrip())
