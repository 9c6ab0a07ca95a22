"""The norms behind a line: reachable by key and by click, in words, and never in the way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agent_assist.desk.rule_book import NormView
from agent_assist.script.norms import read_register
from agent_assist.ui.components.norm_tag import NormTag
from agent_assist.ui.norm_sheet import NormSheet
from agent_assist.ui.present.norms import cards
from tests.ui.pictures import COMPLAINT, SILENT, _said
from tests.ui.stage import ROOT
from tests.ui.test_window import K, press


def read_rules(stage):
    stage.station.attach_register(lambda: read_register(ROOT / "resources" / "norms.json"))
    stage.until(lambda: all(norm.status for norm in stage.station.norms()))
    stage.settle()


def tag(stage):
    return stage.page.say.findChild(NormTag)


def test_a_key_opens_the_norms_and_the_same_key_closes_them(stage):
    read_rules(stage)
    stage.play(*SILENT)
    before = stage.page.places
    press(stage, K.Key_I)
    sheet = stage.window.sheets.open
    assert isinstance(sheet, NormSheet)
    assert [card.id for card in sheet.cards] == list(stage.view.shown.norms)
    assert sheet.geometry() == before.results
    assert stage.window.focusWidget() is stage.page
    assert stage.page.places == before
    press(stage, K.Key_I)
    assert stage.window.sheets.open is None


def test_a_click_on_the_ids_opens_them_and_escape_closes_them(stage):
    read_rules(stage)
    stage.play(*SILENT)
    QTest.mouseClick(tag(stage), Qt.MouseButton.LeftButton)
    assert isinstance(stage.window.sheets.open, NormSheet)
    press(stage, K.Key_Escape)
    assert stage.window.sheets.open is None
    assert stage.window.focusWidget() is stage.page


def test_replies_are_given_while_the_norms_are_read_and_the_next_line_takes_them_away(stage):
    read_rules(stage)
    stage.play(*_said(COMPLAINT[:5], "zh"), "5 said")
    press(stage, K.Key_I)
    assert stage.window.sheets.open is not None
    press(stage, K.Key_1)
    assert stage.view.shown.step != "soothe"
    assert stage.window.sheets.open is None


@pytest.mark.parametrize("interface", ["zh", "en"])
def test_the_norms_are_told_in_the_language_of_the_interface(stages, interface):
    stage = stages(interface=interface)
    read_rules(stage)
    stage.play(*SILENT)
    press(stage, K.Key_I)
    card = stage.window.sheets.open.cards[0]
    register = read_register(ROOT / "resources" / "norms.json")
    assert card.words == getattr(register.get(card.id), interface)
    assert card.origin
    assert card.served
    told = stage.window.sheets.open.accessibleDescription()
    assert card.id in told
    assert card.words in told


def test_before_the_rule_book_is_read_there_are_ids_and_then_their_words(stage):
    stage.play(*SILENT)
    press(stage, K.Key_I)
    sheet = stage.window.sheets.open
    assert sheet.cards[0].id
    assert not sheet.cards[0].words
    read_rules(stage)
    assert sheet.cards[0].words


def test_where_no_line_is_on_screen_there_are_no_ids_and_the_key_says_so(stage):
    stage.play(*_said(COMPLAINT, "zh"), "3 ended customer")
    assert not tag(stage).isVisible()
    press(stage, K.Key_I)
    assert stage.window.sheets.open is None
    assert "没有对应的条文" in stage.page.bottom.strip.message


def test_the_ids_say_what_they_are_for(stage):
    stage.play(*SILENT)
    assert "这句话的依据" in tag(stage).accessibleName()
    assert stage.view.shown.norms[0] in tag(stage).accessibleName()
    assert tag(stage).toolTip()


def test_each_status_is_told_apart(stage):
    norms = [NormView(f"S3-0{at}", status) for at, status in enumerate(("printed", "restored", "inferred", "own"))]
    assert len({card.origin for card in cards(norms, "zh")}) == 4
    assert cards([NormView("S3-99", "unknown")], "en")[0].words == ""


def test_a_tip_tells_the_norms_it_comes_from(stage):
    stage.play(*_said(COMPLAINT[:5], "zh"))
    guides = stage.view.shown.guide
    assert any(guide.norms for guide in guides)
    tooltip = stage.page.call.tips.toolTip()
    assert all(guide.tip in tooltip for guide in guides)
    assert all(norm in tooltip for guide in guides for norm in guide.norms)
