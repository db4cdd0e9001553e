"""What is new since last time, and what caused it: two runs by hand, and a process run after run."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest
from pipeline_world import fill, folder_at, made

import kit.pipeline.consolidate as module
from kit.cli import show_news
from kit.cli.main import run as kit
from kit.errors import UsageError
from kit.model.change import Change, News, Said, Snapshot
from kit.pipeline.consolidate import REGISTER, consolidate
from kit.pipeline.folder import Folder
from kit.pipeline.news import news
from kit.pipeline.outputs import current
from kit.pipeline.ready import ready_register

BEFORE = Snapshot(
    "0.1",
    "2027-02-10",
    files={"a.xlsx": "1", "b.xlsx": "1", "c.xlsx": "1"},
    rows={"B4.G1.7": "a.xlsx", "B4.G2.7": "b.xlsx", "C2.G3.7": "c.xlsx"},
    decisions={"holder:RO-03": "{}"},
    figures={"systems.count": (3.0, None), "purpose.text": (None, "hjælpe")},
    claims={
        "M05.a": Said("M05", "Fra a", ("B4.G1.7",)),
        "M05.b": Said("M05", "Fra b", ("B4.G2.7",)),
        "M05.both": Said("M05", "Fra begge", ("B4.G1.7", "B4.G2.7")),
    },
    questions={"OQ.1": Said("M04", "Hvem?", ("C2.G3.7",)), "OQ.kit": Said("M07", "Hvem har tid?")},
)


def told(after: Snapshot) -> dict[str, Change]:
    return {change.id: change for change in news(BEFORE, after).changes}


def saying(after: Snapshot, **texts: str) -> Snapshot:
    """The snapshot with other words in some claims."""
    claims = {
        id: replace(said, text=texts.get(id.partition(".")[2], said.text))
        for id, said in after.claims.items()
    }
    return replace(after, claims=claims)


def test_the_same_run_is_quiet():
    assert news(BEFORE, replace(BEFORE)).quiet
    assert not news(BEFORE, replace(BEFORE, files={**BEFORE.files, "a.xlsx": "2"})).quiet


def test_files_are_new_changed_or_gone():
    found = news(BEFORE, replace(BEFORE, files={"a.xlsx": "2", "b.xlsx": "1", "d.xlsx": "1"}))
    assert (found.files_new, found.files_changed, found.files_gone) == (("d.xlsx",), ("a.xlsx",), ("c.xlsx",))
    assert found.changes == ()


def test_a_claim_names_only_the_files_behind_it():
    after = replace(BEFORE, files={**BEFORE.files, "a.xlsx": "2", "c.xlsx": "2"})
    found = told(saying(after, a="Nyt", both="Nyt"))
    assert set(found) == {"M05.a", "M05.both"}
    assert found["M05.a"] == Change("claim", "changed", "M05.a", "Fra a", "Nyt", ("a.xlsx",))
    assert found["M05.both"].causes == ("a.xlsx",)


def test_a_claim_that_is_gone_names_the_file_that_is():
    claims = {id: said for id, said in BEFORE.claims.items() if id != "M05.b"}
    after = replace(BEFORE, files={"a.xlsx": "1", "c.xlsx": "1"}, rows={"B4.G1.7": "a.xlsx"}, claims=claims)
    assert told(after) == {"M05.b": Change("claim", "gone", "M05.b", "Fra b", "", ("b.xlsx",))}


def test_a_claim_that_is_new_names_the_file_that_came():
    after = replace(
        BEFORE,
        files={**BEFORE.files, "d.xlsx": "1"},
        rows={**BEFORE.rows, "B4.G4.7": "d.xlsx"},
        claims={**BEFORE.claims, "M05.d": Said("M05", "Fra d", ("B4.G4.7", "B4.G1.7"))},
    )
    assert told(after) == {"M05.d": Change("claim", "new", "M05.d", "", "Fra d", ("d.xlsx",))}


def test_decisions_explain_what_no_file_does():
    decided = replace(BEFORE, decisions={"holder:RO-03": '{"holder": "Chef"}', "module:M06": "{}"})
    found = news(BEFORE, saying(decided, a="Nyt"))
    assert found.decided == ("holder:RO-03", "module:M06")
    assert found.changes[0].causes == ("holder:RO-03", "module:M06")
    moved = replace(decided, files={**BEFORE.files, "b.xlsx": "2"})
    (change,) = news(BEFORE, saying(moved, b="Nyt")).changes
    assert change.causes == ("b.xlsx",), "the file behind it comes first"


@pytest.mark.parametrize(
    ("after", "cause"),
    [
        (replace(BEFORE, day="2027-03-01", edition="0.2"), ("day",)),
        (replace(BEFORE, edition="0.2"), ("edition",)),
        (BEFORE, ("kit",)),
        (replace(BEFORE, files={**BEFORE.files, "c.xlsx": "2"}), ("c.xlsx",)),
    ],
)
def test_what_nothing_behind_it_explains_has_the_next_best_cause(after, cause):
    (change,) = news(BEFORE, saying(after, a="Nyt")).changes
    assert change.causes == cause


def test_figures_rest_on_all_that_moved_and_are_told_with_their_digits():
    after = replace(
        BEFORE,
        files={**BEFORE.files, "b.xlsx": "2", "d.xlsx": "1"},
        decisions={},
        figures={"systems.count": (1234567.25, None), "share": (0.1 + 0.2, None)},
    )
    found = told(after)
    causes = ("b.xlsx", "d.xlsx", "holder:RO-03")
    assert found["systems.count"] == Change("figure", "changed", "systems.count", "3", "1234567.25", causes)
    assert found["share"] == Change("figure", "new", "share", "", "0.3", causes)
    assert found["purpose.text"] == Change("figure", "gone", "purpose.text", "hjælpe", "", causes)


def test_questions_close_and_open():
    after = replace(BEFORE, questions={"OQ.2": Said("M04", "Hvornår?"), "OQ.1": BEFORE.questions["OQ.1"]})
    found = news(BEFORE, after)
    assert [(c.kind, c.id) for c in found.of("question", "new")] == [("new", "OQ.2")]
    assert [(c.kind, c.id) for c in found.of("question", "gone")] == [("gone", "OQ.kit")]
    assert found.of("question", "changed") == ()
    assert [c.id for c in found.changes] == ["OQ.2", "OQ.kit"], "what is there now, then what is gone"


# Run after run in one process


@pytest.fixture
def without_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "documents", lambda *_: iter(()))


def rows(folder: Folder, query: str) -> list[tuple]:
    with closing(sqlite3.connect(folder.root / REGISTER)) as connection:
        return connection.execute(query).fetchall()


def purpose(reason: str, dots: int) -> dict:
    said = {("F1", "reason", 1): reason, ("F1", "audience", 1): "Borgere", ("F1", "dots", 1): dots}
    return {**said, ("C2", "question", 1): f"Hvem betaler {dots}?"}


def since(folder: Folder, edition: str = "0.1", day: date | None = None) -> News | None:
    return consolidate(folder, edition, day, lambda _: None).news


def test_run_after_run_tells_what_moved_and_why(tmp_path, without_documents):
    folder = folder_at(tmp_path)
    sheets, returned = made(folder, "kickoff"), tmp_path / "returned"
    one, two = returned / "bord 1.xlsx", returned / "bord 2.xlsx"
    fill(sheets["kickoff-bord-1"], one, purpose("hjælpe borgerne", 4))
    assert since(folder) is None, "the first run has nothing to compare with"
    assert rows(folder, "SELECT count(*) FROM change") == [(0,)]

    quiet = since(folder)
    assert quiet
    assert quiet.quiet
    first = (folder.root / REGISTER).read_bytes()
    since(folder)
    assert (folder.root / REGISTER).read_bytes() == first

    fill(sheets["kickoff-bord-2"], two, purpose("spare tid", 9))
    came = since(folder, "0.2")
    assert came
    assert came.since.edition == "0.1"
    assert came.files_new == ("returned/bord 2.xlsx",)
    (asked,) = [c for c in came.of("question", "new") if c.after == "Hvem betaler 9?"]
    assert asked.causes == ("returned/bord 2.xlsx",)
    assert came.of("claim", "new")
    assert all(c.causes == ("returned/bord 2.xlsx",) for c in came.of("claim", "new"))
    told_in_register = rows(
        folder, "SELECT what, kind, subject, before, after, causes FROM change ORDER BY id"
    )
    assert told_in_register == [
        (c.what, c.kind, c.id, c.before, c.after, "; ".join(c.causes)) for c in came.changes
    ]
    assert rows(folder, "SELECT number, current FROM edition ORDER BY number") == [("0.1", 0), ("0.2", 1)]
    kept = rows(folder, "SELECT claim_id, text FROM edition_claim WHERE edition = '0.1'")
    assert kept
    assert {text for _, text in kept} != {t for (t,) in rows(folder, "SELECT text FROM claim")}

    fill(sheets["kickoff-bord-1"], one, purpose("hjælpe borgerne", 5))
    changed = since(folder, "0.2")
    assert changed
    assert changed.files_changed == ("returned/bord 1.xlsx",)
    assert changed.of("figure", "changed") or changed.of("claim", "changed")
    assert rows(folder, "SELECT claim_id, text FROM edition_claim WHERE edition = '0.1'") == kept

    two.unlink()
    gone = since(folder, "0.2")
    assert gone
    assert gone.files_gone == ("returned/bord 2.xlsx",)
    assert [c.causes for c in gone.of("question", "gone") if c.before == "Hvem betaler 9?"] == [
        ("returned/bord 2.xlsx",)
    ]
    assert rows(folder, "PRAGMA foreign_key_check") == []
    assert rows(folder, "PRAGMA integrity_check") == [("ok",)]
    assert rows(folder, "SELECT edition FROM edition_claim GROUP BY edition") == [("0.1",), ("0.2",)]


def test_another_day_is_told_as_a_cause(tmp_path, without_documents):
    folder = folder_at(tmp_path)
    fill(made(folder, "kickoff")["kickoff-bord-1"], tmp_path / "returned/1.xlsx", purpose("hjælpe", 4))
    since(folder, day=date(2027, 2, 1))
    later = since(folder, day=date(2030, 2, 1))
    assert later
    assert not later.files_changed
    assert {c.causes for c in later.changes} <= {("day",)}


def test_a_newer_register_is_told_and_nothing_is_written(tmp_path, without_documents, capsys):
    folder = folder_at(tmp_path)
    since(folder)
    with closing(sqlite3.connect(folder.root / REGISTER)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = (folder.root / REGISTER).read_bytes()
    with pytest.raises(UsageError, match="nyere udgave af kit"):
        since(folder, "0.2")
    assert kit(["consolidate", "-C", str(tmp_path)]) == 2
    shown = capsys.readouterr()
    assert "nyere udgave af kit" in shown.err
    assert (folder.root / REGISTER).read_bytes() == before


@pytest.mark.parametrize("foreign", [False, True])
def test_a_file_that_is_no_register_is_kept_and_the_run_goes_on(tmp_path, without_documents, foreign):
    folder = folder_at(tmp_path)
    path = folder.root / REGISTER
    path.parent.mkdir(parents=True)
    if foreign:
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("CREATE TABLE bands (name)")
    else:
        path.write_bytes(b"not a database at all" * 100)
    mine = path.read_bytes()
    done = consolidate(folder, "0.1", None, lambda _: None)
    assert done.news is None
    assert path.read_bytes() == mine, "somebody's file is never overwritten"
    assert (path.with_name("register-2.sqlite")).is_file()
    assert [f.code for f in done.findings if f.file == REGISTER] == ["output.edited"]


SPOKEN = {
    "da": ("Nyt siden sidst (udgave 0.1, 2027-02-10)", "Ændret systems.share", "− 0,5", "+ 0,75", "en anden dato"),
    "en": ("New since last time (edition 0.1, 2027-02-10)", "Changed systems.share", "− 0.5", "+ 0.75", "another date"),
}  # fmt: skip


@pytest.mark.parametrize("lang", SPOKEN)
def test_news_are_told_in_both_languages(lang, capsys):
    changes = (
        Change("figure", "changed", "systems.share", "0.5", "0.75", ("a.xlsx", "b.xlsx", "c.xlsx", "d.xlsx")),
        Change("claim", "new", "M05.a", "", "Version 2.0 af “x”", ("day",)),
    )
    show_news.news(News(BEFORE, changes, files_new=("a.xlsx",), decided=("holder:RO-03",)), lang)
    shown = capsys.readouterr().out
    for words in (*SPOKEN[lang], "Version 2.0 af “x”"):
        assert words in shown
    assert "d.xlsx" not in shown
    show_news.news(None, lang)
    show_news.news(News(BEFORE), lang)
    rest = capsys.readouterr().out
    assert {"da": "Første gang", "en": "First time"}[lang] in rest
    assert {"da": "Intet:", "en": "Nothing:"}[lang] in rest


def test_many_changes_are_counted(capsys):
    changes = tuple(Change("claim", "gone", f"M05.{n}", "x", "") for n in range(show_news.FEW + 4))
    show_news.news(News(BEFORE, changes), "da")
    assert "… og 4 mere. Alle står i registeret" in capsys.readouterr().out


def test_a_register_beside_a_persons_file_is_the_one_that_is_read(tmp_path, without_documents, capsys):
    folder = folder_at(tmp_path)
    path = folder.root / REGISTER
    path.parent.mkdir(parents=True)
    path.write_bytes(b"my own notes")
    beside = path.with_name("register-2.sqlite")
    assert since(folder) is None
    assert since(folder, "0.2") is not None, "what the run before wrote beside it is remembered"
    assert ready_register(folder) == current(folder.root, REGISTER) == beside
    assert kit(["export", "--format", "csv", "-C", str(tmp_path)]) == 0
    assert not capsys.readouterr().err.count("register.sqlite")
    path.unlink()
    assert since(folder, "0.3") is not None
    assert ready_register(folder) == path
    assert not beside.exists(), "one register, and no older one that could be taken for it"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE my_own (note)")
    assert ready_register(folder) == path, "one that a person has added to is still read"
