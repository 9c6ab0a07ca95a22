"""What an agent uses: how often a line or phrase was opened or copied from the search, which then lists it a little earlier.

Kept are ids and counts under the agent's number, in one small file of this computer: no words, no customer, no time of day. It
may be deleted, and the agent can have it forgotten. A file that cannot be read counts as none.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

HALVED_ABOVE = 500
"""An agent's counts are halved when they add up to more: what was used long ago fades."""


@dataclass(frozen=True, slots=True)
class Habits:
    """Counts by agent's number and phrase id; a value that never changes."""

    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def of(self, agent: str) -> Mapping[str, int]:
        """How often this agent used each phrase."""
        return self.counts.get(agent, {})

    def plus(self, agent: str, phrase_id: str, times: int = 1) -> Habits:
        """After this agent used a phrase once more, or several times."""
        own = dict(self.of(agent))
        own[phrase_id] = own.get(phrase_id, 0) + times
        if sum(own.values()) > HALVED_ABOVE:
            own = {each: count // 2 for each, count in own.items() if count > 1}
        return Habits({**self.counts, agent: own})

    def without(self, agent: str) -> Habits:
        """After this agent had it all forgotten."""
        return Habits({each: own for each, own in self.counts.items() if each != agent})


def read_habits(path: Path) -> Habits:
    """The habits in a file; what does not look like them is left out. Never raises."""
    import json  # not needed for the first paint

    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Habits()
    if not isinstance(found, dict):
        return Habits()
    return Habits({agent: _counts(own) for agent, own in found.items() if isinstance(own, dict)})


def write_habits(path: Path, habits: Habits) -> None:
    """Write the file, as a whole or not at all. Raises OSError."""
    import json

    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_text(json.dumps(habits.counts, ensure_ascii=False, indent=1), encoding="utf-8")
    draft.replace(path)


def _counts(own: Mapping[str, object]) -> dict[str, int]:
    return {phrase: count for phrase, count in own.items() if type(count) is int and 0 < count <= HALVED_ABOVE}
