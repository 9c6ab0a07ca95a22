"""Whether a wording can stand in a row at all: the steps of its pattern (`wording_pattern`), taken from every place at once.

A place is a bit, so a step from all of them is one operation. It spares most wordings their pattern, which takes a hundred
times as long to make. Polite words and what a word must not follow are left to the pattern: more may seem possible than is,
never less.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agent_assist.script.row import Row
from agent_assist.script.wording_parts import Choice, Edge, Part, Words, least
from agent_assist.script.wording_pattern import BETWEEN_AT_MOST, GAP_AT_MOST, OPENERS


@dataclass(frozen=True, slots=True)
class Reach:
    """What is reached in one row. `text` is the row; its units are numbered by bits, the first the lowest."""

    text: Row

    def sequence(self, parts: Sequence[Part], places: int, *, begun: bool, dispensable: bool) -> int:
        """Where one may be behind the parts, from places before them; 0 for nowhere.

        Args:
            parts: one after another.
            places: where they may begin, as bits.
            begun: whether light words may stand before the first of them.
            dispensable: whether their own light words may be missing.
        """
        for part in parts:
            if isinstance(part, Edge):
                places = self._edge(part.mark, places)
                begun = begun or part.mark == "…"
                continue
            if isinstance(part, Words):
                for unit in part.units:
                    behind = self._behind(unit.sound, places, begun=begun)
                    places = behind | places if unit.light and dispensable else behind
                    begun = True
            else:
                places = self._choice(part, places, begun=begun, dispensable=dispensable)
                begun = True
            if not places:
                break
        return places

    def _choice(self, choice: Choice, places: int, *, begun: bool, dispensable: bool) -> int:
        behind = places if choice.optional else 0
        for branch in choice.branches:
            behind |= self.sequence(branch, places, begun=begun, dispensable=dispensable and least(branch) > 0)
        return behind

    def _behind(self, sound: str, places: int, *, begun: bool) -> int:
        if begun:
            places = _on(places, self.text.light, BETWEEN_AT_MOST)
        return (places & self.text.places.get(sound, 0)) << 1

    def _edge(self, mark: str, places: int) -> int:
        text = self.text
        if mark == "…":
            return _on(places, ~text.stops, GAP_AT_MOST[text.language])
        if mark == "$":
            return _on(places, text.light, len(text.units)) & text.stops
        opening = text.light
        for sound in " ".join(OPENERS[text.language]).split():
            opening |= text.places.get(sound, 0)
        return _on(places & (text.stops << 1), opening, len(text.units))


def _on(places: int, through: int, most: int) -> int:
    """The places and those behind up to so many units that may be passed over."""
    for _ in range(most):
        more = places | (places & through) << 1
        if more == places:
            break
        places = more
    return places
