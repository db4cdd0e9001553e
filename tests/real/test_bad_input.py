"""Returns that are none, or not ours, or not whole: each has its own finding, and the rest is read."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from kit.cli.main import run
from kit.model.process import Unit
from kit.model.sheet import Identity
from kit.pipeline.check import gather
from kit.pipeline.folder import Folder, open_folder
from kit.pipeline.make import make
from real.conftest import start
from real.office import Act, Office

pytestmark = pytest.mark.real

FILLED: tuple[Act, ...] = (
    ("pick", "F2", "1", "Driver eller barriere", "Driver"),
    ("type", "F2", "1", "Beskrivelse", "Ledelsen spørger efter tal"),
    ("pick", "F2", "1", "Kategori", "Ledelse"),
    ("pick", "F2", "1", "Fagområde", "Dagtilbud og skole"),
    ("type", "F2", "1", "Styrke", "4"),
    ("type", "F2", "1", "Kan vi selv gøre noget?", "5"),
)
OTHER: tuple[Act, ...] = (
    *FILLED,
    ("type", "F2", "1", "Styrke", "2"),
    ("type", "F2", "2", "Beskrivelse", "Noget andet, skrevet senere"),
)
SKILLS: tuple[Act, ...] = (("type", "U4", "1", "Kompetence", "K-01 Registrere rigtigt"),)

EXPECTED: Mapping[str, str] = {
    "afkortet.xlsx": "file.damaged",
    "anden kommune.ods": "identity.other-process",
    "bord 2 igen.xlsx": "return.copy",
    "bord 2 først.xlsx": "return.answered-twice",
    "brev.docx": "file.not-a-workbook",
    "brev.pdf": "file.not-a-workbook",
    "brev.xlsx": "file.not-a-workbook",
    "låst.ods": "file.encrypted",
    "låst.xlsx": "file.encrypted",
    "opkvalificering.xlsx": "identity.workshop-not-held",
    "tom.xlsx": "file.empty",
    "ældre.xlsx": "identity.older-version",
    "ødelagt.ods": "file.damaged",
}
"""File below ``returned/`` and what must be said of it; ``god.xlsx`` lies among them."""

NEED_PERSON = {
    file for file, code in EXPECTED.items() if code not in ("return.copy", "identity.older-version")
}
QUIET = {"sheet.missing", "cell.expected-empty", "cell.required-empty", "file.no-answers"}
"""What is also said of some of them, being true of any half-empty return."""


@pytest.fixture(scope="module")
def bad(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """A process whose ``returned/`` holds a good return among bad ones, all made with LibreOffice."""
    root = start(tmp_path_factory.mktemp("bad") / "Prøvestrup æøå")
    before = open_folder(root)
    groups = sheets_of(before, "kickoff")
    skills = sheets_of(before, "skills")["G1"]
    returned = root / "returned"
    office.work(groups["G1"], FILLED, [returned / "god.xlsx"])
    office.work(groups["G2"], FILLED, [returned / "bord 2 først.xlsx"])
    office.work(groups["G2"], OTHER, [returned / "bord 2 igen.xlsx", returned / "bord 2 sidst.xlsx"])
    office.work(groups["G3"], [*FILLED, older(before, "G3")], [returned / "ældre.xlsx"])
    office.work(skills, SKILLS, [returned / "opkvalificering.xlsx"])
    for name in ("låst.xlsx", "låst.ods"):
        office.work(groups["G4"], FILLED, [returned / name], password="hemmelig")
    foreign = sheets_of(open_folder(start(tmp_path_factory.mktemp("other"), code="ANDEN27")), "kickoff")
    office.work(foreign["G1"], FILLED, [returned / "anden kommune.ods"])
    spoil(office, groups["G5"], returned)
    hold_no_skills(root / "kit.toml")
    return open_folder(root)


def sheets_of(folder: Folder, workshop: str) -> dict[str, Path]:
    """The groups' worksheets of one workshop."""
    written = make(folder, [workshop], frozenset({"worksheet"}), lambda _: None)
    paths = [folder.root / path for path in written.paths if "bord-" in path]
    return {f"G{path.stem[-1]}": path for path in paths}


def older(folder: Folder, unit: str) -> Act:
    """The code of a worksheet in the version before this one's, in every cell where it stands."""
    parsed = Unit.parse(unit)
    assert parsed
    now = Identity(folder.process.code, "KIC", parsed)
    return "replace", now.token, replace(now, schema=now.schema - 1).token


