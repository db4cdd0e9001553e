"""Letters as PDF, Word and text: the same words, valid files, one to three pages."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from letters_world import DAY, Maker, World, initiative, row, rows
from openxml_audit import OpenXmlValidator
from room import pdf_failures, pdf_text

import kit.pipeline.consolidate as module
from kit.model.evidence import Evidence, Return
from kit.model.letter import FateLetter
from kit.pipeline.check import Gathered
from kit.pipeline.consolidate import consolidate
from kit.pipeline.folder import Folder
from kit.render.letters import letter_docx, letter_pdf, letter_text, role_page_pdf
from kit.render.pdf import page_count
from kit.resources import Resources

LONG = "Fagområdet for alt det, som nogen har skrevet helt ud til godt og vel firs tegn i alt"


def squeezed(text: str) -> str:
    """Without white space: pages break lines where they like."""
    return "".join(text.replace("\u200b", "").split())


def sentences(letter: FateLetter) -> list[str]:
    said = [letter.subject, letter.greeting, letter.opening, letter.thanks, *letter.closing]
    for part in letter.parts:
        said += [part.heading, part.rest]
        said += [f"{entry.words} {entry.said} {entry.place}" for entry in part.entries]
    return [squeezed(sentence) for sentence in said if sentence]


@pytest.mark.parametrize("area", ["SO", "KT", ""])
def test_all_three_formats_say_the_same(world: World, area: str, tmp_path: Path) -> None:
    letter = world.letters()[area]
    word = docx.Document(io.BytesIO(letter_docx(letter, Resources())))
    texts = {
        "text": letter_text(letter).decode(),
        "word": "\n".join(paragraph.text for paragraph in word.paragraphs),
        "pdf": pdf_text(letter_pdf(letter, Resources()), tmp_path, "-nopgbrk"),
    }
    assert len(sentences(letter)) > 5
    for form, text in texts.items():
        there = squeezed(text)
        assert [said for said in sentences(letter) if said not in there] == [], form


def test_files_are_valid_accessible_and_the_same_twice(world: World, tmp_path: Path) -> None:
    letter = world.letters()["SO"]
    page = world.pages()["registering"]
    pdf, word = letter_pdf(letter, Resources()), letter_docx(letter, Resources())
    assert pdf_failures(pdf, tmp_path) == []
    assert pdf_failures(role_page_pdf(page, Resources()), tmp_path) == []
    path = tmp_path / "letter.docx"
    path.write_bytes(word)
    assert OpenXmlValidator().validate(str(path)).errors == []
    assert letter_docx(letter, Resources()) == word
    opened = docx.Document(str(path))
    headings = [p.style.name for p in opened.paragraphs if p.style and p.style.name.startswith("Heading")]
    assert headings == ["Heading 1", *["Heading 2"] * len(letter.parts)]
    assert opened.core_properties.title == letter.subject


def test_very_many_contributions_still_fit_on_three_pages(world_of: Maker) -> None:
    ideas = [
        row("B4", "G1", n, title=f"{'Langt ord ' * 9}nummer {n}", area="SO", owner="Ældrechef")
        for n in range(1, 80)
    ]
    functions = [
        row("R1", "G1", n, function=f"Funktion med et ret langt navn nummer {n}", area="SO", type="active")
        for n in range(1, 300)
    ]
    questions = [
        row("C2", "G1", n, question=f"{'Må vi se det her og ' * 4}spørgsmål {n}?", area="SO", blocking="no")
        for n in range(1, 80)
    ]
    made = world_of(*ideas, *functions, *questions)
    process = replace(made.context.process, areas=(replace(made.context.process.areas[3], name=LONG),))
    assert process.areas[0].code == "SO"
    crowded = replace(made, context=replace(made.context, process=process))
    letter = crowded.letters()["SO"]
    assert all(part.rest for part in letter.parts)
    assert page_count(letter_pdf(letter, Resources())) <= 3


def test_emoji_foreign_letters_and_endless_words_stop_nothing(world_of: Maker, tmp_path: Path) -> None:
    odd = f"Tal \U0001f600 → שלום *fed* #let x = 1 {'x' * 90}\u0007"
    letter = world_of(row("F1", "G1", 1, reason=odd, area="SO"), initiative("G1", 1, odd, "SO")).letters()[
        "SO"
    ]
    pdf = letter_pdf(letter, Resources())
    assert pdf_failures(pdf, tmp_path) == []
    said = pdf_text(pdf, tmp_path)
    assert "*fed* #let x = 1" in " ".join(said.split())
    path = tmp_path / "letter.docx"
    path.write_bytes(letter_docx(letter, Resources()))
    assert OpenXmlValidator().validate(str(path)).errors == []
    assert "\u0007" not in letter_text(letter).decode()


def returned(evidence: tuple[Evidence, ...]) -> Gathered:
    """The rows as if they had come in worksheets."""
    files = sorted({item.file for item in evidence})
    return Gathered(tuple(Return(file, file, "xlsx", None) for file in files), evidence, ())


def files_of(folder: Folder) -> list[str]:
    return sorted(path.name for path in (folder.outputs / "strategy" / "svarbreve").iterdir())


def test_letters_come_with_each_edition_and_go_when_nobody_gets_them(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, gathered = world.folder, returned(world.gathered.evidence)
    monkeypatch.setattr(module, "gather", lambda _: gathered)
    consolidate(folder, "0.3", DAY, lambda _: None)
    three = [f"{name}.{end}" for name in ("alle", "kt-klima-teknik-og-miljoe", "so-sundhed-og-aeldre")
             for end in ("docx", "pdf", "txt")]  # fmt: skip
    assert files_of(folder) == three
    pages = sorted(path.name for path in (folder.outputs / "strategy" / "rollesider").iterdir())
    assert "registrerer-data.pdf" in pages
    edited = folder.outputs / "strategy" / "svarbreve" / "kt-klima-teknik-og-miljoe.docx"
    edited.write_bytes(edited.read_bytes() + b"\0")
    fewer = returned(tuple(r for r in rows() if r.area != "KT"))
    monkeypatch.setattr(module, "gather", lambda _: fewer)
    consolidate(folder, "0.3", DAY, lambda _: None)
    assert files_of(folder) == [name for name in three if not name.startswith("kt") or name.endswith("docx")]


def test_the_words_of_the_box_stand_in_the_frame_of_its_title(world: World) -> None:
    """Office joins the frames of paragraphs only where they are set in as far as one another."""
    letter = replace(world.letters()["SO"], thanks_title="Det ændrede I", thanks="En grund.")
    word = docx.Document(io.BytesIO(letter_docx(letter, Resources())))
    title, words = (
        next(p for p in word.paragraphs if p.text == said) for said in (letter.thanks_title, letter.thanks)
    )
    edges = title.style.paragraph_format if title.style else None
    assert edges is not None
    mine = words.paragraph_format
    assert (mine.left_indent, mine.right_indent) == (edges.left_indent, edges.right_indent)
    assert not mine.first_line_indent
