"""What individuals answered (F3, U2, U6) in all that is written for the rehearsal municipality: how many they
were, and never a row, a code, a cell or a word of theirs."""

from __future__ import annotations

import html
import json
import re
import shutil
import sqlite3
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from kit.pipeline.consolidate import REGISTER, consolidate
from kit.pipeline.folder import open_folder
from kit.register import trace

pytestmark = pytest.mark.real

INDIVIDUAL = ("F3", "U2", "U6")
WORDS = {"F3": "why", "U6": "next_step"}
"""The columns in which individuals write in words of their own."""

SHEETS = {"deck", "cards", "guide", "worksheet", "register"}
"""Kinds that the room gets, or the lead alone; what is told of the answers is in all the others."""

OUTPUTS = {"strategy", "board-deck", "council-note", "role-page", "fate-letter", "dashboard", "review"}


@dataclass(frozen=True)
class Secrets:
    """What must not be told: ids of rows, people's codes, their words, and where their answers stand."""

    ids: re.Pattern[str]
    codes: re.Pattern[str]
    words: tuple[str, ...]
    cells: re.Pattern[str]

    def seen(self, text: str) -> list[str]:
        patterns = (self.ids, self.codes, self.cells)
        return [
            *(found[0] for pattern in patterns if (found := pattern.search(text))),
            *(word for word in self.words if word in text),
        ]


def any_of(texts: set[str]) -> str:
    return "|".join(re.escape(text) for text in sorted(texts))


@pytest.fixture(scope="module")
def secrets(danish_demo: Path) -> Secrets:
    codes, words, tabs = set(), set(), set()
    examples = {
        text
        for code in INDIVIDUAL
        for column in open_folder(danish_demo).catalogue.sheets[code].columns
        for text in (column.example.all() if column.example else ())
    }
    with closing(sqlite3.connect(danish_demo / REGISTER)) as register:
        for code in INDIVIDUAL:
            codes |= {person for (person,) in register.execute(f'SELECT respondent FROM "{code}"')}
            tabs |= {
                tab for (tab,) in register.execute("SELECT sheet FROM evidence WHERE sheet_code = ?", [code])
            }
        for code, column in WORDS.items():
            said = f'SELECT {column} FROM "{code}" WHERE {column} IS NOT NULL'
            words |= {text for (text,) in register.execute(said)} - examples
    assert len(codes) > 20 and len(words) > 5 and len(tabs) >= len(INDIVIDUAL)
    sheets = any_of(set(INDIVIDUAL))
    return Secrets(
        re.compile(rf"\b(?:{sheets})\.(?:G\d+|A[A-Z]{{2}}|LEAD)\.\d+"),
        re.compile(rf"(?<![\w-])(?:{any_of(codes)})(?![\w-])"),
        tuple(sorted(words)),
        re.compile(
            rf"(?:ark (?:{sheets})|{any_of(tabs)})[!, ·]+(?:celle |række )?[A-Z]{{0,2}}\d+\b(?! svar)"
        ),
    )


def text_of(path: Path) -> str:
    """Every word of a file, the hidden ones in its parts too, with single spaces."""
    if path.suffix == ".pdf":
        text = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True).stdout.decode()
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as parts:
            named = [n for n in parts.namelist() if n.endswith((".xml", ".rels"))]
            text = " ".join(plain(parts.read(name).decode()) for name in named)
    else:
        text = plain(path.read_text("utf-8"))
    return " ".join(text.split())


def plain(text: str) -> str:
    """Without marks inside words: an Office paragraph may part one word into several runs."""
    parted = re.sub(r"</(?:w:p|a:p|si|is|td|th|li|p|c|row|tr)>", " ", text)
    return html.unescape(re.sub(r"<[^>]+>", "", parted)) + html.unescape(
        " ".join(re.findall(r'"([^"<>]*)"', text))
    )


def written(demo: Path) -> Iterator[tuple[str, Path]]:
    """Every file of the manifest with its kind."""
    for entry in json.loads((demo / "outputs/manifest.json").read_text("utf-8"))["files"]:
        yield entry["kind"], demo / entry["path"]


