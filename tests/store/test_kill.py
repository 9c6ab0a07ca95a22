"""Nothing acknowledged is lost, and nothing personal left, when the process is killed at any moment."""

from __future__ import annotations

from benchmarks.store_kill import run


def test_twenty_kills_lose_nothing_acknowledged_and_leave_no_value_behind(tmp_path):
    found = run(tmp_path, kills=20, seed=20261121)
    assert found.missing == []
    assert found.readable == []
    assert found.in_the_clear == []
    assert found.keys_left == []
    assert found.kills == 20
    assert found.acknowledged > 200, "the kills must come in the middle of work"
    assert found.finished > 5
    assert found.unfinished > 5
