"""What the window may show of the norms behind a line. The register comes after the first paint; until then only ids are known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_assist.desk.view import DeskView
from agent_assist.script.model import Pack

if TYPE_CHECKING:
    # Whoever attaches a register has imported it; before the first paint nobody needs it.
    from agent_assist.script.norms import Register


@dataclass(frozen=True, slots=True)
class NormView:
    """A norm of the line on screen.

    `status` is that of `script.norms.Norm`, ``unknown`` for one that is not in the register, "" while there is none.
    `served` tells what does what the norm asks, here, as kinds of `script.norms.serving`.
    """

    id: str
    status: str = ""
    zh: str = ""
    en: str = ""
    served: tuple[str, ...] = ()


class RuleBook:
    """The register of norms, as the desk knows it."""

    def __init__(self) -> None:
        self._register: Register | None = None

    def attach(self, register: Register) -> None:
        """The register was read."""
        self._register = register

    def norms(self, view: DeskView, pack: Pack) -> tuple[NormView, ...]:
        """The norms of the line on screen. What serves them is told for lines of the call, not for looked-up ones."""
        register = self._register
        ids = dict.fromkeys(view.shown.norms if view.peek is None else view.peek.norms)
        if register is None:
            return tuple(NormView(norm) for norm in ids)
        from agent_assist.script.norms import serving

        here = serving(register, pack, view.shown.scenario, view.shown.step) if view.peek is None else {}
        made: list[NormView] = []
        for norm in ids:
            known = register.get(norm)
            if known is None:
                made.append(NormView(norm, "unknown"))
            else:
                made.append(NormView(norm, known.status, known.zh, known.en, here.get(norm, ())))
        return tuple(made)
