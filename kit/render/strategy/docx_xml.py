"""WordprocessingML as text: paragraphs, runs, fields, tables. Texts are escaped here and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
KEEP = "<w:keepNext/>"
"""A property: the paragraph stays on the page of the next one."""
NEW_PAGE = '<w:pageBreakBefore/><w:spacing w:before="0"/>'
"""A property: the paragraph begins a page, without the room above it."""
CLOSE = '<w:spacing w:after="70" w:line="254" w:lineRule="auto"/>'
"""A property: little room between the lines and below."""
CLOSE_TEXT = f'{CLOSE}<w:ind w:right="600"/>'
"""A property: the same for running text, in longer lines."""
CLOSE_HEADING = '<w:spacing w:before="220" w:after="80"/>'
"""A property: the same for a heading and the title of a box."""
_DATE = re.compile(r"\b\d{1,2}-\d{1,2}-\d{4}\b|\b\d{4}-\d{2}-\d{2}\b")
_PLAIN, _WHOLE = "-", '</w:t><w:noBreakHyphen/><w:t xml:space="preserve">'


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's columns: widths in twentieths of a point and whether their text stands right."""

    widths: tuple[int, ...]
    right: tuple[bool, ...]


def run(
    text: str, style: str = "", *, bold: bool = False, italic: bool = False, colour: str = "", size: float = 0
) -> str:
    """Text in one run; ``\\n`` becomes a line break and no date breaks. ``style`` is a style's id,
    ``colour`` six digits, ``size`` points."""
    props = f'<w:rStyle w:val="{style}"/>' if style else ""
    props += ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    props += f'<w:color w:val="{colour}"/>' if colour else ""
    props += f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else ""
    props = f"<w:rPr>{props}</w:rPr>" if props else ""
    lines = "<w:br/>".join(
        f'<w:t xml:space="preserve">{_dated(escape(line))}</w:t>' for line in text.split("\n")
    )
    return f"<w:r>{props}{lines}</w:r>"


def _dated(text: str) -> str:
    """The hyphens of dates as Word's own sign that does not break; the kit's font has none."""
    return _DATE.sub(lambda found: found.group().replace(_PLAIN, _WHOLE), text)


def tab() -> str:
    """A tab in a run of its own."""
    return "<w:r><w:tab/></w:r>"


def line_break() -> str:
    """A new line in the same paragraph."""
    return "<w:r><w:br/></w:r>"


def paragraph(content: str, style: str, props: str = "") -> str:
    """A paragraph; ``props`` are further properties that follow ``pStyle`` in the schema."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{props}</w:pPr>{content}</w:p>'


def bookmark(content: str, name: str, number: int) -> str:
    """``content`` as the target of links to ``name``."""
    start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    return f'{start}{content}<w:bookmarkEnd w:id="{number}"/>'


def link(content: str, anchor: str) -> str:
    """A link inside the document."""
    return f'<w:hyperlink w:anchor="{anchor}" w:history="1">{content}</w:hyperlink>'


def field(instruction: str, content: str) -> str:
    """A field with its present result."""
    return f"<w:fldSimple w:instr={quoteattr(f' {instruction} ')}>{content}</w:fldSimple>"


def field_mark(kind: str, instruction: str = "") -> str:
    """One part of a field that spans paragraphs: ``begin`` with its instruction, ``separate``, ``end``."""
    made = f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
    if instruction:
        made += f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
    return made


def page_of(anchor: str) -> str:
    """The page of a bookmark as a field without a result yet."""
    return field_mark("begin", f"PAGEREF {anchor} \\h") + field_mark("separate") + field_mark("end")


def list_props(number: int) -> str:
    """Paragraph properties that put a paragraph into list ``number``."""
    return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'


def table(
    rows: Iterable[str], grid: Grid, style: str, caption: str, *, alt: str = "", margin: int | None = None
) -> str:
    """A table over the full width with a header row that Word names and repeats. ``alt`` describes it,
    ``margin`` is the room beside the cells' texts where the style's will not do."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid.widths)
    sides = "".join(f'<w:{side} w:w="{margin}" w:type="dxa"/>' for side in ("left", "right"))
    cells = "" if margin is None else f"<w:tblCellMar>{sides}</w:tblCellMar>"
    said = f"<w:tblDescription w:val={quoteattr(alt)}/>" if alt else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(grid.widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{cells}<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" '
        'w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(caption)}/>{said}</w:tblPr>"
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def row(cells: Iterable[str], *, header: bool = False, whole: bool = True, height: int = 0) -> str:
    """A row; ``whole`` keeps it on one page, ``header`` repeats it on each page, ``height`` is its least in
    twentieths of a point."""
    props = ("<w:cantSplit/>" if whole else "") + (f'<w:trHeight w:val="{height}"/>' if height else "")
    props += "<w:tblHeader/>" if header else ""
    props = f"<w:trPr>{props}</w:trPr>" if props else ""
    return f"<w:tr>{props}{''.join(cells)}</w:tr>"


def cell(content: str, width: int, *, shade: str = "", span: int = 1, turned: bool = False) -> str:
    """A cell with its paragraphs; ``shade`` is six digits, ``turned`` text reads from bottom to top."""
    props = f'<w:tcW w:w="{width}" w:type="dxa"/>' + (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "")
    props += f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    props += '<w:textDirection w:val="btLr"/><w:vAlign w:val="center"/>' if turned else ""
    return f"<w:tc><w:tcPr>{props}</w:tcPr>{content}</w:tc>"
