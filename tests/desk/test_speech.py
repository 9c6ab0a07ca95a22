"""Speech with the real parts: engine, worker, player and a sound server; what was said is heard at the sink."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from agent_assist.desk.player import PULSE, player_commands
from agent_assist.desk.sound_cache import SoundCache, SoundKey
from agent_assist.desk.speech import Speech, SpeechProblem, SpeechState, Voice, spell_numbers
from tests.desk.sound_sink import Listener, SoundSink

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtCore import QCoreApplication
    from pytestqt.qtbot import QtBot

ZH = "您好，请问"
EN = "Good morning"
LONG = "对不起，您的电话没有声音，请换一部电话再打来好吗？" * 10
FAST = {"zh": Voice(rate=400), "en": Voice(rate=300)}
WAIT_MS = 30_000
"""How long a condition may take before the test fails."""


@pytest.fixture(scope="module")
def sink() -> Iterator[SoundSink]:
    with tempfile.TemporaryDirectory() as folder:
        server = SoundSink(Path(folder), "spk", "headset")
        yield server
        server.close()


@pytest.fixture
def sound_system(sink: SoundSink, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Sound programs play into the test's own server, and temporary files would land in the test's own folder."""
    for name, value in sink.environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("TMPDIR", str(tmp_path))


@pytest.fixture(scope="module")
def recording(sink: SoundSink, qapp: QCoreApplication) -> Iterator[Listener]:
    listener = Listener("spk", sink)
    yield listener
    listener.close()


@pytest.fixture
def listener(recording: Listener, sound_system: None, qtbot: QtBot) -> Listener:
    """What is heard at the loudspeaker from now on."""
    qtbot.waitUntil(recording.quiet, timeout=WAIT_MS)
    recording.restart()
    return recording


class Told:
    """A speech and everything it told, in order."""

    def __init__(self, qtbot: QtBot, **options: object) -> None:
        self.cache = SoundCache()
        self.speech = Speech(cache=self.cache, **{"voices": FAST, **options})  # type: ignore[arg-type]
        self.events: list[tuple[str, SpeechState | SpeechProblem]] = []
        self.speech.started.connect(lambda state: self.events.append(("started", state)))
        self.speech.finished.connect(lambda state: self.events.append(("finished", state)))
        self.speech.failed.connect(lambda problem: self.events.append(("failed", problem)))
        self._wait = qtbot.waitUntil

    def until(self, condition: Callable[[], bool]) -> None:
        self._wait(condition, timeout=WAIT_MS)

    def ends_of(self, serial: int) -> list[str]:
        ends = []
        for kind, about in self.events:
            if about.serial == serial and kind != "started":
                assert not isinstance(about, SpeechState) or kind == "finished"
                completed = isinstance(about, SpeechState) and about.completed
                ends.append(about.code if isinstance(about, SpeechProblem) else "spoken" if completed else "cut off")
        return ends

    def says(self, text: str, language: str = "zh", *, personal: bool = False) -> str:
        """Say a text and wait for how it ends."""
        serial = self.speech.say(text, language, personal)  # type: ignore[arg-type]
        self.until(lambda: bool(self.ends_of(serial)))
        (end,) = self.ends_of(serial)
        assert not self.speech.speaking
        return end


@pytest.fixture
def make(qtbot: QtBot, recording: Listener, sound_system: None) -> Iterator[Callable[..., Told]]:
    made: list[Told] = []

    def build(**options: object) -> Told:
        made.append(Told(qtbot, **options))
        return made[-1]

    yield build
    for told in made:
        told.speech.close()


def only(monkeypatch: pytest.MonkeyPatch, folder: Path, *programs: str) -> None:
    """Let only these programs be found."""
    place = folder / "programs"
    place.mkdir(exist_ok=True)
    for name in programs:
        found = shutil.which(name)
        assert found, f"{name} is not installed"
        (place / name).symlink_to(found)
    monkeypatch.setenv("PATH", str(place))


@pytest.mark.parametrize(("text", "language"), [(ZH, "zh"), (EN, "en")])
def test_a_line_is_heard_at_the_loudspeaker(make, listener, text, language):
    told = make()
    told.speech.warm()
    assert told.says(text, language) == "spoken"
    assert [kind for kind, _ in told.events] == ["started", "finished"]
    told.until(listener.quiet)
    assert sum(listener.loud()) > 15  # more than 0.3 s of voice


def test_stop_silences_in_the_middle_of_a_sentence(make, listener):
    told = make()
    serial = told.speech.say(LONG, "zh", personal=False)
    told.until(listener.heard)
    told.speech.stop()
    assert told.ends_of(serial) == ["cut off"]
    assert not told.speech.speaking
    stopped = listener.frames
    told.until(listener.quiet)
    whole = len(told.cache.find(SoundKey("zh", "", 400, LONG)) or b"") / (2 * 22050)
    assert whole > 20
    after = sum(listener.loud(stopped)) * 0.02
    assert after < 1, f"{after} s of {whole} s were heard after the stop"
    assert told.ends_of(serial) == ["cut off"]


