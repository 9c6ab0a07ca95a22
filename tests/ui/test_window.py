"""The window over a real station: keys, clicks and what they do, in every state of a call."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QComboBox, QLineEdit, QPlainTextEdit

from agent_assist.call.event import Answered, Ringing
from agent_assist.desk.view import Offer
from agent_assist.ui import clipboard
from agent_assist.ui.components.keys import KeyButton
from agent_assist.ui.preferences import Preferences
from agent_assist.ui.rows import RingKind, SayState
from tests.ui.pictures import COMPLAINT, SILENT, _said
from tests.ui.stage import NUMBER, SATURDAY

K = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


def press(stage, *keys, modifiers=NONE):
    """Presses keys where the keyboard is."""
    for key in keys:
        QTest.keyClick(stage.window.focusWidget(), key, modifiers)
    stage.settle()


def type_in(stage, text):
    if text.isascii():
        QTest.keyClicks(stage.window.focusWidget(), text)
    else:
        compose(stage.window.focusWidget(), "", text)
    stage.settle()


def compose(field, preedit, commit=""):
    """What an input method does: shows preedit text, or commits."""
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(field, event)


def found(stage, query):
    """Waits until the results of a query are on screen."""
    results = stage.window.sheets.searching
    stage.until(lambda: stage.window.sheets.open is not None and results.shown == query)


def place(stage):
    shown = stage.station.view().shown
    return f"{shown.scenario}.{shown.step}"


# -- a call by keyboard ------------------------------------------------------------------------------------------------


def test_the_desk_has_the_keyboard_at_rest(stage):
    assert stage.window.focusWidget() is stage.page
    assert stage.page.say.isVisible()
    assert not stage.page.call.never.isVisible()


def test_a_silent_call_by_keyboard_alone(stage):
    press(stage, K.Key_Space)
    assert stage.view.state == "talking"
    press(stage, K.Key_Space)
    assert stage.page.say.view.state is SayState.SAID
    assert stage.page.call.wait._view.ring.kind is RingKind.LEFT
    stage.go_on(5)
    assert place(stage).startswith("silent-caller.")
    press(stage, K.Key_Space)
    stage.go_on(5)
    press(stage, K.Key_B)
    assert stage.view.state == "talking", "hanging up is still locked"
    assert "还不能挂机" in stage.page.bottom.strip.message
    press(stage, K.Key_Space)
    stage.go_on(5)
    assert stage.view.shown.hangup.open
    press(stage, K.Key_B)
    assert stage.view.state == "wrap-up"
    press(stage, K.Key_Return)
    assert stage.view.state == "idle"
    assert stage.view.last is not None


def test_hearing_the_customer_goes_back_to_where_the_agent_was(stage):
    stage.play(*SILENT)
    press(stage, K.Key_F)
    assert place(stage).startswith("opening.")
    press(stage, K.Key_Z)
    assert place(stage).startswith("silent-caller.")


def test_a_complaint_with_hold_and_promise_by_keyboard(stage):
    press(stage, K.Key_Space, K.Key_Space, K.Key_F)
    press(stage, K.Key_7, modifiers=CONTROL)
    assert place(stage) == "furious-caller.soothe"
    press(stage, K.Key_Space, K.Key_3)
    assert place(stage) == "complaint.apologise"
    press(stage, K.Key_Space, K.Key_1)
    assert place(stage) == "complaint.apologise", "the matter must be recorded first"
    assert stage.window.focusWidget() is stage.page.call.caller.field("issue"), "and is asked for"
    type_in(stage, "crushed")
    press(stage, K.Key_Return)
    assert stage.window.focusWidget() is stage.page
    assert stage.view.slots["issue"] == "crushed"
    assert place(stage) == "complaint.details", "the reply that lacked it is given"
    press(stage, K.Key_A, K.Key_Space, K.Key_1)
    assert stage.view.state == "held"
    press(stage, K.Key_A)
    assert stage.view.state == "talking"
    press(stage, K.Key_Space)
    assert place(stage) == "complaint.details"


def test_a_reply_asks_for_all_it_lacks_one_after_the_other(stages):
    stage = stages(pack="hotline").show()
    press(stage, K.Key_Space, K.Key_Space, K.Key_1, K.Key_Space, K.Key_1)
    assert place(stage) == "opening.ask-name"
    type_in(stage, "王")
    press(stage, K.Key_Return)
    assert stage.window.sheets.choices(), "the surname is there, the title is asked for"
    press(stage, K.Key_1)
    assert place(stage) == "opening.listen"
    assert (stage.view.slots["surname"], stage.view.slots["title"]) == ("王", "mr")


@pytest.mark.parametrize("leave", [(K.Key_Escape,), (K.Key_Escape, K.Key_Tab)])
def test_whoever_leaves_the_question_gives_no_reply(stages, leave):
    stage = stages(pack="hotline").show()
    press(stage, K.Key_Space, K.Key_Space, K.Key_1, K.Key_Space, K.Key_1)
    press(stage, *leave)
    stage.play("0 slot title mr")
    stage.page.call.caller.field("surname").setFocus()
    type_in(stage, "王")
    press(stage, K.Key_Return)
    assert stage.view.slots["surname"] == "王"
    assert place(stage) == "opening.ask-name"


def test_tab_goes_through_the_caller_card_as_the_eye_does(stage):
    press(stage, K.Key_Space, K.Key_Tab)
    card = stage.page.call.caller
    assert stage.window.focusWidget() is card.field("surname")
    press(stage, K.Key_Tab)
    assert stage.window.focusWidget() in card.titles.stops


def test_a_note_takes_the_older_ones_with_it(stage):
    stage.window.tell("settings-later")
    stage.window.tell("copied")
    stage.settle()
    stage.window.dismiss_note()
    stage.settle()
    assert stage.view.notices == ()


def test_key_hints_stay_beside_a_message(stage):
    strip = stage.page.bottom.strip
    empty = strip.grab().toImage()
    stage.window.tell("settings-later")
    stage.settle()
    told = strip.grab().toImage()
    right = strip.width() // 4
    here = QRect(strip.width() - right, 0, right, strip.height())
    assert told.copy(here) == empty.copy(here)
    assert told != empty


def test_a_digit_without_a_reply_does_nothing(stage):
    stage.play(*SILENT)
    before = place(stage)
    press(stage, K.Key_9)
    assert place(stage) == before


def test_a_held_key_counts_once(stage):
    stage.play("0 answered")
    event = QKeyEvent(QEvent.Type.KeyPress, K.Key_Space, NONE, " ", autorep=True)
    QApplication.sendEvent(stage.page, event)
    assert stage.page.say.view.state is SayState.UNSAID


def test_reflexes_return(stage):
    stage.play("0 answered", "1 said")
    press(stage, K.Key_Q)
    assert place(stage).startswith("thanks.")
    press(stage, K.Key_Space)
    assert place(stage).startswith("opening.")


def test_leaving_a_scenario(stage):
    stage.play("0 answered", "1 said")
    press(stage, K.Key_4, modifiers=CONTROL)
    assert place(stage).startswith("dialect.")
    press(stage, K.Key_X)
    assert place(stage).startswith("opening.")


# -- what is typed -----------------------------------------------------------------------------------------------------


def test_typing_is_never_a_command(stage):
    stage.play("0 answered")
    stage.page.call.caller.field("surname").setFocus()
    type_in(stage, "Faber 12 b")
    assert stage.view.state == "talking"
    assert stage.page.say.view.state is SayState.UNSAID
    press(stage, K.Key_F2)
    assert stage.page.say.view.state is SayState.SAID
    assert stage.page.call.caller.field("surname").text() == "Faber 12 b"
    press(stage, K.Key_1, modifiers=CONTROL)
    assert place(stage).startswith("silent-caller.")


def test_composing_is_never_a_command(stage):
    stage.play("0 answered")
    field = stage.page.call.caller.field("surname")
    field.setFocus()
    compose(field, "zhang")
    press(stage, K.Key_F2)
    assert stage.page.say.view.state is SayState.UNSAID
    QTest.keyClick(field, K.Key_Escape)
    assert stage.window.focusWidget() is field, "Escape belongs to the input method"
    compose(field, "", "张")
    QTest.keyClick(field, K.Key_Return)
    assert stage.window.focusWidget() is field, "the Enter that commits a candidate is no Enter"
    stage.settle()
    press(stage, K.Key_Return)
    assert stage.window.focusWidget() is stage.page
    assert stage.view.slots["surname"] == "张"


def test_the_enter_that_commits_opens_no_result(stage):
    stage.play("0 answered")
    stage.station.start_search()
    press(stage, K.Key_Slash)
    field = stage.page.bottom.search
    compose(field, "ting bu dao")
    QTest.keyClick(field, K.Key_Return)
    compose(field, "", "听不到")
    QTest.keyClick(field, K.Key_Return)
    assert stage.station.view().peek is None
    found(stage, "听不到")
    press(stage, K.Key_Return)
    assert stage.view.peek is not None


def test_a_value_goes_to_the_call_it_was_typed_for(stage):
    stage.play("0 ringing 111", "1 answered")
    first = stage.view.call_id
    field = stage.page.call.caller.field("surname")
    field.setFocus()
    type_in(stage, "Wu")
    stage.desk.phone(Ringing("222"), number="222")
    stage.desk.phone(Answered(), number="222")
    stage.settle()
    assert stage.view.call_id != first
    assert stage.page.call.caller.field("surname").text() == ""
    assert stage.desk.calls.get(first).call.slots["surname"] == "Wu"


def test_the_calling_number_is_taken_by_enter(stage):
    stage.play("0 ringing " + NUMBER, "1 answered")
    stage.page.call.caller.field("callback_no").setFocus()
    press(stage, K.Key_Return)
    assert stage.view.slots["callback_no"] == NUMBER
    assert stage.page.call.caller.field("callback_no").text() == "138 0013 8000"


def test_a_title_is_chosen_by_mouse_and_the_keyboard_stays(stage):
    stage.play("0 answered")
    button = stage.page.call.caller.titles.buttons[1]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    stage.settle()
    assert stage.view.slots["title"] == "ms"
    assert stage.window.focusWidget() is stage.page


# -- ask first ---------------------------------------------------------------------------------------------------------


def ask(stage):
    stage.play("0 answered", "1 said")
    press(stage, K.Key_7, modifiers=CONTROL)
    press(stage, K.Key_Space, K.Key_4, K.Key_Space, K.Key_2)
    assert place(stage) == "furious-caller.leader-call"


def test_a_missing_value_is_asked_for_with_the_cursor_in_place(stage):
    ask(stage)
    say = stage.page.say
    assert say.view.state is SayState.ASK
    assert "{" not in say.view.words
    assert stage.window.focusWidget() is say.field
    type_in(stage, "13900002211")
    press(stage, K.Key_Return)
    assert stage.window.focusWidget() is stage.page
    assert say.view.state is SayState.UNSAID
    assert "13900002211" in say.view.words.replace(" ", "").replace("\u2060", "")


def test_a_line_that_lacks_a_value_is_not_copied(stage):
    ask(stage)
    QGuiApplication.clipboard().setText("before")
    press(stage, K.Key_Escape)
    press(stage, K.Key_C)
    assert QGuiApplication.clipboard().text() == "before"
    assert stage.window.focusWidget() is stage.page.say.field
    assert "先问" in stage.page.bottom.strip.message


def test_the_keyboard_is_not_taken_when_a_wait_leads_to_a_question(stage):
    stage.play("0 answered", "1 said", "0 open furious-caller", "1 said", "1 reply escalate", "1 said")
    stage.window._acted = False
    stage.desk.reply("no")
    stage.settle()
    assert stage.page.say.view.state is SayState.ASK
    assert stage.window.focusWidget() is stage.page


# -- copying, speaking -------------------------------------------------------------------------------------------------


def test_copying_shows_that_it_copied_until_the_line_changes(stage):
    stage.play(*SILENT)
    press(stage, K.Key_C)
    assert QGuiApplication.clipboard().text() == stage.view.shown.line
    assert stage.page.say.view.others[0].words == "已复制"
    press(stage, K.Key_F)
    assert stage.page.say.view.others[0].words == "复制"


def test_windows_is_told_to_keep_no_history_of_what_was_copied():
    formats = clipboard.private("张女士", system="win32").formats()
    assert sum("History" in name or "Monitor" in name for name in formats) == 2
    assert clipboard.private("x", system="linux").formats() == ["text/plain"]


def test_reading_aloud_before_the_voice_is_there_says_so(stage):
    press(stage, K.Key_V)
    assert "朗读" in stage.page.bottom.strip.message


# -- search and situations ---------------------------------------------------------------------------------------------


def test_search_shows_a_line_without_moving_the_call(stage):
    stage.play(*SILENT)
    before = place(stage)
    stage.station.start_search()
    press(stage, K.Key_Slash)
    type_in(stage, "fangyan")
    found(stage, "fangyan")
    for region in (stage.page.say, stage.page.call.never, stage.page.call.wait, stage.page.call.hangup):
        assert not stage.window.sheets.open.geometry().intersects(region.geometry())
    press(stage, K.Key_Down, K.Key_Return)
    assert stage.window.focusWidget() is stage.page
    assert stage.page.bottom.search.text() == "fangyan"
    assert place(stage) == before
    assert stage.view.peek is not None
    press(stage, K.Key_Escape)
    assert stage.view.peek is None


def test_what_was_looked_up_goes_with_the_call(stage):
    stage.play(*SILENT)
    stage.page.bottom.search.setText("张三")
    stage.play("0 ended")
    assert stage.page.bottom.search.text() == "张三"
    stage.desk.done()
    stage.settle()
    assert stage.page.bottom.search.text() == ""


def test_search_opens_the_scenario_of_a_line(stage):
    stage.play(*SILENT)
    stage.station.start_search()
    press(stage, K.Key_F, modifiers=CONTROL)
    type_in(stage, "讲普通话")
    found(stage, "讲普通话")
    press(stage, K.Key_Return, modifiers=CONTROL)
    assert place(stage).startswith("dialect.")


def test_a_looked_up_line_gives_way_when_the_call_moves_on(stage):
    stage.play(*SILENT)
    hit = next(iter(stage.view.scenarios))
    stage.station.peek_at(f"{hit.scenario}.repeat", "x")
    stage.settle()
    assert stage.view.peek is not None
    stage.go_on(5)
    assert stage.view.peek is None


def test_space_over_a_looked_up_line_says_nothing(stage):
    stage.play("0 answered")
    stage.station.peek_at("silent-caller.repeat", "x")
    stage.settle()
    press(stage, K.Key_Space)
    assert stage.view.peek is None
    assert not stage.view.shown.said


def test_all_situations_are_found_by_other_words(stage):
    stage.play("0 answered", "1 said")
    press(stage, K.Key_0, modifiers=CONTROL)
    sheet = stage.window.sheets.open
    assert len(sheet.shown) == len(stage.view.scenarios)
    type_in(stage, "ddcz")
    assert not sheet.shown
    sheet.field.clear()
    type_in(stage, "fangyan")
    assert "dialect" in sheet.shown
    press(stage, K.Key_Return)
    assert place(stage).startswith("dialect.")
    assert stage.window.sheets.open is None
    assert stage.window.focusWidget() is stage.page


# -- hanging up although it is locked, help, other calls ---------------------------------------------------------------


def test_hanging_up_anyway_takes_a_reason(stage):
    stage.play(*SILENT)
    press(stage, K.Key_B, modifiers=SHIFT)
    assert stage.window.sheets.choices()
    press(stage, K.Key_Escape)
    assert not stage.window.sheets.choices()
    QTest.mouseClick(stage.page.call.hangup, Qt.MouseButton.LeftButton)
    stage.settle()
    press(stage, K.Key_4)
    assert stage.view.state == "wrap-up"
    assert stage.desk.front.call.override is not None


def test_reasons_go_away_with_the_call(stage):
    stage.play(*SILENT)
    press(stage, K.Key_B, modifiers=SHIFT)
    stage.play("1 ended customer")
    assert not stage.window.sheets.choices()


def test_calling_the_leader_and_taking_it_back(stage):
    stage.play("0 answered")
    press(stage, K.Key_H)
    assert stage.view.help_since is not None
    stage.go_on(12)
    assert "00:12" in stage.page.top._help.text()
    press(stage, K.Key_H)
    assert stage.view.help_since is None


@pytest.mark.parametrize(
    ("pack", "words"),
    [("courier", "请组长"), ("topup", "请客服主管"), ("key-accounts", "请部门经理"), ("hotline", "请上级主管部门")],
)
def test_the_leader_is_called_as_the_organisation_does(stages, pack, words):
    stage = stages(pack=pack)
    stage.play("0 answered")
    texts = {button.action.words for button in stage.page.top.findChildren(KeyButton) if button.isVisibleTo(stage.page)}
    assert words in texts


def test_a_second_call_is_a_strip_and_g_answers_it(stage):
    stage.play("0 ringing 111", "1 answered")
    focus = stage.window.focusWidget()
    stage.play("2 ringing 222")
    assert stage.view.number == "111"
    assert stage.window.focusWidget() is focus
    assert "222" in stage.page.top._others[0].text()
    press(stage, K.Key_G)
    assert stage.view.number == "222"
    assert stage.view.others[0].state == "held"
    press(stage, K.Key_G)
    assert stage.view.number == "111"


def test_an_unfinished_call_is_offered_by_digits(stage):
    chosen = []
    stage.station._first_offer = lambda: Offer("x", SATURDAY, whole=True, scenario_title="客户投诉")
    stage.station.accept_offer = lambda *, whole: chosen.append(whole)
    stage.window.refresh()
    assert stage.page.between.offer.isVisible()
    assert not stage.page.between.figures.isVisible()
    press(stage, K.Key_1, K.Key_2)
    assert chosen == [True, False]


# -- wrap-up -----------------------------------------------------------------------------------------------------------


def test_wrap_up_by_keyboard(stage):
    stage.play(*_said(COMPLAINT, "zh"), "3 ended customer")
    wrap_up = stage.window.wrap_up()
    assert wrap_up.summary.isVisible()
    assert "包裹压坏" in wrap_up.summary.text
    press(stage, K.Key_C)
    assert QGuiApplication.clipboard().text() == stage.view.summary
    press(stage, K.Key_3)
    assert stage.view.outcome == "passed-on"
    press(stage, K.Key_Tab)
    assert stage.window.focusWidget() is wrap_up.notes
    type_in(stage, "calls at 5")
    press(stage, K.Key_Return)
    assert stage.window.focusWidget() is stage.page
    assert stage.view.notes == "calls at 5"
    press(stage, K.Key_Return)
    assert stage.view.state == "idle"
    assert not wrap_up.summary.isVisible()
    assert wrap_up.notes.text() == ""
    assert not wrap_up.notes.isVisible()


def test_wrap_up_leads_to_what_is_missing(stage):
    stage.play("0 answered", "1 said", "0 open complaint", "1 said", "3 ended customer")
    press(stage, K.Key_Tab)
    assert stage.window.focusWidget() is stage.page.call.caller.field("issue")


def test_notes_survive_another_call(stage):
    stage.play("0 ringing 111", "1 answered", "2 ended customer")
    first = stage.view.call_id
    stage.window.wrap_up().focus_notes()
    type_in(stage, "unfinished")
    stage.play("1 ringing 222", "1 answered")
    assert stage.view.number == "222"
    assert stage.desk.calls.get(first).notes == "unfinished"
    stage.desk.switch_call(first)
    stage.settle()
    assert stage.window.wrap_up().notes.text() == "unfinished"


# -- values without a place of their own -------------------------------------------------------------------------------


def test_a_value_without_a_place_is_typed_over_the_duties(stage):
    stage.play("0 answered", "1 said", "0 open suggestion", "1 said")
    missing = [duty.name for duty in stage.view.shown.duties if not duty.done and duty.kind == "note"]
    assert missing == ["suggestion"]
    press(stage, K.Key_Tab)
    assert stage.window.focusWidget() is stage.page.call.record
    type_in(stage, "longer hours")
    press(stage, K.Key_Return)
    assert stage.view.slots["suggestion"] == "longer hours"
    assert not stage.page.call.record.isVisible()


def test_a_choice_is_made_by_digit(stage):
    stage.play("0 answered", "1 said")
    stage.window._intents.recording.record("complaint_class")
    press(stage, K.Key_2)
    assert stage.view.slots["complaint_class"] == "complex"
    assert stage.window.sheets.open is None


# -- between calls -----------------------------------------------------------------------------------------------------


def test_a_follow_up_is_opened_and_called_back_by_enter(stage):
    stage.prime()
    called = []
    stage.station.promises.call_back = called.append
    press(stage, K.Key_Down)
    assert stage.window.focusWidget() is stage.page.between.table.list
    press(stage, K.Key_Down, K.Key_Return)
    assert stage.page.between.details.isVisible()
    assert stage.window.focusWidget() is stage.page
    press(stage, K.Key_C)
    assert QGuiApplication.clipboard().text() == NUMBER
    press(stage, K.Key_Return)
    assert called == ["old-1"]


def test_a_follow_up_is_kept_or_passed_on_by_digit(stage):
    stage.prime()
    done = []
    stage.station.promises.keep = lambda promise: done.append(("kept", promise))
    stage.station.promises.assign = lambda promise, owner: done.append((owner, promise))
    stage.station.promises.look = lambda: None
    for key in (K.Key_1, K.Key_2):
        stage.page.between.open("old-2")
        stage.window.refresh()
        press(stage, key)
    assert done == [("kept", "old-2"), ("leader", "old-2")]
    stage.page.between.open("old-2")
    stage.window.refresh()
    press(stage, K.Key_Escape)
    assert not stage.page.between.details.isVisible()


def test_settings_are_for_between_calls(stage):
    told = []
    stage.window.preferences_changed.connect(told.append)
    press(stage, K.Key_F9)
    sheet = stage.window.sheets.open
    number, name = sheet.fields
    number.setText("8022")
    name.setText("王芳")
    number.setFocus()
    press(stage, K.Key_Return)
    assert told[-1].agent == "8022"
    assert ("8022", "王芳") in told[-1].agents
    assert stage.window.sheets.open is None
    press(stage, K.Key_F9)
    stage.play("1 ringing 111")
    assert stage.window.sheets.open is None
    press(stage, K.Key_F9)
    assert stage.window.sheets.open is None
    assert "设置" in stage.page.bottom.strip.message


def test_looks_change_at_once(stage):
    stage.window.set_preferences(Preferences(theme="dark", text_scale=115, reduced_motion=True))
    theme = stage.page.theme
    assert (theme.colours.bg, theme.scale, theme.calm) == ("#14171B", 115, True)
    assert stage.page.call.wait.theme == theme


def test_languages_change_live(stage):
    stage.play(*SILENT)
    assert stage.page.top._help.text() == "请组长"
    stage.translations.use("en")
    stage.settle()
    assert stage.page.top._help.text() == "Call team leader"
    assert stage.page.say.view.tag == "SAY"
    assert stage.page.bottom.search.placeholderText().startswith("Search")
    assert stage.page.say.view.words.startswith("张女士")
    QTest.mouseClick(stage.page.top._language, Qt.MouseButton.LeftButton)
    stage.settle()
    assert stage.view.language == "en"
    assert "Ms 张" in stage.page.say.view.words.replace("\u00a0", " ")


def test_messages_stay_quiet_and_go_by_themselves_or_by_escape(stage):
    stage.play("0 answered")
    press(stage, K.Key_B)
    assert stage.page.bottom.strip.message
    assert stage.window._notice_timer.isActive()
    press(stage, K.Key_Escape)
    assert not stage.page.bottom.strip.message


# -- the small window --------------------------------------------------------------------------------------------------


def test_the_small_window_takes_no_focus_and_leads_through_a_call(stage):
    stage.play("0 answered")
    press(stage, K.Key_F8)
    small = stage.window.compact()
    assert small.isVisible()
    assert not stage.window.isVisible()
    flags = small.windowFlags()
    assert flags & Qt.WindowType.WindowStaysOnTopHint
    assert flags & Qt.WindowType.WindowDoesNotAcceptFocus
    assert small.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    QTest.mouseClick(small._main, Qt.MouseButton.LeftButton)
    stage.settle()
    assert stage.view.shown.said
    QTest.mouseClick(small._more, Qt.MouseButton.LeftButton)
    assert small._list.isVisible()
    small._list.chosen.emit(small._list.items[-1].id)
    assert not small._list.isVisible()
    assert place(stage) != "opening.greet"
    QTest.mouseClick(small._grow, Qt.MouseButton.LeftButton)
    stage.settle()
    assert stage.window.isVisible()
    assert not small.isVisible()


def test_the_second_of_two_quick_clicks_does_not_hit_what_came_under_the_pointer(stage):
    stage.play("0 answered")
    press(stage, K.Key_F8)
    small = stage.window.compact()
    QTest.mouseClick(small._main, Qt.MouseButton.LeftButton)
    stage.settle()
    assert stage.view.shown.said
    assert stage.view.shown.wait_ms
    QTest.mouseClick(small._main, Qt.MouseButton.LeftButton)
    stage.settle()
    assert stage.view.shown.wait_left is not None
    stage.until(lambda: not small._settling.isActive())
    QTest.mouseClick(small._main, Qt.MouseButton.LeftButton)
    stage.settle()
    assert stage.view.shown.wait_left is None


def test_the_small_window_leaves_the_wrap_up_to_the_desk(stage):
    stage.play("0 answered", "1 ended")
    press(stage, K.Key_F8)
    small = stage.window.compact()
    QTest.mouseClick(small._main, Qt.MouseButton.LeftButton)
    stage.settle()
    assert stage.window.isVisible()
    assert stage.view.state == "wrap-up"


def test_a_customer_who_is_not_expected_to_leave_leaves_at_the_second_key(stage):
    stage.play("0 answered")
    press(stage, K.Key_N)
    assert stage.view.state == "talking"
    assert stage.page.bottom.strip.message
    press(stage, K.Key_N)
    assert stage.view.state == "wrap-up"


def test_the_packs_are_looked_up_again_when_the_settings_open(stage, qtbot):
    with qtbot.waitSignal(stage.window.packs_wanted):
        press(stage, K.Key_F9)
    stage.window.offer_packs((("courier", "申通快递"), ("east", "东区")))
    packs = stage.window.sheets.open._pack
    assert [packs.itemData(at) for at in range(packs.count())] == ["courier", "east"]
    assert packs.currentData() == "courier"


# -- stillness ---------------------------------------------------------------------------------------------------------

STATES = {
    "ringing": ("0 ringing " + NUMBER,),
    "unsaid": ("0 ringing " + NUMBER, "1 answered"),
    "waiting": SILENT,
    "ask": ("0 answered", "1 said", "0 open furious-caller", "1 said", "1 reply escalate", "1 said", "1 reply no"),
    "held": ("0 answered", "1 said", "0 open hold", "1 said", "1 reply yes"),
    "open": (*SILENT, "5 tick", "1 said", "6 tick"),
    "second": (*SILENT, "1 ringing 222"),
    "help": (*SILENT, "1 help"),
}


@pytest.mark.parametrize("size", [(1366, 668), (1366, 768), (1920, 1040)])
def test_no_region_moves_between_the_states_of_a_call(stages, size):
    stage = stages(size=size)
    seen = {}
    for name, lines in STATES.items():
        stage.play(*lines)
        call = stage.page.call
        regions = (
            stage.page.top, stage.page.bottom, stage.page.situations, stage.page.reflexes, stage.page.say, call.never,
            call.then_head, call.wait_head, call.wait, call.hangup, *call._cards, stage.page.bottom.search,
            stage.page.bottom.strip, call.caller.field("surname"), call.caller.titles,
        )  # fmt: skip
        seen[name] = [(type(region).__name__, region.geometry().getRect()) for region in regions]
        stage.play("1 end other", "0 done")
        while stage.desk.front is not None:
            stage.play("0 ended customer", "0 done")
    assert all(places == seen["unsaid"] for places in seen.values())


def test_the_chip_keeps_its_right_edge(stages):
    stage = stages()
    edges = set()
    for lines in (("0 tick",), *STATES.values()):
        stage.play(*lines)
        chip = stage.page.top.chip.geometry()
        edges.add(chip.right())
        while stage.desk.front is not None:
            stage.play("0 ended customer", "0 done")
    assert len(edges) == 1


def test_a_window_that_grows_during_a_call_keeps_its_variant(stage):
    stage.play("0 answered")
    stage.window.resize(1920, 1040)
    stage.settle()
    assert stage.page.theme.grid.name == "normal"
    stage.play("1 end other", "0 done")
    assert stage.page.theme.grid.name == "wide"


# -- readers, time, and storms -----------------------------------------------------------------------------------------


def test_every_control_says_what_it_is(stage):
    stage.prime().play(*_said(COMPLAINT, "zh"), "3 ended customer")
    press(stage, K.Key_F8)
    stage.window.grow()
    press(stage, K.Key_Return)
    press(stage, K.Key_F9)
    press(stage, K.Key_Escape)
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView)
    controls = [
        part
        for kind in kinds
        for part in stage.window.findChildren(kind)
        if not (isinstance(part, KeyButton) and not part.action.id)
        and not isinstance(part.parent(), QComboBox)
        and not isinstance(part.parent().parent(), QComboBox)
    ]
    assert len(controls) > 30
    nameless = [
        f"{type(part).__name__} in {type(part.parent()).__name__}" for part in controls if not part.accessibleName()
    ]
    assert nameless == []


class _Work(QObject):
    """Notes whatever is laid out, styled or painted anywhere in the program."""

    KINDS = (
        QEvent.Type.Paint,
        QEvent.Type.LayoutRequest,
        QEvent.Type.Polish,
        QEvent.Type.StyleChange,
        QEvent.Type.Resize,
    )

    def __init__(self, app):
        super().__init__()
        self.seen = []
        app.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() in self.KINDS:
            self.seen.append(f"{event.type().name} of {type(watched).__name__} in {type(watched.parent()).__name__}")
        return False


def test_a_refresh_that_brings_nothing_new_lays_out_and_paints_nothing(stage):
    stage.prime().play(*_said(COMPLAINT, "zh"))
    watch = _Work(QApplication.instance())
    stage.window.refresh()
    stage.settle()
    assert watch.seen == []
    stage.play("0 reply 1")
    assert watch.seen


def test_nothing_is_drawn_while_nothing_moves(stage):
    stage.play(*SILENT)
    drawn = []
    for part in (stage.page.say, stage.page.call.never, stage.page.situations, stage.page.call.must_card):
        part.update = lambda part=part: drawn.append(part)
    stage.window._tick()
    stage.settle()
    assert drawn == []


def test_time_is_looked_at_ten_times_a_second_only_while_a_wait_runs(stage):
    stage.play("0 answered")
    assert stage.window._ticker.interval() > 100
    stage.play("0.2 said")
    assert stage.window._ticker.interval() <= 100
    stage.window.showMinimized()
    stage.settle()
    assert not stage.window._ticker.isActive()


KEYS = [
    *(getattr(K, f"Key_{letter}") for letter in "QWERTASDZXCVBFGH0123456789"),
    K.Key_Space, K.Key_Tab, K.Key_Backtab, K.Key_Escape, K.Key_Return, K.Key_Slash, K.Key_Up, K.Key_Down, K.Key_Left,
    K.Key_Home, K.Key_F1, K.Key_F2, K.Key_F3, K.Key_F5, K.Key_F9, K.Key_Backspace, K.Key_Period,
]  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_a_storm_of_keys_leaves_a_desk_that_works(stages, seed):
    """pytest-qt fails the test for any exception in a slot or an event handler."""
    stage = stages(language=("zh", "en")[seed % 2]).prime()
    stage.station.start_search()
    chance = random.Random(seed)
    for step in range(300):
        key = chance.choice(KEYS)
        modifiers = chance.choice((NONE, NONE, NONE, CONTROL, SHIFT))
        QTest.keyClick(stage.window.focusWidget() or stage.page, key, modifiers)
        if step % 7 == 0:
            stage.go_on(chance.choice((0.1, 1, 6, 31)))
        if step % 40 == 0:
            stage.play(f"0 ringing 1{step}", *(("1 answered",) if chance.random() < 0.5 else ()))
    press(stage, K.Key_Escape, K.Key_Escape, K.Key_Escape)
    assert stage.window.focusWidget() is not None
    while stage.desk.front is not None:
        stage.play("0 ended customer", "0 done")
    press(stage, K.Key_Escape, K.Key_Escape, K.Key_Escape)
    assert stage.view.state == "idle"
    stage.window.rest()
    press(stage, K.Key_Space)
    assert stage.view.state == "talking"


def test_results_can_be_clicked(stage):
    stage.play("0 answered")
    stage.station.start_search()
    press(stage, K.Key_Slash)
    type_in(stage, "听不到")
    found(stage, "听不到")
    rows = stage.window.sheets.open.list
    spot = rows.visualRect(rows.model().index(1, 0)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, NONE, QPoint(spot))
    stage.settle()
    assert stage.view.peek is not None


def test_a_refusal_is_forgotten_when_the_call_goes_on(stage):
    press(stage, K.Key_Space, K.Key_B)
    assert [notice.code for notice in stage.view.notices] == ["hangup-locked"]
    press(stage, K.Key_Space)
    stage.settle()
    assert stage.view.notices == ()
