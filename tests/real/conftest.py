"""What the tests with real programs share: one LibreOffice, one process held in it, processes to spoil."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kit.model.text import LANGUAGES
from kit.pipeline.new import Wishes, new_process
from real.course import FORMATS, Held, hold
from real.demos import demo_once
from real.office import Office


def start(folder: Path, lang: str = "da", code: str | None = None) -> Path:
    """A new process of 24 people at five tables."""
    wishes = {
        "da": ("Prøvestrup", "Kommunaldirektør", "Digitaliseringschef"),
        "en": ("Trialford", "Chief executive", "Head of digitalisation"),
    }
    municipality, sponsor, lead = wishes[lang]
    new_process(folder, Wishes(municipality, date(2027, 1, 18), lang, 24, sponsor, lead, code=code))
    return folder


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One LibreOffice with a Danish profile of its own."""
    with Office(tmp_path_factory.mktemp("office")) as running:
        yield running


@pytest.fixture(scope="session")
def held(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Held:
    """A whole process with worksheets filled in through Calc: .xlsx in one folder, .ods in another."""
    folder = tmp_path_factory.mktemp("held")
    return hold(office, {format: start(folder / format) for format in FORMATS})


@pytest.fixture(scope="session", params=LANGUAGES)
def demo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rehearsal municipality in each language; only to be read."""
    return demo_once(request.param, tmp_path_factory)


@pytest.fixture(scope="session")
def danish_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rehearsal municipality in Danish; only to be read."""
    return demo_once("da", tmp_path_factory)
