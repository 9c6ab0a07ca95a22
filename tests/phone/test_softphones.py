"""Captures of real softphones, fed in any split, and streams that are not what they should be."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_assist.phone.ami import Ami
from agent_assist.phone.baresip import SILENT_REPORTS, Baresip, Netstrings, command
from agent_assist.phone.event import PhoneEvent

FIXTURES = Path(__file__).with_name("fixtures")

EXPECTED = {
    "baresip-1.0.0-answered": "ringing answered silent heard silent heard ended:customer",
    "baresip-1.0.0-agent-holds": "ringing answered heard held resumed ended:agent",
    "baresip-4.9-agent-holds": "ringing answered heard held resumed ended:agent",
    "asterisk-20-ami-talk-detect": "ringing answered heard ended:customer",
}


def parser(name):
    return Ami("SIP/agent") if name.startswith("asterisk") else Baresip()


def capture(name):
    return (FIXTURES / f"{name}.raw").read_bytes()


def told(events):
    return " ".join(f"{event.kind}:{event.detail}" if event.detail else event.kind for event in events)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_real_call_is_told_as_it_was(name):
    events = parser(name).feed(capture(name))
    shown = told(events)
    if name == "baresip-1.0.0-answered":
        # Speech has pauses; the exact number of turns is the caller's business.
        assert shown.startswith("ringing answered silent heard")
        assert shown.endswith("ended:customer")
    else:
        assert shown == EXPECTED[name]
    assert {event.number for event in events} == {"13800138000"}
    assert {event.name for event in events} == {"张先生"}
    assert len({event.call_id for event in events}) == 1


@pytest.mark.parametrize("name", EXPECTED)
@settings(max_examples=30)
@given(data=st.data())
def test_any_split_tells_the_same(name, data):
    stream = capture(name)
    cuts = data.draw(st.lists(st.integers(0, len(stream)), max_size=40))
    places = sorted({0, len(stream), *cuts})
    fed = parser(name)
    events = tuple(e for start, end in itertools.pairwise(places) for e in fed.feed(stream[start:end]))
    assert events == parser(name).feed(stream)


@pytest.mark.parametrize("name", EXPECTED)
def test_byte_by_byte_tells_the_same(name):
    stream = capture(name)
    fed = parser(name)
    assert tuple(e for place in range(len(stream)) for e in fed.feed(stream[place : place + 1])) == parser(name).feed(
        stream
    )


@given(
    st.lists(st.binary(max_size=60) | st.sampled_from([b"12:", b"5:ab,", b"2:{},", b"\r\n\r\n", b"Event: Hangup\r\n"]))
)
def test_no_stream_breaks_a_parser(parts):
    for fed in (Baresip(), Ami("SIP/agent")):
        for part in parts:
            assert all(isinstance(event, PhoneEvent) for event in fed.feed(part))


@given(st.lists(st.binary(max_size=40), max_size=6), st.binary(max_size=20).filter(lambda junk: b":" not in junk))
def test_netstrings_survive_junk_before_them(bodies, junk):
    stream = b"".join(b"%d:%s," % (len(body), body) for body in bodies)
    assert Netstrings().feed(stream) == tuple(bodies)
    junk = junk.rstrip(b"0123456789") + b";"
    assert Netstrings().feed(junk + stream) == tuple(bodies)


def test_a_command_is_a_netstring():
    assert command("accept") == b'21:{"command": "accept"},'


def event(kind, param="", **more):
    given = {"event": True, "type": kind, "id": "1", "peeruri": "sip:138@host", "param": param} | more
    body = json.dumps(given).encode()
    return b"%d:%s," % (len(body), body)


def talking():
    fed = Baresip()
    assert told(fed.feed(event("CALL_INCOMING") + event("CALL_ESTABLISHED"))) == "ringing answered"
    return fed


def levels(*dbov):
    return b"".join(event("VU_RX_REPORT", f"{level:.2f}") for level in dbov)


def test_a_level_that_repeats_is_unknown_and_never_silence():
    fed = talking()
    assert fed.feed(levels(*[-77.0] * 40)) == ()
    assert fed.activity("1") == "unknown"


def test_silence_takes_a_row_of_quiet_reports_and_a_word_ends_it():
    fed = talking()
    quiet = [-77 - place / 100 for place in range(SILENT_REPORTS)]
    assert fed.feed(levels(*quiet[:-1])) == ()
    assert told(fed.feed(levels(quiet[-1]))) == "silent"
    assert told(fed.feed(levels(-20))) == "heard"
    assert fed.activity("1") == "heard"
    # A pause, and the customer goes on: that is news for a wait that began meanwhile.
    assert told(fed.feed(levels(-77.1, -77.2, -77.3, -21))) == "heard"


def test_the_customer_holds_in_a_new_version():
    fed = talking()
    assert told(fed.feed(event("CALL_HOLD") + event("CALL_HOLD"))) == "held"
    assert fed.activity("1") == "unknown"
    assert told(fed.feed(event("CALL_RESUME"))) == "resumed"


def test_reports_that_stop_after_a_negotiation_mean_hold_in_the_old_version():
    fed = talking()
    fed.feed(levels(-20))
    assert fed.quiet() == ()
    fed.feed(event("CALL_REMOTE_SDP", "offer"))
    assert told(fed.quiet()) == "held"
    assert fed.quiet() == ()
    assert told(fed.feed(levels(-30))) == "resumed heard"


def test_a_negotiation_that_changes_nothing_is_no_hold():
    fed = talking()
    assert told(fed.feed(event("CALL_REMOTE_SDP", "offer") + levels(-20))) == "heard"
    assert fed.quiet() == ()


def test_a_connection_made_during_a_call_takes_it_up():
    assert told(Baresip().feed(event("CALL_ESTABLISHED"))) == "answered"


def test_our_own_call_is_outgoing():
    assert told(Baresip().feed(event("CALL_RINGING", direction="outgoing"))) == "ringing:outgoing"


def ami(**fields):
    return "".join(f"{key}: {value}\r\n" for key, value in fields.items()).encode("latin-1") + b"\r\n"


def dial(**more):
    return ami(
        Event="DialBegin", Linkedid="9", Channel="SIP/trunk-1", DestChannel="SIP/agent-2", CallerIDNum="138", **more
    )


def test_calls_of_other_agents_are_none_of_ours():
    assert Ami("SIP/other").feed(capture("asterisk-20-ami-talk-detect")) == ()


def test_a_call_nobody_takes_is_ended():
    fed = Ami("SIP/agent")
    end = ami(Event="DialEnd", Linkedid="9", DestChannel="SIP/agent-2", DialStatus="CANCEL")
    assert told(fed.feed(dial() + end + end)) == "ringing ended:customer"


def test_hold_and_talk_and_who_hung_up():
    fed = Ami("SIP/agent")
    answer = ami(Event="DialEnd", Linkedid="9", DestChannel="SIP/agent-2", DialStatus="ANSWER")
    stream = (
        dial(CallerIDName="M\xfcller")
        + dial()
        + answer
        + ami(Event="ChannelTalkingStart", Linkedid="9", Channel="SIP/agent-2")
        + ami(Event="ChannelTalkingStart", Linkedid="9", Channel="SIP/trunk-1")
        + ami(Event="Hold", Linkedid="9", Channel="SIP/agent-2")
        + ami(Event="ChannelTalkingStop", Linkedid="9", Channel="SIP/trunk-1")
        + ami(Event="Unhold", Linkedid="9", Channel="SIP/agent-2")
        + ami(Event="ChannelTalkingStop", Linkedid="9", Channel="SIP/trunk-1")
        + ami(Event="HangupRequest", Linkedid="9", Channel="SIP/agent-2")
        + ami(Event="SoftHangupRequest", Linkedid="9", Channel="SIP/trunk-1")
        + ami(Event="Hangup", Linkedid="9", Channel="SIP/agent-2")
        + ami(Event="Hangup", Linkedid="9", Channel="SIP/trunk-1")
    )
    events = fed.feed(stream)
    assert told(events) == "ringing answered heard held resumed silent ended:agent"
    assert events[0].name == "Müller"
