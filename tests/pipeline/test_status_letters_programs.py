"""Reminders in the hands of real programs: a valid Word file, on one page."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pipeline_world import folder_at
from real.judges import openxml_audit

from kit.pipeline.check import gather
from kit.pipeline.status import status
from kit.pipeline.status.reminders import write_reminders

pytestmark = pytest.mark.real

LAST = date(2027, 2, 12)
LONG = "Fagområdet for alt det, som nogen har skrevet helt ud til godt og vel firs tegn i alt"


@pytest.mark.parametrize("lang", ["da", "en"])
def test_all_that_can_be_missing_fits_on_one_page(tmp_path: Path, lang: str) -> None:
    """Nothing has come from anybody: the lead owes most, the area has the longest name."""
    folder = folder_at(tmp_path, lang)
    areas = tuple(replace(area, name=LONG) for area in folder.process.areas[:1])
    folder = replace(folder, process=replace(folder.process, areas=areas))
    assert not gather(folder).returns
    owed = status(folder, LAST).debts
    some = [debt for debt in owed if debt.unit.kind != "group" or debt.unit.key == "1"]
    paths = [tmp_path / path for path in write_reminders(folder, some, LAST).paths if path.endswith(".docx")]
    assert len(paths) == 7
    assert openxml_audit(paths) == {}
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        *map(str, paths),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    for path in paths:
        told = subprocess.run(
            ["pdfinfo", str(tmp_path / f"{path.stem}.pdf")], check=True, capture_output=True, text=True
        ).stdout
        assert "Pages:           1\n" in told, path.name
