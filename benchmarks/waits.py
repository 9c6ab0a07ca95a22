"""How late the desk's waits run out, while the search works without a pause.

    python3 dev.py bench waits            (200 waits, about two minutes)
    python -m benchmarks.waits [WAITS]

Measured: the real `Desk` with the system's clock, a real store and the voice's worker warm and idle. From just before
``said`` to the signal that the wait fell due, on a clock of nanoseconds that the desk does not read. The waits are 80 to
400 ms long, from a small pack that is written for this.

Against: a bare precise `QTimer` of the same length in the same event loop, one after each wait of the desk.

Load for both: the search over the shipped packs, asked again as soon as it has answered.

Exit 1 if a wait was early, or if the 99th percentile is more than 30 ms late.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from agent_assist import paths
from agent_assist.desk.background import Background
from agent_assist.desk.clock import SystemClock
from agent_assist.desk.desk import Desk
from agent_assist.desk.finder import Finder
from agent_assist.desk.keeping import Keeper
from agent_assist.desk.speech import Speech
from agent_assist.desk.station import Station
from agent_assist.script.model import Script
from agent_assist.script.shelf import read_script
from agent_assist.store.records import Places
from agent_assist.store.store import Store, open_store
from benchmarks._figures import quantile, table
from benchmarks._turns import Turns

WAITS = 200
LATEST_MS = 30.0
LENGTHS = range(80, 401, 20)
QUERIES = ("投诉", "tousu", "24小时", "没声音", "meisy", "听不清", "换部电话", "gyj", "方言", "骂人", "回电", "姓氏")
PACK = 'organisation = "Benchmark"\nlanguage = "zh"\n'
OPENING = '[opening]\ntitle = "Waits"\n'
STEP = """
[opening.step-{number}]
title = "{ms} ms"
say = "您好，请问有什么可以帮您？"
wait = {{ seconds = {seconds}, to = "step-{after}" }}
"""


def main(arguments: list[str]) -> int:
    """Run as a command; the exit code."""
    waits = int(arguments[0]) if arguments else WAITS
    application = QCoreApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory(prefix="waits-", ignore_cleanup_errors=True) as folder:
        run = Run(Path(folder), waits, application.quit)
        QTimer.singleShot(0, run.begin)
        application.exec()
        run.close()
    return report(run)


def report(run: Run) -> int:
    """Print what was measured; the exit code."""
    rows = []
    for name, late in (("the desk's wait", run.turns.desk_late), ("bare QTimer", run.turns.bare_late)):
        figures = [min(late), *(quantile(late, part) for part in (0.5, 0.9, 0.99)), max(late)]
        rows.append((name, str(len(late)), *(f"{figure:.2f}" for figure in figures)))
    print(table(("late by, ms", "waits", "least", "median", "90 %", "99 %", "most"), rows))
    worst, bare = quantile(run.turns.desk_late, 0.99), quantile(run.turns.bare_late, 0.99)
    early = sum(late < 0 for late in run.turns.desk_late)
    print(f"\n99 %: {worst:.2f} ms, {worst / bare:.1f} times the bare timer's (bar: {LATEST_MS:.0f} ms)")
    print(f"early: {early} of {len(run.turns.desk_late)} (bar: 0)")
    print(f"searches answered meanwhile: {run.answers}, {run.answers / run.seconds:.0f} a second")
    return 0 if not early and worst <= LATEST_MS else 1


class Run(QObject):
    """Waits of the desk and of a bare timer by turns, under the load of the search."""

    def __init__(self, folder: Path, waits: int, done: Callable[[], None]) -> None:
        super().__init__()
        self._done = done
        self._lengths = random.Random(1).choices(LENGTHS, k=len(LENGTHS) * 3)
        self.answers, self.seconds = 0, 0.0
        self._background = Background(self)
        keeper = Keeper("benchmark")
        self._desk = Desk(make_script(folder, self._lengths), "zh", SystemClock(), keeper, parent=self)
        self.turns = Turns(self._desk, waits, self._over, self)
        self._station = Station(self._desk, keeper, self._background, self)
        self._store = open_a_store(folder)
        self._station.attach_store(self._store, 0)
        self._speech = Speech(parent=self)
        self._speech.warm()
        self._queries = cycle(QUERIES)
        self._finder = Finder(self._background, self)
        self._finder.ready.connect(self._searching)
        self._finder.found.connect(self._found)

    def begin(self) -> None:
        """Build the index; the first wait begins when it is there."""
        script, problems = read_script("courier", {"zh": [paths.shipped().scripts("zh")]}, ["zh"])
        assert script is not None, problems
        self._finder.use(script, "zh")

    def _searching(self) -> None:
        self._began = time.monotonic()
        self._found()
        self._desk.answer()
        self.turns.begin()

    def _found(self) -> None:
        self.answers += 1
        self._finder.ask(next(self._queries), "")

    def _over(self) -> None:
        self.seconds = time.monotonic() - self._began
        self._done()

    def close(self) -> None:
        """End what was started."""
        self._speech.close()
        self._background.close()
        self._store.close()


def make_script(folder: Path, lengths: list[int]) -> Script:
    """A pack of one scenario that goes round in a circle of waits; lengths in milliseconds."""
    pack = folder / "scripts" / "benchmark"
    pack.mkdir(parents=True)
    (pack / "pack.toml").write_text(PACK, encoding="utf-8")
    steps = (
        STEP.format(number=number, after=(number + 1) % len(lengths), ms=ms, seconds=ms / 1000)
        for number, ms in enumerate(lengths)
    )
    (pack / "waits.toml").write_text(OPENING + "".join(steps), encoding="utf-8")
    script, problems = read_script("benchmark", {"zh": [folder / "scripts"]}, ["zh"])
    assert script is not None, problems
    return script


def open_a_store(folder: Path) -> Store:
    """A store in a folder of its own, without the system's key store."""
    data, keys = folder / "data", folder / "keys"
    data.mkdir()
    keys.mkdir()
    places = Places(data, keys / "calls", keys / "master.key")
    return open_store(places, lambda _notice: None, find_key_store=lambda: None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
