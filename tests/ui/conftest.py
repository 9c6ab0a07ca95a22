"""What the tests of the windows stand on: the theme as users see it, on the application of pytest-qt."""

from __future__ import annotations

import pytest

from agent_assist.ui import theme as themes
from agent_assist.ui.components import paint


@pytest.fixture
def theme(qapp):
    look = themes.Theme(themes.LIGHT, family=themes.interface_family())
    themes.dress(qapp, look)
    return look


def pytest_itemcollected(item):
    """The plugin without a screen says on every window that it cannot limit its size or raise it; nothing else is passed over."""
    item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support (propagateSizeHints|raise)"))


@pytest.fixture
def stage(qapp):
    """A window over the courier pack in Chinese, shown; `stage.close` runs even where a test fails."""
    from tests.ui.stage import Stage

    made = Stage().show()
    yield made
    made.close()


@pytest.fixture
def stages(qapp):
    """Makes windows of any kind; they are closed at the end."""
    from tests.ui.stage import Stage

    made = []

    def make(**kinds):
        made.append(Stage(**kinds).show())
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def cut(monkeypatch):
    """What was painted with an ellipsis."""
    found = []
    true = paint.elided

    def elided(metrics, text, width):
        shown = true(metrics, text, width)
        if shown != text:
            found.append(text)
        return shown

    monkeypatch.setattr(paint, "elided", elided)
    return found
