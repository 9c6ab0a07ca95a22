"""What is kept: call events, follow-ups, snapshots of packs, the figures of the day.

Rules of this room: one writer thread, which nobody waits for; what it acknowledges is durable. Personal values reach a
disk only encrypted, under a key of their own call or promise, and that key is destroyed when its time is over. No clock
is read here, and no path is known but those given. `store.open_store` returns at once; the heavy libraries (SQLAlchemy,
cryptography, keyring) are imported by the writer thread, never by importing a module of this package.

This package itself brings the records only, which the desk needs before its first paint.
"""

from agent_assist.store.records import (
    CallHeader,
    CallSummary,
    Figures,
    FollowUpRow,
    FollowUpState,
    KeyStatus,
    Notice,
    NoticeKind,
    Places,
    StoredEvent,
    StoreUnavailable,
    Ticket,
)

__all__ = [
    "CallHeader",
    "CallSummary",
    "Figures",
    "FollowUpRow",
    "FollowUpState",
    "KeyStatus",
    "Notice",
    "NoticeKind",
    "Places",
    "StoreUnavailable",
    "StoredEvent",
    "Ticket",
]
