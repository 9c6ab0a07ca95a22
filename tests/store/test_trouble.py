"""Full disks, locked and damaged files: one sentence to the user, nothing lost, nothing crashed."""

from __future__ import annotations

import errno
import os
import random
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from agent_assist.store import Places, StoreUnavailable, files, notices, sqlite
from tests.store.conftest import Bench
from tests.store.values import NAME, PACK, begin, header, promise, slot

PAGE = 4096


def keep(store, count: int, call_id: str = "c1", first: int = 0) -> None:
    tickets = [store.writer.append(slot(seq, call_id=call_id)) for seq in range(first, first + count)]
    for ticket in tickets:
        ticket.result(30)


def kept(store, call_id: str = "c1") -> list[int]:
    return [each.seq for each in store.reader.events(call_id) if each == slot(each.seq, call_id=call_id)]


@pytest.fixture
def impatient(monkeypatch):
    """Wait for the lock of another process only for a moment."""
    pragmas = tuple(each for each in sqlite._PRAGMAS if "busy_timeout" not in each)
    monkeypatch.setattr(sqlite, "_PRAGMAS", ("busy_timeout = 10", *pragmas))


# ------------------------------------------------------------------------------------------- the disk


def test_a_full_disk_is_told_once_and_everything_is_saved_when_there_is_room(bench):
    store = bench.open()
    begin(store)
    room = {"pages": 16}

    def little_room(connection) -> None:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {room['pages']}")

    event.listen(store.opened.result(30).database._engine, "begin", little_room)
    tickets = [store.writer.append(slot(seq, NAME * 100)) for seq in range(60)]
    notice = bench.await_notice("full")
    assert notice.sentence == (
        f"No room is left on the disk of {bench.file}. What you do stays in memory and will be saved as soon as there "
        "is: please free some."
    )
    assert not tickets[-1].done()
    room["pages"] = 1_000_000
    for ticket in tickets:
        ticket.result(30)
    assert bench.kinds == ["full", "saving-again"]
    assert [each.seq for each in store.reader.events("c1")] == list(range(60))


def test_no_room_for_a_key_is_a_full_disk_too(bench, monkeypatch):
    store = bench.open()
    begin(store)
    with monkeypatch.context() as patched:

        def create(path, content):
            raise OSError(errno.ENOSPC, "No space left on device", str(path))

        patched.setattr(files, "create", create)
        ticket = store.writer.append(slot(0))
        assert str(bench.places.keys) in bench.await_notice("full").sentence
    ticket.result(30)
    assert kept(store) == [0]


def test_a_key_that_cannot_be_destroyed_is_tried_again_before_the_end_is_acknowledged(bench, monkeypatch):
    store = bench.open()
    begin(store)
    keep(store, 1)
    with monkeypatch.context() as patched:

        def destroy(path):
            raise PermissionError(errno.EACCES, "a virus scanner holds it", str(path))

        patched.setattr(files, "destroy", destroy)
        ticket = store.writer.finish("c1", 2_000_000)
        bench.await_notice("denied")
        assert not ticket.done()
    ticket.result(30)
    assert bench.key_files() == []


def test_a_folder_that_cannot_be_made_holds_the_calls_in_memory_until_it_can(bench, tmp_path):
    (tmp_path / "data").write_text("a file in the way")
    store = bench.open()
    tickets = [store.writer.begin(header(), PACK), store.writer.append(slot(0))]
    assert bench.await_notice("denied").place == str(bench.places.data)
    assert store.key_status() is None
    (tmp_path / "data").unlink()
    for ticket in tickets:
        ticket.result(30)
    assert bench.kinds == ["denied", "saving-again"]
    assert kept(store) == [0]


def test_closing_in_the_middle_of_trouble_says_what_was_not_kept(bench, tmp_path):
    (tmp_path / "data").write_text("a file in the way")
    store = bench.open()
    ticket = store.writer.begin(header(), PACK)
    bench.await_notice("denied")
    assert store.close(30) == 1
    with pytest.raises(StoreUnavailable, match="cannot be written"):
        ticket.result(30)
    with pytest.raises(StoreUnavailable, match="cannot be written"):
        store.reader.unfinished_calls()
    with pytest.raises(StoreUnavailable, match="The store is closed"):
        store.writer.append(slot(0)).result(30)


