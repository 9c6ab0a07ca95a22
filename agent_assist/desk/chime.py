"""The chime: one short, gentle sound when a wait is over, off unless chosen, on a device that is chosen.

It must not leak into the headset, where the customer would hear it too: a chosen device that is missing means no chime and
a problem told, never another device. On Windows and macOS only the default device can be used, so a choice made there is
told as a problem as well; the chime on these two systems is not tested.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, QProcess, Signal

from agent_assist.desk.player import Player, PlayProblem

ChimeCode = Literal["no-player", "no-device", "no-choice", "no-file"]


@dataclass(frozen=True)
class ChimeProblem:
    """Why the chime was not heard.

    Attributes:
        code: "no-player" and "no-device" as of `PlayProblem`, "no-choice" if this system cannot choose a device,
            "no-file" if the sound file cannot be read.
        device: the device it was meant for, "" for the default one.
        detail: for the log.
    """

    code: ChimeCode
    device: str
    detail: str


class Chime(QObject):
    """Plays the chime, or says why not; nothing is raised.

    Args:
        sound: the WAV file.
        enabled: whether `play` is heard.
        device: where to, as `sound_devices` lists it; "" for the default.

    Signals:
        failed: a `ChimeProblem`.
    """

    failed = Signal(ChimeProblem)

    def __init__(self, sound: Path, *, enabled: bool = False, device: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sound = sound
        self._enabled = enabled
        self._device = device
        self._aimed = device
        self._player = Player(self)
        self._player.failed.connect(self._on_failed)

    @property
    def enabled(self) -> bool:
        """Whether `play` is heard."""
        return self._enabled

    def choose(self, *, enabled: bool, device: str) -> None:
        """Turn the chime on or off and choose its device; one that still sounds is cut off."""
        self._player.stop()
        self._enabled = enabled
        self._device = device

    def play(self) -> None:
        """Sound the chime if it is on."""
        if self._enabled:
            self.try_out(self._device)

    def try_out(self, device: str) -> None:
        """Sound the chime on a device, on or off, so that a choice can be heard before it is made."""
        self._aimed = device
        if sys.platform == "linux":
            try:
                wav = self._sound.read_bytes()
            except OSError as error:
                self._tell("no-file", f"cannot read {self._sound.name}: {error.strerror}")
                return
            self._player.play(wav, device)
        elif device:
            self._tell("no-choice", "this system plays the chime on its default device only")
        else:
            self._play_default()

    def close(self) -> None:
        """Silence, for the end of the application."""
        self._player.close()

    def _play_default(self) -> None:
        """Windows and macOS: their own way to play a file, which is not waited for."""
        if sys.platform == "win32":
            import winsound

            try:
                winsound.PlaySound(
                    str(self._sound), winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT
                )
            except RuntimeError as error:
                self._tell("no-device", str(error))
        elif not QProcess.startDetached("afplay", [str(self._sound)])[0]:
            self._tell("no-player", "afplay could not be started")

    def _on_failed(self, problem: PlayProblem) -> None:
        self._tell(problem.code, problem.detail)

    def _tell(self, code: ChimeCode, detail: str) -> None:
        self.failed.emit(ChimeProblem(code, self._aimed, detail))
