"""What several commands need: where the packs and the norms are, and how a record is written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import tomli

from agent_assist import paths
from agent_assist.script.layer import HEAD, language_of
from agent_assist.script.model import LANGUAGES, Language
from agent_assist.script.norms import Register, read_register

NOT_UTF_8 = ("it is not UTF-8 text", "save it as UTF-8")
"""What is wrong with a file, and what to do."""


def put(record: Mapping[str, object]) -> None:
    """Write a record as a line of JSON."""
    print(json.dumps(record, ensure_ascii=False))


def shipped() -> dict[Language, Path]:
    """The folder of the packs that come with the program, for each language."""
    folders = paths.shipped()
    return {language: folders.scripts(language) for language in LANGUAGES}


def register() -> Register:
    """All norms."""
    return read_register(paths.shipped().resources / "norms.json")


def roots_of(pack_id: str = "", beside: Path | None = None) -> dict[Language, Sequence[Path]]:
    """Where packs are looked up: around a file that names one first, then among the shipped ones."""
    roots: dict[Language, Sequence[Path]] = {}
    for language, folder in shipped().items():
        near = [] if beside is None else [one for one in _near(beside) if _language(one / pack_id) == language]
        roots[language] = list({one.resolve(): one for one in (*near, folder)}.values())
    return roots


def _language(pack: Path) -> str | None:
    """The language of a pack, from its own file; None where there is no readable one."""
    if not (pack / HEAD).is_file():
        return None
    try:
        found = tomli.loads((pack / HEAD).read_text(encoding="utf-8-sig")).get("language")
    except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError):
        found = None
    return found if found in LANGUAGES else language_of(pack)


def _near(tape: Path) -> Iterable[Path]:
    """Folders around a tape that may hold packs: its own, those above it, and their ``scripts_zh`` and ``scripts_en``."""
    here = tape.resolve().parent
    for folder in (here, *list(here.parents)[:4]):
        yield folder
        for language in LANGUAGES:
            yield folder / f"scripts_{language}"
