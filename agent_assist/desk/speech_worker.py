"""The speech worker: a process of its own that turns text into sound with pyttsx3, one request after the other.

Run as `python speech_worker.py [--speak]` by `speech_process`. It stands alone (standard library and pyttsx3 only), since
speech engines block, crash and cannot be interrupted from another thread: what goes wrong here never reaches the window.

Requests come on standard input, answers leave on what was standard output, one JSON object per line, ASCII only:

    <- {"id": 7, "text": "...", "language": "zh", "voice": "", "rate": 260}
    -> {"event": "ready"}                                  once, when the engine is there
    -> {"event": "sound", "id": 7, "wav": "BASE64"}        the request as a WAV file
    -> {"event": "problem", "id": 7, "code": "no-voice", "detail": "..."}

Standard output itself is sent elsewhere first, for pyttsx3 prints to it. On Linux the sound is made in memory and no file
is ever written: pyttsx3's own playing there leaves temporary files, and reports success when nothing was heard. With
`--speak` (Windows, macOS) the engine speaks itself: the answers are `begun` and `spoken`, and the worker ends after one
request, since engines hang on a second one; the parent keeps the next worker ready. That way is not tested on those systems.

No answer and no message holds any of the text.
"""

from __future__ import annotations

import base64
import importlib
import json
import os
import re
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from typing import IO, Final, Protocol

PATIENCE_S: Final = 20.0
"""How long the engine may work on one text, in seconds; it needs some hundredths."""

_TAGS: Final = {
    "zh": ("cmn", "zh-cn", "zh-hans-cn", "zh-hans", "zh"),
    "en": ("en-gb", "en-us", "en"),
}
_NAMES: Final = {"zh": ("mandarin", "chinese"), "en": ("english",)}


class VoiceLike(Protocol):
    """What a voice of pyttsx3 tells about itself."""

    id: str
    name: str | None
    languages: Sequence[object]


class EngineLike(Protocol):
    """The part of pyttsx3's engine that is used here."""

    def connect(self, topic: str, cb: Callable[..., None]) -> object: ...
    def getProperty(self, name: str) -> object: ...
    def setProperty(self, name: str, value: object) -> None: ...
    def save_to_file(self, text: str, filename: str) -> None: ...
    def say(self, text: str) -> object: ...
    def runAndWait(self) -> None: ...


