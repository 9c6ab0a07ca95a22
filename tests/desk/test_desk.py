"""The driver: intents and phone facts become events, the one timer, several calls, sleep."""

from agent_assist.call.event import Answered, Ended, Heard, Held, Ringing
from agent_assist.desk.mover import WRAP_UP_MS


def test_a_call_by_hand_from_hello_to_goodbye(bench):
    desk = bench.desk
    desk.answer()
    assert bench.at == "opening.greet"
    desk.said()
    bench.wait(5000)
    assert bench.at == "silent-caller.repeat"
    desk.heard()
    desk.open("closing")
    desk.said()
    desk.end()
    assert bench.life == "wrap-up"
    desk.done()
    assert desk.front is None


def test_what_is_refused_is_told_and_not_kept(bench):
    bench.desk.answer()
    before = bench.desk.front.seq
    bench.desk.end()
    assert bench.desk.front.seq == before
    assert bench.notices[-1].code == "hangup-locked"


def test_the_timer_is_armed_to_the_next_wait_and_only_then(bench):
    desk = bench.desk
    desk.answer()
    assert not desk._timer.isActive()
    desk.said()
    assert desk._timer.isActive()
    assert desk._timer.interval() == 5001, "a whole millisecond more, so that it is never early"
    desk.heard()
    assert not desk._timer.isActive()


def test_the_real_timer_fires_the_wait(bench, qtbot):
    desk = bench.desk
    desk.answer()
    desk.said()
    bench.clock.pass_(4990)
    desk._arm()
    with qtbot.waitSignal(desk.fell_due, timeout=3000):
        bench.clock.pass_(10)
    assert bench.at == "silent-caller.repeat"


def test_a_timer_that_fires_early_is_armed_again(bench):
    desk = bench.desk
    desk.answer()
    desk.said()
    bench.wait(4000)
    assert bench.at == "opening.greet"
    assert desk._timer.interval() == 1001


def test_sleep_starts_the_wait_again_without_a_burst(bench):
    desk = bench.desk
    desk.answer()
    desk.said()
    bench.clock.pass_(1000)
    bench.clock.sleep(600_000)
    desk.wake()
    assert bench.at == "opening.greet"
    bench.wait(4900)
    assert bench.at == "opening.greet"
    bench.wait(100)
    assert bench.at == "silent-caller.repeat"


def test_a_short_sleep_inside_a_wait_starts_it_again_too(bench):
    desk = bench.desk
    desk.answer()
    desk.said()
    bench.clock.sleep(3000)
    bench.clock.pass_(2000)
    desk.wake()
    assert bench.at == "opening.greet"


def test_a_second_call_waits_on_its_strip_and_answering_parks_the_first(bench):
    desk = bench.desk
    desk.phone(Ringing("111"), "a", "111")
    desk.phone(Answered(), "a")
    first = desk.front.id
    desk.phone(Ringing("222"), "b", "222")
    assert desk.front.id == first
    assert [other.number for other in bench.station.view().others] == ["222"]
    desk.phone(Answered(), "b")
    assert desk.front.call.number == "222"
    assert desk.calls.get(first).state == "held"
    desk.phone(Ended(), "b")
    desk.done()
    assert desk.front.id == first
    desk.toggle_hold()
    assert bench.at == "hold.return"


def test_a_call_that_rings_during_wrap_up_loses_nothing(bench):
    desk = bench.desk
    desk.answer()
    desk.phone(Ended())
    desk.note("送到门卫")
    first = desk.front.id
    desk.phone(Ringing("222"), "b", "222")
    desk.answer()
    assert desk.front.call.number == "222"
    desk.phone(Ended(), "b")
    desk.done()
    assert desk.front.id == first
    assert desk.front.notes == "送到门卫"


def test_facts_without_ids_are_about_the_call_on_screen(bench):
    desk = bench.desk
    desk.phone(Ringing("111"))
    desk.phone(Answered())
    desk.said()
    desk.phone(Heard())
    assert desk.front.call.wait is None
    desk.phone(Held())
    assert bench.life == "held"
    desk.phone(Ended())
    assert bench.life == "wrap-up"


def test_repeated_hooks_change_nothing(bench):
    desk = bench.desk
    for _ in range(3):
        desk.phone(Ringing("111"), "a", "111")
    for _ in range(3):
        desk.phone(Answered(), "a")
    assert len(desk.calls) == 1
    assert bench.life == "connected"


def test_a_missed_call_leaves_the_desk(bench):
    desk = bench.desk
    desk.phone(Ringing("111"), "a")
    desk.phone(Ended(), "a")
    assert desk.front is None


def test_agreeing_to_hold_holds_where_no_phone_tells(bench):
    desk = bench.desk
    desk.answer()
    desk.toggle_hold()
    desk.said()
    desk.reply("yes")
    assert bench.life == "held"
    desk.toggle_hold()
    assert bench.at == "hold.return"
    desk.said()
    assert bench.at == "opening.greet"


def test_wrap_up_ends_by_itself_after_a_quarter_of_an_hour(bench):
    desk = bench.desk
    desk.answer()
    desk.phone(Ended())
    bench.wait(WRAP_UP_MS - 1)
    assert bench.life == "wrap-up"
    bench.wait(1)
    assert desk.front is None


def test_a_live_call_keeps_the_script_it_began_with(bench, tmp_path):
    from tests.call.small import make_script

    other = make_script(tmp_path / "other")
    bench.desk.answer()
    bench.desk.use_script(other)
    assert bench.desk.front.call.script is bench.script
    bench.desk.phone(Ended())
    bench.desk.done()
    assert bench.desk.next_call().script is other


def test_the_same_value_again_is_no_event(bench):
    bench.desk.answer()
    bench.desk.slot("issue", "破损")
    seq = bench.desk.front.seq
    bench.desk.slot("issue", " 破损 ")
    assert bench.desk.front.seq == seq


def test_without_a_phone_the_agent_tells_that_the_customer_left(bench):
    bench.desk.answer()
    bench.desk.customer_left()
    assert bench.life == "wrap-up"
    assert bench.desk.front.call.ended_by == "customer"


def test_an_id_used_again_rings_beside_the_wrap_up_of_the_call_that_had_it(bench):
    desk = bench.desk
    desk.phone(Ringing("111"), "1", "111")
    desk.phone(Answered(), "1")
    desk.phone(Ended(), "1")
    desk.phone(Ringing("222"), "1", "222")
    assert [other.number for other in bench.station.view().others] == ["222"]
    desk.phone(Answered(), "1")
    assert desk.front.call.number == "222"
    desk.phone(Ended(), "1")
    assert [live.state for live in desk.calls] == ["wrap-up", "wrap-up"]
