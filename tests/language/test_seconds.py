"""Timing a line: near what people need, longer for more, nothing for nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.language.seconds import seconds_to_say


@pytest.mark.parametrize(
    ("text", "language", "low", "high"),
    [
        ("您好，请问有什么可以帮您？", "zh", 2.2, 3.6),
        ("非常抱歉，听不到您的声音，请您换一部电话再打来，好吗？再见。", "zh", 5.5, 8.5),
        ("Hello, how may I help you?", "en", 1.4, 2.6),
        ("I am sorry, I cannot hear you. Please call again from another phone. Goodbye.", "en", 4.5, 7.5),
        ("您的单号是13800138000", "zh", 3.0, 4.5),
    ],
)
def test_a_line_takes_about_as_long_as_people_need(text, language, low, high):
    assert low <= seconds_to_say(text, language) <= high


@pytest.mark.parametrize("nothing", ["", "   ", "，。！", "\n"])
def test_nothing_to_say_takes_no_time(nothing):
    assert seconds_to_say(nothing, "zh") == 0.0


@given(st.text(), st.text(), st.sampled_from(["zh", "en"]))
def test_more_words_never_take_less_time(first, second, language):
    assert seconds_to_say(first + "。 " + second, language) >= seconds_to_say(first, language) - 0.011
