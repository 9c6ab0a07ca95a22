"""A real window over a real station and a shipped pack, with a clock that stands still unless it is told to go on."""

from __future__ import annotations

import gc
from dataclasses import replace
from functools import cache
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from agent_assist.call.event import Answered, Ended, Heard, Held, Resumed, Ringing
from agent_assist.desk.background import Background
from agent_assist.desk.desk import Desk
from agent_assist.desk.keeping import Keeper
from agent_assist.desk.station import Station
from agent_assist.desk.view import FiguresView, PromiseView
from agent_assist.script.shelf import read_script
from agent_assist.ui.preferences import Preferences
from agent_assist.ui.translation import Translations
from agent_assist.ui.window import Window

ROOT = Path(__file__).parents[2]
TRANSLATIONS = ROOT / "resources" / "translations"
NUMBER = "13800138000"
SATURDAY = 1_795_334_580_000
"""2026-11-21 16:03 in China, in milliseconds of UTC."""


@cache
def script(pack="courier"):
    """A shipped pack in both languages."""
    found, problems = read_script(pack, {"zh": [ROOT / "scripts_zh"], "en": [ROOT / "scripts_en"]})
    assert found is not None
    assert not problems
    return found


class StandingClock:
    """A clock that is moved by hand."""

    def __init__(self):
        self.ms = 1_000_000

    def elapsed_ms(self):
        return self.ms

    def awake_ms(self):
        return self.ms

    def utc_ms(self):
        return SATURDAY + self.ms - 1_000_000


class Stage:
    """A window, what it shows, and how to play a call on it."""

    def __init__(
        self,
        *,
        pack="courier",
        language="zh",
        interface="zh",
        preferences=None,
        agent=("8021", "李敏"),
        size=(1366, 768),
    ):
        self.app = QApplication.instance()
        self.clock = StandingClock()
        self.background = Background()
        profile = {"agent_no": agent[0], "agent_name": agent[1]} if agent else {}
        self.desk = Desk(script(pack), language, self.clock, Keeper("test"), profile)
        self.station = Station(self.desk, Keeper("test"), self.background)
        self.translations = Translations(TRANSLATIONS)
        self.translations.use(interface)
        chosen = preferences or Preferences(theme="light")
        self.window = Window(
            self.station,
            replace(
                chosen,
                agent=agent[0] if agent else "",
                agents=(agent,) if agent else (),
                pack=pack,
                packs=((pack, self.desk.next_call().pack.organisation),),
            ),
        )
        self.window.resize(*size)

    @property
    def page(self):
        return self.window.page

    @property
    def view(self):
        return self.window.view

    def show(self):
        """Shows the window and lets it paint."""
        self.window.show()
        self.window.activateWindow()
        self.settle()
        return self

    def settle(self):
        """Lets what is queued happen."""
        for _ in range(3):
            self.app.processEvents()

    def until(self, happened, seconds=5):
        """Lets the event loop run, with the other threads, until something is true."""
        loop = QEventLoop()
        rounds = 0
        while not happened():
            assert rounds < seconds * 100, "it did not happen"
            rounds += 1
            QTimer.singleShot(10, loop.quit)
            loop.exec()

    def go_on(self, seconds):
        """Lets time pass; what falls due then, happens."""
        until = self.clock.ms + round(seconds * 1000)
        while (due := self.desk._next()) is not None and due <= until:
            self.clock.ms = max(due, self.clock.ms)
            self.desk.wake()
        self.clock.ms = until
        self.window._tick()
        self.settle()

    def play(self, *lines):
        """Plays events as a tape writes them: seconds to let pass, then what happens."""
        for line in lines:
            seconds, what, *rest = line.split(" ", 2)
            self.go_on(float(seconds))
            self._happen(what, rest[0] if rest else "")
            self.window.acted()
        self.settle()
        return self

    def _happen(self, what, argument):
        desk = self.desk
        facts = {
            "ringing": Ringing(argument),
            "answered": Answered(),
            "heard": Heard(),
            "held": Held(),
            "resumed": Resumed(),
            "ended": Ended(argument or "customer"),
        }
        if what in facts:
            desk.phone(facts[what], number=argument if what == "ringing" else "")
        elif what == "slot":
            desk.slot(*argument.split(" ", 1))
        elif what in ("open", "reply"):
            getattr(desk, what)(argument)
        elif what == "help":
            desk.call_for_help(wanted=True)
        elif what == "end" and argument:
            desk.end_anyway(argument)
        elif what != "tick":
            getattr(desk, what)()

    def prime(self, *, language="zh"):
        """A day that has been worked for some hours: figures, promises, a softphone."""
        zh = language == "zh"
        utc = self.clock.utc_ms()
        minute, hour = 60_000, 3_600_000
        rows = (
            ("李先生" if zh else "Mr Li", "13911112222", "客户投诉" if zh else "Complaint", "派件态度，2 小时内答复" if zh else "courier's manner, answer in 2 h", "leader", utc - 12 * minute),
            ("张女士" if zh else "Ms Zhang", NUMBER, "客户投诉" if zh else "Complaint", "破损件理赔结论" if zh else "crushed parcel, result of the claim", "agent", utc + 87 * minute),
            ("王先生" if zh else "Mr Wang", "13700001111", "回电答复客户" if zh else "Call with the answer", "改派地址已核实" if zh else "new address checked", "agent", utc + 17 * hour + 37 * minute),
            ("陈女士" if zh else "Ms Chen", "13600003333", "设备恢复后联系" if zh else "Back in order: call", "查件 7702 1188" if zh else "tracking 7702 1188", "agent", None),
        )  # fmt: skip
        self.station.promises.views = tuple(
            PromiseView(
                f"old-{at}", reason, owner, due, utc - 3 * hour, _level(due, utc), "callback-reply", who, number, matter
            )
            for at, (who, number, reason, matter, owner, due) in enumerate(rows)
        )
        self.station.promises.figures = FiguresView(23, 0.96, 161_000, 5, 6)
        self.station._phone_connected = True
        self.window.refresh()
        return self

    def close(self):
        """Ends the background work and the window, here and now: a worker of the next one must not collect widgets."""
        self.background.close()
        self.app.processEvents()
        self.window.close()
        self.window.deleteLater()
        self.desk.deleteLater()
        self.station.deleteLater()
        self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.app.processEvents()
        self.__dict__.clear()
        gc.collect()


def _level(due, utc):
    if due is None or due - utc > 7_200_000:
        return "calm"
    return "overdue" if due < utc else "soon"
