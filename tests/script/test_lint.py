"""What must not be said is found where it must not be said, in many wordings, and its polite neighbours are left alone.

The tables hold sentences by half: the lists of wordings were made with `build` in view; `held` and the later halves were
written before they were looked at, and judged them.
"""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_assist.script.fill import Fault, Group, Hole, parse
from agent_assist.script.lint import Linter, lint
from agent_assist.script.model import Pack, Place, Rules, Scenario, Step, Taboo
from agent_assist.script.shelf import read_script
from tests.script.packs import SHIPPED

HERE = Path(__file__).parent
PACKS = ("common", "hotline", "carrier", "topup", "courier", "key-accounts")
PLACE = Place("pack.toml", 1, 1)


@cache
def linter(pack: str, language: str) -> Linter:
    script, _ = read_script(pack, {language: [SHIPPED[language]]}, (language,))
    return Linter(script.packs[language])


def table(name: str) -> list[dict[str, str]]:
    with (HERE / f"{name}.tsv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def found(row: dict[str, str], language: str, scenario: str | None = ""):
    where = (None if row["scenario"] == "-" else row["scenario"]) if scenario == "" else scenario
    return linter(row["pack"], language).lint(row["text"], where)


def small(language: str = "zh", **owners: tuple[Taboo, ...]) -> Pack:
    """A pack whose scenario `here` has one step, with taboos of the pack, of `here`, of its step, and of `there`."""

    def scenario(name: str, taboos=(), step=()):
        steps = {"say": Step("say", "", PLACE, taboos=step)}
        return Scenario(name, name, PLACE, "say", steps, taboos=taboos)

    return Pack(
        id="small",
        language=language,
        organisation="",
        place=PLACE,
        rules=Rules(),
        timings={},
        titles={},
        slots={},
        scenarios={
            "here": scenario("here", owners.get("here", ()), owners.get("step", ())),
            "there": scenario("there", owners.get("there", ())),
        },
        taboos=owners.get("pack", ()),
        wordings={"louder": ("大点声",), "louder-allowed": ("(请/麻烦)…声",)},
    )


# -- the tables ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh", "en"])
def test_rude_wordings_are_caught_where_they_are_said(language):
    rows = table(f"taboos_{language}_rude")
    missed = [row["text"] for row in rows if not found(row, language)]
    assert len(rows) >= 480
    assert len(missed) <= 0.02 * len(rows), missed


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_finding_names_the_norm_of_the_place(language):
    rows = [row for row in table(f"taboos_{language}_rude") if row["norm"] != "-"]
    other = [row["text"] for row in rows if all(row["norm"] not in each.norms for each in found(row, language))]
    assert len(other) <= 0.05 * len(rows), other


@pytest.mark.parametrize("language", ["zh", "en"])
def test_polite_neighbours_are_not_flagged(language):
    rows = table(f"taboos_{language}_polite")
    assert len(rows) >= 270
    for row in rows:
        for scenario in ("", None):
            assert not [each for each in found(row, language, scenario) if each.severity == "hard"], row["text"]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("pack", PACKS)
def test_no_line_of_a_pack_is_flagged_in_its_place(pack, language):
    script, _ = read_script(pack, {language: [SHIPPED[language]]}, (language,))
    for scenario, step in script.packs[language].steps():
        for words in spoken(step.say):
            assert not linter(pack, language).lint(words, scenario.id, step.id), words
            assert not linter(pack, language).lint(words, scenario.id), words


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("pack", PACKS)
def test_what_to_say_instead_is_no_taboo_itself(pack, language):
    script, _ = read_script(pack, {language: [SHIPPED[language]]}, (language,))
    shipped = script.packs[language]
    owners = [(shipped.taboos, None, None)]
    owners += [(each.taboos, each.id, None) for each in shipped.scenarios.values()]
    owners += [(step.taboos, each.id, step.id) for each, step in shipped.steps()]
    for taboos, scenario, step in owners:
        for words in {each.instead for each in taboos if not each.do} - {""}:
            flagged = linter(pack, language).lint(words, scenario, step)
            assert not [each for each in flagged if each.severity == "hard"], words


def spoken(say: str) -> set[str]:
    """A line with everything that can be said in it, and without what may be left out."""
    segments = parse(say) if say else ()
    if isinstance(segments, Fault):
        return set()
    ways = set()
    for grouped in (True, False):
        words = ""
        for segment in segments:
            for part in segment.parts if isinstance(segment, Group) and grouped else (segment,):
                if isinstance(part, Hole):
                    words += part.fallback or "〇"
                elif not isinstance(part, Group):
                    words += part.words
        ways.add(words)
    return {words for words in ways if words}


@pytest.mark.parametrize(
    ("text", "scenario", "norm"),
    [
        ("喂，说话呀！", "opening", "S3-02"),
        ("喂，说吧！", "opening", "S3-04"),
        ("喂，说话呀！再不说话我就挂了！", "silent-caller", "S3-08"),
        ("喂，大声一点！", "faint-audio", "S3-10"),
        ("喂，什么？！", "not-heard", "S3-24"),
        ("喂，打错了！看清楚再拨！", "wrong-number", "S3-28"),
        ("业务员的电话是13812345678", "other-department", "S3-30"),
        ("喂，我也没办法，刚才线路忙嘛！", "hard-to-get-through", "S3-35"),
        ("喂，嘴巴放干净点，又不是我的错！", "furious-caller", "S3-37"),
        ("喂，不好意思，我是新手！", "slow-agent", "S3-39"),
        ("喂，刚才的电话不是我接的呀！", "bad-attitude", "S3-42"),
        ("喂，不关我的事，我不知道，请找XXX！", "agent-error", "S3-46"),
        ("不知道，过两天再打来！", "complaint", "S3-48"),
        ("喂，不可能的！", "cannot-grant", "S3-66"),
        ("不行，完全不行！", "cannot-grant", "S3-66"),
        ("喂，听明白了吗？", "understood", "S3-73"),
        ("喂，没事了就请挂机！", "anything-else", "S3-75"),
        ("Hey, speak!", "opening", "S3-02"),
        ("Hey, go ahead!", "opening", "S3-04"),
        ("Hey, speak! If you don't, I hang up!", "silent-caller", "S3-08"),
        ("Hey, louder!", "faint-audio", "S3-10"),
        ("Hey, what?!", "not-heard", "S3-24"),
        ("Hey, wrong number! Look before you dial!", "wrong-number", "S3-28"),
        ("Hey, I can't help it, the line was busy!", "hard-to-get-through", "S3-35"),
        ("Hey, mind your mouth, it isn't my fault!", "furious-caller", "S3-37"),
        ("Hey, sorry, I'm new!", "slow-agent", "S3-39"),
        ("Hey, it wasn't me who took the call!", "bad-attitude", "S3-42"),
        ("Hey, not my business, I don't know, call XXX!", "agent-error", "S3-46"),
        ("I don't know, call again in two days!", "complaint", "S3-48"),
        ("Hey, impossible!", "cannot-grant", "S3-66"),
        ("No, not at all!", "cannot-grant", "S3-66"),
        ("Hey, got it?", "understood", "S3-73"),
        ("Hey, fine, please hang up!", "anything-else", "S3-75"),
    ],
)
def test_each_printed_ban_of_the_courier_is_hard_in_its_place(text, scenario, norm):
    language = "zh" if re.search("[\u4e00-\u9fff]", text) else "en"
    findings = linter("courier", language).lint(text, scenario)
    assert any(each.severity == "hard" and norm in each.norms for each in findings), findings


@pytest.mark.parametrize(
    ("text", "norm"),
    [
        ("你不是说XX吗？", "S0-33"),
        ("不是告诉你了，怎么还不明白？", "S0-34"),
        ("大点声，听不见！", "S0-35"),
        ("不是我办的，不知道，不清楚。", "S0-36"),
        ("你到XX部门问问吧。", "S0-37"),
        ("你怎么连这个也不懂。", "S0-38"),
        ("这是规定，我有什么办法。", "S0-39"),
        ("Didn't you say XX?", "S0-33"),
        ("I told you, how come you still don't get it?", "S0-34"),
        ("Louder, can't hear!", "S0-35"),
        ("Not my doing, don't know, not clear.", "S0-36"),
        ("Go and ask department XX.", "S0-37"),
        ("How can you not even know that.", "S0-38"),
        ("It's the rule, what can I do.", "S0-39"),
    ],
)
@pytest.mark.parametrize("scenario", [None, "complaint", "closing"])
def test_each_printed_ban_of_the_hotline_is_hard_everywhere(text, norm, scenario):
    language = "zh" if re.search("[\u4e00-\u9fff]", text) else "en"
    findings = linter("hotline", language).lint(text, scenario)
    assert any(each.severity == "hard" and norm in each.norms for each in findings), findings


# -- where it is said ------------------------------------------------------------------------------------------------


def test_asking_a_caller_to_hang_up_is_right_in_some_places():
    courier = linter("courier", "zh")
    text = "没有别的事，请您挂机"
    assert not courier.lint(text, "malicious-call")
    assert [each.severity for each in courier.lint(text, "anything-else")] == ["hard"]
    assert {each.severity for each in courier.lint(text)} == {"soft"}


def test_the_nearest_taboo_gives_its_norm_and_what_it_lacks_comes_from_the_others():
    wide = Taboo(PLACE, say="不关我的事", norms=("X-12b",), why="推诿", instead="我来问")
    near = Taboo(PLACE, say="这不关我的事", norms=("S3-46",))
    (finding,) = lint("这不关我的事。", small(pack=(wide,), here=(near,)), "here")
    assert (finding.norms, finding.why, finding.instead) == (("S3-46",), "推诿", "我来问")


def test_a_ban_of_another_scenario_counts_as_a_sentence_of_its_own():
    there = Taboo(PLACE, say="你等着")
    pack = small(there=(there,))
    assert lint("你等着！", pack, "here")
    assert lint("你等着！", pack)
    assert not lint("请把你等着办的事告诉我", pack, "here")
    assert not lint("你等着！", small(there=(replace(there, here=True),)), "here")
    assert not lint("你等着！", small(there=(replace(there, severity="soft"),)), "here")


def test_a_soft_ban_of_one_step_is_not_told_of_the_whole_scenario():
    pack = small(step=(Taboo(PLACE, say="对不起对不起", severity="soft"),))
    assert lint("对不起对不起", pack, "here", "say")
    assert not lint("对不起对不起", pack, "here")


def test_scenarios_that_the_pack_lacks_keep_the_bans_of_the_pack():
    pack = small(pack=(Taboo(PLACE, say="少废话"),))
    assert lint("少废话", pack, "triage")


# -- how it is written -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "再不说话我就挂了",
        "再不說話我就掛了",
        "在不说话我就刮了",
        "再 不 说 话 ， 我 就 挂 了 ！",
        "再不说话啊，我可就要挂了呀",
        "再.不.说.话我就挂了",
        "再不说话我挂了",
    ],
)
def test_wrong_characters_particles_and_punctuation_do_not_hide_it(text):
    assert linter("courier", "zh").lint(text, "silent-caller")


