"""Processes at the ends of the scale: one area with three answers, and twelve or thirty areas.

They are held as the rehearsal municipality is: worksheets are made, filled in and delivered, workshop by
workshop. Whatever size does not ask for is the rehearsal's own answer. By hand::

    PYTHONPATH=.:tests python -m real.extremes many /tmp/many da && kit -C /tmp/many consolidate
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

from kit.content import load_catalogue, load_words, write_process
from kit.content.demo import Answer, Demo, DemoReturn, DemoRow, DemoSheet, load_demo
from kit.model.process import Area, Process, Unit
from kit.model.text import Text
from kit.pipeline.demo.mailbag import Mailbag
from kit.pipeline.folder import Folder, open_folder
from kit.pipeline.make import make
from kit.pipeline.new import Wishes, new_process
from kit.pipeline.outputs import write_whole
from kit.resources import Resources

SYSTEMS = 2000
LONGEST = 80
"""Letters of the longest names of areas and systems."""

_AREAS = (
    ("Byggeri og ejendomme", "Buildings and property"),
    ("Sekretariat for tværgående udvikling, indkøb, jura, byråd og politisk betjening…",
     "Secretariat for cross-cutting development, procurement, law, council and policy…"),
    ("Sundhedsfremme", "Health promotion"),
    ("Plan og byudvikling", "Planning and urban development"),
    ("Tandpleje", "Dental care"),
    ("Beredskab", "Emergency services"),
    ("Vej og park", "Roads and parks"),
    ("Forsyning og genbrug", "Utilities and recycling"),
    ("Erhverv og turisme", "Business and tourism"),
    ("Biblioteker", "Libraries"),
    ("Musikskole og teater", "Music school and theatre"),
    ("Idræt og haller", "Sports and halls"),
    ("Pædagogisk-psykologisk rådgivning", "Educational psychology"),
    ("Ungdomsskole og klubber", "Youth school and clubs"),
    ("Misbrug og forsorg", "Addiction and shelters"),
    ("Genoptræning og hjælpemidler", "Rehabilitation and aids"),
    ("Rengøring og køkkener", "Cleaning and kitchens"),
    ("Havne og strande", "Harbours and beaches"),
    ("Natur og vandløb", "Nature and watercourses"),
    ("Boligstøtte og ydelser", "Housing support and benefits"),
    ("Valg og borgerinddragelse", "Elections and participation"),
    ("Integration og sprog", "Integration and language"),
)  # fmt: skip
"""Areas beyond the eight that every process starts with; the second is 80 letters long."""
_MAKERS = (
    "Solvang", "Nordlys", "Havblik", "Bøgely", "Stenager", "Fjordkær", "Lindholt", "Ravnkilde", "Egebæk", "Klitgård",
    "Møllevang", "Søndervig", "Tornager", "Kærhave", "Birkemose", "Vestervang", "Hyldeby", "Åkandehus", "Granlund",
    "Rørdal", "Ellemose", "Brinkhøj", "Dyrehave", "Frydenlund", "Gedeager", "Hestehave", "Ibsminde", "Jernkilde",
    "Kohave", "Lyngbakke", "Mosevang", "Nørremark", "Oddevej", "Pilehøj", "Rugager", "Skovbryn", "Tjørnehøj",
    "Ulvedal", "Vibeeng", "Ørnevang",
)  # fmt: skip
_SUBJECTS = (
    ("Vagtplan", "Rota"), ("Journal", "Records"), ("Tidsbestilling", "Booking"), ("Fakturering", "Billing"),
    ("Nøgleskabe", "Key cabinets"), ("Ventelister", "Waiting lists"), ("Postliste", "Mail register"),
    ("Tilsyn", "Inspections"), ("Kørsel", "Transport"), ("Lagerstyring", "Stock control"),
    ("Kortviser", "Map viewer"), ("Budget", "Budget"), ("Udbud", "Tenders"), ("Medicinliste", "Medicine list"),
    ("Fravær", "Absence"), ("Ruteplan", "Routes"), ("Gravetilladelser", "Digging permits"), ("Arkiv", "Archive"),
    ("Energiforbrug", "Energy use"), ("Køkken", "Kitchen"), ("Rekruttering", "Recruitment"), ("Klager", "Complaints"),
    ("Måltal", "Figures"), ("Bevilling", "Grants"), ("Årsplan", "Year plan"), ("Elevplaner", "Pupil plans"),
    ("Tandkort", "Dental charts"), ("Udlån", "Loans"), ("Billetsalg", "Tickets"), ("Byggesag", "Building cases"),
    ("Træregister", "Tree register"), ("Snerydning", "Snow clearing"), ("Affaldshentning", "Waste collection"),
    ("Vandprøver", "Water samples"), ("Havneplads", "Berths"), ("Legatansøgning", "Bursaries"),
    ("Sprogtest", "Language tests"), ("Boliganvisning", "Housing"), ("Værgemål", "Guardianship"),
    ("Hjælpemidler", "Aids"), ("Genoptræning", "Rehabilitation"), ("Talgenkendelse", "Dictation"),
    ("Indeklima", "Indoor climate"), ("Adgangskort", "Access cards"), ("Mødebog", "Minutes"),
    ("Valgliste", "Electoral roll"), ("Parkering", "Parking"), ("Cykeltællinger", "Bicycle counts"),
    ("Støjmåling", "Noise"), ("Drikkevand", "Drinking water"),
)  # fmt: skip
_LONG = (" – regneark, som afdelingen selv fører ved siden af det fælles system, hver uge", " – a spreadsheet that the unit keeps beside the shared system, every single week")  # fmt: skip


def few(root: Path, lang: str) -> Folder:
    """One area and three answers: a purpose, a role and a system, each in a return of its own."""
    script = _script()
    area = Unit("area", "SO")
    rows: tuple[tuple[str, Unit, str, dict[str, Answer]], ...] = (
        ("kickoff", Unit("group", "1"), "F1", _first(script, "kickoff", "F1")),
        ("roles", area, "R3", _first(script, "roles", "R3", area)),
        ("round", area, "S1", {"system": Text.of(da="KMD Nexus", en="KMD Nexus"), "area": "SO", "confirmed": "yes", "critical": "yes"}),
    )  # fmt: skip
    returns = tuple(
        _return(workshop, unit, (DemoSheet(code, (DemoRow(values),)),))
        for workshop, unit, code, values in rows
    )
    return _held(
        root, replace(script, returns=returns, extensions=(), participants=3, tables=1), lang, ["SO"], ()
    )


def many(root: Path, lang: str) -> Folder:
    """Twelve areas, one of them with a name of 80 letters, and 2,000 systems."""
    script = _script()
    return _held(root, script, lang, None, _more(4, lang), SYSTEMS)


def wide(root: Path, lang: str) -> Folder:
    """Thirty areas; the rehearsal's systems."""
    script = _script()
    return _held(root, script, lang, None, _more(22, lang))


