from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
import room
from PIL import Image, ImageFont
from pptx import Presentation
from pptx.oxml.ns import qn

from kit.errors import ContentError
from kit.model.agenda import Recap, Workshop
from kit.model.card import Deck
from kit.model.catalogue import Catalogue
from kit.model.process import WORKSHOPS, Brand
from kit.model.text import Text
from kit.render.card_views import all_decks, family_colours
from kit.render.colour import contrast
from kit.render.deck import build_deck
from kit.render.deck.fit import Box, Metrics, ladder, parts
from kit.render.deck.template import EMU_POINT, box_of, placeholder
from kit.resources import Resources

RECAP = Recap("Her er, hvad I sagde", ("Ingen ved, hvem der ejer tallet", "Alle områder har svaret"))
LANGS = ("da", "en")
LIBERATION = Path("/usr/share/fonts/truetype/liberation")


@pytest.fixture(scope="module")
def decks(catalogue: Catalogue, resources: Resources) -> dict[str, Deck]:
    return all_decks(catalogue, room.words("cards", "da"), family_colours(resources))


@pytest.fixture(scope="module")
def build(catalogue: Catalogue, decks: dict[str, Deck]):
    made: dict[tuple[str, str], bytes] = {}

    def builder(workshop: Workshop | str, lang: str = "da", **options: object) -> bytes:
        known = isinstance(workshop, str) and not options
        if known and (workshop, lang) in made:
            return made[workshop, lang]
        chosen = catalogue.workshop(workshop) if isinstance(workshop, str) else workshop
        process = options.pop("process", room.process(lang))
        data = build_deck(
            chosen, process, catalogue=catalogue, decks=decks, words=room.words("deck", lang),
            **{"resources": Resources(), "recap": RECAP, **options},
        )  # fmt: skip
        if known:
            made[workshop, lang] = data
        return data

    return builder


def slides(data: bytes) -> list:
    return list(Presentation(io.BytesIO(data)).slides)


def said(slide) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def notes(slide) -> str:
    return slide.notes_slide.notes_text_frame.text


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("id", WORKSHOPS)
def test_every_slide_has_title_footer_number_and_notes(build, id, lang):
    for slide in slides(build(id, lang)):
        assert slide.shapes.title.text_frame.text.strip()
        kinds = [ph.get("type") for ph in slide._element.iter(qn("p:ph"))]
        assert {"ftr", "sldNum"} <= set(kinds)
        assert "Prøvekøbing Kommune" in said(slide)
        assert notes(slide).strip()
        empty = [s.name for s in slide.placeholders if s.has_text_frame and not s.text_frame.text.strip()]
        assert empty == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("id", WORKSHOPS)
def test_notes_hold_every_step_and_cue(build, catalogue, id, lang):
    told = "\n".join(notes(slide) for slide in slides(build(id, lang)))
    blocks = catalogue.workshop(id).blocks
    assert sum(len(block.steps) for block in blocks) > 5
    for block in blocks:
        for step in block.steps:
            assert step.text[lang] in told
        if block.cue:
            assert block.cue[lang] in told


@pytest.mark.parametrize("id", WORKSHOPS)
def test_one_slide_per_exercise_with_its_clock(build, catalogue, id):
    found = [s for s in slides(build(id)) if s.slide_layout.name == "Exercise"]
    exercises = [block for block in catalogue.workshop(id).blocks if block.kind == "exercise"]
    assert [slide.shapes.title.text_frame.text.replace("\u00a0", " ") for slide in found] == [
        block.title["da"] for block in exercises
    ]
    for slide, block in zip(found, exercises, strict=True):
        assert placeholder(slide, 22).text_frame.text == str(block.minutes)
        (slice_,) = [shape for shape in slide.shapes if shape.name == "Clock minutes"]
        guides = [int(gd.get("fmla").split()[1]) for gd in slice_._element.iter(qn("a:gd"))]
        assert guides == [270 * 60000, (270 + 6 * block.minutes) % 360 * 60000]


def test_times_are_computed(build):
    found = slides(build("roles"))
    break_slide = next(s for s in found if s.slide_layout.name == "Break")
    assert placeholder(break_slide, 22).text_frame.text == "10.20"
    raci = next(s for s in found if "RACI" in s.shapes.title.text_frame.text)
    assert placeholder(raci, 24).text_frame.text == "til kl.\u00a011.25"
    english = next(s for s in slides(build("roles", "en")) if s.slide_layout.name == "Break")
    assert placeholder(english, 22).text_frame.text == "10:20"


def test_a_visit_counts_minutes_from_its_start(build):
    text = "\n".join(said(slide) for slide in slides(build("round")))
    assert "til minut 20" in text
    assert "9.20" not in text


