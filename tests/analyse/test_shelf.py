"""Evidence on a shelf gives the same rows as evidence in any order."""

from __future__ import annotations

from collections.abc import Sequence

from analyse_rows import row
from hypothesis import given
from hypothesis import strategies as st

from kit.analyse.rows import Shelf, pick, shelved
from kit.model.evidence import Evidence

MIXED = [
    *(row("S1", "ASO", n, workshop="round", system=f"KMD Nexus {n % 2}") for n in (10, 9, 2)),
    *(row("S1", "LEAD", n, workshop="kickoff", system=name) for n, name in ((3, "kmd nexus 1"), (1, "?"))),
    row("B4", "G2", 1, title="Én indgang"),
    row("R2", "G1", 1, title="Dataejer"),
]


@given(st.permutations(MIXED))
def test_a_shelf_gives_what_picking_gives(evidence: Sequence[Evidence]) -> None:
    shelf = shelved(evidence)
    assert [item.id for item in pick(shelf, "S1")] == [
        "S1.kickoff.LEAD.1",
        "S1.kickoff.LEAD.3",
        "S1.round.ASO.2",
        "S1.round.ASO.9",
        "S1.round.ASO.10",
    ]
    for sheets in (("S1",), ("R2", "S1", "R2"), ("B4", "R2", "S1"), ("U1",), ()):
        assert pick(shelf, *sheets) == pick(evidence, *sheets)
    assert list(shelf) == pick(evidence, "S1", "B4", "R2") and len(shelf) == len(MIXED)


@given(st.permutations(MIXED))
def test_rows_stand_under_their_unified_name(evidence: Sequence[Evidence]) -> None:
    shelf = Shelf(evidence)
    named = shelf.named("S1", "system", "kmd nexus 1")
    assert [item.id for item in named] == ["S1.kickoff.LEAD.3", "S1.round.ASO.9"]
    assert shelf.named("S1", "system", "") == () == shelf.named("B4", "title", "kmd nexus 1")


def test_what_is_shelved_is_not_shelved_again() -> None:
    shelf = Shelf(MIXED)
    assert shelved(shelf) is shelf
