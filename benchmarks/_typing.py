"""Somebody who types into the search field of the real window, with a stop watch on what it paints and on the UI's thread."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QAbstractEventDispatcher, QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeyEvent

from agent_assist.desk.background import Background
from agent_assist.desk.clock import SystemClock
from agent_assist.desk.desk import Desk
from agent_assist.desk.keeping import Keeper
from agent_assist.desk.lookup import LookupFiles
from agent_assist.desk.station import Station
from agent_assist.script.model import Place, Script
from agent_assist.script.phrases import FreePhrase
from agent_assist.search.phrase import Phrase
from agent_assist.ui.components.results import SearchResults
from agent_assist.ui.preferences import Preferences
from agent_assist.ui.window import Window

PAUSE_MS = (4, 24)
BEGIN, LEAVE = "/ pressed", "Escape pressed"
_SETTLED_MS = 60
_PATIENCE_MS = 60_000
_THREADS = Path("/proc/self/task")


@dataclass
class Pressed:
    """One key press: milliseconds until the results were painted; of them those in which other programs had the processor."""

    query: str
    whole: float = 0.0
    kept_waiting: float = 0.0


class Pieces(QObject):
    """How long the UI's thread works between two times at which it looks for events: the window cannot react meanwhile.

    Counted is the processor time of that thread in milliseconds: what it does, not what other programs take from it.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.taken: list[tuple[float, str]] = []
        self.doing = ""
        self._from = 0.0
        QAbstractEventDispatcher.instance().aboutToBlock.connect(self._look)

    def _look(self) -> None:
        now = time.thread_time()
        if self.doing:
            self.taken.append(((now - self._from) * 1000, self.doing))
        self._from = now

    def leave_out(self, seconds: float) -> None:
        """Processor time that went into measuring."""
        self._from += seconds


