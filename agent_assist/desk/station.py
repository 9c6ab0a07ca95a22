"""The station: everything the window talks to. Puts the desk, the voice, the search and the store side by side.

The window calls its methods (intents), listens to its few signals and draws `view()`. What takes time to open (store,
voice, search) is attached after the first paint; until then the call works without it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from agent_assist.call import moves
from agent_assist.call.event import Fact
from agent_assist.call.hangup import must
from agent_assist.call.show import row
from agent_assist.desk import describe
from agent_assist.desk.background import Background
from agent_assist.desk.desk import Desk
from agent_assist.desk.keeping import Keeper
from agent_assist.desk.lookup import Lookup
from agent_assist.desk.notices import Notices
from agent_assist.desk.promises import DAY_MS, Promises
from agent_assist.desk.proof import Proof
from agent_assist.desk.rule_book import NormView, RuleBook
from agent_assist.desk.summary import summarise
from agent_assist.desk.view import SITUATION_KEYS, DeskView, Notice, Offer, Peek
from agent_assist.script.model import Language, Script

if TYPE_CHECKING:
    # What these bring along is attached after the first paint.
    from agent_assist.desk.chime import Chime, ChimeProblem
    from agent_assist.desk.recovery import Unfinished
    from agent_assist.desk.speech import Speech, SpeechProblem
    from agent_assist.script.lint import Finding
    from agent_assist.script.norms import Register
    from agent_assist.store.records import Notice as StoreNotice
    from agent_assist.store.store import Store

RETENTION_MS = 30 * DAY_MS
"""How long a kept promise keeps what it knew about the customer."""
STORE, RULE_BOOK = "store", "rule book"


class Station(QObject):
    """What the window talks to.

    Signals:
        changed: `view()` may be different now.
        found: (query, tuple of `view.HitView`).
        chimed: a wait fell due (the chime was asked for).
    """

    changed = Signal()
    found = Signal(str, object)
    chimed = Signal()

    def __init__(self, desk: Desk, keeper: Keeper, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._keeper = keeper
        self._background = background
        self.lookup = Lookup(desk, background, self)
        self.promises = Promises(desk, keeper, background, self)
        self._proof = Proof(background)
        self._rule_book = RuleBook()
        self._speech: Speech | None = None
        self._chime: Chime | None = None
        self._agents: tuple[tuple[str, str], ...] = ()
        self._notices = Notices()
        self._peek: Peek | None = None
        self._offers: tuple[Unfinished, ...] = ()
        self._phone_connected = False
        desk.changed.connect(self.changed)
        desk.noticed.connect(self.tell)
        desk.fell_due.connect(self._sound)
        desk.over.connect(self._call_over)
        self.lookup.found.connect(self.found)
        self.lookup.noticed.connect(self.tell)
        self.promises.changed.connect(self.changed)
        self.promises.noticed.connect(self.tell)
        self.promises.alarmed.connect(self._sound)

    # -- what is attached after the first paint --------------------------------------------------------------------

    def attach_store(self, store: Store, day_began_utc: int) -> None:
        """The store is open: hand over what waited, look for an unfinished call, read today's promises."""
        from agent_assist.desk.recovery import unfinished

        self._keeper.attach(store)
        script, profile, utc = self.desk.script, self.desk.profile, self.desk.utc()
        live = {call.id for call in self.desk.calls}
        self._background.run(
            STORE,
            lambda: tuple(left for left in unfinished(store.reader, script, profile, utc) if left.live.id not in live),
            self._offer,
            self._store_failed,
        )
        self.promises.begin_day(day_began_utc)

    def attach_speech(self, speech: Speech) -> None:
        """The voice is there."""
        self._speech = speech
        speech.started.connect(self._speech_changed)
        speech.finished.connect(self._speech_changed)
        speech.failed.connect(self._speech_failed)
        self.changed.emit()

    def attach_register(self, read: Callable[[], Register]) -> None:
        """Read the register of norms in the background; `read` raises OSError or ValueError where it cannot be."""
        self._background.run(RULE_BOOK, read, self._take_register, self._no_register)

    def attach_chime(self, chime: Chime) -> None:
        """The chime is there."""
        self._chime = chime
        chime.failed.connect(self._chime_failed)

    def choose_chime(self, *, enabled: bool, device: str) -> None:
        """Turn the chime on or off, and say where it sounds."""
        if self._chime is not None:
            self._chime.choose(enabled=enabled, device=device)

    def start_search(self) -> None:
        """Build the index over the script in the language of the lines."""
        self.lookup.use_script()

    def use_script(self, script: Script) -> None:
        """Another script for the calls to come, and for the search."""
        self.desk.use_script(script)
        self.start_search()

    def use_agents(self, agents: tuple[tuple[str, str], ...]) -> None:
        """The agents of this PC, as number and name."""
        self._agents = agents
        self.changed.emit()

    def phone(self, event: Fact, phone_id: str, number: str) -> None:
        """A fact from the softphone; one with an id of its own shows that a softphone is connected."""
        self._phone_connected = self._phone_connected or bool(phone_id)
        self.desk.phone(event, phone_id, number)

    def press(self, key: str) -> None:
        """A key bound in the system: ``said``, or ``next``: what Space does now."""
        front = self.desk.front
        if key == "next" and (front is None or front.state == "ringing"):
            self.desk.answer()
        else:
            self.desk.said()

    def status(self) -> dict[str, object]:
        """What `agent-assist status` prints: the keys of `replay`, for the call on screen or the one to come."""
        front = self.desk.front
        at = None if front is None else self.desk.now() - front.base
        shown = row(self.desk.shown_call, None, at=at)
        return {**shown, "keys": self._key_place()}

    # -- what is drawn -----------------------------------------------------------------------------------------------

    def view(self) -> DeskView:
        """One picture of the desk, now."""
        desk, front = self.desk, self.desk.front
        call = desk.shown_call
        now = desk.now()
        shown = describe.picture(call, call.now if front is None else now - front.base)
        pack = call.pack
        summary = summarise(call, front.notes) if front is not None and front.state == "wrap-up" else ""
        return DeskView(
            state="idle" if front is None else front.state,
            shown=shown,
            organisation=pack.organisation,
            pack=pack.id,
            language=call.language,
            languages=tuple(call.script.packs),
            titles=tuple((title.id, title.word) for title in pack.titles.values()),
            slot_labels={slot.id: slot.label for slot in pack.slots.values()},
            situations=describe.situations(pack)[:SITUATION_KEYS],
            scenarios=describe.situations(pack),
            reflexes=describe.reflexes(pack),
            agent_no=call.profile.get("agent_no", ""),
            agent_name=call.profile.get("agent_name", ""),
            agents=self._agents,
            call_id="" if front is None else front.id,
            began=desk.idle_since if front is None else front.state_since,
            call_began=None if front is None or call.answered_at is None else front.base + call.answered_at,
            base=0 if front is None else front.base,
            number=call.number,
            slots=describe.slot_values(call),
            notes="" if front is None else front.notes,
            summary=summary,
            outcome="" if front is None else front.outcome,
            others=describe.others(desk.calls.others),
            promises=self.promises.views,
            figures=self.promises.figures,
            peek=self._peek,
            copied=front is not None and front.copied == (call.frame.scenario, call.frame.step),
            speaking=self._speech is not None and self._speech.speaking,
            help_since=None if front is None else front.help_since,
            phone="connected" if self._phone_connected else "by-hand",
            notices=self._notices.shown,
            offer=self._first_offer(),
            key_place=self._key_place(),
            path=describe.path(call),
            choices=describe.choices(pack),
            last=desk.last,
            leaders={one: other.rules.leader for one, other in call.script.packs.items()},
        )

    def _key_place(self) -> str:
        status = None if self._keeper.store is None else self._keeper.store.key_status()
        return "" if status is None else status.place

    def _first_offer(self) -> Offer | None:
        if not self._offers or self.desk.front is not None:
            return None
        left = self._offers[0]
        return Offer(left.live.id, left.live.utc_base, left.whole, left.live.call.scenario.title)

    # -- what the agent wants besides moving the call ------------------------------------------------------------------

    def line_to_copy(self) -> str | None:
        """The words on screen, for the clipboard; None where no line can be said yet."""
        if self._peek is not None:
            return self._peek.line
        return moves.line(self.desk.shown_call).text

    def speak(self) -> None:
        """Read the line on screen aloud, or stop reading."""
        if self._speech is None:
            self.tell(Notice("speech-not-ready", "warning"))
        elif self._speech.speaking:
            self._speech.stop()
        else:
            self._say_aloud(self._speech)
        self.changed.emit()

    def _say_aloud(self, speech: Speech) -> None:
        call = self.desk.shown_call
        text = self.line_to_copy()
        language = call.language if self._peek is None else self._peek.language
        if text:
            personal = self._peek is not None or describe.is_personal(call, describe.picture(call, call.now))
            speech.say(text, language, personal)

    def search(self, query: str) -> None:
        """Ask the search, or without words what is likely next; the answer comes by `found`."""
        self.lookup.ask(query)

    def words(self, phrase_id: str, text: str) -> str | None:
        """A found line as it is said in this call; None where it lacks a value."""
        call = self.desk.shown_call
        return describe.peek(call, phrase_id, self.lookup.phrase(phrase_id) or text, moves.values(call)).line

    def go_to(self, scenario_id: str, phrase_id: str) -> None:
        """Open the scenario of a found line. It begins with its first step, whichever line was found; where that is another, it is
        said.
        """
        self.stop_peeking()
        self.desk.open(scenario_id)
        frame, (line_of, _, step) = self.desk.shown_call.frame, phrase_id.partition(".")
        if line_of == frame.scenario == scenario_id and step != frame.step:
            self.tell(Notice("opened-at-start", detail=self.desk.shown_call.scenario.title))

    def peek_at(self, phrase_id: str, text: str) -> None:
        """Show a found line in the SAY place without moving the call."""
        call = self.desk.shown_call
        phrase = self.lookup.phrase(phrase_id)
        self._peek = describe.peek(call, phrase_id, phrase or text, moves.values(call))
        self.lookup.used(phrase_id)
        self.changed.emit()

    def stop_peeking(self) -> None:
        """Show the line of the call again."""
        if self._peek is not None:
            self._peek = None
            self.changed.emit()

    def accept_offer(self, whole: bool) -> None:
        """Take back the unfinished call: as a call (`whole`), or only for its wrap-up."""
        if not self._offers:
            return
        from agent_assist.desk.recovery import going_on, over_since

        left, *rest = self._offers
        self._offers = tuple(rest)
        if whole and left.whole:
            self.desk.take_back(going_on(left.live, self.desk.now(), self.desk.utc()), left.gap_ms or 0)
        else:
            self.desk.wrap_up_only(over_since(left.live, self.desk.now()))

    def tell(self, notice: Notice) -> None:
        """Show a message to the agent."""
        self._notices = self._notices.plus(notice)
        self.changed.emit()

    def forget(self, code: str) -> None:
        """What these messages told is no longer so."""
        self._notices = self._notices.forgetting(code)
        self.changed.emit()

    def dismiss(self, notice: Notice) -> None:
        """The agent has seen a message."""
        self._notices = self._notices.without(notice)
        self.changed.emit()

    def store_noticed(self, notice: StoreNotice) -> None:
        """The store has something to say; called from its writer thread."""
        if notice.kind == "key-file":
            return  # so it is at every start where there is no key store; the settings and `status` say it
        over = notice.kind == "saving-again"
        told = Notice(f"store-{notice.kind}", "note" if over else "error", notice.sentence)

        def tell() -> None:
            if over:
                self._notices = self._notices.saving_again()
            self.tell(told)

        self._background.call_here(tell)

    def missing(self) -> tuple[str, ...]:
        """What wrap-up should still record, as slot names."""
        front = self.desk.front
        return () if front is None else must(front.call)

    def norms(self) -> tuple[NormView, ...]:
        """The norms behind the line on screen, with their words as soon as the register is there."""
        call = self.desk.shown_call
        return self._rule_book.norms(self.view(), call.pack)

    def taboos_in(self, text: str, told: Callable[[tuple[Finding, ...]], None]) -> None:
        """Look for what must not be said in something the agent typed for the call on screen; `told` is called later."""
        self._proof.read(text, self.desk.shown_call, told)

    # -- what comes back -----------------------------------------------------------------------------------------------

    def let_go(self) -> None:
        """Destroy the values of calls that ended long enough ago and are not on this desk any more."""
        store = self._keeper.store
        if store is not None:
            here = frozenset(live.id for live in (*self.desk.calls, *(left.live for left in self._offers)))
            store.writer.expire(self.desk.utc(), here, RETENTION_MS)

    def _offer(self, found: tuple[Unfinished, ...]) -> None:
        # Where the caller may still be on the line comes before what is only to be wrapped up.
        self._offers = tuple(sorted(found, key=lambda left: not left.whole))
        self.changed.emit()

    def _store_failed(self, error: Exception) -> None:
        self.tell(Notice("store-unreadable", "error", str(error)))

    def _take_register(self, register: Register) -> None:
        self._rule_book.attach(register)
        self.changed.emit()

    def _no_register(self, error: Exception) -> None:
        self.tell(Notice("rule-book", "warning", getattr(error, "strerror", None) or str(error)))

    def _call_over(self, _call_id: str) -> None:
        self._peek = None

    def _sound(self) -> None:
        self.chimed.emit()
        if self._chime is not None:
            self._chime.play()

    def _speech_changed(self, _state: object) -> None:
        self.changed.emit()

    def _speech_failed(self, problem: SpeechProblem) -> None:
        self.tell(Notice(f"speech-{problem.code}", "warning"))

    def _chime_failed(self, problem: ChimeProblem) -> None:
        self.tell(Notice(f"chime-{problem.code}", "warning"))

    def switch_language(self, language: Language) -> None:
        """Read lines in another language; the search lists them so too."""
        self.desk.switch_language(language)
        self.start_search()
