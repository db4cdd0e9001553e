"""Days with the month first are asked about, never turned into other days in silence."""

from __future__ import annotations

from datetime import date

import pytest
from read_world import IDEA, Page, bytes_of, codes, found, read_bytes

from kit.read.days import either_way, month_first

TODO = {"question": "Hvem?", "area": "SO", "blocking": "Ja", "responsible": "Chef"}


def read(context, tmp_path, *days, sheet="C2", row=TODO, column="due"):
    rows = [{**row, column: day} for day in days]
    return read_bytes(bytes_of(Page(sheet, rows), context=context), context, tmp_path)


def test_an_american_day_is_asked_about_with_the_day_it_means(context, tmp_path):
    item = read(context, tmp_path, "12/25/2026")
    said = found(item, "cell.month-first")
    assert "“12/25/2026”" in said.message("da") and "25-12-2026" in said.remedy("da")
    assert item.unread[0].text == "12/25/2026" and "due" not in item.evidence[0].values


def test_what_may_be_read_both_ways_is_asked_about_where_the_column_shows_it(context, tmp_path):
    item = read(context, tmp_path, "10/12/2026", "12/25/2026", "11/11/2026", "13/10/2026", "3-4-2027")
    said = found(item, "cell.day-or-month")
    assert [row.day("due") for row in item.evidence] == [
        date(2026, 12, 10), None, date(2026, 11, 11), date(2026, 10, 13), date(2027, 4, 3)
    ]  # fmt: skip
    assert said.cell == item.evidence[0].cells["due"] and "“10/12/2026”" in said.message("da")


@pytest.mark.parametrize(
    "days", [("10/12/2026", "25/12/2026"), ("10/12/2026",), (date(2026, 12, 10), "1/2/27")]
)
def test_danish_days_are_not_asked_about(context, tmp_path, days):
    assert not {"cell.day-or-month", "cell.month-first"} & codes(read(context, tmp_path, *days))


def test_a_quarter_is_asked_about_too(context, tmp_path):
    item = read(context, tmp_path, "3/4/2027", "4/30/2027", sheet="B4", row=IDEA, column="wanted_start")
    assert found(item, "cell.day-or-month").cell == item.evidence[0].cells["wanted_start"]


def test_only_days_of_the_same_writing_are_in_doubt():
    assert either_way(["1/2/2026", "1-2-2026", "5/31/2026"]) == {"1/2/2026"}
    assert either_way(["1/2/2026", "31/5/2026"]) == frozenset()
    assert month_first("2/30/2026") is None and month_first("25/12/2026") is None
