"""Searching in the window: what is on screen, what the keys do with it, and phrases of one's own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from agent_assist.desk.indexing import SEEN
from agent_assist.desk.lookup import LookupFiles
from agent_assist.desk.view import HitView
from agent_assist.script.phrases import read_phrases
from agent_assist.ui.components.phrase_form import PhraseForm
from agent_assist.ui.components.results import SearchResults
from agent_assist.ui.present import found as present
from tests.ui.test_window import CONTROL, NONE, K, compose, found, place, press, type_in


@pytest.fixture
def files(tmp_path):
    return LookupFiles(tmp_path / "cache", tmp_path / "phrases.toml", tmp_path / "used.json")


@pytest.fixture
def desk(stage, files):
    """A window in a call, with the search ready and the keyboard in its field."""
    stage.station.lookup.attach(files, lambda _pack, _language: ())
    stage.station.start_search()
    stage.until(lambda: stage.station.lookup.is_ready)
    stage.play("0 answered")
    press(stage, K.Key_Slash)
    return stage


def rows(stage):
    return [item.row for item in stage.window.sheets.open.list.items]


def marked(stage):
    return stage.window.sheets.open.current()


def search(stage, query):
    stage.page.bottom.search.clear()
    type_in(stage, query)
    found(stage, query)


def saved(stage, act):
    """Lets something be saved or refused, and waits for it."""
    outcomes = []
    lookup = stage.station.lookup
    lookup.saved.connect(outcomes.append)
    lookup.refused.connect(outcomes.append)
    act()
    stage.until(lambda: bool(outcomes))
    stage.settle()
    return outcomes[0]


# -- what is on screen -------------------------------------------------------------------------------------------------


def test_without_words_the_next_lines_are_offered(desk):
    shown = rows(desk)
    assert desk.window.sheets.open.view.query == "接下来可能用到"
    assert shown[0].place.startswith("听") or "→" in shown[0].place
    assert all(row.id != present.KEEP for row in shown)
    press(desk, K.Key_Return)
    assert desk.view.peek is not None


def test_what_is_likely_follows_the_call(desk):
    before = [row.id for row in rows(desk)]
    desk.play("0 open furious-caller")
    assert [row.id for row in rows(desk)] != before
    assert any(row.id.startswith("furious-caller.") for row in rows(desk))


def test_rows_show_what_was_found_the_scenario_and_the_language(desk):
    search(desk, "tbd")
    row = rows(desk)[0]
    assert [row.words[start:end] for start, end in row.marks().words] == ["听不到"]
    assert row.place in ("单通 › 确认能否听到", "听不到客户声音 › 请换电话再打")
    assert row.note == "中文"
    search(desk, "打错")
    row = next(row for row in rows(desk) if row.marks().place)
    assert [row.place[start:end] for start, end in row.marks().place] == ["打错"]


def test_a_row_says_by_which_other_word_it_was_found(desk):
    search(desk, "maren")
    others = {row.marks().other for row in rows(desk)} - {""}
    places = [row for row in rows(desk) if row.marks().place]
    assert any("骂" in other for other in others) or places


def test_what_a_call_must_fill_in_is_boxed(desk):
    search(desk, "跟您核对一下电话")
    row = next(row for row in rows(desk) if row.marks().gaps)
    ((start, end), *_) = row.marks().gaps
    assert row.words[start:end] == "联系电话"
    assert "{" not in row.words


def test_the_marks_of_rows_out_of_sight_are_not_worked_out(desk):
    search(desk, "您好")
    assert len(rows(desk)) > SEEN
    worked_out = [hit.marks.worked_out for hit in desk.window.sheets.searching.hits]
    assert worked_out[:SEEN] == [1] * SEEN
    assert not any(worked_out[SEEN:])


@pytest.mark.parametrize("height", [633, 700, 768, 1040])
def test_no_row_is_cut_at_the_foot(desk, height):
    search(desk, "您好")
    desk.window.resize(1366, height)
    desk.settle()
    shown = desk.window.sheets.open.list
    assert shown.height() % shown.row_size(None).height() == 0
    assert desk.window.sheets.open.height() - shown.geometry().bottom() > 0


def test_nothing_found_says_what_to_try(desk):
    search(desk, "zzzqqqxxw")
    sheet = desk.window.sheets.open
    assert "没有找到" in sheet.accessibleDescription()
    assert [row.id for row in rows(desk)] == [present.KEEP]
    assert sheet.current() == ""
    press(desk, K.Key_Return)
    assert desk.view.peek is None
    assert desk.window.sheets.open is sheet


def test_until_there_is_an_index_the_sheet_says_so(stage):
    stage.play("0 answered")
    press(stage, K.Key_Slash)
    type_in(stage, "tbd")
    sheet = stage.window.sheets.open
    assert "正在准备" in sheet.view.nothing
    stage.station.start_search()
    found(stage, "tbd")
    assert rows(stage)[0].marks().words


def test_what_was_asked_for_before_there_was_an_index_is_done_once_there_is(stage):
    stage.play("0 answered")
    press(stage, K.Key_Slash)
    type_in(stage, "ganxielaidian")
    press(stage, K.Key_Return, modifiers=CONTROL)
    assert place(stage) == "opening.greet"
    stage.station.start_search()
    stage.until(lambda: place(stage) == "closing.thanks")
    assert stage.window.sheets.open is None


def test_who_types_on_or_leaves_the_field_no_longer_asks_for_it(stage):
    stage.play("0 answered")
    for last in (K.Key_N, K.Key_Escape):
        press(stage, K.Key_Slash)
        type_in(stage, "ganxielaidian")
        press(stage, K.Key_Return, modifiers=CONTROL)
        press(stage, last)
    stage.station.start_search()
    stage.until(lambda: stage.station.lookup.is_ready)
    stage.background.finish("search")
    stage.settle()
    assert place(stage) == "opening.greet"


def test_an_answer_that_comes_while_another_program_has_the_keyboard_is_not_lost(desk):
    field, other = desk.page.bottom.search, QWidget()
    other.show()
    other.activateWindow()
    desk.until(lambda: not field.hasFocus())
    QTest.keyClicks(field, "ganxielaidian")
    found(desk, "ganxielaidian")
    QTest.keyClick(field, K.Key_Return, CONTROL)
    assert place(desk) == "closing.thanks"
    other.close()


def test_a_long_preparation_shows_how_far_it_is(stage):
    press(stage, K.Key_Slash)
    type_in(stage, "tbd")
    stage.station.lookup._progress(0.42)
    assert "42%" in stage.window.sheets.open.view.nothing


# -- keys --------------------------------------------------------------------------------------------------------------


def test_arrows_and_pages_move_the_mark_and_stop_at_the_ends(desk):
    search(desk, "您好")
    ids = [row.id for row in rows(desk)]
    assert marked(desk) == ids[0]
    press(desk, K.Key_Up)
    assert marked(desk) == ids[0]
    press(desk, K.Key_Down, K.Key_Down)
    assert marked(desk) == ids[2]
    press(desk, K.Key_PageDown)
    assert marked(desk) == ids[7]
    for _ in range(12):
        press(desk, K.Key_PageDown)
    assert marked(desk) == ids[-1] == present.KEEP


def test_control_c_copies_the_marked_line_and_stays(desk):
    desk.play("0 slot surname 单", "0 slot title ms")
    press(desk, K.Key_Escape, K.Key_Slash)
    search(desk, "tbd")
    press(desk, K.Key_C, modifiers=CONTROL)
    assert QGuiApplication.clipboard().text() == rows(desk)[0].words or "单女士" in QGuiApplication.clipboard().text()
    assert desk.window.focusWidget() is desk.page.bottom.search
    assert desk.view.peek is None
    desk.page.bottom.search.selectAll()
    press(desk, K.Key_C, modifiers=CONTROL)
    assert QGuiApplication.clipboard().text() == "tbd", "selected words of the field are copied as everywhere"


def test_control_l_shows_the_marked_line_and_reads_it_aloud(desk, monkeypatch):
    spoken = []
    monkeypatch.setattr(desk.station, "speak", lambda: spoken.append(desk.station.view().peek.line))
    search(desk, "听不到")
    press(desk, K.Key_L, modifiers=CONTROL)
    assert spoken == [desk.view.peek.line]
    assert spoken[0] == "您好，请问有什么可以帮您？", "the situation begins with its first line"
    press(desk, K.Key_Slash)
    desk.page.bottom.search.clear()
    compose(desk.page.bottom.search, "ting")
    QTest.keyClick(desk.page.bottom.search, K.Key_L, CONTROL)
    assert len(spoken) == 1


def test_a_line_that_lacks_a_value_is_shown_with_its_gap(desk):
    search(desk, "核对一下您的电话")
    lacking = next(at for at, row in enumerate(rows(desk)) if row.marks().gaps)
    press(desk, *[K.Key_Down] * lacking, K.Key_Return)
    peek, shown = desk.view.peek, desk.page.say.view
    assert peek.line is None
    assert "〔联系电话〕" in shown.words
    assert shown.note == "还缺：联系电话"
    press(desk, K.Key_C)
    assert desk.page.bottom.strip.message == "先问：联系电话", "what cannot be said is not copied"
    desk.play("0 slot callback_no 13900001111")
    assert "13900001111" in "".join(desk.station.words(peek.id, "").split())


def test_a_situation_opened_from_a_later_line_says_that_it_begins_at_the_beginning(desk):
    search(desk, "听不到您的声音")
    later = [row.id for row in rows(desk)].index("silent-caller.exit")
    press(desk, *[K.Key_Down] * later)
    press(desk, K.Key_Return, modifiers=CONTROL)
    assert place(desk) == "silent-caller.repeat"
    assert desk.page.bottom.strip.message == "情况从第一句话开始： 听不到客户声音"


def test_what_was_looked_up_is_copied_and_counted(desk):
    search(desk, "tbd")
    hit = marked(desk)
    press(desk, K.Key_Return)
    press(desk, K.Key_C)
    assert QGuiApplication.clipboard().text() == desk.view.peek.line
    assert desk.station.lookup._used == {hit: 2}


def test_an_enter_right_after_a_letter_means_what_was_typed(desk):
    search(desk, "dacuole")
    desk.page.bottom.search.clear()
    field = desk.page.bottom.search
    QTest.keyClicks(field, "fangyan")
    QTest.keyClick(field, K.Key_Return)
    desk.until(lambda: desk.station.view().peek is not None)
    assert desk.station.view().peek.scenario == "dialect"


def test_an_enter_that_waits_is_dropped_by_another_letter(desk):
    field = desk.page.bottom.search
    QTest.keyClicks(field, "fang")
    QTest.keyClick(field, K.Key_Return)
    QTest.keyClicks(field, "yan")
    found(desk, "fangyan")
    assert desk.view.peek is None


def test_no_command_while_composing(desk):
    field = desk.page.bottom.search
    search(desk, "tbd")
    QGuiApplication.clipboard().setText("before")
    compose(field, "ting bu dao")
    for key in (K.Key_Return, K.Key_Down, K.Key_Escape, K.Key_F4):
        QTest.keyClick(field, key)
    for key in (K.Key_Return, K.Key_C, K.Key_S):
        QTest.keyClick(field, key, CONTROL)
    assert desk.station.view().peek is None
    assert isinstance(desk.window.sheets.open, SearchResults)
    assert QGuiApplication.clipboard().text() == "before"
    field.clear()
    compose(field, "", "听不到")
    QTest.keyClick(field, K.Key_Return)
    QTest.keyClick(field, K.Key_C, CONTROL)
    desk.settle()
    assert desk.station.view().peek is None
    assert QGuiApplication.clipboard().text() == "before"


# -- stillness ---------------------------------------------------------------------------------------------------------


def hits(*ids):
    return tuple(HitView(each, "", f"line {each}", "title", "zh") for each in ids)


def test_rows_keep_their_order_under_a_moved_mark(desk):
    search(desk, "tbd")
    window = desk.window
    window.sheets.show_hits("tbd", hits("a", "b", "c"))
    press(desk, K.Key_Down)
    assert marked(desk) == "b"
    window.sheets.show_hits("tbd", hits("x", "c", "b", "a"))
    assert [row.id for row in rows(desk)] == ["a", "b", "c", "x", present.KEEP]
    assert marked(desk) == "b"
    window.sheets.show_hits("tbd", hits("c", "b"))
    assert [row.id for row in rows(desk)][:2] == ["b", "c"]


def test_a_mark_that_was_not_moved_stays_at_the_best(desk):
    search(desk, "tbd")
    desk.window.sheets.show_hits("tbd", hits("a", "b"))
    desk.window.sheets.show_hits("tbd", hits("b", "a"))
    assert [row.id for row in rows(desk)][:2] == ["b", "a"]
    assert marked(desk) == "b"


def test_an_answer_to_an_older_question_is_dropped(desk):
    search(desk, "tbd")
    before = rows(desk)
    desk.window.sheets.show_hits("tb", hits("a"))
    assert rows(desk) == before


def test_what_is_shown_never_answers_anything_but_what_stands_in_the_field(desk):
    field, sheet = desk.page.bottom.search, desk.window.sheets.searching._made_results()
    shown = []
    desk.station.found.connect(lambda *_: shown.append((desk.window.sheets.searching.shown, field.text())))
    field.clear()
    for letter in "dianhuatingbudao":
        QTest.keyClick(field, K(ord(letter.upper())))
        desk.app.processEvents()
    found(desk, "dianhuatingbudao")
    assert shown
    assert all(answered in ("", typed) for answered, typed in shown)
    assert sheet.view.query == "dianhuatingbudao"


def test_an_answer_that_nobody_waits_for_opens_nothing(desk):
    search(desk, "tbd")
    press(desk, K.Key_Escape)
    desk.window.sheets.show_hits("tbd", hits("a"))
    assert desk.window.sheets.open is None


# -- own phrases -------------------------------------------------------------------------------------------------------


def test_what_was_typed_becomes_a_phrase_that_is_found_at_once(desk, files):
    search(desk, "请您记一下投保单号。")
    press(desk, K.Key_S, modifiers=CONTROL)
    form = desk.window.sheets.open
    assert isinstance(form, PhraseForm)
    assert form.words.text() == "请您记一下投保单号。"
    assert desk.window.focusWidget() is form.words
    press(desk, K.Key_F2)
    assert desk.view.shown.said, "the call goes on beside the form"
    form.tags.setText("保单，单号, 投保")
    form.tags.setFocus()
    saved(desk, lambda: press(desk, K.Key_Return))
    (kept,) = read_phrases(files.own).phrases
    assert (kept.tags, kept.scenario) == (("保单", "单号", "投保"), "opening")
    assert desk.window.focusWidget() is desk.page.bottom.search
    assert desk.page.bottom.strip.message == "已存为您的短语。"
    desk.until(lambda: desk.station.lookup.phrase("own:my-1") is not None)
    search(desk, "toubao")
    assert rows(desk)[0].id == "own:my-1"
    assert rows(desk)[0].place.startswith("我的短语")


def test_what_is_kept_already_is_kept_once(desk, files):
    for tags in (("刮风",), ("台风", "刮风")):
        saved(desk, lambda tags=tags: desk.station.lookup.save("今天有台风。", tags))
    (kept,) = read_phrases(files.own).phrases
    assert kept.tags == ("刮风", "台风")
    desk.until(lambda: desk.station.lookup.phrase("own:my-1") is not None)
    search(desk, "今天有台风。")
    assert present.KEEP not in [row.id for row in rows(desk)], "there is nothing to keep"


def test_enter_on_a_button_of_the_form_presses_it(desk, files):
    saved(desk, lambda: desk.station.lookup.save("今天有台风。", ("刮风",)))
    desk.until(lambda: desk.station.lookup.phrase("own:my-1") is not None)
    search(desk, "taifeng")
    press(desk, K.Key_F4)
    form = desk.window.sheets.open
    form.set_trouble("这句话不能说")
    QTest.keyClicks(form.words, "a")
    assert form.accessibleDescription() == "", "other words, no trouble"
    form._remove.setFocus()
    saved(desk, lambda: press(desk, K.Key_Return))
    assert read_phrases(files.own).phrases == ()


def test_a_phrase_of_ones_own_is_changed_and_removed(desk, files):
    saved(desk, lambda: desk.station.lookup.save("今天有台风。", ("刮风",)))
    desk.until(lambda: desk.station.lookup.phrase("own:my-1") is not None)
    search(desk, "taifeng")
    press(desk, K.Key_F4)
    form = desk.window.sheets.open
    assert (form.words.text(), form.tags.text(), form.here.isChecked()) == ("今天有台风。", "刮风", False)
    form.words.setText("台风过了。")
    saved(desk, lambda: press(desk, K.Key_Return))
    (kept,) = read_phrases(files.own).phrases
    assert (kept.text, kept.scenario) == ("台风过了。", "")
    desk.until(lambda: desk.station.lookup.phrase("own:my-1").text == "台风过了。")
    found(desk, "taifeng")
    desk.until(lambda: rows(desk)[0].words == "台风过了。")
    press(desk, K.Key_F4)
    saved(desk, lambda: QTest.mouseClick(desk.window.sheets.open._remove, Qt.MouseButton.LeftButton))
    assert read_phrases(files.own).phrases == ()
    assert desk.page.bottom.search.text() == "台风过了。", "one key keeps it again"


def test_a_phrase_of_ones_own_outlives_a_pack_update_and_a_restart(desk, files, stages):
    search(desk, "今天有台风。")
    press(desk, K.Key_S, modifiers=CONTROL)
    desk.window.sheets.open.tags.setText("刮风")
    saved(desk, lambda: press(desk, K.Key_Return))
    script = desk.desk.script
    newer = {language: replace(pack, hash=f"{pack.hash}-newer") for language, pack in script.packs.items()}
    desk.station.use_script(replace(script, packs=newer))
    search(desk, "guafeng")
    desk.until(lambda: rows(desk)[0].id == "own:my-1")
    again = stages()
    again.station.lookup.attach(files, lambda _pack, _language: ())
    again.station.start_search()
    again.until(lambda: again.station.lookup.phrase("own:my-1") is not None)
    again.play("0 answered")
    press(again, K.Key_Slash)
    search(again, "guafeng")
    again.until(lambda: rows(again)[0].id == "own:my-1")


def test_why_a_phrase_is_refused_is_readable_in_the_smallest_window(desk):
    desk.window.resize(desk.window.minimumSize())
    search(desk, "大点声，听不见，大点声，听不见")
    press(desk, K.Key_S, modifiers=CONTROL)
    form = desk.window.sheets.open
    saved(desk, lambda: press(desk, K.Key_Return))
    assert form._save.geometry().bottom() < form.height()
    assert form._trouble_top > form.here.geometry().bottom()
    assert "可以说" in form.accessibleDescription()


def test_only_phrases_of_ones_own_can_be_changed(desk):
    search(desk, "tbd")
    press(desk, K.Key_F4)
    assert isinstance(desk.window.sheets.open, SearchResults)


def test_what_must_not_be_said_is_refused_with_what_would_do(desk, files):
    search(desk, "大点声，听不见")
    press(desk, K.Key_S, modifiers=CONTROL)
    form = desk.window.sheets.open
    saved(desk, lambda: press(desk, K.Key_Return))
    assert desk.window.sheets.open is form
    assert "不能说" in form.accessibleDescription()
    assert not files.own.exists()
    press(desk, K.Key_Escape)
    assert isinstance(desk.window.sheets.open, SearchResults)
    assert desk.window.focusWidget() is desk.page.bottom.search


def test_the_last_row_keeps_what_was_typed_by_mouse(desk):
    search(desk, "zzzqqqxxw")
    sheet = desk.window.sheets.open
    spot = sheet.list.visualRect(sheet.list.model().index(0, 0)).center()
    QTest.mouseClick(sheet.list.viewport(), Qt.MouseButton.LeftButton, NONE, QPoint(spot))
    assert isinstance(desk.window.sheets.open, PhraseForm)


def test_habits_are_forgotten_from_the_settings(desk):
    search(desk, "tbd")
    press(desk, K.Key_Return)
    assert desk.station.lookup._used
    desk.play("0 end other", "0 done")
    press(desk, K.Key_F9)
    QTest.mouseClick(desk.window.sheets.open._forget, Qt.MouseButton.LeftButton)
    desk.settle()
    assert not desk.station.lookup._used
    assert "已忘记" in desk.page.bottom.strip.message


def test_the_place_of_the_call_is_where_the_search_leads(desk):
    search(desk, "fangyan")
    press(desk, K.Key_Return, modifiers=CONTROL)
    assert place(desk).startswith("dialect.")
    assert desk.station.lookup._used
