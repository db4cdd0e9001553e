"""Word, PDF, HTML and Markdown: the same words everywhere, the same bytes each time, nothing broken."""

from __future__ import annotations

import base64
import hashlib
import importlib
import re
from collections import Counter
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx as word
import pytest
from docx.oxml import parse_xml
from jinja2.exceptions import SecurityError, UndefinedError
from strategy_fixture import NOTES, ODD, ROWS, document
from strategy_tools import ROOT, W, docx_text, html, part, pdf_faults, squeezed, texts

from kit.render.glyphs import clean
from kit.render.strategy import pdf as pdf_module
from kit.render.strategy import to_docx, to_html, to_markdown, to_pdf
from kit.render.strategy.plan import plan
from kit.resources import Resources

FIGURES, TABLES = 8, 12
MORE_IN_WORD = 3
"""A heat table, and two tables of what the numbers in a chart stand for."""
HEADER_ROWS = TABLES + FIGURES  # each figure has its numbers as a table


def labels(lang: str) -> list[str]:
    ready = document(lang)
    figures = [f"{ready.label('figure')}{n}" for n in range(1, FIGURES + 1)]
    return figures + [f"{ready.label('table')}{n}" for n in range(1, TABLES + 1)]


def missing(shown: str, lang: str) -> list[str]:
    whole = squeezed(shown)
    wanted = [clean(text) for text in texts(document(lang))] + labels(lang)
    assert len(wanted) > 2000
    return [text for text in wanted if squeezed(text) not in whole]


def test_word_has_all_words_and_numbers(docx: bytes, lang: str) -> None:
    assert missing(docx_text(docx), lang) == []


def test_html_has_all_words_and_numbers(page: str, lang: str) -> None:
    assert missing("".join(html(page).found), lang) == []


def test_markdown_has_all_words_and_numbers(lang: str, own: Resources) -> None:
    whole = "".join(text for _, text in to_markdown(document(lang), own))
    plain = re.sub(r"\\(.)", r"\1", re.sub(r"<br>|\[\^\d+\]", "", whole))
    cover = {
        document(lang).title,
        document(lang).subtitle,
        document(lang).municipality,
        document(lang).edition,
    }
    assert [text for text in missing(plain, lang) if text not in cover | {document(lang).status}] == []


@pytest.mark.parametrize("make", [to_pdf, to_docx, to_html, to_markdown])
def test_two_builds_are_equal(make: object, own: Resources) -> None:
    assert make(document("da"), own) == make(document("da"), own)


# ---- PDF ----


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_the_pdf_is_accessible_and_archivable(pdf: bytes, tmp_path: Path, profile: str) -> None:
    assert pdf_faults(pdf, tmp_path, profile) == []


def test_the_pdf_check_sees_a_broken_file(pdf: bytes, tmp_path: Path) -> None:
    assert pdf_faults(pdf.replace(b"/Marked true", b"/Marked null"), tmp_path, "ua1")
    assert pdf_faults(pdf.replace(b"/Figure", b"/Figurx", 1), tmp_path, "2a")


@pytest.mark.parametrize(
    ("colour", "used"), [("#ffe600", "#736700"), ("#000000", "#000000"), ("rød", "#1f4e5f")]
)
def test_any_colour_gives_files_that_can_be_read(own: Resources, colour: str, used: str) -> None:
    bright = replace(document("da", colour), modules=document("da").modules[3:4], notes=document("da").notes)
    assert to_pdf(bright, own).startswith(b"%PDF")
    assert f":root{{--accent:{used};" in to_html(bright, own)
    styles = part(to_docx(bright, own), "word/styles.xml")
    assert used[1:].upper() in {colour.get(f"{W}val") for colour in styles.iter(f"{W}color")}


def test_figures_in_the_pdf_have_their_words(monkeypatch: pytest.MonkeyPatch, own: Resources) -> None:
    asked: list[dict] = []
    monkeypatch.setattr(pdf_module, "compile_pdf", lambda source, data, **more: asked.append(data) or b"")
    to_pdf(document("da"), own)
    nodes = [n for c in asked[0]["chapters"] for run in c["runs"] for n in run["nodes"]]
    words = [n["alt"] for n in nodes if n["kind"] == "figure"]
    assert len(words) == FIGURES
    assert all(len(alt) > 40 for alt in words)


# ---- Word ----


def test_word_says_its_language(docx: bytes, lang: str) -> None:
    said = {e.get(f"{W}val") for e in part(docx, "word/styles.xml").iter(f"{W}lang")}
    assert said == {"da-DK" if lang == "da" else "en-GB"}


def test_word_has_native_headings(docx: bytes, lang: str) -> None:
    made = word.Document(BytesIO(docx))
    counted = Counter(p.style.name for p in made.paragraphs)
    assert counted["Heading 1"] == len(document(lang).modules) + 1  # and the numbers behind the figures
    assert counted["Heading 2"] == 10
    assert counted["Heading 3"] == 8
    assert counted["Title"] == counted["TOC Heading"] == 1
    assert made.core_properties.title == document(lang).title
    assert made.core_properties.language == ("da-DK" if lang == "da" else "en-GB")
    assert made.core_properties.created.isoformat().startswith("2026-11-21")


