"""``agent-assist check``: every problem of packs and tapes."""

from __future__ import annotations

import argparse
import gc
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from agent_assist.commands.shared import put, register, roots_of, shipped
from agent_assist.commands.tapes import Tapes
from agent_assist.script.model import Problem
from agent_assist.script.read import Packs, pack_ids
from agent_assist.script.side_by_side import side_by_side
from agent_assist.terminal import FINE, PROBLEMS, USAGE, complain


def run(options: argparse.Namespace) -> int:
    """``agent-assist check [PATH ...] [--strict]``"""
    wanted = options.paths or list(shipped().values())
    missing = [path for path in wanted if not path.exists()]
    if missing:
        complain(f"{missing[0]} does not exist; name a tape, a TOML file, a pack or a folder of packs.")
        return USAGE
    problems = _checked(wanted)
    for problem in problems:
        _report(problem, as_json=options.json)
    bad = problems if options.strict else [problem for problem in problems if problem.severity == "error"]
    return PROBLEMS if bad else FINE


def _checked(wanted: Sequence[Path]) -> Sequence[Problem]:
    """Everything wrong with what is named; several folders of packs are checked side by side."""
    from agent_assist.script.check import check as check_paths
    from agent_assist.script.check import put_together

    # What is read here lives until the command ends: nothing of it is garbage to look for, now or at the end.
    gc.disable()
    shipped_roots, norms, packs = shipped(), register(), Packs(roots_of())
    roots = wanted if len(wanted) > 1 and all(path.is_dir() and pack_ids([path]) for path in wanted) else ()
    for root in roots:
        for pack in pack_ids([root]):
            packs.resolve(root / pack)
    parts = [[root] for root in roots] or [list(wanted)]
    works = [partial(check_paths, each, shipped_roots, norms, Tapes(packs).check, packs) for each in parts]
    problems = put_together(side_by_side(works))
    gc.freeze()
    return problems


def _report(problem: Problem, *, as_json: bool) -> None:
    if not as_json:
        print(problem)
        return
    place = problem.place
    put(
        {
            "path": place.path,
            "line": place.line,
            "column": place.column,
            "severity": problem.severity,
            "code": problem.code,
            "message": problem.message,
            "hint": problem.hint,
        }
    )
