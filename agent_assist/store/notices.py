"""The sentences in which the store tells its troubles, by kind."""

from __future__ import annotations

import errno

from agent_assist.store.records import Notice, NoticeKind, StoreUnavailable

_KEPT = "What you do stays in memory and will be saved"
_SENTENCES: dict[NoticeKind, str] = {
    "full": "No room is left on the disk of {place}. " + _KEPT + " as soon as there is: please free some.",
    "locked": "{place} is in use by another program. " + _KEPT + " as soon as it is let go.",
    "denied": "{place} may not be written. " + _KEPT + " as soon as it may: please check its rights and its folder's.",
    "disk": "{place} cannot be written: the disk reports an error. " + _KEPT + " as soon as it works again.",
    "damaged": "{place} is damaged. " + _KEPT + " as soon as the file can be set aside.",
    "unreachable": "The database {place} does not answer. " + _KEPT + " as soon as it does.",
    "newer": "{place} was written by a newer version of Agent Assist. " + _KEPT + " by that version: please update.",
    "failed": "{place} refused to keep something that happened; please tell your administrator.",
    "set-aside": "{place} was damaged: it is now kept as {other}, and a new one holds what could be read from it.",
    "saving-again": "Saving to {place} works again; everything that waited is saved.",
    "key-file": "No key store can be used ({other}), so the key that protects customers' data is in the file {place}.",
    "key-memory": "The key that protects customers' data cannot be kept ({other}): names and numbers of today cannot be "
    "read after a restart.",
}


def notice(kind: NoticeKind, place: str, other: str = "") -> Notice:
    """What to tell about `kind`; `place` is the file or database, `other` a second file or a reason."""
    return Notice(kind, place, _SENTENCES[kind].format(place=place, other=other), other)


def unavailable(kind: NoticeKind, place: str) -> StoreUnavailable:
    """The same, to be raised."""
    return StoreUnavailable(notice(kind, place))


def of_os_error(error: OSError, place: str) -> StoreUnavailable:
    """What an error of the file system means, at the file it names or else at `place`."""
    where = str(error.filename or place)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return unavailable("full", where)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return unavailable("denied", where)
    return unavailable("disk", where)
