"""Objects made in bulk are those that their class makes."""

from __future__ import annotations

import pytest

from kit.model.evidence import Addresses, Evidence
from kit.model.process import Unit
from kit.read.bulk import Maker

UNIT = Unit("group", "3")
COLUMNS = [
    ["B4.G3.7", "B4.G3.8"],
    ["B4"] * 2,
    ["network"] * 2,
    [UNIT] * 2,
    ["bord 3.xlsx"] * 2,
    ["B4"] * 2,
    (7, 8),
    [{"title": "Én"}, {}],
    [Addresses(7, {"title": "B"}), Addresses(8, {})],
    (True, False),
]


def test_rows_are_as_the_class_makes_them_one_by_one():
    made = Maker(Evidence)(2, COLUMNS)
    assert made == tuple(Evidence(*row) for row in zip(*COLUMNS, strict=True))
    assert [row.complete for row in made] == [True, False]
    with pytest.raises(AttributeError):
        made[0].row = 9  # as frozen as any other


def test_nothing_is_made_of_no_values():
    assert Maker(Evidence)(0, [[] for _ in COLUMNS]) == ()


@pytest.mark.parametrize("columns", (COLUMNS[:-1], [*COLUMNS, [1, 2]], [*COLUMNS[:-1], [True]]))
def test_columns_that_do_not_fit_are_refused(columns):
    with pytest.raises(ValueError):
        Maker(Evidence)(2, columns)
