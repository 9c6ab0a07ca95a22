"""One key for each call and each promise, and what is encrypted under it.

A key lies, wrapped by the master key, in a small file of its own and never in the database: no write-ahead log, no free
page and no backup of the database holds it. Destroying the key (overwriting and removing that file) therefore takes every
copy of the values with it, wherever it is.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from agent_assist.store import files
from agent_assist.store.master import Master, fingerprint

_KEY_BYTES = 32
_NONCE_BYTES = 12
_MAGIC = b"AAK1"
_FINGERPRINT_END = len(_MAGIC) + 8
_PROMISE = "promise"


def call_owner(call_id: str) -> str:
    """The owner of the key of a call."""
    return f"call:{call_id}"


def promise_owner(follow_up_id: str) -> str:
    """The owner of the key of a promise."""
    return f"{_PROMISE}:{follow_up_id}"


class Vault:
    """Seals and opens texts under the key of their owner. Keeps no key in memory; safe from any thread."""

    def __init__(self, folder: Path, master: Master) -> None:
        """Raises OSError when `folder` cannot be made."""
        self._folder = folder
        self._master = master
        files.private_folder(folder)

    def seal(self, owner: str, label: str, text: str) -> bytes:
        """Encrypt `text`; `label` says what it is, and must be given again to open it.

        The key of `owner` is made, durably, when there is none. Raises OSError.
        """
        key = self._key(owner)
        if key is None:
            key = os.urandom(_KEY_BYTES)
            files.create(self._file(owner), self._wrap(owner, key))
            # Another process may have been quicker, and a key of a lost master gives way to a new one.
            key = self._key(owner) or self._replace(owner)
        return _encrypt(key, text.encode(), f"{owner}/{label}")

    def opener(self, owner: str) -> Callable[[str, bytes | None], str | None]:
        """What opens the things of `owner` by label; it gives None for what is not there or whose key is gone.

        Raises OSError.
        """
        key = self._key(owner)

        def open_one(label: str, sealed: bytes | None) -> str | None:
            if key is None or sealed is None:
                return None
            plain = _decrypt(key, sealed, f"{owner}/{label}")
            return None if plain is None else plain.decode()

        return open_one

    def destroy(self, owner: str) -> None:
        """Destroy the key of `owner`; nothing happens when it has none. Raises OSError."""
        files.destroy(self._file(owner))

    def sweep(self, calls: Iterable[str], promises: Iterable[str] | None) -> None:
        """Destroy every key but those of these owners: leavings of a program that was killed. Raises OSError.

        None keeps the keys of all promises.
        """
        kept = {self._file(owner).name for owner in (*calls, *(promises or ()))}
        for file in self._folder.iterdir():
            if file.name not in kept and (promises is not None or not file.name.startswith(_PROMISE)):
                files.destroy(file)

    def _file(self, owner: str) -> Path:
        kind, _, identity = owner.partition(":")
        return self._folder / f"{kind}-{sha256(identity.encode()).hexdigest()[:32]}.key"

    def _wrap(self, owner: str, key: bytes) -> bytes:
        return _MAGIC + fingerprint(self._master.key) + _encrypt(self._master.key, key, owner)

    def _key(self, owner: str) -> bytes | None:
        """The key of `owner`, if there is one and a known master key opens it."""
        try:
            content = self._file(owner).read_bytes()
        except FileNotFoundError:
            return None
        master = self._master.known.get(content[len(_MAGIC) : _FINGERPRINT_END])
        if master is None or not content.startswith(_MAGIC):
            return None
        return _decrypt(master, content[_FINGERPRINT_END:], owner)

    def _replace(self, owner: str) -> bytes:
        files.destroy(self._file(owner))
        key = os.urandom(_KEY_BYTES)
        files.create(self._file(owner), self._wrap(owner, key))
        return key


def _encrypt(key: bytes, plain: bytes, context: str) -> bytes:
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, context.encode())


def _decrypt(key: bytes, sealed: bytes, context: str) -> bytes | None:
    if len(sealed) <= _NONCE_BYTES:
        return None
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], context.encode())
    except InvalidTag:
        return None
