"""Makes the fuzzer's first files: ``python fuzz/seeds.py PROCESS CORPUS``. All are the project's own.

``PROCESS`` becomes the folder of the rehearsal municipality.

Worksheets of the rehearsal municipality as they came back, their .ods and .csv twins, a mail and a zip that
hold some, small tables of each sheet, and the hostile files of the tests.
"""

from __future__ import annotations

import csv
import io
import sys
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "read")]

from hostile_files import READ, REFUSED
from openpyxl import Workbook

from kit.cli.main import run
from kit.model.process import Unit
from kit.model.sheet import Identity
from kit.pipeline.folder import Folder, open_folder, static_lists
from kit.read.grid import Book
from kit.read.xlsx import read_xlsx
from kit.render.filling import as_ods

LARGEST, LARGEST_UNPACKED = 60_000, 1_500_000
"""Bytes of a seed: bigger ones slow the fuzzer down and teach it nothing."""
_TURNS = ("xlsx", "ods", "csv")


def rehearsal(folder: Path) -> Folder:
    """The rehearsal municipality with all its returns, made in ``folder``."""
    code = run(["demo", str(folder), "--lang", "da"])
    if code != 0:
        raise SystemExit(code)
    return open_folder(folder)


def seeds(folder: Folder) -> Iterator[tuple[str, bytes]]:
    """Every seed with a name of its own."""
    returned = [(path.stem, path.read_bytes()) for path, _ in folder.returned()]
    yield from ((f"returned-{n}-{stem}", data) for n, (stem, data) in enumerate(returned) if n % 3 == 0)
    books = [data for path, data in returned if data[:2] == b"PK" and b"xl/workbook.xml" in data]
    yield from ((f"twin-{n}.ods", as_ods(data)) for n, data in enumerate(books[::4]))
    for n, data in enumerate(books[1::4]):
        yield from ((f"twin-{n}-{tab}.csv", text) for tab, text in _as_csv(read_xlsx(data)))
    yield from _small(folder)
    yield from ((f"refused-{name}", make()) for name, (make, _) in REFUSED.items())
    yield from ((f"read-{name}", make()) for name, make in READ.items())


def _as_csv(book: Book) -> Iterator[tuple[str, bytes]]:
    for n, tab in enumerate(tab for tab in book.tabs if tab.rows):
        text = io.StringIO()
        width = max(max(row) for row in tab.rows.values())
        rows = (tab.rows.get(number, {}) for number in range(1, max(tab.rows) + 1))
        lines = ([row.get(column, "") for column in range(1, width + 1)] for row in rows)
        csv.writer(text, delimiter=";").writerows(lines)
        yield str(n), text.getvalue().encode(("utf-8-sig", "cp1252", "utf-16")[n % 3], "replace")


def _small(folder: Folder) -> Iterator[tuple[str, bytes]]:
    """One small table for each sheet, in turn as .xlsx, .ods and .csv; then a zip and a mail of them."""
    made = []
    asked = dict.fromkeys(code for workshop in folder.catalogue.workshops for code in workshop.sheets)
    for n, code in enumerate(asked):
        data, kind = _table(folder, code), _TURNS[n % 3]
        if kind == "ods":
            data = as_ods(data)
        elif kind == "csv":
            data = next(text for _, text in _as_csv(read_xlsx(data)))
        made.append((f"small-{code}.{kind}", data))
    yield from made
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in made[:3]:
            archive.writestr(name, data)
    yield "small.zip", box.getvalue()
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "bord@example.dk", "lead@example.dk", "Vores svar"
    mail.set_content("Hermed arket.")
    for name, data in made[3:6]:
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    yield "small.eml", mail.as_bytes()


def _table(folder: Folder, code: str) -> bytes:
    """A bare workbook with the identity, the keys, the headings and two rows of one sheet."""
    sheet = folder.catalogue.sheets[code]
    workshop = next(w for w in folder.catalogue.workshops if code in w.sheets)
    unit = next(plan.unit for plan in workshop.worksheets if code in plan.sheets)
    token = Identity(folder.process.code, workshop.code, _unit(folder, unit)).token
    book = Workbook()
    tab = book.active
    tab.title = code
    tab.append([token])
    crossed = (sheet.matrix.column, sheet.matrix.value) if sheet.matrix else ()
    side = next((column.source for column in sheet.columns if crossed and column.id == crossed[0]), None)
    crossings = [choice.id for choice in static_lists(folder)[side]][:4] if side else []
    columns = [column for column in sheet.columns if column.id not in crossed]
    tab.append([*(sheet.key(c.id) for c in columns), *(sheet.cross_key(id) for id in crossings)])
    tab.append([*(c.header["da"] for c in columns), *crossings])
    lists = static_lists(folder)
    for row in (1, 2):
        values = [lists[c.source][0].label("da") if lists.get(c.source or "") else str(row) for c in columns]
        tab.append([*values, *("R" for _ in crossings)])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _unit(folder: Folder, kind: str) -> Unit:
    keys = {"group": "2", "area": folder.process.areas[0].code, "lead": ""}
    return Unit(kind, keys[kind])


def _unpacked(data: bytes) -> int:
    try:
        return sum(info.file_size for info in zipfile.ZipFile(io.BytesIO(data)).infolist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return len(data)


def write(folder: Folder, target: Path) -> int:
    """Write all seeds that are small enough; how many there are."""
    target.mkdir(parents=True, exist_ok=True)
    count = 0
    for name, data in seeds(folder):
        if len(data) <= LARGEST and _unpacked(data) <= LARGEST_UNPACKED:
            (target / name.replace("/", "-")).write_bytes(data)
            count += 1
    return count


if __name__ == "__main__":
    process, corpus = map(Path, sys.argv[1:])
    print(f"{write(rehearsal(process), corpus)} seeds")