def test_nothing_that_is_written_tells_of_individuals(danish_demo: Path, secrets: Secrets):
    told: dict[Path, list[str]] = {}
    read: Counter[str] = Counter()
    for kind, path in written(danish_demo):
        if kind not in SHEETS:
            read[kind] += 1
            told[path] = secrets.seen(text_of(path))
    assert read.keys() >= OUTPUTS and read.total() > 50
    assert {path.name: seen for path, seen in told.items() if seen} == {}
    for ending in ("docx", "html", "pdf"):  # where rows of other sheets are named, so that theirs would be
        assert re.search(r"ark F1, række \d", text_of(danish_demo / f"outputs/strategy/strategy.{ending}"))


def test_what_is_published_tells_of_no_row_at_all(danish_demo: Path, secrets: Secrets, tmp_path: Path):
    folder = tmp_path / "forløb"
    shutil.copytree(danish_demo, folder, ignore=shutil.ignore_patterns(".read"))
    consolidate(open_folder(folder), "0.4", date(2027, 3, 15), lambda _: None, publish=True)
    files = [path for path in (folder / "outputs/strategy/offentlig").rglob("*") if path.is_file()]
    texts = {path.name: text_of(path) for path in files}
    assert {path.suffix for path in files} >= {".docx", ".html", ".pdf"}
    assert all(len(text) > 100 for text in texts.values())
    assert {name: seen for name, text in texts.items() if (seen := secrets.seen(text))} == {}
    assert [
        name for name, text in texts.items() if re.search(r"\b[A-Z]\d\.(?:G\d+|A[A-Z]{2})\.\d", text)
    ] == []


def test_no_empty_worksheet_holds_an_answer(danish_demo: Path, secrets: Secrets):
    """Codes stand there for people to find their own rows; nothing that anybody answered does."""
    sheets = [
        text_of(path) for kind, path in written(danish_demo) if kind == "worksheet" and path.suffix == ".xlsx"
    ]
    assert len(sheets) > 20 and any(secrets.codes.search(text) for text in sheets)
    assert not [text[:80] for text in sheets if secrets.ids.search(text)]
    assert not [word for text in sheets for word in secrets.words if word in text]


def test_what_is_looked_for_is_in_the_answers(danish_demo: Path, secrets: Secrets):
    """Or the tests above would find nothing wherever it stood."""
    files = sorted((danish_demo / "returned").rglob("*.xlsx"))
    came = " ".join(text_of(path) for path in files if zipfile.is_zipfile(path))
    assert sum(word in came for word in secrets.words) > 4 and secrets.codes.search(came)
    note = "Kick-off, bord 1: ark F3, række 7. Belæg: F3.G1.7 fra A-01; F3 Selvevaluering!B11"
    assert len(secrets.seen(note)) == 3


def test_no_trace_leads_to_an_individual(danish_demo: Path, secrets: Secrets):
    path, hidden = danish_demo / REGISTER, frozenset(INDIVIDUAL)
    with closing(sqlite3.connect(path)) as register:
        resting = (
            "SELECT DISTINCT claim_id FROM claim_evidence JOIN evidence ON id = evidence_id"
            " WHERE sheet_code = ?"
        )
        claims = {code: [c for (c,) in register.execute(resting, [code])] for code in INDIVIDUAL}
        rows = register.execute(
            "SELECT id, file || '!' || sheet || '!' || row FROM evidence WHERE sheet_code IN (?, ?, ?)",
            INDIVIDUAL,
        ).fetchall()
    assert all(claims.values()) and len(rows) > 500
    for code, mine in claims.items():
        for claim in mine:
            found = trace(path, claim, hidden).down
            assert found and all(code in {a.sheet for a in down.answers} for down in found), claim
            assert not [row for down in found for row in down.rows if row.sheet in hidden], claim
            assert not secrets.ids.search(repr(found)) and not secrets.codes.search(repr(found)), claim
    for row in rows[::3]:
        for wanted in row:
            found = trace(path, wanted, hidden)
            assert found.hidden and not found.up and not found.findings, wanted
