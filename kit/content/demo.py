"""Reads the rehearsal municipality: who it is, what its tables answered, and which faults are planted.

Compact forms (a person's sixteen answers on one line, a decision's RACI as one string) are spelled out by
:mod:`kit.content.demo_sheets`, so that everything here is rows of sheets.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kit.content.demo_sheets import Answer, Around, DemoRow, DemoSheet, Names, Raw, answer, sheet, values
from kit.errors import ContentError
from kit.model.catalogue import Catalogue
from kit.model.process import Unit
from kit.model.text import Text
from kit.resources import Resources

FOLDER = "workshops/demo"
RETURNS = ("kickoff", "roles", "network", "round", "system_wall", "skills")
"""Files of answers, one a workshop, in the order of the process."""

__all__ = ["Answer", "Demo", "DemoFault", "DemoReturn", "DemoRow", "DemoSheet", "load_demo"]


@dataclass(frozen=True, slots=True)
class DemoReturn:
    """A worksheet that comes back. ``file`` is its name below ``returned/``, ``arrives`` the workshop after
    which it comes in, ``save_as`` ``xlsx`` or ``ods``."""

    workshop: str
    unit: Unit
    file: Text
    arrives: str
    save_as: str
    sheets: tuple[DemoSheet, ...]


@dataclass(frozen=True, slots=True)
class DemoFault:
    """A planted fault. ``code`` is the finding that it must bring, ``""`` where the kit reads on silently.

    A fault in a cell has ``sheet``, ``column``, the ``where`` that tells its row, and what to ``write``
    (``error`` instead is an error value such as ``#REF!``). ``make`` names a file to make from the unit's
    worksheet and put beside the others under ``file``; ``change`` is something done to the unit's own file.
    """

    id: str
    what: Text
    code: str
    workshop: str
    unit: Unit
    sheet: str = ""
    column: str = ""
    where: Mapping[str, Answer] | None = None
    write: Answer | None = None
    error: str = ""
    make: str = ""
    change: str = ""
    file: Text | None = None


@dataclass(frozen=True, slots=True)
class Demo:
    """The rehearsal: the process, every return in the order of its coming, and every planted fault.

    ``extensions`` are the sheets of tier 2 that it switches on; answers to others wait until it does.
    """

    municipality: Text
    code: str
    start: date
    tables: int
    participants: int
    sponsor: Text
    lead: Text
    colour: str
    council_days: tuple[date, ...]
    extensions: tuple[str, ...]
    returns: tuple[DemoReturn, ...]
    faults: tuple[DemoFault, ...]


def load_demo(resources: Resources, catalogue: Catalogue) -> Demo:
    """The rehearsal from ``workshops/demo/``. ``ContentError`` with file and reason where it is wrong."""
    process = _toml(resources, "process")
    files = {name: _toml(resources, name) for name in RETURNS}
    listed = _toml(resources, "systems")["systems"]
    names = _names(process, files, listed)
    around = Around(
        catalogue=catalogue,
        names=names,
        participants=tuple(values(person, names) for person in process["participants"]),
        systems=tuple(_system(system, names) for system in listed),
    )
    return Demo(
        municipality=Text.of(process["municipality"]),
        code=process["code"],
        start=process["start"],
        tables=process["tables"],
        participants=len(around.participants),
        sponsor=names[process["sponsor"]],
        lead=names[process["lead"]],
        colour=process["colour"],
        council_days=tuple(process["council_days"]),
        extensions=tuple(process["extensions"]),
        returns=tuple(item for name, raw in files.items() for item in _returns(name, raw, around)),
        faults=tuple(_fault(raw, names) for raw in _toml(resources, "planted")["fault"]),
    )


def _toml(resources: Resources, name: str) -> dict[str, Any]:
    path = f"{FOLDER}/{name}.toml"
    try:
        return tomllib.loads(resources.text(path))
    except tomllib.TOMLDecodeError as problem:
        raise ContentError(f"{path}: {problem}") from problem


def _names(process: Raw, files: Mapping[str, Raw], systems: list[Raw]) -> Names:
    named = {**process["functions"], **files["network"]["initiatives"]}
    called = {
        item["name"]: Text.of(da=item["name"], en=item.get("name_en", item["name"])) for item in systems
    }
    return {**{id: Text.of(text) for id, text in named.items()}, **called}


def _system(raw: Raw, names: Names) -> Mapping[str, Answer]:
    """A row of the lead's list: the first area answers for the system, the others use it too."""
    area, *others = raw["areas"]
    left_out = ("name", "name_en", "areas", "supplier")
    row: dict[str, Answer] = {"system": names[raw["name"]], "area": area, "confirmed": "yes"}
    row |= values({column: value for column, value in raw.items() if column not in left_out}, names)
    if raw.get("supplier"):
        row["supplier"] = raw["supplier"]
    return {**row, "also_used_by": tuple(others)} if others else row


def _returns(name: str, raw: Raw, around: Around) -> Iterator[DemoReturn]:
    for number, item in enumerate(raw["returns"], 1):
        try:
            yield _return(raw["workshop"], item, around)
        except (KeyError, ValueError, TypeError) as problem:
            raise ContentError(f"{FOLDER}/{name}.toml: returns[{number}]: {problem}") from problem


def _return(workshop: str, raw: Raw, around: Around) -> DemoReturn:
    codes = [code for code in raw if code in around.catalogue.sheets]
    if unknown := set(raw) - {*codes, "unit", "file", "arrives", "save_as"}:
        raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
    return DemoReturn(
        workshop=workshop,
        unit=_unit(raw["unit"]),
        file=Text.of(raw["file"]),
        arrives=raw.get("arrives", workshop),
        save_as=raw.get("save_as", "xlsx"),
        sheets=tuple(sheet(code, raw[code], around) for code in codes),
    )


def _unit(code: str) -> Unit:
    unit = Unit.parse(code)
    if unit is None:
        raise ValueError(f"no unit: {code}")
    return unit


def _fault(raw: Raw, names: Names) -> DemoFault:
    try:
        return DemoFault(
            id=raw["id"],
            what=Text.of(raw["what"]),
            code=raw["code"],
            workshop=raw["workshop"],
            unit=_unit(raw["unit"]),
            sheet=raw.get("sheet", ""),
            column=raw.get("column", ""),
            where=values(raw["where"], names) if "where" in raw else None,
            write=answer(raw["write"], names) if "write" in raw else None,
            error=raw.get("error", ""),
            make=raw.get("make", ""),
            change=raw.get("change", ""),
            file=Text.of(raw["file"]) if "file" in raw else None,
        )
    except (KeyError, ValueError) as problem:
        raise ContentError(f"{FOLDER}/planted.toml: {raw.get('id')}: {problem}") from problem
