"""What is seen differently, and what the lead has decided, in the municipality by hand."""

from __future__ import annotations

from datetime import date

from strategy_case import Rows, either

from kit.model.decision import Decision
from kit.model.results import Count, Disagreement, Disagreements, Point, Side


def _item(kind: str, subject: str, rank: int, score: float, *points: Point) -> Disagreement:
    behind = tuple(id for point in points for id in point.evidence)
    return Disagreement(kind, subject, points, 1.0, score, rank, behind)


def _themes(rows: Rows) -> list[Disagreement]:
    answers = rows("F3", "G1", *range(10, 19))

    def point(agreed: float, where: str, *sides: Side) -> Point:
        return Point("now", "", "consensus", agreed, where, sides, evidence=answers)

    areas = Side("areas", "", 4.2, 3, (), ("KT",)), Side("areas", "", 1.5, 3, (), ("SO", "DS"))
    levels = Side("leaders", "", 4.0, 3, (), ()), Side("others", "", 2.25, 6, (), ())
    halves = Side("upper", "", 4.5, 4, (), ()), Side("lower", "", 1.4, 5, (), ())
    return [
        _item("theme", "T01", 1, 0.6, point(0.4, "between", *areas)),
        _item("theme", "T04", 2, 0.5004, point(0.4996, "leaders", *levels)),
        _item("theme", "T07", 6, 0.35, point(0.65, "within", *halves)),
        _item("theme", "T09", 7, 0.32, point(0.68, "within")),
    ]


def _decision(rows: Rows) -> Disagreement:
    one, two = rows("R4", "G1", 5), rows("R4", "G2", 5)
    sides = (
        Side("units", "RO-03", None, 2, ("G1", "G3"), (), one),
        Side("units", "RO-05", None, 1, ("G2",), (), two),
    )
    return _item(
        "decision",
        "D05",
        5,
        1 / 3,
        Point("accountable", "", "share", 2 / 3, "tables", sides, "", (*one, *two)),
    )


def _role(rows: Rows, lang: str) -> Disagreement:
    area, lead = rows("R3", "ASO", 7), rows("R3", "LEAD", 7)
    holders = (
        Side("units", either(lang, "Ældrechef", "Head of elderly care"), None, 1, ("ASO",), ("SO",), area),
        Side("units", either(lang, "Sundhedschef", "Head of health"), None, 1, ("LEAD",), (), lead),
    )
    keep = rows("R2", "G1", 8), rows("R2", "G2", 8)
    kept = (
        Side("units", "drop", None, 1, ("G1",), (), keep[0]),
        Side("units", "keep", None, 1, ("G2",), (), keep[1]),
    )
    return _item(
        "role",
        "RO-03",
        4,
        0.4,
        Point("holder", "SO", "share", 0.5, "tables", holders, "holder:RO-03:area:SO", (*area, *lead)),
        Point("keep", "", "share", 0.5, "tables", kept, "", (*keep[0], *keep[1])),
    )


def _system(rows: Rows) -> Disagreement:
    yes, no = rows("S1", "ASO", 5), rows("S1", "ADS", 5)
    sides = (
        Side("areas", "yes", None, 1, ("ASO",), ("SO",), yes),
        Side("areas", "no", None, 1, ("ADS",), ("DS",), no),
    )
    point = Point("critical", "", "share", 0.5, "between", sides, "value:critical:kmd nexus", (*yes, *no))
    return _item("system", "KMD Nexus", 2, 0.5, point)


def _initiative(rows: Rows, title: str, rank: int) -> Disagreement:
    five, two = rows("B4", "G1", 5), rows("B4", "G2", 5)
    sides = Side("units", "", 5.0, 1, ("G1",), (), five), Side("units", "", 2.0, 1, ("G2",), (), two)
    matter = f"initiative:{title.casefold()}"
    point = Point("value", "", "consensus", 0.32, "tables", sides, matter, (*five, *two))
    return _item("initiative", title, rank, 0.3, point)


def made_disagreements(rows: Rows, lang: str) -> Disagreements:
    """Two for almost every kind, and one that the lead has settled."""
    first = either(lang, "Ét fælles overblik", "One shared overview")
    items = [*_themes(rows), _decision(rows), _role(rows, lang), _system(rows)]
    items.append(_initiative(rows, first, 8))
    items.sort(key=lambda item: (item.rank, item.kind))
    compared = (Count("theme", 16), Count("decision", 2), Count("role", 4), Count("system", 3))
    settled = (_initiative(rows, either(lang, "Robot til kladder", "A robot for drafts"), 0),)
    return Disagreements(tuple(items), settled, compared)


def made_rulings(rows: Rows, lang: str) -> tuple[Decision, ...]:
    """One decision of each kind and state."""
    head = either(lang, "Digitaliseringschef", "Head of digitalisation")
    robot = either(lang, "Robot til kladder", "A robot for drafts")
    same = Decision(
        "same:systems:kmd nexus|nexus",
        "same",
        {"decision": "same", "name": "KMD Nexus"},
        {"kind": "systems", "first": "KMD Nexus", "second": "Nexus"},
        "a1",
        "a1",
        by=head,
        on=date(2026, 10, 5),
        why=either(lang, "Samme leverandør", "Same supplier"),
        evidence=rows("D1", "LEAD", 5),
    )
    views = either(lang, "Ja – Dagtilbud og skole\nNej – Klima", "Yes – Day care\nNo – Climate")
    answer = either(lang, "Ja", "Yes")
    value = Decision(
        "value:extract:aula",
        "value",
        {"value": answer},
        {"subject": "Aula", "field": either(lang, "Udtræk", "Extract"), "views": views},
        "b1",
        "b2",
        "changed",
        head,
        date(2026, 10, 6),
        either(lang, "Leverandøren har bekræftet det", "The supplier has confirmed it"),
        rows("D2", "LEAD", 5),
    )
    parked = Decision(
        f"initiative:{robot.casefold()}",
        "initiative",
        {"decision": "park", "because": either(lang, "Ingen har timerne", "Nobody has the hours")},
        {"initiative": robot},
        "c1",
        "c1",
        by=head,
        evidence=rows("D4", "LEAD", 5),
    )
    module = Decision(
        "module:M09",
        "module",
        {"owner": head, "review": date(2027, 6, 1)},
        {"module": "M09"},
        "",
        "",
        "contradicted",
        "",
        date(2026, 10, 6),
        evidence=rows("D5", "LEAD", 5),
    )
    return (same, value, parked, module)
