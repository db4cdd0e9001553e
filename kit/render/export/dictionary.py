"""The data dictionary: what every table and column means, in every language of the kit."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from kit.model.star import Star, StarColumn, StarTable
from kit.model.text import LANGUAGES, Text, Words

NAME = "data-dictionary"

_FORMATS = ("parquet", "xlsx", "csv")


def dictionary(star: Star, words: Words) -> StarTable:
    """The dictionary as a table of its own, a row for each column of each table."""
    names = ("table", "kind", "column", "type", "key_to")
    told = [f"{part}_{lang}" for part in ("table_meaning", "column_meaning") for lang in LANGUAGES]
    columns = tuple(StarColumn(name, "text", words.texts["dictionary_column"]) for name in (*names, *told))
    return StarTable(NAME, "dimension", words.texts["dictionary_table"], columns, tuple(_rows(star)))


def _rows(star: Star) -> Iterator[tuple[str, ...]]:
    for table in star.tables:
        meanings = tuple(table.meaning[lang] for lang in LANGUAGES)
        for column in table.columns:
            said = tuple(column.meaning[lang] for lang in LANGUAGES)
            yield table.name, table.kind, column.name, column.type, column.key_to, *meanings, *said


def to_readme(star: Star, words: Words, formats: tuple[str, ...]) -> str:
    """``README.txt``: what the folder is, who may have it, how to open it, and every table and column."""
    warning = "readme_public" if star.published else "readme_private"
    lines = [
        words("readme_title"),
        "=" * len(words("readme_title")),
        "",
        words(warning, command="kit export --publish"),
        "",
    ]
    lines += [words(f"readme_{name}", folder=name) for name in _FORMATS if name in formats]
    lines += ["", words("readme_keys", id="evidence_id", table="dim_evidence", cells="fact_cell"), ""]
    for kind, tables in groupby(star.tables, key=lambda table: table.kind == "dimension"):
        lines += [words("readme_dimensions" if kind else "readme_facts"), ""]
        for table in tables:
            lines += list(_table(table, words.lang))
    return "\r\n".join(lines) + "\r\n"


def _table(table: StarTable, lang: str) -> Iterator[str]:
    yield f"{table.name} ({len(table.rows)})"
    yield f"  {_line(table.meaning, lang)}"
    for column in table.columns:
        key = f" → {column.key_to}" if column.key_to else ""
        yield f"  - {column.name} [{column.type}]{key}: {_line(column.meaning, lang)}"
    yield ""


def _line(text: Text, lang: str) -> str:
    return " ".join(text[lang].split())
