"""The text of a finished call for the CRM: what happened, what was promised, what the agent noted. Made, never stored."""

from __future__ import annotations

import re
from collections.abc import Mapping

from agent_assist.call.hangup import must
from agent_assist.call.state import Call
from agent_assist.script.model import OPENING, Pack

_WORDS: Mapping[str, Mapping[str, str]] = {
    "zh": {
        "caller": "来电人",
        "number": "电话",
        "talk": "通话",
        "course": "经过",
        "promised": "承诺",
        "missing": "未记录",
        "anyway": "提前挂机",
        "notes": "备注",
        "minutes": "{0} 分 {1:02d} 秒",
        "sep": "：",
        "join": " → ",
        "now": "立即",
        "restored": "系统恢复后",
        "soon": "尽快",
        "m": "{0} 分钟内",
        "h": "{0} 小时内",
        "d": "{0} 天内",
        "visit": "下次走访",
        "made": "{0}（{1}）",
    },
    "en": {
        "caller": "Caller",
        "number": "Number",
        "talk": "Talk time",
        "course": "Course",
        "promised": "Promised",
        "missing": "Not recorded",
        "anyway": "Hung up early",
        "notes": "Notes",
        "minutes": "{0} min {1:02d} s",
        "sep": ": ",
        "join": " → ",
        "now": "at once",
        "restored": "once the system is back",
        "soon": "as soon as possible",
        "m": "within {0} min",
        "h": "within {0} h",
        "d": "within {0} days",
        "visit": "at the next visit",
        "made": "{0} ({1})",
    },
}
_WITHIN = re.compile(r"(\d+)([mhd])")
_CALLER_SLOTS = ("surname", "title")
_ASIDE = ("opening", "hold", "anything-else", "understood", "closing", "goodbye", "will-not-hang-up")
"""What belongs to any call; no call is about it."""


def summarise(call: Call, notes: str) -> str:
    """The summary of a call in the language of its lines.

    Args:
        call: the call, in wrap-up.
        notes: the agent's own words.
    """
    words = _WORDS[call.language]
    pack = call.pack
    lines = [_line(words, "caller", _caller(call, pack)), _line(words, "number", call.number), _talk(call, words)]
    lines.append(_line(words, "course", words["join"].join(_course(call, pack))))
    lines += [
        _line({**words, "slot": pack.slots[name].label}, "slot", _shown(pack, name, value))
        for name, value in call.slots.items()
        if value and name not in _CALLER_SLOTS and name in pack.slots and pack.slots[name].kind != "tick"
    ]
    promised = "；" if call.language == "zh" else "; "
    lines.append(
        _line(words, "promised", promised.join(_promise(call, words, index) for index in range(len(call.follow_ups))))
    )
    missing = [pack.slots[name].label for name in must(call) if name in pack.slots]
    lines.append(_line(words, "missing", "、".join(missing) if call.language == "zh" else ", ".join(missing)))
    lines.append(_line(words, "notes", notes.strip()))
    return "\n".join(line for line in lines if line)


def outcome(call: Call) -> str:
    """The outcome a call suggests, as an id of `view.OUTCOMES`."""
    visited = visits(call)
    if call.follow_ups:
        return "follow-up"
    if call.frame.scenario in ("silent-caller", "faint-audio", "noisy-line"):
        return "no-voice"
    for scenario, result in (
        ("malicious-call", "harassment"),
        ("wrong-number", "wrong-number"),
        ("other-department", "passed-on"),
    ):
        if scenario in visited:
            return result
    return "answered"


def visits(call: Call) -> list[str]:
    """The scenarios a call went through, in order, each as often as it was come to.

    What was undone is none of them; nor is an opening that was never spoken, as a call of our own begins elsewhere.
    """
    made: list[str] = []
    spoken = False
    for mark in call.path:
        if mark.scenario not in call.pack.scenarios:
            continue
        if mark.kind == "open" and made == [OPENING] and not spoken:
            made.clear()
        spoken = spoken or mark.kind in ("said", "heard", "reply", "due")
        if mark.kind == "undo" and mark.scenario in made:
            while made[-1] != mark.scenario:
                made.pop()
        elif not made or made[-1] != mark.scenario:
            made.append(mark.scenario)
    return made


def matter(call: Call) -> str:
    """The id of the scenario a call was about: the last one that is more than courtesy, waiting or taking leave."""
    visited = visits(call)
    about = [one for one in visited if one not in _ASIDE and not call.pack.scenarios[one].reflex]
    others = [one for one in visited if one != OPENING]
    return about[-1] if about else (others or [OPENING])[0]


def _line(words: Mapping[str, str], key: str, value: str) -> str:
    return f"{words[key]}{words['sep']}{value}" if value else ""


def _caller(call: Call, pack: Pack) -> str:
    surname = call.slots.get("surname") or ""
    title = pack.titles.get(call.slots.get("title") or "")
    if title is None:
        return surname
    joined = f"{surname}{title.word}" if call.language == "zh" else f"{title.word} {surname}"
    return joined if surname else title.alone


def _shown(pack: Pack, name: str, value: str) -> str:
    return pack.slots[name].choices.get(value, value)


def _talk(call: Call, words: Mapping[str, str]) -> str:
    if call.answered_at is None or call.ended_at is None:
        return ""
    seconds = (call.ended_at - call.answered_at) // 1000
    return _line(words, "talk", words["minutes"].format(seconds // 60, seconds % 60))


def _course(call: Call, pack: Pack) -> list[str]:
    titles = [pack.scenarios[scenario].title for scenario in visits(call)]
    return [title for at, title in enumerate(titles) if title and title != (titles[at - 1] if at else "")]


def _promise(call: Call, words: Mapping[str, str], index: int) -> str:
    made = call.follow_ups[index]
    known = next((name for name in (made.reason, made.scenario) if name in call.pack.scenarios), "")
    title = call.pack.scenarios[known].title if known else made.reason
    when = words.get(made.within) or _WITHIN.sub(lambda found: words[found[2]].format(found[1]), made.within)
    return words["made"].format(title, when)
