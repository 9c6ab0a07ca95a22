"""Plays one sound at a time through a program of the system, so that stopping it is killing it: at once, and for certain.

The sound is handed over through the program's standard input and never touches the disk. `aplay` comes first, `paplay`
second; what a player says is believed only through its exit code. A device that was chosen is never replaced by another
one: a sound meant for the loudspeaker must not end up in the headset.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QObject, QProcess, Signal

PULSE: Final = "pulse/"
"""A device id beginning so names a sink of PulseAudio or PipeWire; any other is a device of ALSA, "" the default one."""

PlayCode = Literal["no-player", "no-device"]


@dataclass(frozen=True)
class PlayProblem:
    """Why a sound was not heard.

    Attributes:
        code: "no-player" when no player program is installed, "no-device" when the device did not take the sound.
        detail: what the player said, for the log; holds nothing of what was to be heard.
    """

    code: PlayCode
    detail: str


def player_commands(device: str) -> list[list[str]]:
    """The command lines that can play a WAV file from standard input, best first.

    Args:
        device: a device id as `sound_devices` lists them; "" for the default of the system.
    """
    if device.startswith(PULSE):
        return [["paplay", f"--device={device.removeprefix(PULSE)}"]]
    aplay = ["aplay", "-q", "-t", "wav"]
    if device:
        return [[*aplay, "-D", device, "-"]]
    return [[*aplay, "-"], ["paplay"]]


class Player(QObject):
    """Plays a sound, or says why it could not; every `play` ends in one of `ended`, `failed`, or a call of `stop`.

    Signals:
        started: the player runs.
        ended: the sound was played to its end.
        failed: a `PlayProblem`.
    """

    started = Signal()
    ended = Signal()
    failed = Signal(PlayProblem)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._wav = b""
        self._commands: list[list[str]] = []
        self._problem = PlayProblem("no-player", "")

    def play(self, wav: bytes, device: str) -> None:
        """Play a sound; one that still plays is cut off.

        Args:
            wav: a whole WAV file.
            device: where to, as in `player_commands`.
        """
        self.stop()
        commands = player_commands(device)
        self._wav = wav
        self._commands = [[found, *rest] for name, *rest in commands if (found := shutil.which(name))]
        self._problem = PlayProblem("no-player", f"not installed: {', '.join(name for name, *_ in commands)}")
        self._try_next()

    def stop(self) -> None:
        """Silence at once; neither `ended` nor `failed` follows."""
        self._commands, self._wav = [], b""
        process = self._release()
        if process is not None:
            process.kill()

    def close(self) -> None:
        """Silence, and wait for the killed players to be gone; for the end of the application."""
        self.stop()
        for process in self.findChildren(QProcess):
            process.waitForFinished(1000)

    def _try_next(self) -> None:
        if not self._commands:
            self._wav = b""
            self.failed.emit(self._problem)
            return
        program, *arguments = self._commands.pop(0)
        process = QProcess(self)
        process.setStandardOutputFile(QProcess.nullDevice())
        process.started.connect(self.started)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        self._process = process
        process.start(program, arguments)
        if self._process is process:
            process.write(self._wav)
            process.closeWriteChannel()

    def _release(self) -> QProcess | None:
        """Let go of the running player; it deletes itself when it is gone."""
        process, self._process = self._process, None
        if process is not None:
            process.started.disconnect(self.started)
            process.finished.disconnect(self._on_finished)
            process.errorOccurred.disconnect(self._on_error)
            process.finished.connect(process.deleteLater)
            if process.state() is QProcess.ProcessState.NotRunning:
                process.deleteLater()
        return process

    def _on_finished(self, exit_code: int, status: QProcess.ExitStatus) -> None:
        process = self._release()
        if process is None:
            return
        if status is QProcess.ExitStatus.NormalExit and exit_code == 0:
            self._commands, self._wav = [], b""
            self.ended.emit()
            return
        said = bytes(process.readAllStandardError().data()).decode("utf-8", "replace").strip().splitlines()
        self._problem = PlayProblem("no-device", said[-1] if said else f"exit code {exit_code}")
        self._try_next()

    def _on_error(self, error: QProcess.ProcessError) -> None:
        # A player that dies under the sound also reports a broken pipe; its exit code tells the rest.
        if error is QProcess.ProcessError.FailedToStart and self._release() is not None:
            self._problem = PlayProblem("no-player", "the player could not be started")
            self._try_next()
