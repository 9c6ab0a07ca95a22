"""What the window asks about searching: the finder, what is likely next, what this agent uses, and the agent's own phrases."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from agent_assist.desk.background import Background
from agent_assist.desk.desk import Desk
from agent_assist.desk.finder import Finder, FreeOf
from agent_assist.desk.habits import Habits, read_habits, write_habits
from agent_assist.desk.view import HitView, Notice

if TYPE_CHECKING:
    # Not needed for the first paint.
    from agent_assist.desk.owning import Own, Refusal, Saved
    from agent_assist.script.phrases import FreePhrase

LANE = "own phrases"
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LookupFiles:
    """Where things lie: the folder for indexes, the agent's own phrases, the counts of what is used."""

    cache: Path
    own: Path
    habits: Path


class Lookup(QObject):
    """Searching, as the window sees it.

    Signals:
        found: (query, tuple of `view.HitView`); for a query without words what is likely next.
        begun: what `begin` could find is there.
        changed: whether there is an index, or how far it is built, may be different now.
        saved: an own phrase was saved, by its id; removed, with "".
        refused: an `owning.Refusal`.
        noticed: a `view.Notice`.
        warmed: the characters that rows will show most.
    """

    found = Signal(str, object)
    begun = Signal()
    changed = Signal()
    saved = Signal(str)
    refused = Signal(object)
    noticed = Signal(Notice)
    warmed = Signal(str)

    def __init__(self, desk: Desk, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._background = background
        self._finder = Finder(background, self)
        self._files: LookupFiles | None = None
        self._habits = Habits()
        self._own_changed = 0.0
        self.share: float | None = None
        self._finder.found.connect(self.found)
        self._finder.ready.connect(self._ready)
        self._finder.progress.connect(self._progress)
        self._finder.failed.connect(self._failed)
        self._finder.warmed.connect(self.warmed)

    @property
    def is_ready(self) -> bool:
        """Whether there is an index to ask. Until then `share` tells how much of it is built, if that takes long."""
        return self._finder.is_ready

    # -- life --------------------------------------------------------------------------------------------------------

    def attach(self, files: LookupFiles, free_of: FreeOf) -> None:
        """Keep things from now on, and read what was kept."""
        self._files = files
        self._finder.attach(files.cache, free_of)
        self._background.run(LANE, lambda: read_habits(files.habits), self._take_habits)
        self.look()

    def begin(self, files: LookupFiles, free_of: FreeOf) -> None:
        """Search what was kept of the pack in use, before it was read in full; `begun` tells when, and all else follows."""

        def attach() -> None:
            self._finder.begun.disconnect(attach)
            self.attach(files, free_of)
            self.begun.emit()

        self._finder.attach(files.cache, free_of)
        self._finder.begun.connect(attach)
        self._finder.begin(self._desk.script, self._desk.language)

    def use_script(self) -> None:
        """The pack or the language is another one, or was read in full."""
        self._finder.use(self._desk.script, self._desk.language)

    def stop(self) -> None:
        """The program ends: so does the work on an index."""
        self._finder.stop()

    def _ready(self) -> None:
        self.share = None
        self.changed.emit()

    def _progress(self, share: float) -> None:
        self.share = None if self._finder.is_ready else share
        self.changed.emit()

    def _failed(self, _why: str) -> None:
        self.noticed.emit(Notice("search-failed", "warning"))

    # -- asking ------------------------------------------------------------------------------------------------------

    def ask(self, query: str) -> None:
        """Look for something, or for what is likely next; the answer comes by `found`."""
        if query.strip():
            front = self._desk.front
            self._finder.ask(query, "" if front is None else front.call.frame.scenario, self._used)
        else:
            self._finder.forget()
            self.found.emit(query, self.likely())

    def likely(self) -> tuple[HitView, ...]:
        """What is likely next."""
        from agent_assist.desk.likely import likely

        return likely(self._desk.shown_call, self._used, self._other)

    def forget_question(self) -> None:
        """No answer is awaited any more."""
        self._finder.forget()

    def phrase(self, phrase_id: str) -> FreePhrase | None:
        """A phrase that belongs to no step, as it was written, by the id of a hit; None for a line."""
        return self._finder.phrase(phrase_id)

    def _other(self, phrase_id: str) -> HitView | None:
        from agent_assist.desk.marks import gaps_of
        from agent_assist.search.phrase import OWN, shown

        phrase, pack = self._finder.phrase(phrase_id), self._desk.shown_call.pack
        if phrase is None:
            return None
        scenario = pack.scenarios.get(phrase.scenario)
        text = shown(phrase.text, pack) or phrase.text
        return HitView(
            id=phrase_id,
            scenario="" if scenario is None else scenario.id,
            text=text,
            title="" if scenario is None else scenario.title,
            language=phrase.language,
            kind="own" if phrase_id.startswith(OWN) else "phrase",
            marks=gaps_of(phrase.text, pack, text),
        )

    # -- what this agent uses ----------------------------------------------------------------------------------------

    @property
    def _agent(self) -> str:
        return self._desk.profile.get("agent_no", "")

    @property
    def _used(self) -> dict[str, int]:
        return dict(self._habits.of(self._agent))

    def used(self, phrase_id: str) -> None:
        """The agent opened or copied a phrase."""
        self._keep_habits(self._habits.plus(self._agent, phrase_id))

    def forget_habits(self) -> None:
        """Forget what this agent used so far."""
        self._keep_habits(self._habits.without(self._agent))

    def _take_habits(self, kept: Habits) -> None:
        early = self._habits
        self._habits = kept
        for agent, own in early.counts.items():
            for phrase_id, count in own.items():
                self._keep_habits(self._habits.plus(agent, phrase_id, count))

    def _keep_habits(self, habits: Habits) -> None:
        self._habits = habits
        files = self._files
        if files is not None:
            self._background.run(
                LANE,
                lambda: write_habits(files.habits, habits),
                lambda _: None,
                lambda error: _LOG.info("habits are not kept: %s", type(error).__name__),
                latest=True,
            )

    # -- the agent's own phrases -------------------------------------------------------------------------------------

    def look(self) -> None:
        """Read the file of own phrases if it was changed since."""
        files, before = self._files, self._own_changed

        def work() -> Own | None:
            from agent_assist.desk.owning import read_own

            return None if files is None else read_own(files.own, before)

        def done(own: Own | None) -> None:
            if own is not None and own.changed != self._own_changed:
                self._take_own(own)

        self._background.run(LANE, work, done)

    def save(self, text: str, tags: tuple[str, ...] = (), scenario: str = "", phrase_id: str = "") -> None:
        """Save an own phrase; `saved` or `refused` comes of it.

        Args:
            text: the words to say; slots are filled in as in lines.
            tags: other words to find it by.
            scenario: where it belongs; "" for nowhere.
            phrase_id: the id of the hit to change; "" for a new phrase.
        """
        files, pack = self._files, self._desk.shown_call.pack
        if files is None:
            return

        def work() -> Saved | Refusal:
            from agent_assist.desk.owning import save

            return save(files.own, text, tags, scenario, phrase_id, pack)

        self._background.run(LANE, work, self._done)

    def remove(self, phrase_id: str) -> None:
        """Remove an own phrase; `saved` or `refused` comes of it."""
        files = self._files
        if files is None:
            return

        def work() -> Saved | Refusal:
            from agent_assist.desk.owning import remove

            return remove(files.own, phrase_id)

        self._background.run(LANE, work, self._done)

    def _done(self, result: Saved | Refusal) -> None:
        from agent_assist.desk.owning import Refusal

        if isinstance(result, Refusal):
            self.refused.emit(result)
        else:
            self._take_own(result.own)
            self.saved.emit(result.id)

    def _take_own(self, own: Own) -> None:
        self._own_changed = own.changed
        if own.problems:
            self.noticed.emit(Notice("phrases", "warning", str(own.problems[0])))
        self._finder.use_own(own.phrases)
