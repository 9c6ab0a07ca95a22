"""The shipped packs with their waits cut to a fraction of a second, and the program made to find them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from agent_assist import paths
from agent_assist.script.model import LANGUAGES

WAIT_S = 0.05


@contextmanager
def packs_from(root: Path) -> Iterator[None]:
    """Let the program find its packs in another place than the shipped ones."""
    found = paths.shipped
    paths.shipped = lambda: paths.ShippedFolders(root)
    yield
    paths.shipped = found


def hurried_packs(folder: Path) -> Path:
    """A copy of all packs with every wait shortened to a fraction of a second."""
    shipped = paths.shipped()
    for language in LANGUAGES:
        for file in shipped.scripts(language).rglob("*.toml"):
            copy = folder / file.relative_to(shipped.root)
            copy.parent.mkdir(parents=True, exist_ok=True)
            text = file.read_text(encoding="utf-8")
            hurried = re.sub(r'(wait = \{ seconds = )("\w+"|[0-9.]+)', rf"\g<1>{WAIT_S}", text)
            copy.write_text(hurried, encoding="utf-8")
    (folder / "resources").symlink_to(shipped.resources, target_is_directory=True)
    return folder
