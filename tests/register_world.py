"""A small register by hand: two tables, an area, individual answers, a file inside an archive, decisions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from kit.findings import Finding
from kit.model.catalogue import Catalogue
from kit.model.claim import Claim, OpenQuestion
from kit.model.decision import Decision, Fate
from kit.model.document import Note
from kit.model.evidence import UNKNOWN, Evidence, Return
from kit.model.process import LEAD, Area, Process, Session, Unit
from kit.model.results import Results, Share
from kit.model.sheet import Identity
from kit.register import RegisterContent

DAY = date(2027, 2, 10)
G1, G3, SO = Unit("group", "1"), Unit("group", "3"), Unit("area", "SO")
NET, ZIP, KICK, LIST = (
    "returned/net.xlsx",
    "returned/alle.zip!runde/b.xlsx",
    "returned/kick.xlsx",
    "returned/deltagere.xlsx",
)
REVIEW_FILE = "returned/beslutninger.xlsx"


def row(id: str, unit: Unit, file: str, workshop: str, tab: str = "", **values) -> Evidence:
    """``B4.G3.7``: the values stand in B7, C7 …"""
    sheet, number = id.split(".", maxsplit=1)[0], int(id.rpartition(".")[2])
    cells = {column: f"{chr(66 + place)}{number}" for place, column in enumerate(values)}
    return Evidence(id, sheet, workshop, unit, file, tab or sheet, number, values, cells)


def person(number: int, area: str, level: str, unit: Unit = G1) -> list[Evidence]:
    """One respondent's two rows of the self-evaluation."""
    said = {"respondent": f"A-{number:02d}", "area": area, "level": level}
    return [
        row(f"F3.{unit.code}.{number * 10 + n}", unit, KICK, "kickoff", "Selvevaluering", theme=f"T0{n}",
            now=2 + n, why="hemmelig grund", **said)
        for n in (1, 2)
    ]  # fmt: skip


EVIDENCE = (
    row("B4.G3.7", G3, NET, "network", "B4 Initiativer", title="Ét “overblik”", problem="=1+1", value=4,
        days=UNKNOWN, area="SO", type="ai", audience=("citizens", "managers"), systems=("Aula", "Kmd  nexus")),
    row("B4.G3.8", G3, NET, "network", "B4 Initiativer", title="Et overblik", value=2.5),
    row("S1.ASO.7", SO, ZIP, "round", "Systemer hos os", system="KMD Nexus", critical="yes",
        contract_end=date(2028, 1, 31), note="-5 grader"),
    row("S1.ASO.8", SO, ZIP, "round", "Systemer hos os", system="Nexus"),
    row("C2.G3.7", G3, NET, "network", "C2", question="Hvem ejer data?", module="M04"),
    row("R3.G3.7", G3, NET, "roles", "R3", role="RO-03", scope="SO", holder="Afdelingschef"),
    row("U4.G3.7", G3, NET, "skills", "U4", competence="K-03", people=2),
    row("U4.G3.8", G3, NET, "skills", "U4", competence="K-04", people=20),
    row("D4.LEAD.5", LEAD, REVIEW_FILE, "review", "D4", initiative="Et overblik", decision="merge",
        merge_with="Ét “overblik”", decided_by="Digitaliseringschef", basis="net.xlsx, B4, række 8"),
    row("D5.LEAD.6", LEAD, REVIEW_FILE, "review", "D5", module="M06", publish="no"),
    *(item for n in (1, 2, 3) for item in person(n, "SO", "head" if n == 1 else "manager")),
    *person(4, "BU", "head"),
    *(row(f"C1.G1.{n}", G1, LIST, "kickoff", "C1", function="Leder", area="SO", level="manager",
          initials="XYZ") for n in (7, 8, 9)),
)  # fmt: skip

