"""Facts out of reports that are repeated, out of order, or silent about which call they mean."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from agent_assist.phone.event import KINDS, PhoneEvent
from agent_assist.phone.settle import LATE_MS, Settler


def facts(*reports):
    settler = Settler()
    return [(fact.kind, fact.call_id, fact.number) for report in reports for fact in settler.settle(report)]


def test_a_call_without_ids_gets_one_and_keeps_its_number():
    assert facts(
        PhoneEvent("ringing", number="138"), PhoneEvent("answered"), PhoneEvent("heard"), PhoneEvent("ended")
    ) == [
        ("ringing", "call-1", "138"),
        ("answered", "call-1", "138"),
        ("heard", "call-1", "138"),
        ("ended", "call-1", "138"),
    ]


def test_repeats_are_no_news():
    ring, answer, end = PhoneEvent("ringing", "a"), PhoneEvent("answered", "a"), PhoneEvent("ended", "a")
    assert [fact[0] for fact in facts(ring, ring, answer, ring, answer, end, end)] == ["ringing", "answered", "ended"]


def test_what_comes_after_the_end_is_dropped():
    late = PhoneEvent("ringing", "a"), PhoneEvent("answered", "a")
    assert facts(PhoneEvent("answered", "a"), PhoneEvent("ended", "a"), *late)[2:] == []
    assert facts(PhoneEvent("ended", "a"), *late) == []


def test_an_answer_alone_begins_a_call():
    assert [fact[0] for fact in facts(PhoneEvent("answered"), PhoneEvent("held"), PhoneEvent("resumed"))] == [
        "answered",
        "held",
        "resumed",
    ]


def test_a_number_that_comes_late_is_passed_on_once():
    assert facts(PhoneEvent("ringing", "a"), PhoneEvent("ringing", "a", "138"), PhoneEvent("ringing", "a", "138")) == [
        ("ringing", "a", ""),
        ("ringing", "a", "138"),
    ]


def test_a_second_call_without_id_is_another_call():
    settled = facts(
        PhoneEvent("ringing", number="138"),
        PhoneEvent("answered", number="138"),
        PhoneEvent("ringing", number="139"),
        PhoneEvent("ended", number="139"),
        PhoneEvent("ended"),
    )
    assert [(kind, number) for kind, _, number in settled] == [
        ("ringing", "138"),
        ("answered", "138"),
        ("ringing", "139"),
        ("ended", "139"),
        ("ended", "138"),
    ]


def test_facts_of_no_call_are_dropped():
    assert facts(PhoneEvent("heard"), PhoneEvent("held"), PhoneEvent("resumed", "x"), PhoneEvent("ended")) == []


REPORTS = st.builds(
    PhoneEvent,
    kind=st.sampled_from(KINDS),
    call_id=st.sampled_from(["", "", "a", "b"]),
    number=st.sampled_from(["", "138", "139"]),
)


@given(st.lists(REPORTS, max_size=30))
def test_any_reports_give_calls_that_make_sense(reports):
    settler = Settler()
    seen, numbers = {}, {}
    for report in reports:
        for fact in settler.settle(report):
            assert fact.call_id
            before = seen.get(fact.call_id)
            if before == "ended":
                # Only with another number can the same id be another call so soon.
                assert fact.kind == "ringing"
                assert fact.number != numbers[fact.call_id]
            numbers[fact.call_id] = fact.number
            if fact.kind in ("heard", "silent", "held", "resumed"):
                assert before in ("answered", "held", "resumed")
            if fact.kind == "ringing" and before in ("answered", "held", "resumed"):
                continue  # a number that came late
            if fact.kind in ("ringing", "answered", "held", "resumed", "ended"):
                seen[fact.call_id] = fact.kind


@given(st.lists(REPORTS.filter(lambda report: report.call_id != ""), max_size=20))
def test_sending_every_report_twice_changes_nothing(reports):
    once = facts(*reports)
    twice = facts(*(report for report in reports for _ in range(2)))
    steady = [fact for fact in once if fact[0] not in ("heard", "silent")]
    assert [fact for fact in twice if fact[0] not in ("heard", "silent")] == steady


def call(number=""):
    return [PhoneEvent("ringing", "1", number), PhoneEvent("answered", "1"), PhoneEvent("ended", "1")]


def kinds(settler, reports, at):
    return [fact.kind for report in reports for fact in settler.settle(report, at)]


def test_a_phone_may_use_an_id_again_after_a_while():
    settler = Settler()
    assert kinds(settler, call("111"), 1000) == ["ringing", "answered", "ended"]
    assert kinds(settler, call("111"), 1000 + LATE_MS) == []
    assert kinds(settler, call("111"), 1001 + LATE_MS) == ["ringing", "answered", "ended"]


def test_another_number_under_the_same_id_is_another_call_at_once():
    settler = Settler()
    kinds(settler, call("111"), 1000)
    assert kinds(settler, call("222"), 1500) == ["ringing", "answered", "ended"]
