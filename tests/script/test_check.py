"""The compiler of packs: each kind of problem with its code at its exact place, and no more than that."""

from __future__ import annotations

import os
import random
import re
import shutil
from pathlib import Path

import pytest

from agent_assist.script.check import check
from agent_assist.script.model import Problem
from tests.script.packs import HEAD, REGISTER, RING, SHIPPED, TOPIC, found, write

ZH = {"scripts_zh/small/pack.toml": HEAD, "scripts_zh/small/opening.toml": TOPIC}
EN_HEAD = HEAD.replace('"zh"', '"en"')
EN_TOPIC = """[opening]
title = "Opening"
[opening.greet]
title = "Greeting"
say = "Hello, how can I help you?"
replies = [{ id = "yes", label = "yes", to = "more" }]
[opening.more]
title = "Go on"
say = "Please go on."
"""
EN = {"scripts_en/small/pack.toml": EN_HEAD, "scripts_en/small/opening.toml": EN_TOPIC}


def checked(root: Path, *paths: Path) -> list[Problem]:
    return list(check(paths or (root,), {}, REGISTER))


def step(text: str) -> str:
    """The small pack with one more step, which the opening leads to."""
    lead = TOPIC.replace('to = "more" }]', 'to = "more" }, { id = "no", label = "不", to = "extra" }]')
    return f'{lead}[opening.extra]\ntitle = "另一步"\n{text}\n'


def scenario(text: str) -> str:
    return f'{TOPIC}[extra]\ntitle = "另一个"\n{text}\n'


SAY = 'say = "好的。"\n'

PROBLEMS_IN_A_STEP = [
    # unknown keys, types, values
    SAY + "«unknown-key»sy = 1",
    "say = «wrong-type»5",
    SAY + 'replies = [{ id = "a", label = "a", to = «wrong-type»1 }]',
    SAY + 'replies = [«wrong-type»"a"]',
    SAY + "record = [«wrong-type»1]",
    SAY + 'hangup = «bad-value»"sad"',
    SAY + 'wait = { seconds = «bad-value»-1, to = "more" }',
    SAY + 'wait = { seconds = «bad-value»99999, to = "more" }',
    SAY + 'wait = { seconds = «wrong-type»true, to = "more" }',
    SAY + 'wait = { seconds = «undefined-timing»"silnt", to = "more" }',
    SAY + '«missing-key»wait = { to = "more" }',
    SAY + 'wait = { seconds = 5, opens = «bad-value»"door" }',
    SAY + 'wait = { seconds = 5, to = "more", «bad-value»opens = "hangup" }',
    # ids
    SAY + 'replies = [«missing-id»{ label = "a", to = "more" }]',
    SAY + 'replies = [«missing-key»{ id = "a", to = "more" }]',
    SAY + 'replies = [«missing-key»{ id = "a", label = "a" }]',
    SAY + 'replies = [{ id = «bad-id»"A b", label = "a", to = "more" }]',
    SAY + 'replies = [{ id = "a", label = "a", to = "more" },\n  { id = «duplicate-id»"a", label = "b", to = "more" }]',
    # targets
    SAY + 'next = «dangling-target»"mroe"',
    SAY + 'wait = { seconds = 5, to = «dangling-target»"mroe" }',
    SAY + 'replies = [{ id = "a", label = "a", to = «dangling-target»"opening.mroe" }]',
    SAY + 'replies = [{ id = "a", label = "a", to = «dangling-target»"opning" }]',
    # waits and guards
    SAY + "«lost-wait»wait = { seconds = 5 }",
    SAY + 'next = "more"\n«lost-wait»wait = { seconds = 5, to = "more" }',
    SAY + 'replies = [{ id = "a", label = "a", to = "more", needs = [«closed-guard»"wait"] }]',
    SAY + 'replies = [{ id = "a", label = "a", to = "more", needs = [«undefined-slot»"isue"] }]',
    SAY + 'replies = [{ id = "a", label = "a", to = "more", needs = [«closed-guard»"company"] }]',
    SAY + 'replies = [{ id = "a", label = "a", to = "more", needs = [«closed-guard»"consent"] }]',
    SAY + 'replies = [{ id = "a", label = "a", to = "more", needs = ["said", «closed-guard»"caller"] }]',
    SAY + 'record = ["issue", «undefined-slot»"isue"]',
    SAY + 'record = [«closed-guard»"company"]',
    SAY + 'tick = «undefined-slot»"consnt"',
    SAY + 'tick = «bad-value»"issue"',
    'next = "more"\nwait = { seconds = 5, to = "more" }\nhangup = «closed-guard»"said"',
    'next = "more"\nreplies = [{ id = "a", label = "a", to = "more", needs = [«closed-guard»"said"] }]',
    SAY + 'replies = [{ id = "a", label = "a", to = "more", set = { kind = «bad-value»"simpel" } }]',
    SAY + 'replies = [{ id = "a", label = "a", to = "more", set = { kid = «undefined-slot»"simple" } }]',
    SAY + 'replies = [{ id = "a", label = "a", to = "more", set = { kind = «wrong-type»5 } }]',
    SAY + 'taboos = [«closed-guard»{ do = "走开", by = "record" }]',
    SAY + 'taboos = [«closed-guard»{ do = "走开", by = "tick" }]',
    SAY + 'taboos = [«closed-guard»{ do = "走开", by = "follow-up" }]',
    SAY + 'taboos = [«closed-guard»{ do = "走开", by = "reply" }]',
    SAY + 'taboos = [«closed-guard»{ do = "走开", by = "name" }]',
    SAY + 'taboos = [{ do = "走开", by = «bad-value»"lok" }]',
    SAY + 'taboos = [«missing-key»{ do = "走开" }]',
    SAY + 'taboos = [«bad-taboo»{ norm = "S3-07" }]',
    SAY + 'taboos = [{ do = "走开", by = "lock", «bad-taboo»say = "走" }]',
    SAY + "taboos = [{ pattern = '«bad-pattern»[走' }]",
    SAY + 'taboos = [{ say = "走", severity = «bad-value»"hart" }]',
    SAY + "guide = [«missing-key»{ norm = 'S3-07' }]",
    # lines
    'say = "好«bad-line»{caller"',
    'say = "好«undefined-slot»{nobody}。"',
    'say = "好[，«undefined-slot»{nobody}]。"',
    'say = "好«undefined-slot»{caller}。"',
    'say = "好«undefined-slot»{title}。"',
    # taboos, promises, norms
    'say = "喂，«taboo»大点声，听不见！"\ntaboos = [{ say = "大点声，听不见" }]',
    'say = "«taboo»喂，您好。"\ntaboos = [{ say = "喂", pattern = "^喂" }]',
    'say = "好的[，{caller}]，«taboo»不是我办的。"\ntaboos = [{ say = "不是，我办的" }]',
    'say = "請«taboo»大點聲，聽不見！"\ntaboos = [{ say = "大点声，听不见" }]',
    'say = "«taboo!»没事儿。"\ntaboos = [{ say = "没事儿", severity = "soft" }]',
    SAY + 'follow_up = { within = «promise»"24h", reason = "x" }',
    SAY + 'follow_up = { within = «undefined-timing»"soonish", reason = "x" }',
    SAY + '«missing-key»follow_up = { within = "2h" }',
    'say = "我们«promise»24小时内答复您。"',
    'say = "我们«promise»三十分钟之内答复您。"',
    SAY + 'norms = ["S3-07", «unknown-norm»"S3-99"]',
    SAY + 'taboos = [{ say = "走", norm = «unknown-norm»"S9-01" }]',
    # style
    f'say = «long-line!»"{"好" * 71}"',
    f'say = «long-speech!»"{"好" * 60}"',
    'say = "«informal!»你好。"',
    'say = "好的，«mixed-language!»please hold the line。"',
]