def spoil(office: Office, workbook: Path, returned: Path) -> None:
    """Files that never were workbooks, and workbooks that no longer are."""
    office.work(workbook, FILLED, [returned / "afkortet.xlsx", returned / "ødelagt.ods"])
    for name in ("afkortet.xlsx", "ødelagt.ods"):
        data = (returned / name).read_bytes()
        (returned / name).write_bytes(data[: len(data) * 2 // 3])
    (returned / "tom.xlsx").write_bytes(b"")
    letter = returned.parent / "brev.txt"
    letter.write_text("Kære alle\n\nVi når det ikke.\n", "utf-8")
    office.convert(letter, returned / "brev.pdf", "writer_pdf_Export")
    office.convert(letter, returned / "brev.docx", "MS Word 2007 XML")
    (returned / "brev.xlsx").write_bytes((returned / "brev.docx").read_bytes())


def hold_no_skills(toml: Path) -> None:
    text = toml.read_text("utf-8")
    without = re.sub(r"\[workshops\.skills\]\n(?:[^\[\n].*\n)*", "", text)
    assert without != text
    toml.write_text(without, "utf-8")


def fingerprints(folder: Folder) -> dict[str, tuple[str, int]]:
    return {
        name: (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path, name in folder.returned()
    }


def said(folder: Folder, lang: str, capsys: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
    """What ``kit check --json`` says; it ends with 1, and no original is touched."""
    before = fingerprints(folder)
    assert len(before) == len(EXPECTED) + 2  # and the two that count
    assert run(["-C", str(folder.root), "--lang", lang, "check", "--json"]) == 1
    assert fingerprints(folder) == before
    rows: list[dict[str, str]] = json.loads(capsys.readouterr().out)["findings"]
    return rows


def test_each_bad_return_has_its_own_finding(bad: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    found: dict[str, set[str]] = {}
    for row in said(bad, "da", capsys):
        found.setdefault(row["file"].removeprefix("returned/"), set()).add(row["code"])
    own = {file: codes - QUIET for file, codes in found.items() if codes - QUIET}
    assert own == {file: {code} for file, code in EXPECTED.items()}


def test_errors_and_questions_ask_a_person(bad: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [row for row in said(bad, "da", capsys) if row["code"] not in QUIET]
    asked = {row["file"].removeprefix("returned/") for row in rows if row["severity"] != "note"}
    assert asked == NEED_PERSON


def test_findings_are_said_in_the_language_asked_for(bad: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    danish, english = (
        {(r["code"], r["file"]): (r["message"], r["remedy"]) for r in said(bad, lang, capsys)}
        for lang in ("da", "en")
    )
    assert danish.keys() == english.keys()
    for key, sentences in danish.items():
        for da, en in zip(sentences, english[key], strict=True):
            assert da.strip() and en.strip() and da != en, key
            assert "{" not in da + en, key
            assert not set("æøåÆØÅ") & set(re.sub(r"“[^”]*”|\S+\.(xlsx|ods)", "", en)), key


def test_the_run_goes_on_with_the_rest(bad: Folder) -> None:
    gathered = gather(bad)
    assert len(gathered.returns) == len(EXPECTED) + 2
    rows = sorted((Path(e.file).name, e.row, e.text("description")) for e in gathered.evidence)
    assert rows == [
        ("bord 2 sidst.xlsx", 7, "Ledelsen spørger efter tal"),
        ("bord 2 sidst.xlsx", 8, "Noget andet, skrevet senere"),
        ("god.xlsx", 7, "Ledelsen spørger efter tal"),
        ("ældre.xlsx", 7, "Ledelsen spørger efter tal"),
    ]


def test_people_read_sentences(bad: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(bad.root), "check"]) == 1
    out = capsys.readouterr().out
    for file in EXPECTED:
        assert file in out
    assert "Filen er låst med en adgangskode." in out
    assert "Traceback" not in out


def test_consolidate_leaves_them_out_and_says_so(bad: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    before = fingerprints(bad)
    assert run(["-C", str(bad.root), "consolidate"]) == 1
    assert fingerprints(bad) == before
    assert (bad.root / "outputs" / "strategy" / "strategy.docx").is_file()
    assert "adgangskode" in capsys.readouterr().out
