"""Phrases that belong to no step: ``phrases.toml`` in the folder of a pack, and the agent's own file of the same form.

    [insured-parcel]                  # an id, the same in both languages
    text = "保价的包裹按声明的价值理赔。"    # what is shown and copied; slots are filled in as in lines
    tags = ["保价", "赔多少"]            # other words to find it by (optional)
    scenario = "complaint"            # where it belongs (optional)
    norms = ["S3-20"]                 # what it serves (optional)
    language = "zh"                   # only in the agent's own file, which is not of one language

They are searched with the lines, and never take the place of one: their ids are a space of their own, so no file of an agent
can replace a locked line. A pack that extends another one adds to its phrases, and overrides by id. They are not part of the
resolved pack, as no call is guided by them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from agent_assist.script.model import LANGUAGES, Place, Problem
from agent_assist.script.places import Reader, exact_marks, rough_marks
from agent_assist.script.source import read_document
from agent_assist.script.table import ID, Report, Table

FILE = "phrases.toml"
KEYS = ("text", "tags", "scenario", "norms", "language")


@dataclass(frozen=True, slots=True)
class FreePhrase:
    """One phrase as it is written. `language` is "" where the file's own language holds."""

    id: str
    text: str
    place: Place
    tags: tuple[str, ...] = ()
    scenario: str = ""
    norms: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of one file, with the tables they were made of, and what is wrong with the file."""

    phrases: tuple[FreePhrase, ...]
    tables: tuple[Table, ...]
    problems: tuple[Problem, ...]


NONE = Phrases((), (), ())


def read_phrases(path: Path, marks: Reader = exact_marks) -> Phrases:
    """Read a file of phrases as far as it can be read; one that is not there has none."""
    if not path.is_file():
        return NONE
    document, problems = read_document(path, marks)
    if document is None:
        return Phrases((), (), problems)
    report = Report(problems)
    found: list[FreePhrase] = []
    tables: list[Table] = []
    for key, value in document.values.items():
        if not isinstance(value, dict):
            place = Table(dict(document.values), document).at(key)
            hint = f"write [an-id] on the line above, and {key} = ... below it"
            report.error(place, "unknown-key", f"'{key}' stands outside every phrase", hint)
            continue
        table = Table(value, document, (key,))
        phrase = _phrase(key, table, report)
        if phrase is not None:
            found.append(phrase)
            tables.append(table)
    return Phrases(tuple(found), tuple(tables), report.problems)


def read_free(folders: Iterable[Path]) -> tuple[FreePhrase, ...]:
    """The phrases of a pack: of its folder and of those it extends, lowest first; a higher one overrides by id."""
    found = {phrase.id: phrase for folder in folders for phrase in read_phrases(folder / FILE, rough_marks).phrases}
    return tuple(found.values())


def _phrase(key: str, table: Table, report: Report) -> FreePhrase | None:
    if not ID.match(key):
        hint = "use small letters, digits and -, as in insured-parcel"
        report.error(table.place, "bad-id", f"'{key}' is no id of a phrase", hint)
        return None
    table.known(KEYS, report, "a phrase")
    phrase = FreePhrase(
        id=key,
        text=table.required("text", report, f"the phrase '{key}'"),
        place=table.place,
        tags=table.texts("tags", report),
        scenario=table.text("scenario", report),
        norms=table.texts("norms", report),
        language=table.choice("language", report, LANGUAGES, "") if "language" in table else "",
    )
    return phrase if phrase.text else None
