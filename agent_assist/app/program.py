"""The program: builds the desk, shows it, then attaches what takes time.

The window is painted before the store, the search, the voice, the chime and the other language are there: an agent who
has to answer now can. What fails to open is said on the desk, and the call goes on without it.
"""

from __future__ import annotations

import gc
import logging
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QObject, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from agent_assist import paths, settings
from agent_assist.app import choices
from agent_assist.app.pack_reading import PackReading, first_script
from agent_assist.desk.background import Background
from agent_assist.desk.clock import SystemClock
from agent_assist.desk.desk import Desk
from agent_assist.desk.keeping import Keeper
from agent_assist.desk.packs import Packs
from agent_assist.desk.station import Station
from agent_assist.desk.view import Notice
from agent_assist.door import NoDeskError, ask, desk_address
from agent_assist.script.model import LANGUAGES, Language
from agent_assist.terminal import complain
from agent_assist.ui.preferences import Preferences
from agent_assist.ui.translation import Translations
from agent_assist.ui.window import Window

if TYPE_CHECKING:
    from agent_assist.desk.doorway import Doorway
    from agent_assist.store.store import Store

_LOG = logging.getLogger(__name__)
TIDY_MS = 20_000
SWITCH_S = 0.0005
"""How long work in the background may keep the window waiting: Python's own 5 ms is a third of a frame."""


def run(pack: str | None, language: str | None) -> int:
    """Open the desk and stay until it is closed.

    Args:
        pack: the id of the pack to open; the one last used by default.
        language: of the lines; the one last used by default.

    Returns:
        The exit code of the program.
    """
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Agent Assist")
    application.setDesktopFileName("agent-assist")
    sys.setswitchinterval(SWITCH_S)
    qInstallMessageHandler(_qt_says)
    program = Program(os.environ, pack, language)
    if not program.opened:
        return 1
    sys.excepthook = program.fault
    code = application.exec()
    program.close()
    return code


