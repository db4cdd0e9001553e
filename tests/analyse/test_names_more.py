"""Names that differ in a gap, in brackets, or in a short word."""

from __future__ import annotations

import pytest

from kit.analyse import suggestions


def pairs(*names: str) -> set[tuple[str, str]]:
    return {(pair.first, pair.second) for pair in suggestions(names, 0.88)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SAP BW", "SAP-BW"),
        ("KMD Nexus", "KMD-Nexus"),
        ("FMK", "Fælles Medicinkort (FMK)"),
        ("Momemtum", "Momentum"),
    ],
)
def test_the_same_name_written_otherwise_is_suggested(one: str, other: str) -> None:
    assert pairs(one, other) == {tuple(sorted((one, other)))}


@pytest.mark.parametrize(
    ("one", "other"), [("SAP BO", "SAP BW"), ("KY", "KSD"), ("Opus Løn", "Opus Økonomi")]
)
def test_two_products_are_not(one: str, other: str) -> None:
    assert pairs(one, other) == set()
