"""The strategy's page in Chromium, as a reader uses it: keyboard, search, filter, evidence, print."""

from __future__ import annotations

import json
import os
import re
import subprocess
import unicodedata
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

import pytest

from real.demos import demo_once
from real.judges import MODULES, ROOT

pytestmark = pytest.mark.real

BROWSE = ROOT / "tests" / "render_strategy" / "browse.mjs"
WORD = {"da": "system", "en": "system"}
PLACE = {"da": r"Sted 1 af (\d+), i M0", "en": r"Place 1 of (\d+), in M0"}
NONE = {"da": "Ingen steder", "en": "No places"}


@dataclass(frozen=True)
class Visit:
    lang: str
    page: str
    seen: dict[str, Any]
    printed: str


@pytest.fixture(scope="module", params=["da", "en"])
def visit(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Visit:
    """The rehearsal strategy, used and printed once in each language."""
    file = demo_once(request.param, tmp_path_factory) / "outputs" / "strategy" / "strategy.html"
    pdf = tmp_path_factory.mktemp("print") / "page.pdf"
    pictures = [os.environ["KIT_PICTURES"]] if "KIT_PICTURES" in os.environ else []
    command = ["node", BROWSE, MODULES, file, WORD[request.param], pdf, *pictures]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=420)
    assert done.returncode == 0, done.stderr
    text = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=True).stdout
    return Visit(request.param, file.read_text("utf-8"), json.loads(done.stdout), text)


def test_the_page_asks_for_nothing_and_complains_of_nothing(visit: Visit) -> None:
    assert visit.seen["requests"] == []
    assert visit.seen["console"] == []


def test_the_search_counts_paints_and_says_where(visit: Visit) -> None:
    found = visit.seen["search"]
    said = re.match(PLACE[visit.lang], found["said"])
    assert found["focus"] == "query"
    assert said, found["said"]
    count = int(said[1])
    assert found["painted"] == len(found["words"]) == count > 50
    assert {word.lower() for word in found["words"]} == {WORD[visit.lang]}
    numbers = [re.findall(r"\d+", found[key]) for key in ("first", "next", "last")]
    assert numbers == [[str(n), str(count)] for n in (1, 2, count)]
    assert found["view"] == [True, True, True]


def test_escape_leaves_the_search_and_no_hit_is_said(visit: Visit) -> None:
    left = visit.seen["left"]
    assert (left["value"], left["hits"], left["focus"]) == ("", "", "BODY")
    assert left["none"] == NONE[visit.lang]


def test_the_system_list_is_filtered_by_word_area_owner_and_criticality(visit: Visit) -> None:
    sifted = visit.seen["filter"]
    shown = dict(zip(("text", "area", "missing", "critical", "none"), sifted["shown"], strict=True))
    assert [name for name, _ in sifted["said"]] == ["text", "choice", "missing", "choice", "none"]
    for (_, said), rows in zip(sifted["said"], sifted["shown"], strict=True):
        assert re.findall(r"\d+", said) == [str(len(rows)), str(sifted["rows"])]
    assert len(shown["none"]) == sifted["rows"] > 100
    for name in ("text", "area", "missing", "critical"):
        assert 0 < len(shown[name]) < sifted["rows"], name


def test_tab_alone_leads_through_the_page_and_shows_where(visit: Visit) -> None:
    walk = visit.seen["walk"]
    assert (walk["first"], walk["skipped"]) == ("skip", "content")
    assert walk["bad"] == []


def test_the_system_list_is_filtered_with_keys_alone(visit: Visit) -> None:
    keys = visit.seen["keys"]
    assert keys["kinds"][0] == "text"
    assert set(keys["kinds"][1:]) <= {"choice", "missing"}
    assert 0 < keys["left"][0] < keys["all"]
    assert keys["left"] == sorted(keys["left"], reverse=True)
    assert keys["again"] == keys["all"]


@pytest.mark.parametrize("where", ["note", "cell"])
def test_a_footnote_opens_its_rows_in_place_by_keyboard(visit: Visit, where: str) -> None:
    note = visit.seen[where]
    assert note["expanded"] == "true"
    assert re.fullmatch(r"Note \d+", note["label"])
    assert note["rows"]
    assert all(re.fullmatch(r"[A-Z]\d+\.\w+\.[\w-]+", id) and cells for id, cells in note["rows"])
    assert note["near"]
    assert (note["focus"], note["hash"]) == ("shown-note", "")
    assert note["closed"]
    assert note["back"]


def test_figures_tell_their_numbers_to_keyboard_and_mouse(visit: Visit) -> None:
    told = visit.seen["figure"]
    first, second, again = told["steps"]
    assert first == again != second
    assert all(re.search(r": .*\d", said) for said in (first, second, told["hover"]))
    assert told["after"] == told["hint"] != first


def test_axe_finds_nothing_with_search_and_evidence_open(visit: Visit) -> None:
    assert len(visit.seen["axe"]) == 4
    for view in visit.seen["axe"]:
        assert view["violations"] == [], view
        assert view["passes"] > 30
        assert view["overflow"] <= 0


def test_the_contents_say_where_one_is_and_heads_of_tables_stay_in_sight(visit: Visit) -> None:
    placed = visit.seen["placed"]
    assert len(placed["current"]) >= 4
    for section, current in placed["current"]:
        assert current == [section]
    assert placed["head"]["seen"]
    assert 0 <= placed["head"]["top"] < 10
    assert placed["stops"] == [], "Tab stops only at a table that can be scrolled"


def test_on_a_phone_the_contents_are_at_hand_and_short_cells_share_a_line(visit: Visit) -> None:
    phone = visit.seen["phone"]
    assert phone["link"]
    assert phone["top"]
    assert phone["labels"] == []
    assert phone["lines"] >= 1


def test_without_script_nothing_stands_there_that_needs_it(visit: Visit) -> None:
    assert visit.seen["bare"] == 0


class _Text(HTMLParser):
    """The words of the document itself, one text after another."""

    def __init__(self) -> None:
        super().__init__()
        self.inside: list[str] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"main", "svg", "form", "a"}:
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.inside:
            del self.inside[len(self.inside) - 1 - self.inside[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        if self.inside == ["main"] and data.strip():
            self.found.append(data)


def squeezed(text: str) -> str:
    return re.sub(r"[\s\-\u00ad\u200b\f]", "", unicodedata.normalize("NFKC", text))


def test_the_print_has_every_text(visit: Visit) -> None:
    reader = _Text()
    reader.feed(visit.page)
    whole = squeezed(visit.printed)
    assert len(reader.found) > 3000
    assert [text for text in reader.found if squeezed(text) not in whole] == []
