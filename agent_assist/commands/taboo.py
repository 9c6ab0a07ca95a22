"""``agent-assist taboo``: what in a text must not be said there."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING

from agent_assist.commands.shared import put, register, roots_of
from agent_assist.script.model import SCENARIOS, Language
from agent_assist.script.shelf import read_script
from agent_assist.script.table import did_you_mean
from agent_assist.terminal import FINE, PROBLEMS, USAGE, complain

if TYPE_CHECKING:
    from agent_assist.script.lint import Finding


def run(options: argparse.Namespace) -> int:
    """``agent-assist taboo TEXT [--pack ID] [--language zh|en] [--scenario ID]``"""
    from agent_assist.language.fold import fold
    from agent_assist.script.lint import lint

    language: Language = options.of_language or ("zh" if re.search(r"[\u3400-\u9fff]", fold(options.text)) else "en")
    script, _ = read_script(options.of_pack, roots_of(), (language,))
    if script is None or language not in script.packs:
        complain(f"There is no pack “{options.of_pack}” in {language}; see agent-assist check.")
        return USAGE
    pack = script.packs[language]
    if options.scenario is not None and options.scenario not in {*SCENARIOS, *pack.scenarios}:
        hint = did_you_mean(options.scenario, (*SCENARIOS, *pack.scenarios))
        complain(f"There is no scenario “{options.scenario}”{f' ({hint})' if hint else ''}.")
        return USAGE
    found = lint(options.text, pack, options.scenario)
    norms = register() if any(not each.why for each in found) else None
    for each in found:
        # A finding that breaks several norms is told once for each.
        for norm in each.norms or (None,):
            rule = norms.get(norm) if norms and norm else None
            _put_finding(each, norm, each.why or (getattr(rule, language) if rule else ""), as_json=options.json)
    return PROBLEMS if found else FINE


def _put_finding(found: Finding, norm: str | None, why: str, *, as_json: bool) -> None:
    record = {
        "start": found.start,
        "end": found.end,
        "text": found.text,
        "severity": found.severity,
        "norm": norm,
        "why": why,
        "instead": found.instead,
    }
    if as_json:
        put(record)
        return
    told = "  ".join(part for part in (why, found.instead and f"→ {found.instead}") if part)
    print(f"{found.start}-{found.end}  {found.severity}  {norm or '-':<7} {found.text}  {told}")
