"""The line that ``agent-assist phone EVENT [NUMBER] [--id X] [--name NAME]`` sends to the running desk.

One JSON object per line, UTF-8: ``{"event": "ringing", "id": "7", "number": "13800138000", "name": "..."}``; all but
``event`` may be missing. Besides the facts of a phone there are keys, for shortcuts that are bound in the system.

A softphone waits for its hook, so sending must cost no more than a socket: this module imports nothing slow.
"""

from __future__ import annotations

import json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from agent_assist.phone.event import PhoneEvent

FACTS = ("ringing", "answered", "heard", "silent", "held", "resumed", "ended")
KEYS = ("next", "said")
LONGEST = 64 * 1024
"""Bytes of the longest line that is taken."""


class HookError(ValueError):
    """A line that is no phone event; the message says in one sentence why."""


def encode(event: str, number: str = "", call_id: str = "", name: str = "", detail: str = "") -> bytes:
    """The line to send, newline included.

    Args:
        event: one of `FACTS` or `KEYS`.
        number: the caller's number, plain or as an address; softphones append it last, or not at all.
        call_id: the softphone's id of the call, if it has one.
        name: the caller's name, if the softphone shows one.
        detail: of ``ended``: ``customer`` or ``agent``.

    Raises:
        HookError: `event` is none of them.
    """
    _known(event)
    given = {"event": event, "id": call_id, "number": number, "name": name, "detail": detail}
    # ASCII only: what a shell mangled into lone surrogates stays sendable.
    return (json.dumps({key: value for key, value in given.items() if value}) + "\n").encode("ascii")


def decode(line: bytes) -> PhoneEvent | str:
    """What a line says: a fact of the phone, or the name of a key out of `KEYS`.

    Unknown keys of the object are left alone, numbers may be written as JSON numbers, and a bad byte does not spoil the rest.

    Raises:
        HookError: the line is no such object or names no event.
    """
    from agent_assist.phone.event import PhoneEvent, party

    if len(line) > LONGEST:
        raise HookError(f"the line is longer than {LONGEST} bytes")
    try:
        given = json.loads(line.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        raise HookError('the line is no JSON object; send {"event": "answered"} or the like') from None
    if not isinstance(given, dict):
        raise HookError('the line is no JSON object; send {"event": "answered"} or the like')
    event = _known(_text(given.get("event")).lower())
    if event in KEYS:
        return event
    number, name = party(_text(given.get("number")))
    return PhoneEvent(
        kind=event,  # type: ignore[arg-type]  # `_known` has looked
        call_id=_text(given.get("id")),
        number=number,
        name=_text(given.get("name")) or name,
        detail=_text(given.get("detail")),
    )


class Lines:
    """Lines out of a stream of bytes; one that never ends is dropped rather than kept."""

    def __init__(self) -> None:
        self._rest = b""
        self._dropping = False

    def feed(self, data: bytes) -> tuple[bytes, ...]:
        """The lines that `data` completes, without their ends; empty lines are left out."""
        *ready, self._rest = (self._rest + data).split(b"\n")
        if ready and self._dropping:
            ready, self._dropping = ready[1:], False
        if len(self._rest) > LONGEST:
            self._rest, self._dropping = b"", True
        return tuple(line.rstrip(b"\r") for line in ready if line.strip() and len(line) <= LONGEST)


def _known(event: str) -> str:
    if event not in FACTS and event not in KEYS:
        raise HookError(f"'{event}' is no phone event; use one of {', '.join(dict.fromkeys(FACTS + KEYS))}")
    return event


def _text(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return str(value)