PROBLEMS_IN_A_SCENARIO = [
    '«unknown-key»hear = "back"\n[extra.a]\nsay = "好。"',
    '«unknown-key»say = "好。"\n[extra.a]\nsay = "好。"',
    'heard = «bad-value»"stayy"\n[extra.a]\nsay = "好。"',
    'reflex = «wrong-type»"yes"\n[extra.a]\nsay = "好。"',
    'aliases = «wrong-type»5\n[extra.a]\nsay = "好。"',
    'start = «dangling-target»"b"\n[extra.a]\nsay = "好。"',
    'held = «dangling-target»"b"\n[extra.a]\nsay = "好。"',
    '[extra.a]\nsay = "好。"\n«unreachable»[extra.b]\nsay = "好。"',
    '«endless-loop»[extra.a]\nsay = "好。"\nnext = "b"\n[extra.b]\nsay = "好。"\nnext = "a"',
    '«endless-loop»[extra.a]\nsay = "好。"\nwait = { seconds = 5, to = "a" }',
    (
        '[extra.a]\nsay = "好。"\nreplies = [{ id = "x", label = "x", to = "b" }, { id = "y", label = "y", to = "back" }]\n'
        '«endless-loop»[extra.b]\nsay = "好。"\nnext = "c"\n[extra.c]\nsay = "好。"\nnext = "b"'
    ),
    '[extra.a]\nsay = "好。"\n«duplicate-id»[extra.a]\nsay = "好。"',
    'taboos = [{ say = "走开" }]\n[extra.a]\nsay = "«taboo»走开。"',
    '[extra.a]\nsay = "好。"\n«bad-id»[extra.B_c]\nsay = "好。"'.replace(
        'say = "好。"\n«', 'say = "好。"\nnext = "B_c"\n«'
    ),
    'norms = [«unknown-norm»"S3-98"]\n[extra.a]\nsay = "好。"',
    'reflex = true\n[extra.a]\nsay = "好。"\n«lost-wait»wait = { seconds = 5, to = "extra" }',
]

