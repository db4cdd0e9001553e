from __future__ import annotations

import pytest
from read_world import context_of

from kit.model.catalogue import Catalogue
from kit.read import ReadContext


@pytest.fixture(scope="session")
def context(catalogue: Catalogue) -> ReadContext:
    return context_of(catalogue)
