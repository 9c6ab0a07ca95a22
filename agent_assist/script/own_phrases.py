"""Writing the agent's own phrases: a small file that people may edit by hand, so comments and order survive."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from agent_assist.script.model import Place
from agent_assist.script.phrases import FreePhrase

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

_BEGINNING = {
    "zh": "# 我自己的短语：[名字] 下面 text 写要说的话，tags 写还能用哪些词找到它。可以直接改，话术包更新时不会动它。\n",
    "en": "# My own phrases: below each [name], text is what to say, tags are other words to find it by. Edit it as you\n"
    "# like; no update of a pack changes it.\n",
}
_NAME = "my-"


class OwnPhrasesError(Exception):
    """The file cannot be changed as it is; the message names file and line and says what to do."""


def new_phrase(text: str, tags: tuple[str, ...], scenario: str, language: str) -> FreePhrase:
    """A phrase to be saved; `save_phrase` gives it an id."""
    return FreePhrase("", text, Place("", 1, 1), tags, scenario, (), language)


def save_phrase(path: Path, phrase: FreePhrase, phrase_id: str = "", language: str = "en") -> str:
    """Add a phrase, or change one. Returns its id.

    Args:
        path: the file; it is made when it is not there.
        phrase: what to save; its own id does not count.
        phrase_id: of the phrase to change; "" for a new one.
        language: of the comment at the beginning of a new file.

    Raises:
        OSError: the file cannot be read or written.
        OwnPhrasesError: the file is no TOML.
    """
    import tomlkit

    document = _document(path, language)
    name = phrase_id or _free_name(document)
    written = document.get(name)
    table = written if isinstance(written, dict) else tomlkit.table()
    values = {
        "text": phrase.text,
        "tags": list(phrase.tags),
        "scenario": phrase.scenario,
        "language": phrase.language,
    }
    for key, value in values.items():
        if value:
            table[key] = value
        elif key in table:
            del table[key]
    if written is not table:
        if document.body:
            document.add(tomlkit.nl())
        document[name] = table
    _replace(path, tomlkit.dumps(document))
    return name


def remove_phrase(path: Path, phrase_id: str) -> None:
    """Take a phrase out; nothing happens when it is not there. Raises as `save_phrase` does."""
    import tomlkit

    document = _document(path, "en")
    if phrase_id in document:
        del document[phrase_id]
        _replace(path, tomlkit.dumps(document))


def _free_name(names: Collection[str]) -> str:
    number = 1
    while f"{_NAME}{number}" in names:
        number += 1
    return f"{_NAME}{number}"


def _document(path: Path, language: str) -> TOMLDocument:
    import tomlkit
    from tomlkit.exceptions import ParseError

    try:
        return tomlkit.parse(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return tomlkit.parse(_BEGINNING.get(language, _BEGINNING["en"]))
    except ParseError as error:
        raise OwnPhrasesError(f"{path}:{error.line}: this is not valid TOML; correct it, then save again") from error
    except UnicodeDecodeError as error:
        raise OwnPhrasesError(f"{path}: this is not UTF-8 text; save it as UTF-8, then try again") from error


def _replace(path: Path, text: str) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", newline="\n", dir=path.parent, prefix=f".{path.name}.", delete=False
    ) as draft:
        draft.write(text)
        draft.flush()
        os.fsync(draft.fileno())
    try:
        Path(draft.name).replace(path)
    except OSError:
        Path(draft.name).unlink()
        raise
