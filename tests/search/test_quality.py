"""The evaluation sets as a test: a change that makes the search find less is seen at once. `benchmarks` has the details."""

from __future__ import annotations

import pytest

from agent_assist.search.index import Index
from benchmarks import search_packs
from benchmarks._search import DATA, library, queries
from benchmarks.search_quality import AS_GOOD, FIRST, FIVE, measures, rank


@pytest.fixture(scope="module")
def find():
    index = Index.build(library())
    return lambda query: [hit.phrase for hit in index.find(query)]


@pytest.mark.parametrize(
    ("file", "allowed"), [("search-queries.tsv", 0.0), ("search-queries-aside.tsv", AS_GOOD)], ids=["tuned", "aside"]
)
def test_what_people_type_finds_what_they_mean(find, file, allowed):
    _, first, five, _ = measures([rank(find, asked) for asked in queries(DATA / file)])
    assert first >= FIRST - allowed
    assert five >= FIVE - allowed


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_situations_of_the_shipped_packs_are_found(language):
    asked = [one for one in search_packs.queries() if one.language == language]
    _, first, five, _ = measures([rank(search_packs.ours_of(one.pack, language), one) for one in asked])
    assert first >= search_packs.FIRST
    assert five >= search_packs.FIVE


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("客户说上个月买的东西没有收到现在非常生气要求找领导", {"furious-caller", "complaint", "wants-leader"}),
        (
            "客户非常生气要求马上找领导给一个说法不然就要投诉到消费者协会",
            {"furious-caller", "complaint", "wants-leader"},
        ),
    ],
)
def test_a_long_description_finds_something_too(query, wanted):
    assert search_packs.ours_of("common", "zh")(query)[0].scenario in wanted
