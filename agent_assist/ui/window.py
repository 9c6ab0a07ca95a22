"""The window: listens to the station, hands its picture to the desk, and turns keys and clicks into intents.

It holds no rule of a call. What it keeps is about looking only: what was copied last, which sheet is open, what is typed.
Parts that are not needed for the first picture are made when they are first asked for.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from agent_assist.desk.station import Station
from agent_assist.desk.view import DeskView, Notice
from agent_assist.ui import clipboard, looks
from agent_assist.ui import theme as themes
from agent_assist.ui.clock import next_change
from agent_assist.ui.desk_page import DeskPage
from agent_assist.ui.intents import Intents
from agent_assist.ui.preferences import Preferences
from agent_assist.ui.present.notices import refuses
from agent_assist.ui.sheets import Sheets
from agent_assist.ui.theme import Theme
from agent_assist.ui.translation import translate

if TYPE_CHECKING:
    from agent_assist.ui.compact import Compact
    from agent_assist.ui.wrap_up import WrapUp

SMALLEST = (1166, 633)
FRAME = 40
"""Room for the title bar and the edges of the system's window frame."""
NOTICE_MS = 6000
"""How long a note stays; warnings and errors stay until they are clicked away or another one comes."""


class Window(QMainWindow):
    """The window of the desk.

    Args:
        station: what it shows and tells.
        preferences: what the user chose.

    Signals:
        painted: once, after the first picture was painted.
        preferences_changed: new `Preferences`, in use already as far as looks go.
        closing: the window is being closed.
        packs_wanted: the list of packs is looked at; `offer_packs` brings it up to date.
    """

    painted = Signal()
    preferences_changed = Signal(Preferences)
    closing = Signal()
    packs_wanted = Signal()

    def __init__(self, station: Station, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.station = station
        self._preferences = preferences
        self._stale = False
        self._closed = False
        self._acted = False
        self._copied: int | None = None
        self._peeking_at: tuple[object, ...] | None = None
        self._compact: Compact | None = None
        self._wrap_up: WrapUp | None = None
        self._family = themes.interface_family()
        self.setMinimumSize(*SMALLEST)
        self.resize(1366, 768)
        theme = self._fitting_theme()
        looks.dress(theme)
        self.page = DeskPage(theme, self)
        self.sheets = Sheets(self)
        self._intents = Intents(self)
        self._ticker = QTimer(self)
        self._ticker.setSingleShot(True)
        self._ticker.setTimerType(Qt.TimerType.PreciseTimer)
        self._ticker.timeout.connect(self._tick)
        self._notice_timer = QTimer(self)
        self._notice_timer.setSingleShot(True)
        self._notice_timer.setInterval(NOTICE_MS)
        self._notice_timer.timeout.connect(self.dismiss_note)
        self.view: DeskView = station.view()
        self.setCentralWidget(self.page)
        self._connect()
        self.retitle()
        self.refresh()
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        self.station.changed.connect(self._changed)
        self.station.found.connect(self._found)
        self.station.lookup.changed.connect(self._warm_search)
        self.page.painted.connect(self._first_painted)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._scheme_changed)

    def _found(self, query: str, hits: object) -> None:
        if isinstance(hits, tuple):
            self.sheets.show_hits(query, hits)

    @property
    def preferences(self) -> Preferences:
        """What the user chose."""
        return self._preferences

    # -- drawing -----------------------------------------------------------------------------------------------------

    def _changed(self) -> None:
        """Something changed: one picture for all that changes in this turn of the event loop."""
        if not self._stale and not self._closed:
            self._stale = True
            QTimer.singleShot(0, self, self._refresh_if_stale)

    def _refresh_if_stale(self) -> None:
        if self._stale and not self._closed:
            self.refresh()

    def refresh(self) -> None:
        """Draws the desk as it is now."""
        self._stale = False
        before, desk = self.view, self.station.desk
        self.view = view = self.station.view()
        now, utc = desk.now(), desk.utc()
        if self._outran_peek(view):
            self.station.stop_peeking()
            self.view = view = self.station.view()
        if view.state == "idle":
            self._restyle()
        if view.call_id != before.call_id:
            self._copied = None
            self.page.say.field.clear()
            if not view.call_id:
                # What was looked up may be a name: it goes with the call.
                self.page.bottom.search.clear()
        if view.organisation != before.organisation:
            self.retitle()
        self.page.show_view(view, now, utc, self.is_copied())
        if view.state == "wrap-up" or self._wrap_up is not None:
            self.wrap_up().show_view(view, self.is_copied())
        self.sheets.follow(before, view)
        if self._compact is not None and self._compact.isVisible():
            self._compact.show_view(view, now)
        self._move_focus(before, view)
        self._time_note(before, view)
        self._acted = False
        self._arm(view, now)

    def _tick(self) -> None:
        now, view = self.station.desk.now(), self.view
        if view.state == "ringing":
            # The opening turns into the apology while it rings.
            self.refresh()
            return
        self.page.tick(view, now)
        if self._compact is not None and self._compact.isVisible():
            self._compact.tick(view, now)
        self._arm(view, now)

    def _arm(self, view: DeskView, now: int) -> None:
        """Wakes when the next digit changes, and not at all while nothing can be seen."""
        seen = self.isVisible() and not self.isMinimized()
        if seen or (self._compact is not None and self._compact.isVisible()):
            self._ticker.start(next_change(view, now, calm=self.page.theme.calm))
        else:
            self._ticker.stop()

    def wrap_up(self) -> WrapUp:
        """The regions of wrap-up, made when a call first ends."""
        if self._wrap_up is None:
            from agent_assist.ui.wrap_up import WrapUp

            self._wrap_up = WrapUp(self.page.theme, self.page)
            self._wrap_up.place(self.page.places)
            self._intents.connect_wrap_up(self._wrap_up)
        return self._wrap_up

    def _outran_peek(self, view: DeskView) -> bool:
        """Whether the call moved on while a looked-up line was on screen: then its own line matters more."""
        shown = view.shown
        at = (view.call_id, view.state, shown.scenario, shown.step, shown.said, shown.waited)
        if view.peek is None:
            self._peeking_at = None
            return False
        if self._peeking_at is None:
            self._peeking_at = at
        return at != self._peeking_at

    def _move_focus(self, before: DeskView, view: DeskView) -> None:
        """Into the field of *ask first* when the agent's own action led there; home when a field went away."""
        ask, asked = view.shown.ask, before.shown.ask
        field = self.page.say.field
        newly = ask is not None and (asked is None or asked.id != ask.id or before.call_id != view.call_id)
        if newly and self._acted and field.isVisible() and not self.page.typing():
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        focus: QWidget | None = self.focusWidget()
        if focus is None or not focus.isVisible():
            self.rest()

    def rest(self) -> None:
        """Gives the keyboard to the desk."""
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def acted(self) -> None:
        """The agent did something: show what came of it at once."""
        self._acted = True
        self.refresh()

    # -- messages ----------------------------------------------------------------------------------------------------

    def tell(self, code: str, detail: str = "") -> None:
        """Shows one message."""
        self.station.tell(Notice(code, "note", detail))

    def _time_note(self, before: DeskView, view: DeskView) -> None:
        if _stand(before) != _stand(view):
            for notice in filter(refuses, before.notices):
                self.station.dismiss(notice)
        if view.notices and view.notices[-1].kind == "note":
            if view.notices != before.notices or not self._notice_timer.isActive():
                self._notice_timer.start()
        else:
            self._notice_timer.stop()

    def dismiss_note(self) -> None:
        """Takes the message away that is shown; with a note those go that it covered, for they are older still."""
        if not self.view.notices:
            return
        shown = self.view.notices[-1]
        for notice in self.view.notices:
            if notice == shown or notice.kind == shown.kind == "note":
                self.station.dismiss(notice)

    # -- copying -----------------------------------------------------------------------------------------------------

    def copy(self, text: str) -> None:
        """Copies words, and remembers which, without keeping them."""
        clipboard.copy(text)
        self._copied = hash(text)

    def is_copied(self) -> bool:
        """Whether the words on screen are those that were copied last."""
        text = self.view.summary if self.view.state == "wrap-up" else self.station.line_to_copy()
        return self._copied is not None and bool(text) and hash(text) == self._copied

    # -- looks -------------------------------------------------------------------------------------------------------

    def set_preferences(self, preferences: Preferences) -> None:
        """Takes other choices; looks change at once, the rest is for who listens to `preferences_changed`."""
        if preferences == self._preferences:
            return
        self._preferences = preferences
        self._restyle()
        self.preferences_changed.emit(preferences)
        self.acted()

    def offer_packs(self, packs: tuple[tuple[str, str], ...]) -> None:
        """The packs there are, as id and organisation, for the settings panel."""
        self._preferences = replace(self._preferences, packs=packs)
        self.sheets.offer_packs(packs)

    def come_forward(self) -> None:
        """The program was started a second time: show the window that is there."""
        if self.isMinimized():
            self.showNormal()
        self.grow()

    def fit_screen(self) -> None:
        """The first time: as designed where the screen has room for it and its frame, else all that the screen leaves."""
        room = self.screen().availableGeometry()
        if room.width() < self.width() + FRAME or room.height() < self.height() + FRAME:
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def _fitting_theme(self) -> Theme:
        return looks.fitting(self._preferences, self.width(), self.height(), self._family)

    def _restyle(self) -> None:
        """Puts the looks of the preferences on everything there is, as far as they changed. Nothing moves in a call."""
        before = self.page.theme
        idle = self.view.state == "idle"
        theme = self._fitting_theme() if idle else looks.recoloured(before, self._preferences)
        if theme == before:
            return
        if replace(theme, grid=before.grid) != before:
            looks.dress(theme)
        self.page.set_theme(theme)
        self.sheets.set_theme(theme)
        if self._wrap_up is not None:
            self._wrap_up.set_theme(theme)
            self._wrap_up.place(self.page.places)
        if self._compact is not None:
            self._compact.set_theme(theme)

    def _scheme_changed(self) -> None:
        if self._preferences.theme == "system":
            self._restyle()

    def retitle(self) -> None:
        """The title of the window, with the organisation it serves."""
        self.setWindowTitle(f"{self.view.organisation} · {translate('Window', 'Agent Assist')}")

    # -- the window itself -------------------------------------------------------------------------------------------

    def compact(self) -> Compact:
        """The small window, made when it is first asked for."""
        if self._compact is None:
            from agent_assist.ui.compact import Compact

            self._compact = Compact(self.page.theme)
            self._intents.connect_compact(self._compact)
        return self._compact

    def shrink(self) -> None:
        """The small window takes the place of this one."""
        small = self.compact()
        small.show_beside(self.frameGeometry())
        self.hide()
        small.show_view(self.view, self.station.desk.now())

    def grow(self) -> None:
        """Back from the small window."""
        if self._compact is not None:
            self._compact.hide()
        self.show()
        self.raise_()
        self.activateWindow()
        self.refresh()
        self.rest()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.page.retranslate()
            self.sheets.retranslate()
            self.retitle()
            self._changed()
        elif event.type() == QEvent.Type.WindowStateChange:
            self._changed()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._closed = False
        self._changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._restyle()
        if self._wrap_up is not None:
            self._wrap_up.place(self.page.places)
        self.sheets.place()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.page.call.caller.commit()
        if self._compact is not None:
            self._compact.close()
        self._closed = True
        self.closing.emit()
        super().closeEvent(event)

    def _first_painted(self) -> None:
        QTimer.singleShot(0, self, self._after_first_paint)

    def _after_first_paint(self) -> None:
        """Whoever waits for the picture goes first; then what a call needs is made ready, while nothing rings."""
        self.painted.emit()
        QTimer.singleShot(0, self, self._warm_up)

    def _warm_search(self) -> None:
        """The search is ready: so is its sheet, before the first key is pressed."""
        if self.station.lookup.is_ready:
            self.station.lookup.changed.disconnect(self._warm_search)
            searching = self.sheets.searching
            QTimer.singleShot(0, searching, searching.warm)

    def _warm_up(self) -> None:
        self.page.call.show_view(self.view, self.station.desk.now(), self.station.desk.utc())


def _stand(view: DeskView) -> tuple[object, ...]:
    """How far a call is: what was refused before is no longer news once this changes."""
    return view.call_id, view.state, view.shown.scenario, view.shown.step, view.shown.said
