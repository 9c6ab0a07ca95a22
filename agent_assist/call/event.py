"""What may happen in a call, and its text form in tapes and in the store.

An event says what was done, never when: its time is the second argument of `advance`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

EndedBy = Literal["customer", "agent"]
HeldBy = Literal["phone", "agent"]


@dataclass(frozen=True, slots=True)
class Ringing:
    """The phone rings; `number` may be empty."""

    number: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """The call is connected."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The customer is heard."""


@dataclass(frozen=True, slots=True)
class Silent:
    """The phone reports that nothing is heard."""


@dataclass(frozen=True, slots=True)
class Held:
    """The caller is on hold: the phone says so, or the agent did it where no phone tells, which can be undone."""

    by: HeldBy = "phone"


@dataclass(frozen=True, slots=True)
class Resumed:
    """The caller is back on the line."""


@dataclass(frozen=True, slots=True)
class Ended:
    """The connection is gone."""

    by: EndedBy = "customer"


@dataclass(frozen=True, slots=True)
class Woke:
    """The computer slept, or nobody ran this program, for the `unobserved_ms` before now (recovery and sleep)."""

    unobserved_ms: int


@dataclass(frozen=True, slots=True)
class Said:
    """The agent has said the line that is shown."""


@dataclass(frozen=True, slots=True)
class Open:
    """The agent opens a scenario."""

    scenario: str


@dataclass(frozen=True, slots=True)
class Replied:
    """The agent marks what the customer did; ``back`` leaves the scenario."""

    id: str


@dataclass(frozen=True, slots=True)
class SlotSet:
    """A value is recorded; an empty value takes it back. `value` None: recorded once, its content destroyed since."""

    name: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Undo:
    """The agent takes the last own action back."""


@dataclass(frozen=True, slots=True)
class End:
    """The agent hangs up; with a reason also while the hang-up is locked."""

    reason: str = ""
    anyway: bool = False


@dataclass(frozen=True, slots=True)
class LanguageSwitched:
    """The lines are read in this language from now on."""

    language: str


@dataclass(frozen=True, slots=True)
class Done:
    """Wrap-up is finished."""


@dataclass(frozen=True, slots=True)
class Tick:
    """Nothing but time."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A trainee's own words (practice)."""

    text: str


Fact = Ringing | Answered | Heard | Silent | Held | Resumed | Ended | Woke
Action = Said | Open | Replied | SlotSet | Undo | End | LanguageSwitched | Done | Typed
Event = Fact | Action | Tick

_PLAIN: dict[str, Event] = {
    "answered": Answered(),
    "heard": Heard(),
    "silent": Silent(),
    "held": Held(),
    "resumed": Resumed(),
    "said": Said(),
    "undo": Undo(),
    "done": Done(),
    "tick": Tick(),
}
_WHOLE: dict[str, Event] = {**_PLAIN, "held agent": Held("agent")}
KINDS = (*_PLAIN, "ringing", "ended", "woke", "open", "reply", "slot", "end", "language", "typed")


def words(event: Event) -> tuple[str, ...]:
    """The event as the words a tape uses: its kind and its arguments."""
    match event:
        case Ringing(number):
            return ("ringing", number) if number else ("ringing",)
        case Ended(by):
            return ("ended", by)
        case Woke(unobserved_ms):
            return ("woke", f"{unobserved_ms / 1000:g}")
        case Open(scenario):
            return ("open", scenario)
        case Replied(reply):
            return ("reply", reply)
        case SlotSet(name, value):
            return ("slot", name, value) if value else ("slot", name)
        case End(reason, anyway):
            return ("end", "anyway", reason) if anyway else ("end",)
        case LanguageSwitched(language):
            return ("language", language)
        case Typed(text):
            return ("typed", text)
        case _:
            return tuple(next(whole for whole, plain in _WHOLE.items() if plain == event).split())


def parse(parts: Sequence[str]) -> Event:
    """Read the words of a tape.

    Args:
        parts: the kind, then its arguments; the last one may hold spaces.

    Raises:
        ValueError: with one sentence saying what is wrong.
    """
    kind, *args = parts
    whole = _WHOLE.get(" ".join(parts))
    if whole is not None:
        return whole
    if kind in _PLAIN:
        raise ValueError(f"“{kind}” takes nothing after it, but “{args[0]}” stands there.")
    rest = " ".join(args)
    match kind:
        case "ringing":
            return Ringing(rest)
        case "ended":
            return _ended(rest)
        case "woke":
            return _woke(rest)
        case "open":
            return Open(_one(kind, rest, "a scenario"))
        case "reply":
            return Replied(_one(kind, rest, "a reply id"))
        case "slot":
            return SlotSet(_one(kind, args[0] if args else "", "a slot name"), " ".join(args[1:]))
        case "end":
            return _end(args)
        case "language":
            return LanguageSwitched(_one(kind, rest, "zh or en"))
        case "typed":
            return Typed(_one(kind, rest, "the words"))
        case _:
            raise ValueError(f"“{kind}” is no event.")


def _one(kind: str, value: str, what: str) -> str:
    if not value:
        raise ValueError(f"“{kind}” needs {what} after it.")
    return value


def _ended(rest: str) -> Ended:
    if rest == "agent":
        return Ended("agent")
    if rest in ("", "customer"):
        return Ended("customer")
    raise ValueError(f"“ended” takes customer or agent, not “{rest}”.")


def _woke(rest: str) -> Woke:
    try:
        return Woke(round(float(rest) * 1000))
    except (ValueError, OverflowError):
        raise ValueError(f"“woke” takes the seconds that nobody watched, not “{rest}”.") from None


def _end(args: Sequence[str]) -> End:
    if not args:
        return End()
    if args[0] != "anyway":
        raise ValueError(f"“end” takes nothing or “anyway REASON”, not “{args[0]}”.")
    return End(_one("end anyway", " ".join(args[1:]), "a reason"), anyway=True)
