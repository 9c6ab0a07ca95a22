"""Opening and running tapes, with the packs that they are for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from agent_assist.commands.shared import NOT_UTF_8, roots_of
from agent_assist.script.model import Place, Problem, Script
from agent_assist.script.places import rough_marks
from agent_assist.script.read import Packs, Roots
from agent_assist.script.shelf import script_of
from agent_assist.script.sound import guiding

if TYPE_CHECKING:
    from agent_assist.call.tape import Tape


class Tapes:
    """Opens and runs tapes; a pack that several of them are for is read once.

    `packs`, if it is given, has packs of the shipped folders already; those of other folders are read here.
    """

    def __init__(self, packs: Packs | None = None) -> None:
        self._scripts: dict[tuple[str, Path], Script | None] = {}
        self._packs: dict[str, Packs] = {} if packs is None else {_named(packs.roots): packs}

    def check(self, path: Path) -> Sequence[Problem]:
        """Everything that is wrong with one tape, its failed expectations included."""
        tape, script, problems = self.open(path)
        if tape is None or script is None:
            return problems
        from agent_assist.call.replay import replay as run_tape

        return (*problems, *run_tape(tape, script).problems)

    def open(self, path: Path) -> tuple[Tape | None, Script | None, tuple[Problem, ...]]:
        """Read a tape and the packs it is for; what is wrong comes as problems."""
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            reason, hint = (error.strerror, "") if isinstance(error, OSError) else NOT_UTF_8
            sentence = f"The tape cannot be read: {reason}."
            return None, None, (Problem(Place(str(path), 1, 1), "error", "unreadable", sentence, hint),)
        from agent_assist.call.tape import read_tape

        tape, problems = read_tape(text, str(path))
        if tape is None:
            return None, None, problems
        script = self._script(tape.pack, path)
        if script is None or tape.language not in script.packs:
            sentence = f"There is no pack “{tape.pack}” in {tape.language} that a call can begin with."
            hint = "look at what check says about the pack"
            return tape, None, (*problems, Problem(tape.place, "error", "tape-pack", sentence, hint))
        return tape, script, problems

    def _script(self, pack_id: str, path: Path) -> Script | None:
        key = (pack_id, path.parent)
        if key not in self._scripts:
            roots = roots_of(pack_id, path)
            packs = self._packs.setdefault(_named(roots), Packs(roots, rough_marks))
            script, _ = script_of(pack_id, packs)
            self._scripts[key] = None if script is None else guiding(script)
        return self._scripts[key]


def _named(roots: Roots) -> str:
    return repr({language: [str(folder.resolve()) for folder in folders] for language, folders in roots.items()})
