"""The real application in a real window, driven from outside: keys go in by the X server, the picture comes out of it.

Nothing is looked at but what an agent or a script could see: the screen, and `agent-assist status`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from agent_assist.script.model import Script
from benchmarks._screen import Screen

ROOT = Path(__file__).parents[2]
PATIENCE_S = 20.0
SETTINGS = """
interface_language = "{interface}"
theme = "{theme}"
chime = false
agent = "8021"
[[agents]]
number = "8021"
name = "林"
"""


@dataclass
class Driven:
    """One running desk."""

    screen: Screen
    process: subprocess.Popen[bytes]
    environment: dict[str, str]
    script: Script
    language: str
    pictures: Path
    name: str

    def status(self) -> dict[str, object]:
        """What `agent-assist status --json` says; empty while the desk does not answer."""
        done = subprocess.run(
            [sys.executable, "-m", "agent_assist", "status", "--json"],
            check=False,
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        return json.loads(done.stdout) if done.returncode == 0 else {}

    def until(self, told: Callable[[dict[str, object]], object], what: str) -> dict[str, object]:
        """Look again and again until the status is as `told` wants it."""
        end = time.monotonic() + PATIENCE_S
        status: dict[str, object] = {}
        while time.monotonic() < end:
            assert self.process.poll() is None, "the desk ended"
            status = self.status()
            if status and told(status):
                return status
        raise AssertionError(f"{what}: the desk stayed at {status}")

    def at(self, place: str, **also: object) -> dict[str, object]:
        """Wait until the call is at ``scenario`` or ``scenario.step``, and has these values."""
        scenario, _, step = place.partition(".")

        def there(status: dict[str, object]) -> bool:
            return (
                status["scenario"] == scenario
                and step in ("", status["step"])
                and all(status[name] == value for name, value in also.items())
            )

        return self.until(there, place)

    def keys(self, *keys: str) -> None:
        """Press keys, as xdotool names them."""
        self.screen.run("xdotool", "key", "--delay", "30", *keys)

    def type(self, text: str) -> None:
        """Type text into what has the keyboard."""
        self.screen.run("xdotool", "type", "--delay", "30", text)

    def say(self) -> None:
        """Press Space and wait until the line counts as said, or the call moved on."""
        before = self.status()
        self.keys("space")
        same = ("scenario", "step")
        self.until(lambda now: now["said"] or any(now[key] != before[key] for key in same) or before["said"], "said")

    def reply(self, reply_id: str) -> None:
        """Press the digit of a reply of the step on screen."""
        status = self.status()
        pack = self.script.packs[self.language]  # type: ignore[index]
        step = pack.scenarios[str(status["scenario"])].steps[str(status["step"])]
        ids = [reply.id for reply in step.replies if reply.id != "heard"]
        self.keys(str(ids.index(reply_id) + 1))

    def situation(self, scenario: str) -> None:
        """Press the key of a situation."""
        pack = self.script.packs[self.language]  # type: ignore[index]
        self.keys(f"ctrl+{pack.situations.index(scenario) + 1}")
        self.at(scenario)

    def window(self, width: int) -> str:
        """Wait until a window of this width in pixels is on the screen; its id."""
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            for window in self.screen.run("xdotool", "search", "--onlyvisible", "--class", "agent").split():
                if f"WIDTH={width}" in self.screen.run("xdotool", "getwindowgeometry", "--shell", window):
                    return window
        raise AssertionError(f"no window of {width} pixels came up")

    def picture(self, stage: str) -> Path:
        """Keep what is on the screen, for people to look at."""
        file = self.pictures / f"{self.name}-{stage}.png"
        self.screen.run("import", "-window", "root", str(file))
        assert file.stat().st_size > 10_000
        return file


@contextmanager
def driven(
    screen: Screen, home: Path, script: Script, *, language: str, theme: str, name: str, pictures: Path
) -> Iterator[Driven]:
    """Start the desk, wait for its window to have the keyboard, and end it afterwards."""
    config = home / "config"
    config.mkdir(parents=True, exist_ok=True)
    (config / "settings.toml").write_text(SETTINGS.format(interface=language, theme=theme), encoding="utf-8")
    environment = screen.environment({**os.environ, "AGENT_ASSIST_HOME": str(home)})
    command = [sys.executable, "-m", "agent_assist", "--pack", script.id, "--language", language]
    with (home / "desk.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=log, stderr=log)
    desk = Driven(screen, process, environment, script, language, pictures, name)
    try:
        desk.until(lambda status: status["life"] == "new", "the desk")
        screen.run("xdotool", "search", "--sync", "--onlyvisible", "--name", "Agent Assist|坐席助手", "windowfocus")
        yield desk
        assert process.poll() is None
        assert b"Traceback" not in (home / "desk.log").read_bytes()
    finally:
        process.terminate()
        process.wait(10)
