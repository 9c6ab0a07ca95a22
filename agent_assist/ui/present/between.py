"""Between calls and in wrap-up: figures, follow-ups, the call that was saved, the one that was cut off."""

from __future__ import annotations

from agent_assist.desk.view import OUTCOMES, DeskView, FiguresView, LastCall, Offer, PromiseView
from agent_assist.ui.icons import Icon
from agent_assist.ui.present.words import clock, grouped, outcome, owner, time_of_day, when
from agent_assist.ui.rows import Figure, Head, KeyRow
from agent_assist.ui.theme import Tone
from agent_assist.ui.translation import translate


def figures(numbers: FiguresView) -> tuple[Figure, ...]:
    """The numbers of the day; a dash where there is nothing to divide by."""
    share = "–" if numbers.in_time is None else f"{round(numbers.in_time * 100)}%"
    talk = "–" if numbers.talk_ms is None else clock(numbers.talk_ms)
    whole = numbers.promises_kept >= numbers.promises_made
    kept = f"{numbers.promises_kept} / {numbers.promises_made}"
    tone, icon = (Tone.OPEN, Icon.TICK) if whole else (Tone.WAIT, Icon.CLOCK)
    return (
        Figure(
            str(numbers.calls), translate("Between", "call") if numbers.calls == 1 else translate("Between", "calls")
        ),
        Figure(share, translate("Between", "answered in time")),
        Figure(talk, translate("Between", "average call")),
        Figure(
            kept,
            translate("Between", "promises kept"),
            tone if numbers.promises_made else None,
            icon if numbers.promises_made else None,
        ),
    )


def follow_ups_head(count: int) -> Head:
    """The head of the table."""
    many = translate("Between", "{0} open, soonest first") if count > 1 else translate("Between", "{0} open")
    note = many.format(count) if count else ""
    return Head(translate("Between", "Follow-ups"), Icon.CLOCK, Tone.PLAIN, note)


def last_head(last: LastCall | None) -> Head:
    """The head of the card of the call before."""
    if last is None:
        return Head(translate("Between", "No call yet"), Icon.PHONE)
    return Head(translate("Between", "Last call saved"), Icon.TICK, Tone.OPEN, time_of_day(last.ended_utc_ms))


def last_lines(last: LastCall | None) -> tuple[str, str]:
    """The card of the call before: what it was about, and how it went."""
    if last is None:
        return "", translate("Between", "The first call of this shift will stand here.")
    parts = [outcome(last.outcome)] if last.outcome else []
    about = " · ".join((last.scenario_title, *parts))
    how = [clock(last.talk_ms)] if last.talk_ms is not None else []
    how.append(translate("Between", "hung up early") if last.overridden else translate("Between", "ended by the rule"))
    how.append(translate("Between", "lines said: {0}").format(last.lines_said))
    return about, " · ".join(how)


def promise_lines(one: PromiseView, utc: int, leader: str = "") -> tuple[tuple[str, str], ...]:
    """The details of a follow-up as label and value; `leader` is what the organisation calls the leader."""
    due = translate("Between", "once restored") if one.due_utc_ms is None else when(one.due_utc_ms, utc)
    rows = (
        (translate("Between", "Due"), due),
        (translate("Between", "Who"), one.who),
        (translate("Between", "Phone"), grouped(one.number)),
        (translate("Between", "What"), one.reason),
        (translate("Between", "Matter"), one.matter),
        (translate("Between", "Promised"), when(one.made_utc_ms, utc)),
        (translate("Between", "By"), owner(one.owner, leader)),
    )
    return tuple((label, value) for label, value in rows if value)


def offer(found: Offer) -> str:
    """What is said about a call that was cut off."""
    words = translate("Between", "Call cut off: {0}, began {1}")
    return words.format(found.scenario_title, time_of_day(found.began_utc_ms))


def outcomes(view: DeskView) -> tuple[KeyRow, ...]:
    """How the call came out, to choose by digit."""
    return tuple(
        KeyRow(code, str(at), outcome(code), current=code == view.outcome) for at, code in enumerate(OUTCOMES, 1)
    )
