"""Phrases that belong to no step: what is read, what overrides, and what `check` says about them."""

from __future__ import annotations

from agent_assist.script.check import check
from agent_assist.script.phrases import read_free, read_phrases
from agent_assist.script.shelf import read_script
from tests.script.packs import HEAD, REGISTER, SHIPPED, TOPIC, found, write

SMALL = {"scripts_zh/small/pack.toml": HEAD, "scripts_zh/small/opening.toml": TOPIC}
GOOD = """# what people ask most
[insured-parcel]
text = "保价的包裹按声明价值理赔。"
tags = ["保价", "赔多少"]
scenario = "opening"
norms = ["S3-07"]

[typhoon]
text = "[{surname}您好，]今天有台风，派送会晚一些。"
"""


def test_phrases_are_read_and_make_no_scenario(tmp_path):
    write(tmp_path, {**SMALL, "scripts_zh/small/phrases.toml": GOOD})
    folder = tmp_path / "scripts_zh" / "small"
    first, second = read_phrases(folder / "phrases.toml").phrases
    assert (first.id, first.scenario, first.tags, first.norms) == (
        "insured-parcel",
        "opening",
        ("保价", "赔多少"),
        ("S3-07",),
    )
    assert second.place.line == 8
    script, problems = read_script("small", {"zh": [folder.parent]}, ["zh"])
    assert problems == ()
    assert list(script.packs["zh"].scenarios) == ["opening"]
    found_problems = check([folder], {}, REGISTER)
    assert [problem.code for problem in found_problems] == ["one-language"]


def test_a_file_that_is_not_there_has_none(tmp_path):
    assert read_phrases(tmp_path / "phrases.toml").phrases == ()
    assert read_free([tmp_path]) == ()


def test_a_higher_pack_overrides_by_id(tmp_path):
    write(tmp_path, {"low/phrases.toml": GOOD, "high/phrases.toml": '[typhoon]\ntext = "台风过了。"\n'})
    phrases = read_free([tmp_path / "low", tmp_path / "high"])
    assert [(each.id, each.text) for each in phrases] == [
        ("insured-parcel", "保价的包裹按声明价值理赔。"),
        ("typhoon", "台风过了。"),
    ]


BAD = """«unknown-key»text = "漂着的一句"
«bad-id»[Bad_Id]
text = "好的。"
«missing-key»[without-words]
tags = ["a"]
[empty]
text = «missing-key»""
[unknown]
text = "好的。"
«unknown-key»txt = "好的。"
scenario = «dangling-target»"opning"
norms = [«unknown-norm»"S3-999"]
[rude]
text = "您好，«taboo»大点声，听不见"
[hole]
text = "请留«undefined-slot»{nothing}。"
[open]
text = "请留«bad-line»{surname。"
[promise]
text = "我们«promise»三天内回电。"
[kinds]
text = «wrong-type»5
tags = [«wrong-type»1]
"""


def test_what_is_wrong_with_phrases_is_said_at_its_place(tmp_path):
    rude = HEAD + '[[taboos]]\nsay = "大点声，听不见"\nnorm = "X-03"\n'
    expected = write(tmp_path, {**SMALL, "scripts_zh/small/pack.toml": rude, "scripts_zh/small/phrases.toml": BAD})
    problems = check([tmp_path / "scripts_zh" / "small" / "phrases.toml"], SHIPPED, REGISTER)
    assert found(problems, tmp_path) == expected


def test_the_agents_own_file_can_be_checked_by_itself(tmp_path):
    write(tmp_path, {"config/phrases.toml": GOOD + '[My]\ntext = "a"\n'})
    problems = check([tmp_path / "config" / "phrases.toml"], SHIPPED, REGISTER)
    assert [(problem.code, problem.place.line) for problem in problems] == [("bad-id", 10)]
