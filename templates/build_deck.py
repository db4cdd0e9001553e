"""Builds ``deck.pptx``, the 16:9 template of the slides, and ``deck_widths.json``, its letters' widths.

    python templates/build_deck.py [FOLDER WITH LiberationSans-Regular.ttf AND -Bold.ttf]

Run it after a change of the look; the results are kept beside it. Layouts and placeholders are found by
name and number: a municipality's own ``deck.pptx`` needs the same ones. Measures are in inches.
"""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

from deck_layouts import COLOURS, FONT, LAYOUTS, LEFT, MASTER_FIELDS, Field, Layout, Panel
from lxml import etree
from PIL import ImageFont
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.oxml.xmlchemy import BaseOxmlElement
from pptx.slide import SlideMaster

from kit.render.package import normalise_package

HERE = Path(__file__).parent
EMU = 914400
NAMES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)

FIELD_ID = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
NUMBER = f'<a:fld id="{FIELD_ID}" type="slidenum"><a:rPr lang="da-DK"/><a:t>‹#›</a:t></a:fld>'
NO_INSETS = 'lIns="0" tIns="0" rIns="0" bIns="0"'
RECTANGLE = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
BULLET = '<a:buFont typeface="Arial"/><a:buChar char="&#8226;"/>'
DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


def main() -> None:
    """Writes ``deck.pptx``."""
    prs = Presentation()
    prs.slide_width, prs.slide_height = round(13.333 * EMU), round(7.5 * EMU)
    prs.part._element.find(".//{*}sldSz").attrib.pop("type", None)
    for rel in [rel for rel in prs.part.rels.values() if rel.reltype.endswith("/printerSettings")]:
        prs.part.drop_rel(rel.rId)
    master = prs.slide_master
    _theme(master)
    _replace(master._element, _shapes(Layout("", "bg1", (), MASTER_FIELDS), master=True))
    _text_styles(master._element)
    for unused in list(prs.slide_layouts)[len(LAYOUTS) :]:
        prs.slide_layouts.remove(unused)
    for made, layout in zip(prs.slide_layouts, LAYOUTS, strict=True):
        _replace(made._element, _shapes(layout))
        made._element.attrib.pop("type", None)
    prs.core_properties.title = "kit"
    prs.core_properties.author = "data-strategy-kit"
    data = io.BytesIO()
    prs.save(data)
    (HERE / "deck.pptx").write_bytes(normalise_package(data.getvalue()))


def _theme(master: SlideMaster) -> None:
    """Colours and fonts of the theme; the kit replaces accent1 by the municipality's colour."""
    part = next(rel.target_part for rel in master.part.rels.values() if rel.reltype.endswith("/theme"))
    root = etree.fromstring(part.blob)
    root.set("name", "kit")
    scheme = root.find(".//{*}clrScheme")
    scheme.set("name", "kit")
    for entry in scheme:
        for old in list(entry):
            entry.remove(old)
        etree.SubElement(entry, entry.tag.replace(etree.QName(entry).localname, "srgbClr")).set(
            "val", COLOURS[etree.QName(entry).localname]
        )
    for kind in ("majorFont", "minorFont"):
        root.find(f".//{{*}}{kind}/{{*}}latin").set("typeface", FONT)
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _text_styles(master: BaseOxmlElement) -> None:
    for style in master.iter("{*}defRPr"):
        style.set("lang", "da-DK")
    title = master.find(".//{*}titleStyle/{*}lvl1pPr")
    title.set("algn", "l")


def _replace(element: BaseOxmlElement, shapes: str) -> None:
    element.replace(element.find("{*}cSld"), parse_xml(shapes.encode()))


def _shapes(layout: Layout, master: bool = False) -> str:
    parts = [_panel(number, panel) for number, panel in enumerate(layout.panels, 50)]
    parts += [_field(number, field, master) for number, field in enumerate(layout.fields, 2)]
    parts += [_footer(layout, 30), _number(layout, 31)]
    name = f' name="{layout.name}"' if layout.name else ""
    return (
        f"<p:cSld {NAMES}{name}><p:bg><p:bgPr>{_solid(layout.ground)}<a:effectLst/></p:bgPr></p:bg>"
        '<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
        f"{''.join(parts)}</p:spTree></p:cSld>"
    )


def _frame(box: tuple[float, float, float, float]) -> str:
    x, y, w, h = (round(value * EMU) for value in box)
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>'


