"""Any number of filled-in kick-off worksheets, quickly: one is written and filled in, the others are stamped.

Every return is a unit of its own with texts of its own, so that nothing that the reader remembers of one file
answers for another. Texts lie in the shared strings, as Excel and LibreOffice save them.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from lxml import etree

from kit.content import load_words, write_process
from kit.model.process import Unit
from kit.model.sheet import Column, Identity, Lists, Sheet, SheetFill, Worksheet
from kit.pipeline.folder import Folder, open_folder, static_lists
from kit.pipeline.new import Wishes, new_process
from kit.render.filling import Entry, SheetEntries, fill
from kit.render.filling.parts import MAIN, Parts, entry
from kit.render.worksheet import WorksheetWriter
from kit.render.worksheet.values import Shown

WORKSHOP, SHEETS = "kickoff", ("F1", "F2", "F3", "R1", "C2")
TEMPLATE, TABLE = "99999", "bordzzzzz"
"""Number and own word of the table whose worksheet the others are stamped from. Its texts have the word."""

_DAY = date(2027, 1, 12)
_SENTENCE = "Vi ved {bord} har talt om nr. {row}: {what} holder ikke længere, og vi mangler en fast aftale."
_NOTE = "{what}, se nr. {row} fra {bord}"
_WORDS = (
    "fælles tal", "vagtplanen", "adgang til data", "overblik over sager", "tid til at lære", "én ejer",
    "arbejdsgange på tværs", "budgetopfølgning", "målinger fra distriktet", "definition af fravær",
)  # fmt: skip
_FAULTS = {
    3: ("area", "Dagtilbud og skle"),
    6: ("area", ""),
    9: ("influence", f"en del, siger bord {TEMPLATE}"),
}
"""What people get wrong in some rows, on each sheet that has the column."""
_STRINGS = "xl/sharedStrings.xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"


def prepare(folder: Path, count: int, rows: int) -> Path:
    """A process whose kick-off has ``count`` tables, and all have answered: five sheets of ``rows`` rows.

    A table's own word in each of its texts is letters alone: digits would set off the search for personal
    data, as few people's texts do.
    """
    opened = _process(folder, count)
    template = _filled(opened, rows)
    code = opened.catalogue.workshop(WORKSHOP).code
    old = Identity(opened.process.code, code, Unit("group", TEMPLATE)).token
    for number in range(1, count + 1):
        token = Identity(opened.process.code, code, Unit("group", str(number))).token
        stamp = (
            (old.encode(), token.encode()),
            (TABLE.encode(), _word(number)),
            (TEMPLATE.encode(), str(number).encode()),
        )
        (folder / "returned" / f"bord-{number:05d}.xlsx").write_bytes(_stamped(template, stamp))
    return folder


def _process(folder: Path, count: int) -> Folder:
    wishes = Wishes("Prøvekøbing", _DAY, "da", 24, "Direktør", "Chef", code="BENCH27")
    process = new_process(folder, wishes)
    sessions = tuple(replace(s, groups=count) if s.workshop == WORKSHOP else s for s in process.sessions)
    resources = open_folder(folder).resources
    text = write_process(replace(process, sessions=sessions), load_words(resources, "new", "da"), resources)
    (folder / "kit.toml").write_text(text, "utf-8")
    return open_folder(folder)


def _filled(folder: Folder, rows: int) -> Parts:
    """The template: a worksheet as the kit writes it, filled in, its texts moved to the shared strings."""
    lists = Lists({**static_lists(folder), "systems": (), "initiatives": (), "functions": ()})
    sheets = [folder.catalogue.sheets[code] for code in SHEETS]
    worksheet = Worksheet(
        identity=Identity(
            folder.process.code, folder.catalogue.workshop(WORKSHOP).code, Unit("group", TEMPLATE)
        ),
        workshop_title=folder.catalogue.workshop(WORKSHOP).title["da"],
        unit_name=f"Bord {TEMPLATE}",
        municipality=folder.process.municipality,
        lang="da",
        colour=folder.process.brand.colour,
        day=_DAY.isoformat(),
        fills=tuple(SheetFill(sheet, tuple(_given(sheet, rows, lists))) for sheet in sheets),
        lists=lists,
    )
    data = WorksheetWriter(folder.words("worksheet")).write(worksheet)
    return _with_shared_strings(Parts.of(fill(data, [_answers(s, rows, lists) for s in sheets]).data))


def _given(sheet: Sheet, rows: int, lists: Lists) -> Iterator[dict[str, object]]:
    """What the kit fills in of a form: a respondent for every sixteen themes."""
    themes = lists["themes"]
    for row in range(rows if sheet.block else 0):
        yield {str(sheet.block): f"D{row // len(themes) + 1}", "theme": themes[row % len(themes)].id}


def _answers(sheet: Sheet, rows: int, lists: Lists) -> SheetEntries:
    keys = list(_given(sheet, rows, lists))
    entries = []
    for row in range(rows):
        shown = {id: _typed(key, sheet, id, lists) for id, key in (keys[row].items() if keys else ())}
        values = {c.id: _value(c, row, lists) for c in sheet.columns if c.id not in shown}
        if row in _FAULTS and _FAULTS[row][0] in values:
            values |= [_FAULTS[row]]
        entries.append(Entry(values, shown))
    return SheetEntries(sheet.code, tuple(entries))


def _typed(value: object, sheet: Sheet, id: str, lists: Lists) -> Shown:
    column = sheet.column(id)
    choices = lists.by_name.get((column.source if column else "") or "", ())
    return next((c.label("da") for c in choices if c.id == value), str(value))


def _value(column: Column, row: int, lists: Lists) -> Shown:
    what = _WORDS[row % len(_WORDS)]
    choices: Sequence[object] = lists.by_name.get(column.source or "", ())
    if choices:
        return lists.by_name[column.source or ""][row % len(choices)].label("da")
    if column.type in ("number", "int"):
        low = int(column.low or 0)
        return low + row % (int(column.high or low + 5) - low + 1)
    if column.type == "date":
        return _DAY + timedelta(days=row)
    if column.type == "person":
        return f"Teamleder, distrikt {row}"
    return (_SENTENCE if column.type == "longtext" else _NOTE).format(bord=TABLE, row=row, what=what)


def _with_shared_strings(parts: Parts) -> Parts:
    """The same workbook with its texts in one part, each once."""
    numbers: dict[str, int] = {}
    changed = {}
    for path in parts.tabs.values():
        root = etree.fromstring(parts.files[path])
        for cell in root.iter(f"{MAIN}c"):
            if cell.get("t") == "inlineStr":
                text = "".join(t.text or "" for t in cell.iter(f"{MAIN}t"))
                for child in list(cell):
                    cell.remove(child)
                cell.set("t", "s")
                etree.SubElement(cell, f"{MAIN}v").text = str(numbers.setdefault(text, len(numbers)))
        changed[path] = _xml(root)
    strings = etree.Element(f"{MAIN}sst", nsmap={None: MAIN[1:-1]})
    for text in numbers:
        etree.SubElement(etree.SubElement(strings, f"{MAIN}si"), f"{MAIN}t").text = text
    relation = f'<Relationship Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml" Id="strings"/>'
    kind = f'<Override PartName="/{_STRINGS}" ContentType="{_KIND}"/>'
    return parts.with_files(
        {
            **changed,
            _STRINGS: _xml(strings),
            **_inserted(parts, "xl/_rels/workbook.xml.rels", relation),
            **_inserted(parts, "[Content_Types].xml", kind),
        }
    )


def _inserted(parts: Parts, name: str, element: str) -> dict[str, bytes]:
    before, end, after = parts.files[name].rpartition(b"</")
    return {name: before + element.encode() + end + after}


def _xml(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _word(number: int) -> bytes:
    return b"bord" + bytes(97 + number // 26**place % 26 for place in range(5))


def _stamped(parts: Parts, stamp: Sequence[tuple[bytes, bytes]]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        for name, data in parts.files.items():
            stamped = data
            for old, new in stamp:
                stamped = stamped.replace(old, new)
            target.writestr(entry(name), stamped)
    return made.getvalue()
