"""``kit check``: read what came in, say what needs a look, and give each of them a marked copy back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kit.findings import in_order
from kit.pipeline.check import Gathered, gather_with, only
from kit.pipeline.folder import Folder
from kit.pipeline.recopy import write_copies


@dataclass(frozen=True, slots=True)
class Reply:
    """What was read of the files asked about, and the paths of the marked copies that lie ready."""

    gathered: Gathered
    copies: tuple[str, ...]


def reply(folder: Folder, files: Sequence[Path] = ()) -> Reply:
    """Read ``files`` among all returns (or all of them) and write a marked copy of each that asks something.

    The returns themselves are only read. A copy that lies there as it would be written is left alone.
    """
    everything, names = gather_with(folder, files)
    return reply_to(folder, everything, names)


def reply_to(folder: Folder, everything: Gathered, names: frozenset[str] | None) -> Reply:
    """The same for files that have been read already; a zip or mail stands for all returns in it."""
    asked = only(everything, names)
    about = None if names is None else frozenset(item.file for item in asked.returns)
    written = write_copies(folder, everything, about)
    findings = in_order((*asked.findings, *written.findings))
    return Reply(replace(asked, findings=findings), written.paths)
