"""Agreement, hours in use and the dearest flows as charts in Word and as drawings."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import openpyxl
import pytest
import strategy_figures as figures
from strategy_fixture import document
from strategy_tools import part

from kit.model.document import FigureNode, Module
from kit.model.figure import Figure, LoadChart
from kit.render.charts import Look, Terms, native
from kit.render.figures import svg
from kit.render.strategy import to_docx
from kit.resources import Resources

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SVG = "{http://www.w3.org/2000/svg}"


def made(figure: Figure, own: Resources) -> tuple[Element, list[tuple[object, ...]]]:
    """The chart of a figure, and what its workbook holds."""
    node = FigureNode("x", "Figur", "Det, som den viser", figure)
    data = to_docx(replace(document("da"), modules=(Module("M00", "Kort", (), (node,)),), notes=()), own)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        inside = package.read("word/embeddings/chart1.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(inside)).active
    assert sheet is not None
    return part(data, "word/charts/chart1.xml"), list(sheet.iter_rows(values_only=True))


def values(series: Element) -> list[float]:
    place = series.find(f"{C}val")
    assert place is not None
    return [float(value.text or "") for value in place.iter(f"{C}v")]


def test_those_to_talk_about_are_a_series_of_their_own(own: Resources) -> None:
    chart, (head, *rows) = made(figures.AGREEMENT, own)
    assert head == (None, "Tal sammen først", "Øvrige temaer")
    talk, others = chart.iter(f"{C}ser")
    assert values(talk) == [row.value for row in figures.AGREEMENT.rows if row.talk]
    assert values(others) == [row.value for row in figures.AGREEMENT.rows if not row.talk]
    assert talk.find(f"{C}spPr/{A}solidFill") is not None
    assert others.find(f"{C}spPr/{A}pattFill") is not None  # told apart without colour
    assert str(rows[1][0]) == "Roller og ansvar (Tal sammen først)"


def test_hours_are_columns_below_a_line_at_the_limit(own: Resources) -> None:
    chart, (head, *rows) = made(figures.LOAD, own)
    assert head == (None, *figures.LOAD.quarters, figures.LOAD.limit_word)
    columns, lines = (
        list(next(chart.iter(f"{C}{kind}")).iter(f"{C}ser")) for kind in ("barChart", "lineChart")
    )
    assert len(columns) == len(figures.LOAD.quarters)
    assert [values(line) for line in lines] == [[0.85] * len(rows)]
    assert rows[1] == ("Systemejer for tværgående systemer", 0.25, None, 0, 0.85, 0.85)


def test_the_dearest_flows_are_bars_with_their_numbers(own: Resources) -> None:
    chart, (_, *rows) = made(figures.RANKED, own)
    (bars,) = chart.iter(f"{C}ser")
    assert values(bars) == [bar.value for bar in figures.RANKED.bars]
    assert rows[1][0] == "KMD Opus til Økonomi (Løndata, fil)"
    shown = bars.find(f"{C}dLbls/{C}showVal")
    assert shown is not None and shown.get("val") == "1"


def drawn(figure: Figure) -> Element:
    return ElementTree.fromstring(svg(figure, title="t", summary="s", lang="da", colour="#1f4e5f", uid="u"))


def marks(figure: Figure) -> list[Element]:
    return [e for e in drawn(figure).iter(f"{SVG}g") if e.get("class") == "mark"]


def test_a_theme_to_talk_about_is_a_diamond_and_any_other_a_ring() -> None:
    for row, mark in zip(figures.AGREEMENT.rows, marks(figures.AGREEMENT), strict=True):
        assert len(list(mark.iter(f"{SVG}circle"))) == (0 if row.talk else 1)
        assert any(e.get("d", "").endswith("Z") for e in mark.iter(f"{SVG}path")) == row.talk


def test_dots_lie_in_the_order_of_their_numbers() -> None:
    x = [float(e.get("cx", "")) for mark in marks(figures.AGREEMENT) for e in mark.iter(f"{SVG}circle")]
    assert len(x) == 5 and x == sorted(set(x))


@pytest.mark.parametrize(("used", "full"), [(85, True), (84.5, True), (60, False), (0, None)])
def test_a_bar_is_full_coloured_at_the_limit_alone(used: float, full: bool | None) -> None:
    row = replace(figures.LOAD.rows[0], loads=(replace(figures.LOAD.rows[0].loads[0], used=used),))
    chart = LoadChart(("K1",), "I brug", "Ved grænsen", "Ledige", "Grænsen", 0.85, (row,))
    (mark,) = marks(chart)
    bars = [e for e in mark.iter(f"{SVG}rect") if "s-accent" in e.get("class", "")]
    assert [e.get("class") == "f-accent s-accent" for e in bars] == ([] if full is None else [full])
    free = next(e for e in mark.iter(f"{SVG}rect") if "s-line" in e.get("class", ""))
    for bar in bars:
        assert float(bar.get("width", "")) / float(free.get("width", "")) == pytest.approx(
            used / 100, abs=0.01
        )


def test_bars_are_as_long_as_their_hours() -> None:
    long = [
        float(e.get("width", ""))
        for mark in marks(figures.RANKED)
        for e in mark.iter(f"{SVG}rect")
        if "s-accent" in e.get("class", "")
    ]
    most = figures.RANKED.bars[0].value
    assert [w / long[0] for w in long] == pytest.approx(
        [b.value / most for b in figures.RANKED.bars], abs=0.01
    )


def test_long_names_get_the_height_that_they_take() -> None:
    terms, look = Terms("{mean} ({spread})", "Før", "Længde"), Look("da", "#1f4e5f")

    def height(figure: Figure) -> float:
        chart = native(figure, look, terms)
        assert chart is not None
        return chart.height

    short = replace(figures.AGREEMENT, rows=figures.AGREEMENT.rows[1:])
    assert height(figures.AGREEMENT) - height(short) > 9  # the other rows get more too
    assert (
        height(figures.LOAD_FULL) - height(replace(figures.LOAD_FULL, rows=figures.LOAD_FULL.rows[:1])) > 30
    )
