"""The rehearsal municipality, made once in a test run however many processes share the tests."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from kit.cli.main import run


def demo_once(lang: str, factory: pytest.TempPathFactory) -> Path:
    """The process folder of ``kit demo --lang …``; only to be read."""
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    target = shared / f"demo-{lang}"
    with (shared / f"demo-{lang}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not target.exists():
            part = shared / f"demo-{lang}.part"
            assert run(["demo", str(part), "--lang", lang]) == 0
            part.rename(target)
    return target
