"""What the search found, or what is likely next, as rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from agent_assist.desk.view import HitView
from agent_assist.ui.rows import HitRow, PhraseFormView, ResultsView, RowMarks, Spans
from agent_assist.ui.translation import translate

if TYPE_CHECKING:
    from agent_assist.desk.owning import Refusal
    from agent_assist.script.phrases import FreePhrase

KEEP = "+"
"""The id of the row that makes a phrase of what is typed."""


def results(query: str, hits: tuple[HitView, ...]) -> ResultsView:
    """The results of a query; without words what is likely next."""
    asked = bool(query.strip())
    found = translate("Found", "{0} lines").format(len(hits)) if len(hits) > 1 else ""
    kept = any(hit.kind == "own" and hit.text == query.strip() for hit in hits)
    keep = (_keep(query),) if asked and not kept else ()
    return ResultsView(
        query=query if asked else translate("Found", "Likely next"),
        note=found if asked else "",
        hits=(*(_row(hit) for hit in hits), *keep),
        nothing=translate("Found", "Nothing found. Try fewer letters, or the initials of the pinyin."),
        keys=_keys() if hits else (),
    )


def preparing(query: str, share: float | None) -> ResultsView:
    """While there is no index yet; `share` of it is built, if that takes a while."""
    words = translate("Found", "The search is being prepared…")
    if share is not None:
        words = translate("Found", "The search is being prepared: {0}%").format(round(share * 100))
    return ResultsView(query, "", (), words)


def phrase_form(query: str, scenario_title: str, phrase: FreePhrase | None, phrase_id: str) -> PhraseFormView:
    """The form for a new phrase with the words typed, or for one that is there; `scenario_title` is where the call stands."""
    new = phrase is None
    return PhraseFormView(
        title=translate("Found", "A new phrase of mine") if new else translate("Found", "Change my phrase"),
        back=translate("Sheets", "back"),
        words_label=translate("Found", "Words to say"),
        words=query.strip() if phrase is None else phrase.text,
        tags_label=translate("Found", "Found by"),
        tags="" if phrase is None else translate("Words", ", ").join(phrase.tags),
        tags_hint=translate("Found", "other words, with commas between them"),
        here_label=translate("Found", "Belongs to: {0}").format(scenario_title) if scenario_title else "",
        save=translate("Found", "Save"),
        remove="" if new else translate("Found", "Remove"),
        id=phrase_id,
        here=bool(scenario_title) and (phrase is None or bool(phrase.scenario)),
    )


def refusal(why: Refusal) -> str:
    """Why a phrase was not saved, and what would do."""
    sentences = {
        "empty": translate("Found", "Type the words to say."),
        "line": translate("Found", "Brackets and braces mark slots here: {0}.").format(why.detail),
        "taboo": translate("Found", "This must not be said: {0}.").format(why.detail),
        "file": translate("Found", "The phrase could not be saved: {0}").format(why.detail),
    }
    if not why.instead:
        return sentences[why.code]
    return translate("Found", "{0} Better: {1}").format(sentences[why.code], why.instead)


def _keys() -> tuple[tuple[str, str], ...]:
    return (
        ("Enter", translate("Found", "show")),
        ("Ctrl Enter", translate("Found", "go there")),
        ("Ctrl C", translate("Found", "copy")),
        ("Ctrl L", translate("Found", "speak")),
        ("Esc", translate("Found", "close")),
    )


def _row(hit: HitView) -> HitRow:
    before = ""
    if hit.kind != "line":
        before = translate("Found", "My phrase") if hit.kind == "own" else translate("Found", "Phrase")
        before += " › " if hit.title else ""
    elif hit.reply:
        before = f"{hit.reply} → "
    return HitRow(
        id=hit.id,
        words=hit.text,
        place=f"{before}{hit.title} › {hit.step}" if hit.step else f"{before}{hit.title}",
        marks=_marks(hit, len(before)),
        note={"zh": "中文", "en": "English"}.get(hit.language, ""),
        marked_note=translate("Found", "F4 change") if hit.kind == "own" else "",
    )


def _marks(hit: HitView, title_at: int) -> Callable[[], RowMarks]:
    step_at = title_at + len(hit.title) + len(" › ")

    def work_out() -> RowMarks:
        marks = hit.marks()
        return RowMarks(
            words=marks.text,
            place=(*_moved(marks.title, title_at), *_moved(marks.step, step_at)),
            gaps=marks.gaps,
            other=marks.other,
            other_found=marks.other_found,
        )

    return work_out


def _moved(spans: Spans, by: int) -> Spans:
    return tuple((start + by, end + by) for start, end in spans)


def _keep(query: str) -> HitRow:
    words = translate("Found", "Keep as a phrase of mine: {0}").format(query.strip())
    return HitRow(KEEP, words, "Ctrl S", quiet=True)
