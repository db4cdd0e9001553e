""" "Here is what you said": the slide that opens the next workshop."""

from __future__ import annotations

import pytest
from pipeline_world import folder_at, gathered, row

from kit.pipeline.recap import LONGEST, recap

PURPOSE = row("F1", "G1", 7, reason="undgå dobbelt arbejde", audience=("staff",), challenge="work", dots=9)
BARRIER = row("F2", "G1", 7, force="barrier", description="Ingen ejer data", strength=5, influence=4)


def lines(folder, workshop, *rows):
    slide = recap(workshop, folder, gathered(*rows))
    return slide.lines if slide else None


def test_there_is_none_before_the_first_answers_nor_at_the_kick_off(folder):
    assert lines(folder, "roles") is None
    assert lines(folder, "kickoff", PURPOSE) is None


def test_there_is_none_where_nothing_can_be_said(folder):
    assert lines(folder, "network", PURPOSE) is None


def test_roles_hear_what_the_kick_off_said(folder):
    slide = recap("roles", folder, gathered(PURPOSE, BARRIER))
    assert slide.title == "Her er, hvad I sagde"
    assert slide.lines == (
        "Flest prikker, nr. 1: undgå dobbelt arbejde",
        "Bremser mest, nr. 1: Ingen ejer data",
    )


def test_roles_hear_where_the_kick_off_disagreed(folder):
    scores = [(code, 1 if code < "A-04" else 5) for code in ("A-01", "A-02", "A-03", "A-04", "A-05", "A-06")]
    rows = [
        row("F3", "G1", 7 + n, respondent=code, theme="T04", now=score, area="SO")
        for n, (code, score) in enumerate(scores)
    ]
    said = lines(folder, "roles", *rows)
    theme = next(t for t in folder.catalogue.themes if t.id == "T04")
    assert said == (f"Her ser vi forskelligt på det: {theme.title['da']}",)


def test_the_round_hears_what_the_network_said(folder):
    ideas = [row("B4", "G1", n, title=f"Idé {n}", problem="Ingen ved det", value=n) for n in range(1, 6)]
    charter = row("B1", "G1", 7, field="purpose", content="Vi deler data")
    said = lines(folder, "round", *ideas, charter)
    assert [line.partition(":")[0] for line in said[:3]] == [f"Nr. {rank} på listen" for rank in (1, 2, 3)]
    fields = len(folder.catalogue.lists["charter_field"])
    assert f"1 af {fields} punkter i charteret er på plads" in said


@pytest.mark.parametrize("workshop", ["systems", "skills"])
def test_systems_are_counted(folder, workshop):
    rows = (
        row("S1", "LEAD", 1, "kickoff", system="Nexus", area="SO", critical="yes"),
        row("S1", "LEAD", 2, "kickoff", system="Aula", area="DS", critical="no"),
    )
    assert lines(folder, workshop, *rows) == ("2 systemer i brug", "Kritiske systemer uden ejer: 1")


def test_english(tmp_path):
    assert lines(folder_at(tmp_path, "en"), "roles", PURPOSE) == ("Most dots, no. 1: undgå dobbelt arbejde",)


@pytest.mark.parametrize("text", ["ord " * 60, "x" * 300])
def test_long_sentences_end_at_a_word(folder, text):
    (line,) = lines(folder, "roles", row("F1", "G1", 7, reason=text, dots=3))
    said = line.removeprefix("Flest prikker, nr. 1: ")
    assert 90 < len(said) <= LONGEST
    assert said.endswith(("ord …", "x …"))


def test_the_places_of_system_roles_are_left_out(folder):
    systems = [row("S1", "LEAD", n, "kickoff", system=f"System {n}", critical="yes") for n in range(1, 30)]
    holder = row("R3", "G1", 7, role_id="RO-01", held_by="Direktør", status="filled")
    (said,) = [line for line in lines(folder, "network", holder, *systems) or () if "pladser" in line]
    whole = int(said.split()[2])
    (alone,) = [line for line in lines(folder, "network", holder) or () if "pladser" in line]
    assert whole == int(alone.split()[2])
    assert said.endswith("(uden systemroller)")


@pytest.mark.parametrize(("lang", "hours"), [("da", "3.002 timer"), ("en", "3,002 hours")])
def test_thousands_are_told_as_in_the_strategy(tmp_path, lang, hours):
    flow = row("S3", "G1", 7, source="A", target="B", method="typing", frequency="yearly", minutes=3002 * 60)
    assert any(line.startswith(hours) for line in lines(folder_at(tmp_path, lang), "systems", flow) or ())


def test_workshop_4_hears_what_is_open_and_what_comes_first(folder):
    idea = row("B4", "G1", 7, title="Én indgang", problem="Ingen ved det", value=5)
    questions = [
        row("C2", "G1", n, question=f"Hvem {n}?", blocking="yes" if n == 7 else "no") for n in (7, 8)
    ]
    assert lines(folder, "skills", idea, *questions)[:2] == (
        "Nr. 1 på listen: Én indgang",
        "Åbne spørgsmål: 2, heraf 1, der blokerer",
    )
