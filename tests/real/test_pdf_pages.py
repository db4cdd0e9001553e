"""The pages of the rehearsal strategy as a council turns them: no heading left behind, no page nearly empty."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from real.turned import HEADING, TITLE, Sheet, last, sheets

pytestmark = pytest.mark.real
FEWEST = 7
"""Lines that fill some 15 % of a page."""


@pytest.fixture
def pages(demo: Path, tmp_path: Path) -> list[Sheet]:
    """All pages but the cover and the contents."""
    found = sheets(demo / "outputs/strategy/strategy.pdf", tmp_path)[2:]
    assert len(found) > 60
    return found


def test_no_heading_is_left_at_the_foot_of_a_page(pages: list[Sheet]) -> None:
    headings = [line for sheet in pages for line in sheet.lines if HEADING < line[0] < TITLE]
    assert len(headings) > 50
    assert [said for high, said in map(last, pages) if high > HEADING] == []


def test_no_page_within_a_part_is_nearly_empty(pages: list[Sheet]) -> None:
    within = [
        sheet for sheet, after in pairwise(pages) if not after.begins_a_part and sheet.width == after.width
    ]
    assert len(within) > 40
    assert [sheet.lines for sheet in within if len(sheet.lines) < FEWEST] == []
