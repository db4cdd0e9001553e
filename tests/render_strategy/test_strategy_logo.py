"""The municipality's logo on covers: as a drawing or a picture, with its words, and nothing where it has none."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx as word
import pytest
from PIL import Image
from strategy_fixture import document
from strategy_tools import part, pdf_faults
from test_strategy_formats import municipal

from kit.render.logo import drawable, logo
from kit.render.strategy import to_docx, to_html, to_pdf
from kit.resources import Resources

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
SVG = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100">'
    '<rect width="80" height="100" fill="#b3401f"/><text x="100" y="60" font-family="Arial">Kystby</text></svg>'
)
KINDS = ("logo.svg", "logo.png", "logo.jpg")


@pytest.fixture(scope="module", params=KINDS)
def branded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Resources:
    """A process with a logo three times as wide as high; the .jpg is made for print (CMYK)."""
    folder = tmp_path_factory.mktemp("branded")
    name = str(request.param)
    if name.endswith("svg"):
        (folder / name).write_text(SVG, "utf-8")
    else:
        Image.new("CMYK" if name.endswith("jpg") else "RGBA", (2400, 800)).save(folder / name)
    return Resources(folder, logo=name)


def test_a_logo_is_read_once_for_all_formats(branded: Resources) -> None:
    found = logo(branded)
    assert found is not None
    assert found.ratio == pytest.approx(3, abs=0.02)
    assert found.within(60, 25) == pytest.approx((60, 20), abs=0.2)
    assert found.within(90, 10) == pytest.approx((30, 10), abs=0.2)
    with Image.open(io.BytesIO(found.png)) as picture:
        assert picture.format == "PNG"
        assert max(picture.size) <= 1200


def test_words_of_a_drawing_are_drawn_whatever_font_they_name(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text(SVG, "utf-8")
    found = logo(Resources(tmp_path, logo="logo.svg"))
    assert found is not None
    with Image.open(io.BytesIO(found.png)) as picture:
        right = picture.convert("L").crop((picture.width // 3, 0, *picture.size))
        assert right.getextrema()[0] < 128


def test_the_cover_in_word_shows_it_with_its_words(branded: Resources) -> None:
    made = to_docx(document("da"), branded)
    (first, *rest) = part(made, "word/document.xml").iter(f"{WP}docPr")
    assert first.get("descr") == document("da").municipality
    ids = [said.get("id") for said in (first, *rest)]
    assert len(set(ids)) == len(ids)


def test_the_pdf_shows_it_and_stays_accessible(branded: Resources, tmp_path: Path) -> None:
    made = to_pdf(document("da"), branded)
    assert len(made) > len(to_pdf(document("da"), Resources()))
    for profile in ("ua1", "2a"):
        assert pdf_faults(made, tmp_path, profile) == []


def test_the_page_shows_it_and_loads_nothing(branded: Resources) -> None:
    page = to_html(document("da"), branded)
    (tag,) = re.findall(r'<img class="logo"[^>]*>', page)
    assert f'alt="{document("da").municipality}"' in tag
    assert 'src="data:image/svg+xml;base64,' in tag
    assert "img-src data:" in page.split("</head>")[0]


def test_nothing_stands_where_there_is_none(own: Resources) -> None:
    page = to_html(document("da"), own)
    assert '<img class="logo"' not in page
    assert "img-src" not in page
    assert logo(own) is None


def test_a_municipalitys_own_header_keeps_its_picture_and_gets_no_second(tmp_path: Path) -> None:
    own = municipal(tmp_path)
    assert own.process is not None
    picture = own.process / "logo.png"
    Image.new("RGB", (300, 100), "#b3401f").save(picture)
    template = own.process / "templates/strategy.docx"
    base = word.Document(str(template))
    base.sections[0].header.paragraphs[0].add_run().add_picture(str(picture))
    base.save(str(template))
    made = to_docx(document("da"), Resources(own.process, logo="logo.png"))
    headers = word.Document(io.BytesIO(made)).sections[0].header
    assert len(headers._element.xpath(".//w:drawing")) == 1
    numbers = {said.get("id") for said in part(made, "word/document.xml").iter(f"{WP}docPr")}
    assert "9001" not in numbers


@pytest.mark.parametrize(
    "data", [b"<svg", b"<svg xmlns='http://www.w3.org/2000/svg'><g></svg>", b"GIF89a", b"\xff<svg"]
)
def test_what_is_no_logo_is_known_before_anything_is_written(data: bytes, own: Resources) -> None:
    assert not drawable(data, own)
