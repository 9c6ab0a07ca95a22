"""What each key means on the desk: one pure table, as printed on the key sheet.

Plain keys work while no text field has the keyboard; some keys work in fields too. Left alone on purpose: Ctrl+Space,
Shift+Space, Ctrl+. and Ctrl+, (input methods), Alt (menus, macOS characters), Ctrl+K D E U (line editing), F10 to F12.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

from PySide6.QtCore import Qt

_NONE = Qt.KeyboardModifier.NoModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class Do(Enum):
    """What the agent wants."""

    SAID = auto()
    HEARD = auto()
    CHOOSE = auto()
    SITUATION = auto()
    ALL = auto()
    REFLEX = auto()
    HOLD = auto()
    UNDO = auto()
    LEAVE = auto()
    COPY = auto()
    SPEAK = auto()
    END = auto()
    ANYWAY = auto()
    HELP = auto()
    OTHER = auto()
    LEFT = auto()
    SEARCH = auto()
    SLOT = auto()
    SHEET = auto()
    NORMS = auto()
    DESK = auto()
    COMPACT = auto()
    SETTINGS = auto()
    CLOSE = auto()
    ENTER = auto()
    FOLLOW = auto()
    UP = auto()
    DOWN = auto()


class Command(NamedTuple):
    """A wish; `number` counts replies and situations from 1, and reflexes from 0."""

    do: Do
    number: int = 0


_PLAIN = {
    Qt.Key.Key_Space: Command(Do.SAID),
    Qt.Key.Key_F: Command(Do.HEARD),
    Qt.Key.Key_Q: Command(Do.REFLEX, 0),
    Qt.Key.Key_W: Command(Do.REFLEX, 1),
    Qt.Key.Key_E: Command(Do.REFLEX, 2),
    Qt.Key.Key_R: Command(Do.REFLEX, 3),
    Qt.Key.Key_T: Command(Do.REFLEX, 4),
    Qt.Key.Key_A: Command(Do.HOLD),
    Qt.Key.Key_S: Command(Do.REFLEX, 6),
    Qt.Key.Key_D: Command(Do.REFLEX, 7),
    Qt.Key.Key_Z: Command(Do.UNDO),
    Qt.Key.Key_X: Command(Do.LEAVE),
    Qt.Key.Key_C: Command(Do.COPY),
    Qt.Key.Key_V: Command(Do.SPEAK),
    Qt.Key.Key_B: Command(Do.END),
    Qt.Key.Key_H: Command(Do.HELP),
    Qt.Key.Key_G: Command(Do.OTHER),
    Qt.Key.Key_N: Command(Do.LEFT),
    Qt.Key.Key_I: Command(Do.NORMS),
    Qt.Key.Key_Slash: Command(Do.SEARCH),
    Qt.Key.Key_Tab: Command(Do.SLOT),
    Qt.Key.Key_Escape: Command(Do.CLOSE),
    Qt.Key.Key_Return: Command(Do.ENTER),
    Qt.Key.Key_Enter: Command(Do.ENTER),
    Qt.Key.Key_Up: Command(Do.UP),
    Qt.Key.Key_Down: Command(Do.DOWN),
}
_ANYWHERE = {
    Qt.Key.Key_F1: Command(Do.SHEET),
    Qt.Key.Key_F2: Command(Do.SAID),
    Qt.Key.Key_F3: Command(Do.HEARD),
    Qt.Key.Key_F5: Command(Do.DESK),
    Qt.Key.Key_F8: Command(Do.COMPACT),
    Qt.Key.Key_F9: Command(Do.SETTINGS),
}


def command(key: int, modifiers: Qt.KeyboardModifier, *, in_field: bool, text: str = "") -> Command | None:
    """What a key press means; None for a key that is not the desk's.

    Args:
        key: as of `QKeyEvent.key`.
        modifiers: held with it.
        in_field: whether a text field has the keyboard.
        text: what the key would type; a slash needs Shift on some keyboards.
    """
    bare = modifiers & ~_KEYPAD
    try:
        known = Qt.Key(key)
    except ValueError:
        return None
    if bare == _NONE and known in _ANYWHERE:
        return _ANYWHERE[known]
    if bare == _CONTROL:
        return _with_control(known, in_field)
    if in_field:
        return None
    if text == "/":
        return Command(Do.SEARCH)
    if bare == _SHIFT:
        return Command(Do.ANYWAY) if known is Qt.Key.Key_B else None
    if bare != _NONE:
        return None
    digit = _digit(known)
    return Command(Do.CHOOSE, digit) if digit else _PLAIN.get(known)


def _with_control(key: Qt.Key, in_field: bool) -> Command | None:
    digit = _digit(key)
    if digit is not None:
        return Command(Do.SITUATION, digit) if digit else Command(Do.ALL)
    if key is Qt.Key.Key_F:
        return Command(Do.SEARCH)
    if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not in_field:
        return Command(Do.FOLLOW)
    return None


def _digit(key: Qt.Key) -> int | None:
    number = key.value - Qt.Key.Key_0.value
    return number if 0 <= number <= 9 else None
