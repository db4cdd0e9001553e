"""Texts on which programs stumble, through LibreOffice into each format and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from read_world import context_of
from real.office import Office

from kit.model.catalogue import Catalogue
from kit.model.process import Unit
from kit.model.sheet import Identity
from kit.read import Reader, limits
from kit.read.text import tidy
from proofs.legal import _HARD, Typed
from proofs.test_any_answer import as_xlsx

pytestmark = pytest.mark.real

FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "ods": "calc8", "xls": "MS Excel 97"}

UNESCAPED = "_x005F_x000D_"
"""LibreOffice saves this one as it stands, which in .xlsx means something else."""


def test_hard_texts_survive_libreoffice(catalogue: Catalogue, tmp_path: Path) -> None:
    context = context_of(catalogue)
    sheet = catalogue.sheets["B7"]
    assert sheet.column("risk").type == "longtext"
    texts = [text for text in _HARD.elements if tidy(text) not in ("", "-", UNESCAPED)]
    texts.append("Æ" * (limits.LONGEST_TEXT - 1) + "!")
    assert len(texts) > 30
    rows = [{"risk": Typed(text, text), "probability": Typed(3, 3)} for text in texts]
    identity = Identity(context.process.code, "NET", Unit("group", "2"))
    source = tmp_path / "svar.xlsx"
    source.write_bytes(as_xlsx(sheet, rows, identity, context))
    files = [source]
    with Office(tmp_path) as office:
        for kind, filter in FILTERS.items():
            files.append(tmp_path / f"gemt.{kind}")
            office.convert(source, files[-1], filter)
    with Reader(context) as reader:
        for path in files:
            item = reader.read(path, path.name)
            read = [evidence.values["risk"] for evidence in item.evidence]
            other = [(a, b) for a, b in zip(texts, read, strict=True) if tidy(a) != b]
            assert other == [], path.name
