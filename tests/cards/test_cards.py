from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
import room
import typst

from kit.errors import ContentError
from kit.model.card import Card, Deck, Section
from kit.model.catalogue import Catalogue
from kit.model.text import Text
from kit.render import cards
from kit.render.card_views import all_decks, blank_card, family_colours
from kit.render.cards import cards_pdf
from kit.render.colour import contrast
from kit.render.tidy import tidy
from kit.resources import Resources

IDS = ("themes", "roles", "barriers", "drivers", "competences", "decisions")
MM = 72 / 25.4
STEP = 101 * MM  # from one column to the next: 95 mm and the gutter


@pytest.fixture(scope="module")
def decks(catalogue: Catalogue, resources: Resources) -> dict[str, Deck]:
    return all_decks(catalogue, room.words("cards", "da"), family_colours(resources))


def build(deck: Deck, mode: str, lang: str = "da") -> bytes:
    return cards_pdf(
        deck,
        mode=mode,
        lang=lang,
        municipality="Prøvekøbing Kommune",
        day=room.DAYS["kickoff"],
        words=room.words("cards", lang),
        resources=Resources(),
    )


def test_every_family_is_a_deck(decks):
    assert tuple(decks) == IDS
    assert [len(decks[id].cards) for id in IDS] == [16, 18, 14, 12, 12, 14]


def test_blanks_fill_the_last_sheet_and_forces_have_at_least_four(decks):
    for deck in decks.values():
        assert (len(deck.cards) + deck.blanks) % 4 == 0
    assert decks["barriers"].blanks >= 4
    assert decks["drivers"].blanks >= 4


def test_a_theme_card_has_both_signs_in_front_and_the_rest_behind(decks, catalogue):
    card, theme = decks["themes"].cards[0], catalogue.themes[0]
    assert [section.items for section in card.front] == [(theme.strength,), (theme.warning,)]
    assert [section.items for section in card.back] == [theme.questions, theme.tips, (theme.example,), ()]


def test_a_role_card_tells_its_hours_in_both_languages(decks, catalogue):
    role = catalogue.role("RO-03")
    card = next(card for card in decks["roles"].cards if card.id == "RO-03")
    texts = [item for section in card.back for item in section.items]
    assert f"Ca. {role.hours_month:g} timer om måneden pr. fagområde" in [text["da"] for text in texts]
    assert any(f"{role.hours_month:g} hours a month" in text["en"] for text in texts)


def test_a_decision_card_names_its_one_accountable_role(decks, catalogue):
    for card, decision in zip(decks["decisions"].cards, catalogue.decisions, strict=True):
        lines = [item["da"] for item in card.back[0].items]
        accountable = [role for role, letter in decision.start if letter == "A"]
        assert lines[0] == f"Ansvarlig (A): {catalogue.role(accountable[0]).title['da']}"


def test_white_text_can_be_read_on_every_family(decks):
    for deck in decks.values():
        for card in deck.cards:
            colour = cards._entry(card, "da")["colour"]
            assert contrast(colour, "#ffffff") >= 4.5, card.id


def test_families_differ_without_colour(decks):
    marks = {card.mark for deck in decks.values() for card in deck.cards}
    assert len(marks) == 11  # four blocks, three kinds of role, four more families


def test_a_blank_of_mixed_families_is_neutral(decks, resources):
    words, colours = room.words("cards", "da"), family_colours(resources)
    assert blank_card(decks["roles"], words, colours).mark == "blank"
    barrier = blank_card(decks["barriers"], words, colours)
    assert (barrier.mark, barrier.title["da"]) == ("barrier", "En barriere, vi mangler")
    assert all(section.style == "lines" for section in barrier.back)


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("id", IDS)
def test_text_is_eleven_points_or_more(decks, resources, id, lang):
    """The template reports the size that it chose for each side."""
    deck = decks[id]
    data = {
        "mode": "single", "lang": lang, "region": "DK", "municipality": "x", "deck": "x",
        "cards": [cards._entry(card, lang) for card in deck.cards],
    }  # fmt: skip
    chosen = json.loads(
        typst.query(
            resources.bytes(cards.TEMPLATE), "<fitted>", field="value", ignore_system_fonts=True,
            root=str(resources.path(cards.TEMPLATE).parent),
            font_paths=typst.Fonts(
                include_system_fonts=False, include_embedded_fonts=False,
                font_paths=[str(resources.path(cards.TEMPLATE).parent / "fonts")],
            ),
            sys_inputs={"data": json.dumps(data), "day": "2026-09-07", "title": "x"},
        )
    )  # fmt: skip
    sides = 2 if deck.cards[0].front else 1
    assert len(chosen) == sides * len(deck.cards)
    assert [entry for entry in chosen if entry["size"] < 11] == []


def test_too_long_a_text_names_its_card(decks):
    long = Text.same("et ord mere " * 200)
    card = replace(decks["themes"].cards[0], id="T99", back=(Section(None, (long,)),))
    with pytest.raises(ContentError, match=r"T99.*back.*shorten"):
        build(Deck("themes", Text.same("x"), (card,)), "sheet")


