"""The line to say, and what never to say, in every state of a call."""

from __future__ import annotations

from agent_assist.call.show import Shown
from agent_assist.desk.view import DeskView, Peek
from agent_assist.language.seconds import seconds_to_say
from agent_assist.script.fill import Span
from agent_assist.script.model import Taboo
from agent_assist.ui.icons import Icon
from agent_assist.ui.present.words import clock, grouped
from agent_assist.ui.rows import ActionView, NeverView, Part, Rank, SayState, SayView
from agent_assist.ui.theme import Tone
from agent_assist.ui.translation import translate

ANSWER, SAID, RESUME, COPY, SPEAK, UNDO, FILL, RETURN, GOTO, NORMS = (
    "answer", "said", "resume", "copy", "speak", "undo", "fill", "return", "goto", "norms",
)  # fmt: skip
"""The ids of the buttons under the line."""


def space() -> str:
    """The cap of the space bar."""
    return translate("Say", "Space")


def said_action() -> ActionView:
    """The button of a line that wants to be said."""
    return ActionView(SAID, translate("Say", "Said"), space(), Icon.TICK, Rank.PRIMARY)


def resume_action() -> ActionView:
    """The button that takes the caller back from hold."""
    return ActionView(RESUME, translate("Say", "Back on the line"), "A", Icon.PHONE, Rank.PRIMARY)


def mains() -> tuple[ActionView, ...]:
    """The buttons that may stand first during a call; room is kept for the widest."""
    return (said_action(),)


def say(view: DeskView, copied: bool) -> SayView:
    """The SAY place.

    Args:
        view: the desk.
        copied: the words on screen are the ones that were copied last.
    """
    if view.peek is not None:
        return _peek(view, view.peek, copied)
    if view.state in ("idle", "ringing"):
        return _next(view, copied)
    shown = view.shown
    if shown.ask is not None:
        return _ask(view)
    base = SayView(
        parts=_parts(shown.line or "", shown.spans),
        chinese=view.language == "zh",
        state=SayState.SAID if shown.said and not shown.coming_back else SayState.UNSAID,
        tag=translate("Say", "SAY"),
        place=place(shown),
        norms=" ".join(shown.norms),
        norms_tip=norms_tip(),
        others=_others(view, copied),
        note=_seconds(shown.line, view.language),
        more=translate("Say", "more"),
    )
    if view.state == "held" and shown.coming_back:
        there = translate("Say", "{0} › when you come back").format(shown.scenario_title)
        return base._replace(tag=translate("Say", "SAY ON RETURN"), place=there, main=resume_action())
    if base.state is SayState.SAID:
        at = said_at(view)
        words = translate("Say", "said")
        return base._replace(said=words if at is None else translate("Say", "{0} said").format(clock(at)))
    return base._replace(main=said_action())


def norms_tip() -> str:
    """What a click on the ids of the norms shows."""
    return translate("Say", "The rules behind this line")


UNDER = " › "
"""Between a scenario and its step."""


def place(shown: Shown) -> str:
    """Where in the pack the line stands: its scenario, and the step where there are several.

    No count of steps: they branch, and their order in the file is not the order in which they are met.
    """
    if shown.position[1] == 1 or shown.step_title == shown.scenario_title:
        return shown.scenario_title
    return f"{shown.scenario_title}{UNDER}{shown.step_title}"


def said_at(view: DeskView) -> int | None:
    """When the line on screen was said, since the caller was connected; None if it was not."""
    here = (view.shown.scenario, view.shown.step)
    for mark in reversed(view.shown.path):
        if mark.kind == "said" and (mark.scenario, mark.step) == here:
            return mark.at - connected_at(view)
    return None


def connected_at(view: DeskView) -> int:
    """The call's own time at which the caller was connected."""
    return 0 if view.call_began is None else view.call_began - view.base


def copy_action(copied: bool) -> ActionView:
    """Copy, or that it was copied; both take the same room."""
    words, done = translate("Say", "Copy"), translate("Say", "Copied")
    return ActionView(COPY, done if copied else words, "C", also=(words, done))


def speak_action(speaking: bool) -> ActionView:
    """Read aloud, or stop reading."""
    words, stop = translate("Say", "Read aloud"), translate("Say", "Stop")
    return ActionView(SPEAK, stop if speaking else words, "V", also=(words, stop))


def undo_action(enabled: bool) -> ActionView:
    """Take the last action back."""
    return ActionView(UNDO, translate("Say", "Undo"), "Z", rank=Rank.QUIET, enabled=enabled)


def _others(view: DeskView, copied: bool) -> tuple[ActionView, ...]:
    return copy_action(copied), speak_action(view.speaking), undo_action(view.shown.can_undo)


