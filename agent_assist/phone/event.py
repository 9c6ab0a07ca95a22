"""What a phone can tell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["ringing", "answered", "heard", "silent", "held", "resumed", "ended"]
KINDS: tuple[Kind, ...] = ("ringing", "answered", "heard", "silent", "held", "resumed", "ended")

_ADDRESS = re.compile(r"(?:sips?|tel|callto):([^@;?>\s]*)", re.IGNORECASE)
_NAME = re.compile(r'^\s*"?([^"<]*?)"?\s*<')


@dataclass(frozen=True, slots=True)
class PhoneEvent:
    """One fact of a phone call.

    Attributes:
        kind: what happened.
        call_id: the phone's id of the call; "" when it does not say.
        number: the other party's number, "" when unknown. Personal, so it is not part of the printed form.
        name: the other party's name as the phone shows it. Personal too.
        detail: of ``ended``: who ended it, ``customer`` or ``agent``; of ``ringing``: ``outgoing`` for our own call.
    """

    kind: Kind
    call_id: str = ""
    number: str = field(default="", repr=False)
    name: str = field(default="", repr=False)
    detail: str = ""


def party(address: str) -> tuple[str, str]:
    """Number and name in what a phone writes of a caller: a plain number, ``sip:`` and ``tel:`` addresses, names before."""
    found = _ADDRESS.search(address)
    if not found:
        return address.strip(), ""
    name = _NAME.match(address)
    return found.group(1), name.group(1).strip() if name else ""
