"""Search beside the call: the index is made and asked in the background, and only the newest question is answered.

An index over the lines of a pack is taken from where it is nearest: the one in use, one of an earlier pack or language of
this run, the file of the user's cache. What is not the same in it is changed, which takes milliseconds; it is built only where
there is none, or too much is new. Nothing is believed because it lies in the cache: the digest of the phrases decides.

The agent's own phrases are laid over that index whenever they change, and are not in the cache. Building and asking have a
thread each, so that a question never waits for a build; rows with the places of what was found are made there too.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from agent_assist.desk.background import Background
from agent_assist.desk.view import HitView
from agent_assist.script.lint import Finding, Linter
from agent_assist.script.model import Language, Pack, Script
from agent_assist.script.phrases import FreePhrase
from agent_assist.search.phrase import FREE, OWN, Phrase, free_phrases, phrases, shown

if TYPE_CHECKING:
    # These bring numpy along, and are imported where they run, in the background.
    from agent_assist.search.index import Hit, Index

LANE, BUILDING = "search", "index"
HITS = 50
HELD = 4
"""Indexes kept in memory: two packs in two languages."""
_MOST_CHANGED = 0.2
"""Where more of the phrases changed, building anew is as fast and leaves a better index."""
_TOLD = 0.02
_LOG = logging.getLogger(__name__)
_WARMING = ("您好请稍等", "nin hao qszx", "please wait a momnt", "s3-07", "n")

FreeOf = Callable[[str, Language], tuple[FreePhrase, ...]]
"""The free phrases of a pack in a language; called in the background."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What should be searched. `stop` ends the work on it."""

    script: Script
    language: Language
    stop: Event = field(default_factory=Event, compare=False)

    @property
    def pack(self) -> Pack:
        """The pack whose lines are shown."""
        return self.script.packs[self.language]

    @property
    def place(self) -> tuple[str, str]:
        """What an index of it is held by."""
        return self.pack.id, self.language


@dataclass(frozen=True, slots=True)
class _Made:
    """An index over a pack, the digest of what is in it, its free phrases by id, and whether the cache has it."""

    index: Index
    digest: str
    free: Mapping[str, FreePhrase]
    kept: bool = False


@dataclass(frozen=True, slots=True)
class _Laid:
    """What was made with the agent's `own` phrases over it: the index to ask, and all that belongs to no step, by id."""

    made: _Made
    own: tuple[FreePhrase, ...]
    index: Index
    phrases: Mapping[str, FreePhrase]


class Finder(QObject):
    """Answers questions over the phrases of one script.

    Signals:
        found: (query, tuple of HitView), for the newest query only.
        ready: there is an index to ask, or a newer one.
        progress: the share that is built, 0 to 1, of an index that takes a while.
        failed: no index could be made; why, as a word for the log.
    """

    found = Signal(str, object)
    ready = Signal()
    progress = Signal(float)
    failed = Signal(str)

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
        self._held: dict[tuple[str, str], _Made] = {}
        self._wanted: _Wanted | None = None
        self._place: tuple[str, str] | None = None
        self._index: Index | None = None
        self._own: tuple[FreePhrase, ...] = ()
        self._phrases: Mapping[str, FreePhrase] = {}
        self._query, self._scenario = "", ""
        self._used: Mapping[str, int] = {}
        self._asked = 0

    @property
    def is_ready(self) -> bool:
        """Whether questions are answered at once."""
        return self._index is not None

    def attach(self, cache: Path, free_of: FreeOf) -> None:
        """Where indexes are kept, and where free phrases come from."""
        self._cache, self._free_of = cache, free_of

    def phrase(self, phrase_id: str) -> FreePhrase | None:
        """A free or own phrase as it was written; None for a line."""
        return self._phrases.get(phrase_id)

    # -- making an index ---------------------------------------------------------------------------------------------

    def begin(self, script: Script, language: Language) -> None:
        """Search what was kept for this pack, until `use` tells what there is to search."""
        wanted = self._want(script, language)
        cache, own = self._cache, self._own
        if wanted.place not in self._held and cache is not None:
            self._background.run(
                BUILDING, lambda: _taken(wanted, cache, own), lambda laid: self._begun(wanted, laid), self._failed
            )

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
            self._index, self._place = None, None
            made = self._held.get(wanted.place)
            if made is not None:
                self._lay(wanted, made)
        return wanted

    def _lay(self, wanted: _Wanted, made: _Made) -> None:
        own = self._own
        self._background.run(
            BUILDING, lambda: _with_own(wanted, made, own), lambda laid: self._take(wanted, laid), self._failed
        )

    def _make(self, wanted: _Wanted) -> None:
        held, own, cache, free_of = self._held.get(wanted.place), self._own, self._cache, self._free_of

        def tell(share: float) -> None:
            self._background.call_here(lambda: self._tell(wanted, share))

        def work() -> _Laid | None:
            made = _made(wanted, held, cache, free_of, tell)
            return None if made is None else _with_own(wanted, made, own)

        def done(laid: _Laid | None) -> None:
            if laid is None:
                return
            self._take(wanted, laid)
            if cache is not None and not laid.made.kept:
                self._background.run(
                    BUILDING, lambda: _keep(wanted, laid.made, cache), lambda ok: self._kept(laid.made, ok)
                )

        self._background.run(BUILDING, work, done, self._failed)

    def _begun(self, wanted: _Wanted, laid: _Laid | None) -> None:
        if laid is not None and wanted.place not in self._held:
            self._take(wanted, laid)

    def _take(self, wanted: _Wanted, laid: _Laid) -> None:
        self._held.pop(wanted.place, None)
        self._held[wanted.place] = laid.made
        for place in list(self._held)[:-HELD]:
            del self._held[place]
        if self._wanted is None or self._wanted.place != wanted.place:
            return
        first = self._index is None
        self._index, self._place, self._phrases = laid.index, wanted.place, laid.phrases
        if laid.own is not self._own:
            self._lay(self._wanted, laid.made)
        if first:
            self._background.run(LANE, lambda: _warm(laid.index), lambda _: None)
        self.ready.emit()
        if self._query.strip():
            self._look()

    def _kept(self, made: _Made, ok: bool) -> None:
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
            self._look()

    def _look(self) -> None:
        index, asked = self._index, self._asked
        query, scenario, used = self._query, self._scenario, self._used
        if index is not None:
            self._background.run(
                LANE,
                lambda: tuple(map(_row, index.find(query, HITS, scenario, used))),
                lambda rows: self._answer(asked, query, rows),
                latest=True,
            )

    def _answer(self, asked: int, query: str, rows: tuple[HitView, ...]) -> None:
        if asked == self._asked:
            self.found.emit(query, rows)


