"""The driver: what the softphone says and what the agent does, turned into events of the live calls.

It holds no rules of a call: those are in `call`. How an event moves a call is in `mover`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QObject

from agent_assist.call.event import (
    Answered,
    Done,
    End,
    Ended,
    Event,
    Heard,
    Held,
    LanguageSwitched,
    Open,
    Replied,
    Resumed,
    Ringing,
    Said,
    SlotSet,
    Undo,
)
from agent_assist.call.state import HOLD, Call, new_call
from agent_assist.desk import keeping
from agent_assist.desk.calls import Live
from agent_assist.desk.clock import Clock
from agent_assist.desk.keeping import Keeper
from agent_assist.desk.mover import Mover
from agent_assist.script.model import BACK, Language, Script


class Desk(Mover):
    """The live calls of one agent, and who is at the desk."""

    def __init__(
        self,
        script: Script,
        language: Language,
        clock: Clock,
        keeper: Keeper,
        profile: Mapping[str, str] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(clock, keeper, parent)
        self._script = script
        self._language: Language = language
        self._profile: Mapping[str, str] = profile or {}

    # -- what is known -------------------------------------------------------------------------------------------

    @property
    def script(self) -> Script:
        """The packs that the next call will be guided by."""
        return self._script

    @property
    def language(self) -> Language:
        """The language of the lines: of the call on screen, else of the next one."""
        return self._language if self.front is None else self.front.call.language

    @property
    def profile(self) -> Mapping[str, str]:
        """Who is at the desk, by slot name."""
        return self._profile

    def next_call(self) -> Call:
        """The call to come, for showing its opening."""
        return new_call(self._script, self._language, self._profile)

    @property
    def shown_call(self) -> Call:
        """The call on screen, or the one to come."""
        return self.next_call() if self.front is None else self.front.call

    def use_script(self, script: Script) -> None:
        """Take another script for the calls to come; a live call keeps the one it began with."""
        self._script = script
        if self._language not in script.packs:
            self._language = next(iter(script.packs))
        self.changed.emit()

    def use_profile(self, profile: Mapping[str, str]) -> None:
        """Another agent sits down; a live call keeps the one who took it."""
        self._profile = profile
        self.changed.emit()

    # -- what the phone says -------------------------------------------------------------------------------------

    def phone(self, event: Event, phone_id: str = "", number: str = "") -> None:
        """A fact from the softphone. Hooks may repeat, come out of order or lack ids."""
        live = self.calls.of_phone(phone_id, number)
        match event:
            case Ringing():
                if live is None or live.state == "wrap-up":
                    self._begin(event, phone_id)
            case Answered():
                self._answer(live or self.calls.in_state("ringing"), phone_id)
            case Ended():
                self._end_of(live or (None if phone_id else self.calls.in_state("talking", "held", "ringing")), event)
            case _:
                live = live or (None if phone_id else self.front)
                if live is not None:
                    self._dispatch(live, event)

    def _begin(self, first: Event, phone_id: str = "") -> Live:
        now = self.now()
        call = new_call(self._script, self._language, self._profile)
        live = self.calls.add(call, now, self.utc(), self._slept(), phone_id)
        self._keeper.begin(live)
        self._dispatch(live, first)
        return self.calls.get(live.id) or live

    def _answer(self, live: Live | None, phone_id: str = "") -> None:
        if live is None:
            self._park_front()
            live = self._begin(Answered(), phone_id)
        else:
            if live.id != getattr(self.front, "id", ""):
                self._park_front()
            self._dispatch(live, Answered())
        self.calls.bring(live.id)
        self.changed.emit()

    def _park_front(self) -> None:
        """Answering another call puts the one on screen on hold; a wrap-up just waits beside it."""
        front = self.front
        if front is not None and front.state == "talking":
            self._dispatch(front, Held())

    def _end_of(self, live: Live | None, event: Ended) -> None:
        if live is not None:
            self._dispatch(live, event)

    # -- what the agent does -------------------------------------------------------------------------------------

    def answer(self) -> None:
        """Answer what rings, or start a call by hand where no softphone tells."""
        ringing = self.calls.in_state("ringing")
        if ringing is not None or self.front is None or self.front.state == "wrap-up":
            self._answer(ringing)

    def call_out(self, scenario: str, number: str, values: Mapping[str, str]) -> str:
        """Begin a call of our own, in a scenario and with what is known of the customer; its id, "" if one is on."""
        if self.front is not None and self.front.state != "wrap-up":
            return ""
        live = self._begin(Answered())
        self.calls.bring(live.id)
        # The number comes after the call: it did not ring here, so there is no answer to be timed.
        self._dispatch(live, Ringing(number))
        for name, value in values.items():
            self.slot(name, value)
        if scenario:
            self.open(scenario)
        return live.id

    def said(self) -> None:
        """The agent has said the line."""
        self._act(Said())

    def heard(self) -> None:
        """The customer is heard."""
        self._act(Heard())

    def reply(self, reply_id: str) -> None:
        """The customer did this. Agreeing to hold puts the caller on hold where no softphone says so."""
        self._act(Replied(reply_id))
        front = self.front
        if front is None or front.state != "talking" or front.call.frame.scenario != HOLD:
            return
        if front.call.frame.step == front.call.scenario.held:
            self._dispatch(front, Held("agent"))

    def back(self) -> None:
        """Leave this scenario."""
        self._act(Replied(BACK))

    def open(self, scenario: str) -> None:
        """Open a scenario."""
        self._act(Open(scenario))

    def toggle_hold(self) -> None:
        """Ask for the hold, or take the caller back."""
        front = self.front
        if front is not None and front.state == "held":
            self._dispatch(front, Resumed())
        elif front is not None and front.call.frame.scenario != HOLD:
            self.open(HOLD)

    def slot(self, name: str, value: str, call_id: str = "") -> None:
        """Record a value; the same value again changes nothing.

        Args:
            name: of the slot.
            value: what was typed or chosen; "" takes it back.
            call_id: the call it was typed for, if another one may have come on screen meanwhile.
        """
        live = self.calls.get(call_id) if call_id else self.front
        if live is not None and (live.call.slots.get(name) or "") != value.strip():
            self._dispatch(live, SlotSet(name, value.strip()))

    def undo(self) -> None:
        """Take the last own action back."""
        self._act(Undo())

    def end(self) -> None:
        """Hang up, if that is allowed."""
        self._act(End())

    def customer_left(self) -> None:
        """The customer has hung up, where no softphone says so."""
        self._act(Ended("customer"))

    def end_anyway(self, reason: str) -> None:
        """Hang up although it is locked, with a reason that is kept."""
        self._act(End(reason, anyway=True))

    def switch_language(self, language: Language) -> None:
        """Read the lines in another language, now and in the calls to come."""
        if language in self._script.packs:
            self._language = language
        if self.front is not None:
            self._act(LanguageSwitched(language))
        self.changed.emit()

    def switch_call(self, call_id: str) -> None:
        """Put another call on screen; the one that was there is held."""
        live = self.calls.get(call_id)
        if live is None:
            return
        if live.state == "ringing":
            self._answer(live)
            return
        self._park_front()
        self.calls.bring(call_id)
        self.changed.emit()

    def note(self, text: str, call_id: str = "") -> None:
        """Keep the free words for the wrap-up, of the call on screen or of the one they were typed for."""
        live = self.calls.get(call_id) if call_id else self.front
        if live is not None and live.notes != text:
            self._own(replace(live, notes=text), keeping.NOTE, (), text)

    def choose_outcome(self, chosen: str) -> None:
        """Say how the call came out."""
        front = self.front
        if front is not None and front.outcome != chosen:
            self._own(replace(front, outcome=chosen), keeping.OUTCOME, (chosen,), None)

    def call_for_help(self, wanted: bool) -> None:
        """Call the leader, or take the call for help back."""
        front = self.front
        if front is not None:
            since = self.now() if wanted else None
            self._own(replace(front, help_since=since), keeping.HELP, ("on" if wanted else "off",), None)

    def copied(self) -> None:
        """The line on screen was copied: show that it was."""
        front = self.front
        if front is not None:
            frame = front.call.frame
            self.calls.put(replace(front, copied=(frame.scenario, frame.step)))
            self.changed.emit()

    def done(self) -> None:
        """Finish wrap-up: the figures are kept, the values destroyed."""
        self._act(Done())

    def _act(self, event: Event) -> None:
        if self.front is not None:
            self._dispatch(self.front, event)
