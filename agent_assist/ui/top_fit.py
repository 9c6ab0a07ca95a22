"""Who gives way in the top bar when there is too little room: pure arithmetic over widths in pixels.

The order is fixed, so that the same window always looks the same: the caller's name is elided, then the organisation;
the strips of other calls lose their words, the call for help its own; the strips lose their time; then go the name, the
words about the softphone, the organisation, and at last whole strips. Numbers and the state of the phone never give way.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Give(NamedTuple):
    """Something that can be narrower: by any part of `most` pixels, or only by all of them (`whole`)."""

    most: int
    whole: bool = False


def give_way(lacking: int, gives: Sequence[Give]) -> tuple[int, ...]:
    """How many pixels each of `gives` gives, in their order, until `lacking` pixels are found or nothing is left."""
    made: list[int] = []
    for give in gives:
        given = 0 if lacking <= 0 else give.most if give.whole else min(lacking, give.most)
        made.append(given)
        lacking -= given
    return tuple(made)


class Widths(NamedTuple):
    """What the bar would like: name, organisation and the phone's words at their full width, and what always stands.

    `helps` is the call for help with words and without; `others` each strip whole, without words, and without time.
    """

    fixed: int
    name: int
    organisation: int
    phone: int
    helps: tuple[int, int]
    others: tuple[tuple[int, int, int], ...]


class Fit(NamedTuple):
    """What everything gets. `form` of the strips: 0 whole, 1 without words, 2 also without time; `shown` of them are seen."""

    name: int
    organisation: int
    phone: bool
    help_words: bool
    form: int
    shown: int


def fit(room: int, widths: Widths, least_name: int, least_organisation: int) -> Fit:
    """Divides `room` pixels. The two `least` widths are those below which an elided text tells nothing any more."""
    name, organisation = min(widths.name, least_name), min(widths.organisation, least_organisation)
    whole, wordless, bare = (sum(other[form] for other in widths.others) for form in range(3))
    gives = (
        Give(widths.name - name),
        Give(widths.organisation - organisation),
        Give(whole - wordless, whole=True),
        Give(widths.helps[0] - widths.helps[1], whole=True),
        Give(wordless - bare, whole=True),
        Give(name, whole=True),
        Give(widths.phone, whole=True),
        Give(organisation, whole=True),
        *(Give(other[2], whole=True) for other in reversed(widths.others)),
    )
    wanted = widths.fixed + widths.name + widths.organisation + widths.phone + widths.helps[0] + whole
    given = give_way(wanted - room, gives)
    spare = max(0, sum(given) - max(0, wanted - room))
    # What went as a whole may leave more room than was lacking: the elided texts take it back.
    back = min(spare, given[1])
    more = min(spare - back, given[0]) if not given[5] else 0
    return Fit(
        name=widths.name - given[0] - given[5] + more,
        organisation=widths.organisation - given[1] - given[7] + (back if not given[7] else 0),
        phone=not given[6],
        help_words=not given[3],
        form=2 if given[4] else 1 if given[2] else 0,
        shown=len(widths.others) - sum(bool(one) for one in given[8:]),
    )
