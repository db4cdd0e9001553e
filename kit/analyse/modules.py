"""AN-24 Module health: who owns a chapter, and when it must be read again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from kit.analyse.context import AnalysisContext, older_than
from kit.analyse.rows import grouped, ids, in_order, latest, latest_text, pick, shelved, wordings
from kit.model.evidence import Evidence
from kit.model.results import ModuleHealth, ModuleState


def module_health(evidence: Iterable[Evidence], context: AnalysisContext) -> ModuleHealth:
    """AN-24 from U7: review late when its day has passed; far when it lies more than
    ``strategy.review_months`` after valid-from (after the day, where that is blank). A module's newest
    evidence is the day of the last workshop that gave a row of a sheet that feeds it; stale when more than
    ``strategy.review_months`` old."""
    everything = shelved(evidence)
    rows = pick(everything, "U7")
    said = grouped((item for item in rows if item.text("module")), lambda item: item.text("module"))
    newest = _newest(everything, context)
    order = [module.id for module in context.catalogue.modules]
    return ModuleHealth(
        tuple(_state(m, said.get(m, []), newest.get(m), context) for m in in_order({*order, *said}, order)),
        ids(rows),
    )


def _newest(evidence: Iterable[Evidence], context: AnalysisContext) -> dict[str, date]:
    found: dict[str, date] = {}
    for sheet, workshop in sorted({(item.sheet, item.workshop) for item in evidence}):
        definition, day = context.catalogue.sheets.get(sheet), context.session_day(workshop)
        for module in definition.modules if definition and day else ():
            if day:
                found[module] = max(day, found.get(module, day))
    return found


def _state(
    module: str, rows: Sequence[Evidence], newest: date | None, context: AnalysisContext
) -> ModuleState:
    review, valid = _day(rows, "review"), _day(rows, "valid_from")
    months = context.limit("strategy.review_months")
    return ModuleState(
        module=module,
        owner=latest_text(rows, "owner"),
        approved_by=latest_text(rows, "approved_by"),
        status=latest_text(rows, "status"),
        version=latest_text(rows, "version"),
        valid_from=valid,
        review=review,
        swap_if=latest_text(rows, "swap_if"),
        measure=latest_text(rows, "measure"),
        money=latest_text(rows, "money"),
        earlier=wordings(rows, "replaces"),
        review_late=review is not None and review < context.day,
        review_far=review is not None and older_than(valid or context.day, months, review),
        newest=newest,
        stale=newest is not None and older_than(newest, months, context.day),
        evidence=ids(rows),
    )


def _day(rows: Iterable[Evidence], column: str) -> date | None:
    value = latest(rows, column)
    return value if isinstance(value, date) else None
