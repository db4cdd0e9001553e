"""One small municipality by hand: results with the evidence that they rest on."""

from __future__ import annotations

import tomllib
from datetime import date, time

from kit.content import card_lists
from kit.model.catalogue import Catalogue
from kit.model.evidence import Evidence, Value
from kit.model.process import LEAD, WORKSHOPS, Area, Process, Session, Unit
from kit.model.sheet import Choice, Lists
from kit.model.text import Text, Words
from kit.resources import Resources
from kit.strategy import StrategyContext

DAY = date(2026, 10, 20)
AREAS = (("SO", "Sundhed og ældre"), ("KT", "Klima, teknik og miljø"), ("DS", "Dagtilbud og skole"))
AREAS_EN = (
    ("SO", "Health and elderly care"),
    ("KT", "Climate, technical services and environment"),
    ("DS", "Day care and schools"),
)
HELD = {
    "F": "kickoff",
    "R": "roles",
    "B": "network",
    "S": "round",
    "U": "skills",
    "C": "kickoff",
    "D": "review",
}


class Rows:
    """Makes evidence when a result asks for it: ``rows("F2", "G1", 3, 4)`` are rows 3 and 4 of table 1."""

    def __init__(self) -> None:
        self.made: dict[str, Evidence] = {}

    def __call__(self, sheet: str, unit: str, *numbers: int, **values: Value) -> tuple[str, ...]:
        held = HELD[sheet[0]]
        who = LEAD if unit == "LEAD" else Unit.parse(unit)
        assert who is not None
        ids = []
        for number in numbers:
            id = f"{sheet}.{unit}.{number}"
            file = f"returned/{held}-{unit}.xlsx"
            if id not in self.made or values:
                self.made[id] = Evidence(id, sheet, held, who, file, sheet, number, values, {})
            ids.append(id)
        return tuple(ids)


def either(lang: str, da: str, en: str) -> str:
    """The wording in the language of the edition."""
    return da if lang == "da" else en


def words(path: str, lang: str) -> Words:
    table = tomllib.loads(Resources().text(path))
    return Words({key: Text.of(value) for key, value in table.items()}, lang)


def sentence_files() -> dict[str, str]:
    names = Resources().names("templates/strategy", ".toml")
    return {name.rpartition("/")[2].removesuffix(".toml"): name for name in names}


def process(lang: str, **changes: object) -> Process:
    areas = tuple(Area(c, name, "#1b6ca8", "dots") for c, name in (AREAS if lang == "da" else AREAS_EN))
    days = dict(zip(WORKSHOPS, range(1, 7), strict=True))
    sessions = tuple(Session(w, date(2026, 9, 3 * n), time(9), 24, 2, 5) for w, n in days.items())
    values = {"lead": "Digitaliseringschef" if lang == "da" else "Head of digitalisation", **changes}
    name = "Prøvekøbing Kommune" if lang == "da" else "Prøvekøbing Municipality"
    return Process(name, "PRVK26", lang, areas, sessions, **values)


def context(
    catalogue: Catalogue, lang: str = "da", rows: Rows | None = None, day: date = DAY, **changes: object
) -> StrategyContext:
    """All that the strategy needs besides results; ``changes`` are fields of the process."""
    held = process(lang, **changes)
    areas = tuple(Choice(area.code, Text.same(area.name)) for area in held.areas)
    return StrategyContext(
        process=held,
        catalogue=catalogue,
        evidence=rows.made if rows else {},
        lists=Lists({**catalogue.lists, **card_lists(catalogue), "areas": areas}),
        words=words("templates/words/strategy.toml", lang),
        labels=words("templates/words/document.toml", lang),
        sentences={part: words(name, lang) for part, name in sentence_files().items()},
        edition="0.3",
        day=day,
    )
