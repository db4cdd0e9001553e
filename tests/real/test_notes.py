"""From a footnote in Word or PDF to the cell: the number that a reader sees is followed to the file itself."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from room import pdf_text

from kit.cli.main import run
from kit.model.trace import TracedNote, TracedRow
from kit.pipeline.folder import open_folder
from kit.pipeline.trace import follow
from real.formats import mark, read_pdf, read_word, squeezed
from real.office import Office

pytestmark = pytest.mark.real

ONE_ROW = re.compile(r": (?:ark|sheet) ([A-Z]\d), (?:række|row) (\d+)\.$")
"""A note that names one row of one sheet."""
FEW = 5
LINE = 40
"""So many signs of a note stand on its first line."""


def strategy(demo: Path, kind: str) -> Path:
    return demo / f"outputs/strategy/strategy.{kind}"


def spread(numbers: list[int]) -> list[int]:
    """Five of them from beginning to end."""
    return [numbers[place * (len(numbers) - 1) // (FEW - 1)] for place in range(FEW)]


@pytest.fixture(scope="module")
def chosen(demo: Path) -> dict[int, str]:
    """Five footnotes as Word has them, each on one row, by the numbers that Word counts."""
    folder = open_folder(demo)
    notes = read_word(strategy(demo, "docx")).notes or {}
    told = {number: note for number in notes for note in follow(folder, f"fodnote {number}").notes}
    single = [number for number, note in told.items() if ONE_ROW.search(note.text)]
    assert len(single) > 100
    return {number: notes[number] for number in spread(single)}


def traced(demo: Path, number: int) -> tuple[TracedNote, TracedRow]:
    (note,) = follow(open_folder(demo), f"fodnote {number}").notes
    (row,) = note.rows
    return note, row


def test_word_and_pdf_print_the_note_that_is_traced(demo: Path, chosen: dict[int, str]) -> None:
    paper = read_pdf(strategy(demo, "pdf"))
    for number, words in chosen.items():
        note, _ = traced(demo, number)
        assert squeezed(note.text) == words
        assert paper.has(mark(number) + words), number


def test_a_traced_cell_holds_the_value_in_the_file_itself(demo: Path, chosen: dict[int, str]) -> None:
    compared = 0
    for number in chosen:
        note, row = traced(demo, number)
        named = ONE_ROW.search(note.text)
        assert named and (row.sheet, row.row) == (named[1], int(named[2]))
        tab = openpyxl.load_workbook(demo / row.file)[row.tab]
        for cell in row.cells:
            if cell.cell:
                value = tab[cell.cell].value
                text = cell.text if isinstance(value, str) else cell.text.replace(",", ".")
                assert all(squeezed(part) in written(value) for part in text.split("; ")), (number, cell)
                compared += 1
    assert compared > 2 * FEW


def written(value: object) -> str:
    """What stands in a cell, squeezed; numbers and days as they are traced. A choice has its id before it."""
    if isinstance(value, datetime):
        return squeezed(value.date().isoformat())
    return squeezed(f"{value:g}" if isinstance(value, float) else str(value))


def test_the_command_tells_sentence_file_and_cell(
    demo: Path, chosen: dict[int, str], capsys: pytest.CaptureFixture[str]
) -> None:
    for number in chosen:
        note, row = traced(demo, number)
        capsys.readouterr()
        assert run(["trace", "fodnote", str(number), "-C", str(demo)]) == 0
        shown = squeezed(capsys.readouterr().out)
        first = next(cell for cell in row.cells if cell.cell)
        for words in (
            note.text,
            note.statements[0].text,
            row.file,
            row.tab,
            f"{first.cell} {first.header}: {first.text}",
        ):
            assert squeezed(words) in shown, (number, words)
        assert run(["trace", note.text, "-C", str(demo)]) == 0
        assert squeezed(note.statements[0].text) in squeezed(capsys.readouterr().out)


def test_an_office_program_counts_as_the_register_does(
    office: Office, danish_demo: Path, tmp_path: Path
) -> None:
    """LibreOffice counts the notes itself, and prints each below its page or its table."""
    made = tmp_path / "strategy.pdf"
    office.convert(strategy(danish_demo, "docx"), made, "writer_pdf_Export")
    printed = squeezed(pdf_text(made.read_bytes(), tmp_path, "-layout"))
    notes = read_word(strategy(danish_demo, "docx")).notes or {}
    assert len(notes) > 200
    assert [number for number, words in notes.items() if f"{number}{words}"[:LINE] not in printed] == []
