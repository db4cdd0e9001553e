"""Validators and LibreOffice look at real copies; a copy saved by LibreOffice still says the same."""

from __future__ import annotations

import io
import json
import os
import subprocess
import zipfile
from pathlib import Path

import pytest
from marked_world import IDEA, RISK, World, asked, filled, opened, said, saved
from openxml_audit import OpenXmlValidator

pytestmark = pytest.mark.real


def is_valid(data: bytes, folder: Path) -> bool:
    """Whether Microsoft's validator and openxml-audit find no error."""
    path = folder / "judged.xlsx"
    path.write_bytes(data)
    judge = [os.environ["KIT_OOXML_VALIDATOR"], str(path), "Microsoft365"]
    done = subprocess.run(judge, capture_output=True, text=True, check=False)
    return bool(json.loads(done.stdout)["ok"]) and OpenXmlValidator().validate(str(path)).is_valid


def notes(data: bytes) -> int:
    return sum(bool(cell.comment) for page in opened(data).worksheets for row in page for cell in row)


@pytest.fixture
def rich(world: World) -> bytes:
    """A copy with everything in it: texts, empty cells, folded columns, several questions a cell, leftovers."""
    rows = {
        "B4": {1: {**IDEA, "~B4.dots": "fire", "~B4.value": "meget"}, 2: {"~B4.title": "Ring 12 34 56 78"}},
        "B7": {n: {**RISK, "~B7.kind": f"Tekinsk {n}"} for n in range(1, 9)},
    }
    book = opened(filled(world.blank("network", "G1"), rows))
    book.create_sheet("Vores noter")["B2"] = "Husk kantinen"
    return world.copy_of(saved(book)).data


@pytest.mark.parametrize(
    ("workshop", "unit"), [("kickoff", "G1"), ("roles", "G1"), ("round", "ASO"), ("skills", "LEAD")]
)
def test_validators_find_nothing_in_copies_of_all_shapes(
    world: World, tmp_path: Path, workshop: str, unit: str
) -> None:
    book = opened(world.blank(workshop, unit))
    for page in book.worksheets:
        keys = [cell for cell in page[3] if str(cell.value).startswith("~")]
        for row in (7, 8):
            for cell in keys[: 4 if row == 7 else 3]:
                page.cell(row, cell.column).value = "gåde"
    copy = world.copy_of(saved(book)).data
    assert notes(copy) > 5
    assert is_valid(copy, tmp_path)


def test_validators_find_nothing(rich: bytes, tmp_path: Path) -> None:
    assert is_valid(rich, tmp_path)


def test_the_validator_sees_notes_that_are_broken(rich: bytes, tmp_path: Path) -> None:
    broken = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(rich)) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, part.replace(b"<comment ", b"<remark ") if "comments" in name else part)
    assert not is_valid(broken.getvalue(), tmp_path)


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_libreoffice_keeps_it_all(world: World, rich: bytes, tmp_path: Path, kind: str) -> None:
    (tmp_path / "copy.xlsx").write_bytes(rich)
    office = ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless"]
    convert = [*office, "--convert-to", kind, "--outdir", tmp_path / "saved", tmp_path / "copy.xlsx"]
    subprocess.run(convert, check=True, capture_output=True)
    data = (tmp_path / "saved" / f"copy.{kind}").read_bytes()
    mine, theirs = world.read(rich), world.read(data, f"svar.{kind}")
    assert said(theirs.evidence) == said(mine.evidence)
    assert asked(theirs) == asked(mine)
    if kind == "xlsx":
        assert notes(data) == notes(rich) > 5
