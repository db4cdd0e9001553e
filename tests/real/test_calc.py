"""Worksheets filled in with LibreOffice Calc as people do it: the register holds exactly what they wrote."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from kit.cli.main import run
from kit.model.catalogue import Catalogue
from kit.model.evidence import UNKNOWN, Value
from kit.pipeline.check import Gathered, gather
from kit.pipeline.folder import open_folder
from real.course import FORMATS, RETURNS, TWISTS, Held
from real.plan import Expected

pytestmark = pytest.mark.real
formats = pytest.mark.parametrize("format", FORMATS)

Row = tuple[str, str, str, int, str]
"""File, sheet code, tab, row, and in a matrix the crossing."""


@pytest.fixture(scope="module")
def gathered(held: Held) -> Mapping[str, Gathered]:
    return {format: gather(open_folder(root)) for format, root in held.roots.items()}


def expected_rows(held: Held, format: str) -> dict[Row, tuple[str, str, Expected]]:
    rows = {}
    for item in held.returned:
        file = item.files[format].relative_to(held.roots[format]).as_posix()
        for row in item.expected:
            key = (file, row.sheet, row.tab, row.row, crossing(row.sheet, row.values))
            assert key not in rows
            rows[key] = (item.workshop, item.unit, row)
    return rows


def crossing(sheet: str, values: Mapping[str, Value]) -> str:
    return str(values[{"R4": "role", "U1": "competence"}[sheet]]) if sheet in ("R4", "U1") else ""


def test_people_answered_every_column_of_every_sheet_of_tier_1(held: Held, catalogue: Catalogue) -> None:
    filled: dict[str, set[str]] = {}
    for item in held.returned:
        for row in item.expected:
            filled.setdefault(row.sheet, set()).update(row.values)
    asked = {
        sheet.code: {column.id for column in sheet.columns if column.need != "made"}
        for sheet in catalogue.sheets.values()
        if sheet.tier == 1
    }
    assert len(asked) == 22
    assert set(filled) == set(asked)
    assert {code: asked[code] - filled[code] for code in asked if asked[code] - filled[code]} == {}
    assert len(held.returned) == len(RETURNS)
    assert {(item.workshop, item.unit, code) for item in held.returned for code in item.sheets} >= set(TWISTS)


@formats
def test_evidence_is_exactly_what_was_written(
    held: Held, gathered: Mapping[str, Gathered], format: str
) -> None:
    wanted = expected_rows(held, format)
    found = {
        (e.file, e.sheet, e.tab, e.row, crossing(e.sheet, e.values)): e for e in gathered[format].evidence
    }
    assert len(found) == len(gathered[format].evidence)
    assert found.keys() == wanted.keys()
    for key, (workshop, unit, row) in wanted.items():
        evidence = found[key]
        assert dict(evidence.values) == dict(row.values), key
        assert dict(evidence.cells) == dict(row.cells), key
        origin = (evidence.workshop, evidence.unit.code, evidence.complete)
        assert origin == (workshop, unit, row.complete), key


@formats
def test_only_the_added_columns_are_remarked_on(
    held: Held, gathered: Mapping[str, Gathered], format: str
) -> None:
    found = [(f.code, Path(f.file).stem, f.sheet) for f in gathered[format].findings]
    assert sorted(found) == [
        ("sheet.text-outside", "runde", "S1 Systemer"),  # a heading that they put another name to
        ("table.unknown-column", "Bord 1 – endelig udgave (2)", "Kræfter (vores)"),
        ("table.unknown-column", "bord3_BI", "B4 Initiativer"),
    ]
    kept = [(tab, text) for item in gathered[format].returns for tab, _, text in item.kept]
    assert sorted(kept) == [
        ("B4 Initiativer", "***"), ("B4 Initiativer", "Stjerner"), ("Kræfter (vores)", "Hvem sagde det?"),
        ("Kræfter (vores)", "vist nok bord 3"), ("S1 Systemer", "Vores"),
    ]  # fmt: skip


@formats
def test_register_holds_exactly_what_was_written(held: Held, catalogue: Catalogue, format: str) -> None:
    root = held.roots[format]
    before = fingerprints(root / "returned")
    assert run(["-C", str(root), "check"]) == 0, "nothing in the returns needs a person"
    assert run(["-C", str(root), "consolidate"]) == 1, "the strategy still lacks much"
    assert fingerprints(root / "returned") == before
    wanted = expected_rows(held, format)
    found = register_rows(root / "outputs" / "strategy" / "register.sqlite", catalogue)
    assert Counter(found.keys()) == Counter(wanted.keys())
    for key, (workshop, unit, row) in wanted.items():
        values = {column: stored(value) for column, value in row.values.items()}
        assert found[key] == (workshop, unit, int(row.complete), dict(row.cells), values), key


def fingerprints(folder: Path) -> dict[str, str]:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    assert files
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def stored(value: Value) -> str | int | float:
    """How the register writes a value."""
    if value is UNKNOWN:
        return "?"
    if isinstance(value, tuple):
        return "; ".join(value)
    return value.isoformat() if isinstance(value, date) else value


def register_rows(file: Path, catalogue: Catalogue) -> dict[Row, tuple[object, ...]]:
    """Every row of every sheet's table, with its origin."""
    rows: dict[Row, tuple[object, ...]] = {}
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as register:
        register.row_factory = sqlite3.Row
        total = register.execute("SELECT count(*) FROM evidence").fetchone()[0]
        for code, sheet in ((c, s) for c, s in catalogue.sheets.items() if s.tier < 2):
            for line in register.execute(f'SELECT * FROM "{code}"'):
                found = register.execute("SELECT * FROM evidence WHERE id = ?", [line["evidence_id"]])
                origin = found.fetchone()
                values = {c.id: line[c.id] for c in sheet.columns if line[c.id] is not None}
                key = (origin["file"], code, origin["sheet"], origin["row"], crossing(code, values))
                about = (origin["workshop"], origin["unit"], origin["complete"])
                rows[key] = (*about, json.loads(origin["cells"]), values)
    register.close()
    assert len(rows) == total
    return rows
