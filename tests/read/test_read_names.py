"""A person's name where a function is asked for is asked about, however it is written; functions are not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from read_world import IDEA, RISK, Page, bytes_of, codes, read_bytes, token

from kit.model.sheet import Choice, Lists
from kit.model.text import Text
from kit.read.personal import maybe_names

NAMES = [
    "Hanne Prøvesen 12345678", "Mette Prøvesen, ældrechef", "ældrechef Mette Prøvesen", "Prøvesen, Mette", "Prøvesen,Mette",
    "Prøve-Fabel, Mette Marie", "METTE PRØVESEN", "Mette P.", "Spørg Mette P.", "Ældrechef (Mette Prøvesen)",
    "Ældrechef\nPrøvesen, Mette", "IT-chef; Prøvesen, Mette",
]  # fmt: skip
FUNCTIONS = [
    "Økonomi og HR", "Digital Strategi", "ØKONOMI OG HR", "KMD NEXUS", "BI-TEAM", "Ældrechef, Skolechef", "Teknik, Miljø",
    "Vej og park", "Område B", "Team C.", "DPO", "it-chef", "mette prøvesen", "Ældrechef, IT", "Controller, Stab",
]  # fmt: skip
PLACES = [
    ("B7", "responsible", RISK, "NET"),
    ("B2", "function", {"area": "Sundhed og ældre", "role": "RO-03", "hours_month": 4}, "NET"),
    ("R1", "function", {"area": "Sundhed og ældre", "type": "Aktiv"}, "ROL"),
    ("B4", "owner", IDEA, "NET"),
]
"""Places where a function is asked for: as the one who is to do something, and as a list to which people add."""


@pytest.mark.parametrize("written", NAMES)
def test_names_are_noticed(written):
    assert maybe_names(written)


@pytest.mark.parametrize("written", FUNCTIONS)
def test_functions_are_not_noticed(context, tmp_path, written):
    data = bytes_of(Page("B7", [{**RISK, "responsible": written}]), context=context)
    assert "personal.maybe-name" not in codes(read_bytes(data, context, tmp_path))


@pytest.mark.parametrize(("code", "column", "row", "workshop"), PLACES)
def test_wherever_a_function_is_asked_for(context, tmp_path, code, column, row, workshop):
    def said(text: str) -> set[str]:
        page = Page(code, [{**row, column: text}])
        return codes(read_bytes(bytes_of(page, context=context, identity=token(workshop)), context, tmp_path))

    assert "personal.maybe-name" in said("Prøvesen, Mette") & said("Mette Prøvesen, ældrechef")
    assert "personal.maybe-name" not in said("Ældrechef") | said("Økonomi og HR")


def test_a_name_that_an_earlier_return_brought_as_a_function_is_still_asked_about(context, tmp_path):
    brought = {**context.lists.by_name, "functions": (Choice("Mette Prøvesen", Text.same("Mette Prøvesen")),)}
    later = replace(context, lists=Lists(brought))
    data = bytes_of(Page("B7", [{**RISK, "responsible": "Mette Prøvesen"}]), context=later)
    assert "personal.maybe-name" in codes(read_bytes(data, later, tmp_path))
