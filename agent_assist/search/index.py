"""The index over phrases: built once, asked on every key press."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from agent_assist.language.fold import fold, fold_map
from agent_assist.language.pinyin import initials, pinyin
from agent_assist.search.phrase import Phrase

Progress = Callable[[float], None]
Cancelled = Callable[[], bool]


class BuildCancelledError(Exception):
    """The build was stopped by the one who asked for it."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase that answers the query. `score` is 0 to 1; `spans` are the matched parts of the phrase's text."""

    phrase: Phrase
    score: float
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    phrase: Phrase
    text: str
    spoken: str
    initials: str
    labels: str
    spoken_labels: str
    norms: frozenset[str]


class Index:
    """Phrases that can be found; a value that never changes."""

    def __init__(self, entries: tuple[_Entry, ...]) -> None:
        self._entries = entries

    @classmethod
    def build(
        cls, phrases: Iterable[Phrase], progress: Progress | None = None, cancelled: Cancelled | None = None
    ) -> Index:
        """An index over `phrases`.

        Args:
            phrases: what to find; of two with the same id and language the later one counts.
            progress: told the share that is done, 0 to 1.
            cancelled: asked now and then; True stops the build.

        Raises:
            BuildCancelledError: `cancelled` said so.
        """
        unique = {(phrase.id, phrase.language): phrase for phrase in phrases}
        entries = []
        for number, phrase in enumerate(unique.values()):
            if number % 100 == 0:
                if cancelled and cancelled():
                    raise BuildCancelledError
                if progress:
                    progress(number / len(unique))
            entries.append(_entry(phrase))
        if progress:
            progress(1.0)
        return cls(tuple(entries))

    def __len__(self) -> int:
        return len(self._entries)

    def find(self, query: str, limit: int = 50, scenario: str | None = None) -> tuple[Hit, ...]:
        """The phrases that answer `query`, best first.

        Args:
            query: what was typed: words of either language, pinyin, initials, a norm id, or parts of them.
            limit: how many hits at most.
            scenario: the scenario the call is in; its lines win a tie.
        """
        asked = fold(query).strip()
        if not asked or limit < 1:
            return ()
        scored = []
        for place, entry in enumerate(self._entries):
            score = _score(asked, entry) + (0.01 if scenario and entry.phrase.scenario == scenario else 0.0)
            if score >= 0.5:
                scored.append((-min(score, 1.0), place))
        scored.sort()
        return tuple(
            Hit(self._entries[place].phrase, round(-score, 4), _spans(asked, self._entries[place].phrase.text))
            for score, place in scored[:limit]
        )

    def update(self, changed: Iterable[Phrase] = (), removed: Iterable[str] = ()) -> Index:
        """A new index in which `changed` phrases replace those of their id, and ids in `removed` are gone."""
        gone = set(removed)
        entries = {
            (entry.phrase.id, entry.phrase.language): entry for entry in self._entries if entry.phrase.id not in gone
        }
        for phrase in changed:
            entries[phrase.id, phrase.language] = _entry(phrase)
        return Index(tuple(entries.values()))


def _entry(phrase: Phrase) -> _Entry:
    text = fold(phrase.text)
    labels = fold(" ".join((phrase.title, *phrase.aliases, *phrase.tags, phrase.other)))
    return _Entry(
        phrase=phrase,
        text=text,
        spoken=pinyin(text).replace(" ", ""),
        initials=initials(text),
        labels=labels,
        spoken_labels=pinyin(labels),
        norms=frozenset(fold(norm) for norm in phrase.norms),
    )


def _score(asked: str, entry: _Entry) -> float:
    if asked in entry.norms:
        return 1.0
    if asked in entry.text:
        return 0.97 + 0.03 * len(asked) / len(entry.text)
    if asked in entry.labels:
        return 0.94
    best = 0.9 * max(fuzz.partial_ratio(asked, entry.text), fuzz.token_set_ratio(asked, entry.text))
    best = max(best, 0.8 * fuzz.partial_token_ratio(asked, entry.labels))
    if any(letter.isascii() and letter.isalpha() for letter in asked):
        spoken = pinyin(asked).replace(" ", "")
        if spoken in entry.spoken or (len(asked) > 1 and asked in entry.initials):
            return 0.92
        best = max(best, 0.85 * fuzz.partial_ratio(spoken, entry.spoken))
        best = max(best, 0.8 * fuzz.partial_ratio(spoken, entry.spoken_labels))
    else:
        best = max(best, 0.85 * fuzz.partial_ratio(pinyin(asked), entry.spoken))
    return best / 100


def _spans(asked: str, text: str) -> tuple[tuple[int, int], ...]:
    folded, origins = fold_map(text)
    spans = []
    for word in asked.split():
        start = folded.find(word)
        if start >= 0:
            spans.append((origins[start], origins[start + len(word) - 1] + 1))
    return tuple(sorted(set(spans)))
