"""A draft is marked as one on every page, and an adopted strategy on none."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import docx
import pytest
from editions_world import context, document, module, results

from kit.model.catalogue import Catalogue
from kit.model.document import Document
from kit.render.strategy import to_docx, to_html, to_pdf
from kit.resources import Resources
from kit.strategy import compile_strategy

PARTS = (module("M00", "Først."), module("M01", "Så."), module("H", "Sidst."))


def edition(draft: bool, lang: str = "da") -> Document:
    return document(*PARTS, draft=draft, lang=lang)


@pytest.mark.parametrize("draft", [True, False])
@pytest.mark.parametrize(("lang", "mark"), [("da", "UDKAST"), ("en", "DRAFT")])
def test_the_page_says_so_at_the_top(resources: Resources, draft: bool, lang: str, mark: str) -> None:
    page = to_html(edition(draft, lang), resources)
    assert (f'<p class="draft"><b>{mark}</b>' in page) == draft


def header(data: bytes) -> str:
    return "\n".join(part.text for part in docx.Document(io.BytesIO(data)).sections[0].header.paragraphs)


def test_word_says_so_in_its_header(resources: Resources) -> None:
    assert header(to_docx(edition(True), resources)) == "UDKAST · Prøvekøbing Kommune · Datastrategi"
    assert header(to_docx(edition(False), resources)) == "Prøvekøbing Kommune · Datastrategi"


def test_a_header_of_the_municipality_stays_and_the_mark_stands_below(tmp_path: Path) -> None:
    base = docx.Document(io.BytesIO(Resources().bytes("templates/strategy.docx")))
    base.sections[-1].header.paragraphs[0].text = "Vores eget hoved"
    (tmp_path / "templates").mkdir()
    base.save(str(tmp_path / "templates/strategy.docx"))
    own = Resources(tmp_path)
    assert header(to_docx(edition(True), own)).split("\n") == ["Vores eget hoved", "UDKAST"]
    assert header(to_docx(edition(False), own)) == "Vores eget hoved"


@pytest.mark.real
@pytest.mark.parametrize("draft", [True, False])
def test_every_page_of_the_pdf_says_so_outside_its_text(
    resources: Resources, tmp_path: Path, draft: bool
) -> None:
    """Typst refuses what PDF/UA-1 forbids, so the mark is an artifact: it is in no tag."""
    file = tmp_path / "strategy.pdf"
    file.write_bytes(to_pdf(edition(draft), resources))
    run = ["pdftotext", "-raw", str(file), "-"]
    pages = subprocess.run(run, check=True, capture_output=True, text=True).stdout.split("\f")[:-1]
    assert len(pages) >= 3
    assert ["UDKAST" in "".join(page.split()) for page in pages] == [draft] * len(pages)  # set aslant
    tags = ["pdfinfo", "-struct-text", str(file)]
    told = subprocess.run(tags, check=True, capture_output=True, text=True).stdout
    assert "Sidst." in told
    assert "UDKAST" not in told


def test_a_strategy_is_a_draft_until_every_module_is_approved(catalogue: Catalogue) -> None:
    ids = [choice.id for choice in catalogue.modules]
    assert compile_strategy(results(**dict.fromkeys(ids, ("1.0", ""))), context(catalogue)).document.draft
    adopted = results("approved", **dict.fromkeys(ids, ("1.0", "")))
    assert not compile_strategy(adopted, context(catalogue)).document.draft
