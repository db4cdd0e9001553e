from __future__ import annotations

from pathlib import Path

import pytest
from marked_world import World


@pytest.fixture(scope="session")
def shared_world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World.of(tmp_path_factory.mktemp("marked") / "forløb")


@pytest.fixture
def world(shared_world: World, tmp_path: Path) -> World:
    return shared_world.elsewhere(tmp_path)
