"""The short forms in which the queries of claims are written, each against a small table of results."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from register_world import register_content

from kit.model.catalogue import Catalogue
from kit.model.claim import Claim
from kit.register import trace, write_register
from kit.register.figures import figure_rows, place_of, queries_of, query

RESULTS = {
    ("systems", "verified.part"): 3.0,
    ("systems", "verified.whole"): 4.0,
    ("systems", "no_owner[1]"): "Aula",
    ("systems", "no_owner[2]"): "SBSYS",
    ("systems", "no_owner[3]"): "BI",
    ("maturity", "themes[1].theme"): "T01",
    ("maturity", "themes[1].gap"): 0.5,
    ("maturity", "themes[1].views[1].mean"): 2.0,
    ("maturity", "themes[1].views[2].mean"): 3.0,
    ("maturity", "themes[2].theme"): "T02",
    ("maturity", "themes[2].gap"): 1.5,
    ("maturity", "themes[2].views[1].mean"): 4.0,
    ("flows", "items[1].source"): "Aula",
    ("flows", "items[1].target"): "BI",
    ("flows", "items[1].hours"): 10.0,
    ("flows", "items[2].source"): "Aula",
    ("flows", "items[2].target"): "SBSYS",
    ("flows", "items[2].hours"): 30.0,
}


@pytest.fixture
def register() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(
            "CREATE TABLE result (analysis, name, number, text, list, place, field);"
            "CREATE TABLE threshold (name, value); CREATE TABLE claim (id, text);"
            "INSERT INTO threshold VALUES ('groups.spread', 3);"
            "INSERT INTO claim VALUES ('M03.theme.T02', 'Fra Aula til BI går data.');"
        )
        for (analysis, name), value in RESULTS.items():
            told = (value, None) if isinstance(value, float) else (None, value)
            connection.execute(
                "INSERT INTO result VALUES (?, ?, ?, ?, ?, ?, ?)", (analysis, name, *told, *place_of(name))
            )
        yield connection


def test_the_tightest_role_is_that_of_the_quarters_in_the_figure(register: sqlite3.Connection) -> None:
    loads = [("2027-K1", 30.0, 0.3), *((f"20{27 + n // 4}-K{n % 4 + 1}", 20.0, 0.2) for n in range(1, 8))]
    for place, (quarter, used, share) in enumerate([*loads, ("2029-K1", 90.0, 0.9)], 1):
        told = {"quarter": quarter, "used": used, "share": share, "hours": 120.0, "committed": 20.0}
        for field, value in told.items():
            number, text = (None, value) if isinstance(value, str) else (value, None)
            row = ("plan", f"utilisation[{place}].{field}", number, text, "utilisation", place, field)
            register.execute("INSERT INTO result VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    given = [register.execute(asked).fetchall() for asked in queries_of("M08.hours")[1:]]
    assert given == [[(None, "2027-K1"), (30.0, None), (100.0, None)]]


@pytest.mark.parametrize(
    ("short", "given"),
    [
        ("systems.verified.part", [3]),
        ("systems.nothing", []),
        ("% systems.verified", [75]),
        ("# systems.no_owner", [3]),
        ("unnamed systems.no_owner", [1]),
        ("maturity.themes[theme].gap", [1.5]),
        ("maturity.themes[theme].views[*].mean", [4]),
        ("maturity.themes[*].views[*].mean", [2, 3, 4]),
        ("maturity.themes[max gap].theme", ["T02"]),
        ("maturity.themes[min gap].theme", ["T01"]),
        ("maturity.themes[theme = 'T01'].gap", [0.5]),
        ("100 * maturity.themes[theme = 'T01'].gap", [50]),
        ("# maturity.themes[gap > 1]", [1]),
        ("# flows.items[source = 'Aula' & hours >= 30]", [1]),
        ("flows.items[source & target].hours", [10]),
        ("sum flows.items.hours", [40]),
        ("max flows.items.hours", [30]),
        ("min flows.items.hours", [10]),
        ("threshold groups.spread", [3]),
        ("fixed 5", [5]),
        ("SELECT max(value),\n NULL FROM threshold", [3]),
    ],
)
def test_a_short_form_asks_what_it_says(
    register: sqlite3.Connection, short: str, given: list[object]
) -> None:
    asked = query(short).replace(":claim", "'M03.theme.T02'").replace(":text", "(SELECT text FROM claim)")
    found = [number if text is None else text for number, text in register.execute(asked)]
    assert found == given


def test_what_is_no_form_is_refused() -> None:
    with pytest.raises(ValueError, match="unpack"):
        query("systems")


def test_the_longest_pattern_counts_and_an_id_before_any() -> None:
    assert queries_of("M06.quality.dubu") != queries_of("M06.quality.gap.dubu.access")
    assert queries_of("M06.quality") != queries_of("M06.quality.dubu")
    assert queries_of("M99.nothing") == ()


def test_a_figure_keeps_a_query_that_runs_as_it_stands(register: sqlite3.Connection) -> None:
    claims = [Claim("M03.theme.T02", "M03", "Fra Aula til BI går data.", (), ())]
    register.execute("INSERT INTO result VALUES ('maturity', 'x', 2.5, NULL, 'themes', 2, 'now.mean')")
    rows = list(figure_rows(register, claims))
    assert [row[:4] for row in rows] == [("M03.theme.T02", 1, 2.5, None)]
    assert register.execute(str(rows[0][4])).fetchall() == [(2.5, None)]


def test_a_query_on_a_column_that_a_process_lacks_gives_nothing(register: sqlite3.Connection) -> None:
    assert list(figure_rows(register, [Claim("M05.differs.a.value", "M05", "Uenige.", (), ())])) == []


def test_registers_of_older_kits_are_traced_without_figures(catalogue: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "register.sqlite"
    write_register(path, register_content(catalogue))
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("DROP TABLE claim_figure; PRAGMA user_version = 2;")
    (down,) = trace(path, "M05.a", frozenset()).down
    assert down.rows and down.figures == ()
