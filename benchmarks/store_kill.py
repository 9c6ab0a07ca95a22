"""Kills a process that keeps calls, at random moments, and looks at what it left behind.

    python -m benchmarks.store_kill [KILLS] [SEED]

A child opens the store and keeps calls as fast as it may: names, numbers and notes among the events, promises, wrap-ups
that end. It reports each acknowledgement through a pipe. After some random milliseconds it is killed (SIGKILL; on Windows
TerminateProcess). The same folders are used again for every kill, as on a desk. Then:

- every acknowledged event and promise must be there, with its value, in the order it was given;
- of a call whose end was acknowledged, no value may be readable;
- no file of the folders may hold a name, number or note in UTF-8 or UTF-16, neither while the child lives nor after it;
- at the end, all calls finished, no key of a call may be left.

Exit 1 if one of these fails.
"""

from __future__ import annotations

import multiprocessing
import random
import sys
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from agent_assist.store import CallHeader, CallSummary, FollowUpRow, Places, StoredEvent, Ticket
from agent_assist.store.store import Store, open_store, snapshot_hash
from benchmarks._figures import quantile

PACK = "opening: 您好，很高兴为您服务，请问有什么可以帮您？\n" * 200
NAME = "欧阳秋实"
NUMBER = "13912345678"
NOTE = "门牌十七号下午三点以后回电"
ENGLISH = "Mrs Featherstonehaugh"
VALUES = (NAME, NUMBER, NOTE, ENGLISH)
UTC = 1_700_000_000_000
LONGEST_LIFE_S = 0.25
DAY_MS = 86_400_000

Ack = tuple[str, str, int]  # what ("event", "promise", "finish"), of which call, number


def places_in(folder: Path) -> Places:
    """Folders as the application lays them out."""
    return Places(folder / "data", folder / "keys", folder / "private" / "master.key")


def event_of(call_id: str, seq: int) -> StoredEvent:
    """The event that belongs in this place; whoever knows the place knows the event."""
    secret = VALUES[seq % len(VALUES)] + f" {seq}" if seq % 3 else None
    return StoredEvent(call_id, seq, seq * 700, UTC + seq * 700, "slot", ("surname", str(seq)), secret)


def promise_of(call_id: str, number: int) -> FollowUpRow:
    """The promise of this number in this call."""
    values = {"surname": NAME, "callback_no": NUMBER, "issue": NOTE}
    return FollowUpRow(f"{call_id}-{number}", call_id, "callback", "agent", UTC + DAY_MS, UTC, values=values)


def _no_key_store() -> None:
    return None


def _ignore(_notice: object) -> None:
    """The file for the master key is no surprise here."""


def open_in(folder: Path) -> Store:
    """The store of these folders, its master key in a file."""
    return open_store(places_in(folder), _ignore, find_key_store=_no_key_store)


# ------------------------------------------------------------------------------------------- the child


def keep_calls(folder: Path, name: str, seed: int, pipe: Connection) -> None:
    """Keep calls until killed. Runs in the child."""
    chance = random.Random(seed)
    store = open_in(folder)

    def report(ack: Ack, ticket: Ticket) -> None:
        if ticket.exception() is None:
            pipe.send(ack)  # the one writer thread calls this

    for number in range(1_000_000):
        call_id = f"{name}-{number}"
        store.writer.begin(CallHeader(call_id, "1001", "courier", "zh", snapshot_hash(PACK), UTC, "boot"), PACK)
        seq = 0
        for _ in range(chance.randrange(1, 6)):
            last = None
            for _ in range(chance.randrange(1, 6)):
                last = store.writer.append(event_of(call_id, seq))
                last.add_done_callback(partial(report, ("event", call_id, seq)))
                seq += 1
            if chance.random() < 0.3:
                store.writer.promise(promise_of(call_id, seq)).add_done_callback(
                    partial(report, ("promise", call_id, seq))
                )
            if last is not None and chance.random() < 0.8:
                last.result()
        if chance.random() < 0.6:
            store.writer.summarise(
                CallSummary(call_id, UTC + 90_000, 800, in_time=True, talk_ms=60_000, outcome="solved")
            )
            finished = store.writer.finish(call_id, UTC + 100_000)
            finished.add_done_callback(partial(report, ("finish", call_id, seq)))
            finished.result()


# ------------------------------------------------------------------------------------------- the judge


@dataclass
class Findings:
    """What all kills together have shown."""

    kills: int = 0
    acknowledged: int = 0
    finished: int = 0
    unfinished: int = 0
    missing: list[str] = field(default_factory=list)
    readable: list[str] = field(default_factory=list)
    in_the_clear: list[str] = field(default_factory=list)
    keys_left: list[str] = field(default_factory=list)
    bytes_searched: int = 0
    reopen_ms: list[float] = field(default_factory=list)

    @property
    def good(self) -> bool:
        return not (self.missing or self.readable or self.in_the_clear or self.keys_left)


def run(folder: Path, kills: int, seed: int) -> Findings:
    """Kill `kills` children one after the other; what was found."""
    chance = random.Random(seed)
    found = Findings()
    known = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in known else "spawn")
    context.set_forkserver_preload(["agent_assist.store.saving", "agent_assist.store.reads", __name__])
    for number in range(kills):
        ours, theirs = context.Pipe(duplex=False)
        name = f"k{number}"
        child = context.Process(target=keep_calls, args=(folder, name, chance.randrange(2**32), theirs))
        child.start()
        theirs.close()
        acks = _kill_at_random(child, ours, chance, found, folder)
        ours.close()
        found.kills += 1
        _judge(folder, name, acks, found)
    _finish_all(folder, found)
    return found