def test_word_tables_repeat_their_header_row(docx: bytes) -> None:
    tables = part(docx, "word/document.xml").findall(f".//{W}tbl")
    assert len(tables) == HEADER_ROWS + MORE_IN_WORD
    for table in tables:
        rows = table.findall(f"{W}tr")
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")
    assert max(len(table.findall(f"{W}tr")) for table in tables) == ROWS + 1


def test_word_footnotes_are_real_and_in_order(docx: bytes) -> None:
    notes = part(docx, "word/footnotes.xml").findall(f"{W}footnote")
    marks = part(docx, "word/document.xml").findall(f".//{W}footnoteReference")
    assert [n.get(f"{W}id") for n in notes] == [str(n) for n in range(-1, NOTES + 1)]
    assert [m.get(f"{W}id") for m in marks] == [str(n) for n in range(1, NOTES + 1)]
    first = "".join(t.text or "" for t in notes[2].iter(f"{W}t"))
    assert "(1)" in first


def test_word_links_lead_somewhere(docx: bytes) -> None:
    body = part(docx, "word/document.xml")
    targets = [b.get(f"{W}name") for b in body.iter(f"{W}bookmarkStart")]
    ids = [b.get(f"{W}id") for b in body.iter(f"{W}bookmarkStart")]
    links = [a.get(f"{W}anchor") for a in body.iter(f"{W}hyperlink")]
    again = [re.search(r"NOTEREF (\S+)", f.get(f"{W}instr", "")) for f in body.iter(f"{W}fldSimple")]
    links += [found.group(1) for found in again if found]
    assert len(set(targets)) == len(targets)
    assert len(set(ids)) == len(ids)
    assert set(links) <= set(targets)
    assert len(links) > 60
    assert all(len(target or "") <= 40 for target in targets)
    assert part(docx, "word/settings.xml").find(f"{W}updateFields") is None


def test_word_pictures_have_their_words(docx: bytes, lang: str) -> None:
    space = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
    found = [p.get("descr", "") for p in part(docx, "word/document.xml").iter(f"{space}docPr")]
    assert len(found) == FIGURES - 1  # one is a table, which has its words too
    assert all(len(words) > 40 for words in found)


def test_word_turns_pages_for_wide_tables(docx: bytes) -> None:
    sections = word.Document(BytesIO(docx)).sections
    turned = [section.page_width > section.page_height for section in sections]
    assert turned == [False, True, False, True, False, True, False]
    assert sections[0].different_first_page_header_footer
    assert not sections[-1].different_first_page_header_footer
    assert {section.header.paragraphs[0].text for section in sections} == {
        sections[0].header.paragraphs[0].text
    }


def municipal(folder: Path) -> Resources:
    """A municipality's own file: Danish style ids, other looks, no styles, lists or notes of the kit's."""
    made = word.Document()
    heading = made.styles["Heading 1"].element
    heading.set(f"{W}styleId", "Overskrift1")
    made.styles["Heading 1"].font.name = "Georgia"
    for key in [k for k, rel in made.part.rels.items() if rel.reltype.endswith("/numbering")]:
        del made.part.rels[key]
    made.add_paragraph("Skabelonens egen tekst")
    made.sections[0].header.paragraphs[0].text = "Byvåben"
    (folder / "templates").mkdir()
    made.save(str(folder / "templates/strategy.docx"))
    return Resources(folder)


def test_a_municipalitys_own_file_is_the_base(tmp_path: Path) -> None:
    made = word.Document(BytesIO(to_docx(document("da"), municipal(tmp_path))))
    heading = next(p for p in made.paragraphs if "Roller og ansvar" in p.text and p.style.name == "Heading 1")
    assert heading.style.style_id == "Overskrift1"
    assert heading.style.font.name == "Georgia"
    assert made.sections[0].header.paragraphs[0].text == "Byvåben"
    assert "Side" in made.sections[0].footer.paragraphs[0].text
    assert not any("Skabelonens egen tekst" in p.text for p in made.paragraphs)
    assert {"Lead", "Module head", "Strategy table"} <= {style.name for style in made.styles}


def test_footnotes_are_numbered_through_whatever_the_own_file_says(tmp_path: Path) -> None:
    own = municipal(tmp_path)
    made = word.Document(tmp_path / "templates/strategy.docx")
    asked = (
        '<w:footnotePr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:pos w:val="pageBottom"/><w:numFmt w:val="lowerRoman"/><w:numStart w:val="3"/>'
        '<w:numRestart w:val="eachPage"/></w:footnotePr>'
    )
    made.sections[0]._sectPr.insert(0, parse_xml(asked))
    made.settings.element.append(parse_xml(asked))
    made.save(str(tmp_path / "templates/strategy.docx"))
    written = to_docx(document("da"), own)
    for name in ("word/document.xml", "word/settings.xml"):
        told = [child.tag for found in part(written, name).iter(f"{W}footnotePr") for child in found]
        assert f"{W}pos" in told, "the rest stays"
        assert not [tag for tag in told if tag.startswith(f"{W}num")], name


