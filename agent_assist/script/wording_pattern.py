"""A wording as a regular expression on rows (`row.Row.spoken`), where ``;`` ends a unit and a mark begins a light one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from agent_assist.language.spoken import Unit
from agent_assist.script.wording_parts import Edge, Part, Words, least

BETWEEN_AT_MOST = 4
"""So many light units may stand between two units of a wording."""
GAP_AT_MOST = {"zh": 10, "en": 6}
"""So many units may stand where a wording has a gap."""
OPENERS = {
    "zh": ("wei", "hei", "xin", "ni hao"),
    "en": ("hey", "hi", "oi", "hello", "yes", "no", "and", "but", "because", "i mean"),
}
"""What may stand between the beginning of a sentence and that of a wording."""
_BETWEEN = rf"(?:[-=,][^;]*;){{0,{BETWEEN_AT_MOST}}}"
_UNASKED = rf"(?:[-,][^;]*;){{0,{BETWEEN_AT_MOST}}}"
"""What may stand between what opens a wording: a courtesy there makes a request of it."""
_GAPS = {language: rf"(?:[^;.]+;){{0,{most}}}?" for language, most in GAP_AT_MOST.items()}
_AFTER = r"(?:[-,][^;]*;)*(?=\.;)"
_BEFORE = {
    language: rf"(?<=\.;)(?:(?:[-,][^;]*|{'|'.join(openers).replace(' ', ';')});)*"
    for language, openers in OPENERS.items()
}


@dataclass(frozen=True, slots=True)
class Emitter:
    """Writes a wording as a regular expression on rows. Each piece of it begins where a unit begins and ends where one ends."""

    language: str
    dispensable: bool

    def whole(self, parts: Sequence[Part]) -> str:
        """All the parts of a wording, from the beginning of a unit."""
        return f"(?<=;){self.sequence(parts)}"

    def sequence(self, parts: Sequence[Part], before: str = "") -> str:
        """The parts one after another; `before` is what may stand before the first of them."""
        found = []
        for part in parts:
            if isinstance(part, Edge):
                found.append(self._edge(part.mark))
                before = _BETWEEN if part.mark == "…" else before
            elif isinstance(part, Words):
                for unit in part.units:
                    found.append(self._unit(unit, before))
                    before = _BETWEEN
            else:
                branches = "|".join(self._branch(branch, before) for branch in part.branches)
                found.append(f"(?:{branches})?" if part.optional else f"(?:{branches})")
                before = _UNASKED if part.optional and before in ("", _UNASKED) else _BETWEEN
        return "".join(found)

    def _branch(self, branch: Sequence[Part], before: str) -> str:
        """A branch of a choice; one that is nothing but small words stays what it is."""
        whole = self if least(branch) else replace(self, dispensable=False)
        return whole.sequence(branch, before)

    def _unit(self, unit: Unit, before: str) -> str:
        mark = "[-=]?" if unit.light else "-?"
        found = f"{before}{mark}{re.escape(unit.sound)};"
        return f"(?:{found})?" if unit.light and self.dispensable else found

    def _edge(self, mark: str) -> str:
        if mark == "^":
            return _BEFORE[self.language]
        return _AFTER if mark == "$" else _GAPS[self.language]
