"""The reader of returns as the rest of the kit sees it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from kit.model.evidence import Return
from kit.read.context import ReadContext
from kit.read.files import File
from kit.read.folding import fold
from kit.read.outline import Outliner
from kit.read.packing import UnfitError

if TYPE_CHECKING:  # what opens files is imported when the first one is opened; a helper has no store
    from kit.read.memory import Memory
    from kit.read.returns import Interpreter
    from kit.read.worker import Note, Worker

_MANY = 50
"""From so many files on two helper processes share the work."""

Returns = tuple[Return, ...]
"""What one file holds: one return, a zip or mail any number."""


class Reader:
    """Reads returns; a context manager. It owns the guarded worker processes that open foreign bytes.

    ``guarded=False`` reads in this process: for tests, and for files that the kit has made itself. ``store``
    is the file in which readings are kept, so that :meth:`read_all` opens only what is new or has changed.
    """

    def __init__(self, context: ReadContext, *, guarded: bool = True, store: Path | None = None) -> None:
        self._context = context
        self._guarded = guarded
        self._store = store
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
        return self._read([(path, name)])[0][0]

    def read_all(self, files: Sequence[File]) -> Returns:
        """The returns of all files, those in zips and mails as ``file.zip!member.xlsx``, sorted by name.

        The same whether one worker read them or two, and whether they were read now or are remembered. The
        store, if there is one, then holds these files and no others.
        """
        ordered = sorted(files, key=lambda file: file[1])
        read = self._read(ordered) if self._store is None else self._read_new(ordered, self._store)
        return tuple(sorted((item for returns in read for item in returns), key=lambda item: item.file))

    def _read_new(self, files: Sequence[File], store: Path) -> list[Returns]:
        """File by file the returns; only what is new, or spoilt in the store, is opened."""
        from kit.read.memory import Memory  # noqa: PLC0415

        memory = Memory(store, self._context)
        asked = iter(files)
        new = next((file for file in asked if not memory.knows(file)), None)
        found = self._read_beside(new, asked, files, memory) if new else _recalled(files, memory)
        spoilt = [file for file in files if file not in found]
        found |= zip(spoilt, self._read(spoilt, memory.note), strict=True)
        memory.keep()
        return [found[file] for file in files]

    def _read_beside(
        self, new: File, others: Iterator[File], files: Sequence[File], memory: Memory
    ) -> dict[File, Returns]:
        """``new`` and whatever is new among the others, and what is known of ``files``: a worker starts now,
        and reads while what is remembered is unfolded."""
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 (a tenth of what is imported here)

        with ThreadPoolExecutor(1) as beside:
            beside.submit(self._start)
            fresh = [new, *(file for file in others if not memory.knows(file))]
            waiting = beside.submit(self._read, fresh, memory.note)
            return _recalled(files, memory) | dict(zip(fresh, waiting.result(), strict=True))

    def _start(self) -> None:
        if self._guarded:
            self._worker(0).start()

    def _read(self, files: Sequence[File], note: Note | None = None) -> list[Returns]:
        """File by file the returns, each file opened now; ``note`` hears of each as it comes."""
        if not files:
            return []
        if not self._guarded:
            return self._read_here(files, note)
        if len(files) <= _MANY:
            return self._worker(0).read_each(files, note)
        return self._read_shared(files, note)

    def _read_here(self, files: Sequence[File], note: Note | None) -> list[Returns]:
        from kit.read.returns import Interpreter  # noqa: PLC0415
        from kit.read.serving import read_unguarded  # noqa: PLC0415

        if self._interpreter is None:
            self._interpreter = Interpreter(self._context)
        read = [read_unguarded(self._interpreter, *file) for file in files]
        if note:
            outliner = Outliner(self._context.catalogue.sheets)
            for file, returns in zip(files, read, strict=True):
                with suppress(UnfitError):
                    note(file, returns, fold(returns, outliner))
        return read

    def _read_shared(self, files: Sequence[File], note: Note | None) -> list[Returns]:
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415

        halves = [(self._worker(i), files[i::2], note) for i in range(2)]
        with ThreadPoolExecutor(2) as threads:
            first, second = threads.map(_read_share, halves)
        read: list[Returns] = [()] * len(files)
        read[::2], read[1::2] = first, second
        return read

    def _worker(self, index: int) -> Worker:
        from kit.read.worker import Worker  # noqa: PLC0415

        while len(self._workers) <= index:
            self._workers.append(Worker(self._context))
        return self._workers[index]


def _recalled(files: Sequence[File], memory: Memory) -> dict[File, Returns]:
    return {file: returns for file in files if (returns := memory.recall(file))}


def _read_share(share: tuple[Worker, Sequence[File], Note | None]) -> list[Returns]:
    worker, files, note = share
    return worker.read_each(files, note)
