"""Watches the folders of packs: after an edit the pack is read and checked in the background and offered to the desk.

An atomic save drops the watch on a file, and a folder's watch misses writing in place: both are watched and watched again,
and the folder around them, in which a pack may be replaced as a whole.
Nothing is swapped that has an error; the last good pack stays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from agent_assist.desk.background import Background
from agent_assist.desk.packs import Reread

CALM_MS = 400
"""So long nothing must change before the packs are read: editors write in several strokes."""
LANE = "packs"


class PackWatcher(QObject):
    """Tells when packs were edited.

    Signals:
        reread: a `Reread`.
    """

    reread = Signal(Reread)

    def __init__(self, background: Background, read: Callable[[], Reread], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._read = read
        self._folders: tuple[Path, ...] = ()
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._stirred)
        self._watcher.directoryChanged.connect(self._stirred)
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(CALM_MS)
        self._calm.timeout.connect(self._look)

    def watch(self, folders: Sequence[Path]) -> None:
        """Watch these folders of packs, files included."""
        self._folders = tuple(folders)
        self._again()

    def _again(self) -> None:
        # What was moved away or replaced is still watched under its old name: only a new watch sees what is there now.
        watched = [*self._watcher.files(), *self._watcher.directories()]
        if watched:
            self._watcher.removePaths(watched)
        wanted = {str(folder.parent) for folder in self._folders if folder.parent.is_dir()}
        wanted |= {str(folder) for folder in self._folders if folder.is_dir()}
        wanted |= {str(file) for folder in self._folders for file in folder.glob("*.toml")}
        if wanted:
            self._watcher.addPaths(sorted(wanted))

    def _stirred(self, _path: str) -> None:
        self._calm.start()

    def _look(self) -> None:
        self._again()
        self._background.run(LANE, self._read, self.reread.emit, latest=True)
