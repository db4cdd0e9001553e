"""The kit's own worksheets, filled in and saved by other programs, and text files."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from read_world import IDEA, RISK, Page, bytes_of, codes, read_bytes, saved, token

from kit.content import load_words
from kit.model.process import Unit
from kit.model.sheet import Identity, SheetFill, Worksheet
from kit.pipeline.prefill import Known, prefill
from kit.read import Reader
from kit.render.worksheet import WorksheetWriter


def worksheet(context, resources, workshop_id: str, unit: Unit, lang: str = "da") -> bytes:
    workshop = context.catalogue.workshop(workshop_id)
    plan = next(plan for plan in workshop.worksheets if plan.unit == unit.kind)
    known = Known(context.process, context.catalogue, (), lang)
    fills = tuple(
        SheetFill(context.catalogue.sheets[code], prefill(code, workshop_id, unit, known))
        for code in plan.sheets
        if context.switched_on(context.catalogue.sheets[code])
    )
    identity = Identity(context.process.code, workshop.code, unit)
    title, day = workshop.title[lang], "2026-09-01"
    sheet = Worksheet(identity, title, unit.code, "Prøvestrand", lang, "#224466", day, fills, context.lists)
    return WorksheetWriter(load_words(resources, "worksheet", lang)).write(sheet)


GROUP = Unit("group", "2")
HELD = ("kickoff", "roles", "network", "systems", "skills")


def type_in(data: bytes, rows: dict[str, list[dict[str, object]]]) -> bytes:
    """A worksheet with rows typed in below what stands there, at the columns that the key row names."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for code, lines in rows.items():
        tab = next(t for t in book.worksheets if t.title.startswith(f"{code} "))
        keys = {cell.value: cell.column for row in tab.iter_rows(max_row=10) for cell in row if cell.value}
        columns = {key.partition(".")[2]: at for key, at in keys.items() if str(key).startswith("~")}
        first = next(r for r in range(7, 900) if all(tab.cell(r, c).value is None for c in columns.values()))
        for offset, line in enumerate(lines):
            for id, value in line.items():
                tab.cell(first + offset, columns[id], value)
    return saved(book)


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("workshop", HELD)
def test_a_fresh_worksheet_has_no_answer_and_nothing_else_to_say(
    context, resources, tmp_path, workshop, lang
):
    item = read_bytes(worksheet(context, resources, workshop, GROUP, lang), context, tmp_path)
    assert item.identity is not None and item.identity.unit == GROUP
    assert (item.evidence, item.kept) == ((), ())
    assert codes(item) == {"file.no-answers"}


@pytest.mark.parametrize("lang", ["da", "en"])
def test_every_sheet_of_the_kit_gives_back_what_was_typed(everything, resources, tmp_path, lang):
    """The round trip covers each column of each sheet: a value is made up for all of them."""
    context = everything
    for workshop in HELD:
        for plan in context.catalogue.workshop(workshop).worksheets:
            unit = {"group": GROUP, "area": Unit("area", "SO"), "lead": Unit("lead", "")}[plan.unit]
            rows = {code: [full_row(context, code, lang)] for code in plan.sheets}
            data = type_in(worksheet(context, resources, workshop, unit, lang), rows)
            item = read_bytes(data, context, tmp_path)
            asked = [f for f in item.findings if f.needs_person]
            assert asked == [], [(f.code, f.sheet, f.cell, f.values) for f in asked]
            assert {e.sheet for e in item.evidence} == set(plan.sheets)
            for evidence in item.evidence:
                sheet = context.catalogue.sheets[evidence.sheet]
                assert set(evidence.values) == {c.id for c in sheet.columns}, evidence.id
                assert set(evidence.cells) == set(evidence.values)
                assert evidence.complete


def full_row(context, code: str, lang: str) -> dict[str, object]:
    sheet = context.catalogue.sheets[code]
    row = {}
    for column in sheet.columns:
        if sheet.matrix and column.id == sheet.matrix.column:
            continue
        id = column.id
        if sheet.matrix and id == sheet.matrix.value:
            side = sheet.column(sheet.matrix.column)
            id = f"{id}.{context.lists[side.source][0].id}"
        row[id] = value_for(context, column, lang)
    return row


def value_for(context, column, lang: str) -> object:
    if column.type in ("number", "int"):
        return int(column.high or column.low or 3)
    if column.type == "date":
        return "12-10-2026"
    if column.type == "quarter":
        return "2027-K1"
    choices = context.lists.by_name.get(column.source or "", ())
    return choices[0].label(lang) if choices else "Noget eget"


