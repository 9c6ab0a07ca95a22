"""What must be done at this step: square boxes to tick. Rows that follow from what was recorded tick themselves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from agent_assist.ui import icons
from agent_assist.ui.components.paint import RIGHT, focus_ring, text_width, words
from agent_assist.ui.icons import Icon
from agent_assist.ui.rows import MustRow
from agent_assist.ui.theme import Theme, Tone

ROW = 26
_NAMED = 0.6
"""How much of a row its words may keep beside a value."""


class MustBox(QCheckBox):
    """One row. `ticked(id, done)` reports what the agent did; a value set by the desk reports nothing.

    A row that follows from a value reports `wanted(id)`: the agent would like to give the value.
    """

    ticked = Signal(str, bool)
    wanted = Signal(str)

    def __init__(self, theme: Theme, row: MustRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._row = theme, row
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._tell)
        self.set_row(row)

    def set_row(self, row: MustRow) -> None:
        """Shows the row."""
        if row != self._row:
            self.update()
        self._row = row
        self.setText(row.words)
        self.setAccessibleName(row.words)
        self.setAccessibleDescription(row.note)
        self.setChecked(row.done)
        room = self.width() - self._theme.px(26)
        self.setToolTip(row.words if text_width(self._font(), row.words) > room > 0 else "")

    def set_theme(self, theme: Theme) -> None:
        """Changes scheme, grid or text scale."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(60), self._theme.px(ROW))

    def hitButton(self, pos: object) -> bool:
        return True

    def nextCheckState(self) -> None:
        if self._row.by_hand:
            super().nextCheckState()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, row, done = self._theme, self._row, self.isChecked()
        side, height = theme.px(17), float(self.height())
        mark = QRectF(0, (height - side) / 2, side, side)
        icons.paint(painter, Icon.BOX_TICKED if done else Icon.BOX, mark, theme.ink(Tone.OPEN if done else Tone.RECORD))
        line = QRectF(side + theme.px(8), 0, self.width() - side - theme.px(8), height)
        if row.note:
            # The value gives way to what it is: a long one alone would tell nothing.
            gap = theme.px(8)
            named = min(text_width(self._font(), row.words), line.width() * _NAMED)
            value = line.adjusted(named + gap, 0, 0, 0)
            font = theme.font(theme.type.caption, bold=True)
            taken = words(painter, value, row.note, font, theme.ink(Tone.RECORD), RIGHT)
            line.setRight(line.right() - taken - gap)
        colour = QColor(theme.colours.text2 if done else theme.colours.text)
        words(painter, line, row.words, self._font(), colour)
        if self.hasFocus():
            focus_ring(painter, theme, QRectF(self.rect()).adjusted(-1, 0, 0, 0), theme.px(4))

    def _font(self) -> QFont:
        return self._theme.font(self._theme.type.body, bold=self._row.due and not self._row.done)

    def _tell(self) -> None:
        if self._row.by_hand:
            self.ticked.emit(self._row.id, self.isChecked())
        else:
            self.setChecked(self._row.done)
            self.wanted.emit(self._row.id)


class MustList(QScrollArea):
    """The rows, `visible` of them high; more of them scroll, and the first that is open is kept in sight. Signals `ticked(id, done)` and `wanted(id)`."""

    ticked = Signal(str, bool)
    wanted = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None, visible: int = 3) -> None:
        super().__init__(parent)
        self._theme, self._visible = theme, visible
        self._boxes: list[MustBox] = []
        self._in_sight = (0, 0)
        self._inside = QWidget(self)
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, theme.px(4), 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self._inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Changes scheme, grid or text scale."""
        self._theme = theme
        self.setFixedHeight(theme.px(ROW) * self._visible)
        for box in self._boxes:
            box.set_theme(theme)

    def set_rows(self, rows: Sequence[MustRow]) -> None:
        """Shows these rows; boxes are reused, so a box that has the keyboard keeps it."""
        while len(self._boxes) < len(rows):
            box = MustBox(self._theme, rows[len(self._boxes)], self._inside)
            box.ticked.connect(self.ticked)
            box.wanted.connect(self.wanted)
            self._column.insertWidget(len(self._boxes), box)
            self._boxes.append(box)
        for at, box in enumerate(self._boxes):
            box.setVisible(at < len(rows))
            if at < len(rows):
                box.set_row(rows[at])
        first = next((at for at, row in enumerate(rows) if not row.done), 0)
        if (first, len(rows)) != self._in_sight:
            self._in_sight = first, len(rows)
            self._column.activate()
            self._inside.resize(self._inside.width(), self._theme.px(ROW) * len(rows))
            self.verticalScrollBar().setValue(self._theme.px(ROW) * max(0, first + 1 - self._visible))

    @property
    def boxes(self) -> tuple[MustBox, ...]:
        """The boxes, the hidden ones included."""
        return tuple(self._boxes)
