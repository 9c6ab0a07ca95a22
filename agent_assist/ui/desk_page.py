"""The desk: all regions of the window's inside, in their places, showing one picture of the desk at a time.

It decides nothing. `show_view` hands each region its rows; `tick` moves only what runs. Which regions are seen depends on
the state alone, and none of them moves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from agent_assist.desk.view import DeskView
from agent_assist.ui.between import Between
from agent_assist.ui.bottom_bar import BottomBar
from agent_assist.ui.components.panel import HeadLine
from agent_assist.ui.components.row_list import RowKind, RowList
from agent_assist.ui.components.say_panel import SayPanel
from agent_assist.ui.keys import Command, command
from agent_assist.ui.places import Places, places
from agent_assist.ui.present import around, say
from agent_assist.ui.rows import Head, SayState, SayView
from agent_assist.ui.theme import Theme
from agent_assist.ui.top_bar import TopBar
from agent_assist.ui.translation import translate

if TYPE_CHECKING:
    from agent_assist.ui.call_regions import CallRegions


class DeskPage(QWidget):
    """Signals: `wanted(Command)` for a key; `painted` after the first painting; `call_made` with the call's regions."""

    wanted = Signal(Command)
    painted = Signal()
    call_made = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._places = places(theme, self.width(), self.height())
        self._call: CallRegions | None = None
        self._was_painted = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.top = TopBar(theme, self)
        self.bottom = BottomBar(theme, self)
        self.situations_head = HeadLine(theme, Head(""), self)
        self.situations = RowList(theme, RowKind.SITUATION, "", self)
        self.reflexes_head = HeadLine(theme, Head(""), self)
        self.reflexes = RowList(theme, RowKind.REFLEX, "", self)
        self.say = SayPanel(theme, SayView((), chinese=True, state=SayState.NEXT, tag=""), self)
        self.between = Between(theme, self)
        self.retranslate()

    @property
    def theme(self) -> Theme:
        """The looks in use."""
        return self._theme

    @property
    def places(self) -> Places:
        """Where the regions stand now."""
        return self._places

    @property
    def call(self) -> CallRegions:
        """The regions of a call, made when they are first asked for."""
        if self._call is None:
            from agent_assist.ui.call_regions import CallRegions

            self._call = CallRegions(self._theme, self, self._places)
            self.call_made.emit()
        return self._call

    def show_view(self, view: DeskView, now: int, utc: int, copied: bool) -> None:
        """Shows a picture of the desk, made at the elapsed time `now` and UTC `utc`."""
        self.top.set_view(view, now)
        self.bottom.set_view(view)
        self.situations.set_rows(around.situations(view))
        self.reflexes.set_rows(around.reflexes(view))
        self.say.setVisible(view.state != "wrap-up" or view.peek is not None)
        if view.state != "wrap-up" or view.peek is not None:
            self.say.set_view(say.say(view, copied))
        self.between.show_view(view, utc)
        if view.state != "idle" or self._call is not None:
            self.call.show_view(view, now, utc)

    def tick(self, view: DeskView, now: int) -> None:
        """Shows a later moment of the same picture: what runs, and nothing else."""
        self.top.tick(view, now)
        if self._call is not None:
            self._call.tick(view, now)

    def set_theme(self, theme: Theme) -> None:
        """Changes scheme, grid or text scale."""
        self._theme = theme
        for part in (
            self.top, self.bottom, self.situations_head, self.situations, self.reflexes_head, self.reflexes, self.say,
            self.between,
        ):  # fmt: skip
            part.set_theme(theme)
        if self._call is not None:
            self._call.set_theme(theme)
        self.arrange()
        self.update()

    def retranslate(self) -> None:
        """Puts the words of the interface's language on what does not change with the view."""
        self.situations_head.set_head(Head(translate("Desk", "Situations"), note=translate("Desk", "Ctrl + digit")))
        self.reflexes_head.set_head(Head(translate("Desk", "Reflexes"), note=translate("Desk", "one key, then back")))
        self.situations.setAccessibleName(translate("Desk", "Situations"))
        self.reflexes.setAccessibleName(translate("Desk", "Reflexes"))
        self.setAccessibleName(translate("Desk", "Desk"))
        self.say.reserve_main(say.mains())
        self.bottom.retranslate()
        if self._call is not None:
            self._call.retranslate()

    def arrange(self) -> None:
        """Puts every region where it belongs at the present size."""
        self._places = spots = places(self._theme, self.width(), self.height())
        for part, rect in (
            (self.top, spots.top),
            (self.bottom, spots.bottom),
            (self.situations_head, spots.situations_head),
            (self.situations, spots.situations),
            (self.reflexes_head, spots.reflexes_head),
            (self.reflexes, spots.reflexes),
            (self.say, spots.say),
        ):
            part.setGeometry(rect)
        self.bottom.arrange(spots)
        self.between.place(spots)
        if self._call is not None:
            self._call.place(spots)

    def typing(self) -> QWidget | None:
        """The widget that takes text and has the keyboard, if one has; the desk itself takes none."""
        focus: QWidget | None = self.window().focusWidget()
        if focus is None or not focus.isVisible():
            return None
        return focus if focus.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        field = self.typing()
        if getattr(field, "composing", False):
            return
        found = command(event.key(), event.modifiers(), in_field=field is not None, text=event.text())
        if found is None:
            event.ignore()
        elif not event.isAutoRepeat():
            self.wanted.emit(found)

    def focus_next(self) -> None:
        """Lets Tab go round, where the desk has nothing of its own for it."""
        super().focusNextPrevChild(True)  # noqa: FBT003  # Qt names it so

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  # Qt's own name for it
        """Tab at rest is the desk's own key; backwards it goes round as everywhere."""
        return False if next and self.hasFocus() else super().focusNextPrevChild(next)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Nothing here shows who has the keyboard; Qt would paint the whole window anew, on the way into every field."""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Like `focusInEvent`."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), QColor(self._theme.colours.bg))
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()
