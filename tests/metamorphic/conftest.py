from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from changes import Told, copied, told
from pipeline.pipeline_world import fill
from real.demos import demo_once

from kit.pipeline.folder import Folder, open_folder

SIGNED = {"decided_by": "Digitaliseringschef", "decided_on": date(2027, 2, 15), "why": "Aftalt på mødet"}


@pytest.fixture(scope="session", params=["answers", "decided"])
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """The rehearsal municipality's returns, and the same with the lead's first decisions."""
    demo = demo_once("da", tmp_path_factory)
    folder = copied(open_folder(demo), tmp_path_factory.mktemp(request.param))
    if request.param == "decided":
        answers = {
            ("D1", "decision", 1): "Ens",
            ("D1", "decision", 2): "Ikke ens",
            ("D4", "decision", 1): "Ja",
        }
        signed = {(code, column, row): value for code, _, row in answers for column, value in SIGNED.items()}
        review = demo / "outputs/strategy/beslutningsark.xlsx"
        fill(review, folder.root / "returned/beslutninger.xlsx", {**answers, **signed})
    return folder


@pytest.fixture(scope="session")
def plain(world: Folder) -> Told:
    """What is told of it as it is."""
    return told(world)


@pytest.fixture
def elsewhere(world: Folder, tmp_path: Path) -> Folder:
    return copied(world, tmp_path / "process")
