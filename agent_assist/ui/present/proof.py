"""What was found in typed words, as marks with a sentence each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from agent_assist.ui.components.proof_marks import Mark
from agent_assist.ui.translation import translate

if TYPE_CHECKING:
    from agent_assist.script.lint import Finding


def marks(found: Sequence[Finding]) -> tuple[Mark, ...]:
    """Each finding with why it must not be said, and what to say instead."""
    return tuple(Mark(one.start, one.end, one.severity == "hard", _sentence(one)) for one in found)


def _sentence(found: Finding) -> str:
    hard = found.severity == "hard"
    said = translate("Proof", "Never say “{0}”.") if hard else translate("Proof", "Better not “{0}”.")
    parts = [said.format(found.text), found.why or found.taboo.do]
    if found.instead:
        parts.append(translate("Proof", "Instead: {0}").format(found.instead))
    return " ".join(part for part in parts if part)
