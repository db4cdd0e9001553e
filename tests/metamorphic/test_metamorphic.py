"""Changes to the answers that must change nothing, or one known thing, from the files to the sentences."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from dataclasses import replace

import pytest
from changes import Told, columns_of, edited, replaced, rows_of, told, turned, unordered, without

from kit.model.evidence import UNKNOWN
from kit.model.given import fingerprint
from kit.pipeline.check import gather
from kit.pipeline.folder import Folder, open_folder

pytestmark = pytest.mark.real

TABLE = "returned/Workshop 2/Bord 1.xlsx"
"""A group's file with initiatives, risks and the charter."""


def same(one: Told, other: Told) -> None:
    for part, figures in one.figures.items():
        assert other.figures[part] == figures, part
    assert other.claims == one.claims


def test_decisions_are_there(world: Folder, plain: Told):
    states = Counter(decision.state for decision in plain.edition.ruled.decisions)
    assert states == (
        Counter({"holds": 3}) if (world.root / "returned/beslutninger.xlsx").exists() else Counter()
    )


def test_the_order_of_files_changes_nothing(world: Folder, plain: Told):
    files = list(world.returned())
    random.Random(4).shuffle(files)
    assert gather(world, files).evidence == plain.gathered.evidence
    assert gather(world, files[::-1]).findings == plain.gathered.findings


def test_the_folders_of_files_change_nothing(elsewhere: Folder, plain: Told):
    """Their order turned round; inside a folder names say which of two versions is the later one."""
    folders = sorted(path for path in (elsewhere.root / "returned").iterdir() if path.is_dir())
    for place, path in enumerate(reversed(folders)):
        path.rename(path.with_name(f"{place:03d} {path.name}"))
    now = told(elsewhere)
    same(plain, now)
    assert now.findings == plain.findings and now.gathered.returns[0].file.startswith("returned/000")


def test_the_order_of_evidence_changes_nothing(world: Folder, plain: Told):
    rows = list(plain.gathered.evidence)
    random.Random(5).shuffle(rows)
    now = told(world, replace(plain.gathered, evidence=tuple(rows)))
    same(plain, now)
    assert now.edition.results == plain.edition.results
    assert now.edition.fates and set(now.edition.fates) == set(plain.edition.fates)


def test_the_order_of_rows_in_a_sheet_changes_nothing(elsewhere: Folder, plain: Told):
    rows = {t: mine for t, mine in rows_of(plain.gathered, TABLE).items() if mine[0].sheet in ("B4", "B7")}
    assert all(len(mine) > 1 for mine in rows.values()) and len(rows) == 2
    edited(elsewhere.root / TABLE, elsewhere.root / TABLE, rows, turned)
    now = told(elsewhere)
    moved = {e.id: e.values for e in plain.gathered.evidence} != {
        e.id: e.values for e in now.gathered.evidence
    }
    assert moved and unordered(now.figures) == unordered(plain.figures)
    assert set(now.claims.values()) == set(plain.claims.values())


@pytest.mark.parametrize("file", [TABLE, "returned/Workshop 4/Bord 3.xlsx", "returned/Runde/KT.xlsx"])
def test_a_copy_of_a_return_is_one_finding_and_nothing_else(elsewhere: Folder, plain: Told, file: str):
    source = elsewhere.root / file
    shutil.copy2(source, source.with_name(f"{source.stem} - kopi.xlsx"))
    now = told(elsewhere)
    same(plain, now)
    assert now.findings - plain.findings == Counter({"return.copy": 1})
    assert not plain.findings - now.findings


@pytest.mark.parametrize("file", [TABLE, "returned/Runde/KT.xlsx"])
def test_a_file_in_two_halves_is_the_same_file(elsewhere: Folder, plain: Told, file: str):
    source, rows = elsewhere.root / file, rows_of(plain.gathered, file)
    for name, keep in (("første halvdel", 0), ("anden halvdel", 1)):

        def half(tab, mine, keep=keep):
            middle = (len(mine) + 1) // 2
            without(tab, mine[:middle] if keep else mine[middle:])

        edited(source, source.with_name(f"{source.stem} {name}.xlsx"), rows, half)
    source.unlink()
    now = told(elsewhere)
    same(plain, now)
    assert (now.findings - plain.findings)["return.joined"] == 1


