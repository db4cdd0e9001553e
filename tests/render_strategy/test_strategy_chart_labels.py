"""Words in native charts that touch nothing: sides of bubbles, heads of quarters."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
import strategy_figures as figures

from kit.render.charts import Look
from kit.render.charts.bars import has_room, plan
from kit.render.charts.places import Box, Spot, sides

PLOT = Box(0, 0, 390, 180)
LOOK = Look("da", "#1f4e5f")


def labels(spots: list[Spot], taken: list[Box]) -> list[Box]:
    return [spot.label(side) for spot, side in zip(spots, sides(spots, PLOT, taken), strict=True)]


def test_a_lone_label_stands_right_of_its_bubble() -> None:
    assert sides([Spot(100, 100, 8, 20)], PLOT, []) == ("r",)


def test_labels_in_a_row_hide_no_bubble_and_no_other_label() -> None:
    spots = [Spot(100 + 22 * n, 100, 8, 40) for n in range(4)]
    boxes = labels(spots, [])
    assert all(one.shared(other) == 0 for one, other in combinations(boxes, 2))
    assert all(box.shared(spot.box) == 0 for box in boxes for spot in spots)


def test_a_label_stays_on_the_plot() -> None:
    (box,) = labels([Spot(385, 170, 5, 30)], [])
    assert box.shared(PLOT) == pytest.approx(box.area)


def test_a_label_leaves_the_words_of_a_corner_free() -> None:
    corner = Box(104, 90, 200, 110)
    (box,) = labels([Spot(90, 100, 8, 20)], [corner])
    assert box.shared(corner) == 0


@pytest.mark.parametrize(
    ("names", "heads"),
    [
        (("2. kvartal 2027", "3. kvartal 2027"), ["2. kvartal 2027", "3. kvartal 2027"]),
        (
            tuple(f"{n}. kvartal 2027" for n in range(1, 5)),
            [word for n in range(1, 5) for word in (f"{n}. kvartal", "2027")],
        ),
    ],
)
def test_names_of_quarters_take_two_lines_where_one_would_touch_the_next(
    names: tuple[str, ...], heads: list[str]
) -> None:
    figure = replace(figures.GANTT, quarters=names)
    assert has_room(figure)
    xml, _ = plan(figure, LOOK, ("", ""))
    shown = [piece.split("</a:t>")[0] for piece in xml.split("<a:t>")[1:]]
    assert shown == heads
