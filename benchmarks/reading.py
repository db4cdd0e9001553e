"""How fast returns are read and checked, where the time goes, what memory it takes; and peers on the same.

Each piece of work runs in a process of its own and gives its processor time, its helpers' included, so that a
busy machine spoils little. Goals: at least 2.5 times faster than openpyxl, 4 times the floor (bare unzip and
expat), 150 MB, 20 times the returns in at most 22 times the time, a second run with one changed file in half
a second, one workbook of 100,000 rows in 200 MB. Beside it ``kit check`` as people run it, with the marked
copies that it gives back: made the first time, left alone the second, one made anew after a change.
"""

from __future__ import annotations

import io
import json
import os
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

ROUNDS = 3
BIG_ROWS, BIG_COLUMNS = 100_000, 8


@dataclass(frozen=True)
class Cost:
    """Seconds of processor and of clock, and peak memory in MB of the process and of its biggest helper."""

    work: float
    wall: float
    memory: float
    helper: float


def main(count: int) -> None:
    """All figures for ``count`` returns."""
    # here alone: the works' own processes need none of what these import
    from tempfile import TemporaryDirectory

    from checking import COPIED, checked
    from worksheets import prepare

    with TemporaryDirectory() as aside:
        for rows, what in ((12, "60 rows in all"), (60, "60 rows a sheet")):
            folder = prepare(_new(aside, f"{count}-{rows}"), count, rows)
            once = _compare(folder, count, what)
            _stages(folder, count)
            if rows == 12:
                _changed(folder, count)
                print(checked(prepare(_new(aside, "copied"), COPIED, rows)))
                _many(prepare(_new(aside, "many"), count * 20, rows), count, once)
        _big(Path(aside))


def _new(aside: str, name: str) -> Path:
    folder = Path(aside) / name
    folder.mkdir()
    return folder


def _compare(folder: Path, count: int, what: str) -> Cost:
    from statistics import median

    taken: dict[str, list[Cost]] = {name: [] for name in ("kit", "openpyxl", "calamine", "floor")}
    for _ in range(ROUNDS):
        for name, costs in taken.items():
            costs.append(_cost(name, folder))
    works = {name: median(cost.work for cost in costs) for name, costs in taken.items()}
    ours = min(taken["kit"], key=lambda cost: abs(cost.work - works["kit"]))
    each = " · ".join(f"{name} {work / count * 1000:.2f} ms" for name, work in works.items())
    print(f"{count} returns, 5 sheets, {what}, a return (processor): {each}")
    print(
        f"  openpyxl takes {works['openpyxl'] / works['kit']:.1f} times as long (goal 2.5) · the floor goes "
        f"{works['kit'] / works['floor']:.1f} times into the kit (goal 4) · calamine "
        f"{works['kit'] / works['calamine']:.1f} times"
    )
    print(
        f"  kit, all read and checked: {ours.wall:.2f} s by the clock · peak memory {ours.memory:.0f} MB, "
        f"helper {ours.helper:.0f} MB (goal 150)"
    )
    return ours


def _changed(folder: Path, count: int) -> None:
    _cost("again", folder)
    files = sorted((folder / "returned").glob("*.xlsx"))
    files[0].write_bytes(files[-1].read_bytes())
    cost = _cost("again", folder)
    print(f"  second run, 1 of {count} changed: {cost.wall:.2f} s (goal 0.5), {cost.work:.2f} s work")


def _many(folder: Path, count: int, once: Cost) -> None:
    cost = _cost("kit", folder)
    print(
        f"{count * 20} returns, 60 rows in all: {cost.wall:.0f} s by the clock, {cost.wall / once.wall:.1f} "
        f"times that of {count} (goal 22; work {cost.work / once.work:.1f}) · memory {cost.memory:.0f} MB"
    )


def _big(aside: Path) -> None:
    path = aside / "big.xlsx"
    path.write_bytes(_big_workbook())
    ours, theirs = _cost("big", path), _cost("big-openpyxl", path)
    print(
        f"one workbook, {BIG_ROWS} rows × {BIG_COLUMNS}: {ours.work:.1f} s · openpyxl: {theirs.work:.1f} s · "
        f"ratio {theirs.work / ours.work:.1f} · peak memory {ours.memory:.0f} MB (goal 200)"
    )


def _big_workbook() -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Systemer")
    for row in range(BIG_ROWS):
        texts = f"System {row}", "Fagsystem", "Leverandør A/S", f"Ejer {row % 900}"
        sheet.append([*texts, row, row / 8, row % 5, "i drift"])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _cost(name: str, place: Path) -> Cost:
    start = time.perf_counter()
    found = _run(name, place)
    return Cost(**{**found, "wall": time.perf_counter() - start})


def _run(name: str, place: Path) -> dict[str, float]:
    """A piece of work in a process of its own, and what it gives."""
    import subprocess

    command = [sys.executable, __file__, name, str(place)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=as_installed())
    return dict(json.loads(done.stdout))


def as_installed() -> dict[str, str]:
    """The environment with which Python keeps compiled modules, as it has them of whatever is installed, and
    not where other environments would find them."""
    from tempfile import gettempdir

    compiled = Path(gettempdir()) / "kit-benchmarks-compiled"
    return {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(compiled)}


