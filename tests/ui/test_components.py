"""The components as agents use them: what they say, show and report, by mouse, by keyboard, and to a screen reader."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from agent_assist.ui import theme as themes
from agent_assist.ui.components.chip import Chip
from agent_assist.ui.components.follow_ups import FollowUpList
from agent_assist.ui.components.hangup import HangupBlock
from agent_assist.ui.components.keys import KeyButton
from agent_assist.ui.components.must import MustList
from agent_assist.ui.components.never import NeverRow
from agent_assist.ui.components.path_list import PathList
from agent_assist.ui.components.results import SearchResults
from agent_assist.ui.components.ring import Ring, WaitPanel, ring_text
from agent_assist.ui.components.row_list import RowKind, RowList
from agent_assist.ui.components.say_panel import SayPanel
from agent_assist.ui.components.search import SearchField
from agent_assist.ui.components.switch import Switch
from agent_assist.ui.icons import Icon, outline, pixmap
from agent_assist.ui.rows import KeyRow, MustRow, PathRow, RingKind, RingView, SayState
from agent_assist.ui.theme import Tone
from tests.ui import gallery
from tests.ui.samples import EN, ZH, parts

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def desk(qtbot):
    """A window that has the keyboard and notes the keys that reach it, as the desk does."""

    class Desk(QWidget):
        def __init__(self):
            super().__init__()
            self.keys = []
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

        def keyPressEvent(self, event):
            self.keys.append(event.text() or event.key())

    window = Desk()
    window.resize(900, 600)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    window.setFocus()
    return window


def placed(desk, widget, width=760, height=None):
    widget.setParent(desk)
    widget.setGeometry(0, 0, width, height or widget.sizeHint().height())
    widget.show()
    return widget


@pytest.mark.parametrize(
    ("view", "text"),
    [
        (RingView(RingKind.LEFT, 3160, 5000), "3.2"),
        (RingView(RingKind.LEFT, 1, 5000), "0.1"),
        (RingView(RingKind.LEFT, 0, 5000), "0.0"),
        (RingView(RingKind.LEFT, -40, 5000), "0.0"),
        (RingView(RingKind.LEFT, 9_899, 60_000), "9.9"),
        (RingView(RingKind.LEFT, 9_901, 60_000), "0:10"),
        (RingView(RingKind.LEFT, 21_001, 60_000), "0:22"),
        (RingView(RingKind.LEFT, 60_000, 60_000), "1:00"),
        (RingView(RingKind.GONE, 38_999, 60_000), "0:38"),
        (RingView(RingKind.GONE, 98_000, 60_000), "1:38"),
        (RingView(RingKind.DONE, 0, 5000), ""),
        (RingView(RingKind.EMPTY), ""),
    ],
)
def test_ring_rounds_what_is_left_up_and_what_is_gone_down(view, text):
    assert ring_text(view) == text


def test_ring_without_motion_shows_digits_only(qtbot, theme):
    view = RingView(RingKind.LEFT, 4000, 5000, "s")
    moving, calm = Ring(theme, view), Ring(replace(theme, calm=True), view)
    for ring in (moving, calm):
        qtbot.addWidget(ring)
        ring.resize(ring.sizeHint())
    at = QPoint(theme.px(96) // 2, 96 - 5)
    assert moving.grab().toImage().pixelColor(at) == theme.ink(Tone.WAIT)
    assert calm.grab().toImage().pixelColor(at) == QColor(theme.colours.line)
    assert calm.accessibleName() == "4.0 s"


def test_wait_panel_says_where_the_wait_leads(qtbot, theme):
    panel = WaitPanel(theme, ZH.waits[0])
    qtbot.addWidget(panel)
    assert panel.accessibleName() == "共 5 秒 到时提示音，转到结束语"


def test_a_line_unsaid_is_outlined_and_one_said_is_not(desk, theme):
    panel = placed(desk, SayPanel(theme, ZH.says[0]))
    edge = QPoint(panel.width() // 2, 0)
    assert panel.grab().toImage().pixelColor(edge) == theme.ink(Tone.SAY)
    panel.set_view(ZH.says[1])
    assert panel.grab().toImage().pixelColor(edge) == QColor(theme.colours.line)
    panel.set_view(ZH.says[2])
    assert panel.grab().toImage().pixelColor(edge) == theme.ink(Tone.RECORD)


def test_buttons_stand_still_whatever_the_state(desk, theme):
    unsaid = EN.long._replace(main=EN.says[0].main)
    panel = placed(desk, SayPanel(theme, unsaid))
    panel.reserve_main((unsaid.main, EN.long.main))
    before = [button.geometry() for button in panel.findChildren(KeyButton)[1:]]
    for view in (EN.long, unsaid._replace(main=None, said="0:17 said", state=SayState.SAID)):
        panel.set_view(view)
        assert [button.geometry() for button in panel.findChildren(KeyButton)[1:]] == before


def test_say_panel_speaks_its_meaning(desk, theme):
    panel = placed(desk, SayPanel(theme, ZH.says[0]))
    assert panel.accessibleName() == "请说: 李先生，我复述一下您的电话：139 0000 2211，对吗？"
    assert "{" not in panel.accessibleName()


def test_say_panel_reports_its_buttons(qtbot, desk, theme):
    panel = placed(desk, SayPanel(theme, ZH.says[0]))
    buttons = [button for button in panel.findChildren(KeyButton) if button.isVisible()]
    told = []
    panel.chosen.connect(told.append)
    for button in buttons:
        qtbot.mouseClick(button, LEFT)
    assert told == ["said", "copy", "speak", "undo"]
    assert desk.hasFocus()


def test_ask_first_gives_the_value_by_enter_or_button(qtbot, desk, theme):
    panel = placed(desk, SayPanel(theme, ZH.says[2]))
    given = []
    panel.slot_given.connect(lambda slot, value: given.append((slot, value)))
    panel.field.setFocus()
    qtbot.keyClicks(panel.field, " 13900002211 ")
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    qtbot.mouseClick(panel.findChildren(KeyButton)[0], LEFT)
    assert given == [("callback", "13900002211")] * 2
    with qtbot.waitSignal(panel.slot_left):
        qtbot.keyClick(panel.field, Qt.Key.Key_Escape)


def test_the_field_keeps_what_was_typed_until_another_slot_is_asked_for(desk, theme):
    panel = placed(desk, SayPanel(theme, ZH.says[2]))
    panel.field.setText("139")
    panel.set_view(ZH.says[2]._replace(note="再问一遍"))
    assert panel.field.text() == "139"
    panel.set_view(ZH.says[2]._replace(slot="surname", field="姓氏"))
    assert panel.field.text() == ""


@pytest.mark.parametrize("grid", [themes.DENSE, themes.NORMAL, themes.WIDE], ids=lambda grid: grid.name)
def test_the_size_is_the_largest_that_fits(desk, theme, grid):
    panel = placed(desk, SayPanel(replace(theme, grid=grid), EN.long), width=806)
    setting = panel.text.setting
    assert setting.size in grid.say_sizes
    assert len(setting.lines) * setting.pitch <= panel.text.height()
    short = EN.long._replace(parts=parts("One moment, please."))
    panel.set_view(short)
    assert panel.text.setting.size == grid.say_sizes[0]


def test_a_line_too_long_shows_more_and_scrolls_by_lines(desk, theme):
    panel = placed(desk, SayPanel(theme, ZH.endless))
    text = panel.text
    hidden = text.hidden_lines
    assert text.setting.overflows
    assert hidden > 0
    text.turn(1)
    assert text.hidden_lines == hidden - 1
    text.turn(99)
    assert text.hidden_lines == 0
    panel.set_view(ZH.says[0])
    assert text.hidden_lines == 0
    panel.set_view(ZH.endless)
    assert text.hidden_lines == hidden


def test_locked_block_names_what_is_missing_and_reports_presses(qtbot, desk, theme):
    block = placed(desk, HangupBlock(theme, ZH.hangups[0]), 252)
    assert block.accessibleName() == "挂机锁定: 还差 2 项"
    assert block.accessibleDescription() == "说完结束语; 再等 5 秒"
    with qtbot.waitSignal(block.clicked):
        qtbot.mouseClick(block, LEFT)
    block.set_view(ZH.hangups[1])
    assert block.accessibleName() == "可以挂机"
    middle = QPoint(block.width() // 2, block.height() - 8)
    assert block.grab().toImage().pixelColor(middle) == QColor(theme.colours.hangup)


def test_never_row_names_words_and_alternative(desk, theme):
    row = placed(desk, NeverRow(theme, ZH.never))
    assert row.accessibleName() == "别说: “喂，说话呀！” “再不说话我就挂了！”"
    assert row.accessibleDescription().startswith("改为: ")


def test_rows_are_chosen_by_click_and_enter_but_never_those_that_happen_alone(qtbot, desk, theme):
    rows = RowList(theme, RowKind.REPLY, "客户接下来")
    rows.set_rows(ZH.replies)
    placed(desk, rows, 540, rows.content_height())
    told = []
    rows.chosen.connect(told.append)
    for at in (1, 4):
        qtbot.mouseClick(rows.viewport(), LEFT, pos=rows.visualRect(rows.model().index(at, 0)).center())
    assert desk.hasFocus()
    rows.setFocus(Qt.FocusReason.TabFocusReason)
    rows.set_current(2)
    qtbot.keyClick(rows, Qt.Key.Key_Return)
    assert told == ["faint", "noise"]


def test_a_list_leaves_letters_digits_and_space_to_the_desk(qtbot, desk, theme):
    rows = RowList(theme, RowKind.SITUATION, "情况")
    rows.set_rows(ZH.situations)
    placed(desk, rows, 226, rows.content_height())
    rows.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClicks(rows, "f1 ")
    assert desk.keys == ["f", "1", " "]


def test_rows_say_key_words_and_destination(desk, theme):
    rows = RowList(theme, RowKind.REPLY, "客户接下来")
    rows.set_rows(ZH.replies)
    assert rows.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "F 客户说话了 → 回到开场"
    assert rows.accessibleName() == "客户接下来"


def test_words_cut_off_can_be_read_as_a_tip(desk, theme):
    rows = placed(desk, RowList(theme, RowKind.REPLY, "replies"), 540, 300)
    rows.set_rows(EN.replies)
    assert rows.model().index(3, 0).data(Qt.ItemDataRole.ToolTipRole) == EN.replies[3].words
    assert rows.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole) is None


def test_reflexes_stand_in_two_columns(qtbot, desk, theme):
    rows = RowList(theme, RowKind.REFLEX, "礼貌应答")
    rows.set_rows(ZH.reflexes)
    placed(desk, rows, 226, rows.content_height() or 200)
    rows.resize(226, rows.content_height())
    qtbot.waitUntil(lambda: rows.visualRect(rows.model().index(1, 0)).left() > 100)
    places = [rows.visualRect(rows.model().index(at, 0)) for at in range(8)]
    assert len({place.left() for place in places}) == 2
    assert len({place.top() for place in places}) == 4


def test_rows_changed_in_place_keep_the_marked_row(desk, theme):
    rows = placed(desk, RowList(theme, RowKind.REPLY, "replies"), 540, 300)
    rows.set_rows([KeyRow("a", "1", "A"), KeyRow("b", "2", "B")])
    rows.set_current(1)
    rows.set_rows([KeyRow("a", "1", "A"), KeyRow("b", "2", "B", "done")])
    assert rows.current_id() == "b"


def test_ticking_is_reported_and_rows_of_the_desk_stay_as_they_are(qtbot, desk, theme):
    musts = MustList(theme, "必须做")
    musts.set_rows(ZH.musts)
    placed(desk, musts, 260)
    told = []
    musts.ticked.connect(lambda row, done: told.append((row, done)))
    qtbot.mouseClick(musts.boxes[1], LEFT)
    qtbot.mouseClick(musts.boxes[2], LEFT)
    assert told == [("b", True)]
    assert not musts.boxes[2].isChecked()
    musts.set_rows([MustRow("a", "两遍问候原句一致", False)])
    assert told == [("b", True)]
    assert [box.isVisible() for box in musts.boxes] == [True, False, False]


def test_titles_exclude_one_another_and_tell_only_the_agents_choice(qtbot, desk, theme):
    titles = placed(desk, Switch(theme, "称呼", ZH.titles), 180)
    told = []
    titles.chosen.connect(told.append)
    titles.set_current("ms")
    assert (titles.current, told) == ("ms", [])
    qtbot.mouseClick(titles.buttons[0], LEFT)
    assert (titles.current, told) == ("mr", ["mr"])
    titles.set_options(EN.titles)
    assert titles.current == "mr"
    assert [button.accessibleName() for button in titles.buttons] == ["Mr", "Ms", "–"]
    titles.set_current("unknown")
    assert titles.current == ""


def test_titles_without_room_for_their_row_become_a_list(qtbot, desk, theme):
    titles = placed(desk, Switch(theme, "称呼", ZH.titles), 180)
    titles.resize(titles.row_width() - 1, titles.height())
    assert not any(button.isVisible() for button in titles.buttons)
    told = []
    titles.chosen.connect(told.append)
    listed = titles.findChild(QComboBox)
    assert listed.isVisible()
    titles.set_current("ms")
    assert (listed.currentData(), told) == ("ms", [])
    listed.activated.emit(listed.findData("mr"))
    assert (titles.current, told) == ("mr", ["mr"])
    titles.resize(titles.row_width(), titles.height())
    assert all(button.isVisible() for button in titles.buttons)
    assert not listed.isVisible()


def test_search_field_turns_keys_into_wishes(qtbot, desk, theme):
    field = placed(desk, SearchField(theme, "搜索"), 400)
    field.setFocus()
    told = []
    field.moved.connect(told.append)
    for name in ("entered", "followed", "left"):
        getattr(field, name).connect(lambda name=name: told.append(name))
    qtbot.keyClicks(field, "tbd")
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Up)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert told == [1, -1, "entered", "followed", "left"]
    assert field.text() == "tbd"


def test_composing_is_no_query(qtbot, desk, theme):
    field = placed(desk, SearchField(theme, "搜索"), 400)
    field.setFocus()
    queries = []
    field.queried.connect(queries.append)
    QApplication.sendEvent(field, QInputMethodEvent("ting bu dao", []))
    assert queries == []
    commit = QInputMethodEvent("", [])
    commit.setCommitString("听不到")
    QApplication.sendEvent(field, commit)
    assert queries == ["听不到"]


def test_results_mark_the_first_and_keep_the_mark_while_rows_stay(qtbot, desk, theme):
    results = placed(desk, SearchResults(theme, "结果"), 540, 290)
    results.set_view(ZH.results)
    assert results.current() == "a"
    results.step(1)
    results.step(1)
    assert results.current() == "c"
    results.set_view(ZH.results._replace(note="5 条"))
    assert results.current() == "c"
    results.step(99)
    assert results.current() == "e"
    results.set_view(ZH.results._replace(hits=()))
    assert results.current() == ""
    with qtbot.waitSignal(results.opened) as told:
        results.set_view(ZH.results)
        qtbot.mouseClick(results.list.viewport(), LEFT, pos=QPoint(60, 60))
    assert told.args == ["b"]
    assert desk.hasFocus()


def test_the_path_shows_its_end(qtbot, desk, theme):
    path = placed(desk, PathList(theme, "本次通话"), 260, 100)
    path.set_rows([PathRow(f"00:{at:02}", Icon.SAY, Tone.SAY, f"第 {at} 步") for at in range(30)])
    last = path.model().index(29, 0)
    qtbot.waitUntil(lambda: path.viewport().rect().contains(path.visualRect(last).center()))


def test_a_promise_says_when_who_and_what(desk, theme):
    table = placed(desk, FollowUpList(theme, "待办"), 806, 170)
    table.set_rows(ZH.follow_ups)
    said = table.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "超时 12 分 李先生 投诉 · 派件态度，2 小时内答复 2 小时 · 已升级组长"


def test_chip_says_state_and_time(qtbot, theme):
    chip = Chip(theme, ZH.chips[2])
    qtbot.addWidget(chip)
    assert chip.accessibleName() == "通话中 00:19"


def test_disabled_button_reports_nothing(qtbot, desk, theme):
    button = placed(desk, KeyButton(theme, ZH.actions[4]), 100)
    with qtbot.assertNotEmitted(button.chosen):
        qtbot.mouseClick(button, LEFT)


@pytest.mark.parametrize("icon", Icon)
def test_icons_stay_on_their_grid_and_leave_a_mark(qapp, icon):
    drawn = outline(icon).boundingRect()
    assert drawn.left() >= 1
    assert drawn.top() >= 1
    assert drawn.right() <= 23
    assert drawn.bottom() <= 23
    picture = pixmap(icon, QColor("#000000"), 16, 2.0).toImage()
    assert picture.width() == 32
    assert any(picture.pixelColor(x, y).alpha() > 200 for x in range(32) for y in range(32))


def test_the_whole_sheet_can_be_drawn_in_every_look(qapp, tmp_path):
    assert len({path.name for path in gallery.draw(tmp_path)}) == 4


def test_a_theme_can_change_under_a_living_widget(qtbot, theme):
    page = gallery.sheet(theme, EN)
    qtbot.addWidget(page)
    page.show()
    large = replace(theme, colours=themes.DARK, grid=themes.WIDE, scale=130)
    for child in page.findChildren(QWidget):
        if hasattr(child, "set_theme"):
            child.set_theme(large)
    page.grab()
    assert page.findChild(SayPanel).sizeHint().height() == large.px(330)


def test_every_part_that_can_be_operated_has_a_name(qtbot, theme):
    page = gallery.sheet(theme, ZH)
    qtbot.addWidget(page)
    page.show()
    page.ensurePolished()
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    parts_ = [w for w in page.findChildren(QWidget) if w.isVisible() and w.focusPolicy() != Qt.FocusPolicy.NoFocus]
    unnamed = [type(w).__name__ for w in parts_ if not w.accessibleName() and not isinstance(w, QLineEdit)]
    assert unnamed == []
