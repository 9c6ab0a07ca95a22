"""Which theme a window wears: what the user chose, what the system prefers, and what there is room for."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from agent_assist.ui import theme as themes
from agent_assist.ui.preferences import Preferences
from agent_assist.ui.theme import Theme


def fitting(preferences: Preferences, width: int, height: int, family: str) -> Theme:
    """The theme for a window of `width` x `height` pixels; `family` is the font."""
    scale = themes.fitting_scale(preferences.text_scale, width, height)
    grid = themes.grid_for(width * 100 // scale, height * 100 // scale)
    return Theme(_colours(preferences), grid, scale, family, preferences.reduced_motion)


def recoloured(held: Theme, preferences: Preferences) -> Theme:
    """The theme in use with what may change in the middle of a call: nothing moves."""
    return replace(held, colours=_colours(preferences), calm=preferences.reduced_motion)


def dress(theme: Theme) -> None:
    """Puts the theme on the application, where there is a whole one."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        themes.dress(app, theme)


def _colours(preferences: Preferences) -> themes.Colours:
    dark = preferences.theme == "dark"
    if preferences.theme == "system":
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return themes.DARK if dark else themes.LIGHT
