"""Writes the register in one go: a whole new file, or none."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from functools import cache
from pathlib import Path

from kit.findings import Finding
from kit.model.catalogue import Catalogue
from kit.model.change import Change, Said, Snapshot
from kit.model.claim import Claim, OpenQuestion
from kit.model.comparison import Mark
from kit.model.decision import Decision, Fate
from kit.model.document import Note
from kit.model.evidence import UNKNOWN, Evidence, Return, Value
from kit.model.process import Process
from kit.model.sheet import Sheet
from kit.model.text import Text
from kit.register.earlier import NO_HISTORY, History, Row, SqlValue
from kit.register.figures import figure_rows, place_of
from kit.register.notes import note_tables
from kit.register.schema import FIXED, SCHEMA_VERSION, sheet_table, sheet_view


@dataclass(frozen=True, slots=True)
class RegisterContent:
    """All that one run of ``kit consolidate`` puts into the register."""

    process: Process
    catalogue: Catalogue
    edition: str
    day: date
    returns: Sequence[Return]
    evidence: Sequence[Evidence]
    findings: Sequence[Finding]
    results: object
    claims: Sequence[Claim]
    open_questions: Sequence[OpenQuestion]
    decisions: Sequence[Decision] = ()
    fates: Sequence[Fate] = ()
    changes: Sequence[Change] = ()
    history: History = NO_HISTORY
    marks: Mapping[str, Mark] = field(default_factory=dict)
    notes: Sequence[Note] = ()
    published: Sequence[Note] = ()
    """The footnotes as the strategy numbers them, and as it does where it is published."""


def write_register(path: Path, content: RegisterContent) -> None:
    """Create the SQLite file ``path`` (which must not exist) with everything in ``content``.

    The same content gives the same bytes. Raises ``sqlite3.IntegrityError`` where a claim names evidence
    that is not there: that would be a bug, and a strategy with such a claim must not be written.
    """
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON;"
        )
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("BEGIN")
        _create(connection, _sheets(content))
        for table, rows in _tables(content):
            _insert(connection, table, rows)
        _insert(connection, "claim_figure", figure_rows(connection, content.claims))
        connection.execute("COMMIT")
    finally:
        connection.close()


def _sheets(content: RegisterContent) -> tuple[Sheet, ...]:
    """The sheets that the process works with: extensions have a table only where they are switched on."""
    extensions = content.process.tier2
    return tuple(s for s in content.catalogue.sheets.values() if s.tier < 2 or s.code in extensions)


def snapshot_of(content: RegisterContent) -> Snapshot:
    """This run as :func:`~kit.register.earlier.read_earlier` will read it next time; changes are no part."""
    figures = {
        f"{analysis}.{name}": (number, text)
        for analysis, name, number, text in _result_rows(content.results)
        if "[" not in name
    }
    return Snapshot(
        edition=content.edition,
        day=content.day.isoformat(),
        files={item.file: item.sha256 for item in content.returns},
        rows={item.id: item.file for item in content.evidence},
        decisions={decision.matter: answer_text(decision) for decision in content.decisions},
        figures=figures,
        claims={c.id: Said(c.module, c.text, tuple(sorted(set(c.evidence)))) for c in content.claims},
        questions={
            q.id: Said(q.module, q.text, tuple(sorted(set(q.evidence)))) for q in content.open_questions
        },
    )


def _create(connection: sqlite3.Connection, sheets: Iterable[Sheet]) -> None:
    for statement in FIXED.split(";\n"):
        if statement.strip():
            connection.execute(statement)
    for sheet in sheets:
        connection.execute(sheet_table(sheet))
        connection.execute(sheet_view(sheet))


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    rows = list(rows)
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(f'INSERT INTO "{table}" VALUES ({marks})', rows)


def _tables(content: RegisterContent) -> Iterator[tuple[str, Iterable[Row]]]:
    """Every table with its rows, those that are referred to first."""
    process, catalogue, lang = content.process, content.catalogue, content.process.lang
    edition = (content.edition, 1, content.day.isoformat(), process.municipality, process.code, lang)
    earlier = content.history.without(content.edition)
    yield "edition", [*earlier.editions, edition]
    yield "return_file", (_return_row(item, catalogue) for item in content.returns)
    yield "evidence", (_evidence_row(item) for item in content.evidence)
    for sheet in _sheets(content):
        yield sheet.code, _sheet_rows(sheet, content.evidence)
    yield from _decision_tables(content)
    yield "finding", ((n, *_finding_row(f, lang)) for n, f in enumerate(content.findings, 1))
    yield "result", ((*row, *place_of(row[1])) for row in _result_rows(content.results))
    yield "threshold", sorted(catalogue.thresholds.items())
    claims, questions = content.claims, content.open_questions
    yield "claim", ((c.id, c.module, c.text, "; ".join(c.analyses)) for c in claims)
    yield "claim_evidence", ((c.id, id) for c in claims for id in dict.fromkeys(c.evidence))
    said = ((content.edition, c.id, c.module, c.text) for c in claims)
    yield "edition_claim", [*earlier.claims, *said]
    marks = ((content.edition, subject, mark.value, mark.answers) for subject, mark in content.marks.items())
    yield "edition_mark", [*earlier.marks, *marks]
    yield from note_tables(content.edition, content.notes, content.published, earlier)
    yield "change", ((n, *_change_row(change)) for n, change in enumerate(content.changes, 1))
    yield "open_question", (_question_row(question) for question in questions)
    yield "open_question_evidence", ((q.id, id) for q in questions for id in dict.fromkeys(q.evidence))
    yield "sheet_column", _column_rows(_sheets(content), lang)
    yield "list_entry", ((name, id, text[lang]) for name, id, text in _entries(content))


def _decision_tables(content: RegisterContent) -> Iterator[tuple[str, Iterable[Row]]]:
    decisions = content.decisions
    yield "decision", (_decision_row(decision) for decision in decisions)
    yield "decision_evidence", ((d.matter, id) for d in decisions for id in dict.fromkeys(d.evidence))
    yield "fate", (_fate_row(content.edition, fate) for fate in content.fates)


def _decision_row(decision: Decision) -> Row:
    day = decision.on.isoformat() if decision.on else ""
    head = (decision.matter, decision.kind, decision.state, answer_text(decision))
    return (*head, decision.by, day, decision.why, decision.ground, decision.now)


def answer_text(decision: Decision) -> str:
    """What was answered, as JSON with the columns in their order."""
    return json.dumps({c: _sql(v) for c, v in decision.answer.items()}, ensure_ascii=False)


def _fate_row(edition: str, fate: Fate) -> Row:
    return (edition, fate.evidence, fate.kind, fate.other, fate.reason, fate.owner, fate.due)


def _change_row(change: Change) -> Row:
    head = (change.what, change.kind, change.id, change.before, change.after)
    return (*head, "; ".join(change.causes))


def _return_row(item: Return, catalogue: Catalogue) -> Row:
    identity, file = item.identity, (item.file, item.sha256, item.format)
    if identity is None:
        return *file, None, None, None
    return *file, catalogue.workshop(identity.workshop).id, identity.unit.code, identity.schema


def _evidence_row(item: Evidence) -> Row:
    cells = json.dumps(dict(item.cells), ensure_ascii=False)
    origin = (item.id, item.sheet, item.file, item.tab, item.row, item.workshop)
    return (*origin, item.area, item.unit.code, int(item.complete), cells)


def _sheet_rows(sheet: Sheet, evidence: Sequence[Evidence]) -> Iterator[Row]:
    columns = tuple(column.id for column in sheet.columns)
    for item in evidence:
        if item.sheet == sheet.code:
            yield item.id, *(_sql(item.values.get(column)) for column in columns)


def _finding_row(finding: Finding, lang: str) -> Row:
    place = (finding.file, finding.sheet, finding.cell)
    return (finding.code, finding.severity, *place, finding.message(lang), finding.remedy(lang))


def _question_row(question: OpenQuestion) -> Row:
    head = (question.id, question.module, question.text)
    return (*head, int(question.blocking), question.responsible, question.due)


def _column_rows(sheets: Iterable[Sheet], lang: str) -> Iterator[Row]:
    for sheet in sheets:
        for column in sheet.columns:
            texts = (sheet.title[lang], column.header[lang], column.type, column.source, column.help[lang])
            yield sheet.code, column.id, *texts


def _entries(content: RegisterContent) -> Iterator[tuple[str, str, Text]]:
    """List, id and wording of everything that a cell may name by an id."""
    catalogue = content.catalogue
    named: dict[str, Iterable[tuple[str, Text]]] = {
        "areas": ((area.code, Text.same(area.name)) for area in content.process.areas),
        "roles": ((card.id, card.title) for card in catalogue.roles),
        "themes": ((card.id, card.title) for card in catalogue.themes),
        "competences": ((card.id, card.title) for card in catalogue.competences),
        "competence_wheel": ((card.id, card.wheel) for card in catalogue.competences),
        "decisions": ((card.id, card.title) for card in catalogue.decisions),
    }
    elsewhere = _lists_of(catalogue.sheets.values()) - _lists_of(_sheets(content))
    for list_name, choices in {**catalogue.lists, "modules": catalogue.modules}.items():
        if list_name in elsewhere:
            continue
        named[list_name] = [(choice.id, choice.text) for choice in choices]
    return ((list_name, id, text) for list_name, entries in named.items() for id, text in entries)


def _lists_of(sheets: Iterable[Sheet]) -> set[str]:
    """The lists that the columns of these sheets name."""
    return {column.source for sheet in sheets for column in sheet.columns if column.source}


def _sql(value: Value | None) -> SqlValue:
    if value is None or value is UNKNOWN:
        return None if value is None else "?"
    if isinstance(value, tuple):
        return "; ".join(value)
    return value.isoformat() if isinstance(value, date) else value


def _result_rows(results: object) -> Iterator[tuple[str, str, float | None, str | None]]:
    """Every figure of every analysis, by its path; evidence stays with the claims."""
    if not is_dataclass(results):
        return
    for part in fields(results):
        if not part.metadata.get("figures", True):
            continue
        found: list[tuple[str, str | int | float]] = []
        _add_leaves(getattr(results, part.name), "", found)
        for name, value in found:
            number = float(value) if isinstance(value, int | float) else None
            yield part.name, name, number, None if number is not None else str(value)


def _add_leaves(value: object, path: str, found: list[tuple[str, str | int | float]]) -> None:
    """Every plain value below ``value`` with its path, in the order of the fields."""
    if isinstance(value, bool | int | float | str):
        found.append((path, value))
    elif isinstance(value, tuple):
        for place, item in enumerate(value, 1):
            _add_leaves(item, f"{path}[{place}]", found)
    elif isinstance(value, date):
        found.append((path, value.isoformat()))
    elif is_dataclass(value):
        start = f"{path}." if path else ""
        kind: type = type(value)
        for name in _field_names(kind):
            _add_leaves(getattr(value, name), start + name, found)


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(part.name for part in fields(kind) if part.name != "evidence")
