"""Speech: reads a line aloud, one at a time, without ever making the window wait.

A worker process turns text into sound (`speech_worker`); `player` plays the sound and is what `stop` kills, so silence
comes at once and the worker stays warm. On Windows and macOS the worker speaks itself and is what `stop` kills, with the
next one started right away; that way is not tested on those systems, and there the device is the default one.

A new text cuts off the one before. Sounds are kept in memory to be ready at once the next time, but never those of lines
with personal slots; no sound is ever written to disk. Without speech the desk goes on: every failure is told by `failed`
with a code, nothing is raised, and the next `say` tries again.
"""

from __future__ import annotations

import io
import re
import sys
import wave
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from PySide6.QtCore import QObject, QTimer, Signal

from agent_assist.desk.player import Player, PlayProblem
from agent_assist.desk.sound_cache import SoundCache, SoundKey
from agent_assist.desk.speech_process import Answer, SpeechProcess, worker_command

SpeechLanguage = Literal["zh", "en"]
SpeechCode = Literal["no-engine", "no-voice", "no-player", "no-device", "worker-died", "stuck"]

_LONG_NUMBER: Final = re.compile(r"[0-9]{7,}")


@dataclass(frozen=True)
class Voice:
    """How one language is spoken.

    Attributes:
        name: id, name or language tag of a voice of the engine; "" leaves the choice to the language.
        rate: words per minute as the engine counts them, 80 to 450.

    Raises:
        ValueError: the rate is out of range.
    """

    name: str = ""
    rate: int = 170

    def __post_init__(self) -> None:
        if not 80 <= self.rate <= 450:
            raise ValueError(f"speech rate {self.rate} is not between 80 and 450 words per minute")


# eSpeak counts each Chinese character as a word: about 250 of them a minute is an unhurried agent.
DEFAULT_VOICES: Final[Mapping[SpeechLanguage, Voice]] = {"zh": Voice(rate=260), "en": Voice(rate=165)}


@dataclass(frozen=True)
class SpeechState:
    """One text on its way.

    Attributes:
        serial: what `say` returned for it.
        language: of the text.
        personal: whether it holds personal values.
        completed: with `finished`: spoken to its end, not cut off.
    """

    serial: int
    language: SpeechLanguage
    personal: bool
    completed: bool = False


@dataclass(frozen=True)
class SpeechProblem:
    """Why a text was not heard.

    Attributes:
        code: "no-engine" (the speech engine is missing or broken), "no-voice" (the engine lacks a voice for the
            language), "no-player" (no program to play sound), "no-device" (no audio device took it), "worker-died",
            "stuck" (no answer in time).
        detail: for the log; holds nothing of the text.
        serial: of the text; 0 when `warm` failed.
    """

    code: SpeechCode
    detail: str
    serial: int = 0


