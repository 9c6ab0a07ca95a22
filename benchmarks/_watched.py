"""The program under a stop watch, as a text for `python -c`: it imports its parts when and in the order it likes."""

from __future__ import annotations

_WATCH = """
import importlib.util, pathlib, sys, time
{prepare}
class Watch:  # only when the program has loaded its own module is it watched
    def find_spec(self, name, path, target=None):
        if name != "agent_assist.app.program":
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        load = spec.loader.exec_module
        def load_and_watch(module):
            load(module)
            prepare(module)
        spec.loader.exec_module = load_and_watch
        return spec

sys.meta_path.insert(0, Watch())
from agent_assist.cli import main
sys.exit(main(["--pack", "courier", "--language", "zh"]))
"""


def watched(prepare: str) -> str:
    """The text of the program, with the function ``prepare(module)`` called on `agent_assist.app.program` when that is loaded."""
    return _WATCH.replace("{prepare}", prepare)
