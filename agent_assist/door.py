"""Talking to the running desk without Qt: the other side of `desk.doorway`, for the commands `phone` and `status`.

A softphone waits for its hook, so this imports nothing slow and gives up soon.
"""

from __future__ import annotations

import sys

TIMEOUT_S = 2.0


class NoDeskError(Exception):
    """No desk of this user is running, or it does not answer. Its text is one sentence for the user."""


def ask(address: str, line: bytes) -> bytes:
    """Send one line to the desk and give its answer, without the line's end.

    Args:
        address: of the local socket, or the name of the pipe on Windows.
        line: the line to send, newline included.

    Raises:
        NoDeskError: nobody answered.
    """
    try:
        return _through_pipe(address, line) if sys.platform == "win32" else _through_socket(address, line)
    except OSError:
        raise NoDeskError("The desk is not running for this user; start it with “agent-assist”.") from None


def _through_socket(address: str, line: bytes) -> bytes:
    import socket

    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as door:
        door.settimeout(TIMEOUT_S)
        door.connect(address)
        door.sendall(line)
        answer = b""
        while not answer.endswith(b"\n"):
            part = door.recv(65536)
            if not part:
                break
            answer += part
    return answer.rstrip(b"\n")


def _through_pipe(address: str, line: bytes) -> bytes:
    with open(address, "r+b", buffering=0) as door:  # noqa: PTH123 - a pipe's name is no path to pathlib
        door.write(line)
        answer = b""
        while not answer.endswith(b"\n"):
            part = door.read(65536)
            if not part:
                break
            answer += part
    return answer.rstrip(b"\n")
