"""Names, numbers and notes are on the disk only encrypted, and not readable once the call is over: from no copy at all."""

from __future__ import annotations

import os
import shutil
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from agent_assist.store import Places, StoredEvent
from benchmarks.store_kill import in_the_clear
from tests.store.values import NAME, NOTE, NUMBER, begin, promise, slot


def everything(folder: Path) -> bytes:
    return b"\n".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


def keep_a_call(store) -> None:
    begin(store)
    store.writer.append(slot(0, NAME))
    store.writer.append(StoredEvent("c1", 1, 100, 1_100, "ringing", (), NUMBER))
    store.writer.append(StoredEvent("c1", 2, 200, 1_200, "note", (), NOTE))
    store.writer.promise(promise()).result(30)


@pytest.mark.parametrize("form", ["utf-8", "utf-16-le", "utf-16-be", "unicode-escape"])
def test_the_search_finds_values_in_every_form(form):
    assert in_the_clear(b"\x00" + NAME.encode(form) + b"\x00", [NAME, NUMBER]) == [NAME]


def test_no_file_holds_a_value_while_the_call_runs_or_after_it(bench, tmp_path):
    store = bench.open()
    keep_a_call(store)
    assert b"surname" in everything(tmp_path), "the open part of the events is there to be found"
    assert in_the_clear(everything(tmp_path), [NAME, NUMBER, NOTE]) == []
    store.writer.finish("c1", 2_000_000).result(30)
    assert in_the_clear(everything(tmp_path), [NAME, NUMBER, NOTE]) == []
    store.close()
    assert in_the_clear(everything(tmp_path), [NAME, NUMBER, NOTE]) == []


def test_a_backup_of_the_data_taken_during_the_call_tells_nothing_after_its_end(bench, tmp_path):
    store = bench.open()
    keep_a_call(store)
    backup = tmp_path / "backup"
    shutil.copytree(bench.places.data, backup)
    store.writer.settle("f1", "withdrawn", 1_500_000)
    store.writer.finish("c1", 2_000_000).result(30)
    store.close()
    restored = bench.open(places=Places(backup, bench.places.keys, bench.places.master_file))
    assert [event.secret for event in restored.reader.events("c1")] == [None, None, None]
    assert restored.reader.followups_open() == (replace(promise(), values=None),)


def test_no_file_of_the_database_ever_held_the_key(bench, tmp_path, monkeypatch):
    from agent_assist.store import vault

    made = []
    real = os.urandom
    monkeypatch.setattr(vault.os, "urandom", lambda size: made.append(real(size)) or made[-1])
    store = bench.open()
    keep_a_call(store)
    keys = [each for each in made if len(each) == 32]
    (wrapped,) = bench.places.keys.glob("call-*")
    content = everything(bench.places.data)
    assert len(keys) == 3, "of the master, the call and the promise"
    assert not any(key in content for key in keys)
    assert wrapped.read_bytes()[12:] not in content


def test_a_program_killed_between_commit_and_destruction_leaves_a_key_that_the_next_start_destroys(bench, monkeypatch):
    from agent_assist.store.vault import Vault

    store = bench.open()
    keep_a_call(store)
    with monkeypatch.context() as patched:
        patched.setattr(Vault, "destroy", lambda self, owner: None)
        store.writer.settle("f1", "withdrawn", 1_500_000)
        store.writer.finish("c1", 2_000_000).result(30)
        store.close()
    assert len(bench.key_files()) == 2
    bench.open().opened.result(30)
    assert bench.key_files() == []


def test_a_key_without_a_call_is_destroyed_and_one_in_use_is_not(bench):
    store = bench.open()
    keep_a_call(store)
    store.opened.result(30).vault.seal("call:never-committed", "0", NAME)
    second = bench.open()
    assert [event.secret for event in second.reader.events("c1")] == [NAME, NUMBER, NOTE]
    assert second.reader.followups_open() == (promise(),)
    assert len(bench.key_files()) == 2


@pytest.mark.skipif(os.name != "posix", reason="Windows protects the folder by its owner's profile")
def test_the_data_folder_is_private(bench):
    bench.open().opened.result(30)
    assert stat.S_IMODE(bench.places.data.stat().st_mode) == 0o700
