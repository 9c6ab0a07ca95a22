"""How packs come to the desk: the one to begin with, both languages of it after the first paint, another one, and every edit.

A pack is watched first and read then, so that no edit falls in between. Files are read in the background.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from agent_assist.desk.background import Background
from agent_assist.desk.packs import BASE, Packs
from agent_assist.desk.station import Station
from agent_assist.desk.view import Notice
from agent_assist.script.model import Language, Script
from agent_assist.terminal import complain

if TYPE_CHECKING:
    from agent_assist.desk.packs import Reread
    from agent_assist.desk.watcher import PackWatcher

LANE = "packs"


def first_script(packs: Packs, pack_id: str, language: Language, *, named: bool) -> Script | None:
    """The pack to begin with, in one language; where it cannot be used, why is said, and the base pack is used.

    Args:
        packs: where packs come from.
        pack_id: the pack that is wanted.
        language: of the lines.
        named: whether the user named it just now: then no other one will do.
    """
    script, reason = packs.first(pack_id, language)
    if script is not None:
        return script
    complain(reason)
    if named or pack_id == BASE:
        return None
    return first_script(packs, BASE, language, named=True)


class PackReading(QObject):
    """Reads packs for the desk of a station.

    Signals:
        listed: the packs there are, as a tuple of id and organisation.
    """

    listed = Signal(tuple)

    def __init__(self, packs: Packs, station: Station, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._packs, self._station, self._background = packs, station, background
        self._watcher: PackWatcher | None = None

    def begin(self) -> None:
        """Watch the pack in use, read it whole, and list the others."""
        self._watch(self._station.desk.script.id, self._read_all)

    def choose(self, pack_id: str) -> None:
        """Use another pack from the next call on."""
        self._watch(pack_id, lambda: self._read(pack_id))

    def list(self) -> None:
        """Look which packs there are; `listed` tells."""
        language = self._station.desk.language
        self._background.run(LANE, lambda: self._packs.organisations(language), self.listed.emit)

    def _read_all(self) -> None:
        self._read(self._station.desk.script.id)
        self.list()

    def _read(self, pack_id: str) -> None:
        self._background.run(LANE, lambda: self._packs.both(pack_id), self._took_whole)

    def _took_whole(self, read: Reread) -> None:
        """A pack as it stands at the start, or was chosen: used as far as it can be read, its errors told."""
        self._take(read.script)
        if read.errors:
            self._station.tell(Notice("pack-broken", "error", read.told(self._station.desk.language)))

    def _took(self, reread: Reread) -> None:
        """A pack after an edit: one with errors is not taken, the last good one stays."""
        language = self._station.desk.language
        if not reread.usable(language):
            self._station.tell(Notice("pack-broken", "error", reread.told(language)))
        else:
            self._take(reread.script)
            self._station.forget("pack-broken")
            self._station.tell(Notice("pack-taken", "note"))

    def _take(self, script: Script | None) -> None:
        if script is not None and self._station.desk.language in script.packs:
            self._station.use_script(script)

    def _watch(self, pack_id: str, then: Callable[[], None]) -> None:
        if self._watcher is None:
            from agent_assist.desk.watcher import PackWatcher

            checked = self._packs.checked
            self._watcher = PackWatcher(self._background, lambda: checked(self._station.desk.script.id), self)
            self._watcher.reread.connect(self._took)
        watcher = self._watcher

        def watch(folders: list[Path]) -> None:
            watcher.watch(folders)
            then()

        self._background.run(LANE, lambda: self._packs.watched(pack_id), watch)