def _qt_says(_kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    _LOG.warning("qt: %s", message if context.category is None else f"{context.category}: {message}")


class Program(QObject):
    """One run of the desk. `opened` is False where it cannot be: no usable pack, or another desk is running already."""

    def __init__(self, environ: Mapping[str, str], pack: str | None, language: str | None) -> None:
        super().__init__()
        self._environ = environ
        self._shipped = paths.shipped()
        self._user = paths.user(environ)
        self._packs = Packs(
            {language: self._shipped.scripts(language) for language in LANGUAGES},
            self._user.cache,
            self._shipped.resources / "norms.json",
        )
        loaded = settings.read_settings(self._user.settings)
        self._settings = loaded.settings
        self._background = Background(self)
        self._store: Store | None = None
        self._doorway: Doorway | None = None
        self._to_open: list[Callable[[], None]] = []
        self.opened = self._open(pack, language)
        for complaint in loaded.complaints if self.opened else ():
            self.station.tell(Notice("settings", "warning", str(complaint)))

    def _open(self, pack: str | None, language: str | None) -> bool:
        address = desk_address(self._environ)
        if _running(address):
            return False
        wanted: Language = next(
            (known for known in LANGUAGES if known == (language or self._settings.language)), LANGUAGES[0]
        )
        pack_id = pack or self._settings.pack
        script = first_script(self._packs, pack_id, wanted, named=pack is not None)
        if script is None:
            return False
        language_used = next(iter(script.packs))
        self._settings = replace(self._settings, pack=script.id, language=language_used)
        self._keeper = keeper = Keeper(os.urandom(16).hex())
        self.desk = Desk(script, language_used, SystemClock(), keeper, choices.profile(self._settings), self)
        self.station = Station(self.desk, keeper, self._background, self)
        preferences = choices.preferences(self._settings)
        self.station.use_agents(preferences.agents)
        self._translations = Translations(self._shipped.resources / "translations")
        self._translations.use(self._settings.interface_language)
        self.window = Window(self.station, preferences)
        self.window.preferences_changed.connect(self._prefer)
        self._reading = PackReading(self._packs, self.station, self._background, self)
        self._reading.listed.connect(self.window.offer_packs)
        self.window.packs_wanted.connect(self._reading.list)
        self.window.painted.connect(self._after_first_paint)
        self._address = address
        self._restore_place()
        self.window.show()
        return True

    # -- what was chosen ----------------------------------------------------------------------------------------------

    def _prefer(self, wanted: Preferences) -> None:
        before = self._settings
        self._settings = choices.taking(before, wanted)
        self._translations.use(wanted.interface_language)
        self.desk.use_profile(choices.profile(self._settings))
        self.station.use_agents(wanted.agents)
        self.station.choose_chime(enabled=wanted.chime, device=wanted.chime_device)
        if wanted.pack != before.pack:
            self._reading.choose(wanted.pack)
        self._save_settings()

    def _save_settings(self) -> None:
        chosen, file = self._settings, self._user.settings

        def failed(error: Exception) -> None:
            self.station.tell(Notice("settings-unsaved", "warning", getattr(error, "strerror", None) or str(error)))

        self._background.run("settings", lambda: settings.write_settings(file, chosen), lambda _: None, failed)

    def _restore_place(self) -> None:
        from PySide6.QtCore import QByteArray, QSettings

        kept = QSettings(str(self._user.window), QSettings.Format.IniFormat)
        place = kept.value("window")
        if isinstance(place, QByteArray):
            self.window.restoreGeometry(place)
        else:
            self.window.fit_screen()

    # -- what comes after the first paint ----------------------------------------------------------------------------

    def _after_first_paint(self) -> None:
        """In the order in which an agent may need it, and one by one: a key pressed meanwhile is served in between."""
        self._to_open = [self._open_search, self._keep_house, self._open_door]
        QTimer.singleShot(0, self._open_next)

    def _open_search(self) -> None:
        """Search what was kept of this pack; what `PackReading` brings is compared with it."""
        from agent_assist.desk.lookup import LookupFiles

        user = self._user
        files = LookupFiles(user.indexes, user.phrases, user.habits)
        self.station.lookup.begun.connect(self._open_rest)
        self.station.lookup.begin(files, self._packs.phrases)

    def _open_rest(self) -> None:
        """What would only slow the search down if all began at once."""
        self._to_open += [
            self._open_store,
            self._reading.begin,
            self._open_rule_book,
            self._open_chime,
            self._open_speech,
            self._save_settings,
        ]
        QTimer.singleShot(0, self._open_next)

    def _open_next(self) -> None:
        if self._to_open:
            self._to_open.pop(0)()
            QTimer.singleShot(0, self._open_next)

    def _keep_house(self) -> None:
        """Collect garbage on this thread only, and not in the middle of a call: a worker's must not delete Qt objects."""
        gc.disable()
        self._house = QTimer(self)
        self._house.setInterval(TIDY_MS)
        self._house.timeout.connect(self._tidy)
        self._house.start()

    def _tidy(self) -> None:
        gc.collect(2 if self.desk.front is None else 0)
        self.station.let_go()

    def _open_door(self) -> None:
        from agent_assist.desk.doorway import Doorway

        self._doorway = Doorway(self.station.status, self.desk.now, self)
        self._doorway.told.connect(self._told)
        self._doorway.pressed.connect(self.station.press)
        self._doorway.woken.connect(self.window.come_forward)
        if not self._doorway.listen(self._address):
            self.station.tell(Notice("door", "warning"))

    def _told(self, event: object, phone_id: str, number: str) -> None:
        self.station.phone(event, phone_id, number)  # type: ignore[arg-type]  # a Signal(object) carries it

    def _open_store(self) -> None:
        try:
            self._user.make()
        except OSError as error:
            self.station.tell(Notice("store-denied", "error", str(error.filename)))
            return
        user, station = self._user, self.station

        def opened() -> Store:
            from agent_assist.store.records import Places
            from agent_assist.store.store import open_store

            places = Places(user.data, user.keys / "calls", user.keys / "master.key")
            # Kept here already: the window may be closed before the news of it arrives.
            self._store = open_store(places, station.store_noticed)
            return self._store

        self._background.run("store", opened, self._attach_store)

    def _attach_store(self, store: Store) -> None:
        import datetime as dt

        midnight = dt.datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
        self.station.attach_store(store, round(midnight.timestamp() * 1000))

    def _open_rule_book(self) -> None:
        from agent_assist.script.norms import read_register

        file = self._shipped.resources / "norms.json"
        self.station.attach_register(lambda: read_register(file))

    def _open_chime(self) -> None:
        from agent_assist.desk.chime import Chime

        sound, chosen = self._shipped.resources / "sounds" / "chime.wav", self._settings
        self._chime = Chime(sound, enabled=chosen.chime, device=chosen.chime_device, parent=self)
        self.station.attach_chime(self._chime)

    def _open_speech(self) -> None:
        from agent_assist.desk.speech import DEFAULT_VOICES, Speech, Voice

        chosen = self._settings
        voices = {
            "zh": Voice(chosen.speech_voice_zh, DEFAULT_VOICES["zh"].rate),
            "en": Voice(chosen.speech_voice_en, DEFAULT_VOICES["en"].rate),
        }
        self._speech = Speech(voices=voices, parent=self)  # type: ignore[arg-type]  # the keys are its languages
        self.station.attach_speech(self._speech)
        self._speech.warm()

    # -- the end -----------------------------------------------------------------------------------------------------

    def fault(self, kind: type[BaseException], _error: BaseException, trace: object) -> None:
        """A fault of ours: say that there was one, keep the call going, and write no value into the log."""
        place = _where(trace)
        _LOG.error("fault: %s at %s", kind.__name__, place)
        self.station.tell(Notice("fault", "error", f"{kind.__name__} {place}"))

    def close(self) -> None:
        """Keep what is queued, remember where the window was, and end what was started."""
        from PySide6.QtCore import QSettings

        self.window.painted.disconnect(self._after_first_paint)
        self._to_open.clear()
        kept = QSettings(str(self._user.window), QSettings.Format.IniFormat)
        kept.setValue("window", self.window.saveGeometry())
        if self._doorway is not None:
            self._doorway.close()
        for sound in (getattr(self, "_speech", None), getattr(self, "_chime", None)):
            if sound is not None:
                sound.close()
        self.station.lookup.stop()
        self._background.finish("store")
        if self._store is None and self._keeper.waiting:
            # Closed in its first moments: what was done meanwhile is still to be kept.
            self._open_store()
            self._background.finish("store")
        self._background.close()
        if self._store is not None:
            self._keeper.attach(self._store)
            self._store.close()


def _running(address: str) -> bool:
    """Whether a desk of this user runs already; if so, it comes to the front."""
    if sys.platform != "win32" and not Path(address).exists():
        return False
    try:
        ask(address, b'{"ask": "wake"}\n')
    except NoDeskError:
        return False
    complain("The desk is running already; its window was brought to the front. Close it to open another pack.")
    return True


def _where(trace: object) -> str:
    """File and line of the innermost frame of ours, without values."""
    import traceback
    from types import TracebackType

    if not isinstance(trace, TracebackType):
        return ""
    frames = traceback.extract_tb(trace)
    last = frames[-1]
    return f"{Path(last.filename).name}:{last.lineno}"
