"""What the desk is told by `advance`, as data. None of it changes the call."""

from __future__ import annotations

from dataclasses import dataclass

from agent_assist.call.state import FollowUp


@dataclass(frozen=True, slots=True)
class Refused:
    """The event changed nothing. `code` is for programs and translation, `about` names what is lacking."""

    code: str
    about: tuple[str, ...] = ()

    def __str__(self) -> str:
        return _SENTENCES[self.code].format(about=", ".join(self.about))


@dataclass(frozen=True, slots=True)
class Due:
    """A wait ran out and led here; worth a chime."""

    scenario: str
    step: str


@dataclass(frozen=True, slots=True)
class Promised:
    """A follow-up was promised to the customer, or somebody was told; or it stands again after `undo`."""

    follow_up: FollowUp


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A follow-up no longer stands: it was undone or replaced."""

    follow_up: FollowUp


@dataclass(frozen=True, slots=True)
class HungUp:
    """The agent ended the call: the softphone may be told."""

    anyway: bool


Effect = Refused | Due | Promised | Withdrawn | HungUp

_SENTENCES = {
    "not-connected": "No caller is on the line, so this cannot be done now.",
    "not-wrap-up": "Wrap-up can be finished only after the call.",
    "over": "The call is over.",
    "on-hold": "The caller is on hold; take the caller back first.",
    "nothing-to-say": "There is no line to say here.",
    "slot-missing": "The line needs this first: {about}.",
    "no-such-scenario": "The pack has no scenario “{about}”.",
    "no-such-reply": "This step has no reply “{about}”.",
    "no-such-slot": "The pack has no slot “{about}”.",
    "no-such-choice": "This is not one of the choices of the slot {about}.",
    "no-such-language": "The pack is not there in “{about}”.",
    "needs": "This reply needs first: {about}.",
    "nothing-to-undo": "There is nothing to undo.",
    "nothing-to-leave": "There is no scenario to leave.",
    "hangup-locked": "Hanging up is locked; it lacks: {about}.",
    "practice-only": "Typed answers belong to practice.",
}
