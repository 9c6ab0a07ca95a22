"""A phrase of the agent's own, written or changed in the place of the results: its words, other words to find it by, where it
belongs. Enter saves, Escape goes back to the results; nothing is modal, and every key of a call works as before.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QWidget

from agent_assist.ui.components.fields import Field
from agent_assist.ui.components.keys import KeyButton
from agent_assist.ui.components.paint import Painted, box, words
from agent_assist.ui.components.sheet import paint_escape
from agent_assist.ui.icons import Icon
from agent_assist.ui.rows import ActionView, PhraseFormView, Rank
from agent_assist.ui.theme import Theme, Tone

SAVE, REMOVE = "save", "remove"
_HEAD = 36
_ROW = 32
_LABEL = 84


class PhraseForm(Painted):
    """Signals: `saved(words, tags, here)`, where `here` ties it to the scenario; `removed()`; `left()` on Escape."""

    saved = Signal(str, str, bool)
    removed = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._view = PhraseFormView("", "", "", "", "", "", "", "", "", "", "")
        self._trouble = ""
        self.words, self.tags = Field(self), Field(self)
        self.here = QCheckBox(self)
        self._labels = QLabel(self), QLabel(self)
        self._save = KeyButton(theme, ActionView(SAVE, ""), self, _ROW)
        self._remove = KeyButton(theme, ActionView(REMOVE, ""), self, _ROW)
        for field in (self.words, self.tags):
            field.entered.connect(self._saved)
            field.left.connect(self.left)
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
        self.here.setText(view.here_label)
        self.here.setAccessibleName(view.here_label)
        self.here.setVisible(bool(view.here_label))
        self.here.setChecked(view.here)
        self._save.set_action(ActionView(SAVE, view.save, "Enter", Icon.TICK, Rank.PRIMARY))
        self._remove.set_action(ActionView(REMOVE, view.remove, rank=Rank.QUIET))
        self._remove.setVisible(bool(view.remove))
        self.setAccessibleName(view.title)
        self.set_trouble("")
        self._place()

    def set_trouble(self, sentence: str) -> None:
        """Says why it could not be saved; "" for nothing."""
        self._trouble = sentence
        self.setAccessibleDescription(sentence)
        self.update()

    def retheme(self) -> None:
        theme = self.theme
        font = theme.font(theme.type.body)
        for part in (self.words, self.tags, self.here, *self._labels):
            part.setFont(font)
        self._save.set_theme(theme)
        self._remove.set_theme(theme)
        self._place()

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
        if self._trouble:
            place = QRectF(side, self._save.y(), self._save.x() - side - theme.px(10), self._save.height())
            if self._remove.isVisible():
                place.setLeft(self._remove.geometry().right() + theme.px(10))
            words(painter, place, self._trouble, theme.font(theme.type.head), theme.ink(Tone.NEVER))

    def _saved(self) -> None:
        self.saved.emit(self.words.text(), self.tags.text(), self.here.isVisible() and self.here.isChecked())

    def _place(self) -> None:
        theme = self.theme
        side, row, gap, label = theme.px(14), theme.px(_ROW), theme.px(8), theme.px(_LABEL)
        y, wide = theme.px(_HEAD), self.width() - 2 * side
        for caption, field in zip(self._labels, (self.words, self.tags), strict=True):
            caption.setGeometry(side, y, label, row)
            field.setGeometry(side + label, y, wide - label, row)
            y += row + gap
        self.here.setGeometry(side + label, y, wide - label, theme.px(24))
        y += theme.px(24) + gap
        save, remove = self._save.sizeHint(), self._remove.sizeHint()
        self._save.setGeometry(self.width() - side - save.width(), y, save.width(), save.height())
        self._remove.setGeometry(side, y, remove.width(), remove.height())
