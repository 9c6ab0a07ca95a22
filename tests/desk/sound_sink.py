"""A sound server of the test's own, with loudspeakers that nobody hears and that can be listened to.

Real parts: `pulseaudio` with null sinks, the players of the system playing into it, `parec` recording what arrives. A
part that is not installed is an error of the test, not a reason to skip it.
"""

from __future__ import annotations

import array
import math
import os
import select
import signal
import subprocess
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment

if TYPE_CHECKING:
    from pathlib import Path

RATE = 8000
FRAME = 160
"""Samples of one frame: 20 ms."""
LOUD = 200.0
"""Root mean square above which a frame is heard; a null sink is silent to the last bit."""


class SoundSink:
    """The sound server. Players reach it through the environment that `environment` gives.

    Args:
        folder: a short-lived folder of the test's own; its path must be short enough for a socket.
        names: of the sinks; the first is the default one.
    """

    def __init__(self, folder: Path, *names: str) -> None:
        self._socket = folder / "native"
        self._runtime = folder / "runtime"
        self._runtime.mkdir(mode=0o700)
        sinks = [f"--load=module-null-sink sink_name={name} rate=48000" for name in names]
        subprocess.run(
            [
                *("pulseaudio", "-n", "--daemonize=yes", "--use-pid-file=yes", "--exit-idle-time=-1"),
                *("--log-target=null", f"--load=module-native-protocol-unix socket={self._socket} auth-anonymous=1"),
                *sinks,
            ],
            env={**os.environ, "HOME": str(folder), "PULSE_RUNTIME_PATH": str(self._runtime)},
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=30,
        )

    def environment(self) -> dict[str, str]:
        """What leads sound programs to this server, and ALSA's default device as well."""
        return {"PULSE_SERVER": f"unix:{self._socket}", "PULSE_COOKIE": str(self._runtime / "cookie")}

    def close(self) -> None:
        """End the server and wait for it to be gone."""
        server = os.pidfd_open(int((self._runtime / "pid").read_text()))
        signal.pidfd_send_signal(server, signal.SIGTERM)
        gone, _, _ = select.select([server], [], [], 30)
        os.close(server)
        assert gone, "the sound server does not end"


class Listener(QObject):
    """Records what one sink plays; runs in the test's own event loop.

    While it records, the server works in small steps: without it a null sink takes and gives sound two seconds at a time.
    """

    def __init__(self, name: str, server: SoundSink) -> None:
        super().__init__()
        self._bytes = bytearray()
        self._process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        for key, value in server.environment().items():
            environment.insert(key, value)
        self._process.setProcessEnvironment(environment)
        self._process.setStandardErrorFile(QProcess.nullDevice())
        self._process.readyReadStandardOutput.connect(self._on_output)
        options = ["--rate=8000", "--format=s16le", "--channels=1", "--latency-msec=10"]
        self._process.start("parec", ["-d", f"{name}.monitor", *options])

    def _on_output(self) -> None:
        self._bytes += self._process.readAllStandardOutput().data()

    @property
    def frames(self) -> int:
        """How many frames were recorded."""
        return len(self._bytes) // (2 * FRAME)

    def loud(self, first: int = 0) -> list[bool]:
        """For each frame from `first` on, whether something is heard in it."""
        samples = array.array("h", bytes(self._bytes[first * 2 * FRAME : self.frames * 2 * FRAME]))
        parts = [samples[i : i + FRAME] for i in range(0, len(samples), FRAME)]
        return [math.sqrt(sum(x * x for x in part) / FRAME) > LOUD for part in parts]

    def heard(self, first: int = 0) -> bool:
        """Whether speech was heard: loud in five frames, a tenth of a second."""
        return sum(self.loud(first)) >= 5

    def quiet(self) -> bool:
        """Whether the last half second was silent."""
        return self.frames >= 25 and not any(self.loud(self.frames - 25))

    def restart(self) -> None:
        """Forget what was recorded so far."""
        self._bytes.clear()

    def close(self) -> None:
        """Stop recording."""
        self._process.readyReadStandardOutput.disconnect(self._on_output)
        self._process.kill()
        self._process.waitForFinished(2000)
