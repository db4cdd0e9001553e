from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from itertools import count
from math import isnan

from analyse_rows import AREAS, row

from kit.analyse import AnalysisContext, analyse
from kit.model.evidence import Evidence, Value
from kit.model.results import Results

GROUPS = ("G1", "G2", "G3", "G4")


def a_process(context: AnalysisContext, seed: int, size: int) -> list[Evidence]:
    """Rows of every sheet of a workshop with random answers, a tenth of them blank and some "?"."""
    dice = random.Random(seed)
    numbers = count(1)
    made: list[Evidence] = []
    for sheet in context.catalogue.sheets.values():
        if sheet.tier == 0:
            continue
        for _ in range(size):
            values: dict[str, Value | None] = {
                column.id: _value(dice, column.type, column.source or "", column.low, column.high, context)
                for column in sheet.columns
                if dice.random() > 0.1
            }
            unit = dice.choice([*GROUPS, *(f"A{area.code}" for area in AREAS), "LEAD"])
            made.append(_named(row(sheet.code, unit, next(numbers), _workshop(dice, sheet.code)), values))
    return made


def _named(item: Evidence, values: dict[str, Value | None]) -> Evidence:
    return replace(item, values={key: value for key, value in values.items() if value is not None})


def _workshop(dice: random.Random, code: str) -> str:
    return dice.choice(["kickoff", "round", "systems"]) if code[0] in "SC" else ""


def _value(
    dice: random.Random,
    kind: str,
    source: str,
    low: float | None,
    high: float | None,
    context: AnalysisContext,
) -> Value:
    lists = {
        "areas": [area.code for area in AREAS],
        "roles": [role.id for role in context.catalogue.roles],
        "themes": [theme.id for theme in context.catalogue.themes],
        "competences": [competence.id for competence in context.catalogue.competences],
        "decisions": [decision.id for decision in context.catalogue.decisions],
        "modules": [module.id for module in context.catalogue.modules],
        "systems": [f"System {chr(65 + n)}{chr(65 + n // 3)}" for n in range(25)],
        "initiatives": [f"Idé {n}" for n in range(20)],
        "functions": ["Chef", "Leder", "Controller", "Konsulent"],
        "scopes": [*(area.code for area in AREAS), "municipality", "System AA"],
    }
    entries = lists.get(source) or list(context.choices(source))
    if kind in ("number", "int"):
        return dice.randint(int(low or 0), int(high or 40))
    if kind == "date":
        return date(2024 + dice.randint(0, 5), dice.randint(1, 12), dice.randint(1, 28))
    if kind == "quarter":
        return f"2027-K{dice.randint(1, 4)}"
    if kind in ("multichoice", "reflist") and entries:
        return tuple(dice.sample(entries, min(2, len(entries))))
    if entries:
        return dice.choice(entries)
    return f"Tekst {dice.randint(1, 40)}"


def values(result: object) -> Iterator[object]:
    """Everything inside a result."""
    yield result
    if is_dataclass(result):
        for field in fields(result):
            yield from values(getattr(result, field.name))
    elif isinstance(result, tuple):
        for item in result:
            yield from values(item)


def test_nothing_in_nothing_out(context: AnalysisContext) -> None:
    found = analyse([], context)
    empty = Results()
    for field in fields(Results):
        if field.name not in ("maturity", "modules", "minimum", "systems", "coverage", "network"):
            assert getattr(found, field.name) == getattr(empty, field.name), field.name
    assert found.systems.items == () and found.systems.verified.value is None
    assert found.coverage.roles == () and found.coverage.total.value is None
    assert found.network.completeness.part == 0
    assert {p.state for p in found.minimum.points if p.key != "sponsor"} == {"missing"}
    assert found.minimum.points[1].items == ("Kommunaldirektør",)


def test_the_order_of_rows_does_not_matter(context: AnalysisContext) -> None:
    rows = a_process(context, 1, 30)
    expected = analyse(rows, context)
    for seed in (2, 3):
        shuffled = rows[:]
        random.Random(seed).shuffle(shuffled)
        assert shuffled != rows
        assert analyse(shuffled, context) == expected


def test_every_figure_names_rows_that_exist(context: AnalysisContext) -> None:
    rows = a_process(context, 4, 30)
    known = {item.id for item in rows}
    found = analyse(rows, context)
    named: set[str] = set()
    for value in values(found):
        if is_dataclass(value) and hasattr(value, "evidence"):
            evidence = value.evidence
            assert len(set(evidence)) == len(evidence)
            named |= set(evidence)
    assert named <= known
    assert len(named) > 0.9 * len(known)
    for field in fields(Results):
        if field.name not in ("provenance", "rulings"):
            assert getattr(found, field.name).evidence, field.name


def test_random_and_sparse_answers_never_break_it(context: AnalysisContext) -> None:
    for seed in range(20):
        found = analyse(a_process(context, seed, 1 + seed % 4), context)
        for value in values(found):
            assert not (isinstance(value, float) and isnan(value))


def test_rows_with_nothing_but_an_id_never_break_it(context: AnalysisContext) -> None:
    bare = [
        row(code, "G1", 1, complete=False) for code, sheet in context.catalogue.sheets.items() if sheet.tier
    ]
    unknown = [
        row(code, "G2", 1, complete=False, **{column.id: "?" for column in sheet.columns})
        for code, sheet in context.catalogue.sheets.items()
        if sheet.tier
    ]
    found = analyse([*bare, *unknown], context)
    assert found.provenance.rows == len(bare) + len(unknown)
    assert found.initiatives.items == () and found.systems.items == ()


def test_five_thousand_rows_take_well_under_a_second(context: AnalysisContext) -> None:
    rows = a_process(context, 5, 220)
    assert len(rows) > 4500
    analyse(rows, context)
    start = time.process_time()
    analyse(rows, context)
    assert time.process_time() - start < 1.5  # a slow, shared machine; about 0.3 s on two cores
