"""The messages on the desk: which are shown, in which order, and when one is no longer so. A value; nothing of Qt is in here."""

from __future__ import annotations

from typing import NamedTuple

from agent_assist.desk.view import Notice

MOST = 3
"""So many messages are shown at once; older ones make room."""
_GRAVITY = {"warning": 0, "error": 1, "note": 2}
_TROUBLES = ("store-full", "store-locked", "store-denied", "store-disk", "store-damaged", "store-unreachable")
"""What is over as soon as saving works again."""


class Notices(NamedTuple):
    """What is told now. The last one is seen: what answers a key comes last, and of those that stay the gravest.

    A named tuple, as it is needed for the first picture and a dataclass takes longer to define.
    """

    shown: tuple[Notice, ...] = ()

    def plus(self, notice: Notice) -> Notices:
        """With one more. One of the same code makes room for it, unless it warns of something else."""
        kept = notice.kind == "warning"
        rest = [old for old in self.shown if old.code != notice.code or (kept and old.detail != notice.detail)]
        return Notices(tuple(sorted((*rest, notice), key=lambda each: _GRAVITY[each.kind])[-MOST:]))

    def without(self, notice: Notice) -> Notices:
        """Without one that was seen."""
        return Notices(tuple(old for old in self.shown if old != notice))

    def forgetting(self, *codes: str) -> Notices:
        """Without those of these codes: what they told is no longer so."""
        return Notices(tuple(old for old in self.shown if old.code not in codes))

    def saving_again(self) -> Notices:
        """Without the troubles of saving."""
        return self.forgetting(*_TROUBLES)
