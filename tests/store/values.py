"""Calls, events and promises to keep."""

from __future__ import annotations

from agent_assist.store import CallHeader, FollowUpRow, StoredEvent
from agent_assist.store.store import snapshot_hash

PACK = "silent-caller: 您好，请问有什么可以帮您？\n" * 40
NAME = "欧阳娜娜"
NUMBER = "13812345678"
NOTE = "客户要求下午三点回电，门牌 17-4"
MINUTE = 60_000
DAY = 24 * 60 * MINUTE


def header(call_id: str = "c1", started: int = 1_000_000, agent: str = "1001") -> CallHeader:
    return CallHeader(call_id, agent, "courier", "zh", snapshot_hash(PACK), started, "boot-1")


def slot(seq: int, value: str | None = NAME, call_id: str = "c1", utc: int = 1_000_000) -> StoredEvent:
    return StoredEvent(call_id, seq, seq * 100, utc + seq * 100, "slot", ("surname",), value)


def promise(follow_up_id: str = "f1", call_id: str = "c1", due: int | None = 5_000_000, made: int = 1_000_000):
    return FollowUpRow(
        follow_up_id, call_id, "callback", "agent", due, made, values={"callback_no": NUMBER, "surname": NAME}
    )


def begin(store, **changed) -> None:
    store.writer.begin(header(**changed), PACK).result(30)