def system_names() -> tuple[Text, ...]:
    """2,000 names that nobody has given a system, every 25th of them 80 letters long."""
    made = []
    for place, ((da, en), maker) in enumerate(product(_SUBJECTS, _MAKERS)):
        names = (f"{maker} {da}", f"{maker} {en}")
        if place % 25 == 0:
            names = (f"{names[0]}{_LONG[0]}"[:LONGEST], f"{names[1]}{_LONG[1]}"[:LONGEST])
        made.append(Text.of(da=names[0], en=names[1]))
    return tuple(made)


def _script() -> Demo:
    resources = Resources()
    catalogue, findings = load_catalogue(resources)
    assert findings == ()
    return replace(load_demo(resources, catalogue), faults=())


def _more(count: int, lang: str) -> tuple[Area, ...]:
    """Areas beyond the eight: ``XA``, ``XB`` …"""
    patterns = ("diagonal", "dots", "grid", "waves")
    return tuple(
        Area(f"X{chr(65 + n)}", name[lang == "en"][:LONGEST], "#4a4f57", patterns[n % len(patterns)])
        for n, name in enumerate(_AREAS[:count])
    )


def _held(
    root: Path, script: Demo, lang: str, only: list[str] | None, more: tuple[Area, ...], systems: int = 0
) -> Folder:
    """All workshops, until every worksheet has come back."""
    process = _process(root, script, lang, only, more)
    returns = (*script.returns, *_copied(script, [area.code for area in more]))
    if systems:
        returns = tuple(_with_systems(returns, process, system_names()[:systems]))
    script = replace(script, returns=returns)
    folder = open_folder(root)
    mailbag = Mailbag(folder, script)
    for session in process.sessions:
        made = make(folder, [session.workshop], frozenset({"worksheet"}), lambda _: None)
        mailbag.answer(session.workshop, made.paths)
        mailbag.deliver(session.workshop)
    return folder


def _process(root: Path, script: Demo, lang: str, only: list[str] | None, more: tuple[Area, ...]) -> Process:
    wishes = Wishes(
        script.municipality[lang], script.start, lang, script.participants, script.sponsor[lang], script.lead[lang],
        groups=script.tables, code=script.code, colour=script.colour,
    )  # fmt: skip
    process = new_process(root, wishes)
    areas = tuple(area for area in process.areas if only is None or area.code in only)
    process = replace(process, areas=(*areas, *more), tier2=frozenset(script.extensions))
    resources = Resources()
    text = write_process(process, load_words(resources, "new", lang), resources)
    write_whole(root / "kit.toml", text.encode())
    return process


