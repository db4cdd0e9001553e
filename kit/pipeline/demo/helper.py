"""Makes the material of the workshops in a process of its own, which ends before the strategy is compiled.

A user runs ``make`` six times and ``consolidate`` once, each in its own process. In a single one, typst would
keep some 10 MB of each deck of cards and guide for good, and a rehearsal would take half as much again.
"""

from __future__ import annotations

import contextlib
import ctypes
import multiprocessing
from collections.abc import Callable
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType

from kit.pipeline.folder import Folder, open_folder
from kit.pipeline.make import KINDS, make
from kit.render.typst import compile_pdf
from kit.resources import Resources

KEPT = 12
"""More compilations than those for which typst keeps what it has laid out."""

_DAY = date(2000, 1, 1)


class Helper:
    """The process that makes; a context manager. It starts at once and imports while the caller goes on."""

    def __init__(self) -> None:
        processes = multiprocessing.get_context("spawn")
        self._pipe, other = processes.Pipe()
        self._process = processes.Process(target=_serve, args=(other,), daemon=True)
        self._process.start()
        other.close()

    def make(self, folder: Path, workshop: str, step: Callable[[str], None]) -> tuple[str, ...]:
        """``kit make`` for one workshop; gives the paths written. Raises what ``make`` raises."""
        self._pipe.send((folder, workshop))
        while True:
            what, value = self._pipe.recv()
            if what == "step":
                step(value)
            elif what == "failed":
                raise value
            else:
                return tuple(value)

    def __enter__(self) -> Helper:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pipe.close()
        if kind is not None:
            self._process.terminate()
        self._process.join()


def _serve(pipe: Connection) -> None:
    """The helper's life: one workshop after the other, until the pipe closes. A folder is opened once."""
    opened: dict[Path, Folder] = {}
    with contextlib.suppress(EOFError, KeyboardInterrupt, BrokenPipeError):
        while True:
            root, workshop = pipe.recv()
            try:
                folder = opened.get(root) or opened.setdefault(root, open_folder(root))
                written = make(folder, (workshop,), frozenset(KINDS), lambda text: pipe.send(("step", text)))
            except Exception as problem:
                pipe.send(("failed", problem))
            else:
                pipe.send(("done", written.paths))
                _give_back(folder.resources)


def _give_back(resources: Resources) -> None:
    """Free what typst keeps for a next time that does not come, some 30 MB for each deck of cards.

    Empty pages push it out, 5 ms each; then the C library, where it can, is asked to hand its free pages to
    the system.
    """
    for number in range(KEPT):
        compile_pdf(b"#sys.inputs.data", number, resources=resources, day=_DAY, standards=())
    with contextlib.suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