def test_the_worker_stays_warm_after_a_stop(make, listener):
    told = make()
    told.speech.say(LONG, "zh", personal=False)
    told.until(listener.heard)
    worker = told.speech.worker_pid
    told.speech.stop()
    assert told.says("好的") == "spoken"
    assert told.speech.worker_pid == worker


def test_a_new_text_cuts_off_the_former_and_each_ends_once(make, listener):
    told = make()
    serials = [told.speech.say(LONG, "zh", personal=False) for _ in range(3)]
    told.until(listener.heard)
    serials.append(told.speech.say("再见", "zh", personal=False))
    told.until(lambda: bool(told.ends_of(serials[-1])))
    assert [told.ends_of(serial) for serial in serials] == [["cut off"]] * 3 + [["spoken"]]
    assert not told.speech.speaking


def test_whoever_hears_that_a_text_was_cut_off_may_say_another_one(make, listener):
    told = make()
    first = told.speech.say(LONG, "zh", personal=False)

    def answer(state: SpeechState) -> None:
        if state.serial == first:
            told.speech.say("好", "zh", personal=False)

    told.speech.finished.connect(answer)
    second = told.speech.say(LONG, "zh", personal=False)
    told.until(lambda: bool(told.ends_of(second + 1)))
    assert [told.ends_of(serial) for serial in (first, second, second + 1)] == [["cut off"], ["cut off"], ["spoken"]]
    assert not told.speech.speaking


def test_stop_while_nothing_is_said_tells_nothing(make):
    told = make()
    told.speech.stop()
    assert told.events == []


def test_an_empty_text_is_over_at_once(make):
    told = make()
    assert told.says("  \n") == "spoken"
    assert told.speech.worker_pid == 0


def test_a_line_is_kept_and_a_personal_one_is_not(make, listener, tmp_path):
    told = make()
    assert told.says("张女士，您好", personal=True) == "spoken"
    assert len(told.cache) == 0
    assert told.says("您好") == "spoken"
    assert len(told.cache) == 1
    assert told.cache.find(SoundKey("zh", "", 400, "您好"))
    told.speech.say("张女士，您好", "zh", personal=True)
    told.until(lambda: told.events[-1][0] == "started")
    assert list(tmp_path.iterdir()) == []  # no sound on disk, not even while it is heard
    told.speech.stop()
    assert len(told.cache) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_personal_text_is_not_served_from_what_is_kept(make, listener):
    """Whether a text is personal is the caller's word each time; a sound kept of it before is not even looked at."""
    told = make()
    assert told.says("您好") == "spoken"
    os.kill(told.speech.worker_pid, signal.SIGKILL)
    told.until(lambda: told.speech.worker_pid == 0)
    assert told.says("您好") == "spoken"
    assert told.speech.worker_pid == 0  # kept: nobody was asked
    assert told.says("您好", personal=True) == "spoken"
    assert told.speech.worker_pid != 0


def test_a_missing_player_is_told_and_the_next_text_is_heard(make, listener, monkeypatch, tmp_path):
    told = make()
    with monkeypatch.context() as context:
        only(context, tmp_path)
        assert told.says(ZH) == "no-player"
    assert told.says(ZH) == "spoken"
    assert listener.heard()


def test_without_aplay_another_player_is_used(make, listener, monkeypatch, tmp_path):
    only(monkeypatch, tmp_path, "paplay")
    told = make()
    assert told.says(ZH) == "spoken"
    assert listener.heard()


def test_a_device_that_does_not_answer_is_told_and_the_next_text_is_heard(make, listener, monkeypatch, tmp_path):
    told = make()
    with monkeypatch.context() as context:
        context.setenv("PULSE_SERVER", f"unix:{tmp_path}/nobody")
        assert told.says(ZH) == "no-device"
        assert told.events[-1][1].detail
    assert told.says(ZH) == "spoken"
    assert listener.heard()


def test_a_chosen_device_is_never_replaced_by_another(make, listener):
    told = make(device=f"{PULSE}unplugged")
    assert told.says(ZH) == "no-device"
    told = make(device="unplugged")
    assert told.says(ZH) == "no-device"
    told = make(device=f"{PULSE}headset")
    assert told.says("您好") == "spoken"
    assert not any(listener.loud())
    assert all(len(player_commands(device)) == 1 for device in ("hw:0", f"{PULSE}x"))


def test_a_player_that_hangs_is_given_up(make, monkeypatch, tmp_path):
    told = make()
    assert told.says("好") == "spoken"
    with monkeypatch.context() as context:
        place = tmp_path / "hanging"
        place.mkdir()
        player = place / "aplay"
        player.write_text(f"#!{sys.executable}\nimport signal\nsignal.pause()\n")
        player.chmod(0o755)
        context.setenv("PATH", str(place))
        told.speech._patience_ms = 1
        assert told.says("好") == "no-device"
        told.speech._patience_ms = 10_000
    assert told.says("好") == "spoken"


