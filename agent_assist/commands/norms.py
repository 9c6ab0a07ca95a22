"""``agent-assist norms``: what serves each norm of the rule books, and where."""

from __future__ import annotations

import argparse
from pathlib import Path

from agent_assist import paths
from agent_assist.commands.shared import put, register, shipped
from agent_assist.script.norms import served
from agent_assist.script.shelf import read_shelf
from agent_assist.terminal import FINE


def run(options: argparse.Namespace) -> int:
    """``agent-assist norms``"""
    shelf = read_shelf({language: [folder] for language, folder in shipped().items()})
    scripts = [shelf.script(pack_id) for pack_id in shelf.ids]
    packs = [pack for script in scripts if script is not None for pack in script.packs.values()]
    # X rows of the register are our own extensions, no clauses of a rule book.
    rows = [row for row in served(register(), packs) if not row.norm.startswith("X-")]
    root = paths.shipped().root
    for row in rows:
        by = [{"kind": kind, "at": _from_root(at, root)} for kind, at in row.by]
        if options.json:
            put({"norm": row.norm, "served": row.served, "by": by})
        else:
            places = ", ".join(f"{one['kind']} {one['at']}" for one in by)
            print(f"{row.norm:<7} {row.served or '-':<9} {places}")
    if not options.json:
        count = sum(row.served is not None for row in rows)
        print(f"{count} of {len(rows)} norms are served.")
    return FINE


def _from_root(at: str, root: Path) -> str:
    path, _, line = at.rpartition(":")
    try:
        return f"{Path(path).resolve().relative_to(root.resolve()).as_posix()}:{line}"
    except ValueError:
        return at
