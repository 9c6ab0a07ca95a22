"""An index on disk, so that the next start need not build it.

The file belongs to exactly one set of phrases: it carries a hash of them, or a key that stands for them, and a checksum of
itself. A file that is torn, old, of other phrases or of another program is not used, and no harm comes from deleting it. The
phrases are in it only where that is asked for: then it can be used before they are read from anywhere else, and `digest`
tells later whether they are still the same.
"""

from __future__ import annotations

import json
import sys
import unicodedata
import zlib
from collections.abc import Callable, Iterable, Sequence, Sized
from hashlib import blake2b
from operator import attrgetter
from pathlib import Path

import numpy as np

from agent_assist.search.index import Index, unique_phrases
from agent_assist.search.kept import LISTS, TEXTS, Column, Kept, Lists, places_of
from agent_assist.search.phrase import Phrase
from agent_assist.search.query import parse
from agent_assist.search.rows import FAMILIES, Postings, Rows
from agent_assist.search.segment import GROUPS, Groups, Segment
from agent_assist.search.sounds import Array

_FORMAT = 7
"""Raise it when what is stored changes, or how wording is folded and cut."""
_MAGIC = b"agent-assist search index\n"
_ALIGNED = 16
_KEY_BYTES, _SUM_BYTES = 16, 4
_STRINGS = ("text", "letters", "initials")


def save(index: Index, path: Path, key: str = "", *, whole: bool = False) -> None:
    """Write an index. The file appears as a whole or not at all.

    Args:
        index: what to keep.
        path: where; its folder is made.
        key: what stands for the content of the phrases, such as the hash of the pack they come from; without one the
            phrases themselves are hashed, which takes longer than all the rest of loading.
        whole: keep the phrases too, for `load_whole`.

    Raises:
        OSError: the folder cannot be written; the caller may go on without a cache.
    """
    segment = index.whole()
    box = _Box()
    box.put("marks", segment.marks)
    box.put("tie", segment.tie)
    for name in GROUPS:
        groups: Groups = getattr(segment, name)
        box.put(f"{name}.names", json.dumps(groups.names))
        box.put(f"{name}.starts", groups.starts)
        box.put(f"{name}.rows", groups.rows)
    for name, rows in (("text", segment.text), ("labels", segment.labels), ("other", segment.other)):
        if rows is not None:
            _put_rows(box, name, rows)
    if whole:
        _put_phrases(box, Kept.of(segment.phrases))
        box.put("phrases.digest", digest(segment.phrases))
    body = box.bytes()
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{id(box):x}.part")
    try:
        draft.write_bytes(
            b"".join(
                (
                    _MAGIC,
                    _key_of(() if whole else segment.phrases, key),
                    zlib.crc32(body).to_bytes(_SUM_BYTES, "little"),
                    body,
                )
            )
        )
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def load(path: Path, phrases: Iterable[Phrase], key: str = "") -> Index | None:
    """The index of exactly these phrases; None when the file has no such index, for whatever reason.

    `key` is the one that was given to `save`.
    """
    unique = unique_phrases(phrases)
    box = _open(path, lambda: _key_of(unique, key))
    return None if box is None else _index(box, unique)


def load_whole(path: Path, key: str) -> tuple[Index, str] | None:
    """The index that was kept with its phrases under this key, and their `digest`; None when there is none."""
    box = _open(path, lambda: _key_of((), key))
    if box is None or "phrases.digest" not in box.at:
        return None
    return _index(box, _phrases(box)), box.text("phrases.digest")


def digest(phrases: Sequence[Phrase]) -> str:
    """A hash of phrases in their order: equal ones have the same."""
    return _key_of(phrases, "").hex()


def _open(path: Path, wanted: Callable[[], bytes]) -> _Unpacked | None:
    """The content of a file that is whole and has this key; a file of something else is not read."""
    try:
        with path.open("rb") as file:
            if file.read(len(_MAGIC)) != _MAGIC or file.read(_KEY_BYTES) != wanted():
                return None
            checked = int.from_bytes(file.read(_SUM_BYTES), "little")
            body = file.read()
    except (OSError, MemoryError):
        return None
    # Of nothing the checksum would be right.
    return _Unpacked(body) if body and zlib.crc32(body) == checked else None


def _index(box: _Unpacked, phrases: Sequence[Phrase]) -> Index:
    parse("您好 hello")  # reads the tables of readings now, not at the first key press
    return Index.of(
        Segment(
            phrases=phrases,
            alive=np.ones(len(phrases), dtype=bool),
            text=_rows(box, "text"),
            other=_rows(box, "other") if "other.size" in box.at else None,
            labels=_rows(box, "labels"),
            **{
                name: Groups.from_arrays(
                    tuple(json.loads(box.text(f"{name}.names"))), box.array(f"{name}.starts"), box.array(f"{name}.rows")
                )
                for name in GROUPS
            },
            marks=box.array("marks"),
            tie=box.array("tie"),
        )
    )


