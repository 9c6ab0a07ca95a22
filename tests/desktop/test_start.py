"""What the program brings along before its first paint: the start stands and falls with it (see benchmarks/start.py)."""

from __future__ import annotations

import subprocess
import sys

LATER = (
    *(
        "agent_assist.script.read",
        "agent_assist.script.overlay",
        "agent_assist.script.table",
        "agent_assist.script.check",
    ),
    *(
        "agent_assist.script.snapshot",
        "agent_assist.store.store",
        "agent_assist.search.index",
        "agent_assist.desk.speech",
    ),
    *(
        "agent_assist.desk.doorway",
        "agent_assist.desk.watcher",
        "agent_assist.desk.recovery",
        "agent_assist.ui.compact",
    ),
    *("agent_assist.ui.wrap_up", "agent_assist.ui.settings_sheet", "PySide6.QtNetwork", "sqlalchemy", "cryptography"),
    *(
        "keyring",
        "numpy",
        "rapidfuzz",
        "tree_sitter",
        "tomlkit",
        "pyttsx3",
        "uuid",
        "hashlib",
        "socket",
        "concurrent",
        "agent_assist.store",
    ),
)
"""What a call needs only after the opening line is on screen, or not at all."""


def test_nothing_comes_before_the_first_paint_that_can_come_after_it():
    told = subprocess.run(
        [sys.executable, "-P", "-c", "import sys, agent_assist.cli, agent_assist.app.program; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert set(told.stdout.split()) & set(LATER) == set()
