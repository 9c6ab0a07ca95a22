"""The sentences in which the store tells its troubles, by kind."""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable

from agent_assist.store.records import Notice, NoticeKind, StoreUnavailable

_DENIED = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.ENOTDIR, errno.EEXIST, errno.EISDIR)
_LOG = logging.getLogger(__name__)
_KEPT = "What you do stays in memory and will be saved"
_SENTENCES: dict[NoticeKind, str] = {
    "full": "No room is left on the disk of {place}. " + _KEPT + " as soon as there is: please free some.",
    "locked": "{place} is in use by another program. " + _KEPT + " as soon as it is let go.",
    "denied": "{place} cannot be written. "
    + _KEPT
    + " as soon as it can: please check it, its folder, and their rights.",
    "disk": "{place} cannot be written: the disk reports an error. " + _KEPT + " as soon as it works again.",
    "damaged": "{place} is damaged. " + _KEPT + " as soon as the file can be set aside.",
    "unreachable": "The database {place} does not answer. " + _KEPT + " as soon as it does.",
    "newer": "{place} was written by a newer version of Agent Assist. " + _KEPT + " by that version: please update.",
    "failed": "{place} refused to keep something that happened; please tell your administrator.",
    "set-aside": "{place} was damaged: it is now kept as {other}, and a new one holds what could be read from it.",
    "saving-again": "Saving to {place} works again; everything that waited is saved.",
    "key-file": "{fault}, so the key that protects customers' data is in the file {place}.",
    "key-memory": "{fault}, and {place} cannot be written: customers' names and numbers cannot be read after a restart.",
}
_FAULTS = {
    "": "",
    "missing": "This system has no key store",
    "failed": "The key store of this system reports an error",
    "slow": "The key store of this system does not answer",
    "forgetful": "The key store of this system does not keep what it is given",
}


def notice(kind: NoticeKind, place: str, other: str = "") -> Notice:
    """What to tell about `kind`; `place` is the file or database, `other` a second file or a `KeyStoreFault`."""
    return Notice(kind, place, _SENTENCES[kind].format(place=place, other=other, fault=_FAULTS.get(other, "")), other)


def unavailable(kind: NoticeKind, place: str) -> StoreUnavailable:
    """The same, to be raised."""
    return StoreUnavailable(notice(kind, place))


def guarded(on_notice: Callable[[Notice], None]) -> Callable[[Notice], None]:
    """`on_notice`, but what goes wrong in it does not stop the keeping of data."""

    def tell(told: Notice) -> None:
        try:
            on_notice(told)
        except Exception as error:  # noqa: BLE001 - it is not ours
            _LOG.warning("a notice of kind %s could not be shown: %s", told.kind, type(error).__name__)

    return tell


def of_os_error(error: OSError, place: str) -> StoreUnavailable:
    """What an error of the file system means, at the file it names or else at `place`."""
    where = str(error.filename or place)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return unavailable("full", where)
    if error.errno in _DENIED:
        return unavailable("denied", where)
    return unavailable("disk", where)
