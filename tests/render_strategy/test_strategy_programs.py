"""Real programs look at the files: validators, LibreOffice, Chromium."""

from __future__ import annotations

import io
import json
import re
import subprocess
import zipfile
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator
from strategy_fixture import document
from strategy_tools import as_pdf, node_modules, ooxml_faults, pdf_text, squeezed, texts
from test_strategy_formats import labels, municipal

from kit.render.glyphs import printable
from kit.render.strategy import to_docx

pytestmark = pytest.mark.real
BODY = ("-x", "0", "-y", "60", "-W", "842", "-H", "730")
"""Inside the running lines, in points; a turned page is lower, so its footer is no harm."""


def test_validators_find_nothing_in_word(docx: bytes, tmp_path: Path) -> None:
    path = tmp_path / "strategy.docx"
    path.write_bytes(docx)
    assert ooxml_faults(path) == []
    result = OpenXmlValidator().validate(str(path))
    assert result.is_valid, result.errors


def test_the_validator_finds_nothing_in_the_workbooks_behind_charts(docx: bytes, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        books = [name for name in package.namelist() if name.startswith("word/embeddings/")]
        package.extractall(tmp_path, books)
    assert len(books) == 6
    assert {name: faults for name in books if (faults := ooxml_faults(tmp_path / name))} == {}


def test_validators_find_nothing_in_a_municipalitys_file(tmp_path: Path) -> None:
    path = tmp_path / "strategy.docx"
    path.write_bytes(to_docx(document("da"), municipal(tmp_path)))
    assert ooxml_faults(path) == []


def test_validators_see_a_broken_file(docx: bytes, tmp_path: Path) -> None:
    whole, broken = tmp_path / "whole.docx", tmp_path / "broken.docx"
    whole.write_bytes(docx)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(b"<w:tblGrid>", b"<w:tblGrit/><w:tblGrid>"))
    assert ooxml_faults(broken)
    assert not OpenXmlValidator().validate(str(broken)).is_valid


def test_libreoffice_prints_the_word_file(docx: bytes, lang: str, tmp_path: Path) -> None:
    path = tmp_path / "strategy.docx"
    path.write_bytes(docx)
    printed = as_pdf(path, tmp_path).read_bytes()
    text = pdf_text(printed, tmp_path)
    assert 30 < text.count("\f") < 90
    assert [n for n, sheet in enumerate(text.split("\f")[:-1], 1) if len(sheet.split()) < 12 and n > 1] == []
    whole = squeezed(text)
    assert [word for word in labels(lang) if word not in whole] == []


def test_the_pdf_has_all_words_and_numbers(pdf: bytes, lang: str, tmp_path: Path) -> None:
    whole = squeezed(pdf_text(pdf, tmp_path, *BODY))
    # a mark may stand between a text and its full stop, never inside a text
    wanted = [printable(text) for text in texts(document(lang))]
    assert [text for text in wanted + labels(lang) if squeezed(text) not in whole] == []


def test_no_word_of_the_pdf_leaves_the_margins(pdf: bytes, tmp_path: Path) -> None:
    boxes = pdf_text(pdf, tmp_path, "-bbox")
    seen = 0
    for sheet in re.findall(r"<page.*?</page>", boxes, re.S):
        width = float(re.search(r'width="([\d.]+)"', sheet)[1])
        for right, word in re.findall(r'xMax="([\d.]+)" yMax="[\d.]+">(.*?)</word>', sheet):
            assert float(right) < width - 64, word
            seen += 1
    assert seen > 5000


def test_the_pdf_has_bookmarks_and_page_numbers(pdf: bytes, lang: str, tmp_path: Path) -> None:
    text = pdf_text(pdf, tmp_path, "-layout")
    assert re.search(rf"{document(lang).label('page')} 12\b", text)
    contents = text.split("\f")[1]
    assert len(re.findall(r"^.*\S\s{3,}\d+$", contents, re.M)) > 20


def test_axe_finds_nothing_in_the_page(page: str, tmp_path: Path) -> None:
    path = tmp_path / "strategy.html"
    path.write_text(page, "utf-8")
    looked = look(path)
    assert len(looked) == 4
    for seen in looked:
        assert seen["violations"] == [], seen
        assert seen["passes"] > 30
        assert seen["console"] == []  # the content policy blocks nothing that the page needs
        assert seen["overflow"] <= 0, seen
        assert seen["font"]
        assert seen["columns"] == ("grid" if seen["width"] == 1280 else "block")


def test_axe_sees_a_broken_page(page: str, tmp_path: Path) -> None:
    path = tmp_path / "broken.html"
    path.write_text(re.sub(r' lang="\w\w"', "", page).replace("<h3>", "<h5>"), "utf-8")
    found = {fault.split()[0] for seen in look(path) for fault in seen["violations"]}
    assert {"html-has-lang", "heading-order"} <= found


def look(path: Path) -> list[dict]:
    modules = node_modules("axe-core").parent
    script = Path(__file__).parent / "axe.mjs"
    done = subprocess.run(
        ["node", script, modules, path], check=False, capture_output=True, text=True, timeout=240
    )
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))