def test_one_more_unknown_changes_no_mean(elsewhere: Folder, plain: Told):
    """A "?" in a cell that was left blank."""
    row, column = next(
        (row, column.id)
        for row in plain.gathered.evidence
        for column in elsewhere.catalogue.sheets[row.sheet].columns
        if column.unknown_ok and column.id not in row.values and row.file.endswith(".xlsx")
    )
    fellows = [
        e for e in plain.gathered.evidence if (e.file, e.tab) == (row.file, row.tab) and column in e.cells
    ]
    (letter,) = columns_of([replace(e, cells={column: e.cells[column]}) for e in fellows])

    def unknown(tab, _):
        tab[f"{letter}{row.row}"].value = "?"

    edited(elsewhere.root / row.file, elsewhere.root / row.file, {row.tab: [row]}, unknown)
    now = told(elsewhere)
    assert next(e for e in now.gathered.evidence if e.id == row.id).is_unknown(column)
    assert list(_figures(now.figures)) == list(_figures(plain.figures))


@pytest.mark.parametrize("code", ["F2", "F3", "B4", "S4", "U2"])
def test_one_more_unknown_row_changes_no_mean(world: Folder, plain: Told, code: str):
    """A row that answers everything with "?" stands beside the others."""
    row = next(e for e in plain.gathered.evidence if e.sheet == code and e.complete)
    asked = {c.id for c in world.catalogue.sheets[code].columns if c.type in ("number", "int")}
    said = {column: UNKNOWN if column in asked - {"dots", "days"} else v for column, v in row.values.items()}
    said.pop("dots", None), said.pop("days", None)
    more = replace(row, id=f"{row.id}.9", row=row.row + 900, values=said)
    now = told(world, replace(plain.gathered, evidence=(*plain.gathered.evidence, more)))
    means, before = list(_figures(now.figures)), list(_figures(plain.figures))
    assert means == before and len(means) > 100


def _figures(value: object, name: str = ""):
    """Every mean, median, score and sum; no counts."""
    counted = (
        "mean",
        "median",
        "spread",
        "consensus",
        "gap",
        "benefit",
        "priority",
        "strength",
        "score",
        "index",
        "debt",
    )
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _figures(one, key)
    elif isinstance(value, list):
        for one in value:
            yield from _figures(one, name)
    elif name in counted:
        yield name, value


def test_another_name_of_an_area_changes_only_names(elsewhere: Folder, plain: Told):
    before, after = "Klima, teknik og miljø", "Klima, byggeri og natur"
    for path in [path for path, _ in elsewhere.returned()]:
        replaced(path, before, after)
        replaced(path, fingerprint(before), fingerprint(after))  # what the kit recorded of its own cells
    config = elsewhere.root / "kit.toml"
    config.write_text(config.read_text("utf-8").replace(before, after), "utf-8")
    now = told(open_folder(elsewhere.root))
    for part, figures in plain.figures.items():
        assert now.figures[part] == _renamed(figures, before, after), part
    assert {id: text.replace(before, after) for id, text in plain.claims.items()} == now.claims
    longer = "row.given-changed"  # fingerprints of texts that hold the name among others stay as they were
    assert Counter({code: n for code, n in now.findings.items() if code != longer}) == plain.findings
    assert longer not in plain.findings


def _renamed(value: object, before: str, after: str) -> object:
    if isinstance(value, dict):
        return {key: _renamed(one, before, after) for key, one in value.items()}
    if isinstance(value, list):
        return [_renamed(one, before, after) for one in value]
    return value.replace(before, after) if isinstance(value, str) else value
