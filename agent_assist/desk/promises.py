"""The promises of this desk while it runs: read from the store, brought to mind in time, kept by a call or passed on.

One single-shot timer is armed to the next alarm. What is urgent and which call keeps a promise is said by `ledger`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from agent_assist.desk import describe, ledger
from agent_assist.desk.background import Background
from agent_assist.desk.desk import Desk
from agent_assist.desk.keeping import VALUES, Keeper
from agent_assist.desk.ledger import Level
from agent_assist.desk.view import FiguresView, Notice, PromiseView

if TYPE_CHECKING:
    from agent_assist.store.records import FollowUpRow

DAY_MS = 24 * 60 * 60 * 1000
LANE = "store"
LONGEST_MS = 60 * 60 * 1000
"""The timer looks at least this often, so that a clock that was set is noticed."""
LEADER = "leader"


class Promises(QObject):
    """The open promises and the figures of the day.

    Signals:
        changed: `views` or `figures` may be different now.
        alarmed: a promise grew more urgent.
        noticed: a `view.Notice`.
    """

    changed = Signal()
    alarmed = Signal()
    noticed = Signal(Notice)

    def __init__(self, desk: Desk, keeper: Keeper, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._keeper = keeper
        self._background = background
        self._rows: tuple[FollowUpRow, ...] = ()
        self._levels: dict[str, Level] = {}
        self._keeping: dict[str, str] = {}
        self._day_began_utc = 0
        self.figures = FiguresView()
        self.views: tuple[PromiseView, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        desk.over.connect(self._call_over)

    def begin_day(self, began_utc: int) -> None:
        """Count the figures from here, and read what is open."""
        self._day_began_utc = began_utc
        self.refresh()

    def refresh(self) -> None:
        """Read promises and figures again, after what is queued to be written."""
        store = self._keeper.store
        if store is None:
            return
        done = store.writer.flush()
        begin, until = self._day_began_utc, self._day_began_utc + DAY_MS

        def read() -> tuple[tuple[FollowUpRow, ...], FiguresView]:
            done.result()
            return store.reader.followups_open(), describe.figures(store.reader.figures(begin, until))

        self._background.run(LANE, read, self._arrived, self._failed, latest=True)

    def _arrived(self, answer: tuple[tuple[FollowUpRow, ...], FiguresView]) -> None:
        self._rows, self.figures = answer
        self.look()

    def _failed(self, error: Exception) -> None:
        self.noticed.emit(Notice("store-unreadable", "error", str(error)))

    def look(self) -> None:
        """See how urgent each promise is now, sound once where it grew, and pass what is overdue to the leader."""
        utc = self._desk.utc()
        grown = ledger.risen(self._rows, self._levels, utc)
        self._levels = {row.id: ledger.level(row, utc) for row in self._rows}
        for row in grown:
            if self._levels[row.id] == "overdue" and row.owner != LEADER:
                self.assign(row.id, LEADER)
        self.views = tuple(describe.promise(row, self._desk.next_call().pack, utc) for row in self._rows)
        following = ledger.next_alarm(self._rows, utc)
        if following is not None:
            self._timer.start(min(max(following - utc, 0) + 1, LONGEST_MS))
        self.changed.emit()
        if grown:
            self.noticed.emit(Notice("promise-" + self._levels[grown[-1].id], "warning"))
            self.alarmed.emit()

    def assign(self, promise_id: str, owner: str) -> None:
        """Another person keeps this promise from now on (S4-37; overdue: the leader)."""
        row = self._row(promise_id)
        store = self._keeper.store
        if row is None or store is None or row.owner == owner:
            return
        moved = replace(row, owner=owner)
        store.writer.promise(moved)
        self._rows = tuple(moved if one.id == promise_id else one for one in self._rows)

    def keep(self, promise_id: str) -> None:
        """A promise was kept."""
        self._keeper.settle(promise_id, kept=True, utc_ms=self._desk.utc())
        self.refresh()

    def call_back(self, promise_id: str) -> None:
        """Begin the call that keeps a promise, in its scenario and with what is known filled in."""
        row = self._row(promise_id)
        if row is None:
            return
        scenario = ledger.callback(row, self._desk.next_call().pack)
        known = {name: value for name, value in (row.values or {}).items() if name in VALUES}
        call_id = self._desk.call_out(scenario, ledger.number(row), known)
        if call_id:
            self._keeping[call_id] = promise_id

    def handover(self, times: Mapping[str, str]) -> str:
        """The open promises as text for the next shift; `times` are the due times in words, by id."""
        return ledger.handover(self._rows, self._desk.next_call().pack, times)

    def _row(self, promise_id: str) -> FollowUpRow | None:
        return next((row for row in self._rows if row.id == promise_id), None)

    def _call_over(self, call_id: str) -> None:
        promise_id = self._keeping.pop(call_id, "")
        last = self._desk.last
        if promise_id and last is not None and last.outcome not in ("cut-off", "no-voice"):
            self._keeper.settle(promise_id, kept=True, utc_ms=self._desk.utc())
        self.refresh()