# text files


def csv_text(context, sign: str = ";") -> str:
    sheet = context.catalogue.sheets["B7"]
    ids = list(RISK)
    lines = [
        [f"Risici {token()}"],
        [sheet.key(id) for id in ids],
        [sheet.column(id).header["da"] for id in ids],
        [str(RISK[id]) for id in ids],
        ["Ærgerlig æske", "Teknisk", "4", "3,5", "Os"],
    ]
    return "\r\n".join(sign.join(f'"{cell}"' if sign in cell else cell for cell in line) for line in lines)


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_csv_in_every_usual_writing(context, tmp_path, code, sign):
    item = read_bytes(csv_text(context, sign).encode(code), context, tmp_path, "svar.csv")
    assert [e.values["risk"] for e in item.evidence] == ["Ingen ejer", "Ærgerlig æske"]
    assert item.evidence[1].values["impact"] == 3.5
    assert (item.format, item.evidence[0].tab, item.evidence[0].cells["kind"]) == ("csv", "svar", "B4")


def test_a_text_file_that_is_no_return(context, tmp_path):
    assert codes(read_bytes("Husk mælk".encode(), context, tmp_path, "note.txt")) == {"file.not-a-workbook"}


def test_the_name_of_the_file_does_not_matter(context, tmp_path):
    data = bytes_of(Page("B4", [IDEA]), context=context)
    names = ["svar.xlsx", "Kopi af (2) ÆØÅ.XLSX", "svar.xlsx.bin", "svar"]
    items = [read_bytes(data, context, tmp_path, name) for name in names]
    assert len({item.evidence[0].id for item in items}) == 1
    assert [("file.wrong-ending" in codes(item)) for item in items] == [False, False, True, True]


# real programs


def converted(data: bytes, folder: Path, kind: str) -> Path:
    source = folder / "svar.xlsx"
    source.write_bytes(data)
    office = shutil.which("soffice")
    assert office, "LibreOffice is needed for this test"
    out = folder / kind
    subprocess.run(
        [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind,
         "--outdir", str(out), str(source)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return out / f"svar.{kind}"


@pytest.mark.real
@pytest.mark.parametrize("kind", ["ods", "xls", "xlsx"])
def test_what_libreoffice_saves_reads_the_same(context, resources, tmp_path, kind):
    rows = {
        "B4": [full_row(context, "B4", "da"), IDEA],
        "B7": [RISK, {**RISK, "impact": 9}, {**RISK, "impact": "=1+1"}],
        "C2": [full_row(context, "C2", "da")],
    }
    data = type_in(worksheet(context, resources, "network", GROUP), rows)
    plain = read_bytes(data, context, tmp_path, "svar.xlsx")
    path = converted(data, tmp_path, kind)
    with Reader(context) as reader:
        item = reader.read(path, "returned/svar.xlsx")
    assert item.format == kind
    assert len(plain.evidence) == 6
    summed = plain.evidence[4]
    assert summed.id == "B7.G2.9" and "impact" not in summed.values
    assert item.evidence[4].values == {**summed.values, "impact": 2}
    assert [e for e in item.evidence if e.id != summed.id] == [e for e in plain.evidence if e.id != summed.id]
    own = {"file.wrong-ending", "cell.formula-without-value"}
    assert codes(item) - own == codes(plain) - own


@pytest.mark.real
@pytest.mark.parametrize(("kind", "code"), [("xls", "file.hides-errors"), ("ods", "cell.error-value")])
def test_an_error_is_never_a_blank(context, resources, tmp_path, kind, code):
    rows = {"B7": [{**RISK, "impact": "=1/0"}]}
    path = converted(type_in(worksheet(context, resources, "network", GROUP), rows), tmp_path, kind)
    with Reader(context) as reader:
        item = reader.read(path, f"returned/svar.{kind}")
    assert code in codes(item)
    assert "impact" not in item.evidence[0].values


def test_prose_with_commas_does_not_part_a_csv(context, tmp_path):
    sheet = context.catalogue.sheets["B7"]
    ids = ["risk", "handled_by"]
    rows = [f"En tekst, som, med sine mange, mange kommaer{',' * n} fylder;Os" for n in range(6)]
    lines = [
        token(),
        ";".join(map(sheet.key, ids)),
        ";".join(sheet.column(id).header["da"] for id in ids),
        *rows,
    ]
    item = read_bytes("\n".join(lines).encode(), context, tmp_path, "svar.csv")
    assert [e.values["handled_by"] for e in item.evidence] == ["us"] * 6
