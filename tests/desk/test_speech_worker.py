"""The worker by itself: the engine that is really installed, asked over pipes as the desk asks it."""

from __future__ import annotations

import base64
import io
import json
import subprocess
import sys
import wave
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from agent_assist.desk import speech_worker
from agent_assist.desk.speech_process import Answer, read_answer, worker_command
from agent_assist.desk.speech_worker import pick_voice

ESPEAK_DATA = "espeak-ng-data"


@dataclass
class FakeVoice:
    id: str
    name: str | None = None
    languages: list[object] = field(default_factory=list)


def ask(*requests: dict, env: dict[str, str] | None = None) -> list[dict]:
    """Run a worker on some requests; what it answered."""
    lines = "".join(json.dumps(request) + "\n" for request in requests)
    done = subprocess.run(
        worker_command(speak=False), input=lines, capture_output=True, text=True, env=env, timeout=60, check=False
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def request(serial: int, text: str, language: str, voice: str = "", rate: int = 200) -> dict:
    return {"id": serial, "text": text, "language": language, "voice": voice, "rate": rate}


def seconds(answer: dict) -> float:
    with wave.open(io.BytesIO(base64.b64decode(answer["wav"]))) as sound:
        return sound.getnframes() / sound.getframerate()


def test_each_text_becomes_a_sound_whose_length_follows_the_rate():
    zh = "您好，请问有什么可以帮您？"
    answers = ask(
        request(1, zh, "zh", rate=150),
        request(2, zh, "zh", rate=300),
        request(3, "Good morning, how may I help you?", "en"),
    )
    assert [(answer["event"], answer.get("id")) for answer in answers] == [
        ("ready", None),
        ("sound", 1),
        ("sound", 2),
        ("sound", 3),
    ]
    slow, fast, english = (seconds(answer) for answer in answers[1:])
    assert 1.5 * fast < slow < 2.5 * fast
    assert 1 < english < 5


def test_no_request_gets_the_rate_or_the_sound_of_another():
    """The engine ends a text in a thread of its own; the next request must not overtake that end."""
    zh, en = "请问有什么可以帮您？", "Good morning"
    kinds = [(zh, "zh", 150), (zh, "zh", 300), (en, "en", 200), (zh, "zh", 300)] * 10
    answers = ask(*(request(i, text, language, rate=rate) for i, (text, language, rate) in enumerate(kinds, 1)))
    lengths: dict[tuple[str, int], set[float]] = {}
    for (_, language, rate), answer in zip(kinds, answers[1:], strict=True):
        lengths.setdefault((language, rate), set()).add(round(seconds(answer), 1))
    slow, fast, english = (sorted(found) for found in lengths.values())
    assert max(fast) - min(fast) <= 0.2
    assert max(slow) - min(slow) <= 0.2
    assert max(english) - min(english) <= 0.2
    assert min(slow) > 1.5 * max(fast)


def test_a_voice_that_is_not_there_is_told_and_the_next_text_is_served():
    answers = ask(request(1, "hello", "en", voice="nobody"), request(2, "hello", "en"))
    assert [answer["event"] for answer in answers] == ["ready", "problem", "sound"]
    assert answers[1] == {
        "event": "problem",
        "id": 1,
        "code": "no-voice",
        "detail": "no voice 'nobody' is installed",
    }


def test_a_request_that_makes_no_sense_is_a_problem_and_tells_nothing_of_the_text():
    bad = {"id": 1, "text": "王小姐的电话", "language": "fr", "voice": "", "rate": 200}
    answers = ask(bad, request(2, "您好", "zh"))
    assert [answer["event"] for answer in answers] == ["ready", "problem", "sound"]
    assert "王" not in json.dumps(answers[1], ensure_ascii=False)


def test_without_an_engine_the_worker_says_so_and_ends(tmp_path: Path):
    (tmp_path / "pyttsx3.py").write_text("def init():\n    raise RuntimeError('you do not have eSpeak installed')\n")
    answers = ask(request(1, "hello", "en"), env={"PYTHONPATH": str(tmp_path)})
    assert answers == [
        {
            "event": "problem",
            "id": None,
            "code": "no-engine",
            "detail": "RuntimeError: you do not have eSpeak installed",
        }
    ]


def test_the_worker_needs_nothing_of_the_application():
    """It is started from anywhere, by the path of its file; Qt in it would cost a quarter of a second."""
    program = "import runpy, sys; runpy.run_path(sys.argv[1]); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-P", "-c", program, speech_worker.__file__],
        capture_output=True,
        text=True,
        check=True,
        cwd="/",
        timeout=60,
    )
    assert not {name.partition(".")[0] for name in done.stdout.split()} & {"PySide6", "agent_assist", "pyttsx3"}


@pytest.mark.parametrize(
    ("wanted", "language", "expected"),
    [
        ("", "zh", "sit/cmn"),
        ("", "en", "gmw/en"),
        ("cmn", "zh", "sit/cmn"),
        ("SIT/YUE", "zh", "sit/yue"),
        ("en-us", "en", "gmw/en-us"),
        ("zh", "zh", None),
        ("nobody", "en", None),
    ],
)
def test_voices_of_espeak(wanted: str, language: str, expected: str | None):
    voices = [
        FakeVoice("gmw/af", "Afrikaans", ["af"]),
        FakeVoice("sit/yue", "Chinese (Cantonese)", ["yue"]),
        FakeVoice("sit/cmn", "Chinese (Mandarin, latin as English)", ["cmn"]),
        FakeVoice("gmw/en-us", "English (America)", ["en-us"]),
        FakeVoice("gmw/en", "English (Great Britain)", ["en-gb"]),
    ]
    assert pick_voice(voices, wanted, language) == expected


def test_voices_of_windows_and_macos_are_found_by_tag_id_or_name():
    sapi = [
        FakeVoice(r"HKEY\Tokens\TTS_MS_EN-US_ZIRA_11.0", "Microsoft Zira - English (United States)", ["en-US"]),
        FakeVoice(r"HKEY\Tokens\HUIHUI", "Microsoft Huihui Desktop - Chinese (Simplified)", ["Unknown Locale: 1"]),
    ]
    assert pick_voice(sapi, "", "zh") == sapi[1].id
    assert pick_voice(sapi, "", "en") == sapi[0].id
    apple = [FakeVoice("com.apple.voice.compact.en-GB.Daniel"), FakeVoice("com.apple.voice.compact.zh-CN.Tingting")]
    assert pick_voice(apple, "", "zh") == apple[1].id
    assert pick_voice(apple[:1], "", "zh") is None
    assert pick_voice([FakeVoice("x", "Y", [b"\x05zh-CN"])], "", "zh") == "x"


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        (b'{"event": "ready"}\n', Answer("ready")),
        (b'{"event": "spoken", "id": 4}', Answer("spoken", 4)),
        (b'{"event": "sound", "id": 4, "wav": "UklG"}', Answer("sound", 4, wav=b"RIF")),
        (
            b'{"event": "problem", "id": null, "code": "no-engine", "detail": "x"}',
            Answer("problem", 0, code="no-engine", detail="x"),
        ),
        (b'{"event": "sound", "id": 4, "wav": "???"}', None),
        (b'{"event": "sound", "id": 4}', None),
        (b'{"event": "news"}', None),
        (b"Audio saved to x", None),
        (b"[1]", None),
        (b"\xff", None),
        (b"", None),
    ],
)
def test_a_line_is_an_answer_or_nothing(line: bytes, answer: Answer | None):
    assert read_answer(line) == answer
