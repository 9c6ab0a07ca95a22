"""What every test stands on: a place of its own on disk, no display, no key store, and no warning unseen."""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

# Read when Qt starts, so they are set before any test module is imported.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_SCALE_FACTOR"] = "1"
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

# Two cores shared with other work make a slow example common, and that is no fault of the code. A change is judged by the
# same examples each time; HYPOTHESIS_PROFILE=thorough looks for new ones, and for many.
settings.register_profile(
    "agent-assist",
    deadline=None,
    derandomize=True,
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
)
settings.register_profile(
    "thorough", parent=settings.get_profile("agent-assist"), derandomize=False, max_examples=2_000
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "agent-assist"))


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """Keep the settings of pytest-qt known where the rooms without Qt are tested without it."""
    if not pluginmanager.has_plugin("pytest-qt"):
        parser.addini("qt_api", "unused without pytest-qt")
        parser.addini("qt_log_level_fail", "unused without pytest-qt")


def pytest_configure(config: pytest.Config) -> None:
    """Give the whole run one home of its own, so that no test reads or writes the user's."""
    home = tempfile.TemporaryDirectory(prefix="agent-assist-tests-", ignore_cleanup_errors=True)
    os.environ["AGENT_ASSIST_HOME"] = home.name
    config.add_cleanup(home.cleanup)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish() -> None:
    """Empty the clipboard while Python is whole: without a screen Qt keeps it past Python's end, and what was copied is ours."""
    gui = sys.modules.get("PySide6.QtGui")
    if gui is not None and gui.QGuiApplication.instance() is not None:
        gui.QGuiApplication.clipboard().clear()


class _Collect(logging.Handler):
    """Keeps the lines that nobody should have had to log."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def _no_unexpected_log_lines(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that logged a warning or worse; one that asks for ``caplog`` looks at the lines itself."""
    handler = _Collect()
    logging.getLogger().addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)
    if handler.lines and "caplog" not in request.fixturenames:
        pytest.fail("unexpected log lines:\n" + "\n".join(handler.lines), pytrace=False)
