"""kit.toml: written, read back, and every fault of a broken one told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kit.content import read_process
from kit.errors import BrokenContent
from kit.pipeline.new import Wishes, code_of, new_process


def wishes(**more: object) -> Wishes:
    given = {
        "municipality": 'Ærø "Nord" Kommune',
        "start": date(2027, 1, 12),
        "lang": "da",
        "participants": 24,
        "sponsor": "Kommunaldirektør",
        "lead": "Digitaliseringschef",
    }
    return Wishes(**(given | more))


def test_what_is_written_reads_back(tmp_path: Path) -> None:
    written = new_process(tmp_path / "forløb", wishes())
    text = (tmp_path / "forløb" / "kit.toml").read_text("utf-8")
    read, findings = read_process(text)
    assert findings == ()
    assert read == written
    assert text.count("\n# ") >= 8, "every key is explained"
    assert (tmp_path / "forløb" / "returned").is_dir()


def test_four_workshops_in_five_weeks_on_working_days() -> None:
    from kit.pipeline.calendar import Calendar, schedule

    sessions = schedule(date(2027, 1, 12), Calendar(), 24, 5)
    assert [s.workshop for s in sessions] == ["kickoff", "roles", "network", "round", "systems", "skills"]
    assert (sessions[-1].day - sessions[0].day).days <= 5 * 7
    assert all(Calendar().is_working(s.day) for s in sessions)


def test_the_mark_has_only_letters_and_digits() -> None:
    assert code_of("Ærø Kommune", date(2027, 1, 1)) == "AERO27"[:4] + "27"
    assert code_of("Øvekøbing", date(2031, 1, 1)) == "OEVE31"
    assert code_of("北", date(2031, 1, 1)) == "KIT31"


BROKEN = """
municipality = "X"
code = "x y"
language = "se"
participant = 3
[brand]
colour = "blue"
[workshops.kickoff]
date = "tomorrow"
participants = 0
[workshops.cookoff]
date = 2027-01-01
[[areas]]
code = "ABC"
name = "A"
pattern = "dotz"
"""


def test_all_faults_are_told_with_key_and_remedy() -> None:
    _, findings = read_process(BROKEN)
    keys = {f.values["key"]: f for f in findings}
    assert set(keys) == {
        "code",
        "language",
        "participant",
        "brand.colour",
        "workshops.kickoff.date",
        "workshops.kickoff.participants",
        "workshops.cookoff",
        "areas[1].code",
        "areas[1].pattern",
    }
    for finding in findings:
        assert finding.file == "kit.toml"
        for lang in ("da", "en"):
            assert finding.message(lang)
            assert finding.remedy(lang)
    assert "one of these: da, en" in keys["language"].remedy("en")
    assert keys["workshops.kickoff.date"].values["value"] == '"tomorrow"'
    assert "uden anførselstegn" in keys["workshops.kickoff.date"].remedy("da")


@pytest.mark.parametrize(
    "name", ["A\nB", "tab\there", 'C:\\data "x"', "\x1b[31m", "DEL \x7f", "ÆØÅ – “ok” 北"]
)
def test_any_name_reads_back(tmp_path: Path, name: str) -> None:
    written = new_process(tmp_path, wishes(sponsor=name))
    assert read_process((tmp_path / "kit.toml").read_text("utf-8")) == (written, ())


@pytest.mark.parametrize(
    ("key", "value"), [("code", "x_y"), ("code", "æøå"), ("colour", "blue"), ("colour", "#12")]
)
def test_a_wish_that_could_not_be_read_back_writes_nothing(tmp_path: Path, key: str, value: str) -> None:
    with pytest.raises(BrokenContent) as broken:
        new_process(tmp_path / "p", wishes(**{key: value}))
    assert [(finding.file, finding.values["key"]) for finding in broken.value.findings] == [
        ("kit new", f"--{key}")
    ]
    assert not (tmp_path / "p").exists()


@pytest.mark.parametrize("day", ["2027-01-12T09:00:00", '"2027-01-12"', "20270112"])
def test_a_day_is_a_day(tmp_path: Path, day: str) -> None:
    new_process(tmp_path, wishes())
    text = (tmp_path / "kit.toml").read_text("utf-8")
    spoilt = text.replace("date = 2027-01-12", f"date = {day}", 1)
    spoilt = spoilt.replace("council_days = []", f"council_days = [{day}]", 1)
    assert spoilt != text
    _, findings = read_process(spoilt)
    assert {(f.code, f.values["key"]) for f in findings} == {
        ("content.wrong-value", "workshops.kickoff.date"),
        ("content.wrong-value", "council_days"),
    }


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('code = "X27"\nmunicipality = Prøve', ("linje 2, tegn 16", "anførselstegn")),
        ("areas = [", ("slutter midt i", "parentes")),
    ],
)
def test_where_the_file_is_no_toml_only_that_is_told(text: str, says: tuple[str, str]) -> None:
    _, findings = read_process(text)
    assert [f.code for f in findings] == ["content.not-toml"]
    assert says[0] in findings[0].message("da")
    assert says[1] in findings[0].remedy("da")
    assert "Invalid" not in findings[0].message("da")


def test_an_area_goes_by_its_letters(tmp_path: Path) -> None:
    new_process(tmp_path, wishes())
    text = (tmp_path / "kit.toml").read_text("utf-8")
    before, areas = text.split("[[areas]]", 1)
    _, findings = read_process(before + "[[areas]]" + areas.replace('colour = "#', 'colour = "', 1))
    (finding,) = findings
    assert finding.values["key"] == f"areas.{areas.split(chr(34))[1]}.colour"
