"""Marked copies are written where they would differ from what lies there; the others are left alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import kit
from kit.model.mark import MarkedCopy
from kit.model.sheet import Lists
from kit.pipeline.check import Gathered, reading_context
from kit.pipeline.folder import ASIDE, Folder
from kit.pipeline.outputs import Output, Written, sha256, untouched, write_aside, write_outputs
from kit.read.version import digest_of, reading_digest, version_of

COPIES = f"{ASIDE}/copies.json"
"""What the copies were made of."""

_LIBRARIES = ("openpyxl", "lxml", "et_xmlfile")
"""They decide the bytes of a workbook."""


@dataclass(frozen=True, slots=True)
class Made:
    """A copy written earlier: hashes of all that decides it (``source``) and of its bytes."""

    source: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Record:
    """Copies written earlier, by path. ``run`` is a hash of all that decides which copies there are and what
    stands in them, if these are all of them, else ``""``."""

    run: str = ""
    copies: Mapping[str, Made] = field(default_factory=dict)


def write_copies(folder: Folder, gathered: Gathered, files: frozenset[str] | None) -> Written:
    """See that the marked copy of each return that asks something lies ready; with ``files`` only of those.

    Gives the paths of all of them, in the order of the returns. A copy that a person has edited or taken
    away is written again, as :func:`kit.pipeline.outputs.write_outputs` does it.
    """
    root, before = folder.root, _read(folder.root)
    there = untouched(root, {path: made.sha256 for path, made in before.copies.items()})
    sources = _Sources.of(folder)
    run = sources.of_run(gathered) if files is None else ""
    if run and run == before.run and len(there) == len(before.copies):
        return Written(tuple(before.copies), ())
    from kit.pipeline.marked import drafts  # noqa: PLC0415 - what writes workbooks costs more than the rest

    outputs: list[Output] = []
    copies: dict[str, Made] = {}
    for draft in drafts(folder, gathered, files):
        source, made = sources.of_copy(draft.copy), before.copies.get(draft.path)
        if made is None or made.source != source or draft.path not in there:
            outputs.append(draft.output())
            made = Made(source, sha256(outputs[-1].data))
        copies[draft.path] = made
    written = write_outputs(root, folder.process, outputs) if outputs else Written((), ())
    placed = dict(zip((output.path for output in outputs), written.paths, strict=True))
    own = {path: made for path, made in copies.items() if placed.get(path, path) == path}
    _note(root, before, run if len(own) == len(copies) else "", own)
    return Written(tuple(placed.get(path, path) for path in copies), written.findings)


def _note(root: Path, before: Record, run: str, copies: Mapping[str, Made]) -> None:
    """Remember copies that lie under their own names; without ``run`` they are not all there are."""
    after = Record(run, copies) if run else Record("", {**before.copies, **copies})
    if after.copies != before.copies or (run and run != before.run):
        _write(root, after)


@dataclass(frozen=True, slots=True)
class _Sources:
    """Hashes of what copies are made of. ``shared`` stands for what all have in common but the lists."""

    shared: str
    lists: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Folder) -> _Sources:
        told = (_code(), reading_digest(reading_context(folder)), folder.words("make").texts)
        return cls(digest_of(told))

    def of_run(self, gathered: Gathered) -> str:
        """All that decides the copies: what was read is known by its file, and by what is said of it."""
        returns = [(item.file, item.sha256, len(item.evidence)) for item in gathered.returns]
        findings = [(one.file, one.sheet, one.cell, one.code) for one in gathered.findings]
        return digest_of((self.shared, returns, findings))

    def of_copy(self, copy: MarkedCopy) -> str:
        """All that the writer of a copy is told; of lists those that its sheets offer."""
        worksheet = copy.worksheet
        fills = [(fill.sheet.code, fill.rows, fill.given) for fill in worksheet.fills]
        names = {column.source for fill in worksheet.fills for column in fill.sheet.columns if column.source}
        offered = [self._of_list(name, worksheet.lists) for name in sorted(names)]
        bare = replace(copy, worksheet=replace(worksheet, fills=(), lists=Lists({})))
        return digest_of((self.shared, offered, fills, bare))

    def _of_list(self, name: str, lists: Lists) -> str:
        if name not in self.lists:
            self.lists[name] = digest_of((name, lists.by_name.get(name, ())))
        return self.lists[name]


@cache
def _code() -> str:
    """The kit itself, so that nobody has to raise a number when a copy comes to look otherwise."""
    found = hashlib.sha256(" ".join(version_of(name) for name in _LIBRARIES).encode())
    for path in _own_files():
        found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def _own_files() -> Iterator[Path]:
    base = Path(kit.__file__).parent
    return (path for path in sorted(base.rglob("*")) if path.suffix in (".py", ".toml"))


def _read(root: Path) -> Record:
    """The record; an empty one where there is none or it cannot be understood."""
    try:
        found = json.loads((root / COPIES).read_text("utf-8"))
        copies = {str(path): Made(str(source), str(hashed)) for path, source, hashed in found["copies"]}
        return Record(str(found["run"]), copies)
    except (OSError, ValueError, KeyError, TypeError):
        return Record()


def _write(root: Path, record: Record) -> None:
    copies = [(path, made.source, made.sha256) for path, made in record.copies.items()]
    text = json.dumps({"run": record.run, "copies": copies}, ensure_ascii=False)
    write_aside(root / COPIES, text.encode())
