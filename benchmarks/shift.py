"""A shift in the real window, compressed: does it stay up, stay quick, and stay in its memory?

    python3 dev.py bench shift            (400 calls, some minutes)
    python -m benchmarks.shift [CALLS] [SEED]

Measured: the whole program off screen, under the courier pack with its waits cut to a fraction of a second. Key events do
what an agent does: answer, say, reply, open situations and reflexes, fill in fields, search, hold, undo, copy, take a
second call, hang up, wrap up with notes. Now and then the theme, the text size, the language of the interface or of the
lines change, the small window takes over, and a line is read aloud (the real voice into a sound server that nobody hears).

Against: itself. The memory of the process (resident, from /proc) after each call; its slope after the first 50 calls, by
least squares. And how long a key press takes until it is handled.

The curve is drawn to `benchmarks/results/shift.png`. Exit 1 if the program complained, or if the memory grows by more than
20 KB a call: 8 MB in a shift.
"""

from __future__ import annotations

import faulthandler
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import mean, median

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from agent_assist.app.program import Program
from agent_assist.call.event import Ended, Ringing
from benchmarks._chart import draw
from benchmarks._figures import quantile, table
from benchmarks._hurried import hurried_packs, packs_from
from benchmarks._witness import hear_qt
from tests.desk.sound_sink import SoundSink

CALLS, WARM_UP = 400, 50
BAR_KB = 20.0
ACTIONS = 16
STUCK_S = 120.0
PICTURE = Path(__file__).parent / "results" / "shift.png"
Key, Modifier = Qt.Key, Qt.KeyboardModifier
QUERIES = ("tousu", "fy", "qsd", "jsy", "24", "hold", "complaint", "zzzz")
WORDS = ("wang", "13912345678", "parcel crushed", "box 7, third floor")
PLAIN_KEYS = (
    *([Key.Key_Space] * 9),
    *([Key.Key_1, Key.Key_2, Key.Key_3] * 2),
    *(Key.Key_F, Key.Key_F, Key.Key_Z, Key.Key_X, Key.Key_C, Key.Key_A, Key.Key_A, Key.Key_H),
    *(Key.Key_Q, Key.Key_W, Key.Key_E, Key.Key_R, Key.Key_T, Key.Key_S, Key.Key_D, Key.Key_F1, Key.Key_B),
)
SITUATION_KEYS = (Key.Key_0, Key.Key_1, Key.Key_3, Key.Key_4, Key.Key_7, Key.Key_8, Key.Key_9)


def main(arguments: list[str]) -> int:
    """Run as a command; the exit code."""
    calls = int(arguments[0]) if arguments else CALLS
    seed = int(arguments[1]) if len(arguments) > 1 else random.randrange(2**32)
    with tempfile.TemporaryDirectory(prefix="shift-", ignore_cleanup_errors=True) as folder:
        (Path(folder) / "sound").mkdir()
        sound = SoundSink(Path(folder) / "sound", "nobody")
        try:
            shift = work(Path(folder), sound, calls, seed)
        finally:
            sound.close()
    return report(shift, seed)


def work(folder: Path, sound: SoundSink, calls: int, seed: int) -> Shift:
    """Run the program through the whole shift."""
    os.environ.update(
        sound.environment(),
        AGENT_ASSIST_HOME=str(folder / "home"),
        QT_QPA_PLATFORM="offscreen",
        PYTHON_KEYRING_BACKEND="keyring.backends.fail.Keyring",
    )
    application = QApplication([])
    hear_qt()
    with packs_from(hurried_packs(folder / "shipped")):
        program = Program(os.environ, "courier", "zh")
        shift = Shift(program, calls, random.Random(seed))
        sys.excepthook = shift.fault
        program.window.painted.connect(shift.begin)
        application.exec()
        program.close()
        # Off screen, Qt's clipboard outlives Python; what was copied is an object of ours.
        QApplication.clipboard().clear()
    return shift


