"""A phrase of the agent's own, written or changed in the place of the results: its words, other words to find it by, where it
belongs. Enter saves, Escape goes back to the results; nothing is modal, and every key of a call works as before.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from agent_assist.ui.components.fields import ENTER, Field
from agent_assist.ui.components.keys import KeyButton
from agent_assist.ui.components.must import MustBox
from agent_assist.ui.components.paint import Painted, box, text_width, words, wrap
from agent_assist.ui.components.sheet import paint_escape
from agent_assist.ui.icons import Icon
from agent_assist.ui.rows import ActionView, MustRow, PhraseFormView, Rank
from agent_assist.ui.theme import Theme, Tone

SAVE, REMOVE = "save", "remove"
_HEAD = 36
_ROW = 32
_LABEL = 72
_LINE = 20
_TROUBLE_LINES = 2
_HERE = "here"


class PhraseForm(Painted):
    """Signals: `saved(words, tags, here)`, where `here` ties it to the scenario; `removed()`; `left()` on Escape."""

    saved = Signal(str, str, bool)
    removed = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._view = PhraseFormView("", "", "", "", "", "", "", "", "", "", "")
        self._trouble, self._trouble_top = "", 0
        self.words, self.tags = Field(self), Field(self)
        self.here = MustBox(theme, MustRow(_HERE, "", done=False), self)
        self._labels = QLabel(self), QLabel(self)
        self._save = KeyButton(theme, ActionView(SAVE, ""), self, _ROW)
        self._remove = KeyButton(theme, ActionView(REMOVE, ""), self, _ROW)
        for field in (self.words, self.tags):
            field.entered.connect(self._saved)
            field.left.connect(self.left)
            field.textEdited.connect(lambda _: self.set_trouble(""))
        self._save.clicked.connect(self._saved)
        self._remove.clicked.connect(self.removed)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.hide()
        self.retheme()

    def set_view(self, view: PhraseFormView) -> None:
        """Shows a phrase to be written or changed; the keyboard goes to its words."""
        self._view = view
        for label, field, caption, text in zip(
            self._labels,
            (self.words, self.tags),
            (view.words_label, view.tags_label),
            (view.words, view.tags),
            strict=True,
        ):
            label.setText(caption)
            field.setAccessibleName(caption)
            field.setText(text)
        self.tags.setPlaceholderText(view.tags_hint)
        self.here.set_row(MustRow(_HERE, view.here_label, done=view.here))
        self.here.setVisible(bool(view.here_label))
        self._save.set_action(ActionView(SAVE, view.save, "Enter", Icon.TICK, Rank.PRIMARY))
        self._remove.set_action(ActionView(REMOVE, view.remove, rank=Rank.QUIET))
        self._remove.setVisible(bool(view.remove))
        self.setAccessibleName(view.title)
        self.set_trouble("")
        self._place()

    def set_trouble(self, sentence: str) -> None:
        """Says why it could not be saved; "" for nothing."""
        self._trouble = sentence
        self.setToolTip(sentence)
        self.setAccessibleDescription(sentence)
        self.update()

    def retheme(self) -> None:
        theme = self.theme
        font = theme.font(theme.type.body)
        for part in (self.words, self.tags, *self._labels):
            part.setFont(font)
        self.here.set_theme(theme)
        self._save.set_theme(theme)
        self._remove.set_theme(theme)
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on a button presses it; on the box it saves, as in the fields. Escape goes back from anywhere."""
        if event.key() in ENTER:
            (self._remove if self._remove.hasFocus() else self._save).click()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, c = self.painter(), self.theme, self.theme.colours
        painter.fillRect(event.rect(), QColor(c.bg))
        box(painter, QRectF(self.rect()), theme.px(8), QColor(c.surface), QColor(c.edge))
        side = theme.px(14)
        head = QRectF(side, 0, self.width() - 2 * side, theme.px(_HEAD))
        head.setRight(paint_escape(painter, theme, self._view.back, head))
        words(painter, head, self._view.title, theme.font(theme.type.body, bold=True), QColor(c.text))
        font, room = theme.font(theme.type.head), QRectF(self.rect()).adjusted(side, 0, -side, 0)
        for number, line in enumerate(wrap(QFontMetricsF(font), self._trouble, room.width(), _TROUBLE_LINES)):
            top = self._trouble_top + number * theme.px(_LINE)
            words(painter, QRectF(room.left(), top, room.width(), theme.px(_LINE)), line, font, theme.ink(Tone.NEVER))

    def _saved(self) -> None:
        self.saved.emit(self.words.text(), self.tags.text(), self.here.isVisible() and self.here.isChecked())

    def _place(self) -> None:
        theme = self.theme
        side, row, gap = theme.px(14), theme.px(_ROW), theme.px(8)
        font = theme.font(theme.type.body)
        caption = max(
            theme.px(_LABEL), *(round(text_width(font, label.text())) + theme.px(12) for label in self._labels)
        )
        left, y = side + caption, theme.px(_HEAD)
        wide = self.width() - side - left
        for label, field in zip(self._labels, (self.words, self.tags), strict=True):
            label.setGeometry(side, y, caption, row)
            field.setGeometry(left, y, wide, row)
            y += row + gap
        self.here.setGeometry(left, y, wide, theme.px(26))
        y += theme.px(26) + gap
        self._trouble_top = y
        y += _TROUBLE_LINES * theme.px(_LINE) + gap
        save, remove = self._save.sizeHint(), self._remove.sizeHint()
        self._save.setGeometry(self.width() - side - save.width(), y, save.width(), save.height())
        self._remove.setGeometry(left, y, remove.width(), remove.height())
