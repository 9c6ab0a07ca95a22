"""Packs from folders: laid over one another, with whatever is wrong with a file said once and clearly."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from agent_assist.script.model import Language, Pack
from agent_assist.script.read import Reading, read_pack
from agent_assist.script.shelf import read_script, read_shelf
from tests.script.packs import HEAD, PROJECT, SHIPPED, TOPIC, found, write

BASE = {"zh/base/pack.toml": HEAD, "zh/base/opening.toml": TOPIC}


def reading(root: Path, folder: str = "zh/base") -> Reading:
    return read_pack(root / folder, {"zh": [root / "zh"], "en": [root / "en"]})


def packed(root: Path, folder: str = "zh/base") -> Pack:
    read = reading(root, folder)
    assert read.problems == ()
    assert read.pack is not None
    return read.pack


def over(root: Path, head: str, **topics: str) -> Pack:
    """A pack that extends the base."""
    top = 'organisation = "上层"\nlanguage = "zh"\nextends = "base"\n'
    files = {f"zh/top/{name}.toml": text for name, text in topics.items()}
    write(root, BASE | {"zh/top/pack.toml": top + head} | files)
    return packed(root, "zh/top")


def test_everything_written_is_read(tmp_path):
    write(
        tmp_path,
        BASE
        | {
            "zh/base/hold.toml": """[hold]
title = "等候"
aliases = ["稍等"]
start = "ask"
heard = "back"
reflex = true
lost = true
held = "ask"
resumed = "ask"
norms = ["S3-49"]
guide = [{ tip = "慢慢说", norm = "S3-49" }]
[hold.ask]
title = "征得同意"
say = "请稍等，好吗？"
norms = ["S3-49"]
wait = { seconds = "silent", opens = "hangup" }
replies = [{ id = "yes", label = "好", to = "back", needs = ["said"], set = { consent = true }, norm = "S3-50" }]
record = ["issue"]
tick = "consent"
hangup = "said"
follow_up = { within = "soon", owner = "leader", reason = "x", norm = "S3-47" }
taboos = [
  { do = "离开", by = "record", norm = ["S3-49", "S3-50"], why = "w", severity = "soft" },
  { say = "等着", instead = "请稍等", except = ["请等着"] },
]
"""
        },
    )
    scenario = packed(tmp_path).scenarios["hold"]
    step = scenario.steps["ask"]
    assert (scenario.title, scenario.aliases, scenario.heard) == ("等候", ("稍等",), "back")
    assert scenario.reflex
    assert scenario.lost
    assert (scenario.held, scenario.resumed, scenario.norms) == ("ask", "ask", ("S3-49",))
    assert scenario.guide[0].tip == "慢慢说"
    assert step.wait is not None
    assert (step.wait.ms, step.wait.to) == (5000, None)
    reply = step.replies[0]
    assert (reply.to, reply.needs, reply.sets, reply.norms) == ("back", ("said",), (("consent", "true"),), ("S3-50",))
    assert (step.record, step.tick, step.hangup) == (("issue",), "consent", "said")
    assert (step.follow_ups[0].due_ms, step.follow_ups[0].owner) == (3_600_000, "leader")
    assert step.taboos[0].norms == ("S3-49", "S3-50")
    assert (step.taboos[1].severity, step.taboos[1].allowed) == ("hard", ("请等着",))
    assert step.say_place is not None
    assert (step.say_place.line, step.say_place.column) == (14, 7)
    assert step.keys["wait"].line == 16


def test_a_step_that_is_present_replaces_the_whole_step(tmp_path):
    pack = over(tmp_path, "", opening='[opening.greet]\ntitle = "新"\nsay = "早上好。"\nnext = "more"\n')
    opening = pack.scenarios["opening"]
    assert list(opening.steps) == ["greet", "more"]
    assert opening.steps["greet"].replies == ()
    assert opening.steps["more"].say == "好的，请讲。"
    assert opening.title == "开场"
    assert opening.start == "greet"


def test_headers_merge_key_by_key_and_lists_add_up(tmp_path):
    header = '[opening]\ntitle = "新开场"\naliases = ["b"]\nguide = [{ tip = "二" }]\ntaboos = [{ say = "喂" }]\n'
    write(tmp_path, BASE)
    base = (tmp_path / "zh/base/opening.toml").read_text(encoding="utf-8")
    old = 'aliases = ["a", "b"]\nguide = [{ tip = "一" }]\nheard = "back"\n[opening.greet]'
    below = {"zh/base/opening.toml": base.replace("[opening.greet]", old)}
    top = 'organisation = "上层"\nlanguage = "zh"\nextends = "base"\n'
    write(tmp_path, below | {"zh/top/pack.toml": top, "zh/top/o.toml": header})
    opening = packed(tmp_path, "zh/top").scenarios["opening"]
    assert (opening.title, opening.heard, opening.aliases) == ("新开场", "back", ("a", "b"))
    assert [tip.tip for tip in opening.guide] == ["一", "二"]
    assert [taboo.say for taboo in opening.taboos] == ["喂"]
    assert opening.place.path.endswith("o.toml")
    assert opening.steps["greet"].place.path.endswith("opening.toml")


def test_rules_timings_titles_slots_and_taboos_of_packs_merge(tmp_path):
    head = """[rules]
