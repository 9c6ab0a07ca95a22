"""Where packs come from: edits are taken only without errors, and what is broken is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from agent_assist.desk.background import Background
from agent_assist.desk.packs import Packs
from agent_assist.desk.watcher import PackWatcher

ROOT = Path(__file__).parents[2]


@pytest.fixture
def packs(tmp_path):
    for language in ("zh", "en"):
        for name in ("common", "courier"):
            shutil.copytree(ROOT / f"scripts_{language}" / name, tmp_path / f"scripts_{language}" / name)
    (tmp_path / "cache").mkdir()
    shipped = {language: tmp_path / f"scripts_{language}" for language in ("zh", "en")}
    return Packs(shipped, tmp_path / "cache", ROOT / "resources" / "norms.json")


def edit(packs, old, new):
    file = packs.shipped["zh"] / "courier" / "audio.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_the_next_start_begins_with_what_was_read(packs):
    script, _ = packs.first("courier", "zh")
    read = packs.both("courier")
    again, _ = packs.first("courier", "zh")
    assert again.packs["zh"] == read.script.packs["zh"] == script.packs["zh"]


def test_an_edit_is_taken(packs):
    packs.both("courier")
    edit(packs, 'seconds = "silent"', "seconds = 7")
    again, _ = packs.first("courier", "zh")
    assert again.packs["zh"].scenarios["silent-caller"].steps["repeat"].wait.ms == 7000


def test_an_edit_with_an_error_is_not_taken_and_its_place_is_told(packs):
    edit(packs, 'to = "exit"', 'to = "exlt"')
    reread = packs.checked("courier")
    assert reread.script is None
    dangling = next(error for error in reread.errors if error.code == "dangling-target")
    assert dangling.place.path.endswith("audio.toml")


def test_what_is_told_first_is_the_mistake_and_not_what_follows_from_it(packs):
    edit(packs, "[silent-caller.exit]", "[silent-caller.exlt]")
    told = packs.checked("courier").told("zh")
    assert told.startswith("courier/audio.toml:")
    assert "exlt" in told


def test_a_pack_that_is_gone_takes_no_place(packs):
    shutil.rmtree(packs.shipped["zh"] / "courier")
    reread = packs.checked("courier")
    assert not reread.usable("zh")
    assert "zh" in reread.told("zh")
    assert reread.usable("en")
    shutil.rmtree(packs.shipped["en"] / "courier")
    gone = packs.checked("courier")
    assert not gone.usable("en")
    assert "courier" in gone.told("en")


def test_a_pack_that_is_not_there_is_named(packs):
    script, reason = packs.first("florist", "zh")
    assert script is None
    assert "florist" in reason


BROKEN = ('start = "repeat"', 'start = "repaet"')


def test_a_start_with_an_error_goes_on_with_the_last_good_pack_and_tells_it(packs):
    packs.both("courier")
    edit(packs, *BROKEN)
    first, _ = packs.first("courier", "zh")
    assert first.packs["zh"].scenarios["silent-caller"].start in first.packs["zh"].scenarios["silent-caller"].steps
    reread = packs.both("courier")
    assert reread.told("zh").startswith("courier/audio.toml:")
    assert reread.script.packs["zh"].scenarios["silent-caller"].start == "repeat"
    # Nothing of the broken one is kept as good.
    assert packs.both("courier").errors
    edit(packs, *reversed(BROKEN))
    assert not packs.both("courier").errors


def test_without_a_good_one_a_broken_pack_is_used_as_far_as_it_goes(packs):
    edit(packs, *BROKEN)
    reread = packs.both("courier")
    assert reread.errors
    assert reread.script.packs["zh"].scenarios["silent-caller"].start in ("repeat", "exit")


def test_a_pack_that_cannot_be_read_gives_way_to_the_last_good_one(packs):
    packs.both("courier")
    (packs.shipped["zh"] / "courier" / "pack.toml").write_text("organisation = [", encoding="utf-8")
    first, _ = packs.first("courier", "zh")
    assert first.packs["zh"].organisation == "申通快递"


def test_the_watcher_sees_an_atomic_save_and_the_one_after_it(packs, qtbot, qapp):
    background = Background()
    watcher = PackWatcher(background, lambda: packs.checked("courier"))
    watcher.watch(packs.watched("courier"))
    file = packs.shipped["zh"] / "courier" / "audio.toml"
    for seconds in (6, 7):
        draft = file.with_suffix(".new")
        draft.write_text(
            file.read_text(encoding="utf-8").replace('seconds = "silent"', f"seconds = {seconds}"), encoding="utf-8"
        )
        with qtbot.waitSignal(watcher.reread, timeout=30_000) as told:
            draft.replace(file)
        assert told.args[0].script is not None
    background.close()


def test_the_watcher_sees_a_pack_go_and_another_take_its_place(packs, qtbot, qapp, tmp_path):
    background = Background()
    watcher = PackWatcher(background, lambda: packs.checked("courier"))
    watcher.watch(packs.watched("courier"))
    folder = packs.shipped["zh"] / "courier"
    rereads = []
    watcher.reread.connect(rereads.append)

    def seconds() -> int:
        last = rereads[-1] if rereads else None
        if last is None or not last.usable("zh"):
            return -len(rereads)
        return last.script.packs["zh"].scenarios["silent-caller"].steps["repeat"].wait.ms

    folder.rename(tmp_path / "aside")
    qtbot.waitUntil(lambda: seconds() < 0, timeout=30_000)
    shutil.copytree(tmp_path / "aside", folder)
    qtbot.waitUntil(lambda: seconds() == 5000, timeout=30_000)
    edit(packs, 'seconds = "silent"', "seconds = 7")
    qtbot.waitUntil(lambda: seconds() == 7000, timeout=30_000)
    background.close()


def test_all_packs_below_one_are_watched(packs):
    east = packs.shipped["zh"] / "east"
    east.mkdir()
    (east / "pack.toml").write_text(
        'organisation = "申通快递东区"\nlanguage = "zh"\nextends = "courier"\n', encoding="utf-8"
    )
    watched = packs.watched("east")
    assert watched[:3] == [packs.shipped["zh"] / name for name in ("east", "courier", "common")]


def test_an_edit_of_a_pack_in_between_is_seen_at_the_next_start(packs):
    east = packs.shipped["zh"] / "east"
    east.mkdir()
    (east / "pack.toml").write_text(
        'organisation = "申通快递东区"\nlanguage = "zh"\nextends = "courier"\n', encoding="utf-8"
    )
    packs.both("east")
    edit(packs, 'seconds = "silent"', "seconds = 8")
    script, _ = packs.first("east", "zh")
    assert script.packs["zh"].scenarios["silent-caller"].steps["repeat"].wait.ms == 8000


def test_the_organisations_are_read_from_the_heads_alone(packs):
    for name, head in (
        ("east", 'language = "zh"\nextends = "courier"\n'),
        ("south", 'organisation = "南区"\nlanguage = "zh"\nextends = "courier"\n'),
        ("north", 'language = "zh"\n'),
    ):
        (packs.shipped["zh"] / name).mkdir()
        (packs.shipped["zh"] / name / "pack.toml").write_text(head, encoding="utf-8")
    assert packs.organisations("zh") == (
        ("common", "通用"), ("courier", "申通快递"), ("east", "申通快递"), ("north", "north"), ("south", "南区"),
    )  # fmt: skip
    assert [name for name, _ in packs.organisations("en")] == ["common", "courier"]
