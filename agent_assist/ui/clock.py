"""When the next digit of a picture changes, so that nothing is drawn while nothing moves."""

from __future__ import annotations

from agent_assist.desk.view import DeskView
from agent_assist.ui.present.then import wait_left

FRAME_MS = 100
SECOND_MS = 1000


def next_change(view: DeskView, now: int, *, calm: bool) -> int:
    """Milliseconds until something on the picture moves.

    Args:
        view: the picture.
        now: the desk's elapsed clock.
        calm: reduced motion; the ring shows digits only.

    Returns:
        A tenth of a second while a ring runs, else what is left of the running second.
    """
    left = wait_left(view, now)
    if left:
        if not calm or left <= 10 * SECOND_MS:
            return min(FRAME_MS, left)
        return max(1, left % SECOND_MS)
    since = view.began
    if view.state == "talking" and view.call_began is not None:
        since = view.call_began
    return SECOND_MS - (now - since) % SECOND_MS
