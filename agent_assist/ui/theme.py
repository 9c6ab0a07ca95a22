"""Colours, type, grid and text size of the desk, as frozen values that are passed to every component.

The rules this module keeps:
- a colour stands for one meaning (`Tone`) and every text pair reaches a contrast of 4.5 or more;
- two weights only, 400 and 700, because the Chinese system fonts of Linux have no others;
- sizes are pixels at 96 dpi, multiplied by the text scale the user chose; Qt does the rest for dense screens.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from typing import NamedTuple

from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

LINUX_FAMILY = "Noto Sans CJK SC"
TEXT_SCALES = (100, 115, 130)


class Tone(Enum):
    """What a colour means. Each has an ink (text, icons, lines) and a tint (the quiet ground behind the ink)."""

    PLAIN = "plain"
    SAY = "say"
    NEVER = "never"
    WAIT = "wait"
    RECORD = "record"
    OPEN = "open"
    LOCKED = "locked"
    CUSTOMER = "customer"


class Hue(NamedTuple):
    """The two colours of a tone, as `#rrggbb`."""

    ink: str
    tint: str


class Colours(NamedTuple):
    """All colours of one scheme, as `#rrggbb`. `line` decorates; `edge` outlines what can be operated."""

    bg: str
    surface: str
    sunken: str
    text: str
    text2: str
    text3: str
    line: str
    edge: str
    on_fill: str
    hangup: str
    on_hangup: str
    plain: Hue
    say: Hue
    never: Hue
    wait: Hue
    record: Hue
    open: Hue
    locked: Hue
    customer: Hue

    def hue(self, tone: Tone) -> Hue:
        """The ink and tint of a tone."""
        hue: Hue = getattr(self, tone.value)
        return hue


LIGHT = Colours(
    bg="#F2F3F5", surface="#FFFFFF", sunken="#EBEDF0",
    text="#171C23", text2="#454F5C", text3="#5E6875",
    line="#DADEE4", edge="#7A8492",
    on_fill="#FFFFFF", hangup="#14683A", on_hangup="#FFFFFF",
    plain=Hue("#454F5C", "#EBEDF0"),
    say=Hue("#1B57AE", "#E9F0FA"),
    never=Hue("#A3261C", "#FAEFED"),
    wait=Hue("#855000", "#FCF1DC"),
    record=Hue("#65399B", "#F2ECF9"),
    open=Hue("#14683A", "#E2F3E8"),
    locked=Hue("#454F5C", "#EBEDF0"),
    customer=Hue("#0A666F", "#E1F1F2"),
)  # fmt: skip

DARK = Colours(
    bg="#14171B", surface="#1C2026", sunken="#12151A",
    text="#EDEFF2", text2="#BCC4CE", text3="#98A2AF",
    line="#2F353E", edge="#76818F",
    on_fill="#10151C", hangup="#1D6A41", on_hangup="#FFFFFF",
    plain=Hue("#BCC4CE", "#262B33"),
    say=Hue("#84B5FB", "#1B2A40"),
    never=Hue("#FF9E93", "#2E2021"),
    wait=Hue("#F0BA62", "#33291A"),
    record=Hue("#C9ABF5", "#2A233A"),
    open=Hue("#74D29A", "#18301F"),
    locked=Hue("#BCC4CE", "#262B33"),
    customer=Hue("#72CAD3", "#153034"),
)  # fmt: skip


class Grid(NamedTuple):
    """One variant of the window's grid, in unscaled pixels.

    Heights of the line to say (`say`), of a situation row and of a reply row; the diameter of the wait ring; widths of
    the left and right columns; the sizes the line to say is tried at, largest first.
    """

    name: str
    say: int
    situation: int
    reply: int
    ring: int
    left: int
    right: int
    say_sizes: tuple[int, ...]


LOWEST = 666
"""The height below which regions are drawn tight: the smallest windows, and large text on small screens."""

_STEPS = (34, 30, 28, 26, 24, 22, 20)
TIGHT = Grid("tight", 184, 23, 30, 52, 244, 304, (*_STEPS, 18))
DENSE = Grid("dense", 198, 27, 32, 78, 244, 304, (*_STEPS, 18))
NORMAL = Grid("normal", 258, 32, 36, 96, 244, 304, _STEPS)
WIDE = Grid("wide", 330, 38, 44, 120, 288, 372, (44, 38, *_STEPS))
COMPACT = Grid("compact", 118, 27, 32, 46, 0, 0, (24, 22, 20, 18, 16))


def grid_for(width: int, height: int) -> Grid:
    """The variant for a window of this size (unscaled pixels). The window asks between calls only."""
    if height > 900 and width >= 1600:
        return WIDE
    if height >= 740:
        return NORMAL
    return DENSE if height >= LOWEST else TIGHT


LEAST = (1050, 590)
"""The width and height that the tight variant needs at least."""


def fitting_scale(wanted: int, width: int, height: int) -> int:
    """The text scale in percent that a window of `width` x `height` pixels has room for: what is wanted, or what fits."""
    return max(100, min(wanted, width * 100 // LEAST[0], height * 100 // LEAST[1]))


class Type(NamedTuple):
    """The sizes of text other than the line to say, in unscaled pixels."""

    figure: int = 26
    open: int = 20
    state: int = 16
    reply: int = 15
    body: int = 14
    head: int = 13
    caption: int = 12


@dataclass(frozen=True, slots=True)
class Theme:
    """Everything a component needs to know about looks.

    Args:
        colours: `LIGHT` or `DARK`.
        grid: the variant of the window's grid.
        scale: text scale in percent, one of `TEXT_SCALES`.
        family: the font family of the interface.
        calm: reduced motion; a wait shows digits only.
    """

    colours: Colours
    grid: Grid = NORMAL
    scale: int = 100
    family: str = ""
    calm: bool = False
    type: Type = field(default_factory=Type)

    def px(self, size: float) -> int:
        """`size` unscaled pixels at the user's text scale."""
        return round(size * self.scale / 100)

    def font(self, size: int, *, bold: bool = False) -> QFont:
        """A font of `size` unscaled pixels with figures of equal width, so that running digits stand still."""
        return QFont(_font(self.family, self.px(size), bold))

    def ink(self, tone: Tone) -> QColor:
        """The colour of text, icons and lines of a tone."""
        return QColor(self.colours.hue(tone).ink)

    def tint(self, tone: Tone) -> QColor:
        """The quiet ground of a tone."""
        return QColor(self.colours.hue(tone).tint)


