"""Individual answers in a process with one or two people per area: no figure is theirs alone.

Two kinds of proof. Nothing that a strategy says or a register holds may rest on fewer people than the limit;
and where so few have answered, it must not matter at all what they answered.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path

import pytest
from strategy_case import DAY, Rows, context
from strategy_dump import dump

from kit.analyse import AnalysisContext, analyse
from kit.findings import Finding
from kit.model.catalogue import Catalogue
from kit.model.claim import Claim
from kit.model.evidence import UNKNOWN, Evidence, Return, Value
from kit.model.results import Results
from kit.register import RegisterContent, trace, write_register
from kit.strategy import compile_strategy

PEOPLE = {"SO": ("manager", "employee"), "KT": ("director", "consultant"), "DS": ("employee",)}
"""One or two people per area, and never three of a level that leads."""

LEAST = {"F3": 3, "U2": 5, "U6": 5}
MARKS = (1, 5, 2, 4, 5)


@dataclass(frozen=True)
class Edition:
    rows: Mapping[str, Evidence]
    results: Results
    claims: tuple[Claim, ...]
    text: str
    table: tuple[tuple[str, str, float | None, str | None], ...]
    path: Path


class Maker:
    """Makes editions of a process from what people answered on each theme."""

    def __init__(self, catalogue: Catalogue, folder: Path) -> None:
        self.catalogue, self.folder, self.made = catalogue, folder, 0

    def __call__(self, rows: Rows, findings: Sequence[Finding] = ()) -> Edition:
        held = context(self.catalogue, "da", rows, tier2=frozenset({"U6"}))
        asked = AnalysisContext(held.process, self.catalogue, DAY)
        results = analyse(list(rows.made.values()), asked)
        strategy = compile_strategy(results, held)
        self.made += 1
        path = self.folder / f"{self.made}.sqlite"
        files = sorted({row.file for row in rows.made.values()})
        write_register(
            path,
            RegisterContent(
                process=held.process,
                catalogue=self.catalogue,
                edition="0.3",
                day=DAY,
                returns=[Return(file, "0", "xlsx", None) for file in files],
                evidence=list(rows.made.values()),
                findings=findings,
                results=results,
                claims=strategy.claims,
                open_questions=strategy.open_questions,
            ),
        )
        connection = sqlite3.connect(path)
        table = tuple(connection.execute("SELECT analysis, name, number, text FROM result"))
        connection.close()
        return Edition(rows.made, results, strategy.claims, dump(strategy), table, path)


@pytest.fixture
def make(catalogue: Catalogue, tmp_path: Path) -> Maker:
    return Maker(catalogue, tmp_path)


def people() -> list[tuple[str, str]]:
    return [(area, level) for area, levels in PEOPLE.items() for level in levels]


def theme(rows: Rows, theme: str, answers: Sequence[Value], who: Sequence[tuple[str, str]]) -> None:
    """One person's answer each, at a place of its own in the sheet."""
    start = 10 * int(theme[1:])
    for n, (answer, (area, level)) in enumerate(zip(answers, who, strict=True)):
        said: dict[str, Value] = {"respondent": f"{area}-{n}", "area": area, "level": level, "theme": theme}
        rows("F3", "G1", start + n, **said, now=answer, target=5, importance=answer)


def skills(rows: Rows, competence: str, levels: Sequence[Value], roles: Sequence[str], start: int) -> None:
    areas = ("SO", "KT", "DS") * 3
    for n, (level, role) in enumerate(zip(levels, roles, strict=False)):
        said: dict[str, Value] = {"respondent": f"U-{n}", "area": areas[n], "role": role, "level": level}
        rows("U2", "G1", start + n, competence=competence, wants_more="yes", **said)
    for n, role in enumerate(sorted(set(roles))):
        rows("U1", "G1", start + n, role=role, competence=competence, level=3 + n % 2, importance=2)


def leaders(rows: Rows, answers: Sequence[Value]) -> None:
    for n, answer in enumerate(answers):
        said: dict[str, Value] = {"respondent": f"L-{n}", "area": ("SO", "KT")[n % 2], "mark": "1"}
        rows("U6", "G1", 500 + n, now=answer, next_step="Spørg", **said)


def everything(
    all_five: Sequence[Value] = MARKS,
    two: Sequence[Value] = (1, 5),
    four: Sequence[Value] = (0, 4, 1, 3),
    lead: Sequence[Value] = (1, 5, 2, 4),
) -> Rows:
    rows = Rows()
    theme(rows, "T01", all_five, people())
    theme(rows, "T02", two, people()[:2])
    theme(rows, "T03", (UNKNOWN, *two, UNKNOWN), people()[:4])
    skills(rows, "K-04", four, ("RO-03",) * 4, 10)
    skills(rows, "K-01", (0, 1, 2, 3, 4, 0), ("RO-03", "RO-03", "RO-04", "RO-04", "RO-05", "RO-05"), 30)
    leaders(rows, lead)
    return rows


def nodes(value: object) -> Iterator[object]:
    """Every dataclass of the results."""
    if isinstance(value, tuple):
        for part in value:
            yield from nodes(part)
    elif is_dataclass(value) and not isinstance(value, type):
        yield value
        for field in fields(value):
            yield from nodes(getattr(value, field.name))


