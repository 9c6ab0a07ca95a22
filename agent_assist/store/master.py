"""The master key: in the key store of the system, or else in a private file, or else only in memory.

It wraps the keys of calls and promises and encrypts nothing itself. Keys are told apart by a fingerprint, so that one
kept earlier in the other place still opens what it closed. A key store that is missing, locked or slow holds nothing up
for longer than a timeout.
"""

from __future__ import annotations

import base64
import binascii
import logging
import os
import stat
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Protocol

from agent_assist.store import files
from agent_assist.store.records import KeyStatus, KeyStoreFault

_LOG = logging.getLogger(__name__)

SERVICE = "agent-assist"
USER = "master key"
_SIZE = 32
_TRUSTED_PRIORITY = 1
"""From this priority on, keyring recommends a backend; plain-text files stand below it."""


class KeyStore(Protocol):
    """What is used of a backend of keyring."""

    def get_password(self, service: str, username: str) -> str | None:
        """The value kept, or None."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a value."""


@dataclass(frozen=True, slots=True)
class Master:
    """The key that wraps from now on, and all that can unwrap, by fingerprint."""

    key: bytes
    known: Mapping[bytes, bytes]


def fingerprint(key: bytes) -> bytes:
    """Eight bytes that tell which key it is and nothing about it."""
    return sha256(b"agent-assist master key" + key).digest()[:8]


def system_key_store() -> KeyStore | None:
    """The key store that keyring recommends on this system; None when there is none worth trusting."""
    import keyring

    chosen = keyring.get_keyring()
    candidates = getattr(chosen, "backends", (chosen,))
    return next((backend for backend in candidates if backend.priority >= _TRUSTED_PRIORITY), None)


def load(file: Path, find_key_store: Callable[[], KeyStore | None], timeout_s: float) -> tuple[Master, KeyStatus]:
    """Find the master key or make one.

    A key that lies in `file` moves into the key store as soon as there is one. `timeout_s` bounds all dealings with the
    key store.
    """
    filed = _read(file)
    answer = _ask(lambda: _from_key_store(find_key_store, filed), timeout_s)
    if isinstance(answer, _Kept):
        if answer.key == filed:
            _drop(file)
        return _master(answer.key, filed), KeyStatus("key store", answer.where)
    try:
        key = filed or _make_file(file)
    except OSError:
        return _master(os.urandom(_SIZE), None), KeyStatus("memory", str(file), answer)
    return _master(key, None), KeyStatus("file", str(file), answer)


@dataclass(frozen=True, slots=True)
class _Kept:
    key: bytes
    where: str


def _master(key: bytes, other: bytes | None) -> Master:
    return Master(key, {fingerprint(each): each for each in (key, other) if each is not None})


def _from_key_store(find_key_store: Callable[[], KeyStore | None], filed: bytes | None) -> _Kept | KeyStoreFault:
    """The key in the key store, put there first if need be; or why there is none."""
    backend = find_key_store()
    if backend is None:
        return "missing"
    where = str(getattr(backend, "name", type(backend).__name__))
    kept = backend.get_password(SERVICE, USER)
    if kept is None:
        backend.set_password(SERVICE, USER, base64.b64encode(filed or os.urandom(_SIZE)).decode())
        kept = backend.get_password(SERVICE, USER)
    key = _decoded(kept or "")
    return "forgetful" if key is None else _Kept(key, where)


def _ask(work: Callable[[], _Kept | KeyStoreFault], timeout_s: float) -> _Kept | KeyStoreFault:
    """Do `work` in a thread that may be left hanging: a locked key store can wait for a person."""
    answers: SimpleQueue[_Kept | KeyStoreFault] = SimpleQueue()

    def run() -> None:
        try:
            answers.put(work())
        except Exception as error:  # noqa: BLE001 - backends raise what they like
            _LOG.info("key store failed: %s", type(error).__name__)
            answers.put("failed")

    threading.Thread(target=run, name="key-store", daemon=True).start()
    try:
        return answers.get(timeout=timeout_s)
    except Empty:
        return "slow"


def _decoded(text: str) -> bytes | None:
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        return None
    return key if len(key) == _SIZE else None


def _read(file: Path) -> bytes | None:
    """The key in `file`; what others may read is made private, what is no key is set aside."""
    try:
        if os.name == "posix" and stat.S_IMODE(file.stat().st_mode) & 0o077:
            file.chmod(0o600)
        key = _decoded(file.read_text("ascii", "replace"))
        if key is None:
            file.replace(file.with_name(f"{file.name}.damaged"))
    except OSError:
        return None
    return key


def _make_file(file: Path) -> bytes:
    files.private_folder(file.parent)
    key = os.urandom(_SIZE)
    if files.create(file, base64.b64encode(key) + b"\n"):
        return key
    other = _read(file)  # another process was quicker
    if other is None:
        raise PermissionError(13, "it cannot be read")
    return other


def _drop(file: Path) -> None:
    try:
        files.destroy(file)
    except OSError:
        pass  # the key is in the key store as well, so nothing is lost, and the next start tries again
