"""The desk's door to other programs of the same user: softphone hooks, keys bound in the system, `status`, a second start.

A local socket that only this user can open; one JSON object per line in, one per line out. Whatever comes in is a fact or
a key; nothing that arrives here can hang up, read values or change a pack.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from agent_assist.call.event import Answered, Ended, Event, Heard, Held, Resumed, Ringing, Silent
from agent_assist.phone.event import PhoneEvent
from agent_assist.phone.hook import HookError, Lines, decode
from agent_assist.phone.settle import Settler

PROBE_MS = 300
"""How long an older desk may take to answer before its socket counts as left behind."""


class Doorway(QObject):
    """Listens for facts and keys.

    Signals:
        told: (call event, the phone's id of the call, number).
        pressed: ``next`` or ``said``.
        woken: the program was started a second time; bring the window up.
    """

    told = Signal(object, str, str)
    pressed = Signal(str)
    woken = Signal()

    def __init__(
        self, status: Callable[[], dict[str, object]], now: Callable[[], int], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._status = status
        self._now = now
        self._settler = Settler()
        self._lines: dict[QLocalSocket, Lines] = {}
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)

    def listen(self, address: str) -> bool:
        """Open the door; False if another desk of this user stands behind it, or it cannot be opened."""
        if self._server.listen(address):
            return True
        if _answers(address):
            return False
        QLocalServer.removeServer(address)
        return self._server.listen(address)

    def close(self) -> None:
        """Shut the door."""
        self._server.close()

    def _welcome(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            self._lines[socket] = Lines()
            socket.readyRead.connect(self._hear)
            socket.disconnected.connect(self._farewell)
            self._read(socket)

    def _farewell(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._read(socket)
            self._lines.pop(socket, None)
            socket.deleteLater()

    def _hear(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        lines = self._lines.get(socket)
        if lines is None:
            return
        for line in lines.feed(bytes(socket.readAll().data())):
            answer = json.dumps(self._take(line), ensure_ascii=False) + "\n"
            socket.write(answer.encode())
        socket.flush()

    def _take(self, line: bytes) -> dict[str, object]:
        asked = _question(line)
        if asked == "status":
            return self._status()
        if asked == "wake":
            self.woken.emit()
            return {"ok": True}
        try:
            report = decode(line)
        except HookError as error:
            return {"ok": False, "error": str(error)}
        if isinstance(report, str):
            self.pressed.emit(report)
        else:
            self._facts(report)
        return {"ok": True}

    def _facts(self, report: PhoneEvent) -> None:
        facts = self._settler.settle(report, self._now())
        for fact in facts:
            self.told.emit(_event(fact), fact.call_id, fact.number)
        if not facts and not report.call_id and report.kind not in ("ringing", "answered"):
            # No call of the phone's own: a key bound in the system, about the call on screen that was begun by hand.
            self.told.emit(_event(report), "", "")


def _question(line: bytes) -> str:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        return ""
    return str(given.get("ask", "")) if isinstance(given, dict) else ""


def _event(fact: PhoneEvent) -> Event:
    match fact.kind:
        case "ringing":
            return Ringing(fact.number)
        case "answered":
            return Answered()
        case "heard":
            return Heard()
        case "silent":
            return Silent()
        case "held":
            return Held()
        case "resumed":
            return Resumed()
        case "ended":
            return Ended("agent" if fact.detail == "agent" else "customer")


def _answers(address: str) -> bool:
    """Whether a living desk is behind the socket, not one that a crash left there."""
    socket = QLocalSocket()
    socket.connectToServer(address)
    alive = socket.waitForConnected(PROBE_MS)
    socket.abort()
    return alive
