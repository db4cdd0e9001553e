"""Figures: named, measured, the same each time, readable without colour."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from math import hypot
from typing import get_args
from xml.etree import ElementTree

import pytest
import strategy_figures as figures
from hypothesis import given
from hypothesis import strategies as st

from kit.model.figure import (
    Bubble,
    BubbleChart,
    Figure,
    FlowDiagram,
    FlowEdge,
    FlowNode,
    HeatCell,
    HeatMatrix,
)
from kit.render.figures import DRAWN, svg
from kit.render.figures.canvas import LEVELS
from kit.render.figures.colour import WHITE, accent, contrast, mix, readable
from kit.render.figures.flow_layout import lay_out
from kit.render.figures.measure import width, wrap
from kit.render.figures.number import number
from kit.render.typst import render_png
from kit.resources import Resources

SVG = "{http://www.w3.org/2000/svg}"


def drawn(name: str, lang: str = "da", colour: str = "#1f4e5f") -> str:
    return svg(
        figures.ALL[name],
        title="Navn & <titel>",
        summary="Det, den viser",
        lang=lang,
        colour=colour,
        uid=name,
    )


def inked(text: ElementTree.Element) -> tuple[float, float]:
    """From where to where a text reaches along its line."""
    bold = text.get("font-weight") == "700"
    long = width(text.text or "", float(text.get("font-size", "0")), bold)
    turned = re.match(r"rotate\(-90 (\S+) (\S+)\)", text.get("transform", ""))
    at = -float(turned.group(2)) if turned else float(text.get("x", "0"))
    start = {"start": at, "middle": at - long / 2, "end": at - long}[text.get("text-anchor", "start")]
    return (-start - long, -start) if turned else (start, start + long)


@pytest.mark.parametrize("name", figures.ALL)
def test_every_figure_has_a_name_and_a_description(name: str) -> None:
    root = ElementTree.fromstring(drawn(name))
    assert root.get("role") == "img"
    ids = root.get("aria-labelledby", "").split()
    parts = {e.get("id"): e.text for e in root.iter() if e.get("id")}
    assert [parts[i] for i in ids] == ["Navn & <titel>", "Det, den viser"]
    assert root.get("font-family") == "Atkinson Hyperlegible Next"


def parts(figure: object) -> int:
    """How many sets of numbers a figure has: bars, rows, dots, arrows; of a heat matrix its cells."""
    if isinstance(figure, HeatMatrix):
        return sum(len(cells) for _, cells in figure.rows)
    if isinstance(figure, FlowDiagram):
        return sum(edge.source != edge.target for edge in figure.edges)  # what stays at home is not drawn
    names = ("bars", "rows", "bubbles", "dots", "wedges")
    return next(len(getattr(figure, name)) for name in names if hasattr(figure, name))


@pytest.mark.parametrize("name", figures.ALL)
def test_every_mark_says_its_numbers(name: str) -> None:
    said = [e.get("data-said", "") for e in ElementTree.fromstring(drawn(name)).iter(f"{SVG}g")]
    assert len(said) == parts(figures.ALL[name]) > 0
    assert all(": " in words and not words.endswith((": ", ":")) for words in said)


@pytest.mark.parametrize("name", figures.ALL)
def test_no_text_leaves_its_figure(name: str) -> None:
    root = ElementTree.fromstring(drawn(name))
    left, top, wide, high = map(float, root.get("viewBox", "").split())
    seen = 0
    for text in root.iter(f"{SVG}text"):
        start, end = inked(text)
        if text.get("transform"):
            assert top - 0.5 <= start and end <= top + high, text.text
        else:
            assert left - 0.5 <= start and end <= left + wide + 0.5, text.text
            assert top <= float(text.get("y", "0")) <= top + high, text.text
        seen += 1
    assert seen > 8


@pytest.mark.parametrize("letters", [20, 80, 200])
def test_turned_heads_lie_side_by_side(letters: int) -> None:
    name = ("tværgående udvikling, digitalisering, indkøb og jura " * 4)[:letters]
    columns = tuple(f"{name}{n}" for n in range(13))
    figure = HeatMatrix("Rolle", columns, (("Dataejer", (HeatCell("1 af 1", 4),) * 13),), ("",) * 5)
    root = ElementTree.fromstring(svg(figure, title="t", summary="s", lang="da", colour="#1f4e5f", uid="f"))
    turned = [e for e in root.iter() if "rotate(-90" in e.get("transform", "")]
    assert "".join(e.text or "" for e in turned).replace(" ", "") == "".join(columns).replace(" ", "")
    places = [float(e.get("x", "")) for e in turned]
    size = float(turned[0].get("font-size", ""))
    assert min(b - a for a, b in pairwise(places)) >= size
    assert size >= 9


def test_a_cells_words_stay_in_their_cell() -> None:
    for name in ("heat", "heat_wide"):
        root = ElementTree.fromstring(drawn(name))
        cells = [e for e in root.iter(f"{SVG}rect") if re.search(r"f-l\d s-paper", e.get("class", ""))]
        words = [e for e in root.iter(f"{SVG}text") if "f-on" in e.get("class", "")]
        assert len(cells) > 15
        assert len(words) >= 2 * len(cells)
        boxes = [tuple(float(cell.get(k, "0")) for k in ("x", "y", "width", "height")) for cell in cells]
        for word in words:
            start, end = inked(word)
            y = float(word.get("y", "0"))
            assert not (word.text or "").endswith("-"), "a word was cut that a smaller size keeps whole"
            assert any(x <= start and end <= x + w + 0.5 and t <= y <= t + h for x, t, w, h in boxes), (
                word.text
            )


@pytest.mark.parametrize("figure", [*figures.ALL.values(), *figures.EMPTY])
def test_typst_draws_every_figure(figure: object) -> None:
    made = svg(figure, title="t", summary="s", lang="en", colour="#1f4e5f", uid="u")
    assert render_png(made, resources=Resources(), ppi=40).startswith(b"\x89PNG")


@pytest.mark.parametrize("name", figures.ALL)
def test_the_same_figure_gives_the_same_text(name: str) -> None:
    assert drawn(name) == drawn(name)


def test_numbers_are_written_as_the_language_writes_them() -> None:
    assert ">17,5<" in drawn("force_field", "da")
    assert ">17.5<" in drawn("force_field", "en")
    assert ">3,0<" in drawn("spread", "da")
    assert number(1234.5, "da") == "1.234,5"
    assert number(1234.5, "en") == "1,234.5"
    assert number(-2.0, "da") == "−2"
    assert number(-0.01, "en") == "0"
    assert number(3, "da", fixed=True) == "3,0"


def test_manual_flows_are_dashed_and_thick() -> None:
    root = ElementTree.fromstring(drawn("flow"))
    paths = [e for e in root.iter(f"{SVG}path") if "C" in e.get("d", "")]
    curves = [e for e in paths if e.get("class") != "track"]
    manual = [e for e in curves if e.get("stroke-dasharray")]
    thick = [e for e in curves if float(e.get("stroke-width", "0")) > 2]
    assert manual == thick
    assert len(manual) == sum(edge.manual for edge in figures.FLOW.edges)
    assert len(curves) == len(figures.FLOW.edges)


def test_every_label_of_a_flow_is_drawn() -> None:
    words = {e.text for e in ElementTree.fromstring(drawn("flow")).iter(f"{SVG}text")}
    assert {edge.label for edge in figures.FLOW.edges if edge.label} <= words


def test_labels_of_flows_never_cover_each_other() -> None:
    root = ElementTree.fromstring(drawn("flow"))
    labels = {edge.label for edge in figures.FLOW.edges if edge.label}
    boxes = [(*inked(e), float(e.get("y", "0"))) for e in root.iter(f"{SVG}text") if e.text in labels]
    assert len(boxes) == sum(bool(edge.label) for edge in figures.FLOW.edges)
    for (a, b, y), (c, d, z) in combinations(boxes, 2):
        assert b < c or d < a or abs(y - z) > 11


def test_barriers_have_a_hatch_beside_their_colour() -> None:
    root = ElementTree.fromstring(drawn("force_field"))
    hatched = [e for e in root.iter(f"{SVG}rect") if "url(#" in e.get("fill", "")]
    barriers = sum(bar.left > 0 for bar in figures.FORCE_FIELD.bars)
    assert len(hatched) == barriers + 1  # and the legend


def test_the_shades_get_lighter_in_grey_too() -> None:
    greys = [contrast(shade, "#000000") for shade in LEVELS]
    assert greys == sorted(greys)
    assert all(b / a > 1.1 for a, b in pairwise(greys))


def centres(chart: BubbleChart) -> dict[str, tuple[float, float]]:
    root = ElementTree.fromstring(svg(chart, title="t", summary="s", lang="da", colour="#000000", uid="u"))
    found = {}
    for text in root.iter(f"{SVG}text"):
        if (
            text.get("text-anchor") == "middle"
            and text.get("font-weight") == "700"
            and (text.text or "").isdigit()
        ):
            found[str(text.text)] = (float(text.get("x", "0")), float(text.get("y", "0")))
    return found


def test_numbers_of_bubbles_never_cover_each_other() -> None:
    same = BubbleChart(
        "x", "y", "d", 3.0, ("a", "b", "c", "d"), tuple(Bubble(n, "navn", 5, 5, n, "") for n in range(1, 13))
    )
    for chart in (figures.BUBBLES, same):
        places = centres(chart)
        assert len(places) == len(chart.bubbles)
        for one, other in combinations(places.values(), 2):
            assert hypot(one[0] - other[0], one[1] - other[1]) >= 15


def test_bubbles_never_overlap_and_fill_their_chart() -> None:
    chart = BubbleChart(
        "x",
        "y",
        "d",
        3.5,
        ("a", "b", "c", "d"),
        tuple(Bubble(n, "navn", 3 + n % 3, 4, n, "") for n in range(1, 16)),
    )
    drawing = svg(chart, title="t", summary="s", lang="da", colour="#000000", uid="u")
    rims = [
        tuple(float(e.get(key, "0")) for key in ("cx", "cy", "r"))
        for e in ElementTree.fromstring(drawing).iter(f"{SVG}circle")
        if e.get("stroke-width") in {"1.2", "1.4"} and float(e.get("cy", "0")) < 420
    ]
    assert len(rims) == len(chart.bubbles)
    for (x, y, r), (v, w, q) in combinations(rims, 2):
        assert hypot(x - v, y - w) >= r + q
    ticks = {
        e.text for e in ElementTree.fromstring(drawing).iter(f"{SVG}text") if e.get("text-anchor") == "end"
    }
    assert {"4", "5"} <= ticks
    assert "2" not in {
        e.text for e in ElementTree.fromstring(drawing).iter(f"{SVG}text") if float(e.get("y", "0")) == 437
    }


def test_layers_point_to_the_right_and_circles_are_opened() -> None:
    nodes = tuple(FlowNode(i, i, "system") for i in "abcd")
    edges = tuple(FlowEdge(a, b, False) for a, b in ("ab", "bc", "ca", "cd", "dd", "ax"))
    layers = lay_out(nodes, edges)
    column = {name: n for n, names in enumerate(layers.columns) for name in names}
    assert all(column[link.left] < column[link.right] for link in layers.links)
    assert [link.edge.source + link.edge.target for link in layers.links if link.turned] == ["ca"]
    assert len(layers.links) == 4  # neither the loop nor the edge to nowhere


@given(st.integers(0, 0xFFFFFF), st.sampled_from(["#ffffff", "#14191e"]))
def test_any_colour_becomes_readable(value: int, ground: str) -> None:
    colour = f"#{value:06x}"
    assert contrast(readable(colour, ground), ground) >= 4.5
    assert contrast(accent(colour), mix(accent(colour), WHITE, 0.91)) >= 4.5


def test_a_colour_that_is_readable_stays_and_nonsense_becomes_the_kits() -> None:
    assert readable("#1F4E5F") == "#1f4e5f"
    assert readable("#036") == "#003366"
    assert readable("blå") == "#1f4e5f"
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@given(st.text(max_size=80), st.floats(30, 300))
def test_wrapped_lines_fit_and_lose_nothing(text: str, room: float) -> None:
    lines = wrap(text, 13, room)
    assert all(width(line, 13) <= room or len(line) <= 2 for line in lines)
    kept = re.sub(r"[\s-]", "", "".join(lines))
    assert kept == re.sub(r"[\s-]", "", text)


@pytest.mark.parametrize("full", [False, True])
def test_dots_of_a_radar_lie_in_their_rings_and_never_on_one_another(full: bool) -> None:
    name = "radar_full" if full else "radar"
    chart = figures.ALL[name]
    made = drawn(name)
    found = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="11"', made)
    dots = [(float(x), float(y)) for x, y in found]
    assert len(dots) == len(chart.dots)
    for place, (x, y) in enumerate(dots):
        assert all(hypot(x - a, y - b) >= 22 for a, b in dots[:place])
    far = [hypot(x - 320, y - 306) for x, y in dots]
    bounds = [(0, 120), (120, 180), (180, 240), (240, 300)]
    for dot, r in zip(chart.dots, far, strict=True):
        low, high = bounds[dot.ring]
        assert (low + 11 <= r or dot.ring == 0) and r <= high - 11


def test_the_rings_of_a_radar_have_an_outline_that_is_seen() -> None:
    made = drawn("radar")
    edges = re.findall(r'<path d="M[^"]*A[^"]*Z" [^>]*stroke="(#\w+)"[^>]* stroke-width="([\d.]+)"', made)
    assert len(edges) == len(figures.ALL["radar"].rings) + 1
    assert all(contrast(colour, WHITE) >= 4.5 and float(weight) > 1 for colour, weight in edges)
    assert float(edges[-1][1]) > 2, "the rim lies on all rings"


def test_every_kind_of_figure_can_be_drawn() -> None:
    assert set(DRAWN) == set(get_args(Figure))


def test_a_wedge_reaches_out_to_its_level_and_its_need_is_an_arc() -> None:
    wheel = figures.WHEEL
    root = ElementTree.fromstring(drawn("wheel"))
    marks = [e for e in root.iter(f"{SVG}g") if e.get("class") == "mark"]
    out = {level: 26 + (168 - 26) * level / 4 for level in (0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4)}
    for wedge, mark in zip(wheel.wedges, marks, strict=True):
        filled = [p for p in mark.iter(f"{SVG}path") if "s-accent" in p.get("class", "")]
        assert bool(filled) == bool(wedge.value)
        if wedge.value:
            assert f"A{out[wedge.value]:.1f} " in filled[0].get("d", "")
    arcs = [p.get("d", "") for p in root.iter(f"{SVG}path") if p.get("stroke-width") == "3"]
    needs = [wedge.need for wedge in wheel.wedges if wedge.need is not None]
    assert len(arcs) == len(needs) + 1  # and the one of the legend
    assert all(f"A{out[need]:.1f} " in arc for need, arc in zip(needs, arcs, strict=False))


def test_names_around_the_wheel_never_lie_on_one_another() -> None:
    root = ElementTree.fromstring(drawn("wheel"))
    words = {word for wedge in figures.WHEEL.wedges for word in wedge.label.split()}
    boxes = [
        (*inked(e), float(e.get("y", "0")) - 10, float(e.get("y", "0")) + 3)
        for e in root.iter(f"{SVG}text")
        if set((e.text or "").split()) <= words
    ]
    assert len(boxes) >= len(figures.WHEEL.wedges)
    for (a, b, c, d), (e, f, g, h) in combinations(boxes, 2):
        assert b <= e or f <= a or d <= g or h <= c
