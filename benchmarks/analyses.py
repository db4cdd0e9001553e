"""All analyses (``rule`` and ``analyse``) for 1, 10 and 98 copies of the rehearsal municipality in one
sequence of evidence, and name suggestions for 20,000 names.

Goals: 98 copies under 30 s and 400 MB, growth from 1 to 98 at most linear × 1.3; 20,000 names under 10 s.
Peers in the same run: the same totals, means and sums in pandas; every pair of names through rapidfuzz.

Every copy has functions, systems, initiatives and sentences of its own: its letters are moved on in the
alphabet by so many places, vowels among vowels, so names are as like and unlike as they were. Areas stay.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path

from kit.analyse import AnalysisContext, suggestions
from kit.model.evidence import Evidence, Value
from kit.model.process import Unit
from kit.model.sheet import Sheet
from kit.pipeline.check import gather
from kit.pipeline.edition import ruled_results
from kit.pipeline.folder import Folder, open_folder

COPIES = (1, 10, 98)
NAMES = 20_000
VOWELS, CONSONANTS = "aeiouyæøå", "bcdfghjklmnpqrstvwxz"
OPEN = ("systems", "initiatives", "functions", "scopes")
"""Lists to which people add by writing: what stands in a column with one of these is a name."""


def moved(count: int) -> dict[int, int]:
    """The alphabet of one copy, as a table for ``str.translate``."""
    table: dict[int, int] = {}
    for letters in (VOWELS, CONSONANTS, VOWELS.upper(), CONSONANTS.upper()):
        table.update({ord(a): ord(letters[(n + count) % len(letters)]) for n, a in enumerate(letters)})
    return table


def copy_of(row: Evidence, number: int, sheet: Sheet, keep: frozenset[str]) -> Evidence:
    """One row as it stands in copy ``number``; words in ``keep`` (codes of areas and roles) stay."""
    if not number:
        return row
    alphabet = moved(number)

    def told(value: Value) -> Value:
        if isinstance(value, tuple):
            return tuple(str(told(one)) for one in value)
        return value.translate(alphabet) if isinstance(value, str) and value not in keep else value

    values = dict(row.values)
    for column in sheet.columns:
        named = column.source in OPEN or column.type in ("text", "longtext", "person")
        if column.id in values and named and column.id not in ("roles", "kle", "replaces", "version"):
            values[column.id] = told(values[column.id])
    if sheet.block and sheet.block in values:
        values[sheet.block] = f"{values[sheet.block]}-{number}"
    file, unit = source(row.file, row.unit, number)
    return replace(row, id=f"{row.id}.{number}", file=file, values=values, unit=unit)


@cache
def source(file: str, unit: Unit, number: int) -> tuple[str, Unit]:
    """Where a row of one copy comes from; all rows of a return hold the same object, as the reader makes
    them."""
    own = replace(unit, key=f"{int(unit.key) + 100 * number}") if unit.kind == "group" else unit
    return f"{number}/{file}", own


def copies(evidence: Sequence[Evidence], folder: Folder, count: int) -> list[Evidence]:
    sheets = folder.catalogue.sheets
    roles = (card.id for card in folder.catalogue.roles)
    keep = frozenset((*(area.code for area in folder.process.areas), *roles, "municipality"))
    return [copy_of(row, n, sheets[row.sheet], keep) for n in range(count) for row in evidence]


WORDS = """borger løn vej skole ældre plan sag byg miljø havne penge journal tid vagt kort arkiv pleje
portal system basen net bogen guiden værk hjælp tjek overblik register styring linje kanal
Nordlys Fjordtal Havblik Skovdata Kystsoft Åløb Engvang Dalby Bakkely Strandit Møllevang""".splitlines()


def names(count: int) -> list[str]:
    """Invented names of systems without digits, so that none is ruled out by them."""
    heads, tails, makers = (line.split() for line in WORDS)
    ends = ("", " Web", " Mobil", " Kommune", " Arkiv", " Analyse", " Flex", " Basis")
    made = (f"{m} {h.capitalize()}{t}{e}" for e in ends for m in makers for h in heads for t in tails)
    return list(islice(made, count))


def measured(what: str, work: Callable[[], object]) -> float:
    """Runs the work, says what it took, and gives the seconds of processor time."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    taken = time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{what}: {time.perf_counter() - wall:.2f} s, {taken:.2f} s of processor, peak {peak:.0f} MB",
        flush=True,
    )
    return taken