PROBLEMS_IN_PACK_TOML = [
    "«unknown-key»organization = 'x'\n" + HEAD,
    HEAD.replace('organisation = "测试"', "«missing-key»"),
    HEAD.replace('language = "zh"', 'language = "zh"\nsituations = ["opening", «dangling-target»"openng"]'),
    HEAD.replace('language = "zh"', 'language = "zh"\nlocked = ["opening.greet", «dangling-target»"opening.gret"]'),
    HEAD.replace('language = "zh"', 'language = "zh"\nnorms = «unknown-norm»"S7"'),
    HEAD.replace("[rules]", '[rules]\nhangup = «bad-value»"never"'),
    HEAD.replace("[rules]", "[rules]\n«unknown-key»hangups = 1"),
    HEAD.replace("silent = 5", 'silent = «wrong-type»"5"'),
    HEAD.replace("silent = 5", "silent = «bad-value»-5"),
    HEAD.replace('alone = "女士"', '«unknown-key»alon = "女士"'),
    HEAD + '«missing-key»[slots.more]\nkind = "text"',
    HEAD + '[slots.more]\nlabel = "x"\nkind = «bad-value»"txt"',
    HEAD + '«bad-id»[slots.More]\nlabel = "x"',
    HEAD + '[slots.more]\nlabel = "x"\nask = "好«undefined-slot»{isue}？"',
    HEAD + '[slots.more]\nlabel = "x"\nfallback = "好的，«taboo»请讲"\n[[taboos]]\nsay = "请讲"\n',
    HEAD + '[slots.more]\nlabel = "x"\nvalue = "«promise»三天内答复"\n',
    HEAD + '[[taboos]]\nsay = "请讲"\n',
    HEAD + "[rules.norms]\nhangup = [«unknown-norm»'S3-99']",
]


@pytest.mark.parametrize("text", PROBLEMS_IN_A_STEP)
def test_problems_in_a_step(tmp_path, text):
    expected = write(tmp_path, ZH | {"scripts_zh/small/opening.toml": step(text)})
    problems = [each for each in checked(tmp_path) if each.code not in ("one-language", "missing-line")]
    assert found(problems, tmp_path) == expected


@pytest.mark.parametrize("text", PROBLEMS_IN_A_SCENARIO)
def test_problems_in_a_scenario(tmp_path, text):
    expected = write(tmp_path, ZH | {"scripts_zh/small/opening.toml": scenario(text)})
    problems = [each for each in checked(tmp_path) if each.code != "one-language"]
    assert found(problems, tmp_path) == expected


@pytest.mark.parametrize("text", PROBLEMS_IN_PACK_TOML)
def test_problems_in_pack_toml(tmp_path, text):
    topic = TOPIC
    if "[[taboos]]" in text:
        topic = TOPIC.replace("好的，请讲", "好的，«taboo»请讲")
    expected = write(tmp_path, {"scripts_zh/small/pack.toml": text, "scripts_zh/small/opening.toml": topic})
    problems = [each for each in checked(tmp_path) if each.code != "one-language" and each.code != "unserved-norm"]
    assert found(problems, tmp_path) == expected
    for problem in problems:
        assert problem.message


def test_a_step_without_words_is_reported(tmp_path):
    expected = write(
        tmp_path, ZH | {"scripts_zh/small/opening.toml": step("").replace("[opening.ex", "«missing-line»[opening.ex")}
    )
    assert found([each for each in checked(tmp_path) if each.code != "one-language"], tmp_path) == expected


def test_a_scenario_without_steps_is_a_dead_end(tmp_path):
    expected = write(tmp_path, ZH | {"scripts_zh/small/x.toml": '«dead-end»[extra]\ntitle = "空"\n'})
    assert found([each for each in checked(tmp_path) if each.code != "one-language"], tmp_path) == expected


def test_the_same_scenario_in_two_files_is_reported_in_the_second(tmp_path):
    expected = write(
        tmp_path, ZH | {"scripts_zh/small/z.toml": '«duplicate-id»[opening]\ntitle = "又"\n[opening.x]\nsay = "好。"\n'}
    )
    problems = [each for each in checked(tmp_path) if each.code != "one-language"]
    assert found(problems, tmp_path) == expected
    assert "opening.toml, line 1" in problems[0].message


def test_what_stands_outside_every_scenario_is_reported(tmp_path):
    expected = write(
        tmp_path,
        ZH | {"scripts_zh/small/z.toml": '«unknown-key»say = "好。"\n[extra]\ntitle = "x"\n[extra.a]\nsay = "好。"\n'},
    )
    assert found([each for each in checked(tmp_path) if each.code != "one-language"], tmp_path) == expected


def test_two_languages_without_problems(tmp_path):
    write(tmp_path, ZH | EN)
    assert checked(tmp_path) == []


