from __future__ import annotations

import re
import tomllib
from dataclasses import replace

import pytest
import room

from kit.errors import ContentError
from kit.model.card import Deck
from kit.model.catalogue import Catalogue
from kit.model.process import WORKSHOPS, Session
from kit.render.agenda_view import switched_off
from kit.render.bring import Bring, bring_list, people_advice
from kit.render.card_views import all_decks, family_colours
from kit.render.guide import guide_pdf
from kit.resources import Resources

LANGS = ("da", "en")
FILES = ("slides.pptx", "kort/kort-temaer.pdf", "arkmapper/roller-bord-1.xlsx")


@pytest.fixture(scope="module")
def decks(catalogue: Catalogue, resources: Resources) -> dict[str, Deck]:
    return all_decks(catalogue, room.words("cards", "da"), family_colours(resources))


@pytest.fixture(scope="module")
def build(catalogue, decks):
    def builder(id: str, lang: str = "da", process=None) -> bytes:
        return guide_pdf(
            catalogue.workshop(id), process or room.process(lang), catalogue=catalogue, decks=decks,
            files=FILES, words=room.words("guide", lang), resources=Resources(),
        )  # fmt: skip

    return builder


@pytest.fixture(scope="module")
def bring(catalogue, decks):
    def maker(id: str, tier2: frozenset[str] = frozenset(), **session: int) -> dict[str, tuple[str, str]]:
        workshop, process = catalogue.workshop(id), room.process(tier2=tier2)
        held = replace(process.session(id), **session)
        off = switched_off(workshop, process, catalogue.sheets)
        words = room.words("guide", "da")
        rows = bring_list(Bring(workshop, process, held, catalogue.sheets, decks, off, words))
        assert len({thing for thing, _, _ in rows}) == len(rows)
        return {thing: (count, note) for thing, count, note in rows}

    return maker


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u00a0", " "))


def test_counts_come_from_participants_tables_and_areas(bring):
    kickoff = bring("kickoff")
    assert kickoff["Prikker"][0] == "288"  # 12 × 24
    assert kickoff["Tuscher"][0] == "48"
    assert kickoff["Blokke med sedler"][0] == "20"  # 4 × 5 tables
    assert kickoff["Ure"][0] == "5"
    assert kickoff["F3 Selvevaluering på papir"][0] == "27"  # 24 and a tenth, rounded up
    assert kickoff["Temakort"] == (
        "5 sæt", "4 A4-ark pr. sæt, print på begge sider, vend på den lange kant, 100 %",
    )  # fmt: skip
    assert bring("roles")["Arkmapper til fagområderne"][0] == "3"
    assert bring("kickoff", groups=1)["Temakort"][0] == "1 sæt"


def test_sheets_switched_off_are_drawn_on_paper(bring):
    network = bring("network")
    assert network["B8 på papir"][0] == "5"
    assert not any("B8" in note for _, note in network.values())


def test_forms_for_leaders_come_from_the_lead_s_worksheet(bring):
    assert not [item for item in bring("skills") if item.startswith("U6 L")]
    count, note = bring("skills", tier2=frozenset({"U6"}))["U6 Ledelse på papir"]
    assert count == "13"  # half of 24, and one to spare
    assert "forløbslederens arkmappe" in note


def test_a_visit_needs_no_dots(bring):
    visit = bring("round")
    assert "Prikker" not in visit
    assert visit["Arkmapper til fagområderne"][0] == "3"


@pytest.mark.parametrize(
    ("people", "tables", "facilitators", "said"),
    [(24, 5, 2, []), (25, 5, 2, ["3 facilitatorer"]), (24, 3, 2, ["8 ved et bord"]), (12, 2, 1, [])],
)
def test_too_few_facilitators_or_tables_are_told(people, tables, facilitators, said):
    session = Session("roles", room.DAYS["roles"], None, people, facilitators, tables)
    advice = people_advice(session, room.words("guide", "da"), visit=False)
    assert len(advice) == len(said)
    assert all(word in sentence for word, sentence in zip(said, advice, strict=True))
    assert people_advice(session, room.words("guide", "da"), visit=True) == []


