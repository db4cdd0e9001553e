"""The register of the last run, where it is one that this kit can read."""

from __future__ import annotations

from pathlib import Path

from kit.errors import UsageError
from kit.pipeline.consolidate import REGISTER
from kit.pipeline.folder import Folder
from kit.register import SCHEMA_VERSION, schema_version


def ready_register(folder: Folder) -> Path:
    """Its path. ``UsageError`` where there is none, it is no register, or another kit wrote it."""
    path, words = folder.root / REGISTER, folder.words("make")
    if not path.is_file():
        raise UsageError(words("no_register"))
    version = schema_version(path)
    if version is None:
        raise UsageError(words("broken_register", file=REGISTER))
    if version > SCHEMA_VERSION:
        raise UsageError(words("newer_register", file=REGISTER))
    if version < SCHEMA_VERSION:
        raise UsageError(words("older_register", file=REGISTER))
    return path
