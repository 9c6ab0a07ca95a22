"""Whether the agent may hang up now, and what is still lacking (the guards of S3-07 to S3-20, S3-76, S4-26)."""

from __future__ import annotations

from dataclasses import dataclass

from agent_assist.call.state import Call

NAME = "name"
"""Stands in `must` for a known name that no line has used yet (S3-05, S3-06)."""


@dataclass(frozen=True, slots=True)
class Hangup:
    """`lacks`: ``say``, ``wait``, ``customer`` (hangs up first), ``closing`` (not from here), or slot names."""

    open: bool
    lacks: tuple[str, ...]


def must(call: Call) -> tuple[str, ...]:
    """Slots that steps asked for and did not get, in the order they did; and the unused name, where the pack wants it."""
    owed = tuple(name for name in call.owed if name not in call.slots)
    return (*owed, NAME) if _name_ignored(call) else owed


def _name_ignored(call: Call) -> bool:
    known = bool(call.slots.get("surname")) and bool(call.slots.get("title"))
    return call.pack.rules.name == "use" and known and not call.named


def hangup(call: Call) -> Hangup:
    """The state of the hang-up, derived from the step, the house rule and what is owed."""
    if call.life != "connected":
        return Hangup(open=False, lacks=("resume",) if call.life == "held" else ())
    lacks = _of_the_step(call)
    if not call.scenario.lost:
        lacks += tuple(name for name in must(call) if name != NAME)
    return Hangup(open=not lacks, lacks=lacks)


def _of_the_step(call: Call) -> tuple[str, ...]:
    """What the step itself still wants before the agent may hang up."""
    frame, step = call.frame, call.step
    said = () if frame.step in frame.said or not step.say else ("say",)
    opens = step.wait is not None and step.wait.to is None
    if call.pack.rules.hangup == "customer" and not (call.scenario.lost or call.scenario.visit):
        # The customer hangs up first, however long it takes (S4-26): where there is one, and a line to hang up.
        return (*said, "customer") if step.hangup or opens else ("closing",)
    if frame.waited:
        return ()
    if step.hangup == "said" and call.pack.rules.hangup == "agent":
        return said
    if opens:
        return (*said, "wait")
    if step.hangup:
        return (*said, "customer")
    return ("closing",)
