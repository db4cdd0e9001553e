"""The sheets of workshops 3 and 4 that a process may switch on, from worksheet to strategy and back."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from extended_world import SHEETS, World, held
from openpyxl import load_workbook

from kit.model.document import Module
from kit.pipeline.units import handouts
from kit.register import RegisterContent, write_register

COUNTS = {"S2": 4, "S5": 7, "S6": 6, "S7": 10, "U3": 5, "U5": 4, "U6": 40}
"""Rows typed by the tables and the lead; those that the kit filled in and nobody answered are none."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The rehearsal municipality with these sheets."""
    return held(tmp_path_factory.mktemp("da"), "da")


@pytest.fixture(scope="module")
def worlds(world: World, tmp_path_factory: pytest.TempPathFactory) -> dict[str, World]:
    """The same in each language."""
    return {"da": world, "en": held(tmp_path_factory.mktemp("en"), "en")}


def test_every_answer_comes_back_as_it_was_typed(world: World) -> None:
    typed({"da": world})


@pytest.mark.real
def test_every_answer_comes_back_in_each_language(worlds: dict[str, World]) -> None:
    typed(worlds)


def typed(worlds: dict[str, World]) -> None:
    for lang, world in worlds.items():
        found = Counter(item.sheet for item in world.gathered.evidence if item.sheet in SHEETS)
        assert dict(found) == COUNTS, lang
        mine = [f for f in world.gathered.findings if f.sheet[:2] in SHEETS]
        assert {f.code for f in mine} == {"cell.expected-empty"}, [
            (f.code, f.sheet, f.cell, f.message("en")) for f in mine
        ]


def titles(path: Path) -> list[str]:
    return [name.partition(" ")[0] for name in load_workbook(path, read_only=True).sheetnames]


def test_worksheets_hold_the_sheets_that_are_switched_on(world: World) -> None:
    table = next(path for path in world.worksheets["systems"] if "bord-1" in path)
    lead = next(path for path in world.worksheets["skills"] if "forloebsleder" in path)
    found = [title for title in titles(world.folder.root / table) if title in SHEETS]
    assert found == ["S2", "S5", "S7"]
    assert [title for title in titles(world.folder.root / lead) if title in SHEETS] == ["U6"]


@pytest.mark.real
def test_an_ordinary_process_has_none_of_them(world: World, tmp_path: Path) -> None:
    plain = held(tmp_path, "da", ())
    handed = {
        code
        for workshop in ("systems", "skills")
        for handout in handouts(plain.folder.process, plain.folder.catalogue, workshop)
        for code in handout.sheets
    }
    assert handed & set(SHEETS) == set()
    assert not [item for item in plain.gathered.evidence if item.sheet in SHEETS]
    claims, more = ({claim.id for claim in w.strategy.claims} for w in (plain, world))
    assert claims <= more
    assert len(more - claims) > 30
    modules = {module.id: repr(module.nodes) for module in plain.strategy.document.modules}
    for id, sheets in {
        "M03": ["U6"],
        "M05": ["S7"],
        "M06": ["S2", "S5", "S6"],
        "M07": ["U3"],
        "M11": ["U5"],
    }.items():
        assert all(re.search(rf"arket {sheet} er ikke slået til", modules[id]) for sheet in sheets)


SAID = {
    "M03.leaders": "AN-03", "M05.radar": "AN-18", "M05.radar.pilots": "AN-18", "M06.sets": "AN-14",
    "M06.pairs": "AN-16", "M06.architecture": "AN-17", "M06.architecture.weak": "AN-17",
    "M07.functions": "AN-19", "M07.functions.short": "AN-19", "M07.leaders": "AN-03", "M11.messages": "AN-21",
    "M11.messages.late": "AN-21",
}  # fmt: skip


