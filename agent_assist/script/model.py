"""The frozen objects of a script pack, and the vocabulary of its keys.

Times are whole milliseconds. Ids are kebab-case and the same in every language. Every object knows the `Place` it was
written at, so that whatever finds fault with it can name file, line and column.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

Language = Literal["zh", "en"]
Severity = Literal["error", "warning"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")

HANGUP_RULES = ("agent", "after-wait", "customer")
HOLD_RULES = ("mute", "talk")
DIALECT_RULES = ("forbidden", "allowed", "mandarin", "unset")
NAME_RULES = ("use", "free")
CHOICES: Mapping[str, tuple[str, ...]] = {
    "hangup": HANGUP_RULES,
    "hold": HOLD_RULES,
    "dialect": DIALECT_RULES,
    "name": NAME_RULES,
}
"""The house rules that are a choice among a few, and what may be chosen."""
ALWAYS = (0, 24 * 60)
"""Service hours around the clock, in minutes of the day."""
SLOT_KINDS = ("text", "phone", "number", "choice", "tick", "note")
OWNERS = ("agent", "leader", "department", "colleague")
WATCHERS = ("lock", "record", "tick", "follow-up", "reply", "name", "rule", "person")
WITHIN_MS: Mapping[str, int | None] = {"now": 0, "restored": None}
"""Promise words whose due time is fixed; ``soon`` is a timing of the pack, ``2h`` and the like are read from the word."""
SCENARIOS: tuple[str, ...] = (
    "opening", "silent-caller", "faint-audio", "noisy-line", "caller-cannot-hear", "one-way-audio", "dialect",
    "english-caller", "wrong-number", "other-department", "personal-call", "not-heard", "long-information",
    "cannot-answer-now", "identity-check", "anxious-caller", "furious-caller", "rude-caller", "hard-to-get-through",
    "slow-agent", "bad-attitude", "agent-error", "complaint", "not-satisfied", "criticism", "hold",
    "equipment-fault", "malicious-call", "agent-privacy", "invitation", "cannot-grant", "special-risk", "thanks",
    "praise", "customer-apology", "apology", "suggestion", "goodbye", "understood", "anything-else", "closing",
    "will-not-hang-up", "callback-reply", "callback-survey", "callback-correction", "callback-leader",
    "callback-redial", "callback-restored", "onsite-complaint", "onsite-repair", "triage", "retention",
)  # fmt: skip
"""The situations that every organisation calls by the same id, whether its pack has them or not."""

BACK = "back"
OPENING = "opening"
"""The scenario that every call begins in."""
CALLER = "caller"
GIVEN_SLOTS = ("dept_phone", "other_number")
"""The slots whose value is a number of the pack's directory."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something is written. Lines and columns count from 1; columns count characters."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a pack or a tape, as `check` prints it."""

    place: Place
    severity: Severity
    code: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.place}: {self.severity} {self.code} {self.message}{hint}"


@dataclass(frozen=True, slots=True)
class Wait:
    """A countdown of a step. `to` is its target; None means that its end opens the hang-up."""

    ms: int
    to: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Reply:
    """What the customer may do next. `needs`: ``said``, ``wait`` or slot names that must be true before."""

    id: str
    label: str
    to: str
    place: Place
    needs: tuple[str, ...] = ()
    sets: tuple[tuple[str, str], ...] = ()
    norms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taboo:
    """What must never be said (`say`, `also`, `pattern`) or done (`do`), and what watches over it (`by`).

    `here`: the words are wrong in this place only; elsewhere they may be right. `except_in`: scenarios in which they are right.
    """

    place: Place
    say: str = ""
    pattern: str = ""
    do: str = ""
    by: str = ""
    norms: tuple[str, ...] = ()
    severity: Literal["hard", "soft"] = "hard"
    instead: str = ""
    why: str = ""
    allowed: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    here: bool = False
    except_in: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """What to show to people: the words, or the behaviour."""
        return self.say or self.do


