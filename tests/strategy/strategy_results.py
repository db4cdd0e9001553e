"""Results of a small municipality in two languages: enough that every module has something to say."""

from __future__ import annotations

from strategy_apart import made_disagreements, made_rulings
from strategy_case import Rows
from strategy_direction import made_competences, made_forces, made_learning, made_maturity
from strategy_landscape import made_flows, made_quality, made_systems
from strategy_people import (
    made_conflicts,
    made_coverage,
    made_network,
    made_participation,
    made_raci,
    made_stakeholders,
)
from strategy_portfolio import made_initiatives, made_plan, made_risks
from strategy_steering import made_decisions, made_minimum, made_modules, made_provenance, made_questions

from kit.model.results import Results


def results(rows: Rows, lang: str) -> Results:
    """Everything filled; ``rows`` keeps the evidence that was named."""
    return Results(
        participation=made_participation(rows),
        forces=made_forces(rows, lang),
        maturity=made_maturity(rows),
        stakeholders=made_stakeholders(rows, lang),
        coverage=made_coverage(rows, lang),
        raci=made_raci(rows),
        role_conflicts=made_conflicts(rows, lang),
        network=made_network(rows, lang),
        initiatives=made_initiatives(rows, lang),
        plan=made_plan(rows, lang),
        risks=made_risks(rows, lang),
        systems=made_systems(rows, lang),
        quality=made_quality(rows),
        flows=made_flows(rows, lang),
        competences=made_competences(rows),
        learning=made_learning(rows, lang),
        minimum=made_minimum(rows),
        questions=made_questions(rows, lang),
        modules=made_modules(rows, lang),
        provenance=made_provenance(),
        decisions=made_decisions(rows, lang),
        disagreements=made_disagreements(rows, lang),
        rulings=made_rulings(rows, lang),
    )
