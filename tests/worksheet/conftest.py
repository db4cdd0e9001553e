"""The writer with the kit's own words."""

from __future__ import annotations

import pytest

from kit.content import load_words
from kit.model.text import Words
from kit.render.worksheet import WorksheetWriter
from kit.resources import Resources


@pytest.fixture(scope="session")
def words(resources: Resources) -> Words:
    return load_words(resources, "worksheet", "da")


@pytest.fixture(scope="session")
def writer(words: Words) -> WorksheetWriter:
    return WorksheetWriter(words)