@pytest.mark.real
def test_each_sheet_speaks_in_its_module_and_names_its_rows(worlds: dict[str, World]) -> None:
    for world in worlds.values():
        claims = {claim.id: claim for claim in world.strategy.claims}
        for id, analysis in SAID.items():
            assert claims[id].analyses == (analysis,), id
        cited = {row for claim in world.strategy.claims for row in claim.evidence}
        for code in SHEETS:
            mine = {item.id for item in world.gathered.evidence if item.sheet == code}
            assert mine <= cited, (code, sorted(mine - cited))


@pytest.mark.real
def test_the_same_is_said_in_both_languages(worlds: dict[str, World]) -> None:
    ids = [
        {id for claim in world.strategy.claims if (id := claim.id).startswith(("M03.leaders", "M07.leaders"))}
        for world in worlds.values()
    ]
    assert ids[0] == ids[1]
    tables = [
        {
            node.id: len(node.rows)
            for module in world.strategy.document.modules
            for node in module.nodes
            if hasattr(node, "rows")
        }
        for world in worlds.values()
    ]
    assert tables[0] == tables[1]


def words(value: object) -> Iterator[str]:
    """Every text in a tree."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from words(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from words(getattr(value, field.name))


def test_no_leader_can_be_found(world: World) -> None:
    """No row, code, cell or word of a leader in the document, the claims, the questions or the results."""
    rows = [item for item in world.gathered.evidence if item.sheet == "U6"]
    steps = {item.text("next_step") for item in rows} - {""}
    assert len(steps) == 5
    document = world.strategy.document
    told = "\n".join(words(document.modules)) + "\n".join(note.text for note in document.notes)
    told += "\n".join(claim.text for claim in world.strategy.claims)
    told += "\n".join(question.text for question in world.strategy.open_questions)
    assert not re.search(r"\bL-\d\d\b|U6\.LEAD", told)
    assert not [step for step in steps if step in told]
    assert not [id for note in document.notes for id in note.evidence if id.startswith("U6.")]
    leadership = world.results.leadership
    assert leadership.shown and all(mark.now.n >= 5 for mark in leadership.shown)
    assert all(view.n >= 3 for mark in leadership.marks for view in mark.views)


def module(world: World, id: str) -> Module:
    return next(module for module in world.strategy.document.modules if module.id == id)


def test_methods_tell_of_the_analyses_that_are_used(world: World) -> None:
    methods = " ".join(words(module(world, "A").nodes))
    for said in (
        "Datakombinationer:",
        "Arkitekturtjek:",
        "Teknologiradar:",
        "Kommunikation:",
        "Ledernes fem kendetegn",
    ):
        assert said in methods
    assert "{" not in methods


def test_monday_names_the_oldest_pilot_and_a_missing_backup(world: World) -> None:
    assert "piloten med chatbot" in " ".join(words(module(world, "M05").nodes[-1]))
    assert "Find en afløser for BI-konsulent" in " ".join(words(module(world, "M07").nodes[-1]))
    assert "Er fraværet højest" in " ".join(words(module(world, "M06").nodes[-1]))


def test_the_register_has_a_table_for_each(world: World, tmp_path: Path) -> None:
    content = RegisterContent(
        process=world.folder.process,
        catalogue=world.folder.catalogue,
        edition="0.3",
        day=world.folder.process.last_day,
        returns=world.gathered.returns,
        evidence=world.gathered.evidence,
        findings=(),
        results=world.results,
        claims=world.strategy.claims,
        open_questions=world.strategy.open_questions,
    )
    write_register(tmp_path / "register.sqlite", content)
    with sqlite3.connect(tmp_path / "register.sqlite") as found:
        for code, count in COUNTS.items():
            assert found.execute(f'SELECT count(*) FROM "{code}_with_origin"').fetchone() == (count,)
        said = found.execute("SELECT name FROM result WHERE analysis = 'leadership'").fetchall()
    found.close()
    assert said and not [name for (name,) in said if "step" in name and name != "steps"]
