"""The bark 喂 at the start of a line is a hard taboo of every Chinese pack, in every scenario (design part 5)."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent_assist.script.lint import lint
from agent_assist.script.shelf import read_script

ROOT = Path(__file__).parents[2]
BARKS = ["喂，您好", "喂！", "您好。\n喂，请问您是哪位？", "“喂”您好", " 喂 说话"]


@pytest.mark.parametrize("name", ["common", "hotline", "carrier", "topup", "courier", "key-accounts"])
def test_a_bark_is_found_at_the_start_of_any_line(name):
    script, _ = read_script(name, {"zh": [ROOT / "scripts_zh"]})
    pack = script.packs["zh"]
    for scenario in pack.scenarios:
        for said in BARKS:
            found = lint(said, pack, scenario)
            assert any(one.severity == "hard" and "喂" in one.text for one in found), (scenario, said)


def test_feeding_is_no_bark():
    script, _ = read_script("common", {"zh": [ROOT / "scripts_zh"]})
    assert lint("喂养说明在包装上。", script.packs["zh"], "opening") == ()
