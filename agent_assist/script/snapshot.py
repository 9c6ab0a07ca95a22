"""A resolved pack as one JSON text, and back.

The text holds what the pack means and nothing of where it was written: it is the same on every machine, whatever the
folders are called, and its hash names the pack. A call keeps it, so that it can be replayed with the words it was
guided by.
"""

from __future__ import annotations

import hashlib
import json
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from operator import attrgetter
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from agent_assist.script import model
from agent_assist.script.model import Pack, Place

FORMAT = 3
NOWHERE = Place("", 1, 1)
"""The place of what comes from a snapshot: its files may have changed or gone."""

_UNSAVED = ("keys", "places", "hash")


def dump(pack: Pack) -> str:
    """The canonical text of a pack: equal packs give equal texts."""
    return json.dumps([FORMAT, pack], ensure_ascii=False, separators=(",", ":"), default=_plain)


def load(text: str) -> Pack:
    """The pack of a text that `dump` made. Raises ValueError for any other text."""
    try:
        version, values = json.loads(text)
        if version != FORMAT:
            raise ValueError(f"the format {version} of a stored pack is not known here")
        pack = _object(Pack, values)
    except (TypeError, KeyError, IndexError) as error:
        raise ValueError("this text is no stored pack") from error
    assert isinstance(pack, Pack)
    return replace(pack, hash=digest(text))


def digest(text: str) -> str:
    """The hash that names a pack: SHA-256 of its text, as hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def with_hash(pack: Pack) -> Pack:
    """The same pack with its hash set."""
    return replace(pack, hash=digest(dump(pack)))


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    kind: type = type(value)
    return _getter(kind)(value)


@cache
def _saved(kind: type) -> tuple[str, ...]:
    hints = _hints(kind)
    return tuple(
        each.name
        for each in fields(kind)
        if each.name not in _UNSAVED and hints[each.name] not in (Place, Place | None)
    )


@cache
def _getter(kind: type) -> attrgetter[Any]:
    if not is_dataclass(kind):
        raise TypeError(f"a pack holds no {kind.__name__}")
    return attrgetter(*_saved(kind))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind, vars(model))


def _object(kind: type, values: list[Any]) -> object:
    hints = _hints(kind)
    names = _saved(kind)
    if len(values) != len(names):
        raise ValueError("this text is no stored pack")
    saved = {name: _value(hints[name], value) for name, value in zip(names, values, strict=True)}
    for each in fields(kind):
        if hints[each.name] is Place:
            saved[each.name] = NOWHERE
    return kind(**saved)


def _value(hint: Any, value: Any) -> Any:
    origin = get_origin(hint)
    if value is None or origin is Literal or (isinstance(value, (str, int)) and not is_dataclass(hint)):
        return value
    if origin in (Union, types.UnionType):
        return _value(next(each for each in get_args(hint) if each is not type(None)), value)
    if origin is tuple:
        inner = get_args(hint)
        if inner[-1] is Ellipsis:
            return tuple(_value(inner[0], each) for each in value)
        return tuple(_value(each, part) for each, part in zip(inner, value, strict=True))
    if is_dataclass(hint):
        assert isinstance(hint, type)
        return _object(hint, value)
    return {key: _value(get_args(hint)[1], each) for key, each in value.items()}
