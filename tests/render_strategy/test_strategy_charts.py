"""Native charts in Word: real numbers behind them, words for those who do not see them, the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from xml.etree.ElementTree import Element

import openpyxl
import pytest
import strategy_figures as figures
from strategy_fixture import document
from strategy_tools import W, part

from kit.model.document import Cell, Column, FigureNode, Module, Table
from kit.model.figure import DivergingBars, Figure, HeatCell, HeatMatrix
from kit.render.figures.canvas import LEVELS
from kit.render.strategy import to_docx
from kit.resources import Resources

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
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


CHARTS = (1, 2, 4, 5, 6, 7)
"""The figures of the fixture that are charts; 3 is a heat table and 8 a data flow."""


def test_what_word_can_draw_is_native_and_only_flows_are_pictures(docx: bytes) -> None:
    assert names(docx, r"word/charts/.*\.xml") == [f"word/charts/chart{n}.xml" for n in CHARTS]
    assert len(names(docx, r"word/media/.*\.png")) == 1


def test_a_chart_has_title_and_words(docx: bytes) -> None:
    root = part(docx, "word/document.xml")
    charts = [inline for inline in root.iter(f"{WP}inline") if list(inline.iter(f"{C}chart"))]
    assert len(charts) == len(CHARTS)
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


def series(root: Element) -> list[Element]:
    return list(root.iter(f"{C}ser"))


def values(series: Element, tag: str) -> list[float]:
    place = series.find(f"{C}{tag}")
    assert place is not None
    return [float(value.text or "") for value in place.iter(f"{C}v")]


def test_the_portfolio_has_a_bubble_of_its_size_for_each_initiative(docx: bytes) -> None:
    initiatives, corners, measure = series(part(docx, "word/charts/chart4.xml"))
    found = zip(*(values(initiatives, tag) for tag in ("xVal", "yVal", "bubbleSize")), strict=True)
    assert list(found) == [(b.x, b.y, b.size) for b in figures.BUBBLES.bubbles]
    assert not list(measure.iter(f"{A}t")) and measure.find(f"{C}spPr/{A}noFill") is not None
    shown = [text.text for text in corners.iter(f"{A}t")]
    assert shown == list(figures.BUBBLES.quadrants)
    said = ", ".join(text.text or "" for text in initiatives.iter(f"{A}t")).split(", ")
    assert sorted(map(int, said)) == [b.number for b in figures.BUBBLES.bubbles]
    rows = book(docx, 4)[1:]
    assert rows[0] == ("1 Fælles sygefraværsrapport", 4.5, 4.2, 12)


def test_the_plan_begins_where_its_invisible_bars_end(docx: bytes) -> None:
    root = part(docx, "word/charts/chart5.xml")
    before, bars, *quarters = series(root)
    assert before.find(f"{C}spPr/{A}noFill") is not None
    assert bars.find(f"{C}spPr/{A}solidFill") is not None
    head, first, *rows = book(docx, 5)
    assert head[3:] == figures.GANTT.quarters
    assert first == (None, None, None, *[1] * len(quarters))  # the row that names the quarters
    for row, bar in zip(rows, figures.GANTT.bars, strict=True):
        assert str(row[0]).startswith(bar.label)
        if bar.first is None:
            assert row[1:3] == (None, None)
            assert figures.GANTT.not_placed_word in str(row[0])
        else:
            last = bar.first if bar.last is None else bar.last
            assert (row[1], row[1] + row[2] - 1) == (bar.first, last)
    every = [skip.get("val") for skip in root.iter(f"{C}tickLblSkip")]
    assert every == ["1"]  # no name is left out


def test_the_radar_has_a_mark_of_its_own_for_each_ring(docx: bytes) -> None:
    rings = series(part(docx, "word/charts/chart6.xml"))
    marks = {next(ring.iter(f"{C}symbol")).get("val") for ring in rings}
    assert len(marks) == len(rings) == len(figures.RADAR.rings)
    for place, ring in enumerate(rings):
        mine = [dot for dot in figures.RADAR.dots if dot.ring == place]
        assert values(ring, "val") == [place + 1] * len(mine)
        fills = [mark.find(f".//{A}srgbClr") for point in ring.iter(f"{C}dPt") for mark in point]
        hollow = [fill is not None and fill.get("val") == "FFFFFF" for fill in fills[1::3]]
        assert hollow == [not dot.running for dot in mine]


def test_the_wheel_compares_today_with_what_is_needed(docx: bytes) -> None:
    today, need = series(part(docx, "word/charts/chart7.xml"))
    wedges = figures.WHEEL.wedges
    assert values(today, "val") == [w.value for w in wedges if w.value is not None]
    assert values(need, "val") == [w.need for w in wedges if w.need is not None]
    assert {d.get("val") for d in need.iter(f"{A}prstDash")} == {"dash"}  # told apart without colour


BEFORE: dict[str, Figure] = {
    "spread": replace(
        figures.SPREAD,
        before_word="Udgave 1.0",
        rows=tuple(replace(row, before=2.0, change="op fra 2,0") for row in figures.SPREAD.rows),
    ),
    "wheel": replace(
        figures.WHEEL,
        before_word="Udgave 1.0",
        wedges=tuple(replace(wedge, before=2.0, change="op fra 2,0") for wedge in figures.WHEEL.wedges),
    ),
}


@pytest.mark.parametrize("kind", BEFORE)
def test_the_edition_before_stands_beside_today(kind: str, own: Resources) -> None:
    node = FigureNode("x", "Figur", "Det, som den viser", BEFORE[kind])
    made = to_docx(replace(document("da"), modules=(Module("M00", "Kort", (), (node,)),), notes=()), own)
    *_, before = series(part(made, "word/charts/chart1.xml"))
    assert set(values(before, "val")) == {2.0}
    assert all("op fra 2,0)" in str(row[0]) for row in book(made, 1)[1:])


def test_what_a_number_stands_for_is_told_below(docx: bytes) -> None:
    states = {True: figures.RADAR.running_word, False: figures.RADAR.idle_word}
    initiatives = {str(b.number): b.label for b in figures.BUBBLES.bubbles}
    radar = {str(d.number): f"{d.label} ({states[d.running]})" for d in figures.RADAR.dots}
    told = []
    for table in part(docx, "word/document.xml").iter(f"{W}tbl"):
        cells = [text_of(cell) for row in list(table.iter(f"{W}tr"))[1:] for cell in row.findall(f"{W}tc")]
        pairs = dict(zip(cells[::2], cells[1::2], strict=False))
        pairs.pop("", None)  # an odd number of names leaves a place empty
        told.append(pairs)
    assert initiatives in told
    assert radar in told


def test_series_are_told_apart_in_black_and_white(docx: bytes) -> None:
    for number in (1, 2):
        looks = {
            tag.tag for one in series(part(docx, f"word/charts/chart{number}.xml")) for tag in one[3][:1]
        }
        assert looks == {f"{A}solidFill", f"{A}pattFill"}


def heat_document(figure: HeatMatrix, own: Resources) -> bytes:
    """One figure with the same words as a table behind it."""
    said = ((Cell(label), *(Cell(f"{c.text} {c.word}".strip()) for c in row)) for label, row in figure.rows)
    data = Table("x", "Tal", tuple(map(Column, (figure.row_title, *figure.columns))), tuple(said))
    node = FigureNode("x", "Figur", "Det, som den viser", figure, data)
    return to_docx(replace(document("da"), modules=(Module("M00", "Kort", (), (node,)),), notes=()), own)


def test_a_heat_table_says_number_and_word_in_each_cell(own: Resources) -> None:
    heat = figures.HEAT
    root = part(heat_document(heat, own), "word/document.xml")
    (table,) = root.iter(f"{W}tbl")  # the numbers do not come again at the end
    assert "Tal bag" not in text_of(root)
    head, *rows = table.findall(f"{W}tr")
    assert head.find(f"{W}trPr/{W}tblHeader") is not None
    assert [text_of(cell) for cell in head.findall(f"{W}tc")] == [heat.row_title, *heat.columns]
    description = table.find(f"{W}tblPr/{W}tblDescription")
    assert description is not None
    assert description.get(f"{W}val") == "Det, som den viser"
    for row, (label, cells) in zip(rows, heat.rows, strict=True):
        name, *shown = row.findall(f"{W}tc")
        assert text_of(name) == label
        assert [text_of(place) for place in shown] == [cell.text + cell.word for cell in cells]
        shades = [place.find(f"{W}tcPr/{W}shd") for place in shown]
        fills = [None if shade is None else f"#{shade.get(f'{W}fill', '').lower()}" for shade in shades]
        assert fills == [None if cell.level is None else LEVELS[cell.level] for cell in cells]


def text_of(place: Element) -> str:
    return "".join(text.text or "" for text in place.iter(f"{W}t"))


@pytest.mark.parametrize("columns", [5, 13])
def test_heads_of_narrow_columns_are_turned(columns: int, own: Resources) -> None:
    titles = tuple(f"{n}. Kultur, fritid og borgerservice" for n in range(columns))
    row = ("Datasteward", (HeatCell("0 af 1", 1, "Foreslået"),) * columns)
    node = FigureNode(
        "x", "Figur", "Det, som den viser", HeatMatrix("Rolle", titles, (row,), ("", "Foreslået"))
    )
    made = to_docx(replace(document("da"), modules=(Module("M00", "Kort", (), (node,)),), notes=()), own)
    turned = list(part(made, "word/document.xml").iter(f"{W}textDirection"))
    assert len(turned) == (0 if columns == 5 else columns)


def test_a_chart_finds_its_workbook_and_its_axes(docx: bytes) -> None:
    for number in CHARTS:
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


EMPTY: dict[str, Figure] = {
    "no_bars": DivergingBars("Venstre", "Højre", ()),
    "no_answers": replace(figures.SPREAD, rows=tuple(replace(row, mean=None) for row in figures.SPREAD.rows)),
    "two_spokes": replace(figures.RADAR, dots=figures.RADAR.dots[:2]),
    "no_initiatives": replace(figures.BUBBLES, bubbles=()),
    "no_quarters": replace(figures.GANTT, quarters=(), bars=()),
    "too_high": replace(figures.FORCE_FIELD, bars=figures.FORCE_FIELD.bars * 8),
}


@pytest.mark.parametrize("kind", EMPTY)
def test_a_chart_without_numbers_or_room_stays_a_picture(kind: str, own: Resources) -> None:
    figure = EMPTY[kind]
    node = FigureNode("x", "Figur", "Det, som den viser", figure)
    made = to_docx(replace(document("da"), modules=(Module("M00", "Kort", (), (node,)),), notes=()), own)
    assert names(made, r"word/charts/.*") == []
    assert len(names(made, r"word/media/.*")) == 1