def measure_copies(process: Path, count: int) -> None:
    folder = open_folder(process)
    evidence = copies(gather(folder).evidence, folder, count)
    context = AnalysisContext(folder.process, folder.catalogue, folder.process.last_day)
    print(
        measured(
            f"analyses of {count} copies ({len(evidence)} rows)", lambda: ruled_results(evidence, context)
        )
    )


def peer_copies(process: Path, count: int) -> None:
    """What the numbers of the analyses come down to, as one would write it in pandas."""
    import pandas

    folder = open_folder(process)
    evidence = copies(gather(folder).evidence, folder, count)

    def work() -> object:
        tables = {
            code: pandas.DataFrame(
                [
                    {**row.values, "unit": row.unit.code, "area": row.area}
                    for row in evidence
                    if row.sheet == code
                ]
            )
            for code in dict.fromkeys(row.sheet for row in evidence)
        }
        return [list(_sums(table)) for table in tables.values()]

    print(measured(f"pandas, {count} copies", work))


def _sums(table: object) -> Iterator[object]:
    import pandas

    assert isinstance(table, pandas.DataFrame)
    for column in table.columns:
        values = table[column].map(lambda v: v if isinstance(v, int | float) else None).astype(float)
        grouped = values.groupby([table["area"], table["unit"]])
        yield grouped.mean(), grouped.median(), grouped.std(ddof=0), grouped.sum(), grouped.count()
        yield table[column].map(str).groupby(table["area"]).value_counts()


def measure_names() -> None:
    print(measured(f"suggestions for {NAMES} names", lambda: suggestions(names(NAMES), 0.88)))


def peer_names() -> None:
    from rapidfuzz import fuzz, process

    made = [name.casefold() for name in names(NAMES)]

    def work() -> None:
        process.cdist(made[: NAMES // 10], made, scorer=fuzz.token_sort_ratio, score_cutoff=88)

    print(5 * measured(f"rapidfuzz, a fifth of all pairs of {NAMES} names", work))


def alone(*arguments: str) -> float:
    """Runs one measurement in a process of its own, so that memory is its own; the last line is seconds."""
    done = subprocess.run([sys.executable, __file__, *arguments], check=True, capture_output=True, text=True)
    *said, seconds = done.stdout.splitlines()
    print(*said, sep="\n", flush=True)
    return float(seconds)


def least(*arguments: str) -> float:
    """The least of three runs: what else the machine does can only add to a run."""
    return min(alone(*arguments) for _ in range(3))


def main(process: Path) -> None:
    taken = {count: least("copies", str(process), str(count)) for count in COPIES}
    growth = taken[COPIES[-1]] / taken[1] / COPIES[-1]
    print(f"growth from 1 to {COPIES[-1]}: linear × {growth:.2f} (goal 1.3)")
    theirs = least("peer-copies", str(process), str(COPIES[-1]))
    print(f"analyses against pandas: ratio {theirs / taken[COPIES[-1]]:.1f}")
    ours, theirs = alone("names"), alone("peer-names")
    print(f"names against all pairs: ratio {theirs / ours:.1f} (goal: under 10 s)")


def with_demo() -> None:
    with tempfile.TemporaryDirectory() as folder:
        demo = f"{folder}/demo"
        subprocess.run(
            [sys.executable, "-m", "kit", "--lang", "da", "demo", demo], check=True, capture_output=True
        )
        main(Path(demo))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["copies", process, count]:
            measure_copies(Path(process), int(count))
        case ["peer-copies", process, count]:
            peer_copies(Path(process), int(count))
        case ["names"]:
            measure_names()
        case ["peer-names"]:
            peer_names()
        case [process]:
            main(Path(process))
        case _:
            with_demo()
