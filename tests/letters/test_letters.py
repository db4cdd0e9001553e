"""What became of each contribution: complete, once, in words, and never an answer of one person."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from letters_world import DAY, SECRET, TELLING, Maker, World, initiative, row, rows

from kit.findings import Finding
from kit.model.decision import REVIEW, Fate
from kit.model.evidence import Evidence, Value
from kit.model.letter import Entry, FateLetter
from kit.model.process import LEAD
from kit.pipeline.letters import about_persons
from kit.render.letters import letter_text


def text(letter: FateLetter) -> str:
    return letter_text(letter).decode()


def entry_of(letter: FateLetter, evidence: str) -> tuple[str, Entry]:
    """The part and the entry that answers a row."""
    found = [(p.fate, e) for p in letter.parts for e in p.entries if evidence in e.evidence]
    assert len(found) == 1
    return found[0]


def test_each_telling_row_is_in_exactly_one_letter_once(world: World) -> None:
    letters = world.letters()
    told = Counter(id for letter in letters.values() for id in letter.evidence)
    telling = [item for item in world.gathered.evidence if item.sheet in TELLING]
    assert len(telling) == 13
    assert told == Counter(item.id for item in telling)
    for item in telling:
        assert item.id in letters[item.area].evidence, item.id


def test_letters_stand_in_the_order_of_areas_and_everyone_comes_last(world: World) -> None:
    letters = world.letters()
    assert list(letters) == ["SO", "KT", ""]
    assert letters[""].greeting == "Til alle, der var med"
    assert letters[""].evidence == ("B7.G1.1",)
    assert [letter.name for letter in letters.values()] == [
        "so-sundhed-og-aeldre",
        "kt-klima-teknik-og-miljoe",
        "alle",
    ]


def test_no_answer_of_a_person_and_no_score_is_told(world: World) -> None:
    assert any(SECRET in item.values.values() for item in world.gathered.evidence)
    for letter in world.letters().values():
        said = text(letter)
        assert SECRET not in said
        assert "XQZ" not in said
        for score in ("4,25", "4.25", "437", "1,25"):
            assert score not in said


def test_equal_contributions_are_one_and_are_counted_once(world: World) -> None:
    letter = world.letters()["SO"]
    fate, entry = entry_of(letter, "F1.G1.1")
    assert (fate, entry.evidence, entry.number) == ("used", ("F1.G1.1", "F1.G2.1"), 1)
    assert entry.words == "“bruge tiden på borgerne”"
    rows_of_area = [r for r in world.gathered.evidence if r.sheet in TELLING and r.area == "SO"]
    assert len(rows_of_area) == 7
    assert letter.opening.startswith("Vi har fået 6 bidrag fra Sundhed og ældre")
    assert sum(e.number for part in letter.parts for e in part.entries) == 6


def test_each_kind_of_contribution_says_what_became_of_it(world: World) -> None:
    letters = world.letters()
    said = {
        id: entry_of(letters[area], id)[1].said
        for area, id in (
            ("SO", "B4.G1.1"), ("SO", "F2.G1.1"), ("KT", "F2.G1.2"), ("SO", "S3.ASO.1"), ("SO", "R1.G1.1"),
            ("KT", "R1.G2.1"), ("", "B7.G1.1"), ("KT", "F1.G2.2"),
        )
    }  # fmt: skip
    assert said == {
        "B4.G1.1": "er planlagt i 2. kvartal 2027. Ejer: ældrechef.",
        "F2.G1.1": "er en af de barrierer, der kommer først. Det gør vi ved den: udpeg dataejere.",
        "F2.G1.2": "er en af de kræfter, strategien bygger videre på.",
        "S3.ASO.1": "er en af de manuelle strømme, der tager mest tid: 230 timer om året.",
        "R1.G1.1": "står blandt dem, der mærker meget uden at være i rummet. Det har de brug for: færre felter.",
        "R1.G2.1": "er med på listen over funktioner, som strategien rører ved.",
        "B7.G1.1": "er med blandt risiciene. Tiltag: højst tre ad gangen. Ansvarlig: digitaliseringschef.",
        "F1.G2.2": "er en af de grunde, strategien bygger på.",
    }
    assert entry_of(letters["SO"], "S3.ASO.1")[1].words == "“Besøg: fra KMD Nexus til Regneark”"
    assert entry_of(letters["SO"], "B4.G1.1")[1].place == "§\u00a0M08 Leveranceplan"


def test_an_open_question_says_who_answers_and_by_when(world: World) -> None:
    letters = world.letters()
    fate, entry = entry_of(letters["SO"], "C2.G1.1")
    assert fate == "open"
    assert entry.said == (
        "skal være besvaret senest den 1.\u00a0marts 2027. Den, der svarer: databeskyttelsesrådgiver."
    )
    assert entry.place == "§\u00a0M10 Risici, databeskyttelse og etik"
    assert (
        entry_of(letters["KT"], "C2.G1.2")[1].said == "er åbent. Der mangler både en, der svarer, og en dato."
    )


@pytest.mark.parametrize(
    ("owner", "due", "said"),
    [
        ("Socialchef", "2027-02-15", "skulle have været besvaret den 15.\u00a0februar 2027, men er stadig åbent."),
        ("Socialchef", "2027-02-16", "skal være besvaret senest den 16.\u00a0februar 2027. Den, der svarer: socialchef."),
        ("Socialchef", "", "er åbent, og der mangler en dato. Den, der svarer: socialchef."),
        ("", "2027-02-15", "skulle have været besvaret den 15.\u00a0februar 2027. Der mangler stadig en, der svarer."),
        ("", "2027-03-15", "skal være besvaret senest den 15.\u00a0marts 2027, men der mangler en, der svarer."),
    ],
)  # fmt: skip
def test_open_with_and_without_owner_and_day(world: World, owner: str, due: str, said: str) -> None:
    fate = Fate("C2.G1.1", "open", ("OQ.C2.G1.1",), owner=owner, due=due)
    assert entry_of(world.letters(fate)["SO"], "C2.G1.1")[1].said.startswith(said)


def test_parked_by_its_scores_or_by_the_lead(world: World) -> None:
    fate, entry = entry_of(world.letters()["KT"], "B4.G2.1")
    assert (fate, entry.said) == (
        "parked",
        "venter: pointene viste, at både gevinst og gennemførlighed er lav lige nu.",
    )
    lead = Fate("B4.G2.1", "parked", reason="Leverandøren er på vej ud.")
    said = entry_of(world.letters(lead)["KT"], "B4.G2.1")[1].said
    assert said == "venter, fordi det er besluttet: Leverandøren er på vej ud."
    bare = Fate("B4.G2.1", "parked", reason="decided")
    said = entry_of(world.letters(bare)["KT"], "B4.G2.1")[1].said
    assert said == "venter: det er besluttet at parkere det."


def test_what_the_lead_parks_against_its_scores_is_not_told_as_low_scores(world_of: Maker) -> None:
    decided = row("C3", "G1", 1, matter="initiative:robot til alt", decision="park", decided_by="It-chef")
    lead = replace(decided, id="D4.LEAD.1", sheet="D4", workshop=REVIEW, unit=LEAD)
    for score, reason in ((4, "decided"), (1.25, "scores")):
        world = world_of(initiative("G2", 1, "Robot til alt", "KT", score=score), lead)
        fates = {fate.evidence: fate for fate in world.edition.fates}
        assert (fates["B4.G2.1"].kind, fates["B4.G2.1"].reason) == ("parked", reason)


def test_merged_names_the_other_and_where_it_went(world: World) -> None:
    one = Fate("B4.G1.1", "merged", ("M05.x",), other="Fælles overblik")
    fate, entry = entry_of(world.letters(one)["SO"], "B4.G1.1")
    assert fate == "merged"
    assert entry.said == (
        "er lagt sammen med “Fælles overblik”, som er planlagt i 2. kvartal 2027. Ejer: ældrechef."
    )
    function = Fate("R1.G2.1", "merged", other="Vejchef")
    assert entry_of(world.letters(function)["KT"], "R1.G2.1")[1].said == "er lagt sammen med “Vejchef”."


def test_kept_rows_say_whether_something_is_missing(world: World) -> None:
    fates = (Fate("F1.G2.2", "kept", reason="unused"), Fate("F2.G1.2", "kept", reason="incomplete"))
    letter = world.letters(*fates)["KT"]
    assert [part.fate for part in letter.parts] == ["kept"]
    assert entry_of(letter, "F1.G2.2")[1].said.startswith("er i registret. Ingen sætning")
    assert entry_of(letter, "F2.G1.2")[1].said.startswith("er i registret. Der mangler noget i rækken")
    assert entry_of(letter, "F1.G2.2")[1].place == ""


def test_an_answered_question_is_told_with_its_answer(world_of: Maker) -> None:
    asked = row("C2", "G1", 1, question="Hvem ejer data?", area="SO", blocking="no", answer="Ældrechefen.")
    letter = world_of(asked).letters()["SO"]
    fate, entry = entry_of(letter, "C2.G1.1")
    assert (fate, entry.said) == ("used", "er besvaret: ældrechefen.")
    assert letter.thanks == "I spurgte “Hvem ejer data?” Nu er der et svar: ældrechefen (M12)."


def test_an_initiative_without_a_place_says_why(world_of: Maker) -> None:
    idea = initiative("G1", 1, "Uden roller", "SO")
    values = {key: value for key, value in idea.values.items() if key != "owner"}
    letter = world_of(replace(idea, values=values)).letters()["SO"]
    said = entry_of(letter, "B4.G1.1")[1].said
    assert said == "er på listen og har ikke fået plads i planen endnu. Det mangler en ejer."


def test_thanks_are_the_most_concrete_thing_or_nothing(world: World, world_of: Maker) -> None:
    letters = world.letters()
    assert letters["SO"].thanks == (
        "I foreslog “Ét overblik til distrikterne”. Det er nu planlagt i 2. kvartal 2027, og det står i "
        "leveranceplanen (M08)."
    )
    assert letters["KT"].thanks.startswith("I skrev “kende vejene”.")
    barrier = world.letters(*(fate for fate in world.edition.fates if fate.evidence == "F2.G1.1"))["SO"]
    assert barrier.thanks.endswith("gør noget ved først: udpeg dataejere (M02).")
    plain = world_of(row("R1", "G1", 1, function="Lærer", area="DS", type="active")).letters()["DS"]
    assert plain.thanks == ""
    assert "Det ændrede I" not in text(plain)


def test_the_earliest_quarter_is_thanked_for(world_of: Maker) -> None:
    late = initiative("G1", 1, "Sent", "SO")
    early = initiative("G1", 2, "Tidligt", "SO")
    late = replace(late, values={**late.values, "wanted_start": "2027-K3"})
    letter = world_of(*rows()[-2:], late, early).letters()["SO"]
    assert letter.thanks.startswith("I foreslog “Tidligt”")
    assert [entry.words for entry in letter.parts[0].entries] == ["“Tidligt”", "“Sent”"]


def test_what_mentions_a_person_is_answered_but_not_repeated(world: World) -> None:
    cell = world.context.evidence["B4.G1.1"].cells["title"]
    found = Finding("personal.name", "returned/network-G1.xlsx", "B4", cell)
    other = Finding("cell.expected-empty", "returned/kickoff-G1.xlsx", "F2", "B1")
    hidden = about_persons(world.gathered.evidence, (found, other))
    assert hidden == {"B4.G1.1"}
    letter = world.letters(hidden=hidden)["SO"]
    assert "distrikterne" not in text(letter)
    assert "ældrechef" not in entry_of(letter, "B4.G1.1")[1].said
    assert letter.evidence == world.letters()["SO"].evidence
    assert letter.thanks.startswith("I skrev “Ingen ved, hvem der ejer data”")


def test_several_of_which_the_same_is_said_stand_in_one_sentence(world_of: Maker) -> None:
    names = [f"Funktion {n}" for n in range(1, 11)]
    many = (row("R1", "G1", n, function=name, area="DS", type="active") for n, name in enumerate(names, 1))
    letter = world_of(*many).letters()["DS"]
    assert [entry.number for entry in letter.parts[0].entries] == [8, 2]
    assert letter.parts[0].entries[1].words == "“Funktion 9” og “Funktion 10”"


@pytest.mark.parametrize(("number", "entries"), [(2, [1, 1]), (3, [1, 1, 1]), (4, [4]), (10, [8, 2])])
def test_risks_are_told_one_by_one_only_while_they_are_few(
    world_of: Maker, number: int, entries: list[int]
) -> None:
    risks = (
        row("B7", "G1", n, risk=f"Fare {n}", kind="organisational", probability=3, impact=3,
            treatment=f"Tiltag {n}", responsible="Ældrechef")
        for n in range(1, number + 1)
    )  # fmt: skip
    (part,) = world_of(*risks).letters()[""].parts
    assert [entry.number for entry in part.entries] == entries
    own, together = "er med blandt risiciene. Tiltag: tiltag 1.", "Hver har et tiltag og en ansvarlig."
    assert (own if number < 4 else together) in part.entries[0].said


def test_what_has_no_room_is_counted(world_of: Maker) -> None:
    ideas = tuple(
        row("B4", "G1", n, title=f"Initiativ nr. {n} med et navn, der fylder en hel linje", area="SO")
        for n in range(1, 301)
    )
    letter = world_of(*ideas).letters()["SO"]
    (part,) = letter.parts
    assert 20 < len(part.entries) < 100
    left = 300 - len(part.entries)
    assert part.rest.startswith(f"{left} bidrag mere har fået samme skæbne.")
    assert len(part.rest_evidence) == left
    assert Counter(letter.evidence) == Counter(item.id for item in ideas)
    assert letter.opening.startswith("Vi har fået 300 bidrag")


def test_long_words_are_shortened_at_a_word(world_of: Maker) -> None:
    long = "Vi skal altid huske at spørge dem, der registrerer, " * 5
    letter = world_of(row("F1", "G1", 1, reason=long, area="SO")).letters()["SO"]
    words = letter.parts[0].entries[0].words
    assert len(words) <= 122
    assert words.endswith(("huske…”", "registrerer…”", "spørge…”", "der…”", "altid…”", "dem…”", "at…”"))


def test_a_row_without_words_and_a_sheet_that_does_not_tell_make_no_letter(world_of: Maker) -> None:
    empty = row("F1", "G1", 1, False, audience=("citizens",), area="SO")
    assert world_of(empty, row("B1", "G1", 1, field="purpose", content="Ens tal")).letters() == {}


def test_english_letters_read_as_english(world_of: Maker) -> None:
    letter = world_of(*rows(), lang="en").letters()["SO"]
    assert entry_of(letter, "B4.G1.1")[1].said == "is planned for Q2 2027. Owner: ældrechef."
    assert letter.thanks.startswith(
        "You proposed “Ét overblik til distrikterne”. It is now planned for Q2 2027"
    )
    assert letter.opening.startswith("We have had 6 contributions from Health and elderly care")


def decision(number: int, **values: Value) -> Evidence:
    """A row of the lead's review workbook that has come back."""
    values = {"decided_by": "Direktionen", "decided_on": DAY, **values}
    file = "returned/beslutningsark.xlsx"
    return Evidence(f"D4.LEAD.{number}", "D4", REVIEW, LEAD, file, "D4", number, values, {})