DIFFERENCES = [
    ({"scripts_zh/small/x.toml": '«shape»[extra]\ntitle = "多"\n[extra.a]\nsay = "好。"\n'}, {}),
    ({}, {"scripts_en/small/x.toml": '«shape»[extra]\ntitle = "More"\n[extra.a]\nsay = "Yes."\n'}),
]
CHANGES = [
    ('say = "Please go on."', "", "[opening.more]"),
    ('to = "more"', 'to = «shape»"back"', ""),
    ('id = "yes"', 'id = "yess"', "replies = «shape»"),
    ('say = "Please go on."', 'say = «shape»"Please go on, {issue}."', ""),
    ('say = "Please go on."', 'say = "Please go on."\nhangup = «shape»"said"', ""),
    ('say = "Please go on."', 'say = "Please go on."\nrecord = «shape»["issue"]', ""),
    ('title = "Opening"', 'title = "Opening"\nheard = «shape»"back"', ""),
]


@pytest.mark.parametrize(("zh", "en"), DIFFERENCES)
def test_a_scenario_in_one_language_only(tmp_path, zh, en):
    expected = write(tmp_path, ZH | EN | zh | en)
    assert found(checked(tmp_path), tmp_path) == expected


@pytest.mark.parametrize(("old", "new", "also"), CHANGES)
def test_languages_that_differ_in_shape(tmp_path, old, new, also):
    text = EN_TOPIC.replace(old, new)
    if also == "[opening.more]":
        text = text.replace(also, f"«shape»{also}")
    elif also:
        text = text.replace("replies = ", also)
    expected = write(tmp_path, ZH | EN | {"scripts_en/small/opening.toml": text})
    shapes = [each for each in checked(tmp_path) if each.code not in ("unreachable",)]
    assert found(shapes, tmp_path) == expected


def test_waits_and_steps_are_compared_too(tmp_path):
    zh = TOPIC.replace('say = "好的，请讲。"', 'say = "好的，请讲。"\nwait = { seconds = 5, opens = "hangup" }')
    en = EN_TOPIC.replace('say = "Please', 'wait = { seconds = «shape!»6, opens = "hangup" }\nsay = "Please')
    en = en.replace("[opening]", "«shape»[opening]")
    zh += '[opening.third]\nsay = "好。"\n'
    zh = zh.replace("[opening.more]", '[opening.more]\nreplies = [{ id = "no", label = "x", to = "third" }]')
    en = en.replace(
        "[opening.more]", '[opening.more]\nreplies = «shape»[{ id = "no", label = "x", to = «shape»"back" }]'
    )
    en = en.replace("replies = «shape»", "replies = ")
    expected = write(tmp_path, ZH | EN | {"scripts_zh/small/opening.toml": zh, "scripts_en/small/opening.toml": en})
    assert found(checked(tmp_path), tmp_path) == expected


def test_rules_of_two_languages_are_compared(tmp_path):
    head = EN_HEAD.replace("[rules]", '[rules]\n«shape»hangup = "customer"')
    head = head.replace("[timings]", "«shape»[timings]\nslow = 9")
    expected = write(tmp_path, ZH | EN | {"scripts_en/small/pack.toml": head})
    assert found(checked(tmp_path), tmp_path) == expected


def test_another_length_of_a_timing_is_told_once_and_refuses_nothing(tmp_path):
    write(tmp_path, ZH | EN | {"scripts_en/small/pack.toml": EN_HEAD.replace("silent = 5", "silent = 6")})
    told = checked(tmp_path)
    assert [(each.severity, each.code) for each in told] == [("warning", "shape")]
    assert "'silent'" in told[0].message
    assert "6 s here, 5 s there" in told[0].message


def test_the_other_language_is_missing(tmp_path):
    write(tmp_path, ZH)
    assert [(each.severity, each.code) for each in checked(tmp_path)] == [("warning", "one-language")]


def test_norms_of_the_organisation_that_nothing_serves_are_warnings(tmp_path):
    head = HEAD.replace('language = "zh"', 'language = "zh"\nnorms = "S3"')
    topic = TOPIC.replace('say = "好的，请讲。"', 'say = "好的，请讲。"\nnorms = ["S3-03", "S3-07"]')
    write(tmp_path, {"scripts_zh/small/pack.toml": head, "scripts_zh/small/opening.toml": topic})
    problems = [each for each in checked(tmp_path) if each.code == "unserved-norm"]
    named = {re.search(r"S3-\d\d", each.message)[0] for each in problems}  # type: ignore[index]
    assert {each.severity for each in problems} == {"warning"}
    assert {(each.place.line, each.place.column) for each in problems} == {(3, 9)}
    assert {"S3-03", "S3-07"}.isdisjoint(named)
    assert {"S3-01", "S3-08"} <= named


def test_inherited_lines_must_keep_the_taboos_of_the_pack_above(tmp_path):
    top = 'organisation = "上层"\nlanguage = "zh"\nextends = "small"\n[[taboos]]\nsay = "请讲"\n'
    topic = TOPIC.replace("好的，请讲", "好的，«taboo»请讲")
    expected = write(tmp_path, ZH | {"scripts_zh/small/opening.toml": topic, "scripts_zh/top/pack.toml": top})
    problems = [each for each in checked(tmp_path) if each.code != "one-language"]
    assert found(problems, tmp_path) == expected


