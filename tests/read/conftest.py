from __future__ import annotations

import pytest
from read_world import context_of

from kit.model.catalogue import Catalogue
from kit.read import ReadContext


@pytest.fixture(scope="session")
def context(catalogue: Catalogue) -> ReadContext:
    return context_of(catalogue)


@pytest.fixture(scope="session")
def everything(catalogue: Catalogue) -> ReadContext:
    """A process that has switched on every sheet."""
    extensions = frozenset(code for code, sheet in catalogue.sheets.items() if sheet.tier == 2)
    assert extensions
    return context_of(catalogue, tier2=extensions)
