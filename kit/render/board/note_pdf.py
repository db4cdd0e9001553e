"""The council's note as PDF: one page, and the questions on its back."""

from __future__ import annotations

from kit.model.board import CouncilNote
from kit.render.figures.colour import WHITE, accent, mix
from kit.render.glyphs import printable
from kit.render.strategy.tree import map_texts
from kit.render.typst import compile_pdf
from kit.resources import Resources

TEMPLATE = "templates/council.typ"


def note_pdf(note: CouncilNote, resources: Resources) -> bytes:
    """The note as PDF/UA-1 and PDF/A-2a; the same bytes for the same note. Its first part is set in the
    largest size in which it stays on one page."""
    note = map_texts(note, printable)
    tone = accent(note.colour)
    made = {
        "title": note.title,
        "kind": note.kind,
        "municipality": note.municipality,
        "lang": note.lang,
        "region": "DK" if note.lang == "da" else "GB",
        "accent": tone,
        "tint": mix(tone, WHITE, 0.91),
        "day": note.day,
        "page": note.page,
        "draft": note.draft,
        "running": f"{note.municipality} · {note.title}",
        "sections": [
            {"heading": s.heading, "listed": s.listed, "points": [point.text for point in s.points]}
            for s in note.sections
        ],
        "questions_title": note.questions_title,
        "questions_intro": note.questions_intro,
        "questions": [
            {
                "topic": q.topic,
                "question": q.question,
                "answer": " ".join(point.text for point in q.answer),
                "known": q.known,
                "source": q.source,
            }
            for q in note.questions
        ],
    }
    title = f"{note.kind}: {note.title}"
    return compile_pdf(resources.bytes(TEMPLATE), made, resources=resources, day=note.stamp, title=title)
