"""Somebody at the desk who does at random what an agent may do and what a phone may report, call after call."""

from __future__ import annotations

import random
from collections.abc import Callable

from agent_assist.call.event import Ended, Heard, Held, Resumed, Ringing, Silent
from agent_assist.call.hangup import hangup
from agent_assist.call.state import Call
from agent_assist.desk.station import Station
from agent_assist.desk.view import OUTCOMES, OVERRIDE_REASONS
from agent_assist.script.model import Slot
from benchmarks.store_kill import ENGLISH, NAME, NOTE, NUMBER

VALUES = {"surname": NAME, "callback_no": NUMBER, "caller_no": NUMBER, "issue": NOTE}

Act = Callable[[], None]


class MadeUpAgent:
    """One action at each `act`, whatever the state of the desk is."""

    def __init__(self, station: Station, chance: random.Random) -> None:
        self._station, self._desk, self._chance = station, station.desk, chance
        self._doing: dict[str, tuple[tuple[int, Act], ...]] = {
            "idle": ((2, self._ring), (1, self._desk.answer)),
            "ringing": ((5, self._desk.answer), (1, self._hang_up)),
            "talking": (
                (30, self._desk.said),
                (22, self._reply),
                (14, self._record),
                (8, self._open),
                (5, self._desk.undo),
                (4, self._desk.heard),
                (3, self._desk.back),
                (4, self._desk.toggle_hold),
                (2, self._note),
                (2, self._other_language),
                (3, self._phone_fact),
                (1, self._help),
                (3, self._end),
                (1, self._hang_up),
            ),
            "held": ((3, self._desk.toggle_hold), (2, self._phone_fact), (2, self._desk.said), (1, self._hang_up)),
            "wrap-up": ((2, self._record), (2, self._note), (2, self._choose_outcome), (3, self._desk.done)),
        }

    @property
    def state(self) -> str:
        """What the desk is at."""
        front = self._desk.front
        return "idle" if front is None else front.state

    def act(self) -> None:
        """Do one thing."""
        weights, acts = zip(*self._doing[self.state], strict=True)
        self._chance.choices(acts, weights)[0]()

    @property
    def _call(self) -> Call:
        front = self._desk.front
        return self._desk.next_call() if front is None else front.call

    def _ring(self) -> None:
        self._desk.phone(Ringing(NUMBER), "", NUMBER)

    def _phone_fact(self) -> None:
        self._desk.phone(self._chance.choice((Heard(), Silent(), Held(), Resumed())))

    def _hang_up(self) -> None:
        self._desk.phone(Ended("customer"))

    def _reply(self) -> None:
        replies = self._call.step.replies
        if replies:
            self._desk.reply(self._chance.choice(replies).id)

    def _open(self) -> None:
        self._desk.open(self._chance.choice(tuple(self._call.pack.scenarios)))

    def _record(self) -> None:
        slots = [slot for slot in self._call.pack.slots.values() if slot.id != "company"]
        slot = self._chance.choice(slots)
        self._desk.slot(slot.id, self._value(slot))

    def _value(self, slot: Slot) -> str:
        if slot.id == "title":
            return self._chance.choice(tuple(self._call.pack.titles))
        if slot.kind == "choice":
            return self._chance.choice(tuple(slot.choices) or ("yes",))
        return "yes" if slot.kind == "tick" else VALUES.get(slot.id, ENGLISH)

    def _note(self) -> None:
        self._desk.note(f"{NOTE} {self._chance.randrange(1000)}")

    def _other_language(self) -> None:
        self._station.switch_language(self._chance.choice(tuple(self._call.script.packs)))

    def _help(self) -> None:
        self._desk.call_for_help(self._chance.random() < 0.5)

    def _end(self) -> None:
        if hangup(self._call).open:
            self._desk.end()
        else:
            self._desk.end_anyway(self._chance.choice(OVERRIDE_REASONS))

    def _choose_outcome(self) -> None:
        self._desk.choose_outcome(self._chance.choice(OUTCOMES))
