"""What can be found: every line of a pack, the phrases that belong to no step, and phrases from a file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agent_assist.script.fill import TITLE, Filled, Hole, fill, parse
from agent_assist.script.model import CALLER, Language, Pack, Scenario, Script, Step

if TYPE_CHECKING:
    from agent_assist.script.phrases import FreePhrase

FREE, OWN = "phrase:", "own:"
"""What the ids of a pack's free phrases and of the agent's own begin with; ids of lines have no colon."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One searchable wording.

    `text` is shown and copied; the rest helps to find it: the `title` of its scenario, other words for the situation
    (`aliases`), `tags`, the ids of the `norms` it serves, and `other`: the same line in the other language. `place` is
    how many steps of its scenario come before it.
    """

    id: str
    text: str
    language: str = ""
    scenario: str = ""
    title: str = ""
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    norms: tuple[str, ...] = ()
    other: str = ""
    place: int = 0


class LibraryError(ValueError):
    """A phrase file that cannot be read; the message names file and line and says what to do."""


def phrases(source: Pack | Script, language: Language | None = None) -> tuple[Phrase, ...]:
    """Every line of a pack, in written order; the id of each is ``scenario.step``.

    Args:
        source: a pack, or a script, whose other languages are then searched too.
        language: which language of a script to show; the first one there is when None.
    """
    if isinstance(source, Pack):
        return tuple(_of_pack(source, ()))
    pack = source.packs[language] if language else next(iter(source.packs.values()))
    return tuple(_of_pack(pack, tuple(other for other in source.packs.values() if other is not pack)))


def free_phrases(written: Iterable[FreePhrase], pack: Pack, kind: str = FREE) -> tuple[Phrase, ...]:
    """Phrases that belong to no step, as they are found beside the lines of a pack; `kind` is `FREE` or `OWN`."""
    found = []
    for each in written:
        scenario = pack.scenarios.get(each.scenario)
        found.append(
            Phrase(
                id=kind + each.id,
                text=shown(each.text, pack) or each.text,
                language=each.language or ("" if kind == OWN else pack.language),
                scenario=each.scenario if scenario else "",
                title=scenario.title if scenario else "",
                tags=each.tags,
                aliases=scenario.aliases if scenario else (),
                norms=each.norms,
            )
        )
    return tuple(found)


def read_library(path: Path) -> tuple[Phrase, ...]:
    """Phrases from a file with one JSON object per line.

    Each object has ``id`` and ``text``, and may have ``scenario``, ``title``, ``tags`` (a list, or words in a string),
    ``aliases``, ``norms`` (lists), ``language`` and ``other``. Other keys are left alone.

    Raises:
        LibraryError: the file cannot be read, or a line of it is no such object, or an id comes twice.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise LibraryError(f"{path}: cannot be read ({error.strerror or error}); check the path") from error
    except UnicodeDecodeError as error:
        raise LibraryError(f"{path}: is not UTF-8 text; save it as UTF-8") from error
    found: dict[str, Phrase] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        phrase = _from_line(line, f"{path}:{number}")
        if phrase.id in found:
            raise LibraryError(f"{path}:{number}: the id '{phrase.id}' was used before; give each phrase its own")
        found[phrase.id] = phrase
    return tuple(found.values())


def shown(say: str, pack: Pack) -> str:
    """A line as it is listed: slots in their natural form, or as their label where a line needs the value."""
    filled = fill(say, pack, {})
    if filled.text is None:
        filled = fill(_with_labels(say, pack, filled), pack, {})
    return filled.text or ""


def _of_pack(pack: Pack, others: tuple[Pack, ...]) -> Iterator[Phrase]:
    for scenario, step in pack.steps():
        text = shown(step.say, pack) if step.say else ""
        if not text:
            continue
        there = [found for other in others if (found := _same_step(other, scenario, step))]
        yield Phrase(
            id=f"{scenario.id}.{step.id}",
            text=text,
            language=pack.language,
            scenario=scenario.id,
            title=scenario.title,
            tags=(step.title, *(other_title for _, other_title, _ in there)) if step.title else (),
            aliases=(*scenario.aliases, *(alias for _, _, aliases in there for alias in aliases)),
            norms=tuple(dict.fromkeys((*step.norms, *scenario.norms))),
            other=" ".join(words for words, _, _ in there if words),
            place=0 if step.id == scenario.start else 1 + list(scenario.steps).index(step.id),
        )


def _same_step(other: Pack, scenario: Scenario, step: Step) -> tuple[str, str, tuple[str, ...]] | None:
    there = other.scenarios.get(scenario.id)
    if there is None or step.id not in there.steps:
        return None
    say = there.steps[step.id].say
    return (shown(say, other) if say else ""), there.title, there.aliases


def _with_labels(say: str, pack: Pack, filled: Filled) -> str:
    segments = parse(say)
    if not isinstance(segments, tuple):
        return say
    for hole in reversed([segment for segment in segments if isinstance(segment, Hole)]):
        name = TITLE if hole.slot == CALLER else hole.slot
        slot = pack.slot(name)
        if (slot.id if slot else name) in filled.missing:
            label = slot.label if slot and slot.label else name.replace("_", " ")
            say = f"{say[: hole.start]}{{{hole.slot}|{label}}}{say[hole.end :]}"
    return say


def _from_line(line: str, place: str) -> Phrase:
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise LibraryError(f"{place}: is not a JSON object ({error}); write one object per line") from error
    if not isinstance(entry, dict):
        raise LibraryError(f"{place}: is not a JSON object; write one object per line")
    for key in ("id", "text"):
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            raise LibraryError(f"{place}: '{key}' is missing or no text; every phrase needs an id and a text")
    return Phrase(
        id=entry["id"],
        text=entry["text"],
        language=_text(entry, "language", place),
        scenario=_text(entry, "scenario", place),
        title=_text(entry, "title", place),
        tags=_texts(entry, "tags", place),
        aliases=_texts(entry, "aliases", place),
        norms=_texts(entry, "norms", place),
        other=_text(entry, "other", place),
    )


def _text(entry: dict[str, Any], key: str, place: str) -> str:
    value = entry.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise LibraryError(f"{place}: '{key}' must be a text")
    return value


def _texts(entry: dict[str, Any], key: str, place: str) -> tuple[str, ...]:
    value = entry.get(key)
    if value is None:
        return ()
    if isinstance(value, str):
        return tuple(value.split())
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise LibraryError(f"{place}: '{key}' must be a list of texts, or one text with words")
    return tuple(value)
