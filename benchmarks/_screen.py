"""A screen of our own for real windows: an X server in memory on a free display, and a window manager on it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from benchmarks._until import until


@dataclass(frozen=True)
class Screen:
    """A running X server with openbox."""

    display: str
    width: int
    height: int

    def environment(self, base: Mapping[str, str]) -> dict[str, str]:
        """`base`, changed so that programs open their windows here, at the size in pixels that they ask for."""
        kept = {name: value for name, value in base.items() if name not in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
        return {**kept, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb", "QT_SCALE_FACTOR": "1"}

    def run(self, *command: str) -> str:
        """Run a program of X on this screen; what it prints. Raises `CalledProcessError`."""
        done = subprocess.run(
            command, env={**os.environ, "DISPLAY": self.display}, capture_output=True, text=True, check=True
        )
        return done.stdout


@contextmanager
def screen(width: int = 1366, height: int = 768) -> Iterator[Screen]:
    """Start both, and end them afterwards. Raises FileNotFoundError where Xvfb or openbox is missing."""
    reading, writing = os.pipe()
    size = f"{width}x{height}x24"
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp", "-noreset"],
        pass_fds=(writing,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.readline().strip()
    made = Screen(f":{number}", width, height)
    try:
        manager = subprocess.Popen(
            ["openbox", "--sm-disable"],
            env={**os.environ, "DISPLAY": made.display},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            until(lambda: _managed(made), "the window manager")
            yield made
        finally:
            _end(manager)
    finally:
        _end(server)


def _managed(made: Screen) -> bool:
    try:
        return bool(made.run("xdotool", "get_num_desktops").strip())
    except subprocess.CalledProcessError:
        return False


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    process.wait(10)
