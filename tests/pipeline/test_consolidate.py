"""Worksheets in, strategy out: the whole way from typed cells to register and documents."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pipeline_world import fill, folder_at, made

import kit.pipeline.consolidate as module
from kit.model.evidence import UNKNOWN, Value
from kit.pipeline.check import gather
from kit.pipeline.consolidate import consolidate
from kit.pipeline.edition import compile_edition
from kit.pipeline.folder import Folder

ROOT = Path(__file__).resolve().parents[2]
REGISTER = "outputs/strategy/register.sqlite"
KINDS = {
    REGISTER: "register",
    "outputs/strategy/beslutningsark.xlsx": "review",
    "outputs/strategy/oplaeg-til-direktionen.pptx": "board-deck",
    "outputs/strategy/notat-til-byraadet.docx": "council-note",
    "outputs/strategy/notat-til-byraadet.pdf": "council-note",
    "svarbreve": "fate-letter",
    "rollesider": "role-page",
}
"""What is not the strategy itself, by path or folder."""


def run(folder: Folder, day: date | None = None):
    return consolidate(folder, "0.2", day, lambda _: None)


def answer(root: Path) -> Folder:
    """Two tables and the lead answer the kick-off, one table the network workshop."""
    folder = folder_at(root)
    sheets, here = made(folder, "kickoff", "network"), root / "returned"
    area = folder.process.area("SO")
    assert area
    for group, strength in ((1, 5), (2, 3)):
        fill(
            sheets[f"kickoff-bord-{group}"],
            here / f"Kopi af bord {group} (æøå).xlsx",
            {
                ("F1", "reason", 1): "bruge tiden på borgerne",
                ("F1", "audience", 1): "Borgere",
                ("F1", "dots", 1): 4 + group,
                ("F2", "force", 1): "Barriere",
                ("F2", "description", 1): "Ingen ved, hvem der ejer data",
                ("F2", "strength", 1): strength,
                ("F2", "influence", 1): "?",
                ("C2", "question", 1): "Hvem betaler?",
            },
        )
    system = {("S1", "system", 1): "Cura", ("S1", "area", 1): area.name, ("S1", "critical", 1): "Ja"}
    fill(sheets["kickoff-forloebsleder"], here / "leder.xlsx", system)
    idea = {("B4", "title", 2): "Ét overblik", ("B4", "problem", 2): "1+1 = 2, 3/4 og “citat”"}
    fill(sheets["netvaerk-bord-3"], here / "net.xlsx", {**idea, ("B4", "title", 4): "Kun en titel"})
    return folder


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    folder = answer(tmp_path_factory.mktemp("consolidate") / "forløb")
    run(folder)
    return folder


@pytest.fixture
def register(done: Folder):
    with closing(sqlite3.connect(done.root / REGISTER)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def manifest(root: Path) -> dict[str, dict]:
    entries = json.loads((root / "outputs/manifest.json").read_text("utf-8"))["files"]
    assert len({entry["path"] for entry in entries}) == len(entries)
    return {entry["path"]: entry for entry in entries}


def strategy_files(root: Path) -> dict[str, bytes]:
    paths = [path for path in (root / "outputs/strategy").rglob("*") if path.is_file()]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(paths)}


def stored(value: Value | None) -> object:
    if value is UNKNOWN:
        return "?"
    return "; ".join(value) if isinstance(value, tuple) else value


def test_the_register_holds_exactly_what_was_typed(done, register):
    evidence = gather(done).evidence
    assert len(evidence) == 9
    assert {line["id"] for line in register.execute("SELECT id FROM evidence")} == {e.id for e in evidence}
    for item in evidence:
        (line,) = register.execute(f'SELECT * FROM "{item.sheet}" WHERE evidence_id = ?', [item.id])
        answers = {column: stored(value) for column, value in item.values.items()}
        assert {column: value for column, value in dict(line).items() if value is not None} == {
            **answers,
            "evidence_id": item.id,
        }
        (origin,) = register.execute("SELECT * FROM evidence WHERE id = ?", [item.id])
        assert json.loads(origin["cells"]) == item.cells
        assert (done.root / origin["file"]).is_file()


def test_half_rows_are_kept_and_marked(register):
    query = 'SELECT b.title, e.complete FROM "B4" b JOIN evidence e ON e.id = b.evidence_id ORDER BY e.row'
    assert [tuple(line) for line in register.execute(query)] == [("Ét overblik", 1), ("Kun en titel", 0)]


def test_every_claim_rests_on_evidence(register):
    assert list(register.execute("PRAGMA foreign_key_check")) == []
    (count,) = register.execute("SELECT count(*) FROM claim").fetchone()
    assert count > 5
    bare = "SELECT id FROM claim WHERE id NOT IN (SELECT claim_id FROM claim_evidence) OR text = ''"
    assert [tuple(line) for line in register.execute(bare)] == []


def test_what_nobody_knows_is_a_question_and_no_claim(register):
    asked = {line["text"] for line in register.execute("SELECT text FROM open_question")}
    assert "Hvem betaler?" in {text.strip() for text in asked}
    (rows,) = register.execute(
        "SELECT count(*) FROM open_question_evidence WHERE question_id = "
        "(SELECT id FROM open_question WHERE text = 'Hvem betaler?')"
    ).fetchone()
    assert rows == 2, "both tables that asked are named"
    assert len(asked) > 5
    both = "SELECT id FROM claim WHERE id IN (SELECT id FROM open_question)"
    assert [tuple(line) for line in register.execute(both)] == []


def test_every_output_is_in_the_manifest_once(done):
    entries, files = manifest(done.root), strategy_files(done.root)
    mine = {path: entry for path, entry in entries.items() if entry["workshop"] is None}
    assert set(mine) == set(files)
    for path, entry in mine.items():
        assert entry["sha256"] == hashlib.sha256(files[path]).hexdigest()
        kind = KINDS.get(path) or KINDS.get(path.split("/")[2], "strategy")
        assert entry["kind"] == kind
        if path.endswith(".pdf"):
            assert (entry["pages"] or 0) > 5 if kind == "strategy" else entry["pages"] in (1, 2, 3)
        else:
            assert entry["pages"] is None
    assert {f"outputs/strategy/strategy.{ending}" for ending in ("docx", "pdf", "html")} <= set(files)
    modules = [path for path in files if path.startswith("outputs/strategy/modules/")]
    assert len(modules) == 13 + 7
    assert all(path.endswith(".md") for path in modules)


def test_two_runs_give_the_same_bytes_elsewhere_too(done, tmp_path):
    before = strategy_files(done.root)
    run(done)
    assert strategy_files(done.root) == before
    folder = answer(tmp_path / "forløb")
    places = {"PYTHONHASHSEED": "99", "TZ": "America/Adak", "LC_ALL": "C"}
    elsewhere = subprocess.run(
        [sys.executable, "-m", "kit", "-C", str(folder.root), "consolidate", "--edition", "0.2"],
        env={**os.environ, **places}, cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip
    assert elsewhere.returncode == 1, elsewhere.stderr.decode()  # there are questions
    theirs = strategy_files(folder.root)
    assert set(theirs) == set(before)
    documents = [path for path in before if path != REGISTER]
    assert {path: theirs[path] for path in documents} == {path: before[path] for path in documents}


def test_returns_are_read_once(done, monkeypatch):
    reads = []
    monkeypatch.setattr(module, "gather", lambda folder: reads.append(folder) or gather(folder))
    run(done)
    assert reads == [done]


def test_the_day_is_the_last_workshops_unless_it_is_said(done, tmp_path):
    folder = folder_at(tmp_path)
    days = []
    for day in (None, date(2028, 2, 29)):
        run(folder, day)
        with closing(sqlite3.connect(folder.root / REGISTER)) as connection:
            days += connection.execute("SELECT day, number FROM edition").fetchall()
    assert days == [(folder.process.last_day.isoformat(), "0.2"), ("2028-02-29", "0.2")]


def test_a_process_without_answers_has_a_strategy_of_questions(folder):
    result = run(folder)
    assert (result.files, result.rows, result.claims) == (0, 0, 0)
    assert result.questions > 5
    html = (folder.root / "outputs/strategy/strategy.html").read_text("utf-8")
    assert "Det ved vi ikke endnu" in html


def test_an_edited_strategy_is_not_overwritten(tmp_path):
    folder = folder_at(tmp_path)
    run(folder)
    word = tmp_path / "outputs/strategy/strategy.docx"
    word.write_bytes(word.read_bytes() + b" ")
    mine = word.read_bytes()
    result = run(folder, date(2027, 5, 1))
    assert word.read_bytes() == mine
    assert [f.code for f in result.findings if f.file.endswith("strategy.docx")] == ["output.edited"]
    assert word.with_name("strategy-2.docx").is_file()


@pytest.mark.parametrize("part", ["to_docx", "write_register"])
def test_where_one_format_fails_nothing_is_changed(done, monkeypatch, part):
    def broken(*_: object) -> None:
        raise RuntimeError(part)

    before = strategy_files(done.root)
    monkeypatch.setattr(module, part, broken)
    with pytest.raises(RuntimeError, match=part):
        run(done, date(2029, 1, 1))
    assert strategy_files(done.root) == before


def test_a_claim_on_evidence_that_is_not_there_stops_the_run(done, monkeypatch):
    def dishonest(*asked):
        made = compile_edition(*asked)
        claims = made.strategy.claims
        claim = replace(claims[0], id="M01.made-up", evidence=("B4.G9.99",))
        return replace(made, strategy=replace(made.strategy, claims=(*claims, claim)))

    before = strategy_files(done.root)
    monkeypatch.setattr(module, "compile_edition", dishonest)
    with pytest.raises(sqlite3.IntegrityError):
        run(done)
    assert strategy_files(done.root) == before
