"""The station: what the window sees, what is kept, and what comes back after a crash."""

import pytest

from agent_assist.call.event import Ended, Ringing
from agent_assist.desk.view import Notice
from agent_assist.store.notices import notice as store_notice
from tests.desk.desks import Bench, FakeClock


def start_complaint(bench):
    desk = bench.desk
    desk.phone(Ringing("13800138000"), "a", "13800138000")
    desk.answer()
    desk.slot("surname", "单")
    desk.slot("title", "女士")
    desk.open("complaint")
    desk.slot("issue", "包裹破损")
    desk.slot("callback_no", "13900002211")
    desk.said()
    desk.reply("clear")
    desk.said()
    desk.reply("complex")


def test_idle_shows_the_opening_to_come(bench):
    view = bench.station.view()
    assert view.state == "idle"
    assert view.shown.line.startswith("您好")
    assert view.agent_no == "8021"


def test_the_summary_tells_what_happened(bench):
    start_complaint(bench)
    bench.desk.said()
    bench.desk.phone(Ended(), "a")
    bench.desk.note("门口有监控")
    summary = bench.station.view().summary
    for part in ("单女士", "13800138000", "13900002211", "包裹破损", "24 小时内", "门口有监控"):
        assert part in summary
    assert bench.station.view().outcome == "follow-up"


def test_copying_gives_the_filled_line_and_shows_that_it_was_copied(bench):
    bench.desk.answer()
    assert "{" not in bench.station.line_to_copy()
    bench.desk.copied()
    assert bench.station.view().copied
    bench.desk.open("thanks")
    assert not bench.station.view().copied


def test_a_line_that_lacks_its_slot_cannot_be_copied(bench):
    bench.desk.answer()
    bench.desk.open("complaint")
    bench.desk.slot("issue", "x")
    bench.desk.said()
    bench.desk.reply("clear")
    assert bench.station.line_to_copy() is None
    assert bench.station.view().shown.ask.id == "callback_no"


def test_search_answers_the_newest_question(bench, qtbot):
    found = []
    bench.station.found.connect(lambda query, hits: found.append((query, hits)))
    bench.station.start_search()
    for query in ("两", "两小", "两小时"):
        bench.station.search(query)
    qtbot.waitUntil(lambda: bool(found) and found[-1][0] == "两小时", timeout=10_000)
    query, hits = found[-1]
    assert hits[0].id == "complaint.two-hours"
    bench.station.peek_at(hits[0].id, hits[0].text)
    assert bench.station.view().peek.line == "两小时内给您答复。"
    bench.station.stop_peeking()
    assert bench.station.view().peek is None


def test_speaking_without_a_voice_is_said_plainly(bench):
    bench.desk.answer()
    bench.station.speak()
    assert bench.station.view().notices[-1] == Notice("speech-not-ready", "warning")


def told(bench):
    return [notice.code for notice in bench.station.view().notices]


def test_what_answers_a_key_is_seen_before_an_error_and_that_before_a_warning(bench):
    tell = bench.station.tell
    tell(Notice("pack-broken", "error", "a.toml:1"))
    tell(Notice("chime-no-device", "warning"))
    tell(Notice("needs", "note", "issue"))
    tell(Notice("chime-no-device", "warning"))
    assert told(bench) == ["chime-no-device", "pack-broken", "needs"]


def test_the_newest_of_one_kind_of_message_takes_the_place_of_the_older(bench):
    for line in range(5):
        bench.station.tell(Notice("pack-broken", "error", f"a.toml:{line}"))
    assert bench.station.view().notices == (Notice("pack-broken", "error", "a.toml:4"),)
    for name in ("a", "b"):
        bench.station.tell(Notice("settings", "warning", name))
    assert [notice.detail for notice in bench.station.view().notices] == ["a", "b", "a.toml:4"]


def test_saving_again_ends_what_was_told_about_saving(bench, qtbot):
    for kind in ("full", "locked", "saving-again"):
        bench.station.store_noticed(store_notice(kind, "/data"))
    qtbot.waitUntil(lambda: told(bench) == ["store-saving-again"], timeout=5000)


def test_a_key_in_a_file_is_no_news_at_every_start(bench, qtbot):
    for kind in ("key-file", "full"):
        bench.station.store_noticed(store_notice(kind, "/data"))
    qtbot.waitUntil(lambda: told(bench) == ["store-full"], timeout=5000)


def test_status_says_where_the_key_is_also_between_calls(bench, qtbot):
    bench.open_store()
    qtbot.waitUntil(lambda: bench.station.status()["keys"] == "file", timeout=10_000)
    bench.desk.answer()
    bench.clock.pass_(1500)
    status = bench.station.status()
    assert (status["keys"], status["at"], status["refused"]) == ("file", 1.5, None)


