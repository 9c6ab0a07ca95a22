"""What the window draws: one frozen picture of the desk. It is made anew after every change and compared, never edited.

Words for people come from the pack (content) or are codes that `ui` translates; nothing here is translated.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from agent_assist.call.show import Shown
from agent_assist.script.fill import Span
from agent_assist.script.model import Language

State = Literal["idle", "ringing", "talking", "held", "wrap-up"]
NoticeKind = Literal["note", "warning", "error"]

SITUATION_KEYS = 9
REFLEXES = ("thanks", "praise", "customer-apology", "suggestion", "goodbye", "hold", "one-way-audio", "silent-caller")
"""The scenarios of the reflex pad, in the order of its keys Q W E R T A S D."""

OUTCOMES = ("answered", "follow-up", "passed-on", "no-voice", "wrong-number", "harassment", "cut-off", "other")
"""How a call came out, as ids; the first choice of wrap-up is derived from what happened."""

OVERRIDE_REASONS = ("safety", "leader-told-me", "customer-left", "technical", "other")
"""Why an agent hangs up although it is locked."""


@dataclass(frozen=True, slots=True)
class Situation:
    """An entry of the situations list or of the reflex pad. `visit`: it is face to face, nobody is on the phone."""

    scenario: str
    title: str
    aliases: tuple[str, ...] = ()
    visit: bool = False


@dataclass(frozen=True, slots=True)
class OtherCall:
    """A call beside the one on screen: ringing, or parked on hold. Shown on a strip."""

    id: str
    state: State
    number: str
    since: int


@dataclass(frozen=True, slots=True)
class PromiseView:
    """A follow-up of today's list. `due_utc_ms` None waits for an event. `callback` is the scenario of the call that keeps
    it. Personal words come from its own key."""

    id: str
    reason: str
    owner: str
    due_utc_ms: int | None
    made_utc_ms: int
    level: Literal["calm", "half", "soon", "overdue"] = "calm"
    callback: str = ""
    who: str = field(default="", repr=False)
    number: str = field(default="", repr=False)
    matter: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class FiguresView:
    """The numbers of the day; None where there is nothing to divide by."""

    calls: int = 0
    in_time: float | None = None
    talk_ms: int | None = None
    promises_kept: int = 0
    promises_made: int = 0


@dataclass(frozen=True, slots=True)
class Notice:
    """One message to the agent, never modal. `code` is translated by `ui`; `detail` names a file or a device."""

    code: str
    kind: NoticeKind = "note"
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """An unfinished call found at start: `whole` if it can go on, else only its wrap-up is offered."""

    call_id: str
    began_utc_ms: int
    whole: bool
    scenario_title: str


@dataclass(frozen=True, slots=True)
class PathStep:
    """A place the call has been, on the call's own clock; `kind` is that of `call.state.Mark`."""

    at: int
    kind: str
    scenario_title: str
    step_title: str


@dataclass(frozen=True, slots=True)
class LastCall:
    """What is left to show of the call that was finished last. Nothing in it is personal."""

    ended_utc_ms: int
    scenario_title: str
    talk_ms: int | None
    outcome: str
    lines_said: int
    overridden: bool


Spans = tuple[tuple[int, int], ...]
"""Stretches of a text as (start, end), in order."""


class Marks(NamedTuple):
    """What of a row answers the query: stretches of its `text`, or of the titles of its scenario and `step`, or `other`, a word
    by which it was found and that is not on screen, and `other_found` in it. `gaps` are the stretches of the text where a call must give a value.
    """

    text: Spans = ()
    title: Spans = ()
    step: Spans = ()
    other: str = ""
    other_found: Spans = ()
    gaps: Spans = ()


def _unmarked() -> Marks:
    return Marks()


class HitView(NamedTuple):
    """A search result, or a line that is likely next, as a row. Some thirty are made at each key press, which a named tuple is quicker at.

    `title` is that of its scenario, `step` that of its step, `reply` the words of the reply that leads there; `marks` works out
    what to mark, which only pays for rows that are seen.
    """

    id: str
    scenario: str
    text: str
    title: str
    language: str
    step: str = ""
    kind: Literal["line", "phrase", "own"] = "line"
    reply: str = ""
    marks: Callable[[], Marks] = _unmarked


@dataclass(frozen=True, slots=True)
class Peek:
    """A line from the search shown in the SAY place, without moving the call.

    `line` is None while it lacks a value; then `gapped` is the line with the labels of what is missing in brackets, `missing`
    names it, and `spans` are those of `gapped`.
    """

    scenario: str
    title: str
    line: str | None
    spans: tuple[Span, ...]
    norms: tuple[str, ...]
    id: str = ""
    language: Language = "zh"
    gapped: str = ""
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeskView:
    """Everything on the desk at one moment.

    Attributes:
        shown: the call on screen; between calls the opening line to come.
        began: when the state began, on the desk's elapsed clock (`Desk.now`), for the chip.
        call_began: when the call was connected, on the same clock; None before.
        base: what to subtract from `Desk.now` to get the call's own time (`shown.at`, marks).
        slots: values of the caller card by slot name.
        notes: what was typed for the wrap-up.
        copied: the line was copied since it came up.
        help_since: when the leader was called, on the elapsed clock.
        leaders: what the organisation calls the leader, by language.
    """

    state: State
    shown: Shown
    organisation: str
    pack: str
    language: str
    languages: tuple[str, ...]
    titles: tuple[tuple[str, str], ...]
    slot_labels: Mapping[str, str]
    situations: tuple[Situation, ...]
    scenarios: tuple[Situation, ...]
    reflexes: tuple[Situation, ...]
    agent_no: str
    agent_name: str
    agents: tuple[tuple[str, str], ...]
    call_id: str = ""
    began: int = 0
    call_began: int | None = None
    base: int = 0
    number: str = field(default="", repr=False)
    slots: Mapping[str, str] = field(default_factory=dict, repr=False)
    notes: str = field(default="", repr=False)
    summary: str = field(default="", repr=False)
    outcome: str = ""
    others: tuple[OtherCall, ...] = ()
    promises: tuple[PromiseView, ...] = ()
    figures: FiguresView = FiguresView()
    peek: Peek | None = None
    copied: bool = False
    speaking: bool = False
    help_since: int | None = None
    phone: Literal["by-hand", "connected", "lost"] = "by-hand"
    notices: tuple[Notice, ...] = ()
    offer: Offer | None = None
    key_place: str = ""
    path: tuple[PathStep, ...] = ()
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    last: LastCall | None = None
    leaders: Mapping[str, str] = field(default_factory=dict)
