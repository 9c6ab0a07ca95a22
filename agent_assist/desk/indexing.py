"""What becomes an index, and how: the work of the finder, which runs in the background and touches nothing of Qt.

An index over the lines of a pack is taken from where it is nearest: the one in use, one of an earlier pack or language of
this run, the file of the user's cache. What is not the same in it is changed, which takes milliseconds; it is built only where
there is none, or too much is new. Nothing is believed because it lies in the cache: the digest of the phrases decides.

It brings numpy along, so nothing imports it before the first paint.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from agent_assist.desk.marks import marks_of
from agent_assist.desk.view import HitView
from agent_assist.script.model import Language, Pack, Script
from agent_assist.search.cache import digest, load_whole, save
from agent_assist.search.index import BuildCancelledError, Hit, Index
from agent_assist.search.phrase import FREE, OWN, Phrase, free_phrases, phrases, shown
from agent_assist.search.query import parse
from agent_assist.search.spans import likely

if TYPE_CHECKING:
    from agent_assist.script.lint import Finding, Linter
    from agent_assist.script.phrases import FreePhrase

HITS = 30
"""More rows than anybody reads with a customer on the line; each costs every key press a little."""
SEEN = 8
"""Rows whose marks are worked out beforehand: as many as most windows show at once; a large one works out the rest as it paints."""
_MOST_CHANGED = 0.2
"""Where more of the phrases changed, building anew is as fast and leaves a better index."""
_TOLD = 0.02
_SAMPLE, _LETTERS = 3000, 1000
"""How many phrases are looked through for the characters in use, and how many of those count."""
_WARMING = ("您好请稍等", "nin hao qszx", "please wait a momnt", "s3-07", "n")
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Made:
    """An index over a pack, the digest of what is in it, its free phrases by id, and whether the cache has it."""

    index: Index
    digest: str
    free: Mapping[str, FreePhrase]
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Laid:
    """What was made with the agent's `own` phrases over it: the index to ask, and all that belongs to no step, by id."""

    made: Made
    own: tuple[FreePhrase, ...]
    index: Index
    phrases: Mapping[str, FreePhrase]


@dataclass(frozen=True, slots=True)
class Task:
    """What an index is wanted for.

    Attributes:
        script, language: what is searched, and shown.
        cache: the folder for indexes; None keeps nothing.
        free: reads the free phrases.
        stopped: asked now and then; True ends the work.
        tell: told the share that is built.
    """

    script: Script
    language: Language
    cache: Path | None
    free: Callable[[], tuple[FreePhrase, ...]]
    stopped: Callable[[], bool]
    tell: Callable[[float], None]

    @property
    def pack(self) -> Pack:
        """The pack whose lines are shown."""
        return self.script.packs[self.language]

    @property
    def file(self) -> Path | None:
        """Where its index is kept."""
        return None if self.cache is None else self.cache / f"{self.pack.id}-{self.language}.index"


def taken(task: Task) -> Made | None:
    """What the cache has for the hash of this pack."""
    found = None if task.file is None else load_whole(task.file, task.pack.hash)
    return None if found is None else Made(*found, {}, kept=True)


def made(task: Task, held: Made | None) -> Made | None:
    """The index over a script as it is now; None when it is not wanted any more.

    Args:
        task: what for.
        held: what this run has of it already.
    """
    pack, free = task.pack, task.free()
    by_id = {FREE + each.id: each for each in free}
    there = (*phrases(task.script, task.language), *free_phrases(free, pack))
    mark = digest(there)
    held = held or taken(task)
    if held is not None and held.digest == mark:
        return Made(held.index, mark, by_id, held.kept)
    if held is not None and (index := _brought_up(held.index, there)) is not None:
        return Made(index, mark, by_id)
    told = 0.0

    def step(share: float) -> None:
        nonlocal told
        if share - told >= _TOLD:
            told = share
            task.tell(share)

    try:
        return Made(Index.build(there, step, task.stopped), mark, by_id)
    except BuildCancelledError:
        return None