def test_after_a_gap_nothing_more_is_kept(bench, impatient):
    store = bench.open()
    begin(store)
    with closing(sqlite3.connect(bench.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        tickets = [store.writer.append(slot(seq)) for seq in range(600)]
        bench.await_notice("locked")
        assert store.close(30) == 600
    assert all(isinstance(ticket.exception(30), StoreUnavailable) for ticket in tickets)


# ------------------------------------------------------------------------------------------- other processes


def test_a_locked_database_is_waited_for(bench, impatient):
    store = bench.open()
    begin(store)
    with closing(sqlite3.connect(bench.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        ticket = store.writer.append(slot(0))
        assert bench.await_notice("locked").sentence == (
            f"{bench.file} is in use by another program. What you do stays in memory and will be saved as soon as it "
            "is let go."
        )
        assert store.reader.events("c1") == (), "reading goes on"
        other.execute("ROLLBACK")
        ticket.result(30)
    assert bench.kinds == ["locked", "saving-again"]


def test_two_stores_over_the_same_folders_lose_nothing(any_bench):
    stores = [any_bench.open(), any_bench.open()]
    tickets = []
    for seq in range(40):
        for number, store in enumerate(stores):
            if seq == 0:
                tickets.append(store.writer.begin(header(f"c{number}"), PACK))
            tickets.append(store.writer.append(slot(seq, call_id=f"c{number}")))
    for ticket in tickets:
        ticket.result(30)
    for reader in (stores[0].reader, stores[1].reader):
        assert [len(reader.events(call_id)) for call_id in ("c0", "c1")] == [40, 40]
        assert all(each.secret == NAME for each in (*reader.events("c0"), *reader.events("c1")))
    stores[0].writer.finish("c1", 9).result(30)
    assert stores[1].reader.events("c1")[0].secret is None
    assert any_bench.kinds == []


# ------------------------------------------------------------------------------------------- damage


def a_closed_store(bench: Bench, calls: int = 30) -> bytes:
    """Fill the database, close it, and give its content."""
    store = bench.open()
    for number in range(calls):
        begin(store, call_id=f"c{number}", started=number)
        keep(store, 10, f"c{number}")
    store.writer.promise(promise()).result(30)
    store.close(30)
    assert not bench.file.with_name(bench.file.name + "-wal").exists()
    return bench.file.read_bytes()


def test_a_file_that_is_no_database_is_set_aside_and_a_new_one_begun(bench):
    bench.places.data.mkdir()
    bench.file.write_bytes(b"this is a letter, not a database\n" * 100)
    store = bench.open()
    begin(store)
    keep(store, 1)
    aside = bench.file.with_name(bench.file.name + ".damaged-1")
    assert aside.read_bytes().startswith(b"this is a letter")
    notice = bench.await_notice("set-aside")
    assert (notice.place, notice.other) == (str(bench.file), str(aside))
    assert notice.sentence == (
        f"{bench.file} was damaged: it is now kept as {aside}, and a new one holds what could be read from it."
    )
    store.close(30)
    bench.file.write_bytes(b"again")
    again = bench.open()
    again.opened.result(30)
    assert bench.file.with_name(bench.file.name + ".damaged-2").exists()


def test_of_a_file_cut_short_what_can_be_read_is_carried_over(bench):
    content = a_closed_store(bench)
    bench.file.write_bytes(content[: -2 * PAGE])
    store = bench.open()
    begin(store, call_id="new")
    assert bench.kinds == ["set-aside"]
    carried = {call.call_id for call in store.reader.unfinished_calls()}
    assert {"new", "c0", "c15", "c29"} <= carried
    assert sum(len(kept(store, f"c{number}")) for number in range(30)) > 100
    keep(store, 3, "new")
    assert kept(store, "new") == [0, 1, 2]


def test_a_torn_last_page_costs_at_most_what_was_on_it(bench):
    content = a_closed_store(bench)
    torn = bytearray(content)
    torn[-PAGE:] = random.Random(1).randbytes(PAGE)
    bench.file.write_bytes(torn)
    store = bench.open()
    store.opened.result(30)
    assert bench.kinds == ["set-aside"]
    total = sum(len(kept(store, f"c{number}")) for number in range(30))
    assert total >= 300 - PAGE // 60
    assert store.reader.followups_open() == (promise(),)


def test_what_can_be_read_is_not_lost_when_the_disk_is_full_while_it_is_carried_over(bench, monkeypatch):
    content = a_closed_store(bench, calls=3)
    bench.file.write_bytes(content[:-PAGE])
    full = notices.unavailable("full", "the disk")
    with monkeypatch.context() as patched:

        def salvage(damaged, into):
            raise full

        patched.setattr(sqlite, "salvage", salvage)
        store = bench.open()
        begin_new = store.writer.begin(header("new"), PACK)
        bench.await_notice("full")
        assert [file.name for file in bench.places.data.iterdir()] == [bench.file.name], "put back as it was"
    begin_new.result(30)
    assert bench.kinds == ["full", "set-aside", "saving-again"]
    assert len(store.reader.unfinished_calls()) == 4


@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(page=st.integers(0, 10_000), noise=st.binary(min_size=1, max_size=64), offset=st.integers(0, PAGE - 64))
def test_whatever_byte_is_damaged_the_store_opens_and_works(tmp_path_factory, page, noise, offset):
    bench = Bench(tmp_path_factory.mktemp("store"))
    content = bytearray(a_closed_store(bench, calls=3))
    at = page % (len(content) // PAGE) * PAGE + offset
    content[at : at + len(noise)] = noise
    bench.file.write_bytes(content)
    store = bench.open()
    begin(store, call_id="new")
    keep(store, 2, "new")
    assert kept(store, "new") == [0, 1]
    for number in range(3):
        assert all(each.at_ms >= 0 for each in store.reader.events(f"c{number}"))
    assert len(store.reader.unfinished_calls()) <= 4
    assert len(store.reader.followups_open()) <= 1
    assert store.reader.snapshot(header().snapshot_hash) in (PACK, None)
    store.reader.figures(0, 10**15)
    store.writer.expire(10**15, frozenset(), 0).result(30)
    assert store.reader.unfinished_calls() == ()
    assert store.close(30) == 0
    assert set(bench.kinds) <= {"set-aside"}


@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(cut=st.integers(1, 100_000))
def test_a_log_cut_anywhere_loses_only_what_came_after_the_cut(tmp_path_factory, cut):
    bench = Bench(tmp_path_factory.mktemp("store"))
    store = bench.open()
    begin(store)
    keep(store, 5)
    for seq in range(5, 10):
        keep(store, 1, first=seq)
    crashed = bench.places.data.with_name("crashed")
    shutil.copytree(bench.places.data, crashed)
    log = crashed / (bench.file.name + "-wal")
    log.write_bytes(log.read_bytes()[: -(cut % log.stat().st_size) or None])
    store.close(30)
    again = bench.open(places=Places(crashed, bench.places.keys, bench.places.master_file))
    found = kept(again)
    assert found == list(range(len(found)))
    assert bench.kinds == []
    again.close(30)


def test_a_file_damaged_while_calls_run_takes_nothing_of_them_along(bench):
    store = bench.open()
    begin(store)
    keep(store, 5)
    store.writer.promise(promise())
    store.writer.promise(promise("f2"))
    store.writer.settle("f2", "withdrawn", 2_000_000).result(30)
    begin(store, call_id="over")
    store.writer.finish("over", 2_000_000).result(30)
    bench.file.write_bytes(b"noise" * PAGE)
    bench.file.with_name(bench.file.name + "-wal").write_bytes(b"")
    store.writer.check().result(30)
    keep(store, 2, first=5)
    assert kept(store) == list(range(7))
    assert [call.call_id for call in store.reader.unfinished_calls()] == ["c1"]
    assert store.reader.followups_open() == (promise(),)
    assert bench.kinds == ["set-aside"]


def test_reading_a_damaged_file_says_so_and_has_it_set_aside(bench):
    store = bench.open()
    begin(store)
    keep(store, 5)
    with closing(sqlite3.connect(bench.file)) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.opened.result(30).database._engine.dispose()
    content = bytearray(bench.file.read_bytes())
    content[PAGE:] = os.urandom(len(content) - PAGE)
    bench.file.write_bytes(content)
    with pytest.raises(StoreUnavailable, match="is damaged"):
        store.reader.events("c1")
    bench.await_notice("set-aside")
    store.writer.check().result(30)
    assert kept(store) == list(range(5))


def test_a_file_removed_while_calls_run_is_made_anew_with_them(bench):
    store = bench.open()
    begin(store)
    keep(store, 3)
    for file in bench.places.data.iterdir():
        file.unlink()
    keep(store, 1, first=3)
    assert kept(store) == [0, 1, 2, 3]
    assert bench.file.exists()


def test_a_file_set_aside_by_another_process_is_followed(bench):
    first, second = bench.open(), bench.open()
    begin(first, call_id="c1")
    begin(second, call_id="c2")
    keep(first, 2, "c1")
    keep(second, 2, "c2")
    bench.file.write_bytes(b"noise" * PAGE)
    bench.file.with_name(bench.file.name + "-wal").write_bytes(b"")
    first.writer.check().result(30)
    keep(second, 1, "c2", first=2)
    assert kept(first, "c1") == [0, 1]
    assert kept(first, "c2") == [0, 1, 2]
    assert bench.kinds.count("set-aside") == 1, "the new file is not taken for the damaged one"


def test_keys_of_promises_stay_while_a_damaged_file_is_kept(bench):
    content = a_closed_store(bench)
    bench.file.write_bytes(b"noise" * PAGE)
    store = bench.open()
    store.writer.expire(10**15, frozenset(), 0).result(30)
    assert len(bench.key_files("promise")) == 1
    assert bench.key_files("call") == []
    store.close(30)
    bench.file.with_name(bench.file.name + ".damaged-1").unlink()
    bench.file.write_bytes(content)
    again = bench.open()
    assert again.reader.followups_open() == (promise(),)


# ------------------------------------------------------------------------------------------- versions and faults


def test_a_database_of_a_newer_version_is_left_alone(bench):
    bench.open().close(30)
    with closing(sqlite3.connect(bench.file)) as other:
        other.execute("UPDATE meta SET value = '999'")
        other.commit()
    store = bench.open()
    ticket = store.writer.begin(header(), PACK)
    assert bench.await_notice("newer").sentence == (
        f"{bench.file} was written by a newer version of Agent Assist. What you do stays in memory and will be saved by "
        "that version: please update."
    )
    assert store.close(30) == 1
    assert isinstance(ticket.exception(), StoreUnavailable)


def test_a_fault_of_the_database_alone_is_told_and_holds_up_nothing_else(bench):
    store = bench.open()
    begin(store)
    with closing(sqlite3.connect(bench.file)) as other:
        other.execute("DROP TABLE follow_ups")
    lost = store.writer.promise(promise())
    keep(store, 2)
    assert lost.exception(30) is not None
    assert bench.kinds == ["failed"]
    assert kept(store) == [0, 1]


def test_a_listener_that_fails_stops_nothing(tmp_path, caplog):
    bench = Bench(tmp_path)

    def fail(notice):
        raise RuntimeError(f"the window is gone; {NAME}")

    bench._tell = fail
    store = bench.open()
    begin(store)
    keep(store, 1)
    assert kept(store) == [0]
    store.close(30)
    assert "a notice of kind key-file could not be shown: RuntimeError" in caplog.text
    assert NAME not in caplog.text


def test_a_server_that_does_not_answer_is_named_without_its_password(bench, tmp_path):
    store = bench.open(url=f"postgresql+psycopg://aa:secret@/team?host={tmp_path}&port=55433")
    ticket = store.writer.begin(header(), PACK)
    sentence = bench.await_notice("unreachable").sentence
    assert "does not answer" in sentence
    assert "secret" not in sentence
    assert store.close(30) == 1
    assert isinstance(ticket.exception(), StoreUnavailable)


def test_a_ticket_cannot_be_cancelled(bench):
    store = bench.open()
    ticket = store.writer.begin(header(), PACK)
    assert not ticket.cancel()
    ticket.result(30)


@pytest.mark.parametrize("kind", notices._SENTENCES)
def test_every_notice_is_one_whole_sentence_about_its_place(kind):
    told = notices.notice(kind, "<place>", "missing").sentence
    assert "<place>" in told
    assert told[0] in "<" or told[0].isupper()
    assert told.endswith(".")
    assert "{" not in told


def test_values_given_again_after_damage_are_sealed_anew(bench):
    store = bench.open()
    begin(store)
    keep(store, 1)
    bench.file.write_bytes(b"noise" * PAGE)
    bench.file.with_name(bench.file.name + "-wal").write_bytes(b"")
    store.writer.check().result(30)
    assert store.reader.events("c1") == (slot(0),)
    store.writer.finish("c1", 2_000_000).result(30)
    assert store.reader.events("c1") == (replace(slot(0), secret=None),)
    assert bench.key_files() == []