def test_title_slide_names_day_and_week(build):
    assert "07-09-2026 · uge 37 · kl.\u00a09.00–10.30" in said(slides(build("kickoff"))[0])


def test_agenda_table_has_a_header_row_an_alternative_text_and_every_block(build, catalogue):
    slide = next(s for s in slides(build("network")) if s.slide_layout.name == "Agenda")
    (frame,) = [shape for shape in slide.shapes if shape.has_table]
    assert frame.table.first_row
    assert next(frame._element.iter(qn("p:cNvPr"))).get("descr")
    titles = [row.cells[1].text for row in frame.table.rows][1:]
    assert titles == [block.title["da"] for block in catalogue.workshop("network").blocks]
    bottom = frame.top + sum(row.height for row in frame.table.rows)
    assert bottom <= slide.slide_layout.placeholders[1].top + slide.slide_layout.placeholders[1].height


def test_sheets_nobody_gets_run_on_paper(build, catalogue):
    """B8 is an extension that this process has not switched on."""
    slide = next(s for s in slides(build("network")) if "B8" in said(s))
    assert "B8 på papir" in said(slide)
    assert "kør punktet på papir" in notes(slide)
    assert "er slået fra" in notes(slide)


def test_the_first_slide_shows_the_logo(build, tmp_path):
    Image.new("RGB", (300, 300), "#b3401f").save(tmp_path / "logo.png")
    made = slides(build("roles", resources=Resources(tmp_path, logo="logo.png")))
    pictures = [[s for s in slide.shapes if s.name == "Logo"] for slide in made]
    assert [len(mine) for mine in pictures] == [1] + [0] * (len(made) - 1)
    assert pictures[0][0]._element.nvPicPr.cNvPr.get("descr") == room.process("da").municipality
    assert pictures[0][0].top + pictures[0][0].height < made[0].shapes.title.top


def test_a_switched_on_sheet_is_named_as_usual(build, catalogue):
    workshop = catalogue.workshop("network")
    sheet = replace(catalogue.sheets["B7"], code="B8", tier=2)
    richer = replace(catalogue, sheets={**catalogue.sheets, "B8": sheet})
    for tier2, word in ((frozenset({"B8"}), "Ark B8"), (frozenset(), "B8 på papir")):
        data = build_deck(
            workshop, room.process(tier2=tier2), catalogue=richer, decks={},
            words=room.words("deck", "da"), resources=Resources(),
        )  # fmt: skip
        assert any(word in said(slide) for slide in slides(data))


def test_recap_only_where_there_is_one(build):
    assert any(RECAP.lines[0] in said(slide) for slide in slides(build("roles")))
    assert not any(RECAP.title in said(slide) for slide in slides(build("roles", recap=None)))


def test_the_last_slide_names_the_next_session(build):
    assert "Næste gang: BI-netværk og initiativer, 22-09-2026 kl.\u00a09.00" in said(
        slides(build("roles"))[-1]
    )
    assert "Næste gang" not in said(slides(build("skills"))[-1])


@pytest.mark.parametrize(("lang", "locale"), [("da", "da-DK"), ("en", "en-GB")])
def test_every_run_has_its_language(build, lang, locale):
    for slide in slides(build("systems", lang)):
        for element in (slide._element, slide.notes_slide._element):
            runs = list(element.iter(qn("a:r"), qn("a:fld")))
            assert runs
            assert {run.find(qn("a:rPr")).get("lang") for run in runs} == {locale}


def test_every_shape_beside_placeholders_is_text_or_decorative(build):
    for slide in slides(build("kickoff")):
        for shape in slide.shapes:
            if not shape.is_placeholder and not shape.text_frame.text:
                assert "decorative" in shape._element.xml, shape.name


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("id", WORKSHOPS)
def test_no_text_runs_over(build, resources, id, lang):
    metrics = Metrics.load(resources)
    measured = 0
    for slide in slides(build(id, lang)):
        for shape in slide.placeholders:
            number = shape.placeholder_format.idx
            if not shape.has_text_frame or number in (11, 12):
                continue
            box = box_of(placeholder(slide.slide_layout, number))
            texts = [paragraph.text for paragraph in shape.text_frame.paragraphs]
            size = shape.text_frame.paragraphs[0].runs[0].font.size.pt
            assert box.high(texts, size, metrics) <= box.height, texts
            assert number != 21 or slide.slide_layout.name == "Break" or size >= 20
            measured += 1
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.left + shape.width <= 12192000 + EMU_POINT, shape.name
    assert measured > 20


