"""Settings survive what people do to their files."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.settings import Agent, Settings, read_settings, write_settings


def load(path, text):
    path.write_text(text, encoding="utf-8")
    return read_settings(path)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "config" / "settings.toml"


@pytest.fixture
def existing(path):
    path.parent.mkdir()
    return path


def test_without_a_file_everything_has_its_default(path):
    loaded = read_settings(path)
    assert loaded.settings == Settings()
    assert loaded.complaints == ()


def test_each_key_is_read(existing):
    loaded = load(
        existing,
        """
        interface_language = "en"
        theme = "dark"
        text_scale = 130
        reduced_motion = true
        chime = false
        chime_device = "speakers"
        pack = "courier"
        language = "en"
        speech_voice_zh = "cmn"
        speech_voice_en = "en-gb"
        speech_rate = 150
        help_command = "notify-leader"
        agent = "007"
        [[agents]]
        number = "007"
        name = "小王"
        """,
    )
    assert loaded.complaints == ()
    changed = {
        one.name for one in fields(Settings) if getattr(loaded.settings, one.name) != getattr(Settings(), one.name)
    }
    assert changed == {one.name for one in fields(Settings)}
    assert loaded.settings.current_agent == Agent("007", "小王")


@pytest.mark.parametrize(
    ("text", "line", "code", "says"),
    [
        ('# mine\ntheem = "dark"\n', 2, "unknown-key", "did you mean theme?"),
        ("completely = 1\n", 1, "unknown-key", "unknown setting completely"),
        ("[colours]\nred = 1\n", 1, "unknown-key", "unknown setting colours"),
        ('chime = true\ntheme = "blue"\n', 2, "wrong-value", "one of system, light, dark"),
        ("text_scale = 110\n", 1, "wrong-value", "one of 100, 115, 130"),
        ('text_scale = "100"\n', 1, "wrong-value", "one of 100, 115, 130"),
        ("chime = 1\n", 1, "wrong-value", "true or false"),
        ("speech_rate = true\n", 1, "wrong-value", "whole number"),
        ("speech_rate = 79\n", 1, "wrong-value", "80 to 400"),
        ('pack = ""\n', 1, "wrong-value", "id of a pack"),
        ("agents = 7\n", 1, "wrong-value", "list"),
        ('"theme" = 3\n', 1, "wrong-value", "one of system"),
        ("chime = true\n\nchime_device = \n", 3, "syntax", "not valid TOML"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_changes_nothing(existing, text, line, code, says):
    loaded = load(existing, text)
    assert loaded.settings == Settings()
    (complaint,) = loaded.complaints
    assert (complaint.line, complaint.code) == (line, code)
    assert says in complaint.message
    assert str(complaint).startswith(f"{existing}:{line}: ")


def test_one_mistake_does_not_hide_the_rest(existing):
    loaded = load(existing, 'theme = "blue"\npack = "courier"\nlanguage = "fr"\n')
    assert loaded.settings == Settings(pack="courier")
    assert [complaint.line for complaint in loaded.complaints] == [1, 3]


def test_agents_that_cannot_be_used_are_named_and_the_others_kept(existing):
    loaded = load(
        existing,
        """[[agents]]
number = "1"
name = "王"
[[agents]]
number = 2
name = "李"
[[agents]]
number = "1"
name = "张"
[[agents]]
number = "4"
""",
    )
    assert loaded.settings.agents == (Agent("1", "王"),)
    assert [complaint.line for complaint in loaded.complaints] == [4, 7, 10]


def test_nobody_is_at_the_desk_until_a_known_agent_says_so():
    assert Settings().current_agent is None
    assert Settings(agent="9", agents=(Agent("1", "王"),)).current_agent is None


def test_a_file_in_another_encoding_is_said_plainly(existing):
    existing.write_bytes('pack = "快递"'.encode("gbk"))
    loaded = read_settings(existing)
    assert loaded.settings == Settings()
    assert "UTF-8" in str(loaded.complaints[0])


def test_a_byte_order_mark_from_notepad_is_no_mistake(existing):
    existing.write_bytes(b'\xef\xbb\xbfpack = "courier"\r\n')
    assert read_settings(existing).settings.pack == "courier"
    write_settings(existing, Settings(pack="topup"))
    assert read_settings(existing).settings.pack == "topup"


def test_a_folder_in_the_place_of_the_file_is_no_crash(existing):
    existing.mkdir()
    assert read_settings(existing).complaints[0].code == "unreadable"


def test_writing_keeps_comments_order_and_what_it_does_not_know(existing):
    text = '# for the night shift\ntheme = "dark"  # easier on the eyes\nnovelty = 1\n\n[[agents]]\nnumber = "1"\nname = "王"\n'
    loaded = load(existing, text)
    write_settings(existing, replace(loaded.settings, theme="light", pack="courier"))
    written = existing.read_text(encoding="utf-8")
    assert '# for the night shift\ntheme = "light"  # easier on the eyes\nnovelty = 1\n' in written
    again = read_settings(existing)
    assert again.settings == replace(loaded.settings, theme="light", pack="courier")
    assert [complaint.key for complaint in again.complaints] == ["novelty"]


def test_writing_what_did_not_change_changes_nothing(existing):
    text = 'theme = "blue"\ntext_scale=115\n'
    loaded = load(existing, text)
    write_settings(existing, loaded.settings)
    assert existing.read_text(encoding="utf-8") == text


def test_writing_makes_the_folder_and_only_what_differs_from_the_default(path):
    write_settings(path, Settings(chime=False))
    assert path.read_text(encoding="utf-8") == "chime = false\n"
    assert list(path.parent.iterdir()) == [path]


def test_a_file_that_is_no_toml_is_kept_aside_when_settings_are_written(existing):
    load(existing, "theme = dark\n")
    write_settings(existing, Settings(theme="dark"))
    assert read_settings(existing).settings.theme == "dark"
    assert existing.with_name("settings.toml.bad").read_text(encoding="utf-8") == "theme = dark\n"


_texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
_settings = st.builds(
    Settings,
    interface_language=st.sampled_from(["auto", "zh", "en"]),
    theme=st.sampled_from(["system", "light", "dark"]),
    text_scale=st.sampled_from([100, 115, 130]),
    reduced_motion=st.booleans(),
    chime=st.booleans(),
    chime_device=_texts,
    pack=_texts.filter(bool),
    language=st.sampled_from(["zh", "en"]),
    speech_voice_zh=_texts,
    speech_voice_en=_texts,
    speech_rate=st.integers(80, 400),
    help_command=_texts,
    agent=_texts,
    agents=st.lists(
        st.builds(Agent, _texts.filter(bool), _texts.filter(bool)), max_size=3, unique_by=lambda agent: agent.number
    ).map(tuple),
)


@given(st.lists(_settings, min_size=1, max_size=3))
def test_what_is_written_is_what_is_read(tmp_path_factory, versions):
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    for settings in versions:
        write_settings(path, settings)
        assert read_settings(path).settings == settings
        assert read_settings(path).complaints == ()
