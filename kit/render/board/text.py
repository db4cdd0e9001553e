"""Text on the board's slides: it always fits, if need be in a smaller size or with an ellipsis."""

from __future__ import annotations

from collections.abc import Sequence

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from kit.render.deck.fit import Box, Metrics, ladder
from kit.render.deck.kinds import Paragraph, Shape
from kit.render.tidy import tidy

LEAST = 12.0
"""Points: a board sits closer to its screen than a workshop."""
_SHORTEST = 24
_DRAWING = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_BOX = (
    f'<a:buFont {_DRAWING} typeface="Wingdings" pitchFamily="2" charset="2"/>',
    f'<a:buChar {_DRAWING} char="o"/>',
)
_NUMBER = (
    f'<a:buFont {_DRAWING} typeface="+mj-lt"/>',
    f'<a:buAutoNum {_DRAWING} type="arabicPeriod"/>',
)


def fitted(
    lines: Sequence[str], box: Box, sizes: Sequence[float], metrics: Metrics
) -> tuple[tuple[str, ...], float]:
    """The lines and the largest size at which they fit; where none does, the longest lines are cut at a
    word until the least size holds them."""
    lines = tuple(tidy(line) for line in lines)
    size = box.size(lines, sizes, metrics)
    while size is None:
        longest = max(len(line) for line in lines)
        if longest <= _SHORTEST:
            lines = lines[:-1]
        else:
            lines = tuple(shortened(line, longest * 9 // 10) for line in lines)
        size = box.size(lines, sizes[-1:], metrics)
    return lines, size


def shortened(text: str, most: int) -> str:
    """At most so many letters, the last one an ellipsis where something was left out."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    whole = cut.rsplit(" ", 1)[0]
    return (whole if len(whole) > most // 2 else cut).rstrip(" ,;:.") + "…"


def one_line(text: str, size: float, width: float, metrics: Metrics) -> str:
    """The text cut to one line of ``width`` points."""
    most = len(text)
    while metrics.width(text, size) > width and most > 2:
        most -= 1
        text = shortened(text, most)
    return text


def write(shape: Shape, lines: Sequence[str], size: float, *, bold: bool | None = None) -> None:
    """One paragraph a line."""
    frame = shape.text_frame
    for index, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = line
        run.font.size = Pt(size)
        if bold is not None:
            run.font.bold = bold


def boxes(paragraph: Paragraph, size: float) -> None:
    """A box to tick instead of the bullet."""
    _bullet(paragraph, _BOX, round(size * 1.5))


def numbered(paragraph: Paragraph, size: float) -> None:
    """A number instead of a bullet."""
    _bullet(paragraph, _NUMBER, round(size * 1.9))


def _bullet(paragraph: Paragraph, parts: Sequence[str], indent: int) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(Pt(indent)))
    properties.set("indent", str(-Pt(indent)))
    for old in [child for child in properties if child.tag in (qn("a:buNone"), qn("a:buChar"))]:
        properties.remove(old)
    for part in parts:
        properties.append(parse_xml(part))


def sizes(largest: float, least: float = LEAST) -> tuple[float, ...]:
    """From the largest to the least, two points a step."""
    return ladder(max(largest, least), least)
