"""Keeps foreign bytes away from the main process: one helper process reads them, under guard.

The helper has a memory limit where the system knows one, and a deadline per file. If it dies or hangs it is
ended and a new one started; the file gets a finding. What the helper says is plain values
(:mod:`kit.read.folding`), so that its word can do no harm, whatever a file has made of it. What it does is in
:mod:`kit.read.serving`: nothing that opens files is imported here.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path

from kit.model.evidence import Return
from kit.read import limits
from kit.read.context import ReadContext
from kit.read.files import File
from kit.read.folding import unfold
from kit.read.packing import UnfitError
from kit.read.pipe import pickled, receive, send
from kit.read.refusal import refused
from kit.read.watch import Watch

Note = Callable[[File, tuple[Return, ...], bytes], object]
"""Is told at once what was read of a file: the returns in it, and the same folded."""

_AHEAD = 2
_START = "import gc, sys; gc.disable(); sys.path[:] = {path!r}; from kit.read.serving import serve; serve()"


class Worker:
    """One helper process, started when first needed. Use from one thread at a time; close it."""

    def __init__(self, context: ReadContext, *, seconds: float = limits.WORKER_SECONDS) -> None:
        self._context = context
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, path: Path, name: str) -> Return:
        """The return in a file; with ``file.too-slow`` or ``file.unreadable`` where the helper gave up."""
        return self.read_many([(path, name)])[0]

    def read_many(self, files: Iterable[File]) -> list[Return]:
        """The returns in files, in their order, each as by :meth:`read`; a zip or mail gives any number."""
        return [item for found in self.read_each(files) for item in found]

    def read_each(self, files: Iterable[File], note: Note | None = None) -> list[tuple[Return, ...]]:
        """File by file the returns in it, in the order of the files; ``note`` hears of each as it comes."""
        todo, asked = deque(files), deque[File]()
        answers: list[tuple[Return, ...]] = []
        while todo or asked:
            late = threading.Event()
            try:
                self._exchange(todo, asked, answers, late, note)
            except (OSError, EOFError, UnfitError):
                self.close()
                _, name = (asked or todo).popleft()
                code = "file.too-slow" if late.is_set() else "file.unreadable"
                answers.append((refused(name, code),))
                todo.extendleft(reversed(asked))
                asked.clear()
        return answers

    def start(self) -> None:
        """Start the helper now: so it is ready when the first file comes."""
        self._started()

    def _exchange(
        self,
        todo: deque[File],
        asked: deque[File],
        answers: list[tuple[Return, ...]],
        late: threading.Event,
        note: Note | None,
    ) -> None:
        """Ask and take answers until all is done or the helper fails. It is told of the next file before
        its answer on the last one is taken, so that it never waits; the first one asked is being read."""
        process = self._started()
        assert process.stdin is not None and process.stdout is not None
        with Watch(self._seconds, process, late) as watch:
            while todo or asked:
                while todo and len(asked) < _AHEAD:
                    asked.append(todo.popleft())
                    send(process.stdin, pickled(asked[-1]))
                watch.restart()
                folded = receive(process.stdout)
                answers.append(unfold(folded))
                file = asked.popleft()
                if note:
                    note(file, answers[-1], folded)

    def close(self) -> None:
        """End the helper; a later ``read`` starts a new one."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(OSError):
            process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _START.format(path=sys.path)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            with contextlib.suppress(OSError):
                assert self._process.stdin is not None
                send(self._process.stdin, pickled(self._context))
        return self._process
