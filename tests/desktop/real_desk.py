"""The real application on a screen of its own, reached only as people and programs outside reach it.

Keys come through the X server, what is seen is asked with ``agent-assist status``, pictures are taken of the whole screen.
Which digit a reply has is read from the pack, as an agent reads it from the row.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from agent_assist.door import NoDeskError, ask, desk_address
from agent_assist.script.model import Pack
from benchmarks._screen import Screen
from benchmarks._until import until

PROGRAM = (sys.executable, "-P", "-m", "agent_assist")


class RealDesk:
    """One run of the program. `pictures` is the folder for pictures, whose names begin with `mark`."""

    def __init__(self, screen: Screen, home: Path, pack: Pack, pictures: Path, mark: str) -> None:
        self._screen, self._pack, self._pictures, self._mark = screen, pack, pictures, mark
        self._taken = 0
        self.home = home
        self._environment = {
            **screen.environment(os.environ),
            "AGENT_ASSIST_HOME": str(home),
            "LANG": "C.UTF-8",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        }
        self._door = desk_address(self._environment)
        with (home / "stderr").open("wb") as said:
            self._process = subprocess.Popen(
                [*PROGRAM, "--pack", pack.id, "--language", pack.language],
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stderr=said,
            )
        until(self._active, "the window to have the keyboard")
        until(self.status, "an answer to `agent-assist status`")

    # -- looking -----------------------------------------------------------------------------------------------------

    def status(self) -> dict[str, Any]:
        """What `agent-assist status --json` says, asked at the same door; nothing while the desk does not answer."""
        assert self._process.poll() is None, f"the program has ended: {self.complaints()}"
        try:
            return json.loads(ask(self._door, b'{"ask": "status"}\n'))
        except NoDeskError:
            return {}

    def wait_for(self, at: str = "", within_s: float = 10.0, **wanted: Any) -> dict[str, Any]:
        """Wait until the desk is at a scenario or `scenario.step` and its status has these values."""

        def there() -> dict[str, Any]:
            seen = self.status()
            places = ("", seen.get("scenario"), f"{seen.get('scenario')}.{seen.get('step')}")
            fits = at in places and all(seen.get(key) == value for key, value in wanted.items())
            return seen if fits else {}

        try:
            return until(there, f"{at} {wanted}", within_s)
        except TimeoutError as error:
            self.picture("failed")
            raise AssertionError(f"{error}; the desk shows {self.status()}; it said: {self.complaints()}") from None

    def picture(self, stage: str) -> Path:
        """Take a picture of the whole screen."""
        self._taken += 1
        file = self._pictures / f"{self._mark}-{self._taken:02}-{stage}.png"
        self.status()  # answered in turn: what was asked to be painted before is painted
        self._screen.run("import", "-window", "root", str(file))
        return file

    def complaints(self) -> str:
        """What the program wrote on its error stream."""
        return (self.home / "stderr").read_text(encoding="utf-8", errors="replace")

    def _active(self) -> bool:
        assert self._process.poll() is None, f"the program has ended: {self.complaints()}"
        try:
            window = self._screen.run("xdotool", "getactivewindow").strip()
            return self._screen.run("xdotool", "getwindowpid", window).strip() == str(self._process.pid)
        except subprocess.CalledProcessError:
            return False

    # -- doing -------------------------------------------------------------------------------------------------------

    def press(self, *keys: str) -> None:
        """Press keys one after the other, named as X names them."""
        self._screen.run("xdotool", "key", "--clearmodifiers", *keys)

    def type(self, text: str) -> None:
        """Type a text."""
        self._screen.run("xdotool", "type", "--delay", "15", text)

    def situation(self, scenario: str) -> None:
        """Open a situation by its number in the list."""
        self.press(f"ctrl+{self._pack.situations.index(scenario) + 1}")

    def reply(self, reply_id: str) -> None:
        """Give a reply by its number in the rows."""
        seen = self.status()
        replies = self._pack.scenarios[seen["scenario"]].steps[seen["step"]].replies
        numbered = [reply.id for reply in replies if reply.id != "heard"]
        self.press(str(numbered.index(reply_id) + 1))

    def say(self) -> None:
        """The line on screen was said: it is, or the call has gone on."""
        before = self.status()
        self.press("space")

        def gone_on() -> bool:
            seen = self.status()
            return seen["said"] or (seen["scenario"], seen["step"]) != (before["scenario"], before["step"])

        until(gone_on, "the line to count as said")

    def record(self, slot: str, text: str) -> None:
        """Fill in what Tab asks for, and wait until it is no longer owed."""
        assert slot in self.wait_for()["must"]
        self.press("Tab")
        self.type(text)
        self.press("Return")
        until(lambda: slot not in self.status()["must"], f"{slot} to be recorded")

    def answer_with(self, text: str) -> None:
        """Type what a reply asks for, where the cursor already is."""
        self.type(text)
        self.press("Return")

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command of agent-assist."""
        return subprocess.run(
            [*PROGRAM, *words], env=self._environment, capture_output=True, text=True, check=False, timeout=30
        )

    def start_again(self) -> None:
        """Start the program a second time, which brings the window of the first one up in place of the small one."""
        self.command("--pack", self._pack.id)
        until(self._active, "the window to come back")
        until(lambda: len(self._windows()) == 1, "the small window to go")

    def _windows(self) -> list[str]:
        found = self._screen.run("xdotool", "search", "--onlyvisible", "--pid", str(self._process.pid))
        return found.split()

    def close(self) -> None:
        """Close the window as a user does, and hear what the program has to say."""
        self.press("alt+F4")
        code = self._process.wait(20)
        assert (code, self.complaints()) == (0, "")

    def kill(self) -> None:
        """Make sure that it is gone."""
        self._process.kill()
        self._process.wait()