@pytest.mark.real
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("id", WORKSHOPS)
def test_eight_headings_every_step_and_cue(build, catalogue, tmp_path, id, lang):
    text = flat(room.pdf_text(build(id, lang), tmp_path, "-layout"))
    raw = flat(room.pdf_text(build(id, lang), tmp_path, "-raw"))
    words = room.words("guide", lang)
    key = "heading_7_visit" if id == "round" else "heading_7"
    headings = [words(f"heading_{n}") if n != 7 else words(key) for n in range(1, 9)]
    places = [raw.find(f"{number} {heading}") for number, heading in enumerate(headings, 1)]
    assert -1 not in places
    assert places == sorted(places)
    for block in catalogue.workshop(id).blocks:
        assert flat(block.title[lang]) in text
        # a step may run over a page's edge with its row; its beginning never does
        for step in block.steps:
            assert flat(step.text[lang])[:30] in raw
        if block.cue:
            assert flat(block.cue[lang]) in raw
    for name in FILES:
        assert name in raw


@pytest.mark.real
def test_times_and_cut_marks(build, tmp_path):
    text = flat(room.pdf_text(build("roles"), tmp_path, "-raw"))
    assert "10.45 til 11.25 40 min. Kortes ikke" in text
    assert "9.10 til 9.20 10 min. Kortes først" in text
    visit = flat(room.pdf_text(build("round"), tmp_path, "-raw"))
    assert "20 til 35 15 min." in visit
    assert "9.20" not in visit


@pytest.mark.real
def test_a_block_stands_on_one_page(build, catalogue, tmp_path):
    for id in WORKSHOPS:
        pages = [flat(p) for p in room.pdf_text(build(id), tmp_path, "-raw").split("\f")]
        for block in catalogue.workshop(id).blocks:
            parts = [flat(step.text["da"])[:25] for step in block.steps]
            first = [n for n, page in enumerate(pages) if parts and parts[0] in page]
            last = [n for n, page in enumerate(pages) if parts and parts[-1] in page]
            assert set(first) & set(last), (id, block.id)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("id", WORKSHOPS)
def test_accessible_and_archivable(build, tmp_path, id, lang):
    assert room.pdf_failures(build(id, lang), tmp_path) == []


def test_same_input_same_bytes(build):
    assert build("network") == build("network")


def test_a_workshop_without_session_is_an_error(build):
    with pytest.raises(ContentError, match="kickoff"):
        build("kickoff", process=replace(room.process(), sessions=()))


def test_words_of_both_languages_have_the_same_placeholders():
    for part in ("guide", "deck"):
        words = room.words(part, "da")
        for key, text in words.texts.items():
            found = {lang: set(re.findall(r"{(\w+)}", text[lang])) for lang in LANGS}
            assert found["da"] == found["en"], key


WORKSHOP_FILES = [f"workshops/{id}.toml" for id in WORKSHOPS]


@pytest.mark.parametrize("name", WORKSHOP_FILES)
def test_guides_name_no_week_that_the_calendar_contradicts(resources, name):
    """Slides and guides print the calendar's weeks, so the content must not count weeks of its own."""
    text = resources.text(name)
    assert re.findall(r"(?i)\b(?:uge|week) \d+|seks ?uger|six[- ]week", text) == []


def test_workshop_4_names_the_command_that_makes_its_draft(resources):
    for lang, texts in _a_week_before(resources, "skills").items():
        assert any("“kit consolidate --edition 0.3”" in text for text in texts), lang


def _a_week_before(resources: Resources, id: str) -> dict[str, list[str]]:
    items = tomllib.loads(resources.text(f"workshops/{id}.toml"))["guide"]["a_week_before"]
    return {lang: [item[lang] for item in items] for lang in LANGS}


@pytest.mark.parametrize(("id", "code"), [("kickoff", "F3"), ("skills", "U2")])
def test_forms_are_printed_from_the_tables_worksheets(bring, catalogue, id, code):
    (note,) = [
        note for thing, (_, note) in bring(id).items() if thing.startswith(f"{code} ") and code in note
    ]
    assert note.startswith(f"Print arket {code} fra bordenes arkmapper: én side pr. svarkode.")
    plan = next(plan for plan in catalogue.workshop(id).worksheets if plan.unit == "group")
    assert code in plan.sheets, "the tables have the sheet that they are told to print"
