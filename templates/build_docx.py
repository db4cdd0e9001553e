"""Builds ``strategy.docx``, the Word file that the strategy is written into: named styles, embedded font.

Run it after a change of looks: ``python templates/build_docx.py``. A municipality puts its own
``strategy.docx`` into its ``templates/`` folder instead; styles are found by the names below, and those
that it lacks are taken from this one.
"""

from __future__ import annotations

import io
import uuid
from pathlib import Path

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Mm

from kit.render.package import normalise_package

FOLDER = Path(__file__).resolve().parent
FONT = "Atkinson Hyperlegible Next"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
ACCENT, TINT, SOFT, INK, HAIR = "1F4E5F", "EBF0F1", "4B5661", "1C2126", "C9D0D6"
"""The renderer replaces ACCENT and TINT by the municipality's colour in the kit's own file."""
NARROW = 1588
"""Right indent of running text in twentieths of a point: 28 mm, about 68 letters a line."""


def run(size: float | None = None, colour: str = "", *, bold: bool = False, italic: bool = False) -> str:
    """Run properties in schema order; ``size`` in points."""
    made = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    made += f'<w:color w:val="{colour}"/>' if colour else ""
    made += f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else ""
    return f"<w:rPr>{made}</w:rPr>" if made else ""


def para(before: int = 0, after: int = 0, line: int = 0, **more: str) -> str:
    """Paragraph properties in schema order; lengths in twentieths of a point, ``line`` in 240ths.

    ``more`` may hold ``keep`` (elements that keep paragraphs together), ``border``, ``shade``, ``tabs``,
    ``whole`` (whether words are kept whole), ``ind`` (attributes) and ``level`` (of the outline).
    """
    made = more.get("keep", "")
    made += f"<w:pBdr>{more['border']}</w:pBdr>" if "border" in more else ""
    made += f'<w:shd w:val="clear" w:color="auto" w:fill="{more["shade"]}"/>' if "shade" in more else ""
    made += f"<w:tabs>{more['tabs']}</w:tabs>" if "tabs" in more else ""
    made += f'<w:suppressAutoHyphens w:val="{more["whole"]}"/>' if "whole" in more else ""
    spacing = f'<w:spacing w:before="{before}" w:after="{after}"'
    made += spacing + (f' w:line="{line}" w:lineRule="auto"/>' if line else "/>")
    made += f"<w:ind {more['ind']}/>" if "ind" in more else ""
    made += f'<w:outlineLvl w:val="{more["level"]}"/>' if "level" in more else ""
    return f"<w:pPr>{made}</w:pPr>"


def edge(side: str, size: int, space: int, colour: str) -> str:
    """A border: ``size`` in eighths of a point, ``space`` in points."""
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'


def style(
    kind: str, name: str, props: str, *, based: str = "Normal", after: str = "", quick: bool = True
) -> str:
    """One style. Its id is its name without spaces."""
    parent = f'<w:basedOn w:val="{based}"/>' if based else ""
    follow = f'<w:next w:val="{after}"/>' if after else ""
    shown = "<w:qFormat/>" if quick else ""
    default = (
        ' w:default="1"' if name in {"Normal", "Default Paragraph Font", "Normal Table", "No List"} else ""
    )
    return (
        f'<w:style w:type="{kind}"{default} w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/>'
        f"{parent}{follow}{shown}{props}</w:style>"
    )


NEXT, LINES, BREAK = "<w:keepNext/>", "<w:keepLines/>", "<w:pageBreakBefore/>"
BAR = edge("left", 36, 10, ACCENT)
BOX = edge("top", 4, 6, TINT) + BAR + edge("bottom", 4, 6, TINT) + edge("right", 4, 10, TINT)
TEXT_WITHIN = f'w:right="{NARROW}"'

