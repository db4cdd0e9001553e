"""What LibreOffice prints of the Word file: headings with what they head, and every name beside its bar."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
import strategy_figures as figures
from strategy_fixture import document
from strategy_tools import as_pdf, pdf_text, squeezed

from kit.model.document import FigureNode, Heading, Module, Paragraph
from kit.model.figure import Figure, GanttBar
from kit.render.strategy import to_docx
from kit.render.strategy.plan import plan
from kit.resources import Resources

pytestmark = pytest.mark.real
_LONG = "Et initiativ med et langt navn, der fortæller, hvad det er, og hvem der får gavn af det"


def printed(data: bytes, folder: Path) -> list[str]:
    """The pages' texts, without anything that a line break may change."""
    path = folder / "strategy.docx"
    path.write_bytes(data)
    return [squeezed(sheet) for sheet in pdf_text(as_pdf(path, folder).read_bytes(), folder).split("\f")]


def test_no_heading_is_parted_from_the_words_below_it(docx: bytes, lang: str, tmp_path: Path) -> None:
    pages = printed(docx, tmp_path)
    headed = [
        (squeezed(f"{chapter.tag} {chapter.module.title}"), squeezed(_first_words(chapter.module)))
        for chapter in plan(document(lang)).chapters
    ]
    headed += [
        (squeezed(above.node.text), squeezed(below.node.text[:20]))
        for chapter in plan(document(lang)).chapters
        for above, below in pairwise(chapter.items)
        if isinstance(above.node, Heading) and isinstance(below.node, Paragraph)
    ]
    assert len(headed) > 15
    for heading, words in headed:
        assert any(heading in page and words in page for page in pages[2:]), heading


def _first_words(module: Module) -> str:
    first = module.nodes[0]
    return module.head[0][1] if module.head else first.text[:20] if isinstance(first, Paragraph) else ""


def test_every_bar_has_its_name_however_long(own: Resources, tmp_path: Path) -> None:
    """Office leaves out what would touch."""
    names = [f"{n} {_LONG}" for n in range(10, 22)]
    bars = tuple(GanttBar(name, 0, 1, "mangler en dataejer") for name in names)
    spread = tuple(replace(row, label=name) for name, row in zip(names, figures.SPREAD.rows, strict=False))
    ranked = tuple(replace(figures.RANKED.bars[n % 2], label=name) for n, name in enumerate(names))
    drawn: tuple[Figure, ...] = (
        replace(figures.GANTT, bars=bars),
        replace(figures.SPREAD, rows=spread),
        replace(figures.RANKED, bars=ranked),
    )
    nodes = tuple(FigureNode(str(n), "Figur", "Det, som den viser", f) for n, f in enumerate(drawn))
    modules = (Module("M00", "Kort", (), nodes),)
    whole = "".join(printed(to_docx(replace(document("da"), modules=modules, notes=()), own), tmp_path))
    wanted = [squeezed(name) for name in names]
    assert [whole.count(name) for name in wanted] == [1 + (n < len(spread)) + 1 for n in range(len(names))]
