"""Whole calls in the real window, by key presses alone (issue: the main job on real input)."""

from __future__ import annotations

import subprocess
import sys

from tests.desktop.driven import ROOT


def test_silent_call(desk):
    desk.picture("1-idle")
    desk.keys("space")
    desk.at("opening.greet", life="connected", hangup="locked")
    desk.say()
    desk.until(lambda now: now["wait"] is not None, "the wait")
    desk.picture("2-waiting")
    desk.at("silent-caller.repeat", said=False)
    desk.keys("b")
    desk.at("silent-caller.repeat", life="connected", hangup="locked")
    desk.picture("3-locked")
    desk.say()
    desk.at("silent-caller.exit", said=False, hangup="locked")
    desk.say()
    desk.at("silent-caller.exit", hangup="open")
    desk.picture("4-may-hang-up")
    desk.keys("b")
    desk.until(lambda now: now["life"] == "wrap-up", "wrap-up")
    desk.picture("5-wrap-up")
    desk.keys("Return")
    desk.until(lambda now: now["life"] == "new", "idle again")


def test_furious_caller_turned_complaint(desk):
    subprocess.run(
        [sys.executable, "-m", "agent_assist", "phone", "ringing", "13800138000", "--id", "one"],
        check=True,
        env=desk.environment,
        cwd=ROOT,
    )
    desk.until(lambda now: now["life"] == "ringing", "ringing")
    desk.picture("1-ringing")
    desk.keys("space")
    desk.at("opening.greet", life="connected")
    desk.say()
    desk.keys("f")
    desk.until(lambda now: now["wait"] is None, "the customer speaks")
    desk.situation("furious-caller")
    desk.picture("2-furious")
    desk.say()
    desk.reply("still")
    desk.at("furious-caller.soothe-again")
    desk.say()
    desk.reply("complaint")
    desk.at("complaint.apologise")
    desk.say()
    desk.reply("yes")
    desk.at("complaint.apologise")
    desk.keys("Tab")
    desk.type("Parcel crushed, claim refused")
    desk.keys("Return")
    desk.until(lambda now: "issue" not in now["must"], "the matter")
    desk.reply("yes")
    desk.at("complaint.details")
    desk.keys("a")
    desk.at("hold.ask")
    desk.say()
    desk.reply("yes")
    desk.at("hold.holding", life="held")
    desk.picture("3-hold")
    desk.keys("a")
    desk.at("hold.return", life="connected")
    desk.say()
    status = desk.at("complaint.details")
    assert "callback_no" in status["must"]
    desk.say()
    desk.keys("Tab")
    desk.type("13900002211")
    desk.keys("Return")
    desk.until(lambda now: "callback_no" not in now["must"], "the number")
    desk.reply("yes")
    status = desk.at("complaint.read-back")
    assert "13900002211" in str(status["line"]).replace(" ", "").replace("\u2060", "")
    desk.reply("complex")
    desk.at("complaint.read-back")
    desk.picture("4-read-back")
    desk.say()
    desk.reply("complex")
    desk.at("complaint.promise-complex")
    desk.say()
    status = desk.at("anything-else.ask")
    assert [made["due_s"] for made in status["followups"]] == [86_400]
    desk.picture("5-promised")
    desk.say()
    desk.reply("no")
    desk.at("closing.thanks")
    desk.say()
    desk.keys("t")
    desk.at("goodbye")
    desk.say()
    desk.at("closing.thanks")
    subprocess.run(
        [sys.executable, "-m", "agent_assist", "phone", "ended", "13800138000", "--id", "one"],
        check=True,
        env=desk.environment,
        cwd=ROOT,
    )
    desk.until(lambda now: now["life"] == "wrap-up", "wrap-up")
    desk.picture("6-wrap-up")
    desk.keys("Return")
    desk.until(lambda now: now["life"] == "new", "idle again")
    desk.picture("7-promises")


def test_dialect_caller_who_finds_a_mandarin_speaker(desk):
    desk.keys("space")
    desk.at("opening.greet", life="connected")
    desk.say()
    desk.keys("f")
    desk.situation("dialect")
    desk.say()
    desk.picture("1-asked")
    desk.reply("still")
    desk.at("dialect.ask-helper")
    desk.keys("b")
    desk.at("dialect.ask-helper", life="connected")
    desk.say()
    desk.picture("2-helper")
    desk.reply("yes")
    desk.at("opening.greet")
    desk.keys("F8")
    desk.window(420)
    desk.picture("3-compact")


def test_the_shift_keeps_nothing_personal(desk, tmp_path):
    desk.keys("space")
    desk.at("opening.greet", life="connected")
    desk.situation("complaint")
    desk.keys("Tab")
    desk.type("13911112222 zzsecret")
    desk.keys("Return")
    desk.until(lambda now: "issue" not in now["must"], "the matter")
    desk.keys("shift+b")
    desk.keys("1")
    desk.until(lambda now: now["life"] == "wrap-up", "hung up anyway")
    desk.keys("Return")
    desk.until(lambda now: now["life"] == "new", "idle again")
    kept = b"".join(file.read_bytes() for file in (tmp_path / "home").rglob("*") if file.is_file())
    for value in ("13911112222", "zzsecret"):
        assert value.encode() not in kept
        assert value.encode("utf-16-le") not in kept
