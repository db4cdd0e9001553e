"""Coverage-guided fuzzing of the reader with atheris: ``python fuzz/reader.py SECONDS FOLDER``.

A crash is any exception out of :class:`kit.read.returns.Interpreter` or :func:`kit.read.across`, a file
without evidence and finding, a workbook that reads otherwise by pattern than by the parser, more than three
seconds, or more than 512 MB. What calamine opens (.xls, .xlsb) is left out: it is not ours, and dies in the
guarded worker alone. ``FOLDER`` keeps the corpus and the crashers; the next run goes on from there.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

import atheris

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE)]

with atheris.instrument_imports(include=["kit.read", "kit.model"]):
    from kit.read import ReadContext, across, returns, xlsx
    from kit.read.usual import UnusualError
    from kit.read.worker import Worker

from mutate import changed

from kit.pipeline.folder import open_folder, reading_lists

MOST_SECONDS = 3.0
MOST_MEGABYTES = 512
MOST_BYTES = 400_000


class Wrong(Exception):  # noqa: N818 - it reads as the sentence it is
    """The reader broke a promise without an exception of its own."""


def assert_same_both_ways(data: bytes) -> None:
    """What is read by pattern is what the parser reads; where the parser refuses, nothing can be compared."""
    try:
        quick = xlsx.read_xlsx(data)
    except xlsx.RefusedError:
        return
    with mock.patch.object(xlsx, "each_row", _unusual), mock.patch.object(xlsx, "usual_strings", _unusual):
        try:
            if xlsx.read_xlsx(data) != quick:
                raise Wrong("by pattern it reads otherwise than by the parser")
        except xlsx.RefusedError:
            return


def _unusual(*_: object) -> None:
    raise UnusualError


def _not_ours(_: bytes, __: str) -> object:
    raise returns.RefusedError("file.damaged")


class Target:
    """Reads one file after the other in this process."""

    def __init__(self, context: ReadContext, scratch: Path) -> None:
        self._context = context
        self._interpreter = returns.Interpreter(context)
        self._path = scratch / "svar.xlsx"

    def __call__(self, data: bytes) -> None:
        self._path.write_bytes(data)
        start = time.process_time()
        items = self._interpreter.read(self._path, "returned/svar.xlsx")
        across(items, self._context)
        if time.process_time() - start > MOST_SECONDS:
            self._time_plainly()
        if items[0].format in ("xlsx", "xlsm"):
            assert_same_both_ways(data)
        for item in items:
            if not item.evidence and not item.findings:
                raise Wrong(f"{item.file} has neither evidence nor finding")
            if any(not finding.file.startswith("returned/svar.xlsx") for finding in item.findings):
                raise Wrong("a finding names another file")

    def _time_plainly(self) -> None:
        """Measured code is several times slower: what counts is the time of the guarded worker."""
        worker = Worker(self._context)
        try:
            worker.read(self._path.with_name("ingen"), "ingen")
            start = time.monotonic()
            worker.read(self._path, "returned/svar.xlsx")
            if time.monotonic() - start > MOST_SECONDS:
                raise Wrong(f"took {time.monotonic() - start:.1f} s")
        finally:
            worker.close()


def main(seconds: int, keep: Path) -> None:
    """Fuzz for so many seconds; ends the process with libFuzzer's own exit code."""
    corpus = keep / "corpus"
    with TemporaryDirectory() as scratch:
        process = Path(scratch) / "process"
        # elsewhere: what it takes to make documents is not the reader's memory
        subprocess.run([sys.executable, HERE / "seeds.py", process, corpus], check=True)
        folder = open_folder(process)
        context = ReadContext(folder.process, folder.catalogue, reading_lists(folder))
        returns.read_calamine = _not_ours
        atheris.Setup(
            [
                "reader", str(corpus), f"-max_total_time={seconds}", "-timeout=60", f"-max_len={MOST_BYTES}",
                f"-rss_limit_mb={MOST_MEGABYTES}", f"-artifact_prefix={keep}/",
                "-print_final_stats=1", "-seed=1",
            ],
            Target(context, Path(scratch)),
            custom_mutator=lambda data, most, seed: changed(data, most, seed, atheris.Mutate),
        )  # fmt: skip
        atheris.Fuzz()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