hangup = "customer"
[timings]
silent = 3
[titles]
mr = { word = "先生", alone = "先生" }
[slots.company]
value = "上层公司"
[slots.issue]
fallback = "这件事"
[[taboos]]
say = "喂"
"""
    pack = over(tmp_path, head)
    assert (pack.rules.hangup, pack.rules.promises) == ("customer", ("2h", "soon"))
    assert pack.timings == {"silent": 3000, "soon": 3_600_000}
    assert list(pack.titles) == ["ms", "mr"]
    assert (pack.slots["company"].label, pack.slots["company"].value) == ("公司", "上层公司")
    assert (pack.slots["issue"].fallback, pack.slots["issue"].ask) == ("这件事", "")
    assert pack.taboos[0].say == "喂"
    assert pack.organisation == "上层"


def test_inherited_waits_take_the_timings_of_the_pack_above(tmp_path):
    write(tmp_path, BASE)
    text = TOPIC.replace('say = "好的，请讲。"', 'say = "请讲。"\nwait = { seconds = "silent", opens = "hangup" }')
    below = {"zh/base/opening.toml": text}
    top = 'organisation = "上层"\nlanguage = "zh"\nextends = "base"\n[timings]\nsilent = 2.5\n'
    write(tmp_path, below | {"zh/top/pack.toml": top})
    wait = packed(tmp_path, "zh/top").scenarios["opening"].steps["more"].wait
    assert wait is not None
    assert wait.ms == 2500


def test_omit_removes_scenarios_and_steps(tmp_path):
    pack = over(tmp_path, 'omit = ["opening.more"]', other='[other]\ntitle = "x"\n[other.a]\nsay = "好。"\n')
    assert list(pack.scenarios["opening"].steps) == ["greet"]
    pack = over(tmp_path, 'omit = ["opening"]', other='[other]\ntitle = "x"\n[other.a]\nsay = "好。"\n')
    assert list(pack.scenarios) == ["other"]


def test_extends_is_looked_up_beside_the_pack_before_the_roots(tmp_path):
    write(tmp_path / "shipped", BASE)
    top = 'organisation = "上层"\nlanguage = "zh"\nextends = "base"\n'
    write(tmp_path / "mine", {"zh/top/pack.toml": top})
    roots = {"zh": [tmp_path / "shipped/zh"]}
    first = read_pack(tmp_path / "mine/zh/top", roots).pack
    assert first is not None
    assert first.scenarios["opening"].steps["more"].say == "好的，请讲。"
    write(tmp_path / "mine", {**BASE, "zh/base/opening.toml": TOPIC.replace("好的", "行")})
    second = read_pack(tmp_path / "mine/zh/top", roots).pack
    assert second is not None
    assert second.scenarios["opening"].steps["more"].say == "行，请讲。"


def test_a_pack_may_extend_the_shipped_one_of_its_own_name(tmp_path):
    write(tmp_path / "shipped", BASE)
    mine = 'organisation = "我的"\nlanguage = "zh"\nextends = "base"\n'
    write(tmp_path / "mine", {"zh/base/pack.toml": mine})
    read = read_pack(tmp_path / "mine/zh/base", {"zh": [tmp_path / "shipped/zh"]})
    assert read.problems == ()
    assert read.pack is not None
    assert "opening" in read.pack.scenarios


@pytest.mark.parametrize(
    "files",
    [
        {"zh/a/pack.toml": 'organisation = "a"\nlanguage = "zh"\nextends = «unknown-pack»"bsae"\n', **BASE},
        {
            "zh/a/pack.toml": 'organisation = "a"\nlanguage = "zh"\nextends = "b"\n',
            "zh/b/pack.toml": 'organisation = "b"\nlanguage = "zh"\nextends = «extends-cycle»"a"\n',
        },
        {"zh/a/pack.toml": 'organisation = "a"\nlanguage = "zh"\nextends = «extends-cycle»"a"\n'},
        {
            "zh/a/pack.toml": 'organisation = "a"\nlanguage = "zh"\nextends = «unknown-pack»"b"\n',
            "zh/b/pack.toml": 'organisation = "b"\nlanguage = "en"\n',
        },
        {"zh/a/other.toml": TOPIC, "zh/a/pack.toml": "«missing-key»«missing-key»norms = 'S3'\n"},
        {"zh/a/other.toml": TOPIC, "zh/a/pack.toml": "«empty-file»"},
        {"zh/a/other.toml": TOPIC, "zh/a/more.toml": "«empty-file»# nothing\n", "zh/a/pack.toml": HEAD},
        {"zh/a/pack.toml": 'organisation = "a"\nlanguage = «bad-value»"zn"\n'},
        {
            "zh/a/pack.toml": 'organisation = "a"\nlanguage = "zh"\nextends = "base"\nomit = [«dangling-target»"opning"]\n',
            **BASE,
        },
    ],
)
def test_a_pack_that_does_not_fit_is_reported_and_read_all_the_same(tmp_path, files):
    expected = write(tmp_path, files)
    read = reading(tmp_path, "zh/a")
    assert found(list(read.problems), tmp_path) == expected
    assert read.pack is not None


def test_a_pack_without_pack_toml_is_read_and_told(tmp_path):
    write(tmp_path, {"zh/a/opening.toml": TOPIC})
    read = reading(tmp_path, "zh/a")
    assert [problem.code for problem in read.problems] == ["missing-file"]
    assert read.pack is not None
    assert "opening" in read.pack.scenarios


@pytest.mark.parametrize(
    ("coded", "code", "line"),
    [
        ("[a]\ntitle = '中文'".encode("gbk"), "encoding", 2),
        ("[a]".encode("utf-16"), "encoding", 1),
        (b"\xff[a]", "encoding", 1),
    ],
)
def test_one_bad_file_never_takes_down_the_rest(tmp_path, coded, code, line):
    write(tmp_path, BASE)
    (tmp_path / "zh/base/bad.toml").write_bytes(coded)
    read = reading(tmp_path)
    (problem,) = read.problems
    assert (problem.code, problem.place.line) == (code, line)
    assert read.pack is not None
    assert "opening" in read.pack.scenarios


@pytest.mark.parametrize("encoding", ["gbk", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_in_a_wrong_encoding_is_read_as_it_was_meant(tmp_path, encoding):
    write(tmp_path, BASE)
    topic = tmp_path / "zh/base/opening.toml"
    meant = topic.read_text(encoding="utf-8").replace("\n", "\r\n") + '[opening.x]\r\ntitle = "又"\r\nsay = 1\r\n'
    topic.write_bytes(meant.encode(encoding))
    read = reading(tmp_path)
    assert {problem.code: problem.place.line for problem in read.problems} | {"encoding": 0} == {
        "encoding": 0,
        "wrong-type": 12,
    }
    assert read.pack is not None
    assert read.pack.scenarios["opening"].title == "开场"


def test_one_line_in_another_encoding_hides_no_other(tmp_path):
    expected = write(tmp_path, BASE)
    topic = tmp_path / "zh/base/opening.toml"
    coded = topic.read_bytes().replace("开场".encode(), "开场".encode("gbk"), 1) + b"[opening.x]\nsay = 1\n"
    topic.write_bytes(coded)
    read = reading(tmp_path)
    assert expected == []
    assert [problem.code for problem in read.problems][:1] == ["encoding"]
    assert "wrong-type" in [problem.code for problem in read.problems]


def test_what_is_no_text_is_not_read(tmp_path):
    write(tmp_path, BASE)
    (tmp_path / "zh/base/picture.toml").write_bytes(bytes(range(256)) * 20)
    assert [problem.code for problem in reading(tmp_path).problems] == ["encoding"]


def test_a_file_that_may_not_be_read_is_one_problem(tmp_path, monkeypatch):
    write(tmp_path, BASE | {"zh/base/locked.toml": TOPIC})
    plain = Path.read_bytes

    def locked(path: Path) -> bytes:
        if path.name == "locked.toml":
            raise PermissionError(13, "in use")
        return plain(path)

    monkeypatch.setattr(Path, "read_bytes", locked)
    read = reading(tmp_path)
    (problem,) = read.problems
    assert problem.code == "unreadable"
    assert read.pack is not None


def test_folders_that_are_no_packs(tmp_path):
    write(tmp_path, BASE)
    (tmp_path / "empty").mkdir()
    for name, code in (("gone", "missing-folder"), ("empty", "empty-pack"), ("zh/base/pack.toml", "missing-folder")):
        read = reading(tmp_path, name)
        assert read.pack is None
        assert [problem.code for problem in read.problems] == [code]


def test_marks_of_editors_and_systems_change_nothing(tmp_path):
    write(tmp_path, BASE)
    before = packed(tmp_path).hash
    path = tmp_path / "zh/base/opening.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert packed(tmp_path).hash == before


def test_the_hash_is_of_the_meaning_only(tmp_path):
    write(tmp_path / "one", BASE)
    moved = TOPIC.replace("[opening]", "# 注\n\n[opening]").replace(" = ", "  =  ")
    write(tmp_path / "two", {"zh/base/pack.toml": HEAD, "zh/base/other.toml": moved})
    write(tmp_path / "three", {**BASE, "zh/base/opening.toml": TOPIC.replace("请讲", "您讲")})
    one, two, three = (packed(tmp_path / name) for name in ("one", "two", "three"))
    assert one.hash == two.hash
    assert one.hash != three.hash
    assert len(one.hash) == 64


def test_a_shelf_knows_packs_by_id_and_reads_each_once(tmp_path):
    english = HEAD.replace('"zh"', '"en"')
    write(tmp_path, BASE | {"en/base/pack.toml": english, "en/base/opening.toml": TOPIC, "zh/other/pack.toml": HEAD})
    shelf = read_shelf({"zh": [tmp_path / "zh"], "en": [tmp_path / "en"]})
    assert shelf.ids == ("base", "other")
    script = shelf.script("base")
    assert script is not None
    assert set(script.packs) == {"zh", "en"}
    assert shelf.script("base") is script
    assert shelf.script("nobody") is None
    assert [problem.code for problem in shelf.problems] == []


def test_the_first_root_wins(tmp_path):
    write(tmp_path / "mine", {**BASE, "zh/base/opening.toml": TOPIC.replace("请讲", "您讲")})
    write(tmp_path / "shipped", BASE)
    roots: dict[Language, list[Path]] = {"zh": [tmp_path / "mine/zh", tmp_path / "shipped/zh"]}
    script, problems = read_script("base", roots)
    assert problems == ()
    assert script is not None
    assert script.packs["zh"].scenarios["opening"].steps["more"].say == "好的，您讲。"


def test_a_folder_of_the_other_language_is_passed_over(tmp_path):
    write(tmp_path, {"scripts_zh/base/pack.toml": HEAD, "scripts_zh/base/opening.toml": TOPIC})
    script, problems = read_script("base", {"en": [tmp_path / "scripts_zh"], "zh": [tmp_path / "scripts_zh"]})
    assert problems == ()
    assert script is not None
    assert set(script.packs) == {"zh"}


def test_problems_of_a_quick_read_have_exact_places(tmp_path):
    expected = write(tmp_path, {**BASE, "zh/base/opening.toml": TOPIC.replace("label = ", "«missing-key»lable = ")})
    _, problems = read_script("base", {"zh": [tmp_path / "zh"]})
    assert {problem.code for problem in problems} == {"missing-key", "unknown-key"}
    assert (problems[-1].place.line, expected[0][1]) == (6, 6)


def test_a_quick_read_of_a_shipped_pack_needs_no_second_parser():
    import subprocess

    code = (
        "import sys; from pathlib import Path; from agent_assist.script.shelf import read_script\n"
        "script, problems = read_script('courier', {'zh': [Path('scripts_zh')]}, ('zh',))\n"
        "assert script is not None and not problems, problems\n"
        "assert 'tree_sitter' not in sys.modules and 'difflib' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=PROJECT, timeout=60)


def test_a_quick_read_means_the_same_as_an_exact_one():
    quick, _ = read_script("courier", {language: [root] for language, root in SHIPPED.items()})
    assert quick is not None
    for language, pack in quick.packs.items():
        exact = read_pack(SHIPPED[language] / "courier", {language: [SHIPPED[language]]}).pack
        assert exact is not None
        assert exact.hash == pack.hash
