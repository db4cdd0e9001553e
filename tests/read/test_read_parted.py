"""Several answers in a cell for one, and days without a year: asked about with what is probably meant."""

from __future__ import annotations

import pytest
from read_world import Page, bytes_of, codes, found, read_bytes

TODO = {"question": "Hvem?", "area": "SO", "blocking": "Ja", "responsible": "Chef", "due": "1-2-2027"}


def read(context, tmp_path, **cells):
    return read_bytes(bytes_of(Page("C2", [{**TODO, **cells}]), context=context), context, tmp_path)


@pytest.mark.parametrize(
    "written",
    [
        "Sundhed/skole/park",
        "ældre / Skole / vej",
        "Ældre, skole og park",
        "ældre + skole + park",
        "Sundhed\nskole\npark",
    ],
)
def test_each_part_that_is_nearly_an_area_is_suggested(context, tmp_path, written):
    item = read(context, tmp_path, area=written)
    said = found(item, "cell.several-in-one")
    assert "Vælg ét af dem: Sundhed og ældre; Dagtilbud og skole; Vej og park." in said.remedy("da")
    assert said.cell == "C5" and "area" not in item.evidence[0].values
    assert not {"cell.not-in-list", "cell.not-in-list-near"} & codes(item)


@pytest.mark.parametrize(
    ("written", "meant"), [("ældre", "Sundhed og ældre"), ("Skole / dagtilbud", "Dagtilbud og skole")]
)
def test_parts_of_one_area_mean_that_area(context, tmp_path, written, meant):
    assert f"“{meant}”" in found(read(context, tmp_path, area=written), "cell.not-in-list-near").remedy("da")


def test_parts_that_are_nothing_are_no_suggestion(context, tmp_path):
    assert found(read(context, tmp_path, area="Havnen/torvet/skole"), "cell.not-in-list").needs_person


def test_both_of_two_choices_are_asked_about(context, tmp_path):
    assert "Ja; Nej" in found(read(context, tmp_path, blocking="Ja / nej"), "cell.several-in-one").remedy(
        "da"
    )


@pytest.mark.parametrize(
    "written", ["1/2", "1/2.", "1.2.", "01-02", "d. 1/2", "1. februar", "den 1. feb", "man. d. 1. feb."]
)
def test_a_day_without_a_year_is_asked_about_with_the_year_of_the_process(context, tmp_path, written):
    item = read(context, tmp_path, due=written)
    year = max(session.day.year for session in context.process.sessions)
    assert f"01-02-{year}" in found(item, "cell.day-without-year").remedy("da")
    assert "due" not in item.evidence[0].values and item.unread[0].text == written


@pytest.mark.parametrize("written", ["31/2", "13/13", "0/5", "2/25", "1/2/3/4", "til foråret", "1"])
def test_what_is_no_day_of_any_year_is_no_date(context, tmp_path, written):
    assert found(read(context, tmp_path, due=written), "cell.not-a-date").needs_person