def _kill_at_random(
    child: multiprocessing.process.BaseProcess, pipe: Connection, chance: random.Random, found: Findings, folder: Path
) -> list[Ack]:
    """Let the child live for a while from its first acknowledgement on (now and then only from its start)."""
    acks: list[Ack] = []
    if chance.random() < 0.9:
        with suppress(EOFError):
            acks.append(pipe.recv())
    until = time.monotonic() + chance.uniform(0, LONGEST_LIFE_S)
    if chance.random() < 0.2:
        _search(folder, found)
    while (left := until - time.monotonic()) > 0 and pipe.poll(left):
        acks.append(pipe.recv())
    child.kill()
    child.join()
    with suppress(EOFError, OSError):
        while True:
            acks.append(pipe.recv())
    return acks


def _judge(folder: Path, name: str, acks: list[Ack], found: Findings) -> None:
    began = time.perf_counter()
    store = open_in(folder)
    store.opened.result(60)
    found.reopen_ms.append((time.perf_counter() - began) * 1000)
    finished = {call_id for what, call_id, _ in acks if what == "finish"}
    offered = {header.call_id for header in store.reader.unfinished_calls() if header.call_id.startswith(f"{name}-")}
    promises = {row.id: row for row in store.reader.followups_open()}
    given: dict[str, int] = {}
    for what, call_id, number in acks:
        if what == "event":
            given[call_id] = max(given.get(call_id, -1), number)
        elif what == "promise" and promises.get(f"{call_id}-{number}") != promise_of(call_id, number):
            found.missing.append(f"promise {call_id}-{number}")
    for call_id, last in given.items():
        kept = store.reader.events(call_id)
        _judge_call(call_id, last, kept, call_id in finished, call_id in offered, found)
    found.acknowledged += len(acks)
    found.finished += len(finished)
    found.unfinished += len(offered)
    store.close(60)
    _search(folder, found)


def _judge_call(
    call_id: str, last: int, kept: tuple[StoredEvent, ...], finished: bool, offered: bool, found: Findings
) -> None:
    """Acknowledged events come first and whole; a call ends with all its values or with none."""
    if len(kept) <= last or [event.seq for event in kept] != list(range(len(kept))):
        found.missing.append(f"events of {call_id}: {len(kept)} kept, {last + 1} acknowledged")
    if finished and (offered or any(event.secret is not None for event in kept)):
        found.readable.append(call_id)
    if offered and any(event != event_of(call_id, event.seq) for event in kept):
        found.missing.append(f"values of {call_id}")


def _finish_all(folder: Path, found: Findings) -> None:
    store = open_in(folder)
    headers = store.reader.unfinished_calls()
    for ticket in [store.writer.finish(header.call_id, UTC + 200_000) for header in headers]:
        ticket.result(60)
    for header in headers:
        if any(event.secret is not None for event in store.reader.events(header.call_id)):
            found.readable.append(header.call_id)
    store.close(60)
    found.keys_left += [file.name for file in places_in(folder).keys.iterdir() if file.name.startswith("call")]
    _search(folder, found)


def _search(folder: Path, found: Findings) -> None:
    for file in sorted(folder.rglob("*")):
        with suppress(FileNotFoundError, IsADirectoryError, PermissionError):
            content = file.read_bytes()
            found.bytes_searched += len(content)
            found.in_the_clear += [f"{value!r} in {file.name}" for value in in_the_clear(content, VALUES)]


def in_the_clear(content: bytes, values: Iterable[str]) -> list[str]:
    """Which of `values` stand in `content` as UTF-8 or UTF-16, or as JSON writes them."""
    forms = {value: (value.encode(), value.encode("utf-16-le"), value.encode("utf-16-be")) for value in values}
    escaped = {value: value.encode("unicode-escape") for value in values}
    return [value for value in values if any(form in content for form in (*forms[value], escaped[value]))]


def main(arguments: list[str]) -> int:
    """Run as a command; the exit code."""
    kills = int(arguments[0]) if arguments else 200
    seed = int(arguments[1]) if len(arguments) > 1 else random.randrange(2**32)
    with tempfile.TemporaryDirectory(prefix="store-kill-", ignore_cleanup_errors=True) as folder:
        began = time.perf_counter()
        found = run(Path(folder), kills, seed)
        took = time.perf_counter() - began
    rows = [
        ("seed", str(seed)),
        ("kills", f"{found.kills} in {took:.0f} s"),
        ("acknowledged", f"{found.acknowledged} events, promises, ends"),
        ("calls finished / cut off", f"{found.finished} / {found.unfinished}"),
        ("acknowledged but missing", str(len(found.missing))),
        ("readable after the end", str(len(found.readable))),
        ("values in the clear", f"{len(found.in_the_clear)} in {found.bytes_searched / 1e6:.0f} MB searched"),
        ("keys of calls left", str(len(found.keys_left))),
        (
            "reopening, ms",
            f"{quantile(found.reopen_ms, 0.5):.0f} median, {quantile(found.reopen_ms, 0.99):.0f} at 99 %",
        ),
    ]
    for name, value in rows:
        print(f"{name:26}{value}")
    for fault in [*found.missing, *found.readable, *found.in_the_clear, *found.keys_left]:
        print(f"FAULT {fault}")
    return 0 if found.good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
