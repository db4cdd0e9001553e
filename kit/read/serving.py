"""The helper process: opens foreign files one after the other and says what stands in them."""

from __future__ import annotations

import contextlib
import gc
import pickle
import sys
from pathlib import Path

from kit.model.evidence import Return
from kit.read import limits
from kit.read.context import ReadContext
from kit.read.folding import fold
from kit.read.outline import Outliner
from kit.read.packing import UnfitError
from kit.read.pipe import receive, send
from kit.read.refusal import refused
from kit.read.returns import Interpreter

_CIRCLES = 50_000
"""So many new objects before the helper looks for circles among them: a file makes thousands, and none."""


def read_unguarded(interpreter: Interpreter, path: Path, name: str) -> tuple[Return, ...]:
    """One file in this very process; what breaks the reader itself becomes a finding of that file."""
    try:
        return interpreter.read(path, name)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # a panic in calamine is no Exception
        return (refused(name, "file.unreadable"),)


def serve() -> None:
    """The helper's life: the context first, then one file after the other, until the pipe closes.

    It is started without the search for circles, which only makes the start longer.
    """
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    _limit_memory()
    try:
        context = pickle.loads(receive(source))
        assert isinstance(context, ReadContext)
        interpreter, outliner = Interpreter(context), Outliner(context.catalogue.sheets)
        gc.freeze()  # content, layouts and lists stay: the search for circles may pass over them
        gc.set_threshold(_CIRCLES)
        gc.enable()
        while True:
            path, name = pickle.loads(receive(source))
            send(sink, _folded(read_unguarded(interpreter, path, name), name, outliner))
    except (EOFError, BrokenPipeError):
        return


def _folded(returns: tuple[Return, ...], name: str, outliner: Outliner) -> bytes:
    try:
        return fold(returns, outliner)
    except UnfitError:
        return fold((refused(name, "file.unreadable"),), outliner)


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 (Windows has none; there the limits of the zip and the deadline hold)
    except ImportError:
        return
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (limits.WORKER_MEMORY, limits.WORKER_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
