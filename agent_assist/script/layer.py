"""One folder of a pack as it is written, before it is laid over what it extends.

A layer keeps the tables as they stand in the files; they become objects only when the pack is resolved, because what
a step means (its timings, its promises) depends on the pack it ends up in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from agent_assist.script.model import LANGUAGES, Language, Place, Problem
from agent_assist.script.phrases import FILE as PHRASES
from agent_assist.script.places import Reader, exact_marks
from agent_assist.script.source import Document, parse_document, read_document, toml_files
from agent_assist.script.table import ID, Report, Table, did_you_mean

HEAD = "pack.toml"
HEADER_KEYS = (
    "title",
    "aliases",
    "start",
    "heard",
    "reflex",
    "lost",
    "visit",
    "late",
    "held",
    "resumed",
    "norms",
    "taboos",
    "guide",
)
ROOTS: Mapping[str, Language] = {"scripts_zh": "zh", "scripts_en": "en"}
"""The usual names of folders of packs, and the language of what they hold."""


@dataclass(frozen=True, slots=True)
class RawScenario:
    """A scenario as one layer writes it. `header` holds the steps' tables too; look at known keys only."""

    header: Table
    steps: Mapping[str, Table]


@dataclass(frozen=True, slots=True)
class Layer:
    """A folder of script files as it was read.

    `lost` names the scenarios that lost something to a mistake, with ``*`` for who knows which, and an empty name for
    pack.toml; `words` are the words that were lost.
    """

    folder: Path
    id: str
    language: Language
    head: Table
    scenarios: Mapping[str, RawScenario]
    files: tuple[Path, ...]
    lost: frozenset[str]
    words: frozenset[str]
    problems: tuple[Problem, ...]

    @property
    def extends(self) -> str:
        value = self.head.data.get("extends", "")
        return value if isinstance(value, str) else ""


def read_layer(folder: Path, marks: Reader = exact_marks, language: Language | None = None) -> Layer | None:
    """Read every file of a pack folder.

    Returns the layer with its problems; None when the folder cannot be listed or holds nothing: `folder_problem` says
    why. `language` is what the place of the folder promises.
    """
    files = toml_files(folder)
    if isinstance(files, Problem) or not files:
        return None
    return _Reading(folder, files, marks, language or language_of(folder)).run()


def folder_problem(folder: Path) -> Problem:
    """Why a folder is no pack."""
    files = toml_files(folder)
    if isinstance(files, Problem):
        return files
    hint = f"put a {HEAD} and scenario files into it"
    return Problem(Place(str(folder), 1, 1), "error", "empty-pack", "this folder holds no script files", hint)


def language_of(folder: Path) -> Language | None:
    """The language that the name of the folder around a pack tells, if it does."""
    return ROOTS.get(folder.absolute().parent.name)


@dataclass(slots=True)
class _Reading:
    folder: Path
    files: tuple[Path, ...]
    marks: Reader
    language: Language | None
    report: Report = field(default_factory=Report)
    scenarios: dict[str, RawScenario] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)

    def run(self) -> Layer:
        head = self._head()
        for path in self.files:
            if path.name in (HEAD, PHRASES):
                continue
            document = self._document(path)
            if document is None:
                self.lost.add("*")
                continue
            self.lost |= document.lost - {""}
            self.words |= document.words
            for key, value in document.values.items():
                self._scenario(document, key, value)
        language = self._language(head)
        self._check_id(head)
        lost, problems = frozenset(self.lost), self.report.problems
        name = self.folder.absolute().name
        words = frozenset(self.words)
        return Layer(self.folder, name, language, head, self.scenarios, self.files, lost, words, problems)

    def _document(self, path: Path) -> Document | None:
        document, problems = read_document(path, self.marks)
        self.report.add(problems)
        if document is not None and not document.values and not problems:
            place = Place(str(path), 1, 1)
            self.report.error(place, "empty-file", "nothing is written in this file", "write it again, or delete it")
            return None
        return document

    def _head(self) -> Table:
        path = self.folder / HEAD
        document = self._document(path) if path in self.files else None
        if document is None:
            if path not in self.files:
                hint = 'write one with organisation = "..." and language = "zh" or "en"'
                self.report.error(Place(str(path), 1, 1), "missing-file", f"the pack has no {HEAD}", hint)
            self.lost |= {"", "*"}
            document, _ = parse_document("", str(path), self.marks)
        elif document.lost:
            self.lost |= {""} if "extends" in document.values else {"", "*"}
        return Table(dict(document.values), document)

    def _scenario(self, document: Document, key: str, value: object) -> None:
        table = Table(value, document, (key,)) if isinstance(value, dict) else None
        if table is None:
            top = Table(dict(document.values), document)
            hint = "put it below a [scenario] line"
            if key in HEADER_KEYS or key in ("say", "wait", "replies", "next"):
                hint = "the [scenario] line above it is missing, or stands below it"
            if document.lost.isdisjoint(("", "*")):
                self.report.error(top.at(key), "unknown-key", f"'{key}' stands outside every scenario", hint)
            return
        earlier = self.scenarios.get(key)
        if earlier is not None:
            place = earlier.header.place
            where = f"{Path(place.path).name}, line {place.line}"
            hint = "rename one of the two, or delete this one"
            self.report.error(table.place, "duplicate-id", f"'{key}' is already defined in {where}", hint)
            return
        if not ID.match(key):
            hint = "use small letters, digits and -, as in silent-caller"
            self.report.error(table.place, "bad-id", f"'{key}' is no scenario id", hint)
        self.scenarios[key] = RawScenario(table, dict(self._steps(table)))

    def _steps(self, table: Table) -> list[tuple[str, Table]]:
        steps = []
        for key, value in table.data.items():
            if key in HEADER_KEYS or not isinstance(value, dict):
                continue
            step = Table(value, table.document, (*table.keys, key))
            if not ID.match(key):
                hint = "use small letters, digits and -, as in read-back"
                self.report.error(step.place, "bad-id", f"'{key}' is no step id", hint)
            steps.append((key, step))
        return steps

    def _language(self, head: Table) -> Language:
        written = head.text("language", self.report)
        for language in LANGUAGES:
            if written == language:
                if self.language not in (None, language):
                    place = head.value_at("language")
                    message = f"the language is '{language}', but the pack lies among those of '{self.language}'"
                    self.report.error(place, "bad-value", message, "correct it, or move the folder")
                return self.language or language
        if written:
            hint = did_you_mean(written, LANGUAGES) or 'write "zh" or "en"'
            self.report.error(head.value_at("language"), "bad-value", f"'{written}' is no language we have", hint)
        elif "" not in self.lost and "language" not in head:
            self.report.error(head.place, "missing-key", "the pack has no language", 'write language = "zh" or "en"')
        return self.language or "zh"

    def _check_id(self, head: Table) -> None:
        name = self.folder.absolute().name
        if not ID.match(name):
            hint = "rename the folder: small letters, digits and -"
            self.report.error(head.place, "bad-id", f"'{name}' is no pack id", hint)
