"""What `pip install .` gives: the program with its packs, working from any folder, without the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hatchling.build import build_wheel

ROOT = Path(__file__).parent.parent
FOLDERS = ("scripts_zh", "scripts_en", "resources")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel of this checkout, unpacked as an installer would."""
    target = tmp_path_factory.mktemp("wheel")
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        name = build_wheel(str(target))
    finally:
        os.chdir(before)
    installed = target / "site-packages"
    zipfile.ZipFile(target / name).extractall(installed)
    return installed


def run(wheel, folder, *arguments):
    """Run agent-assist from the unpacked wheel alone, with nothing of the checkout in reach."""
    environment = {**os.environ, "PYTHONPATH": str(wheel), "PYTHONSAFEPATH": "1", "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", "agent_assist", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_it_holds_every_pack_and_resource(wheel):
    carried = wheel / "agent_assist" / "_data"
    for folder in FOLDERS:
        here = {path.relative_to(ROOT) for path in (ROOT / folder).rglob("*.toml")}
        there = {path.relative_to(carried) for path in (carried / folder).rglob("*.toml")}
        assert here == there
    assert (carried / "scripts_zh" / "common" / "pack.toml").is_file()
    assert (carried / "scripts_en" / "courier" / "pack.toml").is_file()
    assert any((carried / "resources").rglob("*"))


def test_it_holds_nothing_else(wheel):
    top = {path.name for path in wheel.iterdir() if not path.name.endswith(".dist-info")}
    assert top == {"agent_assist"}
    assert not list(wheel.rglob("ruff.toml"))


def test_it_brings_the_command(wheel):
    (entry_points,) = wheel.glob("*.dist-info/entry_points.txt")
    assert "agent-assist = agent_assist.cli:main" in entry_points.read_text(encoding="utf-8")


def test_the_installed_program_finds_its_packs_from_any_folder(wheel, tmp_path):
    done = run(wheel, tmp_path, "check")
    assert (done.returncode, done.stderr) == (0, "")
    found = run(wheel, tmp_path, "search", "--limit", "1", "您好", "--json")
    assert found.returncode == 0
    assert "您好" in found.stdout
