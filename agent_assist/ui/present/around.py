"""What stands around the line: the chip, the caller, situations, duties, promises, the path."""

from __future__ import annotations

from agent_assist.call.state import FollowUp
from agent_assist.desk import ledger
from agent_assist.desk.view import DeskView, OtherCall, PathStep, PromiseView
from agent_assist.ui.icons import Icon
from agent_assist.ui.present.say import connected_at
from agent_assist.ui.present.then import lack
from agent_assist.ui.present.words import clock, due, grouped, hours, leader, owner, reflex, visiting, when, within
from agent_assist.ui.rows import ChipView, FollowUpRow, Head, KeyRow, MustRow, Option, PathRow
from agent_assist.ui.theme import Tone
from agent_assist.ui.translation import translate

ALL = "all"
"""The row that opens the list of all situations."""

CARD = ("surname", "title", "callback_no", "issue")
"""The slots that have a place of their own on the caller card."""

TYPED = ("surname", "callback_no", "issue")
"""Those of them that are typed, in their order."""

_REFLEX_KEYS = "QWERTASD"
_TOKENS = {
    "ringing": (Icon.PHONE, Tone.SAY),
    "answered": (Icon.PHONE, Tone.OPEN),
    "said": (Icon.SAY, Tone.SAY),
    "due": (Icon.WAIT, Tone.WAIT),
    "silent": (Icon.WAIT, Tone.WAIT),
    "heard": (Icon.CUSTOMER, Tone.CUSTOMER),
    "reply": (Icon.CUSTOMER, Tone.CUSTOMER),
    "held": (Icon.HOLD, Tone.WAIT),
    "resumed": (Icon.PHONE, Tone.OPEN),
    "end": (Icon.HANGUP, Tone.OPEN),
    "ended": (Icon.HANGUP, Tone.OPEN),
    "missed": (Icon.HANGUP, Tone.NEVER),
}
"""The sign of each kind of event on the path."""

_ARRIVALS = ("open", "reply", "back")


def chip(view: DeskView, now: int) -> ChipView:
    """The state of the phone and how long it lasts, at a moment."""
    time = clock(now - view.began)
    match view.state:
        case "ringing":
            return ChipView(Icon.PHONE, Tone.SAY, translate("Around", "Ringing"), time)
        case "talking":
            talk = clock(now - (view.began if view.call_began is None else view.call_began))
            if visiting(view):
                may, on = translate("Around", "May leave"), translate("Visit", "Talking")
                icon = Icon.TICK if view.shown.hangup.open else Icon.CUSTOMER
                return ChipView(icon, Tone.OPEN, may if view.shown.hangup.open else on, talk)
            if view.shown.hangup.open:
                return ChipView(Icon.HANGUP, Tone.OPEN, translate("Around", "May hang up"), talk)
            return ChipView(Icon.PHONE, Tone.OPEN, translate("Around", "Talking"), talk)
        case "held":
            return ChipView(Icon.HOLD, Tone.WAIT, translate("Around", "On hold"), time)
        case "wrap-up":
            return ChipView(Icon.RECORD, Tone.RECORD, translate("Around", "Wrap-up"), time)
        case _:
            return ChipView(Icon.TICK, Tone.PLAIN, translate("Around", "Ready"), time)


def caller(view: DeskView) -> str:
    """The caller by name, as far as it is known, in the order of the line's language."""
    surname = view.slots.get("surname", "")
    title = dict(view.titles).get(view.slots.get("title", ""), "")
    if view.language == "zh":
        return f"{surname}{title}" if surname else title
    return f"{title} {surname}".strip()


def phone(view: DeskView) -> tuple[str, Icon, Tone]:
    """Whether a softphone tells of calls."""
    if view.phone == "connected":
        return translate("Around", "Softphone connected"), Icon.PHONE, Tone.PLAIN
    if view.phone == "lost":
        return translate("Around", "Phone not connected: start by hand"), Icon.OFFLINE, Tone.NEVER
    return translate("Around", "No softphone: start by hand"), Icon.OFFLINE, Tone.PLAIN


def other_call(call: OtherCall, now: int) -> ChipView:
    """A call beside the one on screen."""
    number = grouped(call.number)
    time = clock(now - call.since)
    if call.state == "ringing":
        words = translate("Around", "Second call {0}").format(number).strip()
        return ChipView(Icon.PHONE, Tone.SAY, words, time)
    if call.state == "wrap-up":
        return ChipView(Icon.RECORD, Tone.RECORD, translate("Around", "Wrap-up {0}").format(number).strip(), time)
    return ChipView(Icon.HOLD, Tone.WAIT, translate("Around", "Parked {0}").format(number).strip(), time)


def situations(view: DeskView) -> tuple[KeyRow, ...]:
    """The nine situations with their digits, and the way to all of them."""
    here = view.shown.scenario if view.state in ("talking", "held") else ""
    made = [
        KeyRow(one.scenario, str(at), one.title, current=one.scenario == here)
        for at, one in enumerate(view.situations, 1)
    ]
    words = translate("Around", "All {0} situations…").format(len(view.scenarios))
    return (*made, KeyRow(ALL, "0", words))


def reflexes(view: DeskView) -> tuple[KeyRow, ...]:
    """The reflex pad in the order of its keys."""
    here = view.shown.scenario if view.state in ("talking", "held") else ""
    return tuple(
        KeyRow(one.scenario, key, reflex(one.scenario), current=one.scenario == here, tip=one.title)
        for key, one in zip(_REFLEX_KEYS, view.reflexes, strict=False)
    )


