"""Patterns that could take for ever are known by their shape."""

from __future__ import annotations

import re

import pytest

from agent_assist.script.pattern import runaway


@pytest.mark.parametrize(
    ("pattern", "at"),
    [
        ("([a-z]+ ?)+$", 0),
        ("x(?:(?:a+)y)*", 1),
        ("(?:a{2,})*", 0),
        ("(.*?,)*", 0),
        ("(?:[^+]+)+", 0),
    ],
)
def test_a_repetition_of_a_repetition_is_found(pattern, at):
    assert runaway(pattern) == at


@pytest.mark.parametrize(
    "pattern",
    [
        "(a|b)+",
        "(a+)",
        "(?:a+)?b",
        "(?:喂[，,]?)+",
        r"\(a+\)+",
        "[(+)]+x",
        "[]+(]+",
        "(a{1,3})+",
        "(?:a++)*",
        "(a+){1,3}",
        "",
    ],
)
def test_others_are_left_alone(pattern):
    re.compile(pattern)
    assert runaway(pattern) is None
