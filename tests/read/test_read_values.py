"""Numbers, dates and quarters as people write them, and choices that are nearly right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.model.evidence import UNKNOWN, Value
from kit.model.sheet import Choice, Column
from kit.model.text import Text
from kit.read.answers import Answers
from kit.read.entries import Entries
from kit.read.grid import Merge, address, corners, letters, number_of, spans
from kit.read.personal import personal_data
from kit.read.stored import day_of
from kit.read.text import squashed, tidy
from kit.read.values import day_in, day_of_serial, number_in, quarter_in, quarter_of

NUMBERS = {
    "4": 4, "4,5": 4.5, "4.5": 4.5, "1.234": 1234, "1.234,5": 1234.5, "1,234.5": 1234.5, "12 500": 12500,
    "50.000 kr.": 50000, "kr. 50.000,-": 50000, "-3": -3, "+2": 2, ",5": 0.5, "1.234.567": 1234567,
    "0.500": 0.5, "1'000": 1000, "\u22124": -4,
}  # fmt: skip
NO_NUMBERS = [
    "",
    "fire",
    "4-5",
    "1.2.3",
    "1,2,3",
    "1.23,4.5",
    "12 dage",
    "4,5,",
    "1e5",
    "½",
    "--4",
    "kr.",
    "9" * 400,
]


@pytest.mark.parametrize(("text", "value"), NUMBERS.items())
def test_numbers_as_danes_write_them(text, value):
    assert number_in(text) == value


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_number(text):
    assert number_in(text) is None


def test_the_language_decides_where_a_sign_could_be_either():
    assert number_in("1,234", "en") == 1234
    assert number_in("1,234", "da") == 1.234
    assert number_in("1.234", "en") == 1.234


@given(st.integers(-(10**9), 10**9), st.integers(0, 99))
def test_any_number_in_danish_writing_comes_back(whole, cents):
    text = f"{whole:,}".replace(",", ".") + f",{cents:02d}"
    wanted = abs(whole) + cents / 100
    assert number_in(text) == pytest.approx(-wanted if text.startswith("-") else wanted)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_any_date_comes_back_from_every_writing(day):
    months = ["januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober",
              "november", "december"]  # fmt: skip
    writings = [
        f"{day:%d-%m-%Y}", f"{day:%d.%m.%Y}", f"{day.day}/{day.month} {day:%Y}",
        f"{day.day}/{day.month}-{day:%y}",
        f"{day:%Y-%m-%d}", f"{day:%Y%m%d}", f"{day:%d-%m-%Y} 00:00:00", f"{day.isoformat()}T00:00:00",
        f"{day.day}. {months[day.month - 1]} {day.year}",
        f"den {day.day}. {months[day.month - 1][:3]}. {day.year}",
    ]  # fmt: skip
    assert {text: day_in(text) for text in writings} == dict.fromkeys(writings, day)


@pytest.mark.parametrize(
    "text", ["31-02-2027", "snart", "13/13-26", "12", "2027", "uge 40", "1. majestæt 2027", ""]
)
def test_what_is_no_date(text):
    assert day_in(text) is None


@given(st.dates(date(1960, 1, 1), date(2100, 1, 1)))
def test_serial_numbers_agree_with_excels(day):
    serial = (day - date(1899, 12, 30)).days
    assert day_of(float(serial), False) == day
    assert day_of(float(serial - 1462), True) == day
    assert day_of_serial(serial) == day


def test_early_serials_know_the_leap_day_that_never_was():
    assert day_of(1, False) == date(1900, 1, 1)
    assert day_of(59, False) == date(1900, 2, 28)
    assert day_of(61, False) == date(1900, 3, 1)
    assert day_of(0.5, False) == 0.5


QUARTERS = [
    "2027-K1",
    "K1 2027",
    "2027 k1",
    "Q1 2027",
    "1. kvartal 2027",
    "2027Q1",
    "2027/1",
    "k1-2027",
    "1 kv. 2027",
]


@pytest.mark.parametrize("text", QUARTERS)
def test_quarters(text):
    assert quarter_in(text) == "2027-K1"


@pytest.mark.parametrize("text", ["2027", "K5 2027", "forår 2027", "K1", "12027", "2027-K10"])
def test_what_is_no_quarter(text):
    assert quarter_in(text) is None


def test_quarter_of_a_day():
    assert [quarter_of(date(2027, month, 1)) for month in (1, 3, 4, 12)] == [
        "2027-K1", "2027-K1", "2027-K2", "2027-K4",
    ]  # fmt: skip


@given(st.integers(1, 16384), st.integers(1, 10**6))
def test_addresses_there_and_back(column, row):
    assert number_of(letters(column)) == column
    assert corners(address(row, column)) == Merge(row, column, row, column)


def test_cells_are_told_in_spans():
    assert spans([(7, 4), (9, 4), (10, 4), (12, 4), (11, 4)]) == "D7, D9–D12"
    assert spans([(1, 28), (1, 2)]) == "B1, AB1"


CHOICES = Entries.of(
    [
        Choice("none", Text.of(da="Ingen", en="None")),
        Choice("under", Text.of(da="<10", en="<10")),
        Choice("over", Text.of(da=">10", en=">10")),
        Choice("range", Text.of(da="10-49", en="10-49")),
        Choice("RO-03", Text.of(da="Dataejer", en="Data owner"), coded=True),
        Choice("RO-13", Text.of(da="Dataejers stedfortræder", en="Deputy"), coded=True),
    ]
)


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("ingen", "none"), (" Ingen ", "none"), ("NONE", "none"), ("<10", "under"),
        ("> 10", "over"), (">10", "over"),
        ("10", None), ("10–49", "range"), ("RO-03", "RO-03"), ("ro-03 dataejer", "RO-03"),
        ("Data-ejer", "RO-03"),
        ("RO-03 Noget andet", "RO-03"), ("Dataejeren", None), ("", None),
    ],
)  # fmt: skip
def test_choices_by_id_label_or_wording(text, id):
    assert CHOICES.find(text) == id


def test_a_near_miss_is_suggested_never_taken():
    near = CHOICES.near("Dataejeren")
    assert near is not None and near.id == "RO-03"
    assert CHOICES.near("Rosenkål") is None


def column(type, **more) -> Column:
    return Column("x", Text.same("X"), type, "required", Text.same(""), **more)


@pytest.mark.parametrize(
    ("made", "raw", "value"),
    [
        (column("number", unknown_ok=True), "?", UNKNOWN),
        (column("number", unknown_ok=True), "Ved ikke", UNKNOWN),
        (column("number"), "?", None),
        (column("choice", source="yes_no_unknown"), "ved ikke", "unknown"),
        (column("choice", source="yes_no_unknown"), "?", "unknown"),
        (column("choice", source="yes_no"), True, "yes"),
        (column("choice", source="raci"), "a", "A"),
        (column("int"), 3.0, 3),
        (column("number"), date(2026, 5, 4), None),
        (column("date"), 46307, date(2026, 10, 12)),
        (column("quarter"), date(2027, 2, 1), "2027-K1"),
        (column("text"), "  to\u00a0 linjer\r\nher ", "to linjer her"),
        (column("longtext"), "  to\u00a0 linjer\r\nher ", "to linjer\nher"),
        (column("text"), 2027, "2027"),
        (column("text"), "   ", None),
        (column("multichoice", source="audience"), "Borgere, Ledelse", ("citizens", "managers")),
        (column("multichoice", source="audience"), "Borgere\nBorgere; Ledelse;", ("citizens", "managers")),
        (column("reflist", source="systems"), "Regneark, økonomi; Aula", ("Regneark, økonomi", "Aula")),
        (column("reflist", source="systems"), "KMD Nexus, Aula", ("KMD Nexus", "Aula")),
        (column("ref", source="roles"), "RO-03 Dataejer", "RO-03"),
        (column("ref", source="roles"), "Databroker", "Databroker"),
        (column("ref", source="scopes"), "sundhed og ældre", "SO"),
        (column("ref", source="scopes"), "KMD Nexus", "KMD Nexus"),
    ],
)
def test_cells_by_type(context, made: Column, raw, value: Value | None):
    assert Answers(context).read(made, raw).value == value


@given(
    st.text(max_size=60),
    st.sampled_from(["text", "number", "int", "date", "quarter", "choice", "multichoice"]),
)
def test_no_text_breaks_a_column(context_once, text, type):
    asked = replace(column(type, source="audience" if "choice" in type else None), need="optional")
    answer = context_once.read(asked, text)
    assert answer.value is not None or answer.problems or not tidy(text)


@pytest.fixture(scope="module")
def context_once(context) -> Answers:
    return Answers(context)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("010190-1234", ("personal.cpr",)), ("se 0101901234.", ("personal.cpr",)), ("320190-1234", ()),
        ("skriv til a.b@kommune.dk", ("personal.email",)), ("@home", ()),
        ("tlf. 20304050", ("personal.phone",)),
        ("+45 20 30 40 50", ("personal.phone",)), ("20261012", ()),
        ("pris 1.000.000", ()), ("sag 2026-123456", ()),
        ("12 mennesker, 34 sager", ()), ("Ca. 2 dage/md.", ()),
    ],
)  # fmt: skip
def test_personal_data(text, codes):
    assert personal_data(text) == codes


@pytest.mark.parametrize(
    ("one", "two"), [("KMD-Nexus", "kmd nexus"), ("Opus Løn", "OPUS LOEN"), ("A/S", "a s")]
)
def test_unified_names_are_one(one, two):
    assert squashed(one) == squashed(two)
