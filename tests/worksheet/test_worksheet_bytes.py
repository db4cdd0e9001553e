"""Same input, same bytes; a stamped worksheet is the built one."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from worksheet_samples import WORKBOOKS, column_of, opened, page_of, worksheet

from kit.model.catalogue import Catalogue
from kit.model.text import Words
from kit.render.worksheet import WorksheetWriter, normalise_xlsx
from kit.render.worksheet.book import build
from kit.render.worksheet.marks import split

OTHER = {"kickoff": "G4", "network": "G4", "roles": "G4", "skills": "G4", "holders": "ASK"}


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("name", OTHER)
def test_a_stamped_worksheet_is_the_built_one(catalogue: Catalogue, words: Words, name: str) -> None:
    writer = WorksheetWriter(words)
    writer.write(worksheet(catalogue, name))
    other = worksheet(catalogue, name, unit=OTHER[name], unit_name="Børn & <unge> “æøå”")
    stamped = writer.write(other)
    assert len(writer._templates) == 1, "the second worksheet was to be stamped"
    assert stamped == build(other, split(other)[1], words)
    assert b"KITMARK" not in b"".join(parts(stamped).values())


def test_each_group_gets_its_own_codes(catalogue: Catalogue, words: Words) -> None:
    writer = WorksheetWriter(words)
    for unit, letter in (("G1", "A"), ("G2", "B"), ("G11", "K")):
        page = page_of(opened(writer.write(worksheet(catalogue, "kickoff", unit=unit))), "F3")
        column = [row[column_of(page, "~F3.respondent") - 1].value for row in page.iter_rows(min_row=7)]
        assert list(dict.fromkeys(column)) == [f"{letter}-{n:02d}" for n in range(1, 6)]


def test_other_rows_lists_or_languages_are_built_anew(catalogue: Catalogue, words: Words) -> None:
    writer, sample = WorksheetWriter(words), worksheet(catalogue)
    first = writer.write(sample)
    fewer = {name: entries for name, entries in sample.lists.by_name.items() if name != "areas"}
    others = (
        replace(sample, lang="en"),
        replace(sample, day="2027-04-26"),
        replace(sample, send_to="Digitaliseringschef"),
        replace(sample, lists=replace(sample.lists, by_name=fewer)),
        replace(sample, fills=(replace(sample.fills[0], rows=sample.fills[0].rows[1:]), *sample.fills[1:])),
    )
    for other in others:
        mine = writer.write(other)
        assert mine != first
        assert mine == WorksheetWriter(words).write(other)
    assert "Digitaliseringschef" in str(list(opened(writer.write(others[2])).worksheets[0].values))
    assert writer.write(sample) == first


def test_bytes_do_not_depend_on_clock_hash_seed_or_locale(tmp_path: Path) -> None:
    code = (
        "import sys; sys.path.insert(0, 'tests/worksheet')\n"
        "import hashlib\n"
        "from worksheet_samples import worksheet\n"
        "from kit.content import load_catalogue, load_words\n"
        "from kit.render.worksheet import WorksheetWriter\n"
        "from kit.resources import Resources\n"
        "content = load_catalogue(Resources())[0]\n"
        "writer = WorksheetWriter(load_words(Resources(), 'worksheet', 'da'))\n"
        "for name in ('kickoff', 'network'):\n"
        "    print(hashlib.sha256(writer.write(worksheet(content, name))).hexdigest())\n"
    )
    root = Path(__file__).parents[2]
    seen = set()
    for seed, zone in (("1", "Pacific/Auckland"), ("2", "America/Lima")):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(root)}
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=root, env=env, capture_output=True, text=True, check=True
        )
        seen.add(done.stdout)
    assert len(seen) == 1
    assert len(seen.pop().split()) == 2


def test_the_only_date_is_the_workshops_day(catalogue: Catalogue, writer: WorksheetWriter) -> None:
    data = writer.write(worksheet(catalogue))
    dates = set(re.findall(rb"\d{4}-\d{2}-\d{2}T[\d:]+Z", parts(data)["docProps/core.xml"]))
    assert dates == {b"2027-01-26T00:00:00Z"}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_normalising_sorts_fonts_and_changes_nothing_the_second_time(
    catalogue: Catalogue, writer: WorksheetWriter
) -> None:
    order = ["b", "i", "u", "sz", "color", "name", "family"]
    data = writer.write(worksheet(catalogue))
    once = normalise_xlsx(data)
    assert normalise_xlsx(once) == once
    fonts = re.findall(rb"<font>(.*?)</font>", parts(once)["xl/styles.xml"])
    assert len(fonts) > 5
    for font in fonts:
        children = [order.index(child.decode()) for child in re.findall(rb"<(\w+)", font)]
        assert children == sorted(children)
    mixed = parts(once)["xl/styles.xml"].replace(
        fonts[-1], b"".join(reversed(re.findall(rb"<[^>]*>", fonts[-1])))
    )
    broken = io.BytesIO()
    with zipfile.ZipFile(broken, "w") as package:
        for name, part in parts(once).items():
            package.writestr(name, mixed if name == "xl/styles.xml" else part)
    assert normalise_xlsx(broken.getvalue()) == once


def test_every_sample_has_bytes_of_its_own(catalogue: Catalogue, writer: WorksheetWriter) -> None:
    made = {hashlib.sha256(writer.write(worksheet(catalogue, name))).digest() for name in WORKBOOKS}
    assert len(made) == len(WORKBOOKS)
