"""Phrases: every line of a pack without braces, and phrase files with clear errors."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.script.model import Pack, Place, Rules, Scenario, Script, Slot, Step, Title
from agent_assist.search.phrase import LibraryError, Phrase, phrases, read_library

HERE = Place("audio.toml", 1, 1)


def pack(language, scenario_title, aliases, says):
    steps = {name: Step(id=name, title=title, place=HERE, say=say, norms=("S3-07",)) for name, title, say in says}
    silent = Scenario(
        id="silent-caller",
        title=scenario_title,
        place=HERE,
        start="repeat",
        steps=steps,
        aliases=aliases,
        norms=("X-01",),
    )
    return Pack(
        id="courier",
        language=language,
        organisation="",
        place=HERE,
        rules=Rules(),
        timings={},
        titles={"mr": Title("mr", "先生", "先生")},
        slots={
            "callback_no": Slot("callback_no", "联系电话", HERE, ask="请留一个电话"),
            "company": Slot("company", "公司", HERE, value="速达"),
            "title": Slot("title", "称呼", HERE),
        },
        scenarios={"silent-caller": silent},
    )


ZH = pack(
    "zh",
    "听不到客户的声音",
    ("没声音",),
    [
        ("repeat", "再次问候", "[{caller}，]您好，请问有什么可以帮您？"),
        ("call-back", "", "稍后我们拨打{callback_no}，{caller}，好吗？{company}感谢来电。"),
        ("nothing", "", ""),
    ],
)
EN = pack("en", "Silent caller", ("no sound",), [("repeat", "Greet again", "Hello, how may I help you?")])


def test_every_line_of_a_pack_is_a_phrase_without_braces():
    found = phrases(ZH)
    assert [phrase.id for phrase in found] == ["silent-caller.repeat", "silent-caller.call-back"]
    assert found[0].text == "您好，请问有什么可以帮您？"
    assert found[1].text == "稍后我们拨打联系电话，称呼，好吗？速达感谢来电。"
    assert found[0].title == "听不到客户的声音"
    assert found[0].aliases == ("没声音",)
    assert found[0].norms == ("S3-07", "X-01")


def test_a_script_is_searched_in_its_other_language_too():
    found = phrases(Script({"zh": ZH, "en": EN}), "zh")
    assert found[0].language == "zh"
    assert found[0].other == "Hello, how may I help you?"
    assert "no sound" in found[0].aliases
    assert found[1].other == ""
    assert phrases(Script({"zh": ZH, "en": EN}), "en")[0].other == "您好，请问有什么可以帮您？"


def test_a_phrase_file_is_read(tmp_path):
    path = tmp_path / "own.jsonl"
    entries = [
        {"id": "a", "text": "您好", "tags": "问候 开场", "aliases": ["hi"], "language": "zh", "more": 1},
        {"id": "b", "text": "再见", "title": None},
    ]
    path.write_text("\ufeff" + "\n\n".join(json.dumps(entry) for entry in entries) + "\n", encoding="utf-8")
    assert read_library(path) == (
        Phrase(id="a", text="您好", language="zh", tags=("问候", "开场"), aliases=("hi",)),
        Phrase(id="b", text="再见"),
    )


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "own.jsonl:2: is not a JSON object"),
        ("[1]", "own.jsonl:2: is not a JSON object"),
        ('{"id": "b"}', "own.jsonl:2: 'text' is missing"),
        ('{"id": 3, "text": "x"}', "own.jsonl:2: 'id' is missing or no text"),
        ('{"id": "a", "text": "x"}', "own.jsonl:2: the id 'a' was used before"),
        ('{"id": "b", "text": "x", "tags": [1]}', "own.jsonl:2: 'tags' must be"),
        ('{"id": "b", "text": "x", "title": 1}', "own.jsonl:2: 'title' must be"),
    ],
)
def test_what_is_wrong_with_a_phrase_file_is_said_with_its_line(tmp_path, line, words):
    path = tmp_path / "own.jsonl"
    path.write_text('{"id": "a", "text": "您好"}\n' + line + "\n", encoding="utf-8")
    with pytest.raises(LibraryError) as raised:
        read_library(path)
    assert words in str(raised.value)


def test_a_missing_or_binary_file_is_named(tmp_path):
    with pytest.raises(LibraryError, match="cannot be read"):
        read_library(tmp_path / "none.jsonl")
    (tmp_path / "raw.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(LibraryError, match="not UTF-8"):
        read_library(tmp_path / "raw.jsonl")


@given(st.binary(max_size=200))
def test_no_content_of_a_file_is_a_traceback(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "any.jsonl"
    path.write_bytes(content)
    problem = ""
    try:
        read_library(path)
    except LibraryError as error:
        problem = str(error)
    assert problem == "" or problem.startswith(str(path))