def test_leaving_out_what_others_lead_to_is_reported_at_omit(tmp_path):
    top = 'organisation = "上层"\nlanguage = "zh"\nextends = "small"\nomit = [«dangling-target»"opening.more"]\n'
    expected = write(tmp_path, ZH | {"scripts_zh/top/pack.toml": top})
    problems = [each for each in checked(tmp_path) if each.code != "one-language"]
    assert found(problems, tmp_path) == expected


def test_inherited_steps_that_nothing_leads_to_are_a_warning(tmp_path):
    top = 'organisation = "上层"\nlanguage = "zh"\nextends = "small"\n'
    topic = '[opening.greet]\ntitle = "x"\nsay = "您好。"\n'
    write(tmp_path, ZH | {"scripts_zh/top/pack.toml": top, "scripts_zh/top/o.toml": topic})
    problems = [each for each in checked(tmp_path) if each.code != "one-language"]
    assert [(each.severity, each.code) for each in problems] == [("warning", "unreachable")]
    assert 'omit = ["opening.more"]' in problems[0].hint


def test_what_one_language_writes_anew_the_other_one_must_not_just_inherit(tmp_path):
    top = 'organisation = "x"\nlanguage = "zh"\nextends = "small"\n'
    anew = (
        '«shape»[opening.greet]\ntitle = "x"\nsay = "您好。"\nreplies = [{ id = "yes", label = "好", to = "more" }]\n'
    )
    english = top.replace('"zh"', '"en"')
    new = {"scripts_zh/top/pack.toml": top, "scripts_zh/top/o.toml": anew, "scripts_en/top/pack.toml": english}
    expected = write(tmp_path, ZH | EN | new)
    assert found(checked(tmp_path), tmp_path) == expected
    assert found(checked(tmp_path, tmp_path / "scripts_en" / "top"), tmp_path) == expected


def test_a_step_written_anew_is_missing_where_its_scenario_is_written(tmp_path):
    top = 'organisation = "x"\nlanguage = "zh"\nextends = "small"\n'
    anew = '[opening]\ntitle = "x"\n[opening.more]\ntitle = "y"\nsay = "请讲吧。"\n'
    bare = '«shape»[opening]\ntitle = "x"\n'
    new = {"scripts_zh/top/pack.toml": top, "scripts_zh/top/o.toml": anew}
    new |= {"scripts_en/top/pack.toml": top.replace('"zh"', '"en"'), "scripts_en/top/o.toml": bare}
    expected = write(tmp_path, ZH | EN | new)
    assert found(checked(tmp_path), tmp_path) == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('say = "您好', "«syntax»say = “您好"),
        ("[opening.more]", "[opening.more"),
        ("[opening.more]", "[开场.继续]"),
        (
            'replies = [{ id = "yes", label = "好", to = "more" }]',
            'replies = [{ id = "yes" label = "好", to = "more" }]',
        ),
        ('title = "开场"', "title = 开场"),
        ("[opening]", "[opening"),
    ],
)
def test_a_syntax_error_brings_no_other_problem_with_it(tmp_path, old, new):
    topic = TOPIC.replace(old, new.replace("«syntax»", ""), 1)
    write(tmp_path, ZH | EN | {"scripts_zh/small/opening.toml": topic})
    assert [each.code for each in checked(tmp_path)] == ["syntax"]


@pytest.mark.parametrize("key", ["language", "[slots.issue]", "[rules]", "promises"])
def test_a_syntax_error_in_pack_toml_brings_no_other_problem_with_it(tmp_path, key):
    head = HEAD.replace(key, key.replace("]", "") if key.startswith("[") else f"{key} ：", 1)
    topic = step('say = "{issue}两小时内答复。"\nrecord = ["issue"]\nfollow_up = { within = "2h", reason = "x" }')
    write(tmp_path, ZH | {"scripts_zh/small/pack.toml": head, "scripts_zh/small/opening.toml": topic})
    assert [each.code for each in checked(tmp_path) if each.code != "one-language"] == ["syntax"]


def test_paths_may_be_files_packs_folders_of_packs_or_both_languages(tmp_path, monkeypatch):
    broken = TOPIC.replace('to = "more"', 'to = «dangling-target»"mroe"')
    write(tmp_path, ZH | EN | {"scripts_zh/small/opening.toml": broken, "scripts_zh/small/x.toml": "[extra"})
    monkeypatch.chdir(tmp_path)
    file = Path("scripts_zh/small/opening.toml")
    for path in (file, file.parent, file.parent.parent, tmp_path, Path()):
        problems = check([path], {}, REGISTER)
        assert ("scripts_zh/small/opening.toml", 6, 44) in [
            (each.place.path, each.place.line, each.place.column) for each in problems if each.code == "dangling-target"
        ]
    only = check([file], {}, REGISTER)
    assert {each.place.path for each in only} == {"scripts_zh/small/opening.toml"}


def test_a_file_that_belongs_to_no_pack_is_checked_alone(tmp_path):
    write(tmp_path, {"some/where.toml": TOPIC.replace('to = "more"', "to = more")})
    assert [each.code for each in checked(tmp_path, tmp_path / "some/where.toml")] == ["syntax"]


