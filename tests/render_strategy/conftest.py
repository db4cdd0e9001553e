"""The finished files, made once."""

from __future__ import annotations

import pytest
from strategy_fixture import document

from kit.render.strategy import to_docx, to_html, to_pdf
from kit.resources import Resources

LANGS = ("da", "en")


@pytest.fixture(scope="session")
def own() -> Resources:
    return Resources()


@pytest.fixture(scope="session", params=LANGS)
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def pdf(lang: str, own: Resources) -> bytes:
    return to_pdf(document(lang), own)


@pytest.fixture(scope="session")
def docx(lang: str, own: Resources) -> bytes:
    return to_docx(document(lang), own)


@pytest.fixture(scope="session")
def page(lang: str, own: Resources) -> str:
    return to_html(document(lang), own)
