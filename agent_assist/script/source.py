"""Files as text, and text as documents: whatever is wrong with a file becomes one clear problem.

Files come from people's editors, shares and sticks: a wrong encoding, a locked file or a folder that is gone must not
take down the rest of a pack.
"""

from __future__ import annotations

import stat
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
    coded = read_bytes(path)
    if isinstance(coded, Problem):
        return None, (coded,)
    text, wrong = _decode(path, coded)
    if text is None:
        return None, wrong
    document, problems = parse_document(text, str(path), marks)
    return document, (*wrong, *problems)


def parse_document(text: str, path: str, marks: Reader = exact_marks) -> tuple[Document, tuple[Problem, ...]]:
    """Take a text as the file `path`."""
    mended = mend.read(text, path)
    return Document(path, mended.values, Places(path, mended.text, marks), mended.lost, mended.words), mended.problems


def read_bytes(path: Path) -> bytes | Problem:
    """What a file holds, or why it cannot be read."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return _problem(path, "unreadable", "this is no plain file", "put the file itself here")
        if found.st_size > LARGEST:
            return _problem(path, "unreadable", "the file is too large for a script", "keep one topic per file")
        return path.read_bytes()
    except FileNotFoundError:
        return _problem(path, "missing-file", "there is no such file", "look for a renamed or moved file")
    except PermissionError:
        return _problem(
            path, "unreadable", "the file may not be read", "close it elsewhere, or ask for the right to read it"
        )
    except OSError as error:
        why = error.strerror or "the system gave no reason"
        return _problem(path, "unreadable", f"the file cannot be read: {why}", "try again, or restore it")


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


def _decode(path: Path, coded: bytes) -> tuple[str | None, tuple[Problem, ...]]:
    """The text of a file with plain line ends. In a wrong encoding it is read as it was meant, and reported once.

    Nothing is taken for text that holds zero bytes and is no UTF-16.
    """
    wide = _utf_16(coded)
    if wide:
        text: str | None = coded.decode(wide, "replace").removeprefix("\ufeff")
        wrong = [_problem(path, "encoding", "the file is stored as UTF-16", "save it as UTF-8")]
    else:
        text, wrong = _utf_8(path, coded)
    plain = None if text is None else text.replace("\r\n", "\n").replace("\r", "\n")
    return plain, tuple(wrong)


def _utf_16(coded: bytes) -> str:
    """Which UTF-16 a file is stored in, by its mark or by its zero bytes; "" for none."""
    if coded.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    some = coded[:1000]
    odd, even = some[1::2].count(0), some[::2].count(0)
    if max(odd, even) * 8 < len(some) or not some:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _utf_8(path: Path, coded: bytes) -> tuple[str | None, list[Problem]]:
    try:
        return coded.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = coded.count(b"\n", 0, error.start) + 1
        begin = coded.rfind(b"\n", 0, error.start) + 1
        column = len(coded[begin : error.start].decode("utf-8", "replace")) + 1
    lines = coded.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    text = "\n".join(_as_meant(each)[0] for each in lines)
    hint = "save it as UTF-8" + ("; it may be stored as GBK" if _as_meant(lines[line - 1])[1] else "")
    problem = Problem(Place(str(path), line, column), "error", "encoding", "the file is not stored as UTF-8", hint)
    return (None if b"\0" in coded else text), [problem]


def _as_meant(line: bytes) -> tuple[str, bool]:
    """A line in UTF-8 or, as older editors store Chinese, in GBK, and whether one of them it was."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return line.decode(encoding), True
        except UnicodeDecodeError:
            continue
    return line.decode("utf-8", "ignore"), False


def _problem(path: Path, code: str, message: str, hint: str) -> Problem:
    return Problem(Place(str(path), 1, 1), "error", code, message, hint)
