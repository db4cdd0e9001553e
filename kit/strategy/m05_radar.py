"""The technology radar: four rings, what really runs, and pilots that have run too long."""

from __future__ import annotations

from kit.model.document import Cell, Table
from kit.model.figure import RadarDot, RadarRings
from kit.model.results import Radar, Technology
from kit.strategy.book import Basis, Chapter, cell, left, right
from kit.strategy.say import cap, free, low, slug

SHOWN = 25
LISTED = 5
RUNNING = ("pilot", "one_place", "several_places")


def radar(chapter: Chapter) -> None:
    """AN-18. Silent where the sheet is not in use."""
    found = chapter.book.results.radar
    if not found.technologies:
        if "S7" in chapter.book.context.process.tier2:
            chapter.heading("radar_heading")
            chapter.unknown("radar", "systems")
        return
    chapter.heading("radar_heading")
    say = chapter.say
    parts = [chapter.text(f"ring_{count.key}", count.number) for count in found.rings]
    text = chapter.text("radar", len(found.technologies), parts=say.clauses(parts))
    used = [t for t in found.technologies if t.status in ("one_place", "several_places")]
    text += " " + cap(chapter.text("radar_used", len(used)))
    chapter.claim("radar", text, Basis.of("AN-18", found.evidence))
    if any(t.apart for t in found.technologies):
        chapter.plain(chapter.text("radar_how"))
    _figure(chapter, found)
    _apart(chapter, found)
    _odd(chapter, found)
    _pilots(chapter, found)


def _figure(chapter: Chapter, found: Radar) -> None:
    """The rings with a number for each technology; the table behind it says the rest."""
    names = chapter.names
    rings = [choice.id for choice in names.choices("radar_ring")]
    shown = [t for t in found.technologies[:SHOWN] if t.ring in rings]
    dots = tuple(
        RadarDot(number, free(t.name), rings.index(t.ring), t.status in RUNNING)
        for number, t in enumerate(shown, 1)
    )
    words = tuple(names.choice("radar_ring", ring) for ring in rings)
    figure = RadarRings(words, chapter.text("radar_running"), chapter.text("radar_idle"), dots)
    caption = chapter.text("radar_table")
    alt = chapter.text("radar_alt", len(dots), running=chapter.say.number(sum(dot.running for dot in dots)))
    data = _table(chapter, found)
    basis = Basis.of("AN-18", *(t.evidence for t in shown))
    chapter.figure("radar.figure", caption, alt, figure, data, basis)
    if len(found.technologies) > SHOWN:
        chapter.more("radar_more", len(found.technologies) - SHOWN)


def _table(chapter: Chapter, found: Radar) -> Table:
    names = chapter.names
    columns = (
        left(names.column("S7", "technology"), 2),
        left(names.column("S7", "ring"), 1),
        left(names.column("S7", "status"), 1.5),
        right(names.column("S7", "value"), 0.9),
        left(names.column("S7", "next"), 1.2),
    )
    rows = [_row(chapter, technology) for technology in found.technologies[:SHOWN]]
    return chapter.made_table("radar.table", chapter.text("radar_table"), columns, rows)


def _row(chapter: Chapter, technology: Technology) -> list[Cell]:
    names, say = chapter.names, chapter.say
    ring = names.choice("radar_ring", technology.ring) if technology.ring else ""
    status = names.choice("radar_status", technology.status) if technology.status else ""
    name = free(technology.name)
    text = chapter.text("radar_row", technology=name, ring=low(ring) or "–", status=low(status) or "–")
    subject = f"radar.{slug(name)}"
    notes = chapter.row_claim(subject, text, Basis.of("AN-18", technology.evidence))
    return [
        cell(name, notes=notes),
        cell(ring),
        cell(status),
        cell(say.mark(technology.value.mean)),
        cell("; ".join(names.choice("radar_next", step) for step in technology.next)),
    ]


def _apart(chapter: Chapter, found: Radar) -> None:
    """Both views where areas put a technology in different rings."""
    for place, technology in enumerate([t for t in found.technologies if t.apart][:LISTED]):
        rings = dict.fromkeys(view.ring for view in technology.rings if view.ring)
        views = [
            chapter.text(
                "radar_view",
                areas=chapter.names.areas(view.area for view in technology.rings if view.ring == ring),
                ring=low(chapter.names.choice("radar_ring", ring)),
            )
            for ring in rings
        ]
        key = "radar_apart_too" if place else "radar_apart"
        text = chapter.text(key, technology=free(technology.name), views="; ".join(views))
        basis = Basis.of("AN-18", technology.evidence)
        chapter.claim(f"radar.apart.{slug(technology.name)}", text, basis)


def _odd(chapter: Chapter, found: Radar) -> None:
    """Ring against status."""
    for kind in ("ready_none", "wait_running"):
        mine = [t for t in found.technologies if t.mismatch == kind]
        if mine:
            listed = chapter.say.some([f"“{free(t.name)}”" for t in mine], LISTED)
            text = chapter.text(f"radar_{kind}", len(mine), technologies=listed)
            chapter.claim(f"radar.{kind}", text, Basis.of("AN-18", *(t.evidence for t in mine)))


def _pilots(chapter: Chapter, found: Radar) -> None:
    say, names = chapter.say, chapter.names
    if found.old_pilots:
        limit = chapter.book.context.catalogue.thresholds["radar.pilot_months"]
        listed = [
            chapter.text(
                "pilot",
                technology=free(pilot.technology),
                area=names.area(pilot.area),
                day=say.long_day(pilot.started),
            )
            for pilot in found.old_pilots
        ]
        text = chapter.text("pilots", len(listed), months=say.number(limit), pilots=say.some(listed, LISTED))
        chapter.claim("radar.pilots", text, Basis.of("AN-18", *(p.evidence for p in found.old_pilots)))
    if found.undated:
        listed = [f"“{free(name)}” ({names.area(area)})" for name, area in found.undated]
        chapter.unknown("undated", pilots=say.some(listed, LISTED))


def pilot_to_settle(chapter: Chapter) -> str | None:
    """Monday's action on the pilot that has run longest."""
    for pilot in chapter.book.results.radar.old_pilots[:1]:
        area = chapter.names.area(pilot.area)
        return chapter.text("monday_pilot", who=area, technology=low(free(pilot.technology)))
    return None
