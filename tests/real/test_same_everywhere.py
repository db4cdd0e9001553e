"""Word, PDF, HTML and Markdown of the rehearsal strategy say the same: claims, numbers and footnotes.

Claims are compared as the register has them: a sentence, or a figure's words. What a row of a table claims
stands in its cells, so tables are compared cell by cell.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
import tomllib
import zipfile
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from kit.model.document import Cell, Column, Document, Module, Node, Note, Paragraph, Table
from kit.render.strategy import to_pdf
from kit.resources import Resources
from real.demos import demo_once
from real.formats import Shown, read_html, read_markdown, read_pdf, read_word, squeezed
from real.judges import ROOT

pytestmark = pytest.mark.real

DRAWING = ("word", "pdf", "html")
"""Formats that draw; in Markdown a drawing's words are a text like others."""


@dataclass(frozen=True)
class Case:
    """The formats by name, and from the register the claims' squeezed texts by id and the footnotes' by number;
    the page has an anchor for claims that are sentences."""

    formats: dict[str, Shown]
    claims: dict[str, str]
    kept: dict[int, str]
    anchored: frozenset[str]

    @property
    def page(self) -> Shown:
        return self.formats["html"]

    @property
    def drawn(self) -> dict[str, str]:
        """The claims that are a drawing's words."""
        drawings = frozenset().union(*(self.formats[name].alts for name in DRAWING))
        return {id: text for id, text in self.claims.items() if text in drawings}

    @property
    def stated(self) -> dict[str, str]:
        """The other claims that stand in some format as a sentence or a caption."""
        shown = self.formats.values()
        rest = self.claims.items() - self.drawn.items()
        return {id: text for id, text in sorted(rest) if any(one.has(text) for one in shown)}


def labels(lang: str) -> dict[str, str]:
    """The renderers' words."""
    table = tomllib.loads((ROOT / "templates/words/document.toml").read_text("utf-8"))
    return {key: text[lang] for key, text in sorted(table.items())}


def read_all(folder: Path, lang: str) -> Case:
    evidence = labels(lang)["evidence"]
    with closing(sqlite3.connect(f"{(folder / 'register.sqlite').as_uri()}?mode=ro", uri=True)) as register:
        claims = dict(register.execute("SELECT id, text FROM claim"))
        notes = "SELECT n.number, text FROM note n JOIN edition e ON e.number = n.edition WHERE current = 1"
        kept = dict(register.execute(notes))
    formats = {
        "word": read_word(folder / "strategy.docx"),
        "pdf": read_pdf(folder / "strategy.pdf"),
        "html": read_html(folder / "strategy.html", evidence),
        "markdown": read_markdown(folder / "modules", evidence),
    }
    anchored = re.findall(r' id="claim-([^"]+)"', (folder / "strategy.html").read_text("utf-8"))
    return Case(
        formats,
        {id: squeezed(text) for id, text in claims.items()},
        {number: squeezed(text) for number, text in kept.items()},
        frozenset(anchored),
    )


def said_otherwise(case: Case) -> list[str]:
    """Claims that a format lacks, or that have other footnotes there."""
    wanted = {id: case.page.marks(text) for id, text in case.stated.items()}
    return [
        f"{name}: {id}"
        for name, shown in case.formats.items()
        for id, marks in wanted.items()
        if shown.marks(case.claims[id]) != marks
    ] + [
        f"{name}: {id}"
        for name, shown in case.formats.items()
        for id, text in case.drawn.items()
        if text not in shown.alts
    ]


def noted_otherwise(case: Case) -> list[str]:
    """Footnotes that a format lacks, or that say something else there."""
    return [
        f"{name}: note {number}"
        for name, shown in case.formats.items()
        for number, words in (case.page.notes or {}).items()
        if not shown.says(number, words)
    ]


def tabled_otherwise(case: Case) -> list[str]:
    """Rows that are not the same everywhere. Word has more tables: figures that it shows as such."""
    rows = Counter(case.page.rows)
    word, markdown = (Counter(case.formats[name].rows) for name in ("word", "markdown"))
    found = [("word", rows - word), ("markdown", rows - markdown), ("markdown", markdown - rows)]
    lost = [f"{name}: {row}" for name, more in found for row in more]
    cells = dict.fromkeys(cell for row in case.page.rows for cell in row)
    return lost + [f"pdf: {cell}" for cell in cells if not case.formats["pdf"].has(cell)]


def otherwise(case: Case) -> list[str]:
    return said_otherwise(case) + noted_otherwise(case) + tabled_otherwise(case) + kept_otherwise(case)


def kept_otherwise(case: Case) -> list[str]:
    """Footnotes that the register keeps under another number than a format shows, or in other words."""
    return [
        f"{name}: note {number}"
        for name, shown in case.formats.items()
        for number, words in case.kept.items()
        if not shown.says(number, words)
    ]


@pytest.fixture(scope="module", params=["da", "en"])
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    return read_all(demo_once(request.param, tmp_path_factory) / "outputs" / "strategy", request.param)


def test_there_is_much_to_compare(case: Case) -> None:
    assert len(case.stated) > 150
    assert len(case.drawn) > 15
    assert len(case.page.notes or ()) > 200
    assert len(case.page.rows) > 900


