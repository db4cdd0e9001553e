"""Which files need not be opened again, and what stood in them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from threading import Lock

from kit.model.evidence import Return
from kit.read import limits
from kit.read.context import ReadContext
from kit.read.files import File
from kit.read.folding import unfold
from kit.read.packing import UnfitError
from kit.read.store import Reading, Store
from kit.read.version import reading_digest

_AT_ONCE = 2**22
"""So many bytes of readings wait in memory before they are put into the store."""
_PASSING = frozenset({"file.unreadable", "file.too-slow"})
"""Findings that may be gone when the same bytes are read once more: such a reading is not kept."""


class Memory:
    """What an earlier run read. Each file of this run is asked about once, by :meth:`knows`.

    A reading counts as long as the file has the same name and the same bytes, and reader and context are the
    same. Time and size are not asked: programs that copy, unpack and synchronise set them as they like.
    """

    def __init__(self, store: Path, context: ReadContext) -> None:
        self._store = Store(store)
        self._digest = reading_digest(context)
        self._readings = self._store.load()
        self._stored = frozenset(self._readings)
        self._hashes: dict[str, str] = {}
        self._new: dict[str, Reading] = {}
        self._size = 0
        self._read: set[str] = set()
        self._kept: set[str] = set()
        self._lock = Lock()

    def knows(self, file: File) -> bool:
        """Whether there is a reading of the file as it is now."""
        path, name = file
        sha256 = self._hashes[name] = sha256_of(path)
        reading = self._readings.get(name)
        if reading and reading.digest == self._digest and reading.sha256 == sha256:
            return True
        self._readings.pop(name, None)
        return False

    def recall(self, file: File) -> tuple[Return, ...]:
        """The returns in a file, empty where they are not known or their reading is spoilt.

        They can be had once: what is known of thousands of files need not be held twice.
        """
        reading = self._readings.pop(file[1], None)
        if reading is None:
            return ()
        try:
            return unfold(reading.content)
        except UnfitError:
            return ()

    def note(self, file: File, returns: Sequence[Return], content: bytes) -> None:
        """Remember what was read of a file just now; ``content`` is the returns, folded. From any thread.

        Not where reading again may give something else: it failed, or the file was being written.
        """
        path, name = file
        passing = any(finding.code in _PASSING for item in returns for finding in item.findings)
        sha256 = self._hashes[name]
        whole = not passing and bool(sha256) and sha256_of(path) == sha256
        with self._lock:
            self._read.add(name)
            if whole:
                self._kept.add(name)
                self._new[name] = Reading(sha256, self._digest, content)
                self._size += len(content)
            if self._size > _AT_ONCE:
                self._save(())

    def keep(self) -> None:
        """Put into the store what was noted, and forget every file that was not asked about."""
        still = (self._hashes.keys() - self._read) | self._kept
        self._save([name for name in self._stored if name not in still])

    def _save(self, gone: Sequence[str]) -> None:
        if self._new or gone:
            self._store.save(self._new, gone)
            self._new, self._size = {}, 0


def sha256_of(path: Path) -> str:
    """The hash of a file's bytes; ``""`` for a file that cannot be read or is too big to be a return."""
    try:
        if path.stat().st_size > limits.FILE_BYTES:
            return ""
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
