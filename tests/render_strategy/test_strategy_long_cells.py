"""Cells taller than a page: the document stays whole, with its notes and its tags."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from strategy_fixture import document
from strategy_tools import pdf_faults

from kit.model.document import Cell, Column, Module, Note, Table
from kit.render.strategy import to_pdf
from kit.resources import Resources


@pytest.mark.parametrize("letters", [500, 2500, 6000, 20_000])
def test_a_long_cell_with_a_footnote_breaks_over_pages(letters: int, tmp_path: Path) -> None:
    long = ("ord og atter ord " * (letters // 17 + 1))[:letters].strip()
    rows = tuple((Cell("Kort", notes=(1,)), Cell(long, notes=(2,)), Cell("3")) for _ in range(3))
    table = Table("t", "Lange celler", (Column("A"), Column("B"), Column("C")), rows)
    module = Module("M05", "Prøve", (("Ejer", "Chef"),), (table,))
    notes = (Note(1, "Note et.", ("B4.G1.7",)), Note(2, "Note to.", ("B4.G2.7",)))
    pdf = to_pdf(replace(document(), modules=(module,), notes=notes), Resources())
    assert pdf_faults(pdf, tmp_path, "ua1") == []
