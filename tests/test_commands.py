"""The commands as scripts use them: output, exit codes, and one clear sentence where something is wrong."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TAPE = """# a silent caller, the courier way
pack courier zh                  # which pack, which language
0.0 ringing 13800138000          # seconds, event, arguments
1.2 answered
> opening
> hangup locked
3.0 said
> wait 5.0
8.0 tick
> silent-caller
> line has 您好
9.0 said
12.0 heard
> opening
"""
KEYS = [
    "at",
    "event",
    "life",
    "pack",
    "language",
    "scenario",
    "step",
    "line",
    "said",
    "wait",
    "hangup",
    "must",
    "refused",
    "followups",
]


def run(*words: object, cwd: Path | None = None, home: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "QT_QPA_PLATFORM")}
    if home is not None:
        environment["AGENT_ASSIST_HOME"] = str(home)
    command = [sys.executable, "-m", "agent_assist", *map(str, words)]
    done = subprocess.run(
        command,
        check=False,
        cwd=cwd or ROOT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    assert "Traceback" not in done.stderr
    return done


def objects(done: subprocess.CompletedProcess[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def tape(tmp_path: Path) -> Path:
    file = tmp_path / "silent.tape"
    file.write_text(TAPE, encoding="utf-8")
    return file


def test_replay_gives_an_object_for_each_event_and_due_wait(tape):
    done = run("replay", tape, "--json")
    rows = objects(done)
    assert done.returncode == 0
    assert [row["event"] for row in rows] == ["ringing", "answered", "said", "due", "tick", "said", "heard"]
    assert all(list(row) == KEYS for row in rows)
    assert rows[3]["scenario"] == "silent-caller"
    assert rows[2]["wait"] == 5.0
    assert "13800138000" not in done.stdout


def test_a_failed_expectation_exits_1_and_names_the_line(tape):
    tape.write_text(TAPE.replace("> wait 5.0", "> wait 4"), encoding="utf-8")
    done = run("replay", tape, "--json")
    assert done.returncode == 1
    assert f"{tape}:8:1: error tape-failed" in done.stderr


def test_check_of_a_tape_finds_the_same(tape):
    assert run("check", tape).returncode == 0
    tape.write_text(TAPE.replace("> wait 5.0", "> wait 4"), encoding="utf-8")
    done = run("check", tape, "--json")
    assert done.returncode == 1
    assert list(objects(done)[0]) == ["path", "line", "column", "severity", "code", "message", "hint"]


def test_folders_of_packs_checked_side_by_side_have_the_problems_that_they_have_together(tmp_path):
    for language in ("zh", "en"):
        shutil.copytree(ROOT / f"scripts_{language}" / "common", tmp_path / f"scripts_{language}" / "common")
    opening = tmp_path / "scripts_en" / "common" / "opening.toml"
    opening.write_text(
        opening.read_text(encoding="utf-8").replace("[opening.greet]", "[opening.gret]"), encoding="utf-8"
    )
    together = run("check", tmp_path, "--json", cwd=tmp_path)
    apart = run("check", tmp_path / "scripts_zh", tmp_path / "scripts_en", "--json", cwd=tmp_path)
    assert {each["code"] for each in objects(apart)} >= {"shape", "dangling-target"}
    assert (apart.returncode, apart.stdout) == (together.returncode, together.stdout)


def test_a_tape_uses_the_pack_beside_it(tmp_path):
    pack = tmp_path / "mine"
    pack.mkdir()
    (pack / "pack.toml").write_text('organisation = "M"\nlanguage = "zh"\nextends = "common"\n', encoding="utf-8")
    (pack / "opening.toml").write_text(
        '[opening]\nstart = "hi"\n[opening.hi]\ntitle = "问候"\nsay = "您好，这里是花店。"\n'
        'wait = { seconds = 7, to = "silent-caller" }\n',
        encoding="utf-8",
    )
    (pack / "my.tape").write_text("pack mine zh\n0 answered\n> line has 花店\n1 said\n> wait 7\n", encoding="utf-8")
    done = run("replay", pack / "my.tape")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "words",
    [
        ("replay", "/no/such.tape"),
        ("check", "/no/such/pack"),
        ("search",),
        ("search", "x", "--limit", "0"),
        ("search", "x", "--library", "/no/such.jsonl"),
        ("nonsense",),
        ("phone", "sing"),
        ("replay",),
    ],
    ids=" ".join,
)
def test_bad_usage_exits_2_with_one_sentence(words):
    done = run(*words)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "words", [("replay", "."), ("search", "--queries", "."), ("search", "--queries", "/no/such.txt")]
)
def test_what_is_no_file_is_said_so_in_plain_words(words):
    done = run(*words)
    assert done.returncode == 2
    assert "Error" not in done.stderr


def test_what_is_wrong_with_a_tape_is_told_from_top_to_bottom(tape):
    tape.write_text(TAPE.replace("> wait 5.0", "> wait 4") + "nonsense\n9 end\n> wait 5s\n", encoding="utf-8")
    done = run("replay", tape)
    lines = [int(line.split(":")[1]) for line in done.stderr.splitlines()]
    assert done.returncode == 1
    assert lines == sorted(lines)
    assert len(lines) >= 3


def test_a_tape_in_another_encoding_says_what_to_do(tape):
    tape.write_bytes("# 中文\npack courier zh\n0 answered\n".encode("gbk"))
    assert "save it as UTF-8" in run("replay", tape).stderr


def test_search_finds_by_initials_and_keeps_the_query(tmp_path):
    done = run("search", "rnjd", "--json", "--limit", "5", "--pack", "courier", "--language", "zh", home=tmp_path)
    hits = objects(done)
    assert done.returncode == 0
    assert [hit["rank"] for hit in hits] == list(range(1, len(hits) + 1))
    assert list(hits[0]) == ["query", "rank", "id", "scenario", "text", "score"]
    assert all(hit["query"] == "rnjd" for hit in hits)
    assert any("让您久等" in str(hit["text"]) for hit in hits)


def test_search_over_a_library_with_timing(tmp_path):
    library = tmp_path / "phrases.jsonl"
    phrases = [{"id": "a", "text": "请您稍等一下"}, {"id": "b", "text": "感谢您的来电", "scenario": "closing"}]
    library.write_text("\n".join(json.dumps(one) for one in phrases), encoding="utf-8")
    queries = tmp_path / "queries.txt"
    queries.write_text("稍等\nzzzzqqqq\n来电\n", encoding="utf-8")
    rows = objects(run("search", "--queries", queries, "--library", library, "--timing", "--json"))
    assert list(rows[0]) == ["build_ms"]
    assert {"query", "ms"} == set(next(row for row in rows[1:] if row["query"] == "zzzzqqqq"))
    assert next(row for row in rows if row.get("query") == "来电")["id"] == "b"


def test_a_search_without_hits_is_fine(tmp_path):
    library = tmp_path / "phrases.jsonl"
    library.write_text('{"id": "a", "text": "请稍等"}\n', encoding="utf-8")
    done = run("search", "qqqqzzzz", "--library", library, "--json")
    assert (done.returncode, done.stdout) == (0, "")
    queries = tmp_path / "queries.txt"
    queries.write_text("qqqqzzzz\n稍等\n", encoding="utf-8")
    done = run("search", "--queries", queries, "--library", library)
    assert done.stdout.splitlines()[:3] == ["qqqqzzzz:", "  nothing found", "稍等:"]


def test_a_broken_library_names_the_line(tmp_path):
    library = tmp_path / "phrases.jsonl"
    library.write_text('{"id": "a", "text": "x"}\n{"id": "b"\n', encoding="utf-8")
    done = run("search", "x", "--library", library)
    assert done.returncode == 2
    assert f"{library}:2" in done.stderr


def test_norms_lists_each_clause_once_with_places_from_the_root():
    rows = objects(run("norms", "--json"))
    assert len({row["norm"] for row in rows}) == len(rows) == 246
    served = {"enforced", "prompted", "guide", "scored", "drilled", "leader", None}
    assert all(row["served"] in served for row in rows)
    courier = [row for row in rows if str(row["norm"]).startswith("S3-")]
    assert all(row["served"] for row in courier)
    for row in courier:
        for one in row["by"]:
            path, _, line = one["at"].rpartition(":")
            assert len((ROOT / path).read_text(encoding="utf-8").splitlines()) >= int(line)


def test_without_a_running_desk_phone_and_status_say_so(tmp_path):
    for words in (("phone", "ringing", "1"), ("status", "--json")):
        done = run(*words, home=tmp_path)
        assert done.returncode == 1
        assert "not running" in done.stderr


def test_reading_commands_import_neither_qt_nor_a_key_store(tape):
    code = (
        "import sys; from agent_assist.cli import main; main(sys.argv[1:]); "
        "print([name for name in sys.modules if name.split('.')[0] in ('PySide6', 'keyring', 'sqlalchemy')])"
    )
    for words in (("replay", str(tape)), ("check", str(tape)), ("search", "您好"), ("norms",)):
        done = subprocess.run(
            [sys.executable, "-c", code, *words],
            check=False,
            cwd=ROOT,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
        )
        assert done.stdout.splitlines()[-1] == "[]", words


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
def test_without_a_screen_the_desk_says_so(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "agent_assist"],
        check=False,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "AGENT_ASSIST_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("agent-assist: There is no screen")
    assert len(done.stderr.splitlines()) == 1


def test_the_shipped_packs_have_no_errors():
    done = run("check")
    assert (done.returncode, [line for line in done.stdout.splitlines() if " error " in line]) == (0, [])


def test_a_pack_before_a_command_that_would_not_use_it_is_bad_usage(tmp_path):
    done = run("--pack", "courier", "check", cwd=tmp_path)
    assert done.returncode == 2
    assert "--pack" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("command", [("search", "hello"), ("norms",), ("taboo", "喂，说话呀", "--pack", "courier")])
def test_a_full_disk_under_the_output_is_one_sentence(command):
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "agent_assist", *command],
            check=False, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, encoding="utf-8", timeout=120,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "cannot be written" in done.stderr
