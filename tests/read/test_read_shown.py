"""Numbers that a cell shows as something else: a share, a time of day, a truth value."""

from __future__ import annotations

import struct
from datetime import time

import pytest
from read_world import RISK, Page, book_of, found, read_bytes, saved

from kit.read.old_excel import shares_in
from kit.read.stored import clock, share


def read(context, tmp_path, column, value, shown_as):
    """One risk with this value in a column that shows it like that."""
    book = book_of(Page("B7", [{**RISK, column: value}]), context=context)
    tab = book.worksheets[0]
    cell = next(
        cell
        for row in tab.iter_rows()
        for cell in row
        if cell.value == value and type(cell.value) is type(value)
    )
    cell.number_format = shown_as
    return read_bytes(saved(book), context, tmp_path)


@pytest.mark.parametrize(
    ("shown_as", "value", "text"),
    [("0%", 1.0625, "106,25 %"), ("0.00%", 0.125, "12,5 %"), ('0"kr. %"', 2.5, "2,5")],
)
def test_a_share_in_a_text_stays_a_share(context, tmp_path, shown_as, value, text):
    assert read(context, tmp_path, "treatment", value, shown_as).evidence[0].values["treatment"] == text


def test_a_share_for_a_number_is_asked_about(context, tmp_path):
    item = read(context, tmp_path, "reserve", 0.5, "0 %")
    assert "reserve" not in item.evidence[0].values
    finding = found(item, "cell.not-a-number-near")
    assert finding.values["shown"] == "50 %" and finding.values["suggestion"] == "50"


def test_a_time_of_day_stays_one(context, tmp_path):
    item = read(context, tmp_path, "treatment", time(12, 30), "hh:mm")
    assert item.evidence[0].values["treatment"] == "12:30"


@pytest.mark.parametrize(("value", "text"), [(True, "SAND"), (False, "FALSK")])
def test_a_truth_value_in_a_text_reads_as_it_is_shown(context, tmp_path, value, text):
    item = read(context, tmp_path, "treatment", value, "General")
    assert item.evidence[0].values["treatment"] == text


def test_shares_and_clocks_have_no_rounding_noise():
    assert [share(value) for value in (0.07, 1, 0.333333333333, -0.5)] == [
        "7 %",
        "100 %",
        "33,33333333 %",
        "-50 %",
    ]
    assert [clock(value) for value in (0.5, 1 / 3, 23.99 / 24)] == ["12:00", "08:00", "23:59"]


def _record(kind, body):
    return struct.pack("<HH", kind, len(body)) + body


def _old_workbook(*cells):
    """An .xls cut down to what matters: own formats, twenty cell formats, and cells of all kinds."""
    own = _record(0x041E, struct.pack("<HHB", 164, 5, 0) + b"0.0 %") + _record(
        0x041E, struct.pack("<HHB", 165, 4, 0) + b'0"%"'
    )
    shown = {3: 9, 4: 164, 5: 165}
    styles = b"".join(_record(0xE0, struct.pack("<HH16x", 0, shown.get(n, 0))) for n in range(20))
    return own + styles + b"".join(cells) + _record(0x0A, b"")


def test_an_old_workbook_tells_its_shares():
    cells = (
        _record(0x0203, struct.pack("<HHHd", 6, 2, 3, 0.5)),
        _record(0x0203, struct.pack("<HHHd", 6, 3, 5, 0.25)),  # shows a sign, but no share
        _record(0x0203, struct.pack("<HHHd", 6, 4, 0, 0.125)),
        _record(0x027E, struct.pack("<HHHI", 7, 0, 4, 25 << 2 | 3)),
        _record(0x00BD, struct.pack("<HHHIHIH", 8, 1, 0, 1 << 2 | 2, 3, 2 << 2 | 2, 2)),
        _record(0x0006, struct.pack("<HHHd8x", 9, 0, 3, 0.75)),
    )
    assert shares_in(_old_workbook(*cells)) == {(7, 3, 0.5), (8, 1, 0.25), (9, 3, 2.0), (10, 1, 0.75)}


@pytest.mark.parametrize("cut", range(0, 700, 7))
def test_a_cut_or_strange_old_workbook_breaks_nothing(cut):
    whole = _old_workbook(_record(0x0203, struct.pack("<HHHd", 6, 2, 3, 0.5)))
    assert shares_in(whole[:cut]) <= {(7, 3, 0.5)}
    assert shares_in(bytes(range(256)) * 40) == frozenset()
