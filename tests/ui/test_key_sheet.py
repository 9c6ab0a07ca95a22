"""F1: every key can be read, whatever the size; where one page is too little there are more, and the sheet says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from agent_assist.ui.key_sheet import pages
from agent_assist.ui.preferences import Preferences
from tests.ui.stage import NUMBER

CALL = (f"0 ringing {NUMBER}", "2 answered", "2 said", "1 tick")
WINDOWS = [((1366, 768), 100), ((1366, 768), 130), ((1166, 633), 100), ((1166, 768), 130), ((1920, 1040), 100)]


def press(stage, key):
    QTest.keyClick(stage.page, key)
    stage.settle()


@pytest.mark.parametrize("lines", [(), CALL], ids=["idle", "call"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("size", "scale"), WINDOWS)
def test_every_key_can_be_read(stages, cut, size, scale, language, lines):
    stage = stages(language=language, interface=language, size=size, preferences=Preferences(text_scale=scale))
    stage.prime().play(*lines)
    press(stage, Qt.Key.Key_F1)
    sheet = stage.window.sheets.open
    rows = []
    for page in range(sheet.page[1]):
        assert sheet.page[0] == page + 1
        rows += [column.rows for column in sheet._pages[page]]
        cut.clear()
        sheet.grab()
        assert cut == []
        press(stage, Qt.Key.Key_F1)
    assert sum(rows) == len(sheet._rows)
    assert stage.window.sheets.open is None


def test_the_sheet_never_covers_the_ring_or_the_lock(stage):
    stage.prime().play(*CALL)
    press(stage, Qt.Key.Key_F1)
    covered = stage.window.sheets.open.geometry()
    spots = stage.page.places
    assert not any(covered.intersects(spot) for spot in (spots.say, spots.never, spots.wait, spots.hangup))


def test_pages_turn_by_mouse_and_begin_anew(stages):
    stage = stages(language="en", interface="en", preferences=Preferences(text_scale=130)).prime()
    stage.play(*CALL)
    press(stage, Qt.Key.Key_F1)
    sheet = stage.window.sheets.open
    many = sheet.page[1]
    assert many > 1
    for at in range(1, many + 1):
        assert sheet.page[0] == at
        QTest.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=QPoint(40, 80))
    assert sheet.page[0] == 1
    press(stage, Qt.Key.Key_F1)
    press(stage, Qt.Key.Key_Escape)
    press(stage, Qt.Key.Key_F1)
    assert sheet.page[0] == 1


@given(
    st.lists(st.tuples(st.floats(10, 200), st.floats(10, 400)), min_size=1, max_size=40),
    st.integers(100, 1500),
    st.integers(1, 40),
)
def test_columns_hold_every_row_and_stand_inside(widths, room, per):
    made = pages(widths, room, per, 20)
    assert sum(column.rows for page in made for column in page) == len(widths)
    for page in made:
        assert page
        wide = sum(column.caps + column.words + 20 for column in page) - 20
        assert wide <= room or len(page) == 1
