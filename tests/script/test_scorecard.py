"""The scorecard of the carrier says what its rule book says, shows its gaps, and points at nothing that is not there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import tomli

from agent_assist.script.model import LANGUAGES, Pack
from agent_assist.script.shelf import read_script
from tests.script.packs import PROJECT, REGISTER, SHIPPED

FOLDER = PROJECT / "resources" / "scorecards"
CARD = tomli.loads((FOLDER / "carrier.toml").read_text(encoding="utf-8"))
FIRST = CARD["first"]
SECOND = [second for first in FIRST for second in first["second"]]
THIRD = [third for second in SECOND for third in second.get("third", ())]
EVIDENCE = [evidence for third in THIRD for evidence in third.get("evidence", ())]


@pytest.fixture(params=LANGUAGES)
def pack(request) -> Pack:
    script, _ = read_script(CARD["pack"], {request.param: [SHIPPED[request.param]]}, (request.param,))
    assert script is not None
    return script.packs[request.param]


def tables(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from tables(each)
    elif isinstance(value, list):
        for each in value:
            yield from tables(each)


def cited(table: dict[str, Any]) -> list[str]:
    found: list[str] = []
    for key, value in table.items():
        if key == "norm" or key.endswith("_norm"):
            found += [value] if isinstance(value, str) else value
    return found


def test_every_norm_it_cites_is_one_of_its_rule_book_or_ours():
    norms = [norm for table in tables(CARD) for norm in cited(table)]
    assert norms
    assert not [norm for norm in norms if norm not in REGISTER]
    assert {norm.partition("-")[0] for norm in norms} <= {CARD["norms"], "X"}


def test_every_scoring_norm_of_the_rule_book_has_its_place():
    norms = {norm for table in tables(CARD) for norm in cited(table)}
    norms |= {norm for each in EVIDENCE for norm in each.get("taboo", ())}
    scoring = {norm.id for norm in REGISTER.of(CARD["norms"]) if norm.kind == "scoring"}
    assert scoring - norms == set()


def test_everything_is_said_in_both_languages_and_says_where_it_comes_from():
    for table in tables(CARD):
        assert ("zh" in table) == ("en" in table), table
        for key, value in table.items():
            if key == "source" or key.endswith("_source"):
                assert value in ("printed", "inferred", "own"), table
            if value == "own":
                prefix = key.removesuffix("source")
                reasons = table.get(f"{prefix}norm", [])
                assert cited(table) if prefix else reasons, table


def test_the_counts_are_those_of_the_rule_book_and_the_gaps_stay_open():
    counts = CARD["counts"]
    assert (counts["first"]["all"], counts["second"]["all"], counts["third"]["all"]) == (3, 9, 15)
    assert len(FIRST) == counts["first"]["printed"]
    assert len(SECOND) == counts["second"]["printed"]
    assert len(THIRD) == counts["third"]["printed"] == 6
    assert CARD["gaps"]["third"] == counts["third"]["all"] - counts["third"]["printed"]
    for second in SECOND:
        assert second.get("open", False) == (not second.get("third")), second["id"]


def test_one_weight_is_printed_and_none_is_made_up():
    weights = {first["id"]: first["weight"] for first in FIRST if "weight" in first}
    assert weights == {"2": 20}
    assert len(weights) == CARD["counts"]["weights"]["printed"]
    assert sum(weights.values()) < CARD["weights"]["full"] == 100, "no total may be shown yet"


def test_ids_are_unique_and_tell_where_an_indicator_belongs():
    ids = [each["id"] for each in (*FIRST, *SECOND, *THIRD)]
    assert Counter(ids).most_common(1)[0][1] == 1
    for first in FIRST:
        for second in first["second"]:
            assert second["id"].startswith(f"{first['id']}.")
            assert second["place"] in ("printed", "inferred")
            for third in second.get("third", ()):
                assert third["id"].startswith(f"{second['id']}.")
                assert third["assess"] in ("auto", "assessor", "both")
                assert ("evidence" in third) == (third["assess"] != "assessor")


def test_fatal_errors_are_asked_for_first_and_never_averaged_away():
    fatal = [each["fatal"] for each in CARD["errors"]]
    assert fatal == sorted(fatal, reverse=True)
    assert CARD["fatal"]["listed_apart"] is True
    assert CARD["rate"]["empty"] == "none", "nothing rated is no rate"
    assert [each["id"] for each in CARD["methods"]] == ["recording", "live", "dial-test", "side-by-side"]


def test_the_evidence_it_asks_for_can_be_given_in_the_pack(pack):
    for each in EVIDENCE:
        if "line" in each:
            steps = [step for scenario, step in pack.steps() if each.get("scenario") in (None, scenario.id)]
            assert any(step.say and each["line"] in step.norms for step in steps), each
        elif "reply" in each:
            scenario, step, reply = each["reply"].split(".")
            assert pack.scenarios[scenario].steps[step].reply(reply) is not None, each
        else:
            owners = [pack, *pack.scenarios.values(), *(step for _, step in pack.steps())]
            banned = {norm for owner in owners for taboo in owner.taboos for norm in taboo.norms}
            assert not set(each["taboo"]) - banned, each
