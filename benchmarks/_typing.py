"""Somebody who types into the search field of the real window, and a stop watch on what it paints."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from agent_assist.desk.background import Background
from agent_assist.desk.clock import SystemClock
from agent_assist.desk.desk import Desk
from agent_assist.desk.keeping import Keeper
from agent_assist.desk.lookup import LookupFiles
from agent_assist.desk.station import Station
from agent_assist.script.model import Place, Script
from agent_assist.script.phrases import FreePhrase
from agent_assist.search.phrase import Phrase
from agent_assist.ui.preferences import Preferences
from agent_assist.ui.window import Window

PAUSE_MS = (4, 24)
_PATIENCE_MS = 60_000


@dataclass
class Pressed:
    """One key press, in milliseconds: the whole, and of it the work of the UI's thread for key, answer and painting."""

    query: str
    whole: float = 0.0
    key: float = 0.0
    answer: float = 0.0
    paint: float = 0.0

    @property
    def longest(self) -> float:
        """The longest piece of work in one go."""
        return max(self.key, self.answer, self.paint)


class TimedWindow(Window):
    """The window, counting how long it paints."""

    painting = 0.0

    def event(self, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.UpdateRequest:
            return super().event(event)
        began = time.perf_counter()
        done = super().event(event)
        self.painting += time.perf_counter() - began
        return done


class Typist(QObject):
    """A window over a script and as many phrases as are given, with somebody at its keyboard."""

    def __init__(self, script: Script, phrases: Sequence[Phrase], folder: Path) -> None:
        super().__init__()
        free = tuple(_free(number, phrase) for number, phrase in enumerate(phrases))
        self._chance = random.Random(5)
        self._background = Background(self)
        self.desk = Desk(script, "zh", SystemClock(), Keeper("benchmark"), {"agent_no": "8021"}, self)
        self._station = Station(self.desk, Keeper("benchmark"), self._background, self)
        self._station.found.connect(self._answer_came)
        self._window = TimedWindow(self._station, Preferences(theme="light"))
        self._station.found.connect(self._answer_shown)
        self._field = self._window.page.bottom.search
        self._watched: QWidget | None = None
        self._pressed = Pressed("")
        self._began = self._came = 0.0
        self._awaited = ""
        self.presses: list[Pressed] = []
        self._letters: list[str] = []
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
        """Type each query letter by letter, empty the field, type the next one; `done` is called at the end.

        Meanwhile the event loop must run. `forever` begins again at the end, until `stop`.
        """
        self._letters = [letter for query in queries for letter in (*query, "")]
        self._again = list(self._letters) if forever else []
        self._done = done or (lambda: None)
        self._window.activateWindow()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._pause.start(50)

    def stop(self) -> None:
        """Stop typing."""
        self._letters, self._again, self._awaited = [], [], ""
        self._pause.stop()

    def _press(self) -> None:
        if not self._letters:
            self._letters = list(self._again)
        if not self._letters:
            self._done()
            return
        letter = self._letters.pop(0)
        if not letter:
            self._field.clear()
            self._pause.start(60)
            return
        self._awaited = self._field.text() + letter
        self._pressed = Pressed(self._awaited)
        self._window.painting = 0.0
        self._began = time.perf_counter()
        QCoreApplication.sendEvent(self._field, _event(letter))
        self._pressed.key = _ms(self._began)

    def _answer_came(self, _query: str, _hits: object) -> None:
        self._came = time.perf_counter()

    def _answer_shown(self, query: str, _hits: object) -> None:
        sheet = self._window.sheets.open
        if sheet is not None and sheet is not self._watched:
            self._watched = sheet
            sheet.installEventFilter(self)
        if query == self._awaited and query:
            self._pressed.answer = _ms(self._came)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt's signature
        if event.type() is QEvent.Type.Paint and self._awaited and self._pressed.answer:
            self._awaited = ""
            QTimer.singleShot(0, self._painted)
        return False

    def _painted(self) -> None:
        self._pressed.whole = _ms(self._began)
        self._pressed.paint = self._window.painting * 1000
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
