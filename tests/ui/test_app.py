"""The program as a whole: what must not be lost when it is closed at an awkward moment."""

from __future__ import annotations

import gc
import os

import pytest
from PySide6.QtCore import QEvent

from agent_assist import paths
from agent_assist.app.program import Program
from agent_assist.store.records import Places
from agent_assist.store.store import open_store


@pytest.fixture
def home(tmp_path):
    """The home of one program; a file of settings keeps it quiet."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.toml").write_text("chime = false\n", encoding="utf-8")
    return {**os.environ, "AGENT_ASSIST_HOME": str(tmp_path)}


@pytest.fixture
def program(qapp, home):
    """A program over the courier pack, not painted yet. What is left of it goes here, not in some thread of a later test."""
    made = Program(home, "courier", "zh")
    assert made.opened
    yield made
    made.window.deleteLater()
    made.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.processEvents()
    gc.enable()
    gc.collect()


def kept(home):
    """What the data of a program know of unfinished calls: the kinds of their events."""
    user = paths.user(home)
    store = open_store(Places(user.data, user.keys / "calls", user.keys / "master.key"), lambda notice: None)
    try:
        read = store.reader
        return [[event.kind for event in read.events(call.call_id)] for call in read.unfinished_calls()]
    finally:
        store.close()


def test_what_was_done_before_the_store_was_open_outlives_a_close(program, home):
    program.station.desk.answer()
    program.station.desk.said()
    # Nothing was painted yet, so nothing was opened that comes after the first paint.
    program.window.close()
    program.close()
    assert kept(home) == [["answered", "said"]]


def test_a_close_while_the_store_opens_keeps_everything(qtbot, program, home):
    qtbot.waitUntil(lambda: program._store is not None, timeout=20_000)
    program.station.desk.answer()
    program.window.close()
    program.close()
    assert kept(home) == [["answered"]]
