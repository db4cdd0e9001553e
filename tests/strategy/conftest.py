from __future__ import annotations

import pytest
from strategy_case import Rows, context
from strategy_results import results

from kit.model.catalogue import Catalogue
from kit.model.claim import Strategy
from kit.model.results import Results
from kit.strategy import compile_strategy


@pytest.fixture(scope="session")
def danish(catalogue: Catalogue) -> Strategy:
    rows = Rows()
    found = results(rows, "da")
    return compile_strategy(found, context(catalogue, "da", rows))


@pytest.fixture(scope="session")
def english(catalogue: Catalogue) -> Strategy:
    rows = Rows()
    found = results(rows, "en")
    return compile_strategy(found, context(catalogue, "en", rows))


@pytest.fixture(scope="session")
def empty(catalogue: Catalogue) -> Strategy:
    return compile_strategy(Results(), context(catalogue, "da"))