@pytest.mark.parametrize("text", ["It's not my falt", "Watch your mouht", "DON’T SHOUT AT ME", "im knew here"])
def test_slips_of_the_keyboard_do_not_hide_it(text):
    assert linter("courier", "en").lint(text, "furious-caller")


@pytest.mark.parametrize("text", ["Good morning", "Have a pleasant day", "We're here for you", "I'll see to it"])
def test_words_one_letter_away_from_an_insult_are_left_alone(text):
    assert not linter("courier", "en").lint(text, "furious-caller")


def test_a_syllable_or_two_of_the_same_sound_are_not_enough():
    assert not linter("courier", "zh").lint("您要寄什么？", "complaint")
    assert linter("courier", "zh").lint("你急什么？", "complaint")


def test_the_finding_is_the_stretch_of_the_text():
    text = "您好。大 点 声，听不见！谢谢"
    (finding, *_) = linter("hotline", "zh").lint(text, "faint-audio")
    assert finding.text == text[finding.start : finding.end]
    assert finding.text.startswith("大")
    assert "您好" not in finding.text


def test_a_list_brings_along_what_is_allowed():
    pack = small(pack=(Taboo(PLACE, say="大点声", also=("{louder}",)),))
    assert lint("大点声！", pack)
    assert not lint("请您大点声", pack)


