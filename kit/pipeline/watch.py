"""``kit check --watch``: read again whenever something in ``returned/`` has come, changed or gone.

The folder is looked at, not subscribed to: that works on network drives and synchronised folders too, where
the system often says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from kit.findings import Finding, in_order
from kit.model.evidence import Return
from kit.pipeline.check import Gathered, is_of, skim
from kit.pipeline.folder import Folder
from kit.pipeline.reply import Reply, reply_to

Snapshot = Mapping[str, tuple[int, int]]
"""Size and time of change (nanoseconds) of each file by its name."""


@dataclass(frozen=True, slots=True)
class Round:
    """What is new: ``reply`` holds the returns that came or changed with all their findings, and what is now
    said of the others and was not before; ``gone`` are returns that are there no more."""

    reply: Reply
    gone: tuple[str, ...] = ()


def watch(folder: Folder, wait: Callable[[], None]) -> Iterator[Round]:
    """All that is there first, even if that is nothing; then a round for each change, without end.

    ``wait`` lets one interval pass, or raises to end it. A change is read when the folder has stood still for
    one interval, so that no file is read half-way. A file that was saved anew with the same content is none.
    """
    seen = _snapshot(folder)
    before = skim(folder)
    yield Round(reply_to(folder, before, None))
    last = seen
    while True:
        wait()
        now = _snapshot(folder)
        if now == last and now != seen:
            changed = frozenset(name for name in now if seen.get(name) != now[name])
            after = skim(folder)
            found = _round(folder, before, after, changed)
            before, seen = after, now
            if found:
                yield found
        last = now


def _snapshot(folder: Folder) -> Snapshot:
    found = {}
    for path, name in folder.returned():
        try:
            state = path.stat()
        except OSError:  # gone since the folder was listed
            continue
        found[name] = (state.st_size, state.st_mtime_ns)
    return found


def _round(folder: Folder, before: Gathered, after: Gathered, changed: frozenset[str]) -> Round | None:
    """What the reading after tells beyond the one before; ``None`` where that is nothing."""
    known = {item.file: item for item in before.returns}
    arrived = frozenset(item.file for item in after.returns if _is_new(item, known, changed))
    gone = tuple(sorted(known.keys() - {item.file for item in after.returns}))
    others = _new_findings(before, after, arrived)
    if not (arrived or gone or others):
        return None
    answer = reply_to(folder, after, arrived)
    findings = in_order((*answer.gathered.findings, *others))
    return Round(replace(answer, gathered=replace(answer.gathered, findings=findings)), gone)


def _is_new(item: Return, known: Mapping[str, Return], changed: frozenset[str]) -> bool:
    """Whether a return was not there before or is another one; without a hash the file's time tells."""
    old = known.get(item.file)
    return old is None or old.sha256 != item.sha256 or (not item.sha256 and is_of(item.file, changed))


def _new_findings(before: Gathered, after: Gathered, arrived: frozenset[str]) -> list[Finding]:
    """What is said of files that did not change: another one counts now, a name is known no more."""
    said: dict[str, list[Finding]] = {}
    for finding in before.findings:
        said.setdefault(finding.file, []).append(finding)
    return [f for f in after.findings if f.file not in arrived and f not in said.get(f.file, ())]
