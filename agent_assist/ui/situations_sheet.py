"""Ctrl+0: all situations of the pack, to find by title, by other words, or by pinyin."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from agent_assist.desk.view import Situation
from agent_assist.language.fold import fold
from agent_assist.language.pinyin import initials, pinyin
from agent_assist.ui.components.fields import Field
from agent_assist.ui.components.paint import CENTRE, Painted, box, words
from agent_assist.ui.components.row_list import RowKind, RowList
from agent_assist.ui.components.sheet import HEAD, paint_escape
from agent_assist.ui.rows import KeyRow
from agent_assist.ui.theme import Theme
from agent_assist.ui.translation import translate


class FilterField(Field):
    """The field over the list. `moved(step)` is an arrow key: one row, or one column of two."""

    moved = Signal(int)

    def command(self, event: QKeyEvent) -> bool:
        if event.key() not in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return super().command(event)
        self.moved.emit(-2 if event.key() == Qt.Key.Key_Up else 2)
        return True


class SituationsSheet(Painted):
    """Signals: `chosen(scenario)`, `left()` on Escape."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._all: tuple[Situation, ...] = ()
        self._here = ""
        self._keys: dict[str, str] = {}
        self._field = FilterField(self)
        self._field.textChanged.connect(self._filter)
        self._field.entered.connect(self._enter)
        self._field.left.connect(self.left)
        self._field.moved.connect(self._move)
        self._list = RowList(theme, RowKind.REFLEX, "", self)
        self._list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.chosen.connect(self.chosen)
        self._marked = 0
        self.hide()
        self.retheme()

    @property
    def field(self) -> Field:
        """Where the words are typed."""
        return self._field

    @property
    def shown(self) -> tuple[str, ...]:
        """The ids of the rows."""
        return tuple(item.id for item in self._list.items)

    def set_situations(self, situations: tuple[Situation, ...], here: str) -> None:
        """Offers these; `here` is where the call stands."""
        if situations != self._all:
            self._keys = {one.scenario: _found_by(one) for one in situations}
        self._all, self._here = situations, here
        hint = translate("Sheets", "Find among {0} situations").format(len(situations))
        self._field.setPlaceholderText(hint)
        self._field.setAccessibleName(hint)
        self._list.setAccessibleName(translate("Sheets", "All situations"))
        self.setAccessibleName(translate("Sheets", "All situations"))

    def begin(self) -> None:
        """Starts with an empty field that has the keyboard."""
        self._field.clear()
        self._filter("")
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def retheme(self) -> None:
        self._list.set_theme(self.theme)
        self._field.setFont(self.theme.font(self.theme.type.body))
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, c = self.painter(), self.theme, self.theme.colours
        box(painter, QRectF(self.rect()), theme.px(8), QColor(c.surface), QColor(c.edge))
        side = theme.px(14)
        head = QRectF(side, 0, self.width() - 2 * side, theme.px(HEAD + 4))
        paint_escape(painter, theme, translate("Sheets", "back"), head)
        if not self._list.items:
            below = QRectF(0, theme.px(HEAD + 4), self.width(), theme.px(60))
            nothing = translate("Sheets", "No situation is called so.")
            words(painter, below, nothing, theme.font(theme.type.body), QColor(c.text2), CENTRE)

    def _filter(self, text: str) -> None:
        wanted = fold(text).replace(" ", "")
        found = [one for one in self._all if wanted in self._keys[one.scenario]]
        self._marked = 0
        self._show(found)
        self.update()

    def _show(self, found: list[Situation] | None = None) -> None:
        """Marks one row; the mark is a row like that where the call stands."""
        if found is None:
            ids = self.shown
            found = [one for one in self._all if one.scenario in ids]
        rows = [KeyRow(one.scenario, "", one.title, current=at == self._marked) for at, one in enumerate(found)]
        self._list.set_rows(rows)

    def _move(self, step: int) -> None:
        count = len(self.shown)
        if count:
            self._marked = min(max(0, self._marked + step), count - 1)
            self._show()

    def _enter(self) -> None:
        if self.shown:
            self.chosen.emit(self.shown[self._marked])

    def _place(self) -> None:
        theme = self.theme
        side, top = theme.px(10), theme.px(HEAD + 4)
        self._field.setGeometry(side, theme.px(7), self.width() - theme.px(110), theme.px(30))
        self._list.setGeometry(side, top, self.width() - 2 * side, max(0, self.height() - top - theme.px(6)))


def _found_by(one: Situation) -> str:
    """Everything a situation is found by, folded, in one text."""
    names = (one.title, *one.aliases)
    forms = [form for name in names for form in (fold(name).replace(" ", ""), pinyin(fold(name)), initials(fold(name)))]
    return "\n".join((*forms, one.scenario))
