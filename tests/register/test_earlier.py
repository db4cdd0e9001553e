"""What the run before said is read back: from this kit's register, an older one's, and from none at all."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from register_world import DECISIONS, EVIDENCE, register_content

from kit.model.catalogue import Catalogue
from kit.model.change import Change
from kit.model.claim import Claim
from kit.model.comparison import Mark
from kit.pipeline.editions import past_editions
from kit.register import (
    SCHEMA_VERSION,
    NewerRegisterError,
    RegisterContent,
    is_current,
    read_earlier,
    schema_version,
    snapshot_of,
    write_register,
)

SCHEMA_1 = (Path(__file__).parent / "schema_1.sql").read_text("utf-8")


@pytest.fixture(scope="module")
def content(catalogue: Catalogue) -> RegisterContent:
    return register_content(catalogue)


def rows(path: Path, query: str) -> list[tuple]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def first_schema(path: Path) -> Path:
    """A register as the kit wrote it before decisions and editions had tables."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(f"PRAGMA user_version = 1; {SCHEMA_1}")
        fill = connection.execute
        fill("INSERT INTO edition VALUES ('0.1', '2027-01-20', 'Prøvekøbing', 'PRVK27', 'da')")
        fill("INSERT INTO return_file VALUES ('returned/a.xlsx', 'abc', 'xlsx', 'network', 'G1', 1)")
        fill(
            "INSERT INTO evidence VALUES ('B4.G1.7', 'B4', 'returned/a.xlsx', 'B4', 7, 'network', '', 'G1', 1, '{}')"
        )
        fill("INSERT INTO claim VALUES ('M05.old', 'M05', 'Det gamle udsagn', 'AN-09')")
        fill("INSERT INTO claim_evidence VALUES ('M05.old', 'B4.G1.7')")
        fill("INSERT INTO open_question VALUES ('OQ.1', 'M04', 'Hvem?', 0, '', '')")
        fill(
            "INSERT INTO result VALUES ('systems', 'verified.part', 3.0, NULL), ('systems', 'of[1].x', 9.0, NULL)"
        )
    return path


def test_a_run_is_read_back_as_it_was(content, tmp_path):
    path = tmp_path / "register.sqlite"
    write_register(path, content)
    earlier = read_earlier(path)
    assert earlier
    assert earlier.snapshot == snapshot_of(content)
    assert earlier.snapshot.claims["M05.a"].evidence == ("B4.G3.7", "B4.G3.8")
    assert set(earlier.snapshot.decisions) == {decision.matter for decision in DECISIONS}
    assert len(earlier.snapshot.rows) == len(EVIDENCE)
    assert earlier.snapshot.figures["systems.verified.part"] == (1.0, None)
    assert not [name for name in earlier.snapshot.figures if "[" in name]


def test_a_later_edition_keeps_what_earlier_ones_said(content, tmp_path):
    paths = [tmp_path / f"{n}.sqlite" for n in range(3)]
    first = replace(content, edition="0.1")
    write_register(paths[0], first)
    earlier = read_earlier(paths[0])
    assert earlier
    changed = (Claim("M05.a", "M05", "Sagt på ny", (), ("B4.G3.7",)), *content.claims[1:])
    second = replace(content, edition="0.2", claims=changed, history=earlier.history)
    write_register(paths[1], second)
    assert rows(paths[1], "SELECT number, current FROM edition ORDER BY number") == [("0.1", 0), ("0.2", 1)]
    said = "SELECT edition, text FROM edition_claim WHERE claim_id = 'M05.a' ORDER BY edition"
    assert rows(paths[1], said) == [("0.1", "To idéer er én"), ("0.2", "Sagt på ny")]
    again = read_earlier(paths[1])
    assert again
    write_register(paths[2], replace(second, history=again.history))
    assert paths[2].read_bytes() == paths[1].read_bytes(), "the same edition again replaces itself"
    assert again.snapshot.edition == "0.2"


