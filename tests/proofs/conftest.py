"""Shared by the proofs: the rehearsal municipality, and the fuzzer's way of changing files."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from real.demos import demo_once

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "fuzz"), str(ROOT / "tests" / "read")]


@pytest.fixture(scope="session")
def danish_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rehearsal municipality in Danish; only to be read."""
    return demo_once("da", tmp_path_factory)
