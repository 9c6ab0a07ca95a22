"""Kills the desk in the middle of calls, and looks at what it left behind and offers back.

    python3 dev.py bench kill             (200 kills, some minutes)
    python -m benchmarks.kill [KILLS] [SEED]

Measured: the whole program with its window, off screen, under the courier pack with its waits shortened to a fraction of a
second. A made-up agent rings, answers, says lines, takes replies, opens scenarios, records names and numbers, holds, takes
back, hangs up and wraps up, as fast as the program lets it. It reports what it sees after each step, and each
acknowledgement of the store, through a pipe. At a random moment it is killed (SIGKILL; on Windows TerminateProcess), and the
next one starts in the same folders, where it takes up the call that is offered, as a call or for its wrap-up only.

Against, after each kill:

- every acknowledged event must be there, in the order it was given;
- each unfinished call must be offered, at the step the agent saw last, with the values recorded by then;
- no file of the user's folders may hold a name, number or note in UTF-8 or UTF-16, neither during the calls nor after.

Exit 1 if one of these fails.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from agent_assist import paths
from agent_assist.desk.recovery import Unfinished, unfinished
from agent_assist.script.model import LANGUAGES, Script
from agent_assist.script.shelf import read_script
from agent_assist.store.records import Places
from agent_assist.store.store import Store, open_store
from benchmarks._figures import quantile, table
from benchmarks._hurried import hurried_packs, packs_from
from benchmarks._made_up_agent import MadeUpAgent
from benchmarks._witness import Where, Witnessed, hear_qt, where
from benchmarks.store_kill import VALUES, in_the_clear

KILLS = 200
LONGEST_LIFE_S = 1.5
LONGEST_STEP_MS = 25
SILENCE_MS = 180
SILENT_PART = 0.1
PACK = "courier"

# ------------------------------------------------------------------------------------------- the program to be killed


def work(home: Path, shipped: Path, seed: int, pipe: Connection) -> None:
    """Run the program with a made-up agent until killed. Runs in the child."""
    os.environ.update(
        AGENT_ASSIST_HOME=str(home),
        QT_QPA_PLATFORM="offscreen",
        PYTHON_KEYRING_BACKEND="keyring.backends.fail.Keyring",
    )
    application = QApplication([])
    hear_qt()
    with packs_from(shipped):
        program = Witnessed(os.environ, PACK, pipe)
        chance = random.Random(seed)
        agent = Unresting(program, chance)
        if chance.random() < 0.7:
            program.ready.connect(agent.act)
        else:
            agent.act()
        application.exec()


class Unresting(QObject):
    """Takes up what is offered, then lets the agent act, a moment after each action was shown."""

    def __init__(self, program: Witnessed, chance: random.Random) -> None:
        super().__init__(program)
        self._program, self._chance = program, chance
        self._agent = MadeUpAgent(program.station, chance)
        self._moment = QTimer(self, singleShot=True)
        self._moment.timeout.connect(self.act)

    def act(self) -> None:
        """Do one thing; the next one follows."""
        station = self._program.station
        if station.view().offer is None:
            self._agent.act()
        else:
            station.accept_offer(whole=self._chance.random() < 0.7)
            self._program.pipe.send("taken up")
        silent = self._chance.random() < SILENT_PART
        self._moment.start(SILENCE_MS if silent else self._chance.randrange(LONGEST_STEP_MS))


# ------------------------------------------------------------------------------------------- the judge


@dataclass
class Findings:
    """What all kills together have shown."""

    kills: int = 0
    acknowledged: int = 0
    finished: int = 0
    offered: int = 0
    compared: int = 0
    missing: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    in_the_clear: list[str] = field(default_factory=list)
    bytes_searched: int = 0
    waits: int = 0
    taken_up: int = 0
    lives_ms: list[float] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Whether nothing was lost or left."""
        return not (self.missing or self.elsewhere or self.in_the_clear)


@dataclass
class Reports:
    """What one child said before it was killed."""

    acknowledged: dict[str, list[int]] = field(default_factory=dict)
    seen: dict[tuple[str, int], Where] = field(default_factory=dict)
    finished: set[str] = field(default_factory=set)
    waits: int = 0
    taken_up: int = 0
    ready: bool = False

    def take(self, report: tuple[Any, ...]) -> None:
        """One message of the child."""
        match report:
            case ("kept", call_id, number):
                self.acknowledged.setdefault(call_id, []).append(number)
            case ("finished", call_id):
                self.finished.add(call_id)
            case ("seen", call_id, events, where):
                self.seen[call_id, events] = where
            case ("due",):
                self.waits += 1
            case ("taken up",):
                self.taken_up += 1
            case ("ready",):
                self.ready = True


def run(folder: Path, kills: int, seed: int) -> Findings:
    """Kill the program `kills` times, one after the other; what was found."""
    chance = random.Random(seed)
    found = Findings()
    home = folder / "home"
    shipped = hurried_packs(folder / "shipped")
    script, problems = read_script(PACK, {one: [shipped / f"scripts_{one}"] for one in LANGUAGES})
    assert script is not None, problems
    known = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in known else "spawn")
    context.set_forkserver_preload(
        ["agent_assist.app.program", "agent_assist.store.saving", "agent_assist.store.reads", __name__]
    )
    for _ in range(kills):
        ours, theirs = context.Pipe(duplex=False)
        child = context.Process(target=work, args=(home, shipped, chance.randrange(2**32), theirs))
        child.start()
        theirs.close()
        reports = _kill_at_random(child, ours, chance, lambda: _search(home, found), found)
        ours.close()
        found.kills += 1
        _judge(home, script, reports, found)
        _search(home, found)
    return found


