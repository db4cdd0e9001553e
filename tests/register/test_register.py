"""The register: flat, whole, and every fact with its address."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from kit.findings import Finding
from kit.model.catalogue import Catalogue
from kit.model.claim import Claim, OpenQuestion
from kit.model.evidence import UNKNOWN, Evidence, Return
from kit.model.process import Area, Process, Session, Unit
from kit.model.results import ForceField, Purpose, Results, Share
from kit.model.sheet import Identity
from kit.register import RegisterContent, write_register
from kit.register.schema import FIXED, ORIGIN, SCHEMA_VERSION

ROOT = Path(__file__).resolve().parents[2]
G3, SO = Unit("group", "3"), Unit("area", "SO")
DAY = date(2027, 2, 10)


def evidence(id: str, sheet: str, unit: Unit, file: str, workshop: str, **values) -> Evidence:
    cells = {column: f"{chr(66 + place)}7" for place, column in enumerate(values)}
    return Evidence(id, sheet, workshop, unit, file, f"{sheet} – omdøbt", 7, values, cells, sheet != "B7")


EVIDENCE = (
    evidence(
        "B4.G3.7", "B4", G3, "returned/net.xlsx", "network",
        title="Ét “overblik”", problem="=1+1", value=4, days=UNKNOWN, dots=2.5, area="SO", systems=("Aula", "KMD Nexus"),
    ),
    evidence("B7.G3.9", "B7", G3, "returned/net.xlsx", "network", risk="Ingen ejer", probability=UNKNOWN),
    evidence("S1.ASO.7", "S1", SO, "returned/runde.ods", "round", system="Aula", contract_end=date(2028, 1, 31)),
    evidence("C2.G3.7", "C2", G3, "returned/net.xlsx", "network", question="Hvem ejer data?"),
    evidence("C2.ASO.7", "C2", SO, "returned/runde.ods", "round", question="Hvem ejer data?"),
)  # fmt: skip


@pytest.fixture(scope="session")
def content(catalogue: Catalogue) -> RegisterContent:
    process = Process(
        "Prøvekøbing", "PRVK27", "da", (Area("SO", "Sundhed og omsorg", "#aa0000", "dots"),),
        (Session("network", DAY, time(9), 20, 2, 4), Session("round", DAY, time(9), 20, 2, 4)),
    )  # fmt: skip
    returns = (
        Return("returned/net.xlsx", "a" * 64, "xlsx", Identity("PRVK27", "NET", G3), EVIDENCE[:2]),
        Return("returned/runde.ods", "b" * 64, "ods", Identity("PRVK27", "RUN", SO, 2), EVIDENCE[2:]),
        Return("returned/noter.txt", "c" * 64, "unknown", None),
    )
    code = catalogue.workshop("round").code
    returns = (returns[0], replace(returns[1], identity=Identity("PRVK27", code, SO, 2)), returns[2])
    purpose = Purpose("hjælpe", ("citizens",), (), (), 9.0, 1, ("F1.G3.7",))
    results = Results(forces=ForceField(drivers=3.5, purposes=(purpose,)))
    results = replace(results, systems=replace(results.systems, verified=Share(1, 2, ("S1.ASO.7",))))
    return RegisterContent(
        process=process,
        catalogue=catalogue,
        edition="0.2",
        day=DAY,
        returns=returns,
        evidence=EVIDENCE,
        findings=(Finding("file.no-answers", "returned/noter.txt"), Finding("file.macros", "returned/net.xlsx")),
        results=results,
        claims=(Claim("M04.a", "M04", "Ét", ("AN-05", "AN-07"), ("B4.G3.7", "B7.G3.9", "B4.G3.7")),
                Claim("M06.b", "M06", "To", ("AN-13",), ("S1.ASO.7",))),
        open_questions=(OpenQuestion("OQ.C2", "M12", "Hvem ejer data?", True, "Chef", "2027-03-01", ("C2.G3.7", "C2.ASO.7")),
                        OpenQuestion("OQ.M07", "M07", "Hvem har tid?")),
    )  # fmt: skip


@pytest.fixture
def register(content: RegisterContent, tmp_path: Path):
    write_register(tmp_path / "register.sqlite", content)
    connection = sqlite3.connect(tmp_path / "register.sqlite")
    connection.row_factory = sqlite3.Row
    yield connection
    connection.close()


def rows(register: sqlite3.Connection, query: str, *values: object) -> list[tuple]:
    return [tuple(line) for line in register.execute(query, values)]


def test_the_file_is_sound(register):
    assert rows(register, "PRAGMA integrity_check") == [("ok",)]
    assert rows(register, "PRAGMA foreign_key_check") == []
    assert rows(register, "PRAGMA user_version") == [(SCHEMA_VERSION,)]


def test_foreign_keys_are_declared_so_that_the_check_means_something(register):
    tables = [name for (name,) in rows(register, "SELECT name FROM sqlite_master WHERE type = 'table'")]
    keyed = {name: rows(register, f'PRAGMA foreign_key_list("{name}")') for name in tables}
    assert all(keyed[name] for name in ("evidence", "B4", "S1", "claim_evidence", "open_question_evidence"))
    assert len([name for name in tables if keyed[name]]) == 10 + len(
        rows(register, "SELECT DISTINCT sheet_code FROM sheet_column")
    )


def test_every_evidence_has_its_row_in_its_sheets_table(register):
    found = rows(register, "SELECT id, sheet_code FROM evidence")
    assert len(found) == len(EVIDENCE)
    for id, code in found:
        assert rows(register, f'SELECT count(*) FROM "{code}" WHERE evidence_id = ?', id) == [(1,)]


def test_values_stand_as_they_were_given(register):
    (line,) = register.execute('SELECT * FROM "B4"')
    assert (line["title"], line["problem"], line["value"], line["dots"]) == ("Ét “overblik”", "=1+1", 4, 2.5)
    assert (line["days"], line["systems"], line["area"]) == ("?", "Aula; KMD Nexus", "SO")
    assert rows(register, 'SELECT typeof(value), typeof(dots), typeof(days), typeof(title) FROM "B4"') == [
        ("integer", "real", "text", "text")
    ]
    assert rows(register, 'SELECT contract_end, owner FROM "S1"') == [("2028-01-31", None)]
    assert rows(register, 'SELECT probability FROM "B7"') == [("?",)]


def test_every_value_has_its_cell_and_every_row_its_origin(register):
    for item in EVIDENCE:
        (line,) = register.execute("SELECT * FROM evidence WHERE id = ?", [item.id])
        assert json.loads(line["cells"]) == item.cells
        assert (line["file"], line["sheet"], line["row"]) == (item.file, item.tab, item.row)
        assert (line["workshop"], line["unit"], line["area"]) == (item.workshop, item.unit.code, item.area)
        assert line["complete"] == item.complete


def test_returns_name_their_workshop_as_evidence_does(register):
    assert rows(register, "SELECT file, workshop, unit, schema_version FROM return_file ORDER BY file") == [
        ("returned/net.xlsx", "network", "G3", 1),
        ("returned/noter.txt", None, None, None),
        ("returned/runde.ods", "round", "ASO", 2),
    ]
    mixed = (
        "SELECT count(*) FROM evidence e JOIN return_file r ON r.file = e.file WHERE e.workshop <> r.workshop"
    )
    assert rows(register, mixed) == [(0,)]


def test_the_view_of_a_sheet_shows_its_origin_without_clashes(register):
    for (code,) in rows(register, "SELECT DISTINCT sheet_code FROM sheet_column"):
        names = [column[0] for column in register.execute(f'SELECT * FROM "{code}_with_origin"').description]
        assert len(names) == len({name.casefold() for name in names}), code
        assert not [name for name in names if ":" in name], code
        assert {f"origin_{column}" for column in ORIGIN} <= set(names)
    (line,) = register.execute('SELECT * FROM "B4_with_origin"')
    assert (line["title"], line["origin_file"], line["origin_row"]) == (
        "Ét “overblik”",
        "returned/net.xlsx",
        7,
    )


def test_every_claim_leads_to_its_evidence(register):
    without = "SELECT id FROM claim WHERE id NOT IN (SELECT claim_id FROM claim_evidence)"
    assert rows(register, without) == []
    assert rows(register, "SELECT claim_id, evidence_id FROM claim_evidence") == [
        ("M04.a", "B4.G3.7"), ("M04.a", "B7.G3.9"), ("M06.b", "S1.ASO.7")
    ]  # fmt: skip
    assert rows(register, "SELECT analyses FROM claim WHERE id = 'M04.a'") == [("AN-05; AN-07",)]


def test_a_question_keeps_everybody_who_asked(register):
    assert rows(register, "SELECT * FROM open_question ORDER BY id") == [
        ("OQ.C2", "M12", "Hvem ejer data?", 1, "Chef", "2027-03-01"),
        ("OQ.M07", "M07", "Hvem har tid?", 0, "", ""),
    ]
    assert rows(register, "SELECT * FROM open_question_evidence") == [
        ("OQ.C2", "C2.ASO.7"),
        ("OQ.C2", "C2.G3.7"),
    ]


def test_findings_stand_in_the_language_of_the_process(register, content):
    found = rows(register, "SELECT code, severity, file, message, remedy FROM finding ORDER BY id")
    assert found == [(f.code, f.severity, f.file, f.message("da"), f.remedy("da")) for f in content.findings]


def test_figures_are_found_by_their_path(register):
    figures = dict(
        rows(register, "SELECT name, coalesce(number, text) FROM result WHERE analysis = 'forces'")
    )
    assert figures["drivers"] == 3.5
    assert figures["purposes[1].reason"] == "hjælpe"
    assert figures["purposes[1].dots"] == 9
    assert not [name for name in figures if "evidence" in name]
    assert rows(
        register, "SELECT number FROM result WHERE analysis = 'systems' AND name = 'verified.part'"
    ) == [(1.0,)]


def test_the_register_explains_itself(register, catalogue):
    columns = rows(register, "SELECT sheet_code, column, header FROM sheet_column")
    on = [sheet for sheet in catalogue.sheets.values() if sheet.tier < 2]
    assert len(columns) == sum(len(sheet.columns) for sheet in on)
    for code, column, header in columns:
        assert header == catalogue.sheets[code].column(column).header["da"]
        assert column in [line["name"] for line in register.execute(f'PRAGMA table_info("{code}")')]
    lists = {name for (name,) in rows(register, "SELECT DISTINCT list FROM list_entry")}
    brought = {"groups", "systems", "initiatives", "functions", "scopes"}
    named = {
        name for (name,) in rows(register, "SELECT DISTINCT list FROM sheet_column WHERE list IS NOT NULL")
    }
    assert named <= lists | brought
    assert rows(register, "SELECT text FROM list_entry WHERE list = 'areas'") == [("Sundhed og omsorg",)]


def test_extensions_have_tables_only_where_they_are_switched_on(content, tmp_path):
    process = replace(content.process, tier2=frozenset({"B6"}))
    found = {}
    for name, item in (("off", content), ("on", replace(content, process=process))):
        write_register(tmp_path / name, item)
        db = sqlite3.connect(tmp_path / name)
        found[name] = (
            {
                table
                for (table,) in rows(db, "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
            },
            {list for (list,) in rows(db, "SELECT DISTINCT list FROM list_entry")},
        )
        db.close()
    assert found["on"][0] - found["off"][0] == {"B6", "B6_with_origin"}
    assert found["on"][1] - found["off"][1] == {"sin"}
    assert {"B5", "B5_with_origin"} & found["on"][0] == set()


def test_every_column_of_the_fixed_tables_is_told_or_plain(register):
    """The words that explain the schema are kept in the file itself."""
    (sql,) = rows(register, "SELECT sql FROM sqlite_master WHERE name = 'evidence'")[0]
    assert "-- B4.G3.7 = sheet B4, group 3, row 7" in sql
    assert FIXED.count("CREATE TABLE") == FIXED.count("STRICT")


def test_same_content_same_bytes(content, tmp_path):
    paths = [tmp_path / name for name in ("one.sqlite", "two.sqlite")]
    for path in paths:
        write_register(path, content)
    assert paths[0].read_bytes() == paths[1].read_bytes()


@pytest.mark.parametrize("wrong", ["claim", "question", "file"])
def test_what_refers_to_nothing_stops_the_run(content, tmp_path, wrong):
    changes = {
        "claim": {"claims": (*content.claims, Claim("M01.x", "M01", "?", (), ("B4.G9.1",)))},
        "question": {"open_questions": (OpenQuestion("OQ.x", "M01", "?", evidence=("C2.G9.1",)),)},
        "file": {"returns": content.returns[1:]},
    }
    with pytest.raises(sqlite3.IntegrityError):
        write_register(tmp_path / "register.sqlite", replace(content, **changes[wrong]))


def test_a_process_without_answers_has_a_whole_register(content, tmp_path):
    empty = replace(
        content, returns=(), evidence=(), findings=(), results=Results(), claims=(), open_questions=()
    )
    write_register(tmp_path / "register.sqlite", empty)
    connection = sqlite3.connect(tmp_path / "register.sqlite")
    assert rows(connection, "SELECT count(*) FROM evidence") == [(0,)]
    assert rows(connection, "SELECT number, lang FROM edition") == [("0.2", "da")]
    connection.close()


def test_bytes_do_not_depend_on_the_hash_seed(tmp_path):
    program = (
        "import sys; sys.path[:0] = ['tests']\n"
        "from datetime import date; from pathlib import Path\n"
        "from kit.content import load_catalogue; from kit.resources import Resources\n"
        "from kit.model.results import Results; from kit.register import RegisterContent, write_register\n"
        "from room import process\n"
        "catalogue, _ = load_catalogue(Resources())\n"
        "content = RegisterContent(process(), catalogue, '0.1', date(2027, 1, 1), (), (), (), Results(), (), ())\n"
        "write_register(Path(sys.argv[1]), content)\n"
    )
    hashes = set()
    for seed in ("1", "2"):
        target = tmp_path / f"{seed}.sqlite"
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "TZ": f"UTC{seed}"}
        subprocess.run([sys.executable, "-c", program, str(target)], cwd=ROOT, env=environment, check=True)
        hashes.add(hashlib.sha256(target.read_bytes()).hexdigest())
    assert len(hashes) == 1
