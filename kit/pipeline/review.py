"""The review workbook: what waits for the lead, with suggestion and evidence, and what has been decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from kit.model.decision import ANSWERS, SHEETS, Decision, Matter
from kit.model.evidence import UNKNOWN, Evidence, Value
from kit.model.process import LEAD, Unit
from kit.model.results import Initiative, Results
from kit.model.sheet import Column, Identity, PrefilledRow, SheetFill, Worksheet
from kit.model.text import Words
from kit.pipeline.folder import Folder
from kit.pipeline.lists import worksheet_lists
from kit.pipeline.outputs import Output
from kit.pipeline.prefill import Known
from kit.render.worksheet import WorksheetWriter

MOST_PLACES = 5
"""Sheets of files that are named one by one; the rest is a number, and stands in the register."""

MOST_LETTERS = 4000
"""Letters of a draft that are shown beside the lead's own text: what fits a cell that one can read."""

_SIGNED = ("decided_by", "decided_on", "why")


@dataclass(frozen=True, slots=True)
class Review:
    """What a review workbook is made of. ``matters`` are still to decide; ``decisions`` have been."""

    matters: Sequence[Matter]
    decisions: Sequence[Decision]
    evidence: Mapping[str, Evidence]
    results: Results
    day: date


def review_workbook(folder: Folder, review: Review) -> Output:
    """The workbook of this run. Decisions that hold stand in it as they were made, so that the newest one is
    always whole; those whose ground has changed are asked again, first on their sheet."""
    words = folder.words("review")
    process, catalogue = folder.process, folder.catalogue
    known = Known(process, catalogue, tuple(review.evidence.values()), process.lang)
    desk = _Desk(folder, review, words)
    worksheet = Worksheet(
        identity=Identity(process.code, catalogue.review.code, LEAD),
        workshop_title=catalogue.review.title[process.lang],
        unit_name=words("unit"),
        municipality=process.municipality,
        lang=process.lang,
        colour=process.brand.colour,
        day=review.day.isoformat(),
        fills=tuple(SheetFill(catalogue.sheets[code], desk.rows(kind)) for kind, code in SHEETS.items()),
        lists=worksheet_lists(folder, known),
        send_to=process.lead,
    )
    data = WorksheetWriter(folder.words("worksheet")).write(worksheet)
    return Output(f"outputs/strategy/{words('file')}.xlsx", "review", None, data)


