"""Validators look at all that the demo makes; each of them is also seen to find a fault."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from real.judges import axe, microsoft, openxml_audit, pdf_ua_and_a

pytestmark = pytest.mark.real

OFFICE = ("docx", "pptx", "xlsx")


def made(demo: Path, *formats: str) -> list[Path]:
    """The files of these formats, as the manifest lists them; none lies beside it unlisted."""
    manifest = json.loads((demo / "outputs" / "manifest.json").read_text("utf-8"))
    entries = manifest["files"] if isinstance(manifest, dict) else manifest
    listed = {demo / entry["path"] for entry in entries}
    there = (path for path in (demo / "outputs").rglob("*.*") if ".read" not in path.parts)
    found = {path for path in there if path.name != "manifest.json"}
    assert found == listed
    return sorted(path for path in found if path.suffix.removeprefix(".") in formats)


def one_of_each(worksheets: Sequence[Path]) -> list[Path]:
    """One worksheet for each workshop and kind of unit: groups, areas, the lead."""
    kinds = {}
    for path in worksheets:
        unit = re.sub(r"-(?:\d+|[A-Z]{2})$", lambda end: "-#" if end[0][1:].isdigit() else "-AA", path.stem)
        kinds.setdefault((path.parent, unit), path)
    return list(kinds.values())


def test_every_pdf_is_accessible_and_archival(demo: Path, tmp_path: Path) -> None:
    files = made(demo, "pdf")
    assert len(files) >= 20
    assert pdf_ua_and_a(files, tmp_path) == {}


def test_microsoft_finds_nothing_in_any_office_file(demo: Path) -> None:
    files = made(demo, *OFFICE)
    assert {path.suffix for path in files} == {f".{format}" for format in OFFICE}
    assert len(files) >= 60
    assert microsoft(files) == {}


def test_openxml_audit_finds_nothing(demo: Path) -> None:
    worksheets = one_of_each(made(demo, "xlsx"))
    assert 16 <= len(worksheets) <= 20
    assert openxml_audit([*made(demo, "docx", "pptx"), *worksheets]) == {}


def test_axe_finds_nothing_in_any_page(demo: Path) -> None:
    files = made(demo, "html")
    assert files
    for view in axe(files):
        assert view["violations"] == [], view
        assert view["passes"] > 20
        assert view["console"] == []
        assert view["overflow"] <= 0, "the page is wider than the window"


# Each validator is seen red: one that finds nothing, finds nothing here either.


def broken(path: Path, folder: Path) -> Path:
    """The same file with an element in its main part that the format does not know."""
    part, tag = {
        ".docx": ("word/document.xml", b"<w:body>"),
        ".pptx": ("ppt/presentation.xml", b"<p:sldIdLst>"),
        ".xlsx": ("xl/worksheets/sheet2.xml", b"<sheetData>"),
    }[path.suffix]
    target = folder / path.name
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as made_anew:
        for name in source.namelist():
            data = source.read(name)
            if name == part:
                assert data.count(tag) == 1
                data = data.replace(tag, tag.replace(b">", b'><unknown xmlns="urn:nobody"/>'))
            made_anew.writestr(name, data)
    return target


@pytest.mark.parametrize("format", OFFICE)
def test_office_validators_see_a_broken_file(danish_demo: Path, tmp_path: Path, format: str) -> None:
    path = broken(made(danish_demo, format)[0], tmp_path)
    assert list(microsoft([path])) == [str(path)]
    assert list(openxml_audit([path])) == [str(path)]


@pytest.mark.parametrize(("profile", "mark"), [("ua1", b"/Lang"), ("2a", b"pdfaid:conformance")])
def test_the_pdf_validator_sees_a_broken_file(
    danish_demo: Path, tmp_path: Path, profile: str, mark: bytes
) -> None:
    whole = (danish_demo / "outputs" / "strategy" / "strategy.pdf").read_bytes()
    path = tmp_path / "broken.pdf"
    assert mark in whole
    path.write_bytes(whole.replace(mark, mark.replace(b"n", b"m")))
    failures = pdf_ua_and_a([path], tmp_path)[str(path)]
    assert profile in {failure.split()[0] for failure in failures}


def test_axe_sees_a_broken_page(tmp_path: Path) -> None:
    path = tmp_path / "broken.html"
    faint = "<p style='color: #999; background: #aaa'>Hvad står der?</p>"
    path.write_text(f"<!doctype html><title>Side</title><main class='frame'>{faint}</main>", "utf-8")
    for view in axe([path]):
        found = {violation.split()[0] for violation in view["violations"]}
        assert found >= {"color-contrast", "html-has-lang"}, view
