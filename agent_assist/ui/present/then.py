"""What may happen next: the customer's replies, the wait, and whether the agent may hang up."""

from __future__ import annotations

from agent_assist.call.show import ShownReply
from agent_assist.desk.view import OVERRIDE_REASONS, DeskView
from agent_assist.ui.icons import Icon
from agent_assist.ui.present import say
from agent_assist.ui.present.say import choices_of
from agent_assist.ui.present.words import STAYS_ON, clock, override_reason, visiting
from agent_assist.ui.rows import HangupView, Head, KeyRow, RingKind, RingView, Tick, WaitView
from agent_assist.ui.theme import Tone
from agent_assist.ui.translation import translate

HEARD = "heard"
WAITING = "wait"
LEFT = "left"
SAID = "said"
CHOICE = "choice:"
"""Rows that are no replies: heard, the wait runs out, the customer hung up, the line was said; a value to choose starts
with this."""


def head(view: DeskView) -> Head:
    """The head over the replies."""
    if view.shown.ask is not None and choices_of(view):
        return Head(translate("Then", "The customer says"), Icon.RECORD, Tone.RECORD)
    return Head(translate("Then", "THEN"), Icon.CUSTOMER, Tone.CUSTOMER)


def numbered(view: DeskView) -> tuple[str, ...]:
    """What the digits 1 to 9 choose, as row ids in the order of the rows."""
    if view.shown.ask is not None and choices_of(view):
        return tuple(CHOICE + value for value, _ in choices_of(view))[:9]
    return tuple(reply.id for reply in view.shown.replies if reply.id != HEARD)[:9]


def rows(view: DeskView) -> tuple[KeyRow, ...]:
    """The rows of THEN: F, the digits, and what happens by itself."""
    if view.state not in ("talking", "held"):
        return ()
    if view.shown.ask is not None and choices_of(view):
        return tuple(KeyRow(CHOICE + value, str(at), word) for at, (value, word) in enumerate(choices_of(view)[:9], 1))
    made: list[KeyRow] = []
    heard = next((reply for reply in view.shown.replies if reply.id == HEARD), None)
    if heard is not None:
        made.append(KeyRow(HEARD, "F", heard.label, _leads_to(view, heard), tip=_tip(view, heard)))
    elif view.state == "talking" and view.shown.wait_left is not None:
        words, stays = translate("Then", "Customer speaks"), translate("Then", "stay here")
        made.append(KeyRow(HEARD, "F", words, stays))
    others = [reply for reply in view.shown.replies if reply.id != HEARD]
    for at, reply in enumerate(others, 1):
        key = str(at) if at < 10 else ""
        made.append(KeyRow(reply.id, key, reply.label, _leads_to(view, reply), tip=_tip(view, reply)))
    if _waits(view):
        words = (
            translate("Then", "Check in now and then") if view.state == "held" else translate("Then", "Still silent")
        )
        may = translate("Then", "may leave") if visiting(view) else translate("Then", "may hang up")
        to = view.shown.wait_leads_to or may
        made.append(KeyRow(WAITING, "", words, to, alone=True))
    if _may_leave(view):
        made.append(KeyRow(LEFT, "N", translate("Then", "Customer hangs up"), translate("Then", "wrap-up")))
    if not made and view.state == "talking" and view.shown.line is not None and not view.shown.said:
        made.append(KeyRow(SAID, say.space(), translate("Then", "The line is said"), translate("Then", "goes on")))
    return tuple(made)


def _may_leave(view: DeskView) -> bool:
    """Whether the agent has to tell that the customer hung up: no softphone does, and the call is at its end."""
    lacks = view.shown.hangup.lacks
    at_the_end = "customer" in lacks or ("closing" in lacks and _is_closing(view))
    return view.phone == "by-hand" and view.state == "talking" and at_the_end


def _is_closing(view: DeskView) -> bool:
    """Whether the line on screen ends the call, in a pack where the agent never hangs up first after it."""
    title = next((one.title for one in view.scenarios if one.scenario == STAYS_ON), "")
    return bool(title) and view.shown.wait_leads_to == title


def _waits(view: DeskView) -> bool:
    """Whether the step has a wait that has not run out."""
    shown = view.shown
    return shown.wait_left is not None or bool(shown.wait_leads_to) or "wait" in shown.hangup.lacks


def _leads_to(view: DeskView, reply: ShownReply) -> str:
    if reply.lacks:
        return translate("Then", "first: {0}").format(_lacking(view, reply.lacks[0]))
    return reply.leads_to or translate("Then", "back")


def _tip(view: DeskView, reply: ShownReply) -> str:
    if not reply.lacks:
        return ""
    names = ", ".join(_lacking(view, name) for name in reply.lacks)
    return f"{reply.label}\n{translate('Then', 'first: {0}').format(names)}"


def _lacking(view: DeskView, name: str) -> str:
    known = {"said": translate("Then", "say the line"), "wait": translate("Then", "let the wait end")}
    return known.get(name) or view.slot_labels.get(name, name)


def tips(view: DeskView) -> tuple[str, ...]:
    """How to say it: the guide cards of the step and its scenario."""
    if view.state not in ("talking", "held"):
        return ()
    return tuple(dict.fromkeys(guide.tip for guide in view.shown.guide))


