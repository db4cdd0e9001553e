"""Writes outputs whole or not at all, keeps the manifest, and never overwrites a person's edits."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from shutil import rmtree

from kit.errors import ContentError
from kit.findings import Finding
from kit.model.process import Process


@dataclass(frozen=True, slots=True)
class Paper:
    """How to print a file: ``copies``, ``size`` (A4), ``sides`` (1 or 2) and ``colour`` (yes or no)."""

    copies: int
    size: str
    sides: int
    colour: bool


@dataclass(frozen=True, slots=True)
class Output:
    """One file to write. ``path`` is relative to the process folder; ``pages`` is ``None`` without pages."""

    path: str
    kind: str
    workshop: str | None
    data: bytes
    pages: int | None = None
    paper: Paper | None = None

    @property
    def format(self) -> str:
        return PurePosixPath(self.path).suffix.removeprefix(".")


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, and findings about files that a person had edited."""

    paths: tuple[str, ...]
    findings: tuple[Finding, ...]


MANIFEST = "outputs/manifest.json"
"""One entry per file that the kit wrote."""

PART = ".part"
"""Ends the names of what is being written, which begin with a dot."""


def write_outputs(root: Path, process: Process, outputs: Iterable[Output]) -> Written:
    """Write every output and then the manifest, each through a temporary name in its folder.

    A file whose hash differs from the manifest was edited since: it stays, and the new one gets the next
    number, with a finding. Where writing fails half-way the manifest still lists what was written, so that
    the next run knows its own files. ``ContentError`` before anything is written where two outputs have the
    same path.
    """
    outputs = _each_once(outputs)
    _sweep(root)
    manifest, announced = _read_manifest(root), _announced_before(root)
    written = _written_before(manifest, announced)
    findings: list[Finding] = []
    placed = _place_all(root, outputs, written, findings)
    _announce(root, announced, written, placed)
    entries: dict[str, Mapping[str, object]] = {}
    try:
        for output in placed:
            target = root / output.path
            target.parent.mkdir(parents=True, exist_ok=True)
            write_whole(target, output.data)
            entries[output.path] = _entry(output, process.lang)
    finally:
        kept = {path: entry for path, entry in manifest.items() if (root / path).is_file()}
        _write_manifest(root, {**kept, **entries})
        _unannounce(root, {path: hashes for path, hashes in announced.items() if path not in entries})
    return Written(tuple(entries), tuple(findings))


ANNOUNCED = "outputs/.writing.json"
"""What a run is about to write, by path and hash: a run that was killed leaves it, and so the next one
knows for its own what the manifest does not tell yet."""


def _sweep(root: Path) -> None:
    """Take away what a killed run left half-written."""
    for part in tuple((root / "outputs").rglob(f".*{PART}")):
        if part.is_dir():
            rmtree(part, ignore_errors=True)
        else:
            part.unlink(missing_ok=True)


