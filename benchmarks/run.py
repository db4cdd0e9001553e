"""``make bench``: each figure beside a peer's, measured in the same run. Prints ratios, judges nothing.

Goals: cards ≥ 10 times faster than WeasyPrint, consolidate ≥ 5 times faster than reading the same tables with
pandas and openpyxl, ``kit --help`` ≤ 2 times ``import click``, the demo under 15 s and 400 MB; for reading,
the analyses and the strategy see ``reading.py``, ``analyses.py`` and ``strategy.py``, which run alone too.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import analyses
import cards
import reading
import returns
import strategy

ROUNDS = 5


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def interleaved(*works: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """Medians of several pieces of work that take turns, so that a busy machine slows all of them."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for place, work in enumerate(works):
            taken[place].append(timed(work))
    return [statistics.median(times) for times in taken]


def python(*arguments: str) -> Callable[[], object]:
    def run() -> object:
        done = subprocess.run([sys.executable, *arguments], check=False, capture_output=True)
        assert done.returncode in (0, 1), done.stderr.decode()
        return done

    return run


def show(what: str, ours: float, peer: str, theirs: float) -> None:
    print(f"{what}: {ours:.2f} s · {peer}: {theirs:.2f} s · ratio {theirs / ours:.1f}")


def bench_help() -> None:
    ours, theirs = interleaved(python("-m", "kit", "--help"), python("-c", "import click"), rounds=9)
    times = f"{ours / theirs:.1f} times"
    print(f"kit --help: {ours * 1000:.0f} ms · import click: {theirs * 1000:.0f} ms · {times}")


def bench_cards() -> None:
    here = str(Path(__file__).parent / "cards.py")
    taken: dict[str, list[float]] = {"kit": [], "weasyprint": []}
    for _ in range(ROUNDS):
        for engine, times in taken.items():
            done = subprocess.run([sys.executable, here, engine], check=True, capture_output=True, text=True)
            times.append(float(done.stdout))
    ours, theirs = (statistics.median(times) for times in taken.values())
    show(f"{cards.COUNT} cards, front and back, as PDF/UA", ours, "WeasyPrint", theirs)


def bench_returns(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        process = returns.prepare(Path(folder), count)
        here = str(Path(__file__).parent / "returns.py")
        ours, theirs = interleaved(
            python("-m", "kit", "consolidate", "-C", str(process)),
            python(here, "pandas", str(process)),
            rounds=3,
        )
    show(f"consolidate {count} returns", ours, "pandas.read_excel(openpyxl)", theirs)


def bench_demo() -> None:
    with tempfile.TemporaryDirectory() as folder:
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        taken = timed(python("-m", "kit", "--lang", "da", "demo", f"{folder}/demo"))
        peak = max(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, before)
    print(f"kit demo: {taken:.1f} s (goal 15) · peak memory {peak / 1024:.0f} MB (goal 400)")


if __name__ == "__main__":
    bench_demo()
    bench_help()
    bench_cards()
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    bench_returns(count)
    reading.main(count)
    analyses.with_demo()
    strategy.with_demo()
