"""The field for several lines."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from agent_assist.ui.components.note_field import NoteField


@pytest.mark.parametrize("width", [0, 7, 15, 19, 22, 60])
def test_a_squeezed_field_comes_to_rest(qapp, qtbot, theme, width):
    # Without the least width this does not fail but hang: the scroll bar comes and goes within one event.
    around = QWidget()
    qtbot.addWidget(around)
    field = NoteField(around)
    field.setPlainText("wang 13912345678 parcel crushed, box 7, third floor")
    around.show()
    field.setGeometry(0, 0, width, 70)
    qapp.processEvents()
    assert field.viewport().width() > 30
