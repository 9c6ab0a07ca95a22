"""What the desk tells the agent, as one sentence each: what is wrong and what to do."""

from __future__ import annotations

from agent_assist.desk.view import DeskView, Notice
from agent_assist.ui.icons import Icon
from agent_assist.ui.present.then import lack
from agent_assist.ui.present.words import listed
from agent_assist.ui.theme import Tone
from agent_assist.ui.translation import translate

_SIGNS = {
    "note": (Icon.FLAG, Tone.PLAIN),
    "warning": (Icon.LATE, Tone.WAIT),
    "error": (Icon.ERROR, Tone.NEVER),
}


def sign(notice: Notice) -> tuple[Icon, Tone]:
    """The icon and the colour of a notice."""
    return _SIGNS[notice.kind]


def refuses(notice: Notice) -> bool:
    """Whether a notice says why something was not done: it is past as soon as the call goes on."""
    return notice.code in _refusals("")


def sentence(notice: Notice, view: DeskView) -> str:
    """A notice in the language of the interface; one that is not known shows its own words."""
    about = listed([_named(name, view) for name in notice.detail.split(", ") if name])
    found = _refusals(about).get(notice.code) or _voice().get(notice.code) or _keeping().get(notice.code)
    if found:
        return found
    if found is None:
        found = (_chime() | _desk()).get(notice.code)
        if found and notice.detail:
            found = f"{found} {notice.detail}"
    return found or notice.detail or notice.code


def _named(name: str, view: DeskView) -> str:
    known = {"said": "say", "resume": "resume"}
    return lack(view, known.get(name, name))


def _refusals(about: str) -> dict[str, str]:
    return {
        "not-connected": translate("Notice", "No caller is on the line."),
        "not-wrap-up": translate("Notice", "Wrap-up ends after the call."),
        "over": translate("Notice", "The call is over."),
        "on-hold": translate("Notice", "The caller is on hold. Press A to come back first."),
        "nothing-to-say": translate("Notice", "There is no line to say here."),
        "slot-missing": translate("Notice", "First ask for: {0}").format(about),
        "no-such-scenario": translate("Notice", "This pack has no such situation."),
        "no-such-reply": translate("Notice", "This step has no such reply."),
        "no-such-slot": translate("Notice", "This pack does not record that."),
        "no-such-choice": translate("Notice", "That is not one of the choices: {0}").format(about),
        "no-such-language": translate("Notice", "This pack has no lines in the other language."),
        "needs": translate("Notice", "Before this reply: {0}").format(about),
        "nothing-to-undo": translate("Notice", "There is nothing to undo."),
        "nothing-to-leave": translate("Notice", "There is no situation to leave."),
        "hangup-locked": translate("Notice", "Not yet: {0}").format(about),
    }


def _voice() -> dict[str, str]:
    return {
        "speech-not-ready": translate("Notice", "Reading aloud is still being prepared."),
        "speech-no-engine": translate("Notice", "Reading aloud needs a speech engine, and there is none."),
        "speech-no-voice": translate("Notice", "There is no voice for this language."),
        "speech-no-player": translate("Notice", "There is no program to play sound."),
        "speech-no-device": translate("Notice", "No sound device took the voice."),
        "speech-worker-died": translate("Notice", "Reading aloud stopped; the next try starts it again."),
        "speech-stuck": translate("Notice", "The voice did not answer; the next try starts it again."),
    }


def _chime() -> dict[str, str]:
    return {
        "chime-no-player": translate("Notice", "No chime: there is no program to play sound."),
        "chime-no-device": translate("Notice", "No chime: no sound device. Choose one with F9 between calls."),
        "chime-no-choice": translate("Notice", "No chime: this system plays it on its default device only."),
        "chime-no-file": translate("Notice", "No chime: its sound file cannot be read."),
    }


def _desk() -> dict[str, str]:
    """What comes with a place or a name of its own, which is shown after the sentence."""
    return {
        "settings": translate("Notice", "A setting in the file cannot be used:"),
        "settings-unsaved": translate("Notice", "The settings could not be saved:"),
        "settings-later": translate("Notice", "Settings can be opened between calls."),
        "copied": translate("Notice", "Copied."),
        "line-lacks-value": translate("Notice", "This line still lacks a value; press Enter to see it."),
        "opened-at-start": translate("Notice", "Situations begin with their first line:"),
        "phrase-saved": translate("Notice", "Saved as a phrase of yours."),
        "phrase-removed": translate("Notice", "Removed. Ctrl+S keeps it again."),
        "phrases": translate("Notice", "In the file of your phrases:"),
        "search-failed": translate("Notice", "The search could not be prepared; it is tried again at the next start."),
        "habits-forgotten": translate("Notice", "Forgotten: the search puts nothing first because you used it."),
        "door": translate("Notice", "Softphone and commands cannot reach this desk; calls are started by hand."),
        "pack-broken": translate("Notice", "Not taken, the old pack stays:"),
        "pack-taken": translate("Notice", "The changed pack is in use from the next call on."),
        "no-norms": translate("Notice", "No norm is behind what is on screen."),
        "rule-book": translate("Notice", "The words of the norms cannot be read; their ids are still shown:"),
        "promise-half": translate("Notice", "Half the time of a promise is gone."),
        "promise-soon": translate("Notice", "A promise falls due soon."),
        "promise-overdue": translate("Notice", "A promise is overdue; it was passed upward."),
        "fault": translate("Notice", "Something went wrong; the call goes on. For the technician:"),
    }


def _keeping() -> dict[str, str]:
    waits = translate("Notice", "The call goes on; what waits is saved later.")
    return {
        "left-again": translate("Notice", "Press N again if the customer has hung up."),
        "store-full": translate("Notice", "The disk is full.") + " " + waits,
        "store-locked": translate("Notice", "Another program locks the data.") + " " + waits,
        "store-denied": translate("Notice", "The data folder may not be written.") + " " + waits,
        "store-disk": translate("Notice", "The disk reports a fault.") + " " + waits,
        "store-damaged": translate("Notice", "The data file is damaged.") + " " + waits,
        "store-unreachable": translate("Notice", "The database cannot be reached.") + " " + waits,
        "store-newer": translate("Notice", "A newer version wrote the data. Update this one.") + " " + waits,
        "store-failed": translate("Notice", "Saving failed.") + " " + waits,
        "store-set-aside": translate("Notice", "A damaged data file was set aside, and a new one begun."),
        "store-saving-again": translate("Notice", "Saving works again; nothing is missing."),
        "store-key-memory": translate(
            "Notice", "The key could not be kept: names and numbers last until the end only."
        ),
        "store-unreadable": translate("Notice", "The data of today cannot be read."),
    }