def test_long_lines_go_on_to_another_slide(build, catalogue):
    workshop = catalogue.workshop("kickoff")
    lines = tuple(Text.same(f"Linje {n} " + "med mange ord " * 9) for n in range(9))
    block = replace(workshop.blocks[2], on_slide=lines)
    data = build(replace(workshop, blocks=(*workshop.blocks[:2], block, *workshop.blocks[3:])))
    found = [s for s in slides(data) if s.slide_layout.name == "Exercise" and "Linje" in said(s)]
    assert len(found) > 1
    assert [n for n in range(9) if any(f"Linje {n} " in said(s) for s in found)] == list(range(9))


def test_too_long_a_title_is_an_error(build, catalogue):
    workshop = replace(catalogue.workshop("kickoff"), title=Text.same("meget lang titel " * 20))
    with pytest.raises(ContentError, match="does not fit"):
        build(workshop)


def test_a_workshop_without_session_is_an_error(build):
    with pytest.raises(ContentError, match="kickoff"):
        build("kickoff", process=replace(room.process(), sessions=()))


def test_brand_colour_is_applied_and_dark_enough(build):
    for colour in ("#7a1f3d", "#ffd400"):
        data = build("kickoff", process=room.process(brand=Brand(colour)))
        theme = zipfile.ZipFile(io.BytesIO(data)).read("ppt/theme/theme1.xml").decode()
        used = "#" + re.search(r'<a:accent1><a:srgbClr val="(\w+)"', theme)[1].lower()
        assert contrast(used, "#ffffff") >= 7.0
        assert (used == colour) == (contrast(colour, "#ffffff") >= 7.0)


def test_a_template_without_a_layout_is_an_error(build, tmp_path):
    (tmp_path / "templates").mkdir()
    prs = Presentation(io.BytesIO(Resources().bytes("templates/deck.pptx")))
    prs.slide_layouts.remove(next(layout for layout in prs.slide_layouts if layout.name == "Break"))
    prs.save(str(tmp_path / "templates/deck.pptx"))
    with pytest.raises(ContentError, match="Break"):
        build("kickoff", resources=Resources(tmp_path))


def test_same_input_same_bytes(build):
    again = build("kickoff", recap=RECAP)
    assert again == build("kickoff")
    assert b"2026-09-07T00:00:00Z" in zipfile.ZipFile(io.BytesIO(again)).read("docProps/core.xml")


def test_fit_breaks_a_word_that_is_too_wide(resources):
    metrics = Metrics.load(resources)
    assert metrics.lines("a" * 100, 20, 200) > 5
    assert metrics.lines("to ord", 20, 200) == 1


def test_parts_lose_nothing(resources):
    metrics = Metrics.load(resources)
    texts = ["ord " * 80 + "slut", "kort", "en til"]
    split = parts(texts, Box(300, 100), ladder(24, 20), metrics)
    assert " ".join(text for some, _ in split for text in some).split() == " ".join(texts).split()
    assert all(Box(300, 100).high(some, size, metrics) <= 100 for some, size in split)


@pytest.mark.real
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("id", WORKSHOPS)
def test_validators_find_nothing(build, tmp_path, id, lang):
    path = tmp_path / "deck.pptx"
    path.write_bytes(build(id, lang))
    assert room.office_failures(path) == []


@pytest.mark.real
def test_validators_see_a_broken_file(build, tmp_path):
    path = tmp_path / "broken.pptx"
    with zipfile.ZipFile(io.BytesIO(build("kickoff"))) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'<a:pPr algn="ctr"/>', b'<a:pPr algn="middle"/>'))
    assert {failure.split(":")[0] for failure in room.office_failures(path)} == {"sdk", "audit"}


@pytest.mark.real
def test_widths_are_those_of_the_font(resources):
    metrics = Metrics.load(resources)
    font = ImageFont.truetype(str(LIBERATION / "LiberationSans-Regular.ttf"), 1000)
    text = "Hvem mærker det uden at være i rummet? – “Øvelse” Å"
    assert metrics.width(text, 10) == pytest.approx(font.getlength(text) / 100, rel=0.02)


@pytest.mark.real
def test_the_template_is_what_its_script_builds(resources, tmp_path):
    for name in ("build_deck.py", "deck_layouts.py"):
        shutil.copy(resources.path(f"templates/{name}"), tmp_path)
    root = resources.path("templates/build_deck.py").parent.parent
    command = [sys.executable, str(tmp_path / "build_deck.py"), str(LIBERATION)]
    subprocess.run(command, check=True, env={"PYTHONPATH": str(root)})
    for name in ("deck.pptx", "deck_widths.json"):
        assert (tmp_path / name).read_bytes() == resources.bytes(f"templates/{name}"), name
