"""Promises: how urgent they are, who keeps them, and the call that does."""

from datetime import datetime

import pytest

from agent_assist.call.event import Ended
from agent_assist.call.state import FollowUp
from agent_assist.desk import ledger
from agent_assist.script.model import ALWAYS
from agent_assist.store.records import FollowUpRow
from tests.desk.test_station import start_complaint

HOUR = 3_600_000


def promised(due=2 * HOUR, owner="agent", reason="complaint"):
    return FollowUpRow(
        "p", "c", reason, owner, due, 0, values={"surname": "王", "title": "mr", "callback_no": "1390000"}
    )


@pytest.mark.parametrize(
    ("utc", "level"),
    [(0, "calm"), (HOUR - 1, "calm"), (HOUR, "half"), (int(1.6 * HOUR), "soon"), (2 * HOUR, "overdue")],
)
def test_a_promise_grows_urgent_at_half_and_at_four_fifths(utc, level):
    assert ledger.level(promised(), utc) == level


def test_a_promise_that_waits_for_an_event_never_does():
    row = promised(due=None)
    assert ledger.level(row, 100 * HOUR) == "calm"
    assert ledger.next_alarm([row], 0) is None


def test_the_next_alarm_is_the_next_threshold():
    row = promised()
    assert ledger.next_alarm([row], 0) == HOUR
    assert ledger.next_alarm([row], HOUR) == round(1.6 * HOUR)
    assert ledger.next_alarm([row], 3 * HOUR) is None


def test_each_level_rises_once():
    row = promised()
    assert ledger.risen([row], {}, HOUR) == (row,)
    assert ledger.risen([row], {"p": "half"}, HOUR) == ()
    assert ledger.risen([row], {"p": "half"}, 2 * HOUR) == (row,)


def test_the_call_that_keeps_a_promise_fits_it(script):
    pack = script.packs["zh"]
    assert ledger.callback(promised(), pack) == ""


def test_the_handover_lists_what_is_open(script):
    text = ledger.handover([promised()], script.packs["zh"], {"p": "今天 17:30"})
    assert text == "今天 17:30  王先生  1390000  投诉"


def run_complaint(bench, qtbot):
    bench.open_store()
    start_complaint(bench)
    bench.desk.said()
    bench.desk.phone(Ended(), "a")
    bench.desk.done()
    qtbot.waitUntil(lambda: bool(bench.station.promises.views), timeout=10_000)
    return bench.station.promises.views[0]


def test_alarms_sound_once_each_and_overdue_goes_to_the_leader(bench, qtbot):
    run_complaint(bench, qtbot)
    sounded = []
    bench.station.chimed.connect(lambda: sounded.append(bench.station.promises.views[0].level))
    bench.clock.pass_(12 * HOUR)
    bench.station.promises.look()
    bench.station.promises.look()
    bench.clock.pass_(8 * HOUR)
    bench.station.promises.look()
    bench.clock.pass_(5 * HOUR)
    bench.station.promises.look()
    assert sounded == ["half", "soon", "overdue"]
    assert bench.station.promises.views[0].owner == "leader"
    bench.station.promises.refresh()
    qtbot.waitUntil(lambda: bench.station.promises.views[0].owner == "leader", timeout=5000)


def test_the_call_back_opens_filled_in_and_keeps_the_promise(bench, qtbot):
    view = run_complaint(bench, qtbot)
    bench.station.promises.call_back(view.id)
    front = bench.desk.front
    assert front.call.life == "connected", "nothing rings here: it is our own call"
    assert front.call.number == "13900002211"
    assert front.call.slots["surname"] == "单"
    assert bench.station.view().shown.line.startswith("单女士")
    bench.desk.phone(Ended())
    bench.desk.done()
    qtbot.waitUntil(lambda: not bench.station.promises.views, timeout=5000)


def test_a_call_back_that_reached_nobody_keeps_nothing(bench, qtbot):
    view = run_complaint(bench, qtbot)
    bench.station.promises.call_back(view.id)
    bench.desk.choose_outcome("cut-off")
    bench.desk.phone(Ended())
    bench.desk.choose_outcome("cut-off")
    bench.desk.done()
    bench.station.promises.refresh()
    qtbot.waitUntil(lambda: len(bench.station.promises.views) == 1, timeout=5000)


def test_a_promise_runs_from_the_words_that_made_it(bench, qtbot):
    bench.open_store()
    start_complaint(bench)
    promised_at = bench.clock.utc
    bench.desk.said()
    bench.clock.pass_(HOUR // 2)
    bench.desk.phone(Ended(), "a")
    bench.clock.pass_(HOUR // 12)
    bench.desk.done()
    qtbot.waitUntil(lambda: bool(bench.station.promises.views), timeout=10_000)
    (view,) = bench.station.promises.views
    assert view.made_utc_ms == promised_at
    assert view.due_utc_ms == promised_at + 24 * HOUR


def test_a_hold_by_mistake_owes_nothing_when_it_is_undone(bench):
    start_complaint(bench)
    bench.desk.open("hold")
    bench.desk.said()
    bench.desk.reply("yes")
    assert bench.desk.front.state == "held"
    bench.desk.undo()
    assert bench.desk.front.state == "talking"
    assert "consent" not in bench.station.view().shown.must


def made(within, due_ms, hours=ALWAYS):
    return FollowUp(1, "complaint", "agent", within, due_ms, "complaint", "tell", 0, hours)


@pytest.mark.parametrize(
    ("begun", "hours", "ends"),
    [
        ((2, 17, 30), (510, 1080), (3, 10, 0)),
        ((2, 9, 0), (510, 1080), (2, 11, 0)),
        ((2, 6, 0), (510, 1080), (2, 10, 30)),
        ((2, 23, 0), (510, 1080), (3, 10, 30)),
        ((2, 23, 0), ALWAYS, (3, 1, 0)),
        ((2, 16, 0), (510, 1080), (2, 18, 0)),
    ],
)
def test_a_promise_counts_the_hours_of_service(begun, hours, ends):
    def utc(day, hour, minute):
        return round(datetime(2026, 3, day, hour, minute).astimezone().timestamp() * 1000)

    assert ledger.due(made("soon", 2 * HOUR, hours), utc(*begun)) == utc(*ends)


def test_what_is_due_at_once_or_waits_for_an_event_knows_no_hours():
    assert ledger.due(made("now", 0, (510, 1080)), 5) == 5
    assert ledger.due(made("restored", None, (510, 1080)), 5) is None
