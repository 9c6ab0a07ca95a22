"""A pack kept for the next start is the pack that reading gives, and nothing else is taken for it."""

from __future__ import annotations

import os

import pytest

from agent_assist.script.ready import keep_ready, stamps_of, take_last_good, take_ready
from agent_assist.script.shelf import read_script
from tests.call.small import make_script


@pytest.fixture
def pack(tmp_path):
    return make_script(tmp_path).packs["zh"]


@pytest.fixture
def folder(tmp_path, pack):
    return tmp_path / "scripts_zh" / "test"


def test_what_was_kept_comes_back_whole(tmp_path, folder, pack):
    kept = tmp_path / "test-zh.ready"
    assert take_ready(kept, folder) is None
    keep_ready(kept, [folder], stamps_of([folder]), pack)
    again = take_ready(kept, folder)
    assert again == pack
    assert again.hash == pack.hash


def test_it_is_not_written_twice(tmp_path, folder, pack):
    kept = tmp_path / "test-zh.ready"
    keep_ready(kept, [folder], stamps_of([folder]), pack)
    first = kept.stat().st_ino
    keep_ready(kept, [folder], stamps_of([folder]), pack)
    assert kept.stat().st_ino == first


def test_a_changed_file_makes_it_untrue(tmp_path, folder, pack):
    kept = tmp_path / "test-zh.ready"
    keep_ready(kept, [folder], stamps_of([folder]), pack)
    topic = folder / "all.toml"
    topic.write_text(topic.read_text(encoding="utf-8").replace("不客气。", "不用谢。"), encoding="utf-8")
    assert take_ready(kept, folder) is None
    script, _ = read_script("test", {"zh": [tmp_path / "scripts_zh"]}, ["zh"])
    keep_ready(kept, [folder], stamps_of([folder]), script.packs["zh"])
    assert take_ready(kept, folder).scenarios["thanks"].steps["reply"].say == "不用谢。"


def test_so_does_a_touched_a_new_and_a_missing_file(tmp_path, folder, pack):
    kept = tmp_path / "test-zh.ready"
    keep_ready(kept, [folder], stamps_of([folder]), pack)
    os.utime(folder / "all.toml", ns=(1, 1))
    assert take_ready(kept, folder) is None
    keep_ready(kept, [folder], stamps_of([folder]), pack)
    (folder / "more.toml").write_text("", encoding="utf-8")
    assert take_ready(kept, folder) is None
    keep_ready(kept, [folder], stamps_of([folder]), pack)
    (folder / "more.toml").unlink()
    assert take_ready(kept, folder) is None


@pytest.mark.parametrize("part", [0.0, 0.3, 0.6, 0.99])
def test_a_file_cut_short_is_no_pack(tmp_path, folder, pack, part):
    kept = tmp_path / "test-zh.ready"
    keep_ready(kept, [folder], stamps_of([folder]), pack)
    whole = kept.read_bytes()
    kept.write_bytes(whole[: int(len(whole) * part)])
    assert take_ready(kept, folder) is None


def test_what_was_edited_while_it_was_read_makes_it_untrue(tmp_path, folder, pack):
    kept, before = tmp_path / "test-zh.ready", stamps_of([folder])
    (folder / "more.toml").write_text("", encoding="utf-8")
    keep_ready(kept, [folder], before, pack)
    assert take_ready(kept, folder) is None
    assert take_last_good(kept, folder) == pack


def test_the_last_good_pack_is_the_one_of_this_folder(tmp_path, folder, pack):
    kept = tmp_path / "test-zh.ready"
    assert take_last_good(kept, folder) is None
    keep_ready(kept, [folder], stamps_of([folder]), pack)
    assert take_last_good(kept, tmp_path / "elsewhere" / "test") is None