def _return(workshop: str, unit: Unit, sheets: tuple[DemoSheet, ...]) -> DemoReturn:
    name = f"{workshop}-{unit.code}.xlsx"
    return DemoReturn(workshop, unit, Text.of(da=name, en=name), workshop, "xlsx", sheets)


def _first(script: Demo, workshop: str, code: str, unit: Unit | None = None) -> dict[str, Answer]:
    """The first row that the rehearsal has on a sheet."""
    returns = (r for r in script.returns if r.workshop == workshop and (unit is None or r.unit == unit))
    row = next(s.rows[0] for r in returns for s in r.sheets if s.code == code and s.rows)
    return {**row.keys, **row.values}


def _copied(script: Demo, codes: list[str]) -> Iterator[DemoReturn]:
    """What the new areas answer: the same as one of the eight, about themselves."""
    models = [r.unit.key for r in script.returns if r.workshop == "round" and r.unit.kind == "area"]
    for place, code in enumerate(codes):
        model = models[place % len(models)]
        for item in script.returns:
            if item.unit == Unit("area", model):
                sheets = tuple(_moved(sheet, model, code) for sheet in item.sheets)
                yield _return(item.workshop, Unit("area", code), sheets)


def _moved(sheet: DemoSheet, model: str, code: str) -> DemoSheet:
    """The rows of a sheet with one area put for another; the list of systems is each area's own."""
    rows = (row for row in sheet.rows if sheet.code != "S1" or row.every)
    return DemoSheet(
        sheet.code,
        tuple(
            replace(row, values=_put(row.values, model, code), keys=_put(row.keys, model, code))
            for row in rows
        ),
    )


def _put(values: object, model: str, code: str) -> dict[str, Answer]:
    assert isinstance(values, dict)
    return {column: code if value == model else value for column, value in values.items()}


def _with_systems(
    returns: tuple[DemoReturn, ...], process: Process, names: tuple[Text, ...]
) -> Iterator[DemoReturn]:
    """The lead lists all systems at the kick-off; each area answers for its share."""
    codes = [area.code for area in process.areas]
    shares = {code: names[place :: len(codes)] for place, code in enumerate(codes)}
    for item in returns:
        if (item.workshop, item.unit.kind) == ("kickoff", "lead"):
            rows = tuple(_listed(name, codes[n % len(codes)], n) for n, name in enumerate(names))
            yield _with_rows(item, "S1", rows)
        elif (item.workshop, item.unit.kind) == ("round", "area"):
            share = shares[item.unit.key]
            yield _with_rows(
                _with_rows(item, "S3", tuple(_flows(share))), "S4", _judged(share, item.unit.key)
            )
        else:
            yield item


def _with_rows(item: DemoReturn, code: str, rows: tuple[DemoRow, ...]) -> DemoReturn:
    sheets = (replace(s, rows=(*s.rows, *rows)) if s.code == code else s for s in item.sheets)
    return replace(item, sheets=tuple(sheets))


def _listed(name: Text, area: str, place: int) -> DemoRow:
    critical = "yes" if place % 9 == 0 else "no"
    values: dict[str, Answer] = {"system": name, "area": area, "confirmed": "yes", "critical": critical}
    values |= {"life_cycle": "phasing_out"} if place % 31 == 0 else {"life_cycle": "in_use"}
    if place % 3:
        owner = Text.of(da=f"Leder, enhed {place % 40 + 1}", en=f"Head of unit {place % 40 + 1}")
        values |= {"owner": owner, "manager": owner, "data_owner": owner}
    return DemoRow(values)


def _flows(names: tuple[Text, ...]) -> Iterator[DemoRow]:
    methods = ("integration", "file", "typing", "copy_paste", "mail")
    for place, (source, target) in enumerate(zip(names[::3], names[1::3], strict=False)):
        yield DemoRow({
            "source": source, "target": target, "what": Text.of(da="Sager og beløb", en="Cases and amounts"),
            "method": methods[place % len(methods)], "frequency": "weekly", "personal": "no", "minutes": 15 + place,
        })  # fmt: skip


def _judged(names: tuple[Text, ...], area: str) -> tuple[DemoRow, ...]:
    columns = ("completeness", "correctness", "timeliness", "reusability", "access")
    return tuple(
        DemoRow({column: 1 + (n + k) % 5 for k, column in enumerate(columns)}, {"object": name, "area": area})
        for n, name in enumerate(names[::4])
    )


MAKERS = {"few": few, "many": many, "wide": wide}

if __name__ == "__main__":
    MAKERS[sys.argv[1]](Path(sys.argv[2]), sys.argv[3])
