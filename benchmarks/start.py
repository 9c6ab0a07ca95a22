"""How long the desk takes from the start of its process to a line to say and keys that work.

    python3 dev.py bench start            (24 rounds, about a minute)
    python -m benchmarks.start [ROUNDS]

Measured: `agent-assist --pack courier` in a process of its own, on an X server in memory with a window manager, with a home
of its own that has been used before. Two moments: the opening line is painted; and a key pressed right then (Space: the
call is answered) has done its work. And the processor time until the paint, which tells more on a machine that others use.

Against: a bare PySide6 window in the same way: a `QMainWindow` with one `QLabel` that shows the same line as large, and a
key that its `keyPressEvent` gets.

By turns, after one round of each that is not counted and compiles the Python modules, as an installation does. The bar is
on the medians of both moments: 2.0. Exit 1 beyond it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from statistics import median

from benchmarks._figures import quantile, table
from benchmarks._screen import screen
from benchmarks._watched import watched

ROUNDS = 24
BAR = 2.0
BARRED = ("line painted", "keys live")
MOMENTS = (*BARRED, "processor time")
Taken = tuple[float, float, float]
"""Milliseconds, one for each of the moments."""
_PREPARE = """
def timed(Program):
    class Timed(Program):
        def _after_first_paint(self):
            from PySide6.QtCore import QCoreApplication, QEvent, Qt
            from PySide6.QtGui import QKeyEvent
            self.painted, self.worked = time.monotonic_ns(), time.process_time_ns()
            self.desk.changed.connect(self.answered)
            key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ")
            QCoreApplication.postEvent(self.window.focusWidget(), key)
            super()._after_first_paint()

        def answered(self):
            if self.painted and self.desk.front is not None:
                print(self.painted, time.monotonic_ns(), self.worked, flush=True)
                self.painted = 0
                self.desk.end_anyway("other")
                self.desk.done()
                self.leave()

        def leave(self):  # the first run leaves behind what the next ones begin with
            from PySide6.QtCore import QCoreApplication, QTimer
            if list(self._user.cache.glob("courier-*.ready")):
                QCoreApplication.quit()
            else:
                QTimer.singleShot(50, self.leave)
    return Timed

def prepare(module):
    module.Program = timed(module.Program)
"""
BARE = """
import sys, time
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

class Window(QMainWindow):
    painted = 0

    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.painted:
            self.painted = 1
            QTimer.singleShot(0, self.press)

    def press(self):
        self.painted, self.worked = time.monotonic_ns(), time.process_time_ns()
        key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ")
        QCoreApplication.postEvent(self, key)

    def keyPressEvent(self, event):
        print(self.painted, time.monotonic_ns(), self.worked, flush=True)
        QApplication.quit()

application = QApplication([])
window = Window()
label = QLabel("您好，申通快递，请问有什么可以帮您？")
label.setAlignment(Qt.AlignmentFlag.AlignCenter)
label.setFont(QFont("Noto Sans CJK SC", 24))
window.setCentralWidget(label)
window.resize(1366, 768)
window.show()
application.exec()
"""


def main(arguments: list[str]) -> int:
    """Run as a command; the exit code."""
    rounds = int(arguments[0]) if arguments else ROUNDS
    programs = {"desk": watched(_PREPARE), "bare window": BARE}
    times: dict[str, list[Taken]] = {name: [] for name in programs}
    with screen() as shown, tempfile.TemporaryDirectory(prefix="start-", ignore_cleanup_errors=True) as home:
        environment = shown.environment(os.environ) | {
            "AGENT_ASSIST_HOME": home,
            "LANG": "zh_CN.UTF-8",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            "PYTHONPYCACHEPREFIX": f"{home}/compiled",
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for number in range(rounds + 1):
            for name, program in programs.items():
                taken = start(program, environment)
                if number:
                    times[name].append(taken)
    return report(times)


def start(program: str, environment: Mapping[str, str]) -> Taken:
    """Start a program once; milliseconds until its paint, until a key had worked, and of processor time until the paint."""
    began = time.monotonic_ns()
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    if not done.stdout:
        raise SystemExit(f"the program did not start:\n{done.stderr}")
    painted, live, worked = (int(word) for word in done.stdout.split())
    return (painted - began) / 1e6, (live - began) / 1e6, worked / 1e6


def report(times: Mapping[str, list[Taken]]) -> int:
    """Print what was measured; the exit code."""
    rows = []
    ratios = []
    for place, moment in enumerate(MOMENTS):
        medians = {name: median(taken[place] for taken in rounds) for name, rounds in times.items()}
        for name, rounds in times.items():
            samples = [taken[place] for taken in rounds]
            figures = (min(samples), medians[name], quantile(samples, 0.9))
            rows.append((f"{moment}, {name}", *(f"{figure:.0f}" for figure in figures)))
        ratios.append((moment, medians["desk"] / medians["bare window"]))
    print(table(("ms from the start of the process", "least", "median", "90 %"), rows))
    print()
    for moment, ratio in ratios:
        print(f"{moment}: {ratio:.2f} times the bare window{f' (bar: {BAR})' if moment in BARRED else ''}")
    return 0 if all(ratio <= BAR for moment, ratio in ratios if moment in BARRED) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
