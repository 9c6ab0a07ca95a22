"""Search beside the call: the index is built and asked in the background, and only the newest question is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from agent_assist.desk.background import Background
from agent_assist.desk.view import HitView
from agent_assist.script.model import Language, Script

if TYPE_CHECKING:
    from agent_assist.search.index import Hit, Index

LANE = "search"


class Finder(QObject):
    """Answers questions over the phrases of one script.

    Signals:
        found: (query, tuple of HitView), for the newest query only.
        ready: the index over the newest script is built.
    """

    found = Signal(str, object)
    ready = Signal()

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._index: Index | None = None
        self._wanted: tuple[Script, Language] | None = None
        self._query = ""
        self._scenario = ""

    def use(self, script: Script, language: Language) -> None:
        """Index another script; questions asked meanwhile are answered as soon as it is done."""
        self._wanted = (script, language)
        self._background.run(LANE, lambda: _build(script, language), lambda index: self._built(script, language, index))

    def _built(self, script: Script, language: Language, index: Index) -> None:
        if self._wanted != (script, language):
            return
        self._index = index
        self.ready.emit()
        if self._query:
            self.ask(self._query, self._scenario)

    def ask(self, query: str, scenario: str) -> None:
        """Look for something; the answer comes by `found`.

        Args:
            query: what was typed.
            scenario: where the call is; its own lines come a little earlier.
        """
        self._query, self._scenario = query, scenario
        index = self._index
        if not query.strip():
            self.found.emit(query, ())
            return
        if index is not None:
            self._background.run(
                LANE, lambda: index.find(query, 50, scenario), lambda hits: self._answer(query, hits), latest=True
            )

    def _answer(self, query: str, hits: tuple[Hit, ...]) -> None:
        if query == self._query:
            self.found.emit(query, tuple(_row(hit) for hit in hits))


def _build(script: Script, language: Language) -> Index:
    # Imported where it runs, in the background: it brings numpy along.
    from agent_assist.search.index import Index
    from agent_assist.search.phrase import phrases

    return Index.build(phrases(script, language))


def _row(hit: Hit) -> HitView:
    phrase = hit.phrase
    return HitView(phrase.id, phrase.scenario, phrase.text, phrase.title, phrase.language, hit.spans)
