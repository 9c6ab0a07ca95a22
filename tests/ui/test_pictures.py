"""The pictures for eyes can be drawn, so that none can break unseen."""

from __future__ import annotations

import pytest

from tests.ui import pictures


@pytest.mark.parametrize("scene", ["peek", "second", "wrap-up-missing", "keys", "settings", "offer"])
def test_a_picture_can_be_drawn(qapp, tmp_path, scene):
    assert pictures.shoot(tmp_path, scene, "zh", "dark", "dense", 115).stat().st_size > 20_000


def test_the_small_window_can_be_drawn(qapp, tmp_path):
    assert pictures.shoot_compact(tmp_path, "hold", "en", "light").exists()
