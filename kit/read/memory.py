"""Which files need not be opened again, and what stood in them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from kit.model.evidence import Return
from kit.read import limits
from kit.read.context import ReadContext
from kit.read.packing import UnfitError, pack, unpack
from kit.read.store import Reading, Store
from kit.read.version import reading_digest
from kit.read.worker import File

_PASSING = frozenset({"file.unreadable", "file.too-slow"})
"""Findings that may be gone when the same bytes are read once more: such a reading is not kept."""


class Memory:
    """What an earlier run read of ``files``.

    A reading counts as long as the file has the same name and the same bytes, and reader and context are the
    same. Time and size are not asked: programs that copy, unpack and synchronise set them as they like.
    """

    def __init__(self, store: Path, context: ReadContext, files: Sequence[File]) -> None:
        self._store = Store(store)
        self._digest = reading_digest(context)
        self._hashes = {name: sha256_of(path) for path, name in files}
        readings = self._store.load()
        self._stored = frozenset(readings)
        self._known = {
            name: reading.content for name, reading in readings.items() if self._holds(name, reading)
        }

    def _holds(self, name: str, reading: Reading) -> bool:
        return reading.digest == self._digest and reading.sha256 == self._hashes.get(name)

    def knows(self, file: File) -> bool:
        """Whether there is a reading of the file as it is now."""
        return file[1] in self._known

    def recall(self, file: File) -> tuple[Return, ...]:
        """The returns in a file, empty where they are not known or their reading is spoilt.

        They can be had once: what is known of thousands of files need not be held twice.
        """
        content = self._known.pop(file[1], None)
        if content is None:
            return ()
        try:
            return unpack(content)
        except UnfitError:
            return ()

    def keep(self, read: Mapping[File, tuple[Return, ...]]) -> None:
        """Remember what was read, and forget every file that was not asked about."""
        new = {file[1]: kept for file, returns in read.items() if (kept := self._reading(file, returns))}
        still = self._hashes.keys() - {name for _, name in read}
        gone = [name for name in self._stored if name not in still and name not in new]
        if new or gone:
            self._store.save(new, gone)

    def _reading(self, file: File, returns: Iterable[Return]) -> Reading | None:
        """``None`` where reading again may give something else: it failed, or the file was being written."""
        path, name = file
        returns = tuple(returns)
        passing = any(finding.code in _PASSING for item in returns for finding in item.findings)
        sha256 = self._hashes[name]
        if passing or not sha256 or sha256_of(path) != sha256:
            return None
        try:
            return Reading(sha256, self._digest, pack(returns))
        except UnfitError:
            return None


def sha256_of(path: Path) -> str:
    """The hash of a file's bytes; ``""`` for a file that cannot be read or is too big to be a return."""
    try:
        if path.stat().st_size > limits.FILE_BYTES:
            return ""
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
