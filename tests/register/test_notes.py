"""A footnote's number or its printed words down to the cells, edition by edition, and never one person's answer."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from register_world import EVIDENCE, F3_ROWS, NOTES, register_content

from kit.model.catalogue import Catalogue
from kit.model.claim import Claim
from kit.model.document import Note
from kit.model.trace import Answers, Trace
from kit.register import UnknownNoteError, read_earlier, trace, write_register

INDIVIDUAL = frozenset({"F3", "U2", "U6"})
NAMES = frozenset({"fodnote", "note", "footnote"})


@pytest.fixture(scope="module")
def path(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("notes") / "register.sqlite"
    write_register(target, register_content(catalogue))
    return target


@pytest.fixture(scope="module")
def ask(path: Path):
    return partial(trace, path, individual=INDIVIDUAL, names=NAMES)


def numbers(found: Trace) -> list[int]:
    return [note.number for note in found.notes]


def rows(path: Path, query: str) -> list[tuple]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def test_the_register_keeps_numbers_claims_and_rows(path):
    assert rows(path, "SELECT edition, number, published, text FROM note") == [
        ("0.2", 1, 1, NOTES[0].text), ("0.2", 2, None, NOTES[1].text), ("0.2", 3, 2, NOTES[2].text),
    ]  # fmt: skip
    assert rows(path, "SELECT number, claim_id FROM note_claim") == [(1, "M05.a"), (2, "M06.b"), (3, "M03.c")]
    assert rows(path, "SELECT number, evidence_id FROM note_evidence ORDER BY 1, 2") == [
        (1, "B4.G3.7"), (1, "B4.G3.8"), (2, "S1.ASO.7"), (3, "B4.G3.7"),
    ]  # fmt: skip


def test_a_claim_that_a_note_names_must_be_there(catalogue, tmp_path):
    wrong = replace(register_content(catalogue), notes=(Note(1, "N.", (), ("M99.z",)),), published=())
    with pytest.raises(sqlite3.IntegrityError):
        write_register(tmp_path / "r.sqlite", wrong)


@pytest.mark.parametrize(
    "wanted", ["fodnote 1", "Note 1", "FOOTNOTE nr. 1", "note no 1", "fodnote1", "fodnote 1."]
)
def test_a_number_leads_to_the_sentence_and_its_cells(ask, wanted):
    (note,) = ask(wanted).notes
    assert (note.number, note.edition, note.current, note.text) == (1, "0.2", True, NOTES[0].text)
    assert [(said.id, said.module, said.text) for said in note.statements] == [
        ("M05.a", "M05", "To idéer er én")
    ]
    first, second = note.rows
    assert (first.file, first.tab, first.row) == ("returned/net.xlsx", "B4 Initiativer", 7)
    assert ("B7", "Ét “overblik”") in [(cell.cell, cell.text) for cell in first.cells]
    assert (second.evidence, note.gone, note.answers) == ("B4.G3.8", 0, ())


@pytest.mark.parametrize("wanted", ["M1", "tabel 1", "1 system", "fodnote", "fodnote 1 og 2", "B1"])
def test_other_words_before_a_number_are_no_footnote(ask, wanted):
    assert ask(wanted).notes == ()


def test_the_published_number_leads_there_too(ask):
    found = ask("fodnote 2").notes
    assert [(note.number, note.published) for note in found] == [(2, None), (3, 2)], "its own number first"
    assert numbers(ask("fodnote 3")) == [3]


def test_individual_answers_behind_a_note_are_counted_and_never_told(ask):
    (note,) = ask("fodnote 3").notes
    assert [row.evidence for row in note.rows] == ["B4.G3.7"]
    assert note.answers == (Answers("F3", 8),)
    assert not [id for id in F3_ROWS if id in repr(note)]
    assert "hemmelig" not in repr(note)


def test_a_row_of_an_individual_sheet_is_not_told_even_where_a_note_names_it(catalogue, tmp_path):
    named = replace(NOTES[2], evidence=(*F3_ROWS, "B4.G3.7"))
    write_register(tmp_path / "r.sqlite", replace(register_content(catalogue), notes=(named,), published=()))
    (note,) = trace(tmp_path / "r.sqlite", "note 3", INDIVIDUAL, NAMES).notes
    assert [row.evidence for row in note.rows] == ["B4.G3.7"]


@pytest.mark.parametrize("wanted", ["fodnote 4", "note 0", "999"])
def test_a_number_that_there_is_not_says_how_many_there_are(ask, wanted):
    with pytest.raises(UnknownNoteError) as told:
        ask(wanted)
    assert (told.value.edition, told.value.notes) == ("0.2", 3)


@pytest.mark.parametrize(
    "wanted",
    [
        NOTES[0].text, "Workshop 2, bord 3: ark B4, række 7 og 8", "1 Workshop 2, bord 3: ark B4, række 7 og 8.",
        "workshop 2, bord 3:\n ark B4, ræk-\nke 7 og 8.", "Workshop\u00a02, bord 3: ark B4, ræk\u00adke 7 og 8.",
        f"{NOTES[0].text} Belæg: B4.G3.7, B4.G3.8.", "[^1]: Workshop 2, bord 3: ark B4, række 7 og 8.",
    ],
)  # fmt: skip
def test_the_printed_words_lead_to_their_note(ask, wanted):
    assert numbers(ask(wanted)) == [1]


def test_a_part_of_the_words_leads_to_all_that_hold_it(ask):
    assert numbers(ask("bord 3: ark B4")) == [1, 3]
    assert numbers(ask("ark S1, række 7")) == [2]
    assert ask("ark S1, række").notes and not ask("rk B4, række 78").found
    assert not ask("ark").found, "too short"


def test_all_notes_with_the_same_words_are_found_and_the_longest_only(catalogue, tmp_path):
    short = Note(1, "Kick-off: ark F1, række 7.", ("B4.G3.7",), ("M05.a",))
    notes = (
        short,
        replace(short, number=2, claims=("M06.b",)),
        Note(3, f"{short.text} Workshop 1: ark R3, række 17.", (), ("M03.c",)),
    )
    write_register(tmp_path / "r.sqlite", replace(register_content(catalogue), notes=notes, published=()))
    find = partial(trace, tmp_path / "r.sqlite", individual=INDIVIDUAL, names=NAMES)
    assert numbers(find(short.text)) == [1, 2]
    assert numbers(find(notes[2].text)) == numbers(find("ark R3, række 17")) == [3]
    assert not find("ark R3, række 1").found, "no number is cut"


def test_a_number_alone_may_be_a_note_and_a_name(catalogue, tmp_path):
    content = register_content(catalogue)
    named = replace(EVIDENCE[3], values={"system": "2"})
    evidence = tuple(named if item.id == named.id else item for item in content.evidence)
    write_register(tmp_path / "r.sqlite", replace(content, evidence=evidence))
    find = partial(trace, tmp_path / "r.sqlite", individual=INDIVIDUAL, names=NAMES)
    both = find("2")
    assert numbers(both) == [2, 3]
    assert [up.row.evidence for up in both.up] == [named.id]
    assert find("fodnote 2").up == (), "said to be a note's it is no name"
    again = replace(named, values={"system": "360"})
    evidence = tuple(again if item.id == again.id else item for item in content.evidence)
    write_register(tmp_path / "s.sqlite", replace(content, evidence=evidence))
    found = trace(tmp_path / "s.sqlite", "360", INDIVIDUAL, NAMES)
    assert [up.row.evidence for up in found.up] == [named.id] and not found.notes


def test_a_cell_and_an_id_are_still_what_they_were(ask):
    assert ask("net.xlsx!B4!B8").up[0].row.evidence == "B4.G3.8"
    assert ask("M05.a").down and not ask("M05.a").notes


@pytest.fixture(scope="module")
def later(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A second edition, in which a row has gone, a claim reads otherwise and the notes changed places."""
    folder = tmp_path_factory.mktemp("editions")
    content = register_content(catalogue)
    write_register(folder / "first.sqlite", content)
    earlier = read_earlier(folder / "first.sqlite")
    assert earlier
    left = tuple(item for item in content.evidence if item.id != "B4.G3.8")
    claims = (Claim("M05.a", "M05", "Sagt på ny", (), ("B4.G3.7",)), *content.claims[1:])
    notes = (
        replace(NOTES[1], number=1),
        Note(2, "Workshop 2, bord 3: ark B4, række 7.", ("B4.G3.7",), ("M05.a",)),
    )
    fates = tuple(fate for fate in content.fates if fate.evidence != "B4.G3.8")
    second = replace(
        content, edition="0.3", evidence=left, claims=claims, fates=fates, notes=notes, published=(),
        history=earlier.history,
    )  # fmt: skip
    write_register(folder / "second.sqlite", second)
    again = read_earlier(folder / "second.sqlite")
    assert again
    write_register(folder / "third.sqlite", replace(second, history=again.history))
    assert (folder / "third.sqlite").read_bytes() == (folder / "second.sqlite").read_bytes()
    return folder / "second.sqlite"