def test_the_twin_is_looked_up_beside_the_path_first(tmp_path):
    write(tmp_path / "mine", ZH)
    write(tmp_path / "shipped", EN | {"scripts_en/small/opening.toml": EN_TOPIC.replace('"more" }', '"back" }')})
    shipped = {"en": tmp_path / "shipped/scripts_en"}
    codes = [each.code for each in check([tmp_path / "mine/scripts_zh/small"], shipped, REGISTER)]  # type: ignore[arg-type]
    assert "shape" in codes
    write(tmp_path / "mine", EN)
    assert check([tmp_path / "mine/scripts_zh/small"], shipped, REGISTER) == ()  # type: ignore[arg-type]


def test_paths_that_hold_nothing(tmp_path):
    (tmp_path / "empty").mkdir()
    assert [each.code for each in checked(tmp_path, tmp_path / "gone")] == ["missing-file"]
    assert [each.code for each in checked(tmp_path, tmp_path / "empty")] == ["empty-pack"]


def test_tapes_are_given_to_the_tape_checker(tmp_path):
    write(tmp_path, ZH | EN | {"scripts_zh/small/tapes/one.tape": "x", "loose.tape": "x"})
    seen: list[str] = []

    def tapes(path: Path) -> list[Problem]:
        seen.append(path.name)
        return []

    check([tmp_path / "scripts_zh", tmp_path / "loose.tape"], {}, REGISTER, tapes)
    assert seen == ["one.tape", "loose.tape"]


def test_problems_are_sorted_and_the_same_every_time(tmp_path):
    text = step('say = "喂{x"\nnext = "nowhere"\nrecord = ["isue"]\nnorms = ["S3-99"]')
    write(tmp_path, ZH | {"scripts_zh/small/opening.toml": text})
    first = checked(tmp_path)
    assert first == checked(tmp_path)
    assert [each.place for each in first] == sorted(each.place for each in first)
    assert len(set(first)) == len(first)


def test_a_number_without_end_is_a_mistake_with_a_place(tmp_path):
    text = step(f'wait = {{ seconds = {"9" * 5000}, to = "back" }}\nrecord = ["isue"]')
    write(tmp_path, ZH | {"scripts_zh/small/opening.toml": text})
    told = next(each for each in checked(tmp_path) if each.code == "syntax")
    assert "number" in told.message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
def test_a_pipe_among_the_files_is_not_waited_for(tmp_path):
    write(tmp_path, ZH)
    os.mkfifo(tmp_path / "scripts_zh/small/more.toml")
    assert any(each.code == "unreadable" and each.place.path.endswith("more.toml") for each in checked(tmp_path))


def test_waits_that_go_round_in_silence_are_told(tmp_path):
    write(tmp_path, ZH | {"scripts_zh/small/alpha.toml": RING})
    told = [each for each in checked(tmp_path) if each.code == "endless-loop"]
    assert [each.place.line for each in told] == [6, 10]


EAST = 'organisation = "东区"\nlanguage = "zh"\nextends = "small"\n'


@pytest.mark.parametrize(("more", "told"), [("", ["lost-ways"]), ('title = "问候"\n', [])])
def test_an_own_line_that_loses_the_ways_on_is_told(tmp_path, more, told):
    line = f'[opening.greet]\n{more}say = "您好，东区。"\n'
    write(tmp_path, ZH | {"scripts_zh/east/pack.toml": EAST, "scripts_zh/east/opening.toml": line})
    found_ = [each for each in checked(tmp_path) if each.place.path.endswith("east/opening.toml")]
    assert [each.code for each in found_ if each.code == "lost-ways"] == told
    assert all("opening.toml" in each.hint for each in found_ if each.code == "lost-ways")


def test_a_pack_that_no_call_can_begin_with_is_told(tmp_path):
    write(tmp_path, ZH)
    (tmp_path / "scripts_zh/small/opening.toml").write_text(
        '[thanks]\ntitle = "谢"\n[thanks.reply]\nsay = "不客气。"\n', encoding="utf-8"
    )
    assert [each.severity for each in checked(tmp_path) if each.code == "no-opening"] == ["warning"]


# -- the shipped packs -----------------------------------------------------------------------------------------------


def test_five_mistakes_in_a_large_pack_are_all_found(tmp_path):
    """A lead deletes a target, repeats an id, drops an English line, pastes a taboo, and makes two steps a ring."""
    root = large_pack(tmp_path, 75)
    zh = root / "scripts_zh/large/t3.toml"
    en = root / "scripts_en/large/t5.toml"
    expected = [
        edit(zh, '[s3.d]\nsay = "请稍等，第3步。"\n', "", 'to = "d" }]', "dangling-target", column=44),
        edit(zh, "[s8.b]", "[s8.a]", "[s8.a]", "duplicate-id", column=1, last=True),
        edit(zh, 'say = "请稍等，第13步。"', 'say = "请稍等，大点声，听不见！"', "大点声", "taboo", column=12),
        edit(zh, "[s18.d]\n", '[s18.d]\nnext = "c"\n', "[s18.c]", "endless-loop", column=1),
        edit(en, 'say = "One moment, step 5."\n', "", "[s5.a]", "shape", column=1),
    ]
    problems = found(list(check([root], SHIPPED, REGISTER)), root)
    for path, line, column, code in expected:
        assert (path.relative_to(root).as_posix(), line, column, "error", code) in problems