def test_too_long_a_title_names_its_card(decks):
    card = replace(decks["themes"].cards[0], id="T98", title=Text.same("et ord mere " * 20))
    with pytest.raises(ContentError, match=r"T98.*title"):
        build(Deck("themes", Text.same("x"), (card,)), "sheet")


def test_an_unknown_symbol_is_an_error(decks):
    card = replace(decks["themes"].cards[0], mark="nonsense")
    with pytest.raises(ContentError, match="nonsense"):
        build(Deck("themes", Text.same("x"), (card,)), "sheet")


def test_an_unknown_mode_is_refused(decks):
    with pytest.raises(ValueError, match="booklet"):
        build(decks["themes"], "booklet")


@pytest.mark.parametrize("mode", cards.MODES)
def test_same_input_same_bytes(decks, mode):
    assert build(decks["roles"], mode) == build(decks["roles"], mode)


def test_a_family_of_a_light_colour_is_darkened(decks):
    card: Card = replace(decks["themes"].cards[0], colour="#ffd400")
    assert contrast(cards._entry(card, "da")["colour"], "#ffffff") >= 4.5


def test_no_line_begins_with_a_percent_sign_or_a_dash():
    assert tidy("38 % – og mere …") == "38\u00a0%\u00a0– og mere\u00a0…"


def test_single_cards_have_trim_and_bleed(decks):
    data = build(decks["competences"], "single")
    boxes = {
        name: {tuple(float(n) for n in found.split()) for found in re.findall(pattern, data)}
        for name, pattern in (
            ("trim", rb"/TrimBox\s*\[([^\]]+)\]"),
            ("media", rb"/MediaBox\s*\[([^\]]+)\]"),
        )
    }
    ((left, bottom, right, top),) = boxes["trim"]
    assert (right - left, top - bottom) == pytest.approx((95 * MM, 138 * MM), abs=0.1)
    ((x0, y0, x1, y1),) = boxes["media"]
    assert (x1 - x0, y1 - y0) == pytest.approx((101 * MM, 144 * MM), abs=0.1)
    assert data.count(b"/TrimBox") == 2 * len(decks["competences"].cards)


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("mode", cards.MODES)
@pytest.mark.parametrize("id", IDS)
def test_accessible_and_archivable(decks, tmp_path, id, mode, lang):
    assert room.pdf_failures(build(decks[id], mode, lang), tmp_path) == []


def test_the_judge_sees_a_broken_file(decks, tmp_path):
    broken = build(decks["drivers"], "sheet").replace(b"/MarkInfo", b"/MarkInfx")
    assert room.pdf_failures(broken, tmp_path)


@pytest.mark.real
@pytest.mark.parametrize("id", IDS)
def test_backs_lie_behind_their_fronts(decks, tmp_path, id):
    """Turned on the long edge, a back stands in the other column of the same row, on every sheet."""
    deck = decks[id]
    fronts, backs = _places(build(deck, "sheet"), deck, tmp_path)
    assert set(fronts) == set(backs) == {card.id for card in deck.cards}
    for card, (page, x, y) in fronts.items():
        back_page, back_x, back_y = backs[card]
        assert back_page == page + 1
        assert back_y == pytest.approx(y, abs=0.05)
        assert abs(back_x - x) == pytest.approx(STEP, abs=0.05), card
    columns = {round(x, 1) for _, x, _ in (*fronts.values(), *backs.values())}
    rows = {round(y, 1) for _, _, y in (*fronts.values(), *backs.values())}
    assert len(rows) == 2  # the same cut through every sheet
    left = min(columns)
    assert all(min(abs(x - left), abs(x - left - STEP)) < 0.2 for x in columns)


def _places(data: bytes, deck: Deck, folder: Path) -> tuple[dict, dict]:
    """Page, right end and top of the id at each card's foot, on the fronts and on the backs."""
    ids = {card.id for card in deck.cards}
    fronts: dict[str, tuple[int, float, float]] = {}
    backs: dict[str, tuple[int, float, float]] = {}
    for number, text in enumerate(room.pdf_text(data, folder, "-bbox").split("<page ")[1:], 1):
        for x, y, word in re.findall(r'xMin="[\d.]+" yMin="([\d.]+)" xMax="([\d.]+)"[^>]*>([^<]+)<', text):
            if word in ids:
                (fronts if number % 2 else backs)[word] = (number, float(y), float(x))
    return fronts, backs


@pytest.mark.parametrize(("lang", "label"), [("da", "Noter"), ("en", "Notes")])
def test_every_theme_card_has_room_for_notes(decks, tmp_path, lang, label):
    pages = room.pdf_text(build(decks["themes"], "single", lang), tmp_path).split("\f")
    backs = [page for page in pages if re.search(rf"^{label}$", page, re.M)]
    assert len(backs) == len(decks["themes"].cards)
