"""What the strategy means for one kind of reader: only what the answers support, on one page."""

from __future__ import annotations

from datetime import date

from letters_world import SECRET, Maker, initiative, row, rows
from room import pdf_text

from kit.model.letter import RolePage
from kit.render.letters import role_page_pdf
from kit.render.pdf import page_count
from kit.resources import Resources


def answers(page: RolePage) -> dict[str, str]:
    return {line.question: line.answer for line in page.lines}


def letter_of(number: int, table: str, decision: str, role: str, letter: str):
    return row("R4", table, number, decision=decision, role=role, letter=letter)


def raci():
    return (
        letter_of(1, "G1", "D04", "RO-03", "A"),
        letter_of(2, "G1", "D04", "RO-04", "R"),
        letter_of(3, "G1", "D04", "RO-15", "C"),
        letter_of(4, "G1", "D05", "RO-03", "A"),
        letter_of(5, "G1", "D09", "RO-05", "A"),
        letter_of(6, "G1", "D06", "RO-03", "C"),
    )


def test_without_answers_nobody_gets_a_page(world_of: Maker) -> None:
    assert world_of(row("F1", "G1", 1, reason="Et formål", area="SO")).pages() == {}


def test_each_reader_is_told_which_part_they_have(world_of: Maker) -> None:
    pages = world_of(*raci()).pages()
    assert set(pages) == {"registering", "data_owner", "system_owner"}
    part = {reader: answers(page).get("Hvad er min del?") for reader, page in pages.items()}
    assert part == {
        "registering": "Som dataskaber bliver du spurgt, når kommunen skal rette fejl i data.",
        "data_owner": "Som dataejer har du det endelige ansvar, når kommunen skal rette fejl i data samt "
        "fastlægge, hvad et nøgletal tæller, og du bliver spurgt, når den skal godkende et fælles nøgletal "
        "på tværs.",
        "system_owner": "Som systemejer har du det endelige ansvar, når kommunen skal udfase et system.",
    }
    monday = answers(pages["registering"])["Hvad gør jeg på mandag?"]
    assert monday == (
        "Ser du en fejl i data, så ret den ikke kun hos dig selv: sig det til dit fagområdes datasteward, "
        "så den bliver rettet for alle."
    )
    assert "Hvad gør jeg på mandag?" not in answers(pages["data_owner"])


def test_what_tables_disagree_on_is_said_and_not_given_to_one(world_of: Maker) -> None:
    other = (letter_of(1, "G2", "D04", "RO-03", "A"), letter_of(1, "G3", "D04", "RO-04", "A"))
    page = world_of(*raci(), *other).pages()["data_owner"]
    assert (
        "Bordene er ikke enige om ansvaret, når det gælder at rette fejl i data."
        in answers(page)["Hvad er min del?"]
    )
    assert answers(page)["Hvad gør jeg på mandag?"] == (
        "Tag det op, som bordene ikke er enige om, før nogen skal bruge svaret: "
        "Hvem har det endelige ansvar for at rette fejl i data?"
    )


def test_time_counts_hours_and_learning_of_the_reader(world_of: Maker) -> None:
    hours = row("R2", "G1", 1, role_id="RO-03", keep="keep", hours_month=5)
    course = row("U4", "G1", 1, competence="K-03", audience="Dataejere", people=8, hours_each=4,
                 start=date(2027, 3, 11), form="course")  # fmt: skip
    others = row("U4", "G1", 2, competence="K-01", audience="Lærere", hours_each=1, form="video")
    passive = row("R1", "G1", 1, function="Lærer", area="DS", type="passive", affected=5)
    pages = world_of(hours, course, others, passive).pages()
    assert answers(pages["data_owner"])["Hvor meget tid tager det?"] == (
        "Om måneden er der regnet med 5 timer til rollen som dataejer. “Forstå begreber og definitioner” "
        "begynder den 11.\u00a0marts 2027 og tager 4 timer pr. person."
    )
    assert (
        "“Registrere rigtigt” tager én time pr. person; datoen mangler."
        in answers(pages["registering"])["Hvor meget tid tager det?"]
    )


def test_those_who_register_see_what_changes_for_them(world_of: Maker) -> None:
    page = world_of(*rows()).pages()["registering"]
    assert answers(page) == {
        "Hvad ændrer sig?": "“Ét overblik til distrikterne” (2. kvartal 2027) skal gøre arbejdet lettere for "
        "medarbejderne. I dag går 230 timer om året med at flytte data i hånden.",
        "Hvad gør jeg på mandag?": "Du registrerer, som du plejer, til du hører andet. Det første, der letter "
        "arbejdet, er “Ét overblik til distrikterne”, som begynder i 2. kvartal 2027.",
        "Hvad kan jeg se først?": "Det første, der kan vises frem, er “Ét overblik til distrikterne” i "
        "2. kvartal 2027.",
    }
    assert page.lines[0].place == "§\u00a0M08 Leveranceplan, §\u00a0M06 Systemoverblik og datakvalitet"
    assert SECRET not in str(page)


def test_the_network_is_told_who_it_is_and_whom_to_go_to(world_of: Maker) -> None:
    lead = row("B2", "AOK", 1, function="BI-tovholder", area="OK", network_role="lead", hours_month=10)
    charter = row("B1", "G1", 1, field="purpose", content="Ens tal og delt viden.", agreement=4)
    pages = world_of(lead, charter, *raci()).pages()
    change = answers(pages["network"])["Hvad ændrer sig?"]
    assert change.startswith("Netværket har ét medlem fra ét fagområde.")
    assert change.endswith("Det er der for: ens tal og delt viden.")
    monday = answers(pages["network"])["Hvad gør jeg på mandag?"]
    assert monday.startswith("Få det på plads, som charteret mangler: ")


def test_a_page_is_one_page_whatever_people_wrote(world_of: Maker, tmp_path) -> None:
    titles = [f"Et initiativ med et langt navn {'x' * 60} nr. {n} \U0001f600" for n in range(3)]
    ideas = (initiative("G1", n, title, "SO") for n, title in enumerate(titles, 1))
    world = world_of(*raci(), *rows()[-2:], *ideas)
    for page in world.pages().values():
        pdf = role_page_pdf(page, Resources())
        assert page_count(pdf) == 1
        said = " ".join(pdf_text(pdf, tmp_path).split())
        assert page.title in said
        assert all(line.question in said for line in page.lines)
        assert role_page_pdf(page, Resources()) == pdf


def test_a_module_that_is_not_published_is_not_named(world_of: Maker) -> None:
    world = world_of(*rows(), *raci())
    title = world.context.catalogue.modules[4].text["da"]
    named, silent = (
        [line for page in world.pages(unpublished).values() for line in page.lines]
        for unpublished in (frozenset[str](), frozenset({"M04"}))
    )
    assert [line.answer for line in silent] == [line.answer for line in named]
    assert any(title in line.place for line in named)
    assert not any(title in line.place for line in silent)
