"""What the strategy means for one kind of reader: one A4 page as PDF."""

from __future__ import annotations

from kit.model.letter import RolePage
from kit.render.figures.colour import WHITE, accent, mix
from kit.render.glyphs import printable
from kit.render.strategy.tree import map_texts
from kit.render.typst import compile_pdf
from kit.resources import Resources

TEMPLATE = "templates/role_page.typ"


def role_page_pdf(page: RolePage, resources: Resources) -> bytes:
    """The page as PDF/UA-1 and PDF/A-2a; the same bytes for the same page. ``ContentError`` where it does
    not fit on one page even in the smallest type."""
    page = map_texts(page, printable)
    sender = page.sender
    tone = accent(sender.colour)
    made = {
        "title": page.title,
        "municipality": sender.municipality,
        "lang": sender.lang,
        "region": "DK" if sender.lang == "da" else "GB",
        "accent": tone,
        "tint": mix(tone, WHITE, 0.91),
        "day": sender.day,
        "opening": page.opening,
        "lines": [
            {"question": line.question, "answer": line.answer, "place": line.place} for line in page.lines
        ],
        "closing": page.closing,
    }
    return compile_pdf(
        resources.bytes(TEMPLATE), made, resources=resources, day=sender.stamp, title=page.title
    )
