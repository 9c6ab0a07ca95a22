"""The tool that sets everything up: what it says where something is missing, and what it installs from."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import dev

ROOT = Path(dev.__file__).parent


def one_line(capsys):
    """What the user was told, which must be one line and no traceback."""
    told = capsys.readouterr().err
    assert told.startswith("dev.py: ")
    assert told.count("\n") == 1
    return told


@pytest.fixture
def bare(monkeypatch, tmp_path):
    """A Linux where nothing is installed and nothing can be started."""
    monkeypatch.setattr(dev, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(dev, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(dev, "STAMP", tmp_path / ".venv" / "stamp.json")
    monkeypatch.setattr(dev, "FONT_FOLDERS", (str(tmp_path / "fonts"),))
    monkeypatch.setattr(dev, "loads", lambda library: False)
    monkeypatch.setattr(dev.sys, "platform", "linux")
    monkeypatch.setattr(dev.os, "geteuid", lambda: 0, raising=False)
    programs = {"apt-get": "/usr/bin/apt-get"}
    monkeypatch.setattr(dev.shutil, "which", programs.get)
    started = []

    def refuse(command, **kwargs):
        started.append(command)
        return subprocess.CompletedProcess(command, 100, "", "W: no route\nE: Unable to fetch\n")

    monkeypatch.setattr(dev.subprocess, "run", refuse)
    return {"programs": programs, "started": started}


def test_it_needs_nothing_but_the_standard_library():
    done = subprocess.run(
        [sys.executable, "-I", "-S", ROOT / "dev.py", "--help"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    for command in ("run", "test", "check", "bench"):
        assert f"\n  {command} " in done.stdout


@pytest.mark.parametrize("arguments", [[], ["fly"], ["--version"]])
def test_bad_usage_shows_the_usage_and_exits_2(arguments, capsys):
    assert dev.main(arguments) == 2
    assert "usage:" in capsys.readouterr().err


def test_an_old_python_is_named_in_one_line(monkeypatch, capsys):
    monkeypatch.setattr(dev.sys, "version_info", (3, 9, 2))
    assert dev.main(["run"]) == 1
    assert "Python 3.11 or newer is needed" in one_line(capsys)


def test_without_rights_it_names_what_is_missing_and_stops(bare, monkeypatch, capsys):
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000)
    assert dev.main(["run"]) == 1
    told = one_line(capsys)
    for word in ("libEGL.so.1", "espeak-ng", "a Chinese font", "as root: apt-get install", "libegl1", "alsa-utils"):
        assert word in told
    assert bare["started"] == []


def test_on_another_linux_it_names_what_is_missing_and_stops(bare, capsys):
    bare["programs"].clear()
    assert dev.main(["run"]) == 1
    told = one_line(capsys)
    assert "libEGL.so.1" in told
    assert "apt-get" not in told
    assert bare["started"] == []


def test_without_network_it_names_what_is_missing_and_stops(bare, capsys):
    assert dev.main(["run"]) == 1
    told = one_line(capsys)
    assert "libegl1" in told
    assert "no network?" in told
    assert "Unable to fetch" in told


def test_with_rights_it_installs_exactly_what_is_missing(bare, monkeypatch, capsys):
    present = {"espeak-ng", "aplay"}
    monkeypatch.setattr(dev, "loads", lambda library: library != "libEGL.so.1")
    monkeypatch.setattr(dev.shutil, "which", lambda name: name if name in present | {"apt-get"} else None)
    monkeypatch.setattr(dev, "has_font", lambda patterns: True)
    monkeypatch.setattr(dev.importlib.util, "find_spec", lambda name: object())
    assert dev.main(["run"]) == 1
    installs = [command for command in bare["started"] if "install" in command]
    assert {command[-1] for command in installs} == {"libegl1"}
    assert all(command[-2] == "--no-install-recommends" for command in installs)


def test_elsewhere_than_on_linux_nothing_is_asked_of_the_system(bare, monkeypatch):
    for platform in ("darwin", "win32"):
        monkeypatch.setattr(dev.sys, "platform", platform)
        dev.install_system_packages("test")
    assert bare["started"] == []


def test_packages_that_cannot_be_had_are_named_in_one_line(bare, monkeypatch, capsys):
    monkeypatch.setattr(dev, "install_system_packages", lambda level: None)
    monkeypatch.setattr(dev, "make_venv", lambda: None)
    assert dev.main(["run"]) == 1
    assert "requirements.lock" in one_line(capsys)


def test_a_second_run_starts_nothing(bare, monkeypatch):
    monkeypatch.setattr(dev, "install_system_packages", lambda level: None)
    monkeypatch.setattr(dev, "make_venv", lambda: None)
    monkeypatch.setattr(dev, "attempt", lambda *arguments: bare["started"].append(arguments))
    dev.PYTHON.parent.mkdir(parents=True)
    dev.PYTHON.touch()
    dev.prepare("test")
    assert len(bare["started"]) == 2
    dev.prepare("test")
    dev.prepare("run")  # the packages of the tests hold those of the program
    assert len(bare["started"]) == 2


def test_a_changed_lock_is_installed(bare, monkeypatch):
    monkeypatch.setattr(dev, "install_system_packages", lambda level: None)
    monkeypatch.setattr(dev, "make_venv", lambda: None)
    monkeypatch.setattr(dev, "attempt", lambda *arguments: bare["started"].append(arguments))
    dev.PYTHON.parent.mkdir(parents=True)
    dev.PYTHON.touch()
    dev.prepare("run")
    monkeypatch.setattr(dev, "digest", lambda name: "another")
    dev.prepare("run")
    assert len(bare["started"]) == 4


def test_unknown_benchmarks_are_named(capsys):
    assert dev.main(["bench", "no-such-thing"]) == 1
    assert "no-such-thing" in one_line(capsys)


class TestSections:
    """Which tests run with which plugins."""

    @pytest.fixture(autouse=True)
    def folders(self, monkeypatch, tmp_path):
        monkeypatch.setattr(dev, "ROOT", tmp_path)
        for name in ("call", "desk", "ui", "desktop"):
            (tmp_path / "tests" / name).mkdir(parents=True)

    def test_all(self):
        plain, with_qt, windows = dev.test_sections([])
        assert plain[1] == ["tests"]
        assert plain[2][:2] == ["-p", "no:pytest-qt"]
        assert {option.removeprefix("--ignore=") for option in plain[2][2:]} == set(with_qt[1] + windows[1])
        assert with_qt[1] == ["tests/desk", "tests/ui"]
        assert windows[1] == ["tests/desktop"]

    def test_a_folder_above_all_means_all(self):
        assert dev.test_sections(["tests/"])[1:] == dev.test_sections([])[1:]

    def test_named_targets_go_where_they_belong(self):
        named = ["tests/call/test_a.py::test_b", "tests/ui/test_c.py", "./tests/desktop"]
        targets = [section[1] for section in dev.test_sections(named)]
        assert targets == [[named[0]], [named[1]], [named[2]]]

    def test_nothing_else_is_run(self):
        assert [section[1] for section in dev.test_sections(["tests/desk"])] == [["tests/desk"]]


class TestLocks:
    """What is installed is what was resolved, from wherever this computer gets its packages."""

    @pytest.fixture(params=sorted(dev.LOCKS.values()))
    def text(self, request):
        return (ROOT / request.param).read_text(encoding="utf-8")

    def test_they_name_no_host_and_no_place(self, text):
        assert not re.search(r"://|^-|^\s*#|@ ", text, re.MULTILINE)

    def test_every_package_has_one_version_and_hashes(self, text):
        for package in re.split(r"\n(?=\S)", text.strip()):
            assert re.match(r"[a-z0-9-]+==\S+ ", package)
            assert "--hash=sha256:" in package

    def test_they_hold_every_dependency_of_the_project(self):
        with (ROOT / "pyproject.toml").open("rb") as stream:
            project = tomllib.load(stream)
        groups = project["dependency-groups"]
        wanted = {
            "requirements.lock": project["project"]["dependencies"] + groups["build"],
            "requirements-dev.lock": project["project"]["dependencies"] + groups["build"] + groups["dev"],
        }
        for name, requirements in wanted.items():
            locked = pins(name)
            for requirement in requirements:
                wanted_name = re.match(r"[\w-]+", requirement)[0].lower()
                assert wanted_name in locked, f"{name} lacks {requirement}: python3 dev.py lock"

    def test_tests_run_with_the_versions_that_users_get(self):
        used, tested = pins("requirements.lock"), pins("requirements-dev.lock")
        assert used.items() <= tested.items()

    def test_the_qt_that_kills_python_3_11_is_not_among_them(self):
        assert all(version.startswith("6.11.") for version in pins("requirements.lock")["pyside6-essentials"])


def pins(name):
    """Package to its versions, of which there can be several for several Pythons."""
    versions = {}
    for package, version in re.findall(
        r"^([a-z0-9-]+)==(\S+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE
    ):
        versions.setdefault(package, set()).add(version)
    return {package: frozenset(found) for package, found in versions.items()}


def test_ci_runs_the_command_of_the_readme_and_nothing_else():
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    commands = [line for line in lines if line and not line.startswith("#")]
    assert commands == ["set -eu", 'cd "$(dirname "$0")/.."', "python3 dev.py test"]
