"""A small SVG writer: roles instead of colours, patterns beside colour, text that has been measured.

Every shape carries its colour twice: as an attribute (for typst and for print) and as a class such as
``f-ink`` (fill) or ``s-ink`` (stroke), so that a page can recolour the figure for dark screens.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from kit.render.figures.colour import INK, READABLE, WHITE, accent, contrast, mix
from kit.render.figures.measure import width as text_width

WIDTH = 640.0
"""The width of every figure; at full text width (160 mm) a font size of 13 is 9.2 pt."""
SIZE = 13.0
SMALL = 11.0
LEADING = 1.25
ROW, AIR = 19.5, 3.0
"""The least height of a row in a figure of all themes, and the room around its words: low, so that two such
figures stand on one page."""
LEVELS = ("#8c2d19", "#d98a5b", "#f0cf8e", "#e3ecd2", "#f6faf4")
"""Shades for level 0 (worst) … 4 (best): darker is worse in colour and in grey alike."""

_FIXED = {
    "ink": INK,
    "soft": "#4b5661",
    "line": "#7d8790",
    "hair": "#d3d9de",
    "paper": WHITE,
    **{f"l{level}": shade for level, shade in enumerate(LEVELS)},
    # words on a shade: white where that is readable, else black
    **{f"on{n}": WHITE if contrast(shade, WHITE) >= READABLE else INK for n, shade in enumerate(LEVELS)},
}


@dataclass(frozen=True, slots=True)
class Look:
    """How a shape is drawn: roles for fill and stroke, a pattern laid over the fill, dashes."""

    fill: str | None = None
    stroke: str | None = None
    weight: float = 1.0
    dash: str = ""
    round: float = 0.0
    pattern: str | None = None


@dataclass(frozen=True, slots=True)
class Type:
    """How a text is set; ``anchor`` is ``start``, ``middle`` or ``end``."""

    size: float = SIZE
    bold: bool = False
    anchor: str = "start"
    role: str = "ink"


BODY = Type()
QUIET = Type(size=SMALL, role="soft")


@dataclass(slots=True)
class Canvas:
    """Collects shapes; ``svg`` closes the figure at the height that the drawing needed."""

    uid: str
    lang: str
    colour: str
    width: float = WIDTH
    parts: list[str] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def ink(self, role: str) -> str:
        """The colour of a role on white paper."""
        tone = accent(self.colour)
        return {**_FIXED, "accent": tone, "tint": mix(tone, WHITE, 0.86)}[role]

    def rect(self, x: float, y: float, w: float, h: float, look: Look) -> None:
        """A rectangle; with a pattern it is drawn twice, ground first."""
        corner = f' rx="{num(look.round)}"' if look.round else ""
        box = f'<rect x="{num(x)}" y="{num(y)}" width="{num(w)}" height="{num(h)}"{corner}'
        self._shape(box, look)

    def circle(self, x: float, y: float, r: float, look: Look) -> None:
        self._shape(f'<circle cx="{num(x)}" cy="{num(y)}" r="{num(r)}"', look)

    def path(self, d: str, look: Look) -> None:
        self._shape(f'<path d="{d}"', look)

    def line(self, x1: float, y1: float, x2: float, y2: float, look: Look) -> None:
        self.path(f"M{num(x1)} {num(y1)}L{num(x2)} {num(y2)}", look)

    def text(self, x: float, y: float, text: str, kind: Type = BODY, *, turn: bool = False) -> None:
        """One line of text with its baseline at ``y``; ``turn`` reads from bottom to top."""
        more = ' font-weight="700"' if kind.bold else ""
        more += f' text-anchor="{kind.anchor}"' if kind.anchor != "start" else ""
        more += f' transform="rotate(-90 {num(x)} {num(y)})"' if turn else ""
        self.parts.append(
            f'<text x="{num(x)}" y="{num(y)}" font-size="{num(kind.size)}"{more} '
            f'class="f-{kind.role}" fill="{self.ink(kind.role)}">{escape(text)}</text>'
        )

    def lines(self, x: float, top: float, lines: tuple[str, ...], kind: Type = BODY) -> float:
        """Lines of text from ``top`` down; gives the height they take."""
        for number, line in enumerate(lines):
            self.text(x, top + kind.size * (0.97 + LEADING * number), line, kind)
        return kind.size * LEADING * len(lines)

    def note(self, x: float, y: float, text: str, *, anchor: str = "middle", size: float = SMALL) -> None:
        """A short word on a paper-coloured patch, readable across lines; ``y`` is its middle."""
        w = text_width(text, size) + 6
        left = {"start": x - 3, "middle": x - w / 2, "end": x - w + 3}[anchor]
        self.rect(left, y - size * 0.65, w, size * 1.3, Look(fill="paper", round=2))
        self.text(x, y + size * 0.34, text, Type(size=size, anchor=anchor))

    @contextmanager
    def mark(self, said: str) -> Iterator[None]:
        """What is drawn inside stands for one set of numbers; ``said`` are these numbers in words. On a page
        with script they are told at the figure when somebody points at the mark or steps to it."""
        self.parts.append(f'<g class="mark" data-said={quoteattr(said)}>')
        yield
        self.parts.append("</g>")

    def area(self, x: float, y: float, w: float, h: float) -> None:
        """A place to point at that nobody sees."""
        self.parts.append(
            f'<rect x="{num(x)}" y="{num(y)}" width="{num(w)}" height="{num(h)}" class="area" fill="none"/>'
        )

    def track(self, d: str) -> None:
        """Room around a thin line to point at, which nobody sees."""
        self.parts.append(f'<path d="{d}" class="track" fill="none" stroke="none"/>')

    def svg(self, height: float, title: str, summary: str) -> str:
        """The whole figure with its name and description."""
        size = f'viewBox="-2 -2 {num(self.width + 4)} {num(height + 4)}"'
        names = f'role="img" aria-labelledby="{self.uid}-t {self.uid}-d" lang={quoteattr(self.lang)}'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} {names} '
            f'font-family="Atkinson Hyperlegible Next">'
            f'<title id="{self.uid}-t">{escape(title)}</title>'
            f'<desc id="{self.uid}-d">{escape(summary)}</desc>'
            f"{self._patterns()}{''.join(self.parts)}</svg>"
        )

    def _shape(self, start: str, look: Look) -> None:
        roles = [(what, role) for what, role in (("fill", look.fill), ("stroke", look.stroke)) if role]
        classes = " ".join(f"{what[0]}-{role}" for what, role in roles)
        paint = " ".join(f'{what}="{self.ink(role)}"' for what, role in roles)
        more = "" if look.fill else ' fill="none"'
        if look.stroke:
            more += f' stroke-width="{num(look.weight)}"'
        if look.dash:
            more += f' stroke-dasharray="{look.dash}"'
        self.parts.append(f'{start} class="{classes}" {paint}{more}/>')
        if look.pattern:
            self.used.add(look.pattern)
            self.parts.append(f'{start} fill="url(#{self.uid}-{look.pattern})"/>')

    def _patterns(self) -> str:
        if not self.used:
            return ""
        made = "".join(
            f'<pattern id="{self.uid}-{name}" patternUnits="userSpaceOnUse" width="8" height="8">'
            f'<path d="{_PATTERNS[name][0]}" fill="none" stroke-width="{_PATTERNS[name][1]}" '
            f'class="s-{_PATTERNS[name][2]}" stroke="{self.ink(_PATTERNS[name][2])}"/></pattern>'
            for name in sorted(self.used)
        )
        return f"<defs>{made}</defs>"


_RISE = "M-2 2L2 -2M0 8L8 0M6 10L10 6"
_FALL = "M-2 6L2 10M0 0L8 8M6 -2L10 2"
_PATTERNS = {
    "rise": (_RISE, "1.6", "accent"),
    "fall": (_FALL, "1.6", "accent"),
    "flat": ("M0 4L8 4", "1.6", "accent"),
    "thin": (_RISE, "0.8", "line"),
    "white": (_RISE, "1.6", "paper"),
    "l0": (_RISE + _FALL, "1.8", "ink"),
    "l1": (_RISE, "1.8", "ink"),
    "l2": ("M0 4L8 4", "1.6", "ink"),
    "l3": ("M3 4L5 4", "1.8", "ink"),
}


def num(value: float) -> str:
    """A coordinate with at most one decimal; the same text on every machine."""
    text = f"{value:.1f}"
    return "0" if text in {"0.0", "-0.0"} else text.removesuffix(".0")