class Shift(QObject):
    """Somebody at the keyboard for so many calls; `memory` holds MB after each."""

    def __init__(self, program: Program, calls: int, chance: random.Random) -> None:
        super().__init__(program)
        self._program, self._window, self._desk = program, program.window, program.desk
        self._calls, self._chance = calls, chance
        self._doing: Iterator[None] = iter(())
        self.memory: list[float] = []
        self.keys_ms: list[float] = []
        self.keys_at: list[int] = []
        self.spoken = 0
        self.faults: list[str] = []
        self.began, self.took = 0.0, 0.0
        self._moment = QTimer(self, singleShot=True)
        self._moment.timeout.connect(self._go_on)

    def begin(self) -> None:
        """Sit down."""
        self.began = time.monotonic()
        self._doing = self._shift()
        self._go_on()

    def fault(self, kind: type[BaseException], error: BaseException, trace: object) -> None:
        """Something in the program went wrong; the shift goes on, and the benchmark fails."""
        self.faults.append(f"{kind.__name__}: {error}")
        self._program.fault(kind, error, trace)
        self._moment.start(0)

    def _go_on(self) -> None:
        if next(self._doing, self) is self:
            self.took = time.monotonic() - self.began
            faulthandler.cancel_dump_traceback_later()
            QApplication.quit()
        else:
            self._moment.start(self._chance.randrange(4))

    # -- one thing after the other; each `yield` lets the program work -------------------------------------------------

    def _shift(self) -> Iterator[None]:
        for number in range(self._calls):
            # A window that hangs inside Qt reaches no line of ours again: say where, and end the process.
            faulthandler.dump_traceback_later(STUCK_S, exit=True)
            self._change_looks(number)
            yield
            yield from self._call(number)
            self.memory.append(resident_mb())
            self.keys_at.append(len(self.keys_ms))

    def _change_looks(self, number: int) -> None:
        now = self._window.preferences
        if number % 9 == 4:
            now = replace(now, theme="dark" if now.theme == "light" else "light")
        if number % 23 == 11:
            now = replace(now, text_scale=115 if now.text_scale == 100 else 100)
        if number % 31 == 17:
            now = replace(now, interface_language="en" if now.interface_language != "en" else "zh")
        self._window.set_preferences(now)

    def _call(self, number: int) -> Iterator[None]:
        if number % 2:
            self._desk.phone(Ringing(WORDS[1]), f"call-{number}", WORDS[1])
            yield
        self._press(Key.Key_Space)
        yield
        for _ in range(ACTIONS):
            yield from self._act()
        if number % 8 == 3:
            yield from self._small_window()
        if number % 13 == 5:
            yield from self._second_call(number)
        if number % 40 == 7:
            yield from self._read_aloud()
        yield from self._finish()

    def _act(self) -> Iterator[None]:
        drawn = self._chance.random()
        if drawn < 0.08:
            yield from self._search()
        elif drawn < 0.18:
            yield from self._fill_in()
        elif drawn < 0.30:
            self._press(self._chance.choice(SITUATION_KEYS), Modifier.ControlModifier)
        elif drawn < 0.33:
            self._program.station.switch_language(self._chance.choice(("zh", "en")))
        else:
            self._press(self._chance.choice(PLAIN_KEYS))
        yield

    def _search(self) -> Iterator[None]:
        self._press(Key.Key_F, Modifier.ControlModifier)
        yield from self._type(self._chance.choice(QUERIES))
        end = self._chance.randrange(3)
        if end:
            self._press(Key.Key_Return, Modifier.ControlModifier if end == 1 else Modifier.NoModifier)
            yield
        self._press(Key.Key_Escape)

    def _fill_in(self) -> Iterator[None]:
        self._press(Key.Key_Tab)
        yield from self._type(self._chance.choice(WORDS))
        self._press(Key.Key_Return)

    def _small_window(self) -> Iterator[None]:
        self._press(Key.Key_F8)
        yield
        for _ in range(4):
            self._program.station.press("said")
            yield
        self._window.come_forward()
        yield

    def _second_call(self, number: int) -> Iterator[None]:
        self._desk.phone(Ringing("13800138000"), f"second-{number}", "13800138000")
        yield
        self._press(Key.Key_G)
        yield
        self._press(Key.Key_Space)
        yield

    def _read_aloud(self) -> Iterator[None]:
        self._press(Key.Key_Escape)
        self._press(Key.Key_V)
        end = time.monotonic() + 2
        while self._window.view.speaking and time.monotonic() < end:
            self.spoken = max(self.spoken, len(self.memory))
            yield
        self._press(Key.Key_V)
        yield

    def _finish(self) -> Iterator[None]:
        """Until the desk waits for the next call, however the last one stands."""
        for _ in range(3):
            self._press(Key.Key_Escape)
        while (front := self._desk.front) is not None:
            if front.state != "wrap-up":
                self._desk.phone(Ended("customer"), front.phone_id)
            else:
                self._press(Key.Key_Tab)
                yield from self._type("called back")
                self._press(Key.Key_Escape)
                self._press(Key.Key_2)
                self._press(Key.Key_Return)
            yield
            self._press(Key.Key_Escape)

    # -- the keyboard ------------------------------------------------------------------------------------------------

    def _type(self, text: str) -> Iterator[None]:
        for letter in text:
            self._press(Key(ord(letter.upper())), text=letter)
            yield

    def _press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Modifier.NoModifier, text: str = "") -> None:
        began = time.perf_counter()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            target = self._window.focusWidget() or self._window.page
            typed = text or (chr(key.value).lower() if key.value < 128 else "")
            QCoreApplication.sendEvent(target, QKeyEvent(kind, key.value, modifiers, typed))
        self.keys_ms.append((time.perf_counter() - began) * 1000)


def resident_mb() -> float:
    """The resident memory of this process in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def slope(values: Sequence[float]) -> float:
    """The growth from one value to the next, by least squares."""
    middle, average = (len(values) - 1) / 2, mean(values)
    spread = sum((at - middle) ** 2 for at in range(len(values)))
    return sum((at - middle) * (value - average) for at, value in enumerate(values)) / spread


def report(shift: Shift, seed: int) -> int:
    """Print and draw what was measured; the exit code."""
    memory, keys = shift.memory, shift.keys_ms
    warm = min(WARM_UP, len(memory) // 2)
    growth_kb = slope(memory[warm:]) * 1000
    early, late = keys[: shift.keys_at[warm]], keys[shift.keys_at[-warm - 1] :]
    rows = [
        ("seed", str(seed)),
        ("calls", f"{len(memory)} in {shift.took:.0f} s, {len(keys)} key presses"),
        ("memory, MB", f"{memory[0]:.1f} first, {memory[warm]:.1f} at call {warm + 1}, {memory[-1]:.1f} at the end"),
        ("growth after that", f"{growth_kb:.1f} KB a call (bar: {BAR_KB:.0f})"),
        (
            "a key handled, ms",
            f"{median(keys):.1f} median, {quantile(keys, 0.99):.1f} at 99 %, {max(keys):.0f} at most",
        ),
        ("median of them", f"{median(early):.2f} in the first {warm} calls, {median(late):.2f} in the last"),
        ("lines read aloud until", f"call {shift.spoken}"),
        ("faults", str(len(shift.faults))),
    ]
    print(table(("a compressed shift", ""), rows))
    for fault in sorted(set(shift.faults)):
        print(f"FAULT {fault}")
    draw(PICTURE, "Memory after each call, MB", memory, warm)
    return 0 if not shift.faults and growth_kb <= BAR_KB else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
