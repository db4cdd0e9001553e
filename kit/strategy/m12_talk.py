"""What to talk about first, and what the lead has decided."""

from __future__ import annotations

from kit.strategy.apart import Wording, basis, key
from kit.strategy.book import Basis, Chapter, cell, left, right
from kit.strategy.rulings import rulings
from kit.strategy.say import slug

TOP = 10
RULINGS = 25


def talk(chapter: Chapter) -> None:
    """The ten disagreements that weigh most: what, how far apart, both views, and who should talk."""
    found, say = chapter.book.results.disagreements, Wording.of(chapter.book)
    chapter.heading("talk_heading")
    if not found.items:
        chapter.plain(chapter.text("talk_none" if found.compared else "talk_empty"))
        return
    chapter.plain(chapter.text("talk", min(len(found.items), TOP)))
    chapter.plain(say.how())
    columns = (
        right(chapter.text("col_rank"), 0.5),
        left(chapter.text("col_what"), 1.8),
        left(chapter.text("col_distance"), 1),
        left(chapter.text("col_views"), 2.4),
        left(chapter.text("col_talkers"), 1.6),
    )
    rows = []
    for item in found.items[:TOP]:
        point = item.points[0]
        notes = chapter.row_claim(f"talk.{key(item, point)}", say.claim(item, point), basis(item, [point]))
        rows.append(
            [
                cell(chapter.say.number(item.rank)),
                cell(say.subject(item, point), notes=notes),
                cell(say.distance(point)),
                cell(say.views(item, point)),
                cell(say.talkers(item, point)),
            ]
        )
    chapter.table("talk.table", chapter.text("talk_table"), columns, rows)
    more = len(found.items) - TOP
    if more > 0:
        chapter.plain(chapter.text("talk_more", more))


def ruled(chapter: Chapter) -> None:
    """The lead's decisions beside those of the workshops; nothing where there is none."""
    found = rulings(chapter.book, chapter.words)
    if not found:
        return
    chapter.heading("rulings_heading", 3)
    changed = sum(ruling.decision.state == "changed" for ruling in found)
    text = chapter.text("rulings", len(found))
    if changed:
        text += " " + chapter.text("rulings_changed", changed)
    everything = Basis.of("AN-22", *(ruling.decision.evidence for ruling in found))
    chapter.claim("rulings", text, everything)
    columns = (
        left(chapter.names.column("C3", "day"), 0.9),
        left(chapter.text("col_what"), 1.8),
        left(chapter.text("col_answer"), 1.8),
        left(chapter.names.column("C3", "decided_by"), 1.2),
        left(chapter.text("col_why"), 1.6),
    )
    rows = []
    for ruling in found:
        chapter.row_claim(
            f"ruling.{slug(ruling.decision.matter)}", ruling.claim(), ruling.basis(), note=False
        )
        told = (ruling.day(), ruling.what(), ruling.answer(), ruling.by(), ruling.why())
        rows.append([cell(text) for text in told])
    chapter.table("rulings.table", chapter.text("rulings_table"), columns, rows[:RULINGS])
    if len(found) > RULINGS:
        chapter.more("rulings_more", len(found) - RULINGS)
