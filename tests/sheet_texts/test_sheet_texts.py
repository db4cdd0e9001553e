"""What stands on the sheets: complete in both languages, and no example that the reader would refuse."""

from __future__ import annotations

import re
from functools import cache

import pytest

from kit.content import cards, sheets
from kit.content.table import Table, parse
from kit.findings import Finding
from kit.model.sheet import Column, Sheet
from kit.model.text import LANGUAGES, Text
from kit.resources import Resources

OWN = Resources()
FIRST_VIEW = 8
HELP_LENGTH = 95
EMPTY_IN_THE_EXAMPLE = {("S1", "parent")}
"""The system of the example row belongs to no larger one."""
NEED_ORDER = {"made": 0, "required": 0, "expected": 1, "optional": 2}


def _table(name: str, findings: list[Finding]) -> Table:
    return parse(OWN.text(f"workshops/{name}.toml"), name, findings)


@cache
def _sheets() -> dict[str, Sheet]:
    findings: list[Finding] = []
    found: dict[str, Sheet] = {}
    for name in OWN.names("workshops/sheets", ".toml"):
        found |= sheets.read_sheets(parse(OWN.text(name), name, findings))
    assert not findings
    return found


@cache
def _labels(lang: str) -> dict[str, frozenset[str]]:
    """What a drop-down shows, by the name of its list."""
    findings: list[Finding] = []
    labels = {
        name: frozenset(choice.label(lang) for choice in choices)
        for name, choices in sheets.read_lists(_table("lists", findings)).items()
    }
    labels["modules"] = frozenset(c.label(lang) for c in sheets.read_modules(_table("modules", findings)))
    coded: dict[str, list[tuple[str, Text]]] = {
        "roles": [(r.id, r.title) for r in cards.read_roles(_table("cards/roles", findings))],
        "themes": [(t.id, t.title) for t in cards.read_themes(_table("cards/themes", findings))[1]],
        "competences": [
            (c.id, c.title) for c in cards.read_competences(_table("cards/competences", findings))[0]
        ],
        "decisions": [(d.id, d.title) for d in cards.read_decisions(_table("cards/decisions", findings))],
    }
    for name, entries in coded.items():
        labels[name] = frozenset(f"{id} {title[lang]}" for id, title in entries)
    areas = _table("areas", findings)
    labels["areas"] = frozenset(entry.need_text("name")[lang] for _, entry in areas.entries())
    assert not findings
    return labels


def _columns() -> list[tuple[str, Column]]:
    return [(sheet.code, column) for sheet in _sheets().values() for column in sheet.columns]


def test_every_sheet_of_tier_1_is_there() -> None:
    assert len([sheet for sheet in _sheets().values() if sheet.tier == 1]) == 22


@pytest.mark.parametrize("lang", LANGUAGES)
def test_texts_are_complete_and_short(lang: str) -> None:
    for sheet in _sheets().values():
        assert sheet.title[lang] and sheet.row_is[lang] and sheet.guidance[lang], sheet.code
        assert len(sheet.guidance[lang]) <= 300, sheet.code
    for code, column in _columns():
        assert column.header[lang], (code, column.id)
        assert 0 < len(column.help[lang]) <= HELP_LENGTH, (code, column.id)
        assert column.help[lang].endswith((".", "…", "?")), (code, column.id)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_headers_are_told_apart_without_case_and_signs(lang: str) -> None:
    for sheet in _sheets().values():
        headers = [re.sub(r"\W", "", column.header[lang].casefold()) for column in sheet.columns]
        assert len(set(headers)) == len(headers), sheet.code


def test_a_person_meets_at_most_eight_columns_the_required_ones_first() -> None:
    for sheet in _sheets().values():
        first = [c for c in sheet.columns if not c.more and not c.scores]
        if sheet.layout == "matrix" or sheet.tier == 0:  # the lead's own workbook shows all there is to know
            continue
        assert len(first) <= FIRST_VIEW, sheet.code
        if sheet.layout != "form":
            order = [NEED_ORDER[column.need] for column in first]
            assert order == sorted(order), sheet.code


def test_nothing_required_hides_among_the_folded_columns() -> None:
    for sheet in _sheets().values():
        hidden = {c.id for c in sheet.columns if (c.more or c.scores) and c.need == "required"}
        assert hidden <= set(sheet.prefilled), sheet.code


def test_whatever_people_fill_in_has_an_example() -> None:
    for code, column in _columns():
        if column.need != "made" and column.type != "code" and (code, column.id) not in EMPTY_IN_THE_EXAMPLE:
            assert column.example, (code, column.id)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_examples_stand_in_their_lists(lang: str) -> None:
    seen = 0
    for code, column in _columns():
        if column.example and column.source in _labels(lang):
            several = column.type in ("multichoice", "reflist")
            text = column.example[lang]
            for part in text.split("; ") if several else [text]:
                assert part in _labels(lang)[str(column.source)], (code, column.id, part)
                seen += 1
    assert seen > 60


@pytest.mark.parametrize("lang", LANGUAGES)
def test_examples_have_the_form_that_is_asked_for(lang: str) -> None:
    forms = {"date": r"\d\d-\d\d-20\d\d", "quarter": r"20\d\d-K[1-4]", "int": r"\d+", "initials": r"\w{1,5}"}
    forms["number"] = r"\d+(,\d+)?" if lang == "da" else r"\d+(\.\d+)?"
    for code, column in _columns():
        if not column.example or column.type not in forms:
            continue
        text = column.example[lang]
        assert re.fullmatch(forms[column.type], text), (code, column.id, text)
        if column.type in ("number", "int"):
            value = float(text.replace(",", "."))
            assert value >= (column.low or 0), (code, column.id)
            assert column.high is None or value <= column.high, (code, column.id)


@pytest.mark.parametrize(("lang", "words"), [("da", "Skriv ? for"), ("en", "Write ? for")])
def test_the_question_mark_is_offered_where_it_is_read(lang: str, words: str) -> None:
    for code, column in _columns():
        assert (words in column.help[lang]) == column.unknown_ok, (code, column.id)
