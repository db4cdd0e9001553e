"""``kit demo`` from an empty folder to a strategy, in both languages, and once more on another day."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import tomllib
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest
from demo_world import elsewhere, files

from kit.cli.main import run as kit
from kit.content import load_words
from kit.content.demo import load_demo
from kit.errors import UsageError
from kit.findings import Finding, _entries
from kit.model.catalogue import Catalogue
from kit.model.text import Text
from kit.pipeline.check import gather
from kit.pipeline.demo import DemoRun, Planted, demo
from kit.pipeline.demo.helper import Helper
from kit.pipeline.folder import open_folder
from kit.pipeline.plan import make_plan
from kit.resources import Resources

pytestmark = pytest.mark.real  # four whole runs of the rehearsal

MEGABYTES = 400
"""The most that any process of a rehearsal may take."""


class Rehearsal(NamedTuple):
    folder: Path
    run: DemoRun


@pytest.fixture(scope="session")
def danish(tmp_path_factory: pytest.TempPathFactory) -> Rehearsal:
    folder = tmp_path_factory.mktemp("da") / "demo"
    return Rehearsal(folder, demo(folder, "da", lambda _: None))


@pytest.fixture(scope="session")
def english(tmp_path_factory: pytest.TempPathFactory) -> Rehearsal:
    folder = tmp_path_factory.mktemp("en") / "demo"
    return Rehearsal(folder, demo(folder, "en", lambda _: None))


@pytest.fixture(params=["danish", "english"])
def rehearsal(request: pytest.FixtureRequest) -> Rehearsal:
    found: Rehearsal = request.getfixturevalue(request.param)
    return found


def test_the_whole_process_was_made(rehearsal: Rehearsal) -> None:
    folder, run = rehearsal
    assert len(run.steps) == 6
    assert [number for _, number in run.steps] == [8, 14, 15, 9, 8, 7]
    assert sum(number for _, number in run.steps) == len(files(folder / "returned"))
    for name in ("strategy.docx", "strategy.pdf", "strategy.html", "register.sqlite"):
        assert (folder / "outputs/strategy" / name).stat().st_size > 50_000, name
    manifest = json.loads((folder / "outputs/manifest.json").read_text("utf-8"))["files"]
    written = {f"outputs/{path}" for path in files(folder / "outputs")} - {"outputs/manifest.json"}
    assert {entry["path"] for entry in manifest} == written
    for workshop in ("kickoff", "roles", "network", "round", "systems", "skills"):
        made = {entry["kind"] for entry in manifest if entry["workshop"] == workshop}
        assert made >= {"deck", "worksheet", "guide"}


def test_each_workshop_is_made_after_the_answers_of_the_one_before(danish: Rehearsal) -> None:
    """The round gets the systems that the lead listed, the system wall those that still lack an owner."""
    folder, _ = danish
    (round_,) = (folder / "outputs/round").rglob("runde-SO.xlsx")
    assert "KMD Nexus" in strings(round_.read_bytes())
    (wall,) = (folder / "outputs/systems").rglob("systemer-forloebsleder.xlsx")
    page = next(page for page in openpyxl.load_workbook(wall) if page.title.startswith("S1"))
    listed = {row[1] for row in page.iter_rows(min_row=7, values_only=True)}
    assert "Hjælpemiddeldepotet" in listed and "KMD Elev" not in listed
    (network,) = (folder / "outputs/network").glob("*.pptx")
    assert "Her er, hvad I sagde" in " ".join(runs(network.read_bytes()))


def test_every_planted_fault_is_found(
    rehearsal: Rehearsal, resources: Resources, catalogue: Catalogue
) -> None:
    _, run = rehearsal
    script = load_demo(resources, catalogue)
    assert {planted.id for planted in run.planted} == {fault.id for fault in script.faults}
    expected = [planted for planted in run.planted if planted.code]
    assert len(expected) > 22
    missed = [planted for planted in expected if not any(is_about(planted, f) for f in run.findings)]
    assert missed == []


def test_what_must_be_read_in_silence_is(rehearsal: Rehearsal) -> None:
    folder, run = rehearsal
    silent = {planted.id: planted for planted in run.planted if not planted.code}
    assert set(silent) == {"unknown-is-an-answer", "tab-renamed", "rows-inserted", "lock-file"}
    for planted in silent.values():
        about = [f for f in run.findings if f.needs_person and is_about(planted, f)]
        assert about == [], planted
    read = gather(open_folder(folder))
    rows = {planted.id: [e for e in read.evidence if e.file == planted.file] for planted in silent.values()}
    assert len(rows["tab-renamed"]) == len(rows["rows-inserted"]) == 5
    assert len(rows["unknown-is-an-answer"]) > 70 and rows["lock-file"] == []
    assert silent["lock-file"].file not in {item.file for item in read.returns}
    assert (folder / silent["lock-file"].file).is_file()


def is_about(planted: Planted, finding: Finding) -> bool:
    """Whether a finding tells of a fault: its code (if one is expected), its file, and in a cell that cell."""
    if finding.file != planted.file or planted.code not in ("", finding.code):
        return False
    return not planted.cell or (finding.sheet == planted.tab and planted.cell in cells(finding.cell))


def cells(spans: str) -> Iterator[str]:
    """``K7, K9–K11`` as single cells."""
    for span in filter(None, spans.split(", ")):
        first, _, last = span.partition("–")
        letter, start = re.match(r"([A-Z]+)(\d+)", first).groups()
        end = re.sub(r"\D", "", last) or start
        yield from (f"{letter}{row}" for row in range(int(start), int(end) + 1))


def test_no_error_comes_that_nobody_planted(rehearsal: Rehearsal) -> None:
    _, run = rehearsal
    planted = {(p.code, p.file) for p in run.planted}
    errors = [f for f in run.findings if f.severity == "error"]
    assert len(errors) == 5
    assert [f for f in errors if (f.code, f.file) not in planted] == []


def test_questions_are_those_that_a_person_must_answer(rehearsal: Rehearsal) -> None:
    """Besides the planted ones: rows that nobody got round to, places that no list has, a crowded page."""
    _, run = rehearsal
    planted = {(p.code, p.file) for p in run.planted}
    others = [f for f in run.findings if f.severity == "question" and (f.code, f.file) not in planted]
    wanted = {"cell.required-empty", "cell.too-many-figures", "reference.near", "reference.unknown"}
    assert {f.code for f in others if not f.code.startswith("strategy.")} <= wanted
    others = [f for f in others if f.code in wanted]
    assert 5 <= len(others) <= 25
    open_rows = [f for f in others if f.code == "cell.required-empty"]
    assert all(f.sheet.startswith("S1 ") for f in open_rows)


def test_late_missing_and_double_answers_count_as_they_should(danish: Rehearsal) -> None:
    read = gather(open_folder(danish.folder))
    given = {(e.workshop, e.unit.code) for e in read.evidence}
    assert ("round", "ABI") in given
    assert not {("roles", "AKF"), ("network", "ABI"), ("skills", "G2")} & given
    days = [
        e.number("days")
        for e in read.evidence
        if e.sheet == "B4" and e.unit.code == "G3" and e.text("title") == "Ledige tider i hallerne"
    ]
    assert days == [6.0]
    people = {e.text("respondent") for e in read.evidence if e.sheet == "F3"}
    assert len(people) == 24
    answered = [e for e in read.evidence if e.sheet == "F3" and e.number("now") is not None]
    assert len(answered) > 350


def test_what_the_data_say_is_what_the_register_holds(
    danish: Rehearsal, resources: Resources, catalogue: Catalogue
) -> None:
    """Every row typed and not spoilt is a row of evidence."""
    script = load_demo(resources, catalogue)
    spoilt = {(f.workshop, f.unit.code, f.sheet) for f in script.faults}
    counted = 0
    read = gather(open_folder(danish.folder))
    for item in script.returns:
        for sheet in item.sheets:
            if (
                sheet.code in ("S1", "F3", "U2", "R4", "U1")
                or (item.workshop, item.unit.code, sheet.code) in spoilt
            ):
                continue
            mine = [
                e
                for e in read.evidence
                if (e.workshop, e.unit, e.sheet) == (item.workshop, item.unit, sheet.code)
            ]
            assert len(mine) == len(sheet.rows), (item.workshop, item.unit, sheet.code)
            counted += len(mine)
    assert counted > 350


def test_the_register_says_the_same_and_knows_its_cells(danish: Rehearsal) -> None:
    with sqlite3.connect(danish.folder / "outputs/strategy/register.sqlite") as register:
        tables = {row[0] for row in register.execute("select name from sqlite_master where type = 'table'")}
        assert {"finding", "claim", "open_question"} <= tables
        assert register.execute("select count(*) from claim").fetchone()[0] > 50
        assert register.execute("select count(*) from open_question").fetchone()[0] > 10


def test_the_plan_is_good_but_for_one_honest_remark(danish: Rehearsal) -> None:
    folder = open_folder(danish.folder)
    plan = make_plan(folder.process, folder.catalogue)
    assert [finding.code for finding in plan.findings] == ["plan.council-day"]
    assert plan.days[0].session.day.isoformat() == "2027-01-12"


# The same bytes ------------------------------------------------------------------------------------------


def test_on_another_day_in_another_place_it_is_the_same_bytes(danish: Rehearsal, tmp_path: Path) -> None:
    told = elsewhere(tmp_path / "demo", "da", tmp_path / "aside")
    here, there = files(danish.folder), files(tmp_path / "demo")
    assert len(here) > 150
    assert list(here) == list(there)
    assert [name for name in here if here[name] != there[name]] == []
    assert isinstance(told["megabytes"], int) and 50 < told["megabytes"] < MEGABYTES


# The folder ----------------------------------------------------------------------------------------------


def test_a_folder_that_is_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_bytes(b"mine")
    with pytest.raises(UsageError, match="øveforløbet"):
        demo(tmp_path, "da", lambda _: None)
    assert files(tmp_path) == {"thesis.docx": b"mine"}


def test_another_process_is_left_alone(tmp_path: Path, danish: Rehearsal) -> None:
    text = (danish.folder / "kit.toml").read_text("utf-8").replace("PRVK27", "PRVK28")
    (tmp_path / "returned").mkdir()
    (tmp_path / "returned/a.xlsx").write_bytes(b"answers")
    (tmp_path / "kit.toml").write_text(text, "utf-8")
    with pytest.raises(UsageError, match="rehearsal"):
        demo(tmp_path, "en", lambda _: None)
    assert (tmp_path / "returned/a.xlsx").read_bytes() == b"answers"


def test_what_goes_wrong_in_the_helper_is_told(tmp_path: Path) -> None:
    with Helper() as helper, pytest.raises(UsageError, match=r"no kit\.toml"):
        helper.make(tmp_path, "kickoff", lambda _: None)


def test_a_broken_kit_toml_is_no_rehearsal(tmp_path: Path) -> None:
    (tmp_path / "kit.toml").write_bytes(b"\xff\xfe\x00 no text")
    with pytest.raises(UsageError):
        demo(tmp_path, "da", lambda _: None)


def test_from_the_command_line_over_an_earlier_run(
    english: Rehearsal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Over an earlier rehearsal: own files stay, ``returned/`` and ``outputs/`` do not."""
    target = tmp_path / "demo"
    for name in ("returned", "outputs"):
        (target / name).mkdir(parents=True)
        (target / name / "old.txt").write_text("old", "utf-8")
    (target / "kit.toml").write_bytes((english.folder / "kit.toml").read_bytes())
    (target / "notes.txt").write_text("mine", "utf-8")
    assert kit(["demo", str(target), "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "returns came in" in told and "strategy.pdf" in told
    assert (target / "notes.txt").read_text("utf-8") == "mine"
    assert not (target / "returned/old.txt").exists() and not (target / "outputs/old.txt").exists()
    here, there = files(english.folder), files(target)
    assert {name: data for name, data in there.items() if name != "notes.txt"} == here


# English -------------------------------------------------------------------------------------------------


def test_english_has_no_danish_left(english: Rehearsal, catalogue: Catalogue, resources: Resources) -> None:
    danish = danish_wordings(catalogue, resources)
    assert len(danish) > 2000
    shown = list(everything_shown(english))
    assert len(shown) > 5000
    names = words_of_names(resources)  # a long name may stand in several lines of a figure
    left = {(where, text) for where, text in shown if text.strip() in danish - names}
    assert left == set()


def test_english_has_danish_letters_in_names_only(english: Rehearsal, resources: Resources) -> None:
    words = words_of_names(resources)
    found = {
        (where, word)
        for where, shown in everything_shown(english)
        for word in re.findall(r"\w*[æøåÆØÅ]\w*", shown)
        if word not in words
    }
    assert found == set()


def words_of_names(resources: Resources) -> set[str]:
    """Words in names of products, suppliers and the municipality itself, which stay as they are."""
    listed = tomllib.loads(resources.text("workshops/demo/systems.toml"))["systems"]
    names = {system[key] for system in listed for key in ("name", "supplier") if key in system}
    return {word for name in (*names, "Prøvekøbing", "Økonmi") for word in re.findall(r"\w+", name)}


def danish_wordings(catalogue: Catalogue, resources: Resources) -> set[str]:
    """Every Danish wording of the kit that no English one equals; names of roles in OS2kitos are names."""
    both = list(texts_in(catalogue))
    for name in resources.names("templates/words", ".toml"):
        part = name.rpartition("/")[2].removesuffix(".toml")
        both += load_words(resources, part, "da").texts.values()
    for entry in _entries().values():
        both += [Text.of(entry["message"]), Text.of(entry["remedy"])]
    english = {text["en"] for text in both} | {name for role in catalogue.roles for name in role.kitos}
    return {text["da"] for text in both if text["da"] not in english and len(text["da"]) > 2}


def texts_in(thing: object) -> Iterator[Text]:
    """Every text inside frozen dataclasses, tuples and mappings."""
    if isinstance(thing, Text):
        yield thing
    elif isinstance(thing, dict):
        yield from (text for value in thing.values() for text in texts_in(value))
    elif isinstance(thing, tuple):
        yield from (text for value in thing for text in texts_in(value))
    elif hasattr(thing, "__dataclass_fields__"):
        yield from (text for name in thing.__dataclass_fields__ for text in texts_in(getattr(thing, name)))


def everything_shown(rehearsal: Rehearsal) -> Iterator[tuple[str, str]]:
    """Texts of all that was made, by file: worksheets, slides, Word, HTML, Markdown, and the findings."""
    for name, data in files(rehearsal.folder / "outputs").items():
        kind = name.rpartition(".")[2]
        if kind == "xlsx":
            yield from ((name, text) for text in strings(data))
        elif kind == "pptx":
            yield from ((name, text) for text in runs(data))
        elif kind == "docx":
            with zipfile.ZipFile(io.BytesIO(data)) as parts:
                xml = parts.read("word/document.xml").decode()
            yield from ((name, text) for text in re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", xml))
        elif kind == "html":
            text = re.sub(r"<(style|script)\b.*?</\1>|<wbr ?/?>|\u00ad", "", data.decode(), flags=re.S)
            yield from ((name, part) for part in re.findall(r">([^<]+)<", text))
        elif kind == "md":
            yield from ((name, line) for line in data.decode().splitlines())
        yield name, Path(name).stem
    for finding in rehearsal.run.findings:
        yield "findings", finding.message("en")
        yield "findings", finding.remedy("en")
    yield from (("steps", title) for title, _ in rehearsal.run.steps)


def strings(data: bytes) -> list[str]:
    """The texts and tab names of a workbook, wherever it keeps them."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        names = [n for n in parts.namelist() if re.match(r"xl/(sharedStrings|worksheets/\w+)\.xml", n)]
        xml = "".join(parts.read(name).decode() for name in names)
        tabs = re.findall(r'<sheet [^>]*name="([^"]*)"', parts.read("xl/workbook.xml").decode())
    return [unescape(text) for text in (*re.findall(r"<t(?: [^>]*)?>([^<]*)</t>", xml), *tabs)]


def runs(data: bytes) -> list[str]:
    """The texts on slides and in speaker notes."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        names = [name for name in parts.namelist() if re.match(r"ppt/(slides|notesSlides)/\w+\.xml", name)]
        xml = "".join(parts.read(name).decode() for name in sorted(names))
    return [unescape(text) for text in re.findall(r"<a:t>([^<]*)</a:t>", xml)]