@pytest.fixture
def again(tmp_path, script, qapp):
    """A second run of the desk over the same folder, five seconds later by default."""
    made = []

    def start(clock: FakeClock) -> Bench:
        bench = Bench(tmp_path, script, clock)
        made.append(bench)
        bench.open_store()
        return bench

    yield start
    for bench in made:
        bench.close()


def offer(bench, qtbot):
    qtbot.waitUntil(lambda: bench.station.view().offer is not None, timeout=10_000)
    return bench.station.view().offer


def test_an_unfinished_call_comes_back_at_the_same_step(bench, again, qtbot):
    bench.open_store()
    start_complaint(bench)
    bench.desk.note("门口有监控")
    before = bench.desk.front.call
    bench.close()
    clock = FakeClock(elapsed=77, utc=bench.clock.utc + 60_000)
    second = again(clock)
    assert offer(second, qtbot).whole
    second.station.accept_offer(whole=True)
    after = second.desk.front.call
    assert (after.frames, after.slots, after.owed) == (before.frames, before.slots, before.owed)
    assert after.now == before.now + 60_000
    assert second.desk.front.notes == "门口有监控"
    assert second.station.view().shown.line == "二十四小时内给您答复。"


def test_a_caller_who_may_still_be_there_is_offered_before_what_is_only_to_be_wrapped_up(bench, again, qtbot):
    bench.open_store()
    start_complaint(bench)
    bench.desk.phone(Ended(), "a")
    bench.clock.pass_(1000)
    bench.desk.answer()
    bench.close()
    second = again(FakeClock(elapsed=77, utc=bench.clock.utc + 60_000))
    first = offer(second, qtbot)
    assert first.whole
    assert first.began_utc_ms == bench.clock.utc


def test_a_running_silence_wait_starts_again_after_a_crash(bench, again, qtbot):
    bench.open_store()
    bench.desk.answer()
    bench.desk.said()
    bench.close()
    second = again(FakeClock(elapsed=5, utc=bench.clock.utc + 60_000))
    offer(second, qtbot)
    second.station.accept_offer(whole=True)
    assert second.at == "opening.greet"
    second.wait(5000)
    assert second.at == "silent-caller.repeat"


def test_a_wait_that_fell_due_stays_so_after_a_crash(bench, again, qtbot):
    bench.open_store()
    bench.desk.answer()
    bench.desk.said()
    bench.wait(5000)
    bench.close()
    second = again(FakeClock(elapsed=5, utc=bench.clock.utc + 60_000))
    offer(second, qtbot)
    second.station.accept_offer(whole=True)
    assert second.at == "silent-caller.repeat"


@pytest.mark.parametrize("gap", [31 * 60_000, -1000])
def test_an_old_call_or_a_clock_that_went_back_offers_wrap_up(bench, again, qtbot, gap):
    bench.open_store()
    start_complaint(bench)
    bench.close()
    second = again(FakeClock(utc=bench.clock.utc + gap))
    assert not offer(second, qtbot).whole
    second.station.accept_offer(whole=True)
    assert second.life == "wrap-up"
    assert "包裹破损" in second.station.view().summary
    assert "通话：0 分 00 秒" in second.station.view().summary


def test_a_promise_survives_and_carries_what_it_needs(bench, again, qtbot):
    bench.open_store()
    start_complaint(bench)
    bench.desk.said()
    bench.desk.phone(Ended(), "a")
    ended = bench.clock.utc
    bench.clock.pass_(30_000)
    bench.desk.done()
    bench.close()
    second = again(FakeClock(utc=bench.clock.utc + 1000))
    qtbot.waitUntil(lambda: bool(second.station.view().promises), timeout=10_000)
    promise = second.station.view().promises[0]
    assert promise.due_utc_ms == ended + 24 * 3_600_000
    assert (promise.who, promise.number, promise.matter) == ("单女士", "13900002211", "包裹破损")
    second.station.promises.keep(promise.id)
    qtbot.waitUntil(lambda: not second.station.view().promises, timeout=10_000)


def test_nothing_personal_is_left_after_wrap_up(bench, tmp_path):
    bench.open_store()
    start_complaint(bench)
    bench.desk.note("门口有监控")
    bench.desk.phone(Ended(), "a")
    bench.desk.done()
    bench.close()
    kept = b"".join(path.read_bytes() for path in (tmp_path / "data").rglob("*") if path.is_file())
    for value in ("单", "13800138000", "13900002211", "包裹破损", "门口有监控"):
        assert value.encode() not in kept
        assert value.encode("utf-16-le") not in kept
