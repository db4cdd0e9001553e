"""The rehearsal's data: complete in both languages, told apart, believable in size; bad data is told."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.content.demo import RETURNS, DemoReturn, DemoRow, load_demo
from kit.errors import ContentError
from kit.model.catalogue import Catalogue
from kit.model.process import WORKSHOPS
from kit.model.text import LANGUAGES, Text
from kit.pipeline.demo.answers import place_of
from kit.resources import Resources

FILES = (*RETURNS, "process", "planted")


def raw(resources: Resources, name: str) -> object:
    return tomllib.loads(resources.text(f"workshops/demo/{name}.toml"))


def wordings(value: object, path: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Every table of wordings below ``value`` with its path; names of files are not prose."""
    if isinstance(value, dict):
        if set(value) & set(LANGUAGES):
            yield path, value
        else:
            for key, child in value.items():
                if key != "file":
                    yield from wordings(child, f"{path}.{key}")
    elif isinstance(value, list):
        for number, child in enumerate(value):
            yield from wordings(child, f"{path}[{number}]")


@pytest.mark.parametrize("name", FILES)
def test_every_text_is_there_in_both_languages_and_cleanly_typed(name: str, resources: Resources) -> None:
    texts = list(wordings(raw(resources, name)))
    assert len(texts) > 10
    for path, wording in texts:
        assert set(wording) == set(LANGUAGES), path
        for text in wording.values():
            assert text and text == text.strip(), path
            assert not re.search(r"""  |'|"|\.\.\.| - """, text), (path, text)


def test_what_comes_back_and_what_does_not(resources: Resources, catalogue: Catalogue) -> None:
    returns = load_demo(resources, catalogue).returns
    assert Counter(item.workshop for item in returns) == {
        "kickoff": 6, "roles": 13, "network": 13, "round": 9, "systems": 6, "skills": 5,
    }  # fmt: skip
    late = [
        (item.unit.code, item.workshop, item.arrives) for item in returns if item.arrives != item.workshop
    ]
    assert late == [("ABI", "round", "systems")]
    for lang in LANGUAGES:
        assert len({item.file[lang] for item in returns}) == len(returns)
    assert {item.workshop for item in returns} == set(WORKSHOPS)


def test_sheets_hold_enough_for_a_strategy(resources: Resources, catalogue: Catalogue) -> None:
    returns = load_demo(resources, catalogue).returns
    rows = Counter[str]()
    for item in returns:
        for sheet in item.sheets:
            rows[sheet.code] += len(sheet.rows)
    assert rows["F1"] == 20 and 30 <= rows["F2"] <= 40 and 12 <= rows["B7"] <= 16 and 8 <= rows["U4"] <= 10
    people = {row.keys["respondent"] for item in returns for row in rows_of(item, "F3")}
    assert len(people) == 24
    titles = {row.values["title"] for item in returns for row in rows_of(item, "B4")}
    assert 18 <= len(titles) <= 24


def test_people_put_no_more_dots_than_they_had(resources: Resources, catalogue: Catalogue) -> None:
    """Three each at the kick-off, five each in workshop 2."""
    script = load_demo(resources, catalogue)
    for code, each in (("F1", 3), ("B4", 5)):
        dots = sum(
            int(str(row.values.get("dots", 0))) for item in script.returns for row in rows_of(item, code)
        )
        assert script.participants * each * 0.9 < dots <= script.participants * each


def rows_of(item: DemoReturn, code: str) -> Iterator[DemoRow]:
    for sheet in item.sheets:
        if sheet.code == code:
            yield from sheet.rows


def test_every_column_written_to_exists(resources: Resources, catalogue: Catalogue) -> None:
    checked = 0
    for item in load_demo(resources, catalogue).returns:
        unit = item.unit.kind
        given = {c for p in catalogue.workshop(item.workshop).worksheets if p.unit == unit for c in p.sheets}
        for sheet in item.sheets:
            assert sheet.code in given, (item.workshop, item.unit, sheet.code)
            columns = {column.id for column in catalogue.sheets[sheet.code].columns}
            for row in sheet.rows:
                used = {id.partition(".")[0] for id in (*row.values, *row.keys)}
                assert used <= columns, (item.unit, sheet.code, used - columns)
                checked += 1
    assert checked > 1500


def test_short_names_are_no_choices(resources: Resources, catalogue: Catalogue) -> None:
    """Else a choice would turn into the name of a function or an initiative."""
    process, network = raw(resources, "process"), raw(resources, "network")
    assert isinstance(process, dict) and isinstance(network, dict)
    names = {*process["functions"], *network["initiatives"]}
    choices = {choice.id for entries in catalogue.lists.values() for choice in entries}
    assert len(names) > 80 and not names & choices


def test_short_names_are_used_and_none_is_left_unresolved(resources: Resources, catalogue: Catalogue) -> None:
    for item in load_demo(resources, catalogue).returns:
        for sheet in item.sheets:
            for row in sheet.rows:
                for id, value in row.values.items():
                    column = catalogue.sheets[sheet.code].column(id.partition(".")[0])
                    if column and column.source in ("functions", "initiatives"):
                        parts = value if isinstance(value, tuple) else (value,)
                        known = all(isinstance(part, Text) or part == "" for part in parts)
                        assert known or re.fullmatch(r"M\d\d", str(value)), (item.unit, id, value)


def test_each_fault_means_one_row(resources: Resources, catalogue: Catalogue) -> None:
    script = load_demo(resources, catalogue)
    returns = {(item.workshop, item.unit): item for item in script.returns}
    assert len({fault.id for fault in script.faults}) == len(script.faults) == 30
    in_cells = [fault for fault in script.faults if fault.column]
    assert len(in_cells) > 12
    for fault in in_cells:
        (sheet,) = (s for s in returns[fault.workshop, fault.unit].sheets if s.code == fault.sheet)
        assert place_of(fault, sheet) >= 0


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("kickoff", 'now = "4332 3333', 'now = "433 3333', "returns[1]"),
        ("network", 'unit = "G5"', 'unit = "X5"', "no unit: X5"),
        ("skills", "[[returns]]", "[[returns]", "skills.toml"),
        ("roles", 'drop = ["RO-18"]', 'drop = ["RO-01"]', "named twice: RO-01"),
        ("system_wall", "C2 = []", "C9 = []", "unknown: C9"),
        ("planted", 'code = "file.empty"', "", "empty-file"),
    ],
)
def test_broken_data_is_told_with_its_file(
    name: str, old: str, new: str, told: str, tmp_path: Path, resources: Resources, catalogue: Catalogue
) -> None:
    text = resources.text(f"workshops/demo/{name}.toml")
    assert old in text
    (tmp_path / "workshops/demo").mkdir(parents=True)
    (tmp_path / f"workshops/demo/{name}.toml").write_text(text.replace(old, new), "utf-8")
    with pytest.raises(ContentError) as problem:
        load_demo(Resources(tmp_path), catalogue)
    assert f"{name}.toml" in str(problem.value) and told in str(problem.value)
