"""Small packs on disk for the tests of this room, with the places where problems are expected marked in the text.

``«code»`` in a text stands before the character at which a problem of that code is expected; ``«code!»`` expects a warning.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from agent_assist.script.model import Language, Problem
from agent_assist.script.norms import Register, read_register

PROJECT = Path(__file__).parents[2]
REGISTER = read_register(PROJECT / "resources" / "norms.json")
SHIPPED: Mapping[Language, Path] = {"zh": PROJECT / "scripts_zh", "en": PROJECT / "scripts_en"}

Expected = tuple[str, int, int, str, str]

HEAD = """organisation = "测试"
language = "zh"
[rules]
promises = ["2h", "soon"]
[timings]
silent = 5
soon = 3600
[titles]
ms = { word = "女士", alone = "女士" }
[slots.surname]
label = "姓氏"
ask = "请问您贵姓？"
[slots.title]
label = "称呼"
[slots.issue]
label = "事由"
ask = "请问是什么事？"
[slots.company]
label = "公司"
value = "测试"
[slots.consent]
label = "同意"
kind = "tick"
[slots.kind]
label = "类型"
choices = { simple = "简单", complex = "复杂" }
"""
TOPIC = """[opening]
title = "开场"
[opening.greet]
title = "问候"
say = "您好，请问有什么可以帮您？"
replies = [{ id = "yes", label = "好", to = "more" }]
[opening.more]
title = "继续"
say = "好的，请讲。"
"""

RING = """
[alpha]
title = "甲"
[alpha.one]
next = "three"
wait = { seconds = 1, to = "two" }
replies = [{ id = "yes", label = "是", to = "back" }]
[alpha.two]
next = "three"
wait = { seconds = 1, to = "one" }
replies = [{ id = "yes", label = "是", to = "back" }]
[alpha.three]
say = "好的。"
"""
"""Two steps whose waits lead to one another, without a line to say."""

_MARK = re.compile(r"«([a-z-]+)(!?)»")


def write(root: Path, files: Mapping[str, str]) -> list[Expected]:
    """Write files below a folder without their marks. Returns what the marks expect."""
    expected: list[Expected] = []
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        plain = ""
        for piece in _MARK.split(text)[::3]:
            plain += piece
        position = 0
        shift = 0
        for mark in _MARK.finditer(text):
            position = mark.start() - shift
            shift += len(mark.group())
            line = plain.count("\n", 0, position) + 1
            column = position - (plain.rfind("\n", 0, position) + 1) + 1
            severity = "warning" if mark.group(2) else "error"
            expected.append((name, line, column, severity, mark.group(1)))
        path.write_bytes(plain.encode("utf-8"))
    return sorted(expected)


def found(problems: tuple[Problem, ...] | list[Problem], root: Path) -> list[Expected]:
    """Problems in the form in which `write` expects them."""
    rows = []
    for problem in problems:
        path = Path(problem.place.path)
        name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
        rows.append((name, problem.place.line, problem.place.column, problem.severity, problem.code))
    return sorted(rows)


def register() -> Register:
    return REGISTER
