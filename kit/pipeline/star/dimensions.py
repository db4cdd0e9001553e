"""The dimensions of the star: what facts are counted by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from kit.analyse import unify
from kit.model.process import LEAD, Unit
from kit.model.star import StarTable
from kit.pipeline.star.source import Rows, Source

SINGLE = ("choice", "ref", "text", "person")
"""Types of columns that name at most one entry of their list."""

MANY = ("multichoice", "reflist")

NAMED = {"systems": ("S1", "system"), "initiatives": ("B4", "title")}
"""Things that people name themselves, and the sheet and column in which they say what there is."""


def dimensions(source: Source) -> Iterator[StarTable]:
    """Every dimension in the order of the data dictionary."""
    yield _editions(source)
    yield _areas(source)
    yield _units(source)
    yield _workshops(source)
    if not source.publish:
        yield _files(source)
    yield _sheets(source)
    yield _columns(source)
    yield _listed(source, "dim_module", "module_id", "modules")
    yield _listed(source, "dim_role", "role_id", "roles")
    yield _choices(source)
    for list_name, table, key in (
        ("systems", "dim_system", "system_key"),
        ("initiatives", "dim_initiative", "initiative_key"),
    ):
        yield _things(source, list_name, table, key)
    yield _claims(source)
    yield _evidence(source)


def _editions(source: Source) -> StarTable:
    rows = source["edition"].of("number", "current", "day", "municipality", "process", "lang")
    told: Rows = [(number, current, _day(day), *rest) for number, current, day, *rest in rows]
    columns = (
        ("edition", "text", ""),
        ("current", "integer", ""),
        ("day", "date", ""),
        ("municipality", "text", ""),
        ("process", "text", ""),
        ("lang", "text", ""),
    )
    return source.table("dimension", "dim_edition", columns, told)


def _areas(source: Source) -> StarTable:
    """The areas of the process, and any other that a row speaks of."""
    names = {area.code: area.name for area in source.folder.process.areas}
    used = {str(area) for (area,) in source["evidence"].of("area") if area} | set(named(source, "areas"))
    rows: Rows = [*names.items(), *((code, code) for code in sorted(used - names.keys()))]
    return source.table("dimension", "dim_area", (("area_code", "text", ""), ("name", "text", "")), rows)


def _units(source: Source) -> StarTable:
    words, process = source.folder.words("make"), source.folder.process
    codes = {str(code) for (code,) in source["evidence"].of("unit")}
    codes |= {str(code) for (code,) in source["return_file"].of("unit") if code}
    rows: Rows = []
    for code in sorted(codes, key=lambda code: (code[:1], len(code), code)):
        unit = Unit.parse(code) or LEAD
        rows.append((code, unit.kind, process.unit_name(unit, words("group"), words("lead"))))
    columns = (("unit_code", "text", ""), ("kind", "text", ""), ("name", "text", ""))
    return source.table("dimension", "dim_unit", columns, rows)


def _workshops(source: Source) -> StarTable:
    process, catalogue = source.folder.process, source.folder.catalogue
    rows: Rows = []
    for workshop in (*catalogue.workshops, catalogue.review):
        session = process.session(workshop.id)
        rows.append((workshop.id, workshop.title[process.lang], session.day if session else None))
    columns = (("workshop_id", "text", ""), ("title", "text", ""), ("day", "date", ""))
    return source.table("dimension", "dim_workshop", columns, rows)


def _files(source: Source) -> StarTable:
    told = source["return_file"].of("file", "format", "workshop", "unit", "schema_version", "sha256")
    rows: Rows = [(source.file_key(file), file, *rest) for file, *rest in told]
    columns = (
        ("file_key", "text", ""),
        ("path", "text", ""),
        ("format", "text", ""),
        ("workshop_id", "text", "dim_workshop.workshop_id"),
        ("unit_code", "text", "dim_unit.unit_code"),
        ("schema_version", "integer", ""),
        ("sha256", "text", ""),
    )
    return source.table("dimension", "dim_file", columns, rows)


def _sheets(source: Source) -> StarTable:
    lang = source.folder.process.lang
    sheets = source.folder.catalogue.sheets.values()
    there = set(source["sheet_column"].of("sheet_code"))
    rows: Rows = [
        (s.code, s.title[lang], s.row_is[lang], s.tier, int(s.individual))
        for s in sheets
        if (s.code,) in there
    ]
    columns = (
        ("sheet_code", "text", ""),
        ("title", "text", ""),
        ("row_is", "text", ""),
        ("tier", "integer", ""),
        ("individual", "integer", ""),
    )
    return source.table("dimension", "dim_sheet", columns, rows)


def _columns(source: Source) -> StarTable:
    lang = source.folder.process.lang
    rows: Rows = [
        (f"{s.code}.{c.id}", s.code, c.id, c.header[lang], c.type, c.source, c.help[lang])
        for s in source.sheets
        for c in source.columns(s)
    ]
    columns = (
        ("column_key", "text", ""),
        ("sheet_code", "text", "dim_sheet.sheet_code"),
        ("column_id", "text", ""),
        ("header", "text", ""),
        ("type", "text", ""),
        ("list", "text", ""),
        ("help", "text", ""),
    )
    return source.table("dimension", "dim_column", columns, rows)


def _listed(source: Source, table: str, key: str, list_name: str) -> StarTable:
    """A list of the kit, and what people named beyond it."""
    known = source.lists.get(list_name, {})
    more = sorted(set(named(source, list_name)) - known.keys())
    if list_name == "modules":
        more = sorted({*more, *_modules(source)} - known.keys())
    rows: Rows = [*known.items(), *((id, id) for id in more)]
    return source.table("dimension", table, ((key, "text", ""), ("title", "text", "")), rows)


def _modules(source: Source) -> set[str]:
    rows = (*source["claim"].of("module"), *source["open_question"].of("module"))
    return {str(module) for (module,) in rows if module}


def _choices(source: Source) -> StarTable:
    """Every entry of every list that a column may name, what people added included."""
    used = sorted({c.source for s in source.sheets for c in source.columns(s) if c.source})
    rows: Rows = []
    for name in used:
        entries = source.lists.get(name, {})
        rows += [(f"{name}/{id}", name, id, text) for id, text in entries.items()]
        rows += [(f"{name}/{id}", name, id, id) for id in sorted(set(named(source, name)) - entries.keys())]
    columns = (
        ("choice_key", "text", ""),
        ("list", "text", ""),
        ("entry_id", "text", ""),
        ("text", "text", ""),
    )
    return source.table("dimension", "dim_choice", columns, rows)


def named(source: Source, list_name: str) -> list[str]:
    """Every entry of a list that a row names, each once."""
    found: dict[str, None] = {}
    for sheet in source.sheets:
        places = [n for n, c in enumerate(source.columns(sheet)) if c.source == list_name]
        for _, values in source.answers(sheet) if places else ():
            for place in places:
                found.update(dict.fromkeys(entries(values[place], source.columns(sheet)[place].type)))
    return list(found)


def entries(value: object, type: str) -> Iterable[str]:
    """The entries that a value names; "?" names none."""
    if not isinstance(value, str) or value == "?":
        return ()
    return value.split("; ") if type in MANY else (value,)


def _things(source: Source, list_name: str, table: str, key: str) -> StarTable:
    """Things by their unified name, as they were first written; ``counts_as`` is what the lead decided."""
    sheet, column = NAMED[list_name]
    said = {str(id): name for id, name in source[sheet].of("evidence_id", column)}
    names: dict[str, str] = {}
    told = [str(name) for id, name in said.items() if id in source.evidence and name not in (None, "?")]
    for name in (*told, *named(source, list_name)):
        names.setdefault(unify(name), name)
    counts: dict[str, str] = {}
    for id, kind, other in source["fate"].of("evidence_id", "kind", "other"):
        if kind == "merged" and id in source.evidence and said.get(str(id)):
            counts[unify(str(said[str(id)]))] = unify(str(other))
            names.setdefault(unify(str(other)), str(other))
    rows: Rows = [(name, names[name], counts.get(name, name)) for name in sorted(names)]
    columns = ((key, "text", ""), ("name", "text", ""), ("counts_as", "text", f"{table}.{key}"))
    return source.table("dimension", table, columns, rows)


def _claims(source: Source) -> StarTable:
    told = source["claim"].of("id", "module", "text", "analyses")
    columns = (
        ("claim_id", "text", ""),
        ("module_id", "text", "dim_module.module_id"),
        ("text", "text", ""),
        ("analyses", "text", ""),
    )
    rows: Rows = [row for row in told if row[1] not in source.unpublished]
    return source.table("dimension", "dim_claim", columns, rows)


def _evidence(source: Source) -> StarTable:
    origin = source["evidence"].of(
        "id", "sheet_code", "workshop", "area", "unit", "complete", "file", "sheet", "row"
    )
    rows: Rows = []
    for id, code, workshop, area, unit, complete, file, tab, number in origin:
        if id in source.evidence:
            place = () if source.publish else (source.file_key(file), tab, number)
            rows.append((id, code, workshop, area or None, unit, complete, *place))
    columns: tuple[tuple[str, str, str], ...] = (
        ("evidence_id", "text", ""),
        ("sheet_code", "text", "dim_sheet.sheet_code"),
        ("workshop_id", "text", "dim_workshop.workshop_id"),
        ("area_code", "text", "dim_area.area_code"),
        ("unit_code", "text", "dim_unit.unit_code"),
        ("complete", "integer", ""),
    )
    if not source.publish:
        columns += (("file_key", "text", "dim_file.file_key"), ("tab", "text", ""), ("row", "integer", ""))
    return source.table("dimension", "dim_evidence", columns, rows)


def _day(value: object) -> date | None:
    """An ISO date; ``None`` where there is none."""
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
