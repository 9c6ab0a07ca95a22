"""How long ``agent-assist check --strict`` takes over all shipped packs, from the command line, the start of Python included.

    python -m benchmarks.check [ROUNDS]

Measured: whole processes, by turns, as a lead waits for them: the check, with every pack, line and tape; and the processor
time of the check, which a busy machine disturbs less than the clock on the wall.

Against: a process that reads the same script files with `tomllib`, ten times, and does nothing with them; and an empty Python.

Bars: the check takes at most `BAR` times what `tomllib` takes, in processor time; and its median stays below 2 seconds.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks._figures import quantile, table

ROOT = Path(__file__).parents[1]
PACKS = ("scripts_zh", "scripts_en")
BAR = 3.0
"""Times the processor time of reading the files ten times with `tomllib`."""
LONGEST_S = 2.0
PARSE = """
import sys, tomllib
from pathlib import Path
for root in sys.argv[1:] * 10:
    for path in Path(root).glob("*/*.toml"):
        tomllib.loads(path.read_text(encoding="utf-8"))
"""
CHECK = "agent-assist check"
TOMLLIB = "tomllib, the same files ten times"
PYTHON = "an empty Python"
COMMANDS: dict[str, Sequence[str]] = {
    CHECK: ("-m", "agent_assist", "check", "--strict"),
    TOMLLIB: ("-c", PARSE, *PACKS),
    PYTHON: ("-c", "pass"),
}
MEASURE = """
import os, subprocess, sys, time
began = time.perf_counter()
done = subprocess.run([sys.executable, *sys.argv[1:]], stdout=subprocess.DEVNULL)
took = time.perf_counter() - began
print(took, sum(os.times()[2:4]), done.returncode)
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One process: seconds on the wall, seconds of the processor (0 where the system does not tell), and its exit code."""

    wall: float
    processor: float
    code: int


def run(arguments: Sequence[str]) -> Run:
    """Run Python with these arguments, watched by a process of its own: what a system tells is the sum of its children."""
    told = subprocess.run(
        [sys.executable, "-c", MEASURE, *arguments], check=True, cwd=ROOT, capture_output=True, text=True
    ).stdout.split()
    return Run(float(told[0]), float(told[1]), int(told[2]))


def main(rounds: int) -> int:
    """Print the table. Returns 1 when a bar is missed."""
    runs: dict[str, list[Run]] = {name: [] for name in COMMANDS}
    for _ in range(rounds):
        for name, arguments in COMMANDS.items():
            runs[name].append(run(arguments))
            time.sleep(0.1)
    rows = []
    for name, found in runs.items():
        wall, processor = [each.wall for each in found], [each.processor for each in found]
        rows.append(
            (name, *(f"{seconds:.3f}" for seconds in (min(wall), quantile(wall, 0.5), quantile(processor, 0.5))))
        )
    print(table(("", "best s", "median s", "processor s"), rows))
    files = [path for root in PACKS for path in (ROOT / root).glob("*/*.toml")]
    tapes = [path for root in PACKS for path in (ROOT / root).glob("*/tapes/*")]
    print(f"{len(files)} files and {len(tapes)} tapes; the check ended with {runs[CHECK][-1].code}")
    ratio = middle(runs[CHECK]) / middle(runs[TOMLLIB])
    longest = quantile([each.wall for each in runs[CHECK]], 0.5)
    print(f"{ratio:.1f} times tomllib ten times (bar {BAR:g}), {longest:.2f} s (bar {LONGEST_S:g})")
    return 0 if ratio <= BAR and longest < LONGEST_S else 1


def middle(runs: Sequence[Run]) -> float:
    """The median of the processor's seconds; of the wall's where the system does not tell the former."""
    seconds = [each.processor or each.wall for each in runs]
    return quantile(seconds, 0.5)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10))
