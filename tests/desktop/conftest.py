"""A screen for each size, and the desk on it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from agent_assist.script.shelf import read_script
from benchmarks._screen import screen
from tests.desktop.driven import ROOT, driven

LOOKS = [("zh", "light"), ("en", "dark")]


@pytest.fixture(scope="session")
def display():
    with screen(1366, 768) as made:
        yield made


@pytest.fixture(scope="session")
def courier():
    script, problems = read_script("courier", {"zh": [ROOT / "scripts_zh"], "en": [ROOT / "scripts_en"]})
    assert not problems
    return script


@pytest.fixture(scope="session")
def pictures(tmp_path_factory):
    """Where the pictures go: $AGENT_ASSIST_PICTURES, else a folder of pytest."""
    wanted = os.environ.get("AGENT_ASSIST_PICTURES")
    folder = Path(wanted) if wanted else tmp_path_factory.mktemp("pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(params=LOOKS, ids=["zh-light", "en-dark"])
def desk(request, display, courier, pictures, tmp_path):
    language, theme = request.param
    name = f"{request.node.originalname.removeprefix('test_')}-{language}-{theme}"
    with driven(
        display, tmp_path / "home", courier, language=language, theme=theme, name=name, pictures=pictures
    ) as made:
        yield made
