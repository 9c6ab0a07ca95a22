"""What the manager interface of Asterisk tells of one agent's calls.

Calls are known by their ``Linkedid``, which both channels share. ``TALK_DETECT`` on the caller's channel (in the dialplan:
``Set(TALK_DETECT(set)=500,256)``) gives ``heard`` at the true second and ``silent`` half a second after the last word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from agent_assist.phone.event import Kind, PhoneEvent

_UNKNOWN = ("", "<unknown>", "anonymous")
_LONGEST = 1 << 20


@dataclass(slots=True)
class _Call:
    number: str
    name: str
    caller: str
    ours: str
    answered: bool = False
    held: bool = False
    ending: str = ""


class Ami:
    """Parser of one connection for one agent."""

    def __init__(self, agent: str) -> None:
        """`agent` is the agent's device as Asterisk names it, for example ``SIP/agent`` or ``PJSIP/2001``."""
        self._agent = agent + "-"
        self._rest = b""
        self._calls: dict[str, _Call] = {}

    def feed(self, data: bytes) -> tuple[PhoneEvent, ...]:
        """The facts that `data` completes."""
        *ready, self._rest = (self._rest + data).split(b"\r\n\r\n")
        self._rest = self._rest[-_LONGEST:]
        facts: list[PhoneEvent] = []
        for message in ready:
            fields = _fields(message)
            call_id = fields.get("Linkedid", "")
            if call_id:
                facts += self._read(fields.get("Event", ""), call_id, fields)
        return tuple(facts)

    def _read(self, event: str, call_id: str, fields: Mapping[str, str]) -> list[PhoneEvent]:
        if event == "DialBegin" and fields.get("DestChannel", "").startswith(self._agent):
            return self._ring(call_id, fields)
        call = self._calls.get(call_id)
        if call is None:
            return []
        channel = fields.get("Channel", "")
        if event == "DialEnd" and fields.get("DestChannel") == call.ours:
            return self._dialled(call_id, call, fields.get("DialStatus", ""))
        if event in ("HangupRequest", "SoftHangupRequest"):
            # The first request is the one who hung up; the other side's channel is asked next.
            call.ending = call.ending or ("agent" if channel == call.ours else "customer")
        elif event == "Hangup" and (channel == call.ours or (channel == call.caller and call.answered)):
            return self._end(call_id, call, call.ending or "customer")
        elif call.answered:
            return _talk(event, call_id, call, from_caller=channel == call.caller)
        return []

    def _ring(self, call_id: str, fields: Mapping[str, str]) -> list[PhoneEvent]:
        known = self._calls.get(call_id)
        if known is not None and known.answered:
            return []
        number, name = _known(fields.get("CallerIDNum", "")), _known(fields.get("CallerIDName", ""))
        call = _Call(number, name, fields.get("Channel", ""), fields.get("DestChannel", ""))
        self._calls[call_id] = call
        return [] if known else [_fact("ringing", call_id, call)]

    def _dialled(self, call_id: str, call: _Call, status: str) -> list[PhoneEvent]:
        if status == "ANSWER":
            if call.answered:
                return []
            call.answered = True
            return [_fact("answered", call_id, call)]
        # Busy and unavailable are the agent's side; a cancelled call was given up by the customer or went elsewhere.
        return self._end(call_id, call, "agent" if status in ("BUSY", "CONGESTION", "CHANUNAVAIL") else "customer")

    def _end(self, call_id: str, call: _Call, by: str) -> list[PhoneEvent]:
        del self._calls[call_id]
        return [_fact("ended", call_id, call, by)]


def _talk(event: str, call_id: str, call: _Call, *, from_caller: bool) -> list[PhoneEvent]:
    if event in ("Hold", "Unhold"):
        held = event == "Hold"
        if held == call.held:
            return []
        call.held = held
        return [_fact("held" if held else "resumed", call_id, call)]
    if event in ("ChannelTalkingStart", "ChannelTalkingStop") and from_caller and not call.held:
        return [_fact("heard" if event == "ChannelTalkingStart" else "silent", call_id, call)]
    return []


def _fields(message: bytes) -> dict[str, str]:
    try:
        text = message.decode("utf-8")
    except UnicodeDecodeError:
        text = message.decode("latin-1")
    fields = {}
    for line in text.split("\r\n"):
        key, colon, value = line.partition(":")
        if colon:
            fields[key.strip()] = value.strip()
    return fields


def _known(value: str) -> str:
    return "" if value.lower() in _UNKNOWN else value


def _fact(kind: Kind, call_id: str, call: _Call, detail: str = "") -> PhoneEvent:
    return PhoneEvent(kind, call_id, call.number, call.name, detail)