def titles(view: DeskView) -> tuple[Option, ...]:
    """The forms of address to choose from; the last one: not known."""
    return (*(Option(id_, word) for id_, word in view.titles), Option("", translate("Around", "–")))


def duties(view: DeskView) -> tuple[MustRow, ...]:
    """What this call owes: ticks by hand, values that follow from what is recorded."""
    made: list[MustRow] = []
    for duty in view.shown.duties:
        words = duty.label or lack(view, duty.name)
        by_hand = duty.kind == "tick"
        value = "" if by_hand or duty.name in CARD else _shown(view, duty.name)
        due_now = not duty.done and duty.name in view.shown.hangup.lacks
        made.append(MustRow(duty.name, words, duty.done, by_hand, due_now, value))
    return tuple(made)


def _shown(view: DeskView, slot: str) -> str:
    """A recorded value as people read it."""
    value = view.slots.get(slot, "")
    return view.choices.get(slot, {}).get(value, value)


def must_head(view: DeskView) -> Head:
    """The head of the duties, with how many are open."""
    left = sum(not duty.done for duty in view.shown.duties)
    note = translate("Around", "{0} to go").format(left) if left else translate("Around", "nothing open")
    return Head(translate("Around", "Must do"), Icon.RECORD, Tone.RECORD, note)


def promises(view: DeskView, utc: int) -> tuple[FollowUpRow, ...]:
    """What was promised in this call, and what this number was promised before."""
    names = {one.scenario: one.title for one in view.scenarios}
    made = [_made_now(names, follow_up, view, utc) for follow_up in view.shown.follow_ups]
    prefix = f"{view.call_id}-"
    numbers = {view.number, view.slots.get("callback_no", "")} - {""}
    before = [one for one in view.promises if one.number in numbers and not one.id.startswith(prefix)]
    return (*made, *(promise(one, utc, leader(view)) for one in before))


def _made_now(names: dict[str, str], made: FollowUp, view: DeskView, utc: int) -> FollowUpRow:
    what = names.get(made.reason) or names.get(made.scenario) or made.reason
    notes = [owner(made.owner, leader(view))]
    if made.due_ms:
        due_utc = ledger.due(made, utc - (view.shown.at - made.made_at)) or utc
        notes.insert(0, translate("Around", "by {0}").format(when(due_utc, utc)))
    tone = Tone.WAIT if made.due_ms is not None else Tone.PLAIN
    icon = Icon.CLOCK if made.due_ms is not None else Icon.FLAG
    return FollowUpRow(f"{view.call_id}-{made.number}", within(made.within), what, "", " · ".join(notes), icon, tone)


def promise(one: PromiseView, utc: int, leader: str = "") -> FollowUpRow:
    """A follow-up of the list between calls; `leader` is what the organisation calls the leader."""
    words, icon, tone = due(one.due_utc_ms, utc, soon=one.level in ("soon", "overdue"))
    notes = [owner(one.owner, leader)]
    if one.due_utc_ms is not None and one.due_utc_ms > utc and one.due_utc_ms - utc < 24 * 3_600_000:
        notes.append(translate("Around", "{0} left").format(hours(one.due_utc_ms - utc)))
    what = one.reason if not one.matter else f"{one.reason} · {one.matter}"
    return FollowUpRow(one.id, words, what, one.who or grouped(one.number), " · ".join(notes), icon, tone)


def path(view: DeskView) -> tuple[PathRow, ...]:
    """Where the call has been; the last row is where it is now."""
    start = connected_at(view)
    rows: list[PathRow] = []
    before, arrived = "", ("", "")
    visits = {one.title for one in view.scenarios if one.visit}
    for at, step in enumerate(view.path):
        icon, tone = _TOKENS.get(step.kind, (Icon.ARROW, Tone.PLAIN))
        place = (step.scenario_title, step.step_title)
        words = _path_words(step, before)
        if step.kind == "end" and step.scenario_title in visits:
            words = translate("Around", "Left")
        if step.kind == "said" and arrived == place and rows:
            # Coming to a line and saying it is one thing to whoever reads the path.
            words = rows.pop().words
        arrived = place if step.kind in _ARRIVALS else ("", "")
        rows.append(PathRow(clock(step.at - start), icon, tone, words, at == len(view.path) - 1))
        before = step.scenario_title
    return tuple(rows)


def _path_words(step: PathStep, before: str) -> str:
    fixed = {
        "ringing": translate("Around", "Ringing"),
        "answered": translate("Around", "Answered"),
        "held": translate("Around", "On hold"),
        "resumed": translate("Around", "Back on the line"),
        "end": translate("Around", "Hung up"),
        "ended": translate("Around", "The customer hung up"),
        "missed": translate("Around", "Missed"),
    }
    if step.kind in fixed:
        return fixed[step.kind]
    place = step.step_title or step.scenario_title
    if step.kind == "heard" and step.scenario_title in (before, ""):
        return translate("Around", "The customer speaks")
    if step.scenario_title and step.scenario_title not in (before, place):
        place = f"{step.scenario_title} › {place}"
    if step.kind == "undo":
        return translate("Around", "Undone: {0}").format(place)
    return place
