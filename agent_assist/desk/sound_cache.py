"""Sounds of spoken lines, kept in memory so that a line heard before is heard at once the next time.

Memory only: nothing of it outlives the application. Lines with personal slots stay out; the caller sees to that.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass


@dataclass(frozen=True)
class SoundKey:
    """All that decides how a text sounds.

    Attributes:
        language: "zh" or "en".
        voice: name of the voice, "" for the one that the language brings.
        rate: words per minute.
        text: what is said.
    """

    language: str
    voice: str
    rate: int
    text: str


class SoundCache:
    """The sounds last used, up to a limit.

    Args:
        limit: bytes in all; ten seconds of speech take about 440 kB.
    """

    def __init__(self, limit: int = 16_000_000) -> None:
        self._limit = limit
        self._size = 0
        self._sounds: OrderedDict[SoundKey, bytes] = OrderedDict()

    def __len__(self) -> int:
        return len(self._sounds)

    def find(self, key: SoundKey) -> bytes | None:
        """The sound of a text as a WAV file, or None if it is not kept."""
        wav = self._sounds.get(key)
        if wav is not None:
            self._sounds.move_to_end(key)
        return wav

    def keep(self, key: SoundKey, wav: bytes) -> None:
        """Keep a sound; those unused for longest make room, and one that never fits is not kept."""
        if key in self._sounds or len(wav) > self._limit:
            return
        self._sounds[key] = wav
        self._size += len(wav)
        while self._size > self._limit:
            self._size -= len(self._sounds.popitem(last=False)[1])
