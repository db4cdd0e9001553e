"""``kit trace`` at the keyboard: both ways, both languages, and a sentence where there is nothing to follow."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from register_world import DECISIONS, F3_ROWS, register_content

from kit.cli.main import run
from kit.model.catalogue import Catalogue
from kit.model.claim import Claim
from kit.model.text import LANGUAGES
from kit.register import write_register

REGISTER = "outputs/strategy/register.sqlite"


def process(folder: Path, lang: str) -> Path:
    assert (
        run(["new", str(folder), "--municipality", "Prøvekøbing", "--start", "2027-01-12", "--lang", lang])
        == 0
    )
    (folder / REGISTER).parent.mkdir(parents=True)
    return folder


@pytest.fixture(scope="module", params=LANGUAGES)
def folder(request, catalogue: Catalogue, tmp_path_factory) -> tuple[Path, str]:
    lang = request.param
    root = process(tmp_path_factory.mktemp("trace") / "forløb", lang)
    content = register_content(catalogue, lang)
    many = Claim(
        "M04.many", "M04", "Mange", ("AN-05",), tuple(e.id for e in content.evidence if e.id not in F3_ROWS)
    )
    write_register(root / REGISTER, replace(content, claims=(*content.claims, many)))
    return root, lang


def told(folder: tuple[Path, str], wanted: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert run(["trace", wanted, "-C", str(folder[0])]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    return " ".join(shown.out.split())


SAID = {
    "da": {
        "unit": "Bord 3", "rests": "Bygger på 2 rækker", "title": "Titel: Et overblik", "type": "Borgere; Ledelse",
        "number": "Værdi: 2,5", "merged": "Lagt sammen med “Ét “overblik””.", "open": "Åbent spørgsmål. Svar fra Chef, senest 2027-03-01.",
        "kept": "ingen sætning havde brug for den endnu", "answers": "Ark F3: 8 svar fra enkeltpersoner.",
        "decision": "En beslutning i beslutningsarket.", "lead": "Forløbsleder",
    },
    "en": {
        "unit": "Table 3", "rests": "Rests on 2 rows", "title": "Title: Et overblik", "type": "Citizens; Management",
        "number": "Value: 2.5", "merged": "Merged with “Ét “overblik””.", "open": "An open question. Answer from Chef, by 2027-03-01.",
        "kept": "no sentence needed it yet", "answers": "Sheet F3: 8 answers of individuals.",
        "decision": "A decision of the review workbook.", "lead": "Process lead",
    },
}  # fmt: skip


def test_a_claim_is_told_with_its_rows(folder, capsys):
    shown, said = told(folder, "M05.a", capsys), SAID[folder[1]]
    assert shown.startswith("M05.a To idéer er én")
    for words in (
        said["rests"],
        said["unit"],
        said["title"],
        said["type"],
        said["number"],
        "AN-09",
        "[B4.G3.8]",
        "net.xlsx",
    ):
        assert words in shown, words


def test_a_row_is_told_with_its_fate_and_what_rests_on_it(folder, capsys):
    said = SAID[folder[1]]
    merged = told(folder, "net.xlsx!B4!B8", capsys)
    assert said["merged"] in merged
    assert "B8 " + said["title"] in merged
    assert "→ M05.a: To idéer er én" in merged
    assert said["open"] in told(folder, "C2.G3.7", capsys)
    assert said["kept"] in told(folder, "alle.zip!b.xlsx!S1!B8", capsys)
    decided = told(folder, "D4.LEAD.5", capsys)
    assert said["decision"] in decided
    assert f"→ {DECISIONS[0].matter}: " in decided


def test_individual_answers_are_a_number_and_nothing_else(folder, capsys):
    said = SAID[folder[1]]
    for wanted in (F3_ROWS[0], "kick.xlsx!F3!B11", "kick.xlsx!Selvevaluering!I11"):
        shown = told(folder, wanted, capsys)
        assert shown.startswith(said["answers"])
        assert not [secret for secret in ("A-01", "hemmelig", "B11", "kick.xlsx") if secret in shown]
    shown = told(folder, "M03.c", capsys)
    assert said["answers"] in shown
    assert "F3.G1" not in shown
    assert "kick.xlsx" not in shown


def test_a_finding_is_told_where_there_is_no_row(folder, capsys):
    shown = told(folder, "net.xlsx!R3!F9", capsys)
    assert "cell.error-value: " in shown
    assert "#REF!" in shown


def test_long_lists_are_counted(folder, capsys, monkeypatch):
    monkeypatch.setattr("kit.cli.show_trace.FEW", 3)
    shown = told(folder, "M04.many", capsys)
    assert {"da": "… og 10 rækker mere", "en": "… and 10 more rows"}[folder[1]] in shown


def test_nothing_found_is_exit_code_2_with_a_hint(folder, capsys):
    assert run(["trace", "M99.x", "-C", str(folder[0])]) == 2
    shown = capsys.readouterr().err
    assert "“M99.x”" in shown
    assert {"da": "FIL!ARK!CELLE", "en": "FILE!SHEET!CELL"}[folder[1]] in shown


def old(path: Path) -> None:
    schema = (Path(__file__).parents[1] / "register/schema_1.sql").read_text("utf-8")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(f"PRAGMA user_version = 1; {schema}")


def newer(path: Path) -> None:
    old(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")


def foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE bands (name)")


@pytest.mark.parametrize("command", [["trace", "M01.a"], ["export"]])
@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (None, "intet register endnu"),
        (lambda path: path.write_bytes(b"SQLite format 3\0" + b"x" * 5000), "kan ikke læses som et register"),
        (foreign, "kan ikke læses som et register"),
        (old, "ældre udgave af kit"),
        (newer, "nyere udgave af kit"),
    ],
)
def test_a_register_that_cannot_be_followed_is_told(tmp_path, capsys, command, spoil, words):
    root = process(tmp_path / "forløb", "da")
    if spoil:
        spoil(root / REGISTER)
    capsys.readouterr()
    assert run([command[0], *command[1:], "-C", str(root)]) == 2
    shown = capsys.readouterr()
    assert words in shown.err
    assert shown.out == ""
    assert not (root / "outputs/export").exists()


def test_a_module_a_file_and_a_name_are_followed_too(folder, capsys, monkeypatch):
    said = SAID[folder[1]]
    assert told(folder, "M05", capsys).startswith("M05.a: To idéer er én")
    shown = told(folder, "net.xlsx", capsys)
    assert "[B4.G3.8]" in shown and said["title"] in shown
    assert said["answers"] in told(folder, "kick.xlsx", capsys)
    monkeypatch.setattr("kit.cli.show_trace.FEW", 1)
    assert {"da": "rækker mere", "en": "more rows"}[folder[1]] in told(folder, "net.xlsx", capsys)


NOTED = {
    "da": {
        "title": "Fodnote 1 i udgave 0.2 Workshop 2, bord 3: ark B4, række 7 og 8.", "rests": "Bygger på 2 rækker",
        "one": "Bygger på én række", "other": "Fodnote 3 i udgave 0.2 (nummer 2, hvor strategien er offentliggjort)",
        "unknown": "Fodnote 12 findes ikke. Udgave 0.2 har 3 fodnoter.", "none": "Ingen fodnote i udgave 0.2 siger “M05.a”",
        "hint": "kit trace fodnote 1", "more": "… og 1 fodnoter mere",
    },
    "en": {
        "title": "Footnote 1 of edition 0.2 Workshop 2, bord 3: ark B4, række 7 og 8.", "rests": "Rests on 2 rows",
        "one": "Rests on one row", "other": "Footnote 3 of edition 0.2 (number 2 where the strategy is published)",
        "unknown": "There is no footnote 12. Edition 0.2 has 3 footnotes.", "none": "No footnote of edition 0.2 says “M05.a”",
        "hint": "kit trace footnote 1", "more": "… and 1 more footnotes",
    },
}  # fmt: skip


@pytest.mark.parametrize("wanted", [["fodnote", "1"], ["Footnote 1"], ["1"], ["note", "nr.", "1"]])
def test_a_footnote_is_told_with_its_sentence_and_every_cell(folder, capsys, wanted):
    said, noted = SAID[folder[1]], NOTED[folder[1]]
    assert run(["trace", *wanted, "-C", str(folder[0])]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert shown.startswith(noted["title"])
    for words in (
        noted["rests"],
        "→ M05.a: To idéer er én",
        "returned/net.xlsx",
        "B8 " + said["title"],
        "[B4.G3.8]",
    ):
        assert words in shown, words


def test_a_footnote_of_what_is_published_is_told_by_both_its_numbers(folder, capsys):
    shown = told(folder, "fodnote 2", capsys)
    noted = NOTED[folder[1]]
    assert noted["one"] in shown
    assert shown.index("0.2 Fagområderunden") < shown.index(noted["other"])
    assert SAID[folder[1]]["answers"] in shown
    assert "hemmelig" not in shown


def test_a_footnote_that_there_is_not_says_how_many_there_are(folder, capsys):
    assert run(["trace", "fodnote 12", "-C", str(folder[0])]) == 2
    assert NOTED[folder[1]]["unknown"] in capsys.readouterr().err


def test_of_an_edition_only_footnotes_are_followed(folder, capsys):
    assert run(["trace", "M05.a", "--edition", "0.2", "-C", str(folder[0])]) == 2
    assert NOTED[folder[1]]["none"] in capsys.readouterr().err


def test_many_footnotes_are_told_in_their_words_alone(folder, capsys, monkeypatch):
    monkeypatch.setattr("kit.cli.show_trace.FEW_NOTES", 1)
    monkeypatch.setattr("kit.cli.show_trace.FEW", 1)
    shown, noted = told(folder, "bord 3: ark B4", capsys), NOTED[folder[1]]
    assert noted["hint"] in shown and noted["more"] in shown
    assert "net.xlsx" not in shown


def test_the_words_that_name_a_footnote_on_the_screen_lead_to_it_again(folder, capsys):
    shown = told(folder, "fodnote 1", capsys)
    title = {"da": "Fodnote 1 i udgave 0.2", "en": "Footnote 1 of edition 0.2"}[folder[1]]
    assert shown.startswith(title)
    assert told(folder, title, capsys) == shown