def test_each_edition_keeps_the_figures_of_its_self_evaluation(content, tmp_path):
    paths = [tmp_path / f"{n}.sqlite" for n in range(2)]
    write_register(paths[0], replace(content, edition="0.1", marks={"M03.theme.T04": Mark(1.5, 24)}))
    earlier = read_earlier(paths[0])
    assert earlier
    second = replace(content, edition="0.2", history=earlier.history, marks={"M03.theme.T04": Mark(2.5, 20)})
    write_register(paths[1], second)
    again = read_earlier(paths[1])
    assert again
    found = {edition.number: edition.marks for edition in past_editions(again.history)}
    assert found == {
        "0.1": {"M03.theme.T04": Mark(1.5, 24)},
        "0.2": {"M03.theme.T04": Mark(2.5, 20)},
    }
    assert past_editions(again.history.without("0.2"))[0].marks == {"M03.theme.T04": Mark(1.5, 24)}


def test_a_register_of_the_first_schema_is_read_and_its_edition_kept(content, tmp_path):
    old = first_schema(tmp_path / "old.sqlite")
    assert schema_version(old) == 1
    assert not is_current(old)
    earlier = read_earlier(old)
    assert earlier
    seen = earlier.snapshot
    assert (seen.edition, seen.day, seen.decisions) == ("0.1", "2027-01-20", {})
    assert seen.claims["M05.old"].evidence == ("B4.G1.7",)
    assert seen.figures == {"systems.verified.part": (3.0, None)}
    assert set(seen.questions) == {"OQ.1"}
    write_register(tmp_path / "new.sqlite", replace(content, history=earlier.history))
    kept = "SELECT text FROM edition_claim WHERE edition = '0.1'"
    assert rows(tmp_path / "new.sqlite", kept) == [("Det gamle udsagn",)]
    assert is_current(tmp_path / "new.sqlite")


def test_what_is_new_stands_in_the_register_in_its_order(content, tmp_path):
    changes = (
        Change("figure", "changed", "systems.verified.part", "1", "2", ("returned/b.xlsx",)),
        Change("question", "gone", "OQ.1", "Hvem?", "", ("day",)),
    )
    write_register(tmp_path / "r.sqlite", replace(content, changes=changes))
    assert rows(tmp_path / "r.sqlite", "SELECT * FROM change") == [
        (1, "figure", "changed", "systems.verified.part", "1", "2", "returned/b.xlsx"),
        (2, "question", "gone", "OQ.1", "Hvem?", "", "day"),
    ]


def test_a_newer_register_stops_the_run(content, tmp_path):
    path = tmp_path / "register.sqlite"
    write_register(path, content)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    with pytest.raises(NewerRegisterError):
        read_earlier(path)


def foreign(path: Path, version: int) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE edition (name)")
        connection.execute(f"PRAGMA user_version = {version}")


def emptied(path: Path) -> None:
    first_schema(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM edition")


BROKEN = {
    "text": lambda path: path.write_text("Dette er ingen database\n" * 200, "utf-8"),
    "nothing": lambda path: path.write_bytes(b""),
    "torn": lambda path: path.write_bytes(first_schema(path).read_bytes()[:5000]),
    "folder": lambda path: path.mkdir(),
    "foreign": lambda path: foreign(path, 0),
    "foreign, numbered as ours": lambda path: foreign(path, SCHEMA_VERSION),
    "foreign, numbered higher": lambda path: foreign(path, 99),
    "no edition": emptied,
}


@pytest.mark.parametrize("kind", BROKEN)
def test_what_is_no_register_is_as_if_there_were_none(kind, tmp_path):
    path = tmp_path / "register.sqlite"
    BROKEN[kind](path)
    assert read_earlier(path) is None


def test_where_there_is_none_there_is_none(tmp_path):
    assert read_earlier(tmp_path / "register.sqlite") is None
    assert not list(tmp_path.iterdir()), "looking creates nothing"
