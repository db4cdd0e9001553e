"""AN-14, its other half: the data sets that initiatives rest on, from S2."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Indices:
    """Quality indices (1–5) of AN-14 by name: a system under any of its names, a data set as it is called."""

    systems: Mapping[str, System]
    by_name: Mapping[str, float | None]

    @classmethod
    def of(cls, systems: Systems, quality: Quality) -> Indices:
        return cls(by_any_name(systems), {unify(thing.name): thing.index for thing in quality.objects})

    def get(self, name: str) -> float | None:
        return self.by_name.get(unify(self.called(name)))

    def called(self, name: str) -> str:
        """A system's name as the list of systems has it; any other name as it is."""
        system = self.systems.get(unify(name))
        return system.name if system else name


def data_sets(
    evidence: Iterable[Evidence], context: AnalysisContext, systems: Systems, quality: Quality
) -> DataSets:
    """S2 by unified title; of two answers in a column the latest stands. The index is the data set's own of
    AN-14, else that of the system it comes from."""
    rows = pick(evidence, "S2")
    indices = Indices.of(systems, quality)
    found = [_data_set(mine, context, indices) for mine in by_name(rows, "title").values()]
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


def _data_set(rows: Sequence[Evidence], context: AnalysisContext, indices: Indices) -> DataSet:
    title = common_name(item.text("title") for item in rows)
    source = latest_text(rows, "source")
    own = indices.get(title)
    index = indices.get(source) if own is None else own
    return DataSet(
        title=title,
        description=latest_text(rows, "description"),
        source=indices.called(source),
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
