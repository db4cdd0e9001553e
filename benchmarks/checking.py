"""``kit check`` as people run it, the marked copies that it gives back included."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

from reading import as_installed

COPIED = 100
"""Returns of which copies are made here: a big process's, and quickly measured."""


def checked(folder: Path) -> str:
    """The command on a prepared folder whose returns all have something to ask: its copies are made the first
    time and left alone the second; then a return changes, and one is made anew."""
    files = sorted((folder / "returned").glob("*.xlsx"))
    costs = [_command(folder), _command(folder)]
    assert len(list((folder / "outputs").rglob("*.xlsx"))) == len(files)
    files[0].write_bytes(files[-1].read_bytes())
    costs.append(_command(folder))
    each = " · ".join(
        f"{name} {work / len(files) * 1000:.1f} ms ({work:.2f} s in all, {wall:.2f} s by the clock)"
        for name, (work, wall) in zip(("first", "second", "1 changed"), costs, strict=True)
    )
    return f"kit check with marked copies, {len(files)} returns, a return (processor): {each}"


def _command(folder: Path) -> tuple[float, float]:
    """Seconds of processor and of clock; the exit code says only that something is asked."""
    before, start = _work(), time.perf_counter()
    command = [sys.executable, "-m", "kit", "check"]
    subprocess.run(command, cwd=folder, capture_output=True, check=False, env=as_installed())
    return _work() - before, time.perf_counter() - start


def _work() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
