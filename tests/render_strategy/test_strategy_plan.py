"""The plan that all formats share, and the small tools below it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import Workbook
from strategy_fixture import NOTES, document

from kit.errors import ContentError
from kit.model.document import Cell, Column, Heading, Module, Note, Paragraph, Table
from kit.render import typst as typst_module
from kit.render.glyphs import clean, printable
from kit.render.package import normalise_package
from kit.render.strategy.plan import plan
from kit.render.typst import compile_pdf, render_png
from kit.resources import Resources

TINY = b"""#let d = json(bytes(sys.inputs.data))
#set document(title: sys.inputs.title, date: datetime(year: 2026, month: 11, day: 2))
#set text(font: "Atkinson Hyperlegible Next", lang: "da")
= Hej
#d.text"""


def with_nodes(*nodes: object, notes: tuple[Note, ...] = ()) -> object:
    module = Module("M04", "Roller", (), nodes)
    return replace(document("da"), modules=(module,), notes=notes)


def table(wide: bool = True) -> Table:
    return Table("t", "c", (Column("a"),), ((Cell("b"),),), wide=wide)


def test_tables_and_figures_are_counted_through_the_document() -> None:
    ready = plan(document("da"))
    items = [item for chapter in ready.chapters for item in chapter.items]
    tables = [item.number for item in items if isinstance(item.node, Table)]
    figures = [item.number for item in items if item.drawing]
    assert tables == list(range(1, len(tables) + 1))
    assert figures == list(range(1, len(figures) + 1))
    assert (len(tables), len(figures)) == (12, 8)


def test_no_heading_skips_a_level() -> None:
    nodes = (Heading("a", 3), Heading("b", 2), Heading("c", 3), Heading("d", 1))
    levels = [item.node.level for item in plan(with_nodes(*nodes)).chapters[0].items]
    assert levels == [2, 2, 3, 2]


def test_notes_are_numbered_as_the_reader_meets_them() -> None:
    made = with_nodes(
        Paragraph("x", notes=(7,)),
        Paragraph("y", notes=(3, 7)),
        notes=(Note(3, "tre"), Note(5, "fem"), Note(7, "syv")),
    )
    tidy = plan(made).document
    assert [(note.number, note.text) for note in tidy.notes] == [(1, "syv"), (2, "tre")]
    assert [node.notes for node in tidy.modules[0].nodes] == [(1,), (2, 1)]


def test_numbers_that_are_right_stay() -> None:
    assert plan(document("da")).document.notes[-1].number == NOTES
    assert plan(document("da")).document.modules[0].nodes[0].notes == (1,)


def test_a_mark_without_a_note_is_an_error() -> None:
    with pytest.raises(ContentError, match="note 9"):
        plan(with_nodes(Paragraph("x", notes=(9,))))


def test_the_heading_goes_with_its_wide_table() -> None:
    nodes = (
        Paragraph("før"),
        Paragraph("før"),
        Heading("h"),
        Paragraph("indled"),
        table(),
        Paragraph("efter"),
        table(False),
    )
    runs = plan(with_nodes(*nodes)).chapters[0].runs
    assert [(run.wide, len(run.items), run.first) for run in runs] == [
        (False, 2, True),
        (True, 3, False),
        (False, 2, False),
    ]


def test_a_module_that_begins_with_a_wide_table_is_all_on_wide_pages() -> None:
    runs = plan(with_nodes(Paragraph("indled"), table(), Paragraph("efter"))).chapters[0].runs
    assert [(run.wide, len(run.items)) for run in runs] == [(True, 3)]


def test_words_right_before_a_table_stay_with_it() -> None:
    nodes = (Paragraph("før"), Paragraph("indled"), table(False), Paragraph("efter"))
    chapter = plan(with_nodes(*nodes)).chapters[0]
    assert [item.leads for item in chapter.items] == [False, True, False, False]


def test_an_empty_module_has_a_page_too() -> None:
    runs = plan(with_nodes()).chapters[0].runs
    assert [(run.wide, run.items, run.first) for run in runs] == [(False, (), True)]


def test_a_note_names_its_first_evidence_and_counts_the_rest() -> None:
    ready = plan(document("da"))
    assert ready.note_text(ready.note(4)).endswith("(4)")
    assert ready.note_text(ready.note(5)).endswith("Belæg: R3.G1.0.")
    assert "R3.G1.0, R3.G2.1, R3.G3.2 og 21 til." in ready.note_text(ready.note(7))


def test_on_paper_a_note_has_words_and_no_ids() -> None:
    ready = plan(document("da"))
    assert ready.paper_note(ready.note(7)) == ready.note(7).text
    assert ready.paper_note(Note(1, "", ("R3.G1.0",))).endswith("R3.G1.0.")


