"""No query is too much: what a query costs is bounded, whatever was typed or pasted.

The work is counted in calls of functions, which no busy machine changes; `benchmarks.search_speed` has the milliseconds.
"""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_assist.search.index import Index
from agent_assist.search.phrase import Phrase
from agent_assist.search.query import LONGEST, MOST_TOKENS, parse
from agent_assist.search.synonyms import shipped

MOST_CALLS = 120_000
WORDS = sorted({*shipped()._others, *shipped()._hinted})
INDEX = Index.build(
    [Phrase(id=f"n{number}", text=word, title=WORDS[-number - 1]) for number, word in enumerate(WORDS[:1500])]
)
INDEX.find("您好 hello")


def calls(work):
    """How many functions are called by some work."""
    count = 0

    def counted(_frame, event, _argument):
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400) | st.lists(st.sampled_from(WORDS), min_size=5, max_size=60).map(" ".join))
def test_whatever_is_typed_costs_a_bounded_amount(query):
    assert calls(lambda: INDEX.find(query)) < MOST_CALLS


@pytest.mark.parametrize(
    "piece", ["a", "ab ", "的", "退款", "退款 refund ", "的a", "\U0001f600", "zhuang", "한글", "1 ", "'"]
)
def test_a_pasted_page_costs_no_more_than_a_long_query(piece):
    query = piece * 20_000
    asked = parse(query)
    assert len(asked.folded) <= LONGEST
    assert len(asked.tokens) <= MOST_TOKENS
    assert calls(lambda: INDEX.find(query)) < MOST_CALLS
