"""The chime and the list of devices, with real players and a real sound server."""

from __future__ import annotations

import runpy
import tempfile
import wave
from array import array
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from agent_assist.desk.chime import Chime, ChimeProblem
from agent_assist.desk.player import PULSE
from agent_assist.desk.sound_devices import (
    DEFAULT_DEVICE,
    SoundDevice,
    SoundDevices,
    read_alsa_devices,
    read_pulse_sinks,
)
from tests.desk.sound_sink import Listener, SoundSink

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QCoreApplication
    from pytestqt.qtbot import QtBot

SOUNDS = Path(__file__).parents[2] / "resources" / "sounds"
SOUND = SOUNDS / "chime.wav"
WAIT_MS = 30_000
"""How long a condition may take before the test fails."""


@pytest.fixture(scope="module")
def sink() -> Iterator[SoundSink]:
    with tempfile.TemporaryDirectory() as folder:
        server = SoundSink(Path(folder), "headset", "loudspeaker")
        yield server
        server.close()


@pytest.fixture(scope="module")
def recordings(sink: SoundSink, qapp: QCoreApplication) -> Iterator[tuple[Listener, Listener]]:
    both = Listener("headset", sink), Listener("loudspeaker", sink)
    yield both
    for listener in both:
        listener.close()


@pytest.fixture
def ears(
    recordings: tuple[Listener, Listener], sink: SoundSink, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> tuple[Listener, Listener]:
    """What is heard from now on: in the headset (the default device), and from the loudspeaker."""
    for name, value in sink.environment().items():
        monkeypatch.setenv(name, value)
    for listener in recordings:
        qtbot.waitUntil(listener.quiet, timeout=WAIT_MS)
    for listener in recordings:
        listener.restart()
    return recordings


@pytest.fixture
def chime(qapp: QCoreApplication) -> Iterator[Chime]:
    made = Chime(SOUND)
    yield made
    made.close()


@pytest.fixture
def problems(chime: Chime) -> list[ChimeProblem]:
    told: list[ChimeProblem] = []
    chime.failed.connect(told.append)
    return told


def test_the_sound_is_short_soft_and_does_not_click():
    with wave.open(str(SOUND)) as sound:
        assert (sound.getnchannels(), sound.getsampwidth()) == (1, 2)
        samples = array("h", sound.readframes(sound.getnframes()))
        assert sound.getnframes() / sound.getframerate() < 1
    assert 3_000 < max(map(abs, samples)) < 16_000
    assert abs(samples[0]) < 50
    assert abs(samples[-1]) < 50
    assert max(abs(b - a) for a, b in pairwise(samples)) < 4_000


def test_the_tool_beside_it_makes_this_very_sound(tmp_path):
    runpy.run_path(str(SOUNDS / "make_chime.py"))["write"](tmp_path / "again.wav")
    assert (tmp_path / "again.wav").read_bytes() == SOUND.read_bytes()


def test_a_chosen_loudspeaker_sounds_and_the_headset_stays_silent(chime, problems, ears, qtbot):
    headset, loudspeaker = ears
    chime.choose(enabled=True, device=f"{PULSE}loudspeaker")
    chime.play()
    qtbot.waitUntil(loudspeaker.heard, timeout=WAIT_MS)
    qtbot.waitUntil(loudspeaker.quiet, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: headset.frames >= loudspeaker.frames - 5, timeout=WAIT_MS)
    assert not any(headset.loud())
    assert problems == []


def test_it_is_off_unless_chosen_but_can_be_tried_out(chime, problems, ears, qtbot):
    headset, loudspeaker = ears
    assert not chime.enabled
    chime.play()
    qtbot.waitUntil(lambda: loudspeaker.frames > 50 and headset.frames > 50, timeout=WAIT_MS)
    assert not any(headset.loud() + loudspeaker.loud())
    chime.try_out("")
    qtbot.waitUntil(headset.heard, timeout=WAIT_MS)
    assert problems == []


@pytest.mark.parametrize("device", ["unplugged", f"{PULSE}unplugged"])
def test_a_missing_device_is_told_and_nothing_sounds_elsewhere(chime, problems, ears, qtbot, device):
    chime.choose(enabled=True, device=device)
    chime.play()
    qtbot.waitUntil(lambda: bool(problems), timeout=WAIT_MS)
    assert [(problem.code, problem.device) for problem in problems] == [("no-device", device)]
    assert problems[0].detail
    assert not any(ears[0].loud() + ears[1].loud())


def test_a_missing_player_is_told(chime, problems, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    chime.choose(enabled=True, device="")
    chime.play()
    assert [problem.code for problem in problems] == ["no-player"]


def test_a_missing_file_is_told(qapp, tmp_path):
    chime = Chime(tmp_path / "gone.wav", enabled=True)
    told: list[ChimeProblem] = []
    chime.failed.connect(told.append)
    chime.play()
    assert told == [ChimeProblem("no-file", "", "cannot read gone.wav: No such file or directory")]


def test_devices_of_the_running_system_are_listed(ears, qtbot):
    devices = SoundDevices()
    with qtbot.waitSignal(devices.listed, timeout=WAIT_MS) as caught:
        devices.refresh()
        devices.refresh()
    (listed,) = caught.args
    assert listed[0] == DEFAULT_DEVICE
    ids = [device.id for device in listed]
    assert {f"{PULSE}headset", f"{PULSE}loudspeaker"} <= set(ids)
    assert len(ids) == len(set(ids))
    assert not {"null", "default"} & set(ids)
    assert all(device.label for device in listed[1:])


def test_without_any_sound_program_the_default_device_is_left(qtbot, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    devices = SoundDevices()
    with qtbot.waitSignal(devices.listed, timeout=WAIT_MS) as caught:
        devices.refresh()
    assert caught.args == [(DEFAULT_DEVICE,)]


def test_without_a_sound_server_the_devices_of_alsa_are_left(qtbot, monkeypatch, tmp_path):
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nobody")
    devices = SoundDevices()
    with qtbot.waitSignal(devices.listed, timeout=WAIT_MS) as caught:
        devices.refresh()
    (listed,) = caught.args
    assert listed[0] == DEFAULT_DEVICE
    assert not any(device.id.startswith(PULSE) for device in listed)


def test_a_question_that_is_given_up_is_not_answered(qtbot):
    devices = SoundDevices()
    with qtbot.assertNotEmitted(devices.listed):
        devices.refresh()
        devices.close()


def test_what_alsa_lists_is_cut_down_to_what_a_person_means():
    listing = (
        "null\n    Discard all samples (playback) or generate zero samples (capture)\n"
        "default\n    Playback/recording through the PulseAudio sound server\n"
        "speexrate\n    Rate Converter Plugin Using Speex Resampler\n"
        "hw:CARD=Headset,DEV=0\n    Jabra UC, USB Audio\n    Direct hardware device without any conversions\n"
        "plughw:CARD=Headset,DEV=0\n    Jabra UC, USB Audio\n    Hardware device with all software conversions\n"
        "sysdefault:CARD=PCH\n    HDA Intel PCH, ALC257 Analog\n    Default Audio Device\n"
        "surround51:CARD=PCH,DEV=0\n    5.1 Surround\n"
    )
    assert read_alsa_devices(listing) == [
        SoundDevice("plughw:CARD=Headset,DEV=0", "Jabra UC, USB Audio, Hardware device with all software conversions"),
        SoundDevice("sysdefault:CARD=PCH", "HDA Intel PCH, ALC257 Analog, Default Audio Device"),
    ]
    assert read_alsa_devices("") == []


def test_sinks_are_read_by_name_and_description():
    listing = (
        "Sink #0\n\tState: IDLE\n\tName: alsa_output.usb-Jabra\n\tDescription: Jabra UC 耳机\n"
        '\tProperties:\n\t\tdevice.description = "x"\n'
        "Sink #1\n\tName: spk\n\tDescription: Speakers\n"
    )
    assert read_pulse_sinks(listing) == [
        SoundDevice(f"{PULSE}alsa_output.usb-Jabra", "Jabra UC 耳机"),
        SoundDevice(f"{PULSE}spk", "Speakers"),
    ]
    assert read_pulse_sinks("") == []
