"""What is known about one conversation. Frozen; every change makes a new `Call`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from agent_assist.script.model import ALWAYS, OPENING, Language, Pack, Scenario, Script, Step

Life = Literal["new", "ringing", "connected", "held", "wrap-up", "ended"]

HOLD = "hold"
SILENT_CALLER = "silent-caller"
CONSENT = "consent"
"""The scenario ids and the slot that the life of a call itself refers to."""

DEPTH = 16
"""Interruptions of interruptions that are remembered; beyond it the oldest but the first is forgotten."""

MEMORY = 200
"""Actions that can be undone."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One scenario on the stack. `waited`: the wait of the step ran out and opened the hang-up."""

    scenario: str
    step: str
    said: frozenset[str] = frozenset()
    waited: bool = False


@dataclass(frozen=True, slots=True)
class Running:
    """The wait of the top frame: its length and when it is due, in milliseconds."""

    ms: int
    due: int


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A promise made in this call. `due_ms` counts from when it was made; None waits for an event, not a time.

    `hours` are those that count, in minutes of the day: the customer who was told a number counts all of them.
    """

    number: int
    reason: str
    owner: str
    within: str
    due_ms: int | None
    scenario: str
    step: str
    made_at: int
    hours: tuple[int, int] = ALWAYS


@dataclass(frozen=True, slots=True)
class Mark:
    """One entry of the path so far, for people: what happened when, and where it led."""

    at: int
    kind: str
    scenario: str = ""
    step: str = ""


@dataclass(frozen=True, slots=True)
class Override:
    """The agent hung up although it was locked. The reason's words stay with the event."""

    at: int
    lacked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Memory:
    """What `undo` restores: the state before an action, and the time its wait had left.

    `frames` is None for an action that leaves place and wait alone (a slot, a language): they go on by themselves.
    """

    life: Life
    language: Language
    frames: tuple[Frame, ...] | None
    wait_ms: int
    wait_left: int | None
    slots: Mapping[str, str | None]
    owed: tuple[str, ...]
    follow_ups: tuple[FollowUp, ...]
    named: bool


@dataclass(frozen=True, slots=True)
class Call:
    """One conversation.

    Attributes:
        script: the packs that guide it, by language; a live call keeps the ones it began with.
        language: the language of the lines.
        profile: constants of the agent (``agent_no``, ``agent_name``), by slot name.
        now: the latest time seen, in milliseconds.
        slots: what was recorded; None where only the fact is left.
        owed: slots that steps asked for, in the order they did.
        named: the caller's name was known and said.
        held_by: who put the caller on hold: ``phone`` or ``agent``; "" while nobody did.
    """

    script: Script
    language: Language
    profile: Mapping[str, str] = field(default_factory=dict)
    life: Life = "new"
    now: int = 0
    number: str = ""
    frames: tuple[Frame, ...] = ()
    wait: Running | None = None
    slots: Mapping[str, str | None] = field(default_factory=dict)
    owed: tuple[str, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    promised: int = 0
    named: bool = False
    rang_at: int | None = None
    answered_at: int | None = None
    held_at: int | None = None
    held_by: str = ""
    ended_at: int | None = None
    ended_by: str = ""
    override: Override | None = None
    history: tuple[Memory, ...] = ()
    path: tuple[Mark, ...] = ()

    @property
    def pack(self) -> Pack:
        """The pack in the language of the lines."""
        return self.script.packs[self.language]

    @property
    def frame(self) -> Frame:
        """The frame on top. There is one from `connected` on; before it, the opening's first step stands for it."""
        if self.frames:
            return self.frames[-1]
        return Frame(OPENING, self.pack.scenarios[OPENING].start)

    @property
    def scenario(self) -> Scenario:
        """The scenario the agent is in."""
        return self.pack.scenarios[self.frame.scenario]

    @property
    def step(self) -> Step:
        """The step the agent is at."""
        return self.scenario.steps[self.frame.step]

    @property
    def on_line(self) -> bool:
        """Whether a caller is connected, on hold or not."""
        return self.life in ("connected", "held")


def new_call(script: Script, language: Language, profile: Mapping[str, str] | None = None, at: int = 0) -> Call:
    """A call nobody has heard of yet.

    Args:
        script: the packs to guide it.
        language: the language of the lines; it must be one of the script's.
        profile: the agent's constants by slot name.
        at: the time it begins, in milliseconds.
    """
    return Call(script, language, profile or {}, now=at)
