"""Benches over the small pack of the call tests."""

from __future__ import annotations

import pytest

from tests.call.small import make_script
from tests.desk.desks import Bench


@pytest.fixture
def script(tmp_path):
    return make_script(tmp_path / "packs")


@pytest.fixture
def bench(tmp_path, script, qapp):
    made = Bench(tmp_path, script)
    yield made
    made.close()
