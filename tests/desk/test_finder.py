"""The finder: where an index comes from, what becomes of it when things change, and that only the newest question counts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QObject

from agent_assist.desk.background import Background
from agent_assist.desk.finder import Finder
from agent_assist.script.model import Place, Script
from agent_assist.script.phrases import FreePhrase
from agent_assist.search.index import Index
from tests.call.small import make_script

NOWHERE = Place("", 1, 1)
MANY = tuple(FreePhrase(f"n-{number}", f"第{number}句 sentence number {number}", NOWHERE) for number in range(400))


def phrase(name, text, **more):
    return FreePhrase(name, text, NOWHERE, **more)


class Searching:
    """A finder with what it found last, and how often an index was built."""

    def __init__(self, script, cache, free, monkeypatch):
        self.root = QObject()
        self.background = Background(self.root)
        self.script, self.free = script, free
        self.finder = Finder(self.background, self.root, cache=cache, free_of=lambda _pack, _language: self.free)
        self.answers, self.shares, self.failures = [], [], []
        self.readies = 0
        self.finder.found.connect(lambda query, hits: self.answers.append((query, hits)))
        self.finder.ready.connect(self._count)
        self.finder.progress.connect(self.shares.append)
        self.finder.failed.connect(self.failures.append)
        self.builds = []
        build = Index.build.__func__
        monkeypatch.setattr(
            Index, "build", classmethod(lambda cls, what, *rest: self.builds.append(1) or build(cls, what, *rest))
        )

    def _count(self):
        self.readies += 1

    def use(self, script=None, language="zh"):
        self.finder.use(script or self.script, language)
        return self

    def ask(self, qtbot, query, scenario=""):
        """The ids of the answer."""
        self.finder.ask(query, scenario)
        qtbot.waitUntil(lambda: bool(self.answers) and self.answers[-1][0] == query, timeout=10_000)
        return [hit.id for hit in self.answers[-1][1]]

    def settle(self, qtbot):
        """Wait until all background work has come back."""
        done = []
        for lane in ("index", "search", "index"):
            self.background.run(lane, lambda: None, done.append)
            qtbot.waitUntil(lambda: bool(done), timeout=10_000)
            done.clear()

    def close(self):
        self.finder.stop()
        self.background.close()


@pytest.fixture
def searching(tmp_path, qapp, monkeypatch):
    made = []

    def make(free=MANY, cache=tmp_path / "cache", script=None):
        made.append(Searching(script or make_script(tmp_path / f"packs{len(made)}"), cache, free, monkeypatch))
        return made[-1]

    yield make
    for each in made:
        each.close()


def test_only_the_newest_question_is_answered(searching, qtbot):
    one = searching().use()
    for query in ("两", "两小", "两小时"):
        one.finder.ask(query, "")
    qtbot.waitUntil(lambda: bool(one.answers), timeout=10_000)
    one.settle(qtbot)
    assert [query for query, _ in one.answers] == ["两小时"]
    hit = one.answers[0][1][0]
    assert (hit.id, hit.kind, hit.language) == ("complaint.two-hours", "line", "zh")
    assert [hit.text[start:end] for start, end in hit.marks().text] == ["两小时"]


def test_a_question_asked_while_building_is_answered_afterwards(searching, qtbot):
    one = searching()
    one.finder.ask("两小时", "")
    assert not one.finder.is_ready
    one.use()
    qtbot.waitUntil(lambda: bool(one.answers), timeout=10_000)
    assert one.answers[0][1][0].id == "complaint.two-hours"


def test_the_title_shows_what_was_found_where_the_line_does_not(searching, qtbot):
    one = searching().use()
    one.ask(qtbot, "无声")
    hit = one.answers[-1][1][0]
    assert (hit.title, hit.marks().text, hit.marks().title) == ("无声", (), ((0, 2),))


def test_phrases_that_belong_to_no_step_are_found(searching, qtbot):
    free = (*MANY, phrase("insured", "保价的包裹按声明价值理赔。", tags=("赔多少",), scenario="complaint"))
    one = searching(free).use()
    assert one.ask(qtbot, "peiduoshao")[0] == "phrase:insured"
    hit = one.answers[-1][1][0]
    assert (hit.kind, hit.scenario) == ("phrase", "complaint")


def test_own_phrases_come_change_and_go_without_a_build(searching, qtbot):
    one = searching().use()
    one.ask(qtbot, "两小时")
    built = len(one.builds)
    one.finder.use_own((phrase("my-1", "请您记一下投保单号[，{caller}]。"),))
    one.settle(qtbot)
    assert one.ask(qtbot, "投保单")[0] == "own:my-1"
    assert one.answers[-1][1][0].text == "请您记一下投保单号。"
    assert one.finder.phrase("own:my-1").text == "请您记一下投保单号[，{caller}]。"
    one.finder.use_own((phrase("my-1", "保单号是十二位。"),))
    one.settle(qtbot)
    assert one.ask(qtbot, "shierwei")[0] == "own:my-1"
    one.finder.use_own(())
    one.settle(qtbot)
    assert "own:my-1" not in one.ask(qtbot, "投保单")
    assert len(one.builds) == built


def test_an_own_phrase_never_takes_the_place_of_a_line(searching, qtbot):
    one = searching().use()
    one.finder.use_own((phrase("opening.greet", "喂，说话！"), phrase("greet", "喂，说话！")))
    one.settle(qtbot)
    assert "opening.greet" in one.ask(qtbot, "有什么可以帮您")
    assert next(hit for hit in one.answers[-1][1] if hit.id == "opening.greet").text.startswith("您好")


def test_a_second_run_searches_before_the_packs_are_read(searching, qtbot):
    first = searching().use()
    first.ask(qtbot, "两小时")
    first.settle(qtbot)
    second = searching(script=first.script)
    second.finder.begin(second.script, "zh")
    assert second.ask(qtbot, "两小时")[0] == "complaint.two-hours"
    second.use()
    second.settle(qtbot)
    assert second.ask(qtbot, "number 399")[0] == "phrase:n-399"
    assert second.builds == []


def test_what_changed_since_the_index_was_kept_is_brought_up(searching, qtbot):
    first = searching().use()
    first.ask(qtbot, "两小时")
    first.settle(qtbot)
    second = searching((*MANY[1:], phrase("new", "今天有台风。")), script=first.script)
    second.finder.begin(second.script, "zh")
    second.use()
    second.settle(qtbot)
    assert second.ask(qtbot, "taifeng")[0] == "phrase:new"
    assert "phrase:n-0" not in second.ask(qtbot, "第0句")
    assert second.builds == []


@pytest.mark.parametrize("harm", ["torn", "changed", "another", "empty"])
def test_a_cache_that_is_not_whole_is_not_believed(searching, qtbot, tmp_path, harm):
    first = searching().use()
    first.ask(qtbot, "两小时")
    first.settle(qtbot)
    (file,) = (tmp_path / "cache").iterdir()
    content = file.read_bytes()
    harmed = {
        "torn": content[: len(content) // 2],
        "changed": content[:-9] + bytes([content[-9] ^ 1]) + content[-8:],
        "another": b"something else",
        "empty": b"",
    }
    file.write_bytes(harmed[harm])
    second = searching(script=first.script)
    second.finder.begin(second.script, "zh")
    second.settle(qtbot)
    assert not second.finder.is_ready
    second.use()
    assert second.ask(qtbot, "两小时")[0] == "complaint.two-hours"
    assert len(second.builds) == 1
    second.settle(qtbot)
    assert file.read_bytes()[:26] == content[:26]


def test_the_cache_is_written_only_when_it_would_differ(searching, qtbot, tmp_path):
    one = searching().use()
    one.ask(qtbot, "两小时")
    one.settle(qtbot)
    (file,) = (tmp_path / "cache").iterdir()
    file.unlink()
    one.use()
    one.settle(qtbot)
    assert not file.exists()
    one.free = MANY[:-1]
    one.use()
    one.settle(qtbot)
    assert file.exists()


def test_a_folder_that_cannot_be_written_does_no_harm(searching, qtbot, tmp_path):
    (tmp_path / "no-folder").write_text("a file")
    one = searching(cache=tmp_path / "no-folder").use()
    assert one.ask(qtbot, "两小时")[0] == "complaint.two-hours"
    one.settle(qtbot)
    assert one.failures == []


def test_words_of_another_organisation_are_not_found_any_more(searching, qtbot, tmp_path):
    one = searching().use()
    one.ask(qtbot, "两小时")
    zh = one.script.packs["zh"]
    other = Script({"zh": replace(zh, id="other", scenarios={"opening": zh.scenarios["opening"]}, hash="2")})
    one.use(other)
    assert not one.finder.is_ready
    assert one.ask(qtbot, "两小时有什么可以帮您")[0].startswith("opening.")
    assert all(hit.scenario in ("", "opening") for hit in one.answers[-1][1])


def test_going_back_to_a_language_or_pack_builds_nothing(searching, qtbot):
    one = searching().use()
    one.ask(qtbot, "两小时")
    one.settle(qtbot)
    zh = one.script.packs["zh"]
    english = replace(zh, language="en", hash="3")
    both = Script({"zh": zh, "en": english})
    one.use(both, "en")
    one.ask(qtbot, "24")
    one.use(both, "zh")
    one.ask(qtbot, "两")
    one.settle(qtbot)
    built = len(one.builds)
    for language in ("en", "zh", "en"):
        one.use(both, language)
        one.ask(qtbot, f"sentence {language}")
        one.settle(qtbot)
    assert len(one.builds) == built


def test_a_long_build_tells_how_far_it_is_and_gives_way(searching, qtbot):
    many = tuple(FreePhrase(f"m-{number}", f"第{number}句", NOWHERE) for number in range(30_000))
    one = searching(many, cache=None).use()
    one.free = MANY
    one.use()
    assert one.ask(qtbot, "第399句")[0] == "phrase:n-399"
    one.settle(qtbot)
    one.free, one.shares[:] = many, []
    one.use()
    one.settle(qtbot)
    assert one.shares == sorted(one.shares)
    assert len(one.shares) > 2


def test_a_build_that_fails_says_so(searching, qtbot):
    one = searching()
    one.finder.attach(one.finder._cache, lambda _pack, _language: 1 / 0)
    one.use()
    qtbot.waitUntil(lambda: bool(one.failures), timeout=10_000)
    assert one.failures == ["ZeroDivisionError"]
