"""Talking to the running desk without Qt: the other side of `desk.doorway`, for the commands `phone` and `status`.

A softphone waits for its hook, so this imports nothing slow (not even ``pathlib`` or ``typing``) and gives up soon.
"""

from __future__ import annotations

import os
import sys
import zlib

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

HOME_VARIABLE = "AGENT_ASSIST_HOME"
TIMEOUT_S = 2.0
_APP = "agent-assist"


class NoDeskError(Exception):
    """No desk of this user is running, or it does not answer. Its text is one sentence for the user."""


def desk_address(environ: Mapping[str, str], platform: str = sys.platform) -> str:
    """Where the running desk listens: the path of a local socket, on Windows the name of a pipe.

    Both are what ``QLocalServer`` listens on and a plain client opens. One per user and per ``AGENT_ASSIST_HOME``, the
    same for every process of the user: a softphone's hook seldom has the environment of the desktop.
    """
    home = environ.get(HOME_VARIABLE)
    name = _APP if not home else f"{_APP}-{zlib.crc32(os.fsencode(os.path.abspath(home))):08x}"  # noqa: PTH100
    if platform == "win32":
        owner = "".join(letter for letter in environ.get("USERNAME", "user") if letter.isalnum())
        return rf"\\.\pipe\{name}-{owner}"
    uid = os.getuid()
    # Not $XDG_RUNTIME_DIR or $TMPDIR, which a hook may lack; and never a folder of the user's, whose path may pass the
    # 107 bytes of a socket's name or lie on a server that several computers share.
    private = f"/run/user/{uid}"
    return f"{private if os.access(private, os.W_OK) else '/tmp'}/{name}-{uid}"


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

    if os.stat(address).st_uid != os.getuid():  # noqa: PTH116
        raise NoDeskError("Another user's program stands where the desk should answer; it was told nothing.")
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
