"""``kit doctor``: is the process folder sound, and what does the strategy still lack?

Nothing is written but one small file that is taken away again at once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kit.findings import Finding
from kit.pipeline.check import Gathered, gather
from kit.pipeline.edition import compile_edition
from kit.pipeline.folder import Folder
from kit.pipeline.outputs import MANIFEST, sha256
from kit.pipeline.templates import fonts, logo, overrides, own_templates

CHECKS = ("templates", "fonts", "logo", "overrides", "returned", "outputs", "manifest", "edited", "strategy")
"""In the order in which they are told; each is a key ``doctor_…`` of the command line's words."""
FIRST = 4
"""So many files are named."""
EDITION = "0.1"
"""The strategy is looked at, not written: its number plays no part."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing that was looked at, and what was found; ``seen`` is how much there was to look at."""

    key: str
    findings: tuple[Finding, ...]
    seen: int = 0


@dataclass(frozen=True, slots=True)
class Doctor:
    """All checks, in the order of :data:`CHECKS`."""

    checks: tuple[Checked, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(finding for check in self.checks for finding in check.findings)


def doctor(folder: Folder, day: date | None = None, step: Callable[[str], None] = lambda _: None) -> Doctor:
    """Look at everything; ``day`` is what "overdue" is measured from, as in ``kit consolidate``."""
    step(folder.words("make")("step_read"))
    root, gathered = folder.root, gather(folder)
    entries = _entries(root)
    step(folder.words("make")("step_analyse"))
    found = {
        "templates": own_templates(root),
        "fonts": fonts(folder.resources),
        "logo": logo(root, folder.process),
        "overrides": overrides(root),
        "returned": _unreadable(gathered),
        "outputs": tuple(_writable(root)),
        "manifest": tuple(_manifest(root, entries)),
        "edited": tuple(_edited(root, entries or {})),
        "strategy": _strategy(folder, gathered, day),
    }
    seen = {"returned": len(gathered.returns), "manifest": len(entries or {})}
    return Doctor(tuple(Checked(key, found[key], seen.get(key, 0)) for key in CHECKS))


def _unreadable(gathered: Gathered) -> tuple[Finding, ...]:
    """Returns of which nothing could be read; what is odd inside the others is told by ``kit check``."""
    return tuple(
        finding
        for finding in gathered.findings
        if finding.code.startswith("file.") and finding.severity == "error"
    )


def _strategy(folder: Folder, gathered: Gathered, day: date | None) -> tuple[Finding, ...]:
    """What the linter says of the strategy as it would be compiled now; nothing before there are answers."""
    if not gathered.evidence:
        return ()
    return compile_edition(folder, gathered, EDITION, day).linted


def _writable(root: Path) -> Iterator[Finding]:
    outputs = root / "outputs"
    trial = outputs / ".doctor.part"
    try:
        outputs.mkdir(exist_ok=True)
        trial.write_bytes(b"")
        trial.unlink()
    except OSError:
        yield Finding("folder.not-writable", "outputs")


def _entries(root: Path) -> dict[str, str] | None:
    """Hashes by path as the manifest has them; empty where there is none, ``None`` where it is broken."""
    try:
        text = (root / MANIFEST).read_text("utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError):
        return None
    try:
        return {str(entry["path"]): str(entry["sha256"]) for entry in json.loads(text)["files"]}
    except (ValueError, KeyError, TypeError):
        return None


def _manifest(root: Path, entries: dict[str, str] | None) -> Iterator[Finding]:
    if entries is None:
        yield Finding("folder.manifest-broken", MANIFEST)
        return
    if gone := [path for path in sorted(entries) if not (root / path).is_file()]:
        yield Finding("folder.gone", MANIFEST, values=_listed(gone))


def _edited(root: Path, entries: dict[str, str]) -> Iterator[Finding]:
    there = ((root / path, path, hash) for path, hash in sorted(entries.items()))
    edited = [path for file, path, hash in there if file.is_file() and sha256(file.read_bytes()) != hash]
    if edited:
        yield Finding("folder.edited", "outputs", values=_listed(edited))


def _listed(paths: list[str]) -> dict[str, object]:
    more = " …" if len(paths) > FIRST else ""
    return {"count": len(paths), "names": ", ".join(paths[:FIRST]) + more}
