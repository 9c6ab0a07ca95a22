"""The sheet of components, for eyes: every state of every part, in both schemes and languages.

`python -m tests.ui.gallery FOLDER` writes the pictures; `test_gallery.py` draws them too, so that none can break unseen.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from agent_assist.ui import theme as themes
from agent_assist.ui.components.chip import Chip
from agent_assist.ui.components.figures import Figures
from agent_assist.ui.components.follow_ups import FollowUpList
from agent_assist.ui.components.hangup import HangupBlock
from agent_assist.ui.components.keys import KeyButton, KeyCap
from agent_assist.ui.components.must import MustList
from agent_assist.ui.components.never import NeverRow
from agent_assist.ui.components.panel import HeadLine, Panel
from agent_assist.ui.components.path_list import PathList
from agent_assist.ui.components.results import SearchResults
from agent_assist.ui.components.ring import WaitPanel
from agent_assist.ui.components.row_list import RowKind, RowList
from agent_assist.ui.components.say_panel import SayPanel
from agent_assist.ui.components.search import SearchField
from agent_assist.ui.components.switch import Switch
from agent_assist.ui.theme import Theme
from tests.ui import samples
from tests.ui.samples import Samples


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    for widget in widgets:
        row.addWidget(widget)
    return row


def sheet(theme: Theme, words: Samples) -> QWidget:
    """All components as one widget."""
    page = QWidget()
    page.setAutoFillBackground(True)
    column = QVBoxLayout(page)
    column.setContentsMargins(20, 16, 20, 16)
    column.setSpacing(10)
    chips = _row(*(Chip(theme, view) for view in words.chips))
    chips.addStretch(1)
    column.addLayout(chips)
    column.addLayout(_row(*(_say(theme, view) for view in words.says)))
    column.addLayout(_row(_say(theme, words.long), _say(theme, words.endless)))
    column.addLayout(_row(NeverRow(theme, words.never), NeverRow(theme, words.never_long)))
    column.addLayout(_waits(theme, words))
    column.addLayout(_lists(theme, words))
    column.addLayout(_buttons(theme, words))
    column.addLayout(_row(_table(theme, words)))
    column.addStretch(1)
    return page


def _say(theme: Theme, view: object) -> SayPanel:
    panel = SayPanel(theme, view)
    panel.reserve_main(samples.mains(view))
    return panel


def _waits(theme: Theme, words: Samples) -> QGridLayout:
    grid = QGridLayout()
    grid.setSpacing(10)
    for at, view in enumerate(words.waits):
        grid.addWidget(WaitPanel(theme, view), 0, at)
    for at, view in enumerate(words.hangups):
        grid.addWidget(HangupBlock(theme, view), 1, at)
    return grid


def _lists(theme: Theme, words: Samples) -> QHBoxLayout:
    left = QVBoxLayout()
    situations = RowList(theme, RowKind.SITUATION, "situations")
    situations.set_rows(words.situations)
    reflexes = RowList(theme, RowKind.REFLEX, "reflexes")
    reflexes.set_rows(words.reflexes)
    for list_, width in ((situations, 226), (reflexes, 226)):
        list_.setFixedWidth(theme.px(width))
        list_.setFixedHeight(list_.content_height())
        left.addWidget(list_)
    left.addStretch(1)
    middle = QVBoxLayout()
    replies = RowList(theme, RowKind.REPLY, "replies")
    replies.set_rows(words.replies)
    replies.setFixedHeight(replies.content_height())
    results = SearchResults(theme, "results")
    results.set_view(words.results)
    results.setFixedHeight(theme.px(290))
    results.show()
    for widget in (HeadLine(theme, words.then), replies, results, SearchField(theme, words.search_hint)):
        middle.addWidget(widget)
    right = QVBoxLayout()
    right.addWidget(_card(theme, words))
    path_card = Panel(theme, words.path_head)
    path = PathList(theme, "path")
    path.set_rows(words.path)
    path_card.body.addWidget(path)
    promise_card = Panel(theme, words.promise_head)
    promises = FollowUpList(theme, "promises", small=True)
    promises.set_rows(words.follow_ups[1:2])
    promises.setFixedHeight(promises.content_height())
    promise_card.body.addWidget(promises)
    for widget in (promise_card, path_card, Figures(theme, words.figures)):
        right.addWidget(widget)
    right.addStretch(1)
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addLayout(left)
    row.addLayout(middle, 5)
    row.addLayout(right, 6)
    return row


def _card(theme: Theme, words: Samples) -> Panel:
    card = Panel(theme, words.must_head)
    musts = MustList(theme, "musts")
    musts.set_rows(words.musts)
    card.body.addWidget(musts)
    return card


def _table(theme: Theme, words: Samples) -> Panel:
    card = Panel(theme, None)
    card.body.setContentsMargins(1, 1, 1, 1)
    table = FollowUpList(theme, "follow-ups")
    table.set_rows(words.follow_ups)
    table.setFixedHeight(table.content_height())
    card.body.addWidget(table)
    card.setFixedWidth(theme.px(806))
    return card


def _buttons(theme: Theme, words: Samples) -> QHBoxLayout:
    titles = Switch(theme, "title", words.titles)
    titles.set_current(words.titles[1].id)
    modes = Switch(theme, "mode", words.modes, raised=True)
    modes.set_current(words.modes[0].id)
    caps = [KeyCap(theme, label) for label in ("F", "1", "Ctrl F", "Enter")]
    row = _row(*(KeyButton(theme, action) for action in words.actions), *caps, titles, modes)
    row.addStretch(1)
    return row


def draw(folder: Path) -> list[Path]:
    """Writes one picture for each scheme and language; returns their paths."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    written = []
    for name, colours in (("light", themes.LIGHT), ("dark", themes.DARK)):
        for language, words in (("zh", samples.ZH), ("en", samples.EN)):
            theme = Theme(colours, themes.NORMAL, family=themes.interface_family())
            themes.dress(app, theme)
            page = sheet(theme, words)
            page.resize(1366, 1240)
            page.show()
            app.processEvents()
            path = folder / f"sheet-{language}-{name}.png"
            assert page.grab().save(str(path))
            written.append(path)
            page.close()
    return written


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
