"""A thousand returns of workshop 2 with the rehearsal’s answers; and pandas reading the same tables."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from kit.content import load_words, write_process
from kit.content.demo import load_demo
from kit.model.process import Unit
from kit.model.sheet import Identity, Lists, SheetFill, Worksheet
from kit.pipeline.demo.answers import Typist
from kit.pipeline.folder import Folder, open_folder, static_lists
from kit.pipeline.new import Wishes, new_process
from kit.pipeline.prefill import Known, prefill
from kit.pipeline.units import handouts
from kit.render.filling import fill
from kit.render.worksheet import WorksheetWriter

WORKSHOP = "network"


def prepare(folder: Path, count: int) -> Path:
    """A process whose workshop 2 has ``count`` tables, all of which have answered."""
    wishes = Wishes("Prøvekøbing", date(2027, 1, 12), "da", 24, "Direktør", "Chef", code="BENCH27")
    process = new_process(folder, wishes)
    sessions = tuple(replace(s, groups=count) if s.workshop == WORKSHOP else s for s in process.sessions)
    opened = open_folder(folder)
    text = write_process(
        replace(process, sessions=sessions), load_words(opened.resources, "new", "da"), opened.resources
    )
    (folder / "kit.toml").write_text(text, "utf-8")
    _answer(open_folder(folder), count)
    return folder


def _answer(folder: Folder, count: int) -> None:
    demo = load_demo(folder.resources, folder.catalogue)
    lists = Lists({**static_lists(folder), "systems": (), "initiatives": (), "functions": ()})
    typist = Typist(folder.catalogue, lists.by_name, "da")
    answers = [
        typist.entries(item)
        for item in demo.returns
        if item.workshop == WORKSHOP and item.unit.kind == "group" and item.sheets
    ]
    writer = WorksheetWriter(folder.words("worksheet"))
    known = Known(folder.process, folder.catalogue, (), "da")
    plan = next(h for h in handouts(folder.process, folder.catalogue, WORKSHOP) if h.unit.kind == "group")
    for number in range(1, count + 1):
        unit = Unit("group", str(number))
        worksheet = Worksheet(
            identity=Identity(folder.process.code, plan.workshop.code, unit),
            workshop_title=plan.workshop.title["da"],
            unit_name=f"Bord {number}",
            municipality=folder.process.municipality,
            lang="da",
            colour=folder.process.brand.colour,
            day="2027-01-20",
            fills=tuple(
                SheetFill(folder.catalogue.sheets[code], prefill(code, WORKSHOP, unit, known))
                for code in plan.sheets
            ),
            lists=lists,
        )
        filled = fill(writer.write(worksheet), answers[number % len(answers)])
        (folder.root / "returned" / f"bord-{number:04d}.xlsx").write_bytes(filled.data)


def by_pandas(folder: Path) -> int:
    """Every sheet of every workbook, one table per sheet name; how many rows that gives."""
    import pandas

    tables: dict[str, list[pandas.DataFrame]] = {}
    for path in sorted((folder / "returned").glob("*.xlsx")):
        for name, table in pandas.read_excel(path, sheet_name=None, engine="openpyxl", header=3).items():
            tables.setdefault(str(name), []).append(table)
    return sum(len(pandas.concat(parts)) for parts in tables.values())


if __name__ == "__main__":
    assert by_pandas(Path(sys.argv[2])) > 0