class Typist(QObject):
    """A window over a script and as many phrases as are given, with somebody at its keyboard."""

    def __init__(self, script: Script, phrases: Sequence[Phrase], folder: Path) -> None:
        super().__init__()
        free = tuple(_free(number, phrase) for number, phrase in enumerate(phrases))
        self._chance = random.Random(5)
        self._background = Background(self)
        self.desk = Desk(script, "zh", SystemClock(), Keeper("benchmark"), {"agent_no": "8021"}, self)
        self._station = Station(self.desk, Keeper("benchmark"), self._background, self)
        self._window = Window(self._station, Preferences(theme="light"))
        self._station.found.connect(self._answer_shown)
        self._field = self._window.page.bottom.search
        self._watched: SearchResults | None = None
        self._pressed = Pressed("")
        self._began = self._waited = 0.0
        self._awaited = ""
        self._answered = False
        self.pieces = Pieces(self)
        self.presses: list[Pressed] = []
        self._keys: list[str] = []
        self._done: Callable[[], None] = lambda: None
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._press)
        self._window.resize(1366, 768)
        self._window.show()
        files = LookupFiles(folder / "cache", folder / "phrases.toml", folder / "used.json")
        lookup = self._station.lookup
        lookup.attach(files, lambda _pack, _language: free)
        lookup.use_script()
        # A new index is written to disk once; what is measured is the typing of every other time.
        _until(lambda: lookup.is_ready and any(files.cache.glob("*.index")))
        self.desk.answer()
        _settle()

    def type_all(
        self, queries: Sequence[str], *, forever: bool = False, done: Callable[[], None] | None = None
    ) -> None:
        """Press / for the field, type a query letter by letter, press Escape, and so on; `done` is called at the end.

        Meanwhile the event loop must run. `forever` begins again at the end, until `stop`.
        """
        self._keys = [key for query in queries for key in (BEGIN, *query, LEAVE)]
        self._again = list(self._keys) if forever else []
        self._done = done or (lambda: None)
        self._window.activateWindow()
        self._window.page.setFocus(Qt.FocusReason.OtherFocusReason)
        self._pause.start(_SETTLED_MS)

    def stop(self) -> None:
        """Stop typing."""
        self._keys, self._again, self._awaited = [], [], ""
        self._pause.stop()

    def _press(self) -> None:
        if not self._keys:
            self._keys = list(self._again)
        if not self._keys:
            self.pieces.doing = ""
            self._done()
            return
        key = self._keys.pop(0)
        if key in (BEGIN, LEAVE):
            self.pieces.doing = f"{key} after {self._field.text()!r}"
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                letter = "/" if key == BEGIN else ""
                code = Qt.Key.Key_Slash if key == BEGIN else Qt.Key.Key_Escape
                event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, letter)
                QCoreApplication.sendEvent(self._window.focusWidget(), event)
            self._pause.start(_SETTLED_MS)
            return
        # The first letter takes the place of what was selected.
        self._awaited = ("" if self._field.hasSelectedText() else self._field.text()) + key
        self._pressed, self._answered = Pressed(self._awaited), False
        self.pieces.doing = repr(self._awaited)
        before = time.thread_time()
        self._waited = _kept_waiting()
        self.pieces.leave_out(time.thread_time() - before)
        self._began = time.perf_counter()
        QCoreApplication.sendEvent(self._field, _event(key))

    def _answer_shown(self, query: str, _hits: object) -> None:
        sheet = self._window.sheets.open
        if isinstance(sheet, SearchResults) and sheet is not self._watched:
            # Without a row the rest of the sheet says so.
            self._watched = sheet
            sheet.list.viewport().installEventFilter(self)
            sheet.installEventFilter(self)
        if query == self._awaited and query:
            self._answered = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        rows = self._watched is None or watched is not self._watched or not self._watched.view.hits
        if event.type() is QEvent.Type.Paint and self._awaited and self._answered and rows:
            self._awaited = ""
            QTimer.singleShot(0, self._painted)
        return False

    def _painted(self) -> None:
        self._pressed.whole = _ms(self._began)
        before = time.thread_time()
        self._pressed.kept_waiting = _kept_waiting() - self._waited
        self.pieces.leave_out(time.thread_time() - before)
        self.presses.append(self._pressed)
        self._pause.start(self._chance.randint(*PAUSE_MS))

    def close(self) -> None:
        """End what was started."""
        self.stop()
        self._station.lookup.stop()
        self._window.close()
        self._background.close()
        self._window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _free(number: int, phrase: Phrase) -> FreePhrase:
    words = "".join(letter for letter in phrase.text if letter not in "{}[]")
    return FreePhrase(f"p-{number}", words, Place("", 1, 1), (*phrase.tags, phrase.title), "", (), phrase.language)


def _event(letter: str) -> QEvent:
    """A key press where a key types the letter; else what an input method sends when it commits."""
    if letter.isascii():
        key = Qt.Key(ord(letter.upper()))
        return QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, letter)
    committed = QInputMethodEvent("", [])
    committed.setCommitString(letter)
    return committed


def _ms(since: float) -> float:
    return (time.perf_counter() - since) * 1000


def _kept_waiting() -> float:
    """How long threads of this program were ready to work and had no processor, in milliseconds; 0 where nobody counts it."""
    waited = 0
    for thread in _THREADS.iterdir() if _THREADS.is_dir() else ():
        try:
            waited += int((thread / "schedstat").read_text().split()[1])
        except (OSError, IndexError):
            continue  # a thread that has ended meanwhile, or a system that does not tell
    return waited / 1e6


def _until(happened: Callable[[], bool]) -> None:
    loop, patience = QEventLoop(), QTimer(singleShot=True)
    look = QTimer(interval=5)
    look.timeout.connect(lambda: loop.quit() if happened() else None)
    patience.timeout.connect(loop.quit)
    patience.start(_PATIENCE_MS)
    look.start()
    loop.exec()
    if not happened():
        raise TimeoutError("the search was not ready in time")


def _settle() -> None:
    for _ in range(5):
        QCoreApplication.processEvents()
