"""The bar at the bottom: who sits here, the search, and one quiet line for messages and key hints."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QWidget

from agent_assist.desk.view import DeskView
from agent_assist.ui.components.keys import KeyButton
from agent_assist.ui.components.paint import Painted
from agent_assist.ui.components.search import SearchField
from agent_assist.ui.components.small import Strip
from agent_assist.ui.icons import Icon
from agent_assist.ui.places import Places
from agent_assist.ui.present.notices import sentence, sign
from agent_assist.ui.rows import ActionView, Rank
from agent_assist.ui.theme import Theme
from agent_assist.ui.translation import translate

AGENT = "agent"


class BottomBar(Painted):
    """The agent's button, the search field and the strip are its parts; the desk listens to them directly."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.agent = KeyButton(theme, ActionView(AGENT, ""), self, 32)
        self.search = SearchField(theme, "", self)
        self.strip = Strip(theme, self)

    def set_view(self, view: DeskView) -> None:
        """Shows who works here, how many calls there were, and the newest message."""
        who = view.agent_no or translate("Bottom", "Who are you?")
        calls = view.figures.calls
        one, many = translate("Bottom", "{0} · 1 call today"), translate("Bottom", "{0} · {1} calls today")
        words = (one if calls == 1 else many).format(who, calls) if view.agent_no else who
        tip = translate("Bottom", "Agent and settings (F9), between calls")
        self.agent.set_action(ActionView(AGENT, words, icon=Icon.PERSON, rank=Rank.QUIET, tip=tip))
        self.agent.resize(self.agent.sizeHint())
        if view.notices:
            notice = view.notices[-1]
            self.strip.set_message(sentence(notice, view), *sign(notice))
        else:
            self.strip.set_message("")

    def retranslate(self) -> None:
        """Puts the words of the interface's language on the field and the hints."""
        self.search.set_hint(translate("Bottom", "Search lines, pinyin, norms"))
        self.strip.set_hints(
            (("/", translate("Bottom", "or")), ("Ctrl F", "")),
            (
                ("F1", translate("Bottom", "Keys")),
                ("F8", translate("Bottom", "Small window")),
                ("F9", translate("Bottom", "Settings")),
            ),
        )

    def retheme(self) -> None:
        for part in (self.agent, self.search, self.strip):
            part.set_theme(self.theme)

    def arrange(self, spots: Places) -> None:
        """Puts the parts where they belong; the places are those of the whole desk."""
        up = -spots.bottom.top()
        agent, size = spots.agent.translated(0, up), self.agent.sizeHint()
        inset = self.theme.px(10)
        self.agent.setGeometry(agent.left() - inset, (agent.height() - size.height()) // 2, size.width(), size.height())
        self.search.setGeometry(spots.search.translated(0, up))
        self.strip.setGeometry(spots.notice.translated(0, up))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, c = self.painter(), self.theme.colours
        painter.fillRect(self.rect(), QColor(c.surface))
        painter.fillRect(QRectF(0, 0, self.width(), 1), QColor(c.line))
