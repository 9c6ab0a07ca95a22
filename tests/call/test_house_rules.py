"""House rules: changing one word of pack.toml, and nothing else, changes what the desk does."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from agent_assist.call.replay import Replayed, replay
from agent_assist.call.tape import read_tape
from agent_assist.script.check import check
from agent_assist.script.lint import Linter
from agent_assist.script.model import LANGUAGES, Problem, Script
from agent_assist.script.shelf import read_script
from tests.script.packs import REGISTER, SHIPPED

Edit = tuple[str, str]
Find = Callable[..., Script]


@pytest.fixture
def changed(tmp_path) -> Find:
    """A shipped pack with some lines of its pack.toml written otherwise."""

    def script(pack: str, *edits: Edit) -> Script:
        used: set[Edit] = set()
        for language in LANGUAGES:
            folder = tmp_path / f"scripts_{language}" / pack
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(SHIPPED[language] / pack, folder)
            path = folder / "pack.toml"
            text = path.read_text(encoding="utf-8")
            for old, new in edits:
                used |= {(old, new)} if old in text else set()
                text = text.replace(old, new, 1)
            path.write_text(text, encoding="utf-8")
        assert used == set(edits)
        roots = {language: [tmp_path / f"scripts_{language}", SHIPPED[language]] for language in LANGUAGES}
        found, problems = read_script(pack, roots)
        assert found is not None
        assert not [each for each in problems if each.severity == "error"]
        return found

    return script


def run(script: Script, *lines: str) -> Replayed:
    tape, problems = read_tape("\n".join((f"pack {script.id} zh", *lines)), "a.tape")
    assert tape is not None
    assert not problems
    return replay(tape, script)


def last(script: Script, *lines: str) -> dict[str, object]:
    return run(script, *lines).rows[-1]


NO_ANSWER = ("0 answered", "1 open will-not-hang-up", "2 said", "12 tick", "13 said", "30 tick")


def test_who_hangs_up_first(changed):
    assert last(changed("courier"), *NO_ANSWER)["hangup"] == "open"
    customer = changed("courier", ('hangup = "after-wait"', 'hangup = "customer"'))
    assert last(customer, *NO_ANSWER)["hangup"] == "locked"
    closing = ("0 answered", "1 open closing", "2 said")
    agent = changed("courier", ('hangup = "after-wait"', 'hangup = "agent"'))
    assert last(agent, *closing)["hangup"] == "open"
    assert last(changed("courier"), *closing)["hangup"] == "locked"


def test_a_caller_without_a_voice_is_left_under_every_rule(changed):
    silent = ("0 answered", "1 open silent-caller", "2 said", "7 tick", "8 said", "20 tick")
    customer = changed("courier", ('hangup = "after-wait"', 'hangup = "customer"'))
    assert last(customer, *silent)["hangup"] == "open"


def test_how_a_caller_is_held(changed):
    def tips(script: Script) -> str:
        hold = script.packs["zh"].scenarios["hold"].steps["ask"]
        return " ".join(tip.tip for tip in hold.guide)

    assert "客户同意后再静音" in tips(changed("topup"))
    talking = changed("topup", ("[rules]\n", '[rules]\nhold = "talk"\n'))
    assert "不静音" in tips(talking)
    assert "客户同意后再静音" not in tips(talking)


def test_whether_dialect_is_spoken(changed):
    speak = ("0 answered", "1 open dialect", "2 said", "3 reply yes")
    assert last(changed("topup"), *speak)["refused"]
    allowed = changed("topup", ("[rules]\n", '[rules]\ndialect = "allowed"\n'))
    assert last(allowed, *speak)["step"] == "speak"


def test_what_may_be_promised(changed, tmp_path):
    changed("courier", ('promises = ["2h", "24h", ', "promises = ["))
    codes = [each.code for each in checked(tmp_path) if each.severity == "error"]
    assert "promise" in codes


def checked(root: Path) -> Sequence[Problem]:
    return check([root], SHIPPED, REGISTER)


def test_which_lines_stay_as_they_are(changed, tmp_path):
    changed("topup")
    for language in LANGUAGES:
        mine = tmp_path / f"scripts_{language}" / "mine"
        mine.mkdir()
        head = f'organisation = "x"\nlanguage = "{language}"\nextends = "topup"\n'
        (mine / "pack.toml").write_text(head, encoding="utf-8")
        (mine / "opening.toml").write_text('[opening.greet]\ntitle = "x"\nsay = "Hi."\n', encoding="utf-8")
    assert {each.code for each in checked(tmp_path / "scripts_zh" / "mine")} >= {"locked"}
    script, _ = read_script("mine", {"zh": [tmp_path / "scripts_zh", SHIPPED["zh"]]}, ["zh"])
    assert script is not None
    assert script.packs["zh"].scenarios["opening"].steps["greet"].say == "您好！请问有什么可以帮到您？"


def test_whether_a_known_name_must_be_said(changed):
    named = ("0 answered", "1 slot surname 王", "2 slot title mr")
    assert last(changed("courier"), *named)["must"] == ["name"]
    assert last(changed("courier", ('name = "use"', 'name = "free"')), *named)["must"] == []


def test_which_hours_a_promise_without_a_number_counts(changed):
    lines = ("0 answered", "1 slot callback_no 1", "2 open one-way-audio", "3 said", "4 open dialect")
    lines += ("5 said", "6 reply still", "7 said", "8 reply nothing", "9 said", "10 reply nothing", "11 said")
    clock = run(changed("hotline"), *lines).call.follow_ups
    day = run(changed("hotline", ('hours = "24h"', 'hours = "08:30-18:00"')), *lines).call.follow_ups
    assert {made.hours for made in clock} == {(0, 24 * 60)}
    assert (510, 1080) in {made.hours for made in day if made.within == "soon"}


def test_the_answer_clock_and_the_apology_for_a_late_answer(changed):
    late = ("0 ringing 1", "20 answered")
    assert last(changed("courier"), *late)["step"] == "answered-late"
    patient = changed("courier", ("late = ", "late = 60 # "))
    assert last(patient, *late)["step"] == "greet"


def test_the_length_of_a_silence(changed):
    silent = ("0 answered", "1 open silent-caller", "2 said")
    assert last(changed("courier"), *silent)["wait"] == 5
    longer = changed("courier", ("silent = 5", "silent = 7"))
    assert last(longer, *silent)["wait"] == 7


def test_the_titles_callers_are_given(changed):
    named = ("0 answered", "1 slot surname 王", "2 slot title mr", "3 open closing")
    assert "王先生" in str(last(changed("courier"), *named)["line"])
    other = changed("courier", ('mr = { word = "先生"', 'mr = { word = "同学"'))
    assert "王同学" in str(last(other, *named)["line"])


def test_which_numbers_are_told(changed):
    def findings(script: Script) -> int:
        entry = next(iter(script.packs["zh"].directory.values()))
        return len(Linter(script.packs["zh"]).lint(f"您可以打{entry.number}。"))

    assert findings(changed("courier")) == 0
    assert findings(changed("courier", ("public = true", "public = false"))) == 1


def test_how_soon_soon_is(changed):
    rules = [rule for _, step in changed("courier").packs["zh"].steps() for rule in step.follow_ups]
    longer = changed("courier", ("soon = 14400", "soon = 7200"))
    assert {rule.due_ms for rule in rules if rule.within == "soon"} == {14_400_000}
    again = [rule for _, step in longer.packs["zh"].steps() for rule in step.follow_ups]
    assert {rule.due_ms for rule in again if rule.within == "soon"} == {7_200_000}


def test_what_the_leader_is_called(changed):
    assert changed("courier").packs["zh"].rules.leader == "组长"
    assert changed("courier", ('leader = "组长"', 'leader = "班长"')).packs["zh"].rules.leader == "班长"


@pytest.mark.parametrize("hours", ["8-18", "18:00-08:00", "08:00-25:00", "08:70-18:00", "always"])
def test_hours_that_are_none_are_reported(changed, tmp_path, hours):
    with pytest.raises(AssertionError):
        changed("hotline", ('hours = "24h"', f'hours = "{hours}"'))
    assert "bad-value" in {each.code for each in checked(tmp_path)}
