"""Numbers that may be told, and numbers that must not be."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent_assist.desk.describe import choices
from agent_assist.script.lint import lint
from agent_assist.script.shelf import read_script

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def pack():
    script, problems = read_script("courier", {"zh": [ROOT / "scripts_zh"]})
    assert not problems
    return script.packs["zh"]


@pytest.mark.parametrize("said", ["您打021-0000-0199吧", "号码是 021 0000 0199", "02100000199"])
def test_an_internal_number_is_forbidden_however_it_is_written(pack, said):
    found = lint(said, pack, "other-department")
    assert [(one.severity, one.norms) for one in found] == [("hard", ("S3-30",))]


@pytest.mark.parametrize("said", ["建议您拨打400-000-0101，好吗？", "您的单号是10210000019900"])
def test_public_and_other_numbers_are_not(pack, said):
    assert lint(said, pack, "other-department") == ()


def test_public_numbers_are_offered_where_one_is_given(pack):
    offered = choices(pack)["dept_phone"]
    assert list(offered) == ["400-000-0101", "400-000-0102"]
    assert all("0199" not in words for words in offered.values())


def test_a_number_without_digits_is_a_problem(tmp_path):
    folder = tmp_path / "scripts_zh" / "mine"
    folder.mkdir(parents=True)
    text = 'organisation = "M"\nlanguage = "zh"\nextends = "common"\n[directory.x]\nname = "a"\nnumber = "none"\n'
    (folder / "pack.toml").write_text(text, encoding="utf-8")
    _, problems = read_script("mine", {"zh": [tmp_path / "scripts_zh", ROOT / "scripts_zh"]})
    assert [(problem.place.line, problem.code) for problem in problems] == [(6, "bad-value")]
