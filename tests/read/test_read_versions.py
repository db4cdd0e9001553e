"""Worksheets of an older or a newer version: known columns are read, what is missing or strange is said."""

from __future__ import annotations

from read_world import RISK, Page, bytes_of, codes, found, read_bytes, token


def test_an_older_sheet_is_read_and_its_missing_columns_are_said(context, tmp_path):
    old = ["risk", "kind", "probability", "impact"]  # it asked neither who handles it nor for a measure
    page = Page("B7", [RISK], columns=old, token=token(schema=0))
    item = read_bytes(bytes_of(page, context=context, identity=token(schema=0)), context, tmp_path)
    assert {id: item.evidence[0].values[id] for id in old} == {
        "risk": "Ingen ejer", "kind": "technical", "probability": 4, "impact": 3,
    }  # fmt: skip
    assert not item.evidence[0].complete
    assert {"identity.older-version", "table.column-missing", "table.column-gone"} <= codes(item)
    assert "Hvem håndterer det bedst?" in found(item, "table.column-missing").message("da")
    assert "Tiltag" in found(item, "table.column-gone").message("da")


def test_a_newer_sheet_is_read_and_its_strange_columns_are_kept(context, tmp_path):
    page = Page("B7", [RISK], extra={"N4": "Varsles af", "N3": "~B7.warned_by", "N5": "Beredskabet"})
    item = read_bytes(bytes_of(page, context=context, identity=token(schema=7)), context, tmp_path)
    assert item.evidence[0].values["risk"] == RISK["risk"] and item.evidence[0].complete
    assert {"identity.newer-version", "table.unknown-column"} <= codes(item)
    assert "Varsles af" in found(item, "table.unknown-column").message("da")
    assert [text for _, _, text in item.kept] == ["Beredskabet"]


def test_columns_in_another_order_are_mapped(context, tmp_path):
    plain = read_bytes(bytes_of(Page("B7", [RISK]), context=context), context, tmp_path)
    turned = Page("B7", [RISK], columns=["impact", "handled_by", "risk", "probability", "kind"])
    item = read_bytes(bytes_of(turned, context=context, identity=token(schema=0)), context, tmp_path)
    assert dict(item.evidence[0].values) == dict(plain.evidence[0].values)
    assert item.evidence[0].cells["risk"] == "D5"
