"""Rows folded up are the same rows, and what stands in for them says what they say."""

from __future__ import annotations

import json
import struct
import zlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from read_world import IDEA, RISK, Page, bytes_of, read_bytes, token

from kit.model.evidence import Evidence, Return, Unread
from kit.model.process import Unit
from kit.read import across
from kit.read.folding import Folded, fold, unfold
from kit.read.outline import Outliner, Parted, Rows
from kit.read.packing import UnfitError, pack_rows
from kit.read.text import unified

SYSTEM = {"system": "KMD Nexus", "area": "SO"}
HOLDER = {"role": "RO-01", "scope": "Hele kommunen", "holder": "Teamleder, vest"}


@pytest.fixture(scope="module")
def outliner(context) -> Outliner:
    return Outliner(context.catalogue.sheets)


@pytest.fixture
def returns(context, tmp_path) -> list[Return]:
    """Sheets that bring names and sheets that use them, known and misspelt, in two files and by two units."""
    systems = [SYSTEM, {**SYSTEM, "system": "Cura"}]
    risks = [{**RISK, "risk": f"Risiko {n}"} for n in range(30)]
    ideas = [{**IDEA, "systems": "KMD Nexsus; Cura"}, {**IDEA, "title": "Ét andet", "systems": "Ukendt"}]
    files = {
        "a.xlsx": (token("KIC", "LEAD"), [Page("S1", systems)]),
        "b.xlsx": (token("NET", "G1"), [Page("B4", ideas), Page("B7", risks, token=token("NET", "G2"))]),
        "c.xlsx": (token("SYS", "LEAD"), [Page("S1", systems[:1])]),
        "d.xlsx": (token("ROL", "ASO"), [Page("R3", [HOLDER])]),
    }
    return [
        read_bytes(bytes_of(*pages, context=context, identity=own), context, tmp_path, name)
        for name, (own, pages) in files.items()
    ]


def exactly(value: object) -> str:
    return repr(value)


def test_folded_rows_are_the_same_rows(returns, outliner):
    assert sum(len(item.evidence) for item in returns) > 30
    folded = unfold(fold(returns, outliner))
    assert exactly(folded) == exactly(tuple(returns))
    for before, after in zip(returns, folded, strict=True):
        assert isinstance(after.evidence, Parted) and after.evidence == before.evidence
        assert before.evidence == after.evidence
        assert len(after.evidence) == len(before.evidence)
        assert after.evidence[0] == before.evidence[0]
        assert after.evidence[-1:] == before.evidence[-1:]


def test_cells_that_could_not_be_read_are_folded_like_rows(outliner):
    cell = Unread("B4", "network", Unit("group", "3"), "B4", 7, "type", "D7", "Akitv")
    for unread in ((cell,), (cell, replace(cell, row=8, cell="D8", text="Æ"))):
        item = Return("a.xlsx", "", "xlsx", None, unread=unread)
        (folded,) = unfold(fold((item,), outliner))
        assert folded == item and exactly(folded) == exactly(item)
        assert isinstance(folded.unread, Rows) and folded.unread[-1] == unread[-1]


def test_all_together_say_the_same_of_folded_rows(returns, outliner, context):
    whole = across(returns, context)
    codes = {finding.code for finding in whole[1]}
    assert codes >= {"reference.near", "reference.unknown"}
    assert exactly(across(unfold(fold(returns, outliner)), context)) == exactly(whole)
    ids = [row.id for item in whole[0] for row in item.evidence]
    assert len(set(ids)) == len(ids) and any(id.endswith(".2") for id in ids)


def test_only_rows_that_are_compared_are_made(returns, outliner, context, monkeypatch):
    made: list[int] = []
    unfolded = Folded._unfolded
    monkeypatch.setattr(Folded, "_unfolded", lambda self: made.append(len(self)) or unfolded(self))
    across(unfold(fold(returns, outliner)), context)
    assert made and 30 not in made, "thirty risks, of which nothing is asked"


def test_rows_of_many_returns_are_one_sequence(returns, outliner):
    folded = unfold(fold(returns, outliner))
    rows = Rows(item.evidence for item in folded)
    expected = tuple(row for item in returns for row in item.evidence)
    assert rows == expected and rows == Rows([expected]) and rows != expected[1:]
    assert len(rows) == len(expected)
    assert rows[3] == expected[3]
    assert repr(rows) == repr(expected)
    assert not Rows([]) and Rows([]) == ()


