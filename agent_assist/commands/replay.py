"""``agent-assist replay``: calls written as text, held against what they expect."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping

from agent_assist.commands.shared import put
from agent_assist.commands.tapes import Tapes
from agent_assist.terminal import FINE, PROBLEMS, USAGE, complain


def run(options: argparse.Namespace) -> int:
    """``agent-assist replay TAPE ...``"""
    code = FINE
    tapes = Tapes()
    for path in options.tapes:
        if not path.is_file():
            complain(f"{path} {'is no file' if path.exists() else 'does not exist'}; name a tape.")
            return USAGE
        tape, script, problems = tapes.open(path)
        if tape is not None and script is not None:
            from agent_assist.call.replay import replay as run_tape

            done = run_tape(tape, script)
            problems = (*problems, *done.problems)
            for row in done.rows:
                put(row) if options.json else print(_row_text(row))
        for problem in sorted(problems, key=lambda each: each.place):
            print(problem, file=sys.stderr)
        if problems:
            code = PROBLEMS
    return code


def _row_text(row: Mapping[str, object]) -> str:
    wait = "" if row["wait"] is None else f"  wait {row['wait']}"
    refused = "" if row["refused"] is None else f"  refused: {row['refused']}"
    where = f"{row['scenario']}.{row['step']}"
    return f"{row['at']!s:>8}  {row['event']!s:<9} {where:<32} {row['hangup']:<7}{wait}{refused}  {row['line'] or ''}"