def tip_sources(view: DeskView) -> tuple[str, ...]:
    """Each tip with the ids of its norms, for who wants to know where it comes from."""
    found: dict[str, dict[str, None]] = {}
    for guide in view.shown.guide if tips(view) else ():
        found.setdefault(guide.tip, {}).update(dict.fromkeys(guide.norms))
    return tuple(" ".join((tip, *norms)) for tip, norms in found.items())


def wait_left(view: DeskView, now: int) -> int | None:
    """How much of the wait is left at a moment after the view was made; None if none runs."""
    left = view.shown.wait_left
    return None if left is None else max(0, left - (now - view.base - view.shown.at))


def wait_head(view: DeskView) -> Head:
    """The head over the ring."""
    if view.state == "held":
        return Head(translate("Then", "Check in with the caller"), Icon.WAIT, Tone.WAIT)
    if view.shown.waited:
        return Head(translate("Then", "The wait is over"), Icon.TICK, Tone.OPEN)
    running = view.shown.wait_left is not None
    return Head(translate("Then", "Wait for the customer"), Icon.WAIT, Tone.WAIT if running else Tone.PLAIN)


def wait(view: DeskView, now: int) -> WaitView:
    """The ring and its words at a moment."""
    shown, left = view.shown, wait_left(view, now)
    if view.state == "held":
        return _held(view, now, left)
    if left is not None:
        seconds = translate("Then", "s") if left < 10_000 else translate("Then", "left")
        ring = RingView(RingKind.LEFT, left, shown.wait_ms, seconds)
        whole = translate("Then", "{0} s in all").format(round(shown.wait_ms / 1000))
        to = shown.wait_leads_to
        detail = (
            translate("Then", "Then a chime, and on to: {0}").format(to)
            if to
            else translate("Then", "Then a chime: you may leave")
            if visiting(view)
            else translate("Then", "Then a chime: you may hang up")
        )
        return WaitView(ring, whole, detail, loud=True)
    if shown.waited:
        words = translate("Then", "Nothing was heard")
        detail = translate("Then", "The moment the customer speaks, press F")
        return WaitView(RingView(RingKind.DONE), words, detail)
    if view.state == "talking" and _waits(view) and shown.said:
        detail = translate("Then", "Say the line again and press Space to count anew")
        return WaitView(RingView(RingKind.EMPTY), translate("Then", "Not counting"), detail)
    if view.state == "talking" and _waits(view):
        detail = translate("Then", "Say the line; then it begins by itself")
        return WaitView(RingView(RingKind.EMPTY), translate("Then", "A wait follows"), detail)
    words = translate("Then", "No wait here") if view.state == "talking" else ""
    return WaitView(RingView(RingKind.EMPTY), words)


def _held(view: DeskView, now: int, left: int | None) -> WaitView:
    """On hold: count to the next word to the caller, or up where the pack sets no time."""
    gone = now - view.began
    held = translate("Then", "Held {0}").format(clock(gone))
    if left is None:
        return WaitView(RingView(RingKind.GONE, gone, max(gone, 1)), held)
    ring = RingView(RingKind.LEFT, left, view.shown.wait_ms, translate("Then", "left"))
    detail = translate("Then", "Then a chime: say that you are still there")
    return WaitView(ring, held, detail, loud=left <= 10_000)


def hangup(view: DeskView) -> HangupView:
    """The hang-up block: what it still lacks first, then what is done."""
    state = view.shown.hangup
    if state.open:
        why = translate("Then", "The line was said and the wait is over.")
        if not view.shown.waited:
            why = translate("Then", "Everything that had to be said was said.")
        if visiting(view):
            return HangupView(open=True, words=translate("Then", "You may leave"), detail=why, key="B", icon=Icon.TICK)
        return HangupView(open=True, words=translate("Then", "You may hang up"), detail=why, key="B")
    if view.state == "ringing":
        return HangupView(open=False, words=translate("Then", "Not answered yet"))
    if view.state not in ("talking", "held"):
        return HangupView(open=False, words=translate("Then", "No call"))
    lacking = tuple(Tick(lack(view, name), done=False) for name in state.lacks)
    done = tuple(Tick(duty.label, done=True) for duty in view.shown.duties if duty.done and duty.label)
    return HangupView(
        open=False,
        words=translate("Then", "Not leaving yet") if visiting(view) else translate("Then", "Hang-up locked"),
        note=translate("Then", "{0} to go").format(len(lacking)) if lacking else "",
        ticks=(*lacking, *done),
        aside=translate("Then", "leave anyway") if visiting(view) else translate("Then", "anyway"),
        aside_key="Shift B",
    )


def lack(view: DeskView, name: str) -> str:
    """What hanging up still lacks, as words."""
    known = {
        "say": translate("Then", "Say this line"),
        "wait": translate("Then", "Let the wait end"),
        "customer": translate("Then", "The customer hangs up first"),
        "closing": _closing(view),
        "resume": translate("Then", "Take the caller back first"),
        "name": translate("Then", "Use the caller's name"),
    }
    return known.get(name) or view.slot_labels.get(name, name)


def _closing(view: DeskView) -> str:
    """What is lacking where the step lets nobody hang up."""
    if not _is_closing(view):
        return translate("Then", "Come to the closing line")
    if view.shown.said:
        return translate("Then", "The customer hangs up first")
    return translate("Then", "Say this line")


def override_rows() -> tuple[KeyRow, ...]:
    """The reasons for hanging up although it is locked."""
    return tuple(KeyRow(code, str(at), override_reason(code)) for at, code in enumerate(OVERRIDE_REASONS, 1))
