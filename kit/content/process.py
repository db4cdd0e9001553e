"""Reads ``kit.toml``, and writes the first one."""

from __future__ import annotations

import json
import re
from datetime import date, time

from kit.content.sheets import read_sheets
from kit.content.table import Table, parse
from kit.errors import BrokenContent
from kit.findings import Finding
from kit.model.process import WORKSHOPS, Area, Brand, Process, Session
from kit.model.sheet import Sheet
from kit.model.text import LANGUAGES, Words
from kit.resources import Resources

PATTERNS = ("diagonal", "dots", "horizontal", "grid", "vertical", "crosses", "waves", "plain")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def read_process(text: str, file: str = "kit.toml") -> tuple[Process, tuple[Finding, ...]]:
    """The process that a ``kit.toml`` describes, and all that is wrong with it."""
    findings: list[Finding] = []
    table = parse(text, file, findings)
    process = Process(
        municipality=table.string("municipality"),
        code=_code(table),
        lang=table.one_of("language", LANGUAGES),
        sponsor=table.string("sponsor", ""),
        lead=table.string("lead", ""),
        brand=_brand(table),
        tier2=frozenset(table.strings("extensions")),
        council_days=table.days("council_days"),
        areas=tuple(_area(t) for t in table.tables("areas")),
        sessions=_sessions(table),
    )
    table.done()
    if not findings:
        _check(process, table)
    return process, tuple(findings)


def _code(table: Table) -> str:
    code = table.string("code")
    if code and not re.fullmatch(r"[A-Z0-9]{2,12}", code):
        table.wrong("code", code, "code")
    return code


def _brand(table: Table) -> Brand:
    if not table.has("brand"):
        return Brand()
    inner = table.table("brand")
    brand = Brand(colour=_colour(inner, Brand().colour), logo=inner.string("logo", "") or None)
    inner.done()
    return brand


def _colour(table: Table, default: str) -> str:
    colour = table.string("colour", default)
    if not _COLOUR.fullmatch(colour):
        table.wrong("colour", colour, "colour")
        return default
    return colour


def _area(table: Table) -> Area:
    code = table.string("code")
    if code and not re.fullmatch(r"[A-Z]{2}", code):
        table.wrong("code", code, "area_code")
    elif code:
        table.path = f"areas.{code}"  # people know an area by its letters, not by its place in the list
    area = Area(code, table.string("name"), _colour(table, "#4a4f57"), table.one_of("pattern", PATTERNS))
    table.done()
    return area


def _sessions(table: Table) -> tuple[Session, ...]:
    inner = table.table("workshops")
    sessions = []
    for workshop, entry in inner.entries():
        if workshop not in WORKSHOPS:
            entry.report("content.unknown-key", hint=" / ".join(WORKSHOPS))
            continue
        day = entry.day("date")
        session = Session(
            workshop=workshop,
            day=day or date(2000, 1, 3),
            start=entry.clock("start", time(9)),
            participants=entry.integer("participants", 24, low=1),
            facilitators=entry.integer("facilitators", 2, low=1),
            groups=entry.integer("groups", 5, low=1),
        )
        entry.done()
        sessions.append(session)
    return tuple(sorted(sessions, key=lambda session: WORKSHOPS.index(session.workshop)))


def _check(process: Process, table: Table) -> None:
    codes = [area.code for area in process.areas]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        table.report("content.double-id", "areas", id=code)
    for key, value in (("areas", process.areas), ("workshops", process.sessions)):
        if not value:
            table.report("content.missing-key", key, hint="")


def write_process(process: Process, words: Words, resources: Resources) -> str:
    """The text of a commented ``kit.toml`` that reads back as ``process``.

    ``BrokenContent`` with every finding where it would not: a code or colour that is none, for example.
    """
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 - only a new process needs it

    environment = Environment(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)
    environment.filters["toml"] = _quoted
    template = environment.from_string(resources.text("templates/kit.toml.j2"))
    text = template.render(process=process, words=words, sheets=extensions(resources))
    _, findings = read_process(text)
    if findings:
        raise BrokenContent(findings)
    return text


def extensions(resources: Resources) -> tuple[Sheet, ...]:
    """The sheets that a process may switch on, by code."""
    found: dict[str, Sheet] = {}
    for name in resources.names("workshops/sheets", ".toml"):
        found |= read_sheets(parse(resources.text(name), name, []))
    return tuple(sheet for _, sheet in sorted(found.items()) if sheet.tier == 2)


def _quoted(text: str) -> str:
    """A TOML string: JSON's escapes are TOML's too, and DEL is the only other sign that TOML forbids."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def default_areas(resources: Resources, lang: str) -> tuple[Area, ...]:
    """The eight service areas that a new process starts with."""
    table = parse(resources.text("workshops/areas.toml"), "workshops/areas.toml", [])
    areas = []
    for code, entry in table.entries():
        name = entry.need_text("name")
        areas.append(Area(code, name[lang], entry.string("colour"), entry.string("pattern")))
    return tuple(areas)
