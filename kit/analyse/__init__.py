"""Pure functions from evidence to figures, AN-01 … AN-25.

:func:`analyse` runs all of them; each stands in a module of its own and can be called alone. No clock, no
files, no order: the same evidence in any order gives the same results.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kit.analyse.architecture import architecture
from kit.analyse.combinations import combinations
from kit.analyse.communication import communication
from kit.analyse.competences import competences
from kit.analyse.conflicts import role_conflicts
from kit.analyse.context import AnalysisContext
from kit.analyse.coverage import role_coverage
from kit.analyse.dashboards import dashboards
from kit.analyse.data_sets import data_sets
from kit.analyse.disagreements import Found, disagreements
from kit.analyse.flows import flows
from kit.analyse.forces import force_field
from kit.analyse.forums import forums
from kit.analyse.goals import goals
from kit.analyse.initiatives import initiatives
from kit.analyse.leadership import leadership
from kit.analyse.learning import learning
from kit.analyse.maturity import maturity
from kit.analyse.minimum import minimum
from kit.analyse.modules import module_health
from kit.analyse.names import suggestions, unify
from kit.analyse.network import network
from kit.analyse.participation import participation
from kit.analyse.plan import delivery_plan
from kit.analyse.provenance import provenance
from kit.analyse.quality import quality
from kit.analyse.questions import decisions, open_questions
from kit.analyse.raci import raci
from kit.analyse.radar import radar
from kit.analyse.risks import risks
from kit.analyse.rows import shelved
from kit.analyse.rulings import fingerprint, matters, rule
from kit.analyse.stakeholders import stakeholders
from kit.analyse.systems import systems
from kit.model.evidence import Evidence
from kit.model.results import Results

__all__ = [
    "AnalysisContext",
    "analyse",
    "delivery_plan",
    "fingerprint",
    "matters",
    "module_health",
    "rule",
    "suggestions",
    "unify",
]


def analyse(evidence: Sequence[Evidence], context: AnalysisContext) -> Results:
    """All results of the evidence, in an order in which each finds what it rests on.

    Without evidence every result is empty and no point of the minimum check is ok; nothing raises.
    """
    evidence = shelved(evidence)
    landscape = systems(evidence, context)
    scored = quality(evidence, context, landscape)
    ideas = initiatives(evidence, context, landscape, scored)
    roadmap = delivery_plan(evidence, context, ideas)
    deciding = raci(evidence, context)
    gaps = competences(evidence, context, ideas, roadmap)
    touched = stakeholders(evidence, context)
    sets = data_sets(evidence, context, landscape, scored)
    now = maturity(evidence, context)
    conflicts = role_conflicts(evidence, context, landscape)
    results = Results(
        participation=participation(evidence, context),
        forces=force_field(evidence, context),
        maturity=now,
        stakeholders=touched,
        coverage=role_coverage(evidence, context, landscape, ideas),
        raci=deciding,
        role_conflicts=conflicts,
        network=network(evidence, context),
        initiatives=ideas,
        plan=roadmap,
        risks=risks(evidence, context),
        systems=landscape,
        quality=scored,
        flows=flows(evidence, context, landscape),
        competences=gaps,
        learning=learning(evidence, context, gaps, ideas, roadmap),
        questions=open_questions(evidence, context),
        modules=module_health(evidence, context),
        provenance=provenance(evidence, context),
        decisions=decisions(evidence, context),
        forums=forums(evidence, context, deciding),
        goals=goals(evidence, context, ideas),
        dashboards=dashboards(evidence, context, landscape, scored),
        leadership=leadership(evidence, context),
        data_sets=sets,
        combinations=combinations(evidence, context, landscape, scored, sets, ideas),
        architecture=architecture(evidence, context, landscape),
        radar=radar(evidence, context),
        communication=communication(evidence, context, touched, ideas, roadmap),
        disagreements=disagreements(evidence, context, Found(now, conflicts, landscape, ideas)),
    )
    return replace(results, minimum=minimum(results, context))
