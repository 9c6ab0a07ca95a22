"""Search beside the call: the index is made and asked in the background, and only the newest question is answered.

Building and asking have a thread each, so that a question never waits for a build; rows with the places of what was found are
made there too. Where an index comes from is told by `indexing`. The agent's own phrases are laid over the index of a pack
whenever they change, and are not in the cache.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from agent_assist.desk.background import Background
from agent_assist.desk.view import HitView
from agent_assist.script.model import Language, Pack, Script

if TYPE_CHECKING:
    # They bring numpy and more along, and are imported where they run, in the background.
    from agent_assist.desk.indexing import Laid, Made, Task
    from agent_assist.script.phrases import FreePhrase

LANE, BUILDING = "search", "index"
HELD = 4
"""Indexes kept in memory: two packs in two languages."""
_LOG = logging.getLogger(__name__)

FreeOf = Callable[[str, Language], "tuple[FreePhrase, ...]"]
"""The free phrases of a pack in a language; called in the background."""


class _Wanted:
    """What should be searched; `stop` ends the work on it."""

    def __init__(self, script: Script, language: Language) -> None:
        self.script, self.language, self.stop = script, language, Event()

    @property
    def pack(self) -> Pack:
        """The pack whose lines are shown."""
        return self.script.packs[self.language]

    @property
    def place(self) -> tuple[str, str]:
        """What an index of it is held by."""
        return self.pack.id, self.language


class Finder(QObject):
    """Answers questions over the phrases of one script.

    Signals:
        found: (query, tuple of HitView), for the newest query only.
        begun: `begin` has come to an end, whether there was an index or not.
        ready: there is an index to ask, or a newer one.
        progress: the share that is built, 0 to 1, of an index that takes a while.
        failed: no index could be made; why, as a word for the log.
        warmed: the characters that answers will show most, once there is an index.
    """

    found = Signal(str, object)
    begun = Signal()
    ready = Signal()
    progress = Signal(float)
    failed = Signal(str)
    warmed = Signal(str)

    def __init__(
        self,
        background: Background,
        parent: QObject | None = None,
        *,
        cache: Path | None = None,
        free_of: FreeOf | None = None,
    ) -> None:
        """`cache` is a folder for indexes, made when it is needed; None keeps nothing."""
        super().__init__(parent)
        self._background = background
        self._cache = cache
        self._free_of = free_of
        self._held: dict[tuple[str, str], Made] = {}
        self._wanted: _Wanted | None = None
        self._place: tuple[str, str] | None = None
        self._laid: Laid | None = None
        self._own: tuple[FreePhrase, ...] = ()
        self._query, self._scenario = "", ""
        self._used: Mapping[str, int] = {}
        self._asked = 0
        self._looked: tuple[int, Laid | None] = (0, None)

    @property
    def is_ready(self) -> bool:
        """Whether questions are answered at once."""
        return self._laid is not None

    def attach(self, cache: Path, free_of: FreeOf) -> None:
        """Where indexes are kept, and where free phrases come from."""
        self._cache, self._free_of = cache, free_of

    def phrase(self, phrase_id: str) -> FreePhrase | None:
        """A free or own phrase as it was written; None for a line."""
        return None if self._laid is None else self._laid.phrases.get(phrase_id)

    # -- making an index ---------------------------------------------------------------------------------------------

    def begin(self, script: Script, language: Language) -> None:
        """Search what was kept for this pack, until `use` tells what there is to search."""
        wanted = self._want(script, language)
        task, own = self._later(wanted), self._own

        def work() -> Laid | None:
            from agent_assist.desk.indexing import laid, taken

            found = taken(task())
            return None if found is None else laid(wanted.pack, found, own)

        self._background.run(BUILDING, work, lambda laid: self._begun(wanted, laid), self._not_begun)

    def use(self, script: Script, language: Language) -> None:
        """Search this script; questions asked meanwhile are answered from what there is of the same pack."""
        self._make(self._want(script, language))

    def use_own(self, own: tuple[FreePhrase, ...]) -> None:
        """The agent's own phrases are these from now on."""
        self._own = own
        made = None if self._wanted is None else self._held.get(self._wanted.place)
        if self._wanted is not None and made is not None:
            self._lay(self._wanted, made)

    def stop(self) -> None:
        """End the work on an index; called before the program ends."""
        if self._wanted is not None:
            self._wanted.stop.set()

    def _want(self, script: Script, language: Language) -> _Wanted:
        if self._wanted is not None:
            self._wanted.stop.set()
        wanted = self._wanted = _Wanted(script, language)
        if self._place != wanted.place:
            # Words of another organisation or language must not be found any more.
            self._laid, self._place = None, None
            made = self._held.get(wanted.place)
            if made is not None:
                self._lay(wanted, made)
        return wanted

    def _lay(self, wanted: _Wanted, made: Made) -> None:
        own = self._own

        def work() -> Laid:
            from agent_assist.desk.indexing import laid

            return laid(wanted.pack, made, own)

        self._background.run(BUILDING, work, lambda laid: self._take(wanted, laid), self._failed)

    def _make(self, wanted: _Wanted) -> None:
        task, held, own = self._later(wanted), self._held.get(wanted.place), self._own

        def work() -> Laid | None:
            from agent_assist.desk.indexing import laid, made

            found = made(task(), held)
            return None if found is None else laid(wanted.pack, found, own)

        def done(laid: Laid | None) -> None:
            if laid is not None:
                self._take(wanted, laid)
                if not laid.made.kept:
                    self._keep(wanted, laid.made)

        self._background.run(BUILDING, work, done, self._failed)

    def _keep(self, wanted: _Wanted, made: Made) -> None:
        task = self._later(wanted)

        def work() -> bool:
            from agent_assist.desk.indexing import keep

            return keep(task(), made)

        self._background.run(BUILDING, work, lambda ok: self._kept(made, ok), self._failed)

    def _later(self, wanted: _Wanted) -> Callable[[], Task]:
        """The task as it is now, put together in the background."""
        cache, free_of, stop = self._cache, self._free_of, wanted.stop

        def tell(share: float) -> None:
            self._background.call_here(lambda: self._tell(wanted, share))

        def free() -> tuple[FreePhrase, ...]:
            return () if free_of is None else free_of(wanted.pack.id, wanted.language)

        def task() -> Task:
            from agent_assist.desk.indexing import Task

            return Task(wanted.script, wanted.language, cache, free, stop.is_set, tell)

        return task

    def _begun(self, wanted: _Wanted, laid: Laid | None) -> None:
        if laid is not None and wanted.place not in self._held:
            self._take(wanted, laid)
        self.begun.emit()

    def _not_begun(self, error: Exception) -> None:
        self._failed(error)
        self.begun.emit()

    def _take(self, wanted: _Wanted, laid: Laid) -> None:
        self._held.pop(wanted.place, None)
        self._held[wanted.place] = laid.made
        for place in list(self._held)[:-HELD]:
            del self._held[place]
        if self._wanted is None or self._wanted.place != wanted.place:
            return
        first = self._laid is None
        self._laid, self._place = laid, wanted.place
        if laid.own is not self._own:
            self._lay(self._wanted, laid.made)
        self.ready.emit()
        self._look()
        if first:
            self._warm(laid)

    def _kept(self, made: Made, ok: bool) -> None:
        for place, held in self._held.items():
            if held is made:
                self._held[place] = replace(made, kept=ok)

    def _tell(self, wanted: _Wanted, share: float) -> None:
        if wanted is self._wanted:
            self.progress.emit(share)

    def _failed(self, error: Exception) -> None:
        _LOG.info("no index for the search: %s", type(error).__name__)
        self.failed.emit(type(error).__name__)

    # -- asking ------------------------------------------------------------------------------------------------------

    def forget(self) -> None:
        """No answer is awaited any more."""
        self._query = ""
        self._asked += 1

    def ask(self, query: str, scenario: str, used: Mapping[str, int] | None = None) -> None:
        """Look for something; the answer comes by `found`, at once where there is nothing to look for.

        Args:
            query: what was typed.
            scenario: where the call is; its own lines come a little earlier.
            used: how often this agent used a phrase, by its id.
        """
        self._query, self._scenario, self._used = query, scenario, used or {}
        self._asked += 1
        if not query.strip():
            self.found.emit(query, ())
        else:
            # Not within the key press: the search would compete with it for the interpreter.
            QTimer.singleShot(0, self, self._look)

    def _look(self) -> None:
        laid, wanted, asked = self._laid, self._wanted, self._asked
        query, scenario, used = self._query, self._scenario, self._used
        if laid is None or wanted is None or not query.strip():
            return
        if self._looked[0] == asked and self._looked[1] is laid:
            return
        self._looked = asked, laid

        def work() -> tuple[HitView, ...]:
            from agent_assist.desk.indexing import rows

            return rows(laid, wanted.pack, query, scenario, used)

        self._background.run(LANE, work, lambda found: self._answer(asked, query, found), latest=True)

    def _warm(self, laid: Laid) -> None:
        def work() -> str:
            from agent_assist.desk.indexing import warm

            return warm(laid.index)

        self._background.run(LANE, work, self.warmed.emit)

    def _answer(self, asked: int, query: str, rows: tuple[HitView, ...]) -> None:
        if asked == self._asked:
            self.found.emit(query, rows)
