"""Nothing that people wrote is lost or misread in silence, whatever they do to the sheet."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kit.pipeline.check import gather
from torture.edits import SINGLE, combinations
from torture.workbench import FORMATS, Bench, Edit, Torturer, judge, prepare

pytestmark = pytest.mark.real

FULL = bool(os.environ.get("KIT_FULL"))
PAIRS = combinations(200)
SINGLES = SINGLE if FULL else SINGLE[::9]
TOGETHER = PAIRS if FULL else PAIRS[::25]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return prepare(tmp_path_factory.mktemp("torture") / "forløb")


@pytest.fixture(scope="module")
def torturer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Torturer]:
    with Torturer(tmp_path_factory.mktemp("calc")) as running:
        yield running


def _named(edits: tuple[Edit, ...]) -> str:
    return "+".join("-".join(map(str, edit)) for edit in edits)


def _silent(bench: Bench, torturer: Torturer, edits: tuple[Edit, ...], folder: Path) -> tuple[list[str], int]:
    code = str(edits[0][1]) if edits else "B4"
    paths = [folder / f"svar.{format}" for format in (*FORMATS, "csv")]
    done = torturer.edit(bench.workbook, edits, code, paths)
    found, right = [], 0
    for path in paths:
        cells = [c for c in done["cells"] if path.suffix != ".csv" or c[0] == done["tab"]]
        verdict = judge(bench, path, cells)
        found += verdict.silent
        right += verdict.right
    return found, right


def test_there_are_enough_edits() -> None:
    assert len(set(SINGLE)) >= 60 and len(set(PAIRS)) >= 195


def test_untouched_answers_all_come_back(bench: Bench, torturer: Torturer, tmp_path: Path) -> None:
    silent, right = _silent(bench, torturer, (), tmp_path)
    gathered = gather(bench.folder, [(bench.workbook, "svar.xlsx")])
    assert [f.code for f in gathered.findings if f.needs_person] == [], "nothing may be told of it already"
    in_all = sum(len(row.values) for row in bench.rows)
    in_csv = sum(len(row.values) for row in bench.rows if row.sheet == "B4")
    assert silent == [] and right == in_all * len(FORMATS) + in_csv


@pytest.mark.parametrize("edit", SINGLES, ids=lambda edit: _named((edit,)))
def test_a_single_edit(edit: Edit, bench: Bench, torturer: Torturer, tmp_path: Path) -> None:
    assert _silent(bench, torturer, (edit,), tmp_path)[0] == []


@pytest.mark.parametrize("edits", TOGETHER, ids=_named)
def test_edits_together(edits: tuple[Edit, ...], bench: Bench, torturer: Torturer, tmp_path: Path) -> None:
    assert _silent(bench, torturer, edits, tmp_path)[0] == []


def test_the_judge_notices_a_wrong_value_and_a_lost_row(
    bench: Bench, torturer: Torturer, tmp_path: Path
) -> None:
    done = torturer.edit(bench.workbook, [], "B7", [tmp_path / "svar.xlsx"])
    row = next(row for row in bench.rows if row.sheet == "B7")
    wrong = replace(row, values={**row.values, "impact": 99})
    strange = replace(row, number=9, shown={"risk": "B7 9 risk"}, values={"risk": "B7 9 risk"})
    lost = [*done["cells"], ("B7 Risici", 99, ["", "B7 9 risk"])]
    judged = judge(replace(bench, rows=(wrong, strange)), tmp_path / "svar.xlsx", lost)
    assert [what.partition(": ")[2].partition(":")[0] for what in judged.silent] == [
        f"B7 {row.number} impact", "B7 9 risk",
    ]  # fmt: skip
