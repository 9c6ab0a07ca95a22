"""Reading what the agent types for what must not be said: off the thread of the window, and without keeping a word of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from agent_assist.call.state import Call
from agent_assist.desk.background import Background
from agent_assist.script.model import Pack

if TYPE_CHECKING:
    # Made on the lane, when something is typed for the first time.
    from agent_assist.script.lint import Finding, Linter

LANE = "proof"
_CHINESE = "[\u3400-\u9fff]"


class Proof:
    """Finds taboos in typed text, with one linter for each pack in use, made when it is first needed."""

    def __init__(self, background: Background) -> None:
        self._background = background
        self._linters: dict[str, tuple[Pack, Linter]] = {}

    def read(self, text: str, call: Call, told: Callable[[tuple[Finding, ...]], None]) -> None:
        """Look through a text and tell what was found, later, on the thread that asks.

        Notes are written in the language of the agent, which need not be that of the lines: the pack of the text's own
        language is asked, where there is one. Bans that are soft and meant for one step do not count in notes.
        """
        if not text.strip():
            told(())
            return
        packs = call.script.packs
        pack = packs.get("zh" if re.search(_CHINESE, text) else "en") or call.pack
        scenario = call.frame.scenario
        self._background.run(LANE, lambda: self._lint(pack, text, scenario), told)

    def _lint(self, pack: Pack, text: str, scenario: str) -> tuple[Finding, ...]:
        """Runs on the lane, which is one thread; the linters are touched nowhere else."""
        kept = self._linters.get(pack.language)
        if kept is None or kept[0] is not pack:
            from agent_assist.script.lint import Linter

            kept = self._linters[pack.language] = (pack, Linter(pack))
        found = kept[1].lint(text, scenario)
        kept[1].forget()
        return found
