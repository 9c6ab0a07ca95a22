"""The hook's line: what any softphone can send, however it writes it."""

from __future__ import annotations

import itertools
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.phone.event import KINDS, PhoneEvent, party
from agent_assist.phone.hook import FACTS, KEYS, LONGEST, HookError, Lines, decode, encode


@pytest.mark.parametrize(
    ("written", "number", "name"),
    [
        ("13800138000", "13800138000", ""),
        (" 13800138000 ", "13800138000", ""),
        ("sip:13800138000@127.0.0.1:5090", "13800138000", ""),
        ('"张先生" <sip:13800138000@host>', "13800138000", "张先生"),
        ("Ms Li <SIPS:+4930123@host;transport=tls>", "+4930123", "Ms Li"),
        ("tel:+86-138-0013-8000", "+86-138-0013-8000", ""),
        ("", "", ""),
    ],
)
def test_a_number_is_taken_out_of_what_a_softphone_writes(written, number, name):
    assert party(written) == (number, name)


@given(st.sampled_from(KINDS), st.text(), st.text(), st.text())
def test_what_is_sent_is_what_arrives(kind, number, call_id, name):
    line = encode(kind, number, call_id, name)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    event = decode(line)
    assert (event.kind, event.call_id) == (kind, call_id.strip())
    assert event.number == party(number.strip())[0]
    assert event.name == (name.strip() or party(number.strip())[1])


@pytest.mark.parametrize("key", KEYS)
def test_keys_arrive_by_name(key):
    assert decode(encode(key)) == key


def test_a_line_of_another_program_is_read_with_tolerance():
    event = decode(b'{"event": " Ringing", "id": 7, "number": 13800138000, "name": null, "more": [1]}\r\n')
    assert event == PhoneEvent("ringing", "7", "13800138000")
    assert decode(b'{"event": "ended", "detail": "agent", "name": "\xff"}').detail == "agent"


@pytest.mark.parametrize(
    "line", [b"", b"ringing", b"[]", b'{"event": "exploded"}', b"{}", b"[" * 9000, b" " * (LONGEST + 1)]
)
def test_what_is_no_event_is_said_in_a_sentence(line):
    with pytest.raises(HookError) as raised:
        decode(line)
    assert "\n" not in str(raised.value)


def test_an_unknown_event_is_not_sent():
    with pytest.raises(HookError, match="'dance' is no phone event; use one of ringing, answered"):
        encode("dance")


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(data):
    try:
        found = decode(data)
    except HookError:
        return
    assert found in KEYS or isinstance(found, PhoneEvent)


@given(st.lists(st.binary(max_size=30)), st.lists(st.integers(0, 400), max_size=8))
def test_lines_are_the_same_however_the_bytes_arrive(parts, cuts):
    stream = b"\n".join(parts) + b"\n"
    whole = Lines().feed(stream)
    lines = Lines()
    places = sorted({0, len(stream), *(cut for cut in cuts if cut < len(stream))})
    assert tuple(line for start, end in itertools.pairwise(places) for line in lines.feed(stream[start:end])) == whole


def test_a_line_without_end_is_dropped_and_the_next_is_read():
    lines = Lines()
    assert lines.feed(b"x" * (LONGEST + 1)) == ()
    assert lines.feed(b"x" * 10 + b"\n" + b"next\n") == (b"next",)


def test_personal_values_are_not_printed():
    assert "138" not in repr(PhoneEvent("ringing", "1", "13800138000", "张先生"))
    assert "张" not in repr(PhoneEvent("ringing", "1", "13800138000", "张先生"))


def test_the_facts_of_the_hook_are_the_kinds_of_events():
    assert FACTS == KINDS


def test_sending_imports_nothing_slow():
    code = (
        "import sys, agent_assist.phone.hook as hook; hook.encode('answered');"
        "print([name for name in ('dataclasses', 'inspect', 'typing', 'PySide6') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"
