"""Rows by hand in a process of eight areas, and the edition that they make."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kit.model.decision import Fate
from kit.model.evidence import Evidence, Value
from kit.model.letter import FateLetter, RolePage
from kit.model.process import Unit
from kit.pipeline.check import Gathered
from kit.pipeline.edition import Edition, compile_edition
from kit.pipeline.folder import Folder, open_folder
from kit.pipeline.new import Wishes, new_process
from kit.strategy import StrategyContext, fate_letters, role_pages

DAY = date(2027, 2, 16)
HELD = {"F": "kickoff", "R": "roles", "B": "network", "S": "systems", "U": "skills", "C": "kickoff"}
SECRET = "Et svar fra én person"
SCORE = 4.25


def folder_at(root: Path, lang: str = "da") -> Folder:
    new_process(root, Wishes("Prøvekøbing", date(2027, 1, 12), lang, 24, "Direktør", "Digitaliseringschef"))
    return open_folder(root)


def row(sheet: str, unit: str, number: int, /, complete: bool = True, **values: Value) -> Evidence:
    held, by = HELD[sheet[0]], Unit.parse(unit)
    assert by is not None
    cells = {column: f"{chr(66 + place)}{number}" for place, column in enumerate(values)}
    file = f"returned/{held}-{unit}.xlsx"
    return Evidence(f"{sheet}.{unit}.{number}", sheet, held, by, file, sheet, number, values, cells, complete)


def initiative(unit: str, number: int, title: str, area: str, score: float = SCORE) -> Evidence:
    scores: dict[str, Value] = dict.fromkeys(("value", "fit", "feasible", "data_ready"), score)
    return row(
        "B4", unit, number, title=title, problem="Det tager for lang tid", area=area, audience=("employees",),
        risk=2, days=10, owner="Ældrechef", benefit_owner="Ældrechef", roles="BI-konsulent: 10", **scores,
    )  # fmt: skip


def capacity(number: int, quarter: str) -> Evidence:
    return row("B9", "LEAD", number, role="RO-09", quarter=quarter, hours=400, committed=0)


def rows() -> tuple[Evidence, ...]:
    """Contributions of two areas and of none, beside answers of single persons and scores."""
    return (
        row("F1", "G1", 1, reason="… bruge tiden på borgerne", audience=("citizens",), area="SO", dots=437),
        row("F1", "G2", 1, reason="bruge tiden på borgerne", audience=("citizens",), area="SO", dots=437),
        row("F1", "G2", 2, reason="kende vejene", audience=("citizens",), area="KT", dots=1),
        row("F2", "G1", 1, force="barrier", description="Ingen ved, hvem der ejer data", category="data",
            area="SO", strength=SCORE, influence=SCORE, counter_move="Udpeg dataejere"),
        row("F2", "G1", 2, force="driver", description="Direktionen spørger", category="leadership",
            area="KT", strength=SCORE, influence=SCORE),
        row("F3", "G1", 1, theme="T01", now=3, target=5, area="SO", basis=SECRET),
        row("U2", "ASO", 1, competence="K-01", level=2, initials="XQZ", comment=SECRET),
        row("U6", "G1", 1, mark="L1", now=2, step=SECRET),
        row("R1", "G1", 1, function="Sygeplejerske", area="SO", type="passive", influence=2, affected=5,
            needs="færre felter"),
        row("R1", "G2", 1, function="Vejformand", area="KT", type="active"),
        row("S3", "ASO", 1, source="KMD Nexus", target="Regneark", what="Besøg", method="copy_paste",
            frequency="weekly", personal="yes", minutes=300),
        row("C2", "G1", 1, question="Må vi se genoptræningens data?", area="SO", blocking="yes",
            responsible="Databeskyttelsesrådgiver", due=date(2027, 3, 1), module="M10"),
        row("C2", "G1", 2, question="Hvem svarer for robotten?", area="KT", blocking="no", module="M08"),
        row("B7", "G1", 1, risk="Vi når det ikke", kind="organisational", probability=3, impact=3,
            handled_by="us", treatment="Højst tre ad gangen", responsible="Digitaliseringschef"),
        row("B1", "G1", 1, field="purpose", content="Ens tal", agreement=4),
        initiative("G1", 1, "Ét overblik til distrikterne", "SO"),
        initiative("G2", 1, "Robot til alt", "KT", score=1.25),
        capacity(1, "2027-K2"),
        capacity(2, "2027-K3"),
    )  # fmt: skip


TELLING = ("B4", "B6", "B7", "C2", "F1", "F2", "R1", "S3")


def edition(folder: Folder, evidence: tuple[Evidence, ...]) -> tuple[Gathered, Edition]:
    gathered = Gathered((), evidence, ())
    return gathered, compile_edition(folder, gathered, "0.3", DAY)


@dataclass(frozen=True)
class World:
    folder: Folder
    gathered: Gathered
    edition: Edition
    context: StrategyContext

    def letters(
        self,
        *fates: Fate,
        hidden: frozenset[str] = frozenset(),
        unpublished: frozenset[str] = frozenset(),
    ) -> dict[str, FateLetter]:
        """By area; the edition's own fates unless others are given."""
        words = self.folder.words("letters")
        given = fates or self.edition.fates
        made = fate_letters(self.edition.results, self.context, given, words, hidden, unpublished)
        return {letter.area: letter for letter in made}

    def pages(self, unpublished: frozenset[str] = frozenset()) -> dict[str, RolePage]:
        words = self.folder.words("role_pages")
        pages = role_pages(self.edition.results, self.context, words, unpublished)
        return {page.reader: page for page in pages}


Maker = Callable[..., World]
"""Evidence, and the language → the world that it makes."""