def _stages(folder: Path, count: int) -> None:
    steps = " · ".join(
        f"{name} {spent / count * 1000:.2f} ms" for name, spent in _run("stages", folder).items()
    )
    print(f"  where it goes, a return: {steps}; to start takes {_cost('start', folder).work:.2f} s, once")


# What the processes do. Each imports only what it needs, so that its memory is its own.


def kit(folder: Path) -> None:
    """As ``kit check`` does it, nothing remembered, what is read then remembered."""
    from kit.pipeline.check import check, forget_readings
    from kit.pipeline.folder import open_folder

    opened = open_folder(folder)
    forget_readings(opened)
    gathered = check(opened)
    assert len(gathered.returns) == len(opened.returned())
    assert gathered.findings


def start(folder: Path) -> None:
    """What a run costs before its first return: imports, content, both helpers."""
    from kit.pipeline.check import reading_context
    from kit.pipeline.folder import open_folder
    from kit.read import Reader

    opened = open_folder(folder)
    unused = folder / "kit.toml"
    with Reader(reading_context(opened)) as reader:
        assert len(reader.read_all([(unused, f"{number}.txt") for number in range(60)])) == 60


def again(folder: Path) -> None:
    from kit.pipeline.check import check
    from kit.pipeline.folder import open_folder

    assert check(open_folder(folder)).findings


def floor(folder: Path) -> None:
    import zipfile
    from xml.parsers import expat

    for path in _files(folder):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                expat.ParserCreate().Parse(archive.read(name), True)


def calamine(folder: Path) -> None:
    from python_calamine import CalamineWorkbook

    for path in _files(folder):
        book = CalamineWorkbook.from_path(str(path))
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def openpyxl(folder: Path) -> None:
    for path in _files(folder):
        _all_cells(path)


def big(path: Path) -> None:
    from kit.read import limits
    from kit.read.xlsx import read_xlsx

    book = read_xlsx(path.read_bytes(), most=limits.CELLS_IN_IMPORT)
    assert sum(len(row) for row in book.tabs[0].rows.values()) == BIG_ROWS * BIG_COLUMNS


def big_openpyxl(path: Path) -> None:
    _all_cells(path)


def _all_cells(path: Path) -> None:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=True)
    for sheet in book.worksheets:
        for _ in sheet.iter_rows(values_only=True):
            pass
    book.close()


def _files(folder: Path) -> list[Path]:
    return sorted((folder / "returned").glob("*.xlsx"))


def stages(folder: Path) -> dict[str, float]:
    """Seconds of processor in each step of reading, one after the other in this process."""
    from kit.pipeline.check import reading_context
    from kit.pipeline.folder import open_folder
    from kit.read.folding import fold, unfold
    from kit.read.layout import layouts_of
    from kit.read.outline import Outliner
    from kit.read.parts import Parts
    from kit.read.recognise import recognise
    from kit.read.returns import Interpreter
    from kit.read.sniff import sniff
    from kit.read.tables import TableReader
    from kit.read.xlsx import read_xlsx

    opened = open_folder(folder)
    context = reading_context(opened)
    interpreter, reader = Interpreter(context), TableReader(context, layouts_of(context))
    outliner = Outliner(context.catalogue.sheets)
    spent = dict.fromkeys(("unzip", "parse", "recognise and locate", "values and findings", "transfer"), 0.0)
    for path, name in opened.returned():
        clock = [time.process_time()]
        data = path.read_bytes()
        sniff(data)
        for _ in Parts(data).each():
            pass
        clock.append(time.process_time())
        book = read_xlsx(data)
        clock.append(time.process_time())
        recognise(book, name, context)
        reader.tables(book)
        clock.append(time.process_time())
        book = read_xlsx(data)  # what a tab knows of itself must be found anew
        clock.append(time.process_time())
        found = interpreter.interpret(book, name)
        clock.append(time.process_time())
        unfold(fold((found,), outliner))
        clock.append(time.process_time())
        unzip, parse, locate, _, whole, transfer = (after - before for before, after in pairwise(clock))
        steps = (unzip, parse - unzip, locate, whole - locate, transfer)
        spent = {step: spent[step] + more for step, more in zip(spent, steps, strict=True)}
    return spent


def _report() -> dict[str, float]:
    mine, helpers = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return asdict(
        Cost(
            work=sum(used.ru_utime + used.ru_stime for used in (mine, helpers)),
            wall=0.0,
            memory=mine.ru_maxrss / 1024,
            helper=helpers.ru_maxrss / 1024,
        )
    )


WORKS: dict[str, Callable[[Path], object]] = {
    "kit": kit, "again": again, "floor": floor, "calamine": calamine, "openpyxl": openpyxl, "big": big,
    "big-openpyxl": big_openpyxl, "start": start,
}  # fmt: skip


def _work(name: str, place: Path) -> dict[str, float]:
    if name == "stages":
        return stages(place)
    WORKS[name](place)
    return _report()


if __name__ == "__main__":
    if len(sys.argv) > 2:
        print(json.dumps(_work(sys.argv[1], Path(sys.argv[2]))))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