@dataclass(frozen=True, slots=True)
class Guide:
    """A tip on manner that belongs to a step or scenario (a guide card)."""

    tip: str
    place: Place
    norms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FollowUpRule:
    """The promise that saying a line makes. `due_ms` counts from saying it (X-16); None waits for an event."""

    within: str
    due_ms: int | None
    owner: str
    reason: str
    place: Place
    norms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One place in a scenario; see the room's docstring for the meaning of each key."""

    id: str
    title: str
    place: Place
    say: str = ""
    say_place: Place | None = None
    norms: tuple[str, ...] = ()
    wait: Wait | None = None
    replies: tuple[Reply, ...] = ()
    next: str = ""
    next_place: Place | None = None
    record: tuple[str, ...] = ()
    tick: str = ""
    hangup: str = ""
    follow_ups: tuple[FollowUpRule, ...] = ()
    taboos: tuple[Taboo, ...] = ()
    guide: tuple[Guide, ...] = ()
    keys: Mapping[str, Place] = field(default_factory=dict, compare=False)

    def reply(self, reply_id: str) -> Reply | None:
        """The reply with this id, or None."""
        return next((reply for reply in self.replies if reply.id == reply_id), None)


@dataclass(frozen=True, slots=True)
class Scenario:
    """One situation with its steps, in the order they are written."""

    id: str
    title: str
    place: Place
    start: str
    steps: Mapping[str, Step]
    aliases: tuple[str, ...] = ()
    heard: Literal["back", "stay"] = "stay"
    reflex: bool = False
    lost: bool = False
    visit: bool = False
    late: str = ""
    held: str = ""
    resumed: str = ""
    norms: tuple[str, ...] = ()
    taboos: tuple[Taboo, ...] = ()
    guide: tuple[Guide, ...] = ()
    keys: Mapping[str, Place] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Title:
    """A form of address: its word beside a surname and its word alone."""

    id: str
    word: str
    alone: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A value asked once and filled into lines. Exactly one of `value`, `fallback`, `ask` may make it safe to use bare."""

    id: str
    label: str
    place: Place
    ask: str = ""
    fallback: str | None = None
    value: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    kind: str = "text"
    personal: bool = False
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """The house rules of a pack; each changes behaviour without code. `places` has the place of each key written.

    `hours`: when people serve, as minutes of the day from and until; a promise without a number counts them only.
    """

    hangup: str = "agent"
    hold: str = "mute"
    dialect: str = "unset"
    promises: tuple[str, ...] = ()
    leader: str = ""
    name: str = "free"
    hours: tuple[int, int] = ALWAYS
    norms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """A number of the organisation's directory. One that is not public must never be told to a customer (S3-30, S3-31)."""

    id: str
    name: str
    number: str
    public: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything one organisation says in one language, resolved over what it extends."""

    id: str
    language: Language
    organisation: str
    place: Place
    rules: Rules
    timings: Mapping[str, int]
    titles: Mapping[str, Title]
    slots: Mapping[str, Slot]
    scenarios: Mapping[str, Scenario]
    address: str = "{surname}{title}"
    norms: str = ""
    extends: str = ""
    situations: tuple[str, ...] = ()
    locked: tuple[str, ...] = ()
    taboos: tuple[Taboo, ...] = ()
    guide: tuple[Guide, ...] = ()
    wordings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    directory: Mapping[str, Entry] = field(default_factory=dict)
    hash: str = field(default="", compare=False)

    def slot(self, name: str) -> Slot | None:
        """The slot of this id or alias, or None."""
        if name in self.slots:
            return self.slots[name]
        return next((slot for slot in self.slots.values() if name in slot.aliases), None)

    def steps(self) -> Iterator[tuple[Scenario, Step]]:
        """Every step with its scenario, in written order."""
        for scenario in self.scenarios.values():
            for step in scenario.steps.values():
                yield scenario, step

    def target(self, scenario: str, to: str) -> tuple[str, str] | None:
        """Resolve a target as written in `scenario`.

        Returns scenario and step id; None for a target that does not exist. ``back`` is no target of this kind.
        """
        here = self.scenarios.get(scenario)
        if here is not None and to in here.steps:
            return scenario, to
        there, _, step = to.partition(".")
        found = self.scenarios.get(there)
        if found is None:
            return None
        step = step or found.start
        return (there, step) if step in found.steps else None


@dataclass(frozen=True, slots=True)
class Script:
    """The same pack in the languages there are: what a call is guided by."""

    packs: Mapping[Language, Pack]

    @property
    def id(self) -> str:
        """The id that the packs share."""
        return next(iter(self.packs.values())).id
