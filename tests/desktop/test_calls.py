"""Whole calls in the real application, driven from outside: by key presses, and in one by what a softphone tells."""

from __future__ import annotations

from agent_assist.desk.view import OVERRIDE_REASONS
from benchmarks.store_kill import in_the_clear

NUMBER = "13912345678"
ISSUE = "parcel crushed, box open"


def answer(desk):
    """The first call of the day, taken by hand."""
    desk.wait_for("opening.greet", life="new")
    desk.picture("ready")
    desk.press("space")
    desk.wait_for("opening.greet", life="connected", hangup="locked")


def nothing_in_the_clear(desk):
    files = [file for file in desk.home.rglob("*") if file.is_file()]
    assert not [file for file in files if in_the_clear(file.read_bytes(), [NUMBER, ISSUE])]


def finish(desk):
    """From the end of the call to the desk that waits for the next one."""
    desk.wait_for(life="wrap-up")
    desk.picture("wrap-up")
    desk.press("Return")
    desk.wait_for("opening.greet", life="new")
    desk.picture("ready-again")


def test_a_silent_caller(desk):
    answer(desk)
    desk.press("b")
    assert desk.wait_for("opening.greet")["life"] == "connected", "locked: the key only names what is missing"
    for step in ("silent-caller.repeat", "silent-caller.exit"):
        desk.say()
        assert 0 < desk.wait_for()["wait"] <= 5
        desk.picture("waiting")
        desk.wait_for(step, said=False, wait=None)
        desk.picture(step.partition(".")[2])
    desk.say()
    desk.picture("last-wait")
    desk.press("F8")
    desk.picture("compact")
    desk.wait_for("silent-caller.exit", hangup="open")
    desk.picture("compact-may-hang-up")
    desk.start_again()
    desk.picture("may-hang-up")
    desk.press("b")
    finish(desk)


def test_a_furious_caller_turned_complaint(desk):
    assert desk.command("phone", "ringing", "13800138000", "--id", "one").returncode == 0
    desk.wait_for("opening.greet", life="ringing")
    desk.picture("ringing")
    desk.press("space")
    desk.wait_for("opening.greet", life="connected")
    desk.say()
    desk.press("f")
    desk.wait_for("opening.greet", wait=None)
    desk.situation("furious-caller")
    desk.wait_for("furious-caller.soothe")
    desk.picture("furious")
    desk.say()
    desk.reply("still")
    desk.wait_for("furious-caller.soothe-again")
    desk.say()
    desk.reply("complaint")
    desk.wait_for("complaint.apologise")
    desk.say()
    desk.reply("yes")
    desk.wait_for("complaint.apologise", must=["issue"])
    desk.picture("issue-missing")
    desk.answer_with(ISSUE)
    desk.wait_for("complaint.details")
    desk.press("a")
    desk.wait_for("hold.ask")
    desk.say()
    desk.picture("asking-to-hold")
    desk.reply("yes")
    assert desk.wait_for("hold.holding", life="held")["wait"] > 20
    desk.picture("on-hold")
    desk.press("F8")
    desk.picture("compact-on-hold")
    desk.start_again()
    desk.press("a")
    desk.wait_for("hold.return", life="connected")
    desk.picture("back-from-hold")
    desk.say()
    desk.wait_for("complaint.details")
    desk.say()
    desk.record("callback_no", NUMBER)
    desk.reply("yes")
    assert NUMBER in desk.wait_for("complaint.read-back")["line"]
    desk.reply("complex")
    desk.wait_for("complaint.read-back")
    desk.picture("read-back-first")
    desk.say()
    desk.reply("complex")
    desk.wait_for("complaint.promise-complex")
    desk.picture("promise")
    desk.say()
    promised = desk.wait_for("anything-else.ask")["followups"]
    assert [made["due_s"] for made in promised] == [24 * 3600]
    desk.say()
    desk.reply("no")
    desk.wait_for("closing.thanks")
    desk.say()
    desk.press("t")
    desk.wait_for("goodbye")
    desk.say()
    desk.wait_for("closing.thanks")
    desk.picture("closing")
    assert desk.command("phone", "ended", "13800138000", "--id", "one").returncode == 0
    nothing_in_the_clear(desk)
    finish(desk)
    nothing_in_the_clear(desk)


def test_a_dialect_caller_who_finds_a_speaker(desk):
    answer(desk)
    desk.say()
    desk.press("f")
    desk.wait_for("opening.greet", wait=None)
    desk.situation("dialect")
    desk.wait_for("dialect.ask-mandarin")
    desk.picture("dialect")
    desk.say()
    desk.reply("still")
    desk.wait_for("dialect.ask-helper")
    desk.picture("ask-helper")
    desk.press("F8")
    desk.picture("compact")
    desk.start_again()
    desk.say()
    desk.reply("yes")
    desk.wait_for("opening.greet")
    desk.picture("speaker-found")
    desk.press("slash")
    desk.type("ganxielaidian" if desk.status()["language"] == "zh" else "thank you for calling")
    desk.picture("searching")
    desk.press("ctrl+Return")
    desk.wait_for("closing.thanks")
    desk.say()
    desk.picture("closing")
    desk.press("n")
    finish(desk)
    desk.press("space")
    desk.wait_for("opening.greet", life="connected")
    desk.press("shift+b")
    desk.picture("why-anyway")
    desk.press(str(OVERRIDE_REASONS.index("technical") + 1))
    finish(desk)