def test_only_the_first_modules_and_appendices_begin_a_page() -> None:
    ready = plan(document("da"))
    starts = [chapter.tag for chapter in ready.chapters if not chapter.follows]
    assert starts[:3] == ["M00", "M01", "M02"]
    assert all(chapter.module.appendix for chapter in ready.chapters if chapter.tag in starts[3:])
    closely = [chapter.tag for chapter in ready.chapters if ready.tight(chapter)]
    assert closely[:2] == ["M00", "M01"]
    assert len(closely) == 3  # and the last module before the appendices


@pytest.mark.parametrize(("lang", "day"), [("da", "21. november 2026"), ("en", "21 November 2026")])
def test_the_date_is_written_out(lang: str, day: str) -> None:
    assert plan(document(lang)).long_date == day


def test_what_the_font_lacks_is_replaced() -> None:
    assert printable("æøå ⇒ ✔ ☐ 🙂 µ ½") == "æøå → ✓ [ ]  μ ½"
    assert printable("↑ frem, ↓ tilbage, → uændret ✓") == "↑ frem, ↓ tilbage, → uændret ✓"
    assert printable("漢") == "¤"
    assert printable("e\u0301\u0000\u202e") == "é"
    assert clean("a\r\nb\rc\u2028d\x07") == "a\nb\nc\nd"


def test_typst_gives_the_same_bytes_and_its_own_date() -> None:
    made = [
        compile_pdf(TINY, {"text": "x"}, resources=Resources(), day=date(2026, 11, 2), title="t")
        for _ in "ab"
    ]
    assert made[0] == made[1]
    assert b"D:20261102" in made[0]


@pytest.mark.parametrize(
    ("source", "text", "said"),
    [
        (TINY, "漢", "could not be displayed"),
        (TINY.replace(b"= Hej", b"== Hej"), "x", "heading"),
        (TINY.replace(b"Hyperlegible", b"Unknown"), "x", "unknown font"),
        (b'#import "@preview/x:1.0.0": y\n' + TINY, "x", "@preview"),
        (TINY + b'#read("/../kit/errors.py")', "x", "typst"),
    ],
)
def test_what_typst_refuses_is_a_content_error(source: bytes, text: str, said: str) -> None:
    with pytest.raises(ContentError, match=said):
        compile_pdf(source, {"text": text}, resources=Resources(), day=date(2026, 11, 2), title="t")


def test_no_stream_ends_in_two_signs_that_look_like_one_line_end() -> None:
    ends = typst_module._plain_ends(b"a\r\nendstream\nendobj b\nendstream\nendobj")
    assert ends == b"a\r\rendstream\nendobj b\nendstream\nendobj"


def test_a_broken_picture_is_a_content_error() -> None:
    with pytest.raises(ContentError):
        render_png("<svg", resources=Resources())


def package(names: dict[str, bytes], when: tuple[int, ...] = (2026, 1, 2, 3, 4, 5)) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for name, content in names.items():
            target.writestr(zipfile.ZipInfo(name, when), content)
    return made.getvalue()


def test_packages_lose_clock_and_order() -> None:
    inner = [
        package({"b": b"1", "[Content_Types].xml": b"2"}, (year, 1, 1, 0, 0, 0)) for year in (2001, 2020)
    ]
    core = b'<dcterms:created xsi:type="x">%b</dcterms:created><dcterms:modified>%b</dcterms:modified>'
    made = [
        normalise_package(
            package({"word/a.xml": b"a", "x/b.xlsx": inner[n], "docProps/core.xml": core % (day, day)})
        )
        for n, day in enumerate((b"2001-01-01T00:00:00Z", b"2026-11-21T12:00:00Z"))
    ]
    assert made[0] == made[1]
    assert normalise_package(made[0]) == made[0]
    with zipfile.ZipFile(io.BytesIO(normalise_package(made[0], date(2026, 5, 6)))) as read:
        assert read.read("docProps/core.xml").count(b"2026-05-06T00:00:00Z") == 2
        assert read.namelist() == ["docProps/core.xml", "word/a.xml", "x/b.xlsx"]


def test_a_normalised_workbook_still_opens() -> None:
    book = Workbook()
    book.active["A1"] = "æ"
    made = io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(io.BytesIO(normalise_package(made.getvalue()))) as read:
        assert read.namelist()[:2] == ["[Content_Types].xml", "_rels/.rels"]
        assert read.testzip() is None


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_occurs_twice_is_an_error() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        target.writestr("a", b"1")
        target.writestr("a", b"2")
    with pytest.raises(ValueError, match="twice"):
        normalise_package(made.getvalue())
