"""The master key with a key store, without one, and with one that lets us down."""

from __future__ import annotations

import os
import stat
import threading

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.backends.null import Keyring as NullKeyring
from keyring.errors import KeyringLocked

from agent_assist.store import KeyStatus
from agent_assist.store.master import SERVICE, USER, load, system_key_store
from tests.store.values import begin, slot


class Memory(KeyringBackend):
    """A key store that works."""

    priority = 5

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password


class Plain(Memory):
    """A key store that keyring itself would rather not use."""

    priority = 0.5


class Locked(Memory):
    """A key store whose owner has said no."""

    def get_password(self, service, username):
        raise KeyringLocked("the text of an error may hold anything")


class Slow(Memory):
    """A key store that waits for a person to type a password."""

    def __init__(self) -> None:
        super().__init__()
        self.answered = threading.Event()

    def get_password(self, service, username):
        self.answered.wait(30)
        return


class Forgetful(Memory):
    """A key store that takes what it is given and keeps nothing."""

    def set_password(self, service, username, password):
        pass


@pytest.fixture
def file(tmp_path):
    return tmp_path / "private" / "master.key"


@pytest.fixture
def chosen():
    """Choose what keyring takes for the key store of the system, and put back what it was."""
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


def test_a_key_store_keeps_the_key_and_no_file_does(file):
    store = Memory()
    first, status = load(file, lambda: store, 5)
    second, _ = load(file, lambda: store, 5)
    assert first == second
    assert len(first.key) == 32
    assert (status.place, status.fault) == ("key store", "")
    assert not file.exists()


def test_without_a_key_store_the_key_lies_in_a_private_file(file):
    first, status = load(file, lambda: None, 5)
    second, _ = load(file, lambda: None, 5)
    assert first == second
    assert status == KeyStatus("file", str(file), "missing")
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize(("store", "fault"), [(Locked(), "failed"), (Forgetful(), "forgetful")])
def test_a_key_store_that_fails_is_replaced_by_the_file(file, store, fault):
    _, status = load(file, lambda: store, 5)
    assert status == KeyStatus("file", str(file), fault)


def test_a_key_store_that_does_not_answer_holds_nothing_up(file):
    store = Slow()
    _, status = load(file, lambda: store, 0.01)
    store.answered.set()
    assert status == KeyStatus("file", str(file), "slow")


def test_a_finder_that_fails_is_a_key_store_that_fails(file):
    def find():
        raise ImportError("a broken plugin")

    assert load(file, find, 5)[1].fault == "failed"


def test_the_key_moves_from_the_file_into_a_key_store_that_appears(file):
    filed, _ = load(file, lambda: None, 5)
    store = Memory()
    moved, status = load(file, lambda: store, 5)
    assert moved.key == filed.key
    assert status.place == "key store"
    assert not file.exists()


def test_keys_of_both_places_are_known_when_they_differ(file):
    store = Memory()
    kept, _ = load(file, lambda: store, 5)
    filed, _ = load(file, lambda: None, 5)
    both, _ = load(file, lambda: store, 5)
    assert both.key == kept.key
    assert set(both.known.values()) == {kept.key, filed.key}
    assert file.exists(), "what was wrapped by the key in the file must stay readable"


@pytest.mark.skipif(os.name != "posix", reason="Windows protects the folder, not the file")
def test_a_file_that_others_could_read_is_made_private(file):
    key, _ = load(file, lambda: None, 5)
    file.chmod(0o644)
    again, _ = load(file, lambda: None, 5)
    assert again == key
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"", b"short", b"\xff\xfe" * 30, b"A" * 44])
def test_a_file_that_holds_no_key_is_set_aside(file, content):
    file.parent.mkdir()
    file.write_bytes(content)
    key, status = load(file, lambda: None, 5)
    assert len(key.key) == 32
    assert status.place == "file"
    assert file.with_name("master.key.damaged").read_bytes() == content


def test_with_neither_key_store_nor_file_the_key_is_in_memory_and_that_is_said(bench, tmp_path):
    (tmp_path / "private").write_text("a file where a folder should be")
    store = bench.open()
    begin(store)
    store.writer.append(slot(0)).result(30)
    assert store.reader.events("c1") == (slot(0),)
    assert store.key_status() == KeyStatus("memory", str(bench.places.master_file), "missing")
    assert [notice.kind for notice in bench.notices] == ["key-memory"]
    store.close()
    again = bench.open()
    assert again.reader.events("c1") == (slot(0, None),)


def test_the_store_says_where_its_key_is(bench):
    store = bench.open()
    store.opened.result(30)
    assert store.key_status() == KeyStatus("file", str(bench.places.master_file), "missing")
    (notice,) = bench.notices
    assert notice.sentence == (
        "This system has no key store, so the key that protects customers' data is in the file "
        f"{bench.places.master_file}."
    )


def test_the_store_works_over_the_key_store_of_the_system(bench, chosen):
    backend = Memory()
    chosen(backend)
    store = bench.open(find_key_store=None)
    begin(store)
    store.writer.append(slot(0)).result(30)
    store.close()
    again = bench.open(find_key_store=None)
    assert again.reader.events("c1") == (slot(0),)
    assert again.key_status().place == "key store"
    assert again.key_status().where == backend.name
    assert list(backend.kept) == [(SERVICE, USER)]
    assert not bench.places.master_file.exists()
    assert bench.notices == []
    backend.kept.clear()
    again.close()
    stranger = bench.open(find_key_store=None)
    assert stranger.reader.events("c1") == (slot(0, None),), "without the master key nothing can be read"


def test_the_system_has_no_key_store_when_keyring_found_none(chosen):
    assert system_key_store() is None  # the backend "fail", as without a desktop
    chosen(NullKeyring())
    assert system_key_store() is None
    chosen(Plain())
    assert system_key_store() is None


def test_among_several_key_stores_only_a_trusted_one_is_used(chosen, monkeypatch):
    trusted = Memory()
    monkeypatch.setattr(ChainerBackend, "backends", [Plain(), trusted])
    chosen(ChainerBackend())
    assert system_key_store() is trusted
