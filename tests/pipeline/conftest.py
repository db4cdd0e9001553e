from __future__ import annotations

from pathlib import Path

import pytest
from pipeline_world import folder_at

from kit.pipeline.folder import Folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return folder_at(tmp_path)
