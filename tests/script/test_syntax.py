"""Broken files: each mistake at its exact place, and everything else still read."""

from __future__ import annotations

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.script.mend import read
from agent_assist.script.places import Places, exact_marks, rough_marks
from agent_assist.script.statements import statements

GOOD = """[silent-caller]
title = "听不到"
aliases = ["没声音", "不说话"]

[silent-caller.repeat]
say = "您好，请讲。"
replies = [
  { id = "heard", label = "听到", to = "back" },
  { id = "still", label = "没有", to = "exit" },
]
next = "exit"

[silent-caller.exit]
say = "再见。"
"""


@pytest.mark.parametrize(
    ("good", "bad", "line", "column"),
    [
        ('title = "听不到"', 'title = "听不到', 2, 9),
        ('title = "听不到"', "title = “听不到”", 2, 9),
        ('title = "听不到"', 'title ＝ "听不到"', 2, 7),
        ('title = "听不到"', "title = 听不到", 2, 9),
        ('title = "听不到"', 'title "听不到"', 2, 7),
        ('title = "听不到"', 'title = "他说"你好""', 2, 13),
        ('title = "听不到"', '听不到 = "title"', 2, 1),
        ('title = "听不到"', "这里写一句话", 2, 1),
        ('aliases = ["没声音", "不说话"]', 'aliases = ["没声音" "不说话"]', 3, 18),
        ('aliases = ["没声音", "不说话"]', 'aliases = ["没声音", "不说话"', 3, 11),
        ('aliases = ["没声音", "不说话"]', 'aliases = ["没声音"，"不说话"]', 3, 17),
        ('say = "您好，请讲。"', 'say = "\\d+"', 6, 8),
        ('label = "没有", to', 'label = "没有" to', 9, 32),
        ('label = "没有", to = "exit" },', 'label = "没有", to = "exit",', 9, 3),
        ("[silent-caller.exit]", "[silent-caller.exit", 13, 20),
        ("[silent-caller.exit]", "[silent-caller.离开]", 13, 16),
        ("[silent-caller.exit]", "[silent-caller exit]", 13, 16),
        ('title = "听不到"', f"title = {'[' * 5000}{']' * 5000}", 2, 1),
        ('title = "听不到"', f"title = {'{a = ' * 5000}1{'}' * 5000}", 2, 1),
        ('title = "听不到"', f"title = {'[' * 5000}", 2, 1),
        ('title = "听不到"', f"{'a.' * 5000}a = 1", 2, 1),
        ('say = "再见。"\n', 'say = """再见。\n', 14, 7),
    ],
)
def test_one_mistake_is_found_at_its_place_and_costs_one_statement(good, bad, line, column):
    mended = read(GOOD.replace(good, bad), "audio.toml")
    (problem,) = mended.problems
    assert (problem.place.path, problem.place.line, problem.place.column) == ("audio.toml", line, column)
    assert problem.code == "syntax"
    assert problem.message
    assert problem.hint
    assert mended.lost
    rest = tomli.loads(GOOD)["silent-caller"]
    scenario = mended.values["silent-caller"]
    kept = sum(scenario["repeat"].get(key) == value for key, value in rest["repeat"].items())
    assert kept >= 2, "the other keys of the step are read"


def test_a_broken_table_name_is_read_as_it_was_meant():
    mended = read(GOOD.replace("[silent-caller.exit]", "[silent-caller.exit"), "audio.toml")
    assert mended.values["silent-caller"]["exit"]["say"] == "再见。"


@pytest.mark.parametrize(
    ("text", "place", "first"),
    [
        ("[a]\nx = 1\ny = 2\nx = 3\n", (4, 1), "line 2"),
        ("[a]\nx = 1\n[b]\n[a]\ny = 1\n", (4, 1), "line 1"),
        ("[a]\nlate = 'late'\n[a.late]\nsay = 'x'\n", (3, 1), "line 2"),
        ("[a]\nx = { y = 1, y = 2 }\n", (2, 14), ""),
        ("[a]\nx = 1\n  x = 2\n", (3, 3), "line 2"),
    ],
)
def test_what_is_written_twice_is_reported_where_it_is_repeated(text, place, first):
    (problem,) = read(text, "f").problems
    assert problem.code == "duplicate-id"
    assert (problem.place.line, problem.place.column) == place
    assert first in problem.message


