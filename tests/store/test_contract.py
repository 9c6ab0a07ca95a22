"""What every database must do: keep, give back, count and let go."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent_assist.store import CallSummary, Figures, FollowUpRow, StoredEvent, StoreUnavailable
from tests.store.values import DAY, MINUTE, NAME, NUMBER, PACK, begin, header, promise, slot

START = 1_000_000


def test_what_was_kept_comes_back_from_a_store_opened_again(any_bench):
    store = any_bench.open()
    begin(store)
    kept = [slot(0), StoredEvent("c1", 1, 100, 1_100, "reply", ("clear", "一"), None), slot(2, NUMBER)]
    for ticket in [store.writer.append(event) for event in kept]:
        ticket.result(30)
    assert store.close() == 0
    again = any_bench.open()
    assert again.reader.unfinished_calls() == (header(),)
    assert again.reader.events("c1") == tuple(kept)
    assert again.reader.snapshot(header().snapshot_hash) == PACK
    assert again.reader.snapshot("unknown") is None
    assert again.reader.events("unknown") == ()


texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)
inputs = st.tuples(
    st.integers(0, 2**53), st.integers(0, 2**53), texts, st.lists(texts, max_size=4).map(tuple), st.none() | texts
)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_any_inputs_come_back_as_they_were(database, request, tmp_path_factory):
    from tests.store.conftest import Bench

    url = None if database == "sqlite" else request.getfixturevalue("postgres").new_database()
    bench = Bench(tmp_path_factory.mktemp("store"), url)
    store = bench.open()
    numbers = iter(range(1_000_000))

    @settings(max_examples=60, suppress_health_check=list(HealthCheck))
    @given(st.lists(inputs, max_size=8), st.dictionaries(texts, texts, max_size=4), st.none() | st.integers(0, 2**53))
    def round_trip(rows, values, due):
        call_id = f"call-{next(numbers)}"
        store.writer.begin(header(call_id), PACK)
        events = [StoredEvent(call_id, seq, *row) for seq, row in enumerate(rows)]
        row = FollowUpRow(call_id, call_id, "callback", "leader", due, 5, values=values)
        tickets = [store.writer.append(event) for event in events]
        tickets.append(store.writer.promise(row))
        for ticket in tickets:
            ticket.result(30)
        assert store.reader.events(call_id) == tuple(events)
        assert row in store.reader.followups_open()
        store.writer.settle(call_id, "withdrawn", 6)
        store.writer.finish(call_id, 7).result(30)
        assert store.reader.events(call_id) == tuple(replace(event, secret=None) for event in events)
        assert store.reader.followups_open() == ()

    round_trip()
    assert bench.key_files() == []
    store.close(30)


def test_finish_destroys_the_values_and_the_key_and_keeps_the_course_of_the_call(any_bench):
    store = any_bench.open()
    begin(store)
    store.writer.append(slot(0)).result(30)
    assert len(any_bench.key_files("call")) == 1
    store.writer.finish("c1", 2_000_000).result(30)
    assert any_bench.key_files() == []
    assert store.reader.events("c1") == (slot(0, None),)
    assert store.reader.unfinished_calls() == ()


def test_a_value_that_comes_after_the_end_is_not_kept(any_bench):
    store = any_bench.open()
    begin(store)
    store.writer.finish("c1", 2_000_000)
    store.writer.append(slot(0)).result(30)
    assert store.reader.events("c1") == (slot(0, None),)
    assert any_bench.key_files() == []


def test_the_same_event_twice_is_kept_once_and_another_one_in_its_place_is_refused(any_bench):
    store = any_bench.open()
    begin(store)
    store.writer.append(slot(0))
    store.writer.append(slot(0)).result(30)
    wrong = store.writer.append(replace(slot(0), kind="reply"))
    right = store.writer.append(slot(1))
    with pytest.raises(ValueError, match="another event 0"):
        wrong.result(30)
    right.result(30)
    assert store.reader.events("c1") == (slot(0), slot(1))


def test_an_event_of_a_call_that_never_began_is_refused_and_holds_up_nothing(any_bench):
    store = any_bench.open()
    begin(store)
    stray = store.writer.append(slot(0, call_id="nobody"))
    own = store.writer.append(slot(0))
    with pytest.raises(ValueError, match="never began: nobody"):
        stray.result(30)
    own.result(30)
    assert store.reader.events("nobody") == ()
    assert any_bench.kinds == []


def test_unfinished_calls_come_in_the_order_they_began(any_bench):
    store = any_bench.open()
    for call_id, started in (("b", 300), ("a", 200), ("c", 100)):
        begin(store, call_id=call_id, started=started)
    store.writer.finish("a", 400).result(30)
    assert [call.call_id for call in store.reader.unfinished_calls()] == ["c", "b"]


def test_promises_come_by_due_time_and_go_when_kept_or_withdrawn(any_bench):
    store = any_bench.open()
    rows = [promise("late", due=9_000), promise("open-end", due=None), promise("early", due=3_000)]
    for row in rows:
        store.writer.promise(row).result(30)
    assert store.reader.followups_open() == (rows[2], rows[0], rows[1])
    store.writer.settle("early", "kept", 4_000, "called")
    store.writer.settle("late", "withdrawn", 4_000).result(30)
    assert store.reader.followups_open() == (rows[1],)
    assert len(any_bench.key_files("promise")) == 2, "a withdrawn promise needs no values, a kept one still has them"
    store.writer.settle("early", "open", 5_000).result(30)
    assert store.reader.followups_open() == (rows[2], rows[1])


def test_a_promise_given_again_replaces_the_one_with_its_id(any_bench):
    store = any_bench.open()
    store.writer.promise(promise(due=3_000))
    later = replace(promise(due=8_000), values={"callback_no": "10086"})
    store.writer.promise(later).result(30)
    assert store.reader.followups_open() == (later,)
    bare = replace(later, values=None)
    store.writer.promise(bare).result(30)
    assert store.reader.followups_open() == (bare,)
    assert any_bench.key_files() == []


def test_values_of_a_promise_outlive_the_call(any_bench):
    store = any_bench.open()
    begin(store)
    store.writer.append(slot(0))
    store.writer.promise(promise())
    store.writer.finish("c1", 2_000_000).result(30)
    assert store.reader.followups_open() == (promise(),)
    assert [name.partition("-")[0] for name in any_bench.key_files()] == ["promise"]


def test_figures_count_the_span_and_the_agent_asked_for(any_bench):
    store = any_bench.open()
    begun = [("before", 999, "1"), ("a", 1_000, "1"), ("b", 1_500, "1"), ("other", 1_600, "2"), ("after", 2_000, "1")]
    for call_id, started, agent in begun:
        begin(store, call_id=call_id, started=started, agent=agent)
    store.writer.summarise(CallSummary("a", 1_400, 900, in_time=True, talk_ms=10_000, outcome="solved"))
    store.writer.summarise(CallSummary("b", 1_900, 3_500, in_time=False, talk_ms=10_001))
    store.writer.summarise(CallSummary("other", 1_900, None, None, 40_000)).result(30)
    for row in (promise("p1", "a", made=1_100), promise("p2", "b", made=1_999), promise("p3", "a", made=1_200)):
        store.writer.promise(row)
    store.writer.promise(promise("p4", "other", made=1_700))
    store.writer.settle("p1", "kept", 9_000)
    store.writer.settle("p3", "withdrawn", 9_000).result(30)
    assert store.reader.figures(1_000, 2_000, "1") == Figures(2, 2, 1, 10_000, 2, 1)
    assert store.reader.figures(1_000, 2_000) == Figures(3, 2, 1, 20_000, 3, 1)
    assert store.reader.figures(5_000, 6_000) == Figures(0, 0, 0, None, 0, 0)


def expire(store, now: int, *live: str, retention: int = 7 * DAY) -> None:
    store.writer.expire(now, frozenset(live), retention).result(30)


def unfinished(store) -> list[str]:
    return [call.call_id for call in store.reader.unfinished_calls()]


def test_values_go_fifteen_minutes_after_the_end_even_of_a_call_still_on_the_desk(any_bench):
    store = any_bench.open()
    begin(store)
    store.writer.append(slot(0))
    store.writer.summarise(CallSummary("c1", START))
    expire(store, START + 15 * MINUTE - 1, "c1")
    assert store.reader.events("c1") == (slot(0),)
    expire(store, START + 15 * MINUTE, "c1")
    assert store.reader.events("c1") == (slot(0, None),)
    assert unfinished(store) == []
    assert any_bench.key_files() == []


def test_a_call_that_nothing_ended_goes_half_an_hour_after_its_last_event_unless_it_is_live(any_bench):
    store = any_bench.open()
    for call_id in ("live", "left", "empty"):
        begin(store, call_id=call_id)
    store.writer.append(slot(50, call_id="live"))
    store.writer.append(slot(50, call_id="left"))
    expire(store, START + 30 * MINUTE, "live")
    assert unfinished(store) == ["left", "live"]
    expire(store, START + 5_000 + 30 * MINUTE, "live")
    assert unfinished(store) == ["live"]
    expire(store, START + DAY, "live")
    assert store.reader.events("live") == (slot(50, call_id="live"),)


def test_a_clock_that_went_back_keeps_nothing_longer_than_its_span(any_bench):
    store = any_bench.open()
    begin(store, call_id="ended", started=START + DAY)
    begin(store, call_id="left", started=START + DAY)
    store.writer.summarise(CallSummary("ended", START + DAY))
    store.writer.promise(promise())
    store.writer.settle("f1", "kept", START + DAY)
    expire(store, START)
    assert sorted(unfinished(store)) == ["ended", "left"], "no value goes early because of a clock"
    expire(store, START + 15 * MINUTE, retention=DAY)
    assert unfinished(store) == []
    assert len(any_bench.key_files("promise")) == 1
    expire(store, START + DAY, retention=DAY)
    assert any_bench.key_files() == []


def test_values_of_a_kept_promise_go_after_the_retention_and_those_of_an_open_one_stay(any_bench):
    store = any_bench.open()
    store.writer.promise(promise("kept"))
    store.writer.promise(promise("open"))
    store.writer.settle("kept", "kept", START)
    expire(store, START + DAY - 1, retention=DAY)
    assert len(any_bench.key_files()) == 2
    expire(store, START + DAY, retention=DAY)
    assert len(any_bench.key_files()) == 1
    expire(store, START + 1000 * DAY, retention=DAY)
    assert store.reader.followups_open() == (promise("open"),)


def test_one_pack_is_kept_once_however_many_calls_it_guides(any_bench):
    from sqlalchemy import func, select

    from agent_assist.store.schema import snapshots

    store = any_bench.open()
    for number in range(5):
        begin(store, call_id=f"c{number}")
    with store.opened.result(30).database.reading() as connection:
        count, size = connection.execute(select(func.count(), func.sum(func.length(snapshots.c.text)))).one()
    assert count == 1
    assert size < len(PACK) / 5


def test_after_a_flush_everything_given_before_can_be_read(any_bench):
    store = any_bench.open()
    store.writer.begin(header(), PACK)
    for seq in range(300):
        store.writer.append(slot(seq))
    store.writer.flush().result(30)
    assert len(store.reader.events("c1")) == 300


def test_a_closed_store_says_so(any_bench):
    store = any_bench.open()
    begin(store)
    assert store.close() == 0
    assert store.close() == 0
    with pytest.raises(StoreUnavailable, match="The store is closed"):
        store.writer.append(slot(0)).result(30)


def test_no_value_shows_in_what_could_be_logged():
    for thing in (slot(0), promise()):
        assert NAME not in repr(thing)
        assert NUMBER not in repr(thing)
