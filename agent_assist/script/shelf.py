"""The shelf: every pack there is, each in its languages; and single packs, read as fast as can be.

The desk needs one pack in one language before its first paint, and the others a moment later: `read_script` reads one
with rough places, `read_shelf` reads all of them when they are asked for, with exact ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from agent_assist.script.layer import HEAD, ROOTS
from agent_assist.script.model import LANGUAGES, Language, Pack, Place, Problem, Script
from agent_assist.script.phrases import FreePhrase, read_free
from agent_assist.script.places import Reader, exact_marks, rough_marks
from agent_assist.script.read import Packs, Roots, pack_ids
from agent_assist.script.snapshot import dump, load
from agent_assist.script.source import read_document

__all__ = [
    "Shelf",
    "dump",
    "load",
    "read_lineage",
    "read_organisation",
    "read_phrases",
    "read_script",
    "read_shelf",
    "script_of",
]


class Shelf:
    """The packs of some folders. Each is read when it is first asked for, and kept as it was then."""

    def __init__(self, roots: Roots) -> None:
        self._roots = roots
        self._packs = Packs(roots, exact_marks)
        self._scripts: dict[str, tuple[Script | None, tuple[Problem, ...]]] = {}

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the packs, sorted."""
        return pack_ids([root for language in LANGUAGES for root in self._roots.get(language, ())])

    def script(self, pack_id: str) -> Script | None:
        """The pack in the languages there are, or None when there is no such pack."""
        return self._read(pack_id)[0]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with any of the packs as far as reading shows it; reads those that were not read yet."""
        found = {problem for pack_id in self.ids for problem in self._read(pack_id)[1]}
        return tuple(sorted(found, key=lambda problem: (problem.place, problem.code, problem.message)))

    def _read(self, pack_id: str) -> tuple[Script | None, tuple[Problem, ...]]:
        if pack_id not in self._scripts:
            self._scripts[pack_id] = script_of(pack_id, self._packs)
        return self._scripts[pack_id]


def read_shelf(roots: Roots) -> Shelf:
    """The shelf of these folders; for each language the first folder that has a pack of an id wins."""
    return Shelf(roots)


def read_script(
    pack_id: str, roots: Roots, languages: Sequence[Language] = LANGUAGES, marks: Reader = rough_marks
) -> tuple[Script | None, tuple[Problem, ...]]:
    """Read one pack, in some languages only if wanted; whoever reads several from the same folders uses `script_of`.

    Places are those of table names unless something is wrong, which is then reported at its exact place.
    """
    script, problems = script_of(pack_id, Packs(roots, marks), languages)
    if problems and marks is not exact_marks:
        return read_script(pack_id, roots, languages, exact_marks)
    return script, problems


def read_phrases(pack_id: str, language: Language, roots: Roots) -> tuple[FreePhrase, ...]:
    """The phrases that belong to no step, of a pack and of those it extends."""
    return read_free(read_lineage(pack_id, language, roots)[::-1])


def read_lineage(pack_id: str, language: Language, roots: Roots) -> list[Path]:
    """The folder of a pack, then those of the packs it extends, as far as they are there."""
    return [folder for folder, _ in _heads(pack_id, language, roots)]


def read_organisation(pack_id: str, language: Language, roots: Roots) -> str:
    """What the organisation of a pack is called, read from nothing but pack.toml; "" where there is no such pack."""
    heads = [head for _, head in _heads(pack_id, language, roots)]
    named = (name for head in heads if isinstance(name := head.get("organisation"), str) and name)
    return next(named, pack_id) if heads else ""


def _heads(pack_id: str, language: Language, roots: Roots) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """The folder of a pack and what its pack.toml says, then those of the packs it extends, as far as they are there."""
    seen: list[Path] = []
    while folder := next((each for each in _folders(pack_id, language, roots) if each not in seen), None):
        seen.append(folder)
        document, _ = read_document(folder / HEAD, rough_marks)
        head = document.values if document else {}
        yield folder, head
        extends = head.get("extends")
        pack_id = extends if isinstance(extends, str) else ""


def script_of(
    pack_id: str, packs: Packs, languages: Sequence[Language] = LANGUAGES
) -> tuple[Script | None, tuple[Problem, ...]]:
    """The pack of this id in the languages there are, from the folders that `packs` looks into, and what is wrong with it."""
    found: dict[Language, Pack] = {}
    problems: dict[Problem, None] = {}
    for language in languages:
        for folder in _folders(pack_id, language, packs.roots):
            resolved, wrong = packs.resolve(folder)
            if resolved is not None and resolved.pack.language != language:
                continue
            problems.update(dict.fromkeys(wrong))
            if resolved is not None:
                found[language] = resolved.pack
            break
    if not found and not problems:
        place = Place(str(Path(pack_id)), 1, 1)
        problems[Problem(place, "error", "unknown-pack", f"there is no pack '{pack_id}'")] = None
    return (Script(found) if found else None), tuple(problems)


def _folders(pack_id: str, language: Language, roots: Roots) -> Iterator[Path]:
    """The folders that may hold a pack in a language, the likeliest first."""
    for root in roots.get(language, ()):
        if ROOTS.get(root.name, language) == language and (root / pack_id / HEAD).is_file():
            yield root / pack_id
