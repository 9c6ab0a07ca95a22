"""The table of keys: what each means, and what is left to input methods and to typing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from agent_assist.ui.keys import Command, Do, command

NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier
K = Qt.Key


@pytest.mark.parametrize(
    ("key", "modifiers", "meant"),
    [
        (K.Key_Space, NONE, Command(Do.SAID)),
        (K.Key_F, NONE, Command(Do.HEARD)),
        (K.Key_1, NONE, Command(Do.CHOOSE, 1)),
        (K.Key_9, KEYPAD, Command(Do.CHOOSE, 9)),
        (K.Key_1, CONTROL, Command(Do.SITUATION, 1)),
        (K.Key_0, CONTROL, Command(Do.ALL)),
        (K.Key_Q, NONE, Command(Do.REFLEX, 0)),
        (K.Key_T, NONE, Command(Do.REFLEX, 4)),
        (K.Key_A, NONE, Command(Do.HOLD)),
        (K.Key_D, NONE, Command(Do.REFLEX, 7)),
        (K.Key_Z, NONE, Command(Do.UNDO)),
        (K.Key_X, NONE, Command(Do.LEAVE)),
        (K.Key_C, NONE, Command(Do.COPY)),
        (K.Key_V, NONE, Command(Do.SPEAK)),
        (K.Key_B, NONE, Command(Do.END)),
        (K.Key_B, SHIFT, Command(Do.ANYWAY)),
        (K.Key_H, NONE, Command(Do.HELP)),
        (K.Key_Slash, NONE, Command(Do.SEARCH)),
        (K.Key_F, CONTROL, Command(Do.SEARCH)),
        (K.Key_F2, NONE, Command(Do.SAID)),
        (K.Key_F8, NONE, Command(Do.COMPACT)),
        (K.Key_Return, CONTROL, Command(Do.FOLLOW)),
    ],
)
def test_a_key_has_its_meaning(key, modifiers, meant):
    assert command(key, modifiers, in_field=False) == meant


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        (K.Key_Space, CONTROL), (K.Key_Space, SHIFT), (K.Key_Period, CONTROL), (K.Key_Comma, CONTROL),
        (K.Key_F, ALT), (K.Key_K, CONTROL), (K.Key_D, CONTROL), (K.Key_E, CONTROL), (K.Key_U, CONTROL),
        (K.Key_F10, NONE), (K.Key_F11, NONE), (K.Key_F12, NONE), (K.Key_C, CONTROL), (K.Key_A, CONTROL | SHIFT),
        (0x0FFFFFFF, NONE),
    ],
)  # fmt: skip
def test_keys_of_input_methods_and_editing_are_left_alone(key, modifiers):
    assert command(key, modifiers, in_field=False) is None


@pytest.mark.parametrize("key", [K.Key_Space, K.Key_F, K.Key_1, K.Key_B, K.Key_Slash, K.Key_Tab, K.Key_Escape])
def test_plain_keys_are_text_in_a_field(key):
    assert command(key, NONE, in_field=True) is None


@pytest.mark.parametrize(
    ("key", "modifiers", "do"),
    [
        (K.Key_F2, NONE, Do.SAID),
        (K.Key_F3, NONE, Do.HEARD),
        (K.Key_4, CONTROL, Do.SITUATION),
        (K.Key_0, CONTROL, Do.ALL),
        (K.Key_F, CONTROL, Do.SEARCH),
        (K.Key_F8, NONE, Do.COMPACT),
    ],
)
def test_some_keys_work_in_fields_too(key, modifiers, do):
    assert command(key, modifiers, in_field=True).do is do


def test_a_slash_is_a_slash_wherever_the_keyboard_has_it():
    assert command(K.Key_7, SHIFT, in_field=False, text="/").do is Do.SEARCH