def test_a_voice_that_was_chosen_but_is_missing_is_told(make, listener):
    told = make(voices={"zh": Voice("nobody", 200), "en": Voice()})
    assert told.says(ZH) == "no-voice"
    assert ZH not in str(told.events)
    assert told.says("hello", "en") == "spoken"
    assert listener.heard()


def test_a_language_without_any_voice_is_told(make, listener, monkeypatch, tmp_path):
    """The engine's data without Mandarin, as on a machine where nobody installed it."""
    real = next(path for path in Path("/usr").glob("lib/*/espeak-ng-data") if path.is_dir())
    data = tmp_path / "espeak-ng-data"
    (data / "lang").mkdir(parents=True)
    for item in real.iterdir():
        if item.name != "lang":
            (data / item.name).symlink_to(item)
    for item in (real / "lang").iterdir():
        if item.name != "sit":
            (data / "lang" / item.name).symlink_to(item)
    monkeypatch.setenv("ESPEAK_DATA_PATH", str(tmp_path))
    told = make()
    assert told.says(ZH) == "no-voice"
    assert told.says(EN, "en") == "spoken"
    assert listener.heard()


def test_a_killed_worker_is_told_and_the_next_text_is_heard(make, listener):
    told = make()
    told.speech.warm()
    told.until(lambda: told.speech.worker_pid != 0)
    os.kill(told.speech.worker_pid, signal.SIGKILL)
    assert told.says(ZH) == "worker-died"
    assert told.says(ZH) == "spoken"
    assert listener.heard()


def test_a_worker_that_dies_after_its_work_troubles_nobody(make, listener):
    told = make()
    serial = told.speech.say(ZH, "zh", personal=True)
    told.until(listener.heard)
    os.kill(told.speech.worker_pid, signal.SIGKILL)
    told.until(lambda: bool(told.ends_of(serial)))
    assert told.ends_of(serial) == ["spoken"]
    assert told.says("好") == "spoken"


def test_a_worker_that_does_not_answer_is_given_up(make):
    told = make(command=[sys.executable, "-c", "import signal; signal.pause()"], patience_ms=1)
    assert told.says(ZH) == "stuck"
    assert told.speech.worker_pid == 0


def test_a_worker_that_cannot_be_started_is_told(make, tmp_path):
    told = make(command=[str(tmp_path / "nothing")])
    assert told.says(ZH) == "worker-died"
    assert told.says(ZH) == "worker-died"


def test_without_an_engine_warming_up_tells_it_and_so_does_each_text(make, monkeypatch, tmp_path):
    (tmp_path / "pyttsx3.py").write_text("def init():\n    raise RuntimeError('no eSpeak')\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    told = make()
    told.speech.warm()
    told.until(lambda: bool(told.events))
    assert told.events == [("failed", SpeechProblem("no-engine", "RuntimeError: no eSpeak"))]
    assert told.says(ZH) == "no-engine"


def test_closing_ends_the_worker(make):
    told = make()
    told.speech.warm()
    told.until(lambda: told.speech.worker_pid != 0)
    worker = told.speech.worker_pid
    told.speech.close()
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)


def test_a_worker_that_speaks_itself_is_replaced_after_each_text(make, listener):
    told = make(speaks_itself=True)
    told.speech.warm()
    told.until(lambda: told.speech.worker_pid != 0)
    worker = told.speech.worker_pid
    assert told.says(ZH) == "spoken"
    assert [kind for kind, _ in told.events] == ["started", "finished"]
    told.until(listener.heard)
    told.until(lambda: told.speech.worker_pid not in (0, worker))
    serial = told.speech.say(ZH, "zh", personal=False)
    told.speech.stop()
    assert told.ends_of(serial) == ["cut off"]
    assert told.says("好") == "spoken"


def test_a_worker_that_speaks_itself_is_replaced_after_a_problem(make):
    told = make(speaks_itself=True, voices={"zh": Voice("nobody"), "en": Voice(rate=300)})
    assert told.says("好") == "no-voice"
    assert told.says("hello", "en") == "spoken"


def test_telephone_numbers_are_read_digit_by_digit():
    assert spell_numbers("请拨13800138000。") == "请拨1 3 8 0 0 1 3 8 0 0 0。"
    assert spell_numbers("24小时内，1200元，2026年") == "24小时内，1200元，2026年"


def test_a_rate_nobody_can_follow_is_refused():
    with pytest.raises(ValueError, match="rate 900"):
        Voice(rate=900)


def test_what_was_not_used_for_longest_is_forgotten_first():
    cache = SoundCache(limit=30)
    keys = [SoundKey("zh", "", 200, text) for text in "abcd"]
    for key in keys[:3]:
        cache.keep(key, bytes(10))
    assert cache.find(keys[0])
    cache.keep(keys[3], bytes(10))
    assert [cache.find(key) is not None for key in keys] == [True, False, True, True]
    cache.keep(keys[1], bytes(31))
    assert cache.find(keys[1]) is None
    assert len(cache) == 3
