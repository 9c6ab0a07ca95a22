"""Rows of the search: what was found is in sight, a gap is boxed whole or not at all, and nothing stands outside its place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRectF

from agent_assist.ui import theme as themes
from agent_assist.ui.components import hit_list
from agent_assist.ui.components.hit_list import HitList, _Kind
from agent_assist.ui.components.lists import Item
from agent_assist.ui.rows import HitRow

LINE = (
    "I am sorry, I can't hear you at the moment. Please call again from another phone. Thank you, and goodbye for now."
)
ZH = "对不起，我这边听不到您的声音，麻烦您换一部电话再打过来，好吗？谢谢您，再见！"


@pytest.fixture
def rows(qtbot, theme):
    made = HitList(theme, "rows")
    qtbot.addWidget(made)
    return made


def laid(rows, text, found=(), gaps=(), width=200):
    return rows._pieces(rows._line(text, rows.theme.type.reply, QRectF(0, 0, width, 22), found, gaps))


def words(pieces, kind):
    return [piece.text.text() for piece in pieces if piece.kind is kind]


@pytest.mark.parametrize(("text", "word"), [(LINE, "goodbye"), (LINE, "hear"), (ZH, "再见"), (ZH, "听不到")])
@pytest.mark.parametrize("width", [140, 200, 500])
def test_what_was_found_is_in_sight(rows, text, word, width):
    at = text.index(word)
    pieces = laid(rows, text, ((at, at + len(word)),), width=width)
    assert words(pieces, _Kind.FOUND) == [word]
    assert pieces[-1].x + pieces[-1].width <= width + 1


def test_a_line_that_fits_is_shown_from_its_beginning(rows):
    pieces = laid(rows, "Can you hear me?", ((8, 12),))
    assert [piece.text.text() for piece in pieces] == ["Can you ", "hear", " me?"]


def test_a_gap_is_boxed_and_wins_over_what_was_found_in_it(rows):
    pieces = laid(rows, "您的电话是联系电话，对吗？", ((2, 4), (7, 9)), ((5, 9),), width=300)
    assert words(pieces, _Kind.GAP) == ["联系电话"]
    assert words(pieces, _Kind.FOUND) == ["电话"]


def test_nothing_is_drawn_behind_an_ellipsis(rows):
    text = f"{LINE} Phone"
    pieces = laid(rows, text, (), ((len(text) - 5, len(text)),), width=120)
    assert len(pieces) == 1
    assert pieces[0].text.text().endswith("…")


@settings(max_examples=60, deadline=None)
@given(
    st.text("ab 话，", max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=3),
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=2),
    st.integers(0, 300),
)
def test_no_line_leaves_its_place(qapp, text, found, gaps, width):
    rows = HitList(themes.Theme(themes.LIGHT, family=themes.interface_family()), "rows")
    spans, holes = ([(at, min(at + long, len(text))) for at, long in each if at < len(text)] for each in (found, gaps))
    pieces = laid(rows, text, tuple(sorted(spans)), tuple(sorted(holes)), width)
    assert all(piece.x >= 0 and piece.x + piece.width <= width + 1 for piece in pieces)


def test_characters_are_drawn_beforehand_and_then_no_more(rows, qtbot):
    rows.warm("您好请稍等")
    assert rows.warming.left == 20, "two sizes, each plain and bold"
    qtbot.waitUntil(lambda: not rows.warming.left)


def test_who_types_is_not_kept_waiting_by_characters_drawn_beforehand(rows, qtbot):
    rows.warm("您好请稍等")
    soon = rows.warming.interval
    rows.warming.give_way()
    assert rows.warming.interval > 10 * soon
    qtbot.waitUntil(lambda: not rows.warming.left)
    assert rows.warming.interval == soon


@pytest.mark.parametrize("scrolled", [0, 30, 200])
def test_rows_are_painted_where_they_are_clicked(rows, monkeypatch, scrolled):
    rows.resize(400, 180)
    rows.set_items([Item(str(at), f"row {at}", HitRow(str(at), f"row {at}", "place")) for at in range(9)])
    rows.show()
    rows.verticalScrollBar().setValue(scrolled)
    painted = {}
    monkeypatch.setattr(rows, "_paint_row", lambda _, area, row, marked: painted.update({row.id: area.toRect()}))
    rows.viewport().grab()
    model = rows.model()
    places = {str(at): rows.visualRect(model.index(at)) for at in range(9)}
    seen = {row for row, place in places.items() if place.intersects(rows.viewport().rect())}
    assert set(painted) == seen
    assert all(painted[row] == places[row].adjusted(0, 1, 0, -1) for row in seen)


def test_new_rows_are_laid_out_at_once(rows):
    rows.resize(400, 180)
    rows.show()
    rows.set_items([Item(str(at), f"row {at}", HitRow(str(at), f"row {at}", "place")) for at in range(9)])
    assert rows.indexAt(QPoint(5, themes.Theme(themes.LIGHT).px(hit_list.ROW) + 5)).row() == 1


@pytest.mark.parametrize(
    ("room", "high", "seen"), [(238, 47, 5), (245, 49, 5), (200, 49, 4), (40, 49, 0), (460, 46, 10)]
)
def test_rows_give_way_a_little_for_one_more(rows, room, high, seen):
    rows.fit(room)
    assert (rows.row_high, room // rows.row_high) == (high, seen)
