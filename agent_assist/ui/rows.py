"""What the components are given: small frozen values with finished, translated words in them.

They are named tuples because there are many kinds of them, all are needed for the first picture, and a dataclass takes
ten times as long to define.

The windows make them from the desk's view; nothing here knows of calls or packs. Ids are handed back unchanged by the
components' signals.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

from agent_assist.ui.icons import Icon
from agent_assist.ui.theme import Tone


class Head(NamedTuple):
    """The head of a panel: an icon, bold words, and a quiet note at the right."""

    words: str
    icon: Icon | None = None
    tone: Tone = Tone.PLAIN
    note: str = ""


class ChipView(NamedTuple):
    """The state of the phone: an icon, what it is, and how long (`00:19`), in the colour of the state."""

    icon: Icon
    tone: Tone
    words: str
    time: str = ""


class KeyRow(NamedTuple):
    """One thing that can be chosen by its key: a situation, a reply, a reflex.

    `to` is where it leads; `current` marks where the call is; `alone` rows happen by themselves (a wait runs out): they
    are outlined by dashes, carry an hourglass instead of a key, and cannot be chosen.
    """

    id: str
    key: str
    words: str
    to: str = ""
    current: bool = False
    alone: bool = False
    tip: str = ""


class Part(NamedTuple):
    """A piece of the line to say; `slot` marks a value that was filled in and must stay in one piece."""

    words: str
    slot: bool = False


class SayState(Enum):
    """What the agent should do with the line: say it now, know it was said, know it for later, or ask for a value."""

    UNSAID = "unsaid"
    SAID = "said"
    NEXT = "next"
    ASK = "ask"


class Rank(Enum):
    """How loud a button is: filled, outlined, or words only."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    QUIET = "quiet"


class ActionView(NamedTuple):
    """A button: what it does, its key, and an icon before the words.

    `also` are wordings that may take the place of `words` ("Copied" for "Copy"): room is kept for the longest, so that
    nothing moves when the words change.
    """

    id: str
    words: str
    key: str = ""
    icon: Icon | None = None
    rank: Rank = Rank.SECONDARY
    tone: Tone = Tone.SAY
    enabled: bool = True
    also: tuple[str, ...] = ()
    tip: str = ""


class SayView(NamedTuple):
    """The line to say and what stands around it.

    Args:
        parts: the line in pieces; pieces that are slot values stay whole and are underlined.
        chinese: which rules of line breaking hold.
        state: unsaid, said, next, or ask (then `slot` names the value, `field` is the hint in the
            empty field, and `offered` what Enter gives there).
        tag: the head word ("Say", "Ask first"); `place`: scenario and step; `norms`: the clauses served, `norms_tip`
            what a click on them does.
        main: the first button; without one, `said` ("00:17 said") stands in its place.
        others: the buttons after it.
        note: at the right of the buttons, such as how long it takes to say.
        more: the word shown when the line is too long for its place.
    """

    parts: tuple[Part, ...]
    chinese: bool
    state: SayState
    tag: str
    place: str = ""
    norms: str = ""
    norms_tip: str = ""
    main: ActionView | None = None
    said: str = ""
    others: tuple[ActionView, ...] = ()
    note: str = ""
    slot: str = ""
    field: str = ""
    offered: str = ""
    more: str = "…"

    @property
    def words(self) -> str:
        """The whole line as it is spoken and copied."""
        return "".join(part.words for part in self.parts)


class NeverView(NamedTuple):
    """What must not be said, in quotes of the language, what must not be done, and what to do instead."""

    tag: str
    quotes: tuple[str, ...] = ()
    instead_tag: str = ""
    instead: str = ""
    deeds_tag: str = ""
    deeds: tuple[str, ...] = ()


class RingKind(Enum):
    """What the ring shows: nothing, time left, time gone (a hold), or that the wait is over."""

    EMPTY = "empty"
    LEFT = "left"
    GONE = "gone"
    DONE = "done"


class RingView(NamedTuple):
    """A countdown (or a hold counted up) of `total_ms`, of which `ms` are left (or gone); `unit` stands below."""

    kind: RingKind
    ms: int = 0
    total_ms: int = 0
    unit: str = ""


class WaitView(NamedTuple):
    """The ring and the words beside it; `loud` when waiting is what the agent has to do now."""

    ring: RingView
    words: str = ""
    detail: str = ""
    loud: bool = False


class Tick(NamedTuple):
    """One condition and whether it is met."""

    words: str
    done: bool


class HangupView(NamedTuple):
    """Whether the agent may hang up. Locked: `ticks` tell what is still missing. Open: `detail` says why.

    `aside` with its key is the quiet way out of a locked block. The block of wrap-up has another `icon`.
    """

    open: bool
    words: str
    note: str = ""
    ticks: tuple[Tick, ...] = ()
    detail: str = ""
    key: str = ""
    aside: str = ""
    aside_key: str = ""
    icon: Icon | None = None


class MustRow(NamedTuple):
    """Something that must be done here. `by_hand` rows can be ticked; the others follow from what was recorded."""

    id: str
    words: str
    done: bool
    by_hand: bool = True
    due: bool = False
    note: str = ""


class PathRow(NamedTuple):
    """A place the call has been: when, what kind of event, its words; `current` is where it is now."""

    at: str
    icon: Icon
    tone: Tone
    words: str
    current: bool = False


class FollowUpRow(NamedTuple):
    """A promise: when it is due (late: tone NEVER with a triangle), who, what, and a quiet note."""

    id: str
    due: str
    what: str
    who: str = ""
    note: str = ""
    icon: Icon = Icon.CLOCK
    tone: Tone = Tone.PLAIN


Spans = tuple[tuple[int, int], ...]


class RowMarks(NamedTuple):
    """Stretches, as (start, end), that were found in the words and in the place of a row; the gaps in its words, which only a
    call can fill; and a word by which it was found that is not in it, to be shown behind the place, with what was found in it.
    """

    words: Spans = ()
    place: Spans = ()
    gaps: Spans = ()
    other: str = ""
    other_found: Spans = ()


def _unmarked() -> RowMarks:
    return RowMarks()


class HitRow(NamedTuple):
    """A search result: the line, and where it stands. `marks` is asked only for a row that is painted.

    `note` stands at the right of the place, such as the language; `marked_note` takes its place while the row is marked.
    A `quiet` row is no result but something that can be done with the query; its place is the key that does it.
    """

    id: str
    words: str
    place: str
    marks: Callable[[], RowMarks] = _unmarked
    note: str = ""
    marked_note: str = ""
    quiet: bool = False


class ResultsView(NamedTuple):
    """The results of a query: the query as typed, how it was read, the rows, and words for when there are none."""

    query: str
    note: str
    hits: tuple[HitRow, ...]
    nothing: str = ""
    keys: tuple[tuple[str, str], ...] = ()

    @property
    def found(self) -> int:
        """How many results there are; quiet rows are none."""
        return sum(not hit.quiet for hit in self.hits)


class PhraseFormView(NamedTuple):
    """A phrase of the agent's own to be written or changed, with all words around it.

    `here` ties it to a scenario; without `here_label` there is none. Without `remove` it is a new one.
    """

    title: str
    back: str
    words_label: str
    words: str
    tags_label: str
    tags: str
    tags_hint: str
    here_label: str
    save: str
    remove: str
    id: str
    here: bool = False


class Figure(NamedTuple):
    """A number of the day and what it counts, with an icon that says whether it is good."""

    value: str
    words: str
    tone: Tone | None = None
    icon: Icon | None = None


class Option(NamedTuple):
    """One choice of a switch."""

    id: str
    words: str