def test_the_shipped_word_file_is_what_its_script_builds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "templates"))
    build_docx = importlib.import_module("build_docx")
    assert build_docx.build() == (ROOT / "templates/strategy.docx").read_bytes()


# ---- HTML ----


def test_html_needs_nothing_from_elsewhere(page: str) -> None:
    tags = html(page).attributes
    assert not [tag for tag, _ in tags if tag in {"link", "iframe", "object", "img"}]
    assert not [a for _, attrs in tags for a in attrs if a.startswith("on") or a == "style"]
    outside = [
        v for _, attrs in tags for k, v in attrs.items() if k in {"href", "src"} and not v.startswith("#")
    ]
    assert outside == []
    style = re.search(r"<style>(.*?)</style>", page, re.S)
    assert style
    assert not re.search(r"url\((?!\"data:)|@import", style.group(1))
    scripts = re.findall(r"<script>(.*?)</script>", page, re.S)
    assert len(scripts) == 1
    assert not re.search(r"fetch\(|XMLHttp|innerHTML|eval|import\(|localStorage|cookie|https?:", scripts[0])
    digest, running = (
        base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        for text in (style.group(1), scripts[0])
    )
    policy = next(
        a["content"] for t, a in tags if t == "meta" and a.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith(
        f"default-src 'none'; style-src 'sha256-{digest}'; script-src 'sha256-{running}'; font-src data:; "
    )


def test_html_links_lead_somewhere(page: str) -> None:
    tags = html(page).attributes
    ids = [a["id"] for _, a in tags if "id" in a]
    links = [a["href"][1:] for _, a in tags if a.get("href", "").startswith("#")]
    assert [i for i, n in Counter(ids).items() if n > 1] == []
    assert set(links) - set(ids) == set()
    assert len([link for link in links if link.startswith("note-")]) > NOTES
    assert {f"claim-M{n:02}.systems" for n in range(9)} <= set(ids)


def test_every_cell_of_the_page_says_its_column(page: str) -> None:
    cells = [a for tag, a in html(page).attributes if tag == "td" and "colspan" not in a]
    assert len(cells) > 500
    assert all(cell.get("data-label") for cell in cells)


def test_html_escapes_what_people_wrote(page: str) -> None:
    assert "<b>&" not in page
    assert "&lt;b&gt;&amp;amp;" in page
    assert "<i>" not in page
    assert ODD.split()[1] in page


def test_html_is_small_enough_to_mail(page: str) -> None:
    assert len(page.encode()) < 600_000


@pytest.mark.parametrize(
    ("template", "error"),
    [("{{ ''.__class__.__mro__ }}", SecurityError), ("{{ unknown_name }}", UndefinedError)],
)
def test_a_processs_own_template_is_fenced_in(tmp_path: Path, template: str, error: type[Exception]) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/strategy.html.j2").write_text(template, "utf-8")
    with pytest.raises(error):
        to_html(document("da"), Resources(tmp_path))


# ---- Markdown ----


def test_markdown_is_one_file_a_module(lang: str, own: Resources) -> None:
    made = to_markdown(document(lang), own)
    names = [name for name, _ in made]
    assert names[4] == ("M04-roller-og-ansvar.md" if lang == "da" else "M04-roles-and-responsibility.md")
    assert names[9] == ("A-belaeg-og-metode.md" if lang == "da" else "A-evidence-and-method.md")
    assert len(set(names)) == len(document(lang).modules)


def test_markdown_files_stand_alone(own: Resources) -> None:
    for name, text in to_markdown(document("da"), own):
        used = set(re.findall(r"\[\^(\d+)\](?!:)", text))
        defined = re.findall(r"^\[\^(\d+)\]:", text, re.M)
        assert used == set(defined), name
        assert len(set(defined)) == len(defined), name
        assert text.startswith("# "), name
        for block in re.findall(r"(?:^\|.*\|\n)+", text, re.M):
            columns = {len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}
            assert len(columns) == 1, name


def test_markdown_takes_no_sign_for_markup(own: Resources) -> None:
    first = to_markdown(document("da"), own)[0][1]
    assert r"\<b>\&amp;" in first
    assert r"\*stjerne\* \_streg\_ \[x\](y)" in first
    assert "1. 1\\. Systemejeren" in first


def test_every_renderer_knows_every_word_it_uses(lang: str) -> None:
    source = "".join(p.read_text("utf-8") for p in (ROOT / "kit/render/strategy").glob("*.py"))
    source += (ROOT / "templates/strategy.html.j2").read_text("utf-8")
    used = set(re.findall(r"label\([\"'](\w+)[\"']\)", source))
    used |= set(re.findall(r"word\.(\w+)", (ROOT / "templates/strategy.typ").read_text("utf-8")))
    known = {key for key, _ in document(lang).labels}
    assert used <= known
    assert known - used <= {"edition", "status", "date"}
    assert plan(document(lang)).facts[0][0] in {"Udgave", "Edition"}
