"""Has what is typed looked through, and marks what was found where it was typed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from agent_assist.desk.station import Station

if TYPE_CHECKING:
    # Made when there is a field to mark.
    from agent_assist.script.lint import Finding
    from agent_assist.ui.components.proof_marks import ProofMarks


class Proofing(QObject):
    """Stands between the fields for free text and the station."""

    def __init__(self, station: Station, parent: QObject) -> None:
        super().__init__(parent)
        self._station = station

    def connect_marks(self, proof: ProofMarks) -> None:
        """Looks through a field from now on."""
        proof.wanted.connect(partial(self._look, proof))

    def _look(self, proof: ProofMarks, text: str) -> None:
        self._station.taboos_in(text, partial(_show, proof, text))


def _show(proof: ProofMarks, text: str, found: tuple[Finding, ...]) -> None:
    from agent_assist.ui.present.proof import marks

    proof.show_marks(text, marks(found))
