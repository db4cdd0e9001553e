"""A process of answers, ways to change its files that must not matter, and what is told of it."""

from __future__ import annotations

import shutil
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from kit.model.evidence import Evidence
from kit.pipeline.check import Gathered, gather
from kit.pipeline.edition import Edition, compile_edition
from kit.pipeline.folder import Folder, open_folder


@dataclass(frozen=True)
class Told:
    """What one run says: figures by analysis, without the rows behind them; sentences; findings."""

    figures: dict[str, Any]
    claims: dict[str, str]
    findings: Counter[str]
    gathered: Gathered
    edition: Edition


def told(folder: Folder, gathered: Gathered | None = None) -> Told:
    """Everything from the files to the sentences. Where answers came from (AN-25) is no part of it."""
    gathered = gathered or gather(folder)
    edition = compile_edition(folder, gathered, "0.5", None)
    figures = bare(asdict(edition.results))
    origin = figures.pop("provenance")
    assert origin["rows"] == len([e for e in gathered.evidence if e.workshop != "review"])
    figures.pop("rulings")
    claims = {c.id: c.text for c in edition.strategy.claims if c.analyses != ("AN-25",)}
    findings = Counter(f.code for f in (*gathered.findings, *edition.findings))
    return Told(figures, claims, findings, gathered, edition)


def bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: bare(one) for key, one in value.items() if key != "evidence"}
    return [bare(one) for one in value] if isinstance(value, list | tuple) else value


def unordered(value: Any) -> Any:
    """The same with every list in the order of its words."""
    if isinstance(value, dict):
        return {key: unordered(one) for key, one in value.items()}
    return sorted((unordered(one) for one in value), key=repr) if isinstance(value, list) else value


def copied(folder: Folder, target: Path) -> Folder:
    """The same process elsewhere, with what has been read of it."""
    shutil.copytree(folder.root / "returned", target / "returned")
    read = folder.root / "outputs" / ".read"
    if read.is_dir():  # the rehearsal leaves none
        shutil.copytree(read, target / "outputs" / ".read")
    shutil.copy2(folder.root / "kit.toml", target)
    return open_folder(target)


def rows_of(gathered: Gathered, file: str) -> dict[str, list[Evidence]]:
    """The rows of one file by the sheet's name in it."""
    found: dict[str, list[Evidence]] = {}
    for row in gathered.evidence:
        if row.file == file:
            found.setdefault(row.tab, []).append(row)
    return found


Edit = Callable[[Any, list[Evidence]], None]


def edited(source: Path, target: Path, rows: dict[str, list[Evidence]], edit: Edit) -> None:
    """Save a worksheet under another name after ``edit(tab, rows of this tab)``."""
    book = load_workbook(source)
    for tab, mine in rows.items():
        edit(book[tab], mine)
    book.save(target)
    stat = source.stat()
    shutil.os.utime(target, (stat.st_atime, stat.st_mtime))


def turned(tab: Any, rows: list[Evidence]) -> None:
    """The last row first."""
    columns = columns_of(rows)
    lines = sorted(row.row for row in rows)
    held = {line: [tab[f"{column}{line}"].value for column in columns] for line in lines}
    for line, other in zip(lines, reversed(lines), strict=True):
        for column, value in zip(columns, held[other], strict=True):
            tab[f"{column}{line}"].value = value


def without(tab: Any, rows: Iterable[Evidence]) -> None:
    """These rows as if nobody had filled them in."""
    for row in rows:
        for cell in row.cells.values():
            tab[cell].value = None


def columns_of(rows: Iterable[Evidence]) -> list[str]:
    return sorted({cell.rstrip("0123456789") for row in rows for cell in row.cells.values()})


def replaced(file: Path, before: str, after: str) -> None:
    """Other words in every part of an .xlsx or .ods file, however its letters are written."""
    if not zipfile.is_zipfile(file):
        return
    with zipfile.ZipFile(file) as source:
        parts = [(info, source.read(info)) for info in source.infolist()]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for info, content in parts:
            plainly = content.replace(before.encode(), after.encode())
            coded = (name.encode("ascii", "xmlcharrefreplace") for name in (before, after))
            target.writestr(info, plainly.replace(*coded))
