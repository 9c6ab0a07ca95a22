"""From the desk's view to words: pure, so without a window."""

from __future__ import annotations

from dataclasses import replace

import pytest

from agent_assist.call.hangup import Hangup
from agent_assist.desk.view import OVERRIDE_REASONS, REFLEXES, FiguresView, Notice
from agent_assist.ui.icons import Icon
from agent_assist.ui.present import around, between, notices, say, then, words
from agent_assist.ui.rows import RingKind, SayState
from agent_assist.ui.theme import Tone
from tests.ui.pictures import SILENT

HOUR = 3_600_000
NOON = 1_795_320_000_000


@pytest.fixture
def calling(stages):
    """An English interface over Chinese lines, so that words of the interface and of the pack differ."""

    def at(*lines):
        return stages(interface="en").play(*lines).view

    return at


def test_times_keep_their_width_and_never_go_below_zero():
    assert [words.clock(ms) for ms in (-5, 0, 19_999, 600_000)] == ["00:00", "00:00", "00:19", "10:00"]
    assert words.hours(85 * 60_000) == "1:25"


@pytest.mark.parametrize(
    ("number", "read"),
    [("13800138000", "138 0013 8000"), ("02112345678", "02112345678"), ("95543", "95543"), ("", "")],
)
def test_mobile_numbers_are_grouped(number, read):
    assert words.grouped(number) == read


def test_a_due_time_says_how_near_it_is(stages):
    stages(interface="en")
    assert words.due(None, NOON, soon=False) == ("once restored", Icon.FLAG, Tone.PLAIN)
    assert words.due(NOON - 12 * 60_000, NOON, soon=True) == ("12 min late", Icon.LATE, Tone.NEVER)
    assert words.due(NOON - 5 * HOUR, NOON, soon=True)[0] == "5 h late"
    assert words.due(NOON - 50 * HOUR, NOON, soon=True)[0] == "2 d late"
    assert words.due(NOON + HOUR, NOON, soon=True)[1:] == (Icon.CLOCK, Tone.WAIT)
    assert words.due(NOON + 24 * HOUR, NOON, soon=False)[0].startswith("tomorrow ")


def test_every_code_has_words_in_both_languages(stages):
    for interface in ("zh", "en"):
        stage = stages(interface=interface)
        for code in ("2h", "24h", "90m", "2d", "now", "soon", "restored"):
            assert words.within(code) != code
        for code in ("agent", "leader", "department", "colleague"):
            assert words.owner(code) != code
        for code in OVERRIDE_REASONS:
            assert words.override_reason(code) != code
        for code in REFLEXES:
            assert words.reflex(code) != code
        assert all(row.words != row.id for row in between.outcomes(stage.view))


REFUSALS = (
    "not-connected", "not-wrap-up", "over", "on-hold", "nothing-to-say", "slot-missing", "no-such-scenario", "no-such-reply",
    "no-such-slot", "no-such-choice", "no-such-language", "needs", "nothing-to-undo", "nothing-to-leave", "hangup-locked",
)  # fmt: skip
STORE = (
    "full",
    "locked",
    "denied",
    "disk",
    "damaged",
    "unreachable",
    "newer",
    "failed",
    "set-aside",
    "saving-again",
)
SPEECH = ("not-ready", "no-engine", "no-voice", "no-player", "no-device", "worker-died", "stuck")
OTHERS = ("chime-no-device", "door", "pack-taken", "pack-broken", "settings-unsaved", "promise-overdue", "fault")


@pytest.mark.parametrize(
    "code", [*REFUSALS, *(f"store-{kind}" for kind in STORE), *(f"speech-{kind}" for kind in SPEECH), *OTHERS]
)
def test_every_notice_is_a_sentence(stages, code):
    stage = stages(interface="en")
    told = notices.sentence(Notice(code, "note", "say, callback_no"), stage.view)
    assert told != code
    assert " " in told


def test_a_locked_hang_up_is_named_in_words(calling):
    view = calling("0 answered")
    told = notices.sentence(Notice("hangup-locked", "note", "say, callback_no"), view)
    assert told == "Not yet: Say this line, 联系电话"


