"""``kit export``: the register as a star schema for Power BI, Excel and whatever reads CSV."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kit.errors import UsageError
from kit.findings import Finding
from kit.model.star import Star, StarTable
from kit.pipeline.folder import Folder
from kit.pipeline.outputs import Output, withdraw, write_outputs, write_whole
from kit.pipeline.ready import ready_register
from kit.pipeline.star import build_star
from kit.render.export import dictionary, has_parquet, to_csv, to_parquet, to_readme, to_xlsx

FORMATS = ("csv", "xlsx", "parquet")

PRIVATE, PUBLIC = "outputs/export/lead", "outputs/export/publish"
"""Two folders, so that what may be shared never lies beside what may not."""

README = "README.txt"

PARQUET_EXTRA = 'pip install "data-strategy-kit[parquet]"'
"""The library is large, and so an extra."""


@dataclass(frozen=True, slots=True)
class Exported:
    """Where it lies, how much it is, and which formats could not be written because a library is missing."""

    folder: Path
    files: int
    tables: int
    rows: int
    missing: tuple[str, ...]
    findings: tuple[Finding, ...] = ()


def export(folder: Folder, formats: tuple[str, ...], publish: bool, to: Path | None = None) -> Exported:
    """Write the register's content in ``formats`` to ``to`` (default: below ``outputs/export``).

    What an earlier export left there is withdrawn. ``UsageError`` where there is no register of this kit, the
    only format asked for cannot be written, or ``to`` lies elsewhere and holds other files.
    """
    missing = () if has_parquet() else ("parquet",)
    wanted = tuple(name for name in FORMATS if name in formats and name not in missing)
    words = folder.words("export")
    if not wanted:
        raise UsageError(words("no_parquet", library="pyarrow", command=PARQUET_EXTRA))
    star = _star(folder, publish)
    base = to.resolve() if to else folder.root.resolve() / (PUBLIC if publish else PRIVATE)
    files = dict(_files(folder, star, wanted))
    findings = _place(folder, base, files)
    return Exported(
        folder=to or base,
        files=len(files),
        tables=len(star.tables),
        rows=sum(len(table.rows) for table in star.tables),
        missing=tuple(name for name in missing if name in formats),
        findings=findings,
    )


def _star(folder: Folder, publish: bool) -> Star:
    path = ready_register(folder)
    try:
        return build_star(folder, path, publish)
    except sqlite3.Error as problem:
        raise UsageError(folder.words("make")("broken_register", file=path.name)) from problem


def _files(folder: Folder, star: Star, formats: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """Every file by its path inside the folder."""
    words, lang = folder.words("export"), folder.process.lang
    told = dictionary(star, words)
    yield README, ("\ufeff" + to_readme(star, words, formats)).encode()
    yield f"{told.name}.csv", to_csv(told, lang)
    for table in star.tables:
        if "csv" in formats:
            yield f"csv/{table.name}.csv", to_csv(table, lang)
        if "parquet" in formats:
            yield f"parquet/{table.name}.parquet", to_parquet(table)
    if "xlsx" in formats:
        title = f"{words('readme_title')}: {folder.process.municipality}"
        yield "register.xlsx", to_xlsx((told, *star.tables), title, _day(star, folder))


def _day(star: Star, folder: Folder) -> date:
    """The day of the edition that is exported."""
    editions: StarTable = next(table for table in star.tables if table.name == "dim_edition")
    names = [column.name for column in editions.columns]
    for row in editions.rows:
        day = row[names.index("day")]
        if row[names.index("current")] and isinstance(day, date):
            return day
    return folder.process.last_day


def _place(folder: Folder, base: Path, files: dict[str, bytes]) -> tuple[Finding, ...]:
    """Below ``outputs`` as any output, with the manifest; elsewhere into a folder of its own."""
    root = folder.root.resolve()
    if base == root / "outputs" or not base.is_relative_to(root / "outputs"):
        _elsewhere(folder, base, files)
        return ()
    below = base.relative_to(root).as_posix()
    outputs = [Output(f"{below}/{path}", "export", None, data) for path, data in files.items()]
    withdraw(folder.root, f"{below}/", frozenset(output.path for output in outputs))
    return write_outputs(folder.root, folder.process, outputs).findings


def _elsewhere(folder: Folder, base: Path, files: dict[str, bytes]) -> None:
    """Only where nothing lies that an export of the same kind has not written: nobody's file is lost, and
    nothing private stays beside what is published."""
    there = [path for path in sorted(base.rglob("*")) if path.is_file()] if base.is_dir() else []
    names = [path.relative_to(base).as_posix() for path in there]
    strange = [name for name in names if name not in files]
    title = folder.words("export")("readme_title")
    ours = README in names and title in (base / README).read_text("utf-8-sig", errors="replace")
    if strange or (names and not ours):
        raise UsageError(folder.words("export")("other_files", folder=base, file=(strange or names)[0]))
    for path, data in files.items():
        target = base / path
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, data)