def edit(
    path: Path, old: str, new: str, mark: str, code: str, *, column: int, last: bool = False
) -> tuple[Path, int, int, str]:
    """Make one edit; the problem is expected in the line of `mark`."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    where = text.rindex(mark) if last else text.index(mark)
    return path, text.count("\n", 0, where) + 1, column, code


def large_pack(root: Path, scenarios: int) -> Path:
    """A pack of four steps to a scenario, in both languages."""
    for language, line in (("zh", "请稍等，第{}步。"), ("en", "One moment, step {}.")):
        head = HEAD.replace('"zh"', f'"{language}"') + '[[taboos]]\nsay = "大点声，听不见"\n'
        files = {f"scripts_{language}/large/pack.toml": head}
        for number in range(scenarios):
            say = line.format(number)
            text = f'[s{number}]\ntitle = "s{number}"\n'
            for here, there in (("a", "b"), ("b", "c"), ("c", "d")):
                text += f'[s{number}.{here}]\nsay = "{say}"\n'
                text += f'replies = [{{ id = "yes", label = "x", to = "{there}" }}]\n'
            text += f'[s{number}.d]\nsay = "{say}"\n'
            name = f"scripts_{language}/large/t{number % 5 if language == 'zh' else number % 10}.toml"
            files[name] = files.get(name, "") + text
        write(root, files)
    return root


MUTATIONS = [
    (r'\bto = "(?!back")[a-z.-]+"', 'to = "nowhere-at-all"', "dangling-target"),
    (r'\bnext = "[a-z.-]+"', 'next = "nowhere-at-all"', "dangling-target"),
    (r'\bsay = "(?=[^"]*\{caller)', 'say = "{', "bad-line"),
    (r'(?m)^say = "(?=[^"]+"$)', 'say = "大点声，听不见！', "taboo"),
    (r"(?m)^norms = \[\"S3-\d\d\"\]", 'norms = ["S3-00"]', "unknown-norm"),
    (r"(?m)^wait = \{ seconds = [^,]+,", "wait = { seconds = 99,", "shape"),
    (r"(?m)^replies = \[", "repleis = [", "unknown-key"),
    (r'(?m)^title = "', "title = “", "syntax"),
    (r"(?m)^record = \[", 'record = ["no_such_slot", ', "undefined-slot"),
    (r'\bwithin = "[a-z0-9]+"', 'within = "7h"', "promise"),
    (r"(?m)^\[([a-z-]+)\.([a-z-]+)\]$", r"[\1.\2\n", "syntax"),
]


@pytest.mark.parametrize(("pattern", "new", "code"), MUTATIONS)
def test_a_mistake_anywhere_in_the_courier_pack_is_found_where_it_is(tmp_path, pattern, new, code):
    choose = random.Random(pattern)
    for language, root in SHIPPED.items():
        shutil.copytree(root / "courier", tmp_path / f"scripts_{language}/courier")
    before = {str(each) for each in check([tmp_path], SHIPPED, REGISTER)}
    for _ in range(2):
        files = sorted((tmp_path / "scripts_zh/courier").glob("*.toml"))
        spots = [(path, spot) for path in files for spot in re.finditer(pattern, path.read_text(encoding="utf-8"))]
        path, spot = choose.choice(spots)
        old = path.read_text(encoding="utf-8")
        line = old.count("\n", 0, spot.start()) + 1
        path.write_text(old[: spot.start()] + spot.expand(new) + old[spot.end() :], encoding="utf-8")
        after = [each for each in check([tmp_path], SHIPPED, REGISTER) if str(each) not in before]
        path.write_text(old, encoding="utf-8")
        lines = {(Path(each.place.path).name, each.place.line, each.code) for each in after}
        name = path.name
        shaped = code == "shape" and any(each[2] == "shape" for each in lines)
        assert (name, line, code) in lines or shaped, (name, line, sorted(lines))


def test_the_shipped_packs_have_no_errors():
    errors = [str(each) for each in check([], SHIPPED, REGISTER) if each.severity == "error"]
    assert errors == []


TOP = 'organisation = "上"\nlanguage = "zh"\nextends = "small"\n'


def test_what_a_pack_that_is_not_found_would_bring_is_not_missed(tmp_path):
    own = '[opening.greet]\ntitle = "问候"\nsay = "您好，{nobody}。"\nreplies = [{ id = "a", label = "b", to = "more" }]\n'
    own += '[extra]\ntitle = "另"\n[extra.a]\ntitle = "一"\nsay = "好。"\nwait = { seconds = "silent", opens = "hangup" }\n'
    head = TOP.replace('"small"', '«unknown-pack»"smal"')
    words = own.replace("您好", "Hello").replace("好。", "Yes.")
    english = {"scripts_en/top/pack.toml": TOP.replace('"zh"', '"en"'), "scripts_en/top/o.toml": words}
    new = {"scripts_zh/top/pack.toml": head, "scripts_zh/top/o.toml": own}
    expected = write(tmp_path, ZH | EN | english | new)
    assert found(checked(tmp_path, tmp_path / "scripts_zh" / "top"), tmp_path) == expected


def test_packs_that_extend_one_another_are_told_from_either(tmp_path):
    small = HEAD.replace("[rules]", 'extends = «extends-cycle»"top"\n[rules]')
    write(tmp_path, ZH | {"scripts_zh/top/pack.toml": TOP, "scripts_zh/small/pack.toml": small})
    for name in ("top", "small"):
        errors = [each for each in checked(tmp_path, tmp_path / "scripts_zh" / name) if each.severity == "error"]
        assert [each.code for each in errors] == ["extends-cycle"]


def test_a_pack_that_lost_its_pack_toml_is_missed_among_the_others(tmp_path):
    write(tmp_path, ZH | EN | {"scripts_zh/top/o.toml": TOPIC})
    for path in (tmp_path, tmp_path / "scripts_zh"):
        (problem,) = checked(tmp_path, path)
        assert (problem.code, Path(problem.place.path).name) == ("missing-file", "pack.toml")


def test_a_pack_that_lost_its_pack_toml_is_missed_by_the_one_above(tmp_path):
    write(tmp_path, {"scripts_zh/small/opening.toml": TOPIC, "scripts_zh/top/pack.toml": TOP})
    problems = [each for each in checked(tmp_path, tmp_path / "scripts_zh" / "top") if each.severity == "error"]
    assert [each.code for each in problems] == ["missing-file"]


def test_a_mistake_in_one_language_is_no_difference_as_well(tmp_path):
    wrong = TOPIC.replace('to = "more"', 'to = «dangling-target»"moer"').replace(
        'say = "好的', 'say = "«undefined-slot»{x}好的'
    )
    wrong = wrong.replace("[opening.more]", "«unreachable»[opening.more]")
    wrong = wrong.replace('title = "开场"', 'title = "开场"\nlate = «dangling-target»"laet"')
    expected = write(tmp_path, ZH | EN | {"scripts_zh/small/opening.toml": wrong})
    found_codes = found(checked(tmp_path), tmp_path)
    assert [each for each in found_codes if each[4] != "unreachable"] == [
        each for each in expected if each[4] != "unreachable"
    ]


def test_a_start_that_is_not_there_is_one_mistake(tmp_path):
    wrong = TOPIC.replace('title = "开场"', 'title = "开场"\nstart = «dangling-target»"gret"')
    wrong += '[extra]\ntitle = "另"\n[extra.a]\ntitle = "一"\nsay = "好。"\nnext = "opening"\n'
    expected = write(tmp_path, ZH | {"scripts_zh/small/opening.toml": wrong})
    errors = [each for each in checked(tmp_path) if each.severity == "error"]
    assert found(errors, tmp_path) == expected


def test_a_file_is_checked_with_what_the_other_language_lacks_of_it(tmp_path):
    more = TOPIC + '[opening.third]\ntitle = "三"\nsay = "好。"\n'
    more = more.replace('to = "more" }]', 'to = "more" }, { id = "no", label = "不", to = "third" }]')
    write(tmp_path, ZH | EN | {"scripts_zh/small/opening.toml": more})
    for language in ("zh", "en"):
        problems = checked(tmp_path, tmp_path / f"scripts_{language}" / "small" / "opening.toml")
        assert {each.code for each in problems} == {"shape"}
        assert len(problems) == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[rules]", 'address = "«undefined-slot»{surnam}{title}"\n[rules]'),
        ("[rules]", 'address = "{surname}«bad-line»{title"\n[rules]'),
        ('promises = ["2h",', 'promises = [«bad-value»"2x",'),
        ("[rules]", 'situations = ["opening", «duplicate-id»"opening"]\n[rules]'),
    ],
)
def test_what_is_wrong_in_pack_toml_is_told_at_its_place(tmp_path, old, new):
    head = HEAD.replace(old, new, 1)
    expected = write(tmp_path, {"scripts_zh/small/pack.toml": head, "scripts_zh/small/opening.toml": TOPIC})
    errors = [each for each in checked(tmp_path) if each.severity == "error"]
    assert found(errors, tmp_path) == expected


def test_a_norm_of_another_organisation_is_warned_of(tmp_path):
    head = HEAD.replace('language = "zh"', 'language = "zh"\nnorms = "S3"')
    step = 'say = "好的，请讲。"\nnorms = ["S3-07", "X-02", «foreign-norm!»"S0-24"]\n'
    topic = TOPIC.replace('say = "好的，请讲。"\n', step)
    expected = write(tmp_path, {"scripts_zh/small/pack.toml": head, "scripts_zh/small/opening.toml": topic})
    foreign = [each for each in checked(tmp_path) if each.code == "foreign-norm"]
    assert found(foreign, tmp_path) == expected