def laid(pack: Pack, below: Made, own: tuple[FreePhrase, ...]) -> Laid:
    """An index with the agent's own phrases over it, but for those that say what this pack forbids."""
    if not own:
        return Laid(below, own, below.index, below.free)
    from agent_assist.script.lint import Linter  # not needed by the many who have no phrases of their own

    linter = Linter(pack)
    fair = [each for each in own if not forbidden(each.text, each.scenario, pack, linter)]
    by_id = {**below.free, **{OWN + each.id: each for each in fair}}
    return Laid(below, own, below.index.update(free_phrases(fair, pack, OWN)), by_id)


def forbidden(text: str, scenario: str, pack: Pack, linter: Linter) -> Finding | None:
    """What a phrase says that must never be said under this pack, if it does."""
    findings = linter.lint(shown(text, pack) or text, scenario if scenario in pack.scenarios else None)
    return next((finding for finding in findings if finding.severity == "hard"), None)


def keep(task: Task, what: Made) -> bool:
    """Write an index into the cache; whether that could be done."""
    if task.file is None:
        return False
    try:
        save(what.index, task.file, task.pack.hash, whole=True)
    except OSError as error:
        # The search works without; the next start builds the index again.
        _LOG.info("the index is not kept for the next start: %s", error.strerror)
        return False
    return True


def warm(index: Index) -> str:
    """Make now what would otherwise be made at the first key press; returns the characters that rows will show most."""
    sample = index.phrases()[:_SAMPLE]
    others = tuple(dict.fromkeys(word for phrase in sample for word in (*phrase.aliases, *phrase.tags)))
    for query in _WARMING:
        for hit in index.find(query, HITS, "", {})[:SEEN]:
            hit.spans_in(hit.phrase.title or hit.phrase.text)
    # How other words for a situation sound is remembered.
    likely(parse(_WARMING[0]), others)
    shown = Counter("".join(phrase.text + phrase.title for phrase in sample))
    return "".join(letter for letter, _ in shown.most_common(_LETTERS) if letter > " ")


def rows(laid: Laid, pack: Pack, query: str, scenario: str, used: Mapping[str, int]) -> tuple[HitView, ...]:
    """What answers a query, as rows; the marks of the first ones are made already."""
    found = tuple(_row(hit, laid.phrases, pack) for hit in laid.index.find(query, HITS, scenario, used))
    for row in found[:SEEN]:
        row.marks()
    return found


def _brought_up(base: Index, there: tuple[Phrase, ...]) -> Index | None:
    """An index with what is different in `there` changed; None where building is better."""
    known = {(phrase.id, phrase.language): phrase for phrase in base.phrases()}
    now = {(phrase.id, phrase.language): phrase for phrase in there}
    changed = [phrase for key, phrase in now.items() if known.get(key) != phrase]
    removed = {phrase_id for phrase_id, _ in known.keys() - now.keys()} - {phrase_id for phrase_id, _ in now}
    if base.worn or len(changed) + len(removed) > _MOST_CHANGED * len(now):
        return None
    return base.update(changed, removed) if changed or removed else base


def _row(hit: Hit, free: Mapping[str, FreePhrase], pack: Pack) -> HitView:
    phrase = hit.phrase
    kind: Literal["line", "phrase", "own"] = "line"
    if phrase.id.startswith((FREE, OWN)):
        kind = "own" if phrase.id.startswith(OWN) else "phrase"
    step = phrase.tags[0] if phrase.tags and kind == "line" else ""
    return HitView(
        id=phrase.id,
        scenario=phrase.scenario,
        text=phrase.text,
        title=phrase.title,
        language=phrase.language,
        step=step,
        kind=kind,
        marks=marks_of(hit, _written(phrase.id, free, pack), pack, step),
    )


def _written(phrase_id: str, free: Mapping[str, FreePhrase], pack: Pack) -> str:
    """A line or phrase with its slots, as it was written."""
    if phrase_id in free:
        return free[phrase_id].text
    scenario, _, step = phrase_id.partition(".")
    found = pack.scenarios.get(scenario)
    return found.steps[step].say or "" if found is not None and step in found.steps else ""
