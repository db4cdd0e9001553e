"""Native charts in Word: real numbers behind them, words for those who do not see them, the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import openpyxl
import pytest
import strategy_figures as figures
from strategy_fixture import document
from strategy_tools import part

from kit.model.document import FigureNode, Module
from kit.model.figure import DivergingBars, SpreadChart
from kit.render.strategy import to_docx
from kit.resources import Resources

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def names(data: bytes, pattern: str) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return sorted(name for name in package.namelist() if re.fullmatch(pattern, name))


def book(data: bytes, number: int) -> list[tuple[object, ...]]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        inside = package.read(f"word/embeddings/chart{number}.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(inside)).active
    assert sheet is not None
    return list(sheet.iter_rows(values_only=True))


def test_bars_are_native_and_other_figures_are_pictures(docx: bytes) -> None:
    assert names(docx, r"word/charts/.*\.xml") == ["word/charts/chart1.xml", "word/charts/chart2.xml"]
    assert len(names(docx, r"word/media/.*\.png")) == 6


def test_a_chart_has_title_and_words(docx: bytes) -> None:
    root = part(docx, "word/document.xml")
    charts = [inline for inline in root.iter(f"{WP}inline") if list(inline.iter(f"{C}chart"))]
    assert len(charts) == 2
    for inline in charts:
        said = inline.find(f"{WP}docPr")
        assert said is not None
        assert len(said.get("descr", "")) > 40
        assert said.get("title")


def test_the_force_field_can_be_edited(docx: bytes) -> None:
    head, *rows = book(docx, 1)
    field = figures.FORCE_FIELD
    assert head == (None, field.left_title, field.right_title)
    assert rows == [(bar.label, -bar.left or 0, bar.right) for bar in field.bars]
    formats = {e.text for e in part(docx, "word/charts/chart1.xml").iter(f"{C}formatCode")}
    assert "General;General;" in formats  # no minus for a barrier


def test_themes_show_now_target_and_spread(docx: bytes) -> None:
    _, *rows = book(docx, 2)
    spread = figures.SPREAD
    assert [row[1:] for row in rows] == [(row.mean, row.target) for row in spread.rows]
    silent = [str(row[0]) for row, theme in zip(rows, spread.rows, strict=True) if theme.mean is None]
    assert silent
    assert all(label.endswith(f"({spread.too_few_word})") for label in silent)
    root = part(docx, "word/charts/chart2.xml")
    up, down = (
        [float(value.text or "") for value in next(root.iter(f"{C}{side}")).iter(f"{C}v")]
        for side in ("plus", "minus")
    )
    for row, above, below in zip(spread.rows, up, down, strict=True):
        if row.mean is not None and row.low is not None and row.high is not None:
            assert row.mean + above == pytest.approx(row.high, abs=0.01)
            assert row.mean - below == pytest.approx(row.low, abs=0.01)
        else:
            assert above == below == 0


def test_a_chart_finds_its_workbook_and_its_axes(docx: bytes) -> None:
    for number in (1, 2):
        root = part(docx, f"word/charts/chart{number}.xml")
        outside = root.find(f"{C}externalData")
        assert outside is not None
        links = part(docx, f"word/charts/_rels/chart{number}.xml.rels")
        targets = {link.get("Id"): link.get("Target") for link in links}
        assert targets == {outside.get(f"{R}id"): f"../embeddings/chart{number}.xlsx"}
        ids = [int(e.get("val", "-1")) for tag in ("axId", "crossAx") for e in root.iter(f"{C}{tag}")]
        assert len(ids) == 6
        assert all(0 <= id < 2**31 for id in ids)


def test_no_clock_in_the_workbooks(docx: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        inside = package.read("word/embeddings/chart1.xlsx")
    with zipfile.ZipFile(io.BytesIO(inside)) as workbook:
        core = workbook.read("docProps/core.xml").decode()
        assert {info.date_time for info in workbook.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert set(re.findall(r"\d{4}-\d\d-\d\d", core)) == {document("da").day}


EMPTY = {
    "no_bars": DivergingBars("Venstre", "Højre", ()),
    "no_answers": replace(figures.SPREAD, rows=tuple(replace(row, mean=None) for row in figures.SPREAD.rows)),
    "too_high": replace(figures.FORCE_FIELD, bars=figures.FORCE_FIELD.bars * 8),
}


@pytest.mark.parametrize("kind", EMPTY)
def test_a_chart_without_numbers_or_room_stays_a_picture(kind: str, own: Resources) -> None:
    figure = EMPTY[kind]
    assert isinstance(figure, DivergingBars | SpreadChart)
    node = FigureNode("x", "Figur", "Det, som den viser", figure)
    made = to_docx(replace(document("da"), modules=(Module("M00", "Kort", (), (node,)),), notes=()), own)
    assert names(made, r"word/charts/.*") == []
    assert len(names(made, r"word/media/.*")) == 1
