"""What baresip's ``ctrl_tcp`` module tells: netstrings of JSON, in the dialects of 1.0.0 and 4.9.

Read by ``type`` only: class, order and number of keys differ between versions. 1.0.0 has no event for hold: it shows as a
new negotiation after which the customer's level is no longer reported. From 4.x on every event carries the direction of
the sound.

The level of the customer (``VU_RX_REPORT``) is one frame of 20 ms out of 500: enough to show that somebody speaks, too
little to prove silence quickly. A level that repeats to the last digit means that no sound arrives at all; that is
"unknown", which never advances a call by itself.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Literal

from agent_assist.phone.event import Kind, PhoneEvent, party

Activity = Literal["heard", "silent", "unknown"]

SPEECH_DBOV = -55.0
"""Above this level somebody speaks; silence on a clean line lies below -70 and speech above -52."""
PAUSE_REPORTS = 2
"""After so many quiet reports in a row, half a second each, the next word is news again."""
SILENT_REPORTS = 8
"""So many quiet reports in a row are silence."""
_LONGEST = 1 << 16
_HEAD = re.compile(rb"(\d{1,7}):")


def command(name: str, params: str = "", token: str = "") -> bytes:
    """A command as it is sent to baresip, for example ``accept`` or ``listcalls``."""
    given = {"command": name, "params": params, "token": token}
    body = json.dumps({key: value for key, value in given.items() if value}).encode("ascii")
    return b"%d:%s," % (len(body), body)


@dataclass(slots=True)
class _Call:
    number: str
    name: str
    established: bool = False
    held: bool = False
    directed: bool = False
    renegotiated: bool = False
    sent_alone: int = 0
    last_level: str = ""
    quiet: int = 0
    activity: Activity = "unknown"


class Baresip:
    """Parser of one connection; after a reconnect begin a new one."""

    def __init__(self) -> None:
        self._stream = Netstrings()
        self._calls: dict[str, _Call] = {}

    def feed(self, data: bytes) -> tuple[PhoneEvent, ...]:
        """The facts that `data` completes."""
        facts: list[PhoneEvent] = []
        for body in self._stream.feed(data):
            try:
                message = json.loads(body.decode("utf-8", "replace"))
            except (ValueError, RecursionError):
                continue
            if isinstance(message, dict) and message.get("event") is True:
                facts += self._read(message)
        return tuple(facts)

    def quiet(self) -> tuple[PhoneEvent, ...]:
        """Call this when nothing has come for a second: reports that stopped after a negotiation mean hold."""
        facts: list[PhoneEvent] = []
        for call_id, call in self._calls.items():
            call.activity = "unknown"
            if call.renegotiated and not call.held:
                facts += _hold(call_id, call, held=True)
        return tuple(facts)

    def activity(self, call_id: str) -> Activity:
        """Whether the customer of this call is heard, silent, or nobody can tell."""
        call = self._calls.get(call_id)
        return call.activity if call else "unknown"

    def _read(self, message: dict[str, Any]) -> list[PhoneEvent]:
        kind, call_id = message.get("type"), message.get("id")
        if not isinstance(kind, str) or not isinstance(call_id, str) or not call_id:
            return []
        call = self._calls.get(call_id)
        if call is None:
            return self._begin(kind, call_id, message)
        if kind == "CALL_CLOSED":
            del self._calls[call_id]
            reason = str(message.get("param", ""))
            return [_fact("ended", call_id, call, "agent" if reason.endswith("by user") else "customer")]
        if kind == "CALL_ESTABLISHED" and not call.established:
            call.established = True
            return [_fact("answered", call_id, call)]
        return _during(kind, call_id, call, message) if call.established else []

    def _begin(self, kind: str, call_id: str, message: dict[str, Any]) -> list[PhoneEvent]:
        if kind == "CALL_CLOSED":
            return []
        number, name = party(str(message.get("peeruri", "")))
        call = _Call(number, str(message.get("peerdisplayname") or name))
        outgoing = "outgoing" if message.get("direction") == "outgoing" else ""
        if kind in ("CALL_INCOMING", "CALL_OUTGOING", "CALL_RINGING", "CALL_PROGRESS"):
            self._calls[call_id] = call
            return [_fact("ringing", call_id, call, outgoing)]
        if kind == "CALL_ESTABLISHED":
            # Connected in the middle of a call.
            call.established = True
            self._calls[call_id] = call
            return [_fact("answered", call_id, call, outgoing)]
        return []


def _during(kind: str, call_id: str, call: _Call, message: dict[str, Any]) -> list[PhoneEvent]:
    if kind in ("CALL_HOLD", "CALL_RESUME"):
        return _hold(call_id, call, held=kind == "CALL_HOLD")
    facts: list[PhoneEvent] = []
    direction = message.get("audiodir")
    if isinstance(direction, str):
        call.directed = True
        facts += _hold(call_id, call, held=direction != "sendrecv")
    elif kind == "CALL_REMOTE_SDP":
        if call.held:
            facts += _hold(call_id, call, held=False)
        else:
            call.renegotiated, call.sent_alone = True, 0
    if kind == "VU_RX_REPORT":
        facts += _level(call_id, call, str(message.get("param", "")))
    elif kind == "VU_TX_REPORT" and call.renegotiated:
        call.sent_alone += 1
        if call.sent_alone >= 2:
            facts += _hold(call_id, call, held=True)
    return facts


def _hold(call_id: str, call: _Call, *, held: bool) -> list[PhoneEvent]:
    if held == call.held:
        return []
    call.held, call.renegotiated, call.sent_alone = held, False, 0
    call.activity, call.quiet, call.last_level = "unknown", 0, ""
    return [_fact("held" if held else "resumed", call_id, call)]


def _level(call_id: str, call: _Call, level: str) -> list[PhoneEvent]:
    try:
        dbov = float(level)
    except ValueError:
        return []
    facts: list[PhoneEvent] = []
    if level == call.last_level:
        call.activity, call.quiet = "unknown", 0
        return facts
    call.last_level, call.renegotiated = level, False
    if call.held:
        # In 4.x the direction alone says when a hold ends; levels there go on during it.
        facts += [] if call.directed else _hold(call_id, call, held=False)
    if call.held:
        return facts
    call.quiet = call.quiet + 1 if dbov < SPEECH_DBOV else 0
    if call.activity == "heard" and call.quiet >= PAUSE_REPORTS:
        call.activity = "unknown"
    if not call.quiet and call.activity != "heard":
        call.activity = "heard"
        facts.append(_fact("heard", call_id, call))
    elif call.quiet >= SILENT_REPORTS and call.activity != "silent":
        call.activity = "silent"
        facts.append(_fact("silent", call_id, call))
    return facts


def _fact(kind: Kind, call_id: str, call: _Call, detail: str = "") -> PhoneEvent:
    return PhoneEvent(kind, call_id, call.number, call.name, detail)


class Netstrings:
    """``length:bytes,`` out of a stream. What is no netstring is skipped up to the next that can be one."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> tuple[bytes, ...]:
        """The bodies that `data` completes."""
        rest = self._rest + data
        bodies: list[bytes] = []
        place = 0
        while found := _HEAD.search(rest, place):
            start, end = found.end(), found.end() + int(found.group(1))
            if end > start + _LONGEST or (end < len(rest) and rest[end : end + 1] != b","):
                place = start
            elif end >= len(rest):
                self._rest = rest[found.start() :]
                return tuple(bodies)
            else:
                bodies.append(rest[start:end])
                place = end + 1
        # Only digits can still become the head of a netstring.
        self._rest = rest[max(place, len(rest.rstrip(b"0123456789")), len(rest) - 7) :]
        return tuple(bodies)
