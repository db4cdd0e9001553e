"""The small municipality's claims, most of the sentences that there are: each number in them is what a query on
its register gives. The rehearsal's are in ``tests/register``."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from claim_numbers import FIGURES, untold
from real.demos import demo_once
from strategy_case import DAY, Rows, context
from strategy_results import results

from kit.model.catalogue import Catalogue
from kit.model.claim import Strategy
from kit.model.comparison import EditionSaid
from kit.model.evidence import Return
from kit.model.results import Results
from kit.model.text import LANGUAGES
from kit.register import RegisterContent, write_register
from kit.register.earlier import History
from kit.strategy import StrategyContext, compile_strategy, self_evaluation

BEFORE = (("0.2", 0, "2026-02-10", "P", "PRVK27", "da"), ("0.1", 0, "2026-01-10", "P", "PRVK27", "da"))


def since_before(found: Results, setting: StrategyContext) -> tuple[StrategyContext, History]:
    """An edition before, in which every other figure of the self-evaluation was lower and the rest higher."""
    told = self_evaluation(found)
    marks = {
        subject: replace(mark, value=mark.value + (0.6 if place % 2 else -0.4))
        for place, (subject, mark) in enumerate(told.items())
    }
    rows = tuple(("0.2", subject, mark.value, mark.answers) for subject, mark in marks.items())
    stale = tuple(("0.1", subject, 1.0, 99) for subject in marks)
    history = History(BEFORE, (), (*rows, *stale))
    return replace(setting, before=EditionSaid("0.2", "2026-02-10", {}, marks)), history


@pytest.fixture(params=LANGUAGES)
def register(
    catalogue: Catalogue, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[sqlite3.Connection]:
    rows = Rows()
    found = results(rows, request.param)
    setting, history = since_before(found, context(catalogue, request.param, rows))
    made = compile_strategy(found, setting)
    content = RegisterContent(
        process=setting.process,
        catalogue=catalogue,
        edition="0.3",
        day=DAY,
        returns=[
            Return(file, "a" * 64, "xlsx", None) for file in sorted({r.file for r in rows.made.values()})
        ],
        evidence=tuple(rows.made.values()),
        findings=(),
        results=found,
        claims=made.claims,
        open_questions=(),
        decisions=found.rulings,
        history=history,
        marks=self_evaluation(found),
    )
    write_register(tmp_path / "register.sqlite", content)
    with closing(sqlite3.connect(tmp_path / "register.sqlite")) as connection:
        yield connection


def test_every_number_of_every_claim_is_what_a_query_gives(register: sqlite3.Connection) -> None:
    assert untold(register) == []


def test_another_figure_is_seen(register: sqlite3.Connection) -> None:
    register.execute(
        "UPDATE result SET number = number + 1 WHERE analysis = 'network' AND name = 'hours_month'"
    )
    assert {claim for claim, _ in untold(register)} == {"M05.members"}


@pytest.mark.real
def test_no_entry_is_for_a_claim_that_nobody_makes(
    danish: Strategy, english: Strategy, catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory
) -> None:
    rows = Rows()
    found = results(rows, "da")
    second = compile_strategy(found, since_before(found, context(catalogue, "da", rows))[0])
    claims = {claim.id for strategy in (danish, english, second) for claim in strategy.claims}
    for lang in LANGUAGES:
        path = demo_once(lang, tmp_path_factory) / "outputs/strategy/register.sqlite"
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
            claims |= {id for (id,) in connection.execute("SELECT id FROM claim")}
    assert [entry for entry in FIGURES if not any(fnmatchcase(claim, entry) for claim in claims)] == []
