"""``kit check``: read what came in, say what needs a look, and give each of them a marked copy back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kit.findings import in_order
from kit.pipeline.check import Gathered, gather_with, only
from kit.pipeline.folder import Folder
from kit.pipeline.marked import marked_copies
from kit.pipeline.outputs import write_outputs


@dataclass(frozen=True, slots=True)
class Reply:
    """What was read of the files asked about, and the paths of the marked copies that were written."""

    gathered: Gathered
    copies: tuple[str, ...]


def reply(folder: Folder, files: Sequence[Path] = ()) -> Reply:
    """Read ``files`` among all returns (or all of them) and write a marked copy of each that asks something.

    The returns themselves are only read.
    """
    everything, names = gather_with(folder, files)
    return reply_to(folder, everything, names)


def reply_to(folder: Folder, everything: Gathered, names: frozenset[str] | None) -> Reply:
    """The same for files that have been read already; a zip or mail stands for all returns in it."""
    asked = only(everything, names)
    about = None if names is None else frozenset(item.file for item in asked.returns)
    copies = tuple(marked_copies(folder, everything, about))
    if not copies:
        return Reply(asked, ())
    written = write_outputs(folder.root, folder.process, copies)
    findings = in_order((*asked.findings, *written.findings))
    return Reply(replace(asked, findings=findings), written.paths)
