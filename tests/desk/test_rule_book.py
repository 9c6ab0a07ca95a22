"""What the window is told about norms, and about what is typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent_assist.script.norms import read_register
from tests.desk.desks import Bench
from tests.ui.stage import script

REGISTER = Path(__file__).parents[2] / "resources" / "norms.json"


@pytest.fixture
def courier(tmp_path, qapp):
    made = Bench(tmp_path, script())
    yield made
    made.close()


def typed(qtbot, bench, text):
    """What is found in a text, in the words of the text."""
    told = []
    bench.station.taboos_in(text, told.append)
    qtbot.waitUntil(lambda: bool(told))
    return [found.text for found in told[0]]


def test_norms_have_ids_at_once_and_words_later(courier, qtbot):
    courier.desk.answer()
    assert [(norm.id, norm.zh) for norm in courier.station.norms()] == [("S3-01", ""), ("S3-05", "")]
    courier.station.attach_register(lambda: read_register(REGISTER))
    qtbot.waitUntil(lambda: bool(courier.station.norms()[0].zh))
    first = courier.station.norms()[0]
    assert (first.status, first.served) == ("restored", ("line",))
    assert first.en


def test_a_looked_up_line_shows_its_own_norms_without_what_serves_them(courier, qtbot):
    courier.station.attach_register(lambda: read_register(REGISTER))
    courier.desk.answer()
    courier.station.peek_at("silent-caller.repeat", "")
    qtbot.waitUntil(lambda: bool(courier.station.norms()[0].zh))
    assert [(norm.id, norm.served) for norm in courier.station.norms()] == [("S3-07", ())]


def test_a_register_that_cannot_be_read_is_told_and_ids_stay(courier, qtbot, tmp_path):
    courier.station.attach_register(lambda: read_register(tmp_path / "none.json"))
    qtbot.waitUntil(lambda: bool(courier.station.view().notices))
    assert courier.station.view().notices[0].code == "rule-book"
    assert courier.station.norms()[0].status == ""


def test_taboos_are_found_in_the_language_they_are_typed_in(courier, qtbot):
    courier.desk.answer()
    [chinese] = typed(qtbot, courier, "告诉他这个不归我管")
    assert "不归我管" in chinese
    [english] = typed(qtbot, courier, "told him that is not my job")
    assert "not my job" in english
    assert typed(qtbot, courier, "包裹破损，两次拒赔") == []
    assert typed(qtbot, courier, "  ") == []


def test_another_pack_is_asked_after_it_was_taken(courier, qtbot):
    assert typed(qtbot, courier, "不归我管")
    courier.station.desk.use_script(script("common"))
    courier.desk.answer()
    found = []
    courier.station.taboos_in("不归我管", found.append)
    qtbot.waitUntil(lambda: bool(found))
    packs = {each.taboo.place.path for each in found[0]}
    assert not any("courier" in path for path in packs)


def test_nothing_typed_is_kept(courier, qtbot):
    typed(qtbot, courier, "告诉单女士这个不归我管")
    (_, linter) = courier.station._proof._linters["zh"]
    assert not linter._hearing.remembers
