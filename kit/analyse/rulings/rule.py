"""Applies the lead's decisions to the evidence before anything is analysed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kit.analyse.context import AnalysisContext
from kit.analyse.names import unify
from kit.analyse.rows import Shelf, shelved
from kit.analyse.rulings import same, settle
from kit.analyse.rulings.ground import Grounds
from kit.analyse.rulings.said import decisions_of
from kit.findings import Finding
from kit.model.decision import REVIEW, Decision, Ruled
from kit.model.evidence import Evidence


def rule(evidence: Iterable[Evidence], context: AnalysisContext) -> Ruled:
    """The evidence as the decisions leave it, without the rows of review workbooks themselves.

    First names are joined, then the rest is settled under the names that count. A decision whose ground has
    changed still applies, and says so; one whose subject is gone, or which another one of the same day
    contradicts, does not. Nothing raises: what cannot be done is a finding.
    """
    everything = tuple(evidence)
    rows = tuple(row for row in everything if row.workshop != REVIEW)
    said = {row.id: row for row in everything if row.workshop == REVIEW}
    decisions, findings = decisions_of(said.values(), context)
    if not decisions:
        return Ruled(rows, (), findings)
    by_name = shelved(rows)
    decisions = tuple(_on_names(decision, by_name) for decision in decisions)
    joined = same.join(decisions, rows, context)
    rows, merged = _renamed(rows, joined, context)

    def rename(key: str) -> str:
        return unify(joined.names.get("initiatives", {}).get(key, key))

    grounds = Grounds(rows, context)
    decisions = tuple(_opposed(_on_rest(d, grounds, context), joined) for d in decisions)
    absorbed, troubles = settle.merges(decisions, rows, said, rename)
    rows, taken_in = _renamed(rows, _as_names(absorbed, context), context)
    settled = settle.settle(decisions, Grounds(rows, context), said, context)
    return Ruled(
        evidence=(*(settled.changed.get(row.id, row) for row in rows), *settled.added),
        decisions=decisions,
        findings=(*findings, *_told(decisions, said, joined), *troubles, *settled.findings),
        merged={**merged, **taken_in},
        parked={
            rename(d.matter.partition(":")[2]): d.text("because") or d.why
            for d in decisions
            if d.kind == "initiative" and d.applies and d.text("decision") == "park"
        },
        apart=frozenset(d.matter for d in decisions if d.kind == "same" and d.applies),
        unpublished=frozenset(
            d.matter.partition(":")[2]
            for d in decisions
            if d.kind == "module" and d.applies and d.text("publish") == "no"
        ),
    )


def _as_names(absorbed: Mapping[str, str], context: AnalysisContext) -> same.Joined:
    columns = {"initiatives": same.columns_of("initiatives", context.catalogue)} if absorbed else {}
    return same.Joined({"initiatives": absorbed} if absorbed else {}, columns=columns)


def _renamed(
    rows: Sequence[Evidence], joined: same.Joined, context: AnalysisContext
) -> tuple[tuple[Evidence, ...], dict[str, str]]:
    if not joined.names:
        return tuple(rows), {}
    pairs = list(same.renamed(rows, joined, context))
    return tuple(row for row, _ in pairs), {row.id: name for row, name in pairs if name}


def _on_names(decision: Decision, rows: Shelf) -> Decision:
    if decision.kind != "same":
        return decision
    kind, first, second = same.pair_of(decision.matter)
    now = same.ground_of(kind, (first, second), rows) if kind in same.KINDS else ""
    return _held_against(decision, now, there=bool(now))


def _on_rest(decision: Decision, grounds: Grounds, context: AnalysisContext) -> Decision:
    """Texts are held against their drafts once there is a strategy."""
    if decision.kind in ("same", "text"):
        return decision
    found = grounds.of(decision.matter)
    there = bool(found.rows)
    if decision.kind == "holder":
        there = there or not decision.ground
    if decision.kind == "module":
        there = decision.matter.partition(":")[2] in {module.id for module in context.catalogue.modules}
    return _held_against(decision, found.print, there)


def _held_against(decision: Decision, now: str, there: bool) -> Decision:
    """The decision with its state, given the ground of today and whether its subject is still there."""
    decision = replace(decision, now=now)
    if decision.state == "contradicted":
        return decision
    if not there:
        return replace(decision, state="gone")
    changed = bool(decision.ground) and decision.ground != now
    return replace(decision, state="changed" if changed else "holds")


def _opposed(decision: Decision, joined: same.Joined) -> Decision:
    return replace(decision, state="contradicted") if decision.matter in joined.opposed else decision


def _told(
    decisions: Iterable[Decision], said: Mapping[str, Evidence], joined: same.Joined
) -> Iterable[Finding]:
    for decision in decisions:
        row = said[decision.evidence[0]]
        cell = next((row.cells[c] for c in decision.answer if c in row.cells), "")
        if decision.state in ("gone", "changed"):
            yield Finding(f"decision.{decision.state}", row.file, row.tab, cell)
        elif decision.matter in joined.opposed:
            yield Finding("decision.opposed", row.file, row.tab, cell)
    for chain in joined.chains:
        names = "”, “".join(chain)
        yield Finding("decision.chain", values={"names": f"“{names}”"})
