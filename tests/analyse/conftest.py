from __future__ import annotations

import pytest
from analyse_rows import DAY, PROCESS

from kit.analyse import AnalysisContext
from kit.model.catalogue import Catalogue


@pytest.fixture
def context(catalogue: Catalogue) -> AnalysisContext:
    return AnalysisContext(PROCESS, catalogue, DAY)
