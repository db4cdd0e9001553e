"""Every number in every claim of the rehearsal strategy is what a query on the register gives."""

from __future__ import annotations

import re
import shutil
import sqlite3
import tomllib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from claim_numbers import FIGURES, ROOT, Figure, Reader, untold
from real.demos import demo_once

from kit.cli.main import run
from kit.model.text import LANGUAGES
from kit.register.figures import query

pytestmark = pytest.mark.real

REGISTER = "outputs/strategy/register.sqlite"


def opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)


@pytest.fixture(scope="module", params=LANGUAGES)
def register(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[sqlite3.Connection]:
    with closing(opened(demo_once(request.param, tmp_path_factory) / REGISTER)) as connection:
        yield connection


@pytest.fixture
def spoilt(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """The Danish register, to be changed."""
    path = tmp_path / "register.sqlite"
    shutil.copy(demo_once("da", tmp_path_factory) / REGISTER, path)
    with closing(sqlite3.connect(path)) as connection:
        yield connection


def test_every_number_of_every_claim_is_what_a_query_gives(register: sqlite3.Connection) -> None:
    assert untold(register) == []


def test_there_are_many_numbers_to_tell(register: sqlite3.Connection) -> None:
    reader = Reader(register)
    claims = register.execute("SELECT id, text FROM claim").fetchall()
    numbers = [len(reader.numbers(claim, text)) for claim, text in claims]
    assert sum(map(bool, numbers)) > 250
    assert sum(numbers) > 500


def test_the_register_keeps_what_its_queries_give(register: sqlite3.Connection) -> None:
    kept: dict[tuple[str, str], list[Figure]] = {}
    for claim, number, text, asked in register.execute(
        "SELECT claim_id, number, text, query FROM claim_figure ORDER BY claim_id, place"
    ):
        kept.setdefault((claim, asked), []).append((number, text))
    assert len(kept) > 500
    assert [key for key, figures in kept.items() if register.execute(key[1]).fetchall() != figures] == []


def test_a_number_of_the_sentence_itself_stands_in_its_template(register: sqlite3.Connection) -> None:
    reader = Reader(register)
    fixed = [
        (entry, float(one.split()[1]))
        for entry, queries in FIGURES.items()
        for one in queries
        if one.startswith("fixed")
    ]
    assert len(fixed) > 20
    assert [pair for pair in fixed if pair[1] not in in_templates(reader, pair[0].partition(".")[0])] == []


def in_templates(reader: Reader, module: str) -> set[float]:
    """The numbers that stand in a module's sentences, what is filled in left out."""
    name = f"appendix_{module.lower()}" if len(module) == 1 else module.lower()
    files = (ROOT / f"templates/strategy/{name}.toml", ROOT / "templates/words/strategy.toml")
    sentences = (
        text[reader.lang] for path in files for text in tomllib.loads(path.read_text("utf-8")).values()
    )
    return {said.value for text in sentences for said in reader.numbers("", re.sub(r"\{\w+\}", " ", text))}


# Seen red: another number in a claim, another figure in the register, a claim without queries.


def test_another_number_in_a_claim_is_seen(spoilt: sqlite3.Connection) -> None:
    spoilt.execute("UPDATE claim SET text = replace(text, '204', '205') WHERE id = 'M06.systems'")
    assert untold(spoilt) == [("M06.systems", "205")]


def test_a_number_in_letters_is_seen(spoilt: sqlite3.Connection) -> None:
    spoilt.execute("UPDATE claim SET text = text || ' Det er ni for mange.' WHERE id = 'M06.systems'")
    assert untold(spoilt) == [("M06.systems", "ni")]


def test_another_figure_in_the_register_is_seen(spoilt: sqlite3.Connection) -> None:
    spoilt.execute(
        "UPDATE result SET number = number + 1 WHERE analysis = 'maturity' AND name LIKE 'themes[4].now.mean'"
    )
    assert "M03.theme.T04" in {claim for claim, _ in untold(spoilt)}


def test_a_claim_without_queries_is_seen(spoilt: sqlite3.Connection) -> None:
    spoilt.execute("DELETE FROM claim_figure WHERE claim_id = 'M04.coverage'")
    assert {claim for claim, _ in untold(spoilt)} == {"M04.coverage"}


def test_another_day_is_seen(spoilt: sqlite3.Connection) -> None:
    spoilt.execute(
        "UPDATE result SET text = '2027-03-02' WHERE analysis = 'learning' AND name = 'activities[1].start'"
    )
    assert [claim.rpartition(".")[0] for claim, _ in untold(spoilt)] == ["M07.activity"]


def test_trace_tells_the_figures_and_how_to_ask_for_them(
    tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["-C", str(demo_once("da", tmp_path_factory)), "trace", "M01.hours"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert f"← {query('flows.hours_year')}" in shown