def test_the_lead_s_own_decisions_reach_those_who_wrote(world_of: Maker) -> None:
    letter = world_of(
        *rows()[-2:],
        initiative("G1", 1, "Overblik", "SO"),
        initiative("G2", 1, "Et andet overblik", "SO"),
        initiative("G3", 1, "Chatbot", "SO"),
        decision(1, matter="initiative:et andet overblik", decision="merge", merge_with="Overblik"),
        decision(2, matter="initiative:chatbot", decision="park", because="Vi venter på leverandøren."),
    ).letters()["SO"]
    assert [(part.fate, part.entries[0].words, part.entries[0].said) for part in letter.parts] == [
        ("used", "“Overblik”", "er planlagt i 2. kvartal 2027. Ejer: ældrechef."),
        (
            "merged",
            "“Et andet overblik”",
            "er lagt sammen med “Overblik”, som er planlagt i 2. kvartal 2027. Ejer: ældrechef.",
        ),
        ("parked", "“Chatbot”", "venter, fordi det er besluttet: Vi venter på leverandøren."),
    ]
    assert len(letter.evidence) == 3


def entries(letters: dict[str, FateLetter]) -> list[Entry]:
    return [entry for letter in letters.values() for part in letter.parts for entry in part.entries]


def test_a_module_that_is_not_published_is_not_named(world: World) -> None:
    """What became of a row is told all the same: only the place where nobody can look is left out."""
    named, title = entries(world.letters()), world.context.catalogue.modules[5].text["da"]
    silent = entries(world.letters(unpublished=frozenset({"M05"})))
    assert [entry.said for entry in silent] == [entry.said for entry in named]
    assert any(title in entry.place for entry in named)
    assert [entry.place for entry in silent] == [
        "" if title in entry.place else entry.place for entry in named
    ]
