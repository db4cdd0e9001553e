from __future__ import annotations

from pathlib import Path

import pytest
from marked_world import World


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World.of(tmp_path / "forløb")
