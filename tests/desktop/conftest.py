"""Real windows: an X server in memory, a window manager, the application in a process of its own.

Pictures of every stage go to the folder that ``AGENT_ASSIST_PICTURES`` names, else to pytest's own.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from agent_assist import paths
from agent_assist.script.shelf import read_script
from benchmarks._screen import screen as real_screen
from tests.desktop.real_desk import RealDesk

SETTINGS = """
interface_language = "{language}"
theme = "{theme}"
chime = false
agent = "8021"
[[agents]]
number = "8021"
name = "{name}"
"""


@pytest.fixture(scope="session")
def screen():
    """A laptop's screen."""
    with real_screen(1366, 768) as made:
        yield made


@pytest.fixture(scope="session")
def pictures(tmp_path_factory):
    wanted = os.environ.get("AGENT_ASSIST_PICTURES")
    folder = Path(wanted) if wanted else tmp_path_factory.mktemp("pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def courier():
    shipped = paths.shipped()
    script, problems = read_script("courier", {one: [shipped.scripts(one)] for one in ("zh", "en")})
    assert not problems
    return script


@pytest.fixture(params=[("zh", "light"), ("zh", "dark"), ("en", "light"), ("en", "dark")], ids="-".join)
def desk(request, screen, tmp_path, courier, pictures):
    """The application with the courier pack, in one language and one theme."""
    language, theme = request.param
    config = tmp_path / "config"
    config.mkdir()
    text = SETTINGS.format(language=language, theme=theme, name="林晓" if language == "zh" else "Lin Xiao")
    (config / "settings.toml").write_text(text, encoding="utf-8")
    mark = f"{request.node.originalname.removeprefix('test_')}-{language}-{theme}"
    made = None
    try:
        made = RealDesk(screen, tmp_path, courier.packs[language], pictures, mark)
        yield made
        made.close()
    finally:
        if made is not None:
            made.kill()