def respondents(ids: Iterable[str], rows: Mapping[str, Evidence]) -> dict[str, int]:
    """How many people of each individual sheet stand behind."""
    found = {(rows[id].sheet, rows[id].text("respondent")) for id in ids if rows[id].sheet in LEAST}
    return {sheet: sum(s == sheet for s, _ in found) for sheet, _ in found}


def test_no_result_rests_on_fewer_people_than_the_limit(make: Maker) -> None:
    edition = make(everything())
    seen = 0
    for node in nodes(edition.results):
        behind = respondents(getattr(node, "evidence", ()), edition.rows)
        few = [sheet for sheet, n in behind.items() if n < LEAST[sheet]]
        seen += bool(behind)
        if few:
            told = {f.name: getattr(node, f.name) for f in fields(node)}
            figures = {
                k: v for k, v in told.items() if isinstance(v, int | float) and not isinstance(v, bool)
            }
            assert not any(figures.values()), (node, figures)
    assert seen > 20


def test_no_figure_of_the_register_rests_on_fewer(make: Maker) -> None:
    rows = everything()
    theme(rows, "T05", (5, 5, 5, 1, 1, 2), [*(("SO", "employee"),) * 3, *people()[2:]])
    edition = make(rows)
    counts = [(a, name, n) for a, name, n, _ in edition.table if re.search(r"(^|\.)n$", name)]
    assert len({a for a, _, _ in counts} & {"maturity", "competences", "leadership", "disagreements"}) == 4
    for analysis, name, n in counts:
        least = 5 if analysis in ("competences", "leadership") else 3
        assert n == 0 or (n or 0) >= least, (analysis, name, n)
        if n == 0:
            start = name.removesuffix("n")
            beside = [m for a, m, _, _ in edition.table if a == analysis and m.startswith(start)]
            figures = ("mean", "median", "spread", "low", "high", "gap", "short")
            assert not [m for m in beside if m.removeprefix(start) in figures], name


def test_no_sentence_with_a_figure_rests_on_fewer(make: Maker) -> None:
    edition = make(everything())
    personal = [(claim, respondents(claim.evidence, edition.rows)) for claim in edition.claims]
    few = [claim for claim, behind in personal if any(n < LEAST[s] for s, n in behind.items())]
    assert len([claim for claim, behind in personal if behind]) > 5
    assert [claim.text for claim in few if re.search(r"\d,\d|\b[0-5] ud af|gennemsnit \d", claim.text)] == []


@pytest.mark.parametrize(
    "other",
    [
        {"two": (5, 5)},
        {"two": (3, 2)},
        {"four": (4, 4, 4, 4)},
        {"four": (0, 0, 0, 1)},
        {"lead": (5, 5, 5, 5)},
        {"all_five": (5, 1, 4, 5, 2)},
        {"all_five": (2, 4, 5, 5, 1)},
    ],
)
def test_what_few_people_answered_or_who_of_them_makes_no_difference(
    make: Maker, other: dict[str, tuple[Value, ...]]
) -> None:
    """Two answers on a theme, four of a role or of leaders; and which of five people from three areas it was."""
    one, two = make(everything()), make(everything(**other))
    assert one.text == two.text
    assert one.table == two.table
    assert [claim.text for claim in one.claims] == [claim.text for claim in two.claims]


def test_what_more_people_answered_does(make: Maker) -> None:
    """Or the test above would see nothing."""
    one, two = make(everything()), make(everything(all_five=(1, 5, 2, 4, 4)))
    assert one.text != two.text
    assert one.table != two.table


def test_small_areas_are_told_together_and_never_apart(make: Maker) -> None:
    rows = Rows()
    who = [*(("SO", "employee"),) * 3, *(("KT", "employee"),) * 2, ("DS", "employee")]
    theme(rows, "T01", (5, 5, 5, 1, 1, 2), who)
    text = make(rows).text
    assert "Klima, teknik og miljø samt Dagtilbud og skole: 1,3 i snit af 3 svar" in text
    swapped = Rows()
    theme(swapped, "T01", (5, 5, 5, 2, 1, 1), who)
    assert make(swapped).text == text


def test_trace_tells_how_many_answered_and_nothing_of_them(make: Maker) -> None:
    edition = make(everything())
    found = trace(edition.path, "M03.theme.T02", frozenset(LEAST))
    assert [(a.sheet, a.number) for down in found.down for a in down.answers] == [("F3", 2)]
    assert not any(down.rows for down in found.down)


def test_trace_tells_nothing_that_was_said_of_a_cell_of_theirs(make: Maker) -> None:
    rows = everything()
    rows("C3", "G1", 7, decision="Vi begynder")
    files = [next(row.file for row in rows.made.values() if row.sheet == sheet) for sheet in ("F3", "C3")]
    odd = [
        Finding(
            "cell.not-in-list", file, sheet, "E12", values={"shown": "7", "header": "x", "allowed_da": "1"}
        )
        for file, sheet in zip(files, ("F3", "C3"), strict=True)
    ]
    edition = make(rows, odd)
    found = [
        trace(edition.path, f"{f}!{s}!E12", frozenset(LEAST))
        for f, s in zip(files, ("F3", "C3"), strict=True)
    ]
    assert found[0].up == () and found[0].findings == ()
    everybody = sum(row.sheet == "F3" for row in rows.made.values())
    assert [(a.sheet, a.number) for a in found[0].hidden] == [("F3", everybody)]
    assert len(found[1].findings) == 1
