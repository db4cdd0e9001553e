"""Evidence on demand and filters, as data in the page."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from strategy_fixture import document
from strategy_tools import html

from kit.model.document import Cell, Column, Document, Module, Table
from kit.model.trace import TracedCell, TracedRow
from kit.render.strategy import html_rows, to_html
from kit.render.strategy.html_rows import MOST, rows_json
from kit.render.strategy.plan import plan
from kit.resources import Resources


def row(id: str, text: str = "Løn & <b>vagt</b>") -> TracedRow:
    cells = (TracedCell("System", "B7", text), TracedCell("Ejer", "C7", ""))
    return TracedRow(id, "S1", "returned/dybt/ark.xlsx", "S1 Systemer", 7, "systems", "ASO", "SÆ", cells)


def with_notes(*notes: tuple[str, ...]) -> Document:
    made = document("da")
    told = tuple(replace(note, evidence=ids) for note, ids in zip(made.notes, notes, strict=False))
    return replace(made, notes=(*told, *(replace(n, evidence=()) for n in made.notes[len(notes) :])))


def packed(made: Document, *rows: TracedRow) -> dict:
    return dict(json.loads(rows_json(plan(made), rows)))


def test_a_footnote_has_its_rows_in_words() -> None:
    got = packed(with_notes(("S1.ASO.7", "S1.ASO.8")), row("S1.ASO.7"))
    assert got["notes"] == {"1": [1, "S1.ASO.7"]}  # one more, which the page may not show
    assert got["rows"] == {
        "S1.ASO.7": ["ark.xlsx, ark “S1 Systemer”, række 7", [0, "Løn & <b>vagt</b>"]],
    }
    assert got["heads"] == ["System"]  # an empty cell says nothing


def test_rows_that_nobody_cites_stay_out() -> None:
    assert packed(with_notes(("S1.ASO.7",)), row("S1.ASO.9"))["rows"] == {}


def test_a_footnote_shows_the_first_rows_and_counts_the_rest() -> None:
    ids = tuple(f"S1.ASO.{n}" for n in range(7, 7 + MOST + 5))
    got = packed(with_notes(ids), *map(row, ids))
    assert got["notes"]["1"] == [5, *ids[:MOST]]
    assert set(got["rows"]) == set(ids[:MOST])


def test_what_is_too_much_is_left_out_and_the_page_stays_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_rows, "BUDGET", 150)
    made = with_notes(("A",), ("B",), ("A",))
    got = packed(made, row("A", "a" * 20), row("B", "b" * 200))
    assert set(got["notes"]) == {"1", "3"}
    assert set(got["rows"]) == {"A"}


def test_rows_cannot_leave_their_script(own: Resources) -> None:
    made = to_html(with_notes(("S1.ASO.7",)), own, (row("S1.ASO.7", "</script><script>alert(1)"),))
    assert "<script>alert" not in made
    data = re.search(r'<script type="application/json" id="rows">(.*?)</script>', made, re.S)
    assert data
    assert json.loads(data[1])["rows"]["S1.ASO.7"][1][1] == "</script><script>alert(1)"


def test_a_filter_offers_each_key_once_and_knows_what_is_missing(own: Resources) -> None:
    columns = (Column("System"), Column("Område", find="choice"), Column("Ejer", find="missing"))
    rows = (
        (Cell("Nexus"), Cell("Alle", keys=("SÆ", "BU")), Cell("Chef")),
        (Cell("Aula"), Cell("BU"), Cell("Ingen", keys=())),
    )
    table = Table("B.systems", "Systemer", columns, rows)
    made = replace(document("da"), modules=(Module("B", "Systemer", (), (table,), True),), notes=())
    tags = html(to_html(made, own)).attributes
    assert [a["data-keys"] for tag, a in tags if tag == "td" and "data-keys" in a] == [
        "SÆ\nBU", "Chef", "BU", "",
    ]  # fmt: skip
    assert [a["data-for"] for _, a in tags if a.get("class") == "filter"] == ["table-1"]
    options = re.findall(r'<option value="([^"]+)">(.*?)</option>', to_html(made, own))
    assert options == [("BU", "BU"), ("SÆ", "SÆ")]


def test_a_table_without_filters_has_no_form(page: str) -> None:
    assert 'class="filter"' not in page
