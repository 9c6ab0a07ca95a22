"""What keeping an event costs: until it is durable, and for the thread that gives it.

    python -m benchmarks.store_commit [EVENTS]

Measured: the real store on SQLite in a folder of the system's temporary place; one event at a time, as an agent works, with
and without a personal value; ten at once (one commit); a whole call with a key made and destroyed; `append` alone, which is
all that the screen waits for; and opening, with an empty database and with the one the run has filled.

Against: the same rows with bare `sqlite3` in the same run and folder, WAL with synchronous=FULL, one commit each.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from agent_assist.store import CallHeader, StoredEvent
from agent_assist.store.store import Store, snapshot_hash
from benchmarks._figures import quantile, table
from benchmarks.store_kill import NAME, PACK, event_of, open_in

CALL = "measured"


def bare(folder: Path, count: int) -> list[float]:
    """Milliseconds of one commit each, without this program."""
    with closing(sqlite3.connect(folder / "bare.sqlite3", isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(
            "CREATE TABLE events (call_id, seq, at_ms, utc_ms, kind, args, secret, PRIMARY KEY (call_id, seq))"
        )

        def one(seq: int) -> None:
            event = event_of(CALL, seq)
            row = (CALL, seq, event.at_ms, event.utc_ms, event.kind, "[]", None)
            connection.execute("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?)", row)

        return timed(count, one)


def timed(count: int, work: Callable[[int], object]) -> list[float]:
    """Milliseconds of `work`, called with 0, 1, 2, ..."""
    samples = []
    for number in range(count):
        began = time.perf_counter()
        work(number)
        samples.append((time.perf_counter() - began) * 1000)
    return samples


def header(call_id: str) -> CallHeader:
    return CallHeader(call_id, "1001", "courier", "zh", snapshot_hash(PACK), 0, "boot")


def plain(seq: int, secret: str | None = None) -> StoredEvent:
    return StoredEvent(CALL, seq, seq, seq, "reply", ("clear",), secret)


def several(store: Store, first: int) -> None:
    for ticket in [store.writer.append(plain(first + each)) for each in range(10)]:
        ticket.result()


def whole_call(store: Store, number: int) -> None:
    call_id = f"whole-{number}"
    store.writer.begin(header(call_id), PACK)
    store.writer.append(StoredEvent(call_id, 0, 0, 0, "slot", ("surname",), NAME)).result()
    store.writer.finish(call_id, 1).result()


def opening(folder: Path) -> float:
    began = time.perf_counter()
    store = open_in(folder)
    store.opened.result()
    took = (time.perf_counter() - began) * 1000
    store.close(60)
    return took


def main(arguments: list[str]) -> int:
    """Run as a command; the exit code."""
    count = int(arguments[0]) if arguments else 500
    with tempfile.TemporaryDirectory(prefix="store-commit-") as name:
        folder = Path(name)
        first = opening(folder)
        samples = {"bare sqlite3, one commit": bare(folder, count)}
        store = open_in(folder)
        store.writer.begin(header(CALL), PACK).result()
        samples["an event until durable"] = timed(count, lambda n: store.writer.append(plain(n)).result())
        secret = 1_000_000
        samples["with a personal value"] = timed(count, lambda n: store.writer.append(plain(secret + n, NAME)).result())
        samples["ten events at once"] = timed(count // 10, lambda n: several(store, 2_000_000 + 10 * n))
        samples["a call: begin, value, end"] = timed(count // 10, lambda n: whole_call(store, n))
        samples["append, for its caller"] = timed(count, lambda n: store.writer.append(plain(3_000_000 + n)))
        store.close(60)
        again = opening(folder)
    rows = [
        (what, f"{quantile(each, 0.5):.3f}", f"{quantile(each, 0.99):.3f}", f"{max(each):.3f}")
        for what, each in samples.items()
    ]
    print(table(("milliseconds", "median", "99 %", "most"), rows))
    print(f"opening: {first:.0f} ms with the libraries imported for it, {again:.0f} ms again")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
