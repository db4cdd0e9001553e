"""The register of the last run, where it is one that this kit can read.

A register that was locked or that a person had put their own file in place of was written under the next
number; the manifest knows under which.
"""

from __future__ import annotations

from pathlib import Path

from kit.errors import UsageError
from kit.pipeline.consolidate import REGISTER
from kit.pipeline.folder import Folder
from kit.pipeline.outputs import current
from kit.register import SCHEMA_VERSION, schema_version


def ready_register(folder: Folder) -> Path:
    """Its path. ``UsageError`` where there is none, it is no register, or another kit wrote it."""
    path, words = current(folder.root, REGISTER), folder.words("make")
    file = path.relative_to(folder.root).as_posix()
    if not path.is_file():
        raise UsageError(words("no_register"))
    version = schema_version(path)
    if version is None:
        raise UsageError(words("broken_register", file=file))
    if version > SCHEMA_VERSION:
        raise UsageError(words("newer_register", file=file))
    if version < SCHEMA_VERSION:
        raise UsageError(words("older_register", file=file))
    return path
