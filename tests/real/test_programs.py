"""A program that is missing makes a test fail with a sentence that says what to do; nothing is skipped."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from words.spelling import unknown

from real.judges import axe, microsoft
from real.office import MissingProgram, Office

ROOT = Path(__file__).resolve().parents[1]
ASKED: dict[str, Callable[[Path], object]] = {
    "soffice": Office,
    "hunspell": lambda _: unknown({"ord"}, "da"),
    "node": lambda folder: axe([folder / "side.html"]),
    "ooxml-validator": lambda folder: microsoft([folder / "ark.xlsx"]),
}


@pytest.mark.parametrize("program", ASKED)
def test_a_missing_program_is_a_failure(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, program: str
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("KIT_OOXML_VALIDATOR", str(tmp_path / "ooxml-validator"))
    with pytest.raises(MissingProgram, match=f"{program} is missing: run `make test`"):
        ASKED[program](tmp_path)


def test_no_test_is_skipped() -> None:
    files = sorted(ROOT.rglob("*.py"))
    assert len(files) > 40
    marks = re.compile(r"pytest\.(?:skip|importorskip|xfail)|mark\.(?:skip|skipif|xfail)\b")
    assert [
        path.name for path in files if path != Path(__file__) and marks.search(path.read_text("utf-8"))
    ] == []
