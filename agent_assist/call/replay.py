"""Running a tape: the same `advance` as a live call, with what the tape expects held against it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from agent_assist.call.advance import moments
from agent_assist.call.effect import Refused
from agent_assist.call.event import words
from agent_assist.call.hangup import hangup, must
from agent_assist.call.show import row, show
from agent_assist.call.state import Call, new_call
from agent_assist.call.tape import Expectation, Tape, TapeEvent, duration_ms
from agent_assist.script.model import Problem, Script

PROFILE: Mapping[str, str] = {"agent_no": "1001"}
"""The built-in profile of replays: a number, and nobody's name."""

TOLERANCE_S = 0.001


@dataclass(frozen=True, slots=True)
class Passed:
    """The call just after an event (``due`` for a wait that ran out), and why the event was refused, if it was."""

    call: Call
    kind: str
    refused: str | None


@dataclass(frozen=True, slots=True)
class Replayed:
    """A tape that was run: the call after each event and due wait, and the expectations that failed."""

    passed: tuple[Passed, ...]
    problems: tuple[Problem, ...]
    call: Call

    @property
    def rows(self) -> tuple[dict[str, object], ...]:
        """One JSON-ready object per event and due wait. Most tapes are run for their problems only."""
        return tuple(row(each.call, each.kind, each.refused) for each in self.passed)


def replay(tape: Tape, script: Script) -> Replayed:
    """Run a tape under a script.

    Args:
        tape: what happens and what is expected.
        script: the packs; it must have the tape's language.
    """
    call = new_call(script, tape.language, PROFILE)
    passed: list[Passed] = []
    problems: list[Problem] = []
    refused: tuple[TapeEvent, Refused] | None = None
    for entry in tape.entries:
        if isinstance(entry, Expectation):
            if entry.kind == "refused":
                if refused is None:
                    problems.append(_failed(entry, "a refusal", "the event before changed something"))
                refused = None
                continue
            problem = _test(entry, call)
            if problem is not None:
                problems.append(problem)
            continue
        problems += _unexpected(refused)
        call, refused = _run(call, entry, passed)
    problems += _unexpected(refused)
    return Replayed(tuple(passed), tuple(problems), call)


def _run(call: Call, entry: TapeEvent, passed: list[Passed]) -> tuple[Call, tuple[TapeEvent, Refused] | None]:
    refused = None
    for moment in moments(call, entry.event, entry.at):
        call = moment.call
        refusals = [effect for effect in moment.effects if isinstance(effect, Refused)]
        kind = "due" if moment.event is None else words(moment.event)[0]
        passed.append(Passed(call, kind, str(refusals[0]) if refusals else None))
        refused = (entry, refusals[0]) if refusals else None
    return call, refused


def _unexpected(refused: tuple[TapeEvent, Refused] | None) -> list[Problem]:
    if refused is None:
        return []
    entry, refusal = refused
    message = f"The event “{words(entry.event)[0]}” was refused: {refusal}"
    return [Problem(entry.place, "error", "tape-failed", message, "write “> refused” below it if it should be")]


def _failed(expectation: Expectation, wanted: str, found: str) -> Problem:
    return Problem(expectation.place, "error", "tape-failed", f"Expected {wanted}, but {found}.")


def _test(expectation: Expectation, call: Call) -> Problem | None:
    return _TESTS[expectation.kind](expectation, call)


def _at(expectation: Expectation, call: Call) -> Problem | None:
    scenario, _, step = expectation.words.partition(".")
    frame = call.frame
    if scenario == frame.scenario and step in ("", frame.step):
        return None
    return _failed(expectation, expectation.words, f"the call is at {frame.scenario}.{frame.step}")


def _wait(expectation: Expectation, call: Call) -> Problem | None:
    left = show(call).wait_left
    if left is not None and abs(left / 1000 - float(expectation.words)) < TOLERANCE_S:
        return None
    found = "no wait runs" if left is None else f"{left / 1000:g} s are left"
    return _failed(expectation, f"a wait of {expectation.words} s", found)


def _no_wait(expectation: Expectation, call: Call) -> Problem | None:
    if call.wait is None:
        return None
    return _failed(expectation, "no wait", f"one of {(call.wait.due - call.now) / 1000:g} s runs")


def _hangup(expectation: Expectation, call: Call) -> Problem | None:
    state = hangup(call)
    if state.open == expectation.kind.endswith("open"):
        return None
    found = "it is open" if state.open else f"it is locked and lacks {', '.join(state.lacks) or 'a call'}"
    return _failed(expectation, expectation.kind, found)


def _line(expectation: Expectation, call: Call) -> Problem | None:
    line = show(call).line
    wanted = expectation.kind == "line has"
    if (line is not None and expectation.words in line) == wanted:
        return None
    found = "no line can be shown yet" if line is None else f"the line is “{line}”"
    return _failed(expectation, f"a line that {expectation.kind[5:]} “{expectation.words}”", found)


def _follow_up(expectation: Expectation, call: Call) -> Problem | None:
    due = duration_ms(expectation.words)
    if any(made.due_ms == due for made in call.follow_ups):
        return None
    made = ", ".join(made.within for made in call.follow_ups)
    return _failed(expectation, f"a follow-up within {expectation.words}", f"there is {made or 'none'}")


def _must(expectation: Expectation, call: Call) -> Problem | None:
    slot = call.pack.slot(expectation.words)
    name = expectation.words if slot is None else slot.id
    owed = must(call)
    if name in owed:
        return None
    return _failed(expectation, f"{name} to be owed", f"what is owed is {', '.join(owed) or 'nothing'}")


_TESTS: dict[str, Callable[[Expectation, Call], Problem | None]] = {
    "at": _at,
    "wait": _wait,
    "no wait": _no_wait,
    "hangup locked": _hangup,
    "hangup open": _hangup,
    "line has": _line,
    "line lacks": _line,
    "follow-up": _follow_up,
    "must": _must,
}