@cache
def _font(family: str, pixels: int, bold: bool) -> QFont:
    """Made once: every painting asks for some, and a copy is much cheaper."""
    font = QFont(family) if family else QFont()
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def interface_family() -> str:
    """The font of the interface: the system's own; on Linux Noto, whose Chinese and Latin belong together."""
    # Asking for one family is much cheaper than listing all of them.
    if sys.platform not in ("win32", "darwin") and QFontInfo(QFont(LINUX_FAMILY)).family() == LINUX_FAMILY:
        return LINUX_FAMILY
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two `#rrggbb` colours, from 1 to 21 (WCAG 2.2, relative luminance)."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def palette(colours: Colours) -> QPalette:
    """The Qt palette of a scheme, for the standard controls that are not painted by us."""
    made = QPalette()
    role = QPalette.ColorRole
    for key, colour in (
        (role.Window, colours.bg),
        (role.WindowText, colours.text),
        (role.Base, colours.surface),
        (role.AlternateBase, colours.surface),
        (role.Text, colours.text),
        (role.PlaceholderText, colours.text3),
        (role.Button, colours.surface),
        (role.ButtonText, colours.text),
        (role.BrightText, colours.on_fill),
        (role.ToolTipBase, colours.surface),
        (role.ToolTipText, colours.text),
        (role.Highlight, colours.say.ink),
        (role.HighlightedText, colours.on_fill),
        (role.Link, colours.say.ink),
        (role.Accent, colours.say.ink),
        (role.Mid, colours.edge),
        (role.Dark, colours.edge),
    ):
        made.setColor(key, QColor(colour))
    for key in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, key, QColor(colours.text3))
    return made


def style_sheet(theme: Theme) -> str:
    """The one style sheet: text fields, scroll bars and tips. Combos and spins keep Fusion's own drawing."""
    c = theme.colours
    radius, pad, bar = theme.px(6), theme.px(10), theme.px(8)
    return f"""
QLineEdit, QPlainTextEdit {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.edge};
  placeholder-text-color: {c.text3}; border-radius: {radius}px; padding: 0 {pad}px; margin: 1px; }}
QPlainTextEdit {{ padding: {theme.px(2)}px {theme.px(5)}px; }}
QLineEdit:focus, QPlainTextEdit:focus {{ border: 2px solid {c.say.ink}; margin: 0; }}
QScrollBar:vertical {{ background: transparent; width: {bar}px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {c.edge}; border-radius: {bar // 2}px; min-height: {theme.px(24)}px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QToolTip {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.edge}; padding: {theme.px(4)}px; }}
"""


def dress(app: QApplication, theme: Theme) -> None:
    """Puts the theme on the whole application: Fusion, one palette, one font, one small style sheet."""
    if sys.platform in ("win32", "darwin"):
        # Elsewhere Fusion is the default, and asking for it would load a large class before the first picture.
        app.setStyle("Fusion")
    app.setPalette(palette(theme.colours))
    app.setFont(theme.font(theme.type.body))
    app.setStyleSheet(style_sheet(theme))
