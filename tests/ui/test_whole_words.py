"""What matters is never cut: taboos, replies, reflexes, the call that was cut off; at every size, scale and language."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agent_assist.ui import compact
from agent_assist.ui.components import never as never_row
from agent_assist.ui.components import row_list
from agent_assist.ui.components.never import NeverRow
from agent_assist.ui.preferences import Preferences
from agent_assist.ui.present.between import figures
from agent_assist.ui.rows import NeverView
from tests.ui.pictures import SCENES
from tests.ui.stage import script

WINDOWS = [((1366, 768), 100), ((1366, 768), 130), ((1166, 633), 100), ((1166, 768), 130)]


@pytest.mark.parametrize("scene", ["furious", "hold", "promised", "open", "offer"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("size", "scale"), WINDOWS)
def test_what_the_agent_reads_in_a_call_is_whole(stages, cut, size, scale, language, scene):
    stage = stages(language=language, interface=language, size=size, preferences=Preferences(text_scale=scale))
    SCENES[scene](stage)
    page = stage.page
    parts = [page.reflexes, page.top, page.bottom]
    parts += (
        [page.between.offer]
        if scene == "offer"
        else [page.call.never, page.call.then, page.call.wait, page.call.hangup]
    )
    cut.clear()
    for part in parts:
        part.grab()
    assert cut == []


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("small", [False, True])
def test_the_first_taboo_of_every_step_is_whole(theme, cut, language, small):
    row = NeverRow(theme, NeverView(""), small=small)
    width = 418 if small else 606
    for pack in ("common", "hotline", "carrier", "topup", "courier", "key-accounts"):
        firsts = {
            (taboo.say or taboo.do, not taboo.say)
            for scenario in script(pack).packs[language].scenarios.values()
            for step in scenario.steps.values()
            for taboo in (*step.taboos, *scenario.taboos)
        }
        for text, deed in sorted(firsts):
            view = NeverView("NEVER", deeds_tag="NEVER DO", deeds=(text, "x" * 90)) if deed else None
            row.set_view(view or NeverView("NEVER", quotes=(f"“{text}”", "x" * 90)))
            row.resize(width, row.fit(width) if small else 34)
            row.grab()
    assert cut == []


def test_taboos_that_find_no_room_are_counted(theme, monkeypatch):
    drawn = []
    true = never_row.words
    monkeypatch.setattr(never_row, "words", lambda *args, **more: drawn.append(args[2]) or true(*args, **more))
    row = NeverRow(theme, NeverView("NEVER", quotes=("“one”", "“" + "two " * 40 + "”", "“three”")))
    row.resize(500, 66)
    row.grab()
    assert "“one”" in drawn
    assert "+2" in drawn
    assert "three" in row.toolTip()


def test_the_reflexes_have_one_size_of_type(stages, monkeypatch):
    stage = stages(language="en", interface="en", preferences=Preferences(text_scale=130)).prime()
    stage.play("0 answered", "1 open thanks")
    sizes = set()
    true = row_list.words
    monkeypatch.setattr(row_list, "words", lambda *args, **more: sizes.add(args[3].pixelSize()) or true(*args, **more))
    stage.page.reflexes.grab()
    assert len(sizes) == 1
    assert min(sizes) >= 12


def test_text_is_only_as_large_as_a_narrow_window_has_room_for(stages):
    stage = stages(size=(1166, 768), preferences=Preferences(text_scale=130))
    assert stage.page.theme.scale == 111
    QTest.keyClick(stage.page, Qt.Key.Key_Space)
    stage.settle()
    assert stage.view.state == "talking"


@pytest.mark.parametrize("scale", [100, 130])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "scene", ["silent", "furious", "hold", "open", "ask", "promised", "wrap-up", "ringing", "second"]
)
def test_nothing_is_cut_in_the_small_window(stages, cut, scene, language, scale):
    stage = stages(language=language, interface=language, preferences=Preferences(text_scale=scale))
    SCENES[scene](stage)
    QTest.keyClick(stage.page, Qt.Key.Key_F8)
    small = stage.window.compact()
    cut.clear()
    small.grab()
    assert cut == []
    for button in (small._main, small._more):
        assert button.isHidden() or button.width() >= button.sizeHint().width()
    if not small._more.isHidden():
        assert not small._more.geometry().intersects(small._main.geometry())


def test_a_call_that_rings_beside_another_is_told_in_the_small_window(stages, monkeypatch):
    stage = stages()
    SCENES["second"](stage)
    QTest.keyClick(stage.page, Qt.Key.Key_F8)
    drawn = []
    true = compact.words
    monkeypatch.setattr(compact, "words", lambda *args, **more: drawn.append(args[2]) or true(*args, **more))
    stage.window.compact().grab()
    assert "第二路来电 137 0000 1111" in drawn


@pytest.mark.parametrize(("calls", "told"), [(0, "0 calls today"), (1, "1 call today"), (23, "23 calls today")])
def test_one_call_is_no_calls(stages, calls, told):
    stage = stages(language="en", interface="en").prime()
    stage.station.promises.figures = replace(stage.station.promises.figures, calls=calls)
    stage.window.refresh()
    assert told in stage.page.bottom.agent.text()
    assert figures(stage.view.figures)[0].words == ("call" if calls == 1 else "calls")


@pytest.mark.parametrize(("size", "scale"), WINDOWS)
def test_every_reason_is_in_sight(stages, size, scale):
    stage = stages(language="en", interface="en", size=size, preferences=Preferences(text_scale=scale))
    SCENES["reasons"](stage)
    rows = stage.window.sheets.open._list
    stage.settle()
    assert rows.content_height() <= rows.height()
