"""The reader of returns as the rest of the kit sees it."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType

from kit.model.evidence import Return
from kit.read.context import ReadContext
from kit.read.returns import Interpreter
from kit.read.worker import File, Worker, read_unguarded

_MANY = 50
"""From so many files on two helper processes share the work."""


class Reader:
    """Reads returns; a context manager. It owns the guarded worker processes that open foreign bytes.

    ``guarded=False`` reads in this process: for tests, and for files that the kit has made itself.
    """

    def __init__(self, context: ReadContext, *, guarded: bool = True) -> None:
        self._context = context
        self._guarded = guarded
        self._workers: list[Worker] = []
        self._interpreter: Interpreter | None = None

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the workers; reading again starts new ones."""
        for worker in self._workers:
            worker.close()
        self._workers.clear()

    def read(self, path: Path, name: str) -> Return:
        """The return in one file, the first of those in a zip or mail. Bad data never raises: it becomes
        findings of the return."""
        return self.read_all([(path, name)])[0]

    def read_all(self, files: Sequence[File]) -> tuple[Return, ...]:
        """The returns of all files, those in zips and mails as ``file.zip!member.xlsx``, sorted by name; the
        same whether one worker read them or two."""
        ordered = sorted(files, key=lambda file: file[1])
        if not self._guarded:
            read = self._read_here(ordered)
        elif len(ordered) <= _MANY:
            read = self._worker(0).read_many(ordered)
        else:
            read = self._read_shared(ordered)
        return tuple(sorted(read, key=lambda item: item.file))

    def _read_here(self, files: Sequence[File]) -> list[Return]:
        if self._interpreter is None:
            self._interpreter = Interpreter(self._context)
        return [item for file in files for item in read_unguarded(self._interpreter, *file)]

    def _read_shared(self, files: Sequence[File]) -> list[Return]:
        halves = [(self._worker(i), files[i::2]) for i in range(2)]
        with ThreadPoolExecutor(2) as threads:
            first, second = threads.map(_read_share, halves)
        return [*first, *second]

    def _worker(self, index: int) -> Worker:
        while len(self._workers) <= index:
            self._workers.append(Worker(self._context))
        return self._workers[index]


def _read_share(share: tuple[Worker, Sequence[File]]) -> list[Return]:
    worker, files = share
    return worker.read_many(files)
