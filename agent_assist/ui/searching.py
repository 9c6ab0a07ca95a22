"""The search in the window: what is typed, what was found, what Enter and the other keys do with it, phrases of one's own.

The call never moves but by Ctrl+Enter. An answer to an older question is dropped. Enter acts on what is on screen; where the
answer to what was just typed is a moment away, it waits for it, so that a fast typist gets what was typed and not what was
there before.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from agent_assist.desk.view import HitView
from agent_assist.ui.present import found
from agent_assist.ui.theme import Theme
from agent_assist.ui.translation import translate

if TYPE_CHECKING:
    from agent_assist.ui.components.phrase_form import PhraseForm
    from agent_assist.ui.components.results import SearchResults
    from agent_assist.ui.sheets import Sheets
    from agent_assist.ui.window import Window

_BETWEEN = re.compile(r"[,，、;；]+")


class Searching(QObject):
    """Connects the search field with the station."""

    def __init__(self, window: Window, sheets: Sheets) -> None:
        super().__init__(sheets)
        self._window, self._sheets = window, sheets
        self._station, self._lookup = window.station, window.station.lookup
        self._field = window.page.bottom.search
        self._hits: dict[str, HitView] = {}
        self._query: str | None = None
        self._answered = ""
        self._wish: Callable[[], None] | None = None
        self._results: SearchResults | None = None
        self._form: PhraseForm | None = None
        self._editing = ("", "")
        field = self._field
        field.queried.connect(self.ask)
        field.moved.connect(self._moved)
        field.entered.connect(lambda: self._soon(self._look_up))
        field.followed.connect(lambda: self._soon(self._go_there))
        field.copied.connect(lambda: self._soon(self._copy))
        field.spoken.connect(lambda: self._soon(self._read_aloud))
        field.kept.connect(self._keep)
        field.edited.connect(self._edit)
        field.left.connect(self._leave)
        field.finished.connect(self._forget_wish)
        self._lookup.changed.connect(self._look_again)
        self._lookup.warmed.connect(self._warm_letters)
        self._lookup.saved.connect(self._saved)
        self._lookup.refused.connect(self._refused)

    @property
    def shown(self) -> str:
        """The query whose results are on screen; "" for what is likely next, and where there are none."""
        return self._answered if self._is_open else ""

    @property
    def hits(self) -> tuple[HitView, ...]:
        """What is listed."""
        return tuple(self._hits.values())

    def set_theme(self, theme: Theme) -> None:
        """Changes scheme, grid or text scale."""
        for sheet in (self._results, self._form):
            if sheet is not None:
                sheet.set_theme(theme)

    def warm(self) -> None:
        """Makes the results and lays them out once, unseen, so that the first key press need not."""
        sheet = self._made_results()
        sheet.set_view(found.results("您", self._station.lookup.likely()))
        sheet.resize(self._window.page.places.results.size())
        sheet.grab()

    def _warm_letters(self, letters: str) -> None:
        self._made_results().list.warm(letters)

    # -- asking ------------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """The agent came to the field: looks for what stands there, or for what is likely next."""
        self._lookup.look()
        self.ask(self._field.text())

    def ask(self, text: str) -> None:
        """Looks for something; without words for what is likely next, where the agent is at the field."""
        self._query, self._wish = text, None
        if self._results is not None:
            self._results.list.warming.give_way()
        if text.strip() and not self._lookup.is_ready:
            self._prepare()
        if text.strip() or self._is_here:
            self._station.search(text)
        else:
            self._lookup.forget_question()

    def follow(self) -> None:
        """The call moved on: something else is likely next."""
        if self._is_open and not (self._query or "").strip():
            self._station.search("")

    def show_hits(self, query: str, hits: tuple[HitView, ...]) -> None:
        """The answer; one to an older question is dropped, and so is one that nobody waits for any more."""
        if query.strip() != (self._query or "").strip() or not self._is_here:
            return
        again = query == self._answered and self._is_open
        self._answered = self._query or ""
        self._hits = {hit.id: hit for hit in hits}
        if not query.strip() and not hits:
            self._close()
            return
        sheet = self._made_results()
        sheet.set_view(found.results(query, hits), again=again)
        if not self._is_open:
            self._sheets.lay(sheet)
        if self._wish is not None:
            wish, self._wish = self._wish, None
            wish()

    def _look_again(self) -> None:
        """There is an index now, or more of it is built."""
        text = self._query or ""
        if text.strip() and self._is_here and not self._lookup.is_ready:
            self._prepare()

    def _prepare(self) -> None:
        if self._is_here:
            sheet = self._made_results()
            sheet.set_view(found.preparing(self._query or "", self._lookup.share))
            self._hits, self._answered = {}, ""
            if not self._is_open:
                self._sheets.lay(sheet)

    def _made_results(self) -> SearchResults:
        if self._results is None:
            from agent_assist.ui.components.results import SearchResults

            name = translate("Sheets", "Search results")
            self._results = SearchResults(self._window.page.theme, name, self._window.page)
            self._results.opened.connect(self._clicked)
        return self._results

    @property
    def _is_here(self) -> bool:
        """Whether the agent is at the field, also while another program has the keyboard for a moment."""
        at: QWidget | None = self._window.focusWidget()
        return at is self._field

    @property
    def _is_open(self) -> bool:
        return self._results is not None and self._sheets.open is self._results

    # -- keys --------------------------------------------------------------------------------------------------------

    def _moved(self, step: int) -> None:
        if self._results is not None and self._is_open:
            self._results.step(step)

    def _soon(self, act: Callable[[], None]) -> None:
        """Acts on what is on screen, or as soon as the answer to what was typed is, which may need an index first."""
        if self._query == self._answered:
            act()
        elif (self._query or "").strip():
            self._wish = act

    def _forget_wish(self) -> None:
        self._wish = None

    def _current(self) -> HitView | None:
        return self._hits.get(self._results.current()) if self._results is not None and self._is_open else None

    def _clicked(self, row: str) -> None:
        if row == found.KEEP:
            self._keep()
        else:
            self._look_up()

    def _look_up(self) -> None:
        """Enter: the line comes into the SAY place; the call does not move."""
        if self._results is not None and self._is_open and self._results.current() == found.KEEP:
            self._keep()
            return
        hit = self._current()
        if hit is None:
            return
        self._close()
        self._window.rest()
        self._station.peek_at(hit.id, hit.text)
        self._window.refresh()

    def _go_there(self) -> None:
        """Ctrl+Enter: the scenario of the line is opened."""
        hit = self._current()
        if hit is None or not hit.scenario:
            return
        self._close()
        self._window.rest()
        self._lookup.used(hit.id)
        self._station.go_to(hit.scenario, hit.id)
        self._window.acted()

    def _copy(self) -> None:
        """Ctrl+C: the words of the marked line, filled for this call; the agent stays in the field."""
        hit = self._current()
        if hit is None:
            return
        words = self._station.words(hit.id, hit.text)
        if words is None:
            self._window.tell("line-lacks-value")
            return
        self._window.copy(words)
        self._lookup.used(hit.id)
        self._window.tell("copied")

    def _read_aloud(self) -> None:
        """Ctrl+L: the marked line comes into the SAY place and is read aloud; V stops it there."""
        if self._current() is not None:
            self._look_up()
            self._station.speak()

    def _leave(self) -> None:
        self._close()
        self._window.rest()

    def _close(self) -> None:
        if self._is_open:
            self._sheets.close()

    # -- own phrases -------------------------------------------------------------------------------------------------

    def _keep(self) -> None:
        """Ctrl+S: what is typed becomes a phrase."""
        if self._field.text().strip():
            self._open_form("")

    def _edit(self) -> None:
        """F4: the marked phrase of one's own is changed."""
        hit = self._current()
        if hit is not None and hit.kind == "own":
            self._open_form(hit.id)

    def _open_form(self, phrase_id: str) -> None:
        view = self._window.view
        phrase = self._lookup.phrase(phrase_id) if phrase_id else None
        scenario, title = (view.shown.scenario, view.shown.scenario_title) if view.call_id else ("", "")
        if phrase is not None and phrase.scenario:
            titles = {one.scenario: one.title for one in view.scenarios}
            scenario, title = phrase.scenario, titles.get(phrase.scenario, phrase.scenario)
        self._editing = phrase_id, scenario
        form = self._made_form()
        form.set_view(found.phrase_form(self._field.text(), title, phrase, phrase_id))
        self._sheets.lay(form)
        form.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _made_form(self) -> PhraseForm:
        if self._form is None:
            from agent_assist.ui.components.phrase_form import PhraseForm

            self._form = PhraseForm(self._window.page.theme, self._window.page)
            self._form.saved.connect(self._save)
            self._form.removed.connect(lambda: self._lookup.remove(self._editing[0]))
            self._form.left.connect(self._back)
        return self._form

    def _save(self, words: str, tags: str, here: bool) -> None:
        phrase_id, scenario = self._editing
        others = tuple(tag for each in _BETWEEN.split(tags) if (tag := each.strip()))
        self._lookup.save(words, others, scenario if here else "", phrase_id)

    def _saved(self, phrase_id: str) -> None:
        removed = self._form.words.text() if self._form is not None and not phrase_id else ""
        self._back()
        if removed:
            # Ctrl+S keeps it again.
            self._field.setText(removed)
        self._window.tell("phrase-saved" if phrase_id else "phrase-removed")

    def _refused(self, why: object) -> None:
        if self._form is not None:
            self._form.set_trouble(found.refusal(why))  # type: ignore[arg-type]  # a Signal(object) carries it

    def _back(self) -> None:
        """From the form back to the results."""
        if self._form is None or self._sheets.open is not self._form:
            return
        self._sheets.close()
        if self._results is not None and self._hits and self._answered == self._field.text():
            self._sheets.lay(self._results)
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ask(self._field.text())