def _announced_before(root: Path) -> dict[str, set[str]]:
    """What runs that were killed were about to write; nothing where the last run ended well."""
    try:
        found = json.loads((root / ANNOUNCED).read_text("utf-8"))
        return {str(path): set(map(str, hashes)) for path, hashes in found.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _written_before(
    manifest: Mapping[str, Mapping[str, object]], announced: Mapping[str, set[str]]
) -> dict[str, set[str]]:
    """The hashes of the kit's own files by path, those of runs that did not get to the manifest included."""
    written = {path: {str(entry.get("sha256"))} for path, entry in manifest.items()}
    for path, hashes in announced.items():
        written.setdefault(path, set()).update(hashes)
    return written


def _announce(
    root: Path,
    announced: Mapping[str, set[str]],
    written: Mapping[str, set[str]],
    outputs: Iterable[Output],
) -> None:
    """What this run will write, beside what an earlier one, maybe of another command, was killed over."""
    coming = {path: sorted(hashes) for path, hashes in announced.items()}
    coming |= {o.path: sorted({*written.get(o.path, ()), sha256(o.data)}) for o in outputs}
    _write_announced(root, coming)


def _unannounce(root: Path, left: Mapping[str, set[str]]) -> None:
    """This run is through; what it did not write itself stays announced."""
    if left:
        _write_announced(root, {path: sorted(hashes) for path, hashes in left.items()})
    else:
        (root / ANNOUNCED).unlink(missing_ok=True)


def _write_announced(root: Path, coming: Mapping[str, list[str]]) -> None:
    (root / ANNOUNCED).parent.mkdir(parents=True, exist_ok=True)
    write_whole(root / ANNOUNCED, json.dumps(coming, ensure_ascii=False).encode())


def withdraw(root: Path, below: str, keep: frozenset[str]) -> tuple[str, ...]:
    """Remove what earlier runs wrote below a folder and nobody needs any more; gives the paths removed.

    ``keep`` are paths that stay, and so does every file that a person has edited or put there.
    """
    manifest = _read_manifest(root)
    gone = [
        path
        for path, entry in manifest.items()
        if path.startswith(below) and path not in keep and _as_we_left_it(root / path, entry)
    ]
    for path in gone:
        (root / path).unlink()
    if gone:
        _write_manifest(root, {path: entry for path, entry in manifest.items() if path not in gone})
    return tuple(gone)


def current(root: Path, path: str) -> Path:
    """Where the output of this path lies now. Where a person's file stood in its place it was written under
    the next number: the first of these that is as the kit left it, else the path itself."""
    wanted = PurePosixPath(path)
    numbered = re.compile(rf"{re.escape(str(wanted.with_suffix('')))}(?:-(\d+))?{re.escape(wanted.suffix)}")
    ours = {
        int(match[1] or 1): found
        for found, entry in _read_manifest(root).items()
        if (match := numbered.fullmatch(found)) and _as_we_left_it(root / found, entry)
    }
    return root / ours.get(min(ours, default=0), path)


def untouched(root: Path, written: Mapping[str, str]) -> frozenset[str]:
    """Of files and the hashes of what was once written there: those that lie there still, as the manifest
    says too."""
    manifest = _read_manifest(root)
    return frozenset(
        path
        for path, hashed in written.items()
        if manifest.get(path, {}).get("sha256") == hashed and _as_we_left_it(root / path, manifest[path])
    )


def _as_we_left_it(path: Path, entry: Mapping[str, object]) -> bool:
    return path.is_file() and entry.get("sha256") == sha256(path.read_bytes())


def _each_once(outputs: Iterable[Output]) -> tuple[Output, ...]:
    """All outputs, made before the first is written."""
    made = tuple(outputs)
    paths = [output.path.casefold() for output in made]
    if doubles := sorted({path for path in paths if paths.count(path) > 1}):
        raise ContentError(f"two files are called {doubles[0]}")
    return made


def write_whole(target: Path, data: bytes) -> None:
    """Write under a temporary name in the same folder, then rename: whole or absent."""
    part = target.with_name(f".{target.name}{PART}")
    try:
        part.write_bytes(data)
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def write_aside(target: Path, data: bytes) -> None:
    """Write what only saves time: where that cannot be, the next run does the work once more."""
    with suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, data)


def _place_all(
    root: Path, outputs: Iterable[Output], written: Mapping[str, set[str]], findings: list[Finding]
) -> tuple[Output, ...]:
    """The outputs under paths that hold nothing a person has edited, each path once."""
    placed: dict[str, Output] = {}
    for output in outputs:
        wanted = PurePosixPath(output.path)
        number, path = 1, wanted
        while str(path) in placed or not _is_free(root / path, written.get(str(path), set()), output.data):
            number += 1
            path = wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")
        if path != wanted:
            findings.append(Finding("output.edited", file=output.path, values={"path": str(path)}))
        placed[str(path)] = replace(output, path=str(path))
    return tuple(placed.values())


def _is_free(path: Path, written: set[str], data: bytes) -> bool:
    """Whether writing the file loses nothing: there is none, or it is as the kit left it or will write it."""
    if not path.exists():
        return True
    if not path.is_file():
        return False
    there = path.read_bytes()
    return there == data or sha256(there) in written


def sha256(data: bytes) -> str:
    """The hash by which an edited file is noticed."""
    return hashlib.sha256(data).hexdigest()


def _entry(output: Output, lang: str) -> dict[str, object]:
    entry: dict[str, object] = {
        "path": output.path,
        "kind": output.kind,
        "workshop": output.workshop,
        "format": output.format,
        "lang": lang,
        "sha256": sha256(output.data),
        "pages": output.pages,
    }
    if output.paper:
        paper = output.paper
        entry |= {"copies": paper.copies, "size": paper.size, "sides": paper.sides, "colour": paper.colour}
    return entry


def _manifest_path(root: Path) -> Path:
    return root / MANIFEST


def _read_manifest(root: Path) -> dict[str, Mapping[str, object]]:
    """The manifest by path; where it cannot be read it is empty, and all files count as edited."""
    try:
        entries = json.loads(_manifest_path(root).read_text("utf-8"))["files"]
        return {str(entry["path"]): entry for entry in entries}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _write_manifest(root: Path, entries: Mapping[str, Mapping[str, object]]) -> None:
    files = [entries[path] for path in sorted(entries)]
    text = json.dumps({"files": files}, ensure_ascii=False, indent=1) + "\n"
    path = _manifest_path(root)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, text.encode())
