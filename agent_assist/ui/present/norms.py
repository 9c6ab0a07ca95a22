"""The norms behind the line on screen, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from agent_assist.desk.rule_book import NormView
from agent_assist.ui.present.words import listed
from agent_assist.ui.theme import Tone
from agent_assist.ui.translation import translate


class NormCard(NamedTuple):
    """One norm: `origin` says where its words come from, `served` what does here what it asks."""

    id: str
    origin: str
    tone: Tone
    words: str
    served: str


_TONES = {
    "printed": Tone.SAY,
    "misprint": Tone.SAY,
    "restored": Tone.CUSTOMER,
    "inferred": Tone.CUSTOMER,
    "own": Tone.RECORD,
}


def cards(norms: Sequence[NormView], language: str) -> tuple[NormCard, ...]:
    """The cards of norms, in the language of the interface."""
    return tuple(
        NormCard(
            norm.id,
            _origins().get(norm.status, ""),
            _TONES.get(norm.status, Tone.PLAIN),
            norm.zh if language == "zh" else norm.en,
            _served(norm.served),
        )
        for norm in norms
    )


def _origins() -> dict[str, str]:
    return {
        "printed": translate("Norms", "printed in the rule book"),
        "misprint": translate("Norms", "printed in the rule book, with a misprint set right"),
        "restored": translate("Norms", "restored: the print is damaged here"),
        "inferred": translate("Norms", "inferred from the rules around it"),
        "unknown": translate("Norms", "not in the register of norms"),
        "own": translate("Norms", "our own rule, in no rule book"),
    }


def _served(kinds: Sequence[str]) -> str:
    """What serves a norm; several kinds may be one thing to the agent."""
    known = {
        "line": translate("Norms", "the line"),
        "step": translate("Norms", "the step"),
        "reply": translate("Norms", "a reply"),
        "guard": translate("Norms", "a reply that waits for it"),
        "wait": translate("Norms", "the wait"),
        "hangup": translate("Norms", "the hang-up lock"),
        "record": translate("Norms", "what must be recorded"),
        "tick": translate("Norms", "what must be ticked"),
        "follow-up": translate("Norms", "the promise"),
        "taboo": translate("Norms", "what is never said"),
        "guide": translate("Norms", "the tip"),
        "rule": translate("Norms", "a rule of the house"),
    }
    served = [known[kind] for kind in kinds if kind in known]
    return translate("Norms", "Here served by: {0}").format(listed(served)) if served else ""
