"""The rehearsal municipality's register: complete, counted in SQL, and open to other programs."""

from __future__ import annotations

import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.error import URLError

import pyarrow.parquet
import pytest
from real.demos import demo_once
from room import office_failures

from kit.cli.main import run
from kit.pipeline.folder import open_folder
from kit.pipeline.star import build_star

pytestmark = pytest.mark.real

REGISTER = "outputs/strategy/register.sqlite"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demo_once("da", tmp_path_factory)


@pytest.fixture(scope="module")
def register(demo: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"{(demo / REGISTER).as_uri()}?mode=ro", uri=True)) as connection:
        yield connection


def one(register: sqlite3.Connection, query: str) -> int:
    return int(register.execute(query).fetchone()[0])


def test_it_is_sound(register):
    assert register.execute("PRAGMA foreign_key_check").fetchall() == []
    assert register.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_every_row_has_exactly_one_fate_in_the_edition(register):
    rows = one(register, "SELECT count(*) FROM evidence")
    assert rows > 1500
    assert (
        one(register, "SELECT count(*) FROM fate f JOIN edition e ON e.number = f.edition AND e.current")
        == rows
    )
    assert one(register, "SELECT count(*) FROM evidence WHERE id NOT IN (SELECT evidence_id FROM fate)") == 0
    twice = "SELECT count(*) FROM (SELECT 1 FROM fate GROUP BY edition, evidence_id HAVING count(*) <> 1)"
    assert one(register, twice) == 0
    assert one(register, "SELECT count(DISTINCT kind) FROM fate") >= 3


def test_fates_agree_with_what_rests_on_the_rows(register):
    used = "SELECT count(*) FROM fate WHERE kind = 'used' AND evidence_id NOT IN (SELECT evidence_id FROM claim_evidence)"
    kept = "SELECT count(*) FROM fate WHERE kind = 'kept' AND evidence_id IN (SELECT evidence_id FROM claim_evidence)"
    asked = (
        "SELECT count(*) FROM fate WHERE kind = 'open'"
        " AND evidence_id NOT IN (SELECT evidence_id FROM open_question_evidence)"
    )
    assert [one(register, query) for query in (used, kept, asked)] == [0, 0, 0]
    assert one(register, "SELECT count(*) FROM fate WHERE kind = 'merged' AND other = ''") == 0
    assert one(register, "SELECT count(*) FROM fate WHERE kind IN ('parked', 'kept') AND reason = ''") == 0


def test_every_claim_rests_on_a_row_and_is_kept_by_its_edition(register):
    assert one(register, "SELECT count(*) FROM claim") > 200
    assert (
        one(register, "SELECT count(*) FROM claim WHERE id NOT IN (SELECT claim_id FROM claim_evidence)") == 0
    )
    same = (
        "SELECT count(*) FROM claim c JOIN edition e ON e.current"
        " JOIN edition_claim k ON k.edition = e.number AND k.claim_id = c.id AND k.text = c.text"
    )
    assert one(register, same) == one(register, "SELECT count(*) FROM claim")


def test_every_claim_and_every_row_can_be_traced(demo, capsys):
    with closing(sqlite3.connect(demo / REGISTER)) as connection:
        claims = [id for (id,) in connection.execute("SELECT id FROM claim ORDER BY id LIMIT 400")][::40]
        cells = connection.execute(
            "SELECT e.file, e.sheet, e.cells, e.sheet_code FROM evidence e ORDER BY e.id"
        ).fetchall()[::150]
    assert len(claims) > 5
    assert len(cells) > 10
    for claim in claims:
        assert run(["-C", str(demo), "trace", claim]) == 0
        assert claim in capsys.readouterr().out
    for file, sheet, addresses, code in cells:
        cell = next(iter(json.loads(addresses).values()))
        assert run(["-C", str(demo), "trace", f"{file}!{sheet}!{cell}"]) == 0
        shown = capsys.readouterr().out
        assert (f"Ark {code}: " if code in ("F3", "U2", "U6") else f"[{code}.") in shown


@pytest.mark.parametrize("publish", [False, True])
def test_every_key_of_its_star_leads_to_a_row(demo, publish):
    star = build_star(open_folder(demo), demo / REGISTER, publish)
    keys = {
        f"{table.name}.{column.name}": {row[place] for row in table.rows}
        for table in star.tables
        for place, column in enumerate(table.columns)
    }
    followed = 0
    for table in star.tables:
        for column in table.columns:
            if column.key_to:
                used = keys[f"{table.name}.{column.name}"] - {None}
                assert used <= keys[column.key_to], (table.name, column.name)
                followed += len(used)
    assert followed > 5000


def test_published_no_individual_answer_and_no_small_group_is_left(demo, tmp_path):
    assert (
        run(["-C", str(demo), "export", "--publish", "--format", "csv,parquet", "--to", str(tmp_path / "ud")])
        == 0
    )
    with closing(sqlite3.connect(demo / REGISTER)) as connection:
        hidden = {
            id
            for (id,) in connection.execute(
                "SELECT id FROM evidence WHERE sheet_code IN ('F3', 'U2', 'U6', 'C1')"
            )
        }
        files = {name.rpartition("/")[2] for (name,) in connection.execute("SELECT file FROM return_file")}
        codes = {code for (code,) in connection.execute('SELECT respondent FROM "F3"')}
    assert len(hidden) > 300
    text = "\n".join(path.read_text("utf-8") for path in (tmp_path / "ud/csv").glob("*.csv"))
    ids = set(re.findall(r"\b[A-Z]\d\.\w+\.\d+\b", text))
    assert len(ids) > 500
    assert not ids & hidden
    assert not [name for name in files if name in text]
    assert not [code for code in codes if re.search(rf";{re.escape(code)}(?:;|\r)", text)]
    people = pyarrow.parquet.read_table(tmp_path / "ud/parquet/fact_people.parquet").to_pylist()
    assert len(people) > 20
    assert min(row["people"] for row in people) >= 3


def test_its_workbook_is_what_microsoft_expects(demo, tmp_path):
    assert (
        run(["-C", str(demo), "export", "--publish", "--format", "xlsx", "--to", str(tmp_path / "ud")]) == 0
    )
    told = office_failures(tmp_path / "ud/register.xlsx")
    # texts stand in their cells, as in every workbook of the kit: Excel moves them when it saves
    assert [failure for failure in told if "inline-string" not in failure] == []


@contextmanager
def datasette(path: Path, home: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = subprocess.Popen(
        [sys.executable, "-m", "datasette", "serve", str(path), "--host", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "HOME": str(home)},
    )  # fmt: skip
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        program.terminate()
        program.wait(30)


def fetch(url: str) -> dict:
    """JSON from a server that may still be starting."""
    end = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(url, timeout=30) as answer:
                return json.load(answer)
        except (URLError, ConnectionError):
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def test_it_opens_in_datasette(demo, register, tmp_path):
    with datasette(demo / REGISTER, tmp_path) as address:
        (fates,) = fetch(f"{address}/register.json?sql=select+count(*)+as+n+from+fate&_shape=array")
        assert fates["n"] == one(register, "SELECT count(*) FROM fate")
        first = fetch(f"{address}/register/B4_with_origin.json?_shape=array&_size=5")
    assert len(first) == 5
    assert all(row["title"] and row["origin_file"].startswith("returned/") for row in first)
