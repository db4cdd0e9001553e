"""AN-25 Provenance: what the strategy was made from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kit.analyse.context import AnalysisContext
from kit.analyse.rows import grouped, in_order, shelved, units_of
from kit.model.evidence import Evidence
from kit.model.process import WORKSHOPS
from kit.model.results import Input, Provenance, SheetRows


def provenance(evidence: Iterable[Evidence], context: AnalysisContext) -> Provenance:
    """AN-25: files, workshops and units with their rows per sheet, complete or lacking a required value.

    ``row`` and ``cells`` of each row lead on to the cells; files without evidence are findings, not inputs.
    """
    rows = shelved(evidence)
    order = tuple(context.catalogue.sheets)
    files = sorted(grouped(rows, lambda item: (item.file, item.workshop, item.unit.code)).items())
    workshops = grouped(rows, lambda item: item.workshop)
    held = in_order(workshops, WORKSHOPS)
    return Provenance(
        inputs=tuple(
            Input(file, workshop, unit, _sheets(mine, order)) for (file, workshop, unit), mine in files
        ),
        sheets=_sheets(rows, order),
        workshops=held,
        units=tuple((workshop, units_of(workshops[workshop])) for workshop in held),
        rows=len(rows),
        incomplete=sum(not item.complete for item in rows),
    )


def _sheets(rows: Iterable[Evidence], order: Sequence[str]) -> tuple[SheetRows, ...]:
    found = grouped(rows, lambda item: item.sheet)
    return tuple(
        SheetRows(code, len(found[code]), sum(not item.complete for item in found[code]))
        for code in in_order(found, order)
    )
