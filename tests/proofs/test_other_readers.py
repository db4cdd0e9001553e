"""The reader against openpyxl and calamine: the same values at the same addresses.

On every workbook that the rehearsal makes or gets back, in both languages, marked copies included, and on
what LibreOffice saves of some. Known differences, evened out here and nowhere else:

* numbers are compared as floats; openpyxl and calamine give a date as a moment, of which the day counts;
* an error or a formula without a value is an ``Unreadable`` here, ``#N/A`` or nothing in openpyxl, blank in
  calamine: only that nobody reads a value there is compared;
* openpyxl leaves ``_x000D_`` and its like in texts, and has blank cells that are ``None``;
* a time of day is a number here, as Excel stores it, and a ``time`` there: these cells are counted and left out.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook
from real.demos import demo_once
from real.office import Office

from kit.model.text import LANGUAGES
from kit.read.grid import Book, Raw, Unreadable
from kit.read.limits import RefusedError
from kit.read.ods import read_ods
from kit.read.other import read_calamine
from kit.read.sniff import sniff
from kit.read.stored import unescape
from kit.read.xlsx import read_xlsx

pytestmark = pytest.mark.real

Cells = Mapping[tuple[str, int, int], object]
FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "ods": "calc8", "xls": "MS Excel 97"}


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Every worksheet, return and marked copy of the rehearsal that is a whole .xlsx."""
    demos = [demo_once(lang, tmp_path_factory) for lang in LANGUAGES]
    found = [path for demo in demos for path in sorted(demo.rglob("*.xlsx"))]
    return [path for path in found if sniff(path.read_bytes()) == "xlsx" and _opens(path)]


def _opens(path: Path) -> bool:
    try:
        read_xlsx(path.read_bytes())
    except RefusedError:
        return False
    return True


def _ours(book: Book) -> tuple[Cells, set[tuple[str, int, int]]]:
    """The cells that hold a value, and those that nobody can read."""
    cells = {
        (tab.name, r, c): raw for tab in book.tabs for r, row in tab.rows.items() for c, raw in row.items()
    }
    odd = {place for place, raw in cells.items() if isinstance(raw, Unreadable)}
    return {place: _even(raw) for place, raw in cells.items() if place not in odd}, odd


def _even(value: Raw | object) -> object:
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int | float):
        return float(value)
    return value.date() if isinstance(value, datetime) else value


def _openpyxl(data: bytes) -> Iterator[tuple[tuple[str, int, int], object]]:
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    for page in book.worksheets:
        for row in page.iter_rows():
            for cell in row:
                if cell.value not in (None, "") and cell.data_type != "e":
                    value = unescape(cell.value) if isinstance(cell.value, str) else cell.value
                    yield (page.title, cell.row, cell.column), _even(value)


def _calamine(data: bytes) -> Iterator[tuple[tuple[str, int, int], object]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for name in book.sheet_names:
        for r, row in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False), 1):
            yield from (((name, r, c), _even(value)) for c, value in enumerate(row, 1) if value != "")


def _differences(ours: Cells, odd: set[tuple[str, int, int]], theirs: Cells) -> list[str]:
    times = {place for place, value in theirs.items() if isinstance(value, time | timedelta)}
    places = (ours.keys() | theirs.keys()) - times - odd
    other = [place for place in sorted(places) if ours.get(place) != theirs.get(place)]
    return [f"{place}: {ours.get(place)!r}, theirs {theirs.get(place)!r}" for place in other]


def test_every_workbook_of_ours_reads_as_in_openpyxl_and_calamine(workbooks: list[Path]) -> None:
    assert len(workbooks) > 150
    compared = 0
    for path in workbooks:
        data = path.read_bytes()
        ours, odd = _ours(read_xlsx(data))
        compared += len(ours)
        assert _differences(ours, odd, dict(_openpyxl(data))) == [], path
        assert _differences(ours, odd, dict(_calamine(data))) == [], path
    assert compared > 50_000


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with Office(tmp_path_factory.mktemp("office")) as running:
        yield running


def test_what_libreoffice_saves_reads_as_in_openpyxl_and_calamine(
    workbooks: list[Path], office: Office, tmp_path: Path
) -> None:
    """Its .xlsx and .ods by the other readers, its .xls by what is read of the other two."""
    chosen = [path for path in workbooks if "returned" in path.parts][:: max(1, len(workbooks) // 25)]
    assert len(chosen) >= 4
    for n, path in enumerate(chosen):
        saved = {}
        for kind, filter in FILTERS.items():
            to = tmp_path / f"{n}.{kind}"
            office.convert(path, to, filter)
            saved[kind] = to.read_bytes()
        ours, odd = _ours(read_xlsx(saved["xlsx"]))
        assert ours
        for name, theirs in (("openpyxl", _openpyxl(saved["xlsx"])), ("calamine", _calamine(saved["xlsx"]))):
            assert _differences(ours, odd, dict(theirs)) == [], (path, name)
        ods, odd_in_ods = _ours(read_ods(saved["ods"]))
        assert _differences(ods, odd_in_ods, dict(_calamine(saved["ods"]))) == [], (path, "ods")
        xls, odd_in_xls = _ours(read_calamine(saved["xls"], "xls"))
        for kind, cells in (("ods", ods), ("xls", xls)):
            assert _differences(ours, odd | odd_in_ods | odd_in_xls, cells) == [], (path, kind)
        plain, _ = _ours(read_xlsx(path.read_bytes()))
        assert _differences(plain, odd, ours) == [], (path, "as the kit wrote it")


def test_dates_are_dates_to_all(workbooks: list[Path]) -> None:
    """The comparison would pass by finding nothing: there are texts, numbers and dates in it."""
    kinds = {
        type(value) for path in workbooks[:40] for value in _ours(read_xlsx(path.read_bytes()))[0].values()
    }
    assert {str, float} <= kinds
    days = [v for p in workbooks for v in _ours(read_xlsx(p.read_bytes()))[0].values() if isinstance(v, date)]
    assert days
