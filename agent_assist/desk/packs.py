"""Where the desk's packs come from: the one to begin with, both languages of it, what is there, and what an edit did.

Everything here reads files; all but `first` belongs on a background thread. A pack with errors is never taken while a good
one is in use; at the start, where there is none yet, what can be read of it is used, and the errors are told.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from agent_assist.script.model import LANGUAGES, Language, Problem, Script
from agent_assist.script.ready import is_ready, keep_ready, take_ready

if TYPE_CHECKING:
    from agent_assist.script.phrases import FreePhrase

_LOG = logging.getLogger(__name__)
BASE = "common"
"""The pack that every other one extends, and the one to begin with where nothing else is chosen or can be read."""


@dataclass(frozen=True, slots=True)
class Packs:
    """The packs of this installation.

    Attributes:
        shipped: the folder of the packs in each language.
        cache: where the pack last used is kept ready for the next start.
        register: the file of the norm register.
    """

    shipped: dict[Language, Path]
    cache: Path
    register: Path

    def first(self, pack_id: str, language: Language) -> tuple[Script | None, str]:
        """A pack in one language, as fast as can be; and why there is none."""
        ready = take_ready(self._ready_file(pack_id, language), self.shipped[language] / pack_id)
        if ready is not None:
            return Script({language: ready}), ""
        from agent_assist.script.shelf import read_script
        from agent_assist.script.sound import guiding

        script, problems = read_script(pack_id, self._roots(), [language])
        script = None if script is None else guiding(script)
        if script is None or any(problem.severity == "error" for problem in problems):
            script = self._last_good(pack_id, (language,)) or script
        if script is not None:
            return script, ""
        return None, str(problems[0]) if problems else f"No call can begin with the pack “{pack_id}” in {language}."

    def both(self, pack_id: str) -> Reread:
        """A pack in both languages, as it is when it is chosen or the desk starts.

        What was edited since it was last found good is checked first. If it has errors, they are told and the last good pack
        is used; where there is none, what can be read of it.
        """
        if all(is_ready(self._ready_file(pack_id, language), folder) for language, folder in self._own(pack_id)):
            return self._read(pack_id)
        reread = self.checked(pack_id)
        if reread.script is not None:
            return reread
        return Reread(self._last_good(pack_id, LANGUAGES) or self._read(pack_id, keep=False).script, reread.errors)

    def checked(self, pack_id: str) -> Reread:
        """A pack after an edit: read only if the whole check finds no error."""
        from agent_assist.script.check import check
        from agent_assist.script.norms import read_register

        folders = [folder for _, folder in self._own(pack_id)]
        if not folders:
            return self._read(pack_id)
        found = check(folders, self.shipped, read_register(self.register), tape_checker=None)
        errors = tuple(problem for problem in found if problem.severity == "error")
        return Reread(None, errors) if errors else self._read(pack_id)

    def _read(self, pack_id: str, *, keep: bool = True) -> Reread:
        """A pack in both languages as far as a call can be guided by it; kept ready for the next start if it is good."""
        from agent_assist.script.ready import stamps_of
        from agent_assist.script.shelf import read_lineage, read_script
        from agent_assist.script.sound import guiding

        lineages = {language: read_lineage(pack_id, language, self._roots()) for language, _ in self._own(pack_id)}
        stamps = {language: stamps_of(lineage) for language, lineage in lineages.items()}
        script, problems = read_script(pack_id, self._roots())
        script = None if script is None else guiding(script)
        errors = tuple(problem for problem in problems if problem.severity == "error")
        for language, pack in script.packs.items() if script is not None and keep and not errors else ():
            try:
                keep_ready(self._ready_file(pack_id, language), lineages[language], stamps[language], pack)
            except OSError as error:
                _LOG.info("the pack is not kept for the next start: %s", error.strerror)
        return Reread(script, errors)

    def _last_good(self, pack_id: str, languages: Sequence[Language]) -> Script | None:
        """The pack as it was when it was last found good, in the languages whose folders are there."""
        from agent_assist.script.ready import take_last_good

        kept = {
            language: pack
            for language, folder in self._own(pack_id)
            if language in languages
            and (pack := take_last_good(self._ready_file(pack_id, language), folder)) is not None
        }
        return Script(kept) if kept else None

    def _own(self, pack_id: str) -> list[tuple[Language, Path]]:
        """The folders of a pack, by language."""
        folders = [(language, folder / pack_id) for language, folder in self.shipped.items()]
        return [(language, folder) for language, folder in folders if folder.is_dir()]

    def organisations(self, language: Language) -> tuple[tuple[str, str], ...]:
        """The packs there are, as id and organisation, in the language of the lines."""
        from agent_assist.script.read import pack_ids
        from agent_assist.script.shelf import read_organisation

        ids = pack_ids([self.shipped[language]])
        named = ((pack_id, read_organisation(pack_id, language, self._roots())) for pack_id in ids)
        return tuple((pack_id, name) for pack_id, name in named if name)

    def phrases(self, pack_id: str, language: Language) -> tuple[FreePhrase, ...]:
        """The phrases of a pack that belong to no step."""
        from agent_assist.script.shelf import read_phrases

        return read_phrases(pack_id, language, self._roots())

    def watched(self, pack_id: str) -> list[Path]:
        """The folders in which an edit changes this pack: its own, and those of the packs it extends."""
        from agent_assist.script.shelf import read_lineage

        found = [folder for language in LANGUAGES for folder in read_lineage(pack_id, language, self._roots())]
        # A pack that is away just now comes back to where it was.
        return list(dict.fromkeys([*found, *(folder / pack_id for folder in self.shipped.values())]))

    def _roots(self) -> dict[Language, Sequence[Path]]:
        return {language: [folder] for language, folder in self.shipped.items()}

    def _ready_file(self, pack_id: str, language: Language) -> Path:
        return self.cache / f"{pack_id}-{language}.ready"


@dataclass(frozen=True, slots=True)
class Reread:
    """A pack that was read again: the script if it may be used, and the errors found."""

    script: Script | None
    errors: tuple[Problem, ...]

    def usable(self, language: Language) -> bool:
        """Whether it may take the place of a good pack in this language."""
        return self.script is not None and not self.errors and language in self.script.packs

    def told(self, language: Language) -> str:
        """What to mend first, in one sentence with the file below its folder of packs: a difference between the two
        languages last, for it often only follows from another mistake.
        """
        if not self.errors:
            return f"There is no {language} pack."
        first = min(self.errors, key=lambda problem: problem.code == "shape")
        path = Path(first.place.path)
        return f"{path.parent.name}/{path.name}:{first.place.line} {first.message}"
