"""A visit: nobody is on the phone, so the agent takes leave; a visit made by phone still ends as a call does."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agent_assist.call.state import Frame
from agent_assist.ui.present import around, then
from agent_assist.ui.present.words import visiting

START = ("0 answered", "1 open {scenario}")


@pytest.fixture
def visit(stages):
    def begin(scenario, language="zh"):
        stage = stages(pack="key-accounts", language=language, interface=language)
        return stage.play(*(line.format(scenario=scenario) for line in START))

    return begin


def words(stage):
    """Everything the window says about ending."""
    view = stage.view
    block = then.hangup(view)
    rows = [f"{row.words} {row.to}" for row in then.rows(view)]
    return " ".join((block.words, block.aside, around.chip(view, 0).words, then.wait(view, 0).detail, *rows))


@pytest.mark.parametrize("scenario", ["onsite-complaint", "onsite-repair", "retention"])
def test_on_a_visit_nobody_hangs_up(visit, scenario):
    stage = visit(scenario)
    assert visiting(stage.view)
    assert then.hangup(stage.view).words == "先别告辞"
    assert "挂机" not in words(stage)
    english = visit(scenario, "en")
    assert "hang" not in words(english).lower()


def test_a_call_is_no_visit(visit):
    stage = visit("complaint")
    assert not visiting(stage.view)
    assert then.hangup(stage.view).words == "挂机锁定"


def at(stage, step):
    """Puts the call at a step of retention, with nothing left to record, and says its line."""
    live = stage.desk.front
    call = replace(live.call, frames=(*live.call.frames[:-1], Frame("retention", step)), owed=())
    stage.desk.calls.put(replace(live, call=call))
    stage.play("1 said", "60 tick")


def test_at_the_end_of_a_visit_the_agent_may_leave(visit):
    stage = visit("retention")
    at(stage, "leave-visit")
    block = then.hangup(stage.view)
    assert (block.open, block.words) == (True, "可以告辞")
    assert around.chip(stage.view, 0).words == "可以告辞"
    QTest.keyClick(stage.page, Qt.Key.Key_F8)
    assert stage.window.compact()._main.action.words == "告辞"
    stage.window.grow()
    QTest.keyClick(stage.page, Qt.Key.Key_B)
    assert stage.view.state == "wrap-up"
    assert around.path(stage.view)[-1].words == "已告辞"


def test_a_visit_by_phone_ends_as_a_call(visit):
    stage = visit("retention")
    at(stage, "leave-phone")
    assert not visiting(stage.view)
    assert "告辞" not in words(stage)
