"""The pack last used, as it was understood when it was read: for a start that has an opening line to show.

Reading a pack takes longer than all else before the first paint. So the resolved pack of one language is kept in one file
of the user's cache, together with the stamps (size and time of change) of the files it came from and of the code that
gives them a meaning. Where one of them differs, the pack is read again; and a moment after the start it is read again
anyway. The file is a pickle: the folder is closed to other users, and is trusted as the program itself is.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO

from agent_assist.script import model
from agent_assist.script.model import Pack

Stamps = tuple[tuple[str, int, int], ...]


def take_ready(file: Path, folder: Path) -> Pack | None:
    """The pack kept in `file`, or None where there is none that is still true.

    Args:
        file: where `keep_ready` kept it.
        folder: of the pack.
    """
    return _take(file, folder, true=True)


def is_ready(file: Path, folder: Path) -> bool:
    """Whether `take_ready` would find a pack, without reading it."""
    try:
        with file.open("rb") as kept:
            return _is_of(kept, folder)
    except Exception:  # noqa: BLE001 - as in `_take`
        return False


def take_last_good(file: Path, folder: Path) -> Pack | None:
    """The pack kept in `file`, also where the files it came from are others by now; None where there is none."""
    return _take(file, folder, true=False)


def keep_ready(file: Path, folders: Sequence[Path], stamps: Stamps, pack: Pack) -> None:
    """Keep a pack that was just read and found good, in one step; does nothing where it is kept already.

    Args:
        file: where to keep it.
        folders: what it was read from: its own folder, then those of the packs it extends.
        stamps: of these folders, taken before it was read: what is edited meanwhile is not in it.
        pack: as it was read.

    Raises:
        OSError: it could not be written.
    """
    if take_ready(file, folders[0]) == pack:
        return
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    draft.write_bytes(pickle.dumps(([str(folder) for folder in folders], stamps)) + pickle.dumps(pack))
    draft.replace(file)


def stamps_of(folders: Iterable[Path | str]) -> Stamps:
    """What tells whether the files of these packs, or the code that reads them, are still the same. Raises OSError."""
    code = Path(model.__file__)
    files = [str(code), str(code.with_name("snapshot.py"))]
    for folder in folders:
        files += sorted(entry.path for entry in os.scandir(folder) if entry.name.endswith(".toml"))
    return tuple((name, (found := os.stat(name)).st_size, found.st_mtime_ns) for name in files)  # noqa: PTH116 - 30 a start


def _take(file: Path, folder: Path, *, true: bool) -> Pack | None:
    try:
        with file.open("rb") as kept:
            if not _is_of(kept, folder, true=true):
                return None
            pack = pickle.load(kept)
    except Exception:  # noqa: BLE001 - a file cut short or of another version can raise anything; the pack is read then
        return None
    return pack if isinstance(pack, Pack) else None


def _is_of(kept: BinaryIO, folder: Path, *, true: bool = True) -> bool:
    """Whether what begins here came from this folder, and from files as they are now. The pack stands behind it."""
    folders, stamps = pickle.load(kept)
    return bool(folders[0] == str(folder) and (not true or stamps == stamps_of(folders)))
