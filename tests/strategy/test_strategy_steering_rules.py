"""What M06, M08, M10 and M12 say when several things are alike, missing or at their limit."""

from __future__ import annotations

from dataclasses import replace

from strategy_case import Rows, context
from strategy_results import results

from kit.model.catalogue import Catalogue
from kit.model.claim import Strategy
from kit.model.results import Results
from kit.strategy import compile_strategy


def edition(catalogue: Catalogue, **changed: object) -> Strategy:
    rows = Rows()
    found: Results = replace(results(rows, "da"), **changed)
    return compile_strategy(found, context(catalogue, "da", rows))


def said(strategy: Strategy, module: str) -> str:
    return repr(next(m for m in strategy.document.modules if m.id == module).nodes)


def claim(strategy: Strategy, id: str) -> str:
    return next(c.text for c in strategy.claims if c.id == id)


def test_equal_lowest_points_are_all_named(catalogue: Catalogue) -> None:
    quality = results(Rows(), "da").quality

    def flat(thing):
        return replace(thing, cells=tuple(replace(c, mean=1.0) for c in thing.cells))

    same = replace(
        quality, objects=tuple(map(flat, quality.objects)), debt_top=tuple(map(flat, quality.debt_top))
    )
    text = claim(edition(catalogue, quality=same), "M06.quality")
    assert "hver med 1,0." in text and "komplethed, korrekthed" in text


def test_the_busiest_quarter_and_every_role_at_the_limit_are_told(catalogue: Catalogue) -> None:
    plan = results(Rows(), "da").plan
    one = plan.placed[0]
    two = replace(one, initiative="INI-9", title="To ad gangen")
    full = tuple(replace(u, share=0.85) if u.used else u for u in plan.utilisation)
    busy = edition(catalogue, plan=replace(plan, items=(*plan.items, two), utilisation=full))
    assert claim(busy, "M08.running").startswith("Planen har op til to initiativer i gang samtidig")
    at_limit = claim(busy, "M08.utilisation")
    assert at_limit.startswith("Disse roller når grænsen på 85\u00a0% af de ledige timer: BI-konsulent")
    assert "rollen" not in at_limit and at_limit.count(" i ") >= len([u for u in full if u.used])
    calm = edition(catalogue)
    assert not [c for c in calm.claims if c.id == "M08.running"]
    assert claim(calm, "M08.utilisation").startswith("Tættest på grænsen")


def test_a_risk_that_the_figure_cannot_show_is_named(catalogue: Catalogue) -> None:
    risks = results(Rows(), "da").risks
    first, *rest = risks.items
    unsure = replace(risks, items=(first, *(replace(r, probability=None) for r in rest)))
    text = "Én risiko mangler sandsynlighed eller konsekvens og står ikke i figuren: nr. 2."
    assert text in said(edition(catalogue, risks=unsure), "M10")
    assert "står ikke i figuren" not in said(edition(catalogue), "M10")


def test_the_gravest_system_comes_first(catalogue: Catalogue) -> None:
    systems = results(Rows(), "da").systems
    names = sorted(s.name for s in systems.items)
    critical = names[-1]
    items = tuple(
        replace(s, critical="yes" if s.name == critical else "unknown", personal_data=())
        for s in systems.items
    )
    lacking = replace(systems, items=items, no_assessment=tuple(names))
    assert f"Sæt en risikovurdering af {critical} i gang." in said(edition(catalogue, systems=lacking), "M10")


def test_the_data_protection_officer_advises(catalogue: Catalogue) -> None:
    questions = results(Rows(), "da").questions
    items = tuple(replace(q, responsible="Databeskyttelsesrådgiver") for q in questions.items)
    text = said(edition(catalogue, questions=replace(questions, items=items)), "M12")
    assert "Databeskyttelsesrådgiver: Giv råd om spørgsmålet" in text
    assert "Databeskyttelsesrådgiver: Svar på" not in text
