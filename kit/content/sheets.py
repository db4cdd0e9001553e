"""Reads ``workshops/sheets/*.toml`` and the value lists."""

from __future__ import annotations

from kit.content.table import Table
from kit.model.sheet import Choice, Column, Matrix, Sheet

TYPES = (
    "text", "longtext", "number", "int", "date", "choice", "multichoice", "quarter", "person", "initials",
    "ref", "reflist", "code",
)  # fmt: skip
NEEDS = ("optional", "required", "expected", "made")
LAYOUTS = ("table", "form", "fields", "matrix")


def read_sheets(table: Table) -> dict[str, Sheet]:
    """Every sheet of one file by its code."""
    sheets = {code: _sheet(code, entry) for code, entry in table.entries()}
    table.done()
    return sheets


def _sheet(code: str, table: Table) -> Sheet:
    columns = tuple(_column(t) for t in table.tables("columns"))
    sheet = Sheet(
        code=code,
        title=table.need_text("title"),
        row_is=table.need_text("row_is"),
        guidance=table.need_text("guidance"),
        tier=table.integer("tier", low=0),
        layout=table.one_of("layout", LAYOUTS),
        columns=columns,
        rows=table.integer("rows"),
        paper=table.one_of("paper", ("A4", "A3")),
        prefilled=table.strings("prefilled"),
        block=table.string("block", None) or None,
        once=table.strings("once"),
        matrix=_matrix(table),
        individual=table.flag("individual"),
        modules=table.strings("modules"),
    )
    table.done()
    _check_columns(sheet, table)
    return sheet


def _matrix(table: Table) -> Matrix | None:
    if not table.has("matrix"):
        return None
    inner = table.table("matrix")
    matrix = Matrix(inner.string("row"), inner.string("column"), inner.string("value"))
    inner.done()
    return matrix


def _column(table: Table) -> Column:
    column = Column(
        id=table.string("id"),
        header=table.need_text("header"),
        type=table.one_of("type", TYPES),
        need=table.one_of("need", NEEDS),
        help=table.need_text("help"),
        example=table.text("example", None),
        source=table.string("source", None) or None,
        low=table.number("low"),
        high=table.number("high"),
        unknown_ok=table.flag("unknown_ok"),
        more=table.flag("more"),
        scores=table.flag("scores"),
        width=table.integer("width", 18, low=4),
    )
    table.done()
    return column


def _check_columns(sheet: Sheet, table: Table) -> None:
    ids = [column.id for column in sheet.columns]
    for double in sorted({id for id in ids if ids.count(id) > 1}):
        table.report("content.double-id", "columns", id=double)
    named = [*sheet.prefilled, *sheet.once]
    named += [sheet.block] if sheet.block else []
    named += [sheet.matrix.row, sheet.matrix.column, sheet.matrix.value] if sheet.matrix else []
    for id in sorted(set(named) - set(ids)):
        table.report("content.unknown-reference", "columns", id=id, hint=", ".join(ids))


def read_lists(table: Table) -> dict[str, tuple[Choice, ...]]:
    """Every value list by name; each entry is ``id = { da = …, en = … }``."""
    lists = {}
    for name, entries in table.entries():
        ids = entries.ids()
        lists[name] = tuple(Choice(id, entries.need_text(id)) for id in ids)
        entries.done()
    table.done()
    return lists


def read_modules(table: Table) -> tuple[Choice, ...]:
    """The strategy's modules as a coded list."""
    modules = []
    for id, entry in table.entries():
        modules.append(Choice(id, entry.need_text("title"), coded=True))
        entry.done()
    table.done()
    return tuple(modules)


def read_thresholds(table: Table) -> dict[str, float]:
    """Limits as ``group.name`` → number."""
    limits = {}
    for group, entries in table.entries():
        for name in entries.ids():
            limits[f"{group}.{name}"] = entries.number(name) or 0.0
        entries.done()
    table.done()
    return limits
