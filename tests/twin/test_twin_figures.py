"""Which figures the twin covers: a new one has to be put on a list, and on the twin's if it can be."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from twin_tables import Register

pytestmark = pytest.mark.real


def listed(name: str) -> set[tuple[str, str]]:
    known = tomllib.loads((Path(__file__).with_name("figures.toml")).read_text("utf-8"))
    return {(analysis, figure) for analysis, figures in known[name].items() for figure in figures}


def test_every_number_is_on_one_of_the_lists(register: Register):
    sql = "SELECT analysis, name FROM result WHERE text IS NULL"
    numbers = {
        (analysis, re.sub(r"\[\d+\]", "[]", name)) for analysis, name in register.connection.execute(sql)
    }
    twin, by_hand = listed("twin"), listed("by_hand")
    assert not twin & by_hand
    assert len(numbers) > 300 and numbers == twin | by_hand