class SpeechTroubleError(Exception):
    """A request that cannot be served, with the code and the detail the parent is told."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail


def pick_voice(voices: Iterable[VoiceLike], wanted: str, language: str) -> str | None:
    """The id of the voice to use, or None if there is none.

    Args:
        voices: what the engine offers.
        wanted: the id, name or language tag of a voice; "" leaves the choice to the language.
        language: "zh" (Mandarin; a Cantonese voice is no substitute) or "en".
    """
    known = [(voice.id, _tags(voice), (voice.name or "").lower()) for voice in voices]
    if wanted:
        low = wanted.lower()
        exact = (found for found, tags, name in known if low in (found.lower(), name))
        return next(exact, None) or next((found for found, tags, _ in known if low in tags), None)
    for tag in _TAGS[language]:
        for found, tags, _ in known:
            if tag in tags:
                return found
    for word in _NAMES[language]:
        for found, _, name in known:
            if word in name:
                return found
    return None


def _tags(voice: VoiceLike) -> set[str]:
    """Language tags of a voice, from its languages and the parts of its id: `sit/cmn`, `com.apple.voice.zh-CN.Tingting`."""
    texts = [item.decode("ascii", "ignore") if isinstance(item, bytes) else str(item) for item in voice.languages]
    parts = [part for text in (*texts, voice.id) for part in re.split(r"[^0-9A-Za-z_-]+", text)]
    return {part.lower().replace("_", "-") for part in parts if part}


class Synthesizer:
    """One pyttsx3 engine and what is known of it. Raises `SpeechTroubleError` for whatever it cannot do."""

    def __init__(self) -> None:
        try:
            engine: EngineLike = importlib.import_module("pyttsx3").init()
        except Exception as error:  # every engine fails in its own way, and each means: no speech here
            raise SpeechTroubleError("no-engine", f"{type(error).__name__}: {error}") from error
        self._engine = engine
        self._errors: list[str] = []
        self._done = threading.Event()
        self._pause = threading.Event()
        self._voices: dict[tuple[str, str], str] = {}
        self._busy: Callable[[], object] = lambda: False
        engine.connect("finished-utterance", self._on_finished)
        engine.connect("error", self._on_error)
        if sys.platform == "linux":
            self._busy = importlib.import_module("pyttsx3.drivers._espeak").IsPlaying
            engine.runAndWait()  # with nothing to say: from here on properties are set when asked for, not later

    def sound(self, text: str, language: str, voice: str, rate: int) -> bytes:
        """The text as a WAV file. Linux only: the engine writes into memory that has the name of a file."""
        if sys.platform == "linux":
            self._prepare(language, voice, rate)
            memory = os.memfd_create("speech")
            try:
                self._engine.save_to_file(text, f"/proc/self/fd/{memory}")
                self._run()
                wav = os.pread(memory, os.fstat(memory).st_size, 0)
            finally:
                os.close(memory)
            if not wav:
                raise SpeechTroubleError("no-engine", "the speech engine made no sound")
            return wav
        else:
            raise SpeechTroubleError("no-engine", "synthesis without playing is for Linux only")

    def speak(self, text: str, language: str, voice: str, rate: int, begun: Callable[[], None]) -> None:
        """Say the text through the engine's own output; returns when it ends."""
        self._prepare(language, voice, rate)
        begun()
        self._engine.say(text)
        self._run(wait=False)

    def _prepare(self, language: str, voice: str, rate: int) -> None:
        key = (voice, language)
        if key not in self._voices:
            voices: Iterable[VoiceLike] = self._engine.getProperty("voices")  # type: ignore[assignment]
            found = pick_voice(voices, voice, language)
            if found is None:
                raise SpeechTroubleError("no-voice", f"no voice {voice or language!r} is installed")
            self._voices[key] = found
        self._errors.clear()
        self._done.clear()
        self._engine.setProperty("voice", self._voices[key])
        self._engine.setProperty("rate", rate)
        self._settle()
        if self._errors:
            raise SpeechTroubleError("no-voice", f"the speech engine refused the voice {self._voices[key]!r}")

    def _run(self, *, wait: bool = True) -> None:
        self._engine.runAndWait()
        if wait:
            # runAndWait may return before the sound is complete.
            if not self._done.wait(PATIENCE_S):
                raise SpeechTroubleError("no-engine", "the speech engine did not finish")
            self._settle()
        if self._errors:
            raise SpeechTroubleError("no-engine", f"the speech engine reported {self._errors[0]}")

    def _settle(self) -> None:
        """Wait until eSpeak's own thread is idle.

        It takes a new rate in its own time, and after the end of a text it goes on to change the engine's state: whoever does
        not wait there gets the rate, the sound or nothing of another request, in one text of ten.
        """
        while self._busy():
            self._pause.wait(0.001)

    def _on_finished(self, name: str | None, completed: bool) -> None:  # noqa: ARG002 - pyttsx3's signature
        self._done.set()

    def _on_error(self, name: str | None, exception: Exception) -> None:  # noqa: ARG002 - pyttsx3's signature
        self._errors.append(type(exception).__name__)


class Channel:
    """The answers' way out: a private copy of standard output, which itself is then sent to nowhere."""

    def __init__(self) -> None:
        self._out: IO[bytes] = os.fdopen(os.dup(1), "wb", buffering=0)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.close(nowhere)

    def send(self, event: str, **fields: object) -> None:
        """Write one answer."""
        left = memoryview(json.dumps({"event": event, **fields}).encode("ascii") + b"\n")
        while left:
            left = left[self._out.write(left) :]


def serve(channel: Channel, synthesizer: Synthesizer, request: dict[str, object], *, speak: bool) -> None:
    """Answer one request, whatever becomes of it."""
    serial = request.get("id")
    try:
        text, language = str(request["text"]), str(request["language"])
        voice, rate = str(request["voice"]), int(str(request["rate"]))
        if speak:
            synthesizer.speak(text, language, voice, rate, lambda: channel.send("begun", id=serial))
            channel.send("spoken", id=serial)
        else:
            wav = synthesizer.sound(text, language, voice, rate)
            channel.send("sound", id=serial, wav=base64.b64encode(wav).decode("ascii"))
    except SpeechTroubleError as trouble:
        channel.send("problem", id=serial, code=trouble.code, detail=trouble.detail)
    except Exception as error:  # noqa: BLE001 - the next request may well succeed; no text may leave in a traceback
        channel.send("problem", id=serial, code="no-engine", detail=f"the speech engine raised {type(error).__name__}")


def main(arguments: Sequence[str]) -> int:
    """Serve until standard input closes, which also happens when the parent is gone. Exit 0, or 1 without an engine."""
    speak = "--speak" in arguments
    channel = Channel()
    try:
        synthesizer = Synthesizer()
    except SpeechTroubleError as trouble:
        channel.send("problem", id=None, code=trouble.code, detail=trouble.detail)
        return 1
    channel.send("ready")
    with os.fdopen(os.dup(0), "rb") as requests:
        for line in requests:
            serve(channel, synthesizer, json.loads(line), speak=speak)
            if speak:
                break
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
