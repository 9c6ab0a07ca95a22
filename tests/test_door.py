"""Where the desk is found, and what a hook says when it is not there."""

import os
import socket
import subprocess
import sys
from types import SimpleNamespace

import pytest

from agent_assist.cli import _parser, _plain_hook
from agent_assist.door import NoDeskError, ask, desk_address


def test_each_home_has_a_desk_of_its_own(tmp_path):
    addresses = [desk_address({"AGENT_ASSIST_HOME": str(tmp_path / name)}) for name in ("a", "b")]
    addresses += [desk_address({}), desk_address({}, platform="win32")]
    assert len(set(addresses)) == 4


def test_a_hook_without_the_desktop_s_environment_finds_the_same_desk():
    assert desk_address({}) == desk_address(dict(os.environ) | {"AGENT_ASSIST_HOME": ""})


def test_the_address_fits_a_socket_however_deep_the_home(tmp_path):
    address = desk_address({"AGENT_ASSIST_HOME": str(tmp_path / ("d" * 200))})
    assert len(os.fsencode(address)) <= 107


def test_the_address_on_windows_is_a_pipe_of_the_user():
    address = desk_address({"USERNAME": "wang\\li 王"}, platform="win32")
    assert address == r"\\.\pipe\agent-assist-wangli王"


@pytest.mark.parametrize("name", ["TMPDIR", "TMP", "XDG_RUNTIME_DIR"])
def test_the_address_does_not_hang_on_what_a_hook_may_lack(monkeypatch, tmp_path, name):
    before = desk_address({})
    monkeypatch.setenv(name, str(tmp_path))
    assert desk_address(dict(os.environ) | {"AGENT_ASSIST_HOME": ""}) == before


def test_a_desk_that_is_not_there_is_told(tmp_path):
    with pytest.raises(NoDeskError, match="not running"):
        ask(str(tmp_path / "none"), b"{}\n")


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe there is of the user's name")
def test_nothing_is_told_to_another_user_s_program(tmp_path, monkeypatch):
    address = str(tmp_path / "door")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as door:
        door.bind(address)
        door.listen()
        monkeypatch.setattr("os.stat", lambda _path: SimpleNamespace(st_uid=os.getuid() + 1))
        with pytest.raises(NoDeskError, match="told nothing"):
            ask(address, b"{}\n")


@pytest.mark.parametrize(
    "words",
    [
        ["ringing"],
        ["ringing", "13800138000"],
        ["ringing", "+8613800138000", "--id", "7"],
        ["--name", "王 小姐", "--id", "7", "answered"],
        ["ended", ""],
    ],
)
def test_a_hook_is_read_as_the_parser_would_read_it(words):
    options = _parser().parse_args(["phone", *words])
    assert _plain_hook(["phone", *words]) == (options.event, options.number, options.id, options.name)


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["phone"],
        ["phone", "--json", "heard"],
        ["phone", "--help"],
        ["phone", "ringing", "1", "2"],
        ["phone", "ringing", "--id"],
        ["phone", "ringing", "--id", "--name"],
        ["phone", "ringing", "--id=7"],
        ["status"],
    ],
)
def test_whatever_else_is_left_to_the_parser(words):
    assert _plain_hook(words) is None


def test_a_hook_imports_nothing_slow():
    code = "import sys; from agent_assist.cli import main; main(['phone', 'heard', '1']); print(*sys.modules)"
    environ = {**os.environ, "AGENT_ASSIST_HOME": "/nowhere/at/all"}
    done = subprocess.run([sys.executable, "-S", "-c", code], check=False, capture_output=True, text=True, env=environ)
    assert "not running" in done.stderr
    slow = {"argparse", "pathlib", "typing", "dataclasses", "inspect", "tempfile", "platformdirs"}
    assert slow.isdisjoint(done.stdout.split())