def test_folded_rows_take_little_room(returns, outliner):
    """A row as objects takes a thousand bytes and more."""
    rows = sum(len(item.evidence) for item in returns) * 10
    many = [replace(item, evidence=tuple(item.evidence) * 10) for item in returns]
    assert len(fold(many, outliner)) < 60 * rows


units = some.sampled_from([Unit("group", "1"), Unit("area", "SO"), Unit("lead", "")])
some_rows = some.lists(
    some.builds(
        Evidence,
        id=some.sampled_from(["S1.G1.5", "S1.G1.6", "B4.ASO.7", "x"]),
        sheet=some.sampled_from(["S1", "B4", "F3", "??"]),
        workshop=some.sampled_from(["kickoff", "systems"]),
        unit=units,
        file=some.just("a.xlsx"),
        tab=some.sampled_from(["S1", "B4"]),
        row=some.integers(1, 9),
        values=some.dictionaries(
            some.sampled_from(["system", "title", "respondent", "systems", "owner"]),
            some.text(max_size=3) | some.lists(some.text(max_size=3)).map(tuple),
        ),
        cells=some.just({}),
    ),
    max_size=9,
).map(tuple)


@given(some_rows)
@settings(deadline=None)
def test_parts_are_all_rows_in_order_and_outlines_tell_of_them(outliner, rows):
    parts = outliner.parts(rows)
    assert tuple(row for part in parts for row in part.rows) == rows
    for outline, mine in parts:
        assert {(row.sheet, row.workshop, row.unit, row.tab) for row in mine} == {
            (outline.sheet, outline.workshop, outline.unit, outline.tab)
        }
        assert outline.count == len(mine)
        assert outline.regular is (
            len({row.id for row in mine}) == len(mine) and all(r.id.startswith(outline.start) for r in mine)
        )
        assert set(outline.respondents) == {outliner.respondent(row) for row in mine}
    item = Return("a.xlsx", "", "xlsx", None, evidence=rows)
    assert exactly(unfold(fold((item,), outliner))) == exactly((item,))
    again = outliner.parts(unfold(fold((item,), outliner))[0].evidence)
    assert [part.outline for part in again] == [part.outline for part in parts]


def test_outlines_tell_what_rows_bring_and_what_they_name(returns, outliner):
    outlines = {
        (item.file[-6], part.outline.sheet): part.outline
        for item in returns
        for part in outliner.parts(item.evidence)
    }
    assert outlines["a", "S1"].told == {"systems": {"kmd nexus": "KMD Nexus", "cura": "Cura"}}
    assert outlines["b", "B4"].named["systems"] == ("KMD Nexsus", "Cura", "Ukendt")
    assert outlines["b", "B4"].told["initiatives"][unified(IDEA["title"])] == IDEA["title"]
    assert outlines["d", "R3"].named["holder"] == ("Teamleder, vest",)


@given(some.binary(max_size=40) | some.integers(0, 40).map(lambda size: struct.pack("<II", size, 2) + b"[]"))
@settings(deadline=None)
def test_foreign_bytes_are_refused(data):
    with pytest.raises(UnfitError):
        unfold(data)


def test_bytes_cut_short_or_with_more_behind_them_are_refused(returns, outliner):
    data = fold(returns, outliner)
    for wrong in (data[:-1], data + b"x", data[: len(data) // 2], b""):
        with pytest.raises(UnfitError):
            unfold(wrong)


@pytest.mark.parametrize(
    "content",
    [b"", b"no zlib", zlib.compress(b"[]"), zlib.compress(json.dumps({"rows": "Return"}).encode())],
    ids=["empty", "foreign", "no rows", "others"],
)
def test_rows_that_cannot_be_unfolded_are_refused(content):
    with pytest.raises(UnfitError):
        list(Folded(content, 3, Evidence))


def test_a_count_that_is_wrong_is_refused(returns):
    content = zlib.compress(pack_rows(tuple(returns[0].evidence)))
    assert len(list(Folded(content, 2, Evidence))) == 2
    with pytest.raises(UnfitError):
        list(Folded(content, 3, Evidence))
