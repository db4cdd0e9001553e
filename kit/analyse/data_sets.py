"""AN-14, its other half: the data sets that initiatives rest on, from S2."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kit.analyse.context import AnalysisContext
from kit.analyse.names import unify
from kit.analyse.rows import (
    by_name,
    common_name,
    counted,
    ids,
    in_order,
    latest_choice,
    latest_text,
    many,
    pick,
)
from kit.analyse.systems import by_any_name
from kit.model.evidence import Evidence
from kit.model.results import DataSet, DataSets, Quality, System, Systems


def index_of(name: str, quality: Quality, known: Mapping[str, System]) -> float | None:
    """The quality index (1–5) of a system under any of its names, or of a data set as it is called."""
    system = known.get(unify(name))
    wanted = unify(system.name if system else name)
    return next((thing.index for thing in quality.objects if unify(thing.name) == wanted), None)


def data_sets(
    evidence: Iterable[Evidence], context: AnalysisContext, systems: Systems, quality: Quality
) -> DataSets:
    """S2 by unified title; of two answers in a column the latest stands. The index is the data set's own of
    AN-14, else that of the system it comes from."""
    rows = pick(evidence, "S2")
    known = by_any_name(systems)
    found = [_data_set(mine, context, quality, known) for mine in by_name(rows, "title").values()]
    found.sort(key=lambda item: unify(item.title))
    return DataSets(
        items=tuple(found),
        access=counted(
            (item for item in rows if item.text("title")),
            lambda item: filter(None, [item.text("access")]),
            context.choices("data_access"),
        ),
        no_owner=tuple(item.title for item in found if not item.owner),
        no_definition=tuple(item.title for item in found if item.definition in ("no", "partly")),
        no_basis=tuple(item.title for item in found if item.protected and not item.legal_basis),
        evidence=ids(rows),
    )


def _data_set(
    rows: Sequence[Evidence], context: AnalysisContext, quality: Quality, known: Mapping[str, System]
) -> DataSet:
    title = common_name(item.text("title") for item in rows)
    source = latest_text(rows, "source")
    own = index_of(title, quality, known)
    index = index_of(source, quality, known) if own is None else own
    system = known.get(unify(source))
    return DataSet(
        title=title,
        description=latest_text(rows, "description"),
        source=system.name if system else source,
        area=latest_text(rows, "area"),
        owner=latest_text(rows, "data_owner"),
        personal=in_order(many(rows, "personal"), context.choices("personal_data")),
        access=latest_choice(rows, "access"),
        definition=latest_choice(rows, "definition"),
        legal_basis=latest_text(rows, "legal_basis"),
        frequency=latest_choice(rows, "frequency"),
        index=index,
        borrowed=own is None and index is not None,
        evidence=ids(rows),
    )
