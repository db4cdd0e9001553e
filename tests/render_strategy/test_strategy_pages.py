"""Where things stand on the pages of the PDF: what belongs together, and how full a page is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import strategy_figures as figures
from strategy_fixture import document
from strategy_tools import pdf_faults, pdf_text

from kit.model.document import (
    Callout,
    Cell,
    Column,
    FigureNode,
    Heading,
    Module,
    Node,
    Note,
    Paragraph,
    Table,
)
from kit.render.strategy import to_pdf
from kit.resources import Resources

pytestmark = pytest.mark.real
SECTIONS = 12
FOOT = 775.0
"""Where the running line begins, in points from the top."""
LONG = "Kommunen bruger mange systemer, og ingen tager stilling, når et felt bliver udfyldt to steder. "
TOLD = re.compile(r"(?:Afsnit|Før|Slut|Tegning|Kilde)\d\d|Række\d\d\.\d+|Indledning")
DRAWINGS = (figures.SPREAD, figures.AGREEMENT, figures.FLOW, figures.RADAR, figures.HEAT)


@dataclass(frozen=True, order=True)
class Spot:
    """A word's place: the page from 1, and the points from its top."""

    page: int
    y: float


def spots(data: bytes, folder: Path) -> list[tuple[str, Spot]]:
    """Every word above the running line at the foot, with its place."""
    sheets = re.findall(r"<page.*?</page>", pdf_text(data, folder, "-bbox"), re.S)
    found = (
        (word, Spot(number, float(y)))
        for number, sheet in enumerate(sheets, 1)
        for y, word in re.findall(r'yMin="([\d.]+)"[^>]*>(.*?)</word>', sheet)
    )
    return [(word, spot) for word, spot in found if spot.y < FOOT]


def section(number: int, shift: int) -> tuple[Node, ...]:
    """A heading, words, a figure and more words, and in some sections a long table; every one is told apart."""
    drawing = DRAWINGS[number % len(DRAWINGS)]
    sentences = (number * 3 + shift * 2) % 7
    before = LONG * sentences + (f"Slut{number:02}" if sentences < 4 else "Slut")
    after = (Paragraph(f"Efter{number:02} {LONG * (number % 4)}"),) if number % 3 else ()
    rows = tuple((Cell(f"Række{number:02}.{n}"), Cell(LONG)) for n in range(12))
    table = (Paragraph("Her er resten."), Table("t", "", (Column("A"), Column("B")), rows))
    return (
        Heading(f"Afsnit{number:02}", 2),
        Paragraph(f"Før{number:02} {before}", notes=(number + 1,)),
        FigureNode("f", f"Tegning{number:02}", "Det, den viser", drawing),
        *after,
        *(table if number % 4 == 1 else ()),
    )


@pytest.fixture(scope="module", params=range(3))
def placed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Spot]:
    """Where each of the telling words stands first, in one module and in one that follows it."""
    nodes = [section(number, request.param) for number in range(SECTIONS)]
    half = SECTIONS // 2
    callout = Callout("Boks", (Paragraph("Til sidst"),))
    modules = (
        Module("M00", "Versionsblad", (), (Paragraph(LONG),)),
        Module("M02", "Første", (), (*sum(nodes[:half], ()), callout)),
        Module("M03", "Anden", (), (Paragraph("Indledning", "lead", notes=(20,)), *sum(nodes[half:], ()))),
    )
    notes = tuple(Note(n, f"Kilde{n:02}") for n in range(1, 21))
    made = to_pdf(
        replace(document("da"), modules=modules, notes=notes, labels=document("da").labels), Resources()
    )
    found: dict[str, Spot] = {}
    printed = spots(made, tmp_path_factory.mktemp("pages"))
    for word, spot in ((word, spot) for word, spot in printed if spot.page > 2):  # 2 is the contents
        for told in TOLD.findall(word):  # a note's number may stand right before or after it
            found.setdefault(told, spot)
    return found


def test_a_figure_stands_in_its_section(placed: dict[str, Spot]) -> None:
    for number in range(SECTIONS):
        drawing = placed[f"Tegning{number:02}"]
        assert placed[f"Afsnit{number:02}"] < placed[f"Før{number:02}"] < drawing
        if number + 1 < SECTIONS:
            assert drawing < placed[f"Afsnit{number + 1:02}"]


def test_a_figure_is_on_the_page_of_its_words_or_the_next(placed: dict[str, Spot]) -> None:
    apart = [placed[f"Tegning{n:02}"].page - placed[f"Før{n:02}"].page for n in range(SECTIONS)]
    assert set(apart) <= {0, 1}


def test_a_figure_stands_in_no_table(placed: dict[str, Spot]) -> None:
    rows = {n: [placed[f"Række{n:02}.{k}"] for k in range(12)] for n in range(SECTIONS) if n % 4 == 1}
    assert len(rows) == 3
    assert all(placed[f"Tegning{n:02}"] < min(spots) for n, spots in rows.items())
    assert not [n for n in rows if n + 1 < SECTIONS and max(rows[n]) > placed[f"Afsnit{n + 1:02}"]]


def test_a_heading_is_never_alone_at_the_foot_of_a_page(placed: dict[str, Spot]) -> None:
    apart = [n for n in range(SECTIONS) if placed[f"Afsnit{n:02}"].page != placed[f"Før{n:02}"].page]
    assert apart == []


def test_a_note_stands_on_the_page_of_its_mark(placed: dict[str, Spot]) -> None:
    """A title, its first words and their note move together, and so do short words and theirs."""
    assert placed["Kilde20"].page == placed["Indledning"].page
    short = [number for number in range(SECTIONS) if f"Slut{number:02}" in placed]
    assert len(short) > SECTIONS // 3
    assert [n for n in short if placed[f"Kilde{n + 1:02}"].page != placed[f"Slut{n:02}"].page] == []


def test_arrows_are_arrows_in_print(tmp_path: Path) -> None:
    signs = "← ↑ → ↓ ↔ ↖ ↗ ↘ ↙ ✓"
    module = Module("M00", "Siden sidst", (), (Paragraph(f"{signs} forbi"),))
    made = to_pdf(replace(document("da"), modules=(module,), notes=()), Resources())
    assert signs in " ".join(pdf_text(made, tmp_path).split())
    assert [pdf_faults(made, tmp_path, profile) for profile in ("ua1", "2a")] == [[], []]
