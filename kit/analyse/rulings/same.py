"""Same or not the same: names that a person has joined or kept apart.

Names are joined where decisions join them, and nowhere else. A chain of decisions (A is B, B is C) joins all
three, and is said; where another decision keeps two of them apart nothing of the chain is joined.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kit.analyse.context import AnalysisContext
from kit.analyse.graph import connected
from kit.analyse.names import unify
from kit.analyse.rows import Shelf, common_name, grouped
from kit.analyse.rulings.ground import ground
from kit.model.catalogue import Catalogue
from kit.model.decision import Decision
from kit.model.evidence import Evidence, Value

KINDS = ("systems", "roles", "functions", "initiatives")

DEFINED: Mapping[str, tuple[tuple[str, str], ...]] = {
    "systems": (("S1", "system"),),
    "roles": (("R2", "title"),),
    "functions": (("R1", "function"), ("R3", "holder")),
    "initiatives": (("B4", "title"),),
}
"""Where a name is introduced: rows there make it a thing of its own."""

_BEHIND: Mapping[str, tuple[str, ...]] = {
    "systems": ("system", "local_name", "supplier", "purpose", "kle", "uuid"),
    "roles": ("title", "purpose", "mandate"),
    "functions": ("function", "holder", "role"),
    "initiatives": ("title", "problem", "systems"),
}
"""What tells whether two of a kind are the same: the ground of the decision."""

_ALSO: Mapping[str, tuple[str, ...]] = {"systems": ("scopes",)}
"""Further lists whose columns name things of a kind: a role is held for a system."""


@dataclass(frozen=True, slots=True)
class Joined:
    """``names`` gives, by kind, the wording that counts for each unified name that gave way.

    ``chains`` are the names of each join of more than two; ``opposed`` are matters whose joins a decision
    forbids.
    """

    names: Mapping[str, Mapping[str, str]]
    chains: tuple[tuple[str, ...], ...] = ()
    opposed: frozenset[str] = frozenset()
    columns: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)


def pair_of(id: str) -> tuple[str, str, str]:
    """Kind and both unified names of a matter made by :func:`~kit.analyse.names.same_matter`."""
    _, kind, names = id.split(":", 2)
    first, _, second = names.partition("|")
    return kind, first, second


def columns_of(kind: str, catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """By sheet, the columns in which names of a kind stand."""
    lists = (kind, *_ALSO.get(kind, ()))
    found: dict[str, dict[str, None]] = {}
    for sheet in catalogue.sheets.values():
        for column in sheet.columns:
            if column.source in lists and sheet.tier:
                found.setdefault(sheet.code, {})[column.id] = None
    for sheet_code, id in DEFINED[kind]:
        found.setdefault(sheet_code, {})[id] = None
    return {code: tuple(ids) for code, ids in found.items()}


def ground_of(kind: str, names: Iterable[str], evidence: Shelf) -> str:
    """The ground on which names of a kind are the same or not; ``""`` where one of them is nowhere."""
    behind = [
        [row for sheet, column in DEFINED[kind] for row in evidence.named(sheet, column, name)]
        for name in names
    ]
    return ground((row for rows in behind for row in rows), _BEHIND[kind]) if all(behind) else ""


def join(decisions: Sequence[Decision], evidence: Sequence[Evidence], context: AnalysisContext) -> Joined:
    """What the decisions of kind ``same`` come to. Those that do not apply are passed over."""
    mine = [decision for decision in decisions if decision.kind == "same" and decision.applies]
    names: dict[str, dict[str, str]] = {}
    chains: list[tuple[str, ...]] = []
    opposed: set[str] = set()
    for kind in KINDS:
        alike = [d for d in mine if d.text("decision") == "same" and pair_of(d.matter)[0] == kind]
        apart = [d for d in mine if d.text("decision") == "not_same" and pair_of(d.matter)[0] == kind]
        wordings = _wordings(kind, evidence, alike) if alike else {}
        for group, within, forbidden in _groups(alike, apart):
            if forbidden:
                opposed |= {d.matter for d in within}
                continue
            kept = _kept(kind, within, [w for name in sorted(group) for w in wordings.get(name, ())], context)
            names.setdefault(kind, {}).update(dict.fromkeys(group, kept))
            if len(group) > 2:
                chains.append(tuple(common_name(wordings.get(name, (name,))) for name in sorted(group)))
    columns = {kind: columns_of(kind, context.catalogue) for kind in names}
    return Joined(names, tuple(chains), frozenset(opposed), columns)


def _wordings(kind: str, evidence: Iterable[Evidence], alike: Iterable[Decision]) -> dict[str, list[str]]:
    """Every wording of each unified name, as rows have it; as the decision has it where no row does."""
    found: dict[str, list[str]] = {}
    for row in evidence:
        for sheet, column in DEFINED[kind]:
            if row.sheet == sheet and row.text(column):
                found.setdefault(unify(row.text(column)), []).append(row.text(column))
    for decision in alike:
        for shown in (decision.shown.get("first"), decision.shown.get("second")):
            if isinstance(shown, str) and unify(shown) not in found:
                found[unify(shown)] = [shown]
    return found


def _groups(
    alike: Sequence[Decision], apart: Iterable[Decision]
) -> Iterator[tuple[frozenset[str], list[Decision], bool]]:
    """Names that decisions hold together, with these decisions, in the order of their first names; and
    whether another decision keeps two of the names apart."""
    groups = connected(pair_of(decision.matter)[1:] for decision in alike)
    place = {name: n for n, group in enumerate(groups) for name in group}
    within = grouped(alike, lambda decision: place[pair_of(decision.matter)[1]])
    pairs = (pair_of(decision.matter)[1:] for decision in apart)
    forbidden = {place[one] for one, other in pairs if one in place and place[one] == place.get(other)}
    for n, group in enumerate(groups):
        yield group, within[n], n in forbidden


def _kept(kind: str, within: Sequence[Decision], wordings: Sequence[str], context: AnalysisContext) -> str:
    """The name that counts: the lead's own latest wording, a role of the catalogue, or the one used most."""
    own = [d for d in within if d.text("name")]
    if own:
        return max(own, key=lambda d: (d.on or date.min, d.matter)).text("name")
    if kind == "roles":
        titles = {unify(text): text for role in context.catalogue.roles for text in role.title.all()}
        known = [titles[unify(wording)] for wording in wordings if unify(wording) in titles]
        wordings = known or wordings
    return common_name(wordings)


def renamed(
    evidence: Iterable[Evidence], joined: Joined, context: AnalysisContext
) -> Iterator[tuple[Evidence, str]]:
    """Each row with the names that count, and the name that its own gave way to, ``""`` for most rows."""
    roles = {unify(text): role.id for role in context.catalogue.roles for text in role.title.all()}
    for row in evidence:
        values: dict[str, Value] = {}
        gave_way = ""
        for kind, names in joined.names.items():
            for column in joined.columns[kind].get(row.sheet, ()):
                old = row.values.get(column)
                new = _new(old, names)
                if new == old or new is None:
                    continue
                values[column] = new
                if (row.sheet, column) in DEFINED[kind] and unify(str(old)) != unify(str(new)):
                    gave_way = str(new)
                if kind == "roles" and row.sheet == "R2" and unify(str(new)) in roles:
                    values["role_id"] = roles[unify(str(new))]
        yield (replace(row, values={**row.values, **values}) if values else row), gave_way


def _new(value: Value | None, names: Mapping[str, str]) -> Value | None:
    if isinstance(value, tuple):
        return tuple(dict.fromkeys(names.get(unify(entry), entry) for entry in value))
    return names.get(unify(value), value) if isinstance(value, str) else value
