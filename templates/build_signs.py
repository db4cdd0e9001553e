"""Draws the kit's small font of signs: ``python templates/build_signs.py`` (needs fonttools).

The kit's letters come without arrows and ticks, but people write them, and so does the strategy. They are
drawn here in the weight of those letters, and as wide as the box that the letters' font shows for a sign that
it lacks: so a text is as wide as it was measured.
"""

from __future__ import annotations

from math import cos, pi, sin, sqrt
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._g_l_y_f import Glyph

FOLDER = Path(__file__).resolve().parent / "fonts"
FAMILY = "Kit Signs"
EM, WIDE, ASCENT, DESCENT = 1000, 527, 984, 316
LONG, HEAD = 495.0, 185.0
"""An arrow's length and the reach of its head."""
AXIS, UPRIGHT = 248.0, 320.0
"""The height of the middle of what lies and of what stands."""
STROKES = {"Regular": (400, 81.0), "Bold": (700, 116.0)}
TURNS = {
    "←": pi,
    "↑": pi / 2,
    "→": 0.0,
    "↓": -pi / 2,
    "↖": 3 * pi / 4,
    "↗": pi / 4,
    "↘": -pi / 4,
    "↙": -3 * pi / 4,
}

Point = tuple[float, float]
Shape = tuple[Point, ...]


def head(stroke: float) -> Shape:
    """The head of an arrow to the right, around its middle."""
    tip, inner = LONG / 2, stroke / sqrt(2)
    back = tip - HEAD
    return ((tip, 0), (back, -HEAD), (back - inner, inner - HEAD), (tip - 2 * inner, 0),
            (back - inner, HEAD - inner), (back, HEAD))  # fmt: skip


def bar(start: Point, end: Point, stroke: float) -> Shape:
    """A straight stroke."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    long = sqrt(dx * dx + dy * dy)
    x, y = -dy / long * stroke / 2, dx / long * stroke / 2
    return (
        (start[0] + x, start[1] + y),
        (end[0] + x, end[1] + y),
        (end[0] - x, end[1] - y),
        (start[0] - x, start[1] - y),
    )


def turned(shape: Shape, angle: float) -> Shape:
    """The shape turned around its middle, in radians."""
    return tuple((x * cos(angle) - y * sin(angle), x * sin(angle) + y * cos(angle)) for x, y in shape)


def arrow(stroke: float, angle: float) -> tuple[Shape, ...]:
    """An arrow that points ``angle`` up from the right."""
    shaft = bar((-LONG / 2, 0), (LONG / 2 - stroke / sqrt(2), 0), stroke)
    return turned(shaft, angle), turned(head(stroke), angle)


def shapes(stroke: float) -> dict[str, tuple[float, tuple[Shape, ...]]]:
    """Sign → the height of its middle, and what it is made of, around that middle."""
    made = {
        sign: (AXIS if angle in (0.0, pi) else UPRIGHT, arrow(stroke, angle)) for sign, angle in TURNS.items()
    }
    both = bar((stroke - LONG / 2, 0), (LONG / 2 - stroke, 0), stroke)
    made["↔"] = (AXIS, (both, head(stroke), turned(head(stroke), pi)))
    corner = (-60.0, -200.0)
    made["✓"] = (
        UPRIGHT,
        (
            bar((-215, -40), corner, stroke),
            bar((corner[0] - stroke / 3, corner[1] - stroke / 4), (215, 240), stroke),
        ),
    )
    return made


def glyph(middle: float, parts: tuple[Shape, ...]) -> Glyph:
    """The shapes on the font's grid; where they overlap they are one."""
    pen = TTGlyphPen(None)
    for part in parts:
        points = [(round(WIDE / 2 + x), round(middle + y)) for x, y in part]
        pen.moveTo(points[0])
        for point in points[1:]:
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()


def build(style: str) -> None:
    """Writes the font of one style; the same bytes every time."""
    weight, stroke = STROKES[style]
    drawn = shapes(stroke)
    names = {ord(sign): f"uni{ord(sign):04X}" for sign in drawn}
    font = FontBuilder(EM, isTTF=True)
    order = [".notdef", *names.values()]
    font.setupGlyphOrder(order)
    font.setupCharacterMap(names)
    blank = TTGlyphPen(None).glyph()
    font.setupGlyf({".notdef": blank, **{names[ord(s)]: glyph(*made) for s, made in drawn.items()}})
    table = font.font["glyf"]
    font.setupHorizontalMetrics({name: (WIDE, getattr(table[name], "xMin", 0)) for name in order})
    font.setupHorizontalHeader(ascent=ASCENT, descent=-DESCENT)
    font.setupNameTable(
        {"familyName": FAMILY, "styleName": style, "psName": f"KitSigns-{style}", "version": "1"}
    )
    font.setupOS2(usWeightClass=weight, fsType=0, sTypoAscender=ASCENT, sTypoDescender=-DESCENT,
                  usWinAscent=ASCENT, usWinDescent=DESCENT)  # fmt: skip
    font.setupPost()
    font.font.recalcTimestamp = False
    font.updateHead(created=0, modified=0)
    font.save(FOLDER / f"KitSigns_{weight}{style}.ttf")


if __name__ == "__main__":
    for style in STROKES:
        build(style)
