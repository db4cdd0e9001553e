"""The facts of the star: one table for each sheet code, and what the kit made of the rows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from kit.analyse import unify
from kit.model.sheet import Column, Sheet
from kit.model.star import StarColumn, StarTable, StarValue
from kit.model.text import LANGUAGES, Text
from kit.pipeline.star.dimensions import MANY, SINGLE, entries
from kit.pipeline.star.people import SMALLEST
from kit.pipeline.star.source import Rows, Source

KEYS = {
    "areas": "dim_area.area_code",
    "roles": "dim_role.role_id",
    "modules": "dim_module.module_id",
}
"""Lists whose entries are the key of a dimension."""

THINGS = {"systems": "dim_system.system_key", "initiatives": "dim_initiative.initiative_key"}
"""Lists of things that people name: a column with the key stands beside the name."""

PEOPLE = (("U4", "people"),)
"""Columns that count people in one place; where a star is published, no such number is below three."""

_NUMBERS = {"number": "number", "int": "integer", "date": "date"}


def sheet_facts(source: Source) -> Iterator[StarTable]:
    """``fact_b4`` and so on: the answers of each sheet, with keys to what they name."""
    for sheet in source.sheets:
        columns, rows = source.columns(sheet), []
        for id, values in source.answers(sheet):
            told: list[StarValue] = [id]
            for column, value in zip(columns, values, strict=True):
                told += _values(source, sheet, column, value)
            rows.append(tuple(told))
        evidence = StarColumn(
            "evidence_id", "text", source.texts["column_evidence_id"], "dim_evidence.evidence_id"
        )
        heads = tuple(head for column in columns for head in _heads(source, column))
        meaning = Text.of({lang: f"{sheet.title[lang]}: {sheet.row_is[lang]}" for lang in LANGUAGES})
        yield StarTable(f"fact_{sheet.code.lower()}", "fact", meaning, (evidence, *heads), tuple(rows))


def _heads(source: Source, column: Column) -> Iterator[StarColumn]:
    """The column, and beside it its wording or key."""
    name, list_name = column.id, column.source or ""
    single = column.type in SINGLE
    yield StarColumn(name, _NUMBERS.get(column.type, "text"), _meaning(column), _key(column))
    if single and list_name in THINGS:
        yield StarColumn(f"{name}_key", "text", source.texts["column_thing_key"], THINGS[list_name])
    elif list_name in source.lists:
        yield StarColumn(f"{name}_text", "text", source.texts["column_entry_text"])


def _key(column: Column) -> str:
    return KEYS.get(column.source or "", "") if column.type in SINGLE else ""


def _meaning(column: Column) -> Text:
    """Header and help as they stand in the worksheet."""
    texts = {lang: f"{column.header[lang]}. {column.help[lang]}".strip() for lang in LANGUAGES}
    return Text.of(texts)


def _values(source: Source, sheet: Sheet, column: Column, value: StarValue) -> Iterator[StarValue]:
    """What :func:`_heads` promises; "?" is no value (``fact_cell`` tells that it was the answer)."""
    list_name = column.source or ""
    value = None if value in ("?", "") else _typed(value, column.type)
    few = isinstance(value, int | float) and value < SMALLEST
    if source.publish and (sheet.code, column.id) in PEOPLE and few:
        value = None
    yield value
    if column.type in SINGLE and list_name in THINGS:
        yield unify(str(value)) if value else None
    elif list_name in source.lists:
        texts = source.lists[list_name]
        yield "; ".join(texts.get(id, id) for id in entries(value, column.type)) or None


def _typed(value: StarValue, type: str) -> StarValue:
    """A value of the register as its type says; ``None`` for what is none."""
    if type in ("number", "int"):
        if not isinstance(value, int | float):
            return None
        return float(value) if type == "number" else round(value)
    if type == "date":
        return day(value)
    return None if value is None else str(value)


def day(value: object) -> date | None:
    """An ISO date of the register; ``None`` where there is none."""
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def answers(source: Source) -> Iterator[StarTable]:
    """Where each answer stands and whether it was "?", and the single entries of answers that name
    several."""
    cells: Rows = []
    choices: Rows = []
    addresses = {id: json.loads(str(cells)) for id, cells in source["evidence"].of("id", "cells")}
    for sheet in source.sheets:
        columns = source.columns(sheet)
        for id, values in source.answers(sheet):
            for column, value in zip(columns, values, strict=True):
                if value is None:
                    continue
                key = f"{sheet.code}.{column.id}"
                cells.append((id, key, addresses[id].get(column.id), int(value == "?")))
                if column.type in MANY:
                    named = dict.fromkeys(entries(value, column.type))
                    choices += [(id, key, f"{column.source}/{entry}") for entry in named]
    yield source.table(
        "fact", "fact_cell", (*_ANSWER, ("cell", "text", ""), ("unknown", "integer", "")), cells
    )
    named_in = (*_ANSWER, ("choice_key", "text", "dim_choice.choice_key"))
    yield source.table("bridge", "bridge_answer_choice", named_in, choices)


_ANSWER = (
    ("evidence_id", "text", "dim_evidence.evidence_id"),
    ("column_key", "text", "dim_column.column_key"),
)


def outcomes(source: Source) -> Iterator[StarTable]:
    """What the kit made of the rows: claims, open questions, decisions, fates."""
    yield _bridge(source, "claim", "dim_claim.claim_id", _claims(source))
    yield _questions(source)
    questions = {str(id) for (id,) in source["open_question"].of("id")} - _kept_back(source)
    yield _bridge(source, "question", "fact_question.question_id", questions, "open_question_evidence")
    yield _decisions(source)
    matters = {str(matter) for (matter,) in source["decision"].of("matter")}
    yield _bridge(source, "decision", "fact_decision.matter", matters)
    yield _fates(source)
    yield _said(source)


def _claims(source: Source) -> set[str]:
    return {str(id) for id, module in source["claim"].of("id", "module") if module not in source.unpublished}


def _kept_back(source: Source) -> set[str]:
    rows = source["open_question"].of("id", "module")
    return {str(id) for id, module in rows if module in source.unpublished}


def _bridge(source: Source, what: str, key: str, told: set[str], table: str = "") -> StarTable:
    name = key.partition(".")[2]
    rows: Rows = [
        (id, evidence)
        for id, evidence in source[table or f"{what}_evidence"].of(name, "evidence_id")
        if id in told and evidence in source.evidence
    ]
    columns = ((name, "text", key), ("evidence_id", "text", "dim_evidence.evidence_id"))
    return source.table("bridge", f"bridge_{what}_evidence", columns, rows)


def _questions(source: Source) -> StarTable:
    told = source["open_question"].of("id", "module", "text", "blocking", "responsible", "due")
    rows: Rows = [(*row, day(due)) for *row, due in told if row[1] not in source.unpublished]
    columns = (
        ("question_id", "text", ""),
        ("module_id", "text", "dim_module.module_id"),
        ("text", "text", ""),
        ("blocking", "integer", ""),
        ("responsible", "text", ""),
        ("due", "date", ""),
    )
    return source.table("fact", "fact_question", columns, rows)


def _decisions(source: Source) -> StarTable:
    told = source["decision"].of("matter", "kind", "state", "answer", "decided_by", "why", "decided_on")
    rows: Rows = [(*row, day(on)) for *row, on in told]
    columns = (
        ("matter", "text", ""),
        ("kind", "text", ""),
        ("state", "text", ""),
        ("answer", "text", ""),
        ("decided_by", "text", ""),
        ("why", "text", ""),
        ("decided_on", "date", ""),
    )
    return source.table("fact", "fact_decision", columns, rows)


def _fates(source: Source) -> StarTable:
    told = source["fate"].of("edition", "evidence_id", "kind", "other", "reason", "owner", "due")
    rows: Rows = [(*row, day(due)) for *row, due in told if row[1] in source.evidence]
    columns = (
        ("edition", "text", "dim_edition.edition"),
        ("evidence_id", "text", "dim_evidence.evidence_id"),
        ("kind", "text", ""),
        ("other", "text", ""),
        ("reason", "text", ""),
        ("owner", "text", ""),
        ("due", "date", ""),
    )
    return source.table("fact", "fact_fate", columns, rows)


def _said(source: Source) -> StarTable:
    """What each edition says and said; claims of earlier ones need not be in ``dim_claim``."""
    told = source["edition_claim"].of("edition", "claim_id", "module", "text")
    rows: Rows = [row for row in told if row[2] not in source.unpublished]
    columns = (
        ("edition", "text", "dim_edition.edition"),
        ("claim_id", "text", ""),
        ("module_id", "text", ""),
        ("text", "text", ""),
    )
    return source.table("fact", "fact_edition_claim", columns, rows)


def working(source: Source) -> Iterator[StarTable]:
    """The lead's own matter, never published: it quotes cells and names files."""
    yield _findings(source)
    columns = (
        ("change_id", "integer", ""),
        ("what", "text", ""),
        ("kind", "text", ""),
        ("subject", "text", ""),
        ("before", "text", ""),
        ("after", "text", ""),
        ("causes", "text", ""),
    )
    changed = source["change"].of("id", "what", "kind", "subject", "before", "after", "causes")
    yield source.table("fact", "fact_change", columns, changed)
    figure = (("analysis", "text", ""), ("name", "text", ""), ("number", "number", ""), ("text", "text", ""))
    figures = source["result"].of("analysis", "name", "number", "text")
    yield source.table("fact", "fact_figure", figure, figures)


def _findings(source: Source) -> StarTable:
    """Of files that are no return, such as ``kit.toml``, only the path is told."""
    known = {file for (file,) in source["return_file"].of("file")}
    told = source["finding"].of("id", "code", "severity", "file", "sheet", "cell", "message", "remedy")
    rows: Rows = []
    for id, code, severity, file, *rest in told:
        rows.append((id, code, severity, source.file_key(file) if file in known else None, file, *rest))
    columns = (
        ("finding_id", "integer", ""),
        ("code", "text", ""),
        ("severity", "text", ""),
        ("file_key", "text", "dim_file.file_key"),
        ("path", "text", ""),
        ("tab", "text", ""),
        ("cell", "text", ""),
        ("message", "text", ""),
        ("remedy", "text", ""),
    )
    return source.table("fact", "fact_finding", columns, rows)