def _next(view: DeskView, copied: bool) -> SayView:
    """Between calls and while it rings: the opening to come."""
    shown = view.shown
    ringing = view.state == "ringing"
    alone = view.phone != "connected"
    answer = ActionView(
        ANSWER,
        translate("Say", "Answered") if ringing or alone else translate("Say", "Start by hand"),
        space(),
        Icon.PHONE,
        Rank.PRIMARY if ringing or alone else Rank.SECONDARY,
    )
    return SayView(
        parts=_parts(shown.line or "", shown.spans),
        chinese=view.language == "zh",
        state=SayState.NEXT,
        tag=translate("Say", "ANSWER WITH") if ringing else translate("Say", "NEXT CALL OPENS WITH"),
        norms=" ".join(shown.norms),
        norms_tip=norms_tip(),
        main=answer,
        others=(copy_action(copied), speak_action(view.speaking)),
        note=_seconds(shown.line, view.language),
        more=translate("Say", "more"),
    )


def _ask(view: DeskView) -> SayView:
    """A value is missing that the line cannot do without."""
    slot = view.shown.ask
    assert slot is not None
    label = slot.label or slot.id
    question = slot.ask or translate("Say", "Please ask for: {0}").format(label)
    choices = choices_of(view)
    offered = view.number if slot.kind == "phone" and slot.personal else ""
    return SayView(
        parts=_parts(question, ()),
        chinese=view.language == "zh",
        state=SayState.ASK,
        tag=translate("Say", "ASK FIRST"),
        place=translate("Say", "the line needs: {0}").format(label),
        main=ActionView(FILL, translate("Say", "Fill in"), "Enter", tone=Tone.RECORD),
        slot=slot.id,
        field=" / ".join(word for _, word in choices) or _hint(label, offered),
        offered=offered,
    )


def _hint(label: str, offered: str) -> str:
    return translate("Say", "{0} (Enter: {1})").format(label, grouped(offered)) if offered else label


def choices_of(view: DeskView) -> tuple[tuple[str, str], ...]:
    """The values to choose from for what is asked, as id and word; none where it is typed freely."""
    slot = view.shown.ask
    if slot is None:
        return ()
    return view.titles if slot.id == "title" else tuple(slot.choices.items())


def _peek(view: DeskView, peek: Peek, copied: bool) -> SayView:
    """A line that was looked up; the call stays where it is."""
    back = translate("Say", "Back to the call") if view.call_id else translate("Say", "Close")
    others = [copy_action(copied), speak_action(view.speaking)]
    if peek.scenario and view.call_id:
        others.append(ActionView(GOTO, translate("Say", "Go there"), "Ctrl Enter", rank=Rank.QUIET))
    return SayView(
        parts=_parts(peek.line or peek.gapped or translate("Say", "This line still lacks a value."), peek.spans),
        chinese=view.language == "zh",
        state=SayState.SAID,
        tag=translate("Say", "LOOKED UP"),
        place=peek.title,
        norms=" ".join(peek.norms),
        norms_tip=norms_tip(),
        main=ActionView(RETURN, back, "Esc", Icon.SEARCH),
        others=tuple(others),
        note=_lacking(view, peek) or _seconds(peek.line, view.language),
        more=translate("Say", "more"),
    )


def _lacking(view: DeskView, peek: Peek) -> str:
    """What must be known before a line can be said."""
    labels = translate("Words", ", ").join(view.slot_labels.get(slot, slot) for slot in peek.missing)
    return translate("Say", "still lacks: {0}").format(labels) if labels else ""


def plain(words: str) -> tuple[Part, ...]:
    """Words in which nothing was filled in."""
    return _parts(words, ())


def _parts(line: str, spans: tuple[Span, ...]) -> tuple[Part, ...]:
    """The line in pieces: what was filled in, and the words between."""
    made: list[Part] = []
    at = 0
    for span in sorted(spans, key=lambda span: span.start):
        if span.start > at:
            made.append(Part(line[at : span.start]))
        if span.end > span.start:
            made.append(Part(line[span.start : span.end], slot=True))
        at = max(at, span.end)
    if at < len(line):
        made.append(Part(line[at:]))
    return tuple(made)


def _seconds(line: str | None, language: str) -> str:
    seconds = round(seconds_to_say(line, language)) if line else 0
    return translate("Say", "about {0} s").format(seconds) if seconds else ""


def never(view: DeskView) -> NeverView:
    """The taboos of the step and its scenario: words in quotes, behaviours without."""
    taboos = view.shown.taboos if view.state in ("talking", "held") else ()
    opening, closing = translate("Say", "“"), translate("Say", "”")
    return NeverView(
        tag=translate("Say", "NEVER"),
        quotes=tuple(f"{opening}{taboo.say}{closing}" for taboo in taboos if taboo.say),
        deeds_tag=translate("Say", "NEVER DO"),
        deeds=tuple(taboo.do for taboo in taboos if not taboo.say),
        instead_tag=translate("Say", "Instead"),
        instead=_instead(taboos),
    )


def _instead(taboos: tuple[Taboo, ...]) -> str:
    """What to do instead, for the words that are shown first."""
    ordered = [taboo for taboo in taboos if taboo.say] + [taboo for taboo in taboos if not taboo.say]
    wanted = dict.fromkeys(taboo.instead for taboo in ordered if taboo.instead)
    return " · ".join(list(wanted)[:3])
