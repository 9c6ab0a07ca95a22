"""Norms: the register is complete, and a norm is served by what can serve it."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from agent_assist.script.model import Place
from agent_assist.script.norms import HOOKS, RANKS, from_root, read_register, served, serving
from agent_assist.script.read import read_pack
from tests.script.packs import HEAD, REGISTER, SHIPPED, TOPIC, write


def test_the_register_holds_every_norm_and_our_own():
    books = Counter(norm.partition("-")[0] for norm in REGISTER.norms)
    assert {book: books[book] for book in ("S0", "S1", "S2", "S3", "S4")} == {
        "S0": 59,
        "S1": 30,
        "S2": 34,
        "S3": 77,
        "S4": 46,
    }
    statuses = Counter(norm.status for norm in REGISTER.norms.values())
    assert (statuses["printed"], statuses["restored"], statuses["inferred"], statuses["misprint"]) == (146, 93, 6, 1)
    for norm in REGISTER.norms.values():
        assert norm.zh
        assert norm.en
        assert norm.hooks
        assert set(norm.hooks) <= set(HOOKS)
        assert (norm.status == "own") == norm.id.startswith("X-")


def served_by(tmp_path, step: str, header: str = "", head: str = "") -> dict[str, tuple[str | None, list[str]]]:
    topic = TOPIC.replace('title = "开场"', f'title = "开场"\n{header}') + f'[opening.more2]\ntitle = "x"\n{step}\n'
    write(tmp_path, {"scripts_zh/small/pack.toml": HEAD + head, "scripts_zh/small/opening.toml": topic})
    pack = read_pack(tmp_path / "scripts_zh/small", {}).pack
    assert pack is not None
    return {each.norm: (each.served, [kind for kind, _ in each.by]) for each in served(REGISTER, [pack])}


SAY = 'say = "好的。"\n'


@pytest.mark.parametrize(
    ("step", "norm", "rank", "kinds"),
    [
        (SAY + 'norms = ["S3-23"]', "S3-23", "prompted", ["line"]),
        (SAY + 'norms = ["S3-07"]\nwait = { seconds = 5, to = "more" }', "S3-07", "enforced", ["wait", "line"]),
        (SAY + 'norms = ["S3-12"]', "S3-12", None, []),
        (SAY + 'norms = ["S3-12"]\nwait = { seconds = 5, opens = "hangup" }', "S3-12", "enforced", ["hangup"]),
        (SAY + 'norms = ["S3-08"]', "S3-08", None, []),
        (SAY + 'taboos = [{ say = "喂", norm = "S3-08" }]', "S3-08", "enforced", ["taboo"]),
        (SAY + 'taboos = [{ do = "走", norm = "S3-50", by = "tick" }]', "S3-50", "enforced", ["taboo"]),
        (SAY + 'taboos = [{ do = "走", norm = "S3-50", by = "person" }]', "S3-50", "guide", ["taboo"]),
        (SAY + 'guide = [{ tip = "慢", norm = "S3-58" }]', "S3-58", "guide", ["guide"]),
        (SAY + 'guide = [{ tip = "慢", norm = "S3-07" }]', "S3-07", None, []),
        (SAY + 'norms = ["S3-43"]\nrecord = ["issue"]', "S3-43", "enforced", ["record", "line"]),
        (SAY + 'follow_up = { within = "2h", reason = "x", norm = "S3-45" }', "S3-45", "enforced", ["follow-up"]),
        (
            SAY + 'norms = ["S3-47"]\nfollow_up = { within = "2h", reason = "x" }',
            "S3-47",
            "enforced",
            ["follow-up", "line"],
        ),
        (SAY + 'replies = [{ id = "a", label = "a", to = "back", norm = "S3-68" }]', "S3-68", "prompted", ["reply"]),
        ('say = "{surname}好"\nnorms = ["S3-05"]', "S3-05", "prompted", ["line"]),
        (SAY + 'norms = ["S3-05"]', "S3-05", None, []),
    ],
)
def test_a_norm_is_served_by_what_can_serve_it(tmp_path, step, norm, rank, kinds):
    assert served_by(tmp_path, step)[norm] == (rank, kinds)


def test_rules_serve_what_they_decide(tmp_path):
    head = '[rules.norms]\nhangup = ["S3-77", "S3-23"]\n'
    found = served_by(tmp_path, SAY, head=head.replace("[rules.norms]", "[rules.norms]"))
    assert found["S3-77"] == (None, []), "a rule that is not written serves nothing"
    write(tmp_path, {"scripts_zh/small/pack.toml": HEAD.replace("[rules]", '[rules]\nhangup = "after-wait"') + head})
    pack = read_pack(tmp_path / "scripts_zh/small", {}).pack
    assert pack is not None
    rows = {each.norm: each for each in served(REGISTER, [pack])}
    assert rows["S3-77"].served == "enforced"
    assert rows["S3-77"].by == (("rule", "scripts_zh/small/pack.toml:4"),)
    assert rows["S3-23"].served is None


def test_places_are_named_from_the_folder_of_the_packs():
    assert from_root(Place("/home/lead/scripts_zh/courier/a.toml", 12, 3)) == "scripts_zh/courier/a.toml:12"
    assert from_root(Place("mine/a.toml", 12, 3)) == "mine/a.toml:12"


def test_every_phone_norm_of_the_courier_book_is_served():
    packs = [read_pack(root / "courier", {language: [root]}).pack for language, root in SHIPPED.items()]
    rows = served(REGISTER, [pack for pack in packs if pack is not None])
    assert [each.norm for each in rows if each.norm.startswith("S3-") and each.served not in RANKS] == []


def test_a_file_that_is_no_register_is_refused(tmp_path):
    path = tmp_path / "norms.json"
    for text in ("{}", "[]", '{"norms": [{"id": "S0-01"}]}', "x"):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(ValueError):
            read_register(path)
    path.write_text(json.dumps({"norms": []}), encoding="utf-8")
    assert read_register(path).norms == {}


def test_what_serves_a_norm_is_told_for_one_step(tmp_path):
    step = 'norms = ["S3-07"]\nsay = "您好"\nwait = "1s"\nreply.a = { label = "a", to = "end" }\n'
    topic = TOPIC + f'[opening.more2]\ntitle = "x"\n{step}\n'
    write(tmp_path, {"scripts_zh/small/pack.toml": HEAD, "scripts_zh/small/opening.toml": topic})
    pack = read_pack(tmp_path / "scripts_zh/small", {}).pack
    assert pack is not None
    assert "line" in serving(REGISTER, pack, "opening", "more2")["S3-07"]
    assert "S3-07" not in serving(REGISTER, pack, "opening", "no such step")
    assert "S3-07" not in serving(REGISTER, pack, "no such scenario", "")
