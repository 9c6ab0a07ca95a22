"""Agent and settings, on one plain sheet that can be open between calls only. Every choice holds at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, cast

from PySide6.QtCore import QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from agent_assist.desk.sound_devices import SoundDevice, SoundDevices
from agent_assist.ui.components.fields import Field
from agent_assist.ui.components.keys import KeyButton
from agent_assist.ui.components.must import MustBox
from agent_assist.ui.components.paint import Painted, box, words
from agent_assist.ui.components.sheet import HEAD, paint_escape
from agent_assist.ui.icons import Icon
from agent_assist.ui.preferences import Preferences
from agent_assist.ui.rows import ActionView, MustRow, Rank
from agent_assist.ui.theme import TEXT_SCALES, Theme
from agent_assist.ui.translation import translate

_NEW = "+"
_CALM, _CHIME = "calm", "chime"
_ROW = 32


class SettingsSheet(Painted):
    """Signals: `changed(Preferences)` after every choice, `left()` when the sheet should go, `forgotten()`: what this agent
    uses should be forgotten."""

    changed = Signal(Preferences)
    left = Signal()
    forgotten = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._preferences = Preferences()
        self._devices = SoundDevices(self)
        self._devices.listed.connect(self._devices_listed)
        self._known: tuple[SoundDevice, ...] = ()
        self._agent, self._pack, self._language, self._theme_box, self._scale, self._device = (
            QComboBox(self) for _ in range(6)
        )
        self._boxes = (self._agent, self._pack, self._language, self._theme_box, self._scale, self._device)
        self._number, self._name = Field(self), Field(self)
        self._calm = MustBox(theme, MustRow(_CALM, "", done=False), self)
        self._chime = MustBox(theme, MustRow(_CHIME, "", done=False), self)
        self._save = KeyButton(theme, ActionView("save", ""), self, 32)
        self._remove = KeyButton(theme, ActionView("remove", ""), self, 32)
        self._forget = KeyButton(theme, ActionView("forget", ""), self, 32)
        self._key, self._key_place = QLabel(self, wordWrap=True), ""
        self._labels: dict[str, QLabel] = {}
        self._grid = QGridLayout(self)
        self._build()
        self._connect()
        self.hide()
        self.retheme()
        self.retranslate()

    def _build(self) -> None:
        rows: tuple[tuple[str, tuple[QWidget, ...]], ...] = (
            ("agent", (self._agent, self._remove)),
            ("number", (self._number,)),
            ("name", (self._name, self._save)),
            ("pack", (self._pack,)),
            ("language", (self._language,)),
            ("theme", (self._theme_box,)),
            ("scale", (self._scale,)),
            ("", (self._calm,)),
            ("chime", (self._chime,)),
            ("device", (self._device,)),
            ("habits", (self._forget,)),
            ("key", (self._key,)),
        )
        for at, (name, widgets) in enumerate(rows):
            label = QLabel(self)
            self._labels[name] = label
            self._grid.addWidget(label, at, 0)
            for column, widget in enumerate(widgets, 1):
                if widget is self._key:
                    self._grid.addWidget(widget, at, column, 1, 3)
                    continue
                wide = 2 if isinstance(widget, MustBox) else 1
                self._grid.addWidget(widget, at, column, 1, wide, Qt.AlignmentFlag.AlignLeft)
        self._grid.setColumnStretch(3, 1)
        self._grid.setRowStretch(len(rows), 1)

    def _connect(self) -> None:
        self._agent.activated.connect(self._choose_agent)
        self._pack.activated.connect(self._choose)
        self._language.activated.connect(self._choose)
        self._theme_box.activated.connect(self._choose)
        self._scale.activated.connect(self._choose)
        self._device.activated.connect(self._choose)
        self._calm.ticked.connect(self._tick)
        self._chime.ticked.connect(self._tick)
        self._save.clicked.connect(self._save_agent)
        self._remove.clicked.connect(self._remove_agent)
        self._forget.clicked.connect(self.forgotten)
        for field in (self._number, self._name):
            field.entered.connect(self._save_agent)
            field.left.connect(self.left)

    @property
    def fields(self) -> tuple[Field, Field]:
        """Number and name of the agent."""
        return self._number, self._name

    def set_preferences(self, preferences: Preferences) -> None:
        """Shows these choices."""
        self._preferences = preferences
        agents = [(number, f"{number} {name}".strip()) for number, name in preferences.agents]
        self._offer(self._agent, [*agents, (_NEW, translate("Settings", "New agent…"))], preferences.agent or _NEW)
        self._offer(self._pack, _packs(preferences), preferences.pack)
        names = dict(preferences.agents)
        self._number.setText(preferences.agent)
        self._name.setText(names.get(preferences.agent, ""))
        self._remove.setEnabled(bool(preferences.agent))
        self._device.setEnabled(preferences.chime)
        self.retranslate()

    def offer_packs(self, packs: tuple[tuple[str, str], ...]) -> None:
        """The packs there are now; what is chosen stays."""
        self._preferences = replace(self._preferences, packs=packs)
        self._offer(self._pack, _packs(self._preferences), self._preferences.pack)

    def set_key_place(self, place: str) -> None:
        """Says where the key lies that protects what is known of customers; "" where it is not known yet."""
        self._key_place = place
        self.retranslate()

    def begin(self) -> None:
        """The sheet was opened: looks for sound devices, and starts where something is missing."""
        self._devices.refresh()
        first: QWidget = self._agent if self._preferences.agent else self._number
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Puts the words of the interface's language on the sheet."""
        chosen = self._preferences
        for name, text in self._label_words().items():
            self._labels[name].setText(text)
        self._offer(
            self._language,
            [("auto", translate("Settings", "As the system")), ("zh", "中文"), ("en", "English")],
            chosen.interface_language,
        )
        themes = [
            ("system", translate("Settings", "As the system")),
            ("light", translate("Settings", "Light")),
            ("dark", translate("Settings", "Dark")),
        ]
        self._offer(self._theme_box, themes, chosen.theme)
        self._offer(self._scale, [(str(scale), f"{scale}%") for scale in TEXT_SCALES], str(chosen.text_scale))
        self._list_devices(self._known)
        calm, chime = (
            translate("Settings", "Reduced motion: a wait shows digits only"),
            translate("Settings", "A sound when a wait is over"),
        )
        self._key.setText(self._key_words())
        self._calm.set_row(MustRow(_CALM, calm, chosen.reduced_motion))
        self._chime.set_row(MustRow(_CHIME, chime, chosen.chime))
        save, remove = translate("Settings", "Work as this agent"), translate("Settings", "Remove")
        self._save.set_action(ActionView("save", save, "Enter", Icon.PERSON))
        self._remove.set_action(ActionView("remove", remove, rank=Rank.QUIET, enabled=bool(chosen.agent)))
        forget = translate("Settings", "Forget which lines I used")
        tip = translate(
            "Settings", "The search lists a little earlier what you use; it keeps ids and counts here, no words"
        )
        self._forget.set_action(ActionView("forget", forget, tip=tip))
        for part, name in zip((self._agent, self._number, self._name, self._pack, self._language, self._theme_box,
                               self._scale, self._chime, self._device),
                              ("agent", "number", "name", "pack", "language", "theme", "scale", "chime", "device"),
                              strict=True):  # fmt: skip
            part.setAccessibleName(self._label_words()[name])
        self.setAccessibleName(translate("Settings", "Agent and settings"))
        self._fit()

    @staticmethod
    def _label_words() -> dict[str, str]:
        return {
            "agent": translate("Settings", "Agent"),
            "number": translate("Settings", "Number"),
            "name": translate("Settings", "Name"),
            "pack": translate("Settings", "Pack"),
            "language": translate("Settings", "Interface"),
            "theme": translate("Settings", "Colours"),
            "scale": translate("Settings", "Text size"),
            "chime": translate("Settings", "Chime"),
            "device": translate("Settings", "Chime on"),
            "habits": translate("Settings", "Search"),
            "key": translate("Settings", "Privacy"),
        }

    def _key_words(self) -> str:
        """Where the key lies, as a sentence."""
        places = {
            "key store": translate("Settings", "Encrypted; the key is in the system's key store."),
            "file": translate("Settings", "Encrypted; no key store here, so the key is in a private file."),
            "memory": translate("Settings", "Encrypted; the key cannot be kept, names last until the end only."),
        }
        return places.get(self._key_place, translate("Settings", "Not known yet."))

    def retheme(self) -> None:
        theme = self.theme
        side = theme.px(24)
        self._grid.setContentsMargins(side, theme.px(HEAD + 10), side, side)
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(10))
        font = theme.font(theme.type.body)
        for part in (*self._labels.values(), self._key, *self.fields, *self._boxes):
            part.setFont(font)
        for box_ in self._boxes:
            box_.setFixedHeight(theme.px(_ROW))
            # Fusion outlines a box by its window colour, made darker: this gives it the edge of all other controls.
            edges = QPalette(self.palette())
            edges.setColor(QPalette.ColorRole.Window, QColor(theme.colours.edge).lighter(140))
            box_.setPalette(edges)
        for tick in (self._calm, self._chime):
            tick.set_theme(theme)
            tick.setFixedWidth(theme.px(420))
        for field in (self._number, self._name):
            field.setFixedHeight(theme.px(_ROW))
        self._save.set_theme(theme)
        self._remove.set_theme(theme)
        self._forget.set_theme(theme)
        self._fit()

    def _fit(self) -> None:
        """Makes boxes and fields as wide as is usual, or as the labels before and the buttons behind them leave room."""
        margins, gap = self._grid.contentsMargins(), self._grid.horizontalSpacing()
        labels = max(label.sizeHint().width() for label in self._labels.values())
        buttons = max(self._save.sizeHint().width(), self._remove.sizeHint().width())
        room = self.width() - margins.left() - margins.right() - labels - buttons - 2 * gap
        width = max(self.theme.px(120), min(self.theme.px(280), room))
        for part in (*self._boxes, self._number, self._name):
            part.setFixedWidth(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Only Escape and F9 mean something here; no key reaches the call by accident."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F9):
            self.left.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._devices.close()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, c = self.painter(), self.theme, self.theme.colours
        box(painter, QRectF(self.rect()), theme.px(8), QColor(c.surface), QColor(c.edge))
        side = theme.px(24)
        head = QRectF(side, 0, self.width() - 2 * side, theme.px(HEAD))
        head.setRight(paint_escape(painter, theme, translate("Sheets", "back"), head))
        title = translate("Settings", "Agent and settings")
        words(painter, head, title, theme.font(theme.type.body, bold=True), QColor(c.text))

    # -- choices -----------------------------------------------------------------------------------------------------

    @staticmethod
    def _offer(box_: QComboBox, choices: list[tuple[str, str]], chosen: str) -> None:
        """Fills a box without telling."""
        with QSignalBlocker(box_):
            box_.clear()
            for id_, text in choices:
                box_.addItem(text, id_)
            box_.setCurrentIndex(max(0, box_.findData(chosen)))

    def _devices_listed(self, devices: object) -> None:
        if isinstance(devices, tuple):
            self._list_devices(devices)

    def _list_devices(self, devices: tuple[SoundDevice, ...]) -> None:
        self._known = devices
        chosen = self._preferences.chime_device
        rows = [(one.id, one.label or translate("Settings", "Default device")) for one in devices]
        if not rows:
            rows = [("", translate("Settings", "Default device"))]
        if chosen not in [id_ for id_, _ in rows]:
            rows.append((chosen, translate("Settings", "{0} (not there now)").format(chosen)))
        self._offer(self._device, rows, chosen)

    def _choose(self, _index: int | bool = 0) -> None:
        self._take(
            replace(
                self._preferences,
                pack=self._pack.currentData() or self._preferences.pack,
                interface_language=cast(Literal["auto", "zh", "en"], self._language.currentData()),
                theme=cast(Literal["system", "light", "dark"], self._theme_box.currentData()),
                text_scale=int(self._scale.currentData()),
                chime_device=self._device.currentData() or "",
            )
        )

    def _tick(self, box_: str, done: bool) -> None:
        kept = self._preferences
        self._take(replace(kept, reduced_motion=done) if box_ == _CALM else replace(kept, chime=done))

    def _choose_agent(self, _index: int) -> None:
        number = self._agent.currentData()
        if number == _NEW:
            self._number.clear()
            self._name.clear()
            self._number.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._take(replace(self._preferences, agent=number))

    def _save_agent(self) -> None:
        number, name = self._number.text().strip(), self._name.text().strip()
        if not number:
            self._number.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        others = [one for one in self._preferences.agents if one[0] != number]
        self._take(replace(self._preferences, agent=number, agents=tuple(sorted([*others, (number, name)]))))
        self.left.emit()

    def _remove_agent(self) -> None:
        kept = tuple(one for one in self._preferences.agents if one[0] != self._preferences.agent)
        self._take(replace(self._preferences, agent="", agents=kept))

    def _take(self, preferences: Preferences) -> None:
        if preferences != self._preferences:
            self.set_preferences(preferences)
            self.changed.emit(preferences)


def _packs(preferences: Preferences) -> list[tuple[str, str]]:
    """The packs to choose from; before they are known, the one in use."""
    known = [(id_, f"{organisation} ({id_})") for id_, organisation in preferences.packs]
    return known or [(preferences.pack, preferences.pack)]
