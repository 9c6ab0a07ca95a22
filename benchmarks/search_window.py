"""How long the window takes from a key press to the painted results, and what typing does to the waits of a call.

    python3 dev.py bench search_window                     (some minutes)
    python -m benchmarks.search_window [--sizes 5000,100000] [--rounds 4] [--waits 120] [--screen] [--chart FILE]

Measured: the real window over a real station, in the middle of a call of the courier pack, with a library of that many phrases
beside the lines of the pack. Queries of every kind are typed letter by letter into the search field, English and pinyin as key
presses, Chinese as an input method commits it; before each the field is entered with `/`, after it left with Escape. The clock
runs from just before the key event to the moment the event loop is back after the window was painted with the results of
exactly what stands in the field: with the search, the rows, the layout, the painting and all hops between threads.

Beside it, how long threads of this program were ready meanwhile and had no processor: what other programs took of the time (on
Linux). And how long the UI's own thread works in one go, for keys, answers and paintings alike, in its own processor time.

Then a desk whose pack is nothing but waits runs beside the same typing, over the largest library: from just before ``said`` to
the signal that the wait fell due, on a clock that the desk does not read; by turns with a bare precise `QTimer`.

`--screen` paints on an X server in memory instead of off screen. Exit 1 when a bar is missed: the 99th percentile of a key
press within one frame (16.7 ms) at every size, a piece of work of the UI's thread 4 ms (99.9 % of them: a shared processor now and
then takes several times as long for the same work), the 99th percentile of a wait 30 ms late, and no wait early. The bars are for
a machine that does nothing else; `chrt -f 1` before the command comes close to one where other programs run.
"""

from __future__ import annotations

import argparse
import gc
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks._figures import quantile, table
from benchmarks._screen import screen
from benchmarks._search import chart, enlarged, library, queries

if TYPE_CHECKING:
    from agent_assist.search.phrase import Phrase
    from benchmarks._typing import Pressed

FRAME_MS = 16.7
PIECE_MS = 4.0
LATEST_MS = 30.0
SWITCH_S = 0.0005
"""As the program sets it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 when a bar is missed."""
    parser = argparse.ArgumentParser(prog="benchmarks.search_window")
    parser.add_argument("--sizes", default="5000,100000")
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--waits", type=int, default=120)
    parser.add_argument("--screen", action="store_true")
    parser.add_argument("--chart", type=Path)
    options = parser.parse_args(arguments)
    if not options.screen:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        sizes = [int(size) for size in options.sizes.split(",")]
        return run(sizes, options.rounds, options.waits, options.chart)
    rest = ["--sizes", options.sizes, "--rounds", str(options.rounds), "--waits", str(options.waits)]
    rest += ["--chart", str(options.chart)] if options.chart else []
    with screen() as shown:
        command = [sys.executable, "-m", "benchmarks.search_window", *rest]
        return subprocess.run(command, env=shown.environment(os.environ), check=False).returncode


@dataclass
class Measured:
    """What one size of library gave: key presses, the pieces of work of the UI's thread with what it was doing, and by how many
    milliseconds waits were late, the desk's and bare ones.
    """

    size: int
    presses: list[Pressed] = field(default_factory=list)
    pieces: list[tuple[float, str]] = field(default_factory=list)
    late: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)


def typed() -> list[str]:
    """One query of each kind, the same ones in every run."""
    return list({asked.kind: asked.query for asked in reversed(queries())}.values())


def run(sizes: Sequence[int], rounds: int, waits: int, picture: Path | None) -> int:
    """All sizes in this process; the exit code."""
    from PySide6.QtWidgets import QApplication

    application = QApplication(sys.argv[:1])
    sys.setswitchinterval(SWITCH_S)
    given = library()
    measured = []
    for size in sizes:
        found = Measured(size)
        with tempfile.TemporaryDirectory(prefix="window-", ignore_cleanup_errors=True) as folder:
            found.presses, found.pieces = keys(given, size, rounds, Path(folder))
            if size == max(sizes) and waits:
                found.late, found.bare = beside(given, size, waits, Path(folder))
        measured.append(found)
    if picture:
        draw(picture, measured)
    del application
    return report(measured)


