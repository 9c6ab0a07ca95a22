"""What the search found, as rows."""

from __future__ import annotations

from agent_assist.desk.view import HitView
from agent_assist.ui.rows import HitRow, ResultsView
from agent_assist.ui.translation import translate


def results(query: str, hits: tuple[HitView, ...]) -> ResultsView:
    """The results of a query, with the keys that work on them."""
    return ResultsView(
        query=query,
        note=translate("Found", "{0} lines").format(len(hits)),
        hits=tuple(HitRow(hit.id, hit.text, hit.title, hit.spans) for hit in hits),
        nothing=translate("Found", "Nothing found. Try fewer letters, or the initials of the pinyin."),
        keys=(
            ("Enter", translate("Found", "show")),
            ("Ctrl Enter", translate("Found", "go there")),
            ("Esc", translate("Found", "close")),
        ),
    )
