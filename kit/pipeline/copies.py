"""Which returns get a marked copy, and what it is called: known without making one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, count
from pathlib import PurePosixPath

from kit.findings import Finding
from kit.model.mark import CopyMark
from kit.model.text import Words
from kit.pipeline.check import Gathered
from kit.pipeline.folder import Folder
from kit.pipeline.shares import Share, shares

_UNFIT = re.compile(r'[\x00-\x1f<>:"|?*\\]')
_LONGEST_NAME = 100


def copy_paths(
    folder: Folder, gathered: Gathered, files: frozenset[str] | None = None
) -> Iterator[tuple[Share, str]]:
    """Each share of a return that somebody has to look at, with the path of its copy; no path twice.

    With ``files`` only those of these returns.
    """
    words, used = folder.words("marked"), set[str]()
    about: dict[str, list[Finding]] = {}
    for finding in gathered.findings:
        about.setdefault(finding.file, []).append(finding)
    for item in gathered.returns:
        if item.identity is None or (files is not None and item.file not in files):
            continue
        for share in shares(item, about.get(item.file, ()), folder.catalogue):
            if share.asks and not (share.counted_elsewhere and not share.codes):
                yield share, _path(share, words, used)


def copy_mark(share: Share) -> CopyMark:
    """The mark by which the copy of a share is known when it comes back."""
    earlier = share.item.copy_of
    return CopyMark(earlier.number + 1 if earlier else 1, share.item.sha256[:12])


def _path(share: Share, words: Words, used: set[str]) -> str:
    """Where it lies as below ``returned/``, under a name that says what it is; never twice the same."""
    parts = [_fit(part) for part in PurePosixPath(share.item.file).parts]
    parts = [part for part in parts if part.strip("./ ")]
    parts = parts[1:] if parts[0] == "returned" and len(parts) > 1 else parts
    base = "/".join(("outputs/strategy", words("folder_copies"), *parts[:-1]))
    stem, number = _stem(parts[-1], words), copy_mark(share).number
    key = "file_copy_again" if number > 1 else "file_copy"
    path = f"{base}/{words(key, stem=stem, n=number)}"
    names = chain((path, f"{path} {share.unit.code}"), (f"{path} ({n})" for n in count(2)))
    found = next(name for name in names if name.casefold() not in used)
    used.add(found.casefold())
    return f"{found}.xlsx"


def _stem(name: str, words: Words) -> str:
    """The file's name without its ending, and without what an earlier copy added to it."""
    stem = PurePosixPath(name).stem[:_LONGEST_NAME].rstrip()
    added = [wording.format(stem="", n=r"\d+") for wording in words.texts["file_copy_again"].all()]
    added += [wording.format(stem="") for wording in words.texts["file_copy"].all()]
    return re.sub(rf"(?:{'|'.join(added)})$", "", stem) or stem


def _fit(part: str) -> str:
    return _UNFIT.sub("_", part).strip()
