"""Tapes: calls as small text files that a lead can read (design part 5). Reading them; `replay` runs them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from agent_assist.call.event import KINDS, Event, parse
from agent_assist.script.model import LANGUAGES, Language, Place, Problem

_COMMENT = re.compile(r"(^|\s+)#(\s.*|$)")
_SECONDS = re.compile(r"\d+(?:\.\d*)?|\.\d+", re.ASCII)
_DURATION = re.compile(r"(\d{1,9}(?:\.\d+)?)\s*(ms|s|m|min|h|d)", re.ASCII)
_UNITS_MS = {"ms": 1, "s": 1000, "m": 60_000, "min": 60_000, "h": 3_600_000, "d": 86_400_000}
LONGEST_S = 1e9
"""Seconds from the start of a call that a tape may reach; beyond it milliseconds are no longer exact."""
_ALONE = ("no wait", "refused", "hangup locked", "hangup open")
_WITH_WORDS = ("wait", "line has", "line lacks", "follow-up", "must")


@dataclass(frozen=True, slots=True)
class TapeEvent:
    """Something that happens, at a time in milliseconds."""

    at: int
    event: Event
    place: Place


@dataclass(frozen=True, slots=True)
class Expectation:
    """What must be true after the event above. `kind` is one of `_ALONE`, `_WITH_WORDS` or ``at`` (scenario[.step])."""

    kind: str
    words: str
    place: Place


@dataclass(frozen=True, slots=True)
class Tape:
    """A readable tape: the pack it is for, and its entries in order."""

    pack: str
    language: Language
    entries: tuple[TapeEvent | Expectation, ...]
    place: Place


def read_tape(text: str, path: str) -> tuple[Tape | None, tuple[Problem, ...]]:
    """Read a tape. A bad line is reported and left out; without a pack there is no tape.

    Args:
        text: the content of the file.
        path: how problems name the file.
    """
    problems: list[Problem] = []
    entries: list[TapeEvent | Expectation] = []
    head: tuple[str, Language, Place] | None = None
    last = 0
    for number, raw in enumerate(text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n"), start=1):
        bare = _COMMENT.sub("", raw).rstrip()
        if not bare.strip():
            continue
        place = Place(path, number, len(bare) - len(bare.lstrip()) + 1)
        try:
            if bare.split()[0] == "pack" and head is None:
                head = (*_head(bare.split()), place)
            elif bare.lstrip().startswith(">"):
                entries.append(_expectation(bare.lstrip()[1:].strip(), place))
            else:
                entry = _event(bare.split(), place, last)
                last = entry.at
                entries.append(entry)
        except ValueError as error:
            problems.append(Problem(place, "error", "tape", str(error)))
    if head is None:
        sentence = "The tape does not say which pack it is for."
        problems.append(
            Problem(Place(path, 1, 1), "error", "tape", sentence, "begin it with a line like: pack courier zh")
        )
        return None, tuple(problems)
    return Tape(head[0], head[1], tuple(entries), head[2]), tuple(problems)


def _short(words: str) -> str:
    """What a message quotes of a line that may be anything."""
    return words if len(words) <= 40 else f"{words[:40]}…"


def duration_ms(words: str) -> int:
    """Read a duration such as ``2h``, ``24h``, ``90 s``.

    Raises:
        ValueError: if it is none.
    """
    found = _DURATION.fullmatch(words.strip())
    if found is None:
        raise ValueError(f"“{_short(words)}” is no duration; write 2h, 30m or 45s.")
    return round(float(found[1]) * _UNITS_MS[found[2]])


def _head(words: list[str]) -> tuple[str, Language]:
    if len(words) not in (2, 3):
        raise ValueError("The first line names the pack and its language, like: pack courier zh.")
    wanted = words[2] if len(words) == 3 else "zh"
    language = next((known for known in LANGUAGES if known == wanted), None)
    if language is None:
        raise ValueError(f"“{wanted}” is no language of packs; write zh or en.")
    return words[1], language


def _event(words: list[str], place: Place, last: int) -> TapeEvent:
    if not _SECONDS.fullmatch(words[0]):
        raise ValueError(f"A line begins with its time in seconds or with “>”, not with “{_short(words[0])}”.")
    seconds = float(words[0])
    if seconds >= LONGEST_S:
        raise ValueError(f"{_short(words[0])} is no time in seconds from the start of the call.")
    at = round(seconds * 1000)
    if at < last:
        raise ValueError(f"Time runs backwards: {words[0]} comes after {last / 1000:g}.")
    if len(words) < 2:
        raise ValueError(f"Nothing happens at {words[0]}; write an event after the time, or “tick”.")
    if words[1] not in KINDS:
        raise ValueError(f"“{_short(words[1])}” is no event; there are {', '.join(KINDS)}.")
    return TapeEvent(at, parse(words[1:]), place)


def _expectation(text: str, place: Place) -> Expectation:
    alone = " ".join(text.split())
    if alone in _ALONE:
        return Expectation(alone, "", place)
    for kind in _WITH_WORDS:
        names = kind.split()
        parts = text.split(maxsplit=len(names))
        if parts[: len(names)] == names:
            return Expectation(kind, _checked(kind, "".join(parts[len(names) :])), place)
    if not text or " " in text:
        raise ValueError(f"“{_short(text)}” is no expectation.")
    return Expectation("at", text, place)


def _checked(kind: str, words: str) -> str:
    if not words:
        raise ValueError(f"“{kind}” needs something after it.")
    if kind == "wait" and not _SECONDS.fullmatch(words):
        raise ValueError(f"“{_short(words)}” is no length of a wait; write the seconds, like: wait 5.")
    if kind == "follow-up":
        duration_ms(words)
    return words
