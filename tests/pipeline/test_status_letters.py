"""Reminders: what stands in them, by when, and what is written and taken back."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date

import docx
import pytest
from pipeline_world import folder_at

from kit.findings import Finding
from kit.model.process import LEAD, Unit
from kit.pipeline.calendar import Calendar
from kit.pipeline.folder import Folder
from kit.pipeline.status.chase import Debt
from kit.pipeline.status.reminders import deadline, reminders, write_reminders
from kit.render.reminder import Reminder, reminder_docx, reminder_text

DAY = date(2027, 1, 18)
TABLE = Debt(
    workshop="kickoff",
    title="Hvorfor data?",
    unit=Unit("group", "2"),
    name="Bord 2",
    state="nothing",
    day=date(2027, 1, 12),
    days=6,
    worksheet="kickoff-bord-2.xlsx",
    sheets=("F1", "R1"),
)
AREA = replace(
    TABLE, workshop="round", title="Fagområderunde", unit=Unit("area", "SO"), name="Sundhed og ældre",
    day=date(2027, 1, 27), worksheet="runde-SO.xlsx", sheets=("S1",),
)  # fmt: skip


@pytest.fixture(scope="module", params=["da", "en"])
def either(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Folder:
    return folder_at(tmp_path_factory.mktemp(request.param), request.param)


@pytest.fixture(scope="module")
def danish(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    return folder_at(tmp_path_factory.mktemp("letters"))


def only(folder: Folder, *debts: Debt, day: date = DAY) -> Reminder:
    ((_, letter),) = reminders(folder, debts, day)
    return letter


def text(folder: Folder, *debts: Debt, day: date = DAY) -> str:
    return reminder_text(only(folder, *debts, day=day)).decode("utf-8")


def test_a_letter_says_what_is_missing_why_how_and_by_when(danish: Folder) -> None:
    assert (
        text(danish, TABLE)
        == """\
Emne: Datastrategi: vi mangler svar fra bord 2

Kære alle ved bord 2

Tak for jeres arbejde i forløbet om kommunens datastrategi. Vi er ved at samle svarene og mangler noget fra jer.

Hvorfor data? – tirsdag den 12. januar
Vi har ikke fået jeres arkmappe “kickoff-bord-2.xlsx”. Den har disse ark:
- F1 Formål (til “Hvorfor data” i strategien)
- R1 Interessenter (til “Roller og ansvar” og “Forankring og kommunikation” i strategien)

Vi vil gerne have det senest tirsdag den 19. januar.

“BI-netværk og initiativer” er onsdag den 20. januar og bygger videre på svarene. Det, vi ikke får svar på, kommer til at stå som “Det ved vi ikke endnu”.

Send filen til kommunens digitaliseringschef; den må gerne hedde noget andet. Er arkmappen blevet væk, får I en ny. Driller noget, så spørg samme sted. Har I sendt det i mellemtiden, så se bort fra denne besked.

