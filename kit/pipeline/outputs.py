"""Writes outputs whole or not at all, keeps the manifest, and never overwrites a person's edits."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

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


def write_outputs(root: Path, process: Process, outputs: Iterable[Output]) -> Written:
    """Write every output and then the manifest, each through a temporary name in its folder.

    A file whose hash differs from the manifest was edited since: it stays, and the new one gets the next
    number, with a finding. Where writing fails half-way the manifest still lists what was written, so that
    the next run knows its own files. ``ContentError`` before anything is written where two outputs have the
    same path.
    """
    outputs = _each_once(outputs)
    manifest = _read_manifest(root)
    findings: list[Finding] = []
    entries: dict[str, Mapping[str, object]] = {}
    try:
        for output in outputs:
            placed = _place(root, output, manifest, findings)
            target = root / placed.path
            target.parent.mkdir(parents=True, exist_ok=True)
            write_whole(target, placed.data)
            entries[placed.path] = _entry(placed, process.lang)
    finally:
        kept = {path: entry for path, entry in manifest.items() if (root / path).is_file()}
        _write_manifest(root, {**kept, **entries})
    return Written(tuple(entries), tuple(findings))


def _each_once(outputs: Iterable[Output]) -> tuple[Output, ...]:
    """All outputs, made before the first is written."""
    made = tuple(outputs)
    paths = [output.path.casefold() for output in made]
    if doubles := sorted({path for path in paths if paths.count(path) > 1}):
        raise ContentError(f"two files are called {doubles[0]}")
    return made


def write_whole(target: Path, data: bytes) -> None:
    """Write under a temporary name in the same folder, then rename: whole or absent."""
    part = target.with_name(f".{target.name}.part")
    try:
        part.write_bytes(data)
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _place(
    root: Path, output: Output, manifest: Mapping[str, Mapping[str, object]], findings: list[Finding]
) -> Output:
    """The output under a path that holds nothing a person has edited."""
    wanted = PurePosixPath(output.path)
    number, path = 1, wanted
    while (root / path).exists() and not _is_ours(root / path, manifest.get(str(path)), output.data):
        number += 1
        path = wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")
    if path != wanted:
        findings.append(Finding("output.edited", file=output.path, values={"path": str(path)}))
    return replace(output, path=str(path))


def _is_ours(path: Path, entry: Mapping[str, object] | None, data: bytes) -> bool:
    """Whether writing the file anew loses nothing: it is as the kit left it, or as it would be written."""
    if not path.is_file():
        return False
    there = path.read_bytes()
    return there == data or (entry is not None and entry.get("sha256") == sha256(there))


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
    return root / "outputs" / "manifest.json"


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
