"""Any bytes, and any mutilation of a real return, survive reading: evidence, or a finding that names the file."""

from __future__ import annotations

import warnings
from pathlib import Path
from random import Random
from unittest import mock

import pytest
from hostile_files import READ, REFUSED, packed
from mutate import changed
from read_world import IDEA, RISK, Page, bytes_of, context_of
from test_read_formats import csv_text
from test_read_ods import cell, ods, row, table

from kit.model.catalogue import Catalogue
from kit.read import ReadContext, across, limits, xlsx
from kit.read.grid import Book
from kit.read.limits import RefusedError
from kit.read.returns import Interpreter
from kit.read.usual import UnusualError

CHANGES = 120
"""Of each return; `make fuzz` makes thousands."""
NAME = "returned/svar.xlsx"


@pytest.fixture(scope="module")
def context(catalogue: Catalogue) -> ReadContext:
    return context_of(catalogue)


@pytest.fixture(scope="module")
def returns(context: ReadContext) -> dict[str, bytes]:
    """Small returns of every kind that is read here; one refused or odd file after the other changes too."""
    filled = bytes_of(Page("B4", [IDEA]), Page("B7", [RISK, RISK]), context=context)
    lines = [[cell(text) for text in line.split(";")] for line in csv_text(context).split("\r\n")]
    made = {
        "xlsx": filled,
        "ods": ods(table("".join(row(*line) for line in lines))),
        "csv": csv_text(context).encode(),
        "zip": packed({"a.xlsx": filled, "b.csv": csv_text(context).encode("cp1252")}),
    }
    small = {name: make() for name, (make, _) in REFUSED.items()} | {
        name: make() for name, make in READ.items()
    }
    return made | {name: data for name, data in small.items() if len(data) < 3_000}


def _flipped(data: bytes, dice: Random) -> bytes:
    """Some bytes changed, put in or taken out."""
    made = bytearray(data or b"x")
    for _ in range(dice.choice((1, 2, 8))):
        at, what = dice.randrange(len(made) + 1), dice.random()
        if what < 0.5:
            made[at : at + 1] = bytes([dice.randrange(256)])
        elif what < 0.75:
            del made[at : at + dice.randrange(50)]
        else:
            made[at:at] = dice.randbytes(dice.randrange(9))
    return bytes(made)


@pytest.mark.parametrize("kind", ["xlsx", "ods", "csv", "zip", "hostile"])
def test_a_changed_return_gives_evidence_or_a_finding(
    kind: str, returns: dict[str, bytes], context: ReadContext, tmp_path: Path
) -> None:
    interpreter, path = Interpreter(context), tmp_path / "svar"
    hostile = sorted(returns.keys() - {"xlsx", "ods", "csv", "zip"})
    assert len(hostile) > 30
    for seed in range(CHANGES):
        dice = Random(seed)
        data = returns[kind if kind in returns else hostile[seed % len(hostile)]]
        with warnings.catch_warnings(action="ignore"):  # two parts of one name are meant
            spoilt = changed(data, limits.MEGABYTE, seed, lambda data, _, dice=dice: _flipped(data, dice))
        path.write_bytes(spoilt)
        items = interpreter.read(path, NAME)
        assert items, seed
        for item in items:
            assert item.evidence or item.findings, seed
            assert item.file.startswith(NAME) and all(f.file == item.file for f in item.findings), seed
            assert all(f.message(lang) and f.remedy(lang) for f in item.findings for lang in ("da", "en"))
        across(items, context)


def _by_the_parser(data: bytes) -> Book | None:
    with mock.patch.object(xlsx, "each_row", _unusual), mock.patch.object(xlsx, "usual_strings", _unusual):
        return _book(data)


def _unusual(*_: object) -> None:
    raise UnusualError


def _book(data: bytes) -> Book | None:
    try:
        return xlsx.read_xlsx(data)
    except RefusedError:
        return None


def test_by_pattern_and_by_the_parser_is_the_same(returns: dict[str, bytes]) -> None:
    """What the patterns read, the parser reads alike; what it refuses, the patterns may still make out."""
    compared = 0
    for seed in range(4 * CHANGES):
        dice = Random(seed)
        with warnings.catch_warnings(action="ignore"):
            data = changed(
                returns["xlsx"], limits.MEGABYTE, seed, lambda data, _, dice=dice: _flipped(data, dice)
            )
        quick, slow = _book(data), _by_the_parser(data)
        if quick and slow:
            compared += 1
            assert quick == slow, seed
        assert quick or not slow, seed
    assert compared > CHANGES