# -- what runs in the background ---------------------------------------------------------------------------------------


def _file(wanted: _Wanted, cache: Path) -> Path:
    return cache / f"{wanted.pack.id}-{wanted.language}.index"


def _taken(wanted: _Wanted, cache: Path, own: tuple[FreePhrase, ...]) -> _Laid | None:
    """What the cache has for the hash of this pack."""
    from agent_assist.search.cache import load_whole

    found = load_whole(_file(wanted, cache), wanted.pack.hash)
    if found is None:
        return None
    return _with_own(wanted, _Made(*found, {}, kept=True), own)


def _made(
    wanted: _Wanted, held: _Made | None, cache: Path | None, free_of: FreeOf | None, tell: Callable[[float], None]
) -> _Made | None:
    """The index over a script as it is now; None when it is not wanted any more."""
    from agent_assist.search.cache import digest, load_whole
    from agent_assist.search.index import BuildCancelledError, Index

    pack = wanted.pack
    free = free_of(pack.id, wanted.language) if free_of is not None else ()
    by_id = {FREE + each.id: each for each in free}
    there = (*phrases(wanted.script, wanted.language), *free_phrases(free, pack))
    mark = digest(there)
    if held is None and cache is not None and (found := load_whole(_file(wanted, cache), pack.hash)) is not None:
        held = _Made(*found, {}, kept=True)
    if held is not None and held.digest == mark:
        return _Made(held.index, mark, by_id, held.kept)
    if held is not None and (index := _brought_up(held.index, there)) is not None:
        return _Made(index, mark, by_id)
    told = 0.0

    def step(share: float) -> None:
        nonlocal told
        if share - told >= _TOLD:
            told = share
            tell(share)

    try:
        return _Made(Index.build(there, step, wanted.stop.is_set), mark, by_id)
    except BuildCancelledError:
        return None


def _brought_up(base: Index, there: tuple[Phrase, ...]) -> Index | None:
    """An index with what is different in `there` changed; None where building is better."""
    before = base.phrases()
    known = {(phrase.id, phrase.language): phrase for phrase in before}
    now = {(phrase.id, phrase.language): phrase for phrase in there}
    changed = [phrase for key, phrase in now.items() if known.get(key) != phrase]
    removed = {phrase_id for phrase_id, _ in known.keys() - now.keys()} - {phrase_id for phrase_id, _ in now}
    if base.worn or len(changed) + len(removed) > _MOST_CHANGED * len(now):
        return None
    return base.update(changed, removed) if changed or removed else base


def _with_own(wanted: _Wanted, made: _Made, own: tuple[FreePhrase, ...]) -> _Laid:
    """An index with the agent's own phrases over it, but for those that say what this pack forbids."""
    if not own:
        return _Laid(made, own, made.index, made.free)
    linter = Linter(wanted.pack)
    fair = [each for each in own if not forbidden(each.text, each.scenario, wanted.pack, linter)]
    by_id = {**made.free, **{OWN + each.id: each for each in fair}}
    return _Laid(made, own, made.index.update(free_phrases(fair, wanted.pack, OWN)), by_id)


def forbidden(text: str, scenario: str, pack: Pack, linter: Linter) -> Finding | None:
    """What a phrase says that must never be said under this pack, if it does."""
    findings = linter.lint(shown(text, pack) or text, scenario if scenario in pack.scenarios else None)
    return next((finding for finding in findings if finding.severity == "hard"), None)


def _keep(wanted: _Wanted, made: _Made, cache: Path) -> bool:
    """Write an index into the cache; whether that could be done."""
    from agent_assist.search.cache import save

    try:
        save(made.index, _file(wanted, cache), wanted.pack.hash, whole=True)
    except OSError as error:
        # The search works without; the next start builds the index again.
        _LOG.info("the index is not kept for the next start: %s", error.strerror)
        return False
    return True


def _warm(index: Index) -> None:
    """Make now what would otherwise be made at the first key press."""
    for query in _WARMING:
        for hit in index.find(query, HITS):
            _row(hit)


def _row(hit: Hit) -> HitView:
    phrase = hit.phrase
    kind = phrase.id.partition(":")[0] + ":"
    spans = hit.spans
    return HitView(
        id=phrase.id,
        scenario=phrase.scenario,
        text=phrase.text,
        title=phrase.title,
        language=phrase.language,
        spans=spans,
        step=phrase.tags[0] if phrase.tags and kind not in (FREE, OWN) else "",
        title_spans=() if spans else hit.spans_in(phrase.title),
        kind="own" if kind == OWN else "phrase" if kind == FREE else "line",
    )
