from __future__ import annotations

import pytest
from letters_world import DAY, Maker, World, edition, folder_at, rows

from kit.model.evidence import Evidence
from kit.pipeline.edition import strategy_context


@pytest.fixture(scope="session")
def world_of(tmp_path_factory: pytest.TempPathFactory) -> Maker:
    def made(*evidence: Evidence, lang: str = "da") -> World:
        folder = folder_at(tmp_path_factory.mktemp("process"), lang)
        gathered, compiled = edition(folder, evidence)
        return World(folder, gathered, compiled, strategy_context(folder, gathered, "0.3", DAY))

    return made


@pytest.fixture(scope="session")
def world(world_of: Maker) -> World:
    return world_of(*rows())
