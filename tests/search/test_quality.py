"""The evaluation set as a test: a change that makes the search find less is seen at once. `benchmarks` has the details."""

from __future__ import annotations

from agent_assist.search.index import Index
from benchmarks._search import library, queries
from benchmarks.search_quality import FIRST, FIVE, measures, rank


def test_what_people_type_finds_what_they_mean():
    index = Index.build(library())
    ranks = [rank(lambda query: [hit.phrase for hit in index.find(query)], asked) for asked in queries()]
    _, first, five, _ = measures(ranks)
    assert first >= FIRST
    assert five >= FIVE
