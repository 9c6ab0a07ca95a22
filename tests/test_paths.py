"""Where things are, for a checkout, an installed program, and a user with or without a home of their own choice."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from agent_assist import paths


def test_packs_and_resources_of_a_checkout_stand_at_its_top():
    shipped = paths.shipped()
    assert (shipped.root / "pyproject.toml").is_file()
    assert shipped.scripts("zh") == shipped.root / "scripts_zh"
    assert shipped.scripts("en") == shipped.root / "scripts_en"
    assert shipped.resources == shipped.root / "resources"
    assert all(folder.is_dir() for folder in (shipped.scripts("zh"), shipped.scripts("en"), shipped.resources))


def test_packs_of_an_installed_program_lie_inside_the_package(tmp_path, monkeypatch):
    package = tmp_path / "site-packages" / "agent_assist"
    (package / "_data").mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(package / "paths.py"))
    assert paths.shipped().root == package / "_data"


def test_a_chosen_home_holds_everything(tmp_path):
    folders = paths.user({"AGENT_ASSIST_HOME": str(tmp_path)})
    for folder in (folders.data, folders.config, folders.cache, folders.keys):
        assert folder.is_relative_to(tmp_path)
    assert folders.settings.parent == folders.window.parent == folders.config


def test_a_relative_home_is_taken_from_here_once_and_for_all(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert paths.user({"AGENT_ASSIST_HOME": "stick"}).data == tmp_path / "stick" / "data"


@pytest.mark.parametrize("environ", [{}, {"AGENT_ASSIST_HOME": "here"}], ids=["system", "chosen"])
def test_keys_are_never_inside_the_data(environ):
    folders = paths.user(environ)
    assert folders.keys.is_absolute()
    assert not folders.keys.is_relative_to(folders.data)
    assert not folders.data.is_relative_to(folders.keys)


def test_an_empty_variable_means_no_chosen_home():
    assert paths.user({"AGENT_ASSIST_HOME": ""}) == paths.user({})


def test_data_and_config_stay_apart_where_the_system_has_one_folder_for_both(monkeypatch):
    class OneFolder:
        user_data_path = user_config_path = Path("/profile/agent-assist")
        user_cache_path = Path("/profile/agent-assist/Cache")

        def __init__(self, *args: object, **kwargs: object) -> None:
            pass

    monkeypatch.setattr("platformdirs.PlatformDirs", OneFolder)
    folders = paths.user({})
    assert len({folders.data, folders.config, folders.cache, folders.keys}) == 4
    assert not folders.keys.is_relative_to(folders.data)


def test_made_folders_are_closed_to_others(tmp_path):
    folders = paths.user({"AGENT_ASSIST_HOME": str(tmp_path / "home")})
    folders.make()
    folders.make()
    for folder in (folders.data, folders.config, folders.cache, folders.keys):
        assert folder.is_dir()
        if sys.platform != "win32":
            assert folder.stat().st_mode & 0o077 == 0
