"""The accessibility report: each check passes on what the kit writes, and fails on what it is there to find."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest
from editions_world import document, words

from kit.model.document import Cell, Column, Document, Heading, Module, Paragraph, Table
from kit.pipeline.accessibility import RULES, accessibility_report, checked
from kit.render.accessible import Check, docx_checks, html_checks, pdf_checks
from kit.render.strategy import to_docx, to_html, to_pdf
from kit.resources import Resources

COLOUR = "#1f4e5f"
TABLE = Table("t", "Tal", (Column("A"), Column("B")), ((Cell("1"), Cell("2")),))
WHOLE = document(Module("M04", "Roller", (), (Paragraph("Tekst."), Heading("Mere"), TABLE)))


def failed(checks: tuple[Check, ...]) -> list[str]:
    return [check.key for check in checks if not check.ok]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    resources = Resources()
    return {
        "strategy.docx": to_docx(WHOLE, resources),
        "strategy.html": to_html(WHOLE, resources).encode(),
        "strategy.pdf": to_pdf(WHOLE, resources),
    }


def test_what_the_kit_writes_passes(files: dict[str, bytes]) -> None:
    found = checked(files, COLOUR)
    assert list(found) == list(files)
    assert {name: failed(checks) for name, checks in found.items()} == {name: [] for name in files}
    assert {check.key for checks in found.values() for check in checks} == set(RULES)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('<html lang="da"', "<html", "html_lang"),
        ("<title>", "<x-title>", "html_title"),
        ("<h1>", "<h1></h1><h1>", "one_h1"),
        ("<h3>", "<h6>", "headings"),
        ("<main", '<img src="x"><main', "alt"),
        ("<th ", "<td ", "header_rows"),
        ("<main", "<input><main", "labels"),
        ("<main", '<a href="#nowhere">x</a><main', "links"),
    ],
)
def test_a_fault_in_the_page_is_found(files: dict[str, bytes], old: str, new: str, key: str) -> None:
    page = files["strategy.html"].decode()
    assert old in page
    assert key in failed(html_checks(page.replace(old, new), COLOUR))


@pytest.mark.parametrize(
    ("old", "key"),
    [
        (b"/DisplayDocTitle true", "pdf_shown"),
        (b"/Marked true", "pdf_tagged"),
        (b"/Lang", "pdf_lang"),
        (b"/StructTreeRoot", "pdf_structure"),
        (b"pdfuaid:part", "pdf_ua"),
        (b"pdfaid:part", "pdf_archive"),
        (b"<dc:title>", "pdf_title"),
    ],
)
def test_a_mark_that_is_missing_in_the_pdf_is_found(files: dict[str, bytes], old: bytes, key: str) -> None:
    assert old in files["strategy.pdf"]
    assert failed(pdf_checks(files["strategy.pdf"].replace(old, b"x"))) == [key]


def test_faults_in_word_are_found(files: dict[str, bytes]) -> None:
    book = docx.Document(io.BytesIO(files["strategy.docx"]))
    book.add_paragraph("Dybt", style="Heading 3").style = "Heading 1"
    book.add_paragraph("Dybt", style="Heading 3")
    book.add_table(1, 1)
    book.core_properties.title = ""
    made = io.BytesIO()
    book.save(made)
    assert failed(docx_checks(made.getvalue())) == ["docx_title", "headings", "header_rows"]


def report(found: dict[str, tuple[Check, ...]], lang: str = "da") -> Document:
    return accessibility_report(
        replace(WHOLE, lang=lang), found, words("templates/words/accessibility.toml", lang)
    )


def test_the_report_says_which_check_ran_on_which_file(files: dict[str, bytes]) -> None:
    made = report(checked(files, COLOUR))
    tables = [node for node in made.modules[1].nodes if isinstance(node, Table)]
    assert [table.caption for table in tables] == [f"Kontroller af {name}" for name in files]
    assert {row[3].text for table in tables for row in table.rows} == {"I orden", "Ingen i filen"}
    assert {row[3].text for table in tables for row in table.rows if row[2].text == "0"} == {"Ingen i filen"}
    assert "ikke nok til at skrive" in str(made.modules[0])
    assert "skærmlæser" in str(made.modules[2])
    assert failed(html_checks(to_html(made, Resources()), COLOUR)) == []


def test_faults_stand_in_the_report() -> None:
    made = report({"strategy.html": (Check("alt", False, 3), Check("headings", True, 9))}, "en")
    assert "Checks that found faults: 1." in str(made.modules[0])
    table = made.modules[1].nodes[0]
    assert isinstance(table, Table)
    assert [[cell.text for cell in row][2:] for row in table.rows] == [["3", "Failed"], ["9", "Passed"]]