def test_a_table_copied_with_its_steps_is_one_problem():
    mended = read(GOOD + GOOD, "audio.toml")
    (problem,) = mended.problems
    assert problem.place.line == 15
    assert mended.values == tomli.loads(GOOD)


def test_new_steps_below_a_repeated_table_are_kept():
    mended = read(GOOD + "[silent-caller]\ntitle = 'x'\n[silent-caller.more]\nsay = 'y'\n", "audio.toml")
    assert len(mended.problems) == 1
    assert mended.values["silent-caller"]["more"] == {"say": "y"}


def test_many_mistakes_are_all_found():
    text = GOOD.replace('title = "', "title = “").replace("next = ", "next : ").replace("再见。", "再见\\。")
    assert [problem.place.line for problem in read(text, "f").problems] == [2, 11, 14]


def test_a_text_without_mistakes_is_left_alone():
    mended = read(GOOD, "f")
    assert mended.text == GOOD
    assert mended.values == tomli.loads(GOOD)
    assert not mended.problems
    assert not mended.lost


@given(cut=st.integers(0, len(GOOD)), junk=st.text("[]{}=\"'#,.\n\\，“x1 ", max_size=4))
def test_whatever_is_typed_the_rest_is_read_and_problems_lie_in_the_file(cut, junk):
    text = GOOD[:cut] + junk + GOOD[cut:]
    mended = read(text, "f")
    lines = text.split("\n")
    for problem in mended.problems:
        assert 1 <= problem.place.line <= len(lines)
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
    try:
        assert mended.values == tomli.loads(text)
        assert not mended.problems
    except tomli.TOMLDecodeError:
        assert mended.problems
    tomli.loads(mended.text)


@given(text=st.text("[]{}=\"'#,.\n\\ab1 ", max_size=60))
def test_statements_never_overlap_and_stay_inside(text):
    found = statements(text)
    edges = [edge for each in found for edge in (each.start, each.end)]
    assert edges == sorted(edges)
    assert not edges or edges[-1] <= len(text)


PLACED = """x = "q"
a = [ # 注
  { d = 1, "e.f" = "你好\\n{x" },
  "s",
]
[[tab]]
say = "你"
[[tab]]
z = \"\"\"
多行\"\"\"
[s.t]
u.v = { w = [1, [2, 3]] }
"""


@pytest.mark.parametrize(
    ("keys", "key", "value"),
    [
        (("x",), (1, 1), (1, 5)),
        (("a", 0), (3, 3), (3, 3)),
        (("a", 0, "e.f"), (3, 12), (3, 20)),
        (("a", 1), (4, 3), (4, 3)),
        (("tab", 1), (8, 1), (8, 1)),
        (("tab", 0, "say"), (7, 1), (7, 7)),
        (("s", "t"), (11, 1), (11, 1)),
        (("s", "t", "u", "v", "w", 1, 0), (12, 18), (12, 18)),
        (("s", "t", "nothing"), (11, 1), (11, 1)),
    ],
)
def test_places_of_keys_and_values(keys, key, value):
    places = Places("f", PLACED, exact_marks)
    assert (places.key(keys).line, places.key(keys).column) == key
    assert (places.value(keys).line, places.value(keys).column) == value


@pytest.mark.parametrize(
    ("keys", "offset", "place"),
    [
        (("a", 0, "e.f"), 0, (3, 21)),
        (("a", 0, "e.f"), 3, (3, 25)),
        (("tab", 1, "z"), 1, (10, 2)),
    ],
)
def test_places_inside_a_text_count_escapes(keys, offset, place):
    found = Places("f", PLACED, exact_marks).inside(keys, offset)
    assert (found.line, found.column) == place


def test_rough_places_are_those_of_the_table():
    places = Places("f", GOOD, rough_marks)
    assert places.key(("silent-caller", "repeat", "replies", 0, "to")).line == 5


def test_tables_over_several_lines_have_places_too():
    text = "[a]\nx = [{\n  id = 'b',\n  to = 'c',\n}]\n"
    places = Places("f", text, exact_marks)
    assert (places.value(("a", "x", 0, "to")).line, places.value(("a", "x", 0, "to")).column) == (4, 8)
