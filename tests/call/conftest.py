"""The small pack as a fixture."""

from pathlib import Path

import pytest

from agent_assist.script.model import Script
from tests.call.small import make_script


@pytest.fixture
def script(tmp_path: Path) -> Script:
    return make_script(tmp_path)
