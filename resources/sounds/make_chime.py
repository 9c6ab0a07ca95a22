# ruff: noqa: INP001 - a tool that is run by hand, no part of a package
"""Makes chime.wav: two soft bell tones, a fifth apart, that fade out. Run it in this folder to make the file anew."""

import math
import struct
import wave
from pathlib import Path

RATE = 22_050
SECONDS = 0.6
PEAK = 9_000  # of 32767: heard beside a voice, startling nobody
NOTES = ((0.0, 587.33), (0.11, 880.0))  # seconds after the start, hertz: D5, A5


def level(at: float) -> float:
    """The sound at a moment: each note rises in 8 ms, so that nothing clicks, and dies away; -1 to 1 in all."""
    total = 0.0
    for start, hertz in NOTES:
        age = at - start
        if age > 0:
            loud = min(1.0, age / 0.008) * math.exp(-9 * age) * min(1.0, (SECONDS - at) / 0.05)
            total += loud * (math.sin(2 * math.pi * hertz * age) + 0.15 * math.sin(4 * math.pi * hertz * age))
    return total / 2.3


def chime() -> bytes:
    """The samples: 16 bit, one channel."""
    return b"".join(struct.pack("<h", round(PEAK * level(i / RATE))) for i in range(int(RATE * SECONDS)))


def write(path: Path) -> None:
    """Write the WAV file."""
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(chime())


if __name__ == "__main__":
    write(Path(__file__).with_name("chime.wav"))
