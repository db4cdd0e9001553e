"""Hostile files: none crashes, hangs or fills the memory; each gets its finding in under three seconds."""

from __future__ import annotations

import csv
import io
import time
from datetime import date

import pytest
from hostile_files import READ, REFUSED
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from read_world import codes, read_bytes, saved
from test_read_ods import cell, ods, row, table

from kit.read import Reader, limits
from kit.read.grid import Book
from kit.read.ods import read_ods
from kit.read.other import read_csv
from kit.read.xlsx import read_xlsx

SECONDS = 3.0


@pytest.fixture(scope="module")
def reader(context):
    with Reader(context) as running:
        running.read_all([])
        yield running


def _asked(reader, folder, data: bytes):
    path = folder / "svar.xlsx"
    path.write_bytes(data)
    reader.read(folder / "ingen.xlsx", "ingen.xlsx")  # the helper is there: its start is not the file's time
    start = time.monotonic()
    items = reader.read_all([(path, "returned/svar.xlsx")])
    taken = time.monotonic() - start
    assert path.read_bytes() == data
    return items, taken


def test_there_are_as_many_as_were_measured():
    assert len(REFUSED) + len(READ) >= 51
    assert limits.WORKER_MEMORY <= 512 * limits.MEGABYTE


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_refused_at_once(name, reader, tmp_path):
    make, code = REFUSED[name]
    items, taken = _asked(reader, tmp_path, make())
    assert code in {found for item in items for found in codes(item)}
    assert all(item.evidence == () for item in items)
    assert taken < SECONDS


@pytest.mark.parametrize("name", READ)
def test_an_odd_file_is_read(name, reader, tmp_path):
    (item,), taken = _asked(reader, tmp_path, READ[name]())
    assert "identity.missing" in codes(item)
    assert taken < SECONDS


@given(
    st.binary(max_size=400),
    st.sampled_from(
        [
            b"",
            b"PK\x03\x04",
            b"PK\x05\x06",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            b"\x09\x08\x10\x00",
            b"<?xml ",
            b"From: a\nTo: b\nMIME-Version: 1.0\n",
        ]
    ),
)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_bytes_become_a_finding(reader, tmp_path, noise, start):
    path = tmp_path / "svar"
    path.write_bytes(start + noise)
    items = reader.read_all([(path, "returned/svar")])
    assert items and all(item.findings for item in items)


# any table survives

SIGNS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"])
TEXTS = st.text(SIGNS, min_size=1, max_size=30).filter(
    lambda text: text.strip() == text and not text.startswith("=")
)
NUMBERS = st.integers(-(10**9), 10**9) | st.floats(-1e6, 1e6).map(lambda value: round(value, 4) + 0.0)
VALUES = TEXTS | NUMBERS | st.dates(date(1950, 1, 1), date(2100, 1, 1))
TABLES = st.dictionaries(st.tuples(st.integers(1, 40), st.integers(1, 30)), VALUES, min_size=1, max_size=25)


def _cells(book: Book) -> dict[tuple[int, int], object]:
    return {(r, c): value for r, line in book.tabs[0].rows.items() for c, value in line.items()}


@given(TABLES)
@settings(max_examples=60, deadline=None)
def test_any_table_survives_xlsx(made):
    book = Workbook()
    for (r, c), value in made.items():
        place = book.active.cell(r, c, value)
        if isinstance(value, str):
            place.data_type = "s"
    assert _cells(read_xlsx(saved(book))) == made


@given(TABLES)
@settings(max_examples=60, deadline=None)
def test_any_table_survives_ods(made):
    lines = []
    for r in range(1, max(r for r, _ in made) + 1):
        lines.append(row(*(_ods_cell(made.get((r, c))) for c in range(1, 31))))
    assert _cells(read_ods(ods(table("".join(lines))))) == made


def _ods_cell(value: object) -> str:
    if value is None:
        return cell("", "")
    if isinstance(value, date):
        return cell("dag", "date", office__date_value=value.isoformat())
    if isinstance(value, int | float):
        return cell("tal", "float", office__value=repr(value))
    text = str(value).replace("&", "&amp;").replace("<", "&lt;")
    return cell(text)


@given(st.dictionaries(st.tuples(st.integers(1, 40), st.integers(1, 30)), TEXTS, min_size=1, max_size=25))
@settings(max_examples=60, deadline=None)
def test_any_table_of_texts_survives_csv(made):
    lines = [[made.get((r, c), "") for c in range(1, 31)] for r in range(1, max(r for r, _ in made) + 1)]
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(lines)
    assert _cells(read_csv(text.getvalue().encode("utf-8-sig"), "Ark1")) == made


def test_bytes_are_read_alike_whoever_reads_them(context, tmp_path):
    for name in ("strict namespace", "wrong number"):
        assert codes(read_bytes(READ[name](), context, tmp_path)) == {"identity.missing"}
