"""What the user chose, as one frozen value read from a TOML file that people may edit by hand.

A file with mistakes never stops the program: what cannot be used keeps its default, and each mistake becomes one
:class:`Complaint` with its line. Writing changes only the keys whose values changed, so comments, order and even
mistakes in the rest of the file survive. Window geometry is Qt's and stands in a file of its own.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import tomli

if TYPE_CHECKING:
    from collections.abc import Callable

InterfaceLanguage = Literal["auto", "zh", "en"]
LineLanguage = Literal["zh", "en"]
Theme = Literal["system", "light", "dark"]


@dataclass(frozen=True, slots=True)
class Agent:
    """Somebody who works at this desk: the number and name that opening lines and summaries give."""

    number: str
    name: str


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the user can choose; each field is a key of the file, and its default is what a new user gets."""

    interface_language: InterfaceLanguage = "auto"
    theme: Theme = "system"
    text_scale: int = 100
    """Per cent: 100, 115 or 130."""
    reduced_motion: bool = False
    chime: bool = True
    chime_device: str = ""
    """The name of the sound device for the chime, which must not be the headset; empty: the system's default."""
    pack: str = "common"
    """The pack last used."""
    language: LineLanguage = "zh"
    """The language of the lines, which need not be that of the interface."""
    speech_voice_zh: str = ""
    speech_voice_en: str = ""
    """The speech engine's id of a voice; empty: the first that speaks the language."""
    speech_rate: int = 180
    """Words a minute, 80 to 400."""
    help_command: str = ""
    """What to run when the agent asks the leader for help; empty: only the desk shows it."""
    agent: str = ""
    """The number of the agent at the desk now; empty: nobody has said."""
    agents: tuple[Agent, ...] = ()

    @property
    def current_agent(self) -> Agent | None:
        """The profile of whoever is at the desk now."""
        return next((agent for agent in self.agents if agent.number == self.agent), None)


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing in the file that cannot be used. ``line`` is 0 where it is about the whole file."""

    path: Path
    line: int
    code: Literal["unreadable", "syntax", "unknown-key", "wrong-value"]
    key: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}" if self.line else f"{self.path}: {self.message}"


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings to work with, and what in the file was not used."""

    settings: Settings
    complaints: tuple[Complaint, ...] = field(default=())


def _one_of(*choices: str | int) -> tuple[str, Callable[[Any], bool]]:
    words = ", ".join(str(choice) for choice in choices)
    # `type(...) is`, as True == 1 in Python but not to the person who wrote it.
    return f"one of {words}", lambda value: type(value) is type(choices[0]) and value in choices


_TEXT: tuple[str, Callable[[Any], bool]] = ("a text in quotes", lambda value: isinstance(value, str))
_SWITCH: tuple[str, Callable[[Any], bool]] = ("true or false", lambda value: isinstance(value, bool))

# What each key may hold: in words, and as a test.
_RULES: dict[str, tuple[str, Callable[[Any], bool]]] = {
    "interface_language": _one_of("auto", "zh", "en"),
    "theme": _one_of("system", "light", "dark"),
    "text_scale": _one_of(100, 115, 130),
    "reduced_motion": _SWITCH,
    "chime": _SWITCH,
    "chime_device": _TEXT,
    "pack": ("the id of a pack", lambda value: isinstance(value, str) and bool(value)),
    "language": _one_of("zh", "en"),
    "speech_voice_zh": _TEXT,
    "speech_voice_en": _TEXT,
    "speech_rate": ("a whole number from 80 to 400", lambda value: type(value) is int and 80 <= value <= 400),
    "help_command": _TEXT,
    "agent": _TEXT,
    "agents": ("a list of [[agents]] tables", lambda value: isinstance(value, list)),
}


def read_settings(path: Path) -> Loaded:
    """Read the user's file; without one, everything has its default. Never raises."""
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return Loaded(Settings())
    except UnicodeDecodeError as error:
        complaint = Complaint(path, 0, "unreadable", "", f"is not UTF-8 text (byte {error.start}); save it as UTF-8")
        return Loaded(Settings(), (complaint,))
    except OSError as error:
        return Loaded(Settings(), (Complaint(path, 0, "unreadable", "", f"cannot be read: {error.strerror}"),))
    try:
        table = tomli.loads(text.removeprefix("\ufeff"))
    except tomli.TOMLDecodeError as error:
        message = f"is not valid TOML: {error.msg}; the defaults are used until it is corrected"
        return Loaded(Settings(), (Complaint(path, error.lineno, "syntax", "", message),))
    return _from_table(path, text, table)


def write_settings(path: Path, settings: Settings) -> None:
    """Bring the user's file up to ``settings``, in one step that leaves either the old file or the new one.

    A file that is no TOML at all is kept beside the new one, with ``.bad`` at the end of its name. Raises OSError.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    before = read_settings(path)
    try:
        document = tomlkit.parse(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        document = tomlkit.document()
    except (TOMLKitError, UnicodeDecodeError):
        path.replace(path.with_name(f"{path.name}.bad"))
        document = tomlkit.document()
    for one in fields(Settings):
        value = getattr(settings, one.name)
        if value == getattr(before.settings, one.name):
            continue
        if one.name == "agents":
            tables = tomlkit.aot()
            for agent in settings.agents:
                table = tomlkit.table()
                table.update({"number": agent.number, "name": agent.name})
                tables.append(table)
            value = tables
        document[one.name] = value
    _replace(path, tomlkit.dumps(document))


def _replace(path: Path, text: str) -> None:
    import tempfile

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


def _from_table(path: Path, text: str, table: dict[str, Any]) -> Loaded:
    complaints: list[Complaint] = []
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in _RULES:
            import difflib  # costs a start that finds no mistake some milliseconds

            close = difflib.get_close_matches(key, _RULES, n=1)
            hint = f"; did you mean {close[0]}?" if close else ""
            complaints.append(Complaint(path, _line(text, key), "unknown-key", key, f"unknown setting {key}{hint}"))
            continue
        words, fits = _RULES[key]
        if fits(value):
            values[key] = value
        else:
            message = f"{key} must be {words}; the default is used"
            complaints.append(Complaint(path, _line(text, key), "wrong-value", key, message))
    if "agents" in values:
        values["agents"] = _agents(path, text, values["agents"], complaints)
    return Loaded(Settings(**values), tuple(sorted(complaints, key=lambda one: one.line)))


def _agents(path: Path, text: str, entries: list[Any], complaints: list[Complaint]) -> tuple[Agent, ...]:
    agents: list[Agent] = []
    for place, entry in enumerate(entries):
        message = ""
        if not (isinstance(entry, dict) and {"number", "name"} == set(entry)):
            message = "an agent has exactly a number and a name"
        elif not all(isinstance(value, str) and value for value in entry.values()):
            message = "an agent's number and name are texts in quotes"
        elif entry["number"] in {agent.number for agent in agents}:
            message = "two agents have the same number; the first is used"
        if message:
            complaints.append(Complaint(path, _line(text, "agents", place), "wrong-value", "agents", message))
        else:
            agents.append(Agent(entry["number"], entry["name"]))
    return tuple(agents)


def _line(text: str, key: str, place: int = 0) -> int:
    """The line on which a top-level key, or the ``place``-th table of that name, begins; else 0."""
    name = rf"""["']?{re.escape(key)}["']?"""
    begins = [found.start() for found in re.finditer(rf"(?m)^[ \t]*(\[\[?[ \t]*)?{name}[ \t]*[\].=]", text)]
    if not begins:
        return 0
    return text.count("\n", 0, begins[min(place, len(begins) - 1)]) + 1
