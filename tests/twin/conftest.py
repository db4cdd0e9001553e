from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from real.demos import demo_once
from twin_tables import Register


@pytest.fixture(scope="session")
def rehearsal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rehearsal municipality in Danish; only to be read."""
    return demo_once("da", tmp_path_factory)


@pytest.fixture(scope="session")
def register(rehearsal: Path) -> Iterator[Register]:
    opened = Register(rehearsal)
    yield opened
    opened.connection.close()
