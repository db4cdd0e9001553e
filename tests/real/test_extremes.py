"""The strategy at its extremes, through the command line: one area and three answers, thirty areas, 2,000 systems,
texts and files that nobody wished for. The document is whole in every format and a finding says what went."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
from dataclasses import dataclass
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook
from pipeline.pipeline_world import fill

from kit.cli.main import run
from real.extremes import LONGEST, MAKERS, SYSTEMS, system_names
from real.judges import VIEWS, axe, microsoft, openxml_audit, pdf_ua_and_a
from real.turned import HEADING, last, sheets

pytestmark = pytest.mark.real

SILLY = {
    "da": r"\b(de|af|alle|blandt|disse) (1|én|ét) \w+|\bde 1\b|Ét af dem har",
    "en": r"\b(the|of|all|among|these) (1|one) \w+s\b|\bthere are one\b|\bone \w+ \w+ have\b",
}
RTL, FIELD = "مرحبا بالعالم", "{ MERGEFIELD Navn }"
TEXTS = {
    "M02": ("Vi deler tal, så de kan bruges. " * 700)[:20_000].strip(),
    "M04": "<p>Rollerne <b>gælder</b> fra&nbsp;maj.</p><script>alert(1)</script>",
    "M06": f"Kære {FIELD}, listen er ny. Fejl! Bogmærke er ikke defineret.",
    "M08": f"Planen holder 🚀 året ud. {RTL} stod her.",
}
"""Own texts of modules as people paste them."""
SHOWN = {"M04": "Rollerne gælder fra maj.", "M06": "listen er ny.", "M08": "Planen holder året ud."}
SAID = {"M02": "strategy.text-long", "M04": "strategy.text-cleaned", "M06": "strategy.text-cleaned", "M08": "strategy.text-cleaned"}  # fmt: skip


SEEN = {"few": VIEWS, "wide": ("1280-light", "400-dark"), "many": ("1280-dark", "400-light")}
"""In which views axe looks at a page: each width, and day and night, for every size."""


@dataclass(frozen=True)
class Made:
    """A process that has been consolidated through the command line, and what was said."""

    root: Path
    size: str
    lang: str
    findings: tuple[dict[str, str], ...]

    @property
    def strategy(self) -> Path:
        return self.root / "outputs" / "strategy"

    @property
    def codes(self) -> set[str]:
        return {finding["code"] for finding in self.findings}

    def markdown(self) -> str:
        return "\n".join(path.read_text("utf-8") for path in sorted((self.strategy / "modules").iterdir()))

    def pages(self) -> list[str]:
        done = subprocess.run(
            ["pdftotext", "-raw", self.strategy / "strategy.pdf", "-"], capture_output=True, check=True
        )
        return done.stdout.decode().split("\f")[:-1]


def consolidated(root: Path, size: str, lang: str, capsys: pytest.CaptureFixture[str]) -> Made:
    capsys.readouterr()
    assert run(["-C", str(root), "consolidate", "--json"]) in (0, 1)
    said = json.loads(capsys.readouterr().out)["findings"]
    return Made(root, size, lang, tuple(said))


_MADE: dict[tuple[str, str], Made] = {}


@pytest.fixture(params=[("few", "da"), ("few", "en"), ("wide", "da"), ("many", "en")], ids="-".join)
def made(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    capsys: pytest.CaptureFixture[str],
) -> Made:
    size, lang = request.param
    if (size, lang) not in _MADE:
        root = tmp_path_factory.mktemp(f"{size}-{lang}") / "forløb"
        MAKERS[size](root, lang)
        _MADE[size, lang] = consolidated(root, size, lang, capsys)
    return _MADE[size, lang]


def test_every_format_is_whole_and_passes_its_validators(made: Made, tmp_path: Path) -> None:
    files = [made.strategy / f"strategy.{ending}" for ending in ("docx", "pdf", "html")]
    assert all(file.stat().st_size > 50_000 for file in files)
    assert len(list((made.strategy / "modules").iterdir())) >= 20
    assert pdf_ua_and_a(files[1:2], tmp_path) == {}
    assert microsoft(files[:1]) == {}
    assert openxml_audit(files[:1]) == {}
    assert files[2].read_text("utf-8").rstrip().endswith("</html>")


def test_no_page_is_empty_or_left_to_a_heading(made: Made, tmp_path: Path) -> None:
    pages = made.pages()
    assert len(pages) > 15
    assert [n for n, page in enumerate(pages, 1) if n > 1 and len(page.split()) < 12] == []
    turned = sheets(made.strategy / "strategy.pdf", tmp_path)[2:]
    assert [said for high, said in map(last, turned) if high > HEADING] == []


def test_all_areas_and_systems_stand_in_every_format(made: Made) -> None:
    lang = made.lang
    names = {
        "few": ["KMD Nexus"],
        "wide": ["politisk betjening" if lang == "da" else "council and policy"],
        "many": [name[lang] for name in system_names()[:: SYSTEMS // 20]],
    }[made.size]
    word = docx.Document(str(made.strategy / "strategy.docx"))
    cells = "\n".join(node.text or "" for node in word.element.body.iter() if node.tag.endswith("}t"))
    formats = {
        "html": (made.strategy / "strategy.html").read_text("utf-8").replace("<wbr>", ""),
        "markdown": made.markdown(),
        "word": cells,
        "pdf": "\n".join(made.pages()),
    }
    for name in names:
        for kind, text in formats.items():
            assert squeezed(name) in squeezed(text), (kind, name)


def squeezed(text: str) -> str:
    return re.sub(r"[\s\-–\u00ad]", "", text)


def test_axe_finds_nothing_in_the_page_and_its_filter_finds_all(made: Made) -> None:
    """A page with much in it is looked at in half of the views, with its system list sifted: 2,000 rows of one
    kind tell no more than 50, and the others are in the page all the same."""
    views, word = SEEN[made.size], "nordlys" if made.size == "many" else ""
    for view in axe([made.strategy / "strategy.html"], views, word):
        assert view["violations"] == [], view
        assert view["passes"] > 30
        assert view["console"] == []
        assert view["overflow"] <= 0, view
        if word:
            assert view["sifted"]["all"] > SYSTEMS
            found = [name for name in view["sifted"]["left"] if word in name.lower()]
            assert len(found) == len(view["sifted"]["left"]) == 50
            assert re.findall(r"[\d,]+", view["sifted"]["said"])[0] == "50"


def test_sentences_read_well_with_one_of_each(made: Made) -> None:
    text = re.sub(r"^\|.*\|$|^\[\^.*$", "", made.markdown(), flags=re.M)
    if made.size == "few":
        assert [m[0] for m in re.finditer(SILLY[made.lang], text)] == []
    assert "None" not in text and not re.search(r"\{\w+\}", text)


def test_a_finding_says_what_was_shortened(made: Made) -> None:
    found = [finding for finding in made.findings if finding["code"] == "strategy.shortened"]
    assert len(found) == (made.size != "few")
    if made.size == "many":
        assert re.search(r"M06 \(\d[\d,]*\)", found[0]["message"]) and "appendix D (" in found[0]["message"]


def test_an_area_may_have_a_name_of_eighty_letters(made: Made) -> None:
    names = re.findall(r'^name = "(.*)"$', (made.root / "kit.toml").read_text("utf-8"), re.M)
    assert (max(map(len, names)) == LONGEST) == (made.size != "few")


# texts and files that nobody wished for


@pytest.fixture
def few(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small process of one's own, consolidated once."""
    root = tmp_path / "forløb"
    MAKERS["few"](root, "da")
    assert run(["-C", str(root), "consolidate"]) in (0, 1)
    return root