def _solid(colour: str) -> str:
    return f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'


def _panel(number: int, panel: Panel) -> str:
    fill = _solid(panel.fill)
    if panel.hatch:
        paint = (
            f'<a:schemeClr val="{panel.fill}"><a:lumMod val="75000"/><a:lumOff val="25000"/></a:schemeClr>'
        )
        ground = f'<a:schemeClr val="{panel.fill}"/>'
        fill = (
            f'<a:pattFill prst="wdUpDiag"><a:fgClr>{paint}</a:fgClr><a:bgClr>{ground}</a:bgClr></a:pattFill>'
        )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Panel {number}">{DECORATIVE}</p:cNvPr>'
        f'<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{_frame(panel.box)}{RECTANGLE}'
        f"{fill}<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def _field(number: int, field: Field, master: bool) -> str:
    kind = "title" if master and field.kind == "title" else field.kind
    place = f'type="{kind}"' + (f' idx="{field.number}"' if field.number else "")
    return (
        _opening(number, field.name, place, field.box)
        + f'<a:bodyPr vert="horz" wrap="square" {NO_INSETS} anchor="{field.anchor}"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle>{_level(field)}</a:lstStyle>"
        f'<a:p><a:r><a:rPr lang="da-DK"/><a:t>{field.name}</a:t></a:r></a:p></p:txBody></p:sp>'
    )


def _level(field: Field) -> str:
    """How paragraphs of the placeholder look."""
    if field.bullets:
        colour = "bg1" if field.colour == "bg1" else "accent1"
        marks = f'<a:buClr><a:schemeClr val="{colour}"/></a:buClr>{BULLET}'
        indent = 'marL="342900" indent="-342900"'
    else:
        marks, indent = "<a:buNone/>", 'marL="0" indent="0"'
    space = 1000 if field.kind == "body" and field.number >= 21 else 0
    run = f'lang="da-DK" sz="{round(field.size * 100)}" b="{int(field.bold)}"'
    return (
        f'<a:lvl1pPr {indent} algn="{field.align}"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{space}"/></a:spcBef>{marks}'
        f"<a:defRPr {run}>{_solid(field.colour)}</a:defRPr></a:lvl1pPr>"
    )


def _footer(layout: Layout, number: int) -> str:
    place = 'type="ftr" sz="quarter" idx="11"'
    return _small(number, "Footer", place, (LEFT, 6.92, 8.2, 0.3), layout.quiet, "l")


def _number(layout: Layout, number: int) -> str:
    colour = "bg1" if layout.name == "Exercise" else layout.quiet
    place = 'type="sldNum" sz="quarter" idx="12"'
    return _small(number, "Slide number", place, (11.58, 6.92, 1.0, 0.3), colour, "r", NUMBER)


def _small(
    number: int,
    name: str,
    place: str,
    box: tuple[float, float, float, float],
    colour: str,
    align: str,
    content: str = "",
) -> str:
    run = f'<a:defRPr lang="da-DK" sz="1200">{_solid(colour)}</a:defRPr>'
    return (
        _opening(number, name, place, box) + f'<a:bodyPr vert="horz" {NO_INSETS} anchor="ctr"/>'
        f'<a:lstStyle><a:lvl1pPr algn="{align}">{run}</a:lvl1pPr></a:lstStyle>'
        f'<a:p>{content}<a:endParaRPr lang="da-DK"/></a:p></p:txBody></p:sp>'
    )


def _opening(number: int, name: str, place: str, box: tuple[float, float, float, float]) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {place}/></p:nvPr></p:nvSpPr>'
        f"<p:spPr>{_frame(box)}{RECTANGLE}</p:spPr><p:txBody>"
    )


def widths(folder: Path) -> None:
    """Advance widths in thousandths of the font size, for every letter that European languages need."""
    table = {}
    for style in ("Regular", "Bold"):
        font = ImageFont.truetype(str(folder / f"LiberationSans-{style}.ttf"), 1000)
        letters = [*map(chr, range(0x20, 0x7F)), *map(chr, range(0xA0, 0x180)), *"–—‘’‚“”„•…‹›€−"]
        table[style.lower()] = {letter: round(font.getlength(letter)) for letter in letters}
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    (HERE / "deck_widths.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
    if len(sys.argv) > 1:
        widths(Path(sys.argv[1]))
