"""A row of choices of which one holds, such as the caller's title; where there is no room for the row, a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QComboBox, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from agent_assist.ui.components.paint import CENTRE, Painted, box, focus_ring, text_width, words
from agent_assist.ui.rows import Option
from agent_assist.ui.theme import Theme


class SwitchButton(QToolButton):
    """One choice. `raised`: the chosen one is a card on sunken ground; otherwise it is filled."""

    def __init__(self, theme: Theme, option: Option, raised: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.option = option
        self._theme, self._raised = theme, raised
        self.setText(option.words)
        self.setAccessibleName(option.words)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

    def set_theme(self, theme: Theme) -> None:
        """Changes scheme, grid or text scale."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        theme = self._theme
        font = theme.font(theme.type.body if self._raised else theme.type.head, bold=True)
        pad = theme.px(24 if self._raised else 14)
        return QSize(round(text_width(font, self.option.words)) + pad, theme.px(24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, c, area, on = self._theme, self._theme.colours, QRectF(self.rect()), self.isChecked()
        ink = QColor(c.text2)
        if on and self._raised:
            box(painter, area, theme.px(5), QColor(c.surface), QColor(c.line))
            ink = QColor(c.text)
        elif on and not self.option.id:
            # Nothing is chosen yet: that is known, but nothing to shout about.
            box(painter, area, theme.px(4), QColor(c.surface), QColor(c.line))
        elif on:
            box(painter, area, theme.px(4), QColor(c.say.ink))
            ink = QColor(c.on_fill)
        size = theme.type.body if self._raised else theme.type.head
        words(painter, area, self.option.words, theme.font(size, bold=on), ink, CENTRE)
        if self.hasFocus():
            focus_ring(painter, theme, area, theme.px(5))


class Switch(Painted):
    """Exclusive choices side by side. Signal `chosen(id)` when the agent picks another one."""

    chosen = Signal(str)

    def __init__(
        self, theme: Theme, name: str, options: Sequence[Option], parent: QWidget | None = None, *, raised: bool = False
    ) -> None:
        super().__init__(theme, parent)
        self._raised = raised
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._tell)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(0)
        self._list = QComboBox(self)
        self._list.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._list.activated.connect(self._listed)
        self._list.hide()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_options(options)
        self.retheme()

    @property
    def buttons(self) -> tuple[SwitchButton, ...]:
        """The choices in order."""
        return tuple(button for button in self._group.buttons() if isinstance(button, SwitchButton))

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab comes to: the choices, and the list that stands for them where they do not fit."""
        return (*self.buttons, self._list)

    @property
    def current(self) -> str:
        """The id of the choice that holds; empty without one."""
        return next((button.option.id for button in self.buttons if button.isChecked()), "")

    def set_options(self, options: Sequence[Option]) -> None:
        """Offers other choices, such as the titles of another language; the same ones stay untouched."""
        if tuple(options) == tuple(button.option for button in self.buttons):
            return
        held = self.current
        for button in self.buttons:
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        for option in options:
            made = SwitchButton(self.theme, option, self._raised, self)
            self._group.addButton(made)
            self._row.addWidget(made)
            # A widget that was never shown counts for nothing in the layout's size.
            made.show()
        self._list.clear()
        for option in options:
            self._list.addItem(option.words, option.id)
        self.set_current(held)
        self._fold()

    def set_current(self, option: str) -> None:
        """Marks a choice without telling; an unknown id or an empty one leaves none marked."""
        self._group.setExclusive(False)
        for button in self.buttons:
            button.setChecked(button.option.id == option)
        self._group.setExclusive(True)
        self._list.setCurrentIndex(self._list.findData(self.current))

    def retheme(self) -> None:
        edge = self.theme.px(3)
        self._row.setContentsMargins(edge, edge, edge, edge)
        self.setFixedHeight(self.theme.px(32 if self._raised else 30))
        for button in self.buttons:
            button.set_theme(self.theme)
        self._list.setFont(self.theme.font(self.theme.type.head))
        self._fold()

    def row_width(self) -> int:
        """How wide the whole row is, shown or not."""
        return sum(button.sizeHint().width() for button in self.buttons) + 2 * self.theme.px(3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """Words cut off tell nothing: a row that does not fit becomes a list."""
        folded = self.testAttribute(Qt.WidgetAttribute.WA_Resized) and self.width() < self.row_width()
        self._list.setGeometry(self.rect())
        self._list.setAccessibleName(self.accessibleName())
        self._list.setVisible(folded)
        for button in self.buttons:
            button.setVisible(not folded)

    def paintEvent(self, event: QPaintEvent) -> None:
        c = self.theme.colours
        edge = None if self._raised else QColor(c.edge)
        box(self.painter(), QRectF(self.rect()), self.theme.px(6), QColor(c.sunken), edge)

    def _listed(self, index: int) -> None:
        option = str(self._list.itemData(index))
        if option != self.current:
            self.set_current(option)
            self.chosen.emit(option)

    def _tell(self, button: QAbstractButton) -> None:
        if isinstance(button, SwitchButton):
            self.chosen.emit(button.option.id)
