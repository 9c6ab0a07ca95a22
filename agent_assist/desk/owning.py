"""The agent's own phrases on disk: read, saved if they may be said, removed. Runs in the background."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from agent_assist.desk.indexing import forbidden
from agent_assist.script.fill import Fault, parse
from agent_assist.script.lint import Linter
from agent_assist.script.model import Pack, Problem
from agent_assist.script.own_phrases import OwnPhrasesError, new_phrase, remove_phrase, save_phrase
from agent_assist.script.phrases import FreePhrase, read_phrases
from agent_assist.search.phrase import OWN


@dataclass(frozen=True, slots=True)
class Own:
    """When the file was changed last, what is in it, and what is wrong with it."""

    changed: float
    phrases: tuple[FreePhrase, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a phrase was not saved or removed: ``empty``, ``line`` (brackets), ``taboo``, ``file``; in words, and what would do."""

    code: str
    detail: str = ""
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Saved:
    """The file after a phrase was saved, with the id of its hit; after one was removed, with ""."""

    id: str
    own: Own


def read_own(path: Path, before: float | None = None) -> Own | None:
    """What is in the file; None where it was not changed since `before`."""
    try:
        changed = path.stat().st_mtime
    except OSError:
        changed = 0.0
    if changed == before:
        return None
    found = read_phrases(path)
    return Own(changed, found.phrases, found.problems)


def save(path: Path, text: str, tags: tuple[str, ...], scenario: str, phrase_id: str, pack: Pack) -> Saved | Refusal:
    """Save a phrase if it can be said under this pack; `phrase_id` is that of the hit to change, "" for a new one."""
    if not text.strip():
        return Refusal("empty")
    fault = parse(text)
    if isinstance(fault, Fault):
        return Refusal("line", fault.message, fault.hint)
    finding = forbidden(text, scenario, pack, Linter(pack))
    if finding is not None:
        return Refusal("taboo", finding.text, finding.instead)
    language = "zh" if any("\u3400" <= character <= "\u9fff" for character in text) else "en"
    twin = None if phrase_id else _same(path, text.strip())
    if twin is not None:
        # Kept already: it is found by both sets of words, and stays where it belongs unless it is to belong here.
        phrase_id, tags = twin.id, tuple(dict.fromkeys((*twin.tags, *tags)))
        scenario = scenario or twin.scenario
    phrase = new_phrase(text.strip(), tags, scenario, language)
    try:
        saved = save_phrase(path, phrase, phrase_id.removeprefix(OWN), pack.language)
    except (OSError, OwnPhrasesError) as error:
        return _unsaved(error)
    return Saved(OWN + saved, _anew(path))


def _same(path: Path, text: str) -> FreePhrase | None:
    """The phrase that says this already."""
    return next((phrase for phrase in read_phrases(path).phrases if phrase.text == text), None)


def remove(path: Path, phrase_id: str) -> Saved | Refusal:
    """Remove the phrase of a hit."""
    try:
        remove_phrase(path, phrase_id.removeprefix(OWN))
    except (OSError, OwnPhrasesError) as error:
        return _unsaved(error)
    return Saved("", _anew(path))


def _anew(path: Path) -> Own:
    own = read_own(path)
    assert own is not None
    return own


def _unsaved(error: OSError | OwnPhrasesError) -> Refusal:
    return Refusal("file", (error.strerror or "") if isinstance(error, OSError) else str(error))
