"""The register as a star: whole, typed, the same in every format, and fit to be shared where it says so."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pyarrow.parquet
import pytest
from openpyxl import load_workbook
from pipeline_world import folder_at
from register_world import EVIDENCE, register_content

import kit.pipeline.export as module
from kit.cli.main import run
from kit.errors import UsageError
from kit.model.star import KINDS, TYPES, Star, StarColumn, StarTable
from kit.model.text import LANGUAGES, Text
from kit.pipeline.consolidate import REGISTER
from kit.pipeline.export import FORMATS, PRIVATE, PUBLIC, export
from kit.pipeline.folder import Folder
from kit.pipeline.star import build_star
from kit.pipeline.star.people import merged
from kit.register import write_register
from kit.render.export import to_csv, to_parquet, to_xlsx

HIDDEN = {"F3", "C1", "D4", "D5"}
SECRETS = ("A-01", "hemmelig", "XYZ", "net.xlsx", "kick.xlsx", "F3.G1", "C1.G1", "række 8", "Systemer hos os")


def process(root: Path, lang: str = "da") -> Folder:
    folder = folder_at(root, lang)
    path = folder.root / REGISTER
    path.parent.mkdir(parents=True)
    content = register_content(folder.catalogue, lang)
    write_register(path, replace(content, process=replace(folder.process, areas=content.process.areas)))
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    return process(tmp_path_factory.mktemp("export") / "forløb")


@pytest.fixture(scope="module")
def stars(folder: Folder) -> dict[bool, Star]:
    return {publish: build_star(folder, folder.root / REGISTER, publish) for publish in (False, True)}


def table(star: Star, name: str) -> StarTable:
    return next(table for table in star.tables if table.name == name)


def lines(star: Star, name: str) -> list[dict]:
    found = table(star, name)
    names = [column.name for column in found.columns]
    return [dict(zip(names, row, strict=True)) for row in found.rows]


# The star


@pytest.mark.parametrize("publish", [False, True])
def test_every_table_is_whole(stars, publish):
    star = stars[publish]
    assert len(star.tables) > 25
    assert len({t.name for t in star.tables}) == len(star.tables)
    python = {"text": str, "integer": int, "number": float, "date": date}
    for found in star.tables:
        assert found.kind in KINDS
        assert found.name.startswith({"dimension": "dim_", "fact": "fact_", "bridge": "bridge_"}[found.kind])
        assert all(found.meaning[lang] for lang in LANGUAGES)
        names = [column.name for column in found.columns]
        assert len(set(names)) == len(names), found.name
        for place, column in enumerate(found.columns):
            assert column.type in TYPES
            assert column.name == column.name.lower()
            assert all(column.meaning[lang].strip(" .") for lang in LANGUAGES), (found.name, column.name)
            values = {type(row[place]) for row in found.rows} - {type(None)}
            assert values <= {python[column.type]}, (found.name, column.name)
        assert all(len(row) == len(names) for row in found.rows)


@pytest.mark.parametrize("publish", [False, True])
def test_every_key_leads_to_a_row(stars, publish):
    star = stars[publish]
    followed = 0
    for found in star.tables:
        if found.kind == "dimension":
            keys = [row[0] for row in found.rows]
            assert None not in keys
            assert len(set(keys)) == len(keys), found.name
        for place, column in enumerate(found.columns):
            if column.key_to:
                target, key = column.key_to.split(".")
                known = {line[key] for line in lines(star, target)}
                used = {row[place] for row in found.rows} - {None}
                assert used <= known, (found.name, column.name, used - known)
                followed += len(used)
    assert followed > 60


def test_each_sheet_has_its_fact_and_each_row_its_origin(stars, folder):
    star = stars[False]
    on = [s.code for s in folder.catalogue.sheets.values() if s.tier < 2]
    assert [t.name for t in star.tables if t.name.removeprefix("fact_").upper() in on] == [
        f"fact_{c.lower()}" for c in on
    ]
    assert {line["evidence_id"] for line in lines(star, "dim_evidence")} == {item.id for item in EVIDENCE}
    for item in EVIDENCE:
        (line,) = [x for x in lines(star, f"fact_{item.sheet.lower()}") if x["evidence_id"] == item.id]
        assert line["evidence_id"] == item.id
    (origin,) = [x for x in lines(star, "dim_evidence") if x["evidence_id"] == "S1.ASO.7"]
    assert (origin["workshop_id"], origin["area_code"], origin["unit_code"], origin["row"]) == (
        "round",
        "SO",
        "ASO",
        7,
    )
    (file,) = [x for x in lines(star, "dim_file") if x["file_key"] == origin["file_key"]]
    assert file["path"] == "returned/alle.zip!runde/b.xlsx"


def test_answers_have_their_type_words_and_keys(stars):
    first, second = lines(stars[False], "fact_b4")
    assert (first["value"], second["value"], first["days"]) == (4.0, 2.5, None)
    assert (first["type"], first["type_text"], first["area"], first["area_text"]) == (
        "ai",
        "AI",
        "SO",
        "Sundhed og ældre",
    )
    assert (first["audience"], first["audience_text"]) == ("citizens; managers", "Borgere; Ledelse")
    system = lines(stars[False], "fact_s1")[0]
    assert (system["contract_end"], system["system_key"]) == (date(2028, 1, 31), "kmd nexus")
    chosen = {(x["evidence_id"], x["choice_key"]) for x in lines(stars[False], "bridge_answer_choice")}
    assert {("B4.G3.7", "audience/managers"), ("B4.G3.7", "systems/Aula")} <= chosen


def test_a_question_mark_is_no_value_and_still_told(stars):
    asked = [
        (x["evidence_id"], x["column_key"], x["cell"])
        for x in lines(stars[False], "fact_cell")
        if x["unknown"]
    ]
    assert asked == [("B4.G3.7", "B4.days", "E7")]
    given = sum(len(item.values) for item in EVIDENCE)
    assert len(lines(stars[False], "fact_cell")) == given, "each answer has its cell"


def test_equal_names_are_one_thing_and_merged_ones_say_so(stars):
    systems = {x["system_key"]: x["name"] for x in lines(stars[False], "dim_system")}
    assert systems == {"aula": "Aula", "kmd nexus": "KMD Nexus", "nexus": "Nexus"}
    counts = {x["name"]: x["counts_as"] for x in lines(stars[False], "dim_initiative")}
    assert counts["Et overblik"] == counts["Ét “overblik”"]


def test_claims_questions_decisions_and_fates_are_there(stars):
    star = stars[False]
    assert {x["claim_id"] for x in lines(star, "dim_claim")} == {"M05.a", "M06.b", "M03.c"}
    assert len(lines(star, "bridge_claim_evidence")) == 2 + 1 + 9
    (asked, _) = sorted(lines(star, "fact_question"), key=lambda x: x["question_id"])
    assert (asked["due"], asked["blocking"], asked["module_id"]) == (date(2027, 3, 1), 1, "M04")
    (merge, _) = sorted(lines(star, "fact_decision"), key=lambda x: x["matter"])
    assert (merge["decided_on"], json.loads(merge["answer"])["decision"]) == (date(2027, 2, 1), "merge")
    assert len(lines(star, "fact_fate")) == len(EVIDENCE)
    assert len(lines(star, "fact_finding")) == 3
    assert lines(star, "fact_figure")
    assert len(lines(star, "fact_edition_claim")) == 3


# What may be shared


def test_published_nothing_tells_of_one_person(stars):
    star = stars[True]
    assert star.published
    names = {t.name for t in star.tables}
    assert not names & {"dim_file", "fact_finding", "fact_change", "fact_figure"}
    assert not names & {f"fact_{code.lower()}" for code in HIDDEN}
    told = repr(star.tables)
    assert not [secret for secret in SECRETS if secret in told]
    assert [secret for secret in SECRETS if secret not in repr(stars[False].tables)] == [], (
        "it is there to be hidden"
    )
    left = {item.id for item in EVIDENCE if item.sheet not in HIDDEN}
    assert {x["evidence_id"] for x in lines(star, "dim_evidence")} == left
    assert not [
        c for t in star.tables for c in t.columns if c.name in ("initials", "tab", "path", "file_key")
    ]


def test_published_modules_that_the_lead_keeps_back_are_left_out(stars):
    assert {x["claim_id"] for x in lines(stars[True], "dim_claim")} == {"M05.a", "M03.c"}
    assert {x["question_id"] for x in lines(stars[True], "fact_question")} == {"OQ.C2"}
    assert {x["module_id"] for x in lines(stars[True], "fact_edition_claim")} == {"M05", "M03"}


def test_published_numbers_of_people_are_three_or_more(stars):
    assert [x["people"] for x in lines(stars[False], "fact_u4")] == [2, 20]
    assert [x["people"] for x in lines(stars[True], "fact_u4")] == [None, 20]
    for publish in (False, True):
        counted = {tuple(x.values()) for x in lines(stars[publish], "fact_people")}
        assert counted == {("F3", "kickoff", None, None, 4), ("C1", "kickoff", "SO", "Leder", 3)}


@pytest.mark.parametrize(
    ("cells", "groups"),
    [
        ({}, ()),
        ({("SO", "head"): 3}, (("SO", "head", 3),)),
        ({("SO", "head"): 2}, ()),
        ({("SO", "head"): 1, ("SO", "manager"): 4}, (("SO", None, 5),)),
        ({("SO", "head"): 3, ("SO", "manager"): 4}, (("SO", "head", 3), ("SO", "manager", 4))),
        ({("SO", ""): 5, ("BU", ""): 1, ("KT", ""): 2}, (("SO", "", 5), (None, None, 3))),
        ({("SO", ""): 5, ("KT", ""): 4, ("BU", ""): 2}, (("SO", "", 5), (None, None, 6))),
        ({("SO", ""): 2, ("BU", ""): 2}, ((None, None, 4),)),
    ],
)
def test_small_groups_stand_together_and_nobody_is_lost(cells, groups):
    found = merged(cells)
    assert found == groups
    assert all(number >= 3 for _, _, number in found)
    assert sum(number for _, _, number in found) in (sum(cells.values()), 0)


# The formats


@pytest.fixture(scope="module")
def written(folder: Folder) -> dict[str, Path]:
    return {where: export(folder, FORMATS, where == PUBLIC).folder for where in (PRIVATE, PUBLIC)}


def from_csv(path: Path, lang: str) -> list[list[str]]:
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";" if lang == "da" else ","))


def test_all_formats_say_the_same(folder, stars, written):
    book = load_workbook(written[PRIVATE] / "register.xlsx")
    assert book.sheetnames == ["data-dictionary", *(t.name for t in stars[False].tables)]
    for found in stars[False].tables:
        names = [column.name for column in found.columns]
        arrow = pyarrow.parquet.read_table(written[PRIVATE] / f"parquet/{found.name}.parquet")
        assert arrow.column_names == names
        assert [tuple(row.values()) for row in arrow.to_pylist()] == list(found.rows)
        head, *rest = book[found.name].iter_rows(values_only=True)
        assert list(head) == names
        plain = [[v.date() if isinstance(v, datetime) else v for v in row] for row in rest]
        assert plain == [list(row) for row in found.rows]
        plain_csv = from_csv(written[PRIVATE] / f"csv/{found.name}.csv", "da")
        assert plain_csv[0] == names
        assert len(plain_csv) == len(found.rows) + 1
        for told, row in zip(plain_csv[1:], found.rows, strict=True):
            for shown, value in zip(told, row, strict=True):
                assert (shown == "") == (value in (None, ""))
    assert book["fact_b4"].tables["fact_b4"].ref.startswith("A1:")


def test_every_file_is_in_the_manifest_as_export(folder, written):
    entries = json.loads((folder.root / "outputs/manifest.json").read_text("utf-8"))["files"]
    told = {e["path"]: e for e in entries if e["kind"] == "export"}
    there = [p for p in (folder.root / "outputs/export").rglob("*") if p.is_file()]
    assert {p.relative_to(folder.root).as_posix() for p in there} == set(told)
    assert len(told) > 100
    for path in there:
        assert (
            told[path.relative_to(folder.root).as_posix()]["sha256"]
            == hashlib.sha256(path.read_bytes()).hexdigest()
        )


def test_no_published_file_holds_a_secret(written):
    seen = 0
    for path in written[PUBLIC].rglob("*.csv"):
        text = path.read_text("utf-8")
        assert not [secret for secret in SECRETS if secret in text], path.name
        seen += 1
    assert seen > 20
    assert "må deles" in (written[PUBLIC] / "README.txt").read_text("utf-8-sig")
    assert "MÅ IKKE DELES" in (written[PRIVATE] / "README.txt").read_text("utf-8-sig")


def test_the_dictionary_tells_every_column_in_both_languages(stars, written):
    head, *rest = from_csv(written[PRIVATE] / "data-dictionary.csv", "da")
    assert head[:5] == ["table", "kind", "column", "type", "key_to"]
    told = {(row[0], row[2]): row for row in rest}
    columns = {(t.name, c.name) for t in stars[False].tables for c in t.columns}
    assert set(told) == columns
    assert all(all(row[5:]) for row in rest)
    assert told["fact_b4", "value"][7].startswith("Værdi.")
    assert told["fact_b4", "value"][8].startswith("Value.")
    readme = (written[PRIVATE] / "README.txt").read_text("utf-8-sig")
    assert all(f"\r\n{t.name} (" in readme or f"\n{t.name} (" in readme for t in stars[False].tables)


def test_two_exports_are_the_same_bytes_elsewhere_too(folder, written, tmp_path):
    def hashes(root: Path) -> dict[str, str]:
        files = [p for p in sorted(root.rglob("*")) if p.is_file()]
        return {p.relative_to(root).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}

    before = hashes(written[PRIVATE])
    assert {path.rpartition(".")[2] for path in before} == {"csv", "xlsx", "parquet", "txt"}
    assert not export(folder, FORMATS, publish=False).findings
    assert hashes(written[PRIVATE]) == before
    assert hashes(export(process(tmp_path / "andet"), FORMATS, publish=False).folder) == before


def risky_table() -> StarTable:
    said = Text.same("x")
    columns = (StarColumn("told", "text", said), StarColumn("number", "number", said))
    texts = (
        "=1+1",
        "+45 12",
        "-5 grader",
        "@her",
        "\t=1",
        "\r=2",
        "#REF!",
        'fine; "quoted",\nlines',
        "x" * 40_000,
    )
    return StarTable("fact_x", "fact", said, columns, tuple((text, -2.5) for text in texts))


def test_texts_never_become_formulas():
    found = risky_table()
    danish = list(csv.reader(io.StringIO(to_csv(found, "da").decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [row[0][:2] for row in danish[1:7]] == ["'=", "'+", "'-", "'@", "'\t", "'\r"]
    assert danish[8][0] == found.rows[7][0]
    assert {row[1] for row in danish[1:]} == {"-2,5"}, "a number is no text"
    english = list(csv.reader(io.StringIO(to_csv(found, "en").decode("utf-8-sig"), newline="")))
    assert {row[1] for row in english[1:]} == {"-2.5"}
    page = load_workbook(io.BytesIO(to_xlsx((found,), "x", date(2027, 1, 1))))["fact_x"]
    cells = [page.cell(n, 1) for n in range(2, 11)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells[:7])
    assert [cell.value for cell in cells[:4]] == [row[0] for row in found.rows[:4]]
    assert len(cells[8].value) == 32_767
    assert pyarrow.parquet.read_table(io.BytesIO(to_parquet(found))).column("told")[0].as_py() == "=1+1"


def test_english_is_rfc_4180_with_english_words(tmp_path):
    folder = process(tmp_path, "en")
    done = export(folder, ("csv",), publish=False)
    head, first, _ = from_csv(done.folder / "csv/fact_b4.csv", "en")
    assert dict(zip(head, first, strict=True))["audience_text"] == "Citizens; Management"
    assert "DO NOT SHARE" in (done.folder / "README.txt").read_text("utf-8-sig")
    assert not (done.folder / "register.xlsx").exists()


# The folder and the command


def test_what_an_earlier_export_left_is_taken_away(tmp_path):
    folder = process(tmp_path)
    base = export(folder, FORMATS, publish=False, to=folder.root / "outputs/export/bi").folder
    assert (base / "csv/fact_f3.csv").is_file()
    (base / "noter.txt").write_text("mine", "utf-8")
    export(folder, ("csv",), publish=True, to=base)
    left = {p.relative_to(base).as_posix() for p in base.rglob("*") if p.is_file()}
    assert "csv/fact_f3.csv" not in left
    assert "register.xlsx" not in left
    assert {"noter.txt", "csv/fact_b4.csv"} <= left
    assert not [p for p in base.rglob("*.csv") if "hemmelig" in p.read_text("utf-8")]


def test_a_folder_elsewhere_must_be_empty_or_hold_the_same_export(folder, tmp_path):
    target = tmp_path / "delt drev"
    export(folder, ("csv",), publish=False, to=target)
    export(folder, ("csv",), publish=False, to=target)
    with pytest.raises(UsageError, match=r"dim_file\.csv"):
        export(folder, ("csv",), publish=True, to=target)
    mine = tmp_path / "mit"
    mine.mkdir()
    (mine / "README.txt").write_text("Mit eget", "utf-8")
    with pytest.raises(UsageError, match=r"README\.txt"):
        export(folder, ("csv",), publish=True, to=mine)
    assert [p.name for p in mine.iterdir()] == ["README.txt"]


def test_without_the_library_the_rest_is_written(tmp_path, monkeypatch, capsys):
    folder = process(tmp_path)
    monkeypatch.setattr(module, "has_parquet", lambda: False)
    assert run(["export", "-C", str(tmp_path), "--publish"]) == 0
    shown = capsys.readouterr()
    assert "data-strategy-kit[parquet]" in shown.err
    assert (folder.root / PUBLIC / "register.xlsx").is_file()
    assert not (folder.root / PUBLIC / "parquet").exists()
    assert run(["export", "-C", str(tmp_path), "--format", "parquet"]) == 2
    assert "data-strategy-kit[parquet]" in capsys.readouterr().err


def test_the_command_says_what_may_not_be_shared(tmp_path, capsys):
    process(tmp_path)
    assert run(["export", "-C", str(tmp_path), "--format", "csv"]) == 0
    shown = capsys.readouterr()
    assert "tabeller" in shown.out
    assert "må ikke deles" in shown.err
    assert run(["export", "-C", str(tmp_path), "--format", "csv", "--publish", "--lang", "en"]) == 0
    shown = capsys.readouterr()
    assert "must not be shared" not in shown.err
    assert "Wrote" in shown.out
    assert run(["export", "-C", str(tmp_path), "--format", "pdf"]) == 2
    assert "“pdf”" in capsys.readouterr().err
    assert run(["export", "-C", str(tmp_path / "her ikke")]) == 2


def test_a_file_that_a_person_edited_stays(tmp_path):
    folder = process(tmp_path)
    path = export(folder, ("csv",), publish=False).folder / "csv/fact_b4.csv"
    path.write_text("mit", "utf-8")
    done = export(folder, ("csv",), publish=False)
    assert path.read_text("utf-8") == "mit"
    assert [f.code for f in done.findings] == ["output.edited"]


def test_the_register_is_only_read(folder, written):
    path = folder.root / REGISTER
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert [p.name for p in path.parent.iterdir()] == ["register.sqlite"]
