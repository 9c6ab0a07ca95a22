"""Taboos in what is typed: underlined after a pause, with reason and remedy, and nobody is stopped."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtTest import QTest

from agent_assist.ui.components.note_field import NoteField
from agent_assist.ui.components.proof_marks import Mark, ProofMarks
from agent_assist.ui.theme import DARK, Theme, Tone
from tests.ui.pictures import COMPLAINT, _said
from tests.ui.test_window import K, compose, press

BAD = "我说这个不归我管，他很生气"


@pytest.fixture
def marked(qtbot, theme):
    """A field with its marks."""
    field = NoteField()
    qtbot.addWidget(field)
    field.resize(400, 80)
    field.show()
    return ProofMarks(theme, field), field


def wrapping_up(stage):
    stage.play(*_said(COMPLAINT, "zh"), "3 ended customer")
    return stage.window.wrap_up()


def looks(field):
    return [(one.cursor.selectedText(), one.format.underlineColor()) for one in field.extraSelections()]


def test_a_taboo_in_the_notes_is_underlined_with_what_to_say_instead(stage):
    wrap_up = wrapping_up(stage)
    wrap_up.focus_notes()
    compose(wrap_up.notes, "", BAD)
    stage.until(lambda: wrap_up.proof.marks)
    [(words, colour)] = looks(wrap_up.notes)
    assert "不归我管" in words
    assert words in BAD
    assert colour == stage.page.theme.ink(Tone.NEVER)
    assert wrap_up.notes.extraSelections()[0].format.underlineStyle() is QTextCharFormat.UnderlineStyle.WaveUnderline
    told = wrap_up.notes.accessibleDescription()
    assert f"不能说“{words}”" in told
    assert "改说：" in told
    assert wrap_up.notes.text() == BAD
    press(stage, K.Key_Return)
    assert stage.view.notes == BAD


def test_a_taboo_in_the_matter_is_underlined_and_given_all_the_same(stage):
    stage.play(*_said(COMPLAINT[:5], "zh"))
    caller = stage.page.call.caller
    caller.field("issue").setFocus()
    compose(caller.field("issue"), "", BAD)
    stage.until(lambda: caller.proof.marks)
    press(stage, K.Key_Return)
    assert stage.view.slots["issue"] == BAD
    assert caller.proof.marks


def test_marks_go_when_the_words_go(stage):
    wrap_up = wrapping_up(stage)
    wrap_up.notes.setText(BAD)
    stage.until(lambda: wrap_up.proof.marks)
    wrap_up.notes.setText("他很生气")
    stage.until(lambda: not wrap_up.proof.marks)
    assert wrap_up.notes.accessibleDescription() == ""
    assert looks(wrap_up.notes) == []


def test_typing_asks_once_after_a_pause(marked, qtbot):
    proof, field = marked
    asked = []
    proof.wanted.connect(asked.append)
    QTest.keyClicks(field, "not my job")
    assert asked == []
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == ["not my job"]


def test_what_is_being_composed_is_not_looked_at(marked, qtbot):
    proof, field = marked
    asked = []
    proof.wanted.connect(asked.append)
    compose(field, "", "他说")
    compose(field, "bu gui wo guan")
    with qtbot.waitSignal(proof._pause.timeout):
        pass
    assert asked == []
    assert proof._pause.isActive()
    compose(field, "", "不归我管")
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == ["他说不归我管"]


def test_an_answer_about_other_words_is_dropped(marked):
    proof, field = marked
    field.setText("b")
    proof.show_marks("a", [Mark(0, 1, hard=True, words="x")])
    assert proof.marks == ()


def test_soft_and_hard_differ_and_follow_the_theme(marked, theme):
    proof, field = marked
    field.setText("𠮷 ab cd")
    proof.show_marks("𠮷 ab cd", [Mark(2, 4, hard=True, words="one"), Mark(5, 7, hard=False, words="two")])
    assert looks(field) == [("ab", theme.ink(Tone.NEVER)), ("cd", theme.ink(Tone.WAIT))]
    proof.set_theme(Theme(DARK, family=theme.family))
    assert looks(field) == [("ab", QColor(DARK.never.ink)), ("cd", QColor(DARK.wait.ink))]


def test_the_tooltip_is_that_of_the_words_under_the_mouse(marked):
    proof, field = marked
    field.setText("ab cd ef gh")
    proof.show_marks("ab cd ef gh", [Mark(0, 2, hard=True, words="one"), Mark(9, 11, hard=False, words="two")])
    cursor = field.textCursor()
    for position, words in ((1, "one"), (5, ""), (10, "two")):
        cursor.setPosition(position)
        assert proof.words_at(field.cursorRect(cursor).center()) == words