def _kill_at_random(
    child: BaseProcess, pipe: Connection, chance: random.Random, search: Callable[[], None], found: Findings
) -> Reports:
    """Let the child live for a while from the moment its store is open; sometimes from its start, or its first report."""
    reports = Reports()
    reports_awaited = chance.choices((0, 1, sys.maxsize), (1, 2, 7))[0]
    with suppress(EOFError):
        while reports_awaited and not reports.ready:
            reports.take(pipe.recv())
            reports_awaited -= 1
    began = time.monotonic()
    until = began + chance.uniform(0, LONGEST_LIFE_S)
    if chance.random() < 0.2:
        search()
    while (left := until - time.monotonic()) > 0 and pipe.poll(left):
        try:
            reports.take(pipe.recv())
        except EOFError:
            found.missing.append("the program ended by itself")
            break
    found.lives_ms.append((time.monotonic() - began) * 1000)
    child.kill()
    child.join()
    with suppress(EOFError, OSError):
        while True:
            reports.take(pipe.recv())
    return reports


def _judge(home: Path, script: Script, reports: Reports, found: Findings) -> None:
    data = paths.user({paths.HOME_VARIABLE: str(home)})
    data.make()
    places = Places(data.data, data.keys / "calls", data.keys / "master.key")
    store = open_store(places, lambda _notice: None, find_key_store=lambda: None)
    store.opened.result(60)
    offered = {left.live.id: left for left in unfinished(store.reader, script, {}, time.time_ns() // 1_000_000)}
    for call_id, numbers in reports.acknowledged.items():
        _judge_events(store, call_id, numbers, found)
        if call_id not in reports.finished and call_id not in offered:
            _judge_unoffered(store, call_id, found)
    for call_id, left in offered.items():
        if call_id in reports.finished:
            found.missing.append(f"the end of {call_id}")
        _judge_place(left, reports.seen, found)
    found.acknowledged += sum(len(numbers) for numbers in reports.acknowledged.values())
    found.finished += len(reports.finished)
    found.offered += len(offered)
    found.waits += reports.waits
    found.taken_up += reports.taken_up
    store.close(60)


def _judge_events(store: Store, call_id: str, numbers: list[int], found: Findings) -> None:
    kept = [event.seq for event in store.reader.events(call_id)]
    if kept != list(range(len(kept))) or max(numbers) >= len(kept):
        found.missing.append(f"events of {call_id}: kept {kept[-3:]}, acknowledged up to {max(numbers)}")


def _judge_unoffered(store: Store, call_id: str, found: Findings) -> None:
    """A call is not offered where it is over: its wrap-up was finished, or nobody had answered it."""
    if store.reader.events(call_id)[-1].kind not in ("done", "ended"):
        found.missing.append(f"the offer of {call_id}")


def _judge_place(left: Unfinished, seen: Mapping[tuple[str, int], Where], found: Findings) -> None:
    """An unfinished call stands where the agent saw it after the last event that was kept."""
    live = left.live
    expected = seen.get((live.id, live.seq))
    if expected is None:  # killed between keeping and showing, or a call that an earlier kill cut off
        return
    found.compared += 1
    if where(live.call) != expected:
        found.elsewhere.append(f"{live.id} after {live.seq} events: {where(live.call)}, seen {expected}")


def _search(home: Path, found: Findings) -> None:
    for file in sorted(home.rglob("*")):
        with suppress(FileNotFoundError, IsADirectoryError, PermissionError, OSError):
            content = file.read_bytes()
            found.bytes_searched += len(content)
            found.in_the_clear += [f"{value!r} in {file.name}" for value in in_the_clear(content, VALUES)]


def main(arguments: list[str]) -> int:
    """Run as a command; the exit code."""
    kills = int(arguments[0]) if arguments else KILLS
    seed = int(arguments[1]) if len(arguments) > 1 else random.randrange(2**32)
    with tempfile.TemporaryDirectory(prefix="kill-", ignore_cleanup_errors=True) as folder:
        began = time.perf_counter()
        found = run(Path(folder), kills, seed)
        took = time.perf_counter() - began
    rows = [
        ("seed", str(seed)),
        ("kills", f"{found.kills} in {took:.0f} s"),
        ("lives, ms", f"{quantile(found.lives_ms, 0.5):.0f} median, {max(found.lives_ms):.0f} at most"),
        ("events acknowledged", str(found.acknowledged)),
        ("waits that fell due", str(found.waits)),
        ("calls finished", str(found.finished)),
        ("calls offered / taken up", f"{found.offered} / {found.taken_up}"),
        ("acknowledged but missing", str(len(found.missing))),
        ("offered at another step", f"{len(found.elsewhere)} of {found.compared} compared"),
        ("values in the clear", f"{len(found.in_the_clear)} in {found.bytes_searched / 1e6:.0f} MB searched"),
    ]
    print(table(("kill -9 in a call", ""), rows))
    for fault in [*found.missing, *found.elsewhere, *found.in_the_clear]:
        print(f"FAULT {fault}")
    return 0 if found.good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
