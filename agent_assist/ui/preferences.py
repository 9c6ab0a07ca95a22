"""What the user chose about the window, as one frozen value: the window is given it and hands back changed ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

InterfaceLanguage = Literal["auto", "zh", "en"]
ThemeChoice = Literal["system", "light", "dark"]


@dataclass(frozen=True, slots=True)
class Preferences:
    """The choices of the settings panel.

    Attributes:
        interface_language: of the interface; the lines have their own.
        theme: light, dark, or as the system is.
        text_scale: per cent, one of `theme.TEXT_SCALES`.
        reduced_motion: a wait shows digits only.
        chime: whether a due wait sounds.
        chime_device: as `desk.sound_devices` lists it; "" for the default one.
        agent: the number of who is at the desk; "" when nobody has said.
        agents: who works at this desk, as number and name.
        pack: the id of the pack in use.
        packs: the packs there are, as id and organisation.
    """

    interface_language: InterfaceLanguage = "auto"
    theme: ThemeChoice = "system"
    text_scale: int = 100
    reduced_motion: bool = False
    chime: bool = True
    chime_device: str = ""
    agent: str = ""
    agents: tuple[tuple[str, str], ...] = ()
    pack: str = ""
    packs: tuple[tuple[str, str], ...] = ()
