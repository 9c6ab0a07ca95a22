"""The whole program, also telling what its agent sees and what the store has acknowledged."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from multiprocessing.connection import Connection
from threading import Lock
from typing import Any

from PySide6.QtCore import QMessageLogContext, QtMsgType, Signal, qInstallMessageHandler

from agent_assist.app.program import Program
from agent_assist.call.state import Call
from agent_assist.desk.station import STORE
from agent_assist.store.records import StoredEvent, Ticket
from agent_assist.store.store import Store

Where = tuple[str, str, tuple[tuple[str, str], ...]]
"""What an agent sees of a call: its life, its step, the values recorded."""


def where(call: Call) -> Where:
    """What an agent sees of a call."""
    values = tuple(sorted((name, value) for name, value in call.slots.items() if value))
    return call.life, f"{call.frame.scenario}.{call.frame.step}", values


def hear_qt() -> None:
    """Print what Qt has to say, but for what its plugin without a screen cannot do with windows."""

    def hear(_kind: QtMsgType, _context: QMessageLogContext, sentence: str) -> None:
        if "This plugin does not support" not in sentence:
            print(f"qt: {sentence}", file=sys.stderr)

    qInstallMessageHandler(hear)


class Pipe:
    """Sends from any thread."""

    def __init__(self, connection: Connection) -> None:
        self._connection, self._gate = connection, Lock()

    def send(self, *report: object) -> None:
        """One message, whole."""
        with self._gate:
            self._connection.send(report)


class TellingWriter:
    """The store's writer, which also tells when something has become durable."""

    def __init__(self, writer: Any, pipe: Pipe) -> None:
        self._writer, self._pipe = writer, pipe

    def __getattr__(self, name: str) -> Any:
        return getattr(self._writer, name)

    def append(self, event: StoredEvent) -> Ticket:
        """See `Writer`."""
        return self._telling(self._writer.append(event), "kept", event.call_id, event.seq)

    def finish(self, call_id: str, utc_ms: int) -> Ticket:
        """See `Writer`."""
        return self._telling(self._writer.finish(call_id, utc_ms), "finished", call_id)

    def _telling(self, ticket: Ticket, *report: object) -> Ticket:
        def tell(done: Ticket) -> None:
            if done.exception() is None:
                self._pipe.send(*report)

        ticket.add_done_callback(tell)
        return ticket


class Witnessed(Program):
    """The program, telling through a pipe what its agent sees and what is durable.

    Its reports: ("seen", call, number of events, `Where`), ("kept", call, number), ("finished", call), ("due",) when a
    wait ran out, ("taken up",) when an offered call was, ("ready",) when the store is open and was asked for such calls.
    """

    ready = Signal()

    def __init__(self, environ: Mapping[str, str], pack: str, connection: Connection) -> None:
        self.pipe = Pipe(connection)
        super().__init__(environ, pack, "zh")
        self.desk.changed.connect(self._tell_calls)
        self.desk.fell_due.connect(self._tell_due)

    def _attach_store(self, store: Store) -> None:
        super()._attach_store(replace(store, writer=TellingWriter(store.writer, self.pipe)))  # type: ignore[arg-type]
        self._background.run(STORE, lambda: None, self._tell_ready)  # comes after the look for unfinished calls

    def _tell_ready(self, _nothing: None) -> None:
        self.pipe.send("ready")
        self.ready.emit()

    def _tell_calls(self) -> None:
        for live in self.desk.calls:
            self.pipe.send("seen", live.id, live.seq, where(live.call))

    def _tell_due(self) -> None:
        self.pipe.send("due")