Venlig hilsen
Digitaliseringschef
Prøvekøbing
"""
    )


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"state": "empty", "files": ("returned/x/a.xlsx",)}, "Vi har fået “a.xlsx”, men der står ingen svar."),
        ({"state": "sheets", "files": ("a.xlsx", "b.xlsx")}, "fået “a.xlsx” og “b.xlsx”, tak. Disse ark er tomme:\n- F1"),
        ({"state": "sheets", "files": ("a.xlsx",), "sheets": ("F1",)}, "tak. Dette ark er tomt:\n- F1"),
        ({"state": "unreadable", "files": ("a.xlsx",), "problem": Finding("file.encrypted", "a.xlsx")},
         "Vi har fået “a.xlsx”, men kan ikke bruge filen. Filen er låst med en adgangskode. Fjern adgangskoden"),
        ({"state": "questions", "questions": 3, "copies": ("outputs/strategy/x/a rettet kopi.xlsx",)},
         "Vi har 3 spørgsmål til jeres svar. De står i “a rettet kopi.xlsx”, som er vedhæftet."),
        ({"state": "questions", "questions": 1, "copies": ("a rettet kopi.xlsx",)}, "Vi har ét spørgsmål til jeres svar."),
    ],
)  # fmt: skip
def test_each_debt_has_its_sentence(danish: Folder, change: dict[str, object], told: str) -> None:
    said = text(danish, replace(TABLE, **change))
    assert told in said
    assert ("- F1" in said) == (change["state"] != "questions")
    assert ("spørgsmål til svarene fra bord 2" in said) == (change["state"] == "questions")


def test_empty_sheets_and_questions_stand_in_one_letter_the_list_last(danish: Folder) -> None:
    both = replace(TABLE, state="sheets", files=("a.xlsx",), questions=2, copies=("a rettet kopi.xlsx",))
    (part,) = only(danish, both).parts
    assert "2 spørgsmål" in part.sentences[0]
    assert "Disse ark er tomme" in part.sentences[-1]
    assert len(part.points) == 2


def test_an_area_gets_one_letter_for_all_workshops_and_a_table_one_for_each(danish: Folder) -> None:
    roles = replace(AREA, workshop="roles", title="Roller og ansvar", day=date(2027, 1, 14), sheets=("R3",))
    second = replace(TABLE, workshop="roles", worksheet="roller-bord-2.xlsx")
    found = dict(reminders(danish, (TABLE, AREA, roles, second), DAY))
    assert list(found) == ["kickoff-bord-2", "SO", "roller-bord-2"]
    assert [part.heading for part in found["SO"].parts] == [
        "Roller og ansvar – torsdag den 14. januar", "Fagområderunde – fra onsdag den 27. januar",
    ]  # fmt: skip
    assert "Har I ikke haft besøg endnu, skal I ikke gøre noget nu." in found["SO"].parts[1].sentences
    assert "besøg" not in " ".join(found["SO"].parts[0].sentences)
    assert "besøg" in text(danish, AREA, day=date(2027, 2, 2))
    assert "besøg" not in text(danish, AREA, day=date(2027, 2, 3)), "the round is over"


def test_the_lead_is_one_person_and_writes_to_nobody(danish: Folder) -> None:
    said = text(
        danish, replace(TABLE, unit=LEAD, name="Forløbsleder", worksheet="kickoff-forloebsleder.xlsx")
    )
    assert said.startswith("Emne: Datastrategi: noget mangler i dine arkmapper\n\nKære digitaliseringschef\n")
    assert "Læg filen i mappen “returned”" in said
    assert "jeres" not in said
    assert said.endswith("Venlig hilsen\nPrøvekøbing\n")


def test_without_a_lead_the_letter_still_has_somebody_to_go_to(danish: Folder) -> None:
    nobody = replace(danish, process=replace(danish.process, lead=""))
    assert "Send filen til forløbslederen;" in text(nobody, TABLE)


@pytest.mark.parametrize("state", ["nothing", "unreadable", "empty", "sheets", "questions"])
@pytest.mark.parametrize("unit", [TABLE, AREA, replace(TABLE, unit=LEAD, name="Lead")])
def test_every_letter_is_complete_in_both_languages(either: Folder, state: str, unit: Debt) -> None:
    debt = replace(
        unit, state=state, files=("a.xlsx",), questions=2, copies=("b.xlsx",), problem=Finding("file.empty", "a.xlsx")
    )  # fmt: skip
    said = text(either, debt)
    assert "{" not in said
    assert said.count("\n\n") >= 6


@pytest.mark.parametrize(
    ("today", "by", "workshop"),
    [
        (date(2027, 1, 15), date(2027, 1, 19), "network"),
        (date(2027, 1, 19), date(2027, 1, 19), "network"),
        (date(2027, 2, 9), date(2027, 2, 9), "skills"),
        (date(2027, 2, 10), date(2027, 2, 17), None),
        (date(2027, 2, 17), date(2027, 2, 24), None),
        (date(2027, 3, 20), date(2027, 3, 31), None),  # over Easter
    ],
)
def test_the_deadline_is_the_next_workshop_or_the_strategy(
    danish: Folder, today: date, by: date, workshop: str | None
) -> None:
    day, following = deadline(danish.process.sessions, today, Calendar())
    assert (day, following.workshop if following else None) == (by, workshop)


def test_a_deadline_before_a_monday_is_the_friday(danish: Folder) -> None:
    monday = replace(danish.process.sessions[1], day=date(2027, 1, 18))
    assert deadline((danish.process.sessions[0], monday), date(2027, 1, 13), Calendar())[0] == date(
        2027, 1, 15
    )


def test_the_word_letter_says_the_same_and_is_the_same_each_time(either: Folder) -> None:
    letter = only(either, TABLE, day=DAY)
    data = reminder_docx(letter, either.resources)
    assert data == reminder_docx(letter, either.resources)
    file = docx.Document(io.BytesIO(data))
    shown = [paragraph.text for paragraph in file.paragraphs]
    said = [letter.subject, letter.greeting, letter.opening, letter.parts[0].heading, *letter.parts[0].points]
    assert [line for line in shown if line in said] == said
    assert letter.deadline in shown
    assert shown[-1] == "\n".join(letter.signature)
    assert [p.style.name for p in file.paragraphs].count("Heading 1") == 1
    assert file.core_properties.title == letter.subject
    assert file.core_properties.modified.date() == DAY


def test_a_letter_wears_the_processs_own_word_file(danish: Folder, tmp_path) -> None:
    own = folder_at(tmp_path)
    base = docx.Document()
    base.styles["Heading 1"].font.name = "Georgia"
    base.add_paragraph("Deres egen forside")
    (tmp_path / "templates").mkdir()
    base.save(tmp_path / "templates" / "strategy.docx")
    file = docx.Document(io.BytesIO(reminder_docx(only(own, TABLE), own.resources)))
    assert file.styles["Heading 1"].font.name == "Georgia"
    assert "Deres egen forside" not in [paragraph.text for paragraph in file.paragraphs]


def test_letters_are_written_listed_and_taken_back_when_nobody_needs_them(tmp_path) -> None:
    folder = folder_at(tmp_path)
    base = "outputs/strategy/paamindelser"
    first = write_reminders(folder, (TABLE, AREA), DAY)
    assert set(first.paths) == {f"{base}/{n}.{f}" for n in ("kickoff-bord-2", "SO") for f in ("txt", "docx")}
    edited = tmp_path / base / "kickoff-bord-2.txt"
    edited.write_text("Kære alle, med mine egne ord", "utf-8")
    own = tmp_path / base / "noter.txt"
    own.write_text("mine", "utf-8")
    assert write_reminders(folder, (), DAY).paths == ()
    assert sorted(path.name for path in (tmp_path / base).iterdir()) == ["kickoff-bord-2.txt", "noter.txt"]
    entries = json.loads((tmp_path / "outputs" / "manifest.json").read_text("utf-8"))["files"]
    assert [(entry["path"], entry["kind"]) for entry in entries] == [(f"{base}/kickoff-bord-2.txt", "letter")]
    again = write_reminders(folder, (TABLE,), DAY)
    assert edited.read_text("utf-8") == "Kære alle, med mine egne ord"
    assert f"{base}/kickoff-bord-2-2.txt" in again.paths
    assert [finding.code for finding in again.findings] == ["output.edited"]
    write_reminders(folder, (TABLE,), DAY)
    assert (tmp_path / base / "kickoff-bord-2-2.txt").is_file(), (
        "the new number of an edited letter is needed"
    )
