"""The bar at the top: nothing lies over anything else, whoever calls and however many; numbers stay whole."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agent_assist.ui.components.paint import text_width
from agent_assist.ui.preferences import Preferences
from agent_assist.ui.top_fit import Give, Widths, fit, give_way
from tests.ui.stage import NUMBER

LONG = "Wolfeschlegelsteinhausenbergerdorff"
CALL = (f"1 ringing {NUMBER}", "2 answered", "0 slot surname {surname}", "0 slot title ms")
WRAP_UP = ("0 ringing 13855667788", "1 answered", "2 said", "1 ended customer")
SECOND = ("1 help", "7 ringing 13700001111", "4 tick")
KINDS = {"wrap-up": (*WRAP_UP, *CALL), "second": (*CALL, *SECOND), "both": (*WRAP_UP, *CALL, *SECOND)}
WINDOWS = [((1366, 768), 100), ((1366, 768), 130), ((1166, 633), 100), ((1166, 768), 130), ((1920, 1040), 130)]


def spans(bar):
    """What stands in the bar from left to right: begin and end in pixels, with a name for the message."""
    view = bar._fit
    seen = [("language", bar._language), ("help", bar._help), ("chip", bar.chip), ("compact", bar._compact)]
    seen += [(button.text(), button) for button in bar._others]
    made = [(part.x(), part.geometry().right(), name) for name, part in seen if part.isVisible()]
    font = bar.theme.font(bar.theme.type.state, bold=True)
    right = bar.chip.x() - bar.theme.px(14)
    left = right - round(text_width(font, bar._number)) - view.name
    made.append((left, right, "caller"))
    if view.organisation:
        made.append((bar.theme.px(12), bar.theme.px(12) + view.organisation - bar.theme.px(17), "organisation"))
    return sorted(made)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("size", "scale"), WINDOWS)
def test_nothing_in_the_bar_lies_over_anything_else(stages, size, scale, language, kind):
    stage = stages(language=language, interface=language, size=size, preferences=Preferences(text_scale=scale)).prime()
    for surname in ("", "Li", LONG, "W" * 100):
        stage.play(*(line.format(surname=surname) for line in (KINDS[kind] if not surname else CALL[2:3])))
        found = spans(stage.page.top)
        for (_, end, name), (begin, _, other) in pairwise(found):
            assert end < begin, f"{name} reaches into {other}: {surname}"
        assert found[-1][1] < stage.page.top.width()


def test_every_number_is_whole_in_the_narrowest_bar(stages):
    stage = stages(language="en", interface="en", size=(1166, 768), preferences=Preferences(text_scale=130)).prime()
    stage.play(*(line.format(surname=LONG) for line in KINDS["both"]))
    bar = stage.page.top
    texts = [button.text() for button in bar._others if button.isVisible()]
    assert any("138 5566 7788" in text for text in texts)
    assert any("137 0000 1111" in text for text in texts)
    assert all(button.width() >= button.sizeHint().width() for button in bar._others)
    assert LONG in bar.toolTip()


def test_a_strip_without_its_words_still_has_them_for_a_screen_reader(stages):
    stage = stages(language="en", interface="en", size=(1166, 633)).prime()
    stage.play(*(line.format(surname=LONG) for line in KINDS["both"]))
    strip = stage.page.top._others[1]
    assert "Second call" not in strip.text()
    assert "Second call" in strip.accessibleName()
    assert "Second call" in strip.toolTip()


def test_the_cap_stands_on_the_call_that_its_key_answers(stage):
    stage.prime().play(*(line.format(surname="") for line in KINDS["both"]))
    keyed = [button for button in stage.page.top._others if button.isVisible() and button.action.key == "G"]
    assert [button.action.id for button in keyed] == [call.id for call in stage.view.others if call.state == "ringing"]
    QTest.keyClick(stage.page, Qt.Key.Key_G)
    assert stage.view.number == "13700001111"


def test_more_calls_than_fit_leave_those_that_ring(stages):
    stage = stages(language="en", interface="en", size=(1166, 768), preferences=Preferences(text_scale=130)).prime()
    for at in range(5):
        stage.play(f"1 ringing 1380000000{at}", "1 answered", "2 said", "1 ended customer")
    stage.play(*(line.format(surname=LONG) for line in (*CALL, *SECOND)))
    bar = stage.page.top
    seen = [button for button in bar._others if button.isVisible()]
    assert len(seen) < len(stage.view.others)
    assert any(button.action.key == "G" and "137 0000 1111" in button.text() for button in seen)
    assert all(end < begin for (_, end, _), (begin, _, _) in pairwise(spans(bar)))


def test_giving_way_keeps_its_order():
    gives = (Give(10), Give(5, whole=True), Give(20))
    assert give_way(0, gives) == (0, 0, 0)
    assert give_way(7, gives) == (7, 0, 0)
    assert give_way(11, gives) == (10, 5, 0)
    assert give_way(30, gives) == (10, 5, 15)
    assert give_way(99, gives) == (10, 5, 20)


@given(
    st.integers(0, 3000),
    st.integers(0, 2000),
    st.integers(0, 400),
    st.lists(st.tuples(st.integers(120, 170), st.integers(60, 110), st.integers(20, 50)), max_size=5),
)
def test_nothing_is_given_beyond_what_there_is(room, name, organisation, others):
    widths = Widths(300, name, organisation, 120, (150, 60), tuple(others))
    found = fit(room, widths, 64, 64)
    taken = 300 + found.name + found.organisation + (120 if found.phone else 0) + (150 if found.help_words else 60)
    taken += sum(other[found.form] for other in others[: found.shown])
    assert taken <= max(room, 360)
    assert 0 <= found.name <= name
    assert 0 <= found.organisation <= organisation
    if found.name < name and found.name > 64:
        assert taken >= room, "elided although there was room"