def test_what_is_excepted_is_left_alone():
    pack = small(pack=(Taboo(PLACE, say="这是公司规定", allowed=("(按/照)…规定",)),))
    assert lint("这是公司规定。", pack)
    assert not lint("按这是公司规定的办。", pack)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["zh", "en"]))
def test_any_text_can_be_looked_at(text, language):
    for finding in linter("courier", language).lint(text, "complaint"):
        assert 0 <= finding.start < finding.end <= len(text)
        assert finding.text == text[finding.start : finding.end]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("pack", PACKS)
def test_every_ban_says_what_to_say_instead(pack, language):
    script, _ = read_script(pack, {language: [SHIPPED[language]]}, (language,))
    owners = script.packs[language]
    every = [*owners.taboos, *(taboo for scenario in owners.scenarios.values() for taboo in scenario.taboos)]
    assert not [taboo.say for taboo in every if not taboo.do and not taboo.instead]


def test_what_somebody_else_is_quoted_with_is_left_alone():
    assert not linter("courier", "zh").lint("您说客服冲您喊“听不见，大点声”，服务不周，非常抱歉。", "bad-attitude")
    assert linter("courier", "zh").lint("“听不见，大点声”", "faint-audio")
    assert linter("courier", "zh").lint("您说“喂”？听不见，大点声。", "faint-audio")
    assert not linter("carrier", "en").lint('You were told "it is policy, nothing we can do"; I am sorry.', "complaint")


def test_a_particle_beside_it_does_not_hide_a_wrong_character():
    assert linter("courier", "zh").lint("我是心手嘛，系统还不会用。", "slow-agent")