def test_an_unknown_notice_shows_its_own_words(calling):
    assert notices.sentence(Notice("x", "error", "/a/file: broken"), calling("0 answered")) == "/a/file: broken"


def test_the_line_is_unsaid_then_said_with_its_time(calling):
    before = say.say(calling("0 ringing 138", "2 answered"), copied=False)
    assert (before.state, before.main.id, before.tag) == (SayState.UNSAID, say.SAID, "SAY")
    after = say.say(calling("0 ringing 138", "2 answered", "3 said"), copied=True)
    assert (after.state, after.main, after.said) == (SayState.SAID, None, "00:03 said")
    assert after.others[0].words == "Copied"


def test_slot_values_are_parts_of_their_own(calling):
    parts = say.say(calling(*SILENT), copied=False).parts
    assert [part.words for part in parts if part.slot] == ["张女士"]
    assert "".join(part.words for part in parts) == "张女士，您好，请问有什么可以帮您？"


def test_ringing_too_long_shows_the_apology(calling):
    early, late = calling("0 ringing 138", "4 tick"), calling("0 ringing 138", "13 tick")
    assert "久等" not in early.shown.line
    assert early.shown.line != late.shown.line


def test_rows_number_the_replies_without_f(calling):
    view = calling(*SILENT)
    rows = then.rows(view)
    assert [(row.key, row.id) for row in rows] == [("F", "heard"), ("1", "faint"), ("", "wait")]
    assert then.numbered(view) == ("faint",)
    assert rows[-1].alone


def test_a_reply_that_lacks_something_says_so(calling):
    view = calling("0 answered", "0 open complaint", "2 said")
    first = then.rows(view)[0]
    assert first.to == "first: 事由"


def test_what_must_not_be_done_is_not_quoted(calling):
    view = calling("0 answered", "0 said", "0 open suggestion")
    shown = say.never(view)
    assert shown.deeds
    assert not any("“" in deed for deed in shown.deeds)
    assert all(quote.startswith("“") for quote in shown.quotes)


def test_the_ring_goes_on_without_a_new_view(calling):
    view = calling(*SILENT)
    now = view.base + view.shown.at
    assert then.wait(view, now + 1800).ring.ms == view.shown.wait_left - 1800
    assert then.wait(view, now + 60_000).ring.ms == 0
    assert then.wait(view, now).ring.kind is RingKind.LEFT


def test_hold_counts_to_the_next_word(calling):
    view = calling("0 answered", "1 said", "1 open hold", "1 said", "1 reply yes", "8 tick")
    wait = then.wait(view, view.base + view.shown.at)
    assert (wait.ring.kind, wait.ring.ms, wait.words) == (RingKind.LEFT, 22_000, "Held 00:08")
    assert say.say(view, copied=False).main.id == say.RESUME


def test_lacking_conditions_come_before_those_that_are_met(calling):
    view = calling("0 answered", "1 open complaint", "1 slot issue x")
    block = then.hangup(view)
    assert [tick.done for tick in block.ticks] == [False, True]
    opened = then.hangup(replace(view, shown=replace(view.shown, hangup=Hangup(open=True, lacks=()))))
    assert (opened.open, opened.key) == (True, "B")


def test_coming_to_a_line_and_saying_it_is_one_row_of_the_path(calling):
    view = calling("0 answered", "2 said", "2 open furious-caller", "3 said", "1 reply still", "2 said")
    titles = [row.words for row in around.path(view)]
    assert len(titles) == len(set(titles))
    assert around.path(view)[-1].current


def test_the_caller_is_named_in_the_order_of_the_language(stages):
    lines = ("0 answered", "0 slot surname 张", "0 slot title ms")
    assert around.caller(stages(language="zh").play(*lines).view) == "张女士"
    assert around.caller(stages(language="en").play(*lines).view) == "Ms 张"


def test_nothing_to_divide_by_is_a_dash():
    figures = between.figures(FiguresView())
    assert [figure.value for figure in figures] == ["0", "–", "–", "0 / 0"]
    assert figures[-1].tone is None
