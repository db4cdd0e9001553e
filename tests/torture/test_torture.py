"""Nothing that people wrote is lost or misread in silence, whatever they do to the sheet.

The whole, every edit in every format, runs with ``KIT_FULL=1``; otherwise one edit of each kind, the formats in turn.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from torture.edits import SINGLE, SLID, combinations
from torture.judge import judge
from torture.workbench import FORMATS, SHEETS, Bench, Edit, Saved, Torturer, prepare

pytestmark = pytest.mark.real

FULL = bool(os.environ.get("KIT_FULL"))
TOGETHER = (*SLID, *combinations(240))


def _one_of_each_kind() -> list[Edit]:
    """An edit of each kind; of those that type, one for each column. The sheets and cases take turns."""
    kinds: dict[str, list[Edit]] = {}
    for edit in SINGLE:
        kinds.setdefault(
            f"{edit[0]} {edit[2]}" if str(edit[0]).startswith("type") else str(edit[0]), []
        ).append(edit)
    return [edits[place % len(edits)] for place, edits in enumerate(kinds.values())]


SAMPLE = _one_of_each_kind()
CASES: list[tuple[tuple[Edit, ...], tuple[str, ...]]] = (
    [*(((edit,), FORMATS) for edit in SINGLE), *((edits, FORMATS) for edits in TOGETHER)]
    if FULL
    else [
        *(((edit,), (FORMATS[place % 4],)) for place, edit in enumerate(SAMPLE)),
        *((edits, (FORMATS[place % 4],)) for place, edits in enumerate(TOGETHER[::20])),
    ]
)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return prepare(tmp_path_factory.mktemp("torture") / "forløb")


@pytest.fixture(scope="module")
def torturer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Torturer]:
    with Torturer(tmp_path_factory.mktemp("calc")) as running:
        yield running


def _named(value: object) -> str:
    """The name of a case: its edits, or its formats."""
    assert isinstance(value, tuple)
    return "+".join("-".join(map(str, one)) if isinstance(one, tuple) else str(one) for one in value)


def _saved(bench: Bench, torturer: Torturer, edits: Sequence[Edit], paths: Sequence[Path]) -> list[Saved]:
    return torturer.edit(bench.workbook, edits, paths)


def test_there_are_enough_edits_and_the_sample_sees_every_kind_and_format() -> None:
    assert len(set(SINGLE)) >= 60 and len(set(TOGETHER)) >= 240
    assert {edit[0] for edit in SAMPLE} == {edit[0] for edit in SINGLE}
    assert {format for _, formats in CASES for format in formats} == set(FORMATS)


def test_untouched_answers_all_come_back(bench: Bench, torturer: Torturer, tmp_path: Path) -> None:
    saved = _saved(bench, torturer, (), [tmp_path / f"svar.{format}" for format in FORMATS])
    found = bench.reader.read(bench.workbook, "svar.xlsx").findings
    assert [f.code for f in found if f.needs_person] == [], "nothing may be told of it already"
    verdicts = [judge(bench, [file]) for file in saved]
    in_all = sum(len(row.values) for row in bench.rows)
    in_csv = sum(len(row.values) for row in bench.rows if row.sheet == SHEETS[0])
    assert [(v.silent, v.right, v.told) for v in verdicts] == [((), in_all, 0)] * 3 + [((), in_csv, 0)]


@pytest.mark.parametrize(("edits", "formats"), CASES, ids=_named)
def test_what_people_do(
    edits: tuple[Edit, ...], formats: tuple[str, ...], bench: Bench, torturer: Torturer, tmp_path: Path
) -> None:
    files = _saved(bench, torturer, edits, [tmp_path / f"svar.{format}" for format in formats])
    assert files[0].idle == 0 or len(edits) > 1, "an edit must do something"
    verdicts = [judge(bench, [file]) for file in files]
    assert [what for verdict in verdicts for what in verdict.silent] == []
    # a csv holds the tab of the first edit, which a later one may delete
    judged = [verdict.right + verdict.told for verdict in verdicts]
    assert all(judged) or any(edit[0] == "delete_tab" for edit in edits[1:]), "there must be answers to judge"


@pytest.mark.parametrize("format", FORMATS[:3] if FULL else FORMATS[:1])
def test_answers_split_over_two_files(bench: Bench, torturer: Torturer, tmp_path: Path, format: str) -> None:
    one, other = tmp_path / f"a.{format}", tmp_path / f"b.{format}"
    by_sheet = [
        *_saved(bench, torturer, [("delete_tab", "B7", "B4"), ("delete_tab", "B7", "C2")], [one]),
        *_saved(bench, torturer, [("delete_tab", "B4", "B7")], [other]),
    ]
    verdict = judge(bench, by_sheet)
    assert verdict.silent == () and verdict.right == sum(len(row.values) for row in bench.rows)
    by_row = [
        *_saved(bench, torturer, [("keep_answers", "B4", 0, 3)], [one]),
        *_saved(bench, torturer, [("keep_answers", "B4", 3, 2)], [other]),
    ]
    assert judge(bench, by_row).silent == ()


def test_each_sheet_as_a_csv_of_its_own(bench: Bench, torturer: Torturer, tmp_path: Path) -> None:
    files = [
        file
        for code in SHEETS
        for file in _saved(bench, torturer, [("drop_names", code)], [tmp_path / f"{code}.csv"])
    ]
    verdict = judge(bench, files)
    assert verdict.silent == () and verdict.right == sum(len(row.values) for row in bench.rows)


def test_the_judge_notices_a_wrong_value_and_a_lost_row(
    bench: Bench, torturer: Torturer, tmp_path: Path
) -> None:
    own_column: Edit = ("column_before", "B7", "Slags risiko", "Vores kolonne")
    (file,) = _saved(bench, torturer, [own_column], [tmp_path / "svar.xlsx"])
    assert any(f.code == "table.unknown-column" for f in bench.reader.read(file.path, "svar.xlsx").findings)
    row = next(row for row in bench.rows if row.sheet == "B7")
    wrong = replace(row, values={**row.values, "impact": 99})
    strange = replace(row, number=9, shown={"risk": "B7 9 risk"}, values={"risk": "B7 9 risk"})
    lost = replace(file, cells=[*file.cells, ("B7 Risici", 99, ["", "B7 9 risk"])])
    rows = (*(wrong if one is row else one for one in bench.rows), strange)
    judged = judge(replace(bench, rows=rows), [lost])
    told = [what.partition(": ")[2].partition(":")[0] for what in judged.silent]
    assert told == [f"B7 {row.number} impact", "B7 9 risk"], "a finding on another column is no excuse"


def test_the_judge_notices_a_number_in_another_column(
    bench: Bench, torturer: Torturer, tmp_path: Path
) -> None:
    (file,) = _saved(bench, torturer, [], [tmp_path / "svar.xlsx"])
    row = next(row for row in bench.rows if row.sheet == "B7")
    turned = {**row.values, "impact": row.values["probability"], "probability": row.values["impact"]}
    rows = tuple(replace(row, values=turned) if one is row else one for one in bench.rows)
    assert len(judge(replace(bench, rows=rows), [file]).silent) == 2
