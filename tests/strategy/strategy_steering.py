"""Check, questions, modules, inputs and decisions of the municipality by hand."""

from __future__ import annotations

from datetime import date

from strategy_case import Rows, either

from kit.model.results import (
    AskedQuestion,
    CheckPoint,
    Count,
    DecisionRow,
    Decisions,
    Input,
    MinimumCheck,
    ModuleHealth,
    ModuleState,
    OpenQuestions,
    Provenance,
    SheetRows,
)


def made_minimum(rows: Rows) -> MinimumCheck:
    seen = rows("C3", "LEAD", 5)
    states = (
        "ok",
        "ok",
        "partly",
        "missing",
        "ok",
        "ok",
        "partly",
        "partly",
        "partly",
        "ok",
        "ok",
        "missing",
    )
    items: dict[int, tuple[str, ...]] = {3: ("M06",), 4: ("D05",), 7: ("DS",), 8: ("KMD Nexus",), 9: ()}
    points = tuple(
        CheckPoint(n, f"point{n}", state, 1, 3, items.get(n, ()), seen if state != "missing" else ())
        for n, state in enumerate(states, 1)
    )
    return MinimumCheck(points, seen)


def made_questions(rows: Rows, lang: str) -> OpenQuestions:
    head = either(lang, "Ældrechef", "Head of elderly care")
    asked = (
        AskedQuestion(
            either(lang, "Hvem ejer data om besøg?", "Who owns the data on visits?"),
            ("SO",),
            True,
            head,
            date(2026, 10, 12),
            "M04",
            "",
            True,
            False,
            40,
            rows("C2", "G1", 5),
        ),
        AskedQuestion(
            either(lang, "Kan vi få data hver uge?", "Can we get data every week?"),
            ("KT",),
            False,
            "",
            None,
            "",
            "",
            False,
            True,
            40,
            rows("C2", "G2", 5),
        ),
        AskedQuestion(
            either(lang, "Må vi dele kort?", "May we share maps?"),
            ("KT",),
            False,
            head,
            date(2026, 10, 1),
            "M06",
            either(lang, "Ja, de er åbne", "Yes, they are open"),
            False,
            False,
            40,
            rows("C2", "G3", 5),
        ),
    )
    return OpenQuestions(
        asked, (Count("M04", 1), Count("", 1)), tuple(id for q in asked for id in q.evidence)
    )


def made_modules(rows: Rows, lang: str) -> ModuleHealth:
    owner = either(lang, "Digitaliseringschef", "Head of digitalisation")
    swap = either(lang, "Organisationen bliver lavet om", "The organisation is changed")
    day, review = date(2026, 11, 1), date(2027, 6, 1)
    states = []
    for n in range(13):
        seen = rows("U7", "LEAD", 5 + n)
        if n in (9, 11):
            states.append(
                ModuleState(f"M{n:02}", "", "", "", "", None, None, "", (), False, False, None, False)
            )
            continue
        late = n == 6
        due = date(2026, 10, 1) if late else review
        states.append(
            ModuleState(
                f"M{n:02}", owner, "", "draft", "0.3", day, due, swap, (), late, False, day, late, seen
            )
        )
    return ModuleHealth(tuple(states), tuple(id for state in states for id in state.evidence))


def made_provenance() -> Provenance:
    inputs = (
        Input("returned/kickoff-G1.xlsx", "kickoff", "G1", (SheetRows("F1", 4, 0), SheetRows("F2", 8, 1))),
        Input("returned/runde SO.xlsx", "round", "ASO", (SheetRows("S1", 30, 0),)),
    )
    sheets = (SheetRows("F1", 4, 0), SheetRows("F2", 8, 1), SheetRows("S1", 30, 0))
    units = (("kickoff", ("G1",)), ("round", ("ASO",)))
    return Provenance(inputs, sheets, ("kickoff", "round"), units, 1042, 1)


def made_decisions(rows: Rows, lang: str) -> Decisions:
    first, second = rows("C3", "LEAD", 5), rows("C3", "LEAD", 6)
    items = (
        DecisionRow(
            either(lang, "Netværket mødes den første torsdag", "The network meets on the first Thursday"),
            "M05",
            "Workshop 2",
            date(2026, 9, 9),
            4.25,
            "confirmed",
            "network",
            first,
        ),
        DecisionRow(
            either(lang, "Systemlisten bor i OS2kitos.", "The list of systems lives in OS2kitos."),
            "M06",
            "Workshop 3",
            date(2026, 9, 15),
            None,
            "proposed",
            "systems",
            second,
        ),
    )
    return Decisions(items, (Count("confirmed", 1, first), Count("proposed", 1, second)), (*first, *second))