def test_every_claim_is_said_with_the_same_footnotes(case: Case) -> None:
    assert said_otherwise(case) == []


def test_every_sentence_that_claims_has_a_footnote(case: Case) -> None:
    assert len(case.anchored) > 100
    assert {id for id in case.anchored if not any(case.page.marks(case.claims[id]))} == set()


def test_every_footnote_has_the_same_words(case: Case) -> None:
    assert noted_otherwise(case) == []


def test_every_footnote_has_its_number_in_the_register(case: Case) -> None:
    assert kept_otherwise(case) == []
    assert case.kept.keys() == (case.page.notes or {}).keys()


def test_every_table_has_the_same_cells(case: Case) -> None:
    assert tabled_otherwise(case) == []


# The comparison is seen red: each format in turn lacks a claim, a number or a footnote.

SENTENCE = "M04.coverage"


@pytest.fixture(scope="module")
def danish(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demo_once("da", tmp_path_factory) / "outputs" / "strategy"


def reworded(change: Callable[[str], str], name: str, part: str = "") -> Callable[[Path], None]:
    """Writes a file, or a part of a zip, anew with its text changed."""

    def spoil(folder: Path) -> None:
        for path in folder.glob(name):
            if not part:
                path.write_text(change(path.read_text("utf-8")), "utf-8")
                continue
            with zipfile.ZipFile(path) as package:
                files = {info: package.read(info) for info in package.namelist()}
            files[part] = change(files[part].decode()).encode()
            with zipfile.ZipFile(path, "w") as package:
                for info, data in files.items():
                    package.writestr(info, data)

    return spoil


def without_digit(text: str) -> str:
    """The first share of the module on roles as another number."""
    return re.sub(r"(\d+) af de (\d+) pladser", r"\1 af de 9\2 pladser", text, count=1)


SPOILT = {
    "word-number": reworded(without_digit, "strategy.docx", "word/document.xml"),
    "word-mark": reworded(
        lambda text: re.sub(r"<w:footnoteReference [^>]*/>", "", text, count=1), "strategy.docx", "word/document.xml"
    ),
    "word-note": reworded(
        lambda text: re.sub(r"(ark [A-Z])\d", r"\g<1>9", text, count=1), "strategy.docx", "word/footnotes.xml"
    ),
    "word-order": reworded(
        lambda text: re.sub(r'(<w:footnoteReference w:id=")2(")', r"\g<1>1\2", text, count=1), "strategy.docx", "word/document.xml"
    ),
    "html-number": reworded(without_digit, "strategy.html"),
    "html-mark": reworded(lambda text: re.sub(r'<sup class="mark">.*?</sup>', "", text, count=1), "strategy.html"),
    "markdown-number": reworded(without_digit, "modules/M04*.md"),
    "markdown-mark": reworded(lambda text: re.sub(r"\[\^\d+\](?!:)", "", text, count=1), "modules/M04*.md"),
    "markdown-note": reworded(lambda text: re.sub(r"(?m)^(\[\^\d+\]:).*$", r"\1 Intet.", text, count=1), "modules/M04*.md"),
}  # fmt: skip


@pytest.mark.parametrize("spoilt", SPOILT)
def test_one_format_that_says_otherwise_is_seen(danish: Path, tmp_path: Path, spoilt: str) -> None:
    folder = tmp_path / "strategy"
    shutil.copytree(danish, folder)
    SPOILT[spoilt](folder)
    assert otherwise(read_all(folder, "da"))


NOTES = (Note(1, "Workshop 1, bord 2: ark R3, række 12."), Note(2, "Workshop 3, bord 1: ark S4, række 7."))
TABLE = Table("t", "Tal", (Column("Hvad"), Column("Hvor mange")), ((Cell("Roller", notes=(2,)), Cell("12")),))
TEXTS = (Paragraph("7 af 9 har en ejer.", notes=(1,)), Paragraph("3 har ingen.", notes=(1, 2)))


def printed(folder: Path, *nodes: Node) -> Shown:
    """A small strategy of one module, as its PDF shows it."""
    module = Module("M04", "Roller og ansvar", (), nodes)
    made = Document(
        "Datastrategi", "", "Prøvekøbing", "da", "0.3", "Udkast", "2027-03-01", "#1f4e5f",
        tuple(labels("da").items()), (module,), NOTES, draft=True,
    )  # fmt: skip
    path = folder / "strategy.pdf"
    path.write_bytes(to_pdf(made, Resources()))
    return read_pdf(path)


def test_pdf_is_read_with_its_marks_and_notes(tmp_path: Path) -> None:
    shown = printed(tmp_path, *TEXTS, TABLE)
    assert shown.marks(squeezed(TEXTS[0].text)) == {(1,)}
    assert shown.has("Roller{2}")
    assert all(shown.says(note.number, squeezed(note.text)) for note in NOTES)
    assert not shown.says(1, squeezed(NOTES[1].text))


def test_what_pdf_lacks_is_seen(tmp_path: Path) -> None:
    shown = printed(tmp_path, replace(TEXTS[0], notes=()), TABLE)
    assert shown.marks(squeezed(TEXTS[0].text)) == {()}
    assert shown.marks(squeezed(TEXTS[1].text)) == set()
    assert not shown.says(2, squeezed(NOTES[1].text))
