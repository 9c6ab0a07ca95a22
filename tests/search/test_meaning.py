"""Expressions stand where they are written, and nowhere else, however many are looked up together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from agent_assist.search.meaning import LABEL, OTHER, Meanings
from agent_assist.search.phrase import Phrase
from agent_assist.search.query import parse, wording
from agent_assist.search.segment import Segment
from agent_assist.search.words import Words

PIECES = st.lists(
    st.sampled_from(["退款", "退", "款项", "refund", "refunds", "my", "money", "快递", "24"]), min_size=1, max_size=4
)
PHRASES = st.lists(
    st.builds(
        Phrase,
        id=st.uuids().map(str),
        text=PIECES.map(" ".join),
        other=st.just("") | PIECES.map(" ".join),
        title=st.just("") | PIECES.map(" ".join),
        tags=st.lists(PIECES.map(" ".join), max_size=2).map(tuple),
    ),
    min_size=1,
    max_size=6,
)


def written(expression, text):
    """Whether all pieces of an expression are in a text, an ending more or less."""
    words = text.split()
    pieces = expression.split()
    if expression.isascii():
        return all(any(word.startswith(piece) and len(word) <= len(piece) + 3 for word in words) for piece in pieces)
    return all(any(piece in word for word in words) for piece in pieces)


def standing(meanings, expressions):
    found = [set() for _ in expressions]
    for rows, which, counts in zip(
        *(getattr(meanings.of(tuple(expressions))[0], name).tolist() for name in ("rows", "which", "counts")),
        strict=True,
    ):
        found[which].add((rows, round(counts, 2)))
    return found


@given(PHRASES, st.lists(st.sampled_from(["退款", "refund", "my money", "快递 24", "退"]), min_size=1, unique=True))
def test_expressions_stand_where_they_are_written(phrases, expressions):
    segment = Segment.build(tuple(phrases))
    together = standing(Meanings([segment], Words(sorted(segment.words()))), expressions)
    for expression, found in zip(expressions, together, strict=True):
        expected = set()
        for row, phrase in enumerate(phrases):
            fields = [(1.0, [phrase.text]), (OTHER, [phrase.other]), (LABEL, [phrase.title, *phrase.tags])]
            expected |= {(row, counts) for counts, texts in fields if any(written(expression, text) for text in texts)}
        assert found == expected
        assert standing(Meanings([segment], Words(sorted(segment.words()))), [expression]) == [found]


def test_the_wording_comes_first_and_then_the_order_of_the_expressions():
    segment = Segment.build((Phrase(id="a", text="退款", title="快递"), Phrase(id="b", text="快递 退款")))
    (found,) = Meanings([segment], Words([])).of(("快递", "退款"))
    entries = [*zip(found.rows.tolist(), found.which.tolist(), strict=True)]
    assert entries == [(1, 0), (0, 1), (1, 1), (0, 0), (0, 0)]


@given(st.text(max_size=40) | st.text(alphabet="银行重新 wifi24您好,。zhangu", max_size=30))
def test_wording_is_a_query_without_what_is_looked_up(typed):
    asked = parse(typed)
    words = " ".join(token.text for token in asked.tokens)
    plain = wording(words)
    assert (plain.joined, plain.letters, plain.spells) == (asked.joined, asked.letters, asked.spells)
