"""Work side by side: the same answers as one after the other, also where a copy of the process comes to grief."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys

import pytest

from agent_assist.script.side_by_side import side_by_side

PROCESSES = """
import os
from agent_assist.script.side_by_side import side_by_side
found = side_by_side([os.getpid] * 3)
print(len(set(found)), found[-1] == os.getpid())
"""


def test_answers_come_in_the_order_of_the_works():
    assert side_by_side([lambda each=each: each * 2 for each in range(5)]) == [0, 2, 4, 6, 8]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux copies a process in no time")
def test_each_work_but_the_last_has_a_process_of_its_own():
    done = subprocess.run([sys.executable, "-c", PROCESSES], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["3" if (os.cpu_count() or 1) > 1 else "1", "True"]


def test_what_a_work_raises_is_raised_here():
    with pytest.raises(ZeroDivisionError):
        side_by_side([lambda: 1 // 0, lambda: 1])


def test_the_work_of_a_copy_that_was_ended_is_done_here():
    here = os.getpid()

    def work():
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return "done"

    assert side_by_side([work, work]) == ["done", "done"]


def test_where_no_process_can_be_started_all_is_done_here(monkeypatch):
    def no_room(**_how):
        raise OSError(24, "Too many open files")

    monkeypatch.setattr(multiprocessing, "Pipe", no_room)
    assert side_by_side([os.getpid] * 2) == [os.getpid()] * 2
