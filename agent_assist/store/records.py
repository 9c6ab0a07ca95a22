"""What goes into the store and what comes out of it, as plain frozen values.

Times are milliseconds: ``at_ms`` is elapsed time on the clock of the call, ``utc_ms`` is UTC since 1970. Ids, times and
choices stand in the open fields; a personal value (a name, a number, a note) goes only into a field named ``secret`` or
``values``, which is encrypted before it reaches a disk and is left out of the ``repr``, so that no log shows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

FollowUpState = Literal["open", "kept", "withdrawn"]

NoticeKind = Literal[
    "full",
    "locked",
    "denied",
    "disk",
    "damaged",
    "unreachable",
    "newer",
    "failed",
    "set-aside",
    "saving-again",
    "key-file",
    "key-memory",
]

KeyStoreFault = Literal["", "missing", "failed", "slow", "forgetful"]
"""Why the key store is not used: there is none, it raised an error, did not answer in time, did not keep the key."""

Ticket = Future[None]
"""Resolved when what it stands for is durable. Its callbacks run in the writer thread."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the store keeps its things.

    `keys` and `master_file` belong outside `data`: what copies the data folder (a backup, a snapshot) must not copy the
    keys with it, or values destroyed here would live on there.
    """

    data: Path
    keys: Path
    master_file: Path


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the user should know about the keeping of data: one sentence, and what the ui needs to translate it.

    `place` is the file or database; `other` the file a damaged one was renamed to, or the `KeyStoreFault`.
    The kinds from "full" to "newer" are troubles that last until "saving-again": everything that waited is durable then.
    """

    kind: NoticeKind
    place: str
    sentence: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class KeyStatus:
    """Where the master key lies: in the key store of the system, in a file, or (nothing else works) in memory only.

    `where` names the key store or the file; `fault` says why it is not the key store.
    """

    place: Literal["key store", "file", "memory"]
    where: str
    fault: KeyStoreFault = ""


@dataclass(frozen=True, slots=True)
class CallHeader:
    """What is fixed when a call begins. `clock_id` tells whether two ``at_ms`` come from the same running clock."""

    call_id: str
    agent_no: str
    pack_id: str
    language: str
    snapshot_hash: str
    started_utc_ms: int
    clock_id: str


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """One input of a call. `seq` counts within the call; `secret` is None when there is none or its key is gone."""

    call_id: str
    seq: int
    at_ms: int
    utc_ms: int
    kind: str
    args: tuple[str, ...] = ()
    secret: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class CallSummary:
    """What remains of a call for the figures of the day. Giving it also says that the call has ended.

    `answer_ms` is from ringing to answered, None for a call begun by hand; `in_time` says whether that met the limit of
    the pack. `outcome` is an id. A later summary of the same call replaces an earlier one.
    """

    call_id: str
    ended_utc_ms: int
    answer_ms: int | None = None
    in_time: bool | None = None
    talk_ms: int | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """A promise made in a call.

    `how` is the id of the way it was kept. `values` (callback number, surname, title, issue, ...) is None when there are
    none or their key is gone.
    """

    id: str
    call_id: str
    reason: str
    owner: str
    due_utc_ms: int | None
    made_utc_ms: int
    state: FollowUpState = "open"
    settled_utc_ms: int | None = None
    how: str = ""
    values: Mapping[str, str] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Figures:
    """What the idle desk shows of a span of time. `average_talk_ms` is None when no call has ended."""

    calls: int
    answered: int
    answered_in_time: int
    average_talk_ms: int | None
    promises_made: int
    promises_kept: int


@dataclass(frozen=True, slots=True)
class Begin:
    """A call begins under this resolved pack."""

    header: CallHeader
    pack_text: str


@dataclass(frozen=True, slots=True)
class Settle:
    """A promise was kept, withdrawn or opened again."""

    follow_up_id: str
    state: FollowUpState
    utc_ms: int
    how: str = ""


@dataclass(frozen=True, slots=True)
class Finish:
    """The wrap-up of a call is over: its values go."""

    call_id: str
    utc_ms: int


@dataclass(frozen=True, slots=True)
class Expire:
    """Let go of what has been kept long enough at `now_utc_ms`; calls in `live` are still on this desk."""

    now_utc_ms: int
    live: frozenset[str]
    retention_ms: int


@dataclass(frozen=True, slots=True)
class Check:
    """Only a place in the queue; with `thorough`, the whole database is read through."""

    thorough: bool


Job = Begin | StoredEvent | CallSummary | FollowUpRow | Settle | Finish | Expire | Check


class StoreUnavailable(Exception):  # noqa: N818 - a state of affairs, not a fault of the caller
    """What was asked cannot be read or kept now. Its text is one sentence for the user."""

    def __init__(self, notice: Notice) -> None:
        super().__init__(notice.sentence)
        self.notice = notice