def keys(
    given: Sequence[Phrase], size: int, rounds: int, folder: Path
) -> tuple[list[Pressed], list[tuple[float, str]]]:
    """Type every query some times."""
    from PySide6.QtCore import QEventLoop

    from agent_assist import paths
    from agent_assist.script.shelf import read_script
    from benchmarks._typing import Typist

    shipped = paths.shipped()
    script, problems = read_script("courier", {language: [shipped.scripts(language)] for language in ("zh", "en")})
    assert script is not None, problems
    typist = Typist(script, enlarged(given, size), folder)
    _calm()
    loop = QEventLoop()
    typist.type_all(typed() * rounds, done=loop.quit)
    loop.exec()
    typist.close()
    return typist.presses, typist.pieces.taken


def beside(given: Sequence[Phrase], size: int, waits: int, folder: Path) -> tuple[list[float], list[float]]:
    """Waits of the desk and of a bare timer by turns, while somebody types without end."""
    import random

    from PySide6.QtCore import QEventLoop

    from benchmarks._turns import Turns
    from benchmarks._typing import Typist
    from benchmarks.waits import LENGTHS, make_script

    lengths = random.Random(1).choices(LENGTHS, k=len(LENGTHS) * 3)
    typist = Typist(make_script(folder, lengths), enlarged(given, size), folder)
    _calm()
    loop = QEventLoop()
    turns = Turns(typist.desk, waits, loop.quit, typist)
    typist.type_all(typed(), forever=True)
    turns.begin()
    loop.exec()
    typist.close()
    return turns.desk_late, turns.bare_late


def _calm() -> None:
    """Garbage as the program looks for it: never by itself in the middle of typing."""
    gc.collect()
    gc.freeze()
    gc.disable()


def draw(file: Path, measured: Sequence[Measured]) -> None:
    """The key presses and the waits as bars, beside their bounds."""
    bars = []
    for found in measured:
        whole = [one.whole for one in found.presses]
        bars += [
            (f"{found.size:,} phrases, {name}", quantile(whole, part))
            for name, part in (("median", 0.5), ("99 %", 0.99))
        ]
        if found.late:
            bars.append(("a wait late meanwhile, 99 %", quantile(found.late, 0.99)))
    chart(file, "key press to painted results", [*bars, ("one frame", FRAME_MS)], "ms")


def report(measured: Sequence[Measured]) -> int:
    """Print what was measured; the exit code."""
    rows, missed = [], []
    for found in measured:
        parts = {
            "key to painted results": [one.whole for one in found.presses],
            "  of it waiting for a processor": [one.kept_waiting for one in found.presses],
            "  UI thread, one piece of work": [taken for taken, _ in found.pieces],
            "a wait of the desk is late by": found.late,
            "a bare QTimer is late by": found.bare,
        }
        for name, values in parts.items():
            if values:
                figures = [*(quantile(values, part) for part in (0.5, 0.9, 0.99, 0.999)), max(values)]
                rows.append((f"{found.size:,} {name}", str(len(values)), *(f"{figure:.2f}" for figure in figures)))
        missed += over(found)
    print(table(("milliseconds", "samples", "median", "90 %", "99 %", "99.9 %", "most"), rows))
    slowest = sorted((one for found in measured for one in found.presses), key=lambda one: -one.whole)[:5]
    print("slowest presses:", ", ".join(f"{one.query!r} {one.whole:.1f}" for one in slowest))
    longest = sorted((piece for found in measured for piece in found.pieces), reverse=True)[:5]
    print("longest pieces of work:", ", ".join(f"{doing} {taken:.1f}" for taken, doing in longest))
    if hasattr(os, "getloadavg"):
        print(f"load of the machine in the last minutes: {os.getloadavg()[1]:.1f} on {os.cpu_count()} processors")
    for sentence in missed:
        print("MISSED:", sentence)
    return 1 if missed else 0


def over(found: Measured) -> list[str]:
    """The bars that were missed at one size, as sentences."""
    missed = []
    worst = quantile([one.whole for one in found.presses], 0.99)
    if worst > FRAME_MS:
        missed.append(f"at {found.size:,} phrases 99 % of key presses took up to {worst:.1f} ms, not {FRAME_MS}")
    longest = quantile([taken for taken, _ in found.pieces], 0.999)
    if longest > PIECE_MS:
        missed.append(
            f"at {found.size:,} phrases the UI's thread worked for {longest:.1f} ms in one go, not {PIECE_MS}"
        )
    if found.late and quantile(found.late, 0.99) > LATEST_MS:
        missed.append(f"99 % of waits were up to {quantile(found.late, 0.99):.1f} ms late, not {LATEST_MS:.0f}")
    early = sum(late < 0 for late in found.late)
    if early:
        missed.append(f"{early} of {len(found.late)} waits were early")
    return missed


if __name__ == "__main__":
    sys.exit(main())
