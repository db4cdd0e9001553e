"""R5, B3, B5, B6 and B8, from worksheet to strategy and back: the sheets of workshops 1 and 2 to switch on."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from extended_world import World, held

from kit.cli.main import run
from kit.model.claim import Claim
from kit.model.document import Table
from kit.pipeline.consolidate import consolidate
from kit.pipeline.folder import open_folder

SHEETS = ("B3", "B5", "B6", "B8", "R5")
COUNTS = {"B3": 6, "B5": 8, "B6": 6, "B8": 3, "R5": 3}
BOTH = pytest.mark.parametrize("lang", ["da", pytest.param("en", marks=pytest.mark.real)])
"""Danish always; English where there is time for it."""

Holding = Callable[[str], World]


@pytest.fixture(scope="module")
def holding(tmp_path_factory: pytest.TempPathFactory) -> Holding:
    """The rehearsal municipality with these sheets, held once in each language that is asked for."""
    return cache(lambda lang: held(tmp_path_factory.mktemp(lang), lang, SHEETS))


@pytest.fixture(scope="module")
def world(holding: Holding) -> World:
    return holding("da")


def claims(world: World, start: str) -> list[Claim]:
    return [claim for claim in world.strategy.claims if claim.id.startswith(start)]


def said(world: World, id: str) -> str:
    (claim,) = [claim for claim in world.strategy.claims if claim.id == id]
    assert claim.evidence
    return claim.text


def tables(world: World, module: str) -> dict[str, Table]:
    (found,) = [m for m in world.strategy.document.modules if m.id == module]
    return {node.id: node for node in found.nodes if isinstance(node, Table)}


@BOTH
def test_every_answer_comes_back_and_only_the_crowded_page_is_asked_about(
    holding: Holding, lang: str
) -> None:
    gathered = holding(lang).gathered
    found = Counter(item.sheet for item in gathered.evidence if item.sheet in SHEETS)
    assert dict(found) == COUNTS
    assert all(item.complete for item in gathered.evidence if item.sheet in SHEETS)
    mine = [finding for finding in gathered.findings if finding.sheet[:2] in SHEETS]
    assert {f.code for f in mine if f.needs_person} == {"cell.too-many-figures"}
    assert not [
        f for f in gathered.findings if f.code in ("sheet.switched-off", "sheet.missing", "sheet.added")
    ]


@pytest.mark.real
def test_both_languages_give_the_same_figures(holding: Holding) -> None:
    danish, english = (holding(lang).results for lang in ("da", "en"))
    for of in ("years", "sins"):
        assert getattr(danish.goals, of) == getattr(english.goals, of)
    assert danish.network.wheel_hours == english.network.wheel_hours == 38
    assert [(f.kind, f.evidence) for f in danish.forums.faults] == [
        (f.kind, f.evidence) for f in english.forums.faults
    ]
    assert [len(d.figures) for d in english.dashboards.items] == [4, 3, 7]


def test_every_sin_is_planted_and_found(world: World) -> None:
    counted = {count.key: count.number for count in world.results.goals.sins}
    assert counted == {"SY1": 1, "SY2": 1, "SY3": 6, "SY4": 2, "SY5": 1, "SY6": 2, "SY7": 2}
    for key in counted:
        assert said(world, f"M09.sin.{key}").count("“") >= 1


def test_sums_by_hand(world: World) -> None:
    years = [(y.year, y.hours, y.dkk) for y in world.results.goals.years]
    assert years == [(2027, 12 * 46, None), (2028, 4 * 46, None), (0, None, 40000)]
    text = said(world, "M09.benefits.sum")
    assert "552 timer om året ved målingen i 2027" in text and "40.000 kr." in text
    assert "Controllerne samler ikke tal i hånden" in said(world, "M09.benefits.apart")


def test_forums_tell_where_it_stops(world: World) -> None:
    assert "“Systemejernes halve time”" in said(world, "M04.forum.nowhere")
    assert "gevinstejer" in said(world, "M04.forum.outside")
    (rows,) = [t.rows for id, t in tables(world, "M04").items() if id == "M04.forums.table"]
    assert len(rows) == 3


def test_the_wheel_shows_both_views(world: World) -> None:
    assert "“Gennemsyn af fælles nøgletal”" in said(world, "M05.wheel")
    first = [row[0].text for row in tables(world, "M05")["M05.wheel.table"].rows]
    assert "Gennemsyn af fælles nøgletal (Sundhed og ældre)" in first
    assert "Gennemsyn af fælles nøgletal (Dagtilbud og skole)" in first


def test_pages_name_weak_and_unjudged_sources_and_what_has_no_room(world: World) -> None:
    assert "Opus Vagtplan" in said(world, "M05.pages-weak")
    assert said(world, "M05.page-crowded.klima-paa-en-side").endswith("Pris og Vejr.")
    assert "EnergyKey" in said(world, "M05.page-unjudged")


@BOTH
def test_no_module_says_that_they_are_switched_off_and_appendix_e_has_all(
    holding: Holding, lang: str
) -> None:
    world = holding(lang)
    texts = " ".join(str(module.nodes) for module in world.strategy.document.modules)
    for code in SHEETS:
        assert not re.search(rf"(?:arket|sheet) {code} (?:er ikke|is switched)", texts), code
    titles = tables(world, "E")
    assert len([id for id in titles if id.startswith("E.cards.")]) == 5
    assert [len(titles[f"E.page-{n}"].rows) for n in (1, 2, 3)] == [4, 3, 7]


def test_every_claim_rests_on_rows_that_exist(world: World) -> None:
    known = {item.id for item in world.gathered.evidence}
    mine = [c for start in ("M04.forum", "M05.wheel", "M05.page", "M09.", "E.") for c in claims(world, start)]
    assert len(mine) > 40
    assert all(claim.evidence and set(claim.evidence) <= known for claim in mine)
    used = {id.split(".")[0] for claim in world.strategy.claims for id in claim.evidence}
    assert set(SHEETS) <= used


@pytest.fixture(scope="module")
def written(world: World) -> Path:
    consolidate(world.folder, "0.3", None, lambda _: None)
    return world.folder.root


def test_each_page_is_written_with_its_kind(written: Path) -> None:
    files = json.loads((written / "outputs/manifest.json").read_text("utf-8"))["files"]
    pages = [entry for entry in files if entry["kind"] == "dashboard"]
    base = "outputs/strategy/dashboards"
    assert [entry["path"] for entry in pages] == [
        f"{base}/distriktslederens-side.xlsx",
        f"{base}/klima-paa-en-side.xlsx",
        f"{base}/oekonomichefens-mandag.xlsx",
    ]
    assert {(e["pages"], e["size"], e["sides"], e["copies"]) for e in pages} == {(1, "A4", 1, 1)}
    assert all((written / entry["path"]).is_file() for entry in pages)


def test_the_register_has_their_tables(written: Path) -> None:
    db = sqlite3.connect(written / "outputs/strategy/register.sqlite")
    counts = {code: db.execute(f'SELECT count(*) FROM "{code}_with_origin"').fetchone()[0] for code in SHEETS}
    assert counts == COUNTS
    (sins,) = db.execute("SELECT count(*) FROM list_entry WHERE list = 'sin'").fetchone()
    assert sins == 7
    db.close()


def test_kit_new_switches_sheets_on_and_kit_toml_lists_them(tmp_path: Path) -> None:
    given = ["--municipality", "Prøvekøbing", "--start", "2027-01-12", "--lang", "da"]
    assert run(["new", str(tmp_path / "on"), *given, "--extensions", "b5, R5"]) == 0
    assert open_folder(tmp_path / "on").process.tier2 == {"B5", "R5"}
    assert run(["new", str(tmp_path / "off"), *given]) == 0
    text = (tmp_path / "off/kit.toml").read_text("utf-8")
    assert open_folder(tmp_path / "off").process.tier2 == frozenset()
    assert all(f"#   {code} " in text for code in SHEETS)
    assert "#   B8 Étsidesoverblik" in text


def test_kit_new_refuses_a_sheet_that_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["--municipality", "Prøvekøbing", "--start", "2027-01-12", "--lang", "da"]
    assert run(["new", str(tmp_path / "p"), *given, "--extensions", "B4"]) == 2
    told = capsys.readouterr()
    assert "B4" in told.out + told.err and "R5" in told.out + told.err
    assert not (tmp_path / "p").exists()