PARAGRAPHS = [
    style("paragraph", "Normal", para(0, 120, 288, whole="1") + run(10.5, INK), based=""),
    style("paragraph", "Body Text", para(0, 140, 295, ind=TEXT_WITHIN)),
    style(
        "paragraph",
        "Title",
        para(0, 200, 228, border=BAR, ind='w:left="300"') + run(36, bold=True),
        after="Subtitle",
    ),
    style(
        "paragraph",
        "Subtitle",
        para(0, 300, border=BAR, ind='w:left="300"') + run(15, SOFT),
        after="BodyText",
    ),
    style(
        "paragraph",
        "heading 1",
        para(640, 320, 240, keep=NEXT + LINES, level="0") + run(25, bold=True),
        after="BodyText",
    ),
    style(
        "paragraph",
        "heading 2",
        para(400, 160, 252, keep=NEXT + LINES, level="1") + run(14.5, bold=True),
        after="BodyText",
    ),
    style(
        "paragraph",
        "heading 3",
        para(300, 120, 252, keep=NEXT + LINES, level="2") + run(11.5, ACCENT, bold=True),
        after="BodyText",
    ),
    style("paragraph", "Lead", para(0, 200, 288, ind=TEXT_WITHIN) + run(12.5), after="BodyText"),
    style(
        "paragraph",
        "Quote",
        para(160, 200, 288, ind=f'w:left="454" w:right="{NARROW}"') + run(italic=True),
        after="BodyText",
    ),
    style(
        "paragraph",
        "Open point",
        para(200, 240, 288, border=edge("left", 18, 10, "7D8790"), ind=f'w:left="227" w:right="{NARROW}"'),
        after="BodyText",
    ),
    style(
        "paragraph",
        "Module head",
        para(
            border=edge("top", 14, 6, ACCENT)
            + edge("left", 4, 8, TINT)
            + edge("bottom", 4, 6, TINT)
            + edge("right", 4, 8, TINT),
            shade=TINT,
            line=312,
            keep=LINES,
            tabs='<w:tab w:val="left" w:pos="2438"/>',
            ind='w:left="2438" w:right="170" w:hanging="2268"',
        )
        + run(9.5),
    ),
    style("paragraph", "After panel", para(0, 160, 240) + run(6), quick=False),
    style(
        "paragraph",
        "Callout title",
        para(400, 0, 340, keep=NEXT, border=BOX, shade=TINT, ind='w:left="284" w:right="284"')
        + run(12.5, bold=True),
        after="Callout",
    ),
    style(
        "paragraph",
        "Callout",
        para(0, 0, 312, border=BOX, shade=TINT, ind='w:left="567" w:right="284" w:hanging="283"'),
    ),
    style("paragraph", "caption", para(200, 100, 260) + run(9.5)),
    style("paragraph", "Picture", para(240, 60, keep=NEXT)),
    style("paragraph", "Table text", para(40, 40, 250, whole="0") + run(9)),
    style("paragraph", "Table head", para(40, 40, 250, keep=NEXT) + run(9, bold=True), based="Tabletext"),
    style(
        "paragraph", "List Bullet", para(0, 80, 288, ind=f'w:left="397" w:right="{NARROW}" w:hanging="284"')
    ),
    style(
        "paragraph", "List Number", para(0, 80, 288, ind=f'w:left="397" w:right="{NARROW}" w:hanging="340"')
    ),
    style("paragraph", "Cover place", para(0, 3600) + run(13, bold=True)),
    style(
        "paragraph",
        "Cover facts",
        para(0, 60, tabs='<w:tab w:val="left" w:pos="1701"/>', ind='w:left="1701" w:hanging="1701"')
        + run(11),
    ),
    style(
        "paragraph",
        "TOC Heading",
        para(0, 320, 240, keep=NEXT + BREAK) + run(25, bold=True),
    ),
    style(
        "paragraph",
        "toc 1",
        para(140, 20, 252, tabs='<w:tab w:val="left" w:pos="1361"/><w:tab w:val="right" w:pos="9071"/>')
        + run(10.5, bold=True),
        quick=False,
    ),
    style(
        "paragraph",
        "toc 2",
        para(0, 20, 252, tabs='<w:tab w:val="right" w:pos="9071"/>', ind='w:left="1361"') + run(9.5, SOFT),
        quick=False,
    ),
    style("paragraph", "header", para() + run(8.5, SOFT), quick=False),
    style("paragraph", "footer", para() + run(8.5, SOFT), quick=False),
    style("paragraph", "footnote text", para(0, 10, 232) + run(8), quick=False),
    style("paragraph", "Section end", para(0, 0) + run(1), quick=False),
]
CHARACTERS = [
    style("character", "Default Paragraph Font", "<w:semiHidden/>", based="", quick=False),
    style("character", "Tag", run(colour=ACCENT), based="DefaultParagraphFont"),
    style("character", "Label", run(8.5, SOFT, bold=True), based="DefaultParagraphFont"),
    style("character", "Hyperlink", run(colour=ACCENT), based="DefaultParagraphFont", quick=False),
    style(
        "character",
        "footnote reference",
        '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>',
        based="DefaultParagraphFont",
        quick=False,
    ),
]
CELLS = (
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
)
TABLES = [
    style("table", "Normal Table", f"<w:semiHidden/><w:tblPr>{CELLS}</w:tblPr>", based="", quick=False),
    style(
        "table",
        "Strategy table",
        "<w:tblPr><w:tblBorders>"
        + edge("top", 12, 0, ACCENT)
        + edge("bottom", 4, 0, HAIR)
        + edge("insideH", 4, 0, HAIR)
        + f"</w:tblBorders>{CELLS}</w:tblPr>"
        '<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders>'
        + edge("bottom", 8, 0, ACCENT)
        + f'</w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/>'
        '<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>',
        based="NormalTable",
    ),
    style("numbering", "No List", "<w:semiHidden/>", based="", quick=False),
]
FONTS = "".join(f' w:{where}="{FONT}"' for where in ("ascii", "hAnsi", "cs"))
STYLES = (
    f'<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts{FONTS} w:eastAsia="Calibri"/>'
    '<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="da-DK" w:eastAsia="da-DK" w:bidi="ar-SA"/>'
    "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    + "".join(PARAGRAPHS + CHARACTERS + TABLES)
    + "</w:styles>"
)
SETTINGS = (
    f'<w:settings {W}><w:zoom w:percent="100"/><w:embedTrueTypeFonts/><w:defaultTabStop w:val="567"/>'
    "<w:autoHyphenation/><w:doNotHyphenateCaps/>"
    '<w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="da-DK"/><w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" '
    'w:t2="dark2" w:accent1="accent1" w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" '
    'w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink" '
    'w:followedHyperlink="followedHyperlink"/><w:decimalSymbol w:val=","/>'
    '<w:listSeparator w:val=";"/></w:settings>'
)
FOOTNOTES = (
    f"<w:footnotes {W}>"
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:pPr><w:spacing w:after="0" w:line="240" '
    'w:lineRule="auto"/></w:pPr><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:pPr><w:spacing w:after="0" w:line="240" '
    'w:lineRule="auto"/></w:pPr><w:r><w:continuationSeparator/></w:r></w:p></w:footnote></w:footnotes>'
)
HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def obfuscated(font: bytes, key: uuid.UUID) -> bytes:
    """A font as Word embeds it: its first 32 bytes mixed with the key (ISO/IEC 29500-4, 2.8.1)."""
    mixed = bytes(byte ^ key.bytes[::-1][n % 16] for n, byte in enumerate(font[:32]))
    return mixed + font[32:]


