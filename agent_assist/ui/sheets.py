"""What is laid over the replies, one sheet at a time: search results, all situations, choices, reasons, keys, settings.

No sheet covers the line, the taboos, the ring or the lock; only the settings, which are open between calls, take the whole
centre. Each sheet is made when it is first opened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QWidget

from agent_assist.desk.view import DeskView, HitView
from agent_assist.ui.components.sheet import ChoiceSheet
from agent_assist.ui.present import then
from agent_assist.ui.present.norms import cards
from agent_assist.ui.present.words import visiting
from agent_assist.ui.rows import KeyRow
from agent_assist.ui.searching import Searching
from agent_assist.ui.theme import Theme
from agent_assist.ui.translation import current, translate

if TYPE_CHECKING:
    from agent_assist.ui.intents import Intents
    from agent_assist.ui.key_sheet import KeySheet
    from agent_assist.ui.norm_sheet import NormSheet
    from agent_assist.ui.settings_sheet import SettingsSheet
    from agent_assist.ui.situations_sheet import SituationsSheet
    from agent_assist.ui.window import Window

Part = TypeVar("Part", bound=QWidget)


class Sheets(QObject):
    """The sheets of a window."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._intents: Intents | None = None
        self._open: QWidget | None = None
        self._slot = ""
        self.searching = Searching(window, self)
        self._choices: ChoiceSheet | None = None
        self._situations: SituationsSheet | None = None
        self._keys: KeySheet | None = None
        self._norms: NormSheet | None = None
        self._settings: SettingsSheet | None = None

    def connect(self, intents: Intents) -> None:  # type: ignore[override]  # QObject.connect is not used on instances
        """Tells whom the sheets' answers are for."""
        self._intents = intents

    # -- which one is open -------------------------------------------------------------------------------------------

    @property
    def open(self) -> QWidget | None:
        """The sheet on top, if one is."""
        return self._open

    def lay(self, sheet: QWidget) -> None:
        """Puts a sheet on top."""
        if self._open is not None and self._open is not sheet:
            self._open.hide()
        self._open = sheet
        self.place()
        sheet.show()
        sheet.raise_()

    def close(self) -> bool:
        """Takes the sheet away; returns whether there was one."""
        sheet, self._open = self._open, None
        if sheet is not None:
            sheet.hide()
        return sheet is not None

    def place(self) -> None:
        """Puts the open sheet where it belongs."""
        if self._open is not None:
            spots = self._window.page.places
            rect: QRect = spots.results
            if self._open is self._settings:
                rect = spots.centre
            elif self._open is self._keys:
                # During a call: everything under the taboos but the ring and the lock, the left column with it.
                rect = spots.below
                if self._window.view.state != "idle":
                    rect = spots.results.united(spots.then_head)
                    rect.setLeft(spots.situations.left())
            self._open.setGeometry(rect)

    def follow(self, before: DeskView, view: DeskView) -> None:
        """Closes what does not fit the new state: settings when a call comes, questions when the step is left."""
        if _where(before) != _where(view):
            self.searching.follow()
        if self._open is None:
            return
        # A digit meant for a question must not answer the step that came meanwhile, and the other way round.
        moved = _where(before) != _where(view)
        settings_out = self._open is self._settings and view.state != "idle"
        question_out = self._open is self._choices and moved
        norms_out = self._open is self._norms and (moved or before.peek != view.peek)
        if settings_out or question_out or norms_out:
            self.close()
            self._window.rest()
        elif self._open is self._norms:
            self._show_norms()

    def set_theme(self, theme: Theme) -> None:
        """Changes scheme, grid or text scale."""
        for sheet in (self._choices, self._situations, self._keys, self._norms, self._settings):
            if sheet is not None:
                sheet.set_theme(theme)
        self.searching.set_theme(theme)
        self.place()

    def retranslate(self) -> None:
        """The sheets take their words when they are opened; what is open is closed."""
        if self._open is not None and self._open is not self._settings:
            self.close()
        elif self._settings is not None:
            self._settings.retranslate()

    # -- search ------------------------------------------------------------------------------------------------------

    def open_results(self) -> None:
        """Shows the results of what stands in the search field, or what is likely next."""
        self.searching.begin()

    def show_hits(self, query: str, hits: tuple[HitView, ...]) -> None:
        """The answer of the search."""
        self.searching.show_hits(query, hits)

    # -- questions ---------------------------------------------------------------------------------------------------

    def choices(self) -> tuple[str, ...]:
        """What the digits choose on the open sheet; nothing where it asks nothing."""
        return self._choices.rows if self._choices is not None and self._open is self._choices else ()

    def choose(self, row: str) -> None:
        """An answer was given by digit or by mouse."""
        slot, self._slot = self._slot, ""
        self.close()
        if slot:
            self._window.station.desk.slot(slot, row)
            self._window.acted()
            if self._intents is not None:
                self._intents.recording.go_on()
        elif self._intents is not None:
            self._intents.end_anyway(row)

    def open_reasons(self) -> None:
        """Why the agent hangs up although it is locked."""
        lacks = [then.lack(self._window.view, name) for name in self._window.view.shown.hangup.lacks]
        note = translate("Sheets", "still missing: {0}").format(translate("Words", ", ").join(lacks)) if lacks else ""
        self._slot = ""
        leaving = visiting(self._window.view)
        why = translate("Sheets", "Leave anyway: why?") if leaving else translate("Sheets", "Hang up anyway: why?")
        self._ask(why, note, then.override_rows())

    def open_choices(self, slot: str, label: str, choices: tuple[tuple[str, str], ...]) -> None:
        """Which of the values of a slot it is."""
        self._slot = slot
        self._ask(label, "", tuple(KeyRow(value, str(at), word) for at, (value, word) in enumerate(choices, 1)))

    def _ask(self, title: str, note: str, rows: tuple[KeyRow, ...]) -> None:
        if self._choices is None:
            self._choices = ChoiceSheet(self._window.page.theme, self._window.page)
            self._choices.chosen.connect(self.choose)
        self._choices.set_rows(title, note, translate("Sheets", "back"), rows)
        self.lay(self._choices)

    # -- lists, keys, settings ---------------------------------------------------------------------------------------

    def open_situations(self) -> None:
        """All situations, to search by name."""
        if self._situations is None:
            from agent_assist.ui.situations_sheet import SituationsSheet

            self._situations = SituationsSheet(self._window.page.theme, self._window.page)
            self._situations.chosen.connect(self._situation_chosen)
            self._situations.left.connect(self._situations_left)
        self._situations.set_situations(self._window.view.scenarios, self._window.view.shown.scenario)
        self.lay(self._situations)
        self._situations.begin()

    def _situation_chosen(self, scenario: str) -> None:
        self.close()
        self._window.rest()
        if self._intents is not None:
            self._intents.open(scenario)

    def _situations_left(self) -> None:
        self.close()
        self._window.rest()

    def toggle_keys(self) -> None:
        """F1: all keys, their next page, or away with them."""
        if self._keys is not None and self._open is self._keys:
            if not self._keys.turn():
                self.close()
            return
        if self._keys is None:
            from agent_assist.ui.key_sheet import KeySheet

            self._keys = KeySheet(self._window.page.theme, self._window.page)
        self._keys.set_view(self._window.view)
        self.lay(self._keys)

    def toggle_norms(self) -> None:
        """I, or a click on the ids: the norms behind the line on screen, or away with them."""
        if self._norms is not None and self._open is self._norms:
            self.close()
        elif self._window.page.say.isVisible() and self._window.page.say.view.norms:
            self._show_norms()
        else:
            self._window.tell("no-norms")

    def _show_norms(self) -> None:
        if self._norms is None:
            from agent_assist.ui.norm_sheet import NormSheet

            self._norms = NormSheet(self._window.page.theme, self._window.page)
        norms = self._window.station.norms()
        unread = not any(norm.status for norm in norms)
        note = translate("Norms", "The rule book is not read yet.") if unread else ""
        self._norms.set_cards(cards(norms, current()), note)
        self.lay(self._norms)

    def offer_packs(self, packs: tuple[tuple[str, str], ...]) -> None:
        """The packs there are now, for the settings."""
        if self._settings is not None:
            self._settings.offer_packs(packs)

    def _forget_habits(self) -> None:
        self._window.station.lookup.forget_habits()
        self._window.tell("habits-forgotten")

    def toggle_settings(self) -> None:
        """F9: agent and settings, or away with them."""
        if self._settings is not None and self._open is self._settings:
            self.close()
            self._window.rest()
            return
        if self._settings is None:
            from agent_assist.ui.settings_sheet import SettingsSheet

            self._settings = SettingsSheet(self._window.page.theme, self._window.page)
            self._settings.changed.connect(self._window.set_preferences)
            self._settings.left.connect(self.toggle_settings)
            self._settings.forgotten.connect(self._forget_habits)
        self._settings.set_preferences(self._window.preferences)
        self._settings.set_key_place(self._window.view.key_place)
        self._window.packs_wanted.emit()
        self.lay(self._settings)
        self._settings.begin()


def _where(view: DeskView) -> tuple[str, str, str, str]:
    """Where a call stands, as far as the digits are concerned."""
    return view.call_id, view.state, view.shown.scenario, view.shown.step
