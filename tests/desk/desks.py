"""A desk with a clock that the test moves, over a real store in a folder of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import shiboken6
from PySide6.QtCore import QObject

from agent_assist.desk.background import Background
from agent_assist.desk.desk import Desk
from agent_assist.desk.keeping import Keeper
from agent_assist.desk.station import Station
from agent_assist.desk.view import Notice
from agent_assist.script.model import Script
from agent_assist.store.records import Places
from agent_assist.store.store import Store, open_store

PROFILE = {"agent_no": "8021", "agent_name": "林"}


@dataclass
class FakeClock:
    """Moves only when it is told to."""

    elapsed: int = 1_000_000
    slept: int = 0
    utc: int = 1_790_000_000_000

    def elapsed_ms(self) -> int:
        return self.elapsed

    def awake_ms(self) -> int:
        return self.elapsed - self.slept

    def utc_ms(self) -> int:
        return self.utc

    def pass_(self, ms: int) -> None:
        self.elapsed += ms
        self.utc += ms

    def sleep(self, ms: int) -> None:
        self.pass_(ms)
        self.slept += ms


@dataclass
class Bench:
    """Everything of one run of the desk but the window."""

    folder: Path
    script: Script
    clock: FakeClock = field(default_factory=FakeClock)
    language: str = "zh"

    def __post_init__(self) -> None:
        # One owner: a worker thread's garbage collection must not be what deletes Qt objects.
        self.root = QObject()
        self.background = Background(self.root)
        self.keeper = Keeper("test-clock")
        self.desk = Desk(self.script, self.language, self.clock, self.keeper, PROFILE, self.root)
        self.station = Station(self.desk, self.keeper, self.background, self.root)
        self.notices: list[Notice] = []
        self.desk.noticed.connect(self.notices.append)
        self.store: Store | None = None

    def open_store(self) -> Store:
        places = Places(self.folder / "data", self.folder / "keys" / "calls", self.folder / "keys" / "master.key")
        places.data.mkdir(parents=True, exist_ok=True)
        places.keys.mkdir(parents=True, exist_ok=True)
        self.store = open_store(places, lambda _notice: None, find_key_store=lambda: None)
        self.station.attach_store(self.store, self.clock.utc - 3_600_000)
        return self.store

    def close(self) -> None:
        self.background.close()
        if self.store is not None:
            self.store.close()
        if shiboken6.isValid(self.root):
            shiboken6.delete(self.root)

    def wait(self, ms: int) -> None:
        """Let time pass and let the desk look, as its timer would."""
        self.clock.pass_(ms)
        self.desk.wake()

    @property
    def at(self) -> str:
        front = self.desk.front
        return "" if front is None else f"{front.call.frame.scenario}.{front.call.frame.step}"

    @property
    def life(self) -> str:
        front = self.desk.front
        return "" if front is None else front.call.life
