"""Files whose names look the same are named as such, or nobody would understand what is said of them."""

from __future__ import annotations

import unicodedata

from read_world import RISK, Page, bytes_of, read_bytes

from kit.read import across


def said(context, tmp_path, *names: str) -> list[tuple[str, str]]:
    data = bytes_of(Page("B7", [RISK]), context=context)
    items = [read_bytes(data, context, tmp_path, name) for name in names]
    return [(f.code, f.file) for f in across(items, context)[1]]


def test_names_that_differ_only_in_how_letters_are_stored_are_told(context, tmp_path):
    one, other = (unicodedata.normalize(form, "Bord 3 på rådhuset.xlsx") for form in ("NFC", "NFD"))
    assert one != other
    assert sorted(code for code, _ in said(context, tmp_path, one, other)) == [
        "file.same-name",
        "return.copy",
    ]


def test_other_names_are_not(context, tmp_path):
    assert [code for code, _ in said(context, tmp_path, "Bord 3 å.xlsx", "Bord 3 a.xlsx", "bord 3 å.xlsx")] == [
        "return.copy", "return.copy"
    ]  # fmt: skip
