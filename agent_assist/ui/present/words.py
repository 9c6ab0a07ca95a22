"""Times, numbers and codes as words of the interface."""

from __future__ import annotations

import re

from PySide6.QtCore import QDateTime, QLocale

from agent_assist.desk.view import DeskView
from agent_assist.ui.icons import Icon
from agent_assist.ui.theme import Tone
from agent_assist.ui.translation import current, translate

MINUTE, HOUR = 60_000, 3_600_000
DAY = 24 * HOUR
STAYS_ON = "will-not-hang-up"
"""The scenario that a closing line's wait leads to: where it does, nothing but the customer is waited for."""

_WITHIN = re.compile(r"(\d+)([mhd])")


def clock(ms: int) -> str:
    """A running time as minutes and seconds, `00:19`; its width does not change for a hundred minutes."""
    seconds = max(0, ms) // 1000
    return f"{seconds // 60:02}:{seconds % 60:02}"


def hours(ms: int) -> str:
    """A time left or gone in hours and minutes, `1:25`."""
    minutes = max(0, ms) // MINUTE
    return f"{minutes // 60}:{minutes % 60:02}"


def grouped(number: str) -> str:
    """A phone number in groups that can be read aloud: Chinese mobile numbers as 138 0013 8000."""
    bare = number.strip()
    if len(bare) == 11 and bare.isdigit() and bare.startswith("1"):
        return f"{bare[:3]} {bare[3:7]} {bare[7:]}"
    return bare


def listed(words: tuple[str, ...] | list[str]) -> str:
    """Words in a row, as the language of the interface separates them."""
    return translate("Words", ", ").join(words)


def time_of_day(utc: int) -> str:
    """`16:05` where the desk stands."""
    return QDateTime.fromMSecsSinceEpoch(utc).toString("HH:mm")


def when(due: int, utc: int) -> str:
    """A due time as people say it: today's hour, tomorrow, the day of the week, the date."""
    day = QDateTime.fromMSecsSinceEpoch(due)
    days = QDateTime.fromMSecsSinceEpoch(utc).date().daysTo(day.date())
    hour = day.toString("HH:mm")
    if days == 0:
        return hour
    if days == 1:
        return translate("Words", "tomorrow {0}").format(hour)
    pattern = "ddd HH:mm" if 0 < days < 7 else "MM-dd HH:mm"
    return QLocale().toString(day, pattern)


def due(due_utc: int | None, utc: int, *, soon: bool) -> tuple[str, Icon, Tone]:
    """A due time with the sign of how near it is; `soon`: most of its time is gone."""
    if due_utc is None:
        return translate("Words", "once restored"), Icon.FLAG, Tone.PLAIN
    late = utc - due_utc
    if late < 0:
        return when(due_utc, utc), Icon.CLOCK, Tone.WAIT if soon else Tone.PLAIN
    if late < HOUR:
        words = translate("Words", "{0} min late").format(max(1, late // MINUTE))
    elif late < DAY:
        words = translate("Words", "{0} h late").format(late // HOUR)
    else:
        words = translate("Words", "{0} d late").format(late // DAY)
    return words, Icon.LATE, Tone.NEVER


def within(code: str) -> str:
    """How soon something was promised, from the code of the pack."""
    found = _WITHIN.fullmatch(code)
    if found:
        unit = {
            "m": translate("Words", "{0} min"),
            "h": translate("Words", "{0} h"),
            "d": translate("Words", "{0} day") if int(found[1]) == 1 else translate("Words", "{0} days"),
        }[found[2]]
        return unit.format(found[1])
    known = {
        "now": translate("Words", "at once"),
        "soon": translate("Words", "as soon as possible"),
        "restored": translate("Words", "once restored"),
        "visit": translate("Words", "at the next visit"),
    }
    return known.get(code, code)


def visiting(view: DeskView) -> bool:
    """Whether the agent sits face to face with the customer, and so takes leave instead of hanging up.

    A visit may also be made by phone: a step where the customer hangs up first is one of those.
    """
    here = next((one for one in view.scenarios if one.scenario == view.shown.scenario), None)
    titles = {one.scenario: one.title for one in view.scenarios}
    by_phone = "customer" in view.shown.hangup.lacks or view.shown.wait_leads_to == titles.get(STAYS_ON)
    return here is not None and here.visit and not by_phone


def leader(view: DeskView) -> str:
    """What the organisation calls the leader, in the language of the interface if its packs speak it."""
    found = view.leaders.get(current()) or view.leaders.get(view.language, "")
    return found or translate("Words", "team leader")


def owner(code: str, leader: str = "") -> str:
    """Who keeps a promise; `leader` is what the organisation calls the leader."""
    if code == "leader" and leader:
        return leader
    known = {
        "agent": translate("Words", "you"),
        "leader": translate("Words", "team leader"),
        "department": translate("Words", "department"),
        "colleague": translate("Words", "colleague"),
    }
    return known.get(code, code)


def outcome(code: str) -> str:
    """How a call came out."""
    known = {
        "answered": translate("Words", "Answered"),
        "follow-up": translate("Words", "Follow-up"),
        "passed-on": translate("Words", "Passed on"),
        "no-voice": translate("Words", "No voice"),
        "wrong-number": translate("Words", "Wrong number"),
        "harassment": translate("Words", "Harassment"),
        "cut-off": translate("Words", "Cut off"),
        "other": translate("Words", "Other"),
    }
    return known.get(code, code)


def override_reason(code: str) -> str:
    """Why the agent hangs up although it is locked."""
    known = {
        "safety": translate("Words", "Somebody is in danger"),
        "leader-told-me": translate("Words", "A superior said so"),
        "customer-left": translate("Words", "The customer is gone"),
        "technical": translate("Words", "Technical trouble"),
        "other": translate("Words", "Another reason"),
    }
    return known.get(code, code)


def reflex(scenario: str) -> str:
    """The short word of a reflex key. The keys are the product's own; the pack's title is the tip."""
    known = {
        "thanks": translate("Words", "Thanks"),
        "praise": translate("Words", "Praise"),
        "customer-apology": translate("Words", "Apology"),
        "suggestion": translate("Words", "Suggestion"),
        "goodbye": translate("Words", "Goodbye"),
        "hold": translate("Words", "Hold"),
        "one-way-audio": translate("Words", "One-way"),
        "silent-caller": translate("Words", "No sound"),
    }
    return known.get(scenario, scenario)


def language(code: str) -> str:
    """The language of the lines, named in the interface's own."""
    return {"zh": translate("Words", "Chinese"), "en": translate("Words", "English")}.get(code, code)