class Speech(QObject):
    """Says texts. Every `say` ends in exactly one of `finished` and `failed`.

    Args:
        voices: how each language is spoken.
        device: where to, as `sound_devices` lists it; "" for the default.
        cache: where sounds are kept.
        speaks_itself: the worker speaks instead of handing over the sound.
        command: the command line of the worker; None for the one that belongs here.
        patience_ms: how long the worker may think, and a player may exceed the length of the sound.

    Signals:
        started: a `SpeechState`; its sound begins.
        finished: a `SpeechState`; see `completed`.
        failed: a `SpeechProblem`.
    """

    started = Signal(SpeechState)
    finished = Signal(SpeechState)
    failed = Signal(SpeechProblem)

    def __init__(
        self,
        *,
        voices: Mapping[SpeechLanguage, Voice] = DEFAULT_VOICES,
        device: str = "",
        cache: SoundCache | None = None,
        speaks_itself: bool = sys.platform != "linux",
        command: list[str] | None = None,
        patience_ms: int = 10_000,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._voices = dict(voices)
        self._device = device
        self._cache = SoundCache() if cache is None else cache
        self._speaks_itself = speaks_itself
        self._patience_ms = patience_ms
        self._serial = 0
        self._current: SpeechState | None = None
        self._key: SoundKey | None = None
        self._asked = False
        self._worker = SpeechProcess(command or worker_command(speak=speaks_itself), self)
        self._worker.answered.connect(self._on_answer)
        self._worker.died.connect(self._on_died)
        self._player = Player(self)
        self._player.started.connect(self._on_begun)
        self._player.ended.connect(self._on_ended)
        self._player.failed.connect(self._on_unplayable)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._on_impatience)

    @property
    def speaking(self) -> bool:
        """Whether a text is on its way or being heard."""
        return self._current is not None

    @property
    def worker_pid(self) -> int:
        """Process id of the worker; 0 while there is none."""
        return self._worker.pid

    def warm(self) -> None:
        """Start the worker, so that the first text is heard as fast as the others; call it after the first paint."""
        self._worker.start()

    def say(self, text: str, language: SpeechLanguage, personal: bool) -> int:
        """Say a text instead of what is being said; returns its serial number at once.

        What can be known at once is told before this returns: the end of the former text, a missing player.

        Args:
            text: what to say, slots filled.
            language: of the text.
            personal: the text holds personal values; its sound is forgotten when it was heard.
        """
        self._silence()
        former = self._forget()
        self._serial += 1
        serial = self._serial
        self._current = state = SpeechState(serial, language, personal)
        if former is not None:
            self.finished.emit(former)
        if self._current is not state:  # whoever heard of the former text has said another one, or stopped
            return serial
        if not text.strip():
            self._end(completed=True)
        else:
            self._begin(spell_numbers(text), language, personal=personal)
        return serial

    def stop(self) -> None:
        """Silence at once; `finished` tells of the text that was cut off."""
        if self._current is None:
            return
        self._silence()
        self._end(completed=False)

    def close(self) -> None:
        """Silence, end the worker and wait for both to be gone; for the end of the application."""
        self.stop()
        self._player.close()
        self._worker.close()

    def _begin(self, text: str, language: SpeechLanguage, *, personal: bool) -> None:
        voice = self._voices[language]
        self._key = None if personal or self._speaks_itself else SoundKey(language, voice.name, voice.rate, text)
        kept = self._cache.find(self._key) if self._key is not None else None
        if kept is not None:
            self._play(kept)
            return
        self._asked = True
        # A worker that speaks itself is only through when the text is, and tells no length beforehand.
        self._patience.start(self._patience_ms + (len(text) * 1000 if self._speaks_itself else 0))
        self._worker.ask(self._serial, text, language=language, voice=voice.name, rate=voice.rate)

    def _silence(self) -> None:
        self._player.stop()
        if self._speaks_itself and self._asked:
            self._renew()

    def _renew(self) -> None:
        """A worker that speaks itself serves one text; the next worker warms up meanwhile."""
        self._worker.kill()
        self._worker.start()

    def _forget(self) -> SpeechState | None:
        state, self._current, self._key, self._asked = self._current, None, None, False
        self._patience.stop()
        return state

    def _end(self, *, completed: bool) -> None:
        state = self._forget()
        if state is not None:
            self.finished.emit(replace(state, completed=completed))

    def _fail(self, code: SpeechCode, detail: str) -> None:
        state = self._forget()
        if state is not None:
            self.failed.emit(SpeechProblem(code, detail, state.serial))

    def _fail_worker(self, code: SpeechCode, detail: str) -> None:
        """The worker is of no use; a sound that already plays is none of its business any more."""
        if self._asked:
            self._fail(code, detail)
        else:
            self.failed.emit(SpeechProblem(code, detail))

    def _play(self, wav: bytes) -> None:
        self._asked = False
        self._patience.start(self._patience_ms + _length_ms(wav))
        self._player.play(wav, self._device)

    def _on_answer(self, answer: Answer) -> None:
        if answer.kind == "problem" and not answer.serial:
            self._worker.kill()
            self._fail_worker("no-engine", answer.detail)
        elif self._current is None or answer.serial != self._current.serial:
            return
        elif answer.kind == "sound":
            if self._key is not None:
                self._cache.keep(self._key, answer.wav)
            self._play(answer.wav)
        elif answer.kind == "begun":
            self._on_begun()
        elif answer.kind == "spoken":
            self._renew()
            self._end(completed=True)
        elif answer.kind == "problem":
            if self._speaks_itself:
                self._renew()
            self._fail("no-voice" if answer.code == "no-voice" else "no-engine", answer.detail)

    def _on_died(self, detail: str) -> None:
        # A worker that dies idle after it was ready troubles nobody: the next text starts another.
        if self._asked or not self._worker.was_ready:
            self._fail_worker("worker-died", detail)

    def _on_begun(self) -> None:
        if self._current is not None:
            self.started.emit(self._current)

    def _on_ended(self) -> None:
        self._end(completed=True)

    def _on_unplayable(self, problem: PlayProblem) -> None:
        self._fail(problem.code, problem.detail)

    def _on_impatience(self) -> None:
        if self._asked:
            self._worker.kill()
            self._fail("stuck", "the speech engine did not answer in time")
        else:
            self._player.stop()
            self._fail("no-device", "the audio device did not take the sound in time")


def spell_numbers(text: str) -> str:
    """The text with long numbers taken apart: a telephone or order number is read digit by digit, not as billions."""
    return _LONG_NUMBER.sub(lambda number: " ".join(number.group()), text)


def _length_ms(wav: bytes) -> int:
    """How long a sound is, in milliseconds; 0 if it is not known."""
    try:
        with wave.open(io.BytesIO(wav)) as sound:
            return int(sound.getnframes() * 1000 / sound.getframerate())
    except (wave.Error, EOFError):
        return 0