NOTES = (
    Note(1, "Workshop 2, bord 3: ark B4, række 7 og 8.", ("B4.G3.7", "B4.G3.8"), ("M05.a",)),
    Note(2, "Fagområderunden, Sundhed og omsorg: ark S1, række 7.", ("S1.ASO.7",), ("M06.b",)),
    Note(3, "Kick-off: ark F3, 8 svar. Workshop 2, bord 3: ark B4, række 7.", ("B4.G3.7",), ("M03.c",)),
)
NOTES_PUBLISHED = (replace(NOTES[0], evidence=()), replace(NOTES[2], number=2, evidence=()))
"""The module of the second note is not published."""

F3_ROWS = tuple(item.id for item in EVIDENCE if item.sheet == "F3")

DECISIONS = (
    Decision("initiative:et overblik", "initiative", {"decision": "merge", "merge_with": "Ét “overblik”"}, {}, "abc",
             now="abc", by="Digitaliseringschef", on=date(2027, 2, 1), why="det samme", evidence=("D4.LEAD.5",)),
    Decision("module:M06", "module", {"publish": "no"}, {}, "def", now="def", evidence=("D5.LEAD.6",)),
)  # fmt: skip


def register_content(catalogue: Catalogue, lang: str = "da") -> RegisterContent:
    """One run with something of everything."""
    areas = (
        Area("SO", "Sundhed og omsorg", "#aa0000", "dots"),
        Area("BU", "Børn og unge", "#00aa00", "lines"),
    )
    held = ("kickoff", "roles", "network", "round", "systems", "skills")
    process = Process(
        "Prøvekøbing", "PRVK27", lang, areas, tuple(Session(w, DAY, time(9), 20, 2, 4) for w in held)
    )
    codes = {workshop.id: workshop.code for workshop in catalogue.workshops}
    units = {NET: ("network", G3), ZIP: ("round", SO), KICK: ("kickoff", G1), LIST: ("kickoff", G1)}
    returns = [
        Return(file, hex(n)[2:] * 64, "xlsx", Identity("PRVK27", codes[workshop], unit))
        for n, (file, (workshop, unit)) in enumerate(units.items(), 10)
    ]
    returns.append(Return(REVIEW_FILE, "e" * 64, "xlsx", Identity("PRVK27", catalogue.review.code, LEAD)))
    fates = {
        "B4.G3.8": Fate("B4.G3.8", "merged", ("M05.a",), other="Ét “overblik”"),
        "C2.G3.7": Fate("C2.G3.7", "open", owner="Chef", due="2027-03-01"),
        "S1.ASO.8": Fate("S1.ASO.8", "kept", reason="unused"),
        "D4.LEAD.5": Fate("D4.LEAD.5", "decision"),
    }
    results = Results()
    results = replace(results, systems=replace(results.systems, verified=Share(1, 2, ("S1.ASO.7",))))
    return RegisterContent(
        process=process, catalogue=catalogue, edition="0.2", day=DAY, returns=tuple(returns), evidence=EVIDENCE,
        findings=(
            Finding("cell.error-value", NET, "R3 Bemanding", "F9", {"shown": "#REF!", "header": "Indehaver"}),
            Finding("personal.cpr", KICK, "F3 Selvevaluering", "I11", {"header": "Begrundelse"}),
            Finding("file.macros", NET),
        ),
        results=results,
        claims=(
            Claim("M05.a", "M05", "To idéer er én", ("AN-09",), ("B4.G3.7", "B4.G3.8")),
            Claim("M06.b", "M06", "Et system", ("AN-13",), ("S1.ASO.7",)),
            Claim("M03.c", "M03", "=Modenhed 3,5", ("AN-04", "AN-05"), (*F3_ROWS, "B4.G3.7")),
        ),
        open_questions=(
            OpenQuestion("OQ.C2", "M04", "Hvem ejer data?", True, "Chef", "2027-03-01", ("C2.G3.7",)),
            OpenQuestion("OQ.M06", "M06", "Hvem har tid?"),
        ),
        decisions=DECISIONS,
        fates=tuple(fates.get(item.id) or Fate(item.id, "used") for item in EVIDENCE),
        notes=NOTES, published=NOTES_PUBLISHED,
    )  # fmt: skip
