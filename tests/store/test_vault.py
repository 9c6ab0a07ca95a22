"""Keys of calls and promises: what they open, what they refuse, and that they go."""

from __future__ import annotations

import os
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.store.master import Master, fingerprint
from agent_assist.store.vault import Vault, call_owner, promise_owner

CALL = call_owner("c1")


def master(seed: bytes = b"m") -> Master:
    key = seed * 32
    return Master(key, {fingerprint(key): key})


@pytest.fixture
def vault(tmp_path):
    return Vault(tmp_path / "keys", master())


def read(vault: Vault, owner: str, label: str, sealed: bytes) -> str | None:
    return vault.opener(owner)(label, sealed)


def test_sealed_text_opens_for_its_owner_under_its_label_only(vault):
    sealed = vault.seal(CALL, "7", "王小明")
    vault.seal(call_owner("c2"), "7", "another")
    assert read(vault, CALL, "7", sealed) == "王小明"
    assert read(vault, CALL, "8", sealed) is None
    assert read(vault, call_owner("c2"), "7", sealed) is None
    assert read(vault, call_owner("c3"), "7", sealed) is None
    assert "王小明".encode() not in sealed


@given(position=st.integers(0, 200), flip=st.integers(1, 255))
def test_a_changed_byte_opens_nothing(tmp_path_factory, position, flip):
    vault = Vault(tmp_path_factory.mktemp("vault"), master())
    sealed = bytearray(vault.seal(CALL, "1", "13812345678"))
    sealed[position % len(sealed)] ^= flip
    assert read(vault, CALL, "1", bytes(sealed)) is None


@pytest.mark.parametrize("content", [b"", b"AAK1", b"x" * 72])
def test_a_damaged_key_file_opens_nothing_and_gives_way_to_a_new_key(vault, tmp_path, content):
    sealed = vault.seal(CALL, "1", "a")
    (file,) = (tmp_path / "keys").iterdir()
    file.write_bytes(content)
    assert read(vault, CALL, "1", sealed) is None
    assert read(vault, CALL, "2", vault.seal(CALL, "2", "b")) == "b"


def test_the_same_text_is_never_sealed_alike(vault):
    assert vault.seal(CALL, "1", "a") != vault.seal(CALL, "1", "a")


def test_a_destroyed_key_opens_nothing_not_even_from_an_old_copy_of_what_it_sealed(vault, tmp_path):
    sealed = vault.seal(CALL, "1", "a")
    vault.destroy(CALL)
    vault.destroy(CALL)
    assert read(vault, CALL, "1", sealed) is None
    assert list((tmp_path / "keys").iterdir()) == []
    vault.seal(CALL, "2", "a new key")
    assert read(vault, CALL, "1", sealed) is None


def test_the_file_of_a_key_is_overwritten_before_its_name_goes(vault, tmp_path):
    vault.seal(CALL, "1", "a")
    (file,) = (tmp_path / "keys").iterdir()
    before = file.read_bytes()
    other_name = tmp_path / "other name"
    os.link(file, other_name)
    vault.destroy(CALL)
    after = other_name.read_bytes()
    assert len(after) == len(before)
    assert after[:4] != before[:4]
    assert after[-32:] != before[-32:]


def test_another_master_key_opens_nothing(vault, tmp_path):
    sealed = vault.seal(CALL, "1", "a")
    assert read(Vault(tmp_path / "keys", master(b"n")), CALL, "1", sealed) is None
    both = Master(b"n" * 32, {**master(b"n").known, **master().known})
    assert read(Vault(tmp_path / "keys", both), CALL, "1", sealed) == "a"


def test_sweeping_leaves_only_what_is_asked_for(vault, tmp_path):
    for owner in (CALL, call_owner("c2"), promise_owner("p1"), promise_owner("p2")):
        vault.seal(owner, "1", "a")
    (tmp_path / "keys" / "call-123.key.0a1b.part").write_bytes(b"half a key")
    vault.sweep([CALL], None)
    assert len(list((tmp_path / "keys").iterdir())) == 3
    vault.sweep([CALL], [promise_owner("p1")])
    assert len(list((tmp_path / "keys").iterdir())) == 2


@pytest.mark.skipif(os.name != "posix", reason="Windows protects the folder by its owner's profile")
def test_only_the_owner_may_read_keys(vault, tmp_path):
    vault.seal(CALL, "1", "a")
    (file,) = (tmp_path / "keys").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
