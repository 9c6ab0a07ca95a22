"""Looking up: what is likely next, what the agent uses, and phrases of the agent's own."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from agent_assist.desk.habits import HALVED_ABOVE, Habits, read_habits, write_habits
from agent_assist.desk.lookup import LookupFiles
from agent_assist.desk.owning import Refusal
from agent_assist.script.model import Place, Script, Taboo
from agent_assist.script.phrases import FreePhrase, read_phrases


@pytest.fixture
def files(tmp_path):
    return LookupFiles(tmp_path / "cache", tmp_path / "config" / "phrases.toml", tmp_path / "data" / "used.json")


@pytest.fixture
def lookup(bench, files):
    made = bench.station.lookup
    made.attach(files, lambda _pack, _language: ())
    made.use_script()
    yield made
    made.stop()


def asked(bench, qtbot, query):
    """The hits of a query, or of none."""
    answers = []
    bench.station.found.connect(lambda text, hits: answers.append((text, hits)))
    bench.station.search(query)
    qtbot.waitUntil(lambda: bool(answers) and answers[-1][0] == query, timeout=10_000)
    return answers[-1][1]


def saving(lookup, qtbot, act):
    """What came of saving or removing an own phrase, once it can be found."""
    outcomes = []
    lookup.saved.connect(outcomes.append)
    lookup.refused.connect(outcomes.append)
    act()
    qtbot.waitUntil(lambda: bool(outcomes), timeout=10_000)
    lookup.saved.disconnect()
    lookup.refused.disconnect()
    return outcomes[0]


def settle(bench, qtbot):
    done = []
    for lane in ("own phrases", "index", "index", "search"):
        bench.background.run(lane, lambda: None, done.append)
        qtbot.waitUntil(lambda: bool(done), timeout=10_000)
        done.clear()


# -- what is likely next -----------------------------------------------------------------------------------------------


def test_without_words_the_replies_come_first_then_the_scenario(bench, lookup, qtbot):
    bench.desk.answer()
    bench.desk.open("complaint")
    bench.desk.slot("issue", "x")
    hits = asked(bench, qtbot, "")
    call = bench.desk.front.call
    led = [call.pack.target("complaint", reply.to) for reply in call.step.replies]
    targets = [
        ".".join(found) for found in dict.fromkeys(led) if found and call.pack.scenarios[found[0]].steps[found[1]].say
    ]
    assert targets
    assert [hit.id for hit in hits][: len(targets)] == targets
    assert hits[0].reply == next(reply.label for reply, found in zip(call.step.replies, led, strict=True) if found)
    rest = hits[len(targets) :]
    assert rest
    assert all(hit.scenario == "complaint" for hit in rest)
    assert f"complaint.{call.frame.step}" not in [hit.id for hit in hits]
    assert all("{" not in hit.text for hit in hits)


def test_what_the_agent_uses_is_likely_too(bench, lookup, qtbot):
    bench.desk.answer()
    for _ in range(3):
        bench.station.peek_at("complaint.two-hours", "")
    bench.station.peek_at("thanks.welcome", "")
    ids = [hit.id for hit in asked(bench, qtbot, "")]
    assert "complaint.two-hours" in ids


def test_between_calls_the_opening_is_likely(bench, lookup, qtbot):
    assert {hit.scenario for hit in asked(bench, qtbot, " ")} >= {"opening"}


# -- what the agent uses -----------------------------------------------------------------------------------------------


def test_what_is_used_more_comes_first_among_equals(bench, lookup, qtbot):
    settle(bench, qtbot)
    same = [hit.id for hit in asked(bench, qtbot, "请问有什么可以帮您") if hit.text == "您好，请问有什么可以帮您？"]
    assert len(same) > 1
    lookup.used(same[-1])
    assert asked(bench, qtbot, "请问有什么可以帮您 ")[0].id == same[-1]


def test_habits_are_kept_by_agent_as_ids_and_counts_only(bench, lookup, files, qtbot):
    bench.desk.answer()
    bench.desk.slot("surname", "单")
    bench.station.peek_at("opening.greet", "")
    bench.station.peek_at("opening.greet", "")
    settle(bench, qtbot)
    assert json.loads(files.habits.read_text(encoding="utf-8")) == {"8021": {"opening.greet": 2}}
    bench.desk.use_profile({"agent_no": "9000", "agent_name": "周"})
    bench.station.peek_at("opening.sorry", "")
    settle(bench, qtbot)
    assert read_habits(files.habits) == Habits({"8021": {"opening.greet": 2}, "9000": {"opening.sorry": 1}})
    lookup.forget_habits()
    settle(bench, qtbot)
    assert read_habits(files.habits) == Habits({"8021": {"opening.greet": 2}})


def test_old_habits_fade(tmp_path):
    habits = Habits()
    for _ in range(HALVED_ABOVE):
        habits = habits.plus("1", "old")
    habits = habits.plus("1", "new").plus("1", "new")
    assert habits.of("1") == {"old": HALVED_ABOVE // 2, "new": 1}
    write_habits(tmp_path / "used.json", habits)
    assert read_habits(tmp_path / "used.json") == habits


@pytest.mark.parametrize("content", [b"", b"[", b"[1]", b"\xff", b'{"1": 5}', b'{"1": {"a": "x", "b": -1, "c": true}}'])
def test_a_file_of_habits_that_is_none_is_taken_as_empty(tmp_path, content):
    (tmp_path / "used.json").write_bytes(content)
    assert not read_habits(tmp_path / "used.json").of("1")


# -- own phrases -------------------------------------------------------------------------------------------------------


def test_an_own_phrase_is_saved_found_filled_changed_and_removed(bench, lookup, files, qtbot):
    bench.desk.answer()
    bench.desk.slot("surname", "单")
    bench.desk.slot("title", "ms")
    own = saving(lookup, qtbot, lambda: lookup.save("[{caller}，]请您记一下投保单号。", ("保单",), "complaint"))
    assert own == "own:my-1"
    settle(bench, qtbot)
    hit = asked(bench, qtbot, "toubaodan")[0]
    assert (hit.id, hit.kind, hit.scenario, hit.text, hit.language) == (
        own,
        "own",
        "complaint",
        "请您记一下投保单号。",
        "zh",
    )
    bench.station.peek_at(hit.id, hit.text)
    peek = bench.station.view().peek
    assert (peek.line, peek.scenario) == ("单女士，请您记一下投保单号。", "complaint")
    assert saving(lookup, qtbot, lambda: lookup.save("保单号有十二位。", (), "", own)) == own
    settle(bench, qtbot)
    assert asked(bench, qtbot, "shierwei")[0].id == own
    (kept,) = read_phrases(files.own).phrases
    assert (kept.id, kept.text, kept.tags, kept.scenario) == ("my-1", "保单号有十二位。", (), "")
    assert saving(lookup, qtbot, lambda: lookup.remove(own)) == ""
    settle(bench, qtbot)
    assert own not in [hit.id for hit in asked(bench, qtbot, "保单号")]
    assert read_phrases(files.own).phrases == ()


def test_what_people_wrote_into_the_file_survives(lookup, files, qtbot, bench):
    files.own.parent.mkdir()
    files.own.write_text('# mine\n[typhoon]  # in autumn\ntext = "今天有台风。"\n', encoding="utf-8")
    saving(lookup, qtbot, lambda: lookup.save("Please note the policy number."))
    text = files.own.read_text(encoding="utf-8")
    assert "# mine" in text
    assert "# in autumn" in text
    assert [(each.id, each.language) for each in read_phrases(files.own).phrases] == [("typhoon", ""), ("my-1", "en")]


def test_own_phrases_outlive_packs(bench, lookup, files, qtbot, tmp_path):
    saving(lookup, qtbot, lambda: lookup.save("今天有台风。"))
    bench.station.use_script(bench.script)
    settle(bench, qtbot)
    assert asked(bench, qtbot, "taifeng")[0].id == "own:my-1"


@pytest.mark.parametrize(
    ("text", "code"), [(" ", "empty"), ("请留{surname。", "line"), ("好的，大点声，听不见！", "taboo")]
)
def test_what_cannot_be_said_is_not_saved(bench, lookup, files, qtbot, text, code):
    forbid(bench)
    refusal = saving(lookup, qtbot, lambda: lookup.save(text))
    assert isinstance(refusal, Refusal)
    assert refusal.code == code
    assert not files.own.exists()
    if code == "taboo":
        assert (refusal.detail, refusal.instead) == ("大点声，听不见", "声音有点轻")


def test_a_phrase_that_another_pack_forbids_is_not_offered_under_it(bench, lookup, files, qtbot):
    saving(lookup, qtbot, lambda: lookup.save("大点声，听不见"))
    settle(bench, qtbot)
    assert [hit.id for hit in asked(bench, qtbot, "大点声")][:1] == ["own:my-1"]
    forbid(bench)
    bench.station.use_script(bench.desk.script)
    settle(bench, qtbot)
    assert "own:my-1" not in [hit.id for hit in asked(bench, qtbot, "大点声听")]


def test_a_file_that_is_no_toml_is_left_alone_and_named(bench, lookup, files, qtbot):
    files.own.parent.mkdir()
    files.own.write_text("[typhoon\n", encoding="utf-8")
    refusal = saving(lookup, qtbot, lambda: lookup.save("今天有台风。"))
    assert refusal.code == "file"
    assert f"{files.own}:1" in refusal.detail
    assert files.own.read_text(encoding="utf-8") == "[typhoon\n"


def test_a_file_edited_by_hand_is_read_when_it_is_looked_at(bench, lookup, files, qtbot):
    notices = []
    lookup.noticed.connect(notices.append)
    files.own.parent.mkdir()
    files.own.write_text('[typhoon]\ntext = "今天有台风。"\n[oops]\n', encoding="utf-8")
    lookup.look()
    settle(bench, qtbot)
    assert asked(bench, qtbot, "taifeng")[0].id == "own:typhoon"
    assert [notice.code for notice in notices] == ["phrases"]
    assert f"{files.own}:3" in notices[0].detail
    lookup.look()
    settle(bench, qtbot)
    assert len(notices) == 1


def test_no_own_phrase_replaces_a_line(bench, lookup, files, qtbot):
    files.own.parent.mkdir()
    files.own.write_text('["opening.greet"]\ntext = "喂！"\n[greet]\ntext = "哎，您好！"\n', encoding="utf-8")
    lookup.look()
    settle(bench, qtbot)
    hits = asked(bench, qtbot, "您好")
    assert next(hit.text for hit in hits if hit.id == "opening.greet").startswith("您好")
    bench.station.peek_at("opening.greet", "")
    assert bench.station.view().peek.line.startswith("您好")
    assert bench.desk.next_call().pack.scenarios["opening"].steps["greet"].say.endswith("您好，请问有什么可以帮您？")


def forbid(bench):
    """Give the desk a pack with a taboo."""
    zh = bench.desk.script.packs["zh"]
    taboo = Taboo(Place("", 1, 1), say="大点声，听不见", instead="声音有点轻")
    bench.desk.use_script(Script({"zh": replace(zh, taboos=(*zh.taboos, taboo), hash="forbids")}))


def test_free_phrases_of_a_pack_are_likely_when_used(bench, files, qtbot):
    free = FreePhrase("insured", "保价的包裹按声明价值理赔。", Place("", 1, 1), scenario="complaint")
    bench.station.lookup.attach(files, lambda _pack, _language: (free,))
    bench.station.lookup.use_script()
    settle(bench, qtbot)
    bench.station.peek_at("phrase:insured", "")
    assert bench.station.view().peek.scenario == "complaint"
    hit = next(hit for hit in asked(bench, qtbot, "") if hit.id == "phrase:insured")
    assert (hit.kind, hit.title) == ("phrase", "投诉")
