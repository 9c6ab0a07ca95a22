"""Where things are: what ships with the program, and what belongs to the user.

Only ``app`` and ``cli`` read this module; every room gets its folders as values. Nothing here creates or reads a file,
except :meth:`UserFolders.make`.

The packs and resources stand at the top of a checkout, and inside the package (``_data``) once installed from a wheel.
The environment variable ``AGENT_ASSIST_HOME`` moves everything of the user's into one folder: for a program carried on
a stick, and for tests.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

HOME_VARIABLE = "AGENT_ASSIST_HOME"
_APP = "agent-assist"


@dataclass(frozen=True, slots=True)
class ShippedFolders:
    """What ships with the program. ``root`` is what places in packs are named from (``scripts_zh/courier/...``)."""

    root: Path

    @property
    def resources(self) -> Path:
        """Icons, sounds, translations, the norm register, scorecards."""
        return self.root / "resources"

    def scripts(self, language: str) -> Path:
        """The packs in one language, ``zh`` or ``en``: a folder with one folder per pack."""
        return self.root / f"scripts_{language}"


@dataclass(frozen=True, slots=True)
class UserFolders:
    """What belongs to one user of this computer; the folders need not exist yet."""

    data: Path
    config: Path
    cache: Path
    keys: Path
    """For a key file where the system has no key store: never inside ``data``, so that no copy of the data holds it."""

    @property
    def settings(self) -> Path:
        """The file that :mod:`agent_assist.settings` reads."""
        return self.config / "settings.toml"

    @property
    def window(self) -> Path:
        """The file in which Qt keeps the places and sizes of windows."""
        return self.config / "window.ini"

    @property
    def phrases(self) -> Path:
        """The agent's own phrases, which people may edit."""
        return self.config / "phrases.toml"

    @property
    def habits(self) -> Path:
        """What the search has learnt about which lines are used: ids and counts."""
        return self.data / "used.json"

    @property
    def indexes(self) -> Path:
        """What makes the search ready at once; it may be deleted."""
        return self.cache / "search"

    def make(self) -> None:
        """Create the folders, closed to other users (on Windows the profile's own protection does that).

        Raises OSError where that cannot be done.
        """
        for folder in (self.data, self.config, self.cache, self.keys):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def shipped() -> ShippedFolders:
    """Find packs and resources: inside the package where it came from a wheel, else beside it."""
    package = Path(__file__).resolve().parent
    carried = package / "_data"
    return ShippedFolders(carried if carried.is_dir() else package.parent)


def user(environ: Mapping[str, str]) -> UserFolders:
    """Find the user's folders: under ``AGENT_ASSIST_HOME`` where that is set, else where the system keeps such things."""
    home = environ.get(HOME_VARIABLE)
    if home:
        base = Path(home).absolute()
        return UserFolders(base / "data", base / "config", base / "cache", base / "keys")
    from platformdirs import PlatformDirs

    dirs = PlatformDirs(_APP, appauthor=False)
    data, config = dirs.user_data_path, dirs.user_config_path
    if data == config:  # Windows and macOS keep both in one folder
        data, config = data / "data", config / "config"
    return UserFolders(data, config, dirs.user_cache_path, config / "keys")
