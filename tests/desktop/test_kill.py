"""The whole program, killed in the middle of calls: nothing acknowledged is lost, the call is offered where it stood."""

from __future__ import annotations

from benchmarks.kill import run


def test_twenty_kills_lose_nothing_and_leave_no_value_behind(tmp_path):
    found = run(tmp_path, kills=20, seed=20261121)
    assert found.missing == []
    assert found.elsewhere == []
    assert found.in_the_clear == []
    assert found.kills == 20
    assert found.acknowledged > 50, "the kills must come in the middle of work"
    assert found.compared > 5
    assert found.taken_up > 2
