"""A whole process held in Calc: workshop after workshop, each built on what came back from the one before."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kit.model.process import WORKSHOPS
from kit.model.sheet import SheetFill
from kit.pipeline.check import gather
from kit.pipeline.folder import Folder, open_folder, static_lists
from kit.pipeline.make import make
from kit.pipeline.prefill import Known, prefill
from kit.pipeline.units import Handout, handouts
from real.answers import Answerer
from real.office import Office
from real.plan import Expected, Plan, Twist

FORMATS = ("xlsx", "ods")

RETURNS: Mapping[tuple[str, str], str] = {
    ("kickoff", "G1"): "fra mail/Bord 1 – endelig udgave (2)",
    ("kickoff", "LEAD"): "listen",
    ("roles", "G2"): "Kopi af roller & ansvar",
    ("roles", "ASO"): "SO/æøå",
    ("roles", "LEAD"): "2027-01-20 leder",
    ("network", "G3"): "bord3_BI",
    ("network", "AKT"): "Klima teknik miljø",
    ("network", "LEAD"): "kapacitet.v2",
    ("round", "ASO"): "SO/runde",
    ("round", "LEAD"): "deltagere i runden",
    ("systems", "G4"): "G4 SYSTEMER",
    ("systems", "LEAD"): "kritiske uden ejer",
    ("skills", "G5"): "Fwd_ ark",
    ("skills", "LEAD"): "moduler",
}
"""Who sends something back, and what they call the file: together they answer all sheets of tier 1."""

TWISTS: Mapping[tuple[str, str, str], Twist] = {
    ("kickoff", "G1", "F1"): Twist(rows=("ny",), before=[("insert_rows", "F1", "3", "ny")]),
    ("kickoff", "G1", "F2"): Twist(
        before=[("insert_column", "F2", "Kategori", "Hvem sagde det?")],
        after=[
            ("scribble", "F2", "2", "Hvem sagde det?", "vist nok bord 3"),
            ("rename", "F2", "Kræfter (vores)"),
            ("move", "F2", 0),
        ],
        pasted=frozenset({"force", "area"}),
    ),
    ("kickoff", "G1", "R1"): Twist(before=[("insert_rows", "R1", "top", "a", "b", "c")]),
    ("kickoff", "LEAD", "S1"): Twist(
        rows=("ny",),
        before=[("insert_rows", "S1", "2", "ny")],
        after=[("rename", "S1", "Ark1"), ("move", "S1", 1)],
    ),
    ("roles", "G2", "R4"): Twist(
        before=[("insert_rows", "R4", "top", "a")], after=[("rename", "R4", "RACI!")]
    ),
    ("roles", "G2", "R2"): Twist(after=[("insert_rows", "R2", "3", "tom"), ("move", "R2", 4)]),
    ("roles", "ASO", "R3"): Twist(
        pasted=frozenset({"status"}), after=[("insert_rows", "R3", "top", "a", "b")]
    ),
    ("network", "G3", "B4"): Twist(
        rows=("x", "y"),
        before=[("insert_rows", "B4", "2", "x", "y")],
        after=[("insert_column", "B4", "Fagområde", "Stjerner"), ("scribble", "B4", "1", "Stjerner", "***")],
    ),
    ("network", "G3", "B1"): Twist(after=[("move", "B1", 5)]),
    ("round", "ASO", "S3"): Twist(
        after=[("rename", "S3", "Flows"), ("move", "S3", 0)], pasted=frozenset({"method"})
    ),
    ("round", "ASO", "S1"): Twist(after=[("insert_column", "S1", "Kritisk?", "Vores"), ("move", "S1", 4)]),
    ("skills", "G5", "U1"): Twist(
        after=[("insert_rows", "U1", "top", "a"), ("rename", "U1", "Krav til roller")]
    ),
    ("skills", "G5", "U2"): Twist(after=[("insert_rows", "U2", "7", "tom")]),
    ("skills", "G5", "U4"): Twist(before=[("insert_rows", "U4", "2", "n")], rows=("n",)),
}
"""How they mistreat single sheets. All others are filled in as they came."""


@dataclass(frozen=True, slots=True)
class Returned:
    """One worksheet that was filled in and saved in every format."""

    workshop: str
    unit: str
    sheets: tuple[str, ...]
    files: Mapping[str, Path]
    expected: tuple[Expected, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """The process after its last workshop, once per format, and what people had written."""

    roots: Mapping[str, Path]
    returned: tuple[Returned, ...]


def hold(office: Office, roots: Mapping[str, Path]) -> Held:
    """Hold all workshops. The first format's folder makes the material; every folder gets the returns."""
    first = open_folder(roots[FORMATS[0]])
    answerer = Answerer(static_lists(first), first.process.lang)
    returned = [
        item for workshop in WORKSHOPS for item in _workshop(office, first, roots, workshop, answerer)
    ]
    return Held(roots, tuple(returned))


def _workshop(
    office: Office, folder: Folder, roots: Mapping[str, Path], workshop: str, answerer: Answerer
) -> Iterator[Returned]:
    made = make(folder, [workshop], frozenset({"worksheet"}), _quietly)
    known = Known(folder.process, folder.catalogue, gather(folder).evidence, folder.process.lang)
    _offer(answerer, known)
    for handout, path in zip(handouts(folder.process, folder.catalogue, workshop), made.paths, strict=True):
        name = RETURNS.get((workshop, handout.unit.code))
        if name:
            yield _fill_in(office, folder.root / path, handout, known, answerer, roots, name)


def _fill_in(
    office: Office, workbook: Path, handout: Handout, known: Known, answerer: Answerer,
    roots: Mapping[str, Path], name: str,
) -> Returned:  # fmt: skip
    plan = Plan(handout.unit, answerer)
    workshop, unit = handout.workshop.id, handout.unit.code
    for code in handout.sheets:
        rows = prefill(code, workshop, handout.unit, known)
        fill = SheetFill(known.catalogue.sheets[code], rows)
        plan.fill(fill, TWISTS.get((workshop, unit, code), Twist()))
    files = {format: root / "returned" / f"{name}.{format}" for format, root in roots.items()}
    for file in files.values():
        file.parent.mkdir(parents=True, exist_ok=True)
    before = hashlib.sha256(workbook.read_bytes()).digest()
    written = office.work(workbook, plan.acts, list(files.values()))
    assert hashlib.sha256(workbook.read_bytes()).digest() == before
    expected = tuple(plan.expected(written, known.catalogue.sheets))
    return Returned(workshop, unit, handout.sheets, files, expected)


def _offer(answerer: Answerer, known: Known) -> None:
    """What earlier answers brought must now be in the drop-downs."""
    for pool, places in {
        "systems": (("S1", "system"),),
        "initiatives": (("B4", "title"),),
        "functions": (("C1", "function"), ("R1", "function"), ("B2", "function")),
    }.items():
        answerer.offered[pool] = {row.text(column) for code, column in places for row in known.rows(code)}


def _quietly(_: str) -> None:
    """Progress that nobody sees."""
