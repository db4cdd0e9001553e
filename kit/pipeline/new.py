"""``kit new``: a process folder with a commented ``kit.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kit.content import default_areas, extensions, load_words, write_process
from kit.errors import BrokenContent
from kit.findings import Finding
from kit.model.process import Brand, Process
from kit.pipeline.calendar import Calendar, schedule
from kit.pipeline.outputs import write_whole
from kit.resources import Resources

SEATS_AT_A_TABLE = 5


@dataclass(frozen=True, slots=True)
class Wishes:
    """What ``kit new`` was told; ``None`` is worked out. ``extensions`` are codes of sheets to switch on."""

    municipality: str
    start: date
    lang: str
    participants: int
    sponsor: str
    lead: str
    groups: int | None = None
    code: str | None = None
    colour: str | None = None
    extensions: tuple[str, ...] = ()


def new_process(folder: Path, wishes: Wishes) -> Process:
    """Write ``folder/kit.toml`` (which must not exist) and an empty ``returned/``; give the process.

    ``BrokenContent`` names the options that cannot be used; then nothing is written.
    """
    resources = Resources()
    _check_extensions(wishes.extensions, resources)
    groups = wishes.groups or -(-wishes.participants // SEATS_AT_A_TABLE)
    sessions = schedule(wishes.start, Calendar(wishes.lang), wishes.participants, groups)
    process = Process(
        municipality=wishes.municipality,
        code=wishes.code or code_of(wishes.municipality, wishes.start),
        lang=wishes.lang,
        areas=default_areas(resources, wishes.lang),
        sessions=sessions,
        sponsor=wishes.sponsor,
        lead=wishes.lead,
        brand=Brand(colour=wishes.colour or Brand().colour),
        tier2=frozenset(wishes.extensions),
    )
    try:
        text = write_process(process, load_words(resources, "new", wishes.lang), resources)
    except BrokenContent as broken:
        raise BrokenContent(tuple(_as_option(finding) for finding in broken.findings)) from broken
    (folder / "returned").mkdir(parents=True, exist_ok=True)
    write_whole(folder / "kit.toml", text.encode())
    return process


def _check_extensions(codes: tuple[str, ...], resources: Resources) -> None:
    """``BrokenContent`` where a code is no sheet that can be switched on."""
    known = [sheet.code for sheet in extensions(resources)]
    values = {"key": "--extensions", "hint": ", ".join(known)}
    wrong = [
        Finding("content.unknown-reference", "kit new", values={**values, "id": code})
        for code in codes
        if code not in known
    ]
    if wrong:
        raise BrokenContent(tuple(wrong))


def _as_option(finding: Finding) -> Finding:
    """The finding about an option: no ``kit.toml`` has been written that could be corrected."""
    option = f"--{str(finding.values['key']).rpartition('.')[2]}"
    return replace(finding, file="kit new", values={**finding.values, "key": option})


def code_of(municipality: str, start: date) -> str:
    """The process's mark: four letters of the name and the year, such as ``PROE27``."""
    plain = municipality.upper().replace("Æ", "AE").replace("Ø", "OE").replace("Å", "AA")
    letters = re.sub(r"[^A-Z]", "", plain)[:4]
    return f"{letters or 'KIT'}{start.year % 100:02d}"
