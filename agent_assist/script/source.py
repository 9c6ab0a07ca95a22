"""Files as text, and text as documents: whatever is wrong with a file becomes one clear problem.

Files come from people's editors, shares and sticks: a wrong encoding, a locked file or a folder that is gone must not
take down the rest of a pack.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agent_assist.script import mend
from agent_assist.script.model import Place, Problem
from agent_assist.script.places import Places, Reader, exact_marks

SUFFIX = ".toml"
LARGEST = 8 * 1024 * 1024
"""Bytes; no script file is near this size, so a larger one was not meant to be here."""


@dataclass(frozen=True, slots=True)
class Document:
    """One file that was read: its values, the places of them, and what a mistake took (see `mend.Mended`)."""

    path: str
    values: Mapping[str, Any]
    places: Places
    lost: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


def read_document(path: Path, marks: Reader = exact_marks) -> tuple[Document | None, tuple[Problem, ...]]:
    """Read a TOML file as far as it can be read. None only when the file as a whole cannot."""
    text = read_text(path)
    if isinstance(text, Problem):
        return None, (text,)
    return parse_document(text, str(path), marks)


def parse_document(text: str, path: str, marks: Reader = exact_marks) -> tuple[Document, tuple[Problem, ...]]:
    """Take a text as the file `path`."""
    mended = mend.read(text, path)
    return Document(path, mended.values, Places(path, mended.text, marks), mended.lost, mended.words), mended.problems


def read_text(path: Path) -> str | Problem:
    """The text of a file with plain line ends, or why there is none."""
    try:
        if path.stat().st_size > LARGEST:
            return _problem(path, "unreadable", "the file is too large for a script", "keep one topic per file")
        coded = path.read_bytes()
    except FileNotFoundError:
        return _problem(path, "missing-file", "there is no such file", "look for a renamed or moved file")
    except PermissionError:
        return _problem(
            path, "unreadable", "the file may not be read", "close it elsewhere, or ask for the right to read it"
        )
    except OSError as error:
        why = error.strerror or "the system gave no reason"
        return _problem(path, "unreadable", f"the file cannot be read: {why}", "try again, or restore it")
    return _decode(path, coded)


def toml_files(folder: Path) -> tuple[Path, ...] | Problem:
    """The script files of a folder, sorted by name, or why it cannot be listed."""
    try:
        entries = [entry for entry in folder.iterdir() if entry.suffix == SUFFIX and not entry.name.startswith(".")]
    except FileNotFoundError:
        return _problem(folder, "missing-folder", "there is no such folder", "look for a renamed or moved folder")
    except NotADirectoryError:
        return _problem(folder, "missing-folder", "this is no folder", "a pack is a folder with a pack.toml")
    except OSError as error:
        why = error.strerror or "the system gave no reason"
        return _problem(folder, "unreadable", f"the folder cannot be read: {why}", "ask for the right to read it")
    return tuple(sorted(entries, key=lambda entry: entry.name))


def _decode(path: Path, coded: bytes) -> str | Problem:
    if coded.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _problem(path, "encoding", "the file is stored as UTF-16", "save it as UTF-8")
    try:
        text = coded.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = coded.count(b"\n", 0, error.start) + 1
        begin = coded.rfind(b"\n", 0, error.start) + 1
        column = len(coded[begin : error.start].decode("utf-8", "replace")) + 1
        hint = "save it as UTF-8; it may be stored as GBK" if _is_gbk(coded) else "save it as UTF-8"
        return Problem(Place(str(path), line, column), "error", "encoding", "the file is not stored as UTF-8", hint)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_gbk(coded: bytes) -> bool:
    try:
        coded.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True


def _problem(path: Path, code: str, message: str, hint: str) -> Problem:
    return Problem(Place(str(path), 1, 1), "error", code, message, hint)
