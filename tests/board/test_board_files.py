"""The files: native, accessible, whole whatever people wrote, and the same bytes twice."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest
import room
from board_case import Paper, paper
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn

from kit.model.board import Asks, BoardDeck, Choice, CouncilNote, Grid, Quarters, Tiles
from kit.model.catalogue import Catalogue
from kit.model.figure import Gantt, GanttBar
from kit.render.board import build_board_deck, note_docx, note_pdf
from kit.render.board.text import fitted, one_line, shortened
from kit.render.deck.fit import Box, Metrics
from kit.render.pdf import page_count
from kit.resources import Resources
from kit.strategy.board import board_deck
from kit.strategy.council import council_note

LANGS = ("da", "en")
languages = pytest.mark.parametrize("lang", LANGS)
LONG = "Fællesdatabehandlingssamarbejdsudvalgsformandskab " * 40


@pytest.fixture(scope="module")
def papers(catalogue: Catalogue) -> dict[str, Paper]:
    return {lang: paper(catalogue, lang) for lang in LANGS}


@pytest.fixture(scope="module")
def decks(papers: dict[str, Paper]) -> dict[str, BoardDeck]:
    return {lang: board_deck(p.results, p.strategy, p.context) for lang, p in papers.items()}


@pytest.fixture(scope="module")
def notes(papers: dict[str, Paper]) -> dict[str, CouncilNote]:
    return {lang: council_note(p.results, p.strategy, p.context) for lang, p in papers.items()}


def opened(data: bytes) -> object:
    return Presentation(io.BytesIO(data))


@languages
def test_slides_say_what_the_deck_says(decks: dict[str, BoardDeck], resources: Resources, lang: str) -> None:
    deck = decks[lang]
    made = opened(build_board_deck(deck, resources))
    assert len(made.slides) == len(deck.slides)
    for slide, wanted in zip(made.slides, deck.slides, strict=True):
        assert slide.shapes.title.text_frame.text.replace("\u00a0", " ") == wanted.title.replace(
            "\u00a0", " "
        )
        assert slide.notes_slide.notes_text_frame.text == "\n".join(wanted.notes)
        empty = [p for p in slide.placeholders if p.has_text_frame and not p.text_frame.text]
        assert empty == []


def test_tables_chart_and_boxes_are_native(decks: dict[str, BoardDeck], resources: Resources) -> None:
    made = opened(build_board_deck(decks["da"], resources))
    slides = dict(zip([s.id for s in decks["da"].slides], made.slides, strict=True))
    chart = next(shape.chart for shape in slides["portfolio"].shapes if shape.has_chart)
    body = next(s.body for s in decks["da"].slides if s.id == "portfolio")
    plotted = list(chart.plots[0].series[0].iter_values())
    assert plotted == [round(b.y, 2) for b in body.chart.bubbles]
    for name in ("plan", "risks"):
        table = next(shape.table for shape in slides[name].shapes if shape.has_table)
        assert table.first_row
    last = slides["asks"]._element
    assert len(list(last.iter(qn("a:buChar")))) == len(decks["da"].slides[-1].body.items)


def test_axis_ids_are_what_the_schema_allows(decks: dict[str, BoardDeck], resources: Resources) -> None:
    made = opened(build_board_deck(decks["da"], resources))
    charts = [s.chart for slide in made.slides for s in slide.shapes if s.has_chart]
    ids = [int(e.get("val")) for c in charts for e in c._chartSpace.iter(qn("c:axId"), qn("c:crossAx"))]
    assert len(ids) >= 4
    assert all(0 <= id < 2**31 for id in ids)


def test_every_picture_of_numbers_has_words_instead(
    decks: dict[str, BoardDeck], resources: Resources
) -> None:
    made = opened(build_board_deck(decks["en"], resources))
    frames = [shape for slide in made.slides for shape in slide.shapes if shape.has_chart or shape.has_table]
    assert len(frames) >= 3
    assert all(next(frame._element.iter(qn("p:cNvPr"))).get("descr") for frame in frames)


def test_the_same_bytes_twice(
    decks: dict[str, BoardDeck], notes: dict[str, CouncilNote], resources: Resources
) -> None:
    assert build_board_deck(decks["da"], resources) == build_board_deck(decks["da"], resources)
    assert note_docx(notes["da"], resources) == note_docx(notes["da"], resources)
    assert note_pdf(notes["da"], resources) == note_pdf(notes["da"], resources)


def swollen(deck: BoardDeck) -> BoardDeck:
    """Every text as long as people can make it, and more quarters than anyone plans."""
    slides = []
    for slide in deck.slides:
        body = slide.body
        if isinstance(body, Choice):
            body = Choice((LONG,) * 6, LONG, (LONG,) * 8)
        elif isinstance(body, Asks):
            body = Asks((LONG,) * 9, LONG)
        elif isinstance(body, Grid):
            body = replace(body, rows=tuple((LONG,) * len(body.columns) for _ in range(7)), more=LONG)
        elif isinstance(body, Quarters):
            quarters = tuple(f"{n % 4 + 1}. kvartal {2027 + n // 4}" for n in range(20))
            body = replace(body, gantt=Gantt(quarters, tuple(GanttBar(LONG, 0, 19) for _ in range(14)), ""))
        elif isinstance(body, Tiles):
            body = Tiles(tuple(replace(tile, value=LONG, label=LONG) for tile in body.tiles))
        slides.append(replace(slide, title=LONG, kicker=LONG, body=body))
    return replace(deck, slides=tuple(slides))


def test_long_texts_stay_on_their_slides(decks: dict[str, BoardDeck], resources: Resources) -> None:
    made = opened(build_board_deck(swollen(decks["da"]), resources))
    tall = made.slide_height
    tables = [s for slide in made.slides for s in slide.shapes if s.has_table]
    assert len(tables) >= 3
    assert all(shape.top + sum(row.height for row in shape.table.rows) <= tall for shape in tables)
    titles = [slide.shapes.title.text_frame.text for slide in made.slides]
    assert all(title.endswith("…") for title in titles)


def test_what_has_no_room_is_cut_at_a_word() -> None:
    metrics = Metrics.load(Resources())
    lines, size = fitted(["et to tre fire fem " * 30], Box(200, 40), (16.0, 12.0), metrics)
    assert size == 12.0
    assert lines[0].endswith("…")
    assert Box(200, 40).high(lines, size, metrics) <= 40
    assert shortened("en to tre", 20) == "en to tre"
    assert shortened("en to tre fire", 10) == "en to tre…"
    assert one_line("kort", 12, 200, metrics) == "kort"
    assert metrics.width(one_line("langt " * 40, 12, 200, metrics), 12) <= 200


@languages
def test_the_note_is_a_page_with_questions_on_its_back(
    notes: dict[str, CouncilNote], resources: Resources, tmp_path: Path, lang: str
) -> None:
    data = note_pdf(notes[lang], resources)
    assert page_count(data) == 2
    assert room.pdf_failures(data, tmp_path) == []


def test_a_long_note_is_set_smaller(notes: dict[str, CouncilNote], resources: Resources) -> None:
    note = notes["da"]
    first = note.sections[0]
    point = replace(first.points[0], text="Her står der noget mere om sagen, end der plejer. " * 22)
    longer = replace(note, sections=(replace(first, points=(point, *first.points)), *note.sections[1:]))
    assert page_count(note_pdf(longer, resources)) == 2


@languages
def test_word_says_the_same_as_the_note(
    notes: dict[str, CouncilNote], resources: Resources, lang: str
) -> None:
    note = notes[lang]
    made = docx.Document(io.BytesIO(note_docx(note, resources)))
    text = "\n".join(paragraph.text for paragraph in made.paragraphs)
    for section in note.sections:
        assert section.heading in text
        assert all(point.text in text for point in section.points)
    for question in note.questions:
        assert f"{question.topic}: {question.question}" in text
        assert all(point.text in text for point in question.answer)
    levels = [p.style.name for p in made.paragraphs if p.style and p.style.name.startswith("Heading")]
    assert levels.count("Heading 1") == 2


ODD = "Ja \x0b\x1b → ✓ 🚀 שלום <b>fed</b> & {felt} \ud800 slut"


def test_odd_signs_stop_no_file(
    decks: dict[str, BoardDeck], notes: dict[str, CouncilNote], resources: Resources, tmp_path: Path
) -> None:
    note = notes["da"]
    first = note.sections[0]
    odd = replace(note, sections=(replace(first, points=(replace(first.points[0], text=ODD),)),))
    assert room.pdf_failures(note_pdf(odd, resources), tmp_path) == []
    text = "\n".join(p.text for p in docx.Document(io.BytesIO(note_docx(odd, resources))).paragraphs)
    assert "<b>fed</b> & {felt}" in text
    slide = replace(decks["da"].slides[0], title=ODD, notes=(ODD,))
    made = opened(build_board_deck(replace(decks["da"], slides=(slide,)), resources))
    assert "<b>fed</b>" in made.slides[0].shapes.title.text_frame.text


@pytest.mark.parametrize("mark", ["UDKAST", ""])
def test_papers_are_marked_while_the_strategy_is_a_draft(
    decks: dict[str, BoardDeck], notes: dict[str, CouncilNote], resources: Resources, mark: str
) -> None:
    made = opened(build_board_deck(replace(decks["da"], draft=mark), resources))
    for slide in made.slides:
        words = [shape.text_frame.text for shape in slide.shapes if shape.name == "Mark"]
        assert words == ([mark] if mark else [])
    section = docx.Document(io.BytesIO(note_docx(replace(notes["da"], draft=mark), resources))).sections[0]
    assert section.different_first_page_header_footer
    for header in (section.header, section.first_page_header):
        assert mark == "".join(p.text for p in header.paragraphs).strip()
    assert decks["da"].draft == notes["da"].draft == "UDKAST"


def test_the_first_slide_shows_the_logo_with_its_words(
    decks: dict[str, BoardDeck], resources: Resources, tmp_path: Path
) -> None:
    Image.new("RGB", (400, 100), "#b3401f").save(tmp_path / "logo.png")
    made = opened(build_board_deck(decks["da"], Resources(tmp_path, logo="logo.png")))
    first, *rest = made.slides
    (picture,) = [shape for shape in first.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
    assert picture._element.nvPicPr.cNvPr.get("descr") == decks["da"].municipality
    assert picture.width / picture.height == pytest.approx(4, rel=0.01)
    assert not [s for slide in rest for s in slide.shapes if s.shape_type == MSO_SHAPE_TYPE.PICTURE]
    bare = opened(build_board_deck(decks["da"], resources))
    assert not [s for s in bare.slides[0].shapes if s.name.startswith("Logo")]