def test_pasted_texts_come_clean_into_every_format(
    few: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    review = few / "outputs" / "strategy" / "beslutningsark.xlsx"
    rows = _rows_of_modules(review)
    signed = {"decided_by": "Digitaliseringschef", "decided_on": "01-03-2027"}
    cells = {
        ("D6", column, rows[module]): value
        for module, text in TEXTS.items()
        for column, value in {"own_text": text, **signed}.items()
    }
    fill(review, few / "returned" / "beslutninger.xlsx", cells)
    made = consolidated(few, "few", "da", capsys)
    assert set(SAID.values()) <= made.codes, made.codes
    page = (made.strategy / "strategy.html").read_text("utf-8")
    word = "".join(p.text for p in docx.Document(str(made.strategy / "strategy.docx")).paragraphs)
    formats = [page, made.markdown(), word, "\n".join(made.pages())]
    for text in formats:
        flat = squeezed(re.sub(r"<[^>]+>", "", text))
        for words in SHOWN.values():
            assert squeezed(words) in flat, words
        assert "alert(1)" not in flat and "MERGEFIELD" not in flat and RTL not in text and "🚀" not in text
        assert flat.count(squeezed("Vi deler tal, så de kan bruges.")) >= 600
    assert pdf_ua_and_a([made.strategy / "strategy.pdf"], tmp_path) == {}
    assert microsoft([made.strategy / "strategy.docx"]) == {}


def _rows_of_modules(review: Path) -> dict[str, int]:
    """The first row of sheet D6 about each module, counted from 1."""
    tab = next(tab for tab in load_workbook(review).worksheets if tab.title.startswith("D6 "))
    keys = {str(c.value): c for row in tab.iter_rows(max_row=6) for c in row if c.value}
    column = keys["~D6.module"].column
    first = next(r for r in range(1, 16) if tab.cell(r, 1).value == 1)
    found: dict[str, int] = {}
    for row in range(first, tab.max_row + 1):
        found.setdefault(str(tab.cell(row, column).value)[:3], row - first + 1)
    return found


def test_an_own_template_without_the_styles(few: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (few / "templates").mkdir()
    bare = docx.Document()
    for style in list(bare.styles):
        if style.name not in ("Normal", "Default Paragraph Font", "Normal Table", "No List"):
            style.delete()
    bare.save(str(few / "templates" / "strategy.docx"))
    made = consolidated(few, "few", "da", capsys)
    assert "template.styles-missing" in made.codes
    assert microsoft([made.strategy / "strategy.docx"]) == {}
    assert "Roller og ansvar" in "\n".join(
        p.text for p in docx.Document(str(made.strategy / "strategy.docx")).paragraphs
    )


def test_a_logo_that_is_missing(few: Path, capsys: pytest.CaptureFixture[str]) -> None:
    toml = few / "kit.toml"
    toml.write_text(toml.read_text("utf-8").replace('# logo = "logo.png"', 'logo = "væk.png"'), "utf-8")
    assert 'logo = "væk.png"' in toml.read_text("utf-8")
    made = consolidated(few, "few", "da", capsys)
    assert "template.no-logo" in made.codes
    assert (made.strategy / "strategy.pdf").stat().st_size > 50_000


def test_a_register_of_a_newer_kit_is_left_alone(few: Path, capsys: pytest.CaptureFixture[str]) -> None:
    register = few / "outputs" / "strategy" / "register.sqlite"
    with sqlite3.connect(register) as connection:
        (now,) = connection.execute("PRAGMA user_version").fetchone()
        connection.execute(f"PRAGMA user_version = {now + 1}")
    connection.close()
    before = {path: path.read_bytes() for path in sorted((few / "outputs").rglob("*")) if path.is_file()}
    capsys.readouterr()
    assert run(["-C", str(few), "consolidate"]) == 2
    assert "register.sqlite" in capsys.readouterr().err
    assert {p: p.read_bytes() for p in sorted((few / "outputs").rglob("*")) if p.is_file()} == before
    shutil.copy2(register, register.with_name("nyere.sqlite"))
    register.unlink()
    assert run(["-C", str(few), "consolidate"]) in (0, 1)
