"""The desk's end of the speech worker: starts it, sends requests, reads answers, and never waits for it.

The worker is started by the path of its file, without the folder of that file on the import path, so that it comes up the
same from a checkout, an installed package and any current folder. A frozen application has no interpreter to hand a file
to: there the application itself is started with `--speech-worker`, which has to lead to `speech_worker.main`.
"""

from __future__ import annotations

import base64
import binascii
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, QProcess, Signal

from agent_assist.desk import speech_worker

AnswerKind = Literal["ready", "sound", "begun", "spoken", "problem"]


@dataclass(frozen=True)
class Answer:
    """What the worker said.

    Attributes:
        kind: see `speech_worker`.
        serial: of the request that is answered; 0 if it belongs to none.
        wav: the sound, as a WAV file.
        code: what kind of problem.
        detail: the problem for the log; holds nothing of any text.
    """

    kind: AnswerKind
    serial: int = 0
    wav: bytes = b""
    code: str = ""
    detail: str = ""


def read_answer(line: bytes) -> Answer | None:
    """One line of the worker as an answer, or None if it is none."""
    try:
        fields = json.loads(line)
        serial = int(fields.get("id") or 0)
        match fields["event"]:
            case "ready" | "begun" | "spoken" as kind:
                return Answer(kind, serial)
            case "sound":
                return Answer("sound", serial, wav=base64.b64decode(fields["wav"], validate=True))
            case "problem":
                return Answer("problem", serial, code=str(fields["code"]), detail=str(fields["detail"]))
    except (ValueError, TypeError, KeyError, AttributeError, binascii.Error):
        return None
    return None


def worker_command(*, speak: bool) -> list[str]:
    """The command line of the worker. With `speak` the worker speaks itself and ends after one request."""
    if getattr(sys, "frozen", False):
        command = [sys.executable, "--speech-worker"]
    else:
        command = [sys.executable, "-P", str(Path(speech_worker.__file__).resolve())]
    return [*command, "--speak"] if speak else command


class SpeechProcess(QObject):
    """One worker, started when needed and started anew after it died.

    Signals:
        answered: an `Answer`.
        died: the worker is gone though nobody ended it; a sentence for the log.
    """

    answered = Signal(Answer)
    died = Signal(str)

    def __init__(self, command: list[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._command = command
        self._process: QProcess | None = None
        self._was_ready = False

    @property
    def was_ready(self) -> bool:
        """Whether the worker last started has found its engine; true also after it ended."""
        return self._was_ready

    @property
    def pid(self) -> int:
        """Process id of the worker; 0 while there is none."""
        return self._process.processId() if self._process is not None else 0

    def start(self) -> None:
        """Start the worker unless it runs; returns at once."""
        if self._process is not None:
            return
        process = QProcess(self)
        process.setStandardErrorFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(self._on_output)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        self._process = process
        self._was_ready = False
        program, *arguments = self._command
        process.start(program, arguments)

    def ask(self, serial: int, text: str, *, language: str, voice: str, rate: int) -> None:
        """Send a request; the worker is started first if need be. Arguments as in `speech_worker`."""
        self.start()
        if self._process is not None:
            request = {"id": serial, "text": text, "language": language, "voice": voice, "rate": rate}
            self._process.write(json.dumps(request).encode("ascii") + b"\n")

    def kill(self) -> None:
        """End the worker at once, in the middle of a word if it speaks; `died` does not follow."""
        process = self._release()
        if process is not None:
            process.kill()

    def close(self) -> None:
        """End the worker and wait for it to be gone; for the end of the application."""
        self.kill()
        for process in self.findChildren(QProcess):
            process.waitForFinished(1000)

    def _release(self) -> QProcess | None:
        """Let go of the worker; it deletes itself when it is gone."""
        process, self._process = self._process, None
        if process is not None:
            process.readyReadStandardOutput.disconnect(self._on_output)
            process.finished.disconnect(self._on_finished)
            process.errorOccurred.disconnect(self._on_error)
            process.finished.connect(process.deleteLater)
            if process.state() is QProcess.ProcessState.NotRunning:
                process.deleteLater()
        return process

    def _on_output(self) -> None:
        # An answer may make its receiver end this worker: look again before each line.
        while self._process is not None and self._process.canReadLine():
            answer = read_answer(bytes(self._process.readLine().data()))
            if answer is not None:
                self._was_ready = self._was_ready or answer.kind == "ready"
                self.answered.emit(answer)

    def _on_finished(self, exit_code: int, status: QProcess.ExitStatus) -> None:
        self._on_output()
        if self._release() is not None:
            crashed = status is QProcess.ExitStatus.CrashExit
            self.died.emit("the speech worker was killed" if crashed else f"the speech worker ended with {exit_code}")

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self._release() is not None:
            self.died.emit("the speech worker could not be started")
