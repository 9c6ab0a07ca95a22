"""Which audio devices there are, so that the chime can be sent elsewhere than into the headset.

Two lists are put together: the sinks of PulseAudio or PipeWire (`pactl list sinks`), which is what most desktops have, and
the devices of ALSA (`aplay -L`). ALSA's list is full of converters, speaker layouts and other names of the default device;
only what a person could mean is kept. Elsewhere than on Linux only the default device can be used.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

from agent_assist.desk.player import PULSE

_MEANT: Final = re.compile(r"(sysdefault|plughw|hdmi):.*\Z")


@dataclass(frozen=True)
class SoundDevice:
    """A device to choose.

    Attributes:
        id: what `Player`, `Chime` and `Speech` take; "" is the default device.
        label: the system's own words for it, in no particular language; "" for the default device.
    """

    id: str
    label: str


DEFAULT_DEVICE: Final = SoundDevice("", "")


def read_alsa_devices(listing: str) -> list[SoundDevice]:
    """The devices in what `aplay -L` prints: names at the line start, descriptions indented below."""
    devices: list[SoundDevice] = []
    name, words = "", list[str]()
    for line in [*listing.splitlines(), "end"]:
        if line[:1].isspace():
            words.append(line.strip())
            continue
        if _MEANT.match(name):
            devices.append(SoundDevice(name, ", ".join(words) or name))
        name, words = line.strip(), []
    return devices


def read_pulse_sinks(listing: str) -> list[SoundDevice]:
    """The sinks in what `pactl list sinks` prints in English."""
    names = re.findall(r"^\tName: (.+)$", listing, re.MULTILINE)
    labels = re.findall(r"^\tDescription: (.+)$", listing, re.MULTILINE)
    return [SoundDevice(PULSE + name, label) for name, label in zip(names, labels, strict=True)]


class SoundDevices(QObject):
    """Lists the devices without making anybody wait.

    Signals:
        listed: a tuple of `SoundDevice`, the default device first; also when there is no other.
    """

    listed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: list[tuple[list[str], Callable[[str], list[SoundDevice]]]] = []
        self._found: list[SoundDevice] = []
        self._process: QProcess | None = None

    def refresh(self) -> None:
        """Ask the system anew; `listed` follows. A question that is still open is not asked twice."""
        if self._process is not None:
            return
        self._found = [DEFAULT_DEVICE]
        self._waiting = [(["pactl", "list", "sinks"], read_pulse_sinks), (["aplay", "-L"], read_alsa_devices)]
        self._ask_next()

    def close(self) -> None:
        """Give up an open question and wait for its program to be gone."""
        self._waiting = []
        process, self._process = self._process, None
        if process is not None:
            process.finished.disconnect(self._on_finished)
            process.kill()
            process.waitForFinished(1000)

    def _ask_next(self) -> None:
        while self._waiting:
            program, *arguments = self._waiting[0][0]
            found = shutil.which(program)
            if found is None:
                self._waiting.pop(0)
                continue
            environment = QProcessEnvironment.systemEnvironment()
            environment.insert("LC_ALL", "C.UTF-8")
            process = QProcess(self)
            process.setProcessEnvironment(environment)
            process.setStandardErrorFile(QProcess.nullDevice())
            process.finished.connect(self._on_finished)
            self._process = process
            process.start(found, arguments)
            return
        self.listed.emit(tuple(self._found))

    def _on_finished(self, exit_code: int, status: QProcess.ExitStatus) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.deleteLater()
        _, read = self._waiting.pop(0)
        if status is QProcess.ExitStatus.NormalExit and exit_code == 0:
            self._found += read(bytes(process.readAllStandardOutput().data()).decode("utf-8", "replace"))
        self._ask_next()