def font_table(package: object) -> Part:
    """The font table with the four embedded styles of the kit's font."""
    table = Part(PackURI("/word/fontTable.xml"), WORDML + "fontTable+xml", b"", package)
    made = ""
    files = {"embedRegular": "400Regular", "embedBold": "700Bold"}
    files |= {"embedItalic": "400Regular_Italic", "embedBoldItalic": "700Bold_Italic"}
    for number, (tag, name) in enumerate(files.items(), 1):
        key = uuid.uuid5(uuid.NAMESPACE_URL, name)
        data = obfuscated((FOLDER / f"fonts/AtkinsonHyperlegibleNext_{name}.ttf").read_bytes(), key)
        kind = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
        part = Part(PackURI(f"/word/fonts/font{number}.odttf"), kind, data, package)
        link = table.relate_to(part, RT.FONT)
        made += f'<w:{tag} r:id="{link}" w:fontKey="{{{str(key).upper()}}}"/>'
    family = '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/>'
    table._blob = (
        HEAD + f'<w:fonts {W} {R}><w:font w:name="{FONT}">{family}{made}</w:font></w:fonts>'.encode()
    )
    return table


def build() -> bytes:
    """The whole file; the same bytes each time."""
    document = docx.Document()
    part = document.part
    drop = {RT.CUSTOM_XML, RT.FONT_TABLE, RT.WEB_SETTINGS}
    for key in [
        key for key, rel in part.rels.items() if rel.reltype in drop or "stylesWithEffects" in rel.reltype
    ]:
        del part.rels[key]
    package = part.package
    for key in [key for key, rel in package.rels.items() if rel.reltype == RT.THUMBNAIL]:
        del package.rels[key]
    replace(part._styles_part._element, STYLES)
    replace(part._settings_part._element, SETTINGS)
    replace(part.numbering_part._element, f"<w:numbering {W}/>")
    notes = Part(PackURI("/word/footnotes.xml"), WORDML + "footnotes+xml", HEAD + FOOTNOTES.encode(), package)
    part.relate_to(notes, RT.FOOTNOTES)
    part.relate_to(font_table(package), RT.FONT_TABLE)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(26), Mm(24)
    section.top_margin, section.bottom_margin = Mm(26), Mm(25)
    section.header_distance = section.footer_distance = Mm(12)
    section.different_first_page_header_footer = True
    core = document.core_properties
    core.title = core.author = core.comments = core.last_modified_by = ""
    made = io.BytesIO()
    document.save(made)
    return normalise_package(made.getvalue())


def replace(old: object, xml: str) -> None:
    """New content for the root of a part."""
    new = parse_xml(xml)
    for child in list(old):  # type: ignore[call-overload]
        old.remove(child)  # type: ignore[attr-defined]
    for child in list(new):
        old.append(child)  # type: ignore[attr-defined]


if __name__ == "__main__":
    (FOLDER / "strategy.docx").write_bytes(build())
