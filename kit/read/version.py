"""By what a stored reading is known to be still true: the reader's own code and all that it was told."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any

import kit.findings
import kit.model
from kit.read.context import ReadContext

_LIBRARIES = ("python-calamine", "rapidfuzz")
"""They decide what some formats hold and what a misspelt word probably means."""


def reading_digest(context: ReadContext) -> str:
    """A hash that is another one as soon as the same file might be read differently.

    It covers the sources of reader and model (so that nobody has to raise a number), Python and the libraries
    that read, and the whole context: process, catalogue and lists, in their order.
    """
    return digest_of([_code(), context])


def digest_of(value: object) -> str:
    """A hash of plain values, dataclasses, and lists, tuples, sets and text-keyed mappings of them: another
    one as soon as anything in them differs."""
    told = json.dumps(value, default=_plain, ensure_ascii=True, check_circular=False)
    return hashlib.sha256(told.encode("ascii")).hexdigest()


@cache
def _code() -> str:
    found = hashlib.sha256(sys.version.encode())
    for name in _LIBRARIES:
        found.update(version_of(name).encode())
    for folder in (
        Path(__file__).parent,
        Path(kit.model.__file__).parent,
        Path(kit.findings.__file__).parent,
    ):
        for path in sorted(folder.glob("*.py")):
            found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def version_of(name: str) -> str:
    """The names of a library's metadata, which end in its version; ``importlib.metadata`` takes ten times as
    long to be imported."""
    start = name.replace("-", "_")
    found = (entry.name for folder in sys.path for entry in Path(folder).glob(f"{start}-*"))
    return " ".join(sorted(found))


def _plain(value: object) -> object:
    """What JSON has no form for; a set in an order of its own, the same in every run."""
    kind: type[Any] = type(value)
    if is_dataclass(kind):
        if kind not in _tellers:
            _tellers[kind] = attrgetter("__class__.__name__", *(field.name for field in fields(kind)))
        return _tellers[kind](value)
    if isinstance(value, frozenset):
        return ["set", *sorted(value)]
    return [kind.__name__, str(value)]


_tellers: dict[type, Callable[[object], object]] = {}
"""By dataclass what gives its name and the values of its fields."""
