"""Hints on style: lines that are hard to say or to read at a glance. Nothing here is an error."""

from __future__ import annotations

import re

from agent_assist.language.seconds import seconds_to_say
from agent_assist.script.check_text import Line
from agent_assist.script.fill import Fault, parse
from agent_assist.script.model import Pack, Scenario, Step
from agent_assist.script.read import Resolved
from agent_assist.script.table import Report

LONGEST_LINE = {"zh": 70, "en": 220}
LONGEST_TITLE = {"zh": 10, "en": 22}
LONGEST_SPEECH = 12.0
"""Seconds an agent can speak without losing the listener."""

_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN_WORDS = re.compile(r"[A-Za-z]{2,}(?:[\s,.'’]+[A-Za-z]+){2,}")


def check_style(resolved: Resolved, report: Report) -> None:
    """Warn of titles and lines that are too long, of 你 for 您, and of two languages in one line."""
    pack = resolved.pack
    for scenario in pack.scenarios.values():
        _title(resolved, scenario, report)
        for step in scenario.steps.values():
            _line(resolved, scenario, step, report)


def _title(resolved: Resolved, scenario: Scenario, report: Report) -> None:
    kind = "zh" if _HAN.search(scenario.title) else "en"
    length = len(scenario.title)
    if length > LONGEST_TITLE[kind] and "title" in scenario.keys:
        message = f"the title has {length} characters and will be cut off"
        place = resolved.header_at(scenario.id, "title")
        report.warning(place, "long-title", message, f"use at most {LONGEST_TITLE[kind]}")


def _line(resolved: Resolved, scenario: Scenario, step: Step, report: Report) -> None:
    segments = parse(step.say)
    if not step.say or isinstance(segments, Fault):
        return
    pack = resolved.pack
    table = resolved.merged.scenarios[scenario.id].steps[step.id]
    line = Line(step.say, table, "say", segments)
    words, origin = line.as_spoken(pack, grouped=True)
    _length(pack, words, line, report)
    informal = words.find("你")
    if pack.language == "zh" and informal >= 0:
        report.warning(line.at(origin[informal]), "informal", "the line says 你 to a customer", "write 您")
    mixed = _mixed(pack, words)
    if mixed is not None:
        report.warning(line.at(origin[mixed]), "mixed-language", "the line mixes two languages", "say it in one")


def _length(pack: Pack, words: str, line: Line, report: Report) -> None:
    kind = "zh" if _HAN.search(words) else "en"
    place = line.table.value_at(line.key)
    if len(words) > LONGEST_LINE[kind]:
        message = f"the line has {len(words)} characters"
        report.warning(place, "long-line", message, f"use at most {LONGEST_LINE[kind]}, or make two steps of it")
        return
    seconds = seconds_to_say(words, pack.language)
    if seconds > LONGEST_SPEECH:
        message = f"the line takes {seconds:.0f} seconds to say"
        report.warning(place, "long-speech", message, f"stay below {LONGEST_SPEECH:.0f}, or make two steps of it")


def _mixed(pack: Pack, words: str) -> int | None:
    """Where the other language begins in a line that holds both, or a whole line of an English pack in Chinese."""
    han = _HAN.search(words)
    if pack.language == "en":
        return han.start() if han else None
    latin = _LATIN_WORDS.search(words)
    return latin.start() if latin and han else None
