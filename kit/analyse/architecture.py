"""AN-17 Architecture check: critical systems against five goals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kit.analyse.context import AnalysisContext
from kit.analyse.names import unify
from kit.analyse.rows import common_name, grouped, ids, latest_choice, pick, wordings
from kit.analyse.systems import by_any_name
from kit.model.evidence import Evidence
from kit.model.results import Architecture, ArchitectureGoal, CheckedSystem, System, Systems

GOALS = ("connected", "reusable", "replaceable", "data_elsewhere", "trust")


def architecture(evidence: Iterable[Evidence], context: AnalysisContext, systems: Systems) -> Architecture:
    """AN-17 from S6: per goal the share of yes, partly counting half and "don't know" left out; systems with
    ``architecture.many_no`` or more times no. Of two answers on one system the latest counts, and the goals
    on which they differ are named. Systems unchecked are told of where the sheet is in use."""
    rows = [item for item in pick(evidence, "S6") if item.text("system")]
    known = by_any_name(systems)
    same = grouped(rows, lambda item: _key(item, known))
    checked = [_checked(mine, known) for mine in same.values()]
    checked.sort(key=lambda s: (-s.no, unify(s.system)))
    many = context.limit("architecture.many_no")
    names = {s.system for s in checked}
    used = bool(rows) or "S6" in context.process.tier2
    return Architecture(
        goals=tuple(_goal(place, goal, checked) for place, goal in enumerate(GOALS)) if checked else (),
        systems=tuple(checked),
        weak=tuple(s for s in checked if s.no >= many),
        unchecked=tuple(s.name for s in systems.critical_systems if s.name not in names) if used else (),
        evidence=ids(rows),
    )


def _key(item: Evidence, known: Mapping[str, System]) -> str:
    name = unify(item.text("system"))
    return known[name].key if name in known else name


def _checked(rows: Sequence[Evidence], known: Mapping[str, System]) -> CheckedSystem:
    system = known.get(unify(rows[0].text("system")))
    answers = tuple(latest_choice(rows, goal) for goal in GOALS)
    said = {goal: {item.text(goal) for item in rows} - {"", "unknown"} for goal in GOALS}
    return CheckedSystem(
        system=system.name if system else common_name(item.text("system") for item in rows),
        critical=system is not None and system.is_critical,
        answers=answers,
        no=answers.count("no"),
        differs=tuple(goal for goal in GOALS if len(said[goal]) > 1),
        notes=wordings(rows, "note"),
        evidence=ids(rows),
    )


def _goal(place: int, goal: str, checked: Sequence[CheckedSystem]) -> ArchitectureGoal:
    answers = [system.answers[place] for system in checked]
    yes, partly, no = (answers.count(word) for word in ("yes", "partly", "no"))
    known = yes + partly + no
    behind = sorted({id for system in checked if system.answers[place] for id in system.evidence})
    return ArchitectureGoal(
        goal=goal,
        yes=yes,
        partly=partly,
        no=no,
        unknown=answers.count("unknown"),
        share=(yes + partly / 2) / known if known else None,
        evidence=tuple(behind),
    )