@dataclass(frozen=True, slots=True)
class _Desk:
    folder: Folder
    review: Review
    words: Words

    def rows(self, kind: str) -> tuple[PrefilledRow, ...]:
        """Asked again, then still to decide, then decided, then without a subject."""
        mine = [decision for decision in self.review.decisions if decision.kind == kind]
        again = [d for d in mine if d.state in ("changed", "contradicted")]
        return (
            *(self._asked_again(decision) for decision in again),
            *(self._open(matter) for matter in self.review.matters if matter.kind == kind),
            *(self._decided(decision) for decision in mine if decision.state == "holds"),
            *(self._asked_again(decision) for decision in mine if decision.state == "gone"),
        )

    def _open(self, matter: Matter) -> dict[str, object]:
        row = {
            **self._shown(matter),
            "blocks": "; ".join(self.words(f"blocks_{key}") for key in matter.blocks),
            "basis": self._basis(matter.evidence),
            "matter": matter.id,
            "ground": matter.ground,
        }
        return {column: value for column, value in row.items() if value not in ("", None)}

    def _decided(self, decision: Decision) -> dict[str, object]:
        signed = {"decided_by": decision.by, "decided_on": decision.on, "why": decision.why}
        made = {"matter": decision.matter, "ground": decision.ground or decision.now, "earlier": ""}
        row = {**_plain(decision.shown), **_plain(decision.answer), **signed, **made}
        return {column: value for column, value in row.items() if value not in ("", None)}

    def _asked_again(self, decision: Decision) -> dict[str, object]:
        answer = self._answer(decision)
        earlier = self.words(f"earlier_{decision.state}", answer=answer)
        made = {"matter": decision.matter, "ground": decision.now, "earlier": earlier}
        row = {**_plain(decision.shown), **made}
        return {column: value for column, value in row.items() if value not in ("", None)}

    def _answer(self, decision: Decision) -> str:
        """What was decided, in words, with who and when."""
        sheet = self.folder.catalogue.sheets[SHEETS[decision.kind]]
        columns = {column.id: column for column in sheet.columns}
        said = ", ".join(
            self._value(columns[id], decision.answer[id])
            for id in ANSWERS[decision.kind]
            if id in decision.answer
        )
        who = ", ".join(part for part in (decision.by, _day(decision.on)) if part)
        return self.words("earlier_by", answer=said, who=who) if who else said

    def _value(self, column: Column, value: Value) -> str:
        if isinstance(value, date):
            return _day(value)
        if isinstance(value, str) and column.type == "choice":
            return self._choice(column.source or "", value)
        return "; ".join(value) if isinstance(value, tuple) else str(value)

    def _choice(self, name: str, id: str) -> str:
        lang = self.folder.process.lang
        return next((c.text[lang] for c in self.folder.catalogue.lists.get(name, ()) if c.id == id), id)

    def _shown(self, matter: Matter) -> dict[str, object]:
        makers: Mapping[str, Callable[[Mapping[str, Value]], Mapping[str, object]]] = {
            "same": self._same,
            "value": self._differing,
            "holder": self._holding,
            "initiative": self._initiative,
            "module": self._module,
            "text": self._text,
        }
        return dict(makers[matter.kind](matter.shown))

    def _text(self, shown: Mapping[str, Value]) -> Mapping[str, object]:
        return {**shown, "section": shown["section"] or self.words("intro")}

    def _same(self, shown: Mapping[str, Value]) -> Mapping[str, object]:
        return {**shown, "reason": self.words(f"reason_{shown['reason']}")}

    def _differing(self, shown: Mapping[str, Value]) -> Mapping[str, object]:
        column = self.folder.catalogue.sheets["S1"].column(str(shown["field"]))
        assert column is not None
        header = column.header[self.folder.process.lang]
        return {"subject": shown["subject"], "field": header, **self._views(shown, column)}

    def _holding(self, shown: Mapping[str, Value]) -> Mapping[str, object]:
        scope, process = str(shown["scope"]), self.folder.process
        area = process.area(scope)
        named = area.name if area else process.municipality if scope == "municipality" else scope
        return {"role": shown["role"], "scope": named, **self._views(shown, None)}

    def _views(self, shown: Mapping[str, Value], column: Column | None) -> dict[str, object]:
        told = []
        for view in shown["views"] if isinstance(shown["views"], tuple) else ():
            value, _, units = view.rpartition("|")
            names = "; ".join(self._unit(code) for code in units.split(","))
            told.append(self.words("view", value=self._said(value, column) or "–", units=names))
        return {"views": "\n".join(told), "suggestion": self._said(str(shown["suggestion"]), column)}

    def _said(self, value: str, column: Column | None) -> str:
        return self._choice(column.source or "", value) if column and column.type == "choice" else value

    def _initiative(self, shown: Mapping[str, Value]) -> Mapping[str, object]:
        item = self.review.results.initiatives.get(str(shown["id"]))
        suggestion = str(shown["suggestion"])
        return {
            "initiative": shown["initiative"],
            "standing": self._standing(item) if item else "",
            "suggestion": self.words(f"suggest_{suggestion}") if suggestion else "",
        }

    def _standing(self, item: Initiative) -> str:
        if item.klass is None or item.rank is None:
            return self.words("standing_no_scores")
        planned = self.review.results.plan.get(item.id)
        quarters = ", ".join(planned.quarters) if planned else ""
        klass = self._class(item.klass)
        return "\n".join(
            (
                self.words("standing_class", klass=klass),
                self._rank(item),
                self.words("standing_planned", quarters=quarters)
                if quarters
                else self.words("standing_not_planned"),
            )
        )

    def _rank(self, item: Initiative) -> str:
        firm = item.rank_best == item.rank_worst
        return self.words(
            "standing_rank_firm" if firm else "standing_rank",
            rank=item.rank,
            best=item.rank_best,
            worst=item.rank_worst,
        )

    def _class(self, klass: str) -> str:
        return self.words(f"class_{klass}")

    def _module(self, shown: Mapping[str, Value]) -> Mapping[str, object]:
        state = self.review.results.modules.get(str(shown["module"]))
        parts = []
        if state and state.owner:
            parts.append(self.words("standing_owner", owner=state.owner))
        if state and state.review:
            parts.append(self.words("standing_review", day=_day(state.review)))
        if state and state.swap_if:
            parts.append(self.words("standing_swap", event=state.swap_if))
        if state and state.measure:
            parts.append(self.words("standing_measure", measure=state.measure))
        if state and state.money:
            parts.append(self.words("standing_money", money=state.money))
        return {**shown, "standing": "\n".join(parts) or self.words("standing_nothing")}

    def _basis(self, ids: Iterable[str]) -> str:
        """Who said it and where it stands, one line a sheet of a file; never a row of individual answers."""
        sheets = self.folder.catalogue.sheets
        places: dict[tuple[str, str, str], list[int]] = {}
        for row in (self.review.evidence[id] for id in ids if id in self.review.evidence):
            if not sheets[row.sheet].individual:
                places.setdefault((row.unit.code, row.file, row.sheet), []).append(row.row)
        lines = [
            self.words(
                "basis_rows" if len(rows) > 1 else "basis_row",
                who=self._unit(unit),
                file=PurePosixPath(file).name,
                sheet=sheet,
                row=", ".join(str(row) for row in sorted(rows)),
            )
            for (unit, file, sheet), rows in list(places.items())[:MOST_PLACES]
        ]
        if len(places) > MOST_PLACES:
            lines.append(self.words("basis_more", n=len(places) - MOST_PLACES))
        return "\n".join(lines)

    def _unit(self, code: str) -> str:
        unit = Unit.parse(code)
        return self.folder.process.unit_name(unit, self.words("table"), self.words("unit")) if unit else code


def _plain(values: Mapping[str, Value]) -> dict[str, object]:
    return {column: value for column, value in values.items() if value is not UNKNOWN}


def _day(day: date | None) -> str:
    return f"{day:%d-%m-%Y}" if day else ""


def text_matters(drafts: Iterable[tuple[str, str, str, str, str]]) -> Iterator[Matter]:
    """A matter for each draft: id, module, section, text and its print."""
    for id, module, section, text, print_ in drafts:
        shown = {"module": module, "section": section, "draft": text[:MOST_LETTERS]}
        yield Matter(id, "text", print_, shown)