def test_numbers_are_those_of_the_newest_edition(later):
    (note,) = trace(later, "fodnote 2", INDIVIDUAL, NAMES).notes
    assert (note.edition, note.statements[0].text) == ("0.3", "Sagt på ny")
    with pytest.raises(UnknownNoteError):
        trace(later, "fodnote 3", INDIVIDUAL, NAMES)


@pytest.mark.parametrize("said", [("fodnote 1", "0.2"), ("fodnote 1 i udgave 0.2", ""), ("Note 1, 0.2", "")])
def test_an_earlier_edition_is_followed_to_the_rows_that_are_left(later, said):
    wanted, edition = said
    (note,) = trace(later, wanted, INDIVIDUAL, NAMES, edition).notes
    assert (note.edition, note.current, note.statements[0].text) == ("0.2", False, "To idéer er én")
    assert ([row.evidence for row in note.rows], note.gone) == (["B4.G3.7"], 1)


def test_of_an_earlier_edition_only_footnotes_are_followed(later):
    assert numbers(trace(later, "3", INDIVIDUAL, NAMES, "0.2")) == [3]
    assert numbers(trace(later, NOTES[2].text, INDIVIDUAL, NAMES, "0.2")) == [3]
    (personal,) = trace(later, "3", INDIVIDUAL, NAMES, "0.2").notes
    assert personal.answers == (), "how many answer now says nothing of then"
    assert not trace(later, "M05.a", INDIVIDUAL, NAMES, "0.2").found
    with pytest.raises(UnknownNoteError) as told:
        trace(later, "fodnote 1 i udgave 7.7", INDIVIDUAL, NAMES)
    assert (told.value.edition, told.value.notes) == ("7.7", 0)


def test_registers_of_older_kits_are_traced_without_footnotes(catalogue, tmp_path):
    path = tmp_path / "register.sqlite"
    write_register(path, register_content(catalogue))
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "DROP VIEW note_evidence; DROP TABLE note_claim; DROP TABLE note; PRAGMA user_version = 3;"
        )
    assert trace(path, "M05.a", INDIVIDUAL, NAMES).down
    with pytest.raises(UnknownNoteError) as told:
        trace(path, "fodnote 1", INDIVIDUAL, NAMES)
    assert told.value.notes == 0
    earlier = read_earlier(path)
    assert earlier and earlier.history.claims and earlier.history.notes == ()
