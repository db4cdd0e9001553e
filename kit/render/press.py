"""Sets PDFs in a process of its own: when it ends, the memory goes back that typst takes and keeps.

For a strategy that is more than Python needs for all the rest of an edition. The process starts and imports
while the caller goes on, and works beside it.
"""

from __future__ import annotations

import contextlib
import pickle
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from types import TracebackType

from kit.errors import ContentError
from kit.render.typst import Job, compile_job, compiled_by

_START = "import sys; sys.path[:] = {path!r}; from kit.render.press import serve; serve()"


@contextmanager
def set_aside() -> Iterator[None]:
    """Meanwhile every PDF is set in one process beside this one, with the same bytes."""
    with Press() as press, compiled_by(press):
        yield


class Press:
    """The process; a context manager. Call it with a job; from any thread, one waits for the other.

    Where it has died the job is done here.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-c", _START.format(path=sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def __call__(self, job: Job) -> bytes:
        """The PDF; ``ContentError`` where typst refuses it."""
        to, back = self._process.stdin, self._process.stdout
        assert to is not None and back is not None
        with self._lock:
            try:
                pickle.dump(job, to)
                to.flush()
                made = pickle.load(back)
            except (OSError, EOFError, pickle.UnpicklingError):
                return compile_job(job)
        if isinstance(made, ContentError):
            raise made
        return bytes(made)

    def __enter__(self) -> Press:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        for stream in (self._process.stdin, self._process.stdout):
            assert stream is not None
            with contextlib.suppress(OSError):
                stream.close()
        if kind is not None:
            self._process.terminate()
        self._process.wait()


def serve() -> None:
    """The life of the process: one job after the other, until the pipe closes."""
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    with contextlib.suppress(EOFError, BrokenPipeError, KeyboardInterrupt):
        while True:
            job = pickle.load(source)
            try:
                made: bytes | ContentError = compile_job(job)
            except ContentError as problem:
                made = problem
            pickle.dump(made, sink)
            sink.flush()