def _key_of(phrases: Sequence[Phrase], given: str) -> bytes:
    """A hash of all that an index depends on: the phrases in order, the format, the tables of the system."""
    described = f"{_FORMAT} {sys.byteorder} {unicodedata.unidata_version} {len(phrases)} {given}"
    key = blake2b(described.encode("utf-8", "surrogatepass"), digest_size=_KEY_BYTES)
    for name in (*TEXTS, *LISTS) if not given else ():
        values = [*map(attrgetter(name), phrases)]
        if name in LISTS:
            key.update(_lengths(values))
            values = [value for several in values for value in several]
        # With their lengths, joined strings can be told apart whatever is in them.
        key.update(_lengths(values))
        key.update("".join(values).encode("utf-8", "surrogatepass"))
    if not given:
        key.update(places_of(phrases).tobytes())
    return key.digest()


def _lengths(values: Sequence[Sized]) -> bytes:
    return np.fromiter(map(len, values), dtype=np.int32, count=len(values)).tobytes()


def _put_phrases(box: _Box, kept: Kept) -> None:
    for name, column in kept.texts.items():
        box.put(f"phrases.{name}", column.joined)
        box.put(f"phrases.{name}_at", column.at)
    for name, lists in kept.lists.items():
        box.put(f"phrases.{name}", lists.strings.joined)
        box.put(f"phrases.{name}_at", lists.strings.at)
        box.put(f"phrases.{name}_first", lists.first)
    box.put("phrases.places", kept.places)


def _phrases(box: _Unpacked) -> Kept:
    def column(name: str) -> Column:
        return Column(box.text(f"phrases.{name}"), box.array(f"phrases.{name}_at"))

    return Kept(
        {name: column(name) for name in TEXTS},
        {name: Lists(column(name), box.array(f"phrases.{name}_first")) for name in LISTS},
        box.array("phrases.places"),
    )


def _put_rows(box: _Box, name: str, rows: Rows) -> None:
    box.put(f"{name}.size", np.array([rows.size], dtype=np.int64))
    box.put(f"{name}.words", "\n".join(rows.words))
    for string in _STRINGS:
        box.put(f"{name}.{string}", getattr(rows, string))
        box.put(f"{name}.{string}_at", getattr(rows, f"{string}_at"))
    for family, postings in rows.families.items():
        for part in ("keys", "starts", "rows"):
            box.put(f"{name}.{family}.{part}", getattr(postings, part))


def _rows(box: _Unpacked, name: str) -> Rows:
    words = box.words(f"{name}.words")
    return Rows(
        size=int(box.array(f"{name}.size")[0]),
        text=box.text(f"{name}.text"),
        text_at=box.array(f"{name}.text_at"),
        letters=box.text(f"{name}.letters"),
        letters_at=box.array(f"{name}.letters_at"),
        initials=box.text(f"{name}.initials"),
        initials_at=box.array(f"{name}.initials_at"),
        families={
            family: Postings(*(box.array(f"{name}.{family}.{part}") for part in ("keys", "starts", "rows")))
            for family in FAMILIES
        },
        words=words,
        word_number={word: number for number, word in enumerate(words)},
    )


class _Box:
    """Named arrays and strings, packed one after the other behind a head that says where they are."""

    def __init__(self) -> None:
        self._at: dict[str, tuple[int, int, str]] = {}
        self._parts: list[bytes] = []
        self._length = 0

    def put(self, name: str, value: Array | str) -> None:
        """Add an array or a string."""
        if isinstance(value, str):
            kind, content = "text", value.encode("utf-8", "surrogatepass")
        else:
            kind, content = value.dtype.str, value.tobytes()
        self._at[name] = (self._length, len(content), kind)
        padding = -len(content) % _ALIGNED
        self._parts += [content, bytes(padding)]
        self._length += len(content) + padding

    def bytes(self) -> bytes:
        """The whole, the head in front."""
        head = json.dumps(self._at).encode()
        head += b" " * (-len(head) % _ALIGNED)
        return b"".join((len(head).to_bytes(_ALIGNED, "little"), head, *self._parts))


class _Unpacked:
    """What `_Box` packed; arrays are views of the content, which is not copied. They are aligned: others are searched slowly."""

    def __init__(self, content: bytes) -> None:
        length = int.from_bytes(content[:_ALIGNED], "little")
        self._content = content
        self._begin = _ALIGNED + length
        self.at: dict[str, tuple[int, int, str]] = json.loads(content[_ALIGNED : self._begin])

    def array(self, name: str) -> Array:
        """An array."""
        start, length, kind = self.at[name]
        dtype = np.dtype(kind)
        return np.frombuffer(self._content, dtype, length // dtype.itemsize, self._begin + start)

    def text(self, name: str) -> str:
        """A string."""
        start, length, _ = self.at[name]
        return str(
            memoryview(self._content)[self._begin + start : self._begin + start + length], "utf-8", "surrogatepass"
        )

    def words(self, name: str) -> tuple[str, ...]:
        """Strings that were joined by newlines."""
        text = self.text(name)
        return tuple(text.split("\n")) if text else ()
