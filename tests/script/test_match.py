"""Patterns are found however a text is written, and tell where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.script.match import folded, pattern_spans


def found(text: str, pattern: str) -> list[str]:
    return [text[start:end] for start, end in pattern_spans(pattern, folded(text))]


@pytest.mark.parametrize(
    ("text", "pattern", "stretches"),
    [
        ("喂，您好", "^喂", ["喂"]),
        ("您好，喂", "^喂", []),
        ("赔偿１００元", "赔偿.{0,4}元", ["赔偿１００元"]),
        ("賠償100元，赔偿 5 元", "赔偿.{0,4}元", ["賠償100元", "赔偿 5 元"]),
        ("We CAN’T help", "can?t help", ["CAN’T help"]),
        ("ＣＡＬＭ　down", r"calm\s+down", ["ＣＡＬＭ　down"]),
        ("您好", "喂*", []),
    ],
)
def test_a_pattern_is_found_however_the_text_is_written(text, pattern, stretches):
    assert found(text, pattern) == stretches


@given(text=st.text(max_size=30), letter=st.sampled_from("ae听x1 "))
def test_spans_lie_inside_the_text(text, letter):
    for start, end in pattern_spans(f"{letter}.?", folded(text)):
        assert 0 <= start < end <= len(text)
