"""``agent-assist taboo`` as scripts use it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.test_commands import objects
from tests.test_commands import run as run_any

ROOT = Path(__file__).parents[1]
KEYS = ["start", "end", "text", "severity", "norm", "why", "instead"]


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return run_any("taboo", *words)


def test_a_ban_is_found_and_named():
    text = "您好，再不说话我就挂啦！"
    done = run(text, "--pack", "courier", "--language", "zh", "--scenario", "silent-caller", "--json")
    assert done.returncode == 1
    (row,) = objects(done)
    assert list(row) == KEYS
    assert (row["severity"], row["norm"]) == ("hard", "S3-08")
    assert text[row["start"] : row["end"]] == row["text"]
    assert row["why"]
    assert row["instead"]


def test_a_polite_line_exits_0_and_prints_nothing():
    done = run("请您大声一点，好吗？", "--pack", "courier", "--scenario", "faint-audio")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_people_get_a_line_for_each_finding():
    done = run("Calm down, it's not my problem", "--pack", "hotline", "--language", "en")
    assert done.returncode == 1
    assert all("hard" in line for line in done.stdout.splitlines())


def test_each_norm_has_an_object_of_its_own():
    done = run("你不是说已经交了吗", "--pack", "hotline", "--json")
    assert {row["norm"] for row in objects(done)} == {"S0-32", "S0-33"}


def test_the_language_is_that_of_the_text_unless_it_is_named():
    assert run("急什么急").returncode == 1
    assert run("hurry up").returncode == 1
    assert run("hurry up", "--language", "zh").returncode == 0


@pytest.mark.parametrize("scenario", ["triage", "callback-survey", "onsite-repair"])
def test_a_scenario_that_the_pack_lacks_keeps_the_rules_of_the_pack(scenario):
    assert run("闭嘴", "--pack", "courier", "--scenario", scenario).returncode == 1
    assert run("您好", "--pack", "courier", "--scenario", scenario).returncode == 0


@pytest.mark.parametrize(
    "words",
    [
        ("您好", "--scenario", "silent-callr"),
        ("您好", "--pack", "nowhere"),
        ("您好", "--language", "fr"),
        (),
    ],
    ids=" ".join,
)
def test_bad_usage_exits_2_with_one_sentence(words):
    done = run(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.strip().splitlines()) == 1
