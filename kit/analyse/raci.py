"""AN-06 RACI quality: who decides, and where the matrix is at fault."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kit.analyse.context import AnalysisContext
from kit.analyse.rows import grouped, ids, in_order, join, natural, pick
from kit.model.evidence import Evidence
from kit.model.results import RaciCell, RaciFault, RaciQuality, RaciRow

LETTERS = ("A", "R", "C", "I")
ADVISER = "RO-11"
"""The data protection officer: independent, advises, decides nothing."""


def raci(evidence: Iterable[Evidence], context: AnalysisContext) -> RaciQuality:
    """AN-06 from R4 (one row per crossing). The common matrix takes what at least half of the tables gave
    that answered the decision, and as accountable the role with most A (nobody on a tie).

    Row faults: no A; a tie of several A; no R from anybody; more than ``roles.max_consulted`` C; empty
    (nobody filled the row though others are). Column faults: accountable in more than
    ``roles.max_accountable`` rows; in no row at all; the DPO with A or R. The same faults inside one table's
    own matrix stand apart.
    """
    rows = [item for item in pick(evidence, "R4") if item.text("letter") in LETTERS and item.text("role")]
    units = grouped(rows, lambda item: item.unit.code)
    if not rows:
        return RaciQuality()
    decisions = grouped(rows, lambda item: item.text("decision"))
    order = [decision.id for decision in context.catalogue.decisions]
    table = tuple(_row(d, decisions.get(d, [])) for d in in_order({*order, *decisions}, order))
    faults = (*(f for row in table for f in _row_faults(row, context)), *_column_faults(table, rows, context))
    own = [
        fault
        for unit, mine in sorted(units.items(), key=lambda entry: natural(entry[0]))
        for fault in _own_faults(unit, mine, context)
    ]
    bare = tuple(f.decision for f in faults if f.kind in ("no_accountable", "empty"))
    return RaciQuality(table, faults, tuple(own), len(units), bare, ids(rows))


def accountable_votes(rows: Iterable[Evidence]) -> dict[str, list[Evidence]]:
    """Rows that give A, by role, most votes first (then by role)."""
    found = grouped((item for item in rows if item.text("letter") == "A"), lambda item: item.text("role"))
    return dict(sorted(found.items(), key=lambda entry: (-_units(entry[1]), entry[0])))


def _units(rows: Iterable[Evidence]) -> int:
    return len({item.unit.code for item in rows})


def _row(decision: str, rows: Sequence[Evidence]) -> RaciRow:
    crossings = grouped(rows, lambda item: (item.text("role"), item.text("letter")))
    votes = [RaciCell(role, letter, _units(mine), ids(mine)) for (role, letter), mine in crossings.items()]
    votes.sort(key=lambda cell: (LETTERS.index(cell.letter), -cell.votes, cell.role))
    groups = _units(rows)
    named = [cell for cell in votes if cell.letter == "A"]
    tied = len(named) > 1 and named[0].votes == named[1].votes
    accountable = named[0].role if named and not tied else ""
    common = _common(votes, groups, accountable)
    return RaciRow(decision, groups, accountable, common, tuple(votes), ids(rows))


def _common(votes: Sequence[RaciCell], groups: int, accountable: str) -> tuple[tuple[str, str], ...]:
    chosen = {accountable: "A"} if accountable else {}
    others = [cell for cell in votes if cell.letter != "A" and 2 * cell.votes >= groups]
    for cell in sorted(others, key=lambda c: (-c.votes, LETTERS.index(c.letter), c.role)):
        chosen.setdefault(cell.role, cell.letter)
    return tuple(sorted(chosen.items(), key=lambda entry: (LETTERS.index(entry[1]), entry[0])))


def _row_faults(row: RaciRow, context: AnalysisContext) -> list[RaciFault]:
    if not row.groups:
        return [RaciFault("empty", row.decision)]
    found = []
    named = [cell for cell in row.votes if cell.letter == "A"]
    if not named:
        found.append(RaciFault("no_accountable", row.decision, evidence=row.evidence))
    elif not row.accountable:
        tied = [cell for cell in named if cell.votes == named[0].votes]
        rows = join(cell.evidence for cell in tied)
        found.append(RaciFault("several_accountable", row.decision, number=len(tied), evidence=rows))
    if not any(cell.letter == "R" for cell in row.votes):
        found.append(RaciFault("no_responsible", row.decision, evidence=row.evidence))
    consulted = sum(letter == "C" for _, letter in row.common)
    if consulted > context.limit("roles.max_consulted"):
        found.append(RaciFault("many_consulted", row.decision, number=consulted, evidence=row.evidence))
    return found


def _column_faults(
    table: Sequence[RaciRow], rows: Sequence[Evidence], context: AnalysisContext
) -> list[RaciFault]:
    found = []
    by_role = grouped(rows, lambda item: item.text("role"))
    for role in in_order(by_role, [r.id for r in context.catalogue.roles]):
        mine = [row for row in table if row.accountable == role]
        if len(mine) > context.limit("roles.max_accountable"):
            behind = join(row.evidence for row in mine)
            found.append(RaciFault("much_accountable", role=role, number=len(mine), evidence=behind))
    unused = [role.id for role in context.catalogue.roles if role.id not in by_role]
    found.extend(RaciFault("unused", role=role) for role in unused)
    for row in table:
        if dict(row.common).get(ADVISER) in ("A", "R"):
            behind = _crossings(row, ADVISER)
            found.append(RaciFault("adviser_decides", row.decision, ADVISER, evidence=behind))
    return found


def _crossings(row: RaciRow, role: str) -> tuple[str, ...]:
    return join(cell.evidence for cell in row.votes if cell.role == role)


def _own_faults(unit: str, rows: Sequence[Evidence], context: AnalysisContext) -> list[RaciFault]:
    """Faults inside one table's matrix; rows that it left empty are no fault of its own."""
    found = []
    order = [decision.id for decision in context.catalogue.decisions]
    decisions = grouped(rows, lambda item: item.text("decision"))
    for decision in in_order(decisions, order):
        mine = decisions[decision]
        letters: Mapping[str, list[Evidence]] = grouped(mine, lambda item: item.text("letter"))
        counts = {letter: len(letters.get(letter, ())) for letter in LETTERS}
        kinds = {
            "no_accountable": (counts["A"] == 0, 0),
            "several_accountable": (counts["A"] > 1, counts["A"]),
            "no_responsible": (counts["R"] == 0, 0),
            "many_consulted": (counts["C"] > context.limit("roles.max_consulted"), counts["C"]),
        }
        found += [
            RaciFault(kind, decision, unit=unit, number=number, evidence=ids(mine))
            for kind, (wrong, number) in kinds.items()
            if wrong
        ]
        advising = [i for i in mine if i.text("role") == ADVISER and i.text("letter") in ("A", "R")]
        if advising:
            found.append(RaciFault("adviser_decides", decision, ADVISER, unit, 0, ids(advising)))
    return found
