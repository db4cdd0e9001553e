"""The look of the slides as data: colours, font, and every layout's panels and placeholders, in inches."""

from __future__ import annotations

from dataclasses import dataclass

FONT = "Arial"  # on every office machine; Liberation Sans has the same widths
COLOURS = {
    "dk1": "1B2730",
    "lt1": "FFFFFF",
    "dk2": "46525C",
    "lt2": "F3F1EB",
    "accent1": "1F4E5F",
    "accent2": "B5471C",
    "accent3": "7A3F8F",
    "accent4": "1D7A62",
    "accent5": "8A5A00",
    "accent6": "59626B",
    "hlink": "1F4E5F",
    "folHlink": "59626B",
}


@dataclass(frozen=True)
class Field:
    """A placeholder. ``kind`` is OOXML's type, ``number`` its idx (0: title)."""

    name: str
    kind: str
    number: int
    box: tuple[float, float, float, float]
    size: float
    bold: bool = False
    colour: str = "tx1"
    anchor: str = "t"
    align: str = "l"
    bullets: bool = False


@dataclass(frozen=True)
class Panel:
    """A decorative rectangle: plain, or hatched in the paint ``hatch`` as the cards are."""

    box: tuple[float, float, float, float]
    fill: str
    hatch: str = ""


@dataclass(frozen=True)
class Layout:
    """One layout; ``ground`` and ``quiet`` (footer and number) are colours of the theme."""

    name: str
    ground: str
    panels: tuple[Panel, ...]
    fields: tuple[Field, ...]
    quiet: str = "tx2"


LEFT, WIDE = 0.75, 11.83
SIDE = 9.2  # where the clock's panel begins
CORNER = Panel((11.03, 0, 2.3, 0.62), "accent1", "bg1")
EDGE = Panel((0, 0, 0.22, 7.5), "accent1")
TITLE = Field("Title", "title", 0, (LEFT, 0.92, 10.2, 1.25), 38, bold=True, anchor="t")
KICKER = Field("Kicker", "body", 20, (LEFT, 0.48, 9.9, 0.36), 16, bold=True, colour="accent1")

LAYOUTS = (
    Layout(
        "Title",
        "accent1",
        (Panel((0, 0, 13.333, 1.7), "accent1", "bg1"), Panel((LEFT, 5.28, 1.6, 0.06), "bg1")),
        (
            Field("Title", "ctrTitle", 0, (LEFT, 2.35, 11.6, 1.75), 50, bold=True, colour="bg1", anchor="b"),
            Field("Subtitle", "subTitle", 1, (LEFT, 4.25, 11.6, 0.95), 24, colour="bg1"),
            Field("Place", "body", 20, (LEFT, 5.55, 11.6, 1.1), 22, colour="bg1"),
        ),
        quiet="bg1",
    ),
    Layout(
        "Content",
        "bg1",
        (EDGE, CORNER),
        (TITLE, KICKER, Field("Body", "body", 21, (LEFT, 2.3, WIDE, 4.3), 32, bullets=True)),
    ),
    Layout(
        "Two columns",
        "bg1",
        (EDGE, CORNER, Panel((6.72, 2.3, 0.02, 4.25), "accent1")),
        (
            TITLE,
            KICKER,
            Field("Left", "body", 21, (LEFT, 2.3, 5.55, 4.3), 26),
            Field("Right heading", "body", 22, (7.1, 2.3, 5.48, 0.5), 22, bold=True, colour="accent1"),
            Field("Right", "body", 23, (7.1, 2.85, 5.48, 3.75), 24, bullets=True),
        ),
    ),
    Layout("Agenda", "bg1", (EDGE, CORNER), (TITLE, Field("Table", "tbl", 21, (LEFT, 1.75, WIDE, 5.0), 18))),
    Layout(
        "Exercise",
        "bg1",
        (EDGE, Panel((SIDE, 0, 13.333 - SIDE, 7.5), "accent1")),
        (
            Field("Title", "title", 0, (LEFT, 0.92, 7.95, 1.45), 40, bold=True),
            Field("Kicker", "body", 20, (LEFT, 0.48, 7.95, 0.36), 16, bold=True, colour="accent1"),
            Field("Body", "body", 21, (LEFT, 2.6, 7.95, 3.2), 32, bullets=True),
            Field("Minutes", "body", 22, (SIDE, 3.62, 4.13, 1.5), 96, True, "bg1", "ctr", "ctr"),
            Field("Minutes word", "body", 23, (SIDE, 5.08, 4.13, 0.42), 22, False, "bg1", "ctr", "ctr"),
            Field("Until", "body", 24, (SIDE, 5.75, 4.13, 0.7), 36, True, "bg1", "ctr", "ctr"),
        ),
    ),
    Layout(
        "Break",
        "accent1",
        (Panel((0, 0, 4.1, 7.5), "accent1", "bg1"),),
        (
            Field("Title", "title", 0, (4.9, 1.15, 7.7, 1.0), 48, bold=True, colour="bg1", anchor="b"),
            Field("Back", "body", 21, (4.9, 2.45, 7.7, 0.55), 28, colour="bg1", anchor="b"),
            Field("Time", "body", 22, (4.9, 2.95, 7.7, 1.75), 110, bold=True, colour="bg1"),
            Field("Body", "body", 23, (4.9, 5.0, 7.7, 1.6), 24, colour="bg1"),
        ),
        quiet="bg1",
    ),
    Layout(
        "Close",
        "accent1",
        (Panel((0, 0, 13.333, 0.62), "accent1", "bg1"),),
        (
            Field("Title", "title", 0, (LEFT, 1.35, 11.6, 1.2), 44, bold=True, colour="bg1", anchor="b"),
            Field("Kicker", "body", 20, (LEFT, 0.9, 9.9, 0.36), 16, bold=True, colour="bg1"),
            Field("Body", "body", 21, (LEFT, 2.8, 11.6, 2.75), 32, colour="bg1", bullets=True),
            Field("Next", "body", 22, (LEFT, 5.75, 11.6, 0.9), 24, bold=True, colour="bg1"),
        ),
        quiet="bg1",
    ),
)

MASTER_FIELDS = (TITLE, Field("Body", "body", 1, (LEFT, 2.3, WIDE, 4.3), 28, bullets=True))
