"""Odd and hostile files: each gets a finding, none stops the run, none is written to."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from read_world import RISK, Page, bytes_of, codes, read_bytes, token
from test_read_findings import SHEET, changed

from kit.model.evidence import Return
from kit.read import Reader, is_temporary
from kit.read.limits import CELLS, RefusedError
from kit.read.parts import Parts
from kit.read.sniff import sniff
from kit.read.worker import Worker
from kit.read.xlsx import read_xlsx

NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


@pytest.fixture(scope="module")
def good(context) -> bytes:
    return bytes_of(Page("B7", [RISK, RISK]), context=context)


REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def relation(id: str, kind: str, target: str) -> str:
    inner = f'<Relationship Id="{id}" Type="{REL}/{kind}" Target="{target}"/>'
    return f"<Relationships>{inner}</Relationships>"


def sheet(xml: str) -> bytes:
    """A smallest workbook around the rows given."""
    tabs = '<sheets><sheet name="Ark1" sheetId="1" r:id="b"/></sheets>'
    parts = {
        "_rels/.rels": relation("a", "officeDocument", "/xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook {NS} xmlns:r="{REL}"><workbookPr date1904="1"/>{tabs}</workbook>',
        "xl/_rels/workbook.xml.rels": relation("b", "worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f"<worksheet {NS}><sheetData>{xml}</sheetData></worksheet>",
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return made.getvalue()


def rows(xml: str):
    return read_xlsx(sheet(xml)).tabs[0].rows


def test_two_cells_at_the_ends_of_the_sheet_cost_nothing():
    first, last = '<row r="1"><c r="A1"><v>1</v></c></row>', '<c r="XFD1048576"><v>2</v></c></row>'
    assert rows(f'{first}<row r="1048576">{last}') == {1: {1: 1}, 1048576: {16384: 2}}


def test_cells_without_references_and_rows_out_of_order():
    xml = '<row r="3"><c r="B3"/><c><v>1</v></c></row><row r="2"><c t="b"><v>1</v></c></row>'
    assert list(rows(xml + "<row><c/><c><v>9</v></c></row>").items()) == [(2, {1: True}), (3, {3: 1, 2: 9})]


def test_every_kind_of_cell():
    xml = (
        '<row r="1"><c r="A1" t="inlineStr"><is><r><t>to</t></r>'
        "<rPh><t>x</t></rPh><r><t> ord_x000D_</t></r></is></c>"
        '<c r="B1" t="str"><f>1</f><v>svar</v></c><c r="C1" t="e"><v>#REF!</v></c><c r="D1"><f>1</f></c>'
        '<c r="E1" t="d"><v>2027-01-02T00:00:00</v></c><c r="F1" t="s"><v>99</v></c><c r="G1"><v>nan</v></c>'
        '<c r="H1"><v>1.5E3</v></c>'
        '<c r="J1"><f>1</f><v/></c>'
        '<c r="K1" t="str"><f>1</f><v></v></c><c r="I1" t="inlineStr"><is><t></t></is></c></row>'
    )
    row = rows(xml)[1]
    assert (row[1], row[2], row[8]) == ("to ord\r", "svar", 1500)
    assert [row[c].kind for c in (3, 4, 6, 7, 10)] == ["error", "formula", "error", "error", "formula"]
    assert row[5].isoformat() == "2027-01-02"
    assert not {9, 11} & row.keys()


def test_a_prefix_on_every_tag_and_strict_namespaces(good):
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        body = archive.read(SHEET)
    import re

    prefixed = re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", body).replace(b"xmlns=", b"xmlns:x=")
    strict = body.replace(b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", STRICT.encode())
    plain = read_xlsx(good).tabs
    for other in (prefixed, strict):
        assert read_xlsx(changed(good, SHEET, body, other)).tabs == plain


def test_too_many_cells_are_refused():
    xml = "".join(f'<row r="{r}">{"<c/>" * 500}</row>' for r in range(1, CELLS // 500 + 2))
    with pytest.raises(RefusedError, match=r"file\.too-big"):
        read_xlsx(sheet(xml))


def test_a_part_that_says_it_is_huge_is_never_unpacked():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (65 * 2**20))
    assert len(made.getvalue()) < 100_000
    with pytest.raises(RefusedError, match=r"file\.too-big"):
        Parts(made.getvalue())


def test_more_parts_than_any_workbook_has():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for n in range(2_001):
            archive.writestr(f"xl/{n}", b"")
    with pytest.raises(RefusedError, match=r"file\.too-big"):
        Parts(made.getvalue())


HEADS = {
    b"": "empty", b"\x00" * 40: "empty", b"%PDF-1.7": "pdf", b"<!DOCTYPE HTML><p>": "html",
    b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>": "xml", b"a;b\n1;2": "csv", b"\xff\xfea\x00;\x00": "csv",
    b"\x89PNG\r\n": "picture", b"PK\x03\x04rest": "damaged", b"\x01\x00\x02": "unknown",
}  # fmt: skip


@pytest.mark.parametrize(("head", "kind"), HEADS.items())
def test_what_a_file_is(head, kind):
    assert sniff(head) == kind


@given(st.integers(0, 10**6), st.binary(min_size=1, max_size=8))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_file_with_damaged_bytes_is_read_or_refused(good, context, tmp_path, place, noise):
    place %= len(good)
    item = read_bytes(good[:place] + noise + good[place + len(noise) :], context, tmp_path)
    assert item.findings and (item.evidence or any(f.needs_person for f in item.findings))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_file_is_damaged(good, context, tmp_path, share):
    item = read_bytes(good[: int(len(good) * share)], context, tmp_path)
    assert codes(item) == {"file.damaged"}


def test_a_file_that_is_not_there(context, tmp_path):
    with Reader(context, guarded=False) as reader:
        item = reader.read(tmp_path / "væk.xlsx", "returned/væk.xlsx")
    assert codes(item) == {"file.unreadable"} and item.file == "returned/væk.xlsx"


def test_lock_files_are_temporary():
    names = ["~$svar.xlsx", ".~lock.svar.ods#", ".DS_Store", "Thumbs.db", "mappe/desktop.ini", "._svar.xlsx"]
    assert all(map(is_temporary, names))
    assert not any(map(is_temporary, ["svar.xlsx", "~svar.xlsx", "lock.ods"]))


# the worker


def files(folder: Path, context, count: int) -> list[tuple[Path, str]]:
    made = []
    for n in range(count):
        data = bytes_of(
            Page("B7", [{**RISK, "impact": n % 7}]), context=context, identity=token(unit=f"G{n % 5 + 1}")
        )
        path = folder / f"{n:03d}.xlsx"
        path.write_bytes(data if n % 9 else data[:100])
        made.append((path, f"returned/{path.name}"))
    return made


def test_two_workers_one_worker_and_none_read_the_same(context, tmp_path):
    made = files(tmp_path, context, 60)
    before = [path.read_bytes() for path, _ in made]
    with Reader(context, guarded=False) as reader:
        plain = reader.read_all(made)
    with Reader(context) as reader:
        two = reader.read_all(made[::-1])
        one = reader.read_all(made[:5])
    assert two == plain and one == plain[:5]
    assert [item.file for item in plain] == [name for _, name in made]
    assert [path.read_bytes() for path, _ in made] == before


def test_a_worker_that_dies_is_replaced(context, tmp_path):
    ((path, name), *_) = files(tmp_path, context, 2)[1:]
    worker = Worker(context)
    assert isinstance(worker.read(path, name), Return)
    process = worker._process
    assert process is not None
    process.kill()
    process.wait()
    assert codes(worker.read(path, name)) == {"file.unreadable"}
    assert worker.read(path, name).evidence
    worker.close()


def test_a_worker_that_takes_too_long_is_ended(context, tmp_path):
    ((path, name),) = files(tmp_path, context, 2)[1:]
    worker = Worker(context, seconds=0.001)
    assert codes(worker.read(path, name)) == {"file.too-slow"}
    worker.close()
